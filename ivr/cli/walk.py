"""`ivr walk`: proves that every path ends at help, and prints a certificate of it."""

import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TextIO
from wsgiref.types import WSGIApplication
from zoneinfo import ZoneInfo

import click

from ivr.cli import development
from ivr.cli.options import loaded, prompts_option
from ivr.cli.prompts_work import Progress, Work, shown, state
from ivr.edition import Fixed
from ivr.numbers import with_numbers
from ivr.prompts import folded, words_of
from ivr.publishing import publish
from ivr.schedule import somebody, zone
from ivr.script import Script
from ivr.settings import Settings, SettingsError
from ivr.walk import (
    CALL,
    LARGE,
    Clock,
    Number,
    OneByOne,
    Proof,
    Reach,
    Subject,
    Times,
    ahead,
    as_data,
    behind_loopback,
    now_alone,
    prove,
    sound_of,
    text,
    walkers,
)
from ivr.web.application import application
from ivr.web.serving import Serving

PUBLIC_URL = "https://ivr.walk"
"""The address that our own application believes to have, and that requests to it are signed for."""

Looks = Callable[[Script, datetime, ZoneInfo, Callable[[datetime], bool]], Times]
"""Finds the moments to walk at: from now on, or now alone."""


@dataclass(frozen=True)
class Target:
    """A line to be walked: how to reach it, what Twilio knows of it, the menu that it must be, and its clock."""

    reach: Reach
    number: Number
    subject: Subject
    clock: Clock


def proved(target: Target) -> Proof:
    """Walk the line and prove it; in several processes when it is large."""
    subject = target.subject
    large = len(subject.script.states) * len(subject.times.moments) > LARGE
    with walkers(target.reach, target.number, target.clock, large=large) as crew:
        return prove(subject, crew, phase)


def show(proof: Proof, menus: Path, call: str, out: TextIO, *, json_wanted: bool, documents: bool) -> None:
    """Print the certificate, or everything for programs."""
    if json_wanted:
        json.dump(as_data(proof, call), out, ensure_ascii=False, indent=2)
        out.write("\n")
        return
    for row in text(proof, str(menus), call, documents=documents):
        print(row, file=out)


def _call(menus: Path, folder: Path) -> str:
    """The command that calls the line that was walked; without a name it would call a server that runs."""
    default = "menus.yml" if development.running(state()) is None else ""
    named = (("--menus", menus, default), ("--prompts", folder, "prompts"))
    options = [f"{option} {shlex.quote(str(path))}" for option, path, usual in named if str(path) != usual]
    return " ".join((CALL, *options))


@contextmanager
def phase(label: str) -> Iterator[Progress | None]:
    """Show what is being done, and that it is done."""
    with shown(label) as progress:
        yield progress
        if progress:
            progress(1, 1)


def own_line(menus: Path, folder: Path) -> Target:
    """A line with an application of our own, made beforehand, so that all who walk share what it has rendered.

    Raises SettingsError when the environment gives a number that cannot be rung.
    """
    work = Work(menus, loaded(menus), folder)
    settings = development.settings(os.environ, PUBLIC_URL, menus, folder)
    filled = Work(menus, with_numbers(work.line, settings.numbers), folder)
    clock = Clock(now := datetime.now(UTC))
    with phase("Het menu uitwerken"):
        reach = behind_loopback(_application(settings, clock), PUBLIC_URL)
        subject = _subject(filled, ahead, now)
    return Target(reach, _number(filled, PUBLIC_URL, settings.tokens[0]), subject, clock)


def _application(settings: Settings, clock: Clock) -> WSGIApplication:
    """The application as it serves, without what it tells an administrator when it starts."""
    publication = publish(settings.menus, settings.prompts, settings.numbers, settings.prompts_url, draft=True)
    exchange = clock.exchange
    return exchange.around(application(Serving(settings, Fixed(publication), clock=clock, calling=lambda _: exchange)))


def running_line(menus: Path, folder: Path, url: str) -> Target:
    """The development server that listens at this address; raises SettingsError when there is none.

    One with a queue would ring advisors through Twilio's API, for every caller who is first in it.
    """
    line = loaded(menus)
    if line.advisor.connect == "queue":
        raise SettingsError("een lijn met een wachtrij is niet met --url na te lopen: die server zou adviseurs bellen.")
    running = development.running(state())
    if running is None or running.url.rstrip("/") != url.rstrip("/"):
        raise SettingsError(f"op {url} draait geen ontwikkelserver die op deze computer is gestart (make run).")
    settings = development.settings(os.environ, running.url, menus, folder)
    filled = Work(menus, with_numbers(line, settings.numbers), folder)
    now = datetime.now(UTC)
    number = _number(filled, running.url.rstrip("/"), running.token)
    return Target(_one_by_one, number, _subject(filled, now_alone, now), Clock(now))


@contextmanager
def _one_by_one() -> Iterator[OneByOne]:
    with OneByOne() as network:
        yield network


def _number(work: Work, url: str, token: str) -> Number:
    return Number(url, token, work.line.number, words_of(work.texts, work.line.language))


def _subject(work: Work, looks: Looks, now: datetime) -> Subject:
    lengths = {text: found.seconds for text, found in work.recordings.items()}
    times = looks(work.script, now, zone(work.line), partial(somebody, work.line))
    return Subject(work.script, sound_of(lengths), folded(work.line.phrases.wrong_key), times)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), envvar="IVR_MENUS", default="menus.yml")
@prompts_option
@click.option("--url", help="Loop de ontwikkelserver na die hier draait (make run), in plaats van een eigen server.")
@click.option("--documents", is_flag=True, help="Noem ook elk antwoord met zijn grootte.")
@click.option("--json", "json_wanted", is_flag=True, help="Voor programma's.")
def walk(file: Path, folder: Path, url: str | None, *, documents: bool, json_wanted: bool) -> None:
    """Bewijs dat elke weg door het menu FILE (menus.yml) eindigt bij hulp, en druk daar een bewijsstuk van af."""
    try:
        proof = proved(running_line(file, folder, url) if url else own_line(file, folder))
    except (SettingsError, OSError) as error:
        sys.exit(f"ivr: {error}")
    except BrokenProcessPool:
        sys.exit("ivr: het nalopen is afgebroken; misschien is er te weinig geheugen.")
    call = CALL if url else _call(file, folder)
    show(proof, file, call, sys.stdout, json_wanted=json_wanted, documents=documents)
    sys.exit(1 if proof.exceptions else 0)
