"""Advisors who are called while a caller waits in a queue: each does what the test says, in the caller's own time."""

from collections.abc import Callable

import pytest

from ivr.simulator import Advisor, Office, Talking

from .conftest import ACCEPTED, ADVISOR, ORDER, SECOND_ADVISOR, Site, orders_once

THIRD_ADVISOR = "+31207654322"


def result(line: Site, path: str = "/result") -> dict[str, str]:
    """What an action was told about the queue, or about the dial."""
    names = ("QueueResult", "QueueTime", "CallStatus", "DialCallStatus", "DialBridged", "DialCallDuration")
    (params,) = line.asked(path)
    return {name: value for name, value in params.items() if name in names}


def test_an_advisor_takes_the_caller(queue: Site) -> None:
    """It rings, somebody picks up and presses 1, and the caller is cut off in what is being said."""
    call = queue.call()
    assert call.ringing == [ADVISOR]
    call.waits()
    assert call.connected_to == ADVISOR
    assert call.seconds == pytest.approx(ACCEPTED)
    assert call.queued_in is None
    assert [heard.text for heard in call.whispered] == ["Toets 1."]
    assert [(dialled.numbers, dialled.at) for dialled in call.dialled] == [((ADVISOR,), 0.0)]
    assert queue.asked("/result") == []


def test_after_the_conversation(queue: Site) -> None:
    """The action of a caller who was bridged comes when the two have hung up; the time is that of waiting."""
    call = queue.call()
    call.waits()
    call.advisor_hangs_up()
    assert call.hears("Klaar")
    assert result(queue) == {"QueueResult": "bridged", "QueueTime": "6", "CallStatus": "in-progress"}
    assert call.seconds == pytest.approx(ACCEPTED + 60 + 0.8)
    assert queue.asked("/dialled") == []


def test_the_caller_hangs_up_in_the_conversation(queue: Site) -> None:
    """The action is told, and the advisor's own document goes on."""
    call = queue.call()
    call.waits()
    call.hangs_up()
    assert call.ended
    assert result(queue) == {"QueueResult": "bridged", "QueueTime": "6", "CallStatus": "completed"}
    told = result(queue, "/dialled")
    assert (told["DialCallStatus"], told["DialBridged"]) == ("completed", "true")
    assert queue.asked("/dialled")[0]["DialCallSid"] == call.sid


@pytest.mark.parametrize(
    "does",
    [Advisor.declines, Advisor.does_not_accept, Advisor.is_busy, Advisor.does_not_answer],
)
def test_an_advisor_who_does_not_take_the_caller(queue: Site, office: Office, does: Callable[[Advisor], None]) -> None:
    """The caller waits on, and hears the document for who waits again."""
    does(office.advisor(ADVISOR))
    call = queue.call()
    for _ in range(6):
        call.waits()
    assert call.queued_in == "hulp"
    assert call.ringing == []
    assert call.seconds == pytest.approx(6 * 11.6)
    assert queue.asked("/accept") == []


def test_an_advisor_whom_nobody_decides_about(queue: Site) -> None:
    """The call's own script goes for them, as for a <Dial>."""
    call = queue.call(dials=["busy"])
    call.waits()
    assert call.queued_in == "hulp"
    assert f"({ADVISOR} busy)" in call.transcript()


def test_an_advisor_who_falls_away(queue: Site, office: Office) -> None:
    """Bridged all the same; it has not lasted long."""
    office.advisor(ADVISOR).drops()
    call = queue.call()
    call.waits()
    call.advisor_hangs_up()
    assert result(queue)["QueueResult"] == "bridged"
    assert call.hears("Klaar")
    assert call.heard_at("Klaar.") == pytest.approx(ACCEPTED + 10 + 0.8)


def test_the_clock_decides_when_it_is_picked_up(queue: Site, office: Office) -> None:
    """Before that moment the caller hears the documents for who waits; each at its own time."""
    office.advisor(ADVISOR).accepts(after=20)
    call = queue.call()
    call.waits()
    assert queue.asked("/whisper") == []
    call.waits()
    assert call.connected_to == ADVISOR
    assert call.seconds == pytest.approx(20 + 1.2)
    assert [seen.path for seen in queue.seen] == ["/voice", "/wait", "/wait", "/whisper", "/accept"]


def test_listening_is_cut_off(queue: Site, office: Office) -> None:
    """Words that had not been said yet were not heard."""
    queue.answers["/wait"] = f"<Gather timeout='10'><Say>{'Wacht. ' * 20}</Say><Say>Nog even.</Say></Gather>"
    call = queue.call()
    assert not call.hears("Wacht")
    assert not call.hears("Nog even")
    assert call.connected_to == ADVISOR
    assert [(entry.kind, round(entry.seconds, 1)) for entry in call.tape if entry.seconds] == [("say", 6.2)]


def test_who_is_cut_off_while_listening_waits_no_longer(queue: Site) -> None:
    """What comes next is there to be heard, and has not been waited out."""
    queue.answers["/wait"] = f"<Gather timeout='10'><Say>{'Wacht. ' * 20}</Say></Gather>"
    queue.answers |= {"/accept": '<Dial><Queue url="/connecting">hulp</Queue></Dial>', "/connecting": "<Hangup/>"}
    call = queue.call()
    call.waits()
    assert call.seconds == pytest.approx(ACCEPTED)
    assert call.hears("Klaar")


def test_what_the_caller_hears_before_the_conversation(queue: Site) -> None:
    """docs/voice/twiml/queue#url: on the queued caller's end, with DequeingCallSid as Twilio spells it."""
    queue.answers |= {
        "/accept": '<Dial><Queue url="/connecting" method="GET">hulp</Queue></Dial>',
        "/connecting": "<Say>U wordt verbonden.</Say>",
    }
    call = queue.call()
    call.waits()
    assert call.hears("U wordt verbonden")
    assert call.connected_to == ADVISOR
    (params,) = queue.asked("/connecting")
    assert params["CallSid"] == call.sid
    assert params["DequeingCallSid"] == queue.asked("/accept")[0]["CallSid"]
    assert params["QueueTime"] == "6"
    assert "QueueResult" not in params


@pytest.mark.parametrize("verb", ["<Hangup/>", "<Gather/>", "<Leave/>", f"<Dial>{ADVISOR}</Dial>"])
def test_that_document_may_do_little(queue: Site, verb: str) -> None:
    """ "The allowed verbs in this TwiML document are Play, Say, Pause, and Redirect." """
    queue.answers |= {"/accept": '<Dial><Queue url="/connecting">hulp</Queue></Dial>', "/connecting": verb}
    call = queue.call()
    call.waits()
    assert "is not allowed within <Response>" in call.faults[0].message
    assert result(queue)["QueueResult"] == "error"
    assert call.hears("Klaar")
    assert not call.ended


def test_a_caller_who_leaves_before_anybody_accepts(queue: Site) -> None:
    """Whoever accepts finds the queue empty until the time-out; their document goes on."""
    queue.answers["/result"] = '<Gather timeout="60"/><Gather/>'
    call = queue.call()
    call.presses("1")
    call.waits()
    assert not call.connected_to
    assert [seen.path for seen in queue.seen[-4:]] == ["/result", "/whisper", "/accept", "/dialled"]
    assert result(queue, "/dialled") == {
        "CallStatus": "in-progress",
        "DialCallStatus": "no-answer",
        "DialBridged": "false",
        "DialCallDuration": "0",
    }


def test_a_caller_who_comes_back(queue: Site) -> None:
    """ "If the queue is empty, Dial will wait until the next person joins the queue." """
    queue.answers["/result"] = '<Gather timeout="20"/><Redirect>/voice</Redirect>'
    call = queue.call()
    call.presses("1")
    call.waits()
    assert (call.queued_in, call.seconds) == ("hulp", 20)
    call.waits()
    assert (call.connected_to, call.seconds) == (ADVISOR, 20)


def test_a_queue_that_never_was(queue: Site) -> None:
    """ "If the queue does not exist, Dial will post an error status to its action URL." """
    queue.answers["/accept"] = '<Dial action="/dialled"><Queue>hulpp</Queue></Dial>'
    call = queue.call()
    call.waits()
    assert call.queued_in == "hulp"
    assert result(queue, "/dialled")["DialCallStatus"] == "failed"


def test_others_go_first(queue: Site, office: Office) -> None:
    """Who accepts gets whoever waits longest, and has then talked with them."""
    office.ahead = 1
    call = queue.call()
    call.waits()
    assert (call.queued_in, office.ahead) == ("hulp", 0)
    assert [params["QueuePosition"] for params in queue.asked("/wait")] == ["2", "1"]
    for _ in range(6):
        call.waits()
    assert result(queue, "/dialled")["DialCallDuration"] == "60"


def test_several_advisors(queue: Site, office: Office) -> None:
    """The first to accept gets the caller; the second finds nobody."""
    office.advisor(ADVISOR).accepts(after=9)
    office.advisor(SECOND_ADVISOR).accepts(after=8)
    office.advisor(THIRD_ADVISOR).is_busy()
    numbers = [ADVISOR, SECOND_ADVISOR, THIRD_ADVISOR]

    orders_once(queue, *({**ORDER, "To": number} for number in reversed(numbers)))
    call = queue.call()
    assert call.ringing == numbers
    call.waits()
    assert call.connected_to == SECOND_ADVISOR
    call.advisor_hangs_up()
    assert [dialled.numbers for dialled in call.dialled] == [(number,) for number in numbers]
    assert result(queue, "/dialled")["DialCallStatus"] == "no-answer"


def test_the_transcript(queue: Site) -> None:
    """What the advisors do stands between what the caller hears."""
    call = queue.call()
    call.hears("Wacht u even")
    call.waits()
    assert call.waiting_for == Talking(ADVISOR)
    call.advisor_hangs_up()
    assert call.transcript().splitlines() == [
        "  0:00.0          (in the queue hulp, place 1)",
        f"  0:00.0          (rings {ADVISOR}, showing +31101234567)",
        "  0:00.0   1.6 s  Wacht u even.",
        "  0:01.6          (waits)",
        f"  0:05.0          ({ADVISOR} picks up)",
        f"  0:06.2          (talks with {ADVISOR})",
        "  0:06.2          (advisor hangs up)",
    ]


def test_every_time_it_goes_the_same(queue: Site, office: Office) -> None:
    """Orders come in from another thread, and yet nothing is left to chance."""
    office.advisor(ADVISOR).accepts(after=30)

    def once() -> str:
        orders_once(queue, ORDER)
        call = queue.call()
        for _ in range(3):
            call.waits()
        return call.transcript()

    assert len({once() for _ in range(5)}) == 1
