"""Reads what a document does, as the steps of a place, with what has to be asked to know where it leads.

The document is read by the simulator's own strict reader; a form of it that Twilio knows and this line has no reason
to use (keys that do not arrive, a relative address, a dial without action) is refused.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from ivr.conversation.queueing import LEAVING
from ivr.prompts import folded
from ivr.script import ACCEPTED, DECLINED, END
from ivr.simulator import Code, Document, Trouble
from ivr.simulator.call import KEYS
from ivr.simulator.client import resolve
from ivr.simulator.speech import Sound
from ivr.simulator.verbs import (
    Dial,
    Enqueue,
    Gather,
    Hangup,
    Leave,
    Number,
    Pause,
    Play,
    Prompt,
    Queue,
    Redirect,
    Say,
    Verb,
)
from ivr.walk.dialled import RESULTS
from ivr.walk.graph import ANSWER, WAIT, Said, Telephones
from ivr.walk.queued import QUEUE_RESULTS, WAITS
from ivr.walk.sides import Side
from ivr.walk.steps import Fetches, HangsUp, Leads, Leaves, Listens, Queues, Rings, Step

Sounds = Callable[[Prompt, str], list[Sound]]
"""How a prompt of the document at an address sounds; raises Trouble when it cannot be had."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that can happen in a document: its name, the address that is then requested, and what is told.

    `who` is the number of who has picked up, where it happens on their side; `status` is the call's own (CallStatus);
    `side` is where the answer is heard.
    """

    event: str
    url: str
    told: Mapping[str, str]
    who: str = ""
    status: str = "in-progress"
    side: Side = Side.CALLER


PRESSED: Final = {key: {"Digits": key, "msg": "Gather End", "FinishedOnKey": ""} for key in KEYS}
DIALLED: Final = {name: dict(result.parameters) for name, result in RESULTS.items()}
QUEUED: Final = {name: dict(result.parameters) for name, result in QUEUE_RESULTS.items()}
WAITING: Final = {name: dict(told.parameters) for name, told in WAITS.items()}
_SILENT: Final[dict[str, dict[str, str]]] = {WAIT: {}}
"""What a request tells after each event, by name."""


_SOUNDS: Final = (Say, Play, Pause, Gather, Redirect, Hangup)
_MAY_STAND: Final[Mapping[Side, tuple[type[Verb], ...]]] = {
    Side.CALLER: (*_SOUNDS, Dial, Enqueue),
    Side.QUEUE: (*_SOUNDS, Leave),
    Side.WHISPER: _SOUNDS,
    Side.SUMMONED: (*_SOUNDS, Dial),
}
"""On each side, what Twilio executes there and this walks (docs/voice/twiml/enqueue#waiturl, number#url, leave)."""


def asked(document: Document, who: str = "", side: Side = Side.CALLER) -> list[Asked]:
    """Everything that can happen in this document, which `who` hears, or else the caller.

    Raises Trouble for a form that is not walked.
    """
    for verb in document.verbs:
        if not isinstance(verb, _MAY_STAND[side]):
            raise Trouble(Code.SCHEMA, f"<{type(verb).__name__}> is TwiML, but it is not walked where it stands here")
    found = [one for verb in document.verbs for one in _asked(verb, document.url, who, side)]
    if len({one.event for one in found}) < len(found):
        raise Trouble(Code.SCHEMA, "the document asks or rings twice: it is not walked")
    return found


def _asked(verb: Verb, base: str, who: str, side: Side) -> Iterator[Asked]:
    """What happens on a side stays there, but in these two ways: somebody is rung, or put in a queue."""
    asks = [replace(one, who=who, side=side) for one in _here(verb, base, side)]
    match verb:
        case Dial() if side is Side.CALLER:
            for number in _asked_first(verb):
                [answers] = _to(base, number.url or "", number.method, {f"{ANSWER} {number.to}": {}})
                asks.append(replace(answers, who=number.to, side=Side.WHISPER))
        case Enqueue():
            waits = _to(base, verb.wait_url or "", "POST", WAITING)
            asks += [replace(one, side=Side.QUEUE) for one in waits]
    yield from asks


def _here(verb: Verb, base: str, side: Side) -> Iterator[Asked]:
    match verb:
        case Gather():
            _must_pass_every_key(verb)
            yield from _to(base, verb.action, verb.method, PRESSED)
        case Dial():
            _must_ring(verb, side)
            yield from _to(base, verb.action or "", verb.method, DIALLED)
        case Enqueue(action=action, wait_url=wait_url):
            if not (action and wait_url):
                raise Trouble(Code.SCHEMA, "<Enqueue> does not say what is heard and what follows: it is not walked")
            yield from _to(base, action, verb.method, QUEUED)
        case Redirect():
            yield from _to(base, verb.url, verb.method, _SILENT)
        case _:
            return


def _to(base: str, url: str, method: str, told: Mapping[str, Mapping[str, str]]) -> Iterator[Asked]:
    if method != "POST":
        raise Trouble(Code.SCHEMA, f"{url!r} is asked by {method}: it would put what a caller does into logs")
    address = whole(base, url)
    return (Asked(event, address, parameters) for event, parameters in told.items())


def whole(base: str, url: str) -> str:
    """The address that a document names; raises Trouble for a relative one, which says something else elsewhere."""
    if not url.startswith(("/", "http://", "https://")):
        raise Trouble(Code.INVALID_URL, f"{url!r} is not a whole address")
    return resolve(base, url)


def _must_pass_every_key(gather: Gather) -> None:
    if gather.num_digits != 1 or gather.finish_on_key or gather.input != "dtmf" or gather.action_on_empty_result:
        raise Trouble(Code.SCHEMA, "<Gather> does not send each of the twelve keys, and nothing else, as it is pressed")


def _must_ring(dial: Dial, side: Side) -> None:
    """A caller rings telephones; who picked up for a queue takes a caller out of it."""
    wanted = Queue if side is Side.SUMMONED else Number
    if not dial.nouns or any(not isinstance(noun, wanted) for noun in dial.nouns):
        raise Trouble(Code.SCHEMA, "<Dial> rings something else than telephones: it is not walked")


def _asked_first(dial: Dial) -> list[Number]:
    """Those who hear a document of their own before they are connected."""
    return [noun for noun in dial.nouns if isinstance(noun, Number) and noun.url]


def steps(document: Document, led: Mapping[str, str], sounds: Sounds) -> Iterator[Step]:
    """The steps of a document; `led` says where each thing that can happen has led. Raises Trouble as `sounds` does."""
    for verb in document.verbs:
        match verb:
            case Say() | Play() | Pause():
                yield from _said([verb], document.url, sounds)
            case Gather():
                said = tuple(_said(verb.prompts, document.url, sounds))
                yield Listens(said, verb.timeout, {key: led[key] for key in KEYS})
            case Dial() | Enqueue():
                yield _reaches(verb, led)
            case Leave():
                yield Leaves()
            case Redirect():
                yield Leads(led[WAIT])
            case _:
                yield HangsUp()


def _reaches(verb: Dial | Enqueue, led: Mapping[str, str]) -> Step:
    """Telephones ring, a caller waits in a queue, or who picked up takes one out of it."""
    match verb:
        case Dial(nouns=(Queue(to=queue), *_)):
            return Fetches(queue, {name: led[name] for name in RESULTS})
        case Dial():
            asks = {number.to: led[f"{ANSWER} {number.to}"] for number in _asked_first(verb)}
            return Rings(_telephones(verb), {name: led[name] for name in RESULTS}, asks)
        case Enqueue(name=queue):
            waits = {name: led[name] for name in WAITS}
            return Queues(queue, waits, {name: led[name] for name in QUEUE_RESULTS})


def _said(prompts: Iterable[Prompt], base: str, sounds: Sounds) -> Iterator[Said]:
    for prompt in prompts:
        for sound in sounds(prompt, base):
            yield Said(folded(sound.text), sound.seconds, sound.kind != "say")


def _telephones(dial: Dial) -> Telephones:
    numbers = tuple(noun.to for noun in dial.nouns)
    return Telephones(numbers, dial.caller_id, dial.timeout, in_turn=dial.sequential, on_star=dial.hangup_on_star)


def name_of(document: Document, *, aside: bool = False) -> str | None:
    """The name of the state that a document belongs to: the end of the address where its keys, dial or queue go.

    None where there is no such address; what only hangs up is the end of every call. Aside, on the side of who picks
    up, nothing at all lets the caller in.
    """
    if aside and not document.verbs:
        return ACCEPTED
    if document.verbs == (Leave(),):
        return LEAVING
    if all(isinstance(verb, Hangup) for verb in document.verbs):
        return DECLINED if aside else END
    for verb in document.verbs:
        if isinstance(verb, Gather | Dial | Enqueue) and verb.action:
            return verb.action.partition("?")[0].rpartition("/")[2]
    return None
