"""Small menus of which callers can tell at once which one they hear, and what its keys mean."""

import os
import re
from pathlib import Path
from typing import Final

from tests.conftest import ROOT

PLAIN: Final = (ROOT / "tests/menus/good/plain.yml").read_text(encoding="utf-8")
COLOURS: Final = ("rood", "groen", "blauw", "geel", "paars", "oranje", "zwart", "wit")

_SAID: Final = re.compile(r"Iets over (\w+): toets (\d)\.")


def menu(colour: str) -> str:
    """A menu about one colour, behind key 2 or 3: that of the colour before it is never the same."""
    key = 2 + COLOURS.index(colour) % 2
    options = {
        key: f"  {key}:\n    option: Iets over {colour}\n    answer: Dit gaat over {colour}.\n",
        5 - key: f"  {5 - key}:\n    option: Iets anders\n    answer: Dit gaat over {colour} niet.\n",
    }
    start, end = PLAIN.index("menu:\n"), PLAIN.index("phrases:")
    return f"{PLAIN[:start]}{PLAIN[end:]}menu:\n{options[2]}{options[3]}"


def broken(colour: str) -> str:
    """Such a menu with a slip of the hand in it, in a word at line 50, column 5."""
    return menu(colour).replace("    option: Iets", "    opion: Iets", 1)


def offered(said: str) -> tuple[str, str] | None:
    """Which colour is offered in what is said, and behind which key."""
    found = _SAID.search(said)
    return (found[1], found[2]) if found else None


def save(path: Path, text: str) -> None:
    """Put a text in the place of a file, whole."""
    unfinished = path.with_name("unfinished")
    unfinished.write_text(text, encoding="utf-8")
    os.replace(unfinished, path)
