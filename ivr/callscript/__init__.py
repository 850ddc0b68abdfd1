"""The whole line as a call script: one page for staff to read, print and sign, made from what callers really hear."""

from ivr.callscript.page import page
from ivr.callscript.source import Source

__all__ = ["Source", "page"]
