"""Who is rung for a caller, one after another: read off the compiled script, for whoever draws it or writes it down."""

from ivr.script import Script
from ivr.steps import Connect, Outcome


def could_be(script: Script, name: str) -> tuple[str, ...]:
    """Every state that this one is at some moment: itself, or whatever it can choose."""
    choose = script.states[name].chooses
    if choose is None:
        return (name,)
    leads = (*(to for _, to in choose.ways), choose.otherwise)
    return tuple(dict.fromkeys(state for to in leads for state in could_be(script, to)))


def connects(script: Script, name: str) -> Connect | None:
    """Whose telephones ring in a state, if any do."""
    return next((step for step in script.states[name].steps if isinstance(step, Connect)), None)


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
        if all(connect.ring is not known.ring for _, known in found):
            found.append((state, connect))
    return found


def unanswered(script: Script, name: str) -> str:
    """The state of a caller whom nobody could be found for."""
    reached = [
        state for connect in ringing(script, name).values() for state in could_be(script, connect.after[Outcome.NOBODY])
    ]
    return next((state for state in reached or could_be(script, name) if connects(script, state) is None), name)
