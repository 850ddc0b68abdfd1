"""What stands behind key 0 in a picture: who is rung when, what they hear, and what follows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ivr import saying
from ivr.keys import ADVISOR
from ivr.menu import Line, Ring, Team
from ivr.ringing import could_be, direct, enqueues, gone, group, groups, in_vain, summoned, unanswered
from ivr.script import WHISPER, Script
from ivr.steps import Connect, Enqueue, Outcome
from ivr.tree.node import Kind, Node, Turn
from ivr.tree.waiting import waiting


@dataclass(frozen=True, slots=True)
class Advisors:
    """The way to an advisor; `turn` reads what is said in a state."""

    line: Line
    script: Script
    turn: Callable[[str], Turn]

    def place(self, state: str) -> Node:
        """Who is rung in which order; a team that is always rung first is rung in the advisor's own state."""
        if enqueue := enqueues(self.script, state):
            children = (*self.queue(state), *self.around_queue(state, enqueue))
            return Node(ADVISOR, self.line.advisor.short, Kind.ADVISOR, (self.turn(state),), children)
        found = groups(self.script, state)
        own = [group(self.line, connect) for name, connect in found if name == state]
        notes = tuple(f"{ring.name}: {'; '.join(self.hours(ring))}" for ring in own if isinstance(ring, Team))
        children = (*(self.group(*one) for one in found if one[0] != state), *self.moments(state, found))
        return Node(ADVISOR, self.line.advisor.short, Kind.ADVISOR, (self.turn(state),), children, notes)

    def group(self, state: str, connect: Connect) -> Node:
        """Who is rung together, with what a caller hears before the first time."""
        ring = group(self.line, connect)
        if connect.whisper is None:
            return Node("", "Landelijk nummer", Kind.TEAM, (self.turn(state),), notes=("als laatste",))
        name = ring.name if isinstance(ring, Team) else "De adviseurs"
        return Node("", name, Kind.TEAM, (self.turn(state),), (), self.hours(ring), saying.briefly(ring))

    def moments(self, state: str, found: Sequence[tuple[str, Connect]]) -> Iterator[Node]:
        """What an advisor hears, and what a caller hears who has reached nobody."""
        if any(connect.whisper for _, connect in found):
            topic = ("hoort ook waar de beller naar luisterde",) if self.line.advisor.tell_topic == "yes" else ()
            yield self.aside(WHISPER, *topic)
        nobody = unanswered(self.script, state)
        yield Node("", "Als niemand opneemt", Kind.AFTERWARDS, (self.turn(nobody),))
        for dropped in dict.fromkeys(connect.after[Outcome.DROPPED] for _, connect in found):
            yield Node("", "Als het gesprek wegvalt", Kind.AFTERWARDS, (self.turn(dropped),))

    def aside(self, state: str, *more: str) -> Node:
        """What who picks up is asked."""
        return Node("", "Wie opneemt", Kind.WHISPER, (self.turn(state),), notes=("moet 1 toetsen", *more))

    def queue(self, state: str) -> Iterator[Node]:
        """What who waits is told, and who is rung for whoever is first."""
        yield waiting(self.line, self.script, self.turn)
        rung = summoned(self.line, self.script, state)
        yield from (self.group(states[0], connect) for connect, states in rung)
        asked = (self.script.summons(states[0]) for connect, states in rung if connect.whisper)
        if first := next(asked, None):
            yield self.aside(first.whisper)
        if left := gone(self.script):
            yield Node("", "Als de beller er niet meer is", Kind.WHISPER, (self.turn(left),))

    def around_queue(self, state: str, enqueue: Enqueue) -> Iterator[Node]:
        """What follows when nobody answers, after a conversation, and when the queue does not work."""
        nobody = self.turn(in_vain(self.script))
        yield Node("", "Als niemand opneemt", Kind.AFTERWARDS, (nobody,), notes=("en daarna opnieuw",))
        over = self.turn(enqueue.after[Outcome.CONVERSATION])
        yield Node("", "Na het gesprek", Kind.AFTERWARDS, (over,))
        begin = direct(self.script, state)
        children = tuple(self.moments(begin, groups(self.script, begin)))
        closed = unanswered(self.script, begin) in could_be(self.script, state)
        notes = ("dezelfde telefoons gaan meteen over", *(["of als er niemand is"] if closed else []))
        yield Node("", "Als de wachtrij niet werkt", Kind.AFTERWARDS, (self.turn(begin),), children, notes)

    def hours(self, group: Ring) -> tuple[str, ...]:
        """When a group can be reached."""
        return saying.hours(self.line, group)
