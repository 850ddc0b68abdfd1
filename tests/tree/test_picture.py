"""What every picture shows is what callers meet."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.budget import estimate
from ivr.conversation import compile_script
from ivr.loader import loads
from ivr.script import START, Dialled, Pressed
from ivr.steps import Outcome
from ivr.tree import Kind, picture, place_of
from tests.conftest import ROOT
from tests.test_any_menu import lines
from tests.test_script import NOW

TEAMS = loads((ROOT / "tests/menus/good/teams.yml").read_text(encoding="utf-8"))


def test_every_key_of_the_picture_leads_where_it_leads_a_caller(menu_line, script):
    """Whoever follows the keys in the picture, ends in the state that the picture names."""
    node = picture(menu_line, script, {})
    for place in node.walk():
        for child in place.children:
            if child.key:
                assert script.after(place.state, Pressed(child.key), NOW) == child.state


@given(data=st.data())
@settings(max_examples=30)
def test_the_picture_says_what_is_said_there(menu_line, data):
    """Of any menu, each place and each part has exactly the texts of its state, and no menu or answer is left out."""
    line = data.draw(lines(menu_line))
    script = compile_script(line)
    turns = [turn for place in picture(line, script, {}).walk() for turn in place.turns]
    assert all([one.text for one in turn.said] == list(script.states[turn.state].prompts()) for turn in turns)
    drawn = [turn.state for turn in turns]
    assert len(set(drawn)) == len(drawn)
    places = {name for name in script.states if re.fullmatch(r"start|1|0|[2-9](-[2-9])*(-part-\d)?", name)}
    assert {name for name in drawn if re.fullmatch(r"start|\d.*", name) and not name.startswith("0-")} == places


@given(data=st.data())
@settings(max_examples=30)
def test_everybody_who_is_rung_and_everything_that_is_announced_is_drawn(menu_line, data):
    """Of any menu: a place for each team, the national number and each announcement; a team without a place is told."""
    line = data.draw(lines(menu_line))
    places = list(picture(line, compile_script(line), {}).walk())
    advisor = next(place for place in places if place.kind is Kind.ADVISOR)
    told = [*advisor.notes, *(place.label for place in advisor.children if place.kind is Kind.TEAM)]
    alone = ["De adviseurs"] if line.advisor.connect == "queue" and line.advisor.ring else []
    expected = [
        *((team.name for team in line.advisor.teams) if line.advisor.teams else alone),
        *(["Landelijk nummer"] if line.advisor.national else []),
    ]
    assert len(told) == len(expected)
    assert all(said.startswith(name) for said, name in zip(told, expected, strict=True))
    assert len([place for place in places if place.kind is Kind.ANNOUNCEMENT]) == len(line.announcements)


def test_teams_stand_below_the_advisor_with_their_hours():
    """Staff see who is rung when, what they hear who pick up, and what a caller hears when it comes to nothing."""
    node = picture(TEAMS, compile_script(TEAMS), {})
    advisor = next(place for place in node.children if place.key == "0")
    assert [(place.label, place.state) for place in advisor.children] == [
        ("Dagteam", "0-team-1"),
        ("Nachtteam", "0-team-2"),
        ("Landelijk nummer", "0-national"),
        ("Wie opneemt", "whisper"),
        ("Als niemand opneemt", "0-unavailable"),
        ("Als het gesprek wegvalt", "0-dropped"),
    ]
    assert advisor.children[1].notes == (
        "maandag tot en met vrijdag van 17:00 tot 9:00 de volgende dag",
        "zaterdag en zondag de hele dag",
        "op feestdagen niet",
    )
    assert advisor.children[3].notes == ("moet 1 toetsen", "hoort ook waar de beller naar luisterde")
    assert advisor.children[5].turns[0].said[0].text == "De verbinding met de adviseur is weggevallen."


def test_announcements_stand_at_the_opening_with_their_period():
    """Staff see from when to when callers hear another opening, and which."""
    announced = [one for one in picture(TEAMS, compile_script(TEAMS), {}).children if one.kind is Kind.ANNOUNCEMENT]
    assert [(one.label, *one.notes) for one in announced] == [
        ("Mededeling: een storing", "op 1 december 2026 van 9:00 tot 12:00", "voor het menu"),
        ("Mededeling: een ontruiming", "op 2 december 2026", "in plaats van het menu"),
    ]
    assert "Ons gebouw is ontruimd." in [one.text for one in announced[1].turns[0].said]


def test_who_is_rung_is_rung_in_that_state():
    """From the place of a team in the picture, nobody answering leads on to another round or to the next in it."""
    script = compile_script(TEAMS)
    node = picture(TEAMS, script, {})
    names = {turn.state for place in node.walk() for turn in place.turns}
    for team in (place for place in node.walk() if place.kind is Kind.TEAM):
        following = script.after(team.state, Dialled(Outcome.NOBODY), NOW)
        assert place_of(following, names) in {team.state, "0-national", "0-unavailable"}


def test_lengths_are_those_of_the_recordings_and_else_estimated(plain):
    """The seconds of a place are the sum of its texts; one without a recording is estimated, and counted as missing."""
    opening = plain("Goedendag. Dit is Veilig Thuis.").turns[0]
    assert opening.seconds == 4 * 2.0 + estimate("Goedendag. Dit is Veilig Thuis.")
    assert (opening.recorded, len(opening.said), opening.is_recorded) == (4, 5, False)


def test_the_parts_of_an_answer_are_one_place(plain):
    """An answer in two parts is one box, with a state for each part."""
    forms = next(place for place in plain().walk() if place.state == "3-2")
    assert [turn.state for turn in forms.turns] == ["3-2", "3-2-part-2"]
    assert (forms.kind, forms.key, forms.children) == (Kind.ANSWER, "2", ())


@pytest.mark.parametrize(
    ("state", "place"),
    [
        ("3-2-part-2.ws", "3-2-part-2"),
        ("3.s", "3"),
        ("3-1", "1"),
        ("3-1.w", "1"),
        ("3-0-round-2", "0"),
        ("3-0-silent-now", "0"),
        ("0-unavailable.s", "0-unavailable"),
        ("3-2-0-dropped", "0-dropped"),
        ("whisper-3-2", "whisper"),
        ("whisper-declined", "whisper"),
        ("menu.w", START),
        ("changed", START),
        ("end", START),
    ],
)
def test_every_state_of_a_call_has_a_place_in_the_picture(plain, state, place):
    """Somebody who follows a call in the picture always sees where the caller is."""
    names = {turn.state for node in plain().walk() for turn in node.turns}
    assert place_of(state, names) == place


@pytest.mark.parametrize(
    ("state", "place"),
    [
        ("3-0-team-1-round-2", "0-team-1"),
        ("0-silent-team-2-now", "0-team-2"),
        ("2-0-national-round-1", "0-national"),
        ("0-team-2-next", "0-team-2"),
        ("announcement-2.s", "start-announcement-2"),
        ("opening", START),
        ("home", START),
        ("3-0", "0"),
    ],
)
def test_every_state_of_a_call_to_a_team_has_a_place_too(state, place):
    """Somebody who follows a call sees which team rings, and which announcement is heard."""
    names = {turn.state for node in picture(TEAMS, compile_script(TEAMS), {}).walk() for turn in node.turns}
    assert place_of(state, names) == place


def test_no_state_is_without_a_place(menu_line):
    """Each of the hundreds of states is somewhere in the picture, and every place in it is that of a state."""
    for line in (menu_line, TEAMS):
        script = compile_script(line)
        names = {turn.state for node in picture(line, script, {}).walk() for turn in node.turns}
        assert {place_of(state, names) for state in script.states} == names
