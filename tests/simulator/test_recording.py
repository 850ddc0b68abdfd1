"""<Record> is executed as its page has it, and the REST API keeps what was recorded until it is deleted."""

import base64
import http.client
import io
import wave
from typing import Any
from urllib.parse import urlsplit

import pytest

from ivr.simulator import ACCOUNT, Office

from .conftest import TOKEN, Site

RECORDED: dict[str, Any] = {
    "/voice": '<Record action="/done" finishOnKey="#" maxLength="30"/><Say>Niets gehoord.</Say>',
    "/done": "<Say>Dank u.</Say>",
    "/voice/status": "",
}
WHERE = f"/2010-04-01/Accounts/{ACCOUNT}/Recordings"


def speech(seconds: float) -> bytes:
    """A WAV file as a telephone gives it."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", "NONE"))
        file.writeframes(bytes(int(seconds * 8000) * 2))
    return made.getvalue()


def length(sound: bytes) -> float:
    """Seconds."""
    with wave.open(io.BytesIO(sound)) as file:
        return float(file.getnframes() / file.getframerate())


@pytest.fixture
def site(office: Office) -> Site:
    """A line that records what its callers say."""
    return Site(dict(RECORDED), office=office)


def asks(office: Office, method: str, path: str, user: str = f"{ACCOUNT}:{TOKEN}") -> tuple[int, bytes]:
    """Ask the API for something; the status, and the answer."""
    connection = http.client.HTTPConnection(urlsplit(office.url).netloc, timeout=5)
    try:
        authorization = {"Authorization": f"Basic {base64.b64encode(user.encode()).decode()}"}
        connection.request(method, path, headers=authorization)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_what_is_said_is_kept_and_the_action_told(site: Site) -> None:
    """RecordingSid, RecordingUrl, whole seconds and the key; time passes by the tone and by speaking."""
    call = site.call()
    assert call.is_recorded
    call.records(speech(3))
    [told] = site.asked("/done")
    assert told["RecordingUrl"] == f"https://api.twilio.com{WHERE}/{told['RecordingSid']}"
    assert (told["RecordingDuration"], told["Digits"]) == ("3", "#")
    assert site.office.api.recordings.kept[told["RecordingSid"]] == speech(3)
    assert call.hears("Dank u")
    assert call.heard[-1].start == pytest.approx(3.5)


def test_silence_after_speech_is_recorded_too(site: Site) -> None:
    """Without a key the recording ends after the silence of the document, and that silence is in it."""
    site.call().records(speech(3), "")
    [told] = site.asked("/done")
    assert told["Digits"] == ""
    assert length(site.office.api.recordings.kept[told["RecordingSid"]]) == pytest.approx(8)


def test_no_longer_than_its_longest(site: Site) -> None:
    """Whatever comes after maxLength is not recorded, and no key ended it."""
    site.call().records(speech(40))
    [told] = site.asked("/done")
    assert (told["RecordingDuration"], told["Digits"]) == ("30", "")


@pytest.mark.parametrize("key", ["", "#"])
def test_nothing_said_goes_on_below(site: Site, key: str) -> None:
    """ "if Twilio receives an empty recording, it will not make a request to the 'action' URL." """
    call = site.call()
    if key:
        call.presses(key)
    else:
        call.waits()
    assert call.hears("Niets gehoord")
    assert site.asked("/done") == []


def test_hanging_up_meanwhile(site: Site) -> None:
    """The action is told with Digits=hangup; what it answers nobody hears."""
    call = site.call()
    call.records(speech(2), "hangup")
    assert call.ended
    assert [told["Digits"] for told in site.asked("/done")] == ["hangup"]
    assert call.heard == []


def test_only_keys_that_end_it(site: Site) -> None:
    """Any other key is a mistake of the test, and so is speaking where nothing is recorded."""
    call = site.call()
    with pytest.raises(ValueError, match="does not end"):
        call.records(speech(1), "1")
    call.records(speech(1))
    with pytest.raises(RuntimeError, match="nothing is being recorded"):
        call.records(speech(1))


@pytest.mark.parametrize(
    "attribute", ['timeout="0"', 'maxLength="1"', 'finishOnKey="a"', 'playBeep="ja"', 'trim="yes"', 'transcribe="ja"']
)
def test_values_that_are_not_documented(site: Site, attribute: str) -> None:
    """Each is a fault of the document."""
    site.answers["/voice"] = f"<Record {attribute}/>"
    assert [fault.code for fault in site.call().faults] == [12200, 11217]


def test_the_api_gives_and_deletes(office: Office) -> None:
    """The sound as WAV, and 204; then it is gone for good."""
    sid = office.api.recordings.keep(speech(1))
    assert asks(office, "GET", f"{WHERE}/{sid}.wav") == (200, speech(1))
    assert asks(office, "DELETE", f"{WHERE}/{sid}.json") == (204, b"")
    assert asks(office, "GET", f"{WHERE}/{sid}.wav")[0] == 404
    assert office.api.recordings.deleted == [sid]


def test_the_api_refuses(office: Office) -> None:
    """Whoever is not the account, other addresses, and other methods."""
    sid = office.api.recordings.keep(speech(1))
    assert asks(office, "GET", f"{WHERE}/{sid}.wav", "somebody:else")[0] == 401
    for method, path in (("GET", f"{WHERE}/{sid}.mp3"), ("POST", f"{WHERE}/{sid}.wav"), ("GET", f"{WHERE}/x.wav")):
        assert asks(office, method, path)[0] == 404


def test_the_api_is_late_fails_and_exaggerates(office: Office) -> None:
    """A file that is not there yet, an API that answers 500, and an answer without end."""
    recordings = office.api.recordings
    recordings.late = 1
    sid = recordings.keep(speech(1))
    assert [asks(office, "GET", f"{WHERE}/{sid}.wav")[0] for _ in range(2)] == [404, 200]
    office.api_fails("error")
    assert asks(office, "GET", f"{WHERE}/{sid}.wav")[0] == 500
    office.api_works()
    recordings.huge = True
    assert len(asks(office, "GET", f"{WHERE}/{sid}.wav")[1]) > 10_000_000
    recordings.undeletable = True
    assert asks(office, "DELETE", f"{WHERE}/{sid}.json")[0] == 500
