"""In one process: what a signed webhook costs beside a bare Flask route, and how that grows with the menu."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from time import process_time
from timeit import repeat

from flask import Flask
from msgspec.structs import replace

from ivr import loader
from ivr.counts import Cell, Tally
from ivr.edition import Edition, Fixed, Publisher
from ivr.publishing import Here, publish
from ivr.settings import Settings
from ivr.web.application import application
from ivr.web.serving import Serving
from tests.bench import bare, classic
from tests.bench.figures import Effort, Figure
from tests.bench.timing import Work, answers, spread
from tests.bench.webhooks import ACCOUNT, pressed
from tests.conftest import NUMBERS, ROOT, TOKEN, URL

BUSY = 100
"""Requests a second to one worker, over which a look at the file is spread."""


class Nowhere:
    """Keeps no counts."""

    place = "memory"

    def add(self, batch: Mapping[Cell, int]) -> None:
        """Leave them."""

    def reason(self, error: Exception) -> str:
        """Tell the kind."""
        return type(error).__name__


def settings(folder: Path, menus: Path = ROOT / "menus.yml") -> Settings:
    """Give the settings of a line that serves this menu."""
    return Settings(URL, (TOKEN,), ACCOUNT, menus=menus, prompts=ROOT / "prompts", state=folder, numbers=NUMBERS)


def line(given: Settings) -> tuple[Flask, Edition]:
    """Make the line as it serves, that counts but does not write that down; with its edition."""
    made = publish(given.menus, given.prompts, given.numbers, draft=True)
    return application(Serving(given, Fixed(made), tally=Tally(Nowhere, every=3600))), made.edition


def webhook(app: Flask, *targets: str, size: int = 100) -> Work:
    """Press a key at these addresses of an application, as Twilio tells it."""
    return answers(app, (asked.environ() for asked in pressed(*targets)), size=size)


def anywhere(edition: Edition) -> Sequence[str]:
    """Give the addresses of up to a thousand states, from all over the menu."""
    states = [name for name in edition.documents if not name.startswith("whisper")]
    return [edition.address(name) for name in random.sample(states, min(1000, len(states)))]


def cost(folder: Path, effort: Effort) -> Iterator[Figure]:
    """What a webhook costs, by how such a line is made."""
    app, edition = line(settings(folder))
    start = edition.address(edition.script.first)
    variants = {
        "bare": webhook(bare.make(), start),
        "twin": webhook(bare.make(), start),
        "line": webhook(app, start),
        "classic": webhook(classic.once, start),
    }
    costs, apart = spread(variants, effort.batches, 3)
    of = partial(Figure, "one process", noise=apart)
    yield of("a bare Flask route", costs["bare"] * 1e6, "µs")
    yield of("another just like it", costs["twin"] / costs["bare"])
    yield of("the line: a signed webhook", costs["line"] / costs["bare"], most=1.6)
    yield of("the usual way", costs["classic"] / costs["bare"])


def growth(folder: Path, effort: Effort) -> Iterator[Figure]:
    """What a webhook costs in a menu of 10, of 1,000 and of 10,000 options, and how long those take to load."""
    variants = {}
    for options in (10, 1000, 10_000):
        menus = folder / f"{options}.yml"
        menus.write_text(menu(options), encoding="utf-8")
        begun = process_time()
        loader.load(menus)
        loaded = process_time() - begun
        app, edition = line(settings(folder, menus))
        variants[str(options)] = webhook(app, *anywhere(edition))
        published = process_time() - begun
        yield Figure("growth", f"loading {options:,} options", loaded, "s", most=3.0 if options == 10_000 else None)
        yield Figure("growth", f"loading and rendering {options:,} options", published - loaded, "s")
    costs, apart = spread(variants, effort.batches, 3)
    yield Figure("growth", "a webhook at 1,000 options, to 10", costs["1000"] / costs["10"], noise=apart)
    yield Figure("growth", "a webhook at 10,000 options, to 10", costs["10000"] / costs["10"], most=1.08, noise=apart)


def menu(options: int) -> str:
    """Write a menu of so many options that say something, eight in each menu."""
    head, _, rest = (ROOT / "tests/menus/good/plain.yml").read_text(encoding="utf-8").partition("menu:\n")
    return "".join((head, "menu:\n", *_lines(options, 1), rest[rest.index("\nphrases:") :]))


def _lines(options: int, depth: int) -> Iterator[str]:
    indent, keys = "  " * depth, range(2, 10)
    shares = [options // 8 + (at < options % 8) for at in range(8)]
    for key, share in zip(keys, shares, strict=True):
        if share:
            yield f"{indent}{key}:\n{indent}  option: Keuze {depth} {key}\n"
        if share == 1:
            yield f"{indent}  answer: Dit is antwoord {depth} {key}.\n"
        elif share:
            yield f"{indent}  menu:\n"
            yield from _lines(share, depth + 2)


def unchanged(folder: Path, effort: Effort) -> Iterator[Figure]:
    """What a request spends on looking whether menus.yml has changed."""
    publisher = Publisher.start(settings(folder), Here())
    looking = replace(publisher, now=_later())
    often = 200 * effort.batches
    publisher.refresh()
    passing = median(repeat(publisher.refresh, number=often, repeat=9)) / often
    look = median(repeat(looking.refresh, number=often // 20, repeat=9)) / (often // 20)
    yield Figure("the file", "a look at it, once a second", look * 1e6, "µs")
    yield Figure("the file", f"for each of {BUSY} requests a second", (passing + look / BUSY) * 1e6, "µs", most=2.0)


def _later() -> Callable[[], float]:
    """Give a clock that is two seconds later each time that it is read."""
    ticks = count(0.0, 2.0)
    return lambda: next(ticks)
