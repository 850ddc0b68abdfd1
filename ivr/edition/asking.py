"""Asks a press for what is to be served, and says why there is none to be had."""

import logging
from datetime import UTC, datetime

from msgspec import structs

from ivr.edition.edition import Fault, Publication
from ivr.edition.ready import Ready
from ivr.edition.store import Store, Stored
from ivr.edition.watching import changed_at
from ivr.edition.work import Press, Unmade
from ivr.problems import InvalidMenu, Position, Problem
from ivr.settings import Settings, SettingsError

log = logging.getLogger(__name__)


def made(settings: Settings, store: Store, press: Press, seconds: float) -> Publication:
    """Give the publication of the file as it is: the one that is ready, or a new one.

    Raises InvalidMenu with what is wrong, also where a number is missing, or the menu is not to blame: where it takes
    more seconds than that, or nothing can be made now.
    """
    try:
        found = Ready.now(settings, store).find()
        return structs.replace(found, unkept=store.refuses()) if found else press.servable(settings, seconds)
    except InvalidMenu:
        raise
    except SettingsError as error:
        raise InvalidMenu([_not_set(settings, error)]) from error
    except Unmade as why:
        raise InvalidMenu([_unmade(settings, str(why))]) from why
    except Exception as error:
        log.exception("%s cannot be published.", settings.menus)
        raise InvalidMenu([_unmade(settings, type(error).__name__)]) from Unmade()


def may_pass(invalid: InvalidMenu) -> bool:
    """Whether it may be otherwise next time, though nothing changes in the menu."""
    return isinstance(invalid.__cause__, Unmade)


def before(settings: Settings, press: Press, invalid: InvalidMenu) -> Publication:
    """Give what was published before a bad file: the last edition that can be made again, or the built-in line."""
    try:
        return press.before(settings)
    except InvalidMenu:
        if isinstance(invalid.__cause__, SettingsError):
            raise invalid.__cause__ from None
    except Exception:
        log.exception("What was published before cannot be made again.")
    return press.instead(settings)


def again(settings: Settings, press: Press, stored: Stored | None) -> Publication | None:
    """Make an earlier edition again, or else the built-in line, which may have been one; None where that fails."""
    try:
        return press.again(settings, stored) if stored else press.instead(settings)
    except (InvalidMenu, SettingsError, Unmade, ValueError):
        return None
    except Exception:
        log.exception("An earlier edition cannot be made again.")
        return None


def fault(settings: Settings, invalid: InvalidMenu) -> Fault:
    """Say why menus.yml is not what serves; since when is the file's own time, so that all workers say the same."""
    since = datetime.fromtimestamp(changed_at(settings), UTC).replace(microsecond=0)
    return Fault(tuple(invalid.problems), since)


def _not_set(settings: Settings, error: SettingsError) -> Problem:
    message = f"Iets dat dit menu nodig heeft, is niet ingesteld. Vraag de beheerder: {error}"
    return Problem(Position(str(settings.menus), 1, 1), "number-needed", message)


def _unmade(settings: Settings, why: str) -> Problem:
    message = (
        f"Het programma heeft dit menu nog niet verwerkt ({why}), en bellers krijgen het nog niet. Het wordt vanzelf "
        "opnieuw geprobeerd. Blijft dit staan, zet dan terug wat er het laatst veranderd is, en vraag de beheerder om "
        "hulp."
    )
    return Problem(Position(str(settings.menus), 1, 1), "program", message)
