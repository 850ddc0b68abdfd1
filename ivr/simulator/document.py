"""Reads one answer of a line as TwiML, as strictly as Twilio's pages are written: what they do not name is a fault.

Here is what holds for a whole document; the verbs are in `readers`, and executing them is the leg's.
"""

from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from .attributes import Attributes
from .elements import children
from .faults import Code, Trouble
from .readers import VERBS, Place
from .verbs import Document

MAX_BYTES = 64 * 1024

_TWIML_TYPES = ("text/xml", "application/xml", "text/html")


def read(body: bytes, content_type: str, url: str, *, place: Place = "call") -> Document:
    """The document in `body`; `place` says where it runs, and so what it may do.

    Raises Trouble: 11750 over 64 kB, 12300 content type, 12100 not XML or no <Response>, 12200 unknown or misplaced
    elements, attributes and values, and the codes that `attributes` names. Twilio would read text/plain aloud and play
    audio, then hang up; no line means that, so both are content type faults here.
    """
    if len(body) > MAX_BYTES:
        raise Trouble(Code.TOO_LARGE, f"the document has {len(body)} bytes, more than {MAX_BYTES}")
    if content_type.partition(";")[0].strip().lower() not in _TWIML_TYPES:
        raise Trouble(Code.CONTENT_TYPE, f"the content type is {content_type!r}, not one of {', '.join(_TWIML_TYPES)}")
    root = _parse(body)
    if root.tag != "Response":
        raise Trouble(Code.PARSE, f"the root element is <{root.tag}>, not <Response>")
    Attributes(root).finish()
    return Document(url, children(root, VERBS[place]), body)


class _NoDoctype(ElementTree.TreeBuilder):
    def doctype(self, name: str, *_: Any) -> None:
        raise Trouble(Code.PARSE, f"<!DOCTYPE {name}> does not belong in TwiML")


def _parse(body: bytes) -> Element:
    parser = ElementTree.XMLParser(target=_NoDoctype())  # noqa: S314 - DOCTYPE is refused, and expat stops bombs
    try:
        return ElementTree.fromstring(body, parser=parser)  # noqa: S314 - as above
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise Trouble(Code.PARSE, f"the document is not XML: {error}") from error
