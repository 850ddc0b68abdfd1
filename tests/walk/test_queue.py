"""A line with a queue is proved as the rest is: wherever it is broken, somebody who waits meets it."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from ivr.cli import development
from ivr.cli.walk import PUBLIC_URL, running_line
from ivr.loader import load
from ivr.menu import Ring
from ivr.numbers import with_numbers
from ivr.settings import SettingsError
from ivr.walk.asking import ASKED
from ivr.walk.certificate import text
from ivr.walk.graph import FALLBACK, with_turns
from ivr.walk.properties import PROPERTIES
from ivr.walk.queueing import QUEUED
from tests.conftest import ROOT
from tests.walk.conftest import HANGUP, Walk
from tests.walk.test_any_menu import walk_of
from tests.walk.test_broken_lines import after, found, instead

DIAL = b'<Response><Dial action="/voice" callerId="+31101234567"><Number>+31101234568</Number></Dial></Response>'
LEAVE = b"<Response><Leave/></Response>"


@pytest.fixture(scope="module")
def queue() -> Walk:
    """Walks a small line with a queue, of which nothing depends on the clock."""
    settings = development.settings({}, PUBLIC_URL, ROOT / "tests/menus/good/queue.yml", Path("none"))
    line = with_numbers(load(settings.menus), settings.numbers)
    ring = Ring(numbers=("+31101234568",), rounds=2)
    advisor = line.advisor.model_copy(update={"teams": None, "ring": ring, "national": "+31101234599"})
    menu = {"2": line.menu["2"]}
    return walk_of(line.model_copy(update={"advisor": advisor, "menu": menu}), replace(settings, tokens=("12345",)))


def where(proof) -> set[tuple[str, str, str]]:
    """The rules that are broken, the place, and what happens there."""
    return {(one.breach.rule, one.place, one.breach.event) for one in proof.exceptions}


def test_a_good_queue_has_no_exceptions(queue):
    """Nobody is alarmed; and everything was asked while Twilio's API works, and while it fails."""
    proof = queue()
    assert proof.exceptions == []
    assert [one.moment.works for one in proof.situations] == [True, False]
    assert {place.name for place in proof.discovered.graph.places.values()} >= {
        *(
            "waiting-place-4",
            "waiting-5-minutes",
            "waiting-longer",
            "waiting-1",
            "waiting-leave",
            "waiting-unavailable",
        ),
        *("waiting-round-1", "waiting-round-3", "0-over", "0-direct"),
    }
    assert {place.name for place in proof.discovered.graph.aside.values()} >= {
        *("whisper-waiting", "whisper-waiting-accepted", "whisper-declined"),
    }


def test_a_manager_reads_of_the_queue(queue):
    """How soon telephones ring for who is first, what is heard meanwhile, and how often they ring again."""
    lines = list(text(queue(), "queue.yml"))
    told = [line[2:29].rstrip() for line in lines if line.endswith(("geschat", "    6"))]
    assert {"Wie eerst aan de beurt is", "Wie wacht, hoort elke", "Opnieuw overgaan na"} <= set(told)
    assert any("Verteld in de wachtrij" in line and line.split()[-1] == "6" for line in lines)
    assert sum(line.startswith("  * ") for line in lines) == 11
    assert max(len(line) for line in lines if "geen opname" not in line) <= 100


def test_a_menu_without_a_queue_is_told_nothing_of_it(walk):
    """Its certificate is what it was."""
    assert "wachtrij" not in "\n".join(text(walk(), "plain.yml"))


def test_a_star_that_leads_nowhere(queue):
    """Who waits and presses * must get out of the queue."""
    proof = queue(after("/waiting-place-2", "Digits=%2A", ("500 Internal Server Error", [], b"")))
    assert where(proof) == {("fault", "waiting-place-2", "*")}


def test_a_star_that_goes_round(queue):
    """A * that says the same once more keeps a caller in the queue."""
    kept: list[bytes] = []

    def change(path, told, document):
        if b"/waiting-place-3" in document:
            kept.append(document)
        return kept[0] if path.endswith("/waiting-place-3") and "Digits=%2A" in told else None

    assert ("no-back", "waiting-place-3", "*") in where(queue(change))


def test_a_way_out_that_hangs_up(queue):
    """Who leaves is not hung up on; the keys that show it can be given to `ivr call`."""
    proof = queue(after("/0", "QueueResult=leave", HANGUP))
    [ends] = [one for one in proof.exceptions if one.breach.rule == "hangs-up" and not one.fails]
    assert (ends.journey.arguments, ends.journey.is_callable) == ("0 wait ster", True)


def test_a_way_out_that_leads_to_silence(queue):
    """A document that never goes on, but round."""
    silence = b'<Response><Pause length="60"/><Redirect>/voice?round</Redirect></Response>'

    def change(path, told, _document):
        return silence if path == "/voice?round" or ("/0?" in path and "QueueResult=leave" in told) else None

    assert "silence" in {rule for rule, _, _ in where(queue(change))}


@pytest.mark.parametrize("result", ["queue-full", "system-error", "error", "queue-unknown"])
def test_a_result_of_the_queue_that_leads_back(queue, result):
    """Whom the queue does not take gets an advisor without it."""
    proof = queue(after("/0", f"QueueResult={result}", b"<Response><Redirect>/voice</Redirect></Response>"))
    assert ("out-of-queue", "0") in {(rule, place) for rule, place, _ in where(proof)}


@pytest.mark.parametrize(
    "verbs", [DIAL, b"<Response><Enqueue>x</Enqueue></Response>", b"<Response><Record/></Response>"]
)
def test_a_verb_that_twilio_does_not_execute_in_a_queue(queue, verbs):
    """Only what Twilio names may stand in a document for who waits."""
    assert {rule for rule, _, _ in where(queue(instead("waiting-place-2", verbs)))} == {"fault"}


def test_a_leave_outside_the_queue(queue):
    """Twilio would pass it over, and hang up."""
    assert {rule for rule, _ in found(queue(instead("2", LEAVE)))} == {"fault"}


def test_a_silent_queue(queue):
    """Who waits hears something."""
    quiet = b'<Response><Pause length="30"/></Response>'
    assert "silent-queue" in {rule for rule, _, _ in where(queue(instead("waiting-place-2", quiet)))}


def test_a_key_that_rings(queue):
    """A caller who presses keys does not have everybody's telephone ring each time."""
    kept: list[tuple[str, list[tuple[str, str]], bytes]] = []
    real = queue.real

    def change(path, told, _document):
        if path.endswith("/waiting-round-2") and "Digits=7" in told and kept:
            return kept[0]
        return None

    answer = real.answer

    def answering(environ):
        path, told, given = answer(environ)
        if any(name.lower() == "x-rung" for name, _ in given[1]):
            kept.append(given)
        return path, told, given

    real.answer = answering
    try:
        assert ("key-rings", "7") in {(rule, event) for rule, _, event in where(queue(change))}
    finally:
        del real.answer


def test_an_advisor_who_accepts_and_gets_nobody(queue):
    """Who presses 1 gets the caller; who is too late hears that."""
    assert "not-connected" in {rule for rule, _, _ in where(queue(after("/whisper-waiting", "Digits=1", HANGUP)))}
    gone = after("/whisper-waiting-accepted", "DialCallStatus=no-answer", HANGUP)
    assert "not-told-gone" in {rule for rule, _, _ in where(queue(gone))}


def test_a_voicemail_that_would_get_a_caller(queue):
    """Nothing but 1 takes a caller out of the queue."""
    dial = b'<Dial action="/voice/x/whisper-waiting-accepted" timeout="5"><Queue>advisors</Queue></Dial>'
    proof = queue(after("/whisper-waiting", "Digits=5", b"<Response>" + dial + b"</Response>"))
    assert "not-asked" in {rule for rule, _, _ in where(proof)}


def test_an_api_that_fails_is_told_in_words(queue):
    """`ivr call` cannot have it fail, so the way is no command."""
    proof = queue(after("/0-direct", "DialCallStatus=busy", HANGUP))
    [line] = [line for line in text(proof, "queue.yml") if "als Twilio's API niet werkt: " in line][:1] or [""]
    assert "python" not in line
    assert {rule for rule, _ in found(proof)} == {"hangs-up"}


def test_a_server_that_runs_rings_nobody():
    """It has an API of its own, and real advisors."""
    with pytest.raises(SettingsError, match="wachtrij"):
        running_line(ROOT / "tests/menus/good/queue.yml", Path("none"), "http://127.0.0.1:8000")


def test_the_script_alone_holds(queue):
    """On both moments, without any request."""
    for graph in map(with_turns, queue.scripts):
        assert FALLBACK not in graph.entries
        assert [one for holds in (*PROPERTIES, *QUEUED, *ASKED) for one in holds(graph, queue.subject.wrong_key)] == []
