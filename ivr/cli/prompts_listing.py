"""The list of every text with its recording: for people as a table, for programs as JSON."""

from typing import TextIO, TypedDict

from ivr.cli.prompts_work import Work, counted
from ivr.prompts import prompt_id


class Row(TypedDict):
    """One text; what belongs to a recording is None where there is none."""

    text: str
    id: str
    file: str | None
    path: str | None
    voice: str | None
    seconds: float | None
    loudness: float | None
    flaws: list[dict[str, str]]
    states: list[str]


def rows(work: Work) -> list[Row]:
    """Every text that can be recorded, in the order that callers meet them."""
    return [_row(work, text, states) for text, states in work.texts.items()]


def _row(work: Work, text: str, states: list[str]) -> Row:
    recording = work.recordings.get(text)
    measured = work.measured(text)
    loudness = measured.loudness if measured else None
    return {
        "text": text,
        "id": prompt_id(work.line.language, text),
        "file": recording.file if recording else None,
        "path": str(recording.path) if recording else None,
        "voice": recording.voice if recording else None,
        "seconds": round(recording.seconds, 2) if recording else None,
        "loudness": None if loudness is None else round(loudness, 1),
        "flaws": [{"rule": flaw.rule, "message": flaw.message} for flaw in work.flaws(text)],
        "states": states,
    }


def table(work: Work, out: TextIO) -> None:
    """Print the texts for people, with what is wrong below each; then what is left over, and how many are missing."""
    found = rows(work)
    print("seconden  luidheid   oordeel     stem            tekst", file=out)
    for row in found:
        _print(row, out)
    _left_over(work, out)
    if work.is_loudness_unknown:
        print("Zonder ffmpeg is niet te meten hoe hard een opname klinkt (apt-get install ffmpeg).", file=out)
    if bad := sum(bool(row["flaws"]) for row in found):
        print(f"Niet goed genoeg: {counted(bad)}; wat eraan schort, staat eronder.", file=out)
    missing = sum(row["file"] is None for row in found)
    print(f"{len(found)} teksten, {len(found) - missing} opgenomen, {missing} niet.", file=out)


def _print(row: Row, out: TextIO) -> None:
    seconds = "–" if row["seconds"] is None else f"{row['seconds']:.1f} s"
    loudness = "–" if row["loudness"] is None else f"{row['loudness']:.1f} LUFS"
    verdict = "ontbreekt" if row["file"] is None else "afgekeurd" if row["flaws"] else "goed"
    print(f"{seconds:>8}  {loudness:>10}  {verdict:10}  {row['voice'] or 'niet opgenomen':14}  {row['text']}", file=out)
    for flaw in row["flaws"]:
        print(f"{'':22}└─ {flaw['message']}", file=out)


def _left_over(work: Work, out: TextIO) -> None:
    if rejected := work.catalogue.rejected:
        print("\nDit wordt niet afgespeeld:", file=out)
        for one in rejected:
            print(f"  {one.path}: {one.reason}", file=out)
    if unused := work.unused():
        print("\nDit gebruikt geen menu meer (prompts --prune haalt het weg):", file=out)
        for recording in unused:
            print(f"  {recording.path}", file=out)
    if rejected or unused:
        print(file=out)
