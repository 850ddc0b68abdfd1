"""`ivr prompts script`: what an operator sends to whoever records the texts."""

import csv

from ivr.prompts import file_name


def table(folder):
    """The rows of the table, as a spreadsheet opens it."""
    content = (folder / "opnamen.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_a_page_and_a_table_are_written(desk, tmp_path):
    """Every text, numbered from 1 in the order of the list, with the name of its file; the folder is made."""
    out = tmp_path / "voor/marije"
    result = desk.prompts("script", "--out", out)
    assert result.exit_code == 0
    assert f"28 van de 28 teksten staan in {out}/opnamen.html en {out}/opnamen.csv." in result.output
    assert table(out) == [
        {"nummer": str(number), "bestand": file_name("nl-NL", text), "tekst": text}
        for number, text in enumerate(desk.texts(), 1)
    ]
    assert (out / "opnamen.html").read_text(encoding="utf-8").count('class="text"') == 28


def test_missing_counts_for_the_first_voice_only(desk, tmp_path):
    """A stand-in by another voice does not make a text recorded, and the numbers are those of the whole list."""
    desk.write("voices: [standin]", "voices: [marije, standin]")
    texts = desk.texts()
    for text in texts:
        desk.record(text)
    for text in texts[:3] + texts[4:20]:
        desk.record(text, voice="marije")
    desk.prompts("script", "--out", tmp_path, "--missing")
    assert [row["nummer"] for row in table(tmp_path)] == ["4", *map(str, range(21, 29))]
    assert (tmp_path / "opnamen.html").read_text(encoding="utf-8").count('class="text"') == 9


def test_nothing_missing_gives_an_empty_table(desk, tmp_path):
    """When all is recorded there is nothing to do, and that is no failure."""
    for text in desk.texts():
        desk.record(text)
    result = desk.prompts("script", "--out", tmp_path, "--missing")
    assert (result.exit_code, table(tmp_path)) == (0, [])


def test_a_folder_that_cannot_be_written_is_told(desk):
    """The name is taken by a file: one line, in Dutch."""
    result = desk.prompts("script", "--out", desk.menus)
    assert str(result.exception).startswith(f"ivr: in {desk.menus} kan niet worden geschreven")
