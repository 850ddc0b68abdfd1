"""The file before it is a text: its bytes, and what it is when it is no menu at all."""

import codecs
import re
from pathlib import Path

from ivr.loader import characters
from ivr.loader.mistakes import Mistake
from ivr.loader.source import Source
from ivr.problems import InvalidMenu, Position

MAX_BYTES = 5_000_000

NO_FILE = Mistake("no-file", "Dit bestand is er niet. Kijk of de naam en de map kloppen.")
FOLDER = Mistake("directory", "Dit is een map. Geef de naam van het menubestand zelf, bijvoorbeeld menus.yml.")
DENIED = Mistake("not-readable", "Dit bestand mag niet worden gelezen. Vraag de beheerder om toegang.")
UNREADABLE = Mistake("not-readable", "Dit bestand kan niet worden gelezen. Vraag de beheerder om hulp.")
UTF_16 = Mistake("encoding", "Dit bestand is opgeslagen als UTF-16. Sla het opnieuw op, met de codering UTF-8.")
NO_UTF_8 = Mistake(
    "encoding",
    "Dit teken is niet te lezen: het bestand is niet opgeslagen als UTF-8. Sla het opnieuw op, met de codering UTF-8.",
)
TOO_LARGE = Mistake(
    "too-large",
    "Dit bestand is groter dan 5 MB. Zo groot is geen keuzemenu; kijk of dit het goede bestand is.",
)
OTHER_KIND = Mistake(
    "not-plain-text",
    "Dit is geen gewone tekst maar {kind}, en daar kan het menu niet uit worden gelezen. Kijk of dit het goede bestand "
    "is. Staat het menu er toch in? Zet het dan over in een gewoon tekstbestand, bijvoorbeeld met Kladblok, en kies "
    "bij het opslaan de codering UTF-8.",
)

KINDS = (
    (re.compile(rb"\{\\rtf"), "opgemaakte tekst (RTF)"),
    (re.compile(rb"PK\x03\x04"), "een document van Word of Excel, of een zip-bestand"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "een document van Word of Excel"),
    (re.compile(rb"%PDF-"), "een PDF"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?A-Za-z]"), "een webpagina"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8"), "een afbeelding"),
    (re.compile(rb"RIFF.{4}WAVE|ID3|OggS", re.DOTALL), "een geluidsbestand"),
    (re.compile(rb"\x1f\x8b"), "een ingepakt bestand"),
)
"""How other kinds of file begin, and what people call them."""


def read(path: Path) -> bytes:
    """The file's bytes; raises InvalidMenu when there is no such file to read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        mistake = NO_FILE
    except IsADirectoryError:
        mistake = FOLDER
    except PermissionError:
        mistake = DENIED
    except (OSError, ValueError):
        mistake = UNREADABLE
    raise InvalidMenu([mistake.at(Position(str(path), 1, 1))])


def decode(menu: bytes | str, file: str) -> Source:
    """The file's text; raises InvalidMenu when it is not a text that YAML can carry."""
    _refuse_other_kinds(menu.encode(errors="surrogatepass") if isinstance(menu, str) else menu, Position(file, 1, 1))
    text = menu if isinstance(menu, str) else _decoded(menu, file)
    decoded = Source(file, text.removeprefix("\ufeff"))
    if problems := characters.check(decoded):
        raise InvalidMenu(problems)
    return decoded


def _refuse_other_kinds(data: bytes, start: Position) -> None:
    """A menu is a text, and not a large one."""
    for beginning, kind in KINDS:
        if beginning.match(data):
            raise InvalidMenu([OTHER_KIND.at(start, kind=kind)])
    if len(data) > MAX_BYTES:
        raise InvalidMenu([TOO_LARGE.at(start)])


def _decoded(data: bytes, file: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:4]:
        raise InvalidMenu([UTF_16.at(Position(file, 1, 1))])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        readable = Source(file, data[: error.start].decode("utf-8").removeprefix("\ufeff") + "?")
        raise InvalidMenu([NO_UTF_8.at(readable.position(len(readable.text)))]) from None
