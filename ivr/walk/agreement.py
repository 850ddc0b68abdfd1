"""Whether the figures of what was walked are those of the Script, and those of calls that were really made."""

from collections.abc import Iterator, Mapping
from typing import Final

from ivr.walk.breaches import Breach
from ivr.walk.calls import DOCUMENTS, RECORDINGS
from ivr.walk.comparison import SECONDS
from ivr.walk.figures import Figure
from ivr.walk.graph import OPENING
from ivr.walk.limits import seconds

CALLS_AGREE: Final = 0.1
"""Seconds that a call may differ from a figure."""


def unequal(walked: Mapping[str, Figure], scripted: Mapping[str, Figure]) -> Iterator[Breach]:
    """Figures that two graphs do not have in common."""
    for name, figure in walked.items():
        if _apart(figure.value, scripted[name].value, SECONDS):
            message = f"Een getal ({name}) klopt niet met het script: {_both(figure.value, scripted[name].value)}."
            yield Breach("figures-differ", message, entry=OPENING)


def untrue(walked: Mapping[str, Figure], called: Mapping[str, float | None]) -> Iterator[Breach]:
    """Figures that a call does not bear out."""
    for name, value in called.items():
        if _apart(walked[name].value, value, CALLS_AGREE):
            message = f"Een echt gesprek komt anders uit ({name}): {_both(walked[name].value, value)}."
            yield Breach("call-differs", message, entry=OPENING)


def _apart(one: float | None, other: float | None, most: float) -> bool:
    if one is None or other is None:
        return one is not other
    return abs(one - other) > most


def _both(*values: float | None) -> str:
    return " en ".join("niets" if value is None else seconds(value) for value in values)


def lost(rescued: Mapping[str, bool]) -> Iterator[Breach]:
    """What could fail without a caller still getting an advisor, and could not."""
    failing = {RECORDINGS: "alle opnamen", DOCUMENTS: "alle antwoorden"}
    for what, connected in rescued.items():
        if not connected:
            yield Breach(
                "not-rescued", f"Als {failing[what]} uitvallen, krijgt een beller geen adviseur.", entry=OPENING
            )
