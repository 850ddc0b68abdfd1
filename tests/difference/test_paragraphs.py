"""What a reviewer reads about an answer: which paragraph, in which part, and how it is divided."""

import pytest

from ivr.difference import compare
from ivr.loader import parse
from tests.difference.menus import PLAIN, between, edited, told

ONE = "Bellen is gratis, overal in het land."
TWO = "Wij nemen dag en nacht de telefoon op."
THREE = "Niemand ziet dat u ons heeft gebeld."


def sentences(old, new):
    """What is told when one answer becomes another; lists are parts, lines are paragraphs."""
    return [change.sentence for change in between({"2": ("Kosten", old)}, {"2": ("Kosten", new)})]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (ONE, "Bellen is gratis.", ["Toets 2 (Kosten) zegt iets anders."]),
        (ONE, TWO, ["Toets 2 (Kosten) zegt iets anders."]),
        (f"{ONE}\n{TWO}", f"{ONE}\nWij nemen dag en nacht op.", ["Toets 2 (Kosten), alinea 2, zegt iets anders."]),
        (ONE, f"{ONE}\n{TWO}", ["Toets 2 (Kosten): alinea 2 is nieuw."]),
        (f"{ONE}\n{TWO}", TWO, ["Toets 2 (Kosten): alinea 1 is weg."]),
        ([ONE, TWO], [ONE, THREE], ["Toets 2 (Kosten), deel 2, zegt iets anders."]),
        (
            [ONE, f"{TWO}\n{THREE}"],
            [ONE, f"{TWO}\nNiemand ziet dat."],
            ["Toets 2 (Kosten), deel 2, alinea 2, zegt iets anders."],
        ),
        ([ONE, TWO], [ONE, f"{THREE}\n{TWO}"], ["Toets 2 (Kosten), deel 2: alinea 1 is nieuw."]),
    ],
)
def test_every_paragraph_is_told_where_it_is(old, new, expected):
    """An operator finds the sentence that changed without searching."""
    assert sentences(old, new) == expected


def test_a_paragraph_in_front_of_an_edited_one():
    """What is alike belongs together: the new paragraph is new, and the edited one is not said to be another."""
    changes = between({"2": ("Kosten", TWO)}, {"2": ("Kosten", f"{ONE}\nWij nemen dag en nacht op.")})
    assert [(change.was, change.wordt) for change in changes] == [
        (None, ONE),
        (TWO, "Wij nemen dag en nacht op."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected", "division"),
    [
        (
            f"{ONE}\n{TWO}\n{THREE}",
            [f"{ONE}\n{TWO}", THREE],
            "heeft nu 2 delen; eerst 1.",
            ("deel 1: 3 alinea’s", "deel 1: 2 alinea’s, deel 2: 1 alinea"),
        ),
        (
            [f"{ONE}\n{TWO}", THREE],
            [ONE, f"{TWO}\n{THREE}"],
            ": de delen zijn anders verdeeld.",
            ("deel 1: 2 alinea’s, deel 2: 1 alinea", "deel 1: 1 alinea, deel 2: 2 alinea’s"),
        ),
        (
            [ONE, TWO],
            f"{ONE}\n{TWO}",
            "heeft nu 1 deel; eerst 2.",
            ("deel 1: 1 alinea, deel 2: 1 alinea", "deel 1: 2 alinea’s"),
        ),
    ],
)
def test_a_division_into_parts_is_one_change(old, new, expected, division):
    """The same words in other parts: callers press # elsewhere, and nothing is said to be new or gone."""
    [change] = between({"2": ("Kosten", old)}, {"2": ("Kosten", new)})
    assert change.kind == "parts"
    assert change.sentence.removeprefix("Toets 2 (Kosten)").strip() == expected
    assert (change.was, change.wordt) == division


def test_a_new_part_is_told_with_its_text():
    """The number of parts, and what the new one says."""
    assert told(between({"2": ("Kosten", [ONE])}, {"2": ("Kosten", [ONE, TWO])})) == [("parts", "2"), ("answer", "2")]


def test_emergency_guidance_is_compared_in_the_same_way():
    """What is said to who is in danger is told by its paragraph, under key 1."""
    [change] = edited("Het nummer is één één twee.", "Toets zelf één één twee.")
    assert (change.kind, change.place) == ("answer", ("1",))
    assert change.sentence == "Toets 1 (Nood), alinea 2, zegt iets anders."
    assert (change.was, change.wordt) == ("Het nummer is één één twee.", "Toets zelf één één twee.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Het nummer is één één twee.", "Toets zelf één één twee."),
        ("          - Schelden.", "          - Bedreigen."),
        ("answer: Bellen is gratis.", "answer: Bellen kost niets."),
        ("option: Geweld", "option: Ruzie"),
        ('press: "{option}: toets {key}."', 'press: "{option}, toets {key}."'),
        ("      - ${ADVISOR_NUMBER}", "      - ${OTHER_NUMBER}"),
    ],
)
def test_a_change_points_into_the_file(old, new):
    """An editor can show the very line that is concerned."""
    menu = parse(PLAIN.replace(old, new))
    [change] = compare(parse(PLAIN).line, menu.line)
    line = menu.text(change.path).line
    assert new.split()[-1] in menu.source.line(line)
