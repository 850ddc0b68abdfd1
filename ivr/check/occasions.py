"""Rules for holidays and announcements: what is over, what nobody hears, and what keeps callers from an advisor."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from ivr.budget import ADVISOR, ADVISOR_WITHIN, lasts
from ivr.check.rule import Finding, rule
from ivr.check.subject import Subject
from ivr.check.teams import today
from ivr.problems import Severity
from ivr.schedule import period
from ivr.script import START


@rule(
    "holidays-expired",
    Severity.WARNING,
    asks="De lijst met feestdagen loopt door.",
    why="Op een feestdag die er niet in staat, gaan de telefoons over van een team dat er niet is.",
    wrong="""
holidays:
  2025-12-25: Eerste kerstdag
""",
    right="""
holidays:
  2026-12-25: Eerste kerstdag
""",
)
def holidays_expired(subject: Subject) -> Iterator[Finding]:
    """A list of which every day has passed."""
    days = list(subject.line.holidays)
    if days and date.fromisoformat(max(days)) < today(subject):
        yield Finding(
            ("holidays",),
            "Alle feestdagen in deze lijst zijn voorbij, dus op de volgende gaan de telefoons gewoon over. Zet de "
            "nieuwe feestdagen erin.",
        )


@rule(
    "announcement-expired",
    Severity.WARNING,
    asks="Een mededeling die voorbij is, staat er niet meer.",
    why="Bellers horen haar niet meer. Wie het bestand leest, denkt van wel.",
    wrong="""
announcements:
  - reason: outage
    start: 2026-01-01 9:00
    end: 2026-01-01 12:00
    text: Er is een storing.
""",
    right="""
announcements:
  - reason: outage
    start: 2026-12-01 9:00
    end: 2026-12-01 12:00
    text: Er is een storing.
""",
)
def announcement_expired(subject: Subject) -> Iterator[Finding]:
    """Something that was announced once."""
    for place, announcement in enumerate(subject.line.announcements):
        if period(subject.line, announcement).end <= subject.now:
            yield Finding(
                ("announcements", place, "end"),
                "Deze mededeling is voorbij; bellers horen haar niet meer. Haal haar weg, of verander de tijden.",
                found="",
            )


@rule(
    "announcement-unheard",
    Severity.WARNING,
    asks="Mededelingen vallen niet over elkaar heen.",
    why="Een beller hoort er één: de eerste in het bestand die nu geldt.",
    wrong="""
announcements:
  - reason: outage
    start: 2026-12-01
    end: 2026-12-02
    text: Er is een storing.
  - reason: holiday
    start: 2026-12-01 9:00
    end: 2026-12-01 12:00
    text: Het is een feestdag.
""",
    right="""
announcements:
  - reason: holiday
    start: 2026-12-01 9:00
    end: 2026-12-01 12:00
    text: Het is een feestdag.
  - reason: outage
    start: 2026-12-02
    end: 2026-12-02
    text: Er is een storing.
""",
)
def announcement_unheard(subject: Subject) -> Iterator[Finding]:
    """An announcement while an earlier one in the file lasts."""
    periods = [period(subject.line, one) for one in subject.line.announcements]
    for place, later in enumerate(periods):
        for other, earlier in enumerate(periods[:place], start=1):
            if earlier.start < later.end and later.start < earlier.end:
                yield Finding(
                    ("announcements", place, "start"),
                    f"Een deel van deze tijd geldt mededeling {other} ook, en bellers horen alleen die. Laat de "
                    "tijden op elkaar aansluiten, of zet deze erboven.",
                    found="",
                )
                break


@rule(
    "announcement-long",
    Severity.WARNING,
    asks=f"Met een mededeling erbij is de weg naar een adviseur ook gezegd binnen {ADVISOR_WITHIN} seconden.",
    why="De mededeling komt na 112 en voor de adviseur. Wie hulp zoekt, hangt op als die te lang duurt (regel 9 voor "
    "bellers).",
    wrong="""
announcements:
  - reason: outage
    start: 2026-12-01
    end: 2026-12-02
    text: >
      Er is een storing bij onze telefoons. Daardoor duurt het wachten langer dan u gewend bent.
      Wij vinden dat heel vervelend voor u, en wij werken er hard aan.
""",
    right="""
announcements:
  - reason: outage
    start: 2026-12-01
    end: 2026-12-02
    text: Wachten duurt vandaag langer.
""",
)
def announcement_long(subject: Subject) -> Iterator[Finding]:
    """An announcement that keeps callers from the way to an advisor."""
    advisor = list(subject.script.states[START].prompts())[ADVISOR]
    for place, _ in enumerate(subject.line.announcements):
        opening = list(subject.script.states[f"{START}-announcement-{place + 1}"].prompts())
        if (seconds := lasts(opening[: opening.index(advisor) + 1], subject.seconds)) > ADVISOR_WITHIN:
            yield Finding(
                ("announcements", place, "text"),
                f"Met deze mededeling weet een beller pas na ongeveer {seconds:.0f} seconden hoe hij een adviseur "
                f"krijgt, en dat mag hooguit {ADVISOR_WITHIN} duren. Maak haar korter.",
                found="",
            )


RULES: Final = (holidays_expired, announcement_expired, announcement_unheard, announcement_long)
