"""Writes the call script as one page of HTML that needs nothing else, for a screen, a telephone or A4."""

from collections.abc import Mapping
from functools import cache

import jinja2

from ivr.callscript.connecting import connecting
from ivr.callscript.retries import everywhere
from ivr.callscript.sections import Turn, book
from ivr.callscript.source import Said, Source
from ivr.keys import ADVISOR, BACK, EMERGENCY
from ivr.menu import Line
from ivr.script import CHANGED, START, Script


def page(line: Line, script: Script, seconds: Mapping[str, float]) -> str:
    """The whole line as callers hear it; `seconds` holds the lengths of the texts that have a recording."""
    source = Source(script, seconds)
    found = book(line, source)
    rings = connecting(source, source.after(START, ADVISOR), source.after_silences(START))
    unavailable = Turn(rings.unavailable, source.said(source.texts(rings.unavailable)))
    turns = [turn for section in found.sections for turn in section.turns]
    return _template().render(
        line=line,
        book=found,
        source=source,
        texts=source.said(script.prompts()),
        rings=rings,
        unavailable=unavailable,
        retries=everywhere(source, [turn.state for turn in (*turns, unavailable)]),
        start=START,
        changed=CHANGED,
        emergency=source.after(START, EMERGENCY),
        advisor=source.after(START, ADVISOR),
        back=source.after(START, BACK),
        keys={"emergency": EMERGENCY, "advisor": ADVISOR, "back": BACK},
    )


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
