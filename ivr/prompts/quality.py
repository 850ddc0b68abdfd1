"""What callers would notice in a recording: one rule with its limits, one small function, one sentence in Dutch."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ivr.prompts.measure import Measurement
from ivr.prompts.sound import LOUDNESS

LOUDNESS_RANGE = 1.5
"""LU above and below the target; a bigger step between two recordings makes a caller move the telephone."""

LOUDEST_PEAK = -2.5
"""dBTP. Recordings are made with -3; mu-law itself rounds by up to 0.4 dB there."""

QUIETEST_PEAK = -40.0
"""dBFS; a recording whose peaks stay below this is silence."""

SHORTEST_END = 0.15
LONGEST_END = 0.4
"""Seconds of silence at each end, so that two recordings in a row are about half a second apart."""

LONGEST_HOLE = 1.2
"""Seconds; after a longer silence callers think that the text is over, or the line dead."""

SLOWEST_PACE = 100
FASTEST_PACE = 190
"""Words a minute, of texts with more than SHORT_TEXT words; of shorter ones it says little."""

SHORT_TEXT = 10
"""Words."""

EXPLANATIONS = {
    "silent": "Een opname waarin niets te horen is: een beller denkt dat de lijn dood is.",
    "loudness": f"Opnamen klinken even hard: {LOUDNESS:.0f} LUFS, met hooguit {LOUDNESS_RANGE} verschil. Bellers horen "
    "opnamen van verschillende dagen en stemmen na elkaar. Het importeren zorgt ervoor.",
    "clipped": "Geluid dat is afgekapt, kraakt, en geen programma maakt dat weer goed.",
    "peak": f"Pieken blijven onder {LOUDEST_PEAK} dB: het telefoonnet maakt ze nog hoger, en dan kraakt het.",
    "start-silence": f"Vooraan is {SHORTEST_END} tot {LONGEST_END} s stil. Met minder valt de eerste klank weg.",
    "end-silence": f"Achteraan is {SHORTEST_END} tot {LONGEST_END} s stil. Met minder plakken twee teksten aan elkaar.",
    "hole": f"Een stilte in een tekst duurt hooguit {LONGEST_HOLE} s: wie bang is, hangt op als de lijn dood lijkt.",
    "pace": f"Een tekst wordt gesproken met {SLOWEST_PACE} tot {FASTEST_PACE} woorden per minuut. Bellers zijn van "
    "streek, oud, of leren nog Nederlands. Klopt het tempo niet, dan is het soms een andere tekst.",
}
"""Of every rule: what it asks and why, in Dutch, for operators."""

_WORD = re.compile(r"\S*\w\S*")


@dataclass(frozen=True)
class Flaw:
    """One thing wrong with a recording: a fixed rule name, and in Dutch what callers notice and what to do.

    The message is what follows "de opname": a verb comes first.
    """

    rule: str
    message: str


def flaws(text: str, measurement: Measurement) -> list[Flaw]:
    """Everything wrong with this recording of this text; nothing else is said of one that is silent."""
    if measurement.peak < QUIETEST_PEAK:
        return [Flaw("silent", "is stil: er is niets te horen. Neem de tekst opnieuw op")]
    return [Flaw(rule, message) for rule, judge in _RULES for message in judge(text, measurement)]


def words(text: str) -> int:
    """How many words are spoken: what stands between spaces and has a letter or a digit."""
    return len(_WORD.findall(text))


def pace(text: str, measurement: Measurement) -> float:
    """Words a minute over the whole recording as callers hear it, its pauses and silent ends included."""
    return words(text) * 60 / measurement.seconds


def _loudness(_text: str, measured: Measurement) -> Iterator[str]:
    """Callers hear recordings of several days and speakers after one another."""
    if measured.loudness is None or abs(measured.loudness - LOUDNESS) <= LOUDNESS_RANGE:
        return
    how = "harder" if measured.loudness > LOUDNESS else "zachter"
    yield (
        f"klinkt {how} dan de rest ({_number(measured.loudness)} LUFS, het moet {_number(LOUDNESS)} zijn): "
        "importeer de oorspronkelijke opname opnieuw"
    )


def _clipped(_text: str, measured: Measurement) -> Iterator[str]:
    """Sound that is cut flat crackles, and no program can mend it."""
    if measured.clipped:
        yield "is overstuurd en kraakt: neem de tekst opnieuw op, zachter of verder van de microfoon"


def _peak(_text: str, measured: Measurement) -> Iterator[str]:
    """Telephone networks make peaks higher; what then goes over the top crackles."""
    if measured.peak > LOUDEST_PEAK and not measured.clipped:
        yield (
            f"heeft pieken die kunnen kraken ({_number(measured.peak)} dB, hoogstens {_number(LOUDEST_PEAK)}): "
            "importeer de oorspronkelijke opname opnieuw"
        )


def _start(_text: str, measured: Measurement) -> Iterator[str]:
    """Too little silence swallows the first sound; too much makes callers wait."""
    yield from _end("begint", "vooraan", measured.lead)


def _tail(_text: str, measured: Measurement) -> Iterator[str]:
    """Too little silence glues two texts together; too much makes callers wait."""
    yield from _end("eindigt", "achteraan", measured.tail)


def _end(verb: str, where: str, silence: float) -> Iterator[str]:
    if silence < SHORTEST_END:
        yield (
            f"{verb} te plotseling: {where} is {_number(silence, 2)} s stilte, het moet minstens "
            f"{_number(SHORTEST_END, 2)} s zijn. Importeer de oorspronkelijke opname opnieuw"
        )
    elif silence > LONGEST_END:
        yield (
            f"laat bellers wachten: {where} is {_number(silence, 2)} s stilte, het mag hoogstens "
            f"{_number(LONGEST_END, 2)} s zijn. Importeer de oorspronkelijke opname opnieuw"
        )


def _hole(_text: str, measured: Measurement) -> Iterator[str]:
    """Who is frightened hangs up when the line seems dead."""
    if measured.hole > LONGEST_HOLE:
        yield (
            f"valt halverwege {_number(measured.hole)} s stil, het mag hoogstens {_number(LONGEST_HOLE)} s zijn: "
            "bellers denken dat het voorbij is. Neem de tekst opnieuw op, zonder lange pauze"
        )


def _pace(text: str, measured: Measurement) -> Iterator[str]:
    """Callers are upset, old, or hear Dutch as a second language; and a slow text keeps them from help."""
    speed = pace(text, measured)
    if words(text) <= SHORT_TEXT or SLOWEST_PACE <= speed <= FASTEST_PACE:
        return
    how, advice = ("snel", "rustiger") if speed > FASTEST_PACE else ("langzaam", "vlotter")
    yield (
        f"is te {how} gesproken ({_number(speed)} woorden per minuut, het moet {SLOWEST_PACE} tot {FASTEST_PACE} "
        f"zijn), of is een andere tekst: luister ernaar, en neem de tekst {advice} op"
    )


def _number(value: float, digits: int = 1) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


_RULES: tuple[tuple[str, Callable[[str, Measurement], Iterator[str]]], ...] = (
    ("loudness", _loudness),
    ("clipped", _clipped),
    ("peak", _peak),
    ("start-silence", _start),
    ("end-silence", _tail),
    ("hole", _hole),
    ("pace", _pace),
)
