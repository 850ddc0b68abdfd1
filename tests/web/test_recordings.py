"""How Twilio's audio cache gets the recordings."""

import re

import pytest

from tests.web.test_routes import asks


@pytest.fixture
def url(app):
    """The address of the first recording of the opening."""
    return re.findall(r"<Play>(.*?)</Play>", asks(app, "/voice"))[0]


def test_a_recording_can_be_kept_for_ever(app, url):
    """The address holds a hash of the bytes, so it never has to be asked for again."""
    response = app.test_client().get(url)
    assert (response.status_code, response.mimetype) == (200, "audio/wav")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.data[:4] == b"RIFF"
    assert response.content_length == len(response.data)


def test_who_has_it_gets_304(app, url):
    """A cache that asks again is told that nothing has changed, with nothing sent."""
    client = app.test_client()
    tag = client.get(url).headers["ETag"]
    response = client.get(url, headers={"If-None-Match": tag})
    assert (response.status_code, response.data, response.headers["ETag"]) == (304, b"", tag)
    assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_head_gives_the_length_only(app, url):
    """A cache may ask how long it is."""
    client = app.test_client()
    response = client.head(url)
    assert (response.status_code, response.data) == (200, b"")
    assert response.content_length == len(client.get(url).data)


def test_a_range_can_be_asked_for(app, url):
    """A player may fetch a part."""
    response = app.test_client().get(url, headers={"Range": "bytes=0-3"})
    assert (response.status_code, response.data) == (206, b"RIFF")


@pytest.mark.parametrize(
    "change",
    [
        lambda url: url.rpartition("/")[0] + "/",
        lambda url: url.rpartition("/")[0],
        lambda url: url.replace(".wav", ".mp3"),
        lambda url: "/prompts/standin/voice.yml",
        lambda url: url.rpartition("/")[0] + "/../../menus.yml",
        lambda url: url.rpartition("/")[0] + "/%2e%2e%2f%2e%2e%2fmenus.yml",
        lambda url: "/prompts/" + "0" * 16 + "/" + url.rpartition("/")[2],
        lambda url: "/prompts//etc/passwd",
    ],
)
def test_nothing_but_recordings_can_be_fetched(app, url, change):
    """No listing, no other file, no way out of the folder."""
    assert app.test_client().get(change(url)).status_code == 404


def test_every_recording_of_the_line_is_served(app, script):
    """Whatever a document plays can be fetched."""
    client = app.test_client()
    edition = client.get("/readyz").json["edition"]
    played = {
        url
        for name in script.states
        for url in re.findall(r"<Play>(.*?)</Play>", asks(app, f"/voice/{edition}/{name}"))
    }
    assert len(played) == len(script.prompts())
    assert {client.get(url).status_code for url in played} == {200}


def test_recordings_take_no_posts(app, url):
    """A recording is fetched, nothing else."""
    assert app.test_client().post(url).status_code == 405
