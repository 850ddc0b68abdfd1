"""The list of texts and recordings, and taking away what no menu uses."""

import json
import re
import shutil

import pytest

needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="not installed: ffmpeg")


def rows(desk):
    """The list as programs read it, by text."""
    return {row["text"]: row for row in json.loads(desk.prompts("--json").stdout)}


@needs_ffmpeg
def test_the_list_says_how_good_a_recording_is(desk):
    """A good recording has a voice, a length and a loudness; a missing one says so."""
    desk.record("Nood: toets 1.")
    shown = desk.prompts().output
    assert re.search(r"^   1\.5 s  -19\.\d LUFS  goed        standin         Nood: toets 1\.$", shown, re.MULTILINE)
    assert "       –           –  ontbreekt   niet opgenomen  Geweld." in shown
    assert shown.splitlines()[-1] == f"{len(desk.texts())} teksten, 1 opgenomen, {len(desk.texts()) - 1} niet."


def test_what_is_wrong_stands_below_the_text(desk):
    """A recording with a hole is rejected, with the reason in Dutch."""
    desk.record("Nood: toets 1.").write_bytes(desk.sound(4.5, 2.0))
    shown = desk.prompts().output.splitlines()
    at = next(place for place, line in enumerate(shown) if line.endswith("standin         Nood: toets 1."))
    assert "afgekeurd" in shown[at]
    assert "stilte" in shown[at + 1]
    assert "Niet goed genoeg: 1 opname; wat eraan schort, staat eronder." in shown


def test_programs_get_path_loudness_and_flaws(desk):
    """Each text is an object with everything that is known; what belongs to a recording is null without one."""
    path = desk.record("Nood: toets 1.")
    desk.record("Geweld.").write_bytes(desk.sound(4.5, 2.0))
    found = rows(desk)
    good, bad, missing = found["Nood: toets 1."], found["Geweld."], found["Bellen is gratis."]
    assert (good["path"], good["file"], good["voice"], good["flaws"]) == (str(path), path.name, "standin", [])
    assert {"rule", "message"} == set(bad["flaws"][0])
    assert [missing[word] for word in ("file", "path", "voice", "seconds", "loudness")] == [None] * 5
    assert (missing["flaws"], missing["states"][0]) == ([], "2")


def test_the_best_voice_counts(desk):
    """Of two recordings of one text the list shows the one that callers hear."""
    desk.write("voices: [standin]", "voices: [marije, standin]")
    desk.record("Nood: toets 1.")
    desk.record("Nood: toets 1.", voice="marije")
    desk.record("Geweld.")
    found = rows(desk)
    assert [found[text]["voice"] for text in ("Nood: toets 1.", "Geweld.")] == ["marije", "standin"]


def test_without_ffmpeg_loudness_is_left_out(desk, monkeypatch, tmp_path):
    """The list still works, and says in one line what it could not measure."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("IVR_STATE", str(tmp_path / "empty"))
    desk.record("Nood: toets 1.")
    assert "   1.5 s           –  goed        standin         Nood: toets 1." in desk.prompts().output
    assert desk.prompts().output.count("Zonder ffmpeg is niet te meten") == 1


def test_a_file_that_is_not_played_is_told(desk):
    """An operator sees which file is left aside, and why."""
    (desk.record("Nood: toets 1.").parent / "welkom.wav").write_bytes(b"RIFF")
    shown = desk.prompts().output
    assert "Dit wordt niet afgespeeld:" in shown
    assert "welkom.wav: de naam hoort bij geen tekst" in shown


def test_what_no_menu_uses_is_listed(desk):
    """After a text has changed, its old recording is named as left over."""
    path = desk.record("Bellen is gratis.")
    assert "Dit gebruikt geen menu meer" not in desk.prompts().output
    desk.write("Bellen is gratis.", "Bellen kost niets.")
    assert f"  {path}" in desk.prompts().output.partition("Dit gebruikt geen menu meer")[2]


@pytest.fixture
def left_over(desk):
    """A recording of a text that is gone, beside one that is used, and files that are no recordings."""
    old, kept = desk.record("Een oude tekst."), desk.record("Geweld.")
    for name in ("voice.yml", "aantekeningen.txt", "welkom.wav"):
        (old.parent / name).write_text("bewaar dit")
    other = desk.record("Een oude tekst.", voice="andere-stem")
    return old, [kept, other, *(old.parent / name for name in ("voice.yml", "aantekeningen.txt", "welkom.wav"))]


def test_prune_asks_first(desk, left_over):
    """The recordings are listed, and stay unless the operator agrees."""
    old, others = left_over
    for answer in ("n\n", "\n", ""):
        shown = desk.prompts("--prune", answer=answer).output
        assert str(old) in shown
        assert old.exists()
    assert "Er is niets weggehaald." in desk.prompts("--prune", answer="n\n").output
    assert "1 opname weggehaald." in desk.prompts("--prune", answer="j\n").output
    assert not old.exists()
    assert all(path.exists() for path in others)


def test_prune_without_a_question(desk, left_over):
    """For scripts; nothing but the recordings of unused texts in the menu's own voices is touched."""
    old, others = left_over
    assert desk.prompts("--prune", "--yes").exit_code == 0
    assert not old.exists()
    assert all(path.exists() for path in others)
    assert "niets om weg te halen" in desk.prompts("--prune", "--yes").output


def test_prune_keeps_what_the_built_in_line_says(desk):
    """When menus.yml breaks, the built-in line still has its recordings."""
    path = desk.record("Ik verbind u door met een adviseur.")
    desk.write("no_choice: Ik verbind u door met een adviseur.", "no_choice: Een ogenblik.")
    desk.menus.write_text(
        desk.menus.read_text().replace("connecting: Ik verbind u door met een adviseur.", "connecting: Een moment.")
    )
    assert "Ik verbind u door met een adviseur." not in desk.texts()
    desk.prompts("--prune", "--yes")
    assert path.exists()
