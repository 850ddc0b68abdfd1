"""What holds for every menu that an operator could write, not only for the shipped one."""

import re
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from ivr.conversation import compile_script
from ivr.conversation.connecting import turns
from ivr.conversation.summoning import ASKING
from ivr.menu import Announcement, Line, Option, Queue, Ring, Team
from ivr.prompts import Catalogue
from ivr.publishing import make_edition, make_fallback
from ivr.script import ACCEPTED, END, WAITING, Pressed, State
from ivr.simulator.document import read
from ivr.simulator.readers import Place
from ivr.steps import Ask, Connect, Enqueue
from tests.conftest import ADVISOR, ROOT
from tests.test_script import NOW, after, leads

words = st.text("abé&'\"]?!.,: ë漢1", min_size=1, max_size=60).map(lambda text: f"Zin {text.strip()}")
parts = st.lists(st.lists(words, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple)
answers = st.builds(Option.model_construct, option=words, answer=parts)


def menus(options: st.SearchStrategy[Option]) -> st.SearchStrategy[dict[str, Option]]:
    """Up to four options, on any of the keys that operators may use."""
    return st.dictionaries(st.sampled_from("23456789"), options, min_size=1, max_size=4)


options = st.recursive(
    answers, lambda inner: st.builds(Option.model_construct, option=words, menu=menus(inner)), max_leaves=12
)
rings = st.builds(
    Ring.model_construct,
    numbers=st.just((ADVISOR,)) | st.just((ADVISOR, "+31201234567")),
    order=st.sampled_from(["all_at_once", "one_after_another"]),
    seconds=st.integers(5, 600),
    rounds=st.integers(1, 4),
)


times = st.sampled_from(["closed", "9:00-17:00", "9:00-12:30, 13:30-17:00", "22:00-6:00", "0:00-24:00"])
days = st.sampled_from(["every_day", "weekdays", "weekend", "monday", "sunday", "holidays", "2026-12-24"])
teams = st.builds(
    Team.model_construct,
    name=words,
    numbers=st.just((ADVISOR,)),
    seconds=st.integers(5, 600),
    rounds=st.integers(1, 3),
    hours=st.dictionaries(days, times, max_size=3),
)
groups = st.fixed_dictionaries({"ring": rings, "teams": st.none()}) | st.fixed_dictionaries(
    {"ring": st.none(), "teams": st.lists(teams, min_size=1, max_size=3).map(tuple)}
)
announcements = st.builds(
    Announcement.model_construct,
    reason=st.just("outage"),
    start=st.sampled_from(["2026-01-01", "2026-12-24 17:00"]),
    end=st.sampled_from(["2026-12-24 18:00", "2027-01-01"]),
    text=st.lists(words, min_size=1, max_size=2).map(tuple),
    place=st.sampled_from(["before_menu", "instead_of_menu"]),
)
queues = st.builds(
    Queue.model_construct,
    places=st.lists(words, min_size=1, max_size=5).map(tuple),
    minutes=st.dictionaries(st.integers(1, 99).map(str), words, max_size=4),
    longer=st.none() | words,
    ended=words,
    gone=words,
)
reached = st.fixed_dictionaries({"connect": st.just("ring"), "queue": st.none()}) | st.fixed_dictionaries(
    {"connect": st.just("queue"), "queue": queues}
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 2, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive


@st.composite
def lines(draw: st.DrawFn, line: Line) -> Line:
    """The shipped line with another menu, other advisors, and things to announce."""
    told = {
        "national": draw(st.sampled_from([None, "+31201234567"])),
        "tell_topic": draw(st.sampled_from(["no", "yes"])),
    }
    advisor = line.advisor.model_copy(update=draw(groups) | draw(reached) | told)
    menu = draw(menus(options) | st.just({}))
    announced = draw(st.lists(announcements, max_size=2).map(tuple))
    return line.model_copy(
        update={
            "advisor": advisor,
            "menu": menu,
            "welcome": draw(words),
            "announcements": announced,
            "holidays": {"2026-12-25": "Kerst"},
        }
    )


@settings(max_examples=60)
@given(data=st.data())
def test_every_menu_leads_everyone_to_help(menu_line, data):
    """No key and no silence leads nowhere; who does nothing useful rings whoever can be reached, within four steps."""
    line, moment = data.draw(lines(menu_line)), data.draw(moments)
    script = compile_script(line)
    somebody = any(turn.hours is None or turn.hours.holds(moment) for turn in turns(line))
    for state in script.states.values():
        assert set(leads(state)) <= set(script.states)
        for useless in (None, "#"):
            here, steps = script.states[script.at(state.name, moment)], 0
            while not _at_help(here, somebody=somebody) and steps < 4:
                ask = here.steps[0]
                if useless and isinstance(ask, Ask) and useless in ask.keys:
                    break
                here, steps = after(script, here, useless, moment), steps + 1
            assert steps < 4, (state.name, useless)


def _at_help(state: State, *, somebody: bool) -> bool:
    """Whether telephones ring, or the call is over; with nobody to be reached, a caller hears what to do."""
    rings = isinstance(state.steps[-1], Connect | Enqueue) if state.steps else True
    is_over = state.name == END or state.name.endswith("-over")
    in_queue = state.name.startswith(WAITING)
    return rings or is_over or in_queue or state.is_advisors or (not somebody and "-unavailable" in state.name)


@settings(max_examples=40)
@given(data=st.data())
def test_key_one_and_zero_are_never_taken_away(menu_line, data):
    """Whatever is announced and whoever is there, 1 names 112 from every place where a key is awaited."""
    line, moment = data.draw(lines(menu_line)), data.draw(moments)
    script = compile_script(line)
    assert "één één twee" in " ".join(script.states[script.at(script.first, moment)].prompts())
    for state in script.states.values():
        if any(isinstance(step, Ask) for step in state.steps) and not state.is_advisors:
            assert (
                "Het nummer is één één twee." in script.states[script.after(state.name, Pressed("1"), moment)].prompts()
            )


@settings(max_examples=60)
@given(data=st.data())
def test_every_document_of_every_menu_can_be_executed(menu_line, data):
    """Whatever operators write, Twilio can read it, and after every question something follows."""
    line = data.draw(lines(menu_line))
    edition = make_edition(line, Catalogue(line.language))
    for name, document in edition.documents.items():
        is_advisors = edition.script.states[name].is_advisors
        place: Place = "whisper" if is_advisors and not name.startswith(ASKING) else "call"
        place = "wait" if name.startswith(WAITING) else place
        verbs = read(document, "text/xml", f"https://ivr.test/voice/{edition.id}/{name}", place=place).verbs
        assert verbs or name == ACCEPTED
        asks_last = any(isinstance(step, Ask) for step in edition.script.states[name].steps[-1:])
        assert not asks_last or name.startswith(WAITING)
    for document in structs.asdict(make_fallback(line)).values():
        assert read(document, "text/xml", "https://ivr.test/voice/fallback").verbs


def test_the_edition_changes_with_whatever_callers_notice(menu_line):
    """Another word, key, voice or number of rounds makes another edition; the same line makes the same one."""
    catalogue = Catalogue(menu_line.language)
    moved = dict(zip("345", menu_line.menu.values(), strict=True))
    ring = menu_line.advisor.ring.model_copy(update={"rounds": 2})
    changes = [
        {},
        {"welcome": "Goedenavond."},
        {"menu": moved},
        {"say": "Polly.Ruben"},
        {"advisor": menu_line.advisor.model_copy(update={"ring": ring})},
    ]
    ids = [make_edition(menu_line.model_copy(update=change), catalogue).id for change in changes]
    assert len(set(ids)) == len(changes)
    assert make_edition(menu_line, catalogue).id == ids[0]


def test_the_edition_covers_where_recordings_are(menu_line):
    """Other addresses of recordings make another edition, and every <Play> of the line has the address that was set."""
    catalogue = Catalogue.read(ROOT / "prompts", menu_line.voices, menu_line.language)
    own, elsewhere = (make_edition(menu_line, catalogue, *url) for url in ((), ("https://cdn.example.nl/x",)))
    assert own.id != elsewhere.id
    assert own.recordings == elsewhere.recordings
    for name, document in own.documents.items():
        moved = document.replace(b"<Play>/prompts/", b"<Play>https://cdn.example.nl/x/")
        assert elsewhere.documents[name] == moved.replace(own.id.encode(), elsewhere.id.encode())


def test_the_edition_does_not_give_an_advisors_number_away(menu_line):
    """Anyone can read the id of the edition; nobody can find a telephone number by trying them all."""
    ring = menu_line.advisor.ring.model_copy(update={"numbers": ("+31201234567",)})
    other = menu_line.model_copy(update={"advisor": menu_line.advisor.model_copy(update={"ring": ring})})
    catalogue = Catalogue(menu_line.language)
    assert make_edition(other, catalogue).id == make_edition(menu_line, catalogue).id


def test_a_menu_whose_title_is_a_question_is_said_as_one(menu_line):
    """A menu behind a question begins with that question, without a full stop behind it."""
    option = menu_line.menu["2"].model_copy(update={"option": "Wilt u bellen?"})
    line = menu_line.model_copy(update={"menu": {"2": option}})
    assert next(compile_script(line).states["2"].prompts()) == "Wilt u bellen?"


def test_without_numbers_the_caller_hears_at_once_that_it_does_not_work(menu_line):
    """Nobody is told to wait for telephones that do not ring, and the fallback rings nothing either."""
    ring = menu_line.advisor.ring.model_copy(update={"numbers": ()})
    line = menu_line.model_copy(update={"advisor": menu_line.advisor.model_copy(update={"ring": ring})})
    assert compile_script(line).at("0", NOW) == compile_script(line).at("0-silent", NOW) == "0-unavailable"
    assert b"<Dial" not in make_fallback(line).first


def test_a_text_without_a_recording_is_spoken_by_the_computer_voice(menu_line):
    """A changed sentence is heard at once, and never an old recording of it."""
    edition = make_edition(menu_line, Catalogue(menu_line.language))
    first = edition.documents["start"].decode()
    assert '<Say language="nl-NL" voice="Polly.Laura-Neural">Goedendag.' in first
    assert "<Play" not in first


def test_one_after_another_rings_one_after_another(menu_line):
    """Twilio is told to ring the numbers in turn, for so many seconds, showing the line's own number."""
    ring = Ring(numbers=(ADVISOR, "+31201234567"), order="one_after_another", seconds=12)
    line = menu_line.model_copy(update={"advisor": menu_line.advisor.model_copy(update={"ring": ring})})
    document = make_edition(line, Catalogue(line.language)).documents["0"].decode()
    assert 'sequential="true"' in document
    assert 'timeout="12"' in document
    assert re.findall(r"<Number[^>]*>([^<]*)<", document) == [ADVISOR, "+31201234567"]
