"""Recordings: which sound belongs to which text, what has been recorded, and stand-ins for what has not."""

from ivr.prompts.catalogue import Catalogue
from ivr.prompts.identity import file_name, folded, prompt_id, slug, words_of
from ivr.prompts.importing import Imported, Refused, import_recording, import_recordings, put_recording
from ivr.prompts.measure import Measurement, Measurements
from ivr.prompts.program import ProgramFailed
from ivr.prompts.quality import Flaw, flaws, words
from ivr.prompts.synthesis import Speak, make
from ivr.prompts.tone import ringing_tone
from ivr.prompts.voice import BadVoice, Voice
from ivr.prompts.wav import NotWav, Wav

__all__ = [
    "BadVoice",
    "Catalogue",
    "Flaw",
    "Imported",
    "Measurement",
    "Measurements",
    "NotWav",
    "ProgramFailed",
    "Refused",
    "Speak",
    "Voice",
    "Wav",
    "file_name",
    "flaws",
    "folded",
    "import_recording",
    "import_recordings",
    "make",
    "prompt_id",
    "put_recording",
    "ringing_tone",
    "slug",
    "words",
    "words_of",
]
