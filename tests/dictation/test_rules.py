"""A take that would break a rule of the menu, so that nothing could be published any more, is not kept."""

import pytest

from tests.dictation.conftest import PIN, VOICE, Restarting
from tests.prompts.speaking import needs_programs

SLOWLY, BRISKLY = 110, 190
WELCOME = 0


@pytest.fixture
def hears(studio):
    """Let callers hear this voice, or another."""

    def changes(voices: str) -> None:
        menus = studio.settings.menus
        rest = menus.read_text().partition("voices: [")[2].partition("]")[2]
        menus.write_text(f"{menus.read_text().partition('voices: [')[0]}voices: [{voices}]{rest}")

    changes(f"{VOICE}, standin")
    return changes


@pytest.fixture
def welcome(studio, hears):
    """The first text, that nobody has recorded."""
    studio.path(studio.texts[WELCOME]).unlink()
    return studio.texts[WELCOME]


@needs_programs
def test_a_welcome_that_keeps_callers_from_112(studio, says, welcome):
    """Whoever speaks it slowly hears why it is not used before listening to it; briskly, it is kept."""
    call = studio.about_to_speak()
    call.records(says(welcome, speed=SLOWLY))
    assert call.hears("Deze opname is niet gebruikt: hij past niet in het menu.")
    assert call.hears("112")
    call.presses("1")
    assert welcome not in studio.recorded
    call.presses("2")
    call.records(says(welcome, speed=BRISKLY))
    call.presses("1")
    assert welcome in studio.recorded


@needs_programs
def test_the_menu_changes_before_the_take_is_kept(studio, says, welcome, hears):
    """What was fit while another voice was heard is asked again: the take is not kept, and why is said."""
    hears("standin")
    call = studio.calls_in(Restarting(studio))
    call.presses(f"{PIN}#1")
    call.records(says(welcome, speed=SLOWLY))
    assert call.hears("De opname is goed")
    hears(f"{VOICE}, standin")
    call.presses("1")
    assert call.hears("hij past niet in het menu")
    assert welcome not in studio.recorded
    assert studio.takes == []
