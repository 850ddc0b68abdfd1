"""How Twilio's audio cache gets the recordings."""

import re
from dataclasses import replace

import pytest

from ivr.edition import Fixed
from ivr.publishing import publish
from ivr.recording import Recording
from ivr.simulator import WSGI, Request, Response, Simulator
from ivr.web.application import application
from ivr.web.serving import Serving
from tests.conftest import NUMBERS, TOKEN, URL
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


@pytest.mark.parametrize("asked", ["W/{}", '"other", {}', '"other",W/{}', "*"])
def test_who_has_it_may_say_so_in_other_ways(app, url, asked):
    """Caches on the way weaken tags and put several in a row (RFC 9110, 13.1.2)."""
    client = app.test_client()
    tag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": asked.format(tag)}).status_code == 304


def test_304_says_how_long_it_can_be_kept(app, url, monkeypatch):
    """It has the headers of the whole answer, and takes nothing from the disk."""
    client = app.test_client()
    tag = client.get(url).headers["ETag"]
    monkeypatch.setattr(Recording, "read", lambda recording: pytest.fail("the disk was read"))
    response = client.get(url, headers={"If-None-Match": tag})
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (response.data, "Content-Type" in response.headers, "Content-Length" in response.headers) == (
        b"",
        False,
        False,
    )


def test_nobody_gets_a_session(app, url):
    """A fetched recording says nothing of a caller, and nothing is asked or left behind: no cookie, no Vary."""
    headers = app.test_client().get(url).headers
    assert not {"Set-Cookie", "Vary"} & set(headers)


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


def test_recordings_elsewhere(settings):
    """With IVR_PROMPTS_URL every recording is fetched there, by the same names, and never with anything of a caller."""
    publication = publish(settings.menus, settings.prompts, NUMBERS, "https://cdn.example.nl/lijn")
    call = Simulator(CDN(application(Serving(settings, Fixed(publication)))), url=URL, token=TOKEN).call()
    call.presses("2")
    call.waits()
    call.hangs_up()
    assert call.faults == []
    media = [one for one in call.exchanges if one.method == "GET"]
    assert len(media) > 10
    assert {one.url.rpartition("/lijn/")[0] for one in media} == {"https://cdn.example.nl"}
    assert {tuple(one.params) for one in media} == {()}
    assert all("?" not in one.url for one in media)


class CDN(WSGI):
    """The line, and beside it a host that has its recordings elsewhere."""

    def send(self, request: Request) -> Response:
        """Answer for that host only what is a recording."""
        if not request.url.startswith("https://cdn."):
            assert "/prompts/" not in request.url
            return super().send(request)
        assert not {"X-Twilio-Signature", "Cookie"} & set(request.headers)
        return super().send(replace(request, url=request.url.replace("https://cdn.example.nl/lijn", f"{URL}/prompts")))


def test_an_edition_is_another_where_its_recordings_are_elsewhere(settings, app):
    """The documents differ, so their address does; and a cache cannot mix them up."""
    elsewhere = ["/prompts", "https://cdn.example.nl", "https://cdn.example.nl/lijn"]
    ids = [publish(settings.menus, settings.prompts, NUMBERS, url).edition.id for url in elsewhere]
    assert len(set(ids)) == 3
    assert ids[0] == app.test_client().get("/readyz").json["edition"]
