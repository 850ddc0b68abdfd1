"""Rules over a whole menu that can be read: what would harm or hinder callers, found before they hear it.

Each rule is one small function with its own explanation, in a module by subject; `rules` lists them all. What is wrong
with recordings is in `recordings`.
"""

from ivr.check.inspection import errors, inspect
from ivr.check.recordings import Recorded, inspect_recordings
from ivr.check.rule import Rule
from ivr.check.rules import RULES
from ivr.check.subject import Subject

__all__ = ["RULES", "Recorded", "Rule", "Subject", "errors", "inspect", "inspect_recordings"]
