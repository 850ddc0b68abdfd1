"""What a reviewer reads about everything outside the menu, and whether callers notice it."""

import pytest

from ivr.difference import compare
from ivr.loader import MEANING, loads
from ivr.menu import Advisor, Model, Phrases, Team
from tests.difference.menus import PLAIN, TEAMS, edited, told

RINGS = PLAIN.replace(
    "      - ${ADVISOR_NUMBER}", "      - ${ADVISOR_NUMBER}\n      - '+31201234567'\n    order: all_at_once"
)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Goedendag. Dit", "Welkom. Dit", "Veranderd: het eerste dat een beller hoort (welcome)."),
        ("Bel straks opnieuw.", "Bel later.", "Veranderd: wat een beller hoort als niemand opneemt (unavailable)."),
        (
            "short: Nood",
            "short: Gevaar",
            "Toets 1 (Gevaar), veranderd: de korte tekst voor in de andere menu's (short).",
        ),
        (
            "option: Een adviseur spreken?",
            "option: Een mens?",
            "Toets 0 (Adviseur), veranderd: de tekst van de keuze (option).",
        ),
    ],
)
def test_every_sentence_is_told_by_when_callers_hear_it(old, new, sentence):
    """A reviewer need not know the words of the file."""
    [change] = edited(old, new)
    assert (change.sentence, change.heard) == (sentence, True)


@pytest.mark.parametrize("word", Phrases.model_fields)
def test_no_sentence_of_the_line_is_forgotten(word):
    """Of all phrases a change is told, with both forms, and with what `ivr check` says of that phrase too."""
    old = loads(PLAIN)
    said = getattr(old.phrases, word)
    phrases = old.phrases.model_copy(update={word: f"Nu {said}"})
    [change] = compare(old, old.model_copy(update={"phrases": phrases}))
    assert (change.kind, change.path, change.was, change.wordt) == ("text", ("phrases", word), said, f"Nu {said}")
    assert MEANING[word] in change.sentence


@pytest.mark.parametrize(
    ("old", "new", "word", "heard"),
    [
        ("name: Veilig Thuis", "name: Thuis", "name", False),
        ("${LINE_NUMBER}", "'+31107654321'", "number", False),
        ("nl-NL", "nl-BE", "language", True),
        ("[standin]", "[marije, standin]", "voices", True),
        ("Polly.Laura-Neural", "Polly.Ruben", "say", True),
        ("welcome:", "pronounce:\n  112: één één twee\nwelcome:", "pronounce", False),
    ],
)
def test_a_setting_is_told_with_whether_callers_notice(old, new, word, heard):
    """What nobody hears is told too, and is not counted among what callers hear."""
    [change] = edited(old, new)
    assert (change.kind, change.path, change.heard) == ("setting", (word,), heard)


@pytest.mark.parametrize("word", ["whisper", "accept", "topic"])
def test_what_advisors_hear_is_not_counted_among_what_callers_hear(word):
    """A reviewer reads who hears it."""
    old = loads(PLAIN)
    phrases = old.phrases.model_copy(update={word: f"Nu {getattr(old.phrases, word)}"})
    [change] = compare(old, old.model_copy(update={"phrases": phrases}))
    assert (change.heard, change.sentence.endswith("Dit horen adviseurs; bellers merken er niets van.")) == (
        False,
        True,
    )


def test_pronunciation_changes_no_recording_that_exists():
    """An operator reads why callers hear no difference, and only the words concerned."""
    old = PLAIN.replace("welcome:", "pronounce:\n  112: één één twee\n  26: zesentwintig\nwelcome:")
    [change] = compare(loads(old), loads(old.replace("zesentwintig", "twee zes")))
    assert "In opnamen die er al zijn, horen bellers geen verschil." in change.sentence
    assert (change.was, change.wordt) == ("26: zesentwintig", "26: twee zes")


@pytest.mark.parametrize(
    ("old", "new", "word", "was", "wordt"),
    [
        (
            "'+31201234567'",
            "'+31207654321'",
            "numbers",
            "${ADVISOR_NUMBER}\n+31201234567",
            "${ADVISOR_NUMBER}\n+31207654321",
        ),
        ("order: all_at_once", "order: one_after_another", "order", "all_at_once", "one_after_another"),
        ("order:", "seconds: 45\n    order:", "seconds", "30", "45"),
        ("order:", "rounds: 2\n    order:", "rounds", "3", "2"),
    ],
)
def test_who_is_rung_and_how(old, new, word, was, wordt):
    """Numbers and names are told as they stand in the file."""
    [change] = compare(loads(RINGS), loads(RINGS.replace(old, new)))
    assert (change.kind, change.place, change.heard) == ("ring", ("0",), True)
    assert (change.path, change.was, change.wordt) == (("advisor", "ring", word), was, wordt)


def test_the_order_of_numbers_matters_only_one_after_another():
    """When all telephones ring at once, callers notice nothing of another order."""
    turned = RINGS.replace("- ${ADVISOR_NUMBER}\n      - '+31201234567'", "- '+31201234567'\n      - ${ADVISOR_NUMBER}")
    [at_once] = compare(loads(RINGS), loads(turned))
    in_turn = [text.replace("all_at_once", "one_after_another") for text in (RINGS, turned)]
    [one_by_one] = compare(*map(loads, in_turn))
    assert (at_once.heard, one_by_one.heard) == (False, True)
    assert "merken bellers niets" in at_once.sentence
    assert "merken bellers niets" not in one_by_one.sentence


class _Desk(Model):
    name: str
    closed: str | None = None


class _Later(Advisor):
    """An advisor with words that no menu has today."""

    desks: tuple[_Desk, ...] = ()
    front: _Desk | None = None


class _LaterTeam(Team):
    """A team with a word that no menu has today."""

    leader: str | None = None


def test_a_word_that_is_added_to_menus_later_is_told_too():
    """Whoever adds a word to the menu file need not remember this comparison."""
    old = loads(PLAIN)
    later = _Later(**old.advisor.model_dump(), desks=(_Desk(name="Nacht"), _Desk(name="Dag", closed="zo")))
    changes = compare(old, old.model_copy(update={"advisor": later}))
    assert [(change.path, change.was, change.wordt) for change in changes] == [
        (("advisor", "desks"), None, "name: Nacht\nname: Dag\nclosed: zo")
    ]
    assert "veranderd: desks (desks)." in changes[0].sentence
    front = _Later(**old.advisor.model_dump(), front=_Desk(name="Dag"))
    [change] = compare(
        *(old.model_copy(update={"advisor": one}) for one in (front, front.model_copy(update={"front": None})))
    )
    assert (change.path, change.was, change.wordt) == (("advisor", "front"), "name: Dag", None)


def test_a_word_that_is_added_to_teams_later_is_told_too():
    """The teams are compared by all their words, and a new one says whose it is."""
    old = loads(TEAMS)
    day, night = old.advisor.teams or ()
    led = _LaterTeam(**day.model_dump(), leader="Ans")
    [change] = compare(old, old.model_copy(update={"advisor": old.advisor.model_copy(update={"teams": (led, night)})}))
    assert (change.path, change.was, change.wordt) == (("advisor", "teams", 0, "leader"), None, "Ans")
    assert change.sentence == "Toets 0 (Adviseur), team ‘Dagteam’, veranderd: leader (leader)."


def test_layout_changes_nothing():
    """Comments, quotes, blank lines and broken lines are not heard."""
    other = PLAIN.replace("answer: Bellen is gratis.", 'answer: "Bellen is gratis."   # klopt').replace(
        "welcome: Goedendag. Dit is Veilig Thuis.", "# groet\nwelcome: >\n  Goedendag.\n  Dit is Veilig Thuis.\n"
    )
    assert compare(loads(PLAIN), loads(other)) == ()


def test_what_callers_hear_first_comes_first():
    """The opening, the menu, the sentences, and then the settings."""
    new = PLAIN
    for old, other in (("nl-NL", "nl-BE"), ("Terug", "Ga terug"), ("gratis", "duur"), ("Goedendag", "Hallo")):
        new = new.replace(old, other)
    changes = compare(loads(PLAIN), loads(new))
    assert [change.path[-1] for change in changes] == ["welcome", 0, "back", "language"]
    assert told(list(changes)) == [("text", ""), ("answer", "2"), ("text", ""), ("setting", "")]
