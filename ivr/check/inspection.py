"""Holds a menu file against all rules, and says where in the file each finding stands."""

from collections.abc import Iterable
from typing import Final

from ivr.check.rule import Finding, Rule
from ivr.check.rules import RULES
from ivr.check.subject import Subject
from ivr.loader import MenuFile
from ivr.problems import Position, Problem, Severity

_STOPPING: Final = tuple(rule for rule in RULES if rule.severity is Severity.ERROR)


def inspect(file: MenuFile, subject: Subject, rules: Iterable[Rule] = RULES) -> list[Problem]:
    """Every problem that the rules find, in the order of the file."""
    return sorted(_problem(file, rule, finding) for rule in rules for finding in rule(subject))


def errors(file: MenuFile, subject: Subject) -> list[Problem]:
    """What stops a menu from being published; rules that only warn are not asked, since that takes the most time."""
    return [found for found in inspect(file, subject, _STOPPING) if found.severity is Severity.ERROR]


def _problem(file: MenuFile, rule: Rule, finding: Finding) -> Problem:
    return Problem(_position(file, finding), rule.name, finding.message, finding.severity or rule.severity)


def _position(file: MenuFile, finding: Finding) -> Position:
    return file.word(finding.path) if finding.found is None else file.text(finding.path, finding.found, finding.skip)
