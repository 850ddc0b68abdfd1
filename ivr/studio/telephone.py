"""Makes a call again, from its beginning, in simulated time: what was done, and what is heard now.

Nobody is rung: a stand-in for Twilio's API answers the line, and what becomes of ringing is decided on the page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from msgspec import structs

from ivr.edition import Fixed
from ivr.prompts import ringing_tone, words_of
from ivr.rehearsal import Act, Moment
from ivr.schedule import zone
from ivr.settings import Settings
from ivr.simulator import ACCOUNT, WSGI, Call, Entry, Office, Request, Response, Simulator
from ivr.studio.answers import Refusal
from ivr.studio.asked import Asked
from ivr.studio.menus import Shown
from ivr.web.application import application
from ivr.web.serving import Serving

TONE = "(beltoon)"
SCRIPT = ("ringing",)


@dataclass(frozen=True)
class Played:
    """A call that was made again."""

    call: Call
    moments: tuple[Moment, ...]
    since: tuple[Entry, ...]
    """What was heard and passed since the last act, to the end of what is said now."""
    at: datetime
    rings: tuple[str, ...]
    """Whose telephones ring for a queue while this is heard."""


@dataclass(frozen=True)
class Line:
    """The application of one edition, that finds its recordings without asking for them."""

    app: WSGI
    shown: Shown

    def send(self, request: Request) -> Response:
        """Give a recording, or what the application answers."""
        if request.method != "GET":
            return self.app.send(request)
        found = self.shown.edition.recording(name_of(request.url))
        try:
            return Response(200, {"content-type": "audio/wav"}, found.read()[0]) if found else Response(404, {}, b"")
        except OSError:
            return Response(404, {}, b"")


def name_of(url: str) -> str:
    """Give the public name of the recording at this address, wherever it is served."""
    return "/".join(url.rsplit("/", 2)[1:])


def play(shown: Shown, settings: Settings, asked: Asked, now: datetime) -> Played:
    """Make the call with all that was done in it, at the moment when it began."""
    clock = zone(shown.file.line)
    at = (asked.at.replace(tzinfo=asked.at.tzinfo or clock) if asked.at else now).astimezone(clock)
    with _line(shown, settings, at) as line:
        call = line.call(dials=SCRIPT)
        acts = [None, *(done.act for done in asked.acts)]
        moments = [_moment(call, act, done.heard) for act, done in zip(acts, asked.acts, strict=False)]
        known = call.tape if asked.acts else []
        _moment(call, acts[-1], 0)
        rings = tuple(call.ringing)
        moments.append(replace(Moment.of(call), act=acts[-1]))
        return Played(call, tuple(moments), _new(call.tape, known), at, rings)


def _moment(call: Call, act: Act | None, most: int) -> Moment:
    if act and call.ended:
        raise Refusal("Dit gesprek is al voorbij. Bel opnieuw.")
    try:
        return Moment.of(call, act, most)
    except RuntimeError:
        raise Refusal("Dat kan niet op dit punt van het gesprek. Bel opnieuw.") from None


def _new(tape: list[Entry], known: list[Entry]) -> tuple[Entry, ...]:
    """What was written down since, whenever it happened."""
    before = {id(entry) for entry in known}
    return tuple(entry for entry in tape if id(entry) not in before)


@contextmanager
def _line(shown: Shown, settings: Settings, at: datetime) -> Iterator[Simulator]:
    account = settings.account or ACCOUNT
    words = words_of(shown.edition.script.prompts(), shown.file.line.language)
    tone = ringing_tone().public_name
    with Office(account=account, token=settings.tokens[0]) as office:
        own = structs.replace(settings, api_url=office.url, account=account)
        serving = structs.replace(Serving(own, Fixed(shown.publication)), clock=lambda: at)
        yield Simulator(
            Line(WSGI(application(serving)), shown),
            url=settings.public_url,
            token=settings.tokens[0],
            texts=lambda url: TONE if url.endswith(tone) else words(url),
            office=office,
        )
