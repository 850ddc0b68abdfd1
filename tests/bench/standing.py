"""What the line takes of a machine before anybody calls: the memory of each worker, and the time until it answers."""

import re
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from ivr.counts.tally import EVERY
from ivr.publishing import publish
from tests.bench.figures import Effort, Figure
from tests.bench.load import load
from tests.bench.network import BARE, apart
from tests.bench.process import settings
from tests.bench.servers import Server, gunicorn
from tests.bench.webhooks import pressed
from tests.server import APP

WARM = 400
"""Requests before memory is looked at."""

SETTLED = EVERY + 1
"""Seconds after those: by then a worker has written its counts, and loaded what it needs for that."""


def memory(folder: Path, effort: Effort) -> Iterator[Figure]:
    """PSS and USS of a worker, in MB, and how many times that of bare Flask, without the documents."""
    given = settings(folder)
    documents = sum(map(len, publish(given.menus, given.prompts, given.numbers).edition.documents.values())) / 1e6
    (folder / "one").mkdir()
    (folder / "other").mkdir()
    with gunicorn(folder / "one") as line, gunicorn(folder / "other", BARE, alone=True) as bare:
        target = f"/voice/{line.edition}/start"
        ours, theirs = (_worker(server, target) for server in (line, bare))
    yield Figure("memory", "a worker of the line (PSS)", ours["Pss"], "MB")
    yield Figure("memory", "a worker of the line, of its own (USS)", ours["Private"], "MB")
    yield Figure("memory", "a worker of bare Flask (PSS)", theirs["Pss"], "MB")
    yield Figure("memory", "the documents", documents, "MB")
    yield Figure("memory", "without the documents, to bare Flask", (ours["Pss"] - documents) / theirs["Pss"], most=1.05)


def _worker(server: Server, target: str) -> dict[str, float]:
    """The mean of its workers, in MB, after they have answered."""
    load(server.port, [asked.raw() for asked in islice(pressed(target), WARM)])
    time.sleep(SETTLED)
    found = [_rollup(pid) for pid in server.workers]
    return {name: sum(one[name] for one in found) / len(found) for name in ("Pss", "Private")}


def _rollup(pid: int) -> dict[str, float]:
    told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    kb = {name: int(number) for name, number in re.findall(r"(\w+):\s+(\d+) kB", told)}
    return {"Pss": kb["Pss"] / 1000, "Private": (kb["Private_Clean"] + kb["Private_Dirty"]) / 1000}


def start(folder: Path, effort: Effort) -> Iterator[Figure]:
    """From gunicorn's command to the first answer, one worker: of a new menu, and of one that was served before."""
    new = [_first_answer(folder / f"new-{at}") for at in range(effort.starts)]
    seconds: dict[str, list[float]] = {BARE: [], APP: []}
    for at in range(2 * effort.starts):
        seconds[BARE].append(_first_answer(folder / f"bare-{at}", BARE))
        seconds[APP].append(_first_answer(folder / "new-0"))
    bare, line = map(median, seconds.values())
    ratios = [ours / theirs for theirs, ours in zip(*seconds.values(), strict=True)]
    yield Figure("start", "bare Flask", bare, "s")
    yield Figure("start", "the line, of a menu that it has served before", line, "s")
    yield Figure("start", "to bare Flask", line / bare, most=1.15, noise=apart(ratios))
    yield Figure("start", "the line, of a new menu", median(new), "s")
    yield Figure("start", "to bare Flask, of a new menu", median(new) / bare)


def _first_answer(place: Path, app: str = APP) -> float:
    place.mkdir(exist_ok=True)
    with gunicorn(place, app, workers=1, alone=app == BARE) as server:
        return server.first_answer
