"""Rules for teams: when each is there, and whether somebody always is."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from ivr.check.rule import Finding, rule
from ivr.check.subject import Subject
from ivr.conversation.connecting import turns
from ivr.fields import DAYS
from ivr.hours import situations
from ivr.menu import Team
from ivr.problems import Severity
from ivr.schedule import opening, told, zone

AHEAD: Final = 8
"""Days that are looked at: a whole week, wherever it begins."""


def _teams(subject: Subject) -> Iterator[tuple[int, Team]]:
    return enumerate(subject.line.advisor.teams or ())


@rule(
    "team-without-hours",
    Severity.WARNING,
    asks="Van elk team staat er wanneer het er is.",
    why="Zonder 'hours' gaan de telefoons van een team dag en nacht over. Is dat de bedoeling, schrijf dan: "
    "every_day: 0:00-24:00.",
    wrong="""
advisor:
  teams:
    - name: Dagteam
      numbers: ['${ADVISOR_NUMBER}']
""",
    right="""
advisor:
  teams:
    - name: Dagteam
      numbers: ['${ADVISOR_NUMBER}']
      hours:
        every_day: 0:00-24:00
""",
)
def team_without_hours(subject: Subject) -> Iterator[Finding]:
    """A team that is rung day and night, perhaps because its hours were forgotten."""
    for place, team in _teams(subject):
        if not team.hours:
            yield Finding(
                ("advisor", "teams", place, "name"),
                f"Van het team '{team.name}' staat er niet wanneer het er is, dus de telefoons gaan dag en nacht over. "
                "Zet er 'hours' bij; dag en nacht is every_day: 0:00-24:00.",
                found="",
            )


@rule(
    "team-never-there",
    Severity.ERROR,
    asks="Elk team is er wel eens.",
    why="Een team dat altijd gesloten is, krijgt nooit een beller.",
    wrong="""
advisor:
  teams:
    - name: Dagteam
      numbers: ['${ADVISOR_NUMBER}']
      hours:
        every_day: closed
""",
    right="""
advisor:
  teams:
    - name: Dagteam
      numbers: ['${ADVISOR_NUMBER}']
      hours:
        weekdays: 9:00-17:00
""",
)
def team_never_there(subject: Subject) -> Iterator[Finding]:
    """A team whose hours are all closed."""
    for place, team in _teams(subject):
        hours = opening(subject.line, team)
        if hours and not any((*hours.week, *hours.dates.values())):
            yield Finding(
                ("advisor", "teams", place, "hours"),
                f"Het team '{team.name}' is er nooit, dus geen beller krijgt het. Zet er tijden bij, of haal het team "
                "weg.",
            )


@rule(
    "nobody-there",
    Severity.WARNING,
    asks="Op elk moment kan een beller iemand krijgen.",
    why="Is geen enkel team er, en is er geen 'national', dan hoort een beller dat het nu niet lukt. Voor een lijn die "
    "dag en nacht helpt, is dat een gat in het rooster.",
    wrong="""
advisor:
  teams:
    - name: Dagteam
      numbers: ['${ADVISOR_NUMBER}']
      hours:
        weekdays: 9:00-17:00
""",
    right="""
advisor:
  teams:
    - name: Dagteam
      numbers: ['${ADVISOR_NUMBER}']
      hours:
        weekdays: 9:00-17:00
  national: '+31101234569'
""",
)
def nobody_there(subject: Subject) -> Iterator[Finding]:
    """The first time in the coming week at which no telephone would ring."""
    hours = [turn.hours for turn in turns(subject.line)]
    known = [one for one in hours if one is not None]
    if len(known) < len(hours):
        return
    for moment in situations(known, subject.now, AHEAD):
        if not any(one.holds(moment) for one in known):
            yield Finding(
                ("advisor", "teams"),
                f"Er zijn tijden waarop geen enkele telefoon overgaat, voor het eerst op {_when(subject, moment)}. Een "
                "beller hoort dan dat het nu niet lukt. Vul de uren aan, of zet een 'national' erbij.",
            )
            return


def _when(subject: Subject, moment: datetime) -> str:
    return told(moment.astimezone(zone(subject.line)))


@rule(
    "date-past",
    Severity.NOTICE,
    asks="Uitzonderingen op de uren liggen in de toekomst.",
    why="Een datum die voorbij is, doet niets meer, en maakt de lijst moeilijker te lezen.",
    wrong="""
advisor:
  teams:
    - name: Dagteam
      numbers: ['${ADVISOR_NUMBER}']
      hours:
        every_day: 9:00-17:00
        2025-12-24: 9:00-12:00
""",
    right="""
advisor:
  teams:
    - name: Dagteam
      numbers: ['${ADVISOR_NUMBER}']
      hours:
        every_day: 9:00-17:00
        2026-12-24: 9:00-12:00
""",
)
def date_past(subject: Subject) -> Iterator[Finding]:
    """An exception that is over."""
    for place, team in _teams(subject):
        for day in team.hours:
            if day not in DAYS and date.fromisoformat(day) < today(subject):
                message = f"De dag {day} is voorbij, dus deze regel doet niets meer. Haal hem weg."
                yield Finding(("advisor", "teams", place, "hours", day), message)


def today(subject: Subject) -> date:
    """The date where the line is."""
    return subject.now.astimezone(zone(subject.line)).date()


RULES: Final = (team_without_hours, team_never_there, nobody_there, date_past)
