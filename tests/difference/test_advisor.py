"""What a reviewer reads of who is rung: teams that come, go, move or change, and the national number behind them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.difference import compare
from ivr.loader import loads
from ivr.menu import Line
from ivr.schedule import period, timetable
from tests.difference.menus import PLAIN, TEAMS, edit
from tests.test_any_menu import lines

ALL_TEAMS = TEAMS[TEAMS.index("  teams:") : TEAMS.index("  national:")]
NIGHT_TEAM = ALL_TEAMS[ALL_TEAMS.index("    - name: Nachtteam") :]
DAY_TEAM = ALL_TEAMS.removeprefix("  teams:\n").removesuffix(NIGHT_TEAM)
RING = "  ring:\n    numbers: ['+31101234570']\n"


def test_a_team_that_is_gone_or_new():
    """Callers get other people: told with when those are there, and how they are rung."""
    gone = edit(NIGHT_TEAM, "")
    assert gone.sentence == "Toets 0 (Adviseur): het team ‘Nachtteam’ is weg. Bellers krijgen het niet meer."
    assert (gone.kind, gone.path, gone.wordt) == ("ring", ("advisor", "teams", 1), None)
    [new] = compare(loads(TEAMS.replace(NIGHT_TEAM, "")), loads(TEAMS))
    assert new.sentence == "Toets 0 (Adviseur): het team ‘Nachtteam’ is nieuw. Het wordt als tweede gebeld."
    assert (new.was, new.wordt) == (None, gone.was)
    assert new.wordt == (
        "Nachtteam: maandag tot en met vrijdag van 17:00 tot 9:00 de volgende dag; zaterdag en zondag de hele dag; "
        "op feestdagen niet\n${NIGHT_NUMBER}, 30 seconden lang, 3 keer"
    )


def test_a_team_with_another_name_is_the_same_team():
    """By its telephones it is known; callers hear nothing of the name."""
    change = edit("name: Dagteam", "name: Ochtendteam")
    assert change.sentence == (
        "Toets 0 (Adviseur): het team ‘Dagteam’ heet nu ‘Ochtendteam’. Bellers horen deze naam niet."
    )
    assert (change.heard, change.was, change.wordt) == (False, "Dagteam", "Ochtendteam")


def test_teams_in_another_order():
    """Callers get the other team first where both are there; what else changes in them is told as well."""
    turned = TEAMS.replace(DAY_TEAM + NIGHT_TEAM, NIGHT_TEAM + DAY_TEAM.replace("rounds: 2", "rounds: 1"))
    order, rounds = compare(loads(TEAMS), loads(turned))
    assert order.sentence == "Toets 0 (Adviseur): de teams worden in een andere volgorde gebeld."
    assert (order.was, order.wordt) == ("Dagteam\nNachtteam", "Nachtteam\nDagteam")
    assert rounds.sentence == "Toets 0 (Adviseur), team ‘Dagteam’, veranderd: hoe vaak het wordt geprobeerd (rounds)."
    assert (rounds.path, rounds.before) == (("advisor", "teams", 1, "rounds"), ("advisor", "teams", 0, "rounds"))


def test_the_numbers_of_a_team():
    """Other telephones are told with the team; their order counts only where they ring one after another."""
    change = edit("${DAY_NUMBER}", "'+31101234599'")
    assert change.sentence == (
        "Toets 0 (Adviseur), team ‘Dagteam’, veranderd: de telefoonnummers van de adviseurs (numbers)."
    )
    assert (change.kind, change.was) == ("ring", "${DAY_NUMBER}\n+31101234570")
    first, second = "        - ${DAY_NUMBER}\n", '        - "+31101234570"\n'
    assert edit(first + second, second + first).heard
    at_once = TEAMS.replace("order: one_after_another", "order: all_at_once")
    assert not edit(first + second, second + first, at_once).heard


def test_teams_instead_of_one_group_and_back():
    """Told as one thing, with who was rung and who will be."""
    there = edit(ALL_TEAMS, RING)
    assert there.sentence == (
        "Toets 0 (Adviseur): in plaats van teams is er nu één groep (ring). Dag en nacht gaan dezelfde telefoons over."
    )
    assert there.wordt == "dag en nacht, ook op feestdagen\n+31101234570, 30 seconden lang, 3 keer"
    back = edit(RING, ALL_TEAMS, TEAMS.replace(ALL_TEAMS, RING))
    assert back.sentence.startswith("Toets 0 (Adviseur): in plaats van één groep zijn er nu teams (teams).")
    assert (back.was, back.wordt, back.path, back.before) == (there.wordt, there.was, there.before, there.path)


@pytest.mark.parametrize(
    ("menu", "old", "new", "told"),
    [
        (
            TEAMS,
            "  national: ${NATIONAL_NUMBER}\n",
            "",
            "het landelijke nummer is weg (national). Is er bij de adviseurs niemand, of neemt niemand op, dan horen "
            "bellers meteen dat het niet lukt.",
        ),
        (
            TEAMS,
            "${NATIONAL_NUMBER}",
            "'+31101234599'",
            "het landelijke nummer is een ander (national). Bellers krijgen het als bij de adviseurs niemand is, of "
            "niemand opneemt.",
        ),
        (
            PLAIN,
            "  ring:\n",
            "  national: '+31201234567'\n  ring:\n",
            "er is nu een landelijk nummer (national). Bellers krijgen het als bij de adviseurs niemand is, of niemand "
            "opneemt.",
        ),
    ],
)
def test_the_national_number(menu, old, new, told):
    """A reviewer reads what becomes of callers whom no team answers."""
    change = edit(old, new, menu)
    assert change.sentence == f"Toets 0 (Adviseur): {told}"
    assert (change.kind, change.heard, change.path) == ("ring", True, ("advisor", "national"))


@pytest.mark.parametrize(
    ("menu", "old", "new", "told", "back"),
    [
        (TEAMS, "tell_topic: yes", "tell_topic: no", "hoort niet meer", "het menu, en niet meer het antwoord"),
        (PLAIN, "  ring:\n", "  tell_topic: yes\n  ring:\n", "hoort nu", "het antwoord, en niet meer het menu"),
    ],
)
def test_whether_an_advisor_hears_the_topic(menu, old, new, told, back):
    """Callers do not hear it, but notice it by where * leads back to."""
    change = edit(old, new, menu)
    assert change.sentence == (
        f"Toets 0 (Adviseur): een adviseur {told} waar de beller naar luisterde (tell_topic). Wie bij een antwoord een "
        f"adviseur kiest en met * teruggaat, hoort daarna {back}."
    )
    assert (change.kind, change.heard) == ("setting", True)


def meant(line: Line) -> object:
    """Everything that a line says of reaching an advisor and of what is announced, however it is written."""
    advisor = line.advisor
    groups = [(group.model_dump(exclude={"hours"}), timetable(group)) for group in advisor.groups]
    announced = [(one.model_dump(exclude={"start", "end"}), period(line, one)) for one in line.announcements]
    queue = advisor.queue if advisor.connect == "queue" else None
    return advisor.ring is None, groups, advisor.national, advisor.tell_topic, queue, announced


@given(data=st.data())
@settings(max_examples=100)
def test_no_difference_in_who_is_rung_or_what_is_announced_goes_unseen(menu_line, data):
    """Any two lines give a change, unless they mean the same in other words; then nothing is told."""
    drawn = [data.draw(lines(menu_line)) for _ in range(2)]
    old, new = (line.model_copy(update={"menu": menu_line.menu, "welcome": menu_line.welcome}) for line in drawn)
    assert (compare(old, new) == ()) == (meant(old) == meant(new))
    assert compare(new, new) == ()
