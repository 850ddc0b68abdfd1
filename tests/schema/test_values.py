"""The same values are good to the schema and to the loader, up to the last character that is allowed."""

from collections.abc import Iterator
from time import perf_counter

import pytest
from phonenumbers import SUPPORTED_REGIONS, PhoneNumberFormat, PhoneNumberType, example_number_for_type, format_number

from ivr.fields import number_fault
from tests.test_loader import changed, problems

WELCOME = "welcome: Goedendag. Dit is Veilig Thuis."
ANSWER = "answer: Bellen is gratis."
OPTION = "option: Wat kost het bellen?"
NUMBER = "- ${ADVISOR_NUMBER}"
LINES = "\n      ".join(["a" * 49] * 20)


def block(style: str, *paragraphs: str) -> str:
    """An answer in a block of its own."""
    return f"answer: {style}\n      " + "\n\n      ".join(paragraphs)


@pytest.mark.parametrize(
    ("old", "new", "good"),
    [
        (WELCOME, f"welcome: {'a' * 1000}", True),
        (WELCOME, f"welcome: {'a' * 1001}", False),
        (WELCOME, f"welcome: >\n  {'a' * 1000}", True),
        (WELCOME, f"welcome: '  {'a  ' * 500} '", True),
        (WELCOME, f"welcome: {'a ' * 500}aa", False),
        (WELCOME, "welcome: " + "e\u0301" * 1000, True),
        (WELCOME, "welcome: " + "e\u0301" * 1001, False),
        (WELCOME, "welcome: |\n  Goedendag.\n  Dit is Veilig Thuis.", True),
        (OPTION, f"option: {'a' * 300}", True),
        (OPTION, f"option: {'a' * 301}", False),
        (ANSWER, block(">", LINES), True),
        (ANSWER, block(">", LINES + "aa"), False),
        (ANSWER, block("|", LINES), True),
        (ANSWER, block(">", *["a" * 1000] * 8), True),
        (ANSWER, block(">", *["a" * 1000] * 8, "a" * 41), False),
        (ANSWER, block("|", *"a" * 40), True),
        (ANSWER, block("|", *"a" * 41), False),
        (ANSWER, block("|+", *"a" * 40, "", ""), True),
        (ANSWER, block(">", "Bellen.", "  - En meer.").replace("- ", ""), True),
        (ANSWER, "answer: 8", True),
        (ANSWER, "answer: 1.5", True),
        (ANSWER, "answer: true", True),
        (ANSWER, "answer: 2024-01-01", True),
        (ANSWER, "answer: [1, nee, 'drie']", True),
        (ANSWER, "answer: {1: nee}", False),
        (ANSWER, "answer: []", False),
        (ANSWER, "answer: null", False),
        (ANSWER, "answer: 'null'", True),
        (ANSWER, "answer: 5 & 6, een &# en een $", True),
        (ANSWER, "answer: Kies  # dan", True),
        (OPTION, "option: Hulp B.V", True),
        (OPTION, "option: Hulp (B.V.)", False),
        (OPTION, "option: Hulp?”", False),
        (OPTION, "option: 'Is het ''s avonds?'", True),
        (OPTION, "option: Wat kost het? 5 €", True),
        ("voices: [standin]", "voices: [1, anna-2]", True),
        ("voices: [standin]", "voices: [1.5]", False),
        ("voices: [standin]", "voices: [a, b, a]", False),
        ("language: nl-NL", "language: nld-NL", True),
        ("language: nl-NL", "language: nl-nl", False),
        (NUMBER, "- +31101234567\n      - +31101234567", False),
        (NUMBER, "- +31 10 123 45 67", False),
        (NUMBER, NUMBER + "\n    seconds: '30'\n    rounds: 3", True),
        (NUMBER, NUMBER + "\n    seconds: 5", True),
        (NUMBER, NUMBER + "\n    seconds: 4", False),
        (NUMBER, NUMBER + "\n    seconds: 600", True),
        (NUMBER, NUMBER + "\n    seconds: 30.5", False),
        ("changed: Het", "changed: &", False),
        ("phrases:", "pronounce: {}\nphrases:", True),
        ("phrases:", "pronounce: {C#: sie sjarp, 112: één, 0800: x, ja: nee}\nphrases:", True),
        ("phrases:", f"pronounce: {{{'a' * 100}: x}}\nphrases:", True),
        ("phrases:", f"pronounce: {{{'a' * 101}: x}}\nphrases:", False),
        ("phrases:", "pronounce: {a: '{b}'}\nphrases:", False),
    ],
)
def test_a_value_is_good_to_both_or_to_neither(underlined, old, new, good):
    """No text, number or list is underlined that could be published, nor left alone when it could not."""
    menu = changed(old, new)
    assert [problems(menu) == [], underlined(menu) == []] == [good, good], (problems(menu), underlined(menu))


def example_numbers() -> Iterator[str]:
    """A number of every kind in every country of the world."""
    for region in sorted(SUPPORTED_REGIONS):
        for kind in PhoneNumberType.values():
            if number := example_number_for_type(region, kind):
                yield format_number(number, PhoneNumberFormat.E164)


@pytest.mark.parametrize(("definition", "rung"), [("Number", False), ("RungNumber", True)])
def test_a_number_from_anywhere_is_good(validator, definition, rung):
    """Of all countries no telephone number is underlined that could be published, with quotes or without."""
    number = validator.evolve(schema=validator.schema["definitions"][definition])
    usable = [text for text in example_numbers() if not number_fault(text, rung=rung)]
    assert len(usable) > 500
    assert {text for text in usable if not number.is_valid(text) or not number.is_valid(int(text))} == {"+989601"}, (
        "all but one that has six digits, and nobody abroad can call"
    )


@pytest.mark.parametrize(
    "text", ["112", "+31112", "0800-2000", "+318002000", "+31900123456", "010-1234567", "+3110123456"]
)
def test_a_number_that_cannot_be_rung_is_underlined(validator, text):
    """An operator sees at once that 112 and its likes cannot stand there, also where YAML makes a number of it."""
    number = validator.evolve(schema=validator.schema["definitions"]["RungNumber"])
    assert not number.is_valid(text)
    assert not text.removeprefix("+").isdigit() or not number.is_valid(int(text))


@pytest.mark.parametrize(
    "text", ["a", "a ", "e\u0301", "a \n", "a\n\n", " ", "\n", "{option}", "a. ", "?!", "<", "&#", "- ", "Ã"]
)
def test_a_long_text_keeps_no_editor_busy(validator, text):
    """While somebody types a text that is far too long, every rule is applied at once."""
    definitions = validator.schema["definitions"].values()
    for rule in (rule for one in definitions for rule in one.get("allOf", [])):
        start = perf_counter()
        validator.evolve(schema=rule).is_valid(text * 4000)
        assert perf_counter() - start < 1, rule
