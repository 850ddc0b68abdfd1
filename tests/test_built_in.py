"""The line that the program brings along, for when menus.yml cannot be used."""

import pytest
from flask import Flask
from msgspec.structs import replace

from ivr.publishing import built_in
from ivr.settings import Settings
from ivr.web import create_app
from tests.conftest import ADVISOR, NUMBERS, ROOT, TOKEN, URL, Network
from tests.web.test_signature import post, signature


@pytest.fixture
def app(tmp_path) -> Flask:
    """An application whose menu file has a mistake in it."""
    menus = tmp_path / "menus.yml"
    menus.write_text("name: Veilig Thuis\nwelkom: Goedendag.\n")
    return create_app(Settings(URL, (TOKEN,), menus=menus, prompts=ROOT / "prompts", numbers=NUMBERS))


def test_a_broken_menu_still_names_112_and_connects(line):
    """An operator's mistake never reaches a caller: 112 within six seconds, and an advisor."""
    call = line.call()
    assert call.hears("één één twee")
    assert call.heard_at("één één twee") <= 6
    call.waits()
    call.waits()
    assert call.connected_to == ADVISOR


def test_the_built_in_line_has_emergency_guidance(line):
    """Key 1 works as ever."""
    call = line.call()
    call.presses("1")
    assert call.hears("Hang nu op, en bel zelf één één twee.")


def test_what_is_wrong_can_be_read_by_operations(app):
    """/readyz says that it is not the operator's menu that serves, and where the mistake is."""
    ready = app.test_client().get("/readyz").get_json()
    assert ready["stale"]
    assert "menus.yml:2:1: unknown-word" in ready["reason"]


def test_readyz_shows_nothing_that_stands_in_the_file(tmp_path):
    """A telephone number in a menu with a mistake is not told to whoever asks whether the line is ready."""
    menus = tmp_path / "menus.yml"
    menus.write_text((ROOT / "menus.yml").read_text().replace("${ADVISOR_NUMBER}", "06 12 34 56 78"))
    app = create_app(Settings(URL, (TOKEN,), menus=menus, prompts=ROOT / "prompts", numbers=NUMBERS))
    ready = app.test_client().get("/readyz").text
    assert "number-" in ready
    assert "12345678" not in ready.replace(" ", "")
    assert str(tmp_path) not in ready


def test_the_built_in_line_is_recorded(line, script):
    """Its texts are those of menus.yml, so that callers hear the voice that they know."""
    call = line.call()
    call.hears("of blijf aan de lijn.")
    assert {heard.kind for heard in call.heard} == {"play"}


def test_its_phrases_are_those_of_the_menu(menu_line):
    """A text that is changed in one of the two files is changed in both."""
    assert built_in().phrases == menu_line.phrases
    assert built_in().emergency == menu_line.emergency
    assert built_in().welcome == menu_line.welcome


def test_without_an_advisors_number_the_caller_hears_what_to_do(tmp_path, script):
    """With nobody to ring, the national number and 112 are told, and the caller is not hung up on."""
    settings = Settings(URL, (TOKEN,), menus=tmp_path / "none.yml", prompts=ROOT / "prompts", numbers={})
    call = Network(create_app(settings), script).call()
    call.presses("0")
    assert call.hears("Bel straks opnieuw: nul achthonderd, tweeduizend.")
    assert not call.ended
    assert call.faults == []


def test_an_administrator_is_told_when_the_built_in_line_rings_nobody(tmp_path, caplog):
    """A menu with a mistake and a missing number together are told at the start and by /readyz."""
    app = create_app(Settings(URL, (TOKEN,), menus=tmp_path / "none.yml", prompts=ROOT / "prompts", numbers={}))
    assert "ADVISOR_NUMBER is not set" in caplog.text
    assert "ADVISOR_NUMBER is not set" in app.test_client().get("/readyz").get_json()["reason"]


def test_a_fault_of_the_program_itself_is_answered_too(settings, monkeypatch, tmp_path):
    """Even when the program fails over a menu, callers get 112 and an advisor, and operations read that it did."""
    monkeypatch.setattr("ivr.publishing.making.errors", lambda *_: 1 / 0)
    app = create_app(replace(settings, state=tmp_path / "var"))
    assert ADVISOR in post(app, "/voice/fallback", signature=signature("/voice/fallback")).text
    assert app.test_client().get("/readyz").get_json()["reason"] == "menus.yml:1:1: program"


def test_recordings_can_be_fetched_from_elsewhere(settings):
    """With IVR_PROMPTS_URL a CDN serves the recordings, and another address is another edition."""
    elsewhere = create_app(replace(settings, prompts_url="https://cdn.example.nl/x"))
    document = post(elsewhere, signature=signature()).text
    assert "<Play>https://cdn.example.nl/x/" in document
    assert "<Play>/prompts/" not in document
    assert edition_of(elsewhere) != edition_of(create_app(settings))


def edition_of(app: Flask) -> str:
    """The id of the edition that serves."""
    return str(app.test_client().get("/readyz").get_json()["edition"])
