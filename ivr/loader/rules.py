"""What is wrong in the file but cannot be seen in the values: a text cut off by a comment, menus too deep."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from ivr.loader import texts
from ivr.loader.mistakes import Mistake
from ivr.loader.source import Source, shown
from ivr.loader.tree import Node
from ivr.loader.words import Loc, spoken
from ivr.problems import Problem

MAX_MENUS = 6
"""Menus inside each other. Nobody remembers six; the limit only keeps files and documents finite."""

TOO_DEEP = Mistake(
    "menus-too-deep",
    "Dit menu ligt zeven menu's diep; een beller raakt daar de weg kwijt. "
    "Zet deze keuzes hoger, hooguit zes menu's diep.",
)
CUT_OFF = Mistake(
    "cut-off",
    "Vanaf het # hoort de beller deze tekst niet meer. Hoort het bij de tekst? Schrijf dan 'hekje'. "
    "Is het een opmerking voor uzelf? Zet dan twee spaties voor het #.",
)
CURLY = Mistake(
    "curly-quote",
    "Dit zijn gekrulde aanhalingstekens; die horen dan bij de tekst zelf. Zet om de hele tekst rechte, of laat ze weg.",
)
ONE_QUOTE = Mistake("curly-quote", "Dit aanhalingsteken staat alleen. Zet er het tweede bij, of laat het weg.")
MARK = Mistake(
    "block-mark",
    "Bedoelt u >? Met dit teken wordt het voorgelezen als deel van de tekst. "
    "Schrijf > achter de dubbele punt, en de tekst op de regels eronder.",
)
EQUALS = Mistake(
    "text-start", "Deze tekst begint met een =, en een stem zou dat voorlezen. Haal het weg; de dubbele punt is genoeg."
)
VOICE = Mistake(
    "say",
    "'{say}' is geen Nederlandse stem van Twilio; bellers zouden niets horen.{instead} Kies een van: {known}.",
)
DUTCH_VOICES = ("Polly.Laura-Neural", "Polly.Lotte", "Polly.Ruben", "Google.nl-NL-Standard-A", "man", "woman")

DUTCH_VOICE = re.compile(
    r"Polly\.(Laura-Neural|Lotte|Ruben)|Google\.nl-NL-(Standard|Wavenet|Chirp3-HD)-[A-Z][A-Za-z]*|man|woman"
)
"""Twilio's own list (docs/voice/twiml/say/text-speech)."""

_CURLY = re.compile("[“”„‟«‹‘‚]|’(?![sntk]\\b)")
"""At the start of a text; "’s avonds" may begin one."""

_DOUBLE = re.compile('["“”„‟«»]')
_MARK = re.compile(r"[›»=/<→](?=[ \t]*[\r\n])")
_CUT_OFF = re.compile(r"[ \t]#")


def check(root: Node, source: Source) -> list[Problem]:
    """Every problem that only the file shows."""
    return [problem for path, node in _walk(root, ()) for rule in RULES for problem in rule(path, node, source)]


def _walk(node: Node, path: Loc) -> Iterator[tuple[Loc, Node]]:
    yield path, node
    match node.value:
        case dict(words):
            for word, child in words.items():
                yield from _walk(child, (*path, word))
        case list(items):
            for place, child in enumerate(items):
                yield from _walk(child, (*path, place))


def _deep(path: Loc, node: Node, source: Source) -> Iterator[Problem]:
    if path[-1:] == ("menu",) and path.count("menu") == MAX_MENUS + 1:
        yield TOO_DEEP.at(source.position(node.start if node.key is None else node.key))


def _cut(path: Loc, node: Node, source: Source) -> Iterator[Problem]:
    """One space before # looks like speech (option: Toets # voor meer); two or more set off a comment."""
    if node.value and not node.style and spoken(path) and _CUT_OFF.match(source.text, node.end):
        yield CUT_OFF.at(source.position(node.end + 1))


def _curly(_path: Loc, node: Node, source: Source) -> Iterator[Problem]:
    """Word makes quotes that YAML takes for letters."""
    if node.style or node.refused or not isinstance(node.value, str):
        return
    quotes = [match.start() for match in _DOUBLE.finditer(source.text, node.start, node.end)]
    begins = _CURLY.match(source.text, node.start)
    if begins or len(quotes) % 2:
        node.refused = True
        place = node.start if begins else quotes[-1]
        yield (CURLY if begins else ONE_QUOTE).at(source.position(place))


def _mark(path: Loc, node: Node, source: Source) -> Iterator[Problem]:
    """Something that looks like > and is not."""
    if node.value and not node.style and spoken(path) and _MARK.match(source.text, node.start):
        node.refused = True
        yield MARK.at(source.position(node.start))


def _equals(path: Loc, node: Node, source: Source) -> Iterator[Problem]:
    """What is left of `option = Nood` when only the colon was put in."""
    if isinstance(node.value, str) and spoken(path) and re.match(r"\s*=\s", node.value):
        node.refused = True
        yield EQUALS.at(source.position(source.text.index("=", node.start)))


def _voice(path: Loc, node: Node, source: Source) -> Iterator[Problem]:
    """Of Dutch it is known which voices there are; Twilio ends a call with another."""
    if path or not isinstance(node.value, dict):
        return
    language, say = (child.value if (child := node.value.get(word)) else "" for word in ("language", "say"))
    if str(language).startswith("nl-") and isinstance(say, str) and say and not DUTCH_VOICE.fullmatch(say):
        node.value["say"].refused = True
        near = get_close_matches(say, DUTCH_VOICES, n=1, cutoff=0.4)
        instead = f" Bedoelt u {near[0]}?" if near else ""
        place = source.position(node.value["say"].start)
        yield VOICE.at(place, say=shown(say), instead=instead, known=", ".join(DUTCH_VOICES))


RULES = (_voice, _mark, _equals, _curly, _deep, _cut, texts.check)
