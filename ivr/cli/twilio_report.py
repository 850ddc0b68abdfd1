"""How plans and findings about the number look: for people, and as JSON for programs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Final, TextIO

from ivr.number.findings import Finding, Verdict
from ivr.number.setup import Plan, Setting

_NOTHING: Final = "(nothing)"
_MARKS: Final = {Verdict.GOOD: "good", Verdict.WARNING: "beware", Verdict.WRONG: "WRONG"}


def plan_as_text(plan: Plan, out: TextIO) -> None:
    """Show every setting with what it is, and what it becomes where that differs."""
    print(*_plan_lines(plan), sep="\n", file=out)


def _plan_lines(plan: Plan) -> Iterator[str]:
    yield f"{plan.number.phone} at Twilio ({plan.number.sid})"
    for setting in plan.settings:
        yield from _setting_lines(setting)
    yield from (f"In the way: {obstacle}" for obstacle in plan.obstacles)
    yield from (f"Note: {note}" for note in plan.notes)
    if not plan.changes:
        yield "Nothing to do: everything is set as it should be."
    else:
        yield f"{len(plan.changes)} of {len(plan.settings)} to change."


def _setting_lines(setting: Setting) -> Iterator[str]:
    yield f"  {setting.twilio_name:22}{setting.now or _NOTHING}"
    if setting.differs:
        yield f"  {'':19}-> {setting.becomes}"


def plan_as_json(plan: Plan, out: TextIO) -> None:
    """Write what differs, and what is to be known about it."""
    changes = [
        {"setting": one.twilio_name, "now": one.now, "becomes": one.becomes} for one in plan.settings if one.differs
    ]
    number = {"number": plan.number.phone, "sid": plan.number.sid}
    _write({**number, "changes": changes, "obstacles": plan.obstacles, "notes": plan.notes}, out)


def findings_as_text(phone: str, findings: Sequence[Finding], out: TextIO) -> None:
    """Show one line for each finding."""
    print(phone, file=out)
    for finding in findings:
        print(f"  {_MARKS[finding.verdict]:8}{finding.about:14}{finding.message}", file=out)


def findings_as_json(phone: str, findings: Sequence[Finding], out: TextIO) -> None:
    """Write the findings."""
    _write({"number": phone, "findings": [asdict(finding) for finding in findings]}, out)


def _write(content: object, out: TextIO) -> None:
    json.dump(content, out, ensure_ascii=False, indent=2)
    out.write("\n")
