"""What changes for who asks for an advisor: the teams, the national number, and what an advisor hears of a caller."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ivr import saying
from ivr.difference.change import Change, moved
from ivr.difference.lists import is_reordered, paired
from ivr.difference.opening_hours import hours_change
from ivr.difference.queues import connect_changes, has_queue, queue_changes
from ivr.difference.values import changes, whose, words
from ivr.loader import Loc
from ivr.loader.words import CHOICES
from ivr.menu import Line, Ring, Team

TEAMS: Final[Loc] = ("advisor", "teams")

_ORDINALS: Final = (
    *("eerste", "tweede", "derde", "vierde", "vijfde"),
    *("zesde", "zevende", "achtste", "negende", "tiende"),
)


def advisor_changes(old: Line, new: Line) -> Iterator[Change]:
    """Every change of key 0, in the order of the file."""
    for word in words(old.advisor, new.advisor):
        match word:
            case "ring":
                yield from _rung(old, new)
            case "teams":
                continue
            case "national":
                yield from _national(old, new)
            case "tell_topic":
                yield from _topic(old, new)
            case "connect":
                yield from connect_changes(old, new)
            case "queue":
                yield from queue_changes(old, new)
            case _:
                was, wordt = (getattr(line.advisor, word, None) for line in (old, new))
                yield from changes(("advisor", word), was, wordt, new)


def _rung(old: Line, new: Line) -> Iterator[Change]:
    """Who is rung: one group, teams, or the one instead of the other."""
    was, wordt = old.advisor, new.advisor
    if was.teams and wordt.teams:
        yield from _teams(old, new)
    elif was.ring and wordt.ring:
        yield from changes(("advisor", "ring"), was.ring, wordt.ring, new)
    else:
        sentence = (
            "in plaats van één groep zijn er nu teams (teams). Bellers krijgen het eerste dat er op dat moment is."
            if wordt.teams
            else "in plaats van teams is er nu één groep (ring). Dag en nacht gaan dezelfde telefoons over."
        )
        path, before = (TEAMS, ("advisor", "ring")) if wordt.teams else (("advisor", "ring"), TEAMS)
        yield Change("ring", path, f"{whose(path, new)}: {sentence}", _groups(old), _groups(new), before)


def _teams(old: Line, new: Line) -> Iterator[Change]:
    olds, news, name = old.advisor.teams or (), new.advisor.teams or (), whose(TEAMS, new)
    pairs = paired(olds, news, _same_name, _shared_number)
    if is_reordered(pairs):
        sentence = f"{name}: de teams worden in een andere volgorde gebeld."
        was, wordt = (_names(olds, sorted(pairs.values())), _names(news, pairs))
        yield Change("ring", TEAMS, sentence, was, wordt)
    for place, team in enumerate(news):
        if place in pairs:
            at, path = (*TEAMS, pairs[place]), (*TEAMS, place)
            found = _team((old, olds[pairs[place]]), (new, team), path)
            yield from (moved(change, at, path) for change in found)
        else:
            sentence = f"{name}: het team ‘{team.name}’ is nieuw. Het wordt als {_ORDINALS[place]} gebeld."
            yield Change("ring", (*TEAMS, place), sentence, None, _described(new, team))
    for place, team in enumerate(olds):
        if place not in pairs.values():
            sentence = f"{name}: het team ‘{team.name}’ is weg. Bellers krijgen het niet meer."
            yield Change("ring", (*TEAMS, place), sentence, _described(old, team), None)


def _same_name(old: Team, new: Team) -> bool:
    return old.name == new.name


def _shared_number(old: Team, new: Team) -> bool:
    return bool(set(old.numbers) & set(new.numbers))


def _names(teams: Sequence[Team], places: Iterable[int]) -> str:
    return "\n".join(teams[place].name for place in places)


def _team(old: tuple[Line, Team], new: tuple[Line, Team], path: Loc) -> Iterator[Change]:
    """What changes in one team."""
    was, wordt = old[1], new[1]
    for word in words(was, wordt):
        if word == "hours":
            yield from hours_change((*path, word), old, new)
        elif word == "name" and was.name != wordt.name:
            renamed = f"het team ‘{was.name}’ heet nu ‘{wordt.name}’. Bellers horen deze naam niet."
            sentence = f"{whose(TEAMS, new[0])}: {renamed}"
            yield Change("ring", (*path, word), sentence, was.name, wordt.name, heard=False)
        else:
            yield from changes((*path, word), getattr(was, word, None), getattr(wordt, word, None), new[0])


def _groups(line: Line) -> str:
    return "\n".join(_described(line, group) for group in line.advisor.groups)


def _described(line: Line, group: Ring) -> str:
    """A ring group in a few lines."""
    named = f"{group.name}: " if isinstance(group, Team) else ""
    order = f", {CHOICES['order'][group.order]}" if len(group.numbers) > 1 else ""
    rings = f"{', '.join(group.numbers)}{order}, {group.seconds} seconden lang, {group.rounds} keer"
    return f"{named}{'; '.join(saying.hours(line, group))}\n{rings}"


def _national(old: Line, new: Line) -> Iterator[Change]:
    was, wordt, path = old.advisor.national, new.advisor.national, ("advisor", "national")
    if was == wordt:
        return
    what = "er is nu een landelijk nummer" if was is None else "het landelijke nummer is een ander"
    said = (
        f"{what} (national). Bellers krijgen het als bij de adviseurs niemand is, of niemand opneemt."
        if wordt
        else "het landelijke nummer is weg (national). Is er bij de adviseurs niemand, of neemt niemand op, dan horen "
        "bellers meteen dat het niet lukt."
    )
    yield Change("ring", path, f"{whose(path, new)}: {said}", was, wordt)


def _topic(old: Line, new: Line) -> Iterator[Change]:
    """A caller notices it by where * leads back to."""
    was, wordt, path = old.advisor.tell_topic, new.advisor.tell_topic, ("advisor", "tell_topic")
    if was == wordt:
        return
    tells = wordt == "yes"
    back = "het antwoord, en niet meer het menu" if tells else "het menu, en niet meer het antwoord"
    hears = "nu" if tells else "niet meer"
    if has_queue(new):
        hears = "met een wachtrij nog altijd niet"
    sentence = (
        f"{whose(path, new)}: een adviseur hoort {hears} waar de beller naar luisterde (tell_topic). Wie bij een "
        f"antwoord een adviseur kiest en met * teruggaat, hoort daarna {back}."
    )
    yield Change("setting", path, sentence, CHOICES["tell_topic"][was], CHOICES["tell_topic"][wordt])
