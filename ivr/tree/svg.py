"""The menu as a drawing: SVG of our own making, that needs no script, no style sheet and nothing from elsewhere.

Recorded or not is told by the line around a box and in words, so that it survives a grey print.
"""

import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import jinja2

from ivr.keys import ADVISOR, EMERGENCY
from ivr.script import START, WAITING, WHISPER
from ivr.tree.layout import GAP, LEADING, PADDING, WIDTH, Row, boxes, stacked
from ivr.tree.node import Kind, Node
from ivr.tree.words import FIXED_KEYS, KINDS

MARGIN: Final = 20
NARROWEST: Final = 2 * WIDTH + GAP
"""A drawing is at least this wide, so that what stands above it has room."""

TITLE, LEGEND = 20, 13
FILLS: Final = {
    Kind.OPENING: "#e4e4e4",
    Kind.ANNOUNCEMENT: "#f4f0d8",
    Kind.EMERGENCY: "#f8dede",
    Kind.ADVISOR: "#e2f2e2",
    Kind.TEAM: "#e2f2e2",
    Kind.QUEUE: "#e2f2e2",
    Kind.WAITING: "#f3f9f3",
    Kind.WHISPER: "#f3f9f3",
    Kind.AFTERWARDS: "#f3f9f3",
    Kind.MENU: "#e9eff7",
    Kind.ANSWER: "#fff",
}
_MOMENT = re.compile(r"team-\d+|national|unavailable|dropped")
"""Who is rung, or what has come of it, in the name of a state."""
_KEYS = re.compile(r"\d(?:-\d)*(?![^-.])")
_ROUND = re.compile(rf"{WAITING}-round-(\d+)")
"""A time that telephones ring for who is first in the queue."""


@cache
def template(name: str) -> jinja2.Template:
    """A template of this folder; whatever a menu says is escaped in it."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["units"] = lambda length: f"{length:.1f}".removesuffix(".0")
    return environment.from_string(files("ivr.tree").joinpath(name).read_text(encoding="utf-8"))


def svg(node: Node, *, here: str | None = None, elsewhere: Mapping[str, int] | None = None, sheet: int = 1) -> str:
    """The drawing, as an element that is a whole file too.

    Each place is a group with the attribute `data-state` (and so is each further part of an answer) and an id of
    `state-` and that name. `here` is a state that is pointed out. What is behind the states in `elsewhere` is left
    out: it is on the sheet of that number. Drawings on one page need a `sheet` each, which keeps their ids apart.
    """
    placed = boxes(node, elsewhere or {})
    width = max(NARROWEST, *(box.x + WIDTH for box in placed)) + 2 * MARGIN
    head = _head(node, width - 2 * MARGIN)
    top = head[-1].y + LEGEND * LEADING + MARGIN
    return template("picture.svg").render(
        node=node,
        boxes=placed,
        head=head,
        here=here,
        elsewhere=elsewhere or {},
        sheet=sheet,
        width=width,
        height=round(top + max(box.y + box.height for box in placed) + MARGIN),
        top=top,
        margin=MARGIN,
        box_width=WIDTH,
        padding=PADDING,
        bend=GAP / 3,
        legend=LEGEND,
        fills=FILLS,
        kinds=KINDS,
        fixed_keys=FIXED_KEYS,
    )


def _head(node: Node, width: float) -> list[Row]:
    """What stands above the drawing: whose menu it is, and the keys that work everywhere."""
    title = stacked(node.label, MARGIN, TITLE, width, bold=True)
    return [*title, *stacked(FIXED_KEYS, title[-1].y + LEGEND * LEADING / 2, LEGEND, width)]


def place_of(state: str, names: Collection[str]) -> str:
    """The state in the picture where a caller is who is in this one, which may be one of the many that are not drawn.

    `names` are those in the picture. After a silence or a wrong key one is where one was; and every menu has its own
    emergency guidance and its own way to an advisor, which are drawn once, with a place for every team. What stands in
    the menu's place is drawn as the opening that tells it. Of a round in the queue the team is drawn that is rung then.
    """
    place = state.partition(".")[0]
    keys = _KEYS.match(place)
    fixed = keys[0][-1] if keys and keys[0][-1] in (EMERGENCY, ADVISOR) else ""
    moment = _MOMENT.search(place) if fixed == ADVISOR else None
    likely = (
        place,
        *_rounds(place, names),
        *(_shorter(f"{ADVISOR}{place[len(keys[0]) :]}") if keys and fixed == ADVISOR else ()),
        *(name for name in names if moment and f"{name}-".startswith(f"{ADVISOR}-{moment[0]}-")),
        fixed,
        f"{START}-{place}",
        *(_shorter(place) if place.startswith((WAITING, WHISPER)) else ()),
        *(word for word in (WAITING, WHISPER) if place.startswith(word)),
    )
    return next((name for name in likely if name in names), START)


def _rounds(place: str, names: Collection[str]) -> list[str]:
    """The rounds in the picture that come no later than this one, the last of them first."""
    drawn = {int(found[1]): name for name in names if (found := _ROUND.match(name))}
    found = _ROUND.match(place)
    return [drawn[number] for number in sorted(drawn, reverse=True) if found and number <= int(found[1])]


def _shorter(place: str) -> list[str]:
    """The name of a state with fewer and fewer words behind it, but for the last."""
    words = place.split("-")
    return ["-".join(words[:count]) for count in range(len(words), 1, -1)]
