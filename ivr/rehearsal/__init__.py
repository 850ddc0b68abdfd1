"""Calls that are made to try the line: what was done, written down so that it can be done again or be a test."""

from ivr.rehearsal.acts import Act, Moment
from ivr.rehearsal.invented import numbers
from ivr.rehearsal.printed import Called, as_test

__all__ = ["Act", "Called", "Moment", "as_test", "numbers"]
