"""`python -m ivr`."""

from ivr.cli import main

main(prog_name="python -m ivr")
