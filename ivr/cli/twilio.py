"""`ivr twilio`: shows and sets what the line's number does at Twilio, and checks that callers get the line."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from ivr import loader
from ivr.cli.options import menus_option
from ivr.cli.twilio_report import findings_as_json, findings_as_text, plan_as_json, plan_as_text
from ivr.fields import reference
from ivr.menu import Line
from ivr.number.errors import AccountError
from ivr.number.findings import Verdict
from ivr.number.setup import Fallback, Method, Plan, plan
from ivr.numbers import faults, with_known_numbers
from ivr.problems import InvalidMenu
from ivr.publishing import built_in
from ivr.settings import Settings, SettingsError

SOMETHING_TO_DO: Final = 2

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Wanted:
    """The line, and what its number should fall back to."""

    settings: Settings
    phone: str
    fallback: Fallback | None
    queue: bool = False


def wanted(menus: Path, fallback_url: str | None, fallback_method: Method) -> Wanted:
    """Read the settings and the menu, or end the command with what is wrong with them."""
    try:
        settings = Settings.read(os.environ)
    except SettingsError as error:
        sys.exit(f"ivr: {error}")
    line = _line(menus)
    if fault := faults(line, settings.numbers).get(reference(line.number) or ""):
        sys.exit(f"ivr: {fault}")
    phone = with_known_numbers(line, settings.numbers).number
    if fallback_url and not fallback_url.startswith(("https://", "http://")):
        raise click.UsageError("--fallback-url is no address: https:// is missing.")
    fallback = Fallback(fallback_url, fallback_method) if fallback_url else None
    return Wanted(settings, phone, fallback, queue=line.advisor.connect == "queue")


def _line(menus: Path) -> Line:
    try:
        return loader.load(menus)
    except InvalidMenu:
        click.echo(f"{menus} is broken (see `ivr check`): the number is that of the built-in line.", err=True)
        return built_in()


def fallback_options(command: Command) -> Command:
    """Add `--fallback-url` and `--fallback-method`."""
    method = click.Choice(["POST", "GET"])
    told = "Where what `ivr fallback` prints is hosted. Without it: the line's own, or what is set and is elsewhere."
    url_option = click.option("--fallback-url", envvar="IVR_FALLBACK_URL", metavar="URL", help=told)
    method_option = click.option(
        "--fallback-method",
        type=method,
        default="POST",
        envvar="IVR_FALLBACK_METHOD",
        help="How Twilio asks for it; POST keeps callers out of logs.",
    )
    return menus_option(url_option(method_option(command)))


@click.group()
def twilio() -> None:
    """Show, set and check what the line's telephone number does at Twilio.

    It asks Twilio's API with TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, and takes the number from the menu.
    """


@twilio.command("plan")
@fallback_options
@click.option("--json", "json_wanted", is_flag=True, help="For programs.")
def show(menus: Path, fallback_url: str | None, fallback_method: Method, *, json_wanted: bool) -> None:
    """Show what is set at Twilio, and what `apply` would make of it.

    Exit status: 0 there is nothing to do; 2 there is; 1 it could not be found out, or something is in the way.
    """
    made = _planned(wanted(menus, fallback_url, fallback_method))
    (plan_as_json if json_wanted else plan_as_text)(made, sys.stdout)
    if made.changes and not made.obstacles and not json_wanted:
        click.echo("To change it, with the same options: python -m ivr twilio apply")
    sys.exit(1 if made.obstacles else SOMETHING_TO_DO if made.changes else 0)


@twilio.command("apply")
@fallback_options
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
def apply(menus: Path, fallback_url: str | None, fallback_method: Method, *, yes: bool) -> None:
    """Show the plan, ask once, change what differs, and read it back.

    Exit status: 0 the number is as it should be; 1 it is not.
    """
    want = wanted(menus, fallback_url, fallback_method)
    made = _planned(want)
    plan_as_text(made, sys.stdout)
    if made.obstacles:
        sys.exit("ivr: nothing was changed: take away what is in the way, and type this again.")
    if not made.changes:
        return
    if not yes and not sys.stdin.isatty():
        sys.exit("ivr: nothing was changed: there is no terminal to ask at. Give --yes to do it without asking.")
    if not yes and not click.confirm("Change this at Twilio?"):
        sys.exit("ivr: nothing was changed.")
    _change(want, made)


@twilio.command("check")
@fallback_options
@click.option("--json", "json_wanted", is_flag=True, help="For programs.")
def check(menus: Path, fallback_url: str | None, fallback_method: Method, *, json_wanted: bool) -> None:
    """Ask Twilio and the line whether callers get the line, and what they get when it is out of reach.

    The line is asked over IVR_PUBLIC_URL as Twilio would ask it; nobody is rung.

    Exit status: 0 callers get the line; 1 something is wrong.
    """
    from ivr.number.checking import check as findings_of

    want = wanted(menus, fallback_url, fallback_method)
    found = list(findings_of(want.settings, want.phone, want.fallback, queue=want.queue))
    (findings_as_json if json_wanted else findings_as_text)(want.phone, found, sys.stdout)
    sys.exit(int(any(finding.verdict is Verdict.WRONG for finding in found)))


def _planned(want: Wanted) -> Plan:
    from ivr.number.account import Account

    try:
        return plan(Account(want.settings).find(want.phone), want.settings.public_url, want.fallback)
    except AccountError as error:
        sys.exit(f"ivr: {error}")


def _change(want: Wanted, made: Plan) -> None:
    """Change what differs, and see whether it is so."""
    from ivr.number.account import Account

    try:
        account = Account(want.settings)
        account.change(made.number, made.changes)
        after = plan(account.read(made.number), want.settings.public_url, want.fallback)
    except AccountError as error:
        sys.exit(f"ivr: {error}")
    if after.changes:
        still = ", ".join(setting.twilio_name for setting in after.settings if setting.differs)
        sys.exit(
            f"ivr: Twilio took the change, but shows another value for {still}. `python -m ivr twilio plan` tells."
        )
    click.echo("Done, and read back: the number calls this line. Now: python -m ivr twilio check")
