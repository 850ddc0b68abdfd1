"""What a reviewer reads of a queue: that there is one, and what waiting callers are told otherwise."""

import pytest

from ivr.difference import compare
from ivr.loader import loads
from tests.conftest import ROOT
from tests.difference.menus import TEAMS, edit, edited

QUEUED = (ROOT / "tests/menus/good/queue.yml").read_text(encoding="utf-8")
TEXTS = QUEUED[QUEUED.index("  queue:\n") : QUEUED.index("  teams:")]
CONNECT = "  connect: queue\n"
PLACE = "      - Er zijn nog twee bellers voor u.\n"
FIVE = "      5: Het duurt nog ongeveer vijf minuten.\n"


def test_a_queue_is_begun():
    """A reviewer reads that callers will wait in order, and everything that they will hear there."""
    connect, texts = edited(CONNECT + TEXTS, "", QUEUED)[:2]
    assert connect.sentence == (
        "Toets 0 (Adviseur): bellers wachten niet meer op volgorde (connect). Voor iedereen gaan de telefoons meteen "
        "over."
    )
    assert (connect.kind, connect.path, connect.heard) == ("ring", ("advisor", "connect"), True)
    assert texts.sentence == "Toets 0 (Adviseur): wat bellers horen die op volgorde wachten, is weg (queue)."
    begun, told = compare(loads(QUEUED.replace(CONNECT + TEXTS, "")), loads(QUEUED))
    assert begun.sentence == (
        "Toets 0 (Adviseur): bellers wachten nu op volgorde (connect). De telefoons gaan over voor wie vooraan staat. "
        "De anderen horen hun plaats, en hoe lang het duurt."
    )
    assert (begun.was, begun.wordt) == ("de telefoons gaan meteen over", "bellers wachten op volgorde")
    assert told.sentence == "Toets 0 (Adviseur): wat bellers horen die op volgorde wachten, is nieuw (queue)."
    assert told.was is None
    assert told.wordt == texts.was
    assert "Er zijn nog twee bellers voor u." in str(told.wordt)


@pytest.mark.parametrize(
    ("old", "new", "said", "path"),
    [
        (
            "U bent nu aan de beurt.",
            "U bent de eerste.",
            "wie vooraan staat, hoort iets anders (places).",
            ("places", 0),
        ),
        ("nog twee bellers", "nog twee anderen", "wie als derde wacht, hoort iets anders (places).", ("places", 2)),
        (PLACE, "", "wie als derde wacht, hoort iets anders (places).", ("places", 2)),
        (
            PLACE,
            PLACE + PLACE.replace("twee", "drie"),
            "wie als vierde wacht, hoort iets anders (places).",
            ("places", 3),
        ),
        (
            "ongeveer vijf minuten",
            "hooguit vijf minuten",
            "wie naar verwachting hooguit 5 minuten wacht, hoort iets anders (minutes).",
            ("minutes", "5"),
        ),
        (
            FIVE,
            "",
            "wie naar verwachting hooguit 5 minuten wacht, hoort geen eigen tekst meer (minutes).",
            ("minutes", "5"),
        ),
        (
            FIVE,
            FIVE + "      1: Het duurt nog even.\n",
            "wie naar verwachting hooguit 1 minuut wacht, hoort nu een eigen tekst (minutes).",
            ("minutes", "1"),
        ),
        (
            "      5:",
            "      6:",
            "wie naar verwachting hooguit 6 minuten wacht, hoort nu wat eerst achter 5 stond (minutes).",
            ("minutes", "6"),
        ),
    ],
)
def test_what_a_waiting_caller_is_told(old, new, said, path):
    """Each text is told by who hears it."""
    change = edit(old, new, QUEUED)
    assert change.sentence == f"Toets 0 (Adviseur): {said}"
    assert (change.kind, change.path, change.heard) == ("text", ("advisor", "queue", *path), True)


def test_what_is_said_at_a_place_is_shown_with_what_was_said_there():
    """A text that is put in between is told with the text that callers at that place heard before."""
    change = edit(PLACE, PLACE + PLACE.replace("twee", "drie"), QUEUED)
    assert (change.was, change.wordt) == ("Er zijn nog meer bellers voor u.", "Er zijn nog drie bellers voor u.")
    assert change.before is None
    shorter = edit(PLACE, "", QUEUED)
    assert (shorter.was, shorter.wordt) == ("Er zijn nog twee bellers voor u.", "Er zijn nog meer bellers voor u.")


def test_places_in_another_order():
    """Texts that changed places are told as one thing."""
    one, two = "      - Er is nog één beller voor u.\n", PLACE
    change = edit(one + two, two + one, QUEUED)
    assert change.sentence == "Toets 0 (Adviseur): de teksten voor de plaatsen staan in een andere volgorde (places)."
    assert (change.kind, change.heard) == ("order", True)


def test_the_last_place_twice():
    """The last text goes for every later place, so that callers notice nothing of the same one behind it."""
    last = "      - Er zijn nog meer bellers voor u.\n"
    assert not edit(last, last * 2, QUEUED).heard


def test_the_minutes_in_another_order():
    """They go from short to long however they stand in the file."""
    two = "      2: Het duurt nog ongeveer twee minuten.\n"
    assert edited(two + FIVE, FIVE + two, QUEUED) == []


def test_what_is_heard_after_a_conversation_and_by_an_advisor():
    """What an advisor hears is told as such."""
    ended = edit("Het gesprek is beëindigd.", "Dit was het gesprek.", QUEUED)
    assert ended.sentence.startswith("Toets 0 (Adviseur), veranderd: wat een beller hoort na een gesprek")
    assert (ended.kind, ended.heard) == ("text", True)
    gone = edit("De beller is al geholpen, of heeft opgehangen.", "De beller is er niet meer.", QUEUED)
    assert gone.sentence.endswith("(gone). Dit horen adviseurs; bellers merken er niets van.")
    assert not gone.heard


def test_a_queue_that_nobody_waits_in():
    """Texts of a queue that is not used are told, and that nobody hears them."""
    change = edit("nog twee bellers", "nog twee anderen", QUEUED.replace(CONNECT, ""))
    assert change.sentence.endswith(
        "wie als derde wacht, hoort iets anders (places). Niemand hoort dit, want bellers wachten niet op volgorde."
    )
    assert not change.heard


def test_the_topic_in_a_queue():
    """With a queue no advisor hears the topic, whatever is set."""
    change = edit(CONNECT, CONNECT + "  tell_topic: yes\n", QUEUED)
    assert "een adviseur hoort met een wachtrij nog altijd niet waar de beller naar luisterde" in change.sentence
    assert "een adviseur hoort niet meer" in edit("tell_topic: yes", "tell_topic: no", TEAMS).sentence
