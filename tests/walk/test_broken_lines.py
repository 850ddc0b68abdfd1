"""Whatever is broken in a line, somebody who walks it meets it, and says by which keys: the cause, and nothing else."""

import re
from collections.abc import Mapping

import pytest

from ivr.walk.proof import Proof
from tests.cli.conftest import sound
from tests.prompts.sounds import wav
from tests.walk.conftest import HANGUP, TWIML, Answer, Change, shows


def found(proof: Proof) -> set[tuple[str, str]]:
    """The rules that are broken, and the keys that show it."""
    return {(one.breach.rule, one.journey.arguments if one.journey else "-") for one in proof.exceptions}


def entered(proof: Proof) -> set[tuple[str, str]]:
    """The rules that are broken, and where callers came in."""
    return {(one.breach.rule, one.journey.entry) for one in proof.exceptions if one.journey}


def rescued(proof: Proof) -> Mapping[str, bool]:
    """What can fail now, and whether a caller still gets an advisor then."""
    return proof.situations[0].rescued


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


def again(state: str, told: str, other: str | None = None) -> Change:
    """Answer the document of a state once more when that state, or the other, is told something."""
    kept: list[bytes] = []
    is_it = shows(state)

    def change(path: str, form: str, document: bytes) -> bytes | None:
        if is_it(document):
            kept.append(document)
        return kept[0] if path.partition("?")[0].endswith(f"/{other or state}") and told in form else None

    return change


def everywhere(old: bytes, new: bytes) -> Change:
    """Change words in every document."""
    return lambda _path, _told, document: document.replace(old, new) if old in document else None


def gather(attributes: bytes) -> bytes:
    """A question that is asked in another way than the line does."""
    return b'<Gather action="/voice" ' + attributes + b"><Say>Dag</Say></Gather><Redirect>/voice</Redirect>"


def in_calls(change: Change) -> Change:
    """Change this only for who is known to call from nowhere, as in the simulator's calls."""
    return lambda path, told, document: change(path, told, document) if "FromCity=" in told else None


def test_a_good_line_has_no_exceptions(walk):
    """Nobody is alarmed over a line that is right."""
    proof = walk()
    assert proof.exceptions == []
    assert [one.breach.rule for one in proof.remarks] == ["fallback-112"]
    assert rescued(proof) == {"recordings": True, "documents": True}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (("500 Internal Server Error", TWIML, b"<Response/>"), "foutmelding"),
        (("308 Permanent Redirect", [("Location", "/voice")], b""), "stuurt door"),
        (("200 OK", [("Content-Type", "text/plain")], b"<Response/>"), "niet dat het XML is"),
        (("200 OK", [("Content-Type", "text/html")], b"<Response><Hangup/></Response>"), "niet dat het XML is"),
        (("200 OK", TWIML, b"<Response><Say>Dag"), "geen goede XML"),
        (("200 OK", TWIML, b"<Response><Say>" + b"x" * 70_000 + b"</Say></Response>"), "groter dan 64 kB"),
        (("200 OK", TWIML, b"<Response><Dial callerId='+31101234567'>112</Dial></Response>"), "niet bellen"),
        (("200 OK", TWIML, b"<Response><Record/></Response>"), "niet hoort te gebruiken"),
        (("200 OK", TWIML, b"<Response><Redirect>3-2</Redirect></Response>"), "Twilio een fout"),
    ],
)
def test_an_answer_that_twilio_does_not_take(walk, answer, words):
    """Who would have met Twilio's own error is named once, by the shortest way, and goes on in the fallback."""
    proof = walk(instead("3-2", answer))
    assert found(proof) == {("fault", "3 2")}
    assert words in proof.exceptions[0].breach.message


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (gather(b'input="dtmf" finishOnKey=""'), "<Gather>"),
        (gather(b'input="dtmf" numDigits="1"'), "<Gather>"),
        (gather(b'input="dtmf" numDigits="1" finishOnKey="" actionOnEmptyResult="true"'), "<Gather>"),
        (gather(b'input="dtmf speech" numDigits="1" finishOnKey=""'), "<Gather>"),
        (b'<Redirect method="GET">/voice</Redirect>', "logs"),
        (b'<Dial callerId="+31101234567" action="/voice"><Sip>sip:a@b.nl</Sip></Dial>', "telephones"),
        (
            b'<Dial callerId="+31101234567" action="/voice"><Number url="/x" method="GET">+31101234568</Number></Dial>',
            "logs",
        ),
        (b"<Redirect>/voice</Redirect><Redirect>/voice</Redirect>", "twice"),
        (b"<Enqueue>help</Enqueue>", "<Enqueue>"),
    ],
)
def test_a_form_that_is_not_walked(walk, verb, words):
    """What Twilio would do with it is not known here, so it is not passed over."""
    proof = walk(instead("3-2", b"<Response>" + verb + b"</Response>"))
    assert found(proof) == {("fault", "3 2")}
    assert words in proof.exceptions[0].breach.message


def test_a_key_that_ends_the_call(walk):
    """Nobody is hung up on for a key."""
    assert found(walk(after("/3", "Digits=2", HANGUP))) == {("hangs-up", "3 2")}


@pytest.mark.parametrize("status", ["busy", "failed", "canceled"])
def test_a_result_of_ringing_that_ends_the_call(walk, status):
    """Who gets no advisor stays on the line."""
    proof = walk(after("/0", f"DialCallStatus={status}", HANGUP))
    assert found(proof) == {("hangs-up", f"0 --advisor {status}")}


@pytest.mark.parametrize(
    ("told", "keys"),
    [
        ("DialBridged=false&DialCallDuration=0", "0 wait ster --advisor ringing"),
        ("DialCallDuration=10&", "0 --advisor dropped"),
    ],
)
@pytest.mark.parametrize(("answer", "rule"), [(HANGUP, "hangs-up"), (("500 Internal Server Error", [], b""), "fault")])
def test_a_way_back_from_ringing_that_ends_or_fails(walk, told, keys, answer, rule):
    """It is told once, as an end or a failure, and not besides as a way back that leads elsewhere."""
    assert found(walk(after("/0", told, answer))) == {(rule, keys)}


def test_a_result_that_twilio_may_send_one_day(walk):
    """A result that nobody knows ends no call either; `ivr call` does not know it, so the way is told in words."""
    proof = walk(after("/0", "DialCallStatus=unknown", HANGUP))
    assert found(proof) == {("hangs-up", "0 --advisor unknown"), ("hangs-up", "0 --advisor unknown-bridged")}
    assert [one.journey.is_callable for one in proof.exceptions] == [False, False]


@pytest.mark.parametrize(("bridged", "other"), [("true", "dropped"), ("false", "star")])
def test_a_conversation_that_goes_on_in_the_menu(walk, bridged, other):
    """After a conversation the call is over, after ringing in vain it is not: the Script knows which is which.

    Who fell away or pressed * is rung for again too, and could not choose: that is wrong whatever the Script says.
    """
    proof = walk(again("0", f"DialBridged={bridged}"))
    assert {rule for rule, _ in found(proof)} == {"differs", other}


def test_a_call_that_does_not_end(walk):
    """After a conversation the line is free again; who is sent back to the menu without a word is found."""
    back = b"<?xml version='1.0'?><Response><Redirect method='POST'>/voice</Redirect></Response>"

    def change(path: str, _told: str, document: bytes) -> bytes | None:
        return back if document.endswith(b"<Response><Hangup /></Response>") and "/whisper" not in path else None

    proof = walk(change)
    assert {rule for rule, _ in found(proof)} == {"differs"}


def test_a_document_that_ends_the_call_after_a_question(walk):
    """Who thinks about a question is not hung up on."""
    assert found(walk(edited("3-2", b"<Redirect", b"<Hangup/><Redirect"))) == {("hangs-up", "3 2")}


def test_a_document_that_ends_by_itself(walk):
    """A document that forgets to go on ends the call too."""
    is_it = shows("3-2")
    proof = walk(
        lambda _path, _told, asked: asked.partition(b"<Redirect")[0] + b"</Response>" if is_it(asked) else None
    )
    assert found(proof) == {("hangs-up", "3 2")}


def test_silence_that_goes_round(walk):
    """Who does nothing is not kept in a circle."""
    proof = walk(edited("3-2.s", b"0-silent</Redirect>", b"2.s</Redirect>"))
    assert found(proof) == {("silence", "3 2 wait wait")}


def test_wrong_keys_that_go_round(walk):
    """Who presses keys that do nothing is not kept in a circle."""
    assert found(walk(again("menu.ww", "Digits=9"))) == {("wrong-keys", "4 4 9")}


def test_112_that_is_missing(walk):
    """Where 1 does not name 112, the way there is told once, for all places that lead there."""
    proof = walk(edited("3-1", "één één twee".encode(), b"nul negen honderd"))
    assert found(proof) == {("no-112", "3 1")}
    assert proof.exceptions[0].elsewhere > 20


def test_an_advisor_that_is_missing(walk):
    """Where 0 repeats the question, nobody gets an advisor, and that is told."""
    assert found(walk(again("3-2", "Digits=0"))) == {("no-advisor", "3 2 0")}


def test_an_advisor_who_is_never_reached(walk):
    """Who presses 0 again while connecting is not kept in a circle."""
    assert found(walk(again("0", "Digits=0"))) == {("no-advisor", "0 0")}


def test_back_that_does_not_lead_back(walk):
    """Who presses * and stays where they were, is found."""
    assert found(walk(again("3-2", "Digits=%2A"))) == {("no-back", "3 2 ster")}


def test_back_that_goes_round(walk):
    """Who presses * and comes by the same two places for ever, is found too."""
    assert found(walk(again("3-2", "Digits=%2A", "3"))) == {("no-back", "3 ster")}


def test_a_question_without_words(walk):
    """Nobody is left to wait for a key in silence."""
    words = re.compile(rb"(<Gather[^>]*>).*(</Gather>)")
    is_it = shows("3-2")
    proof = walk(lambda _path, _told, document: words.sub(rb"\1\2", document) if is_it(document) else None)
    assert found(proof) == {("says-nothing", "3 2")}


def test_a_callers_number_that_is_shown(walk):
    """An advisor never sees who calls; that is told once, wherever it happens."""
    proof = walk(everywhere(b'callerId="+31101234567" ', b""))
    assert found(proof) == {("shows-caller", "0")}
    assert proof.exceptions[0].elsewhere > 5


def test_a_document_that_is_not_the_scripts(walk):
    """What the server says and the Script does not is found, with the keys that lead there."""
    assert found(walk(edited("3-2", b"Slaan.", b"Slaat."))) == {("differs", "3 2")}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'timeout="7"', b'timeout="9"', "er wordt niet even lang op een toets gewacht"),
        (b"-part-2", b"", "er wordt iets anders gezegd"),
        (b"Vormen", b"Vorm", "er wordt iets anders gezegd"),
        (b'timeout="30"', b'timeout="29"', "er gaan andere telefoons over"),
        (b"<Number ", b"<Number>+31201234567</Number><Number ", "er gaan andere telefoons over"),
    ],
)
def test_a_small_difference(walk, old, new, words):
    """Another wait, another place, another word or another telephone is a difference, wherever it is."""
    proof = walk(everywhere(old, new))
    assert {one.breach.rule for one in proof.exceptions} == {"differs"}
    assert words in proof.exceptions[0].breach.message


def test_another_opening(walk):
    """An opening without 112 is told as such, and also that it is another one: a server may have another menu."""
    proof = walk(edited("start", "één één twee".encode(), b"ons"))
    assert found(proof) == {("not-named", ""), ("differs", "")}


def test_the_shortest_way_is_told_first(walk):
    """Of what is wrong in many places, the first is the one that callers meet first."""
    ways = [one.journey for one in walk(everywhere(b'timeout="7"', b'timeout="9"')).exceptions]
    assert len(ways) > 3
    assert ways == sorted(ways, key=lambda journey: journey.length)


def test_a_menu_that_was_replaced_meanwhile(walk):
    """A caller from an older menu keeps the key for 112."""
    assert entered(walk(after("/voice/0000000000/start", "Digits=1", HANGUP))) == {("hangs-up", "changed 1")}


def test_a_fallback_that_fails_too(walk):
    """Where the fallback fails, who met a failure is lost, and that is told once."""
    failing: Answer = ("500 Internal Server Error", [], b"")
    proof = walk(lambda path, _told, _: failing if path == "/voice/fallback" else None)
    assert entered(proof) == {("fault", "fallback")}
    assert "raakt de lijn kwijt" in proof.exceptions[0].breach.message
    assert rescued(proof) == {"recordings": False, "documents": False}


def test_a_fallback_that_hangs_up(walk):
    """Who is not connected after a failure stays on the line too."""
    proof = walk(after("/voice/fallback", "DialCallStatus=no-answer", HANGUP))
    assert entered(proof) == {("hangs-up", "fallback")}


def test_a_fallback_that_needs_the_menu(walk):
    """A fallback that rings nobody leads back to a menu that fails: only who has no recordings is lost by it."""
    back = b"<?xml version='1.0'?><Response><Redirect method='POST'>/voice</Redirect></Response>"
    proof = walk(lambda path, _told, _: back if path == "/voice/fallback" else None)
    assert entered(proof) == {("no-recordings", "opening")}


def test_calls_that_take_longer_than_was_walked(walk):
    """A line that asks some callers otherwise than others."""
    proof = walk(in_calls(everywhere(b'timeout="7"', b'timeout="9"')))
    assert found(proof) == {("call-differs", "")}
    assert {one.proofs for one in proof.exceptions} == {("calls",)}


def test_calls_that_are_lost_though_all_was_well_when_walked(walk):
    """A fallback that hangs up on some callers."""
    proof = walk(in_calls(lambda path, _told, _document: HANGUP if path == "/voice/fallback" else None))
    assert found(proof) == {("not-rescued", "")}
    assert len(proof.exceptions) == 2


def test_a_recording_that_is_gone(walk):
    """A recording that Twilio cannot fetch is told once, with a way to hear that it is gone."""
    gone = ("404 Not Found", [("Content-Type", "text/plain")], b"")
    proof = walk(lambda path, _told, _: gone if path.startswith("/prompts/") else None)
    assert found(proof) == {("recording", "")}
    assert "/prompts/" in proof.exceptions[0].breach.message


@pytest.mark.parametrize("bad", [wav(b"\xff" * 32000, rate=16000), wav(bytes(32000), tag=1, bits=16), b"RIFF", b"ID3"])
def test_a_recording_of_another_kind(walk, bad):
    """A recording that a telephone does not play as it is, is told with its address."""
    audio = [("Content-Type", "audio/wav")]
    proof = walk(lambda path, _told, _: ("200 OK", audio, bad) if path.startswith("/prompts/") else None)
    assert found(proof) == {("recording", "")}
    assert "/prompts/" in proof.exceptions[0].breach.message


def test_a_recording_of_another_length(walk):
    """A recording that is not the one on this computer lasts longer or shorter, and is a difference."""
    audio = [("Content-Type", "audio/wav")]
    other = sound(2.5)
    proof = walk(lambda path, _told, _: ("200 OK", audio, other) if path.startswith("/prompts/") else None)
    assert found(proof) == {("differs", "")}
    assert "een opname duurt niet even lang" in proof.exceptions[0].breach.message
