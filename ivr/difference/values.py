"""What changes in one word of the menu file, whatever it is: told with what `MEANING` says of it.

A word that is added to menus later is told too, without anybody having to remember this.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel

from ivr.difference.change import FIXED, Change, Kind
from ivr.difference.paragraphs import Answer, answer_changes
from ivr.difference.sentences import called, meaning
from ivr.loader import Loc
from ivr.menu import Line, Model, Ring

ADVISORS: Final = "Dit horen adviseurs; bellers merken er niets van."

REMARKS: Final = {
    "name": "Bellers horen deze naam niet.",
    "number": "Dit nummer ziet de adviseur; bellers merken er niets van.",
    "language": "Opnamen horen bij een taal: die van de oude taal horen bellers dan niet meer.",
    "say": "Dit horen bellers alleen in teksten zonder opname.",
    "pronounce": "In opnamen die er al zijn, horen bellers geen verschil.",
    "numbers": "De telefoons gaan tegelijk over: van een andere volgorde merken bellers niets.",
    "whisper": ADVISORS,
    "accept": ADVISORS,
    "topic": ADVISORS,
    "gone": ADVISORS,
}
"""What an operator should know of a change in these words."""

UNHEARD: Final = ("name", "number", "pronounce", "whisper", "accept", "topic", "gone")
"""The words that callers notice nothing of."""


def changes(path: Loc, old: Any, new: Any, line: Line) -> Iterator[Change]:
    """The changes of one word and of all words below it; `line` is the new one."""
    if old == new:
        return
    if isinstance(old, Model) and isinstance(new, Model):
        for word in words(old, new):
            yield from changes((*path, word), getattr(old, word, None), getattr(new, word, None), line)
    elif path == ("emergency", "answer"):
        name = whose(path, line)
        yield from answer_changes(Answer(name, path, (old,), False), Answer(name, path, (new,), False))
    else:
        yield _change(path, old, new, line)


def words(old: Model, new: Model) -> tuple[str, ...]:
    """The words that either can hold, in the order of the file."""
    return tuple(dict.fromkeys((*type(new).model_fields, *type(old).model_fields)))


def _change(path: Loc, old: Any, new: Any, line: Line) -> Change:
    word = str(path[-1])
    only_order = word == "numbers" and _is_only_order(old, new, _group(path, line))
    remark = REMARKS.get(word, "") if word != "numbers" or only_order else ""
    name = whose(path, line)
    sentence = f"{name + ', v' if name else 'V'}eranderd: {meaning(word)} ({word}). {remark}".rstrip()
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        old, new = _different(old, new), _different(new, old)
    heard = not (only_order or word in UNHEARD)
    return Change(_kind(path), path, sentence, shown(old), shown(new), heard=heard)


def _is_only_order(old: Any, new: Any, ring: Ring | None) -> bool:
    """Whether the same telephones ring, all at once, so that their order makes no difference."""
    return ring is not None and ring.order == "all_at_once" and sorted(old) == sorted(new)


def _group(path: Loc, line: Line) -> Ring | None:
    """The ring group that a word belongs to."""
    teams = line.advisor.teams
    return teams[int(path[2])] if teams and path[:2] == ("advisor", "teams") else line.advisor.ring


def whose(path: Loc, line: Line) -> str:
    """The fixed key that a word belongs to, with what it is called in the menus, and the team; else nothing."""
    key = FIXED.get(str(path[0]))
    team = _group(path, line) if path[:2] == ("advisor", "teams") and len(path) > 2 else None
    named = f", team ‘{getattr(team, 'name', '')}’" if team else ""
    return called([key], getattr(line, str(path[0])).short) + named if key else ""


def _kind(path: Loc) -> Kind:
    if {"ring", "teams", "national"} & set(path):
        return "ring"
    if path[0] == "announcements":
        return "announcement"
    if path[-1] == "option":
        return "option"
    return "text" if path[0] in ("welcome", "phrases", *FIXED) else "setting"


def _different(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    return {word: value for word, value in one.items() if value != other.get(word)}


def shown(value: Any) -> str | None:
    """A value as it stands in the file, a line for each of several; None for nothing."""
    match value:
        case None:
            return None
        case BaseModel():
            return shown({word: below for word, below in value if below is not None})
        case Mapping():
            return "\n".join(f"{word}: {shown(below)}" for word, below in value.items()) or None
        case tuple() | list():
            return "\n".join(shown(item) or "" for item in value) or None
        case _:
            return str(value)
