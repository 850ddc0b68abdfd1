"""What changes bring about: texts that a computer will speak, recordings that are done with, and longer waits."""

from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

from ivr.conversation import compile_script
from ivr.difference import Heard, Missing, Wait, missing, unused, waits
from ivr.loader import loads
from ivr.prompts import Catalogue, prompt_id
from ivr.recording import Recording
from tests.difference.menus import PLAIN

ANSWER = "Bellen is gratis."
CHANGED = PLAIN.replace(ANSWER, "Bellen kost niets.")


def recording(text: str, voice: str) -> Recording:
    """A recording of two seconds."""
    number = prompt_id("nl-NL", text)
    return Recording(Path(voice, f"{number}.wav"), voice, f"{number}.wav", number, number, 16_000, 2.0)


def heard(menu: str, recorded: Iterable[str], voice: str = "standin", but: Collection[str] = ()) -> Heard:
    """What callers of a menu hear, when these texts have been recorded."""
    sounds = tuple(recording(text, voice) for text in recorded if text not in but)
    return Heard(compile_script(loads(menu)), Catalogue("nl-NL", sounds))


@pytest.fixture
def texts() -> list[str]:
    """Every text of the small menu."""
    return list(compile_script(loads(PLAIN)).prompts())


def test_a_new_text_has_no_recording(texts):
    """The computer voice will speak it, and an operator reads so before callers hear it."""
    old, new = heard(PLAIN, texts), heard(CHANGED, texts)
    assert missing(old, new) == (Missing("Bellen kost niets.", ("2",), was_recorded=False),)
    assert [one.id for one in unused(old, new)] == [prompt_id("nl-NL", ANSWER)]


def test_a_text_that_was_moved_keeps_its_recording(texts):
    """Only what is said with the key must be recorded again."""
    old, new = heard(PLAIN, texts), heard(PLAIN.replace("\n  3:\n", "\n  4:\n"), texts)
    assert [one.text for one in missing(old, new)] == ["Geweld: toets 4."]


def test_a_voice_that_is_left_out_takes_its_recordings_along(texts):
    """Nothing of the menu is new, but callers heard a recording of it."""
    old, new = heard(PLAIN, texts), heard(PLAIN, texts, but=[ANSWER])
    assert missing(old, new) == (Missing(ANSWER, ("2",), was_recorded=True),)


def test_what_was_not_recorded_before_is_no_news(texts):
    """Of a text that the computer spoke already, nothing changes."""
    old, new = heard(PLAIN, [ANSWER]), heard(PLAIN, [ANSWER])
    assert missing(old, new) == ()


def test_a_text_that_comes_in_the_place_of_a_recording(texts):
    """The computer spoke it elsewhere already; here callers heard a recording until now."""
    menu = PLAIN.replace("- Schelden.", f"- {ANSWER}")
    old, new = (heard(one, texts, but=[ANSWER]) for one in (PLAIN, menu))
    assert missing(old, new) == (Missing(ANSWER, ("2", "3-2-part-2"), was_recorded=False),)
    unheard = (heard(one, texts, but=[ANSWER, "Schelden."]) for one in (PLAIN, menu))
    assert missing(*unheard) == ()


def test_another_voice_replaces_every_recording(texts):
    """Every recording of the old voice is done with, and nothing is missing."""
    old, new = heard(PLAIN, texts), heard(PLAIN, texts, voice="marije")
    assert (missing(old, new), len(unused(old, new))) == ((), len(texts))


def test_a_recording_that_says_two_things_stays_in_use(texts):
    """As long as one place says it, a recording is needed."""
    twice = PLAIN.replace("- Schelden.", f"- {ANSWER}")
    assert unused(heard(twice, texts), heard(PLAIN, texts)) == ()


def test_how_long_callers_wait(texts):
    """Two seconds for every text; a longer one is an estimate until it has been recorded."""
    longer = PLAIN.replace("welcome: Goedendag.", "welcome: Goedendag. Fijn dat u ons belt. Wij luisteren naar u.")
    found = waits(heard(PLAIN, texts), heard(longer, texts))
    assert [(wait.until, round(wait.wordt - wait.was, 1), wait.estimated) for wait in found] == [
        ("112 is genoemd", 3.6, True),
        ("de weg naar een adviseur is gezegd", 3.6, True),
        ("alle keuzes zijn gezegd", 3.6, True),
    ]
    assert round(found[1].was, 1) == 6.0


def test_one_more_choice_makes_only_the_opening_longer(texts):
    """Who needs 112 or an advisor waits no longer."""
    more = PLAIN.replace("\nmenu:\n", "\nmenu:\n  4:\n    option: Kinderen\n    answer: Ja.\n")
    assert waits(heard(PLAIN, texts), heard(more, [*texts, "Kinderen: toets 4."])) == (
        Wait("alle keuzes zijn gezegd", 10.0, 12.0, estimated=False),
    )
