"""A call as data: what was heard, what passed and what was done, so that sound can be made of it."""

from dataclasses import replace
from itertools import pairwise

import pytest

from ivr.simulator import Call, Entry, Simulator, Trouble

from .conftest import ADVISOR, URL, Answer, Site, dial, recording, wav


def kinds(call: Call) -> list[tuple[str, float, float]]:
    """What is on the tape, and when."""
    return [(entry.kind, entry.start, entry.seconds) for entry in call.tape]


def no_hole(call: Call) -> bool:
    """Whether each entry begins where the one before it ended, up to the end of the call."""
    ends = [entry.start + entry.seconds for entry in call.tape]
    starts = [entry.start for entry in call.tape[1:]] + [call.seconds]
    return ends == pytest.approx(starts)


def test_everything_is_on_the_tape(site: Site) -> None:
    """Speech with its language, recordings with their address, keys, silences, ringing and the conversation."""
    site.answers |= {
        "/voice": '<Say language="nl-NL">Dag.</Say><Play>/a.wav</Play><Pause length="2"/><Gather timeout="7"/>'
        '<Gather numDigits="1" action="/key"/><Say>Nooit.</Say>',
        "/a.wav": recording(1.5),
        "/key": f'<Dial callerId="+31101234567">{ADVISOR}</Dial>',
    }
    call = site.call()
    call.waits()
    call.presses("4")
    call.advisor_hangs_up()
    assert [replace(entry, start=round(entry.start, 2), seconds=round(entry.seconds, 2)) for entry in call.tape] == [
        Entry(0, 0.8, "say", "Dag.", language="nl-NL"),
        Entry(0.8, 1.5, "play", "a.wav", f"{URL}/a.wav"),
        Entry(2.3, 2, "pause"),
        Entry(4.3, 0, "note", "waits"),
        Entry(4.3, 7, "silence"),
        Entry(11.3, 0, "key", "4"),
        Entry(11.3, 0, "note", f"rings {ADVISOR}, showing +31101234567"),
        Entry(11.3, 5, "ringing"),
        Entry(16.3, 0, "answer", ADVISOR),
        Entry(16.3, 0, "note", "advisor hangs up"),
        Entry(16.3, 60, "conversation"),
        Entry(76.3, 0, "note", "ended"),
    ]
    assert no_hole(call)


def test_what_a_key_cut_off_is_not_on_the_tape(site: Site) -> None:
    """Barge-in: what comes next begins at once."""
    site.answers |= {
        "/voice": '<Gather numDigits="1" action="/key"><Say>Een.</Say><Say>Twee.</Say></Gather>',
        "/key": "<Gather><Say>Drie.</Say></Gather>",
    }
    call = site.call()
    call.hears("Een")
    call.presses("1")
    call.listens()
    assert [entry.text for entry in call.tape] == ["Een.", "1", "Drie."]
    assert no_hole(call)


def test_a_whisper_rings_on_for_the_caller(site: Site) -> None:
    """While the one who picked up hears the whisper, the caller hears ringing."""
    site.answers |= dial(nouns=f'<Number url="/whisper">{ADVISOR}</Number>')
    site.answers |= {"/whisper": "<Play>/a.wav</Play>", "/a.wav": recording(3)}
    call = site.call()
    rings = [entry for entry in call.tape if entry.kind == "ringing"]
    assert [(entry.start, entry.seconds) for entry in rings] == [(0, 5), (5, 3)]
    assert no_hole(call)


def test_ringing_in_vain(site: Site) -> None:
    """It rings for as long as Twilio lets it, and then the line goes on."""
    site.answers |= dial('timeout="20"')
    call = site.call(dials=["no-answer"])
    assert ("ringing", 0, 25) in kinds(call)
    assert all(before.start <= after.start for before, after in pairwise(call.tape))


def test_the_tape_cannot_be_changed_from_outside(site: Site) -> None:
    """Whoever asks gets a copy."""
    site.answers["/voice"] = "<Say>Dag.</Say>"
    call = site.call()
    call.tape.clear()
    assert [entry.text for entry in call.tape] == ["Dag.", "ended"]


def test_a_recording_can_be_had(site: Site) -> None:
    """The bytes that a call plays, by the same way."""
    site.answers |= {"/a.wav": recording(2), "/b.wav": Answer(b"", "text/html")}
    line: Simulator = site.line()
    assert line.recording(f"{URL}/a.wav") == wav(2)
    with pytest.raises(Trouble, match="content type"):
        line.recording(f"{URL}/b.wav")
    with pytest.raises(Trouble, match="404"):
        line.recording(f"{URL}/c.wav")
