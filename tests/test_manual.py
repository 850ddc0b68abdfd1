"""The operator's manual can be followed word for word."""

import shutil
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest
from click.testing import CliRunner

from ivr.cli import main
from tests.conftest import ROOT
from tests.manual import Edit, Operator, Quoted, Typed, steps
from tests.prompts.speaking import needs_programs

MANUAL = (ROOT / "docs/handleiding.md").read_text(encoding="utf-8")


class Morning(datetime):
    """The clock on the day of the manual, so that its dates lie ahead."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """Ten o'clock on a Monday in Rotterdam."""
        return cls(2026, 11, 30, 9, tzinfo=UTC).astimezone(tz)


@pytest.fixture
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Operator:
    """An operator in a folder of the line, whose menu has been published."""
    for name in ("menus.yml", "menus.schema.json"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "prompts", tmp_path / "prompts")
    for name in ("IVR_STATE", "IVR_MENUS", "IVR_PROMPTS", "LINE_NUMBER", "ADVISOR_NUMBER"):
        monkeypatch.delenv(name, raising=False)
    for module in ("ivr.check.subject", "ivr.edition.store"):
        monkeypatch.setattr(f"{module}.datetime", Morning)
    assert CliRunner().invoke(main, ["publish"]).exit_code == 0
    return Operator(tmp_path)


@needs_programs
def test_the_manual_can_be_followed_word_for_word(operator: Operator) -> None:
    """Whoever makes every edit and types every command, in the manual's order, sees what the manual shows."""
    for step in steps(MANUAL):
        match step:
            case Edit():
                operator.edits(step)
            case Typed():
                assert step.matches(printed := operator.types(step)), f"$ {step.command}\n{printed}"
            case Quoted():
                assert step.text in (ROOT / "menus.yml").read_text(encoding="utf-8")


def test_nothing_in_the_manual_is_passed_over() -> None:
    """Every block that the manual shows is an edit, a command or a piece of the menu, and so is tried."""
    blocks = sum(2 if isinstance(step, Edit) else 1 for step in steps(MANUAL))
    assert MANUAL.count("```") == 2 * blocks
