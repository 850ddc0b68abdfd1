"""Calls that the page makes: again from the beginning each time, on whichever worker."""

import re

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from msgspec.structs import replace

from ivr.rehearsal import numbers
from ivr.simulator import ACCOUNT
from ivr.studio import create_app
from tests.cli.test_repro import run
from tests.conftest import ADVISOR, ROOT
from tests.studio.visitor import Visitor, act

ACTS = st.one_of(
    st.builds(act, st.just("presses"), st.sampled_from("0123456789*#"), st.integers(0, 8)),
    st.builds(act, st.just("waits")),
    st.builds(
        act, st.just("advisors_do"), st.sampled_from(["answered", "busy", "no-answer", "dropped", "not-accepted"])
    ),
    st.builds(act, st.sampled_from(["advisor_hangs_up", "hangs_up"])),
)


def texts(told):
    """What is heard now."""
    return [sound["text"] for sound in told["sounds"]]


def test_a_call_begins_with_the_welcome_and_its_recordings(visitor):
    """The page gets every text with a recording that can be fetched, and how long the line then waits."""
    told = visitor.calls()
    assert texts(told)[0] == "Goedendag. Dit is Veilig Thuis Rotterdam Rijnmond."
    assert (told["standstill"], told["silence"], told["place"]) == ("listening", 7, "start")
    for sound in told["sounds"]:
        recording = visitor.gets(sound["url"])
        assert (recording.status_code, recording.mimetype, recording.data[:4]) == (200, "audio/wav", b"RIFF")
    assert "<Gather" in told["twiml"]


def test_a_key_breaks_in(visitor):
    """Who presses 1 after the first text has heard the first text only."""
    visitor.calls()
    told = visitor.calls(act("presses", "1", heard=1))
    assert texts(told)[0] == "Is er direct gevaar? Bel dan altijd meteen de politie."
    assert (told["place"], told["state"]) == ("1", "1")
    rows = [(row["kind"], row["text"]) for row in told["transcript"]]
    assert rows[:2] == [("play", "Goedendag. Dit is Veilig Thuis Rotterdam Rijnmond."), ("key", "1")]


def test_who_does_nothing_reaches_an_advisor(visitor):
    """Silence leads on, telephones ring, and whoever looks at the page is the advisor."""
    told = visitor.calls()
    acts = []
    while told["standstill"] == "listening":
        acts.append(act("waits"))
        told = visitor.calls(*acts)
    assert (told["standstill"], told["ringing"]) == ("ringing", [ADVISOR])
    told = visitor.calls(*acts, act("advisors_do", "answered"))
    assert (told["standstill"], told["to"]) == ("talking", ADVISOR)
    assert told["advisor"], "who picks up is asked to press 1"
    told = visitor.calls(*acts, act("advisors_do", "answered"), act("advisor_hangs_up"))
    assert told["standstill"] == "ended"


@pytest.mark.parametrize("outcome", ["busy", "no-answer", "not-accepted"])
def test_the_advisors_can_do_otherwise(visitor, outcome):
    """Whatever the advisor's side does, the call goes on, and in Dutch."""
    acts = [act("presses", "0"), act("waits"), act("advisors_do", outcome)]
    told = visitor.calls(*acts)
    assert told["standstill"] in ("ringing", "listening")
    assert not any(re.search(r"\b(rings|showing|waits|picks)\b", row["text"]) for row in told["transcript"])


@examples(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=1, max_size=10))
def test_any_worker_can_go_on_with_a_call(studio_settings, tmp_path, acts):
    """Two workers that share nothing tell the same of the same call; the test that is copied repeats it."""
    one, two = (Visitor(create_app(studio_settings).test_client()) for _ in range(2))
    one.calls()
    two.edition, two.at = one.edition, one.at
    answers = [visitor.asks(acts) for visitor in (one, two)]
    assert answers[0].get_json() == answers[1].get_json()
    assert {answer.status_code for answer in answers} <= {200, 400}
    if answers[0].status_code == 200:
        run(two.asks(acts, "/studio/test").get_json()["test"], tmp_path=tmp_path)


def test_a_conversation_can_fall_away(visitor):
    """An advisor who drops the call within seconds does not end it: the caller hears that another will come."""
    acts = [act("presses", "0"), act("waits"), act("advisors_do", "dropped"), act("advisor_hangs_up")]
    assert "weggevallen" in " ".join(texts(visitor.calls(*acts)))


def test_a_draft_that_changes_ends_the_call(visitor, menus):
    """Keys could mean something else by now, so the page is told to call again; the live menu can still be called."""
    visitor.calls()
    live = Visitor(visitor.client, "live")
    live.calls()
    menus.write_text(menus.read_text().replace("Dit is Veilig Thuis", "U belt met Veilig Thuis"))
    answer = visitor.asks([act("waits")])
    assert (answer.status_code, "Bel opnieuw" in answer.get_json()["error"]) == (409, True)
    visitor.edition = None
    assert texts(visitor.calls())[0] == "Goedendag. U belt met Veilig Thuis Rotterdam Rijnmond."
    assert live.calls(act("presses", "1"))["place"] == "1"


def test_a_draft_that_check_refuses_can_be_called(visitor, menus):
    """Who has made a mistake hears what it sounds like, and callers do not."""
    menus.write_text(
        menus.read_text()
        .replace("Het nummer is één één twee", "Het nummer is bekend")
        .replace("één één twee", "de politie")
    )
    menu = visitor.gets("/studio/menu/draft").get_json()
    assert any(problem["severity"] == "error" for problem in menu["problems"])
    assert any("de politie" in text for text in texts(visitor.calls()))


def test_a_draft_that_cannot_be_read_is_told(visitor, menus):
    """The problem stands in the page with its line, and the built-in line answers."""
    menus.write_text(menus.read_text() + "\nanwser: x\n")
    menu = visitor.gets("/studio/menu/draft").get_json()
    assert not menu["is_readable"]
    assert menu["problems"][0]["line"] > 1
    assert visitor.calls()["sounds"]


def test_a_number_that_is_not_set_yet_is_nobodys(visitor, menus):
    """A draft may name a telephone that the administrator has not set: it can be called all the same."""
    menus.write_text(menus.read_text().replace("${ADVISOR_NUMBER}", "${NEW_NUMBER}"))
    told = visitor.calls(act("presses", "0"), act("waits"))
    assert told["ringing"][0].startswith("+3110123")


def test_no_other_file_can_be_had(visitor):
    """A recording that does not exist, or a path upwards, is not found."""
    for name in ("a/b.wav", "../menus.yml", "%2e%2e/menus.yml", "..%2fmenus.yml"):
        assert visitor.gets(f"/studio/prompts/{name}").status_code == 404
        assert visitor.gets(f"/studio/static/{name}").status_code == 404


@pytest.mark.parametrize("name", ["queue", "teams"])
def test_other_ways_to_an_advisor_work_too(studio_settings, office, tmp_path, name):
    """In a queue, and by night, telephones ring on the page, and only there; the test that is copied holds."""
    menus = ROOT / f"tests/menus/good/{name}.yml"
    settings = replace(studio_settings, menus=menus, numbers=numbers(menus, {}), account=ACCOUNT)
    visitor = Visitor(create_app(settings).test_client(), at="2026-11-10T23:30")
    acts = [act("presses", "0")]
    told = visitor.calls(*acts)
    while not told["ringing"] and len(acts) < 10:
        acts.append(act("waits"))
        told = visitor.calls(*acts)
    assert told["ringing"]
    acts.append(act("advisors_do", "answered", heard=1))
    told = visitor.calls(*acts)
    assert (told["standstill"], told["faults"]) == ("talking", [])
    code = visitor.asks(acts, "/studio/test").get_json()["test"]
    assert "call.connected_to" in code
    run(code, tmp_path=tmp_path, **({"office": office} if name == "queue" else {}))


def test_a_call_can_be_made_at_another_moment(studio_settings):
    """Who tries the line for the night hears it as it is then, and the moment stays the call's own."""
    menus = ROOT / "tests/menus/good/teams.yml"
    client = create_app(replace(studio_settings, menus=menus, numbers=numbers(menus, {}))).test_client()
    rung = []
    for moment in ("2027-06-08T11:00", "2027-06-08T23:30"):
        visitor, acts = Visitor(client, at=moment), [act("presses", "0")]
        while not visitor.calls(*acts)["ringing"] and len(acts) < 5:
            acts.append(act("waits"))
        rung.append(visitor.calls(*acts)["ringing"])
        assert visitor.at == f"{moment}:00+02:00"
    assert rung[0] != rung[1]
