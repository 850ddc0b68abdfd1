"""The lines that are attacked are the lines that are searched."""

from tests.security.conftest import lines

__all__ = ["lines"]
