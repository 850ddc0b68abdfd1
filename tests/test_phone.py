"""Telephone numbers: which can be rung, and why the others cannot."""

import pytest

from ivr.phone import SENTENCES, Fault, dutch, english, fault

REFUSED = {
    Fault.EMERGENCY: ["112", "0112", "1-1-2", "+31112", "+31 112", "0031112", "+31(0)112"],
    Fault.SUICIDE_PREVENTION: ["113", "0113", "+31113", "0031113"],
    Fault.ANIMAL_POLICE: ["144", "+31144", "0031144"],
    Fault.HARMONISED: ["116111", "116 006", "+31116111", "0031116000"],
    Fault.MUNICIPAL: ["14010", "14 010", "140182", "+3114010", "+31140182", "003114020"],
    Fault.TOLL_FREE: ["0800", "0800-2000", "08002000", "+318002000", "00318002000", "+31 (0)800 2000", "+18005551234"],
    Fault.PREMIUM: [
        *("0900", "0900-1234", "0900 8844", "+319001234", "+31900123456", "0031900123456"),
        *("0906-1234", "0906 123456", "+31906123456", "0909-1234", "+31909123456", "+31(0)900-1234"),
    ],
    Fault.LETTERS: [
        "",
        "+",
        "abc",
        "+31 10 HELP",
        "tel:+31101234567",
        "+31101234567;ext=1",
        "+3110123456\uff17",
        "#31#",
    ],
    Fault.NATIONAL: ["0101234567", "010-1234567", "010 123 45 67", "06-12345678", "(010) 1234567"],
    Fault.SPELLING: ["+31 10 123 45 67", "+31(0)101234567", "+310101234567", "0031101234567", "31101234567"],
    Fault.TOO_SHORT: ["0612", "+31612", "+3110123456", "911", "999", "+32123"],
    Fault.TOO_LONG: ["+316123456789", "+3161234567890123456", "+311012345678"],
    Fault.UNKNOWN: ["+31000000000", "+999123456", "1", "+31142345678"],
}


@pytest.mark.parametrize("number", ["+31101234567", "+31612345678", "+31882345678", "+31851234567", "+3233123456"])
def test_ordinary_numbers_can_be_rung(number: str) -> None:
    """Fixed and mobile numbers, numbers of organisations, and our neighbours'."""
    assert fault(number) is None


@pytest.mark.parametrize(("why", "number"), [(why, number) for why, numbers in REFUSED.items() for number in numbers])
def test_other_numbers_are_refused(why: Fault, number: str) -> None:
    """Every spelling of a number that cannot be rung is refused for its own reason."""
    assert fault(number) is why


def test_every_fault_has_an_example() -> None:
    """No reason is without a number that it refuses, or without a sentence."""
    assert set(REFUSED) == set(Fault) == set(SENTENCES)


@pytest.mark.parametrize("number", REFUSED[Fault.NATIONAL][:3] + REFUSED[Fault.SPELLING])
def test_the_right_spelling_is_given(number: str) -> None:
    """Who writes a number another way reads how Twilio wants it."""
    why = fault(number)
    assert why is not None
    assert "+31101234567" in dutch(why, number)


@pytest.mark.parametrize("why", Fault)
def test_administrators_never_see_the_number(why: Fault) -> None:
    """The English sentence may stand in a log: it holds no advisor's number."""
    assert not any(number in english(why) for number in REFUSED[why] if len(number) > 4 and number[0] == "+")
    assert "{" not in english(why)
