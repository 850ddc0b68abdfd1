"""What is written down of a publication comes out as it was, and what was not written is never served."""

from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr import loader
from ivr.edition import Publication
from ivr.edition.packing import pack, unpack
from ivr.prompts import Catalogue
from ivr.publishing import make_edition, make_fallback, publish
from ivr.recording import Recording, Rejected
from ivr.rehearsal import numbers
from tests.conftest import NUMBERS, ROOT
from tests.test_any_menu import lines

RECORDED = (Recording(Path("/var/een.wav"), "els", "één.0123456789.wav", "0123456789", "0" * 16, 9, 1.25),)


@settings(max_examples=60)
@given(data=st.data())
def test_every_menu_comes_out_as_it_went_in(menu_line, data):
    """Whatever operators write: teams by the hour, announcements, queues, and letters of any kind."""
    line = data.draw(lines(menu_line))
    edition = make_edition(line, Catalogue(line.language, RECORDED))
    made = Publication(
        edition,
        make_fallback(line),
        "menu: één\n".encode(),
        rejected=(Rejected(Path("prompts/els/\udcff.wav"), "onbekend"),),
        unreachable=("LINE_NUMBER is not set",),
        zone=ZoneInfo(line.timezone),
        numbers=("LINE_NUMBER",),
    )
    found = unpack(pack(made), Publication)
    assert found == made
    assert repr(found) == repr(made)


@pytest.mark.parametrize("menus", sorted((ROOT / "tests/menus/good").glob("*.yml")), ids=lambda path: path.stem)
def test_a_published_menu_comes_out_as_it_went_in(menus):
    """With its recordings, and the numbers that are rung."""
    made = publish(menus, ROOT / "prompts", numbers(loader.load(menus), NUMBERS), draft=True)
    assert unpack(pack(made), Publication) == made


@settings(max_examples=500)
@given(data=st.data())
def test_bytes_that_were_spoilt_are_a_publication_or_none(menu_line, data):
    """Whatever stands there instead, a time zone that does not exist included, is refused in one way."""
    whole = pack(Publication(make_edition(menu_line, Catalogue(menu_line.language)), make_fallback(menu_line)))
    zone = whole.rindex(b"UTC")
    at = data.draw(st.integers(0, len(whole) - 1) | st.integers(zone, zone + 2))
    spoilt = whole[:at] + data.draw(st.binary(max_size=9)) + whole[at + 1 :]
    with suppress(ValueError):
        found = unpack(spoilt, Publication)
        assert unpack(pack(found), Publication).edition.id == found.edition.id


@given(data=st.data())
def test_a_piece_of_a_publication_is_none(menu_line, data):
    """What breaks off is not served."""
    whole = pack(Publication(make_edition(menu_line, Catalogue(menu_line.language)), make_fallback(menu_line)))
    with pytest.raises(ValueError):  # noqa: PT011 - which of them is the library's business
        unpack(whole[: data.draw(st.integers(0, len(whole) - 1))], Publication)
