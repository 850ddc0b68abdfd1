"""The menu as one page that needs nothing else: the drawing, and all texts as a list that folds."""

from markupsafe import Markup

from ivr.tree.node import Node
from ivr.tree.sheets import Sheet, sheets
from ivr.tree.svg import svg, template
from ivr.tree.words import ESTIMATED, FIXED_KEYS, KINDS, notes, sums_up


def html(node: Node) -> str:
    """The page; a menu that is too large for one sheet of paper is drawn on several."""
    drawings = [(sheet, _drawing(sheet)) for sheet in sheets(node)]
    return template("page.html").render(
        node=node,
        drawings=drawings,
        fixed_keys=FIXED_KEYS,
        kinds=KINDS,
        estimated="" if all(place.is_recorded for place in node.walk()) else ESTIMATED,
        notes=notes,
        sums_up=sums_up,
    )


def _drawing(sheet: Sheet) -> Markup:
    """What `svg` gives is escaped already."""
    return Markup(svg(sheet.node, elsewhere=sheet.elsewhere, sheet=sheet.number))  # noqa: S704
