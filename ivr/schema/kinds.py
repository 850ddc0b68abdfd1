"""The kinds of value of the models, taken apart, and what is written as one text as JSON Schema."""

from dataclasses import dataclass
from types import NoneType
from typing import Annotated, Any, Final, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from ivr import fields
from ivr.schema import numbers
from ivr.schema.patterns import IN_THE_FILE, VALIDATORS, Json, at_most, filled_in, matching, paragraphs, told

TRUE_OR_FALSE: Final[Json] = {"not": {"type": ["string", "number", "object", "array", "null"]}}
"""Said like this so that editors do not propose them, as they would for `boolean`."""


@dataclass(frozen=True)
class Kind:
    """What a value is in Python, with the limits and the rules that go with it."""

    whole: Any
    core: Any
    limits: dict[str, int]
    rules: tuple[Any, ...]

    @property
    def item(self) -> "Kind":
        """What stands in it, one after another."""
        return kind(get_args(self.core)[0])

    @property
    def is_paragraphs(self) -> bool:
        """Whether it is written as one text, with blank lines."""
        return fields.paragraphs in self.rules

    @property
    def is_text(self) -> bool:
        """Whether it is written as one text."""
        return self.core is str or self.is_paragraphs

    @property
    def paragraph(self) -> "Kind":
        """The text itself, or one paragraph of it."""
        return self.item if self.is_paragraphs else self

    def takes(self, value: str) -> bool:
        """Whether the loader accepts the text."""
        try:
            TypeAdapter(self.whole).validate_python(value)
        except ValidationError:
            return False
        return True


def kind(annotation: Any) -> Kind:
    """Take apart what stands behind a word in a model; whether it may be left out is for the model to say."""
    if NoneType in (options := get_args(annotation)):
        return kind(options[0])
    core, *extra = options if get_origin(annotation) is Annotated else (annotation,)
    flat = [one for item in extra for one in (item.metadata if isinstance(item, FieldInfo) else [item])]
    limits = {
        name: getattr(one, name)
        for one in flat
        for name in ("min_length", "max_length", "ge", "le")
        if hasattr(one, name)
    }
    return Kind(annotation, core, limits, tuple(getattr(one, "func", None) for one in flat))


NAMED: Final = {name: kind(value) for name, value in vars(fields).items() if get_origin(value) is Annotated}
"""The kinds that have a name in `ivr.fields`."""


def definition(name: str) -> Json:
    """Refers to a definition."""
    return {"$ref": f"#/definitions/{name}"}


def definitions() -> dict[str, Json]:
    """What a text of every named kind may hold."""
    texts = {name: {"allOf": _rules(named)} for name, named in NAMED.items() if named.is_text}
    return texts | {"TrueOrFalse": TRUE_OR_FALSE}


def text(taken: Kind, expected: str) -> Json:
    """One text; something that is none is told what was expected."""
    name = next((name for name, named in NAMED.items() if named == taken), None)
    return _type(taken, expected) | {"allOf": [definition(name)] if name else _rules(taken)}


def key(taken: Kind) -> Json:
    """A text before a colon."""
    return {"allOf": _kept(taken)}


def _type(taken: Kind, expected: str) -> Json:
    """To YAML 8 is a number, and true is neither; the loader reads the text that stands there."""
    if any(isinstance(rule, fields.Telephone) for rule in taken.rules):
        return numbers.TAKEN
    if not taken.takes("1"):
        return {"type": "string", "errorMessage": expected}
    number = "number" if taken.takes("1.5") else "integer"
    return {"anyOf": [{"type": ["string", number], "errorMessage": expected}, definition("TrueOrFalse")]}


def _rules(taken: Kind) -> list[Json]:
    """What a text must keep, also as it stands in the file."""
    return _kept(taken) + (IN_THE_FILE if fields.sayable in taken.paragraph.rules else [])


def _kept(taken: Kind) -> list[Json]:
    kept = [pattern for rule in taken.paragraph.rules for pattern in _patterns(rule)]
    match taken.paragraph.limits.get("max_length"):
        case None:
            return kept
        case length if taken.is_paragraphs:
            return kept + paragraphs(taken.limits["max_length"], length)
        case length:
            return [*kept, at_most(length, told("string_too_long", max_length=length))]


def _patterns(rule: Any) -> list[Json]:
    """One rule as patterns; none where no pattern can tell."""
    match rule:
        case fields.Telephone(rung):
            return [numbers.telephone(rung=rung)]
        case fields.Template(places):
            return filled_in(places)
        case fields.Matching(name, pattern):
            return [matching(f"^(?:{pattern})$", told(name))]
        case _:
            return VALIDATORS.get(rule, [])
