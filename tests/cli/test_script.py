"""`ivr script`: the call script, as an operator asks for it."""


def script(desk, *arguments):
    """Run `ivr script` on the small menu."""
    return desk.ivr("script", "--menus", str(desk.menus), "--prompts", str(desk.folder), *map(str, arguments))


def test_the_page_is_written_to_the_screen_or_to_a_file(desk, tmp_path):
    """The same page either way, and the operator is told where it is."""
    out = tmp_path / "belscript.html"
    result = script(desk, "--out", out)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"Geschreven: {out}\n")
    assert out.read_text(encoding="utf-8") == script(desk).stdout
    assert "<title>Belscript: Veilig Thuis</title>" in script(desk).stdout


def test_the_lengths_are_those_of_the_recordings(desk):
    """Staff see which texts callers hear from a recording, and how long that takes."""
    desk.record("Bellen is gratis.", seconds=3.5)
    page = script(desk).stdout
    assert "<li><p>Bellen is gratis.</p><small>3,5 s</small></li>" in page
    assert '<li class="todo"><p>Slaan.</p><small>± 0,4 s<br>niet opgenomen</small></li>' in page
    assert "1 daarvan is opgenomen" in page


def test_a_file_that_cannot_be_written_is_told_in_one_line(desk, tmp_path):
    """No traceback, but the name of the file and why."""
    result = script(desk, "--out", tmp_path)
    assert result.exit_code == 1
    assert str(result.exception) == f"ivr: {tmp_path} kan niet worden geschreven (Is a directory)."


def test_a_broken_menu_gives_its_problems(desk):
    """The operator reads what is wrong with the menu."""
    desk.write("welcome:", "welkom:")
    result = script(desk)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{desk.menus}:8:1: " in result.stderr
