"""Recording by telephone: a speaker calls a number of its own, keys a PIN, and goes through the texts one by one.

Nothing of it is there unless a PIN is set. Callers of the line never come here, and nothing of theirs is recorded.
"""

from ivr.dictation.routes import dictation

__all__ = ["dictation"]
