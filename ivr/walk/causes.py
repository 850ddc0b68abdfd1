"""Leaves of all that was found the causes: a reader is told once what is wrong, and not what only follows from it."""

from collections.abc import Sequence
from typing import Final

from ivr.walk.breaches import SCRIPT, Found
from ivr.walk.graph import FALLBACK

FAULTS: Final = frozenset({"fault", "recording"})
"""Something cannot be had or executed; then a call goes on in the fallback, and everything comes out otherwise."""

FOLLOWS: Final = {
    "figures-differ": FAULTS | {"differs", "unreached"},
    "call-differs": FAULTS | {"silence", "wrong-keys"},
    "not-rescued": frozenset({"no-recordings"}),
}
"""By rule: whatever explains it, wherever that is."""

NEED_FALLBACK: Final = frozenset({"no-recordings", "not-rescued"})
"""Follow from anything that is wrong in the fallback itself.

What differs from the Script is told unless the same journey shows, in a caller's terms, what is wrong there.
"""


WEIGHED: Final = frozenset({"not-named", "too-late", "too-long"})
"""How long callers wait; another menu than the Script's can be at the bottom of that."""


def causes(found: Sequence[Found]) -> list[Found]:
    """Everything but what follows from something else that was found."""
    left = unechoed(found)
    noticing = [one for one in left if one.breach.rule not in WEIGHED | {"differs"} and SCRIPT not in one.proofs]
    noticed = {other.journey for one in noticing for other in (one, *one.others)}
    return [one for one in left if one.breach.rule != "differs" or one.journey not in noticed]


def unechoed(found: Sequence[Found]) -> list[Found]:
    """Everything but what some rule explains, wherever and whenever that is broken."""
    echoes = _echoes([one for one in found if not one.breach.is_remark])
    return [one for one in found if one.breach.rule not in echoes]


def _echoes(wrong: Sequence[Found]) -> set[str]:
    """The rules of which nothing has to be told."""
    rules = {one.breach.rule for one in wrong}
    echoes = {rule for rule, explained in FOLLOWS.items() if rules & explained}
    in_fallback = {one.breach.rule for one in wrong if one.journey and one.journey.entry == FALLBACK}
    return echoes | (NEED_FALLBACK if in_fallback - NEED_FALLBACK else set())
