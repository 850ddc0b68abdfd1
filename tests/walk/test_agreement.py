"""The Script, what was walked and real calls must say the same; where they do not, it is told which figure."""

from dataclasses import replace

import pytest
from msgspec import structs

from ivr.cli import development
from ivr.cli.walk import PUBLIC_URL
from ivr.script import END, State
from ivr.steps import Go
from ivr.walk.agreement import lost, unequal, untrue
from ivr.walk.figures import Figure
from ivr.walk.journey import Journey
from tests.walk.conftest import PLAIN, walk_of


def rules(proof):
    """What is found: rules, and where it was found."""
    return {(one.breach.rule, one.proofs) for one in proof.exceptions}


def test_a_figure_that_the_script_has_otherwise():
    """A tenth of a second between two proofs is too much; between a proof and a call it is not."""
    walked, scripted = {"silent": Figure(10.0), "zero": Figure(3)}, {"silent": Figure(10.06), "zero": Figure(3)}
    [breach] = unequal(walked, scripted)
    assert (breach.rule, "(silent)" in breach.message, "10,0 en 10,1" in breach.message) == (
        "figures-differ",
        True,
        True,
    )
    assert list(untrue(walked, {"silent": 10.06})) == []


@pytest.mark.parametrize("called", [10.2, 9.8, None])
def test_a_figure_that_a_call_does_not_bear_out(called):
    """A call that takes longer, shorter, or never gets there."""
    [breach] = untrue({"silent": Figure(10.0)}, {"silent": called})
    assert (breach.rule, "(silent)" in breach.message) == ("call-differs", True)


def test_what_never_happens_agrees_with_itself():
    """Neither the proof nor the call gets there."""
    assert list(untrue({"silent": Figure(None)}, {"silent": None})) == []
    assert len(list(unequal({"silent": Figure(None)}, {"silent": Figure(0.0)}))) == 1


def test_callers_who_are_lost_when_everything_fails():
    """Told by what fails."""
    messages = [breach.message for breach in lost({"recordings": False, "documents": True})]
    assert len(messages) == 1
    assert "alle opnamen" in messages[0]


def test_a_script_that_hangs_up(walk):
    """What is wrong in the Script is found in it, though the server does something else, and the other way round."""
    states = walk.subject.script.states
    silent = State("3-2.s", (states["3-2.s"].steps[0], Go(END)))
    script = structs.replace(walk.subject.script, states={**states, "3-2.s": silent})
    proof = replace(walk, subject=replace(walk.subject, script=script))()
    assert rules(proof) == {("hangs-up", ("script",)), ("differs", ("http",))}
    assert {one.journey.arguments for one in proof.exceptions} == {"3 2 wait wait"}


def test_a_state_that_nobody_gets_to(walk):
    """A Script with a state that no key leads to is larger than what a caller can hear."""
    states = walk.subject.script.states
    script = structs.replace(walk.subject.script, states={**states, "4": structs.replace(states["2"], name="4")})
    proof = replace(walk, subject=replace(walk.subject, script=script))()
    assert rules(proof) == {("unreached", ("script",))}
    assert "4" in proof.exceptions[0].breach.message


def test_what_both_proofs_find_is_told_once(tmp_path):
    """A part that is too long is so over HTTP and on paper; without a recording that is a remark."""
    menus = tmp_path / "menus.yml"
    menus.write_text(PLAIN.read_text().replace("Bellen is gratis.", "woord " * 130))
    proof = walk_of(development.settings({}, PUBLIC_URL, menus, tmp_path))()
    assert proof.exceptions == []
    [found] = [one for one in proof.remarks if one.breach.rule == "too-long"]
    assert (found.place, found.proofs, found.journey) == ("2", ("http", "script"), Journey(keys=("2",)))
