"""How such a line is usually written with Flask: Twilio's validator, and a document that is made for each request."""

from collections.abc import Callable
from typing import Any

import yaml
from flask import Flask, Response, abort, request
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import VoiceResponse

from tests.conftest import ROOT, TOKEN, URL


def read_menu() -> Any:
    """Read the shipped menu, as PyYAML's own documentation does."""
    return yaml.safe_load((ROOT / "menus.yml").read_bytes())


def make(menu: Callable[[], Any]) -> Flask:
    """Make the application; `menu` gives the menu for each request."""
    classic = Flask("classic", static_folder=None)
    classic.add_url_rule("/healthz", "alive", lambda: {"alive": True})

    @classic.post("/voice/<edition>/<state>")
    def answer(edition: str, state: str) -> Response:
        signature = request.headers.get("X-Twilio-Signature", "")
        if not RequestValidator(TOKEN).validate(URL + request.path, request.form, signature):
            abort(403)
        return Response(_said(menu()["menu"][int(request.form["Digits"])], request.path), mimetype="text/xml")

    return classic


def _said(option: Any, address: str) -> str:
    response = VoiceResponse()
    gather = response.gather(num_digits=1, action=address, timeout=8)
    for key, other in option["menu"].items():
        gather.say(f"{other['option']} {key}", language="nl-NL")
    response.redirect(address)
    return str(response)


_MENU = read_menu()
once = make(lambda: _MENU)
every_time = make(read_menu)
