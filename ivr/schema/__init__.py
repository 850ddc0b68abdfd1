"""menus.yml as a JSON Schema, for editors: they complete its words, tell what each is for, and underline mistakes.

It is made of the models and of the loader's own sentences. What only the loader can see, it leaves to the loader.
"""

import json
import re
from importlib.resources import files

from ivr import loader
from ivr.loader.rules import MAX_MENUS
from ivr.loader.words import CHOICE, INSIDE, MENU_FILE
from ivr.menu import Line, Option
from ivr.schema.kinds import definitions
from ivr.schema.models import described, model
from ivr.schema.patterns import Json

__all__ = ["schema", "written"]


def schema() -> Json:
    """The schema, in the draft that editors know best; its examples are the starting menu's."""
    starting = loader.loads(files("ivr").joinpath("starting.yml").read_bytes())
    line = {"$schema": "http://json-schema.org/draft-07/schema#", **model(Line, MENU_FILE, starting)}
    choices = {
        f"Choice{menus}": described(INSIDE["menu"], model(Option, CHOICE, menus=menus))
        for menus in range(1, MAX_MENUS + 1)
    }
    used = set(re.findall(r"#/definitions/(\w+)", json.dumps([line, choices])))
    return line | {"definitions": {name: value for name, value in (definitions() | choices).items() if name in used}}


def written() -> str:
    """The schema as it stands in a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
