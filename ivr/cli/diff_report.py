"""What `ivr diff` shows: for people with only the changed words marked, for programs as JSON."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final, TextIO

from ivr.cli.prompts_work import counted
from ivr.difference import Change, Report, Wait, Words, keys_of, marked

WIDTH: Final = 110
"""Characters in a line of text; longer texts go on below."""

MOST_MISSING: Final = 20
"""Texts without a recording that are told one by one."""

Mark = Callable[[str], str]
"""Makes changed words stand out."""

NOTHING: Final = "Voor bellers verandert er niets."


def as_json(report: Report, out: TextIO) -> None:
    """Write the report for programs."""
    content = {
        "old": report.old,
        "new": report.new,
        "changes": [_row(change) for change in report.changes],
        "recordings": {"missing": [vars(one) for one in report.missing], "unused": report.unused},
        "waits": [vars(one) | {"was": round(one.was, 2), "wordt": round(one.wordt, 2)} for one in report.waits],
    }
    json.dump(content, out, ensure_ascii=False, indent=2)
    out.write("\n")


def _row(change: Change) -> dict[str, Any]:
    before = None if change.before is None else keys_of(change.before)
    return {"kind": change.kind, "place": change.place, "before": before, "path": change.path} | {
        word: getattr(change, word) for word in ("sentence", "was", "wordt", "heard")
    }


def as_text(report: Report, mark: Mark, out: TextIO) -> None:
    """Print the report for people: how much changes, then every place with its changes, then what follows from it."""
    print(_summary(report), file=out)
    for _, changes in groupby(report.changes, key=lambda change: change.place or change.path):
        print(file=out)
        for change in changes:
            print(change.sentence, file=out)
            for line in _was_and_wordt(change, mark):
                print(line, file=out)
    for section in (_recordings(report), _waits(report.waits)):
        if lines := list(section):
            print("", *lines, sep="\n", file=out)


def _summary(report: Report) -> str:
    between = f"({report.old} → {report.new})"
    heard = sum(change.heard for change in report.changes)
    others = len(report.changes) - heard
    if heard:
        first = f"{_things(heard)} voor bellers {between}."
        return f"{first} En {_things(others)} waar zij niets van merken." if others else first
    return f"{NOTHING} Wel {_things(others)} waar zij niets van merken {between}." if others else NOTHING


def _things(count: int) -> str:
    return "1 verandering" if count == 1 else f"{count} veranderingen"


def _was_and_wordt(change: Change, mark: Mark) -> Iterator[str]:
    if change.kind == "moved":
        return
    was, wordt = marked(change.was, change.wordt)
    for label, words in (("was:", was), ("wordt:", wordt)):
        for number, line in enumerate(_wrapped(words, mark)):
            yield f"  {label if number == 0 else '':8}{line}".rstrip()


def _wrapped(stretches: Sequence[Words], mark: Mark) -> Iterator[str]:
    """The words in lines that are not too long; a line break of the text stays one."""
    line: list[Words] = []
    for word in _one_by_one(stretches):
        if word is None or (line and sum(len(one.text) + 1 for one in line) + len(word.text) > WIDTH):
            yield _marked_line(line, mark)
            line = []
        if word is not None:
            line.append(word)
    if line:
        yield _marked_line(line, mark)


def _one_by_one(stretches: Sequence[Words]) -> Iterator[Words | None]:
    """Every word; None for a line break."""
    for stretch in stretches:
        for word in stretch.text.split(" "):
            first, *others = word.split("\n")
            yield Words(first, stretch.changed)
            for other in others:
                yield None
                yield Words(other, stretch.changed)


def _marked_line(line: Sequence[Words], mark: Mark) -> str:
    stretches = ((changed, " ".join(one.text for one in words)) for changed, words in _stretches(line))
    return " ".join(mark(text) if changed else text for changed, text in stretches)


def _stretches(line: Sequence[Words]) -> Iterator[tuple[bool, list[Words]]]:
    return ((changed, list(words)) for changed, words in groupby(line, key=lambda one: one.changed))


def _recordings(report: Report) -> Iterator[str]:
    if report.missing:
        count = len(report.missing)
        yield f"Zonder opname, dus door de computerstem gesproken: {count} {'tekst' if count == 1 else 'teksten'}."
        yield from (f"  {one.text}" for one in report.missing[:MOST_MISSING])
        if count > MOST_MISSING:
            yield f"  … en nog {count - MOST_MISSING}. Alle teksten met hun opnamen: python -m ivr prompts"
    if report.unused:
        yield f"{counted(report.unused).capitalize()} gebruikt dit menu dan niet meer."


def _waits(waits: Sequence[Wait]) -> Iterator[str]:
    for wait in waits:
        estimated = ", naar schatting" if wait.estimated else ""
        yield f"Tot {wait.until}: was {_seconds(wait.was)}, wordt {_seconds(wait.wordt)} seconden{estimated}."


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f}".replace(".", ",")
