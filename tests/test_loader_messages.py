"""What the messages of the loader name: the word, the key or the number that it is about, and what was meant."""

import pytest

from tests.test_loader import HERE, problems

TOLD = {
    "announcement-place": "Bedoelt u 'instead_of_menu'? Schrijf 'before_menu' (voor het menu) of 'instead_of_menu'",
    "announcement-reason": "'brand' kan hier niet. Schrijf 'outage' (een storing) of",
    "choice-empty": "Achter toets 5 staat niets",
    "control-escape": "(U+0007)",
    "dutch-word": "Het woord 'antwoord' bestaat niet; wat erachter staat, doet niets. Bedoelt u 'answer'?",
    "duplicate-key": "'2' staat hier voor de tweede keer; de eerste staat op regel 27.",
    "empty-answer": "Achter 'answer' staat niets, dus een beller zou niets horen.",
    "empty-part": "Achter dit streepje staat niets.",
    "hours-dutch-day": "'zaterdag' is geen dag die bestaat. Bedoelt u 'saturday'?",
    "hours-no-date": "'2026-02-30' is geen dag die bestaat. Schrijf een dag als monday",
    "invented-word": "Het woord 'muziek' bestaat hier niet. Hier kunnen staan: name, number, language,",
    "key-1": "Toets 1 is overal nood",
    "key-10": "Een toets is één cijfer, en '10' is dat niet.",
    "key-letter": "'a' is geen toets van een telefoon.",
    "missing-option": "Hier ontbreekt 'option': de tekst van de keuze. Zet 'option:' erbij.",
    "missing-phrase": "Hier ontbreekt 'waiting': wat een beller hoort die wacht. Zet 'waiting:' erbij.",
    "number-braces": "Bedoelt u ${ADVISOR_NUMBER}?",
    "number-national": "Schrijf +31101234567.",
    "numbers-eleven": "hooguit 10 telefoons tegelijk",
    "order": "'all_at_ones' kan hier niet. Bedoelt u 'all_at_once'? Schrijf 'all_at_once' (allemaal tegelijk) of",
    "own-number-112": "'112' kan niet het eigen nummer van de lijn zijn",
    "paragraphs-too-many": "Dit antwoord telt te veel alinea's: meer dan 40.",
    "part-too-long": "langer dan 8000 tekens",
    "parts-too-many": "Dit antwoord telt te veel delen: meer dan 20.",
    "phrase-twice": "moet {option} één keer staan; anders hoort een beller niet welke keuze het is.",
    "phrase-without-key": "moet {key} één keer staan; anders hoort een beller niet welke toets erbij hoort.",
    "placeholder": "'{bedrag}' wordt hier niet ingevuld; de stem zou het letterlijk voorlezen. Schrijf voluit",
    "placeholder-misspelt": "voorlezen. Bedoelt u {option}? Kijk of",
    "rounds-words": "bijvoorbeeld 3.",
    "say-near": "Bedoelt u Polly.Laura-Neural?",
    "seconds-too-many": "ten minste 5 en ten hoogste 600 seconden",
    "seconds-words": "Bij 'seconds' hoort een heel getal in cijfers, zonder woorden of komma's, bijvoorbeeld 30.",
    "tell-topic": "'soms' kan hier niet. Schrijf 'no' (nee) of 'yes' (ja).",
    "text-too-long": "langer dan 300 tekens",
    "top-word-in-text": "Laat hem even ver inspringen als 'name': helemaal vooraan.",
    "zero-width": "(U+200B)",
}
"""A piece of the first message about a menu in menus/bad."""


@pytest.mark.parametrize("name", TOLD)
def test_the_message_names_what_it_is_about(name: str) -> None:
    """An operator reads what to look for, what was probably meant, and what can stand there."""
    assert TOLD[name] in problems((HERE / f"menus/bad/{name}.yml").read_text(encoding="utf-8"))[0].message


def test_a_dutch_name_of_what_is_filled_in_is_understood() -> None:
    """Whoever writes {toets} is told to write {key}."""
    _, second, *_ = problems((HERE / "menus/bad/placeholder-misspelt.yml").read_text(encoding="utf-8"))
    assert "'{toets}' wordt in deze zin niet ingevuld" in second.message
    assert "Bedoelt u {key}?" in second.message


def test_words_that_are_missing_at_one_place_are_named_together() -> None:
    """Whoever lacks three sentences reads that in one message."""
    menu = (HERE / "menus/good/plain.yml").read_text(encoding="utf-8").split("\n")
    gone = ("  waiting:", "  back:", "  more:")
    (problem,) = problems("\n".join(line for line in menu if not line.startswith(gone)))
    assert "'back', 'more' en 'waiting'" in problem.message


def test_an_advisor_without_telephones_is_told_so() -> None:
    """Neither `ring` nor `teams`: what is missing is which telephones ring."""
    menu = (HERE / "menus/good/plain.yml").read_text(encoding="utf-8")
    advisor = menu[menu.index("advisor:") : menu.index("menu:")]
    (problem,) = problems(menu.replace(advisor[advisor.index("  ring:") :], "\n"))
    assert (problem.rule, "Hier ontbreekt 'ring': welke telefoons overgaan." in problem.message) == (
        "missing-word",
        True,
    )


def test_braces_that_hold_no_name_are_no_name() -> None:
    """Nobody is told to write ${} for what is not one word between braces."""
    menu = (HERE / "menus/good/plain.yml").read_text(encoding="utf-8")
    (problem,) = problems(menu.replace("${LINE_NUMBER}", "{EEN: 1, TWEE: 2}"))
    assert (problem.rule, "${}" in problem.message) == ("not-text", False)
