"""The page and the table for whoever records the texts."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest

from ivr.prompts import file_name, speaker

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """A page as a reader sees it: headings, and the numbered texts with their notes below them."""

    def __init__(self, html):
        super().__init__()
        self.open: list[tuple[str, str | None, str | None]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[str] = []
        self.texts: dict[int, list[str]] = {}
        self.notes: dict[int, list[str]] = {}
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        """Note where we are; every element but the empty ones must be closed."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class"), dict(attrs).get("id")))
        if tag == "h2":
            self.headings.append("")

    def handle_endtag(self, tag):
        """Elements are closed in order."""
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        """Keep headings, texts and notes."""
        tags = [tag for tag, _, _ in self.open]
        number = next((name for _, _, name in self.open if name), None)
        if "h2" in tags:
            self.headings[-1] += data
        elif number and tags[-1] == "p":
            kept = self.notes if self.open[-1][1] == "note" else self.texts
            kept.setdefault(int(number[1:]), []).append(data)


@pytest.fixture(scope="module")
def texts(script):
    """The texts of the shipped line, with the states that speak them."""
    return script.prompts()


def page(line, texts, wanted=None):
    """The page of these texts, read back."""
    return Page(speaker.page(line, speaker.entries(line, texts, wanted), len(texts)))


def test_every_text_is_on_the_page_once_with_its_number(menu_line, texts):
    """The speaker sees each text exactly once; its number is its place in the list."""
    assert page(menu_line, texts).texts == {number: [text] for number, text in enumerate(texts, 1)}


def test_the_texts_are_grouped_as_callers_meet_them(menu_line, texts):
    """First how to record, then the opening, emergency, the advisor, and every menu and answer by title and keys."""
    found = page(menu_line, texts).headings
    assert found[:6] == [
        "Zo neemt u op",
        "Zo zegt u getallen en afkortingen",
        "De opening het eerste dat een beller hoort",
        "Als een beller niet kiest of een toets indrukt die niets doet",
        "Nood toets 1, overal",
        "Een adviseur toets 0, overal, en voor wie niets doet",
    ]
    assert "Bellen en privacy › Wat kost het bellen? toets 2, dan 4" in found
    assert "Veilig Thuis en de meldcode › De meldcode › Wat is een meldcode? toets 4, dan 3, dan 2; deel 2" in found
    assert [heading.split(" als ")[0] for heading in found[-2:]] == [
        "Menu vervangen",
        "Voor de adviseur hoort wie opneemt, voor het gesprek begint",
    ]
    assert len(found) == len(set(found))


def test_words_with_a_pronunciation_are_explained(menu_line, texts):
    """Below a text stands how its numbers and abbreviations are said, and nothing below the others."""
    number = next(place for place, text in enumerate(texts, 1) if "alle 26" in text)
    notes = page(menu_line, texts).notes
    assert notes[number] == ["26: zeg “zesentwintig”."]
    assert all(any(word in text for word in ("26", "Eén", "K N M G")) for text in (list(texts)[at - 1] for at in notes))


def test_the_page_needs_nothing_else(menu_line, texts):
    """It can be mailed and printed: no scripts, no pictures, no style or address from elsewhere."""
    html = speaker.page(menu_line, speaker.entries(menu_line, texts), len(texts))
    assert not re.search(r"https?:|//|url\(|@import|\bsrc=|\bhref=|\son\w+=", html)
    assert {tag for tag, _ in Page(html).tags}.isdisjoint({"script", "link", "img", "iframe", "object"})
    assert "@page { size: A4" in html
    assert "break-inside: avoid" in html


def test_the_page_tells_how_to_record(menu_line, texts):
    """Distance, pace, room, silence, one file for each text, its name and the kinds of file."""
    html = speaker.page(menu_line, speaker.entries(menu_line, texts), len(texts))
    for words in ("hand breed", "rustig", "stille kamer", "kwart seconde stilte", "1.wav", "FLAC", "MP3"):
        assert words in html


def test_what_is_missing_keeps_its_numbers(menu_line, texts):
    """A page of a few texts has the numbers of the whole list, and says so."""
    wanted = [list(texts)[2], list(texts)[40]]
    html = speaker.page(menu_line, speaker.entries(menu_line, texts, wanted), len(texts))
    assert Page(html).texts == {3: [wanted[0]], 41: [wanted[1]]}
    assert "2 van de 105 teksten" in html


def test_marks_in_a_text_stay_text(menu_line):
    """What an operator writes is shown as it is, and never becomes part of the page."""
    found = speaker.entries(menu_line, {"Jan & Piet's 2 < 3.": ["2"]})
    html = speaker.page(menu_line, found, 1)
    assert "Jan &amp; Piet&#39;s 2 &lt; 3." in html
    assert Page(html).texts.keys() == {1}


def test_the_table_for_a_spreadsheet(menu_line, texts):
    """Number, the name of the file it becomes, and the text, on a row each."""
    rows = list(csv.reader(io.StringIO(speaker.table(speaker.entries(menu_line, texts)), newline=""), delimiter=";"))
    assert rows[0] == ["nummer", "bestand", "tekst"]
    assert rows[1:] == [[str(at), file_name("nl-NL", text), text] for at, text in enumerate(texts, 1)]
