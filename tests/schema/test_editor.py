"""What an operator sees while editing menus.yml; skipped where there is no such editor."""

from collections.abc import Iterator

import pytest

from ivr.cli.new import MODELINE, SCHEMA
from tests.conftest import ROOT
from tests.schema.editor import Editor, missing
from tests.test_loader import GOOD, PLAIN, changed

if what := missing():
    pytest.skip(what, allow_module_level=True)


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    """An editor with the project's folder open."""
    editor = Editor()
    yield editor
    editor.close()


def test_the_shipped_menu_has_no_mistakes(editor):
    """Nothing is underlined in menus.yml, which names the schema itself."""
    assert editor.mistakes((ROOT / "menus.yml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_menu_has_no_mistakes(editor, path):
    """Nothing is underlined in a menu that can be published."""
    assert editor.mistakes(MODELINE + path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("    answer: Bellen", "    anwser: Bellen", 29, "Property anwser is not allowed."),
        ("answer: Bellen is gratis.", "answer: Bellen is <b>gratis</b>.", 29, "Iets in deze tekst is opmaak, en "),
        ("  2:\n    option: Wat", "  1:\n    option: Wat", 27, "Onder 'menu' horen toetsen, "),
        ("- ${ADVISOR_NUMBER}", "- 112", 24, "Hier hoort een gewoon telefoonnummer "),
        ("Polly.Laura-Neural", "Polly.Amy", 8, "Dit is geen Nederlandse stem van Twilio; "),
        ("  short: Nood\n", "", 11, 'Missing property "short".'),
    ],
)
def test_a_mistake_is_underlined_where_it_stands(editor, old, new, line, message):
    """The operator sees where, and mostly in Dutch what."""
    told = editor.mistakes(MODELINE + changed(old, new))
    assert [place for place, said in told if said.startswith(message)] == [line], told


@pytest.mark.parametrize(
    ("start", "proposed"),
    [
        ("", {"welcome": "Het eerste dat een beller hoort.", "emergency": "De uitleg bij nood, onder toets 1."}),
        ("menu:\n  ", dict.fromkeys("23456789", "Een keuze: hoe die heet, en het antwoord of het menu erachter.")),
        ("menu:\n  2:\n    ", {"answer": "Het antwoord."}),
        ("advisor:\n  ring:\n    order: ", {"all_at_once": "allemaal tegelijk", "one_after_another": "een voor een"}),
        ("language: nl-NL\nsay: ", {"Polly.Laura-Neural": "", "Polly.Ruben": ""}),
        ("phrases:\n  press: ", {'"{option}: toets {key}."': ""}),
    ],
)
def test_words_are_proposed_with_what_they_are_for(editor, start, proposed):
    """An operator who does not know what may stand here gets a list, and nothing that does not belong in it."""
    found = editor.proposals(f"{MODELINE}{start}§\n")
    assert proposed.items() <= found.items()
    assert not {"true", "false", "null"} & set(found)


def test_a_word_tells_what_it_is_for(editor):
    """Pointing at a word is enough."""
    told = editor.told(MODELINE + PLAIN.replace("  short:", "  sh§ort:", 1))
    assert "De korte tekst voor in de andere menu's." in told
    assert SCHEMA in told
