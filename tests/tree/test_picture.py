"""What every picture shows is what callers meet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.budget import estimate
from ivr.conversation import compile_script
from ivr.script import START, Pressed
from ivr.tree import Kind, picture, place_of
from tests.test_any_menu import lines


def test_every_key_of_the_picture_leads_where_it_leads_a_caller(menu_line, script):
    """Whoever follows the keys in the picture, ends in the state that the picture names."""
    node = picture(menu_line, script, {})
    for place in node.walk():
        for child in place.children:
            assert script.after(place.state, Pressed(child.key)) == child.state


@given(data=st.data())
@settings(max_examples=30)
def test_the_picture_says_what_is_said_there(menu_line, data):
    """Of any menu, each place and each part has exactly the texts of its state, and no menu or answer is left out."""
    line = data.draw(lines(menu_line))
    script = compile_script(line)
    turns = [turn for place in picture(line, script, {}).walk() for turn in place.turns]
    assert all([one.text for one in turn.said] == list(script.states[turn.state].prompts()) for turn in turns)
    other = {"menu", "changed", "end"}
    listening = {name for name in script.states if place_of(name, [name]) == name and name not in other}
    fixed = {name for name in listening if "1" in name.split("-") or "0" in name.split("-")} - {"1", "0"}
    assert sorted(turn.state for turn in turns) == sorted(listening - fixed)


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
        ("0-unavailable.s", "0"),
        ("menu.w", START),
        ("changed", START),
        ("end", START),
    ],
)
def test_every_state_of_a_call_has_a_place_in_the_picture(plain, state, place):
    """Somebody who follows a call in the picture always sees where the caller is."""
    names = {turn.state for node in plain().walk() for turn in node.turns}
    assert place_of(state, names) == place


def test_no_state_of_the_shipped_line_is_without_a_place(menu_line, script):
    """Each of the hundreds of states is somewhere in the picture."""
    names = {turn.state for node in picture(menu_line, script, {}).walk() for turn in node.turns}
    assert {place_of(state, names) for state in script.states} == names
