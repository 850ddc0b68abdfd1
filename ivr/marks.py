"""What an address of ours tells of a request that Twilio itself does not always tell."""

from typing import Final

DIALLED: Final = "dialled"
"""Marks the request that follows a dial, so that a result without a status is still known to be one."""

QUEUED: Final = "queued"
"""Marks the request that follows a queue."""

WAITS: Final = "waits"
"""Marks a request for what is heard in the queue."""
