"""The figures as the studio tells them: those of `ivr stats`, and none that is made in another way."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from ivr.counts import chart
from ivr.counts.figures import LEAST, Figures, Group, Row, figures
from ivr.counts.labels import labels
from ivr.counts.reading import Unreadable, read
from ivr.counts.tally import EVERY
from ivr.counts.words import CHARTS, HIDDEN, figure, name, notes, title, told, total
from ivr.menu import Line
from ivr.settings import Settings
from ivr.studio.answers import Refusal
from ivr.web.errors import noted
from ivr.web.serving import serving

REMARKS: Final = (
    f"Een streepje: op geen enkele dag {LEAST} of meer.",
    f"Wat bellers nu doen, staat er binnen {EVERY:.0f} seconden in; is de database even weg, dan later.",
    "De namen zijn die van het menu dat bellers nu horen; wat eerder achter dezelfde toetsen zat, telt daarbij.",
)
ROUNDED: Final = f"Van vandaag, in tientallen en naar beneden afgerond; {HIDDEN} is alles daaronder, ook 0."


def counted(settings: Settings, line: Line, wanted: Sequence[date]) -> Figures:
    """Give the figures of these days, with the names of this line's options; raises Refusal."""
    try:
        counts = read(settings.database_url, settings.state.absolute(), wanted)
    except Unreadable as why:
        raise Refusal(f"Er zijn nu geen cijfers: {why}; vraag de beheerder of de database draait.", 503) from None
    return figures(counts, labels(line), wanted, serving().today)


def chosen(settings: Settings, line: Line) -> dict[str, Any]:
    """Say what was chosen today, by state, with a note; the menu is shown whatever is wrong with the counts."""
    try:
        rows = counted(settings, line, (serving().today,)).of(Group.CHOICES)
    except Refusal as why:
        return {"states": {}, "note": str(why)}
    except Exception as error:  # noqa: BLE001 - figures are no reason to show no menu
        noted(error)
        return {"states": {}, "note": "Hoe vaak vandaag iets is gekozen, is nu niet te zeggen."}
    return {"states": {row.name: _at_least(row) for row in rows if row.label is not None}, "note": ROUNDED}


def shown(found: Figures) -> dict[str, Any]:
    """Everything that the page with the counts shows."""
    return {
        "from": found.days[0].isoformat(),
        "until": found.days[-1].isoformat(),
        "title": title(found),
        "notes": [*notes(found), *REMARKS],
        "charts": [
            {
                "name": group,
                "title": CHARTS[group],
                "svg": chart.part(found, group),
                "narrow": chart.part(found, group, chart.NARROW),
                "table": list(_table(found, group)),
            }
            for group in Group
        ],
    }


def _at_least(row: Row) -> str:
    """What is shown of today is rounded down."""
    return HIDDEN if row.total is None else f"{figure(row.total)}+"


def _table(found: Figures, group: Group) -> Iterator[list[str]]:
    """What a chart shows, a day or a choice in each line, below a line of headings."""
    rows = found.of(group)
    if group is Group.CALLERS:
        yield ["Dag", *map(name, rows)]
        for day, *numbers in zip(found.days, *(row.numbers for row in rows), strict=True):
            yield [told(day), *map(figure, numbers)]
    else:
        yield [CHARTS[group], "Samen"]
        yield from ([name(row), total(row)] for row in rows)
