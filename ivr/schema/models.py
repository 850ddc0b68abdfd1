"""The models as JSON Schema: which words there are, what stands behind each, and what it is for."""

from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from ivr.fields import WHOLE, different
from ivr.loader.messages import NUMBERS_LIKE
from ivr.loader.rules import DUTCH_VOICE, DUTCH_VOICES, MAX_MENUS, VOICE
from ivr.loader.words import CHOICES, INSIDE, MEANING
from ivr.loader.words import choices as said_choices
from ivr.menu import Advisor, Line, Option
from ivr.schema.kinds import Kind, definition, key, kind, text
from ivr.schema.patterns import Json, matching, said, told

_DUTCH = matching(f"^(?:{DUTCH_VOICE.pattern})$", said(VOICE.message, instead="", known=", ".join(DUTCH_VOICES)))

BESIDES: Final[dict[type[BaseModel], Json]] = {
    Line: {
        "if": {"properties": {"language": {"pattern": "^nl-"}}, "required": ["language"]},
        "then": {"properties": {"say": {"examples": list(DUTCH_VOICES), **_DUTCH}}},
    },
    Advisor: {
        "allOf": [
            {
                "if": {"required": ["teams"]},
                "then": {"properties": {"ring": False}, "errorMessage": told("ring-and-teams")},
                "else": {"required": ["ring"]},
            },
            {
                "if": {"properties": {"connect": {"const": "queue"}}, "required": ["connect"]},
                "then": {"required": ["queue"]},
            },
        ],
    },
    Option: {
        "if": {"required": ["menu"]},
        "then": {"properties": {"answer": False}, "errorMessage": told("menu-and-answer")},
        "else": {"required": ["answer"], "errorMessage": told("nothing-behind")},
    },
}
"""What the words of a model have to do with each other."""

_LIMITS = {
    tuple: {"min_length": "minItems", "max_length": "maxItems"},
    dict: {"min_length": "minProperties", "max_length": "maxProperties"},
    int: {"ge": "minimum", "le": "maximum"},
}
"""What pydantic's limits are called here."""


def model(of: type[BaseModel], title: str, example: object = None, menus: int = 0) -> Json:
    """A mapping with the words of a model; the example is such a model, `menus` how many menus are around it."""
    hints = get_type_hints(of, include_extras=True)
    fields = {word: field for word, field in of.model_fields.items() if word != "menu" or menus < MAX_MENUS}
    properties = {}
    for word, field in fields.items():
        value = _value(kind(hints[word]), word, getattr(example, word, None), menus)
        default = {"default": field.default} if isinstance(field.default, str | int) else {}
        properties[word] = described(MEANING[word], value | default)
    required = [word for word, field in fields.items() if field.is_required()]
    return _sealed(title, properties=properties, required=required, **BESIDES.get(of, {}))


def described(meaning: str, value: Json) -> Json:
    """A value with what it is for, as a sentence."""
    return {"description": f"{meaning[0].upper()}{meaning[1:]}.", **value}


def _sealed(title: str, **mapping: Any) -> Json:
    return {"title": title, "type": "object", **mapping, "additionalProperties": False}


def _value(taken: Kind, word: str, example: Any = None, menus: int = 0) -> Json:
    """What may stand behind a word."""
    if taken.is_text:
        return text(taken, told("string_type", word)) | ({"examples": [example]} if isinstance(example, str) else {})
    if taken.core is int:
        return _whole(taken, word)
    origin = get_origin(taken.core)
    if origin is Literal:
        return _one_of(get_args(taken.core), word)
    if origin is tuple:
        return _list(taken, word) | ({"examples": [[*example]]} if example else {})
    if origin is dict:
        return _table(taken, word, menus)
    return model(taken.core, word, example)


def _limits(taken: Kind) -> Json:
    names = _LIMITS[get_origin(taken.core) or taken.core]
    return {names[name]: limit for name, limit in taken.limits.items()}


def _one_of(choices: tuple[str, ...], word: str) -> Json:
    meanings = [CHOICES[word][choice] for choice in choices]
    message = told("literal_error", word, choice="", choices=said_choices(word))
    return {"type": "string", "enum": [*choices], "enumDescriptions": meanings, "errorMessage": message}


def _whole(taken: Kind, word: str) -> Json:
    """A number in digits, with or without quotes."""
    message = told("whole-number", word, number_like=NUMBERS_LIKE[word])
    return {"type": ["integer", "string"], **_limits(taken), "pattern": f"^{WHOLE}$", "errorMessage": message}


def _list(taken: Kind, word: str) -> Json:
    """A list; or the one text that would be in it, where that will do."""
    message = told("tuple_type", word)
    unique = {"uniqueItems": True} if different in taken.rules else {}
    items = {"items": _value(taken.item, word), **_limits(taken), **unique}
    items = {"type": "array", **items, "errorMessage": message}
    if not taken.takes("a"):
        return items
    one = text(taken.item, message)
    return one | {"anyOf": [*one["anyOf"], items]}


def _table(taken: Kind, word: str, menus: int) -> Json:
    """Values behind keys of the telephone, or behind words of the operator's own.

    Editors read `2:` as a number, and find numbers by pattern only; by `properties` they propose them.
    """
    keys, values = get_args(taken.core)
    value = (
        definition(f"Choice{menus + 1}") if values is Option else described(INSIDE[word], _value(kind(values), word))
    )
    if get_origin(keys) is Literal:
        known = get_args(keys)
        names = {"properties": dict.fromkeys(known, value), "patternProperties": {f"^[{''.join(known)}]$": True}}
    else:
        names = {"propertyNames": key(kind(keys)), "patternProperties": {"^": value}}
    return _sealed(word, **names, **_limits(taken), errorMessage=told("dict_type", word))
