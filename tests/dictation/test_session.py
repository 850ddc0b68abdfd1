"""A speaker records the texts of the line by telephone."""

import os

from tests.dictation.conftest import PIN, VOICE, Restarting
from tests.prompts.speaking import QUIET_ROOM, needs_programs

SOFT = f"{QUIET_ROOM},volume=-35dB"


@needs_programs
def test_a_whole_session(studio, says):
    """Two texts are read out, spoken, judged by ear and kept; then there is nothing left to do."""
    first, second = studio.missing
    call = studio.is_in()
    assert call.hears(f"Nog 2 van de {len(studio.texts)} teksten")
    assert call.hears(f"Tekst 3 van {len(studio.texts)}")
    assert call.hears(first)
    call.presses("1")
    call.records(says(first))
    assert call.hears("De opname is goed. Zo klinkt hij.")
    assert call.hears("Toets 1 om hem te bewaren")
    assert studio.missing[0] not in studio.recorded
    call.presses("1")
    assert call.hears("Bewaard.")
    assert call.hears(second)
    assert studio.path(first).exists()
    call.presses("1")
    call.records(says(second))
    call.presses("1")
    assert call.hears("Alle teksten zijn ingesproken")
    assert call.ended
    assert studio.recorded == studio.texts
    assert "kind: human" in (studio.settings.prompts / VOICE / "voice.yml").read_text()


@needs_programs
def test_the_take_that_is_played_is_the_one_that_is_kept(studio, says):
    """What the speaker hears is byte for byte what callers will hear."""
    call = studio.about_to_speak()
    call.records(says(studio.missing[0]))
    call.listens()
    [played] = [one.body for one in call.exchanges if one.method == "GET"]
    call.presses("1")
    assert studio.path(studio.missing[0]).read_bytes() == played
    assert studio.takes == []


@needs_programs
def test_every_request_may_reach_another_worker(studio, says):
    """Nothing is kept in memory from one request to the next."""
    call = studio.calls_in(Restarting(studio))
    call.presses(f"{PIN}#1")
    call.records(says(studio.missing[0]))
    call.presses("1")
    assert studio.missing[0] in studio.recorded


def test_the_text_is_read_out_in_full_without_a_key(studio):
    """Whoever just listens is asked to speak after the tone."""
    call = studio.is_in()
    call.waits()
    assert call.hears("Spreek na de toon. Wacht daarna één tel, en toets hekje.")
    assert call.is_recorded


@needs_programs
def test_a_take_that_is_too_soft(studio, says):
    """It is not used, the speaker hears why, and a better one is."""
    call = studio.about_to_speak()
    call.records(says(studio.missing[0], SOFT))
    assert call.hears("Deze opname is niet gebruikt: de opname is te zacht")
    call.presses("1")
    assert call.hears("Toets 2 om hem over te doen")
    assert studio.takes == []
    assert studio.missing[0] not in studio.recorded
    call.presses("2")
    call.records(says(studio.missing[0]))
    call.presses("1")
    assert studio.missing[0] in studio.recorded


@needs_programs
def test_once_more(studio, says):
    """A take that sounds wrong to the speaker is thrown away."""
    call = studio.about_to_speak()
    call.records(says(studio.missing[0]))
    call.presses("2")
    assert call.is_recorded
    assert studio.takes == []
    assert studio.missing[0] not in studio.recorded


@needs_programs
def test_going_on_another_day(studio, says):
    """What was kept stays kept, also when the speaker hangs up, and the next call begins where this one ended."""
    call = studio.about_to_speak()
    call.records(says(studio.missing[0]))
    call.presses("1")
    call.hangs_up()
    studio.clock.passes(days=1)
    call = studio.is_in()
    assert call.hears(f"Nog 1 van de {len(studio.texts)} teksten")
    assert call.hears("Tekst 6 van")
    assert call.hears(studio.missing[1])


@needs_programs
def test_skipping(studio, says):
    """A text can be left for later, before it is spoken and after; the end says how many are left."""
    call = studio.is_in()
    call.presses("3")
    assert call.hears("Tekst 6 van")
    call.presses("1")
    call.records(says(studio.missing[1]))
    call.presses("3")
    assert call.hears("Zonder opname zijn er nog: 2")
    assert call.ended


@needs_programs
def test_stopping(studio, says):
    """The star stops, before speaking and after; nothing that was not kept is."""
    call = studio.is_in()
    call.presses("*")
    assert call.hears("Tot ziens")
    assert call.ended
    call = studio.about_to_speak()
    call.records(says(studio.missing[0]))
    call.presses("*")
    assert call.ended
    assert studio.missing[0] not in studio.recorded


def test_nobody_speaks(studio):
    """A telephone that was put aside is hung up on after three silences."""
    call = studio.is_in()
    for _ in range(3):
        call.waits()
        assert call.is_recorded
    call.waits()
    assert call.hears("Tot ziens")
    assert call.ended


@needs_programs
def test_nobody_judges(studio, says):
    """A speaker who walks away hears the take three times at most; it is removed in the next call, an hour later."""
    call = studio.about_to_speak()
    call.records(says(studio.missing[0]))
    for _ in range(3):
        call.waits()
    assert call.ended
    drafts = studio.settings.state / "dictation" / "drafts"
    [left] = drafts.iterdir()
    studio.clock.now = studio.clock.now.fromtimestamp(left.stat().st_mtime + 3700, studio.clock.now.tzinfo)
    studio.about_to_speak()
    assert list(drafts.iterdir()) == []


@needs_programs
def test_the_menu_changes_meanwhile(studio, says):
    """A text that is no longer in the menu is not recorded; the speaker hears so, and goes on with what there is."""
    call = studio.calls_in(Restarting(studio))
    call.presses(f"{PIN}#31")
    assert call.is_recorded
    menus = studio.settings.menus
    menus.write_text(menus.read_text().replace("Veilig Thuis en de meldcode", "Veilig Thuis en meldcode"))
    os.utime(menus, (1, 1))
    call.records(says(studio.missing[1]))
    assert call.hears("Deze tekst staat niet meer in het menu")
    assert call.hears(studio.missing[0])
    assert studio.office.api.recordings.kept == {}


@needs_programs
def test_stopping_after_a_take(studio, says):
    """Who stops before judging has kept nothing, and nothing of the take is left."""
    call = studio.about_to_speak()
    call.records(says(studio.missing[0]))
    call.presses("*")
    assert call.ended
    assert studio.takes == []
    assert studio.missing[0] not in studio.recorded


@needs_programs
def test_a_key_that_means_nothing_keeps_nothing(studio, says):
    """The take is played once more; of one that was refused, the choices are said again."""
    call = studio.about_to_speak()
    call.records(says(studio.missing[0]))
    call.presses("7")
    assert call.hears("Toets 1 om hem te bewaren")
    assert studio.missing[0] not in studio.recorded
    call.presses("2")
    call.records(says(studio.missing[0], SOFT))
    call.presses("7")
    assert call.hears("Toets 2 om hem over te doen")
    assert studio.missing[0] not in studio.recorded


@needs_programs
def test_everything_was_recorded_before(studio, says):
    """Who calls when there is nothing left to do hears so, and the call ends."""
    first, second = studio.missing
    call = studio.about_to_speak()
    call.records(says(first))
    call.presses("1")
    call.presses("1")
    call.records(says(second))
    call.presses("1")
    assert studio.recorded == studio.texts
    again = studio.is_in()
    assert again.listens()[-1].text.startswith("Alle teksten zijn ingesproken")
    assert not any(heard.text.startswith("Nog ") for heard in again.listens())
    assert again.ended
