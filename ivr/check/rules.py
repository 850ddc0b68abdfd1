"""All rules, in the order that `ivr check --explain` lists them."""

from typing import Final

from ivr.check import emergency, labels, numbers, occasions, options, promises, queues, speech, teams, waiting
from ivr.check.rule import Rule

RULES: Final[tuple[Rule, ...]] = (
    *emergency.RULES,
    *waiting.RULES,
    *options.RULES,
    *labels.RULES,
    *promises.RULES,
    *speech.RULES,
    *teams.RULES,
    *queues.RULES,
    *occasions.RULES,
    *numbers.RULES,
)
