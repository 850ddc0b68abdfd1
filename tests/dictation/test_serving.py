"""Recording is there for who is Twilio where a PIN is set, and callers of the line are never recorded."""

from importlib.resources import files
from urllib.parse import urlencode

import pytest
from msgspec.structs import replace

from ivr.dictation.words import Words, words
from ivr.edition import Fallback
from ivr.publishing import built_in, instead, publish, static_fallback
from ivr.settings import Settings, SettingsError
from ivr.simulator import ACCOUNT
from ivr.simulator.signing import signature
from ivr.studio import create_app
from tests.conftest import NUMBERS, ROOT, TOKEN, URL
from tests.dictation.conftest import PIN, SPEAKER, VOICE

TEXT, DRAFT, SID = "0123456789", "0" * 32, "RE" + "0" * 32
ADDRESSES = [
    "",
    "/pin/1",
    "/next/0",
    f"/text/{TEXT}/0",
    f"/reading/{TEXT}",
    f"/taken/{TEXT}",
    f"/fetch/{TEXT}/{SID}/1",
    f"/judge/{TEXT}/{DRAFT}/0",
    f"/judged/{TEXT}/{DRAFT}",
]


@pytest.fixture
def settings(office, tmp_path) -> Settings:
    """The shipped line, on which the texts can be recorded."""
    made = Settings(URL, (TOKEN,), menus=ROOT / "menus.yml", prompts=ROOT / "prompts", state=tmp_path, numbers=NUMBERS)
    return replace(made, account=ACCOUNT, api_url=office.url, recording_pin=PIN, recording_voice=VOICE)


def posts(app, path, *, account=ACCOUNT, token=TOKEN, **told):
    """Ask as Twilio does, for this account and with this token."""
    form = {"AccountSid": account, "CallSid": "CA" + "1" * 32, "From": SPEAKER, "CallStatus": "in-progress", **told}
    headers = {"X-Twilio-Signature": signature(token, URL + path, form)}
    return app.test_client().post(
        path,
        data=urlencode(form),
        base_url=URL,
        headers=headers,
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"RAW_URI": path},
    )


@pytest.mark.parametrize("address", [*ADDRESSES, f"/draft/{DRAFT}.wav"])
def test_without_a_pin_there_is_nothing(settings, address):
    """Not even for Twilio itself."""
    app = create_app(replace(settings, recording_pin=None))
    assert posts(app, f"/recording{address}").status_code == 404
    assert app.test_client().get(f"/recording{address}").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_twilio(settings, address):
    """A stranger, another account and a GET get what they get anywhere on the line."""
    app, path = create_app(settings), f"/recording{address}"
    assert posts(app, path).status_code == 200
    assert posts(app, path, token="another").status_code == 403
    assert posts(app, path, account="AC" + "9" * 32).status_code == 403
    assert app.test_client().get(path).status_code == 405


@pytest.mark.parametrize("name", [DRAFT, "..", "%2e%2e", "0" * 31, "../" + DRAFT])
def test_a_take_is_known_by_its_name_only(settings, name):
    """Who does not know it gets nothing, and no other file."""
    (settings.state / "dictation" / "drafts").mkdir(parents=True)
    (settings.state / "dictation" / "other.wav").write_bytes(b"of somebody else")
    assert create_app(settings).test_client().get(f"/recording/draft/{name}.wav").status_code == 404


@pytest.mark.parametrize(
    "told",
    [
        {"RecordingUrl": "https://evil.test/sound.wav"},
        {"RecordingUrl": "http://169.254.169.254/latest/meta-data"},
        {"RecordingSid": "../../Calls"},
        {"RecordingSid": SID.lower()},
        {"RecordingSid": f"{SID}/../x", "RecordingUrl": f"https://evil.test/{SID}"},
        {"RecordingSid": f"{SID}\n"},
        {},
    ],
)
def test_a_forged_recording_is_not_fetched(studio, told, monkeypatch):
    """Nothing is asked of anybody, whatever a request calls a recording."""
    monkeypatch.setattr("requests.request", lambda *asked, **_: pytest.fail(f"asked for {asked}"))
    answer = posts(studio.line()._app, f"/recording/taken/{_id(studio)}", **told)
    assert "kwam niet binnen" in answer.text


@pytest.mark.parametrize("sid", [SID.lower(), SID[:-1], f"{SID}0", "CA" + "0" * 32, "..", "%2e%2e", f"{SID}%0a"])
def test_a_forged_address_to_fetch_from_is_not_asked(studio, sid, monkeypatch):
    """Where a recording is waited for, only what Twilio calls one makes an address of its API."""
    monkeypatch.setattr("requests.request", lambda *asked, **_: pytest.fail(f"asked for {asked}"))
    assert posts(studio.line()._app, f"/recording/fetch/{_id(studio)}/{sid}/1").status_code == 404


def test_only_the_name_at_the_end_of_a_recordings_address_counts(studio):
    """Without a RecordingSid, which no page promises; the host is the API's own all the same."""
    answer = posts(studio.line()._app, f"/recording/taken/{_id(studio)}", RecordingUrl=f"https://evil.test/x/{SID}")
    assert "Een ogenblik" in answer.text
    assert studio.office.api.recordings.asked == [f"GET /2010-04-01/Accounts/{ACCOUNT}/Recordings/{SID}.wav"]


def _id(studio):
    return studio.path(studio.missing[0]).name.split(".")[1]


def test_the_pin_is_in_no_address(settings):
    """Addresses end up in many places; what is keyed is in the body of a request only."""
    app = create_app(settings)
    answers = [posts(app, f"/recording{address}", Digits=PIN).text for address in ADDRESSES]
    assert not any(PIN in answer for answer in answers)


def test_callers_are_never_recorded(settings):
    """No document of the line has <Record>: not of the menu, the built-in line, or the last resort."""
    published = publish(settings.menus, settings.prompts, settings.numbers)
    spare = instead(settings.prompts, settings.numbers)
    documents = [document for made in (published, spare) for document in made.edition.documents.values()]
    documents += [getattr(made.fallback, name) for made in (published, spare) for name in Fallback.__struct_fields__]
    documents.append(static_fallback(built_in(), URL))
    assert len(documents) > 50
    assert not any(b"<Record" in document or b"ecord=" in document for document in documents)


def test_callers_hear_the_same_with_a_pin(settings):
    """The line answers byte for byte what it answers without."""
    with_pin, without = create_app(settings), create_app(replace(settings, recording_pin=None))
    edition = publish(settings.menus, settings.prompts, settings.numbers).edition
    paths = ["/voice", "/voice/fallback", "/voice/status", "/voice/x/y", *map(edition.address, edition.documents)]
    for path in paths:
        assert posts(with_pin, path).data == posts(without, path).data
        assert b"<Record" not in posts(with_pin, path).data


def test_a_folder_of_a_computer_voice(settings):
    """A person and a computer are not mixed in one folder: the start says what to set."""
    with pytest.raises(SettingsError, match=r"^IVR_RECORDING_VOICE is standin, and its voice.yml [^\n]*$"):
        create_app(replace(settings, recording_voice="standin"))


def test_every_sentence_is_used(settings):
    """What is said stands in words.yml, and nothing else does."""
    code = "".join(path.read_text() for path in files("ivr.dictation").iterdir() if path.name.endswith(".py"))
    for name in Words.__dataclass_fields__:
        assert f"words().{name}" in code
        assert getattr(words(), name)
