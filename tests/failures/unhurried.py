"""The line for gunicorn under a faked clock: faketime 0.9.10 cannot sleep until a moment, so a sleep is a wait."""

import select
import time
from typing import SupportsIndex


def nap(seconds: float | SupportsIndex) -> None:
    """Sleep for so long."""
    select.select((), (), (), float(seconds))


time.sleep = nap

from wsgi import app  # noqa: E402 - gunicorn and the line sleep as this says

__all__ = ["app"]
