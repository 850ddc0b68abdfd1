"""A caller waits in a queue: hears the document for who waits, can press keys, and leaves it in every way there is."""

import pytest

from ivr.simulator import Listening, Office, Queued

from .conftest import WAIT, Answer, Site, recording

ENQUEUE = '<Enqueue action="/result" waitUrl="/wait">hulp</Enqueue>'
RESULTS = [
    *("bridged", "bridging-in-process", "error", "hangup", "leave", "redirected", "redirected-from-bridged"),
    *("queue-full", "system-error", "something-new"),
]


@pytest.fixture
def site() -> Site:
    """A line whose callers wait, and are told nothing but to wait."""
    answers: dict[str, str | Answer] = {"/voice": f"{ENQUEUE}<Say>Nooit.</Say>", "/wait": WAIT, "/key": "<Leave/>"}
    return Site({**answers, "/result": "<Gather><Say>Klaar.</Say></Gather>", "/voice/status": ""})


def result(site: Site) -> dict[str, str]:
    """What the action was told about the queue."""
    (params,) = site.asked("/result")
    return {name: value for name, value in params.items() if name in ("QueueResult", "QueueTime")}


def test_the_document_for_who_waits_is_requested_again_and_again(site: Site) -> None:
    """ "Once the TwiML document located at the waitUrl runs out of verbs, Twilio re-requests the waitUrl." """
    call = site.call()
    assert call.queued_in == "hulp"
    assert call.hears("Wacht u even")
    call.waits()
    call.waits()
    assert call.queued_in == "hulp"
    assert [params["QueueTime"] for params in site.asked("/wait")] == ["0", "12", "23"]


def test_what_it_is_told(site: Site) -> None:
    """docs/voice/twiml/enqueue#waiturl: where the caller is, besides who calls whom."""
    site.office = Office(ahead=2, average_wait=90)
    call = site.call()
    (params,) = site.asked("/wait")
    told = {name: params[name] for name in ("QueuePosition", "CurrentQueueSize", "AvgQueueTime", "MaxQueueSize")}
    assert told == {"QueuePosition": "3", "CurrentQueueSize": "3", "AvgQueueTime": "90", "MaxQueueSize": "1000"}
    assert (params["CallSid"], params["CallStatus"], params["Direction"]) == (call.sid, "in-progress", "inbound")
    assert params["QueueSid"].startswith("QU")
    assert len(params["QueueSid"]) == 34


def test_a_queue_is_the_same_for_everybody(site: Site) -> None:
    """Made when it is first used, and known by its name."""
    line = site.line()
    line.call()
    line.call()
    site.answers["/voice"] = ENQUEUE.replace("hulp", "spoed")
    line.call()
    first, second, third = (params["QueueSid"] for params in site.asked("/wait"))
    assert first == second != third


def test_who_is_ahead_is_helped_meanwhile(site: Site) -> None:
    """The next document tells so."""
    call = site.call()
    site.office.ahead = 4
    call.waits()
    site.office.ahead = 1
    call.waits()
    assert [params["QueuePosition"] for params in site.asked("/wait")] == ["1", "5", "2"]


def test_a_key_while_waiting(site: Site) -> None:
    """Leave: "Twilio executes the next TwiML verb after the original Enqueue", which is the action."""
    call = site.call()
    call.hears("Wacht u even")
    call.presses("7")
    assert site.asked("/key")[0]["Digits"] == "7"
    assert call.queued_in is None
    assert call.hears("Klaar")
    assert result(site) == {"QueueResult": "leave", "QueueTime": "2"}


def test_a_key_that_leads_on_while_waiting(site: Site) -> None:
    """What follows is heard in the queue, and then the document for who waits again."""
    site.answers |= {"/key": "<Redirect>/told</Redirect>", "/told": "<Say>U bent de eerste.</Say>"}
    call = site.call()
    call.presses("7")
    assert call.hears("U bent de eerste")
    assert call.queued_in == "hulp"
    assert call.hears("Wacht u even")


def test_without_action_the_next_verb_follows(site: Site) -> None:
    """docs/voice/twiml/enqueue: "If no action is provided, Twilio will fall through"."""
    site.answers["/voice"] = '<Enqueue waitUrl="/wait">hulp</Enqueue><Say>Daarna.</Say>'
    call = site.call()
    call.presses("7")
    assert call.hears("Daarna")


def test_who_hangs_up_while_waiting(site: Site) -> None:
    """The action is told, and whatever it answers is not executed: nobody is there."""
    call = site.call()
    call.hangs_up()
    assert call.ended
    assert result(site) == {"QueueResult": "hangup", "QueueTime": "0"}
    assert site.asked("/result")[0]["CallStatus"] == "completed"
    assert call.heard == []
    assert [seen.path for seen in site.seen][-2:] == ["/result", "/voice/status"]


def test_a_document_that_hangs_up_on_who_waits(site: Site) -> None:
    """The call is over, and the action hears so."""
    site.answers["/wait"] = "<Say>Bel later.</Say><Hangup/>"
    assert site.call().ended
    assert result(site) == {"QueueResult": "hangup", "QueueTime": "1"}


@pytest.mark.parametrize(
    "wait",
    [
        Answer(b"", status="500 Oops"),
        "<Dial>+31201234567</Dial>",
        "<Enqueue>hulp</Enqueue>",
        "<Record/>",
        "<Reject/>",
        "<Say>Ja</Say><Play>/a.mp3</Play>",
    ],
)
def test_a_document_for_who_waits_that_is_at_fault(site: Site, wait: str | Answer) -> None:
    """ "The TwiML contained an error, either in the Enqueue verb itself or in the TwiML retrieved from a waitUrl." """
    site.answers["/wait"] = wait
    call = site.call()
    assert len(call.faults) == 1
    assert result(site)["QueueResult"] == "error"
    assert call.hears("Klaar")
    assert site.asked("/voice/fallback") == []


@pytest.mark.parametrize("told", RESULTS)
def test_every_result_can_be_had_at_once(site: Site, told: str) -> None:
    """Whatever Twilio tells, now or in a later version; who was never queued has no time."""
    site.office.gives(told)
    call = site.call()
    assert call.hears("Klaar")
    assert result(site) == {"QueueResult": told}
    assert site.asked("/wait") == []


def test_no_result_at_all(site: Site) -> None:
    """Nothing tells what became of it."""
    site.office.gives("missing")
    site.call()
    assert result(site) == {}


def test_results_go_one_by_one(site: Site) -> None:
    """After those that were given, a queue is a queue again."""
    site.answers["/result"] = "<Redirect>/voice</Redirect>"
    site.office.gives("system-error", "error")
    call = site.call()
    assert [params["QueueResult"] for params in site.asked("/result")] == ["system-error", "error"]
    assert call.queued_in == "hulp"


def test_a_queue_that_is_full(site: Site) -> None:
    """ "The targeted queue was full, thus the enqueue attempt was rejected." """
    site.office = Office(ahead=20, most=20)
    site.call()
    assert result(site) == {"QueueResult": "queue-full"}


@pytest.mark.parametrize("told", RESULTS)
def test_every_result_can_come_while_waiting(site: Site, told: str) -> None:
    """Something takes the caller out in the middle of a sentence."""
    call = site.call()
    call.waits()
    call.is_put_out(told)
    assert call.queued_in is None
    assert call.hears("Klaar")
    assert result(site) == {"QueueResult": told, "QueueTime": "12"}
    with pytest.raises(RuntimeError, match="in no queue"):
        call.is_put_out(told)


def test_a_document_without_question(site: Site) -> None:
    """Keys do nothing; whoever waits hears it again."""
    site.answers |= {"/wait": "<Play>/music.wav</Play>", "/music.wav": recording(30)}
    call = site.call()
    assert call.waiting_for == Queued("hulp")
    call.presses("1")
    assert len(site.asked("/wait")) == 1
    call.waits()
    assert (call.seconds, len(site.asked("/wait"))) == (60, 2)


def test_questions_that_are_short(site: Site) -> None:
    """In a queue a caller who waits is never going round in circles: each wait is one document."""
    site.answers |= {"/wait": '<Gather timeout="1"><Play>/music.wav</Play></Gather>', "/music.wav": recording(30)}
    call = site.call()
    for _ in range(150):
        call.waits()
    assert isinstance(call.waiting_for, Listening)
    assert call.seconds == 150 * 31
    assert call.faults == []


def test_music_by_twilio(site: Site) -> None:
    """A queue without a document has music, and no way out."""
    site.answers["/voice"] = '<Enqueue action="/result">hulp</Enqueue>'
    call = site.call()
    call.waits()
    call.waits()
    assert (call.queued_in, call.seconds) == ("hulp", 120)
    assert ("music", 60) in [(entry.kind, entry.seconds) for entry in call.tape]


def test_a_document_in_which_nothing_happens(site: Site) -> None:
    """Twilio would ask for it as fast as it can, for ever."""
    site.answers["/wait"] = ""
    call = site.call()
    assert [fault.code for fault in call.faults] == [0]
    assert call.ended


@pytest.mark.parametrize("path", ["/voice", "/result"])
def test_leaving_no_queue(site: Site, path: str) -> None:
    """Twilio does nothing, and says nothing: whoever writes it means something else."""
    site.office.gives("leave")
    site.answers[path] = "<Leave/>"
    assert "<Leave>" in site.call().faults[0].message


def test_how_it_is_requested(site: Site) -> None:
    """waitUrlMethod and method are the two methods."""
    methods = 'method="GET" waitUrlMethod="GET"'
    site.answers["/voice"] = f'<Enqueue action="/result" waitUrl="/wait" {methods}>hulp</Enqueue>'
    call = site.call()
    call.presses("1")
    asked = {seen.path: seen.environ["REQUEST_METHOD"] for seen in site.seen}
    assert (asked["/wait"], asked["/result"], asked["/key"]) == ("GET", "GET", "POST")


def test_the_document_at_hand(site: Site) -> None:
    """It is the one that the caller hears."""
    call = site.call()
    assert call.document is not None
    assert call.document.url.endswith("/wait")
