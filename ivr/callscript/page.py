"""Writes the call script as one page of HTML that needs nothing else, for a screen, a telephone or A4."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

import jinja2

from ivr import saying
from ivr.budget import Said
from ivr.callscript.connecting import connecting
from ivr.callscript.queueing import queueing
from ivr.callscript.retries import everywhere
from ivr.callscript.sections import Turn, book
from ivr.callscript.source import Source
from ivr.keys import ACCEPT, ADVISOR, BACK, EMERGENCY
from ivr.menu import Line
from ivr.ringing import direct
from ivr.script import CHANGED, START, Script

MENU: Final = "het menu waar de beller was, zonder begroeting"
ANSWER_TOO: Final = "het antwoord waar de beller naar luisterde, of het menu, zonder begroeting"
"""Where back leads from an advisor."""


def page(line: Line, script: Script, seconds: Mapping[str, float]) -> str:
    """The whole line as callers hear it; `seconds` holds the lengths of the texts that have a recording."""
    source = Source(script, seconds)
    found = book(line, source)
    advisor, silent = source.after(START, ADVISOR), source.after_silences(START)
    queue = queueing(line, source, advisor, silent)
    rings = connecting(line, source, direct(script, advisor), None if queue else silent)
    ends = (rings.unavailable, rings.dropped, queue.over if queue else None)
    failed = {name: _turn(source, name) for name in ends if name}
    turns = [*(turn for section in found.sections for turn in section.repeated), *failed.values()]
    return _template().render(
        line=line,
        book=found,
        source=source,
        texts=source.said(script.prompts()),
        rings=rings,
        queue=queue,
        failed=failed,
        retries=everywhere(source, [turn.state for turn in turns]),
        start=START,
        changed=CHANGED,
        emergency=source.after(START, EMERGENCY),
        advisor=advisor,
        back=source.after(START, BACK),
        keys={"emergency": EMERGENCY, "advisor": ADVISOR, "back": BACK, "accept": ACCEPT},
        holidays=[(saying.day(date.fromisoformat(day)), name) for day, name in sorted(line.holidays.items())],
        where_one_was=ANSWER_TOO if line.advisor.tell_topic == "yes" else MENU,
    )


def _turn(source: Source, state: str) -> Turn:
    return Turn(state, source.said(source.texts(state)))


def _lasts(*said: Said) -> str:
    """How long it takes to say, with ± where that is an estimate."""
    total = sum(one.seconds for one in said)
    about = "" if all(one.recorded for one in said) else "± "
    return f"{about}{total:.1f} s".replace(".", ",")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("ivr.callscript"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["lasts"] = _lasts
    return environment.get_template("page.html")
