"""`ivr call`: calls the line from the terminal, by keypad or by itself, through a stand-in for Twilio."""

import io
import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TextIO, assert_never

import click
from click.core import ParameterSource

from ivr.cli import call_sound
from ivr.cli.call_line import moment, telephone
from ivr.cli.options import menus_option, prompts_option
from ivr.keys import BACK, KEYS
from ivr.rehearsal import Act, Called, Moment, as_test
from ivr.settings import SettingsError
from ivr.simulator import OUTCOMES, Call, Ended, Listening, Queued, Recording, Ringing, Simulator, Talking, Trouble

WAIT = "wait"
"""Stands among the keys for doing nothing."""

SPELLED = {"ster": "*", "hekje": "#"}
"""As in menus.yml; a shell takes * and # for its own."""

MOST_WAITS = 20
"""How often a call by itself waits for an advisor."""

GOES_ON = (
    f"Nobody has answered in {MOST_WAITS} waits. A caller who stays is never hung up on: the call would go on like "
    "this for ever, so it stops here."
)

ADVISOR_SIDE = {"a": "answered", "b": "busy", "n": "no-answer", "f": "failed"}


class Printer:
    """Prints what has been heard and done since the last time."""

    def __init__(self, call: Call, out: TextIO) -> None:
        self._call, self._out, self._printed = call, out, 0

    def catch_up(self) -> None:
        """Print the lines of the transcript that are new."""
        lines = self._call.transcript().splitlines()
        for line in lines[self._printed :]:
            print(line, file=self._out, flush=True)
        self._printed = len(lines)


def by_itself(call: Call, keys: Iterable[str], out: TextIO) -> list[Moment]:
    """Listen and press these keys, then do nothing until a conversation begins or the call ends; tell how it went.

    When a key is left in a conversation, the advisor hangs up first: nobody would notice it.
    """
    printer, moments = Printer(call, out), [Moment.of(call)]
    for key in keys:
        if call.connected_to and key != BACK:
            moments.append(Moment.of(call, Act("advisor_hangs_up")))
        if call.ended:
            break
        moments.append(Moment.of(call, Act("waits") if key == WAIT else Act("presses", key)))
    for _ in range(MOST_WAITS):
        printer.catch_up()
        if call.ended or call.connected_to:
            break
        moments.append(Moment.of(call, Act("waits")))
    printer.catch_up()
    if not (call.ended or call.connected_to):
        print(GOES_ON, file=out)
    return moments


def by_keypad(call: Call, read: Callable[[], str], out: TextIO) -> list[Moment]:
    """Let a person press keys until the call ends; tell how it went."""
    printer, moments = Printer(call, out), [Moment.of(call)]
    while not call.ended:
        printer.catch_up()
        print(f"        {_choices(call)} ", end="", file=out, flush=True)
        pressed = read()
        print(pressed.strip() or "wait", file=out)
        if act := _meant(call, pressed):
            moments.append(Moment.of(call, act))
    printer.catch_up()
    return moments


def _choices(call: Call) -> str:
    match call.waiting_for:
        case Listening() | Queued() if call.ringing:
            return "[0-9 * #] a key, [Enter] wait, [a]nswered, [b]usy, [n]o answer, [f]ailed, [q] hang up:"
        case Listening() | Queued() | Recording():
            return "[0-9 * #] a key, [Enter] wait, [q] hang up:"
        case Ringing():
            return "[a]nswered, [b]usy, [n]o answer, [f]ailed, [q] hang up:"
        case Talking():
            return "[Enter] the advisor hangs up, [q] hang up:"
        case Ended():
            return ""
        case other:
            assert_never(other)


def _meant(call: Call, pressed: str) -> Act | None:
    """What is done by this; nothing by what means nothing here."""
    if pressed in ("q", "\x03", "\x04", ""):
        return Act("hangs_up")
    if pressed in KEYS:
        return Act("presses", pressed)
    if pressed in ADVISOR_SIDE and (call.ringing or isinstance(call.waiting_for, Ringing)):
        return Act("advisors_do", ADVISOR_SIDE[pressed])
    if pressed in ("\r", "\n", " ") and not isinstance(call.waiting_for, Ringing):
        return Act("advisor_hangs_up" if call.connected_to else "waits")
    return None


def as_json(call: Call, out: TextIO) -> None:
    """Write what came of the call for programs."""
    report = {
        "heard": [asdict(heard) for heard in call.heard],
        "connected_to": call.connected_to,
        "ended": call.ended,
        "seconds": round(call.seconds, 2),
        "dialled": [asdict(dialled) for dialled in call.dialled],
        "faults": [str(fault) for fault in call.faults],
    }
    json.dump(report, out, ensure_ascii=False, indent=2)
    out.write("\n")


def _keys(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> list[str]:
    """Take `2 3`, `23` and `wait`; raises BadParameter for anything else."""
    keys: list[str] = []
    for spelled in values:
        value = SPELLED.get(spelled, spelled)
        if value != WAIT and set(value) - set(KEYS):
            raise click.BadParameter(f"{value!r} is no key: give 0-9, * or #, or `{WAIT}`")
        keys += [value] if value == WAIT else list(value)
    return keys


@click.command()
@click.argument("keys", nargs=-1, callback=_keys)
@menus_option
@prompts_option
@click.option(
    "--advisor", "dials", multiple=True, type=click.Choice(list(OUTCOMES)),
    help="What becomes of each time that the advisors are rung, in order; the last goes on.",
)  # fmt: skip
@click.option(
    "--at", metavar="MOMENT",
    help="Call at this moment, such as 2026-12-24T17:00, by the clock of the line; the clock stands still.",
)  # fmt: skip
@click.option("--json", "json_wanted", is_flag=True, help="For programs.")
@click.option(
    "--wav", type=click.Path(dir_okay=False, path_type=Path),
    help="Write what the caller would hear to this file. Texts without a recording are spoken by espeak-ng.",
)  # fmt: skip
@click.option(
    "--transcript", is_flag=True,
    help="Print the call with times, as happens anyway without --json and --wav; beside JSON, on standard error.",
)  # fmt: skip
@click.option(
    "--repro", is_flag=True,
    help="At the end, print the call as a test for tests/calls/; beside JSON, on standard error.",
)  # fmt: skip
def call(
    keys: list[str], menus: Path, folder: Path, dials: tuple[str, ...], at: str | None, wav: Path | None, *,
    json_wanted: bool, transcript: bool, repro: bool,
) -> None:  # fmt: skip
    """Call the line. Without KEYS you are the caller; with KEYS (such as 2 3 wait 0) it presses them by itself.

    Without KEYS and without a terminal the caller does nothing; KEYS `wait` does so on a terminal too.
    """
    by_hand = not keys and not json_wanted and sys.stdin.isatty()
    out = _screen(wanted=transcript or by_hand or not (json_wanted or wav), json_wanted=json_wanted)
    when = _moment(at, menus) if at else None
    try:
        with telephone(os.environ, menus, folder, named=_named("menus", "folder"), at=when) as (line, where):
            outcomes = dials or (["ringing"] if by_hand else ["answered"])
            made = line.call(dials=outcomes)
            print(where, file=out)
            moments = by_keypad(made, _keypress, out) if by_hand else by_itself(made, keys, out)
            if wav:
                _save(line, made, wav)
    except SettingsError as error:
        sys.exit(f"ivr: {error}")
    if json_wanted:
        as_json(made, sys.stdout)
    if repro:
        print(file=out)
        click.echo(as_test(moments, outcomes, Called.read(menus, os.environ, when)), nl=False, err=json_wanted)
    for fault in made.faults:
        click.echo(f"Twilio would report: {fault}", err=True)
    sys.exit(1 if made.faults else 0)


def _moment(text: str, menus: Path) -> datetime:
    try:
        return moment(text, menus)
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is no moment: give one such as 2026-12-24T17:00", param_hint="--at"
        ) from None


def _named(*parameters: str) -> bool:
    """Tell whether one of these was given, on the command line or in the environment."""
    context = click.get_current_context()
    given = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)
    return any(context.get_parameter_source(name) in given for name in parameters)


def _keypress() -> str:
    """Read one key; Ctrl-C and Ctrl-D hang up like q."""
    try:
        return click.getchar()
    except (KeyboardInterrupt, EOFError):
        return "q"


def _screen(*, wanted: bool, json_wanted: bool) -> TextIO:
    """Where the transcript goes: standard output is for JSON alone when that is asked for."""
    if not wanted:
        return io.StringIO()
    return sys.stderr if json_wanted else sys.stdout


def _save(line: Simulator, made: Call, wav: Path) -> None:
    try:
        call_sound.save(line, made, wav)
    except OSError as error:
        sys.exit(f"ivr: {wav} cannot be written: {error.strerror or error}")
    except (Trouble, ValueError) as error:
        sys.exit(f"ivr: {wav} is not written: {error}")
