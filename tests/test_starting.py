"""The starting menu, which `ivr new` writes: any helpline can use it as it is, and nothing in it is untrue of one."""

import re
from importlib.resources import files

import pytest
from flask import Flask

from ivr import loader
from ivr.budget import overruns
from ivr.conversation import compile_script
from ivr.menu import Line
from ivr.prompts import Catalogue
from ivr.script import Script
from ivr.settings import Settings
from ivr.web import create_app
from tests.conftest import ADVISOR, NUMBERS, ROOT, TOKEN, URL

FILE = files("ivr").joinpath("starting.yml")
TEXT = FILE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def starting_line() -> Line:
    """The starting menu."""
    return loader.loads(TEXT)


@pytest.fixture(scope="module")
def script(starting_line) -> Script:
    """The starting menu, compiled."""
    return compile_script(starting_line)


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Flask:
    """The application with the starting menu."""
    menus = ROOT / "ivr/starting.yml"
    return create_app(
        Settings(
            URL,
            (TOKEN,),
            menus=menus,
            prompts=ROOT / "prompts",
            state=tmp_path_factory.mktemp("state"),
            numbers=NUMBERS,
        )
    )


def test_112_is_named_in_time(line):
    """Someone in danger hears what to dial within six seconds, before anything is filled in."""
    call = line.call()
    assert call.hears("één één twee")
    assert call.heard_at("één één twee") <= 6


@pytest.mark.parametrize("keys", ["", "2", "22", "23", "3", "4", "4#", "1", "21", "9"])
def test_doing_nothing_leads_to_an_advisor(line, keys):
    """Wherever a caller stops pressing, a person answers."""
    call = line.call()
    call.presses(keys)
    call.waits()
    call.waits()
    assert call.connected_to == ADVISOR


def test_there_is_one_of_everything(line):
    """An operator has an example of a submenu, an answer, and an answer in two parts."""
    call = line.call()
    call.presses("2")
    assert call.hears("Ziet de adviseur mijn nummer? Toets 2.")
    call.presses("*3")
    assert call.hears("Een adviseur denkt met u mee.")
    call.presses("*4")
    assert call.hears("Verder luisteren: toets hekje.")
    call.presses("#")
    assert call.hears("Neemt er niemand op?")


def test_nothing_lasts_too_long(script):
    """No limit to how long callers wait is passed, not even by the estimate for what has no recording."""
    assert overruns(script, {}) == []


def test_sentences_are_short(script):
    """Nobody has to remember more than sixteen words at a time (callers.md, rule 10)."""
    sentences = [sentence for text in script.prompts() for sentence in re.split(r"(?<=[.?!:]) ", text)]
    assert max(len(sentence.split()) for sentence in sentences) <= 16


def test_a_menu_has_at_most_five_choices(script):
    """Nobody has to choose between more (callers.md, rule 1)."""
    choice = re.compile(r"toets (\d|sterretje|hekje)\b", re.IGNORECASE)
    assert max(sum(bool(choice.search(text)) for text in state.prompts()) for state in script.states.values()) == 5


def test_no_other_organisation_is_in_it():
    """Neither callers nor operators of another helpline meet Veilig Thuis, its number or its subject."""
    assert re.findall("veilig thuis|rotterdam|0800|tweeduizend|mishandeling|geweld|melding", TEXT, re.IGNORECASE) == []


def test_general_sentences_are_those_of_the_shipped_menu(starting_line, menu_line):
    """They have been recorded; only what one organisation cannot say for another is its own."""
    unlike = [word for word, text in starting_line.phrases if text != getattr(menu_line.phrases, word)]
    assert unlike == ["unavailable"]
    assert starting_line.emergency == menu_line.emergency
    assert starting_line.advisor.model_dump(exclude={"ring"}) == menu_line.advisor.model_dump(exclude={"ring"})


def test_most_of_it_is_recorded(starting_line, script):
    """Whoever tries it hears recordings, save for what is the menu's own."""
    catalogue = Catalogue.read(ROOT / "prompts", starting_line.voices, starting_line.language)
    recorded = [text for text in script.prompts() if catalogue.find(text)]
    assert len(recorded) >= 0.6 * len(script.prompts())


@pytest.mark.parametrize("word", ["name: ", "    option: Is deze", "        option: Wat kost", "  unavailable: "])
def test_what_must_be_filled_in_is_marked(word):
    """Who searches for VUL IN finds each sentence that only the organisation itself can write."""
    assert "# VUL IN: " in TEXT[TEXT.index(f"\n{word}") - 260 : TEXT.index(f"\n{word}") + 120]
