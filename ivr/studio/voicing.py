"""Changes which voice callers hear first, and of the text of a menu nothing but that."""

from ivr import loader
from ivr.loader import MenuFile
from ivr.loader.places import find
from ivr.loader.tree import Node


def with_voice_first(file: MenuFile, voice: str) -> str:
    """The text of a menu with this voice before the others; raises ValueError where its list cannot be changed."""
    wanted = (voice, *(other for other in file.line.voices if other != voice))
    if wanted == file.line.voices:
        return file.source.text
    node, rest = find(file.root, ("voices",))
    changed = _changed(file.source.text, node, wanted)
    if rest or loader.loads(changed) != file.line.model_copy(update={"voices": wanted}):
        raise ValueError("the list of voices is written in a way that is not known here")
    return changed


def _changed(text: str, node: Node, wanted: tuple[str, ...]) -> str:
    """A list between brackets is written anew; one with a hyphen before each gets a line, and loses what was lower."""
    if text[node.start] == "[":
        return f"{text[: node.start]}[{', '.join(wanted)}]{text[node.end :]}"
    start = text.rfind("\n", 0, node.start) + 1
    lines = text[node.start : node.end].splitlines(keepends=True)
    kept = [line for line in lines if line.split("#")[0].strip("- \r\n\"'") != wanted[0]]
    return f"{text[: node.start]}- {wanted[0]}\n{text[start : node.start]}{''.join(kept).lstrip()}{text[node.end :]}"
