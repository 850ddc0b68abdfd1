"""Makes one publication for a server: what it is asked stands on its input, and what is made goes to its output."""

import gc
import signal
import sys
from contextlib import suppress
from pathlib import Path

gc.disable()  # it ends when it is done

from ivr.edition import Work  # noqa: E402
from ivr.edition.packing import pack, unpack  # noqa: E402
from ivr.publishing.here import answer  # noqa: E402


def end_first(seconds: int) -> None:
    """End after so many seconds, though the server may be gone; and sooner than the server where memory is short."""
    signal.alarm(seconds)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


if __name__ == "__main__":
    end_first(int(sys.argv[1]))
    sys.stdout.buffer.write(pack(answer(unpack(sys.stdin.buffer.read(), Work))))
