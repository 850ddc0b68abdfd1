"""The strict part of YAML that a menu needs: words, lists and texts, and where each of them stands.

A value is what the operator sees: everything stays text, nothing refers to something elsewhere, and no word
counts twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from msgspec.structs import replace
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ivr.loader import mistakes, syntax
from ivr.loader.mistakes import Mistake
from ivr.loader.source import UNREAD, Source, shown
from ivr.problems import InvalidMenu, Problem

MAX_DEPTH = 64
"""Far deeper than any menu that is accepted; it keeps the recursion below Python's own limit."""

SPELLED_KEYS = {"ster": "*", "hekje": "#"}

_EMPTY = {"", "~", "null", "Null", "NULL"}


def begin(event: Event) -> int:
    """The character where the event begins."""
    return event.start_mark.index if event.start_mark else 0


def end(event: Event) -> int:
    """The character behind the event."""
    return event.end_mark.index if event.end_mark else 0


@dataclass(slots=True)
class Node:
    """A value in the file: text, list or mapping; where it and its key begin, and where it ends.

    A value is refused, or a mapping incomplete, when a problem of this layer already says so.
    """

    value: "str | list[Node] | dict[str, Node]"
    start: int
    end: int
    key: int | None = None
    style: str = ""
    refused: bool = False
    incomplete: bool = False

    def plain(self) -> Any:
        """The value without its places."""
        match self.value:
            case str():
                return self.value
            case list():
                return [node.plain() for node in self.value]
            case dict():
                return {word: node.plain() for word, node in self.value.items()}


@dataclass
class Builder:
    """Builds nodes from the parser's events, and gathers what is not allowed on the way."""

    source: Source
    events: Iterator[Event]
    problems: list[Problem] = field(default_factory=list)
    quoted: tuple[int, int] | None = None
    top: str = ""

    def document(self) -> Node:
        """The only document in the file; raises InvalidMenu when a mistake leaves nothing to go on with."""
        try:
            for event in self.events:
                if isinstance(event, DocumentStartEvent):
                    return self.only(event)
        except yaml.MarkedYAMLError as error:
            problem = syntax.explain(error, self.source, self.quoted)
            if problem.position.line not in {known.position.line for known in self.problems}:
                self.problems.append(problem)
            last = self.problems.pop()
            raise InvalidMenu([*self.problems, replace(last, message=last.message + UNREAD)]) from None
        self.refuse(0, mistakes.EMPTY_FILE)
        raise InvalidMenu(self.problems)

    def only(self, start: DocumentStartEvent) -> Node:
        """The document that starts here; the menu is a mapping, and nothing may follow it."""
        if start.tags:
            self.refuse(begin(start), mistakes.DIRECTIVE)
        root = self.node(next(self.events), 1)
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                self.refuse(begin(event), mistakes.SECOND)
                root.incomplete = True
                break
        if not isinstance(root.value, dict):
            empty = root.value == ""
            self.refuse(0 if empty else root.start, mistakes.EMPTY_FILE if empty else mistakes.NOT_A_MENU)
            raise InvalidMenu(self.problems)
        return root

    def node(self, event: Event, depth: int) -> Node:
        """The node that begins with this event."""
        start = begin(event)
        if depth > MAX_DEPTH:
            self.refuse(start, mistakes.TOO_DEEP)
            raise InvalidMenu(self.problems)
        if isinstance(event, AliasEvent):
            self.refuse(start, mistakes.ALIAS)
            return Node("", start, end(event), refused=True)
        node = self.contents(event, depth)
        node.refused = self.decorated(event)
        return node

    def contents(self, event: Event, depth: int) -> Node:
        """What stands inside a text, a list or a mapping."""
        start = begin(event)
        match event:
            case ScalarEvent():
                if event.style in ("'", '"'):
                    self.quoted = start, end(event)
                return Node(_text(event), start, end(event), style=event.style or "")
            case SequenceStartEvent():
                items = []
                while not isinstance(item := next(self.events), SequenceEndEvent):
                    items.append(self.node(item, depth + 1))
                return Node(items, start, end(item))
            case _:
                words: dict[str, Node] = {}
                complete = True
                while not isinstance(key := next(self.events), MappingEndEvent):
                    complete &= self.entry(key, words, depth)
                return Node(words, start, end(key), incomplete=not complete)

    def entry(self, event: Event, words: dict[str, Node], depth: int) -> bool:
        """One key with its value; False when the key is refused, and takes its value with it."""
        key = self.node(event, depth + 1)
        if depth == 1:
            self.top = str(key.value)
        node = self.node(next(self.events), depth + 1)
        node.key = key.start
        if key.refused:
            return False
        if mistake := _no_word(key):
            self.refuse(key.start, mistake)
            return False
        word = str(key.value)
        spelled = {} if self.top == "pronounce" else SPELLED_KEYS
        first = words.setdefault(spelled.get(word, word), node)
        if first is not node:
            line = self.source.position(first.key or 0).line
            self.refuse(key.start, mistakes.DUPLICATE, word=shown(word), first=line)
        return True

    def decorated(self, event: Event) -> bool:
        """Anchors and tags are refused: they are invisible in what callers hear."""
        if getattr(event, "anchor", None):
            self.refuse(begin(event), mistakes.ANCHOR)
        elif getattr(event, "tag", None):
            self.refuse(begin(event), mistakes.TAG)
        else:
            return False
        return True

    def refuse(self, index: int, mistake: Mistake, **words: object) -> None:
        """Note a mistake that leaves the rest of the file readable."""
        self.problems.append(mistake.at(self.source.position(index), **words))


def build(source: Source) -> tuple[Node, list[Problem]]:
    """The menu as a tree, with the problems that leave it readable; raises InvalidMenu for the others."""
    builder = Builder(source, yaml.parse(source.text, Loader=yaml.CBaseLoader))
    return builder.document(), builder.problems


def _no_word(key: Node) -> Mistake | None:
    """Why it cannot stand before a colon; in `press "{option}: ..."` the colon is one of the text."""
    if not isinstance(key.value, str):
        return mistakes.KEY_NOT_TEXT
    if key.value == "<<":
        return mistakes.MERGE
    return mistakes.COLON_BEFORE_QUOTE if not key.style and key.value.count('"') % 2 else None


def _text(event: ScalarEvent) -> str:
    """The text with one line for every paragraph: a blank line in the file begins a new one."""
    text: str = event.value
    if not event.style:
        return "" if text in _EMPTY else text
    return _paragraphs(text.strip(" \t\n"), event.style) if event.style in "|>" else text


def _paragraphs(text: str, style: str) -> str:
    """YAML keeps the line breaks of `|`, and of lines in `>` that are indented further; callers hear none of those."""
    paragraphs, before = [""], ""
    for line in text.split("\n"):
        kept = style == "|" or before[:1].isspace() or line[:1].isspace()
        if not line.strip() or not before.strip() or not kept:
            paragraphs.append("")
        paragraphs[-1] += " " + line
        before = line
    return "\n".join(filter(str.strip, paragraphs))
