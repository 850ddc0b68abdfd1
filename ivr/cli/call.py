"""`ivr call`: calls the line from the terminal, by keypad or by itself, through a stand-in for Twilio."""

import io
import json
import os
import socket
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import TextIO, assert_never
from urllib.parse import urlsplit

import click
from click.core import ParameterSource

from ivr import loader
from ivr.cli import call_sound, development
from ivr.cli.options import menus_option, prompts_option
from ivr.conversation import compile_script
from ivr.edition import built_in
from ivr.keys import KEYS
from ivr.problems import InvalidMenu
from ivr.prompts import words_of
from ivr.settings import Settings, SettingsError
from ivr.simulator import HTTP, OUTCOMES, WSGI, Call, Ended, Listening, Ringing, Simulator, Talking, Trouble
from ivr.web import create_app

WAIT = "wait"
"""Stands among the keys for doing nothing."""

SPELLED = {"ster": "*", "hekje": "#"}
"""As in menus.yml; a shell takes * and # for its own."""

ADVISOR_SIDE = {"a": "answered", "b": "busy", "n": "no-answer", "f": "failed"}


@contextmanager
def telephone(
    environment: Mapping[str, str], menus: Path, folder: Path, *, named: bool
) -> Iterator[tuple[Simulator, str]]:
    """Find the development server on this machine, or else make the line in this process; also say which it is.

    A menu or a folder that is `named` is what is called, whatever a server serves.
    """
    words = _words(menus)
    running = None if named else development.running(Path(environment.get("IVR_STATE") or Settings.state))
    if running and _listens(running.url):
        with HTTP() as network:
            yield Simulator(network, url=running.url, token=running.token, texts=words), f"Calling {running.url}"
        return
    settings = development.settings(environment, "http://127.0.0.1:8000", menus, folder)
    line = Simulator(WSGI(create_app(settings)), url=settings.public_url, token=settings.tokens[0], texts=words)
    yield line, f"Calling {menus}" if named else f"Calling {menus} (no server is running; `make run` starts one)"


def _words(menus: Path) -> Callable[[str], str | None]:
    """Tell what a recording says by its address: a text of this menu, or of the one that serves when it is broken."""
    lines = [built_in()]
    with suppress(InvalidMenu):
        lines.insert(0, loader.load(menus))
    known = [words_of(compile_script(line).prompts(), line.language) for line in lines]
    return lambda url: next(filter(None, (words(url) for words in known)), None)


def _listens(url: str) -> bool:
    try:
        socket.create_connection((urlsplit(url).hostname, urlsplit(url).port), timeout=1).close()
    except OSError:
        return False
    return True


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


def by_itself(call: Call, keys: Iterable[str], out: TextIO) -> None:
    """Listen and press these keys, then do nothing until a conversation begins or the call ends."""
    printer = Printer(call, out)
    for key in keys:
        call.listens()
        if call.ended:
            break
        call.waits() if key == WAIT else call.presses(key)
    for _ in range(20):
        call.listens()
        printer.catch_up()
        if call.ended or call.connected_to:
            break
        call.waits()
    printer.catch_up()


def by_keypad(call: Call, read: Callable[[], str], out: TextIO) -> None:
    """Let a person press keys until the call ends."""
    printer = Printer(call, out)
    while not call.ended:
        call.listens()
        printer.catch_up()
        print(f"        {_choices(call)} ", end="", file=out, flush=True)
        pressed = read()
        print(pressed.strip() or "wait", file=out)
        _act(call, pressed)
    printer.catch_up()


def _choices(call: Call) -> str:
    match call.waiting_for:
        case Listening():
            return "[0-9 * #] a key, [Enter] wait, [q] hang up:"
        case Ringing():
            return "[a]nswered, [b]usy, [n]o answer, [f]ailed, [q] hang up:"
        case Talking():
            return "[Enter] the advisor hangs up, [q] hang up:"
        case Ended():
            return ""
        case other:
            assert_never(other)


def _act(call: Call, pressed: str) -> None:
    """Do what was pressed; anything that means nothing here is passed over."""
    if pressed in ("q", "\x03", "\x04", ""):
        call.hangs_up()
    elif pressed in KEYS:
        call.presses(pressed)
    elif isinstance(call.waiting_for, Ringing):
        if outcome := ADVISOR_SIDE.get(pressed):
            call.advisors_do(outcome)
    elif pressed in ("\r", "\n", " "):
        call.advisor_hangs_up() if call.connected_to else call.waits()


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
@click.option("--json", "json_wanted", is_flag=True, help="For programs.")
@click.option(
    "--wav", type=click.Path(dir_okay=False, path_type=Path),
    help="Write what the caller would hear to this file. Texts without a recording are spoken by espeak-ng.",
)  # fmt: skip
@click.option(
    "--transcript", is_flag=True,
    help="Print the call with times, as happens anyway without --json and --wav; beside JSON, on standard error.",
)  # fmt: skip
def call(
    keys: list[str], menus: Path, folder: Path, dials: tuple[str, ...], wav: Path | None, *,
    json_wanted: bool, transcript: bool,
) -> None:  # fmt: skip
    """Call the line. Without KEYS you are the caller; with KEYS (such as 2 3 wait 0) it presses them by itself.

    Without KEYS and without a terminal the caller does nothing; KEYS `wait` does so on a terminal too.
    """
    by_hand = not keys and not json_wanted and sys.stdin.isatty()
    out = _screen(wanted=transcript or by_hand or not (json_wanted or wav), json_wanted=json_wanted)
    try:
        with telephone(os.environ, menus, folder, named=_named("menus", "folder")) as (line, where):
            made = line.call(dials=dials or (["ringing"] if by_hand else ["answered"]))
            print(where, file=out)
            by_keypad(made, _keypress, out) if by_hand else by_itself(made, keys, out)
            if wav:
                _save(line, made, wav)
    except SettingsError as error:
        sys.exit(f"ivr: {error}")
    if json_wanted:
        as_json(made, sys.stdout)
    for fault in made.faults:
        click.echo(f"Twilio would report: {fault}", err=True)
    sys.exit(1 if made.faults else 0)


def _named(*parameters: str) -> bool:
    """Tell whether one of these was given on the command line."""
    context = click.get_current_context()
    return any(context.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in parameters)


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
