"""The editor that the studio brings along is the one that its recipe makes."""

import json
import re

from tests.conftest import ROOT

RECIPE = ROOT / "ivr/studio/codemirror"
STATIC = ROOT / "ivr/studio/static"
PACKAGE = re.compile(r"(?:@[\w-]+/)?[\w-]+@\d[\w.]*")
LOCKED = {
    f"{path.removeprefix('node_modules/')}@{package['version']}"
    for path, package in json.loads((RECIPE / "package-lock.json").read_text())["packages"].items()
    if path and not package.get("dev")
}


def test_the_editor_is_made_of_what_the_lock_file_names():
    """A newer library in the lock file is not forgotten in the file that browsers get: `make editor`."""
    top = (STATIC / "codemirror.js").read_text(encoding="utf-8").partition("*/")[0]
    assert set(PACKAGE.findall(top)) == LOCKED


def test_every_part_of_the_editor_has_its_licence_beside_it():
    """Whoever gets the file gets the licence of each library in it."""
    licences = (STATIC / "codemirror.LICENSE.txt").read_text(encoding="utf-8")
    assert {line.split()[0] for line in licences.splitlines() if PACKAGE.match(line)} == LOCKED
    assert licences.count("Permission is hereby granted") == len(LOCKED)


def test_the_page_uses_all_that_is_brought_along():
    """Nothing is exported by the editor that no module of the page asks for."""
    exported = set(re.findall(r"\w+", " ".join(re.findall(r"\{(.+?)\}", (RECIPE / "entry.js").read_text()))))
    used = " ".join(path.read_text(encoding="utf-8") for path in STATIC.glob("edit*.js"))
    assert {name for name in exported if not re.search(rf"\b{name}\b", used)} == set()
