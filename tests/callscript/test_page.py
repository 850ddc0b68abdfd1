"""The call script tells staff exactly what callers hear, and which key goes where."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr import callscript
from ivr.conversation import compile_script
from ivr.loader import loads
from ivr.script import Pressed
from tests.callscript.reader import PLAIN, Page, page
from tests.test_any_menu import lines
from tests.test_script import NOW

AGAIN = "Ik zeg de keuzes nog een keer."


@pytest.fixture(scope="module")
def shipped(menu_line, script):
    """The call script of the shipped line, read back."""
    return Page(callscript.page(menu_line, script, {}))


def test_every_text_that_callers_and_advisors_can_hear_is_on_the_page(shipped, script):
    """Staff who read everything have read everything, and nothing that is never said."""
    assert set(shipped.said()) == set(script.prompts())


@given(data=st.data())
@settings(max_examples=25)
def test_that_holds_for_every_menu(menu_line, data):
    """Whatever operators write, no text is left out, and none breaks the page."""
    line = data.draw(lines(menu_line))
    script = compile_script(line)
    found = Page(callscript.page(line, script, {})).said()
    assert {" ".join(text.split()) for text in script.prompts()} == set(found)


def test_the_sections_are_numbered_with_the_keys(shipped):
    """Somebody who dials along finds the place on paper by the keys that were pressed."""
    assert [name for name in shipped.parts if " | " not in name] == [
        "Zo leest u dit",
        "Inhoud",
        "De opening het eerste dat elke beller hoort",
        "1 Nood toets 1, overal",
        "0 Adviseur toets 0, overal, en voor wie niets doet",
        "2 Bellen en privacy menu",
        "2.2 Blijft mijn melding anoniem?",
        "2.3 Neemt u thuis contact met mij op?",
        "2.4 Wat kost het bellen?",
        "3 Geweld en huisverbod menu",
        "3.2 Vormen van geweld",
        "3.3 Ik heb zelf geweld gebruikt",
        "3.4 Wat is een huisverbod?",
        "4 Veilig Thuis en de meldcode menu",
        "4.2 Hoe werkt Veilig Thuis?",
        "4.3 De meldcode menu",
        "4.3.2 Wat is een meldcode?",
        "4.3.3 Veilig Thuis inschakelen bij de meldcode?",
        "4.4 De vertrouwensarts",
        "Wie niet kiest overal hetzelfde",
        "Een nieuw menu tijdens het gesprek",
    ]


def test_the_opening_is_there_word_for_word():
    """The first thing that every caller hears, in the order of hearing it."""
    assert page().parts["De opening het eerste dat elke beller hoort"].said == [
        "Goedendag. Dit is Veilig Thuis.",
        "Is er gevaar? Bel één één twee. Uitleg: toets 1.",
        "Een adviseur spreken? Toets 0, of blijf aan de lijn.",
        "Wat kost het bellen? Toets 2.",
        "Geweld: toets 3.",
    ]


def test_the_keys_of_a_menu_tell_where_they_go():
    """Each key with the section it leads to, and what the other keys do."""
    part = page().parts["3 Geweld menu"]
    assert part.rows == [
        ["Toets", "De beller gaat naar"],
        ["1", "1 Nood"],
        ["0", "0 Adviseur"],
        ["* sterretje", "De opening, zonder begroeting"],
        ["2", "3.2 Vormen van geweld"],
        ["geen of een andere", "Wie niet kiest"],
    ]
    assert part.links == ["#1", "#0", "#menu", "#3-2", "#niets"]


def test_the_parts_of_an_answer_follow_each_other():
    """After the first part # leads to the second; 2 says it again; * goes back to the menu."""
    found = page().parts
    first, second = (found[f"3.2 Vormen van geweld | Deel {number} van 2"] for number in (1, 2))
    assert first.rows[1:-1] == [
        ["1", "1 Nood"],
        ["0", "0 Adviseur"],
        ["* sterretje", "3 Geweld"],
        ["2", "nog een keer hetzelfde"],
        ["# hekje", "3.2 Vormen van geweld, deel 2"],
    ]
    assert second.said[0] == "Schelden."
    assert second.anchor == "3-2-part-2"


def test_every_row_of_keys_is_true(shipped, script):
    """A key on paper leads to the section where that key leads a caller, all over the line."""
    checked = 0
    for part in shipped.parts.values():
        links = iter(part.links)
        for key, where in [row for row in part.rows[1:-1] if part.anchor in script.states and row[1:]]:
            to = script.after(str(part.anchor), Pressed(key[0]), NOW)
            if where == "nog een keer hetzelfde":
                assert to == part.anchor
            elif where != "het menu waar de beller was, zonder begroeting":
                assert list(script.states[to].prompts()) == list(script.states[next(links)[1:]].prompts())
            checked += 1
    assert checked > 60


def test_back_from_emergency_and_from_an_advisor_is_the_menu_where_one_was(script):
    """What the page says of * there, holds for every menu of the line."""
    menus = [name.removesuffix("1").rstrip("-") for name in script.states if re.fullmatch(r"(\d-)*1", name)]
    assert len(menus) == 5
    for menu in menus:
        before = f"{menu}-" if menu else ""
        for state in (f"{before}1", f"{before}0-unavailable", f"{before}0-dropped"):
            assert script.after(state, Pressed("*"), NOW) == (menu or "menu")


def test_who_does_nothing_or_presses_a_useless_key():
    """Told once for the whole line: what is said each time, and that an advisor follows."""
    found = page().parts
    silence, wrong = (found[f"Wie niet kiest overal hetzelfde | {name}"] for name in
                      ("Geen toets", "Een toets die daar niets doet"))  # fmt: skip
    assert silence.said == ["U kunt nu kiezen. Ik zeg het nog een keer.", "Ik verbind u door met een adviseur."]
    assert silence.told[0] == "De lijn wacht 7 seconden na de laatste tekst."
    assert wrong.said == [f"Die toets werkt hier niet. {AGAIN}"] * 2 + ["Ik verbind u door met een adviseur."]
    assert "Stiltes en toetsen die niets doen, worden apart geteld." in wrong.told[3]


def test_what_is_the_same_everywhere_is_told_once(shipped):
    """Staff do not read the sentence for a useless key at every menu."""
    assert shipped.said().count(f"Die toets werkt hier niet. {AGAIN}") == 2
    assert shipped.said().count("U kunt nu kiezen. Ik zeg het nog een keer. Wilt u een adviseur? "
                                "Dan hoeft u niets te doen.") == 1  # fmt: skip


def test_how_callers_get_an_advisor():
    """Who hears what before the telephones ring, how often they ring, and that alike rounds are told together."""
    found = page().parts
    first = found["0 Adviseur toets 0, overal, en voor wie niets doet | Eerste ronde"]
    later = found["0 Adviseur toets 0, overal, en voor wie niets doet | Ronde 2 en 3"]
    assert first.said == ["Ik verbind u door met een adviseur."] * 3
    assert first.told[-1] == "Dan gaat bij de adviseurs 1 telefoon over, 30 seconden lang."
    assert "werken nog 1 en * sterretje." in first.told[2]
    assert later.said[0] == "Blijf aan de lijn. Wij helpen u zo snel mogelijk."


def test_more_telephones_and_one_round():
    """An operator who changes the ring group sees it in the script, without anybody's number."""
    menu = PLAIN.replace(
        "      - ${ADVISOR_NUMBER}\n", "      - +31101234568\n      - +31101234569\n    rounds: 1\n    seconds: 20\n"
        "    order: one_after_another\n",
    )  # fmt: skip
    found = page(menu)
    name = "0 Adviseur toets 0, overal, en voor wie niets doet"
    assert [part for part in found.parts if part.startswith(f"{name} | ")] == [
        f"{name} | Eerste ronde", f"{name} | Terwijl de telefoon overgaat", f"{name} | Wie opneemt",
        f"{name} | Na het gesprek", f"{name} | Als het gesprek meteen wegvalt", f"{name} | Als niemand opneemt",
    ]  # fmt: skip
    rings = found.parts[f"{name} | Eerste ronde"].told[-1]
    assert rings == "Dan gaan bij de adviseurs 2 telefoons over, een voor een, 20 seconden lang."
    assert "3110123456" not in callscript.page(loads(menu), compile_script(loads(menu)), {})


def test_when_nobody_answers_a_caller_can_go_on():
    """The sentence, and the keys that still work then."""
    part = page().parts["0 Adviseur toets 0, overal, en voor wie niets doet | Als niemand opneemt"]
    assert part.said[0] == "Het lukt nu niet. Bel straks opnieuw."
    assert [row[0] for row in part.rows[1:]] == ["1", "0", "* sterretje", "geen of een andere"]


def test_a_new_menu_during_a_call():
    """What a caller hears then, and that 1 and 0 keep working, as the script has it."""
    part = page().parts["Een nieuw menu tijdens het gesprek"]
    assert part.said == ["Het keuzemenu is veranderd. Ik zeg de keuzes opnieuw."]
    assert "de laatste 4 teksten van de opening" in part.told[0]
    script = compile_script(loads(PLAIN))
    assert [script.after("9-9", Pressed(key), NOW) for key in "10"] == ["1", "0"]


def test_who_comes_back_to_the_opening_hears_no_greeting():
    """Only the choices, which are the last texts of the opening."""
    part = page().parts["De opening het eerste dat elke beller hoort"]
    assert "Wie hier met * sterretje terugkomt, hoort alleen de laatste 4 teksten." in part.told


def test_seconds_and_what_is_not_recorded():
    """Each text with its length; an estimate is marked with a sign, a word and a broken line."""
    line = loads(PLAIN)
    content = callscript.page(line, compile_script(line), {"Slaan.": 1.26})
    assert "<li><p>Slaan.</p><small>1,3 s</small></li>" in content
    assert '<li class="todo"><p>Schelden.</p><small>± 0,4 s<br>niet opgenomen</small></li>' in content


def test_the_page_needs_nothing_from_elsewhere(shipped):
    """Opening it tells nobody anything."""
    policy = next(attrs for _, attrs in shipped.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in shipped.tags}
    assert not {"src", "style", "onclick"} & {name for _, attrs in shipped.tags for name in attrs}


def test_every_section_can_be_signed_for(shipped):
    """Each has a box for approval, and the page a place for the version and a name."""
    boxes = [attrs for _, attrs in shipped.tags if attrs.get("class") == "review"]
    assert len(boxes) == len([tag for tag, _ in shipped.tags if tag == "section"]) == 19
    assert shipped.parts["Zo leest u dit"].anchor is None


@pytest.mark.parametrize("name", ["R&D \"x\" 'y' \\\\", "&lt;vet&gt;", "<b>vet", "{{ line.number }}"])
def test_names_cannot_break_the_page(name):
    """Whatever a menu is called, it is text and nothing else."""
    line = loads(PLAIN)
    option = line.menu["3"].model_copy(update={"option": name})
    changed = line.model_copy(update={"menu": {"3": option}, "name": name, "welcome": name})
    found = Page(callscript.page(changed, compile_script(changed), {}))
    assert f"3 {name} menu" in found.parts
    assert found.said()[0] == name
