"""Who hears a document, and so what may stand in it: a caller, a caller who waits in a queue, or who has picked up."""

from enum import Enum

from ivr.simulator.readers import Place


class Side(Enum):
    """One side of a call; its value ends the keys of the documents that are heard there."""

    CALLER = ""
    QUEUE = "~"
    """A caller who waits; a document that is over is asked for again (docs/voice/twiml/enqueue#waiturl)."""
    WHISPER = "'"
    """Somebody who was rung by <Dial>, before the two are connected."""
    SUMMONED = '"'
    """Somebody who was rung by the server, for whoever is first in a queue; a call of its own."""

    @property
    def is_aside(self) -> bool:
        """Whether it is who picked up that hears it."""
        return self in (Side.WHISPER, Side.SUMMONED)

    @property
    def place(self) -> Place:
        """What the simulator calls it."""
        match self:
            case Side.QUEUE:
                return "wait"
            case Side.WHISPER:
                return "whisper"
            case _:
                return "call"


def side_of(key: str) -> Side:
    """Who hears the document with this key."""
    return Side(key[-1:]) if key[-1:] in (side.value for side in Side) else Side.CALLER
