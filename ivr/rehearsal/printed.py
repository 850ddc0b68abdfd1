"""A call as a test in the caller's words, ready for tests/calls/: what `ivr call --repro` and the studio print.

The test does again what was done, and asserts after each act the words that tell best where the caller then is.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, assert_never

import ivr
from ivr import loader
from ivr.conversation import compile_script
from ivr.menu import Line, names
from ivr.problems import InvalidMenu
from ivr.publishing import built_in
from ivr.rehearsal import invented
from ivr.rehearsal.acts import Act, Moment
from ivr.rehearsal.telling import Telling
from ivr.schedule import zone
from ivr.simulator import Ended, Listening, Queued, Recording, Ringing, Talking

ROOT: Final = Path(ivr.__file__).parent.parent
SHIPPED: Final = ROOT / "menus.yml"
"""The menu that the project's own tests call."""

_CONSTANTS: Final = {"ADVISOR_NUMBER": "ADVISOR"}
"""What tests/conftest.py calls the numbers of the shipped menu that can be reached."""

_MOST_ACTS: Final = 8
"""Of a longer call the test's name and first line tell only the first acts."""


@dataclass(frozen=True)
class Called:
    """The menu that was called, and the telephone numbers by the names that it has for them."""

    menus: Path
    line: Line
    numbers: Mapping[str, str]
    is_shipped: bool
    at: datetime | None = None
    """When it was called, if that matters."""

    @classmethod
    def read(cls, menus: Path, environment: Mapping[str, str], at: datetime | None = None) -> "Called":
        """Read the menu; a broken one is answered by the built-in line.

        `at` is when it was called, if not now; now matters only to a menu that depends on the clock.
        """
        path = menus.resolve()
        try:
            line, is_shipped = loader.load(path), path == SHIPPED
        except InvalidMenu:
            line, is_shipped = built_in(), False
        known = invented.numbers(path, environment)
        numbers = {name: known[name] for name in names(line) if name in known}
        if at is None and any(state.chooses for state in compile_script(line).states.values()):
            at = datetime.now(zone(line)).replace(second=0, microsecond=0)
        return cls(path, line, numbers, is_shipped and at is None, at)

    @property
    def has_queue(self) -> bool:
        """Whether callers wait in a queue."""
        return self.line.advisor.connect == "queue"

    def invented(self) -> Mapping[str, str]:
        """Every name with a number that is nobody's: a real one has no place in a test."""
        return Called.read(self.menus, {}).numbers

    def who(self, number: str) -> str | None:
        """Write down who was reached; None for a number without a name, which a test cannot know."""
        found = next((name for name, known in self.numbers.items() if known == number), None)
        if self.is_shipped or found is None:
            return _CONSTANTS.get(found or "")
        return _literal(self.invented()[found])


@dataclass(frozen=True)
class Frame:
    """What stands around the call itself: how a test comes by its `line`."""

    imports: Sequence[str]
    fixture: str
    told: str = ""
    before: Sequence[str] = ()
    after: Sequence[str] = ()


def as_test(moments: Sequence[Moment], dials: Sequence[str], called: Called) -> str:
    """Write the call down: for the `line` of the project's tests, or for another menu with a line of its own."""
    body = list(_body(moments, called))
    frame = _project_line(body) if called.is_shipped else _own_line(called)
    script = "" if list(dials) == ["answered"] else f"dials={_literal(list(dials))}"
    told = _literal(_told(moments) + frame.told)[1:-1]
    lines = [f'"""{told}"""', *frame.before, f"call = line.call({script})", *body, *frame.after]
    head = [*frame.imports, "", ""] if frame.imports else []
    return "\n".join([*head, f"def {_name(moments)}({frame.fixture}):", *(f"    {line}" for line in lines), ""])


def _name(moments: Sequence[Moment]) -> str:
    return "_".join(["test", *_acts(moments)]).replace(" ", "_").replace("-", "_")


def _told(moments: Sequence[Moment]) -> str:
    """Say what was done, and where it led."""
    match moments[-1].at:
        case Talking():
            end = "the caller talks with an advisor"
        case Ringing():
            end = "telephones ring"
        case Queued():
            end = "the caller waits in a queue"
        case Listening():
            end = "the caller can choose"
        case Ended():
            end = "the call is over"
        case Recording():
            end = "the caller is recorded"
        case other:
            assert_never(other)
    return f"{', '.join(_acts(moments)) or 'Nothing done'}: {end}."


def _acts(moments: Sequence[Moment]) -> list[str]:
    acts = [moment.act.told() for moment in moments if moment.act]
    return acts if len(acts) <= _MOST_ACTS else [*acts[:_MOST_ACTS], "and more"]


def _body(moments: Sequence[Moment], called: Called) -> Iterator[str]:
    """Each act, and what holds after it; whoever hangs up ends the call without a proof."""
    telling = Telling(compile_script(called.line).prompts())
    before = Moment(None, (), Ended(), 0)
    for moment in moments:
        if moment.act:
            yield moment.act.code()
        if called.has_queue and moment.broke_in is not None:
            yield f"call.listens({moment.broke_in})"  # an advisor may come while the caller listens
        if moment.act != Act("hangs_up"):
            if words := telling.words(moment.heard, before.heard):
                yield f"assert call.hears({_literal(words)})"
            yield from _standing(moment, before, called)
        before = moment
    if isinstance(before.at, Ringing | Listening | Queued):
        yield "assert not call.ended"


def _standing(moment: Moment, before: Moment, called: Called) -> Iterator[str]:
    """Who was reached, whether it is over, and how often telephones have rung in vain."""
    match moment.at:
        case Talking(to):
            who = called.who(to)
            if called.has_queue:
                yield "call.listens()"  # an advisor may come at any moment of what is heard in the queue
            yield f"assert call.connected_to{f' == {who}' if who else ''}"
        case Ended():
            yield "assert call.ended"
        case Ringing() | Listening() | Queued() | Recording():
            if moment.dialled > before.dialled:
                yield f"assert len(call.dialled) == {moment.dialled}"
        case other:
            assert_never(other)


def _project_line(body: Sequence[str]) -> Frame:
    constants = sorted({line.split()[-1] for line in body} & {*_CONSTANTS.values()})
    return Frame([f"from tests.conftest import {', '.join(constants)}"] if constants else [], "line")


def _own_line(called: Called) -> Frame:
    """A line for a menu that the project's tests do not call."""
    if called.menus.is_relative_to(ROOT):
        path, first, needed = f"ROOT / {_literal(called.menus.relative_to(ROOT).as_posix())}", [], "ROOT, TOKEN, URL"
    else:
        path, first, needed = f"Path({_literal(str(called.menus))})", ["from pathlib import Path", ""], "TOKEN, URL"
    queued = called.has_queue
    clock = f", datetime.fromisoformat({_literal(called.at.isoformat())})" if called.at else ""
    account, office = (", account=ACCOUNT, api_url=office.url", ", office=office") if queued else ("", "")
    return Frame(
        imports=[
            *(["from datetime import datetime", *([] if first else [""])] if called.at else []),
            *first,
            "from ivr.settings import Settings",
            f"from ivr.simulator import {'ACCOUNT, ' if queued else ''}WSGI, Simulator",
            "from ivr.web import draft_app",
            f"from tests.conftest import {needed}",
        ],
        fixture="office, tmp_path" if queued else "tmp_path",
        told=f" In {called.menus.name}, without its recordings.",
        before=[
            f"numbers = {_literal(dict(called.invented()))}",
            f"menus = {path}",
            f"settings = Settings(URL, (TOKEN,), menus=menus, prompts=tmp_path, numbers=numbers{account})",
            f"line = Simulator(WSGI(draft_app(settings{clock})), url=URL, token=TOKEN{office})",
        ],
        after=["assert call.faults == []"],
    )


def _literal(value: object) -> str:
    """Python for a text, or for texts in a list or a mapping; JSON is the same there."""
    return json.dumps(value, ensure_ascii=False)
