"""Writes a proof down in Dutch, for a manager: what was walked, what it says of callers' waiting, and every exception.

Each figure is defined in the line below it, so that somebody else can compute the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Final

from ivr.budget import ADVISOR_WITHIN, EMERGENCY_WITHIN, OPENING_WITHIN, PART_WITHIN
from ivr.schedule import told
from ivr.walk.breaches import HTTP, SCRIPT, Found
from ivr.walk.causes import FAULTS
from ivr.walk.figures import Figure
from ivr.walk.graph import FALLBACK, NOWHERE
from ivr.walk.journey import Journey
from ivr.walk.limits import seconds
from ivr.walk.proof import Proof
from ivr.walk.situation import Worst
from ivr.walk.way import CALL, way
from ivr.walk.when import walked_at

MOST: Final = 25
"""So many exceptions are printed; JSON has them all."""

MEANINGS: Final[Mapping[str, tuple[str, str, str]]] = {
    "states": ("Plaatsen in een gesprek", "", "alles wat een beller als antwoord kan krijgen; het noodantwoord niet"),
    "transitions": (
        "Overgangen",
        "",
        "per plaats: 12 toetsen als die luistert, een stilte, elke uitkomst van overgaan",
    ),
    "to_112": ("112 is genoemd na", "s", f"van opnemen tot en met '112' in de opening; hooguit {EMERGENCY_WITHIN} s"),
    "to_advisor_key": (
        "Weg naar een adviseur na",
        "s",
        f"van opnemen tot en met de zin waarin toets 0 het eerst staat; hooguit {ADVISOR_WITHIN} s",
    ),
    "opening": ("Hele opening", "s", f"van opnemen tot alle keuzes zijn gezegd; hooguit {OPENING_WITHIN} s"),
    "guidance": ("112 na toets 1", "s", "van toets 1 tot en met het nummer in de uitleg, waar dat het langst duurt"),
    "silent": ("Wie niets doet", "s", "van opnemen tot er telefoons overgaan, zonder één toets"),
    "wrong": ("Wie alleen verkeerd drukt", "s", "hetzelfde, met na elke tekst een toets die daar niets doet"),
    "wrong_keys": ("  en in toetsen", "", "hoe vaak die beller dan heeft gedrukt"),
    "zero_keys": ("Langste weg, in toetsen", "", "overal hooguit zoveel toetsen tot er telefoons overgaan"),
    "zero": ("Langste weg na toets 0", "s", "van toets 0 tot er telefoons overgaan, waar dat het langst duurt"),
    "nothing": ("Langste weg zonder toets", "s", "van aankomst op een plaats tot er telefoons overgaan, het langst"),
    "answer_keys": ("Diepste antwoord", "", "zoveel toetsen (2 tot en met 9) is het verste antwoord van de opening"),
    "part_keys": ("Diepste deel", "", "hetzelfde, met hekje voor elk volgend deel"),
    "part": (
        "Langste deel",
        "s",
        f"wat voor de keuzes wordt gezegd, waar dat het langst duurt; hooguit {PART_WITHIN} s",
    ),
}
"""Of every figure that is told: its name, its unit, and how it is computed."""


NO_API: Final = "Twilio's API niet werkt"

QUEUE: Final = (
    "In de wachtrij gaan er meteen telefoons over voor wie aan de beurt is; geen toets doet dat.",
    "Wie wacht, hoort steeds iets, en komt uit de rij bij een adviseur, of met sterretje terug.",
    f"Ook als {NO_API}, gaan er telefoons over: dan zonder wachtrij.",
)
"""What is proved besides of a line with a queue."""

QUEUE_MEANINGS: Final[Mapping[str, tuple[str, str, str]]] = {
    "first": ("Wie eerst aan de beurt is", "s", "van toets 0 in de opening tot er telefoons overgaan, in de wachtrij"),
    "heard": ("Wie wacht, hoort elke", "s", "zo lang duurt een tekst in de wachtrij met de belletonen, het langst"),
    "round": ("Opnieuw overgaan na", "s", "zolang niemand opneemt: van ronde tot ronde, waar dat het langst duurt"),
    "told": ("Verteld in de wachtrij", "", "zoveel teksten met een plaats of een wachttijd, elk op zijn beurt"),
}
"""The same figures of a queue."""


def text(proof: Proof, what: str, call: str = CALL, *, documents: bool = False) -> Iterator[str]:
    """The certificate of what was walked, line by line; `call` is the command that calls this line."""
    exceptions = proof.exceptions
    yield f"Bewijs van {what}, editie {proof.discovered.edition}"
    yield ""
    yield from _verdict(proof)
    yield ""
    yield from _list("Uitzonderingen", exceptions, call)
    yield from _walked(proof)
    yield from _figures(proof)
    yield from _sizes(proof)
    yield from _remarks(proof, call)
    if documents:
        yield "Elk antwoord, in bytes"
        yield from (f"  {number(size):>8}  {name}" for name, size in documents_of(proof))


def _verdict(proof: Proof) -> Iterator[str]:
    if exceptions := proof.exceptions:
        count = "1 uitzondering" if len(exceptions) == 1 else f"{number(len(exceptions))} uitzonderingen"
        yield f"NIET BEWEZEN: {count}."
        return
    yield "BEWEZEN: elke weg eindigt bij hulp, zonder uitzondering."
    yield ""
    attended, asked = all(moment.attended for moment in proof.times.moments), proof.figures["questions"].value
    for line in (
        "Elke toets, elke stilte en elke uitkomst van het overgaan leidt ergens heen.",
        "Overal noemt toets 1 het nummer 112, en krijgt wie 0 drukt een adviseur.",
        "Wie niets doet, of alleen verkeerde toetsen drukt, krijgt een adviseur.",
        *([] if attended else ["Is er niemand te bereiken, dan hoort een beller dat meteen, met 112 erbij."]),
        "Overal komt wie sterretje drukt, terug in het menu; ook terwijl het overgaat.",
        "De lijn hangt alleen op na een gesprek met een adviseur; wie wegvalt, kan opnieuw kiezen.",
        *(["Wie opneemt en daarom gevraagd wordt, krijgt de beller alleen na toets 1."] if asked else []),
        *(QUEUE if proof.figures["waits"].value else ()),
        "Ook na een storing, of als opnamen niet te krijgen zijn, krijgt een beller een adviseur.",
        "De server doet overal precies wat het script zegt, en echte gesprekken geven dezelfde getallen.",
    ):
        yield f"  * {line}"


def _walked(proof: Proof) -> Iterator[str]:
    walked, counts = proof.discovered, proof.figures
    yield "Wat is nagelopen"
    yield from (f"  {line}" for line in walked_at(proof.times))
    yield f"  {number(walked.requests)} verzoeken over HTTP, elk ondertekend zoals Twilio dat doet"
    yield f"  {number(len(walked.sizes))} verschillende antwoorden, elk streng gelezen; noodantwoord meegeteld"
    kinds = (("keys", "toetsen"), ("silences", "stiltes"), ("results", "uitkomsten van het overgaan"))
    yield "  " + ", ".join(f"{_value(counts[name])} {kind}" for name, kind in kinds)
    questions = _value(counts["questions"])
    yield f"  {questions} {'vraag' if questions == '1' else 'vragen'} aan wie opneemt, met alle toetsen en een stilte"
    yield f"  {number(len(walked.recordings))} opnamen opgehaald en gecontroleerd"
    scripted = proof.situations[0].scripted
    yield f"  hetzelfde op het script, zonder HTTP: {_value(scripted['states'])} plaatsen, " + (
        f"{_value(scripted['transitions'])} overgangen"
    )
    if waits := proof.figures["waits"].value:
        yield f"  {number(int(waits))} plaatsen en wachttijden in de wachtrij"
        yield f"  dat alles ook terwijl {NO_API}"
    if proof.unmet:
        yield f"  {number(proof.unmet)} plaatsen van het script komen op deze momenten niet voor"
    yield ""


def _figures(proof: Proof) -> Iterator[str]:
    yield "Getallen"
    queued = QUEUE_MEANINGS if proof.figures["waits"].value else {}
    for name, (label, unit, meaning) in {**MEANINGS, **queued}.items():
        worst = proof.worst[name]
        known = "" if worst.figure.value is None else unit
        yield f"  {label:27}{_value(worst.figure, unit):>10} {known:2} {_about(worst)}".rstrip()
        yield f"      {meaning}"
    yield ""


def _value(figure: Figure, unit: str = "") -> str:
    if figure.value is None:
        return "nooit"
    return seconds(figure.value) if unit else number(int(figure.value))


def _about(worst: Worst) -> str:
    """The keys or the place where it is so, whether it was measured, and when, if that matters."""
    figure = worst.figure
    keys = Journey(keys=figure.keys).arguments
    about = f"({keys})" if keys else f"({figure.at})" if figure.at else ""
    known = " ".join(filter(None, (about, "" if figure.recorded else "geschat")))
    return ", ".join(filter(None, (known, f"op {told(worst.when)}" if worst.when else "")))


def _sizes(proof: Proof) -> Iterator[str]:
    sizes = [size for _name, size in documents_of(proof)]
    yield "Antwoorden, in bytes (Twilio neemt er hooguit 65.536 aan)"
    if sizes:
        largest, size = next(documents_of(proof))
        middle, whole = number(round(median(sizes))), number(sum(sizes))
        yield f"  grootste {number(size)} ({largest}), middelste {middle}, samen {whole}"
    yield ""


def documents_of(proof: Proof) -> Iterator[tuple[str, int]]:
    """Every document that was walked, the largest first."""
    walked = proof.discovered
    names = (((walked.graph.find(key) or NOWHERE).name, size) for key, size in walked.sizes.items())
    return iter(sorted(names, key=lambda one: (-one[1], one[0])))


def _list(title: str, found: Sequence[Found], call: str) -> Iterator[str]:
    if not found:
        return
    yield title
    for one in found[:MOST]:
        yield f"  {one.breach.message} [{one.breach.rule}{_where(one)}]"
        more = f"   (en op nog {number(one.elsewhere)} plaatsen)" if one.elsewhere else ""
        yield f"      {way(one, call)}{more}"
    if len(found) > MOST:
        yield f"  ... en nog {number(len(found) - MOST)}; met --json staan ze er allemaal."
    yield ""


def _where(found: Found) -> str:
    """Say so when menu and server do not agree; what differs and what fails is the server's anyway."""
    if found.proofs == (SCRIPT,):
        return ", alleen in het script"
    both = found.breach.rule not in FAULTS | {"differs"} and found.place != FALLBACK
    return ", niet in het script" if both and found.proofs == (HTTP,) else ""


def _remarks(proof: Proof, call: str) -> Iterator[str]:
    yield from _list("Let op", proof.remarks, call)
    if proof.estimated:
        those = "1 tekst heeft" if proof.estimated == 1 else f"{number(proof.estimated)} teksten hebben"
        yield f"{those} geen opname; de duur daarvan is geschat, en elk getal waar 'geschat' bij staat dus ook."
        yield ""


def number(value: int) -> str:
    """A number as people write it here: 22.059."""
    return f"{value:,}".replace(",", ".")
