"""Who is rung for a caller, one after another: read off the compiled script, for whoever draws it or writes it down."""

from ivr.menu import Line, Ring
from ivr.script import WAITING, Script
from ivr.steps import Connect, Enqueue, Fetch, Go, Outcome, Summon, Tell


def could_be(script: Script, name: str) -> tuple[str, ...]:
    """Every state that this one is at some moment: itself, or whatever it can choose."""
    choose = script.states[name].chooses
    if choose is None:
        return (name,)
    leads = (*(to for _, to in choose.ways), choose.otherwise)
    return tuple(dict.fromkeys(state for to in leads for state in could_be(script, to)))


def connects(script: Script, name: str) -> Connect | None:
    """Whose telephones ring in a state, if any do."""
    return script.states[name].step(Connect)


def ringing(script: Script, name: str) -> dict[str, Connect]:
    """Every state in which telephones ring, from this one on for as long as nobody answers, at whatever moment.

    Who can be rung first comes first, in the order of the menu file.
    """
    found: dict[str, Connect] = {}
    todo = list(could_be(script, name))
    for state in todo:
        connect = connects(script, state)
        if connect and state not in found:
            found[state] = connect
            todo += could_be(script, connect.after[Outcome.NOBODY])
    return found


def groups(script: Script, name: str) -> list[tuple[str, Connect]]:
    """Every ring group in the order that they are rung, each with the first state in which it can be."""
    found: list[tuple[str, Connect]] = []
    for state, connect in ringing(script, name).items():
        if all(connect.ring != known.ring for _, known in found):
            found.append((state, connect))
    return found


def group(line: Line, connect: Connect) -> Ring:
    """Whose telephones ring, as the menu has it."""
    place, last = connect.ring.group, line.advisor.last
    return last if last and place is None else line.advisor.groups[place or 0]


def unanswered(script: Script, name: str) -> str:
    """The state of a caller whom nobody could be found for."""
    reached = [
        state for connect in ringing(script, name).values() for state in could_be(script, connect.after[Outcome.NOBODY])
    ]
    return next((state for state in reached or could_be(script, name) if connects(script, state) is None), name)


def enqueues(script: Script, name: str) -> Enqueue | None:
    """How a caller waits who asks for an advisor in this state, if there is a queue."""
    found = (script.states[state].step(Enqueue) for state in could_be(script, name))
    return next(filter(None, found), None)


def direct(script: Script, name: str) -> str:
    """Where telephones ring without a queue: in this state, or where it leads when the queue does not work."""
    enqueue = enqueues(script, name)
    return enqueue.after[Outcome.FAILED] if enqueue else name


def tells(script: Script) -> Tell:
    """What is told to callers in the queue, by their place and by how long it may take."""
    return next(step for step in script.states[WAITING].steps if isinstance(step, Tell))


def summons(script: Script) -> dict[str, Summon]:
    """The rounds in which telephones ring for whoever is first in the queue, by the state of each."""
    found = ((name, script.summons(name)) for name in script.states)
    return {name: summon for name, summon in found if summon}


def summoned(line: Line, script: Script, name: str) -> list[tuple[Connect, tuple[str, ...]]]:
    """Every ring group as `groups` has it, with the states of its rounds in the queue."""
    states = iter(summons(script))
    rung = [connect for _, connect in groups(script, direct(script, name))]
    return [(connect, tuple(next(states) for _ in group(line, connect).at_once)) for connect in rung]


def in_vain(script: Script) -> str:
    """The state of who is first in the queue when nobody answered in any round."""
    last = script.states[[*summons(script)][-1]]
    return next(step.to for step in last.steps if isinstance(step, Go))


def gone(script: Script) -> str | None:
    """The state of an advisor who takes a caller, when there is none any more."""
    found = (state.step(Fetch) for state in script.states.values())
    return next((fetch.after[Outcome.NOBODY] for fetch in found if fetch), None)
