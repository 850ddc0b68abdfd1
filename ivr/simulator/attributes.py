"""Reads the attributes of one TwiML element and refuses every name and value that Twilio does not document.

Which attributes an element has is said in `document`, by asking for them; `finish` refuses whatever nobody asked for.
"""

import re
from typing import cast
from xml.etree.ElementTree import Element

from .faults import Code, Trouble
from .verbs import Method

_WHOLE = re.compile(r"[0-9]{1,9}")
_KEYS = re.compile(r"[0-9*#]?")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_SHORT_DUTCH = re.compile(r"\+31(112|113|144|116[0-9]{3}|14[0-9]{3,4}|90[069][0-9]+)")


class Attributes:
    """The attributes of `element` that have not been read yet. Every reader raises Trouble for a value out of range."""

    def __init__(self, element: Element) -> None:
        self._tag = element.tag
        self._left = dict(element.attrib)

    def text(self, name: str) -> str | None:
        """The value as written, None when absent."""
        return self._left.pop(name, None)

    def whole(self, name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
        """A whole number from `least` to `most`."""
        value = self.text(name)
        if value is None:
            return default
        if not _WHOLE.fullmatch(value) or int(value) < least or (most is not None and int(value) > most):
            limits = f"from {least} to {most}" if most is not None else f"of at least {least}"
            raise self._refusal(name, value, f"a whole number {limits}")
        return int(value)

    def truth(self, name: str, *, code: Code = Code.SCHEMA) -> bool:
        """`true` or `false`; absent is false."""
        return self.choice(name, "false", "true", code=code) == "true"

    def choice(self, name: str, default: str, *others: str, code: Code = Code.SCHEMA) -> str:
        """`default`, or one of `others`."""
        value = self._left.pop(name, default)
        if value != default and value not in others:
            raise self._refusal(name, value, " or ".join((default, *others)), code)
        return value

    def method(self, name: str = "method") -> Method:
        """GET or POST, which is the default of every verb."""
        return cast(Method, self.choice(name, "POST", "GET"))

    def pattern(self, name: str, pattern: str) -> str | None:
        """A value that `pattern` matches from end to end."""
        value = self.text(name)
        if value is not None and not re.fullmatch(pattern, value):
            raise self._refusal(name, value, f"something like {pattern}")
        return value

    def finish_on_key(self) -> str:
        """One key or none (docs/api/errors/13310)."""
        value = self._left.pop("finishOnKey", "#")
        if not _KEYS.fullmatch(value):
            raise self._refusal("finishOnKey", value, "one of 0-9 # * or nothing", Code.FINISH_ON_KEY)
        return value

    def caller_id(self) -> str | None:
        """The number that who is dialled gets to see (docs/api/errors/13214)."""
        value = self.text("callerId")
        if value is not None and not _E164.fullmatch(value):
            raise self._refusal("callerId", value, "a number like +31101234567", Code.CALLER_ID)
        return value

    def ignore(self, *names: str) -> None:
        """Attributes that Twilio documents and that change nothing here."""
        for name in names:
            self._left.pop(name, None)

    def finish(self) -> None:
        """Refuses what nobody has read: it is no attribute of this element."""
        for name in self._left:
            raise Trouble(Code.SCHEMA, f'<{self._tag}> has no attribute "{name}"')

    def _refusal(self, name: str, value: str, wanted: str, code: Code = Code.SCHEMA) -> Trouble:
        return Trouble(code, f'<{self._tag} {name}="{value}"> is not {wanted}')


def diallable(number: str) -> str:
    """The number, when Twilio can call it: E.164, and no emergency or short number (docs/api/errors/13224).

    The Netherlands is not among the countries whose emergency number Twilio calls
    (docs/voice/tutorials/emergency-calling-for-programmable-voice); Dutch short numbers have no E.164 form.
    """
    if not _E164.fullmatch(number) or _SHORT_DUTCH.fullmatch(number):
        raise Trouble(Code.DIAL_NUMBER, f"{number!r} cannot be dialled: it is not an E.164 number that Twilio calls")
    return number
