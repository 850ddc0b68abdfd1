"""Puts a menu in the place of menus.yml: in one step, and nothing is ever lost."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ivr import loader
from ivr.difference import compare
from ivr.edition.files import write
from ivr.edition.history import line_of
from ivr.edition.publication import publish
from ivr.edition.store import Store, Stored
from ivr.loader import MenuFile
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
    """The file that holds what stood in the menu file and was never published."""
    recordings: int
    """Recordings that were put back."""


def publish_draft(settings: Settings, draft: MenuFile, note: str, recordings: int = 0) -> Done:
    """Check a menu, keep what it replaces, replace it, and write down that it was published.

    Raises InvalidMenu, and nothing has changed; or OSError when a file cannot be written.
    """
    store, content = Store.below(settings.state), draft.source.text.encode()
    made = publish(draft, settings.prompts, settings.numbers, settings.prompts_url)
    before = next((published.id for published in store.history()), None)
    changes = _changes(store, before, draft)
    kept_as = _replace(settings.menus.resolve(), content, store)
    store.keep(Stored(made.edition.id, made.menu, tuple(made.edition.recordings.values())), note)
    return Done(made.edition.id, before, changes, kept_as, recordings)


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
            shutil.copyfile(recording.path, path)
            yield path


def _replace(menus: Path, content: bytes, store: Store) -> str | None:
    """Replace the menu file in one step; gives the name under which it is kept if no edition has it."""
    found = menus.read_bytes() if menus.exists() else None
    if found == content:
        return None
    is_kept = found is None or any(stored.menu == found for stored in store.latest())
    kept_as = None if found is None or is_kept else _aside(menus, found)
    write(menus, content)
    return kept_as


def _aside(menus: Path, content: bytes) -> str:
    kept = menus.with_name(f"{menus.stem}.{datetime.now().astimezone():%Y%m%d-%H%M%S}{menus.suffix}")
    with kept.open("xb") as file:
        file.write(content)
    return str(kept)


def _changes(store: Store, before: str | None, draft: MenuFile) -> int | None:
    earlier = line_of(store, before) if before else None
    return len(compare(earlier, draft.line)) if earlier else None
