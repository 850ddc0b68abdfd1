"""Editions: published versions of the line, each whole or not there at all.

menus.yml → checked and rendered (`publication`) → served, and kept for the calls in it and for later (`store`);
`publisher` notices when the file changes.
"""

from ivr.edition.fallback import Fallback, make_fallback, static_fallback
from ivr.edition.publication import Fault, Publication, built_in, instead, publish
from ivr.edition.publisher import Fixed, Publisher
from ivr.edition.rendering import Edition, make_edition
from ivr.edition.store import Published, Store, Stored

__all__ = [
    "Edition",
    "Fallback",
    "Fault",
    "Fixed",
    "Publication",
    "Published",
    "Publisher",
    "Store",
    "Stored",
    "built_in",
    "instead",
    "make_edition",
    "make_fallback",
    "publish",
    "static_fallback",
]
