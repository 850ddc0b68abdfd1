"""Who gets into the studio, and what a browser may do there."""

import threading
import time

import pytest
from msgspec.structs import replace

from ivr.settings import Settings, SettingsError
from ivr.studio import create_app, guard
from tests.conftest import URL
from tests.studio.visitor import HASH, PASSWORD, act, basic

PATHS = ["/studio", "/studio/static/call.js", "/studio/menu/draft", "/studio/prompts/a/b.wav", "/studio/counts.csv"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("headers", [{}, basic("guess"), basic(""), {"Authorization": "Bearer x"}, {"Cookie": "a=b"}])
def test_nobody_comes_in_without_the_password(visitor, path, headers):
    """Whatever is asked for, a stranger gets the same answer, and a browser asks for the password."""
    answer = visitor.client.get(path, base_url=URL, headers=headers)
    assert (answer.status_code, answer.data) == (401, b"401 Unauthorized\n")
    assert answer.headers["WWW-Authenticate"].startswith("Basic ")


@pytest.mark.parametrize("user", ["", "marije", "é"])
def test_any_name_will_do(visitor, user):
    """Only the password counts; also again, when it is known already."""
    for _ in range(2):
        assert visitor.client.get("/studio", base_url=URL, headers=basic(PASSWORD, user)).status_code == 200
    assert visitor.client.get("/studio", base_url=URL, headers=basic("guess", user)).status_code == 401


def test_without_a_password_there_is_no_studio(studio_settings):
    """A line whose administrator has not switched it on has no such addresses."""
    client = create_app(replace(studio_settings, studio_password=None)).test_client()
    assert [client.get(path, base_url=URL).status_code for path in PATHS] == [404] * len(PATHS)


def test_a_password_that_is_no_hash_stops_the_start():
    """Who sets the password itself is told so, and the message does not repeat it."""
    environment = {"IVR_PUBLIC_URL": URL, "TWILIO_AUTH_TOKEN": "t", "IVR_STUDIO_PASSWORD": PASSWORD}
    with pytest.raises(SettingsError, match="IVR_STUDIO_PASSWORD") as told:
        Settings.read(environment)
    assert PASSWORD not in str(told.value)
    settings = Settings.read(environment | {"IVR_STUDIO_PASSWORD": HASH})
    assert settings.studio_password == HASH
    assert HASH not in repr(settings)


@pytest.mark.parametrize("origin", [None, "null", "https://evil.test", URL + ".evil.test", "http://ivr.test"])
@pytest.mark.parametrize("path", ["/studio/call", "/studio/test"])
def test_another_page_changes_nothing(visitor, origin, path):
    """A page elsewhere that a browser with the password visits cannot use it."""
    headers = basic(PASSWORD) | ({"Origin": origin} if origin else {})
    body: dict[str, object] = {"which": "draft", "edition": None, "at": None, "acts": []}
    assert visitor.client.post(path, json=body, base_url=URL, headers=headers).status_code == 403
    assert visitor.posts(path, body).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_browsers_are_told_to_trust_nothing_else(visitor, path):
    """Every answer forbids other hosts, other frames, guessing kinds and keeping; and sets no cookie."""
    headers = visitor.gets(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == ("no-cache" if "static" in path else "no-store")
    assert "Set-Cookie" not in headers


def test_in_development_it_is_for_this_machine_only(studio_settings):
    """Without a password it answers to its own name alone, so that no page elsewhere reaches it."""
    settings = replace(studio_settings, public_url="http://127.0.0.1:8000", studio_password=None)
    client = create_app(settings, is_open=True).test_client()
    for host, status in [("127.0.0.1:8000", 200), ("localhost:8000", 200), ("evil.test:8000", 403), ("evil.test", 403)]:
        assert client.get("/studio", base_url=f"http://{host}").status_code == status, host


def test_guessing_holds_few_requests_up(visitor, monkeypatch):
    """However many guess at once, no more than a few threads wait for it: the others are left to callers."""
    release = threading.Event()
    monkeypatch.setattr(guard, "check_password_hash", lambda *_: release.wait(20) and False)
    answers: list[int] = []

    def guess() -> None:
        client = visitor.client.application.test_client()
        answers.append(client.get("/studio", base_url=URL, headers=basic("guess")).status_code)

    threads = [threading.Thread(target=guess) for _ in range(guard.WAITING + 5)]
    for thread in threads:
        thread.start()
    until = time.monotonic() + 20
    while len(answers) < 5 and time.monotonic() < until:
        time.sleep(0.01)
    assert answers == [503] * 5
    release.set()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [401] * guard.WAITING + [503] * 5


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {"which": "draft"},
        {"which": "other", "edition": None, "at": None, "acts": []},
        {"which": "draft", "edition": None, "at": "gisteren", "acts": []},
        {"which": "draft", "edition": None, "at": None, "acts": [act("waits")] * 201},
        {"which": "draft", "edition": None, "at": None, "acts": [act("presses", "12")]},
        {"which": "draft", "edition": None, "at": None, "acts": [act("presses", "")]},
        {"which": "draft", "edition": None, "at": None, "acts": [act("waits", heard=-1)]},
        {"which": "draft", "edition": None, "at": None, "acts": [act("waits", heard=10**9)]},
        {"which": "draft", "edition": None, "at": None, "acts": [act("transcript")]},
        {"which": "draft", "edition": None, "at": None, "acts": [act("__init__")]},
        {"which": "draft", "edition": None, "at": None, "acts": [act("advisors_do", "ringing")]},
        {"which": "draft", "edition": None, "at": None, "acts": ["waits"]},
    ],
)
def test_what_no_page_asks_is_refused(visitor, body):
    """A request by hand gets one Dutch sentence."""
    answer = visitor.posts("/studio/call", body)
    assert answer.status_code == 400
    assert answer.get_json()["error"].endswith(".")


def test_a_large_request_is_refused_unread(visitor):
    """No more is read than the longest call needs, which is allowed."""
    long = [act("waits", heard=200), act("advisors_do", "not-accepted")] * 100
    assert visitor.asks(long).status_code == 400  # nobody's telephone rings then, but it is read
    assert visitor.posts("/studio/call", {"acts": "x" * 20_000}).status_code == 413
