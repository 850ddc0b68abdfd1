"""Editions: published versions of the line, each whole or not there at all.

menus.yml → checked and rendered (`publication`) → served, and kept for the calls in it and for later (`store`);
`publisher` notices when the file changes.
"""

from ivr.edition.fallback import Fallback, make_fallback, static_fallback
from ivr.edition.files import lock, write
from ivr.edition.history import Row, clock, line_of, rows
from ivr.edition.publication import Fault, Publication, built_in, instead, publish
from ivr.edition.publisher import Fixed, Publisher
from ivr.edition.rendering import Edition, make_edition
from ivr.edition.replacing import Done, NoEdition, publish_draft, publish_edition
from ivr.edition.store import Published, Store, Stored

__all__ = [
    "Done",
    "Edition",
    "Fallback",
    "Fault",
    "Fixed",
    "NoEdition",
    "Publication",
    "Published",
    "Publisher",
    "Row",
    "Store",
    "Stored",
    "built_in",
    "clock",
    "instead",
    "line_of",
    "lock",
    "make_edition",
    "make_fallback",
    "publish",
    "publish_draft",
    "publish_edition",
    "rows",
    "static_fallback",
    "write",
]
