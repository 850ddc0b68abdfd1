"""menus.yml is replaced with all that belongs to it or not at all, and what stood there is lost to nobody."""

import os
import stat
from pathlib import Path

import pytest

from ivr import loader
from ivr.edition import Store, store
from ivr.publishing import publish_draft
from tests.edition.conftest import PLAIN

LATER = PLAIN.replace("Bellen is gratis.", "Bellen is voor u gratis.")


@pytest.fixture
def published(desk):
    """A desk whose menu was published."""
    desk.save(PLAIN)
    publish_draft(desk.settings, loader.parse(PLAIN), "")
    return desk


def test_a_disk_that_is_full_before_changes_nothing(published, monkeypatch):
    """Where the edition cannot be kept, the menu file stays as it is, so that callers get what operators are told."""

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "write", full)
    with pytest.raises(OSError, match="No space left"):
        publish_draft(published.settings, loader.parse(LATER), "")
    assert published.menus.read_text() == PLAIN


def test_what_cannot_be_written_down_is_taken_back(published, monkeypatch):
    """A disk that is full at the very last makes it as it was."""
    before = Store.below(published.settings.state).history()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "_as_line", full)
    with pytest.raises(OSError, match="No space left"):
        publish_draft(published.settings, loader.parse(LATER), "")
    assert published.menus.read_text() == PLAIN
    assert Store.below(published.settings.state).history() == before


def test_a_remark_that_callers_do_not_hear_is_not_lost(published):
    """The same edition with another remark takes the place of the one before, which is put aside."""
    remarked = PLAIN + "# wie: Marije\n"
    publish_draft(published.settings, loader.parse(remarked), "")
    done = publish_draft(published.settings, loader.parse(PLAIN + "# wie: Jan\n"), "")
    assert done.edition == done.before
    assert done.kept_as
    assert Path(done.kept_as).read_text() == remarked
    assert published.menus.read_text() == PLAIN + "# wie: Jan\n"


def test_who_may_not_read_the_menu_may_not_read_what_is_made_of_it(published, monkeypatch):
    """Neither what was put aside, nor a file that is not finished yet."""
    published.menus.write_text("# nooit gepubliceerd\n" + PLAIN)
    published.menus.chmod(0o640)
    modes = []
    sync = os.fsync

    def look(file):
        modes.append(stat.S_IMODE(os.fstat(file).st_mode))
        sync(file)

    monkeypatch.setattr(os, "fsync", look)
    done = publish_draft(published.settings, loader.parse(LATER), "")
    assert done.kept_as
    assert stat.S_IMODE(Path(done.kept_as).stat().st_mode) == 0o640
    assert stat.S_IMODE(published.menus.stat().st_mode) == 0o640
    assert modes.count(0o640) == 2


def test_two_files_that_are_put_aside_at_once_have_two_names(published):
    """Whoever publishes over what was never published, twice in a second, finds both."""
    kept = []
    for number in (1, 2):
        published.menus.write_text(f"# nooit gepubliceerd: {number}\n" + PLAIN)
        kept.append(publish_draft(published.settings, loader.parse(LATER), "").kept_as)
    assert len(set(kept)) == 2
