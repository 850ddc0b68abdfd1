"""Editions: published versions of the line, with every document rendered beforehand; answering is a look-up."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from ivr import loader, twiml
from ivr.conversation import compile_script
from ivr.conversation.connecting import NATIONAL, turns
from ivr.menu import Line, Ring
from ivr.numbers import faults, with_known_numbers, with_numbers
from ivr.problems import InvalidMenu, Position, Problem
from ivr.prompts import Catalogue, Recording, Rejected
from ivr.script import Connect, Dialled, End, Event, Go, Outcome, Script, Speak, State, Step
from ivr.settings import RECORDINGS_PATH, SettingsError


@dataclass(frozen=True)
class Edition:
    """One published version: its script, and the document of each of its states."""

    id: str
    script: Script
    documents: Mapping[str, bytes]
    recordings: Mapping[str, Recording]
    """The recordings that its documents play, by their public name."""

    def document(self, state: str, event: Event | None, moment: datetime) -> bytes:
        """Give the document for who is in this state after this event, at this moment; whoever is lost is led on."""
        return self.documents[self.script.after(state, event, moment)]


@dataclass(frozen=True)
class Fallback:
    """What a caller gets when all else has failed: 112 is named and the advisors ring (docs/usage/security).

    Spoken by the computer voice only, so that it needs no recording, no disk and no edition.
    """

    first: bytes
    after_conversation: bytes
    dropped: bytes
    otherwise: bytes

    def document(self, event: Event | None = None) -> bytes:
        """Give the document to begin with, or the one after the advisors have been rung."""
        match event:
            case Dialled(Outcome.CONVERSATION):
                return self.after_conversation
            case Dialled(Outcome.DROPPED):
                return self.dropped
            case Dialled():
                return self.otherwise
            case _:
                return self.first


@dataclass(frozen=True)
class Publication:
    """What the line serves, and whether that is what the operator wrote."""

    edition: Edition
    fallback: Fallback
    fault: InvalidMenu | None = None
    """Why menus.yml could not be used, when the built-in line serves in its place."""
    rejected: tuple[Rejected, ...] = ()
    """Files that were found among the recordings and are not played."""
    unreachable: tuple[str, ...] = ()
    """Why the built-in line would ring nobody, or rings nobody now."""


def publish(menus: Path, prompts: Path, numbers: Mapping[str, str], prompts_url: str = RECORDINGS_PATH) -> Publication:
    """Make the edition of menus.yml; if that file is not valid, of the built-in line that names 112 and an advisor.

    `numbers` holds the telephone numbers that menus.yml refers to as `${NAME}`; raises SettingsError when one of
    them is missing or cannot be rung. `prompts_url` is where callers' recordings are fetched.
    """
    try:
        return _publication(with_numbers(loader.load(menus), numbers), prompts, numbers, prompts_url)
    except SettingsError:
        raise
    except InvalidMenu as invalid:
        fault = invalid
    except Exception as error:  # noqa: BLE001 - whatever is wrong with the menu or with us, callers get an answer
        fault = _our_fault(menus, error)
    line = with_known_numbers(built_in(), numbers)
    return replace(_publication(line, prompts, numbers, prompts_url), fault=fault)


def _publication(line: Line, prompts: Path, numbers: Mapping[str, str], prompts_url: str) -> Publication:
    catalogue = Catalogue.read(prompts, line.voices, line.language)
    unreachable = tuple(faults(built_in(), numbers).values())
    return Publication(
        make_edition(line, catalogue, prompts_url),
        make_fallback(line),
        rejected=catalogue.rejected,
        unreachable=unreachable,
    )


def _our_fault(menus: Path, error: Exception) -> InvalidMenu:
    message = (
        f"Het programma kan dit menu niet verwerken ({type(error).__name__}). Bellers krijgen het ingebouwde menu. "
        "Dit is een fout in het programma; vraag de beheerder om hulp."
    )
    return InvalidMenu([Problem(Position(str(menus), 1, 1), "program", message)])


def built_in() -> Line:
    """Load the line that is part of the program, for when menus.yml cannot be used."""
    return loader.loads(files("ivr").joinpath("built_in.yml").read_bytes(), "built_in.yml")


def make_edition(line: Line, catalogue: Catalogue, prompts_url: str = RECORDINGS_PATH) -> Edition:
    """Compile and render a line; the id is a hash of everything that callers hear and of where every key leads."""
    script = compile_script(line)
    studio = twiml.Studio(catalogue, line.say, line.language, prompts_url)
    unnamed = _address("-")
    said = {name: state for name, state in script.states.items() if not state.chooses}
    drafts = {name: twiml.render(state, studio, unnamed) for name, state in said.items()}
    edition = _identity(line, repr((drafts, script)))
    before, after = unnamed("").encode(), _address(edition)("").encode()
    found = (catalogue.find(text) for text in script.prompts())
    return Edition(
        id=edition,
        script=script,
        documents={name: draft.replace(before, after) for name, draft in drafts.items()},
        recordings={twiml.public_name(recording): recording for recording in found if recording},
    )


def _identity(line: Line, heard: str) -> str:
    """Hash what is heard and where keys lead, without telephone numbers: anyone may see the id and try them all."""
    for number in (line.number, *line.advisor.telephones):
        heard = heard.replace(number, "number") if number else heard
    return hashlib.sha256(heard.encode()).hexdigest()[:10]


def _address(edition: str) -> Callable[[str], str]:
    return lambda state: f"/voice/{edition}/{state}"


def make_fallback(line: Line) -> Fallback:
    """Render the last resort; whoever cannot be connected is led back to the opening, since nobody is hung up on."""
    phrases, ring = line.phrases, _always(line)
    studio = twiml.Studio(Catalogue(line.language), line.say, line.language)

    def document(*steps: Step) -> bytes:
        return twiml.render(State("/voice/fallback", steps), studio, url=str)

    otherwise = document(Speak((phrases.unavailable,)), Go("/voice"))
    dropped = document(Speak((phrases.dropped,)), Go("/voice"))
    if ring is None:
        return Fallback(otherwise, document(End()), dropped, otherwise)
    connect = Connect(ring, line.number, whisper=None, after={})
    first = document(Speak((phrases.waiting, phrases.no_choice)), connect)
    return Fallback(first, document(End()), dropped, otherwise)


def _always(line: Line) -> Ring | None:
    """Whom to ring when no clock can be asked: who can be reached day and night, or else the first there is."""
    groups = [turn for turn in turns(line) if turn.label != NATIONAL] or list(turns(line))
    return next((turn.ring for turn in (*(turn for turn in groups if not turn.hours), *groups)), None)
