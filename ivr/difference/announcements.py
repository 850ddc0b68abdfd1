"""What is announced: which announcements are new or gone, say something else, or are heard at other times."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

from ivr import saying
from ivr.difference.change import Change, moved
from ivr.difference.likeness import alike
from ivr.difference.lists import is_reordered, paired
from ivr.difference.paragraphs import Answer, answer_changes
from ivr.difference.values import changes, words
from ivr.loader import Loc
from ivr.loader.words import CHOICES
from ivr.menu import Announcement, Line
from ivr.schedule import period

ANNOUNCEMENTS: Final[Loc] = ("announcements",)
PLACES: Final = {
    "before_menu": "komt nu voor het menu: bellers krijgen daarna ook de keuzes",
    "instead_of_menu": "komt nu in plaats van het menu: bellers kunnen dan alleen nood of een adviseur kiezen",
}


def announcement_changes(old: Line, new: Line) -> Iterator[Change]:
    """Every change of what is announced, in the order of the new menu."""
    olds, news = old.announcements, new.announcements
    pairs = paired(olds, news, _equal, _same_text, _alike)
    if is_reordered(pairs):
        yield _order(old, new, pairs)
    for place, one in enumerate(news):
        if place in pairs:
            at, path = (*ANNOUNCEMENTS, pairs[place]), (*ANNOUNCEMENTS, place)
            yield from (moved(change, at, path) for change in _edited(olds[pairs[place]], one, path, new))
        else:
            where = CHOICES["place"][one.place]
            sentence = f"Nieuwe mededeling, {saying.period(one)}: bellers horen haar na 112, {where}."
            yield Change("announcement", (*ANNOUNCEMENTS, place), sentence, None, "\n".join(one.text))
    for place, one in enumerate(olds):
        if place not in pairs.values():
            sentence = f"{_called(one)} is weg."
            yield Change("announcement", (*ANNOUNCEMENTS, place), sentence, "\n".join(one.text), None)


def _equal(old: Announcement, new: Announcement) -> bool:
    return old == new


def _same_text(old: Announcement, new: Announcement) -> bool:
    return old.text == new.text


def _alike(old: Announcement, new: Announcement) -> bool:
    """Whether one can be an edited form of the other: it says nearly the same, or is heard at the same time."""
    return alike(old.text, new.text) or (old.reason, old.start, old.end) == (new.reason, new.start, new.end)


def _called(announcement: Announcement) -> str:
    return f"De mededeling {saying.period(announcement)}"


def _order(old: Line, new: Line, pairs: Mapping[int, int]) -> Change:
    """Only the first that is so now is heard, so that their order counts where two are so at once."""
    periods = [period(new, new.announcements[place]) for place in pairs]
    heard = any(one.start < other.end and other.start < one.end for one, other in combinations(periods, 2))
    remark = "gelden er twee tegelijk, dan horen bellers alleen de eerste" if heard else "bellers merken er niets van"
    was, wordt = (
        "\n".join(saying.period(line.announcements[place]) for place in places)
        for line, places in ((old, sorted(pairs.values())), (new, pairs))
    )
    sentence = f"De mededelingen staan in een andere volgorde: {remark}."
    return Change("announcement", ANNOUNCEMENTS, sentence, was, wordt, heard=heard)


def _edited(old: Announcement, new: Announcement, path: Loc, line: Line) -> Iterator[Change]:
    """What changes in one announcement."""
    for word in words(old, new):
        match word:
            case "text":
                was, wordt = (Answer(_called(new), (*path, word), (one.text,), False) for one in (old, new))
                yield from answer_changes(was, wordt)
            case "start":
                yield from _period(old, new, path)
            case "end":
                continue
            case "place" if old.place != new.place:
                yield _choice(old, new, (*path, word), PLACES[new.place])
            case "reason" if old.reason != new.reason:
                remark = "heeft een andere reden (reason): bellers horen deze reden niet"
                yield _choice(old, new, (*path, word), remark, heard=False)
            case _:
                yield from changes((*path, word), getattr(old, word, None), getattr(new, word, None), line)


def _choice(old: Announcement, new: Announcement, path: Loc, what: str, *, heard: bool = True) -> Change:
    """A change in one of the words of which there are a few to choose from."""
    word = str(path[-1])
    was, wordt = (CHOICES[word][getattr(one, word)] for one in (old, new))
    return Change("announcement", path, f"{_called(new)} {what}.", was, wordt, heard=heard)


def _period(old: Announcement, new: Announcement, path: Loc) -> Iterator[Change]:
    was, wordt = saying.period(old), saying.period(new)
    if was != wordt:
        word = "start" if old.start != new.start else "end"
        sentence = f"De mededeling ‘{new.text[0]}’ horen bellers op een andere tijd."
        yield Change("announcement", (*path, word), sentence, was, wordt)
