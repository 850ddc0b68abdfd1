"""Editions: published versions of the line, each whole or not there at all.

This is what serving takes: an edition (`edition`), kept for the calls in it and for later (`store`), and ready to be
served again (`ready`); `publisher` notices when menus.yml changes, and asks a `press` for the next one. How that is
made is in `ivr.publishing`, which the server does without.
"""

from ivr.edition.edition import Edition, Fallback, Fault, Publication, address
from ivr.edition.files import lock, write
from ivr.edition.fixed import Fixed
from ivr.edition.publisher import Publisher
from ivr.edition.ready import Ready
from ivr.edition.store import Published, Store, Stored
from ivr.edition.work import Answer, Press, Unmade, Work

__all__ = [
    "Answer",
    "Edition",
    "Fallback",
    "Fault",
    "Fixed",
    "Press",
    "Publication",
    "Published",
    "Publisher",
    "Ready",
    "Store",
    "Stored",
    "Unmade",
    "Work",
    "address",
    "lock",
    "write",
]
