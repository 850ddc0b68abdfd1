"""How long callers wait for what matters, weighed before anybody calls."""

import pytest

from ivr.budget import overruns
from ivr.conversation import compile_script
from ivr.loader import loads
from tests.conftest import ROOT

PLAIN = (ROOT / "tests/menus/good/plain.yml").read_text(encoding="utf-8")
START = ["Goedendag. Dit is Veilig Thuis.", "Is er gevaar? Bel één één twee. Uitleg: toets 1."]
ADVISOR = "Een adviseur spreken? Toets 0, of blijf aan de lijn."


def found(seconds, menu=PLAIN, others=1.0):
    """What takes too long in a small menu, when these texts last so long and all others a second."""
    script = compile_script(loads(menu))
    return overruns(script, {text: seconds.get(text, others) for text in script.prompts()})


def rules(*arguments, **options):
    """The rules that are broken."""
    return [one.rule for one in found(*arguments, **options)]


def test_the_shipped_line_is_within_its_budgets(script):
    """At an ordinary pace nobody waits too long."""
    assert overruns(script, {text: 0.38 * len(text.split()) for text in script.prompts()}) == []


@pytest.mark.parametrize(("welcome", "expected"), [(3.85, []), (3.9, ["emergency-late"])])
def test_112_is_named_within_six_seconds(welcome, expected):
    """The words count, not the end of their text: three seconds of speech, of which five eighths until 112 is named."""
    assert rules({START[0]: welcome, START[1]: 3.5}) == expected


def test_the_words_are_sought_where_they_are_said():
    """Who names 112 in the welcome has named it in time, however long the emergency choice is."""
    menu = PLAIN.replace("Dit is Veilig Thuis.", "Bel bij gevaar 112.")
    assert rules({START[1]: 9.0}, menu) == []


def test_without_the_number_the_whole_choice_counts():
    """A caller in danger then knows what to do only when the emergency choice has been said."""
    menu = PLAIN.replace("Is er gevaar? Bel één één twee. Uitleg", "Is er gevaar")
    assert rules({"Is er gevaar: toets 1.": 5.2}, menu) == []
    assert rules({"Is er gevaar: toets 1.": 5.3}, menu) == ["emergency-late"]


@pytest.mark.parametrize(("lasts", "expected"), [(14.0, []), (14.1, ["advisor-late"])])
def test_the_way_to_an_advisor_is_known_within_sixteen_seconds(lasts, expected):
    """The advisor's choice must have been said completely."""
    assert rules({ADVISOR: lasts}) == expected


@pytest.mark.parametrize(("lasts", "expected"), [(26.0, []), (26.1, ["opening-long"])])
def test_the_opening_takes_thirty_seconds_at_most(lasts, expected):
    """All choices together, the greeting included."""
    assert rules({"Geweld: toets 3.": lasts}) == expected


@pytest.mark.parametrize(("lasts", "expected"), [(45.0, []), (45.1, ["part-long"])])
def test_a_part_takes_forty_five_seconds_at_most(lasts, expected):
    """What is said before the choices counts, and the choices do not."""
    assert rules({"Schelden.": lasts}) == expected
    assert rules({"Terug: toets sterretje.": lasts}) == []


def test_a_part_is_named_by_its_keys():
    """An operator finds the part, and reads how long it takes."""
    [late] = found({"Schelden.": 50.25})
    assert late.message.startswith("Wat onder toets 3, 2 staat, deel 2, duurt 50,2 seconden, en dat mag hooguit 45")


def test_emergency_guidance_is_told_once():
    """It is the same in every menu, so one finding is enough."""
    assert rules({"Het nummer is één één twee.": 60.0}) == ["part-long"]


def test_a_text_without_a_recording_is_estimated():
    """At 150 words a minute, a part of 113 words is too long; the finding says that it is a guess."""
    script = compile_script(loads(PLAIN.replace("Bellen is gratis.", "Bellen is gratis. " + "Echt waar. " * 55)))
    late = {one.rule: one for one in overruns(script, {})}
    assert late["part-long"].estimated
    assert "naar schatting 45,2 seconden" in late["part-long"].message
    script = compile_script(loads(PLAIN.replace("Bellen is gratis.", "Echt waar. " * 56)))
    assert "part-long" not in [one.rule for one in overruns(script, {})]


def test_only_what_counts_makes_it_an_estimate():
    """The way to an advisor was measured, even when a later choice has no recording yet."""
    script = compile_script(loads(PLAIN))
    [late] = overruns(script, {START[0]: 1.0, START[1]: 1.0, ADVISOR: 15.0})
    assert (late.rule, late.estimated) == ("advisor-late", False)
