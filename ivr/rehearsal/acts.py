"""A call as it went, for whoever writes it down: what was done, and where the call then stood still."""

import json
from dataclasses import dataclass
from typing import Literal

from ivr.simulator import Call, Standstill

Name = Literal["presses", "waits", "hangs_up", "advisor_hangs_up", "advisors_do"]

_SAID = {"*": "star", "#": "hash", "waits": "wait", "hangs_up": "hang up", "advisor_hangs_up": "advisor hangs up"}


@dataclass(frozen=True)
class Act:
    """Something that is done in a call, under the name that Call has for it."""

    name: Name
    detail: str = ""
    """The key, or what the advisors do."""

    def on(self, call: Call) -> None:
        """Do it."""
        getattr(call, self.name)(*filter(None, [self.detail]))

    def code(self) -> str:
        """Write it down as it is done."""
        return f"call.{self.name}({json.dumps(self.detail) if self.detail else ''})"

    def told(self) -> str:
        """Say it in a few words."""
        what = self.detail or self.name
        return _SAID.get(what, what)


@dataclass(frozen=True)
class Moment:
    """Where a call stands still after an act, and what was heard since; it stands at the first moment by itself."""

    act: Act | None
    heard: tuple[str, ...]
    at: Standstill
    dialled: int
    """How often telephones have rung since the call began."""
    broke_in: int | None = None
    """After how many texts the caller did the next thing, where that was before the end."""

    @classmethod
    def of(cls, call: Call, act: Act | None = None, most: int | None = None) -> "Moment":
        """Do this, listen to the end or to so many texts, and see what came of it."""
        if act:
            act.on(call)
        heard = tuple(heard.text for heard in call.listens(most))
        return cls(act, heard, call.waiting_for, len(call.dialled), most)
