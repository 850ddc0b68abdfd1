"""The schema itself: current, sealed, and in the loader's own Dutch."""

import re
from collections.abc import Iterator
from typing import Any

from ivr.loader.words import MEANING
from ivr.schema import schema, written
from tests.schema.conftest import SCHEMA
from tests.test_loader import ENGLISH


def mappings(part: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in the schema."""
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    for inner in part if isinstance(part, list) else ():
        yield from mappings(inner)


def objects() -> list[dict[str, Any]]:
    """Every part of the schema that is about words and what stands behind them."""
    return [one for one in mappings(schema()) if one.get("type") == "object"]


def test_the_committed_schema_is_current():
    """Editors know what the loader knows."""
    assert SCHEMA.read_text(encoding="utf-8") == written(), (
        "run .venv/bin/python -m ivr schema --out menus.schema.json, and commit the file"
    )


def test_it_is_sealed():
    """No mapping anywhere takes a word that it does not know."""
    assert len(objects()) > 10
    assert [one["title"] for one in objects() if one["additionalProperties"] is not False] == []


def test_every_word_says_what_it_is_for():
    """An operator who points at a word, or is offered it, reads in Dutch what it is for."""
    words = {word: value for one in objects() for word, value in one.get("properties", {}).items()}
    described = {word: value["description"] for word, value in words.items() if word not in "23456789"}
    assert described == {word: f"{meaning[0].upper()}{meaning[1:]}." for word, meaning in MEANING.items()}


def test_every_message_is_plain_dutch():
    """What an editor says of a mistake is a whole sentence, in which nothing was left open."""
    kinds = ("errorMessage", "patternErrorMessage")
    messages = {one[kind] for one in mappings(schema()) for kind in kinds if kind in one}
    assert len(messages) > 20
    for message in messages:
        said = re.sub(r"'[^']*'|\{(option|key)\}|\$\{[A-Z_]+\}", "", message)
        assert not ENGLISH.search(said), said
        assert not set(said) & set("{}")
        assert message[0].isupper() or message[0] == "'"
        assert message[-1] in ".?"
