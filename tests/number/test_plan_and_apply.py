"""`ivr twilio plan` and `ivr twilio apply`: what would change, is asked once, and is done once."""

import json
import os
import pty
import re
import subprocess
import sys
from urllib.parse import parse_qs

import pytest

from ivr.number.setup import OVERRIDES
from tests.conftest import LINE, ROOT, URL
from tests.number.carrier import SID, new_number

OURS = {
    "voice_url": f"{URL}/voice{OVERRIDES}",
    "voice_method": "POST",
    "voice_fallback_url": f"{URL}/voice/fallback{OVERRIDES}",
    "voice_fallback_method": "POST",
    "status_callback": f"{URL}/voice/status",
    "status_callback_method": "POST",
    "voice_receive_mode": "voice",
}
BIN = "https://handler.twilio.com/twiml/EH0123456789abcdef0123456789abcdef"


def settings_of(number):
    """What a number is set to, as far as the line is concerned."""
    return {name: number[name] for name in OURS}


def test_a_plan_shows_what_is_and_what_it_becomes(twilio, carrier):
    """Old and new stand below each other, what stays is shown once, and nothing is changed."""
    said = twilio("plan", status=2).output
    assert f"{LINE} at Twilio ({SID})\n" in said
    assert (
        "  VoiceUrl              https://demo.twilio.com/welcome/voice/\n"
        f"                     -> {URL}/voice#rc=2&rp=ct,rt&ct=2000&rt=5000&e=dublin,frankfurt\n"
        "  VoiceMethod           POST\n"
        "  VoiceFallbackUrl      (nothing)\n"
        f"                     -> {URL}/voice/fallback#"
    ) in said
    assert "3 of 7 to change.\nTo change it, with the same options: python -m ivr twilio apply\n" in said
    assert carrier.changes == []


def test_the_session_in_the_readme_is_real(twilio, monkeypatch):
    """Whoever types what the README says sees what it shows."""
    readme = (ROOT / "README.md").read_text()
    shown = re.search(r"```\n\$ .venv/bin/python -m ivr twilio (apply .+)\n((?:.+\n)+?)```", readme)
    assert shown
    monkeypatch.setenv("IVR_PUBLIC_URL", "https://lijn.example.nl")
    asked = "Change this at Twilio? [y/N]: y\n"
    assert twilio(*shown[1].split(), "--yes").output == shown[2].replace(asked, "")
    assert asked in shown[2]


def test_a_plan_for_programs(twilio):
    """JSON names what differs as Twilio's documentation does."""
    told = json.loads(twilio("plan", "--json", status=2).stdout)
    assert (told["number"], told["sid"], told["obstacles"]) == (LINE, SID, [])
    assert [change["setting"] for change in told["changes"]] == ["VoiceUrl", "VoiceFallbackUrl", "StatusCallback"]
    assert told["changes"][2] == {"setting": "StatusCallback", "now": "", "becomes": f"{URL}/voice/status"}
    assert any("out of reach" in note for note in told["notes"])


def test_apply_changes_what_differs_once(twilio, carrier):
    """One request with nothing in it but what differs; then the number is as it should be, and stays so."""
    carrier.line["sms_url"] = "https://elsewhere.example.nl/sms"
    assert "Done, and read back" in twilio("apply", "--yes").output
    assert settings_of(carrier.line) == OURS
    assert carrier.line["sms_url"] == "https://elsewhere.example.nl/sms"
    assert [set(parse_qs(form)) for form in carrier.changes] == [{"VoiceUrl", "VoiceFallbackUrl", "StatusCallback"}]
    assert "Nothing to do" in twilio("apply").output
    assert "Nothing to do" in twilio("plan").output
    assert len(carrier.changes) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("voice_method", "GET"),
        ("voice_fallback_method", "GET"),
        ("status_callback_method", "GET"),
        ("voice_receive_mode", "fax"),
        ("voice_url", f"{URL}/voice"),
        ("status_callback", None),
    ],
)
def test_every_setting_is_put_right(twilio, carrier, name, value):
    """Whatever one thing somebody changed in the console is found, and that alone is changed back."""
    carrier.line.update(OURS | {name: value})
    assert len(json.loads(twilio("plan", "--json", status=2).stdout)["changes"]) == 1
    twilio("apply", "--yes")
    assert settings_of(carrier.line) == OURS
    assert len(parse_qs(carrier.changes[0])) == 1


def test_a_number_that_says_nothing_of_fax_takes_calls(twilio, carrier):
    """Twilio tells nothing of how a number receives where there is no choice; that is no difference."""
    carrier.line.update(OURS | {"voice_receive_mode": None})
    twilio("plan")


def test_without_a_terminal_nothing_is_changed(twilio, carrier):
    """A script that forgets --yes changes nothing, and is told so."""
    assert "Give --yes" in twilio("apply", status=1).output
    assert carrier.changes == []


@pytest.mark.parametrize(("answer", "status", "count"), [(b"y\n", 0, 1), (b"n\n", 1, 0), (b"\n", 1, 0)])
def test_an_administrator_is_asked_once(surroundings, carrier, answer, status, count):
    """At a terminal, yes changes the number; no and Enter change nothing."""
    keyboard, terminal = pty.openpty()
    environ = os.environ | {"TWILIO_API_URL": carrier.url}
    command = [sys.executable, "-m", "ivr", "twilio", "apply"]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdin=terminal, stdout=subprocess.PIPE) as process:
        os.write(keyboard, answer)
        said, _ = process.communicate(timeout=60)
    os.close(keyboard)
    os.close(terminal)
    assert said.count(b"Change this at Twilio? [y/N]") == 1
    assert (process.returncode, len(carrier.changes)) == (status, count)


def test_a_fallback_elsewhere_is_set_and_kept(twilio, carrier, monkeypatch):
    """A document that is hosted elsewhere is set as given, and is not lost by who does not give it next time."""
    twilio("apply", "--yes", "--fallback-url", BIN)
    assert settings_of(carrier.line) == OURS | {"voice_fallback_url": BIN}
    assert f"The fallback {BIN} is kept" in twilio("plan").output
    monkeypatch.setenv("IVR_FALLBACK_URL", f"{BIN}2")
    monkeypatch.setenv("IVR_FALLBACK_METHOD", "GET")
    twilio("apply", "--yes")
    assert settings_of(carrier.line) == OURS | {"voice_fallback_url": f"{BIN}2", "voice_fallback_method": "GET"}


def test_the_fallback_of_a_line_that_moved_moves_too(twilio, carrier):
    """The address of the line's own fallback is not taken for one that somebody hosts elsewhere."""
    carrier.line.update(OURS | {"voice_fallback_url": f"https://oud.example.nl/voice/fallback{OVERRIDES}"})
    twilio("apply", "--yes")
    assert settings_of(carrier.line) == OURS


def test_a_fallback_that_knows_get_alone(twilio, carrier):
    """A static host can be asked with GET, and what that means for callers' numbers is told."""
    said = twilio("apply", "--yes", "--fallback-url", BIN, "--fallback-method", "GET").output
    assert carrier.line["voice_fallback_method"] == "GET"
    assert "may log that" in said
    assert "may log that" in twilio("plan").output


def test_a_fallback_without_a_scheme_is_refused(twilio, carrier):
    """A half address would be taken by nobody."""
    assert "--fallback-url is no address" in twilio("plan", "--fallback-url", "lijn.example.nl", status=2).output
    assert carrier.asked == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("trunk_sid", "TK" + "2" * 32, "Calls go to SIP trunk TK2"),
        ("voice_application_sid", "AP" + "3" * 32, "Calls are answered by TwiML application AP3"),
        ("capabilities", {"voice": False}, "The number cannot be called"),
    ],
)
def test_what_is_in_the_way_is_told_and_left_alone(twilio, carrier, name, value, told):
    """Addresses that Twilio would ignore are not set: somebody else may need what is there."""
    carrier.line[name] = value
    assert f"In the way: {told}" in twilio("plan", status=1).output
    assert "nothing was changed" in twilio("apply", "--yes", status=1).output
    assert carrier.changes == []


def test_the_right_number_is_found_among_others(twilio, carrier):
    """Twilio finds numbers by a part of them; only the line's own is changed."""
    carrier.numbers.insert(1, new_number(f"{LINE}8", "PN" + "8" * 32))
    carrier.numbers.reverse()
    twilio("apply", "--yes")
    assert settings_of(carrier.numbers[1]) == OURS
    assert carrier.numbers[0] == new_number(f"{LINE}8", "PN" + "8" * 32)


def test_a_line_without_https_is_told(twilio, monkeypatch):
    """An open line is not set without a word."""
    monkeypatch.setenv("IVR_PUBLIC_URL", "http://lijn.example.nl")
    assert "no https address" in twilio("plan", status=2).output


def test_a_broken_menu_leaves_the_number_known(twilio, tmp_path):
    """The number of the line can be set while somebody edits the menu."""
    (tmp_path / "menus.yml").write_text("%")
    said = twilio("plan", "--menus", str(tmp_path / "menus.yml"), status=2).output
    assert "is broken" in said
    assert LINE in said
