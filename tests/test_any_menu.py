"""What holds for every menu that an operator could write, not only for the shipped one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.conversation import compile_script
from ivr.edition import make_edition, make_fallback
from ivr.menu import Line, Option, Ring
from ivr.prompts import Catalogue
from ivr.script import END, Ask, Connect, Go
from ivr.simulator.document import read
from tests.conftest import ADVISOR, ROOT
from tests.test_script import after, leads

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


@st.composite
def lines(draw: st.DrawFn, line: Line) -> Line:
    """The shipped line with another menu and other advisors."""
    advisor = line.advisor.model_copy(update={"ring": draw(rings)})
    menu = draw(menus(options) | st.just({}))
    return line.model_copy(update={"advisor": advisor, "menu": menu, "welcome": draw(words)})


@settings(max_examples=40)
@given(data=st.data())
def test_every_menu_leads_everyone_to_help(menu_line, data):
    """No key and no silence leads nowhere, and who does nothing useful rings an advisor within four steps."""
    script = compile_script(data.draw(lines(menu_line)))
    for state in script.states.values():
        assert set(leads(state)) <= set(script.states)
        for useless in (None, "#"):
            here, steps = state, 0
            while not isinstance(here.steps[-1], Connect) and here.name != END and steps < 4:
                ask = here.steps[0]
                if useless and isinstance(ask, Ask) and useless in ask.keys:
                    break
                here, steps = after(script, here, useless), steps + 1
            assert here.name == END or steps < 4, (state.name, useless)


@settings(max_examples=40)
@given(data=st.data())
def test_every_document_of_every_menu_can_be_executed(menu_line, data):
    """Whatever operators write, Twilio can read it, and after every question something follows."""
    line = data.draw(lines(menu_line))
    edition = make_edition(line, Catalogue(line.language))
    for name, document in edition.documents.items():
        verbs = read(document, "text/xml", f"https://ivr.test/voice/{edition.id}/{name}").verbs
        assert verbs
        assert not isinstance(edition.script.states[name].steps[-1], Ask)
    for document in vars(make_fallback(line)).values():
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
    assert compile_script(line).states["0"].steps[-1] == Go("0-unavailable")
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
    assert f"<Number>{ADVISOR}</Number><Number>+31201234567</Number>" in document
