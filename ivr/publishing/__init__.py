"""Making publications: menus.yml, checked and rendered whole or not at all, or put back as it was.

Callers are served without any of this; a server has it done in a process of its own (`ivr.press`).
"""

from ivr.publishing.fallback import make_fallback, static_fallback
from ivr.publishing.here import Here, answer
from ivr.publishing.history import Row, clock, line_of, rows
from ivr.publishing.making import built_in, instead, publish, servable
from ivr.publishing.rendering import make_edition
from ivr.publishing.replacing import Done, NoEdition, publish_draft, publish_edition

__all__ = [
    "Done",
    "Here",
    "NoEdition",
    "Row",
    "answer",
    "built_in",
    "clock",
    "instead",
    "line_of",
    "make_edition",
    "make_fallback",
    "publish",
    "publish_draft",
    "publish_edition",
    "rows",
    "servable",
    "static_fallback",
]
