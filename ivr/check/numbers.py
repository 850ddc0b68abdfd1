"""Rules for telephone numbers that stand in the environment, under a name that the menu mentions."""

from collections.abc import Iterator
from typing import Final

from ivr import phone
from ivr.check.rule import Finding, rule
from ivr.check.subject import Subject
from ivr.fields import number_fault, reference
from ivr.loader import Loc
from ivr.problems import Severity


@rule(
    "number-unusable",
    Severity.ERROR,
    asks="Een nummer dat de beheerder onder een naam heeft ingesteld, kan gebeld worden.",
    why="Anders gaat er geen telefoon over, of start de lijn niet. De naam staat in het menu; het nummer zelf staat "
    "in de instellingen van de server, en wordt hier nagekeken als het bekend is.",
    wrong="""
advisor:
  ring:
    numbers:
    - ${WRONG_NUMBER}
""",
    right="""
advisor:
  ring:
    numbers:
    - ${ADVISOR_NUMBER}
""",
)
def number_unusable(subject: Subject) -> Iterator[Finding]:
    """A name behind which stands what cannot be rung."""
    for path, text, rung in _mentioned(subject):
        number = subject.numbers.get(reference(text) or "", "").strip()
        if number and (fault := number_fault(number, rung=rung)):
            yield Finding(
                path,
                f"Achter de naam {reference(text)} staat in de instellingen van deze computer geen nummer dat gebeld "
                f"kan worden. {phone.dutch(fault, number)} Vraag de beheerder om het te veranderen.",
                found=text,
            )


@rule(
    "number-own",
    Severity.ERROR,
    asks="De lijn belt zichzelf niet.",
    why="Een beller zou in een kring worden doorverbonden, en nooit een adviseur krijgen.",
    wrong="""
number: ${ADVISOR_NUMBER}
advisor:
  ring:
    numbers:
    - '+31101234568'
""",
    right="""
number: ${LINE_NUMBER}
advisor:
  ring:
    numbers:
    - '+31101234568'
""",
)
def number_own(subject: Subject) -> Iterator[Finding]:
    """A telephone that rings is the line itself, once the names are filled in."""
    own = _known(subject, subject.line.number)
    for path, text, rung in _mentioned(subject):
        if rung and own and _known(subject, text) == own:
            yield Finding(
                path,
                f"'{text}' is op deze computer hetzelfde nummer als dat van de lijn zelf: een beller zou in een kring "
                "worden doorverbonden. Vraag de beheerder om het te veranderen.",
                found=text,
            )


@rule(
    "number-needed",
    Severity.NOTICE,
    asks="De beheerder weet welke nummers de server nodig heeft.",
    why="Een naam als ${ADVISOR_NUMBER} krijgt zijn nummer in de instellingen van de server, zodat het niet in het "
    "menu hoeft te staan. Zonder dat nummer start de lijn niet. Op uw eigen computer hoeft het niet.",
    wrong="""
number: ${NEW_NUMBER}
""",
    right="""
number: '+31101234567'
""",
)
def number_needed(subject: Subject) -> Iterator[Finding]:
    """A name whose number is not known here."""
    told: set[str] = set()
    for path, text, _ in _mentioned(subject):
        name = reference(text)
        if name and name not in told and not subject.numbers.get(name):
            told.add(name)
            yield Finding(
                path, f"De server heeft het telefoonnummer {name} nodig; dat stelt de beheerder in.", found=text
            )


def _mentioned(subject: Subject) -> Iterator[tuple[Loc, str, bool]]:
    yield ("number",), subject.line.number, False
    advisor = subject.line.advisor
    above: list[Loc] = [("ring",)] if advisor.ring else [("teams", team) for team in range(len(advisor.groups))]
    for path, group in zip(above, advisor.groups, strict=True):
        for place, number in enumerate(group.numbers):
            yield ("advisor", *path, "numbers", place), number, True
    if advisor.national:
        yield ("advisor", "national"), advisor.national, True


def _known(subject: Subject, text: str) -> str:
    name = reference(text)
    return subject.numbers.get(name, "").strip() if name else text


RULES: Final = (number_unusable, number_own, number_needed)
