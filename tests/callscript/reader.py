"""Reads a call script as staff do: by heading, with the texts, the sentences and the keys below each."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from ivr import callscript
from ivr.conversation import compile_script
from ivr.loader import loads
from tests.conftest import ROOT

PLAIN, TEAMS = ((ROOT / f"tests/menus/good/{name}.yml").read_text(encoding="utf-8") for name in ("plain", "teams"))

VOID = {"meta", "br"}
BLOCKS = {"p", "td", "th", "li", "h1", "h2", "h3", "title"}


@dataclass
class Part:
    """What stands below one heading: texts word for word, sentences about them, and rows of keys with their links."""

    anchor: str | None
    said: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """A call script of which every element is closed, and every link leads somewhere."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.parts: dict[str, Part] = {}
        self.text = ""
        self.part = Part(None)
        self.feed(content)
        self.close()
        assert self.open == []
        ids = [attrs["id"] for _, attrs in self.tags if "id" in attrs]
        assert len(set(ids)) == len(ids)
        assert {attrs["href"] for tag, attrs in self.tags if tag == "a"} <= {f"#{name}" for name in ids}

    def handle_starttag(self, tag, attrs):
        """Note where we are, and where links lead."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))
        if tag == "a":
            self.part.links.append(str(dict(attrs)["href"]))
        if tag == "tr":
            self.part.rows.append([])
        if tag in BLOCKS:
            self.text = ""

    def handle_data(self, data):
        """Gather the words."""
        self.text += data

    def handle_endtag(self, tag):
        """Elements are closed in order; headings begin something new."""
        opened, attrs = self.open.pop()
        assert opened == tag
        words = " ".join(self.text.split())
        inside = [(name, own.get("class")) for name, own in self.open]
        if tag in ("h2", "h3"):
            name = words if tag == "h2" else f"{next(reversed(self.parts)).partition(' | ')[0]} | {words}"
            self.part = self.parts.setdefault(name, Part(attrs.get("id")))
        elif tag in ("td", "th"):
            self.part.rows[-1].append(words)
        elif tag == "p":
            (self.part.said if ("ol", "spoken") in inside else self.part.told).append(words)

    def said(self):
        """Every text on the page, as often as it stands there."""
        return [text for part in self.parts.values() for text in part.said]


def page(menu=PLAIN, seconds=None):
    """The call script of a small menu, read back."""
    line = loads(menu)
    return Page(callscript.page(line, compile_script(line), seconds or {}))
