"""Puts the draft on the line, or an earlier edition again: checked, proved, whole, and once it is asked for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from ivr.problems import InvalidMenu
from ivr.publishing import Done, NoEdition, publish_draft, publish_edition
from ivr.settings import SettingsError
from ivr.studio.answers import Refusal
from ivr.studio.draft import tag
from ivr.studio.menus import Menus
from ivr.studio.picture import Picture
from ivr.studio.proving import Certificate, is_proven, prove

NOTHING: Final = "Er is niets gepubliceerd, en voor bellers verandert er niets. "
UNPROVEN: Final = (
    NOTHING + "Voor precies deze tekst, met de opnamen van nu, is nog niet bewezen dat elke weg eindigt bij hulp. "
    "Publiceer opnieuw: dan wordt dat bewijs eerst gemaakt."
)
NO_EDITION: Final = "Deze editie is er niet meer. Laad de pagina opnieuw, en kies een andere."
NOT_SET: Final = "Iets dat dit menu nodig heeft, is niet ingesteld. Vraag de beheerder: {}"
BEHIND: Final = (
    "menus.yml is buiten de studio om veranderd sinds dit concept begon. Publiceert u, dan komt dit concept daarvoor "
    "in de plaats; wat er stond, wordt bewaard."
)


def publish(menus: Menus, expected: str, note: str, over: str | None) -> Done:
    """Publish the draft with this tag, and have no draft any more.

    `over` is the tag of a menu file that may be replaced, though it was changed elsewhere. Raises OtherDraft or
    Refusal.
    """
    drafts = menus.drafts
    _must_be_sound(menus)
    with _written(), drafts.held(expected) as draft:
        if not is_proven(menus, expected):
            raise Refusal(UNPROVEN, 409)
        if draft.is_behind and over != tag(draft.menu):
            raise Refusal(BEHIND, 409, over=tag(draft.menu))
        done = _done(lambda: publish_draft(menus.settings, menus.read(draft.text), note))
        with suppress(OSError):
            drafts.end()
    return done


def publish_again(menus: Menus, edition: str, note: str) -> Done:
    """Go back to an earlier edition; a draft stays what it is. Raises Refusal."""
    with _written(), menus.drafts.alone():
        return _done(lambda: publish_edition(menus.settings, edition, note))


def certificate(menus: Menus, expected: str) -> Certificate:
    """Prove the draft with this tag; raises OtherDraft, or Refusal with the errors that come first."""
    _must_be_sound(menus)
    with _written():
        return prove(menus, expected)


def _must_be_sound(menus: Menus) -> None:
    if not (shown := menus.shown("draft")).can_be_published:
        raise Refusal(
            NOTHING + "Er staan fouten in dit concept. Los die eerst op.", 422, problems=Picture(shown).problems
        )


def _done(publishing: Callable[[], Done]) -> Done:
    try:
        return publishing()
    except NoEdition as why:
        raise Refusal(NOTHING + NO_EDITION, 404) from why
    except InvalidMenu as invalid:
        told = " ".join(problem.message for problem in invalid.problems[:3])
        raise Refusal(NOTHING + told, 422) from invalid
    except SettingsError as error:
        raise Refusal(NOTHING + NOT_SET.format(error), 422) from error


@contextmanager
def _written() -> Iterator[None]:
    """Tell of a disk that refuses."""
    try:
        yield
    except OSError as error:
        raise Refusal(f"{NOTHING}De schijf weigert ({error.strerror}). Vraag de beheerder om hulp.", 507) from error
