"""Whatever is broken in a line, somebody who walks it meets it, and says by which keys."""

import pytest

from ivr.walk.proof import Proof
from tests.prompts.sounds import wav
from tests.walk.conftest import HANGUP, TWIML, Answer, Change, shows


def found(proof: Proof) -> set[tuple[str, str]]:
    """The rules that are broken, and the keys that show it."""
    return {(one.breach.rule, one.journey.arguments if one.journey else "-") for one in proof.exceptions}


def entered(proof: Proof) -> set[tuple[str, str]]:
    """The rules that are broken, and where callers came in."""
    return {(one.breach.rule, one.journey.entry) for one in proof.exceptions if one.journey}


def instead(state: str, answer: Answer | bytes) -> Change:
    """Answer this in place of the document of a state."""
    is_it = shows(state)
    return lambda _path, _told, document: answer if is_it(document) else None


def edited(state: str, old: bytes, new: bytes) -> Change:
    """Change words in the document of a state."""
    is_it = shows(state)

    def change(_path: str, _told: str, document: bytes) -> bytes | None:
        if not is_it(document):
            return None
        assert old in document
        return document.replace(old, new)

    return change


def after(asked: str, told: str, answer: Answer | bytes) -> Change:
    """Answer this when a state is told something."""
    return lambda path, form, _: answer if path.partition("?")[0].endswith(asked) and told in form else None


def test_a_good_line_has_no_exceptions(walk):
    """Nobody is alarmed over a line that is right."""
    proof = walk()
    assert proof.exceptions == []
    assert [one.breach.rule for one in proof.remarks] == ["fallback-112"]
    assert proof.rescued == {"recordings": True, "documents": True}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (("500 Internal Server Error", TWIML, b"<Response/>"), "foutmelding"),
        (("308 Permanent Redirect", [("Location", "/voice")], b""), "stuurt door"),
        (("200 OK", [("Content-Type", "text/plain")], b"<Response/>"), "niet dat het XML is"),
        (("200 OK", TWIML, b"<Response><Say>Dag"), "geen goede XML"),
        (("200 OK", TWIML, b"<Response><Say>" + b"x" * 70_000 + b"</Say></Response>"), "groter dan 64 kB"),
        (("200 OK", TWIML, b"<Response><Dial callerId='+31101234567'>112</Dial></Response>"), "niet bellen"),
        (("200 OK", TWIML, b"<Response><Record/></Response>"), "niet hoort te gebruiken"),
        (("200 OK", TWIML, b"<Response><Redirect>3-2</Redirect></Response>"), "Twilio een fout"),
    ],
)
def test_an_answer_that_twilio_does_not_take(walk, answer, words):
    """Who would have met Twilio's own error is named with the keys, and goes on in the fallback."""
    proof = walk(instead("3-2", answer))
    assert {rule for rule, _ in found(proof)} == {"fault"}
    assert proof.exceptions[0].journey.arguments == "3 2"
    assert words in proof.exceptions[0].breach.message


def test_a_key_that_ends_the_call(walk):
    """Nobody is hung up on for a key."""
    assert ("hangs-up", "3 2") in found(walk(after("/3", "Digits=2", HANGUP)))


@pytest.mark.parametrize("status", ["busy", "no-answer", "failed", "canceled"])
def test_a_result_of_ringing_that_ends_the_call(walk, status):
    """Who gets no advisor stays on the line."""
    proof = walk(after("/0", f"DialCallStatus={status}", HANGUP))
    assert ("hangs-up", f"0 --advisor {status}") in found(proof)


def test_a_result_that_twilio_may_send_one_day(walk):
    """A result that nobody knows ends no call either; `ivr call` does not know it, so the way is told in words."""
    proof = walk(after("/0", "DialCallStatus=unknown", HANGUP))
    [one] = [one for one in proof.exceptions if one.breach.rule == "hangs-up"]
    assert (one.journey.keys, one.journey.is_callable) == (("0",), False)


def test_a_document_that_ends_the_call_after_a_question(walk):
    """Who thinks about a question is not hung up on."""
    proof = walk(edited("3-2", b"<Redirect", b"<Hangup/><Redirect"))
    assert ("hangs-up", "3 2 wait") in found(proof)


def test_silence_that_goes_round(walk):
    """Who does nothing is not kept in a circle."""
    proof = walk(edited("3-2.s", b"0-silent</Redirect>", b"2.s</Redirect>"))
    assert ("silence", "3 2 wait wait") in found(proof)


def test_wrong_keys_that_go_round(walk):
    """Who presses keys that do nothing is not kept in a circle."""
    kept: list[bytes] = []

    def change(path: str, told: str, document: bytes) -> bytes | None:
        if shows("menu.ww")(document):
            kept.append(document)
        return kept[0] if path.endswith("/menu.ww") and "Digits=9" in told else None

    assert {rule for rule, _ in found(walk(change))} >= {"wrong-keys", "differs"}


def test_112_that_is_missing(walk):
    """Where 1 does not name 112, the way there is told."""
    proof = walk(edited("3-1", "één één twee".encode(), b"nul negen honderd"))
    assert ("no-112", "3 1") in found(proof)


def test_an_advisor_that_is_missing(walk):
    """Where 0 repeats the question, nobody gets an advisor, and that is told."""
    kept: list[bytes] = []

    def change(path: str, told: str, document: bytes) -> bytes | None:
        if shows("3-2")(document):
            kept.append(document)
        return kept[0] if path.endswith("/3-2") and "Digits=0" in told else None

    assert ("no-advisor", "3 2 0") in found(walk(change))


def test_back_that_does_not_lead_back(walk):
    """Who presses * and stays where they were, is found."""
    kept: list[bytes] = []

    def change(path: str, told: str, document: bytes) -> bytes | None:
        if shows("3-2")(document):
            kept.append(document)
        return kept[0] if path.endswith("/3-2") and "Digits=%2A" in told else None

    assert ("no-back", "3 2 ster") in found(walk(change))


def test_a_callers_number_that_is_shown(walk):
    """An advisor never sees who calls."""
    proof = walk(edited("0", b'callerId="+31101234567" ', b""))
    assert ("shows-caller", "0") in found(proof)


def test_a_document_that_is_not_the_scripts(walk):
    """What the server says and the Script does not is found, with the keys that lead there."""
    assert found(walk(edited("3-2", b"Slaan.", b"Slaat."))) == {("differs", "3 2")}


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'timeout="7"', b'timeout="9"'), (b"-part-2", b""), (b"Veilig Thuis", b"Thuis")],
)
def test_a_small_difference(walk, old, new):
    """Another wait, another place or another word is a difference, wherever it is."""
    proof = walk(lambda _path, _told, document: document.replace(old, new) if old in document else None)
    assert "differs" in {rule for rule, _ in found(proof)}


def test_a_menu_that_was_replaced_meanwhile(walk):
    """A caller from an older menu keeps the key for 112."""
    proof = walk(after("/voice/0000000000/start", "Digits=1", HANGUP))
    assert ("hangs-up", "changed 1") in entered(proof)
    assert ("differs", "changed 1") in entered(proof)


def test_a_fallback_that_fails_too(walk):
    """Where the fallback fails, who met a failure is lost, and that is told."""
    failing = ("500 Internal Server Error", [], b"")
    proof = walk(lambda path, _told, _: failing if path == "/voice/fallback" else None)
    assert ("fault", "fallback") in entered(proof)
    assert ("not-rescued", "opening") in entered(proof)
    assert "no-recordings" in {one.breach.rule for one in proof.exceptions}


def test_a_fallback_that_hangs_up(walk):
    """Who is not connected after a failure stays on the line too."""
    proof = walk(after("/voice/fallback", "DialCallStatus=busy", HANGUP))
    assert ("hangs-up", "fallback") in entered(proof)


def test_a_recording_that_is_gone(walk):
    """A recording that Twilio cannot fetch is told at the place that plays it."""
    gone = ("404 Not Found", [("Content-Type", "text/plain")], b"")
    proof = walk(lambda path, _told, _: gone if path.startswith("/prompts/") else None)
    assert {rule for rule, _ in found(proof)} == {"fault", "call-differs"}
    assert proof.exceptions[0].journey.arguments == ""


def test_a_recording_of_another_kind(walk):
    """A recording that a telephone does not play as it is, is told with its address."""
    high = wav(b"\xff" * 32000, rate=16000)
    audio = [("Content-Type", "audio/wav")]
    proof = walk(lambda path, _told, _: ("200 OK", audio, high) if path.startswith("/prompts/") else None)
    told = [one.breach for one in proof.exceptions if one.breach.rule == "recording"]
    assert ["/prompts/" in breach.message for breach in told] == [True]
