"""Which text a speaker's file is for."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.prompts import file_name, prompt_id
from ivr.prompts.takes import SCRIPT, Takes
from ivr.prompts.unfit import Unfit

TEXTS = [f"Dit is tekst {number}." for number in range(1, 13)]
ID = prompt_id("nl-NL", TEXTS[2])
GONE = prompt_id("nl-NL", "Deze tekst is weg.")


def takes(folder: Path, texts: list[str] = TEXTS) -> Takes:
    """The texts of now, with the script in this folder."""
    return Takes.read(folder, texts, "nl-NL")


def write_script(folder: Path, texts: list[str], *, encoding: str = "utf-8", separator: str = ";") -> None:
    """The script as it was printed for these texts."""
    rows = [("nummer", "bestand", "tekst")]
    rows += [(str(number), file_name("nl-NL", text), f'"{text}"') for number, text in enumerate(texts, 1)]
    (folder / SCRIPT).write_text("\r\n".join(map(separator.join, rows)), encoding=encoding, newline="")


@pytest.mark.parametrize(
    "name",
    [
        *[
            "3.wav",
            "003.mp3",
            "03 - welkom.m4a",
            "3_take2.ogg",
            "3. Twee.webm",
            "3 (1).wav",
            "Opname 3.wav",
            "nr-3.flac",
        ],
        *[f"{ID}.wav", f"{ID.upper()}.M4A", f"dit-is-tekst.{ID}.wav", f"7 {ID}_take2.ogg", f"xx{ID}yy.wav"],
    ],
)
def test_names(tmp_path: Path, name: str) -> None:
    """A file is known by its number in front, or by the id anywhere in its name; the id decides."""
    assert takes(tmp_path).text_of(name) == TEXTS[2]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("welkom.wav", "geen nummer"),
        (".wav", "geen nummer"),
        ("2-3.wav", "geen nummer"),
        ("2.3.wav", "geen nummer"),
        ("12abc.wav", "geen nummer"),
        ("welkom 3.wav", "geen nummer"),
        ("٣.wav", "geen nummer"),
        ("0.wav", "nummer 0 staat niet"),
        ("13.wav", "nummer 13 staat niet"),
        (f"3 {GONE}.wav", f"kenmerk {GONE} hoort bij geen tekst van nu"),
        (f"{ID} {prompt_id('nl-NL', TEXTS[3])}.wav", "kenmerken van twee"),
    ],
)
def test_strange_names(tmp_path: Path, name: str, reason: str) -> None:
    """A name that says nothing, or two things, or something of another menu, is refused with the reason."""
    with pytest.raises(Unfit, match=reason):
        takes(tmp_path).text_of(name)


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8", ";"), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-8", ","), ("utf-8", "\t")]
)
def test_numbers_of_the_script(tmp_path: Path, encoding: str, separator: str) -> None:
    """A number means what it meant on paper, also when the menu has changed and a spreadsheet saved the script."""
    printed = ["Eén tekst vooraf.", *TEXTS]
    write_script(tmp_path, printed, encoding=encoding, separator=separator)
    assert takes(tmp_path).text_of("4.wav") == TEXTS[2]
    with pytest.raises(Unfit, match="nummer 1 van het script hoort bij geen tekst van nu"):
        takes(tmp_path).text_of("1.wav")
    with pytest.raises(Unfit, match="nummer 14 staat niet"):
        takes(tmp_path).text_of("14.wav")


@pytest.mark.parametrize(
    "script",
    [
        *[b"", b"\x00\x81", b"nummer;bestand\n", b"a;b\n1;2\n", b"nummer;bestand;tekst\nx;a.0123456789.wav;a\n"],
        *[b"nummer;bestand\n1;a.wav\n", b"nummer;bestand\n1;a.0123456789.wav\n1;a.9876543210.wav\n"],
    ],
)
def test_broken_script(tmp_path: Path, script: bytes) -> None:
    """When the script cannot be understood no number is believed; ids are."""
    (tmp_path / SCRIPT).write_bytes(script)
    with pytest.raises(Unfit, match=r"opnamen\.csv is niet te lezen"):
        takes(tmp_path).text_of("1.wav")
    assert takes(tmp_path).text_of(f"{ID}.wav") == TEXTS[2]


@pytest.mark.parametrize("kind", ["link", "dangling", "folder", "pipe"])
def test_script_is_a_file_of_this_folder(tmp_path: Path, kind: str) -> None:
    """A script that is a link to elsewhere, a folder or a pipe is not read, and nobody waits for it."""
    folder = tmp_path / "in"
    folder.mkdir()
    write_script(tmp_path, TEXTS)
    script = folder / SCRIPT
    match kind:
        case "folder":
            script.mkdir()
        case "pipe":
            os.mkfifo(script)
        case _:
            script.symlink_to(tmp_path / (SCRIPT if kind == "link" else "nothing"))
    with pytest.raises(Unfit, match="niet te lezen"):
        takes(folder).text_of("1.wav")


@given(name=st.text(max_size=40), script=st.none() | st.binary(max_size=80))
def test_any_name(tmp_path_factory: pytest.TempPathFactory, name: str, script: bytes | None) -> None:
    """Whatever a file is called and whatever the script holds, it is one text of now, or refused."""
    folder = tmp_path_factory.mktemp("in")
    if script is not None:
        (folder / SCRIPT).write_bytes(script)
    with suppress(Unfit):
        assert takes(folder).text_of(name) in TEXTS
