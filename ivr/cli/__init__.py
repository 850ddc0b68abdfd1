"""The commands of `python -m ivr`, one in a file; each is a plain function on streams with a thin click wrapper."""

import click

from ivr.cli.call import call
from ivr.cli.check import check
from ivr.cli.diff import diff
from ivr.cli.editions import editions
from ivr.cli.fallback import fallback
from ivr.cli.new import new
from ivr.cli.prompts import prompts
from ivr.cli.publish import publish
from ivr.cli.schema import schema
from ivr.cli.script import script
from ivr.cli.serve import serve
from ivr.cli.stats import stats
from ivr.cli.tree import tree
from ivr.cli.twilio import twilio
from ivr.cli.walk import walk


@click.group()
def main() -> None:
    """A telephone menu that always ends at help."""


for command in (
    serve,
    call,
    new,
    check,
    walk,
    diff,
    publish,
    editions,
    fallback,
    tree,
    script,
    schema,
    prompts,
    stats,
    twilio,
):
    main.add_command(command)
