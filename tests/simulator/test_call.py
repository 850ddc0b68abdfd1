"""A call is heard, keyed through, waited out and hung up as a caller would, by Twilio's rules for each verb."""

import pytest

from ivr.simulator import WSGI, Ended, Listening, Simulator, Talking

from .conftest import ADVISOR, TOKEN, URL, Answer, Site, recording

MENU = (
    '<Gather action="/key" numDigits="1" timeout="7" finishOnKey="">'
    "<Say>Goedendag.</Say><Say>Bel één één</Say><Say>twee. Uitleg: toets 1.</Say></Gather>"
)


def test_a_caller_who_does_nothing(site: Site) -> None:
    """Two silences lead to an advisor; a wait shorter than patience is not experienced as a question."""
    site.answers |= {
        "/voice": f"{MENU}<Redirect>/again</Redirect>",
        "/again": '<Gather timeout="7"><Say>U kunt nu kiezen.</Say></Gather><Redirect>/advisor</Redirect>',
        "/advisor": '<Gather timeout="1"><Play>/connecting.wav</Play></Gather>'
        f'<Dial action="/done"><Number>{ADVISOR}</Number></Dial>',
        "/connecting.wav": recording(),
    }
    call = site.call()
    call.waits()
    assert call.hears("U kunt nu kiezen")
    call.waits()
    assert call.connected_to == ADVISOR
    assert call.heard[-1].end + 1 == call.dialled[0].at
    assert call.hears("connecting.wav")
    assert not call.hears("U kunt nu kiezen")


def test_hearing_moves_the_clock_no_further_than_the_words(site: Site) -> None:
    """What comes after the words has not been listened to yet; what is not said is listened for to the end."""
    site.answers["/voice"] = MENU
    call = site.call()
    assert (call.seconds, call.heard) == (0.0, [])
    assert call.hears("goedendag")
    assert [heard.text for heard in call.heard] == ["Goedendag."]
    assert call.seconds == call.heard[0].end == pytest.approx(0.8)
    assert call.heard_at("één één twee") is None
    assert call.hears("één één twee")
    assert call.hears("goedendag")
    assert not call.hears("politie")
    assert call.seconds == pytest.approx(0.8 + 1.2 + (1.6 + 3 * 0.4))
    assert call.heard_at("goedendag.") == pytest.approx(0.8)
    assert not call.ended


def test_a_key_stops_what_is_being_said(site: Site) -> None:
    """Barge-in: what was not listened to is not in `heard`, and listening starts anew."""
    site.answers |= {"/voice": MENU, "/key": MENU.replace("Goedendag", "Keuze")}
    call = site.call()
    call.hears("Goedendag")
    call.presses("3")
    assert call.seconds == pytest.approx(0.8)
    assert not call.hears("Goedendag")
    assert [heard.text for heard in call.heard][:2] == ["Goedendag.", "Keuze."]


def test_listening_to_the_end(site: Site) -> None:
    """Everything since the last key, without waiting any longer."""
    site.answers |= {"/voice": MENU, "/key": "<Gather><Say>Keuze.</Say></Gather>"}
    call = site.call()
    call.presses("1")
    assert [heard.text for heard in call.listens()] == ["Keuze."]
    assert call.seconds == pytest.approx(0.8)
    assert isinstance(call.waiting_for, Listening)


def test_waiting_takes_the_time_of_prompts_and_timeout(site: Site) -> None:
    """The timeout starts after all nested verbs have finished."""
    site.answers["/voice"] = '<Gather timeout="7"><Say>Een twee.</Say><Pause length="2"/></Gather><Say>Dag.</Say>'
    call = site.call()
    call.waits()
    assert call.heard[-1].start == pytest.approx(1.2 + 2 + 7)


def test_waiting_stops_at_a_question(site: Site) -> None:
    """Three seconds is a question, two is not."""
    site.answers["/voice"] = '<Gather timeout="2"/>' * 3 + '<Gather timeout="3"/><Gather timeout="5"/>'
    call = site.call()
    call.waits()
    assert isinstance(call.waiting_for, Listening)
    assert (call.waiting_for.seconds, call.seconds) == (3, 6)


def test_nobody_waits_for_what_has_ended(site: Site) -> None:
    """Keys are a mistake then; waiting and hanging up change nothing."""
    site.answers["/voice"] = "<Say>Dag.</Say>"
    call = site.call()
    assert call.waiting_for == Ended()
    call.hangs_up()
    assert call.hears("Dag")
    call.waits()
    assert call.seconds == pytest.approx(0.8)
    with pytest.raises(RuntimeError, match="the call has ended"):
        call.presses("1")
    with pytest.raises(RuntimeError, match="not talking"):
        call.advisor_hangs_up()
    assert len(site.asked("/voice/status")) == 1


def test_telephones_have_twelve_keys(site: Site) -> None:
    """Anything else is a mistake in the test."""
    site.answers["/voice"] = MENU
    with pytest.raises(ValueError, match="no key 'a'"):
        site.call().presses("a")


@pytest.mark.parametrize("verb", ["", "<Hangup/><Say>Nooit.</Say>", "<Redirect>/end</Redirect><Say>Nooit.</Say>"])
def test_what_ends_a_call(site: Site, verb: str) -> None:
    """A document that runs out hangs up; nothing after Hangup or Redirect is reached."""
    site.answers |= {"/voice": f"<Say>Dag.</Say>{verb}", "/end": ""}
    call = site.call()
    assert [heard.text for heard in call.heard] == ["Dag."]
    assert call.ended


def test_the_status_callback(site: Site) -> None:
    """The same parameters and CallDuration; the answer is ignored."""
    site.answers |= {"/voice": '<Gather timeout="9"/>', "/voice/status": Answer(b"fine", "text/plain")}
    call = site.call()
    call.waits()
    (params,) = site.asked("/voice/status")
    assert (params["CallSid"], params["CallStatus"], params["CallDuration"]) == (call.sid, "completed", "9")
    assert call.faults == []


def test_a_caller_hangs_up(site: Site) -> None:
    """No action is requested, only the status callback."""
    site.answers["/voice"] = MENU
    call = site.call()
    call.hangs_up()
    assert call.ended
    assert [seen.path for seen in site.seen] == ["/voice", "/voice/status"]


def test_a_line_without_status_callback(site: Site) -> None:
    """None means that the number has no such URL."""
    site.answers["/voice"] = ""
    site.line(status=None).call()
    assert [seen.path for seen in site.seen] == ["/voice"]


def test_the_urls_of_a_number(site: Site) -> None:
    """Each may be absolute, or come after the line's own."""
    site.answers |= {"/sub/start": "oops <", "/else": "<Say>Dag.</Say>", "/sub/voice/status": ""}
    line = Simulator(WSGI(site), url=f"{URL}/sub/", token=TOKEN, voice="/start", fallback=f"{URL}/else")
    assert line.call().hears("Dag")
    assert [seen.path for seen in site.seen] == ["/sub/start", "/else", "/sub/voice/status"]


@pytest.mark.parametrize(
    ("verbs", "status"),
    [
        ("<Reject/>", "no-answer"),
        ('<Reject reason="busy"/>', "busy"),
        ("<Say>Dag.</Say><Reject/>", "completed"),
    ],
)
def test_rejecting(site: Site, verbs: str, status: str) -> None:
    """docs/voice/twiml/reject: only as the first verb is the call left unanswered."""
    site.answers["/voice"] = verbs
    assert site.call().ended
    assert site.asked("/voice/status")[0]["CallStatus"] == status


@pytest.mark.parametrize("text", ["<Redirect/>", "<Say>Wacht.</Say><Redirect/>", '<Gather timeout="1"/><Redirect/>'])
def test_a_line_that_goes_round_in_circles(site: Site, text: str) -> None:
    """A hundred documents without a turn for the caller end the call; the fallback would not help."""
    site.answers["/voice"] = text.replace("<Redirect/>", "<Redirect>/voice</Redirect>")
    call = site.call()
    call.waits()
    assert [fault.code for fault in call.faults] == [0]
    assert call.ended
    assert 100 <= len(site.asked("/voice")) <= 101
    assert site.asked("/voice/fallback") == []


def test_a_caller_may_take_all_the_time(site: Site) -> None:
    """Every act of the caller is a turn: the line may go on for ever."""
    site.answers |= {"/voice": f"{MENU}<Redirect>/voice</Redirect>", "/key": "<Redirect>/voice</Redirect>"}
    call = site.call()
    for _ in range(150):
        call.waits()
        call.presses("2")
    assert call.faults == []
    assert call.hears("Goedendag")


def test_the_document_at_hand(site: Site) -> None:
    """Its verbs and its bytes are there for whoever wants to look."""
    site.answers["/voice"] = MENU
    document = site.call().document
    assert document is not None
    assert document.url == f"{URL}/voice"
    assert b"<Gather" in document.body
    assert [type(verb).__name__ for verb in document.verbs] == ["Gather"]


def test_the_transcript(site: Site) -> None:
    """A line for everything heard and done, with minutes and seconds."""
    site.answers |= {
        "/voice": MENU + "<Redirect>/voice</Redirect>",
        "/key": f"<Pause length='50'/><Dial callerId='+31101234567'>{ADVISOR}</Dial>",
    }
    call = site.call()
    call.hears("Goedendag")
    call.presses("2")
    assert call.waiting_for == Talking(ADVISOR)
    call.advisor_hangs_up()
    assert call.transcript().splitlines() == [
        "  0:00.0   0.8 s  Goedendag.",
        "  0:00.8          (presses 2)",
        f"  0:50.8          (rings {ADVISOR}, showing +31101234567)",
        f"  0:55.8          (talks with {ADVISOR})",
        "  0:55.8          (advisor hangs up)",
        "  1:55.8          (ended)",
    ]


def test_the_transcript_of_who_does_little(site: Site) -> None:
    """Waiting and hanging up are written down too, and so are faults."""
    site.answers["/voice"] = '<Gather timeout="7"/><Gather timeout="7"/>'
    call = site.call()
    call.waits()
    call.hangs_up()
    assert call.transcript().splitlines() == [
        "  0:00.0          (waits)",
        "  0:07.0          (hangs up)",
        "  0:07.0          (ended)",
    ]
    site.answers["/voice"] = Answer(b"")
    assert "(fault 12100 the document is not XML" in site.call().transcript()
