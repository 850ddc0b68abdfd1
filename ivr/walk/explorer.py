"""Explores what a line answers: asks for everything that can happen in one document, and says where it leads.

A document is known by its bytes, since all that a line knows of a call is in the addresses that its documents hold;
only the clock makes another thing of it, so everything is asked at every moment that is walked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from http import HTTPStatus
from typing import Final

from ivr.prompts import NotWav
from ivr.prompts.wav import parse
from ivr.simulator import Code, Document, Fault, Response, Trouble
from ivr.simulator.audio import Audio, Texts, fetch
from ivr.simulator.client import Client
from ivr.simulator.document import read
from ivr.simulator.speech import Sound
from ivr.simulator.verbs import Play, Prompt
from ivr.walk.caller import Caller
from ivr.walk.clock import Clock, Moment
from ivr.walk.entrances import entrances, queue_entrances
from ivr.walk.exchange import RUNG, Rung
from ivr.walk.graph import FAILED, Place
from ivr.walk.queued import WAITS
from ivr.walk.reading import Asked, asked, name_of, steps, whole
from ivr.walk.sides import Side
from ivr.walk.steps import aside, assemble, waiting
from ivr.walk.summons import ringing, summoned
from ivr.walk.wire import Answer, Network

TWIML: Final = ("text/xml", "application/xml")


@dataclass(frozen=True)
class Number:
    """A line as Twilio has it: its public address, the token that signs, its own number, what its recordings say."""

    url: str
    token: str
    called: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class Found:
    """A document that a line answered: its key, its bytes and their type, and the address that was asked."""

    key: str
    body: bytes
    content_type: str
    url: str
    name: str
    """What it is called when it does not say so itself: what happened before it."""
    who: str = ""
    """The number of who picked up and hears it; empty on the caller's side."""
    side: Side = Side.CALLER
    """The same bytes may mean something else on another side."""
    rung: Rung | None = None
    """Who is rung since it was asked for."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What Twilio would report: the key of the document (empty at an entry), what happened there, and the report."""

    key: str
    event: str
    fault: Fault
    recording: str = ""
    """The address of the recording that it is about, if it is about one."""

    @property
    def happened(self) -> tuple[str, str, str]:
        """The document and the event, or else the entry."""
        return (self.key, self.event, "") if self.key else ("", "", self.event)


@dataclass(frozen=True)
class Led:
    """What came of one document, or of the entries, at one moment: where everything leads, and what goes wrong."""

    to: Mapping[str, str]
    flaws: tuple[Flaw, ...] = ()
    places: tuple[tuple[str, Place], ...] = ()


@dataclass(frozen=True)
class Explored:
    """What came of one document, or of the entries, at every moment, and the documents that are new."""

    led: tuple[Led, ...]
    requests: int = 0
    found: tuple[Found, ...] = ()
    size: int = 0
    recordings: tuple[str, ...] = ()
    """Addresses of what is played here, and was not met by this walker before."""


class Explorer:
    """One who explores a line over a network, and sets its clock."""

    def __init__(self, network: Network, number: Number, clock: Clock) -> None:
        self.network = network
        self.number = number
        self.clock = clock
        self._caller = Caller(number.token, number.called)
        self._client = Client(network, number.token)
        self._audio = Audio(self._client, {}, number.texts)
        self._known: set[str] = set()
        self._sounds: dict[Prompt, list[Sound]] = {}
        self._played: list[str] = []
        self._heard: dict[tuple[Moment, str, str], str] = {}
        """What is heard in a queue at a moment, by the address and what is told, wherever callers come from."""

    def enter(self, moments: Sequence[Moment]) -> Explored:
        """Come in wherever somebody comes in who has heard nothing of this menu yet."""
        return self._ask("", list(entrances(self.number.url)), "", moments)

    def enter_queue(self, moments: Sequence[Moment]) -> Explored:
        """The same, of who waits in a queue or was rung for it."""
        return self._ask("", list(queue_entrances(self.number.url)), "", moments)

    def explore(self, found: Found, moments: Sequence[Moment]) -> Explored:
        """Ask for all that can happen in this document; what cannot be executed leads to the fallback."""
        self._played = []
        try:
            document = read(found.body, found.content_type, found.url, place=found.side.place)
            wanted = [*asked(document, found.who, found.side), *summoned(found.rung)]
        except Trouble as trouble:
            return self._broken(found, Explored(tuple(Led({}) for _ in moments)), trouble)
        name = name_of(document, aside=found.side.is_aside) or found.name
        explored = self._ask(found.key, wanted, name, moments)
        try:
            led = tuple(replace(one, places=self._places(found, name, document, one.to)) for one in explored.led)
        except Trouble as trouble:
            return self._broken(found, explored, trouble)
        return replace(explored, led=led, size=len(found.body), recordings=tuple(self._played))

    def recording(self, url: str, key: str) -> Flaw | None:
        """Fetch one recording once more, that this document plays, and see whether it is telephone sound."""
        try:
            fit = parse(fetch(self._client, url)).is_telephone_sound
        except Trouble as trouble:
            return Flaw(key, "", trouble.at(url), url)
        except NotWav as error:
            return Flaw(key, "", Fault(Code.PLAY_CONTENT_TYPE, str(error), url), url)
        finally:
            self._client.exchanges.clear()
        return None if fit else Flaw(key, "", Fault(Code.PLAY_CONTENT_TYPE, "not 8 kHz mono mu-law", url), url)

    def _sound(self, prompt: Prompt, base: str) -> list[Sound]:
        """How a prompt sounds: the same in every document, since no address is relative."""
        if prompt not in self._sounds:
            if isinstance(prompt, Play) and prompt.url:
                self._played.append(whole(base, prompt.url))
            try:
                self._sounds[prompt] = self._audio.sounds(prompt, base)
            finally:
                self._client.exchanges.clear()
        return self._sounds[prompt]

    def _places(
        self, found: Found, name: str, document: Document, to: Mapping[str, str]
    ) -> tuple[tuple[str, Place], ...]:
        happens = list(steps(document, to, self._sound))
        match found.side:
            case Side.QUEUE:
                (key, first), *more = waiting(found.key, name, happens)
                return ((key, ringing(first, found.rung, to)), *more)
            case Side.WHISPER:
                return tuple(assemble(found.key, name, aside(happens)))
            case _:
                return tuple(assemble(found.key, name, happens))

    def _broken(self, found: Found, explored: Explored, trouble: Trouble) -> Explored:
        flaw = Flaw(found.key, "", trouble.at(found.url), trouble.url or "")
        places = ((found.key, Place(found.name, leads=FAILED)),)
        led = tuple(Led(one.to, (*one.flaws, flaw), places) for one in explored.led)
        return replace(explored, led=led, size=len(found.body), recordings=tuple(self._played))

    def _ask(self, key: str, wanted: Sequence[Asked], name: str, moments: Sequence[Moment]) -> Explored:
        """Ask all this at every moment, from a place with this name."""
        led, found, requests = [], [], 0
        for moment in moments:
            self.clock.turns_to(moment)
            known = {one.event: self._heard[at] for one in wanted if (at := _at(moment, one)) in self._heard}
            asks = [one for one in wanted if one.event not in known]
            one, new = self._ask_now(key, asks, name)
            self._heard |= {_at(moment, ask): one.to[ask.event] for ask in asks if ask.event in WAITS}
            led.append(replace(one, to={**known, **one.to}))
            found += new
            requests += len(asks)
        return Explored(tuple(led), requests, tuple(found))

    def _ask_now(self, key: str, wanted: Sequence[Asked], name: str) -> tuple[Led, list[Found]]:
        """Make the requests together; what goes wrong leads to the fallback."""
        requests = [
            self._caller.asks(one.url, one.told, status=one.status, who=one.who, side=one.side) for one in wanted
        ]
        to, flaws, found = {}, [], []
        for one, answer in zip(wanted, self.network.send_all(requests), strict=True):
            try:
                response = _taken(answer)
            except Trouble as trouble:
                to[one.event] = FAILED
                flaws.append(Flaw(key, one.event, trouble.at(one.url)))
                continue
            rung = response.headers.get(RUNG, "")
            to[one.event] = document = _key(response.body, rung, one.side)
            if document not in self._known:
                self._known.add(document)
                about = f"{name} {one.event}".lstrip(), one.who, one.side, Rung.read(rung)
                found.append(Found(document, response.body, response.content_type, one.url, *about))
        return Led(to, tuple(flaws)), found


def _at(moment: Moment, one: Asked) -> tuple[Moment, str, str]:
    return moment, one.url, one.event


def _key(body: bytes, rung: str, side: Side) -> str:
    return blake2b(body + rung.encode(), digest_size=10).hexdigest() + side.value


def _taken(answer: Answer) -> Response:
    """What was answered; raises Trouble for what Twilio would not take, or what would lose a key."""
    if isinstance(answer, Trouble):
        raise answer
    if 300 <= answer.status < 400:
        raise Trouble(Code.INVALID_REDIRECT, f"the line answered {answer.status}: a redirect loses the key")
    if answer.status != HTTPStatus.OK:
        raise Trouble(Code.ERROR_STATUS, f"the line answered {answer.status}")
    if answer.content_type.partition(";")[0].strip().lower() not in TWIML:
        raise Trouble(Code.CONTENT_TYPE, f"the content type is {answer.content_type!r}, not {' or '.join(TWIML)}")
    return answer
