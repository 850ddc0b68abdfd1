"""`python -m ivr`."""

import sys
from io import TextIOWrapper

from ivr.cli import main

for stream in (sys.stdout, sys.stderr):
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")  # a terminal without é or ─ shows something else, and goes on

main(prog_name="python -m ivr")
