"""What a reviewer reads about the menu: where keys lead now, and what was moved, added or taken away."""

from collections import Counter

import pytest

from tests.difference.menus import THREE, Shape, between, told

COST, FORMS, CHILDREN = THREE.values()


def test_a_menu_against_itself_gives_nothing():
    """A reviewer is not asked to look at what stays as it was."""
    assert between(THREE, THREE) == []


def test_a_new_option_is_told_with_all_that_it_says():
    """What callers could not hear before is there to be read, down to the answers in a new menu."""
    [change] = between({"2": COST}, {"2": COST, "4": CHILDREN})
    assert (change.kind, change.place, change.was) == ("added", ("4",), None)
    assert change.sentence == "Toets 4 (Kinderen) is nieuw."
    assert change.wordt == (
        "Kinderen\nToets 2: Mijn kind is bang\n   Praat erover met de huisarts.\nToets 3: Ruzie\n   Blijf rustig."
    )


def test_a_removed_option_is_told_with_all_that_it_said():
    """Nobody loses an answer without somebody having seen it go."""
    [change] = between(THREE, {"2": COST, "4": CHILDREN})
    assert (change.kind, change.place, change.wordt) == ("removed", ("3",), None)
    assert change.sentence == "Toets 3 (Vormen van geweld) is weg."
    assert change.was == "Vormen van geweld\nDeel 1:\nSlaan en schoppen.\nDeel 2:\nSchelden en dreigen."


def test_a_key_that_leads_elsewhere_names_both():
    """Who knows a key by heart gets something else; a reviewer reads what it was and what it is."""
    [change] = between({"2": COST, "3": FORMS}, {"2": COST, "3": ("Huisverbod", "Tien dagen niet naar huis.")})
    assert (change.kind, change.place) == ("leads-elsewhere", ("3",))
    assert change.sentence == "Toets 3 leidde naar ‘Vormen van geweld’, nu naar ‘Huisverbod’."
    assert change.wordt == "Huisverbod\nTien dagen niet naar huis."


def test_a_moved_option_is_one_change():
    """A reviewer does not read the same option twice, as removed here and added there."""
    [change] = between({"2": COST, "3": FORMS}, {"2": COST, "5": FORMS})
    assert (change.kind, change.place, change.before) == ("moved", ("5",), ("menu", "3"))
    assert change.sentence == "‘Vormen van geweld’ is verhuisd: eerst toets 3, nu toets 5."


def test_two_options_that_change_places_are_two_changes():
    """Of each key it is said what it was, what it is, and where callers found that before."""
    changes = between({"2": COST, "3": FORMS}, {"2": FORMS, "3": COST})
    assert [change.sentence for change in changes] == [
        "Toets 2 leidde naar ‘Wat kost het bellen?’, nu naar ‘Vormen van geweld’ (eerst toets 3).",
        "Toets 3 leidde naar ‘Vormen van geweld’, nu naar ‘Wat kost het bellen?’ (eerst toets 2).",
    ]


def test_a_menu_that_moves_takes_its_options_along():
    """What is behind it did not change, and is not told."""
    assert told(between(THREE, {"2": COST, "3": FORMS, "9": CHILDREN})) == [("moved", "9")]


def test_an_option_moves_into_another_menu():
    """Also from one menu to another it is found again."""
    [change] = between(THREE, {"3": FORMS, "4": ("Kinderen", {**CHILDREN[1], "5": COST})})
    assert change.sentence == "‘Wat kost het bellen?’ is verhuisd: eerst toets 2, nu toets 4, 5."


def test_a_new_option_in_front_moves_the_others():
    """All that shifts is found again, and only one option is new."""
    new = {"2": ("Huisverbod", "Tien dagen."), "3": COST, "4": FORMS, "5": CHILDREN}
    assert told(between(THREE, new)) == [("added", "2"), ("moved", "3"), ("moved", "4"), ("moved", "5")]


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        (("Welke vormen van geweld", FORMS[1]), [("moved", "5"), ("option", "5")]),
        (("Iets heel anders", FORMS[1]), [("moved", "5"), ("option", "5")]),
        (("Vormen van geweld", ["Slaan en schoppen.", "Schelden."]), [("moved", "5"), ("answer", "5")]),
    ],
)
def test_a_moved_option_may_be_edited(moved, expected):
    """Who moves an option and mends its text or its answer still sees one option."""
    assert told(between({"2": COST, "3": FORMS}, {"2": COST, "5": moved})) == expected


def test_a_moved_menu_may_be_edited():
    """A menu under another key with another name and another answer is told apart by what it holds."""
    wider = {**CHILDREN[1], "4": ("Angst", "Ga na.")}
    menu = ("Jongeren", {**wider, "3": ("Ruzie", "Blijf kalm, ga weg.")})
    changes = between({"4": ("Kinderen", wider)}, {"5": menu})
    assert told(changes) == [("moved", "5"), ("option", "5"), ("answer", "53")]
    assert changes[2].before == ("menu", "4", "menu", "3", "answer", 0, 0)


def test_options_that_are_the_same_keep_their_places():
    """Where two options say the same, the one that stayed is not said to have moved."""
    same = ("Anders", "Bel ons.")
    assert told(between({"2": same, "3": same}, {"3": same})) == [("removed", "2")]
    menus = {key: (name, {"2": same, "3": (name, "Ja.")}) for key, name in (("2", "Een"), ("3", "Twee"))}
    swapped = {"2": menus["3"], "3": menus["2"]}
    assert told(between(menus, swapped)) == [("moved", "2"), ("moved", "3")]


def test_an_option_with_another_name_is_still_the_same():
    """Only its name is told, with both forms."""
    [change] = between({"3": FORMS}, {"3": ("Soorten geweld", FORMS[1])})
    assert (change.kind, change.sentence) == ("option", "Toets 3 heet anders.")
    assert (change.was, change.wordt) == ("Vormen van geweld", "Soorten geweld")


def test_an_answer_that_becomes_a_menu_and_back():
    """A caller who expects an answer gets choices: one change, and what is behind it is in it."""
    menu = (FORMS[0], {"2": ("Slaan", "Slaan is geweld."), "3": ("Schelden", "Schelden is geweld.")})
    there, back = between({"3": FORMS}, {"3": menu}), between({"3": menu}, {"3": FORMS})
    assert [change.sentence for change in there + back] == [
        "Toets 3 (Vormen van geweld) was een antwoord, en is nu een menu.",
        "Toets 3 (Vormen van geweld) was een menu, en is nu een antwoord.",
    ]
    assert (
        there[0].wordt
        == back[0].was
        == "Toets 2: Slaan\n   Slaan is geweld.\nToets 3: Schelden\n   Schelden is geweld."
    )
    assert told(there + back) == [("became-menu", "3"), ("became-answer", "3")]


def _many(name: str, last: str) -> Shape:
    """Sixteen menus with names of their own, that all hold the same seven options and one that no other has."""
    same = {str(key): ("Anders", "Bel ons.") for key in range(2, 9)}
    return {
        key: (
            f"{name}{key}",
            {below: (f"{name}{key}{below}", same | {last: (f"{name}x{key}{below}", "Ja.")}) for below in "23456789"},
        )
        for key in "23"
    }


def test_very_many_options_that_say_the_same():
    """Those that stayed are not said to have moved, however many others say the same."""
    changes = between(_many("Oud", "9"), _many("Nieuw", "9"))
    assert Counter(change.kind for change in changes) == {"option": 2 + 16 + 16}
    fewer = {key: (text, dict(list(below.items())[1:])) for key, (text, below) in _many("Nieuw", "9").items()}
    places = [change.place for change in between(_many("Oud", "9"), fewer) if change.kind == "removed"]
    assert places == [("2", "2"), ("3", "2")]


def test_another_order_of_the_choices():
    """The same keys, announced in another order: callers hear that."""
    [change] = between({"2": COST, "3": FORMS}, {"3": FORMS, "2": COST})
    assert (change.kind, change.path) == ("order", ("menu",))
    assert change.sentence == "Het eerste menu noemt de keuzes in een andere volgorde."
    assert change.wordt == "Toets 3: Vormen van geweld\nToets 2: Wat kost het bellen?"


def test_another_order_behind_a_key():
    """The menu is named by its key."""
    turned = ("Kinderen", dict(reversed(CHILDREN[1].items())))
    [change] = between(THREE, {**THREE, "4": turned})
    assert change.sentence == "Toets 4 (Kinderen) noemt de keuzes in een andere volgorde."
    assert change.place == ("4",)


def test_changes_come_in_the_order_of_the_menu():
    """A reviewer goes through the menu once, from the first key to the last."""
    calm = {**CHILDREN[1], "2": ("Mijn kind is bang", "Praat erover.")}
    new = {"2": ("Kosten", COST[1]), "4": ("Jeugd", calm), "5": FORMS}
    assert told(between(THREE, new)) == [("option", "2"), ("option", "4"), ("answer", "42"), ("moved", "5")]
