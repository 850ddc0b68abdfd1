"""Which telephone numbers this line may ring or show, and why the others are refused."""

import re
from dataclasses import dataclass
from enum import Enum

from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
    ValidationResult,
    format_number,
    is_possible_number_with_reason,
    is_valid_number,
    number_type,
    parse,
)

HOME = "NL"
"""The country whose national notation (010 ...) is recognised."""

DIGITS = (7, 15)
"""The fewest and the most digits behind the + (E.164)."""

HOME_CODE = 31
HOME_DIGITS = (9, 11)
"""How many digits may follow +31: those of a telephone, and those of a mobile number for machines (097)."""


class Fault(Enum):
    """Why a number cannot be used; the value is a fixed name for programs."""

    EMERGENCY = "number-112"
    SUICIDE_PREVENTION = "number-113"
    ANIMAL_POLICE = "number-144"
    HARMONISED = "number-116"
    MUNICIPAL = "number-14"
    TOLL_FREE = "number-0800"
    PREMIUM = "number-0900"
    LETTERS = "number-letters"
    NATIONAL = "number-national"
    SPELLING = "number-spelling"
    TOO_SHORT = "number-too-short"
    TOO_LONG = "number-too-long"
    UNKNOWN = "number-unknown"


SPECIAL = frozenset(list(Fault)[: list(Fault).index(Fault.LETTERS)])
"""The faults of what a number is, not of how it is written."""


@dataclass(frozen=True)
class Sentences:
    """Why a number is refused, for operators (Dutch) and for administrators (English)."""

    dutch: str
    english: str


SENTENCES: dict[Fault, Sentences] = {
    Fault.EMERGENCY: Sentences(
        "Deze lijn kan 112 niet bellen: Twilio belt in Nederland geen 112, en bij een doorverbonden gesprek "
        "weet de meldkamer niet waar de beller is. Bellers moeten zelf 112 bellen; toets 1 legt dat uit.",
        "112 cannot be rung: Twilio does not call 112 in the Netherlands, and a forwarded call carries no location",
    ),
    Fault.SUICIDE_PREVENTION: Sentences(
        "Deze lijn kan 113 niet bellen: zulke korte nummers werken alleen op Nederlandse telefoonnetten. "
        "Een beller moet 113 zelf bellen.",
        "113 cannot be rung: short numbers only work inside the Netherlands' own networks",
    ),
    Fault.ANIMAL_POLICE: Sentences(
        "Deze lijn kan 144 niet bellen: zulke korte nummers werken alleen op Nederlandse telefoonnetten. "
        "Een beller moet 144 zelf bellen.",
        "144 cannot be rung: short numbers only work inside the Netherlands' own networks",
    ),
    Fault.HARMONISED: Sentences(
        "Deze lijn kan geen 116-nummer bellen: zulke korte nummers werken alleen op Nederlandse telefoonnetten. "
        "Vraag die organisatie om een gewoon nummer.",
        "116 numbers cannot be rung: they only work inside the Netherlands' own networks",
    ),
    Fault.MUNICIPAL: Sentences(
        "Deze lijn kan geen 14-nummer bellen: de korte nummers van gemeenten werken alleen op Nederlandse "
        "telefoonnetten. Vraag de gemeente om een gewoon nummer.",
        "14 numbers of municipalities cannot be rung: they only work inside the Netherlands' own networks",
    ),
    Fault.TOLL_FREE: Sentences(
        "Een gratis nummer (0800) werkt hier niet: zulke nummers werken alleen op telefoonnetten van het land "
        "zelf. Vul het gewone nummer in dat erachter zit.",
        "toll-free (0800) numbers cannot be rung: they only work inside their own country's networks",
    ),
    Fault.PREMIUM: Sentences(
        "Een betaald nummer (0900, 0906 of 0909) werkt hier niet: het kost geld per gesprek, en Twilio belt het "
        "niet. Vul een gewoon nummer in.",
        "premium-rate (0900, 0906, 0909) numbers cannot be rung: they charge for the call",
    ),
    Fault.LETTERS: Sentences(
        "Dit is geen telefoonnummer: er staat iets anders in dan cijfers. Schrijf een nummer als +31101234567, "
        "of een naam als ${{ADVISOR_NUMBER}}.",
        "it is not a telephone number: it holds something else than digits; write it like +31101234567",
    ),
    Fault.NATIONAL: Sentences(
        "Bij dit nummer ontbreekt het landnummer, en dan kan Twilio het niet bellen. Schrijf {suggestion}.",
        "the country code is missing (Twilio error 13224): write +31 and the number without its first 0",
    ),
    Fault.SPELLING: Sentences(
        "Zo kan Twilio dit nummer niet lezen. Schrijf het met een + ervoor, en zonder spaties of tekens ertussen: "
        "{suggestion}.",
        "it is not in E.164 form (Twilio error 13224): write it like +31101234567, with nothing in between",
    ),
    Fault.TOO_SHORT: Sentences(
        "Dit nummer is te kort, dus er gaat geen telefoon over. Kijk of er cijfers ontbreken.",
        "it is too short to be a telephone number",
    ),
    Fault.TOO_LONG: Sentences(
        "Dit nummer is te lang, dus er gaat geen telefoon over. Kijk of er cijfers te veel staan.",
        "it is too long to be a telephone number",
    ),
    Fault.UNKNOWN: Sentences(
        "Dit nummer kan niet bestaan, dus er gaat geen telefoon over. Kijk de cijfers na.",
        "no such telephone number can exist",
    ),
}

_FILLING = re.compile(r"[\s().\-/\u2010-\u2015]+")
_DIALLED = re.compile(r"\+?[0-9]+")
_HOME_PREFIX = re.compile(r"(?:\+|00)31(?:0(?=\d))?|0(?=[89]0[0-9])")

_SPECIAL: tuple[tuple[re.Pattern[str], Fault], ...] = (
    (re.compile(r"0?112"), Fault.EMERGENCY),
    (re.compile(r"0?113"), Fault.SUICIDE_PREVENTION),
    (re.compile(r"0?144"), Fault.ANIMAL_POLICE),
    (re.compile(r"0?116\d{3}"), Fault.HARMONISED),
    (re.compile(r"0?14(?:0\d{2,3}|\d{2,3})"), Fault.MUNICIPAL),
    (re.compile(r"800\d{0,8}"), Fault.TOLL_FREE),
    (re.compile(r"90[069]\d{0,8}"), Fault.PREMIUM),
)
"""Dutch numbers without +31 or a first 0; phonenumbers takes some of them (14010) for ordinary ones."""

_REFUSED_TYPES = {
    PhoneNumberType.TOLL_FREE: Fault.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE: Fault.PREMIUM,
    PhoneNumberType.SHARED_COST: Fault.PREMIUM,
    PhoneNumberType.PAGER: Fault.UNKNOWN,
    PhoneNumberType.VOICEMAIL: Fault.UNKNOWN,
    PhoneNumberType.UNKNOWN: Fault.UNKNOWN,
}


def fault(number: str) -> Fault | None:
    """Why Twilio cannot ring this number, or may not show it to advisors; None when it can."""
    dialled = _FILLING.sub("", number)
    if not _DIALLED.fullmatch(dialled):
        return Fault.LETTERS
    parsed = _parsed(dialled)
    return special(dialled) or _impossible(parsed) or _misspelt(number, parsed)


def dutch(fault: Fault, number: str) -> str:
    """The sentence for operators, with the right spelling where that can be told."""
    return SENTENCES[fault].dutch.format(suggestion=_e164(_parsed(_FILLING.sub("", number))))


def english(fault: Fault) -> str:
    """The sentence for administrators; it never repeats the number, so that it may be logged."""
    return SENTENCES[fault].english


def _parsed(dialled: str) -> PhoneNumber | None:
    try:
        return parse(dialled, HOME)
    except NumberParseException:
        return None


def _e164(number: PhoneNumber | None) -> str:
    return format_number(number, PhoneNumberFormat.E164) if number else ""


def special(dialled: str) -> Fault | None:
    """Which kind of special number it is, if any: digits, as they are dialled in the Netherlands or behind +31."""
    national = _HOME_PREFIX.sub("", dialled, count=1) if _HOME_PREFIX.match(dialled) else dialled
    return next((fault for pattern, fault in _SPECIAL if pattern.fullmatch(national)), None)


def _impossible(number: PhoneNumber | None) -> Fault | None:
    if number is None:
        return Fault.UNKNOWN
    if not is_valid_number(number):
        return _LENGTHS.get(is_possible_number_with_reason(number)) or _dutch_length(number)
    return _REFUSED_TYPES.get(number_type(number))


def _dutch_length(number: PhoneNumber) -> Fault:
    """Ordinary Dutch numbers have nine digits after +31."""
    digits = number.national_number or 0
    if number.country_code != HOME_CODE or not digits:
        return Fault.UNKNOWN
    return Fault.TOO_SHORT if digits < 10**8 else Fault.TOO_LONG if digits >= 10**9 else Fault.UNKNOWN


def _misspelt(number: str, parsed: PhoneNumber | None) -> Fault | None:
    if number == _e164(parsed):
        return None
    return Fault.NATIONAL if re.match("0[^0]", _FILLING.sub("", number)) else Fault.SPELLING


_LENGTHS = {
    ValidationResult.TOO_SHORT: Fault.TOO_SHORT,
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: Fault.TOO_SHORT,
    ValidationResult.TOO_LONG: Fault.TOO_LONG,
}
