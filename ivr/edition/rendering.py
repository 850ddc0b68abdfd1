"""Renders an edition: every document of a line beforehand, so that answering is a look-up."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ivr import twiml
from ivr.conversation import compile_script
from ivr.menu import Line
from ivr.prompts import Catalogue, Recording, ringing_tone
from ivr.script import Script
from ivr.settings import RECORDINGS_PATH


@dataclass(frozen=True)
class Edition:
    """One published version: its script, and the document of each of its states."""

    id: str
    script: Script
    documents: Mapping[str, bytes]
    recordings: Mapping[str, Recording]
    """The recordings that its documents play, by their public name."""

    def recording(self, name: str) -> Recording | None:
        """Give what it plays under this public name: a recording, or the ringing tone of a queue."""
        if found := self.recordings.get(name):
            return found
        tone = ringing_tone()
        return tone if name == twiml.public_name(tone) else None

    def address(self, state: str) -> str:
        """Give the path at which Twilio finds a state."""
        return _address(self.id)(state)


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
