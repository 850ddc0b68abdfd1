"""What waiting callers may be told: no rule stumbles over a queue's texts that are so."""

import pytest

from tests.check.test_rules import problems
from tests.conftest import ROOT

QUEUED = (ROOT / "tests/menus/good/queue.yml").read_text(encoding="utf-8")
RULES = {"place-miscounted", "minutes-misread"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("U bent nu aan de beurt.", "U bent de eerste. Niemand wacht voor u."),
        ("U bent nu aan de beurt.", "Er zijn geen bellers voor u."),
        ("Er is nog één beller voor u.", "U bent nu de tweede in de rij."),
        ("Er is nog één beller voor u.", "De eerste adviseur die vrij is, helpt wie voor u wacht."),
        ("Er zijn nog twee bellers voor u.", "Er wachten nog 2 mensen voor u, dus u staat als derde."),
        ("Er zijn nog meer bellers voor u.", "Er zijn nog drie bellers voor u, of meer."),
        ("Er zijn nog meer bellers voor u.", "Er zijn minstens drie mensen voor u."),
        ("ongeveer twee minuten", "één of twee minuten"),
        ("ongeveer vijf minuten", "twee tot vijf minuten"),
        ("ongeveer vijf minuten", "vijf minuten, of maar twee minuten"),
        ("ongeveer vijf minuten", "een paar minuten"),
        ("langer dan vijf minuten", "langer dan een paar minuten"),
    ],
)
def test_what_is_so_may_be_told(old, new):
    """However an operator says the place or the wait, what is right is not held against it."""
    assert QUEUED.count(old) == 1
    assert RULES.isdisjoint(problems(QUEUED.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("Er is nog één beller voor u.", "U staat op de derde plaats.", "place-miscounted"),
        ("Er is nog één beller voor u.", "Er is niemand meer. Geen wachtenden voor u.", "place-miscounted"),
        ("Er zijn nog twee bellers voor u.", "Er zijn nog 3 andere bellers voor u.", "place-miscounted"),
        ("Er zijn nog meer bellers voor u.", "U bent de vierde.", "place-miscounted"),
        ("ongeveer twee minuten", "ongeveer 1 minuut", "minutes-misread"),
        ("ongeveer vijf minuten", "twintig minuten", "minutes-misread"),
    ],
)
def test_what_is_not_so_is_found(old, new, rule):
    """A place or a wait is found in the words that operators use for it."""
    assert rule in problems(QUEUED.replace(old, new))
