"""A telephone number as an editor has it: a text, or the whole number that YAML makes of an unquoted +31101234567."""

from collections.abc import Iterator

from ivr import phone
from ivr.fields import NAME, TOLL_FREE
from ivr.phone import DIGITS, HOME_CODE, HOME_DIGITS
from ivr.schema.patterns import Json, matching

EXPECTED = (
    "Hier hoort een gewoon telefoonnummer met een + ervoor en zonder spaties, zoals +31101234567, of een naam als "
    "${ADVISOR_NUMBER}. Nummers als 112 en 0800 kunnen hier niet."
)

_SPECIAL = [start for start in range(100, 1000) if phone.special(f"{start}000000")]
"""How an ordinary Dutch number does not begin: 800, 900 and the like."""

_TOLL_FREE_DIGITS = (7, 10)
"""How many follow +31 in a number that may be shown only."""

TAKEN: Json = {"type": ["string", "integer"], "errorMessage": EXPECTED}
"""What kind of value stands there."""


def telephone(*, rung: bool) -> Json:
    """The name of a number, or one that can be rung; one that is only shown may be toll-free."""
    texts = [_foreign(), _dutch(), NAME.pattern] + ([] if rung else [TOLL_FREE.pattern])
    return {
        **matching(f"^(?:{'|'.join(texts)})$", EXPECTED),
        "if": {"type": "integer", "anyOf": list(_impossible(rung=rung))},
        "then": {"type": "string", "errorMessage": EXPECTED},
    }


def _foreign() -> str:
    fewest, most = (digits - 1 for digits in DIGITS)
    return rf"\+(?!{HOME_CODE})[1-9]\d{{{fewest},{most}}}"


def _dutch() -> str:
    special = "|".join(map(str, _SPECIAL))
    lengths = "|".join(rf"\d{{{digits - 1}}}" for digits in HOME_DIGITS)
    return rf"\+{HOME_CODE}(?!{special})[1-9](?:{lengths})"


def _impossible(*, rung: bool) -> Iterator[Json]:
    """The whole numbers that are no such number: too short or too long, or Dutch and of another length or special."""
    fewest, most = DIGITS
    yield {"maximum": 10 ** (fewest - 1) - 1}
    yield {"minimum": 10**most}
    lengths = HOME_DIGITS if rung else (*HOME_DIGITS, *_TOLL_FREE_DIGITS)
    code = len(str(HOME_CODE))
    yield from (_beginning(HOME_CODE, digits) for digits in range(fewest, most + 1) if digits - code not in lengths)
    yield from (_beginning(int(f"{HOME_CODE}{start}"), code + HOME_DIGITS[0]) for start in (0, *_SPECIAL))


def _beginning(start: int, digits: int) -> Json:
    """All numbers of so many digits that begin like this."""
    size = 10 ** (digits - len(str(start)))
    return {"minimum": start * size, "maximum": (start + 1) * size - 1}
