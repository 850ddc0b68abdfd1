"""What the editor proposes at a place in menus.yml."""

from tests.studio.browsing import found, until
from tests.studio.writing import draft, is_checked, opens, replaces

PROPOSED = [
    ("|", {"welcome", "emergency", "menu"}),
    ("advisor:\n  ring:\n    numbers: []\n    |", {"order", "seconds", "rounds"}),
    ("advisor:\n  ring:\n    order: |", {"all_at_once", "one_after_another"}),
    ("advisor:\n  teams:\n    - na|", {"name", "hours", "numbers"}),
    ("advisor:\n  teams:\n    - name: Dag\n      |", {"hours", "numbers"}),
    ("advisor:\n  teams:\n  - name: Dag\n    order: one|", {"one_after_another"}),
    ("menu:\n  2:\n    option: Een\n    |", {"answer", "menu"}),
    ("menu:\n  2:\n    option: Een\n    answer: Twee\n  |", {"3: een keuze met een antwoord"}),
    ("menu:\n  2:\n    option: Een\n    menu:\n      |", {"2: een keuze met een menu erachter"}),
    ("announcements:\n  - reason: |", {"outage", "evacuation", "holiday"}),
]
NOTHING = [
    "welcome: Goedendag wel|",
    "welcome: >\n  Goedendag\n  wel|",
    "menu:\n  2:\n    answer:\n      - >\n        opt|",
    "# wel|",
]
ASKS = """async ([rows, number, column]) => {
  const [{ placeAt }, { proposed }] = await Promise.all([
    import("/studio/static/edit-place.js"), import("/studio/static/edit-words.js"),
  ]);
  const place = placeAt(rows, number, column);
  const schema = await (await fetch("/studio/schema")).json();
  return place ? proposed(schema, place).map((one) => one.label) : [];
}"""


def proposals(page, text):
    """What is proposed where the stroke is."""
    rows = text.split("\n")
    return set(page.evaluate(ASKS, [[*rows[:-1], rows[-1].removesuffix("|")], len(rows) - 1, len(rows[-1]) - 1]))


def test_what_is_proposed_is_what_can_stand_there(visit):
    """At every place its own words, none that is there already, and none within a text."""
    page = opens(visit)
    for text, words in PROPOSED:
        assert words <= proposals(page, text), text
    assert "numbers" not in proposals(page, PROPOSED[1][0])
    assert "name" not in proposals(page, PROPOSED[4][0])
    assert "welcome" not in proposals(page, PROPOSED[1][0])
    for text in NOTHING:
        assert proposals(page, text) == set(), text


def test_words_are_completed_with_what_they_are_for(visit):
    """At its place in the tree each word is proposed with its meaning, and a new choice as a whole."""
    page = opens(visit)
    replaces(page, "    rounds: 3 ", "    rounds: 3\n  conn")
    page.keyboard.type("e")
    page.wait_for_selector(".cm-tooltip-autocomplete >> text=connect")
    assert "volgorde wachten" in page.inner_text(".cm-completionInfo")
    page.wait_for_timeout(100)
    page.keyboard.press("Enter")
    page.click("#complete")
    page.wait_for_selector(".cm-tooltip-autocomplete >> text=queue")
    assert "bellers wachten op volgorde" in page.inner_text(".cm-tooltip-autocomplete")
    assert found(page) == []


def test_a_new_choice_is_filled_in(visit):
    """A key with nothing behind it becomes a choice with an answer, in the layout of the manual."""
    page = opens(visit)
    replaces(page, "Dat staat op internet.", "Dat staat op internet.\n          ")
    page.keyboard.type("4")
    page.wait_for_selector(".cm-tooltip-autocomplete >> text=een keuze met een antwoord")
    page.wait_for_timeout(100)
    page.keyboard.press("Enter")
    page.keyboard.type("Wie maakt een meldcode?")
    page.keyboard.press("Tab")
    page.keyboard.type("Elke hulporganisatie.")
    rows = ["          4:", "  option: Wie maakt een meldcode?", "  answer: >", "    Elke hulporganisatie."]
    until(page, lambda: f"\n{' ' * 10}".join(rows) in draft(page)["text"])
    is_checked(page)
    until(page, lambda: "Wie maakt een meldcode?) is nieuw" in page.inner_text("#changes"))
