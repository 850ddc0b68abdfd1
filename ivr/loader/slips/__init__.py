"""Slips of an operator's hand, found by undoing them: one problem where the parser or the models see many."""

from ivr.loader.slips.search import explain

__all__ = ["explain"]
