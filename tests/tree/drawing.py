"""Reads a drawing as an eye does: which boxes there are, where they stand, what is in them and how they are drawn."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Box:
    """A box with its corners, its lines of text, the key beside it, and whether its border is dashed."""

    state: str
    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[str, ...]
    key: str | None
    dashed: bool
    marked: bool


class Drawing:
    """A drawing that is well-formed, and holds nothing but shapes and text."""

    def __init__(self, svg: str) -> None:
        self.root = ElementTree.fromstring(svg)  # noqa: S314 - our own, made a moment ago
        tags = {str(element.tag).removeprefix(SVG) for element in self.root.iter()}
        assert tags <= {"svg", "title", "desc", "g", "rect", "circle", "path", "text"}
        self.width, self.height = map(float, self.root.attrib["viewBox"].split()[2:])
        self.ids = [element.attrib["id"] for element in self.root.iter() if "id" in element.attrib]
        self.top = next(map(_moved, self.root.findall(f"{SVG}g[@transform]")))
        self.boxes = {group.attrib["data-state"]: self._box(group) for group in self.root.iter(f"{SVG}g") if _is(group)}

    def _box(self, group: Element) -> Box:
        left, top = (one + other for one, other in zip(_moved(group), self.top, strict=True))
        rects = group.findall(f"{SVG}rect")
        border = rects[-1].attrib
        texts = group.findall(f"{SVG}text")
        return Box(
            group.attrib["data-state"],
            left,
            top,
            left + float(border["width"]),
            top + float(border["height"]),
            tuple(text.text or "" for text in texts if "text-anchor" not in text.attrib),
            next((text.text for text in texts if "text-anchor" in text.attrib), None),
            "stroke-dasharray" in border,
            len(rects) > 1,
        )


def _is(group: Element) -> bool:
    return "node" in group.attrib.get("class", "").split()


def _moved(group: Element) -> tuple[float, float]:
    x, y = re.findall(r"-?[\d.]+", group.attrib["transform"])
    return float(x), float(y)
