"""Recordings are fetched as Twilio fetches them, checked and measured."""

import pytest

from ivr.simulator.audio import wav_seconds

from .conftest import URL, Answer, Site, recording, wav

PLAY = "<Play>prompts/a.wav</Play>"


@pytest.mark.parametrize("kind", [1, 7])
def test_the_length_of_a_recording(kind: int) -> None:
    """PCM and mu-law are measured by their bytes a second; other chunks are skipped."""
    assert wav_seconds(wav(2.5, kind=kind)) == 2.5


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not a WAV file"),
        (b"ID3" + bytes(50), "not a WAV file"),
        (wav(1.0).replace(b"WAVE", b"AVI "), "not a WAV file"),
        (wav(1.0).replace(b"RIFF", b"RIFX"), "not a WAV file"),
        (wav(1.0)[:-13], "cut short"),
        (wav(1.0)[:20], "cut short"),
        (wav(1.0)[:12], "lacks a format or a data chunk"),
        (wav(1.0, kind=85), "format is 85"),
        (wav(1.0).replace(b"\x40\x1f\0\0\x40\x1f\0\0", bytes(8)), "not PCM or mu-law"),
    ],
)
def test_what_is_no_recording(content: bytes, message: str) -> None:
    """A file that Twilio could not play, or that is cut short, is refused."""
    with pytest.raises(ValueError, match=message):
        wav_seconds(content)


def test_a_recording_is_heard_by_its_words(site: Site) -> None:
    """Words come from `texts`, by the absolute URL; a relative URL starts from the document's."""
    site.answers |= {"/voice": PLAY, "/prompts/a.wav": recording(2)}
    call = site.line(texts={f"{URL}/prompts/a.wav": "Goedendag."}.get).call()
    assert call.heard_at("goedendag.") == 1.75
    assert [(heard.kind, heard.url, heard.end) for heard in call.heard] == [("play", f"{URL}/prompts/a.wav", 2.0)]


def test_a_recording_without_words_is_heard_by_its_name(site: Site) -> None:
    """Nobody wrote its words down: the file name is shown."""
    site.answers |= {"/voice": PLAY, "/prompts/a.wav": recording()}
    assert site.call().hears("a.wav")


def test_media_are_fetched_plainly(site: Site) -> None:
    """docs/voice/twiml/play: a GET without Twilio's parameters; nothing is documented about a signature."""
    site.answers |= {"/voice": PLAY, "/prompts/a.wav": recording()}
    site.call()
    (seen,) = [seen for seen in site.seen if seen.path == "/prompts/a.wav"]
    assert seen.params == {}
    assert seen.environ["REQUEST_METHOD"] == "GET"
    assert not {"HTTP_X_TWILIO_SIGNATURE", "CONTENT_TYPE"} & set(seen.environ)


def test_a_recording_is_fetched_once(site: Site) -> None:
    """All calls of one simulator share what was fetched."""
    site.answers |= {"/voice": PLAY * 2, "/prompts/a.wav": recording()}
    line = site.line()
    assert [line.call().seconds, line.call().seconds] == [2.0, 2.0]
    assert len(site.asked("/prompts/a.wav")) == 1


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(b"", status="404 Not Found"), 11217),
        (Answer(wav(), "application/octet-stream"), 13420),
        (Answer(wav(), ""), 13420),
        (Answer(b"ID3", "audio/wav"), 13420),
    ],
)
def test_a_recording_that_cannot_be_played(site: Site, answer: Answer, code: int) -> None:
    """docs/api/errors/13420 and 11217; the fault is the recording's, and the fallback goes on."""
    site.answers |= {"/voice": PLAY, "/prompts/a.wav": answer, "/voice/fallback": "<Say>Bel straks.</Say>"}
    call = site.call()
    assert [(fault.code, fault.url) for fault in call.faults] == [(code, f"{URL}/prompts/a.wav")]
    assert call.hears("Bel straks")


def test_all_recordings_of_a_gather_are_fetched_first(site: Site) -> None:
    """ "Twilio retrieves the contents of all files before the Play begins": one missing file spoils the menu."""
    site.answers |= {
        "/voice": "<Gather><Say>Kies.</Say><Play>/a.wav</Play><Play>/missing.wav</Play></Gather>",
        "/a.wav": recording(),
        "/voice/fallback": "<Say>Bel straks.</Say>",
    }
    call = site.call()
    assert [heard.text for heard in call.heard] == ["Bel straks."]
    assert [fault.url for fault in call.faults] == [f"{URL}/missing.wav"]


def test_recordings_outside_a_gather_are_fetched_in_turn(site: Site) -> None:
    """What came before the missing file has been heard."""
    site.answers |= {"/voice": "<Say>Dag.</Say><Play>/missing.wav</Play>"}
    call = site.line(fallback=None).call()
    assert [heard.text for heard in call.heard] == ["Dag."]
    assert call.ended


def test_loops_pauses_and_tones(site: Site) -> None:
    """`loop` repeats, 0 a thousand times; a pause passes in silence; a tone takes half a second."""
    site.answers["/voice"] = '<Say loop="2">Ja.</Say><Pause length="3"/><Play digits="w1"/>'
    call = site.call()
    assert [heard.text for heard in call.heard] == ["Ja.", "Ja.", "w1"]
    assert call.seconds == pytest.approx(2 * 0.8 + 3 + 1)
    site.answers["/voice"] = '<Say loop="0">Ja</Say>'
    assert len(site.call().heard) == 1000
