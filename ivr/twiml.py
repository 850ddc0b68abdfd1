"""Writes the states of a Script down as TwiML, the XML that Twilio executes (docs/voice/twiml)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, assert_never

from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from ivr.marks import DIALLED, QUEUED, WAITS
from ivr.prompts import Catalogue, ringing_tone
from ivr.recording import Recording
from ivr.script import State
from ivr.settings import RECORDINGS_PATH
from ivr.steps import Ask, Choose, Connect, End, Enqueue, Fetch, Go, Leave, Outcome, Speak, Step, Summon, Tell

MAX_BYTES: Final = 64 * 1024
"""The largest document that Twilio executes (error 11750)."""

PICKING_UP: Final = 5
"""Seconds that an advisor waits for the caller, who may have gone; Twilio would wait for the next one."""


@dataclass(frozen=True)
class Studio:
    """How a text sounds: its recording, or the computer voice. Recordings are found below `prompts_url`."""

    catalogue: Catalogue
    say: str
    language: str
    prompts_url: str = RECORDINGS_PATH

    def add(self, verb: VoiceResponse | Gather, prompts: tuple[str, ...]) -> None:
        """Add the prompts to a verb, in order."""
        for text in prompts:
            recording = self.catalogue.find(text)
            if recording is None:
                verb.say(text, voice=self.say, language=self.language)
            else:
                verb.play(self._address(recording))

    def ring(self, verb: VoiceResponse | Gather, times: int) -> None:
        """Add ringing tones to a verb; none for 0 times."""
        if times:
            verb.play(self._address(ringing_tone()), loop=times)

    def _address(self, recording: Recording) -> str:
        return f"{self.prompts_url}/{recording.public_name}"


def render(state: State, studio: Studio, url: Callable[[str], str]) -> bytes:
    """Write one state as a TwiML document; `url` gives the address of a state by its name, or none.

    Raises ValueError when the document is larger than Twilio executes.
    """
    response = VoiceResponse()
    for step in state.steps:
        _write(response, step, studio, url, here=url(state.name))
    document = str(response).encode()
    if len(document) > MAX_BYTES:
        raise ValueError(f"state {state.name} takes {len(document)} bytes; Twilio executes at most {MAX_BYTES}")
    return document


def _write(response: VoiceResponse, step: Step, studio: Studio, url: Callable[[str], str], here: str) -> None:
    match step:
        case Speak(prompts):
            studio.add(response, prompts)
        case Ask():
            response.append(_gather(step, studio, here))
        case Connect() | Enqueue() | Fetch() | Leave():
            _reach(response, step, url, here)
        case Tell() | Summon():
            pass
        case Go(to):
            response.redirect(url(to), method="POST")
        case Choose():
            raise ValueError("a state that only chooses has no document")
        case End():
            response.hangup()
        case _:
            assert_never(step)


def _reach(
    response: VoiceResponse, step: Connect | Enqueue | Fetch | Leave, url: Callable[[str], str], here: str
) -> None:
    match step:
        case Connect():
            response.append(_dial(step, url, here))
        case Enqueue():
            _enqueue(response, step, url, here)
        case Fetch(queue):
            response.append(_fetch(queue, here))
        case Leave():
            response.leave()


def _gather(ask: Ask, studio: Studio, action: str) -> Gather:
    """Listen for one key; without `finishOnKey=""` a # would never arrive (docs/voice/twiml/gather)."""
    gather = Gather(action=action, method="POST", input="dtmf", num_digits=1, finish_on_key="", timeout=ask.seconds)
    studio.add(gather, ask.prompts)
    studio.ring(gather, ask.ringing)
    return gather


def _enqueue(response: VoiceResponse, step: Enqueue, url: Callable[[str], str], here: str) -> None:
    """Let the caller wait; without a `waitUrl` Twilio plays music of its own (docs/voice/twiml/enqueue)."""
    response.enqueue(
        step.queue,
        action=f"{here}?{QUEUED}=1",
        method="POST",
        wait_url=f"{url(step.wait)}?{WAITS}=1",
        wait_url_method="POST",
    )


def _fetch(queue: str, here: str) -> Dial:
    """Connect an advisor with whoever is first in the queue (docs/voice/twiml/queue)."""
    dial = Dial(action=f"{here}?{DIALLED}=1", method="POST", timeout=PICKING_UP)
    dial.queue(queue)
    return dial


def _dial(connect: Connect, url: Callable[[str], str], here: str) -> Dial:
    """Ring the advisors; without `callerId` they would see the caller's number (docs/voice/twiml/dial).

    Each is asked in a document of their own before the two are connected (docs/voice/twiml/number#url). A document that
    has no address of its own goes on below the dial.
    """
    ring = connect.ring
    dial = Dial(
        action=f"{here}?{DIALLED}=1" if here else None,
        method="POST" if here else None,
        timeout=ring.seconds,
        caller_id=connect.caller_id,
        sequential=True if ring.in_turn else None,
        hangup_on_star=True if Outcome.BACK in connect.after else None,
    )
    whisper = {"url": url(connect.whisper), "method": "POST"} if connect.whisper else {}
    for number in ring.numbers:
        dial.number(number, **whisper)
    return dial
