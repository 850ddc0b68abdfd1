"""What changes for callers between two menus, as values: nothing is read here, and nothing printed."""

from ivr.difference.change import Change, Kind, keys_of
from ivr.difference.compared import compare
from ivr.difference.consequences import Heard, Missing, Wait, missing, unused, waits
from ivr.difference.report import Named, Report, report
from ivr.difference.words import Words, marked

__all__ = [
    "Change",
    "Heard",
    "Kind",
    "Missing",
    "Named",
    "Report",
    "Wait",
    "Words",
    "compare",
    "keys_of",
    "marked",
    "missing",
    "report",
    "unused",
    "waits",
]
