"""The call script tells staff how callers wait in a queue, who is rung meanwhile, and what follows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr import callscript
from ivr.conversation import compile_script
from ivr.loader import loads
from ivr.script import Dialled, Pressed, Waiting
from ivr.steps import Outcome
from tests.callscript.reader import PLAIN, Page, page
from tests.conftest import ROOT
from tests.test_any_menu import lines
from tests.test_script import NOW

QUEUED = (ROOT / "tests/menus/good/queue.yml").read_text(encoding="utf-8")
SCRIPT = compile_script(loads(QUEUED))
ADVISOR = "0 Adviseur toets 0, overal, en voor wie niets doet"


def below(heading, menu=QUEUED):
    """What stands below a heading in the section about advisors."""
    return page(menu).parts[f"{ADVISOR} | {heading}"]


def said(state):
    """What is said in a state."""
    return list(SCRIPT.states[state].prompts())


def test_every_text_of_a_queue_is_on_the_page():
    """Staff who read everything have read what callers and advisors hear of the queue."""
    assert set(page(QUEUED).said()) == set(SCRIPT.prompts())


@given(data=st.data())
@settings(max_examples=25)
def test_that_holds_for_every_menu_with_a_queue(menu_line, data):
    """Whoever is rung at whatever hours, no text is left out."""
    drawn = data.draw(lines(menu_line))
    told = {"connect": "queue", "queue": loads(QUEUED).advisor.queue}
    line = drawn.model_copy(update={"advisor": drawn.advisor.model_copy(update=told)})
    script = compile_script(line)
    found = Page(callscript.page(line, script, {})).said()
    assert {" ".join(text.split()) for text in script.prompts()} == set(found)


def test_what_is_heard_at_each_place_and_of_the_wait():
    """Whoever waits hears what the page says that they hear, in its order."""
    events = [
        *(Waiting(place=place) for place in (2, 3, 4)),
        *(Waiting(place=2, waited=30, average=average) for average in (150, 330, 3000)),
    ]
    part = below("Wie verder naar achteren staat")
    assert part.said == [text for event in events for text in said(SCRIPT.after("waiting", event, NOW))]
    assert part.told[1:] == [
        "Wie op plaats 2 staat, hoort:",
        "Wie op plaats 3 staat, hoort:",
        "Wie op plaats 4 staat, en wie daar weer achter staat, hoort:",
        "Wie naar verwachting nog hooguit 2 minuten wacht, hoort:",
        "Wie naar verwachting nog hooguit 5 minuten wacht, hoort:",
        "Wie naar verwachting nog langer wacht, hoort:",
    ]


def test_who_is_rung_in_which_round():
    """Each team with its hours and rounds, at most 25 seconds; of who is rung one by one, one telephone in a round."""
    part = below("Wie vooraan staat")
    assert part.said == said("waiting-round-1-rings")
    assert [[row[0], row[2]] for row in part.rows[1:]] == [
        ["1. Dagteam", "ronde 1, 2: 1 telefoon, 20 seconden lang"],
        ["2. Nachtteam", "ronde 3, 4, 5: 1 telefoon, 25 seconden lang"],
        ["3. Landelijk nummer", "ronde 6: 1 telefoon, 25 seconden lang"],
    ]
    assert part.rows[1][1].startswith("maandag tot en met vrijdag van 9:00")
    summons = filter(None, map(SCRIPT.summons, SCRIPT.states))
    assert [summon.seconds for summon in summons] == [20, 20, 25, 25, 25, 25]


def test_a_caller_who_waits_can_press_keys():
    """Guidance with 1, out of the queue with *, and on with any other."""
    part = below("Toetsen tijdens het wachten")
    guidance = said(SCRIPT.after("waiting-place-2", Pressed("1"), NOW))
    assert part.said == [*guidance, *said(SCRIPT.after("waiting-place-2", Pressed("5"), NOW))]
    assert part.told[0] == "Wie 1 indrukt, houdt de plaats in de rij, en hoort:"
    assert "gaat uit de rij, en hoort weer het menu waar de beller was" in part.told[2]


def test_who_picks_up_takes_who_waits_longest():
    """An advisor is asked for one key, hears no topic, and hears so when the caller has gone."""
    part = below("Wie opneemt")
    assert part.said == [*said("whisper-waiting"), "De beller is al geholpen, of heeft opgehangen."]
    assert any(told.startswith("Wie 1 indrukt, krijgt de beller die het langst wacht.") for told in part.told)
    assert below("Wie opneemt, zonder wachtrij").said == said("whisper")


def test_after_a_conversation():
    """What a caller hears then, where each key leads, and that doing nothing hangs up."""
    over = SCRIPT.after("0", Dialled(Outcome.CONVERSATION), NOW)
    part = below("Na het gesprek")
    assert part.said == said(over)
    assert [row[0] for row in part.rows[1:]] == ["1", "* sterretje", "0", "een andere", "geen"]
    assert part.rows[-2:] == [["een andere", "0 Adviseur"], ["geen", "de lijn hangt op; anders hangt de lijn nooit op"]]
    assert SCRIPT.after(over, Pressed("7"), NOW) == "0"
    told = "Als het gesprek met een adviseur voorbij is, hangt de lijn op."
    assert below("Na het gesprek, zonder wachtrij").told == [told]


def test_when_the_queue_does_not_work():
    """The same telephones ring without it; what is heard then is told apart from the queue."""
    first = below("Eerste ronde, zonder wachtrij")
    assert first.said[0] == said(SCRIPT.after("0", Dialled(Outcome.FAILED), NOW))[0]
    assert first.told[0] == "Wie niet in de wachtrij kan, hoort:"
    assert below("Als niemand opneemt, zonder wachtrij").said == said("0-direct-unavailable")
    assert below("Als niemand opneemt").said == said("waiting-unavailable")


def test_a_line_with_a_queue_that_closes():
    """Who calls when nobody can be rung does not wait, and staff read what is heard instead."""
    closed = QUEUED.replace("  national: ${NATIONAL_NUMBER}\n", "")
    part = below("Wachten op volgorde", closed)
    assert part.said == ["Ik verbind u door met een adviseur."] * 3
    assert part.told[-1].endswith("hoort de beller meteen wat er bij Als niemand opneemt, zonder wachtrij staat.")
    assert part.links == ["#0-direct-unavailable"]
    assert "Is er niemand" not in below("Wachten op volgorde").told[-1]


@pytest.mark.parametrize("menu", [PLAIN, QUEUED.replace("  connect: queue\n", "")], ids=["plain", "unused"])
def test_a_line_without_a_queue_says_nothing_of_one(menu):
    """Texts that nobody hears are not on the page."""
    assert not [name for name in page(menu).parts if "wachtrij" in name or "volgorde" in name]
    assert "U bent nu aan de beurt." not in page(menu).said()
