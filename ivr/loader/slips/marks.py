"""Slips in a mark: something that looks like a dash or a colon, or has no space behind it."""

import re
from collections.abc import Callable, Iterator
from itertools import takewhile

from msgspec.structs import replace

from ivr.loader.mistakes import Mistake
from ivr.loader.slips.draft import KNOWN, Draft, Slip
from ivr.loader.source import also
from ivr.loader.syntax import colon_in_text
from ivr.loader.texts import LIKE_A_DASH, like_dash
from ivr.loader.words import DUTCH, MEANING, SPOKEN

Mended = Callable[[re.Match[str]], str]

OTHER_COLON = Mistake(
    "missing-colon",
    "Achter '{word}' hoort een dubbele punt, en hier staat '{mark}'; zo hoort een beller niet wat erachter komt. "
    "Schrijf '{word}:' en dan een spatie.",
)

_OTHER_COLON = re.compile(rf"(\s*(?:- +)*)({KNOWN})\s*(：|﹕|:?=>?|[;).](?=\s|$))\s*(.*)")
_DASH_LIKE = re.compile(rf"(\s*)({LIKE_A_DASH.pattern})\s*(.*)")
_COLON = re.compile(r"""(\s*(?:- +)*([^\s:#"'\[{][^:#]*)):(?= )""")


def other_colon(draft: Draft, at: int) -> Iterator[Slip]:
    """`option = Nood`."""
    if found := _OTHER_COLON.match(draft.rows[at].text):
        before, word, mark, rest = found.groups()
        problem = OTHER_COLON.at(draft.position(at, found.start(3)), word=word, mark=mark)
        yield Slip(problem, draft.with_texts({at: f"{before}{word}: {rest}"}))


def dash_like(draft: Draft, at: int) -> Iterator[Slip]:
    """`->` or `-Tekst`, with all that is typed like it below."""
    if found := _DASH_LIKE.match(draft.rows[at].text):
        mistake = like_dash(found[2], found[3])
        yield _listed(draft, at, mistake, _DASH_LIKE, lambda line: f"{line[1]}- {line[3] or '>'}")


def colon(draft: Draft, at: int) -> Iterator[Slip]:
    """`Let op: ...` where a text belongs; without the colon it is one."""
    text, above = draft.rows[at].text, draft.chain(at)
    if not above or draft.rows[above[0]].word not in SPOKEN - {"pronounce"}:
        return
    if (found := _COLON.match(text)) and found[2].lower() not in (*MEANING, *DUTCH):
        opening = at + 1 if "- " in found[1] else at
        problem = colon_in_text(draft.source, opening).at(draft.position(at, found.end(1)))
        yield Slip(problem, draft.with_texts({at: found[1] + text[found.end() :]}))


def _listed(
    draft: Draft, at: int, mistake: Mistake, pattern: re.Pattern[str], mended: Callable[[re.Match[str]], str]
) -> Slip:
    """One problem for the rows of a list that were typed alike."""
    indent = draft.rows[at].indent
    listed = takewhile(lambda place: _within(draft, place, indent), range(at, len(draft.rows)))
    alike = [place for place in listed if draft.rows[place].indent == indent and pattern.match(draft.rows[place].text)]
    problem = mistake.at(draft.position(at, indent))
    problem = replace(problem, message=problem.message + also([draft.rows[place].number for place in alike]))
    return Slip(problem, draft.with_texts({place: pattern.sub(mended, draft.rows[place].text, 1) for place in alike}))


def _within(draft: Draft, at: int, indent: int) -> bool:
    return draft.rows[at].is_blank or draft.rows[at].indent >= indent
