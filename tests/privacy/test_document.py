"""What docs/privacy.md claims can be looked up."""

import re

from tests.conftest import ROOT

PRIVACY = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")


def test_every_proof_exists():
    """A privacy officer who asks for the evidence finds it, and none is left out."""
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", PRIVACY))
    assert [name for name in named if not (ROOT / name).is_file()] == []
    ours = {str(path.relative_to(ROOT)) for path in (ROOT / "tests/privacy").glob("test_*.py")}
    assert ours - named == {"tests/privacy/test_document.py"}


def test_every_reference_is_defined_and_used():
    """Every statement about the carrier leads to a page of the carrier's."""
    used, defined = (
        set(re.findall(r"\]\[(\w+)\]", PRIVACY)),
        set(re.findall(r"^\[(\w+)\]: https://", PRIVACY, re.MULTILINE)),
    )
    assert used == defined
