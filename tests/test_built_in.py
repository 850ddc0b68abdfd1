"""The line that the program brings along, for when menus.yml cannot be used."""

import pytest
from flask import Flask

from ivr.edition import built_in
from ivr.settings import Settings
from ivr.web import create_app
from tests.conftest import ADVISOR, NUMBERS, ROOT, TOKEN, URL, Network


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
    ready = app.test_client().get("/readyz").json
    assert ready["stale"]
    assert "menus.yml:2:1: " in ready["reason"]


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
    call.waits()
    assert call.hears("Bel straks opnieuw: nul achthonderd, tweeduizend.")
    assert not call.ended
    assert call.faults == []
