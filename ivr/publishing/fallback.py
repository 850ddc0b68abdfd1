"""The last resort: what a caller gets when all else has failed (docs/usage/security/availability-reliability)."""

from collections.abc import Callable
from typing import Final

from ivr import twiml
from ivr.conversation.connecting import NATIONAL, Turn, turns
from ivr.edition import Fallback
from ivr.menu import Line
from ivr.prompts import Catalogue
from ivr.script import State
from ivr.steps import Connect, End, Go, Speak, Step

VOICE: Final = "/voice"
"""Where every call begins."""


def make_fallback(line: Line) -> Fallback:
    """Render the last resort; whoever cannot be connected is led back to the opening, since nobody is hung up on."""
    document, turn = _documents(line, "/voice/fallback"), _always(line)
    otherwise = document(Speak((line.phrases.unavailable,)), Go(VOICE))
    dropped = document(Speak((line.phrases.dropped,)), Go(VOICE))
    first = document(_welcome(line), _connect(line, turn)) if turn else otherwise
    return Fallback(first, document(End()), dropped, otherwise)


def static_fallback(line: Line, public_url: str) -> bytes:
    """Render the last resort as one document to be hosted elsewhere: it says and rings the same by itself.

    Twilio executes what stands below a <Dial> that is over (docs/voice/twiml/dial), so every round is written out.
    Whoever was talking and does not hang up is connected again; at the end the line itself is tried.
    """
    document, turn = _documents(line, ""), _always(line)
    rounds = [_connect(line, turn)] * turn.ring.rounds if turn else []
    steps: list[Step] = [_welcome(line)]
    for number, connect in enumerate(rounds):
        steps += [Speak((line.phrases.waiting,)), connect] if number else [connect]
    return document(*steps, Speak((line.phrases.unavailable,)), Go(f"{public_url}{VOICE}"))


def _welcome(line: Line) -> Speak:
    return Speak((line.phrases.waiting, line.phrases.no_choice))


def _connect(line: Line, turn: Turn) -> Connect:
    return Connect(turn.telephones, line.number, whisper=None, after={})


def _documents(line: Line, address: str) -> Callable[..., bytes]:
    """Give what renders steps as a document at this address, in the computer voice alone."""
    studio = twiml.Studio(Catalogue(line.language), line.say, line.language)

    def document(*steps: Step) -> bytes:
        return twiml.render(State(address, steps), studio, url=str)

    return document


def _always(line: Line) -> Turn | None:
    """Whom to ring when no clock can be asked: who can be reached day and night, or else the first there is."""
    groups = [turn for turn in turns(line) if turn.label != NATIONAL] or list(turns(line))
    return next((turn for turn in (*(turn for turn in groups if not turn.hours), *groups)), None)
