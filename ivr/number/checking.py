"""Whether callers of the number get the line now, and what they would get if Twilio could not reach it."""

import json
from collections.abc import Iterator
from http.client import FORBIDDEN, METHOD_NOT_ALLOWED, OK
from typing import Final
from urllib.parse import urlsplit

from ivr.number.account import Account
from ivr.number.asking import Answer, Asker, Unanswered, days_of_certificate
from ivr.number.errors import AccountError
from ivr.number.findings import Finding, good, warning, wrong
from ivr.number.setup import Fallback, Number, Plan, current_fallback, is_elsewhere, plan
from ivr.settings import Settings

SLOW: Final = 2.0
"""Seconds for the opening that a caller notices: it rings on for as long."""

RENEWAL: Final = 14
"""Days before its end by which a certificate that renews itself has been renewed."""

_REACH: Final = "out of reach"
_ENGLISH: Final = "callers would hear an error message in English from Twilio, and the call would end"


def check(settings: Settings, phone: str, fallback: Fallback | None, *, queue: bool) -> Iterator[Finding]:
    """Look at the account, the number and the line, one after another; what cannot be asked is a finding too."""
    asker = Asker(settings.account or "", settings.tokens[0], phone)
    made = None
    try:
        account = Account(settings)
        yield _standing(account, queue=queue)
        made = plan(account.find(phone), settings.public_url, fallback)
    except AccountError as error:
        yield wrong("account", str(error))
    if made:
        yield from _number(made)
    yield from _line(settings.public_url, asker)
    if made:
        yield _out_of_reach(made.number, settings.public_url, asker)


def _standing(account: Account, *, queue: bool) -> Finding:
    standing = account.standing()
    if standing.status != "active":
        return wrong("account", f"The account is {standing.status or 'not active'}: nobody can call. Ask Twilio why.")
    if standing.kind == "Trial":
        return wrong("account", "This is a trial account: callers hear a message in English about that. Upgrade it.")
    rings = ", and advisors can be rung for the queue" if queue else ""
    return good("account", f"The account is active and the token is right{rings}.")


def _number(made: Plan) -> Iterator[Finding]:
    yield from (wrong("number", obstacle) for obstacle in made.obstacles)
    if made.changes:
        differing = ", ".join(setting.twilio_name for setting in made.settings if setting.differs)
        yield wrong("number", f"Not as it should be: {differing}. Mend it with `python -m ivr twilio apply`.")
    elif not made.obstacles:
        yield good("number", "The number calls this line, and everything is set as it should be.")


def _line(public_url: str, asker: Asker) -> Iterator[Finding]:
    try:
        yield _opening(asker.document(f"{public_url}/voice"))
        yield _transport(public_url)
        yield _readiness(asker.page(f"{public_url}/readyz"))
    except Unanswered as why:
        yield wrong("line", f"The line does not answer: {why}. Callers get the fallback.")


def _opening(answer: Answer) -> Finding:
    if answer.is_twiml:
        told = f"The line answers a signed request in {answer.seconds:.1f} s."
        return (
            warning("line", f"{told} That is slow: callers hear it ring.")
            if answer.seconds > SLOW
            else good("line", told)
        )
    return wrong("line", f"Callers get the fallback, not the line: {_why(answer.status)}.")


def _why(status: int) -> str:
    if status == FORBIDDEN:
        return "it does not believe this token: TWILIO_AUTH_TOKEN, TWILIO_ACCOUNT_SID or IVR_PUBLIC_URL differs there"
    if 300 <= status < 400:
        return f"it redirects ({status}), so that keys would be lost: set IVR_PUBLIC_URL to where that leads"
    if status == OK:
        return "what it answers is no TwiML: is something else at that address?"
    return f"it answers with {status}: its log, or that of the proxy before it, says more"


def _transport(public_url: str) -> Finding:
    if not public_url.startswith("https:"):
        return warning("tls", "IVR_PUBLIC_URL is no https address: Twilio sends what callers press over an open line.")
    days = days_of_certificate(public_url)
    if days is not None and days < RENEWAL:
        told = f"The certificate ends in {days:.0f} days, and Twilio then refuses the line."
        return warning("tls", f"{told} Why was it not renewed?")
    return good(
        "tls", "The certificate is trusted." if days is None else f"The certificate is good for {days:.0f} days."
    )


def _readiness(answer: Answer) -> Finding:
    try:
        ready = json.loads(answer.body)
        edition, stale, serves = str(ready["edition"]), bool(ready["stale"]), ready["serves"]
    except (ValueError, KeyError, TypeError):
        return warning("edition", f"/readyz answers with {answer.status} and not with an edition; a proxy may hide it.")
    if serves != "menu":
        return wrong("edition", "Callers get the built-in line, not the menu. `python -m ivr check` there says why.")
    if stale:
        told = f"Callers get edition {edition}, not the newest menus.yml, which has mistakes."
        return warning("edition", f"{told} `python -m ivr check` there says which.")
    return good("edition", f"Callers get edition {edition}, the newest.")


def _out_of_reach(number: Number, public_url: str, asker: Asker) -> Finding:
    """Tell what callers would get from the number as it is set now."""
    fallback = current_fallback(number)
    if not fallback.url:
        return wrong(_REACH, f"If Twilio cannot reach the line, {_ENGLISH}: no fallback is set.")
    try:
        answer = asker.document(fallback.url, fallback.method)
    except Unanswered as why:
        return wrong(_REACH, f"If the line fails, {_ENGLISH}: the fallback does not answer either, {why}.")
    if not answer.is_twiml:
        hint = " Some hosts answer GET alone: --fallback-method GET." if answer.status == METHOD_NOT_ALLOWED else ""
        what = f"the fallback answers {fallback.method} with {answer.status}, not with TwiML"
        return wrong(_REACH, f"If the line fails, {_ENGLISH}: {what}.{hint}")
    return _answering(answer, fallback.url, public_url)


def _answering(answer: Answer, url: str, public_url: str) -> Finding:
    host = urlsplit(url).hostname
    if not is_elsewhere(url, public_url):
        return warning(
            _REACH,
            f"If the line fails, its own fallback answers. If Twilio cannot reach {host} at all, {_ENGLISH}. Host what "
            "`python -m ivr fallback` prints elsewhere, and give its address with --fallback-url.",
        )
    if public_url.encode() not in answer.body:
        return warning(
            _REACH,
            f"If Twilio cannot reach the line, {host} answers, but not with what `python -m ivr fallback` prints for "
            "this line. Hear for yourself what that tells callers.",
        )
    return good(_REACH, f"If Twilio cannot reach the line, {host} answers with what `python -m ivr fallback` prints.")
