"""The last resort: what a caller gets when all else has failed (docs/usage/security/availability-reliability)."""

from dataclasses import dataclass

from ivr import twiml
from ivr.conversation.connecting import NATIONAL, turns
from ivr.menu import Line, Ring
from ivr.prompts import Catalogue
from ivr.script import Connect, Dialled, End, Event, Go, Outcome, Speak, State, Step


@dataclass(frozen=True)
class Fallback:
    """What a caller gets when all else has failed: 112 is named and the advisors ring (docs/usage/security).

    Spoken by the computer voice only, so that it needs no recording, no disk and no edition.
    """

    first: bytes
    after_conversation: bytes
    otherwise: bytes

    def document(self, event: Event | None = None) -> bytes:
        """Give the document to begin with, or the one after the advisors have been rung."""
        match event:
            case Dialled(Outcome.CONVERSATION | Outcome.DROPPED):
                return self.after_conversation
            case Dialled():
                return self.otherwise
            case _:
                return self.first


def make_fallback(line: Line) -> Fallback:
    """Render the last resort; whoever cannot be connected is led back to the opening, since nobody is hung up on."""
    phrases, ring = line.phrases, _always(line)
    studio = twiml.Studio(Catalogue(line.language), line.say, line.language)

    def document(*steps: Step) -> bytes:
        return twiml.render(State("/voice/fallback", steps), studio, url=str)

    otherwise = document(Speak((phrases.unavailable,)), Go("/voice"))
    if ring is None:
        return Fallback(otherwise, document(End()), otherwise)
    connect = Connect(ring, line.number, whisper=None, after={})
    first = document(Speak((phrases.waiting, phrases.no_choice)), connect)
    return Fallback(first, document(End()), otherwise)


def _always(line: Line) -> Ring | None:
    """Whom to ring when no clock can be asked: who can be reached day and night, or else the first there is."""
    groups = [turn for turn in turns(line) if turn.label != NATIONAL] or list(turns(line))
    return next((turn.ring for turn in (*(turn for turn in groups if not turn.hours), *groups)), None)
