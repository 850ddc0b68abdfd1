"""Dialling follows the caller's script, and the line is told what Twilio would tell it."""

import pytest

from ivr.simulator import OUTCOMES, Dialled, Outcome, Ringing

from .conftest import ADVISOR, SECOND_ADVISOR, Site, dial, result

BOTH = f"<Number>{ADVISOR}</Number><Number>{SECOND_ADVISOR}</Number>"


def test_a_conversation(site: Site) -> None:
    """ "The initial call continues after the callee hangs up": the action goes on with it."""
    site.answers |= dial()
    call = site.call()
    assert call.connected_to == ADVISOR
    call.waits()
    call.presses("*")
    assert call.connected_to == ADVISOR
    call.advisor_hangs_up()
    assert call.connected_to is None
    assert call.hears("Dag")
    assert result(site) == {"DialCallStatus": "completed", "DialBridged": "true", "DialCallDuration": "60"}
    assert site.asked("/done")[0]["DialCallSid"].startswith("CA")
    assert call.heard[0].start == 65


@pytest.mark.parametrize(
    ("script", "status", "seconds"),
    [
        ("busy", "busy", 5),
        ("failed", "failed", 5),
        ("canceled", "canceled", 5),
        ("no-answer", "no-answer", 35),
        (Outcome("answered", bridged=False, seconds=0), "answered", 5),
        (Outcome("strange", bridged=False, seconds=0), "strange", 5),
    ],
)
def test_nobody_is_spoken_to(site: Site, script: str | Outcome, status: str, seconds: float) -> None:
    """Every status reaches the action with DialBridged=false; "Twilio adds about 5 s" to the timeout of 30."""
    site.answers |= dial()
    call = site.call(dials=[script])
    assert call.connected_to is None
    assert result(site) == {"DialCallStatus": status, "DialBridged": "false", "DialCallDuration": "0"}
    assert call.heard[0].start == seconds


def test_somebody_who_picks_up_and_does_not_get_the_caller(site: Site) -> None:
    """It was answered, so the call has lasted; but the two were never connected."""
    site.answers |= dial()
    site.call(dials=["completed-unbridged"])
    assert result(site) == {"DialCallStatus": "completed", "DialBridged": "false", "DialCallDuration": "5"}


def test_a_result_without_status(site: Site) -> None:
    """Neither DialCallStatus nor DialBridged is sent."""
    site.answers |= dial()
    site.call(dials=["missing"])
    assert result(site) == {"DialCallDuration": "0"}


def test_the_script(site: Site) -> None:
    """One outcome for each <Dial>, and the last goes for all that follow."""
    site.answers |= dial()
    site.answers["/done"] = "<Redirect>/voice</Redirect>"
    call = site.call(dials=["busy", "no-answer", "answered"])
    assert [params["DialCallStatus"] for params in site.asked("/done")] == ["busy", "no-answer"]
    call.advisor_hangs_up()
    assert call.connected_to == ADVISOR
    assert len(call.dialled) == 4


@pytest.mark.parametrize(
    ("script", "message"),
    [(["asleep"], "'asleep' is none of answered, dropped, not-accepted, busy"), ([], "at least one")],
)
def test_scripts_that_are_none(site: Site, script: list[str], message: str) -> None:
    """A misspelt outcome is no outcome."""
    with pytest.raises(ValueError, match=message):
        site.call(dials=script)


def test_what_those_who_are_rung_get_to_see(site: Site) -> None:
    """docs/voice/twiml/dial#callerid: the line's own number when it says so, else the caller's."""
    site.answers |= dial(nouns=BOTH)
    assert site.call().dialled == [Dialled((ADVISOR, SECOND_ADVISOR), "+31101234567", 0.0)]
    site.answers["/voice"] = f"<Pause/><Dial>{ADVISOR}</Dial>"
    assert site.call(caller="+31687654321").dialled == [Dialled((ADVISOR,), "+31687654321", 1.0)]


@pytest.mark.parametrize(("attributes", "seconds"), [('timeout="20"', 25), ('timeout="20" sequential="true"', 50)])
def test_how_long_it_rings(site: Site, attributes: str, seconds: float) -> None:
    """All at once, or one after another."""
    site.answers |= dial(attributes, BOTH)
    assert site.call(dials=["no-answer"]).heard[0].start == seconds


def test_who_answers(site: Site) -> None:
    """The first to pick up wins: by the script."""
    site.answers |= dial(nouns=BOTH)
    call = site.call(dials=[Outcome(number=SECOND_ADVISOR, seconds=90)])
    assert call.connected_to == SECOND_ADVISOR
    call.advisor_hangs_up()
    assert result(site)["DialCallDuration"] == "90"


def test_nobody_else_can_answer(site: Site) -> None:
    """A number that does not ring is a mistake in the script."""
    site.answers |= dial()
    with pytest.raises(ValueError, match="does not ring it"):
        site.call(dials=[Outcome(number=SECOND_ADVISOR)])


def test_a_conversation_has_its_limit(site: Site) -> None:
    """timeLimit ends it, whatever the script says."""
    site.answers |= dial('timeLimit="10"')
    call = site.call()
    call.advisor_hangs_up()
    assert call.heard[0].start == 15


@pytest.mark.parametrize("script", sorted(OUTCOMES.keys() - {"ringing"}))
def test_without_action_the_next_verb_follows(site: Site, script: str) -> None:
    """After the conversation, or after the failed dial."""
    site.answers["/voice"] = f"<Dial>{ADVISOR}</Dial><Say>Daarna.</Say>"
    call = site.call(dials=[script])
    if call.connected_to:
        call.advisor_hangs_up()
    assert call.hears("Daarna")


def test_the_caller_ends_a_conversation(site: Site) -> None:
    """hangupOnStar: the star ends the conversation, the caller goes on."""
    site.answers |= dial('hangupOnStar="true"')
    call = site.call()
    call.presses("1")
    assert call.connected_to == ADVISOR
    call.presses("*")
    assert call.hears("Dag")
    assert result(site) == {"DialCallStatus": "completed", "DialBridged": "true", "DialCallDuration": "60"}


def test_the_caller_hangs_up_in_a_conversation(site: Site) -> None:
    """ "The Twilio session ends": no action follows."""
    site.answers |= dial()
    call = site.call()
    call.hangs_up()
    assert call.ended
    assert site.asked("/done") == []


def test_ringing_that_the_caller_ends(site: Site) -> None:
    """hangupOnStar gives completed, but nobody was spoken to."""
    site.answers |= dial('hangupOnStar="true"')
    call = site.call(dials=["ringing"])
    assert isinstance(call.waiting_for, Ringing)
    assert call.waiting_for.dial.hangup_on_star
    call.presses("1")
    assert isinstance(call.waiting_for, Ringing)
    call.presses("*")
    assert call.hears("Dag")
    assert result(site) == {"DialCallStatus": "completed", "DialBridged": "false", "DialCallDuration": "0"}


def test_ringing_without_a_way_out(site: Site) -> None:
    """Without hangupOnStar the star does nothing."""
    site.answers |= dial()
    call = site.call(dials=["ringing"])
    call.presses("*")
    assert isinstance(call.waiting_for, Ringing)


@pytest.mark.parametrize(("script", "status"), [("ringing", "no-answer"), (Outcome(rings=True), None)])
def test_ringing_that_the_caller_waits_for(site: Site, script: str | Outcome, status: str | None) -> None:
    """It rings out, or somebody answers: by the script."""
    site.answers |= dial()
    call = site.call(dials=[script])
    call.waits()
    assert [params["DialCallStatus"] for params in site.asked("/done")] == ([status] if status else [])
    assert call.connected_to == (None if status else ADVISOR)


@pytest.mark.parametrize(("decided", "status"), [("busy", "busy"), (Outcome("failed", bridged=False), "failed")])
def test_ringing_about_which_somebody_decides(site: Site, decided: str | Outcome, status: str) -> None:
    """A terminal can play the advisors while it rings."""
    site.answers |= dial()
    call = site.call(dials=["ringing"])
    call.advisors_do(decided)
    assert result(site)["DialCallStatus"] == status
    assert call.heard[0].start == 5
    with pytest.raises(RuntimeError, match="no telephone is ringing"):
        call.advisors_do("answered")


def test_ringing_that_somebody_answers(site: Site) -> None:
    """And they can answer."""
    site.answers |= dial()
    call = site.call(dials=["ringing"])
    call.advisors_do("answered")
    assert call.connected_to == ADVISOR


@pytest.mark.parametrize("noun", ["<Sip>sip:a@b.nl</Sip>", "<Client>anna</Client>", "<Queue>rij</Queue>"])
def test_others_who_can_be_dialled(site: Site, noun: str) -> None:
    """A conversation is with whoever the noun names."""
    site.answers |= dial(nouns=noun)
    assert f">{site.call().connected_to}<" in noun
