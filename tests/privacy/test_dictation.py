"""A real server on which texts are recorded: nothing of the speaker or the PIN stays behind, in a call good or bad."""

from ivr.simulator import ACCOUNT, Office
from tests.conftest import TOKEN
from tests.privacy.traces import House, asks
from tests.simulator.test_recording import speech

PIN = "271935"
WRONG = "584736"


def test_speakers_leave_nothing_but_recordings(tmp_path):
    """The right PIN and a wrong one, a take that is refused, one that cannot be fetched, and hanging up."""
    house = House(tmp_path)
    with Office(token=TOKEN) as office:
        more = {"IVR_RECORDING_PIN": PIN, "IVR_RECORDING_VOICE": "marije", "TWILIO_ACCOUNT_SID": ACCOUNT}
        with house.serves(TWILIO_API_URL=office.url, GUNICORN_CMD_ARGS="--log-level debug", **more) as server:

            def calls(path, **told):
                assert asks(server, f"/recording{path}", AccountSid=ACCOUNT, **told) == 200

            calls("", CallStatus="ringing")
            calls("/pin/1", Digits=WRONG)
            calls("/pin/2", Digits=PIN)
            sid = office.api.recordings.keep(speech(1))
            calls("/taken/0123456789", RecordingSid=sid, Digits="#")
            calls("/taken/0123456789", RecordingSid=sid, Digits="hangup")
            office.api_fails("error")
            calls("/taken/0123456789", RecordingSid=sid)
            server.stop()
    assert office.api.recordings.kept == {}
    assert "wrong PIN" in server.log.read_text()
    assert "still at Twilio" in server.log.read_text()
    assert house.leaks() == {}
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert not [secret for secret in (PIN, WRONG, sid, "/recording/") if secret.encode() in written]
