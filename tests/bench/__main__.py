"""`python -m tests.bench`: measures everything, shows it meanwhile, and writes docs/benchmarks.md with its picture."""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from tests.bench import audio, network, process, standing
from tests.bench.figures import QUICK, Effort, Figure, Skipped
from tests.bench.plot import plot
from tests.bench.report import machine, report, row
from tests.conftest import ROOT

Part = Callable[[Path, Effort], Iterable[Figure | Skipped]]

PARTS: dict[str, Part] = {
    "what a webhook costs in one process": process.cost,
    "how that grows with the menu": process.growth,
    "the look at menus.yml": process.unchanged,
    "recordings": audio.audio,
    "memory": standing.memory,
    "start to first answer": standing.start,
    "webhooks over HTTP, with peers": network.network,
}


def main(out: Path, effort: Effort, parts: Mapping[str, Part] = PARTS) -> None:
    """Measure, and write the page and the picture into a folder."""
    found: list[Figure | Skipped] = []
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ivr-bench-") as place:
        for at, (name, part) in enumerate(parts.items()):
            folder = Path(place, str(at))
            folder.mkdir()
            _tell(f"[{time.monotonic() - begun:3.0f} s] {name} ...")
            for one in part(folder, effort):
                found.append(one)
                _, what, *rest = row(one)
                _tell(f"    {what:42} {'  '.join(filter(None, rest))}")
    (out / "benchmarks.md").write_text(report(found, datetime.now(UTC).date(), machine()), encoding="utf-8")
    beside = [one for one in found if isinstance(one, Figure) and one.group == "HTTP" and one.most is None]
    (out / "benchmarks.svg").write_text(plot(beside), encoding="utf-8")
    _tell(f"[{time.monotonic() - begun:3.0f} s] written to {out / 'benchmarks.md'}")


def _tell(line: str) -> None:
    click.echo(line)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="measure little, to try it; figures are worth nothing")
    parser.add_argument("--out", type=Path, default=ROOT / "docs", help="where to write (docs)")
    given = parser.parse_args()
    main(given.out, QUICK if given.quick else Effort())
