"""Editions: published versions of the line, with every document rendered beforehand; answering is a look-up."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from ivr import loader, twiml
from ivr.conversation import compile_script
from ivr.menu import Line
from ivr.numbers import faults, with_known_numbers, with_numbers
from ivr.problems import InvalidMenu
from ivr.prompts import Catalogue, Recording, Rejected
from ivr.script import Connect, Dialled, End, Event, Go, Script, Speak, State, Step


@dataclass(frozen=True)
class Edition:
    """One published version: its script, and the document of each of its states."""

    id: str
    script: Script
    documents: Mapping[str, bytes]
    recordings: Mapping[str, Recording]
    """The recordings that its documents play, by their public name."""

    def document(self, state: str, event: Event | None = None) -> bytes:
        """Give the document for a caller in this state after this event; whoever is lost is led on."""
        return self.documents[self.script.after(state, event)]


@dataclass(frozen=True)
class Fallback:
    """What a caller gets when all else has failed: 112 is named and the advisors ring (docs/usage/security).

    Spoken by the computer voice only, so that it needs no recording, no disk and no edition.
    """

    first: bytes
    after_conversation: bytes
    otherwise: bytes

    def document(self, event: Event | None = None) -> bytes:
        """Give the document to begin with, or the one after the advisors have been rung."""
        match event:
            case Dialled(conversation):
                return self.after_conversation if conversation else self.otherwise
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


def publish(menus: Path, prompts: Path, numbers: Mapping[str, str], prompts_url: str = "/prompts") -> Publication:
    """Make the edition of menus.yml; if that file is not valid, of the built-in line that names 112 and an advisor.

    `numbers` holds the telephone numbers that menus.yml refers to as `${NAME}`; raises SettingsError when one of
    them is missing or cannot be rung. `prompts_url` is where callers' recordings are fetched.
    """
    try:
        line, fault = with_numbers(loader.load(menus), numbers), None
    except InvalidMenu as invalid:
        line, fault = with_known_numbers(built_in(), numbers), invalid
    catalogue = Catalogue.read(prompts, line.voices, line.language)
    edition, unreachable = make_edition(line, catalogue, prompts_url), tuple(faults(built_in(), numbers).values())
    return Publication(edition, make_fallback(line), fault, catalogue.rejected, unreachable)


def built_in() -> Line:
    """Load the line that is part of the program, for when menus.yml cannot be used."""
    return loader.loads(files("ivr").joinpath("built_in.yml").read_bytes(), "built_in.yml")


def make_edition(line: Line, catalogue: Catalogue, prompts_url: str = "/prompts") -> Edition:
    """Compile and render a line; the id is a hash of everything that callers hear and of where every key leads."""
    script = compile_script(line)
    studio = twiml.Studio(catalogue, line.say, line.language, prompts_url)
    unnamed = _address("-")
    drafts = {name: twiml.render(state, studio, unnamed) for name, state in script.states.items()}
    edition = hashlib.sha256(repr((drafts, script)).encode()).hexdigest()[:10]
    before, after = unnamed("").encode(), _address(edition)("").encode()
    found = (catalogue.find(text) for text in script.prompts())
    return Edition(
        id=edition,
        script=script,
        documents={name: draft.replace(before, after) for name, draft in drafts.items()},
        recordings={twiml.public_name(recording): recording for recording in found if recording},
    )


def _address(edition: str) -> Callable[[str], str]:
    return lambda state: f"/voice/{edition}/{state}"


def make_fallback(line: Line) -> Fallback:
    """Render the last resort; whoever cannot be connected is led back to the opening, since nobody is hung up on."""
    ring, phrases = line.advisor.ring, line.phrases
    studio = twiml.Studio(Catalogue(line.language), line.say, line.language)

    def document(*steps: Step) -> bytes:
        return twiml.render(State("/voice/fallback", steps), studio, url=str)

    connect = Connect(ring, line.number, conversation="", otherwise="")
    otherwise = document(Speak((phrases.unavailable,)), Go("/voice"))
    return Fallback(
        first=document(Speak((phrases.waiting, phrases.no_choice)), connect) if ring.numbers else otherwise,
        after_conversation=document(End()),
        otherwise=otherwise,
    )
