"""The call script tells staff who is rung when, what an advisor hears, and what is announced."""

import pytest

from ivr import callscript
from ivr.conversation import compile_script
from ivr.loader import loads
from ivr.script import Pressed
from ivr.web.events import AT_ONCE
from tests.calls.clock import Clock
from tests.callscript.reader import PLAIN, TEAMS, page

ADVISOR = "0 Adviseur toets 0, overal, en voor wie niets doet"
EVACUATED = "Mededeling: een ontruiming op 2 december 2026"


@pytest.fixture(scope="module")
def teams():
    """The call script of the menu with teams, by heading."""
    return page(TEAMS).parts


def below(found, heading):
    """What stands below a heading in the section about advisors."""
    return found[f"{ADVISOR} | {heading}"]


def test_who_is_rung_in_which_order_and_when(teams):
    """Each team with its hours, its telephones, seconds and rounds; the national number last; no number of anybody."""
    part = below(teams, "Wie er wordt gebeld")
    assert part.rows == [
        ["Wie", "Wanneer", "Hoe"],
        [
            "1. Dagteam",
            "maandag tot en met vrijdag van 9:00 tot 12:30 en van 13:30 tot 17:00; zaterdag van 10:00 tot 14:00; "
            "op feestdagen niet; op 24 december 2026 van 9:00 tot 12:00",
            "2 telefoons, een voor een, 20 seconden lang, 2 keer",
        ],
        [
            "2. Nachtteam",
            "maandag tot en met vrijdag van 17:00 tot 9:00 de volgende dag; zaterdag en zondag de hele dag; "
            "op feestdagen niet",
            "1 telefoon, 30 seconden lang, 3 keer",
        ],
        ["3. Landelijk nummer", "dag en nacht, ook op feestdagen", "1 telefoon, 30 seconden lang, 1 keer"],
    ]
    assert part.told[1:] == [
        "Feestdagen: 25 december 2026 (Eerste kerstdag), 26 december 2026 (Tweede kerstdag).",
        "De uren gaan naar de klok van Europe/Amsterdam.",
    ]
    line = loads(TEAMS)
    content = callscript.page(line, compile_script(line), {})
    assert not any(number.strip("+${}") in content for number in line.advisor.telephones)


def test_nobody_there_is_told_where_that_can_be(teams):
    """Only a line that is closed at times sends its readers to what a caller hears then."""
    assert "Is er niemand" not in below(teams, "Wie er wordt gebeld").told[0]
    closed = page(TEAMS.replace("  national: ${NATIONAL_NUMBER}\n", "")).parts
    told = below(closed, "Wie er wordt gebeld").told[0]
    assert told.endswith("Is er niemand, dan hoort de beller meteen wat er bij Als niemand opneemt staat.")


def test_a_plain_ring_with_a_national_number_behind_it():
    """Who has no teams but a number for when nobody answers, reads both."""
    found = page(PLAIN.replace("  ring:\n", "  national: '+31201234567'\n  ring:\n")).parts
    rows = below(found, "Wie er wordt gebeld").rows[1:]
    assert [row[:2] for row in rows] == [["1. De adviseurs", "dag en nacht"], ["2. Landelijk nummer", "dag en nacht"]]


def test_the_first_round_and_those_after_it(teams):
    """What is said before the first telephones ring, and before all others."""
    first, later = (below(teams, name) for name in ("Eerste ronde", "Elke volgende ronde"))
    assert first.said == ["Ik verbind u door met een adviseur."] * 3
    assert first.told[-1] == "Dan gaan de telefoons over van de eerste in de lijst die er is."
    assert later.said[0] == "Blijf aan de lijn. Is er direct gevaar? Hang op en bel één één twee."
    assert later.told[-1] == "Dan gaan dezelfde telefoons nog een keer over, of die van de volgende in de lijst."


def test_star_while_it_rings(teams):
    """A caller can break it off; where that leads depends on whether advisors hear the topic, as in the script."""
    script = compile_script(loads(TEAMS))
    now = Clock("2026-05-04 12:00")()
    assert "het antwoord waar de beller naar luisterde" in below(teams, "Terwijl de telefoon overgaat").told[0]
    assert script.after("3-2-0-team-1", Pressed("*"), now) == "3-2"
    told = below(page(TEAMS.replace("tell_topic: yes", "tell_topic: no")).parts, "Terwijl de telefoon overgaat").told[0]
    assert "hoort weer het menu waar de beller was, zonder begroeting." in told


def test_what_who_picks_up_hears(teams):
    """An advisor presses 1 to take the caller, and may hear the topic; the national number is not asked."""
    part = below(teams, "Wie opneemt")
    assert part.said == [
        "Er is een beller voor u.",
        "Opnemen: toets 1.",
        "De beller luisterde naar: Wat kost het bellen?",
        "De beller luisterde naar: Geweld.",
        "De beller luisterde naar: Vormen van geweld.",
        "De beller luisterde naar: Wat is een huisverbod?",
    ]
    assert part.told[-1].startswith("Pas wie 1 indrukt, krijgt de beller aan de lijn.")
    assert part.told[-1].endswith("Het landelijke nummer krijgt de beller meteen, zonder deze vraag.")
    plain = below(page().parts, "Wie opneemt")
    assert (len(plain.said), "landelijke" in plain.told[-1]) == (2, False)


def test_a_conversation_that_falls_away(teams):
    """Staff read after how many seconds it counts as that, what is said, and that 0 rings again."""
    part = below(teams, "Als het gesprek meteen wegvalt")
    assert f"binnen {AT_ONCE} seconden" in part.told[0]
    assert part.said[0] == "De verbinding met de adviseur is weggevallen."
    assert ["0", "0 Adviseur"] in part.rows


def test_an_announcement_is_told_with_the_opening_around_it(teams):
    """Staff read between which moments callers hear it, and where: after 112 and before the rest."""
    part = teams["Mededeling: een storing op 1 december 2026 van 9:00 tot 12:00"]
    assert part.told[0] == "Wie op 1 december 2026 van 9:00 tot 12:00 belt, hoort deze opening:"
    assert part.said[1:4] == [
        "Is er gevaar? Bel één één twee. Uitleg: toets 1.",
        "Er is een storing. Wachten duurt langer.",
        "Een adviseur spreken? Toets 0, of blijf aan de lijn.",
    ]
    assert [row[0] for row in part.rows] == ["Toets", "1", "0", "* sterretje", "2", "3", "geen of een andere"]


def test_an_announcement_instead_of_the_menu_is_told_with_its_keys(teams):
    """Only guidance and an advisor are left, and back is the announcement again, as in the script."""
    part = teams[EVACUATED]
    assert part.told[0] == "Wie op 2 december 2026 belt, hoort deze opening, zonder de keuzes van het menu:"
    assert part.rows[1:4] == [
        ["1", "1 Nood"],
        ["0", "0 Adviseur"],
        ["* sterretje", "Deze mededeling, zonder begroeting"],
    ]
    script = compile_script(loads(TEAMS))
    to = script.after(str(part.anchor), Pressed("*"), Clock("2026-12-02 10:00")())
    assert part.links[2] == f"#{to}"
    assert part.said[5:] == list(script.states[to].prompts())


def test_a_line_that_announces_nothing_says_nothing_of_it(teams):
    """The sentence about other openings is there only where there are some."""
    opening = "De opening het eerste dat elke beller hoort"
    assert "Is er een mededeling, dan is de opening anders." in teams[opening].told[-2]
    assert not any("mededeling" in told for told in page().parts[opening].told)


def test_who_does_nothing_is_still_told_once(teams):
    """Teams and announcements change nothing in what silence and useless keys do."""
    assert [name for name in teams if name.startswith("Wie niet kiest")] == [
        "Wie niet kiest overal hetzelfde",
        "Wie niet kiest overal hetzelfde | Geen toets",
        "Wie niet kiest overal hetzelfde | Een toets die daar niets doet",
    ]
    assert teams["Wie niet kiest overal hetzelfde | Geen toets"].said[-1] == "Ik verbind u door met een adviseur."
