"""The figures for programs: JSON, and CSV for a spreadsheet. A hidden number is null, or <10."""

import csv
import io
import json

from ivr.counts.figures import LEAST, Figures
from ivr.counts.words import HIDDEN


def as_json(figures: Figures) -> str:
    """Write JSON; `unfinished` is the day of which only tens are shown."""
    content = {
        "days": [day.isoformat() for day in figures.days],
        "unfinished": figures.unfinished.isoformat() if figures.unfinished else None,
        "hidden_below": LEAST,
        "rows": [
            {"group": row.group, "name": row.name, "label": row.label, "numbers": row.numbers, "total": row.total}
            for row in figures.rows
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_csv(figures: Figures) -> str:
    """Write a line for each row and day."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("day", "group", "name", "label", "number"))
    for row in figures.rows:
        for day, number in zip(figures.days, row.numbers, strict=True):
            writer.writerow((day, row.group, row.name, row.label or "", HIDDEN if number is None else number))
    return out.getvalue()
