"""When the line itself fails, the caller still gets speech and an advisor, and the log says nothing of them."""

import logging
import shutil

import pytest
from msgspec import structs

from ivr.edition import Fixed
from ivr.fields import TEXT_LENGTH
from ivr.prompts import Catalogue
from ivr.publishing import publish
from ivr.script import State
from ivr.settings import Settings
from ivr.steps import Ask
from ivr.twiml import Studio, render
from ivr.web import create_app
from ivr.web.application import application
from ivr.web.serving import Serving
from tests.conftest import ADVISOR, CALLER, NUMBERS, ROOT, TOKEN, URL, Network
from tests.web.test_signature import FORM, post, signature


@pytest.fixture
def broken(settings):
    """An application in which every look-up of a document fails."""
    publication = publish(settings.menus, settings.prompts, NUMBERS)
    edition = structs.replace(publication.edition, documents={})
    return application(Serving(settings, Fixed(structs.replace(publication, edition=edition))))


def test_a_failure_in_the_line_leads_to_an_advisor(broken, script):
    """A fault in the program is not heard: the caller is told 112 and connected."""
    call = Network(broken, script).call()
    assert call.heard[0].text.startswith("Blijf aan de lijn.")
    assert call.connected_to == ADVISOR
    assert call.faults == []


def test_a_failure_is_logged_without_the_caller(broken, caplog):
    """One line says what failed and where, and holds nothing that was sent."""
    target = "/voice/0123456789/4-3?secret=word"
    with caplog.at_level(logging.DEBUG):
        assert post(broken, target, signature=signature(target)).status_code == 200
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "KeyError at " in caplog.text
    for secret in (CALLER, FORM["CallSid"], FORM["AccountSid"], "4-3", "word", "0123456789", TOKEN):
        assert secret not in caplog.text


def test_a_stranger_gets_403_even_when_the_check_itself_fails(settings):
    """A fault in checking the signature never opens the door."""
    app = create_app(structs.replace(settings, tokens=(None,)))
    response = post(app, signature=signature())
    assert (response.status_code, response.data) == (403, b"403 Forbidden\n")


@pytest.fixture
def copied(tmp_path):
    """An application with recordings that a test may spoil."""
    prompts = shutil.copytree(ROOT / "prompts", tmp_path / "prompts")
    settings = Settings(URL, (TOKEN,), menus=ROOT / "menus.yml", prompts=prompts, numbers=NUMBERS)
    publication = publish(settings.menus, settings.prompts, settings.numbers)
    return application(Serving(settings, Fixed(publication))), prompts / "standin"


def test_a_recording_that_is_replaced_is_heard_but_not_kept(copied, script):
    """A better recording of the same words can be put in its place while the line runs."""
    app, folder = copied
    welcome, other = next(folder.glob("goedendag*")), next(folder.glob("terug*"))
    shutil.copy(other, welcome)
    url = Network(app, script).call().listens()[0].url
    response = app.test_client().get(url)
    assert (response.status_code, response.data) == (200, other.read_bytes())
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


def test_a_recording_that_is_lost_leads_to_the_fallback(copied, script):
    """Until it is noticed that a file is gone, the caller hears the computer voice, 112 and an advisor."""
    app, folder = copied
    next(folder.glob("goedendag*")).unlink()
    call = Network(app, script).call()
    assert [fault.code for fault in call.faults] != []
    assert {heard.kind for heard in call.heard} == {"say"}
    assert call.connected_to == ADVISOR


def test_files_that_cannot_be_played_are_told_at_the_start(copied, caplog):
    """Whoever starts the line reads which file is not used, and why; the text is spoken by the computer voice."""
    _, folder = copied
    welcome = next(folder.glob("goedendag*"))
    welcome.write_bytes(b"RIFF")
    app = create_app(Settings(URL, (TOKEN,), menus=ROOT / "menus.yml", prompts=folder.parent, numbers=NUMBERS))
    assert welcome.name in caplog.text
    assert "<Say" in post(app, signature=signature()).text


def test_a_document_that_twilio_would_refuse_is_never_published():
    """A document above 64 kB is found when the edition is made (error 11750)."""
    state = State("long", (Ask(("é" * TEXT_LENGTH,) * 40, {}, "long", 7),))
    with pytest.raises(ValueError, match="state long takes 8"):
        render(state, Studio(Catalogue("nl-NL"), "man", "nl-NL"), str)
