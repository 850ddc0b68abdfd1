"""Whatever an operator makes of a menu: what the loader accepts is never underlined."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.loader.words import MEANING
from tests.test_loader import PLAIN, problems

START = yaml.load(PLAIN + "pronounce:\n  112: één\n", yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts


class Folded(str):
    """A text behind >."""


class Literal(str):
    """A text behind |."""


class Dumper(yaml.SafeDumper):
    """Writes texts in every way that YAML has."""


Dumper.add_representer(Folded, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">"))
Dumper.add_representer(Literal, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|"))

usual = ["Terug", "toets 2", " ", "  ", "? ", ": ", ", ", ".", "\n", "\n\n", "  - "]
letters = ["é", "e\u0301", "a" * 299, "a" * 700]
odd = ["{option}", "{key}", "${NAME}", "<", "&#", "#", "“", "\u200b", "\u00a0", "Ã©", "😀"]
texts = st.lists(st.sampled_from([*usual, *letters] * 4 + odd), max_size=6).map("".join)
known = st.sampled_from(["nl-NL", "en-GB", "woman", "Polly.Amy", "all_at_once", "+31612345678", "30", "true", "anna-2"])
scalars = (
    texts | texts.map(Folded) | texts.map(Literal) | known | st.integers(-1, 700) | st.sampled_from([1.5, True, None])
)
choices = st.fixed_dictionaries({"option": texts}, optional={"answer": texts | st.lists(texts, max_size=3)})
values = (
    scalars | st.lists(scalars, max_size=3) | choices | st.dictionaries(st.sampled_from("123459"), choices, max_size=2)
)
words = st.sampled_from([*MEANING, *"0123456789", "*", "ster", "KNMG", "C#"])


def places(part: Any) -> Iterator[tuple[Any, Any]]:
    """Everything that stands behind a word or a dash: what holds it, and where."""
    for place in part if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ():
        yield part, place
        yield from places(part[place])


@st.composite
def menus(draw: st.DrawFn) -> str:
    """A good menu in which a few things were changed, left out or added."""
    menu = deepcopy(START)
    for _ in range(draw(st.integers(1, 3))):
        holder, place = draw(st.sampled_from(list(places(menu))))
        match draw(st.sampled_from(["rewrite"] * 6 + ["replace", "leave out", "add"])):
            case "leave out":
                del holder[place]
            case "add" if isinstance(holder, dict):
                holder[draw(words)] = draw(values)
            case "rewrite" if isinstance(holder[place], str):
                holder[place] = draw(scalars)
            case "replace":
                holder[place] = draw(values)
    return str(yaml.dump(menu, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=draw(st.integers(20, 2000))))


@settings(max_examples=300)
@given(menu=menus())
def test_what_the_loader_accepts_is_never_underlined(underlined, menu):
    """An operator who changes a menu in a way that works is not told that it is wrong."""
    if not problems(menu):
        assert underlined(menu) == []
