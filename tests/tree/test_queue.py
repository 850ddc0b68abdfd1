"""A queue in the picture: what who waits is told, who is rung for whoever is first, and what follows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.conversation import compile_script
from ivr.loader import loads
from ivr.script import Dialled, Pressed, Waiting
from ivr.steps import Outcome
from ivr.tree import Kind, Node, dot, html, mermaid, picture, place_of, short, svg, text
from tests.conftest import ROOT
from tests.test_any_menu import lines
from tests.test_script import NOW
from tests.tree.drawing import Drawing

QUEUED = (ROOT / "tests/menus/good/queue.yml").read_text(encoding="utf-8")
LINE = loads(QUEUED)
SCRIPT = compile_script(LINE)


def shown(menu: str = QUEUED) -> Node:
    """What stands behind key 0."""
    line = loads(menu)
    return next(place for place in picture(line, compile_script(line), {}).children if place.key == "0")


def below(node: Node) -> dict[str, str]:
    """The places behind another, by what they are called, with their states."""
    return {place.label: place.state for place in node.children}


def test_the_queue_stands_below_the_advisor():
    """Staff see that callers wait in order, who is rung meanwhile, and what comes of it."""
    assert below(shown()) == {
        "Wachtrij": "waiting",
        "Dagteam": "waiting-round-1-rings",
        "Nachtteam": "waiting-round-3-rings",
        "Landelijk nummer": "waiting-round-6",
        "Wie opneemt": "whisper-waiting",
        "Als de beller er niet meer is": "whisper-waiting-gone",
        "Als niemand opneemt": "waiting-unavailable",
        "Na het gesprek": "0-over",
        "Als de wachtrij niet werkt": "0-direct",
    }
    assert [place.kind for place in shown().children[:4]] == [Kind.QUEUE, Kind.TEAM, Kind.TEAM, Kind.TEAM]
    assert below(shown().children[-1]) == {
        "Wie opneemt": "whisper",
        "Als niemand opneemt": "0-direct-unavailable",
        "Als het gesprek wegvalt": "0-direct-dropped",
    }


def test_what_who_waits_is_told_is_what_they_hear():
    """Each place and each wait is drawn with the state that a caller there is in, and key 1 with its guidance."""
    told = below(shown().children[0])
    hears = {
        "Plaats 2": Waiting(place=2),
        "Plaats 3": Waiting(place=3),
        "Plaats 4 en verder": Waiting(place=9),
        "Wacht nog hooguit 2 minuten": Waiting(place=3, waited=30, average=150),
        "Wacht nog hooguit 5 minuten": Waiting(place=3, waited=30, average=300),
        "Wacht nog langer": Waiting(place=3, waited=30, average=3000),
    }
    assert {name: SCRIPT.after("waiting", event, NOW) for name, event in hears.items()} == {
        name: state for name, state in told.items() if name != "Nood"
    }
    assert told["Nood"] == SCRIPT.after("waiting", Pressed("1"), NOW)


def test_one_minute_is_one_minute():
    """An operator who tells of a minute reads it as one."""
    assert "Wacht nog hooguit 1 minuut" in below(shown(QUEUED.replace("2: Het duurt", "1: Het duurt")).children[0])


def test_what_follows_is_where_a_caller_goes():
    """After a conversation, and when the queue does not work."""
    states = below(shown())
    for outcome, name in ((Outcome.CONVERSATION, "Na het gesprek"), (Outcome.FAILED, "Als de wachtrij niet werkt")):
        after = SCRIPT.states["0"].after(Dialled(outcome))
        assert after == states[name]


def test_one_group_is_called_the_advisors():
    """A line without teams has a place for who is rung, day and night."""
    teams = QUEUED[QUEUED.index("  teams:") : QUEUED.index("  national:")]
    advisors = shown(QUEUED.replace(teams, "  ring:\n    numbers: ['+31101234570']\n")).children[1]
    assert (advisors.label, advisors.state, advisors.brief) == ("De adviseurs", "waiting-round-1", "dag en nacht")


def test_a_line_that_closes_tells_what_is_heard_then():
    """Who asks for an advisor when nobody is there, does not wait; staff see what is heard instead."""
    closed = shown(QUEUED.replace("  national: ${NATIONAL_NUMBER}\n", ""))
    assert closed.children[-1].notes == ("dezelfde telefoons gaan meteen over", "of als er niemand is")
    assert shown().children[-1].notes == ("dezelfde telefoons gaan meteen over",)


def test_in_short_only_the_queue_and_the_teams_are_shown():
    """An overview has a line for the queue, and none for what is said there."""
    rows = short(picture(LINE, SCRIPT, {})).splitlines()
    assert rows[3] == "│     ├─ Wachtrij (bellers wachten op volgorde)"
    assert [row.split(" ")[-1] for row in rows if "Plaats" in row or "opneemt" in row] == []


@pytest.mark.parametrize("write", [text, dot, mermaid, svg, html])
def test_every_picture_shows_the_queue(write):
    """However it is drawn, each place of the queue is in it."""
    node = picture(LINE, SCRIPT, {})
    drawn = write(node)
    assert all(place.label in drawn for place in node.walk() if place.kind in (Kind.QUEUE, Kind.WAITING, Kind.WHISPER))


def test_nothing_of_a_queue_is_drawn_over_anything_else():
    """The boxes of a queue stand apart, each with its own name."""
    drawing = Drawing(svg(picture(LINE, SCRIPT, {})))
    boxes = list(drawing.boxes.values())
    assert len(set(drawing.ids)) == len(drawing.ids)
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert (
                one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top
            )


@pytest.mark.parametrize(
    ("state", "place"),
    [
        ("3-0", "0"),
        ("3-0-silent-now", "0"),
        ("3-0-over", "0-over"),
        ("3-0-direct-team-2-round-1", "0-direct"),
        ("3-0-direct-unavailable.s", "0-direct-unavailable"),
        ("waiting-round-1", "waiting-round-1-rings"),
        ("waiting-round-2", "waiting-round-1-rings"),
        ("waiting-round-5-rings", "waiting-round-3-rings"),
        ("waiting-leave", "waiting"),
        ("waiting-place-9", "waiting"),
        ("whisper-waiting-accepted", "whisper-waiting"),
        ("whisper-3-2", "whisper"),
    ],
)
def test_every_state_of_a_caller_who_waits_has_a_place(state, place):
    """Somebody who follows a call sees whether the caller waits, and which team rings."""
    names = {turn.state for node in picture(LINE, SCRIPT, {}).walk() for turn in node.turns}
    assert place_of(state, names) == place


@given(data=st.data())
@settings(max_examples=30)
def test_everybody_who_is_rung_for_a_queue_is_drawn(menu_line, data):
    """Of any menu with a queue: a place for each team and the national number, with the texts of its state."""
    drawn = data.draw(lines(menu_line))
    advisor = drawn.advisor.model_copy(update={"connect": "queue", "queue": LINE.advisor.queue})
    line = drawn.model_copy(update={"advisor": advisor})
    script = compile_script(line)
    node = picture(line, script, {})
    turns = [turn for place in node.walk() for turn in place.turns]
    assert all([one.text for one in turn.said] == list(script.states[turn.state].prompts()) for turn in turns)
    assert len({turn.state for turn in turns}) == len(turns)
    assert {place_of(state, {turn.state for turn in turns}) for state in script.states} == {
        turn.state for turn in turns
    }
    rung = [place for place in node.walk() if place.kind is Kind.TEAM]
    assert [place.label for place in rung] == [
        *([team.name for team in line.advisor.teams or ()] or ["De adviseurs"]),
        *(["Landelijk nummer"] if line.advisor.national else []),
    ]
    assert all(script.summons(place.state) for place in rung)
