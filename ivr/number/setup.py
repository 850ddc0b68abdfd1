"""What a number at Twilio is set to, and what it should be; nothing is asked here, and nothing changed.

Settings go by the names that Twilio's library gives them (docs/phone-numbers/api/incomingphonenumber-resource).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import urlsplit

Method = Literal["POST", "GET"]

OVERRIDES: Final = "#rc=2&rp=ct,rt&ct=2000&rt=5000&e=dublin,frankfurt"
"""Twilio tries three times, 2 s to connect and 5 s to answer, from Europe, and then the fallback; by itself it would
wait 15 s for an answer and not try again (docs/usage/webhooks/webhooks-connection-overrides)."""

FALLBACK: Final = "/voice/fallback"
SETTINGS: Final = (
    "voice_url",
    "voice_method",
    "voice_fallback_url",
    "voice_fallback_method",
    "status_callback",
    "status_callback_method",
    "voice_receive_mode",
)


@dataclass(frozen=True)
class Number:
    """A telephone number as it is set at Twilio."""

    sid: str
    phone: str
    settings: Mapping[str, str]
    """The value of each of SETTINGS, "" where there is none."""
    application: str = ""
    """The TwiML application that answers in the place of the number's own addresses."""
    trunk: str = ""
    """The SIP trunk that calls go to, in the place of the number's own addresses."""
    has_voice: bool = True
    """Whether it can be called at all."""


@dataclass(frozen=True)
class Fallback:
    """What Twilio asks when the line does not answer; with an own method, since static hosts may know GET alone."""

    url: str
    method: Method = "POST"


@dataclass(frozen=True)
class Setting:
    """One setting of a number, as it is and as it should be."""

    name: str
    now: str
    becomes: str

    @property
    def twilio_name(self) -> str:
        """What Twilio's documentation calls it."""
        return self.name.title().replace("_", "")

    @property
    def differs(self) -> bool:
        """Whether there is something to do."""
        return self.now != self.becomes


@dataclass(frozen=True)
class Plan:
    """What would be done to a number."""

    number: Number
    settings: tuple[Setting, ...]
    obstacles: tuple[str, ...]
    """Why calls would not come to the line all the same; nothing is changed as long as there are any."""
    notes: tuple[str, ...]

    @property
    def changes(self) -> Mapping[str, str]:
        """The new value of every setting that differs."""
        return {setting.name: setting.becomes for setting in self.settings if setting.differs}


def plan(number: Number, public_url: str, fallback: Fallback | None) -> Plan:
    """Compare a number with what it should be; without a fallback of its own, the line's, or one that is elsewhere."""
    chosen = fallback or _elsewhere(number, public_url) or Fallback(f"{public_url}{FALLBACK}{OVERRIDES}")
    becomes = _becomes(public_url, chosen)
    settings = tuple(Setting(name, number.settings[name], becomes[name]) for name in SETTINGS)
    notes = _notes(public_url, chosen, is_kept=fallback is None)
    return Plan(number, settings, tuple(_obstacles(number)), tuple(notes))


def is_elsewhere(url: str, public_url: str) -> bool:
    """Whether an address is on another host than the line."""
    return bool(url) and urlsplit(url).hostname != urlsplit(public_url).hostname


def current_fallback(number: Number) -> Fallback:
    """Give what Twilio asks now when the line does not answer; its address is "" when that is nothing."""
    method: Method = "GET" if number.settings["voice_fallback_method"] == "GET" else "POST"
    return Fallback(number.settings["voice_fallback_url"], method)


def _elsewhere(number: Number, public_url: str) -> Fallback | None:
    """Give the fallback that somebody put on another host, unless it is that of a line that has moved."""
    now = current_fallback(number)
    is_a_lines_own = urlsplit(now.url).path == FALLBACK
    return now if is_elsewhere(now.url, public_url) and not is_a_lines_own else None


def _becomes(public_url: str, fallback: Fallback) -> Mapping[str, str]:
    return {
        "voice_url": f"{public_url}/voice{OVERRIDES}",
        "voice_method": "POST",
        "voice_fallback_url": fallback.url,
        "voice_fallback_method": fallback.method,
        "status_callback": f"{public_url}/voice/status",
        "status_callback_method": "POST",
        "voice_receive_mode": "voice",
    }


def _obstacles(number: Number) -> Iterator[str]:
    console = "Open the number in the Twilio console"
    if number.trunk:
        yield (
            f"Calls go to SIP trunk {number.trunk}, and Twilio then ignores every address of the number. "
            f"{console} and take it off the trunk; who uses the trunk loses the number."
        )
    if number.application:
        yield (
            f"Calls are answered by TwiML application {number.application}, and Twilio then ignores every address of "
            f"the number. {console} and configure it with webhooks in the place of the application."
        )
    if not number.has_voice:
        yield "The number cannot be called: it has no voice capability. The line needs a number that has."


def _notes(public_url: str, fallback: Fallback, *, is_kept: bool) -> Iterator[str]:
    if urlsplit(public_url).scheme != "https":
        yield "IVR_PUBLIC_URL is no https address: Twilio sends what callers press over an open line."
    if not is_elsewhere(fallback.url, public_url):
        yield (
            "The fallback is on the line's own host. When that host is out of reach, callers hear an error message in "
            "English from Twilio, and the call ends. Host what `python -m ivr fallback` prints elsewhere, and give its "
            "address with --fallback-url."
        )
    elif is_kept:
        yield (
            f"The fallback {fallback.url} is kept, since it is on another host. If it is not what `python -m ivr "
            "fallback` prints, give another with --fallback-url."
        )
    if fallback.method == "GET":
        yield (
            "The fallback is asked for with GET: the caller's number is then part of the address, and whoever hosts it "
            "may log that. Use POST where the host allows it, as a TwiML Bin does."
        )
