"""The twelve keys of a telephone, and what five of them mean in every state (callers.md, rule 3)."""

from typing import Final, Literal, get_args

Key = Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"]
KEYS: Final[tuple[Key, ...]] = get_args(Key)

EMERGENCY: Final[Key] = "1"
ADVISOR: Final[Key] = "0"
BACK: Final[Key] = "*"
NEXT: Final[Key] = "#"
REPEAT: Final[Key] = "2"
"""Repeats an answer; in a menu the key is the operator's own."""

ACCEPT: Final[Key] = "1"
"""On an advisor's telephone: take the caller."""
