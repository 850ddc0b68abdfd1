"""The call that an advisor gets is a call of its own, with its own documents, status and fallback."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask, Response, request
from werkzeug.serving import make_server

from ivr.simulator import HTTP, Office, Simulator

from .conftest import ACCEPTED, ADVISOR, ORDER, QUEUE, SECOND_ADVISOR, TOKEN, Answer, Site, orders_once, post, recording


def test_the_call_of_who_is_called(queue: Site) -> None:
    """A call of its own: "outbound-api", without a parent, and signed like any other."""
    call = queue.call()
    call.waits()
    (params,) = queue.asked("/whisper")
    assert (params["Direction"], params["CallStatus"]) == ("outbound-api", "in-progress")
    assert (params["From"], params["To"]) == ("+31101234567", ADVISOR)
    assert "ParentCallSid" not in params
    assert "AnsweredBy" not in params
    assert params["CallSid"] == queue.asked("/accept")[0]["CallSid"] != call.sid
    (seen,) = [seen for seen in queue.seen if seen.path == "/whisper"]
    assert seen.environ["HTTP_X_TWILIO_SIGNATURE"]


STATUSES: list[tuple[str, list[str]]] = [
    ("answered", ["initiated", "ringing", "in-progress", "completed"]),
    ("declines", ["initiated", "ringing", "in-progress", "completed"]),
    ("busy", ["initiated", "ringing", "busy"]),
    ("no-answer", ["initiated", "ringing", "no-answer"]),
    ("failed", ["initiated", "ringing", "failed"]),
]


@pytest.mark.parametrize(("does", "statuses"), STATUSES)
def test_the_status_of_who_is_called(queue: Site, office: Office, does: str, statuses: list[str]) -> None:
    """docs/voice/api/call-resource#statuscallback: the events that were asked for, and how it ended."""
    events = ["initiated", "ringing", "answered", "completed"]
    order = {**ORDER, "StatusCallback": "https://ivr.test/called", "StatusCallbackEvent": events}
    queue.answers["/called"] = ""
    orders_once(queue, order)
    if does == "declines":
        office.advisor(ADVISOR).declines()
    else:
        office.advisor(ADVISOR).does(does)
    call = queue.call()
    for _ in range(7):
        call.waits()
    call.hangs_up()
    asked = queue.asked("/called")
    assert [params["CallStatus"] for params in asked] == statuses
    assert [params["SequenceNumber"] for params in asked] == [str(number) for number in range(len(statuses))]
    assert ("CallDuration" in asked[-1]) == (statuses[-1] == "completed")
    assert call.faults == []


def test_who_is_called_has_a_fallback(queue: Site, office: Office) -> None:
    """FallbackUrl, when their document fails; the fault is the call's."""
    orders_once(queue, {**ORDER, "FallbackUrl": "https://ivr.test/oops"})
    queue.answers |= {"/whisper": Answer(b"", status="500 Oops"), "/oops": "<Say>Het lukt niet.</Say>"}
    call = queue.call()
    call.waits()
    assert [heard.text for heard in call.whispered] == ["Het lukt niet."]
    assert [fault.code for fault in call.faults] == [11217]
    assert call.queued_in == "hulp"


@pytest.mark.parametrize("after", [24, 26])
def test_how_long_it_rings(queue: Site, office: Office, after: float) -> None:
    """Timeout, and Twilio "will add a 5-second buffer": who comes later finds that it has stopped."""
    orders_once(queue, {**ORDER, "Timeout": "20"})
    office.advisor(ADVISOR).accepts(after=after)
    call = queue.call()
    for _ in range(4):
        call.waits()
    assert call.connected_to == (ADVISOR if after < 25 else None)
    assert (f"0:25.0          ({ADVISOR} no-answer)" in call.transcript()) == (after > 25)


def test_a_conversation_has_its_limit(queue: Site, office: Office) -> None:
    """timeLimit of the <Dial>, for the caller and for whoever is ahead."""
    office.ahead = 1
    queue.answers["/accept"] = '<Dial action="/dialled" timeLimit="10"><Queue>hulp</Queue></Dial>'
    queue.answers["/dialled"] = '<Dial timeLimit="12"><Queue>hulp</Queue></Dial>'
    call = queue.call()
    call.waits()
    call.waits()
    assert call.connected_to == ADVISOR
    assert queue.asked("/dialled")[0]["DialCallDuration"] == "10"
    call.advisor_hangs_up()
    assert call.seconds == pytest.approx(ACCEPTED + 10 + 12)


def test_the_next_is_called_when_one_is_busy(queue: Site, office: Office) -> None:
    """A line may order as soon as it is told; it rings at that moment."""
    orders_once(queue, {**ORDER, "StatusCallback": "https://ivr.test/called"})
    queue.answers["/called"] = ""
    queue.first["/called"] = lambda: post(office, {**ORDER, "To": SECOND_ADVISOR})
    office.advisor(ADVISOR).is_busy(after=3)
    call = queue.call()
    call.waits()
    assert [(dialled.numbers, dialled.at) for dialled in call.dialled] == [((ADVISOR,), 0), ((SECOND_ADVISOR,), 3)]
    assert call.connected_to == SECOND_ADVISOR
    assert call.seconds == pytest.approx(3 + ACCEPTED)


@pytest.mark.parametrize("path", ["/called", "/result"])
def test_what_is_told_to_a_line_that_fails(queue: Site, path: str) -> None:
    """Nobody hears the answer, and yet it is a fault: a status callback, and the action of who has hung up."""
    orders_once(queue, {**ORDER, "StatusCallback": "https://ivr.test/called"})
    queue.answers |= {"/called": "", path: Answer(b"", status="500 Oops")}
    call = queue.call(dials=["busy"])
    call.waits()
    call.hangs_up()
    assert [(fault.code, fault.url) for fault in call.faults] == [(11217, f"https://ivr.test{path}")]


def test_telephones_in_order_of_time(queue: Site) -> None:
    """Those that the API rang, and those of a <Dial> afterwards."""
    queue.answers["/result"] = f"<Dial>{SECOND_ADVISOR}</Dial>"
    call = queue.call()
    call.hears("Wacht u even")
    call.presses("1")
    assert [dialled.numbers for dialled in call.dialled] == [(ADVISOR,), (SECOND_ADVISOR,)]


@pytest.mark.parametrize(
    ("decided", "connected"), [("answered", ADVISOR), ("busy", None), ("no-answer", None), ("failed", None)]
)
def test_somebody_decides_while_it_rings(queue: Site, decided: str, connected: str | None) -> None:
    """A terminal can play the advisors."""
    call = queue.call(dials=["ringing"])
    call.waits()
    assert call.ringing == [ADVISOR]
    call.advisors_do(decided)
    for _ in range(6):
        call.waits()
    assert call.connected_to == connected
    with pytest.raises(RuntimeError, match="no telephone is ringing"):
        call.advisors_do("answered")


def test_one_picks_up(queue: Site, office: Office) -> None:
    """Who plays the advisors lets one of them answer; the others ring on."""
    orders_once(queue, ORDER, {**ORDER, "To": SECOND_ADVISOR})
    call = queue.call(dials=["ringing"])
    call.advisors_do("answered")
    call.waits()
    assert (call.connected_to, call.ringing) == (ADVISOR, [SECOND_ADVISOR])


def test_the_transcript_is_in_order_of_time(queue: Site) -> None:
    """What happens during a long recording stands after its beginning."""
    queue.answers |= {"/wait": "<Play>/music.wav</Play>", "/music.wav": recording(30)}
    call = queue.call(dials=["busy"])
    lines = call.transcript().splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["0:00.0", "0:05.0"]


@pytest.fixture
def served(office: Office) -> Iterator[str]:
    """A Flask application on a real server, which orders a call while it answers for who waits."""
    app = Flask(__name__)

    @app.post("/<path:name>")
    def document(name: str) -> Response:
        if name == "wait" and request.form["QueueTime"] == "0":
            assert post(office, {**ORDER, "Url": f"{request.host_url}whisper"})[0] == 201
        return Response(f"<Response>{QUEUE[f'/{name}']}</Response>", content_type="text/xml")

    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_over_real_sockets(office: Office, served: str) -> None:
    """Server, API and simulator each in a thread of their own: the caller's clock decides all the same."""
    with HTTP() as network:
        line = Simulator(network, url=served, token=TOKEN, office=office)
        call = line.call()
        call.waits()
        assert call.connected_to == ADVISOR
        assert call.seconds == pytest.approx(ACCEPTED)
        call.advisor_hangs_up()
        assert call.hears("Klaar")
    assert call.faults == []
