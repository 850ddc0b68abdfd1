"""Whatever fails is told to the speaker, no earlier recording is lost, and Twilio keeps nothing."""

import logging
import shutil

import pytest

from ivr.keeping import turn
from ivr.simulator import ACCOUNT
from tests.conftest import ROOT
from tests.dictation.conftest import PIN, SPEAKER, VOICE
from tests.prompts.speaking import needs_programs

KEPT = f"/2010-04-01/Accounts/{ACCOUNT}/Recordings"


def records(studio, sound, key="#"):
    """Record the first text."""
    call = studio.about_to_speak()
    call.records(sound, key)
    return call


@pytest.fixture
def older(studio):
    """An earlier recording of the text that is about to be recorded, under the name that a text had before."""
    path = studio.path(studio.missing[0])
    path = path.with_name(f"oud.{path.name.partition('.')[2]}")
    shutil.copy(next((ROOT / "prompts" / "standin").glob("*.wav")), path)
    return path


@needs_programs
@pytest.mark.parametrize("key", ["#", ""])
def test_twilio_forgets_what_it_recorded(studio, says, key):
    """A take is fetched once and deleted at once, before anybody has judged it."""
    records(studio, says(studio.missing[0]), key)
    recordings = studio.office.api.recordings
    [sid] = recordings.deleted
    assert recordings.kept == {}
    assert recordings.asked == [f"GET {KEPT}/{sid}.wav", f"DELETE {KEPT}/{sid}.json"]


def test_hanging_up_while_speaking(studio, says):
    """What was recorded till then is deleted at Twilio, and not even fetched."""
    call = records(studio, says(studio.missing[0]), "hangup")
    assert call.ended
    recordings = studio.office.api.recordings
    assert recordings.kept == {}
    assert [asked.partition(" ")[0] for asked in recordings.asked] == ["DELETE"]
    assert studio.missing[0] not in studio.recorded


@needs_programs
def test_a_recording_that_is_not_there_yet(studio, says):
    """The speaker is asked for a moment, and the take is fetched when it is there."""
    studio.office.api.recordings.late = 3
    call = records(studio, says(studio.missing[0]))
    assert call.hears("Een ogenblik.")
    assert call.hears("De opname is goed")
    assert [heard.text for heard in call.heard].count("Een ogenblik.") == 1


@needs_programs
def test_others_work_on_sound(studio, says):
    """The take is not fetched meanwhile: the speaker is asked for a moment, and then to try again, which works."""
    call = studio.about_to_speak()
    with turn(), turn():
        call.records(says(studio.missing[0]))
    assert call.hears("Een ogenblik.")
    assert call.hears("De opname kwam niet binnen")
    assert not any(asked.startswith("GET") for asked in studio.office.api.recordings.asked)
    call.presses("2")
    call.records(says(studio.missing[0]))
    assert call.hears("De opname is goed")


def test_a_recording_that_never_comes(studio, says):
    """After some ten seconds the speaker may try again; what comes later is deleted."""
    studio.office.api.recordings.late = 1000
    call = records(studio, says(studio.missing[0]))
    before = call.seconds
    assert call.hears("De opname kwam niet binnen")
    assert call.seconds - before < 15
    call.presses("2")
    assert call.is_recorded
    assert studio.office.api.recordings.kept == {}


@pytest.mark.parametrize(
    ("failure", "why"), [("error", "refuses with 500"), ("busy", "429"), ("refuses", "cannot be reached")]
)
def test_the_api_fails(studio, says, caplog, failure, why):
    """The speaker hears that nothing has changed, the administrator why; trying again works when the API does."""
    call = studio.about_to_speak()
    studio.office.api_fails(failure)
    call.records(says(studio.missing[0]))
    assert call.hears("De opname kwam niet binnen")
    assert why in caplog.text
    assert "still at Twilio" in caplog.text
    studio.office.api_works()
    call.presses("2")
    assert call.is_recorded


def test_an_answer_without_end(studio, says, caplog):
    """No more is read than any recording has."""
    studio.office.api.recordings.huge = True
    call = records(studio, says(studio.missing[0]))
    assert call.hears("De opname kwam niet binnen")
    assert "gives more than" in caplog.text
    assert studio.office.api.recordings.kept == {}


@needs_programs
def test_twilio_does_not_delete(studio, says, caplog):
    """The administrator is told to; the speaker goes on."""
    studio.office.api.recordings.undeletable = True
    assert records(studio, says(studio.missing[0])).hears("De opname is goed")
    assert "delete it in the console" in caplog.text


def test_without_ffmpeg(studio, says, monkeypatch, caplog):
    """The speaker hears that it does not work now; the administrator, what to install."""
    said = says(studio.missing[0])
    monkeypatch.setenv("PATH", "")
    call = records(studio, said)
    assert call.hears("De opname kan nu niet worden verwerkt")
    assert call.ended
    assert "apt-get install ffmpeg" in caplog.text
    assert studio.office.api.recordings.kept == {}


@needs_programs
def test_a_folder_that_cannot_be_written(studio, says, monkeypatch, caplog):
    """An earlier recording stays, the take too, and the speaker can try to keep it once more."""
    monkeypatch.setattr("ivr.keeping.place.put_recording", no_room)
    call = records(studio, says(studio.missing[0]))
    before = sorted(studio.path("").parent.iterdir())
    call.presses("1")
    assert call.hears("De opname kon niet worden bewaard")
    assert "No space left" in caplog.text
    assert sorted(studio.path("").parent.iterdir()) == before


def no_room(*_):
    """A disk that is full."""
    raise OSError(28, "No space left on device")


@needs_programs
def test_a_better_take_replaces_the_older(studio, says, older):
    """Only when it is kept; a text has one recording."""
    older.write_bytes(b"no sound: so the text is missing")
    call = records(studio, says(studio.missing[0]))
    assert older.exists()
    call.presses("1")
    assert not older.exists()
    assert studio.missing[0] in studio.recorded
    [put_aside] = (studio.settings.state / "earlier" / VOICE).rglob("*.wav")
    assert put_aside.read_bytes() == b"no sound: so the text is missing"


@needs_programs
def test_nothing_of_the_speaker_is_logged(studio, says, caplog):
    """Neither number, CallSid, PIN nor address, at any level, whether it goes well or wrong."""
    caplog.set_level(logging.DEBUG, "ivr")
    call = studio.calls_in()
    call.presses("584736#")
    call.presses(f"{PIN}#1")
    call.records(says(studio.missing[0]))
    studio.office.api_fails("error")
    call.presses("2")
    call.records(says(studio.missing[0]))
    files = [path.read_bytes() for path in studio.settings.state.rglob("*") if path.is_file()]
    for secret in (SPEAKER[3:], call.sid, PIN, "584736", "/recording/"):
        assert secret not in caplog.text
        assert not any(secret.encode() in content for content in files)
    assert VOICE not in caplog.text
