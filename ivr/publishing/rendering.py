"""Renders an edition: every document of a line beforehand, so that answering is a look-up."""

import hashlib
from functools import partial

from ivr import twiml
from ivr.conversation import compile_script
from ivr.edition import Edition, address
from ivr.menu import Line
from ivr.prompts import Catalogue, ringing_tone
from ivr.settings import RECORDINGS_PATH


def make_edition(line: Line, catalogue: Catalogue, prompts_url: str = RECORDINGS_PATH) -> Edition:
    """Compile and render a line; the id is a hash of everything that callers hear and of where every key leads."""
    script = compile_script(line)
    studio = twiml.Studio(catalogue, line.say, line.language, prompts_url)
    unnamed = partial(address, "-")
    said = {name: state for name, state in script.states.items() if not state.chooses}
    drafts = {name: twiml.render(state, studio, unnamed) for name, state in said.items()}
    edition = _identity(line, repr((drafts, script)))
    before, after = unnamed("").encode(), address(edition, "").encode()
    found = (catalogue.find(text) for text in script.prompts())
    return Edition(
        id=edition,
        script=script,
        documents={name: draft.replace(before, after) for name, draft in drafts.items()},
        recordings={recording.public_name: recording for recording in found if recording},
        tone=ringing_tone(),
    )


def _identity(line: Line, heard: str) -> str:
    """Hash what is heard and where keys lead, without telephone numbers: anyone may see the id and try them all."""
    for number in (line.number, *line.advisor.telephones):
        heard = heard.replace(number, "number") if number else heard
    return hashlib.sha256(heard.encode()).hexdigest()[:10]
