"""Explores what a line answers: asks for everything that can happen in one document, and says where it leads.

A document is known by its bytes, since all that a line knows of a call is in the addresses that its documents hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from http import HTTPStatus
from typing import Final

from ivr.prompts import NotWav
from ivr.prompts.wav import parse
from ivr.simulator import Code, Fault, Request, Response, Trouble
from ivr.simulator.audio import Audio, Texts, fetch
from ivr.simulator.client import Client
from ivr.simulator.document import read
from ivr.simulator.speech import Sound
from ivr.simulator.verbs import Play, Prompt
from ivr.twiml import DIALLED as DIALLED_MARK
from ivr.walk.caller import Caller
from ivr.walk.graph import CHANGED, FAILED, FALLBACK, OPENING, Place, assemble
from ivr.walk.reading import DIALLED, PRESSED, asked, name_of, steps, whole
from ivr.walk.wire import Answer, Network

TWIML: Final = ("text/xml", "application/xml")

NO_EDITION: Final = "0" * 10
"""The id of an edition that there never was."""


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
class Explored:
    """What came of one document, or of the entries: where everything leads, and the documents that are new."""

    led: Mapping[str, str]
    requests: int
    flaws: tuple[Flaw, ...] = ()
    found: tuple[Found, ...] = ()
    places: tuple[tuple[str, Place], ...] = ()
    size: int = 0
    recordings: tuple[str, ...] = ()
    """Addresses of what is played here, and was not met by this walker before."""


class Explorer:
    """One who explores a line over a network."""

    def __init__(self, network: Network, number: Number) -> None:
        self.network = network
        self.number = number
        self._caller = Caller(number.token, number.called)
        self._client = Client(network, number.token)
        self._audio = Audio(self._client, {}, number.texts)
        self._known: set[str] = set()
        self._sounds: dict[Prompt, list[Sound]] = {}
        self._played: list[str] = []

    def enter(self) -> Explored:
        """Come in at the opening, from a menu that is not known, and at the fallback."""
        url = self.number.url
        failure = {"ErrorCode": str(int(Code.RETRIEVAL)), "ErrorUrl": f"{url}/voice"}
        old = f"{url}/voice/{NO_EDITION}/start"
        pressed = {name: self._caller.asks(old, told) for name, told in {"": {}, **PRESSED}.items()}
        dialled = {name: self._caller.asks(f"{old}?{DIALLED_MARK}=1", told) for name, told in DIALLED.items()}
        requests = {
            OPENING: self._caller.asks(f"{url}/voice", {}, status="ringing"),
            **{f"{CHANGED} {name}".rstrip(): request for name, request in (pressed | dialled).items()},
            FALLBACK: self._caller.asks(f"{url}/voice/fallback", failure),
        }
        return self._ask("", requests)

    def explore(self, found: Found) -> Explored:
        """Ask for all that can happen in this document; what cannot be executed leads to the fallback."""
        self._played = []
        try:
            document = read(found.body, found.content_type, found.url)
            wanted = {one.event: self._caller.asks(one.url, one.told) for one in asked(document)}
        except Trouble as trouble:
            return self._broken(found, Explored({}, 0), trouble)
        name = name_of(document) or found.name
        explored = self._ask(found.key, wanted, name)
        try:
            sounding = list(steps(document, explored.led, self._sound))
        except Trouble as trouble:
            return self._broken(found, explored, trouble)
        places = tuple(assemble(found.key, name, sounding))
        return replace(explored, places=places, size=len(found.body), recordings=tuple(self._played))

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

    def _broken(self, found: Found, explored: Explored, trouble: Trouble) -> Explored:
        flaw = Flaw(found.key, "", trouble.at(found.url), trouble.url or "")
        place = Place(found.name, leads=FAILED)
        return replace(
            explored,
            flaws=(*explored.flaws, flaw),
            places=((found.key, place),),
            size=len(found.body),
            recordings=tuple(self._played),
        )

    def _ask(self, key: str, requests: Mapping[str, Request], name: str = "") -> Explored:
        """Make these requests together, from a place with this name; what goes wrong leads to the fallback."""
        answers = self.network.send_all(list(requests.values()))
        led, flaws, found = {}, [], []
        for (event, request), answer in zip(requests.items(), answers, strict=True):
            try:
                response = _taken(answer)
            except Trouble as trouble:
                led[event] = FAILED
                flaws.append(Flaw(key, event, trouble.at(request.url)))
                continue
            led[event] = document = blake2b(response.body, digest_size=10).hexdigest()
            if document not in self._known:
                self._known.add(document)
                called = f"{name} {event}".lstrip()
                found.append(Found(document, response.body, response.content_type, request.url, called))
        return Explored(led, len(requests), tuple(flaws), tuple(found))


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
