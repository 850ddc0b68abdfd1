"""What changes outside the menu: the line's own sentences, whose telephones ring, and its settings.

Every word of the menu file is compared, so one that is added later is told too, with what `MEANING` says of it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel

from ivr.difference.change import FIXED, Change, Kind
from ivr.difference.paragraphs import Answer, answer_changes
from ivr.difference.sentences import called, meaning
from ivr.loader import Loc
from ivr.menu import Line, Model, Ring

REMARKS: Final = {
    "name": "Bellers horen deze naam niet.",
    "number": "Dit nummer ziet de adviseur; bellers merken er niets van.",
    "language": "Opnamen horen bij een taal: die van de oude taal horen bellers dan niet meer.",
    "say": "Dit horen bellers alleen in teksten zonder opname.",
    "pronounce": "In opnamen die er al zijn, horen bellers geen verschil.",
    "numbers": "De telefoons gaan tegelijk over: van een andere volgorde merken bellers niets.",
}
"""What an operator should know of a change in these words."""

UNHEARD: Final = ("name", "number", "pronounce")
"""The words that callers notice nothing of."""


def opening_changes(old: Line, new: Line) -> Iterator[Change]:
    """What changes before and beside the menu: the welcome, emergency guidance and the advisor."""
    for word in ("welcome", *FIXED):
        yield from _changes((word,), getattr(old, word), getattr(new, word), new)


def other_changes(old: Line, new: Line) -> Iterator[Change]:
    """What changes in everything else but the menu: the sentences first."""
    told = ("welcome", "menu", *FIXED)
    for word in sorted((word for word in Line.model_fields if word not in told), key=lambda word: word != "phrases"):
        yield from _changes((word,), getattr(old, word), getattr(new, word), new)


def _changes(path: Loc, old: Any, new: Any, line: Line) -> Iterator[Change]:
    """The changes of one word and of all words below it."""
    if old == new:
        return
    if isinstance(old, Model) and isinstance(new, Model):
        for word in dict.fromkeys((*type(new).model_fields, *type(old).model_fields)):
            yield from _changes((*path, word), getattr(old, word, None), getattr(new, word, None), line)
    elif path == ("emergency", "answer"):
        name = _called(path, line)
        yield from answer_changes(Answer(name, path, (old,), False), Answer(name, path, (new,), False))
    else:
        yield _change(path, old, new, line)


def _change(path: Loc, old: Any, new: Any, line: Line) -> Change:
    word = str(path[-1])
    only_order = word == "numbers" and _is_only_order(old, new, line.advisor.ring)
    remark = REMARKS.get(word, "") if word != "numbers" or only_order else ""
    name = _called(path, line)
    sentence = f"{name + ', v' if name else 'V'}eranderd: {meaning(word)} ({word}). {remark}".rstrip()
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        old, new = _different(old, new), _different(new, old)
    heard = not (only_order or word in UNHEARD)
    return Change(_kind(path), path, sentence, _shown(old), _shown(new), heard=heard)


def _is_only_order(old: Any, new: Any, ring: Ring | None) -> bool:
    """Whether the same telephones ring, all at once, so that their order makes no difference."""
    return ring is not None and ring.order == "all_at_once" and sorted(old) == sorted(new)


def _called(path: Loc, line: Line) -> str:
    """The fixed key that a word belongs to, with what it is called in the menus; nothing for the others."""
    key = FIXED.get(str(path[0]))
    return called([key], getattr(line, str(path[0])).short) if key else ""


def _kind(path: Loc) -> Kind:
    if "ring" in path:
        return "ring"
    if path[-1] == "option":
        return "option"
    return "text" if path[0] in ("welcome", "phrases", *FIXED) else "setting"


def _different(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    return {word: value for word, value in one.items() if value != other.get(word)}


def _shown(value: Any) -> str | None:
    """A value as it stands in the file, a line for each of several; None for nothing."""
    match value:
        case None:
            return None
        case BaseModel():
            return _shown({word: below for word, below in value if below is not None})
        case Mapping():
            return "\n".join(f"{word}: {_shown(below)}" for word, below in value.items()) or None
        case tuple() | list():
            return "\n".join(_shown(item) or "" for item in value) or None
        case _:
            return str(value)
