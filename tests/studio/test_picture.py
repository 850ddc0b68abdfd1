"""The menu as the page gets it: drawn, with what is said and what is wrong in each place."""


def test_every_place_is_drawn_and_told(visitor):
    """What can be pointed at in the drawing has its texts, their seconds, and whether they are recorded."""
    menu = visitor.gets("/studio/menu/draft").get_json()
    for place in menu["places"]:
        assert f'data-state="{place["state"]}"' in menu["svg"]
        for turn in place["turns"]:
            assert all(text and seconds > 0 and recorded for text, seconds, recorded in turn["said"])
    assert menu["is_live"]
    assert menu["problems"] == []


def test_a_problem_stands_in_its_place(visitor, menus):
    """A word that blames callers is told at the answer that has it, and the draft is another than the live menu."""
    text = menus.read_text()
    menus.write_text(text.replace("Dat nummer is gratis", "Ongeldige keuze. Dat nummer is gratis"))
    menu = visitor.gets("/studio/menu/draft").get_json()
    (problem,) = (problem for problem in menu["problems"] if problem["rule"] == "blaming-word")
    assert (problem["place"], problem["severity"]) == ("2-4", "warning")
    assert not menu["is_live"]
    assert visitor.gets("/studio/menu/live").get_json()["problems"] == []


def test_what_is_not_recorded_is_told(visitor, menus):
    """A changed text has no recording, and the page says so."""
    menus.write_text(menus.read_text().replace("Dat nummer is gratis", "Het is gratis"))
    menu = visitor.gets("/studio/menu/draft").get_json()
    (place,) = (place for place in menu["places"] if place["state"] == "2-4")
    assert next(recorded for _, _, recorded in place["turns"][0]["said"]) is False
