"""Counts without callers: how often something happened on a day, and never in which call.

A worker counts in its memory (`tally`), and adds batches to what all workers share (`store`); what is shown of it hides
small numbers (`figures`). SQLAlchemy is imported by `postgresql` alone, and that only where a database is set.
"""

from ivr.counts.cells import BEGUN, FALLBACK, Cell, Kind
from ivr.counts.tally import Tally

__all__ = ["BEGUN", "FALLBACK", "Cell", "Kind", "Tally"]
