"""Says in Dutch when something is so, and at which moments a line was walked."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from ivr.schedule import told
from ivr.walk.breaches import HTTP, SCRIPT, Breach, Found
from ivr.walk.clock import Times
from ivr.walk.journey import Journey

MOST: Final = 7
"""So many moments fit on a line; JSON has them all."""

MOST_SPANS: Final = 3
"""So many times at which nobody is there are told."""


def walked_at(times: Times) -> Iterator[str]:
    """At which moments, in a line or two."""
    first, *more = (moment.at for moment in times.usual)
    if not times.depends:
        yield "op elk moment hetzelfde: niets in dit menu hangt af van de klok"
    elif times.until is None:
        yield f"alleen zoals het nu is, {told(first)}: een server die al draait, heeft zijn eigen klok"
    elif not more:
        yield f"zoals het nu is: de klok verandert niets tot {_date(times.until)}"
    else:
        yield f"op {len(times.usual)} momenten, die samen alles tonen wat de klok verandert tot {_date(times.until)}:"
        left = len(more) - MOST
        shown = ["nu", *map(_brief, more[:MOST]), *([f"en nog {left} (--json)"] if left > 0 else [])]
        yield f"  {', '.join(shown)}"


def nobody_there(times: Times) -> Iterator[Found]:
    """A remark, where nobody can be reached at some of these moments."""
    first = next((number for number, moment in enumerate(times.moments) if not moment.attended), None)
    if first is None:
        return
    breach = Breach("nobody-there", _unattended(times), is_remark=True)
    when = times.moments[first].at if first else None
    yield Found(breach, "", Journey(keys=("0",)), (HTTP, SCRIPT), when=when)


def _unattended(times: Times) -> str:
    spans = list(times.unattended())
    if not spans or times.until is None:
        return "Er gaat nu geen telefoon over."
    shown = "; ".join(_span(start, end) for start, end in spans[:MOST_SPANS])
    left = len(spans) - MOST_SPANS
    more = f"; en nog {left} keer tot {_date(times.until)}" if left > 0 else ""
    return f"Op deze tijden gaat er geen telefoon over: {shown}{more}."


def _span(start: datetime, end: datetime) -> str:
    return f"{told(start)} tot {f'{end:%H:%M}' if start.date() == end.date() else told(end)}"


def _brief(moment: datetime) -> str:
    day, date, _, clock = told(moment).split()
    return f"{day[:2]} {date} {clock}"


def _date(moment: datetime) -> str:
    return f"{moment.day}-{moment.month}-{moment.year}"
