"""check-jsonschema with the schema: what it says of menu files, as an editor would."""

import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema import main
from check_jsonschema.formats import FormatOptions
from check_jsonschema.instance_loader import InstanceLoader
from check_jsonschema.parsers import ParseError
from check_jsonschema.regex_variants import RegexImplementation, RegexVariantName
from check_jsonschema.schema_loader import SchemaLoader
from click.testing import CliRunner

from tests.conftest import ROOT

SCHEMA = ROOT / "menus.schema.json"


@pytest.fixture(scope="session")
def refused() -> Callable[[Iterable[Path]], set[Path]]:
    """The files that the command refuses; one run for all of them."""

    def run(files: Iterable[Path]) -> set[Path]:
        arguments = ["--schemafile", str(SCHEMA), "--output-format", "json", *map(str, files)]
        found = json.loads(CliRunner().invoke(main, arguments).stdout)
        return {Path(one["filename"]) for one in (*found["errors"], *found.get("parse_errors", ()))}

    return run


@pytest.fixture(scope="session")
def validator() -> Any:
    """The schema as the command uses it, for what would take the command too long."""
    regex = RegexImplementation(RegexVariantName.default)
    return SchemaLoader(str(SCHEMA)).get_validator("", {}, FormatOptions(regex_impl=regex), regex, fill_defaults=False)


@pytest.fixture(scope="session")
def underlined(validator) -> Callable[[str], list[str]]:
    """What the command would say of a text; nothing when it is fine."""

    def check(menu: str) -> list[str]:
        ((_, data),) = InstanceLoader([io.BytesIO(menu.encode())], default_filetype="yaml").iter_files()
        if isinstance(data, ParseError):
            return [str(data.__cause__)]
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]

    return check
