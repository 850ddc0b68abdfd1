"""Puts a menu in the place of menus.yml: in one step, and nothing is ever lost."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ivr import loader
from ivr.edition import Store, Stored, write
from ivr.loader import MenuFile
from ivr.publishing.history import changes, line_of
from ivr.publishing.making import servable
from ivr.settings import Settings


class NoEdition(Exception):  # noqa: N818 - reads as what it is
    """There is no such edition; the message is Dutch, for operators."""


@dataclass(frozen=True)
class Done:
    """What was published, and what became of what stood there before."""

    edition: str
    before: str | None
    """The edition that was published last, if any."""
    changes: int | None
    """Things that are different for callers from that edition; None when it is not known any more."""
    kept_as: str | None
    """The file that holds what stood in the menu file and is in no edition."""
    recordings: int
    """Recordings that were put back."""


def publish_draft(settings: Settings, draft: MenuFile, note: str, recordings: int = 0) -> Done:
    """Check a menu, keep what it replaces, replace it, and write down that it was published.

    Raises InvalidMenu, or SettingsError where the menu needs what is not set, and nothing has changed; or OSError when
    a file cannot be written.
    """
    store, content = Store.below(settings.state), draft.source.text.encode()
    made = servable(settings, draft)
    before = store.last()
    different = changes(line_of(store, before.id) if before else None, draft.line)
    edition = Stored(made.edition.id, made.menu, tuple(made.edition.recordings.values()))
    store.prepare(edition)
    known = (stored.menu for stored in store.latest() if stored.id != edition.id)
    with _replaced(settings.menus.resolve(), content, known) as kept_as:
        store.keep(edition, note)
    return Done(made.edition.id, before.id if before else None, different, kept_as, recordings)


def publish_edition(settings: Settings, edition: str, note: str) -> Done:
    """Go back to the menu of an earlier edition; recordings of it that are gone are put back.

    What was recorded since stays in use. Raises NoEdition, or what `publish_draft` raises.
    """
    stored = Store.below(settings.state).find(edition)
    if stored is None:
        raise NoEdition(f"editie '{edition}' is er niet. Welke er zijn: python -m ivr editions")
    draft = loader.parse(stored.menu, f"editie {edition}")
    return publish_draft(settings, draft, note, recordings=len(list(_put_back(stored, settings.prompts))))


def _put_back(stored: Stored, prompts: Path) -> Iterator[Path]:
    """Copy each recording to where it was, unless there is one by that name."""
    for recording in stored.recordings:
        path = prompts / recording.voice / recording.file
        if not path.exists() and recording.path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, recording.path.read_bytes())
            yield path


@contextmanager
def _replaced(menus: Path, content: bytes, known: Iterable[bytes]) -> Iterator[str | None]:
    """Replace the menu file in one step, and put it back if what follows fails.

    Gives the name under which it is kept, if it is none of what stays known.
    """
    found = menus.read_bytes() if menus.exists() else None
    kept_as = None
    if found not in (None, content) and found not in known:
        kept_as = _aside(menus, found or b"")
    if found != content:
        write(menus, content)
    try:
        yield kept_as
    except OSError:
        if found not in (None, content):
            write(menus, found or b"")
        raise


def _aside(menus: Path, content: bytes) -> str:
    kept = menus.with_name(f"{menus.stem}.{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}{menus.suffix}")
    write(kept, content, like=menus)
    return str(kept)
