"""What may stand between an element's tags: other elements, words, or nothing. Anything else is a fault."""

from collections.abc import Callable, Mapping
from typing import TypeVar
from xml.etree.ElementTree import Element

from .faults import Code, Trouble

T = TypeVar("T")
Readers = Mapping[str, Callable[[Element], T]]
"""How to read each element that may stand in a place; the names are the allow-list."""


def children(element: Element, readers: Readers[T]) -> tuple[T, ...]:
    """The elements within `element`, read; text between them and elements that `readers` does not name are faults."""
    _refuse_text(element.text, element)
    found = []
    for child in element:
        _refuse_text(child.tail, element)
        reader = readers.get(child.tag)
        if reader is None:
            raise Trouble(Code.SCHEMA, f"<{child.tag}> is not allowed within <{element.tag}>")
        found.append(reader(child))
    return tuple(found)


def words(element: Element, *, required: bool = True) -> str:
    """The text of an element that holds nothing else, without the white space around it."""
    for child in element:
        raise Trouble(Code.SCHEMA, f"<{child.tag}> is not allowed within <{element.tag}>")
    text = (element.text or "").strip()
    if required and not text:
        raise Trouble(Code.SCHEMA, f"<{element.tag}> is empty")
    return text


def nothing(element: Element) -> None:
    """Refuses all content."""
    children(element, {})


def _refuse_text(text: str | None, element: Element) -> None:
    if text and text.strip():
        raise Trouble(Code.SCHEMA, f"the text {text.strip()!r} is not allowed within <{element.tag}>")
