"""What is kept of editions on disk: whole, once, not for ever, and never in a caller's way."""

import fcntl
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ivr.edition import Store, Stored, store
from ivr.recording import Recording
from tests.cli.conftest import sound

MENU = "name: Lijn één\n".encode()


def identity(number: int) -> str:
    """The id of an edition."""
    return f"{number:010x}"


@pytest.fixture
def kept(tmp_path) -> Store:
    """A folder in which nothing has been kept."""
    return Store(tmp_path / "editions")


def recording(folder: Path, seconds: float) -> Recording:
    """A recording among those of a voice."""
    content = sound(seconds)
    path = folder / f"{seconds}.wav"
    path.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()[:16]
    return Recording(path, "els", path.name, "abc", digest, len(content), seconds)


def test_what_is_kept_is_found_as_it_was(kept, tmp_path):
    """The menu to the byte, and its recordings although the originals are gone."""
    one = recording(tmp_path, 2)
    kept.keep(Stored(identity(1), MENU, (one,)))
    content = one.path.read_bytes()
    one.path.unlink()
    found = kept.find(identity(1))
    assert found
    assert found.menu == MENU
    assert found.recordings[0].read() == (content, True)


@pytest.mark.parametrize("name", ["", "..", "history", "../../etc/passwd", "0" * 9, "A" * 10, "0000000009"])
def test_no_other_file_is_ever_an_edition(kept, name):
    """Whoever invents an id finds nothing."""
    kept.keep(Stored(identity(1), MENU, ()))
    assert kept.find(name) is None


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"id": "0000000001"}', '{"id": 1, "menu": 2, "recordings": {}}', "\0"]
)
def test_a_spoilt_edition_is_none(kept, content):
    """A file that a failing disk left behind is not believed, and made good when it is kept again."""
    kept.keep(Stored(identity(1), MENU, ()))
    (kept.folder / f"{identity(1)}.json").write_text(content)
    assert kept.find(identity(1)) is None
    assert list(kept.latest()) == []
    kept.keep(Stored(identity(1), MENU, ()))
    assert kept.find(identity(1)) == Stored(identity(1), MENU, ())


def test_a_spoilt_recording_is_made_good(kept, tmp_path):
    """A copy that was cut off is copied again."""
    one = recording(tmp_path, 2)
    copy = kept.keep(Stored(identity(1), MENU, (one,))).recordings[0]
    copy.path.write_bytes(b"RIFF")
    kept.keep(Stored(identity(2), MENU, (one,)))
    assert copy.read()[1]


def test_the_same_edition_with_another_number_rings_the_other(kept):
    """Telephone numbers are no part of an id; the last that was published counts."""
    kept.keep(Stored(identity(1), MENU + b"number: 1", ()))
    kept.keep(Stored(identity(1), MENU + b"number: 2", ()))
    found = kept.find(identity(1))
    assert found
    assert found.menu.endswith(b"2")
    assert len(kept.history()) == 1


def test_the_history_tells_what_was_published_when(kept):
    """The latest first; what is published twice in a row is told once, and what is published again is told again."""
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    for number, note in ((1, "begin"), (1, ""), (2, ""), (1, "terug naar het oude")):
        kept.keep(Stored(identity(number), MENU, ()), note, at=moment)
    assert [(one.id, one.note) for one in kept.history()] == [
        (identity(1), "terug naar het oude"),
        (identity(2), ""),
        (identity(1), "begin"),
    ]
    assert kept.history()[0].at == moment
    assert [one.id for one in kept.latest()] == [identity(1), identity(2)]


@pytest.mark.parametrize("spoilt", [b'{"id": "00000', b"\xff\xfe\x80", b"\0" * 512, b'{"id": [], "at": 1, "note": 2}'])
def test_a_line_of_history_that_is_spoilt_spoils_no_other(kept, spoilt):
    """A disk that was full for a moment, or a machine that lost its power, costs one line."""
    kept.keep(Stored(identity(1), MENU, ()))
    with (kept.folder / "history.jsonl").open("ab") as history:
        history.write(b"\n" + spoilt)
    kept.keep(Stored(identity(2), MENU, ()))
    assert [one.id for one in kept.history()] == [identity(2), identity(1)]


def test_editions_are_not_kept_for_ever(kept, tmp_path, monkeypatch):
    """The oldest go, with the recordings that no other plays."""
    monkeypatch.setattr(store, "MOST", 3)
    shared = recording(tmp_path, 1)
    for number in range(6):
        kept.keep(Stored(identity(number), MENU, (shared, recording(tmp_path, 2 + number))))
    assert [one.id for one in kept.latest()] == [identity(5), identity(4), identity(3)]
    assert len(list(kept.folder.glob("*.json"))) == 3
    assert len(list(kept.folder.glob("recordings/*"))) == 4


def test_nobody_waits_long_for_another_process(kept, monkeypatch):
    """A process that hangs while it keeps an edition keeps no caller waiting."""
    monkeypatch.setattr(store, "PATIENCE", 0.1)
    kept.keep(Stored(identity(1), MENU, ()))
    with (kept.folder / "history.jsonl").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(OSError, match="temporarily"):
            kept.keep(Stored(identity(2), MENU, ()))
    kept.keep(Stored(identity(2), MENU, ()))


def test_nothing_is_left_unfinished(kept, tmp_path):
    """After keeping, there is nothing but editions, their recordings and the history."""
    kept.keep(Stored(identity(1), MENU, (recording(tmp_path, 1),)))
    names = sorted(path.relative_to(kept.folder).as_posix() for path in kept.folder.rglob("*") if path.is_file())
    assert [name.rpartition(".")[2] for name in names] == ["json", "jsonl", "wav"]
    assert json.loads((kept.folder / names[0]).read_text())["menu"] == MENU.decode()
