"""What changes in an answer: which paragraph is another, is new or is gone, and how it is divided into parts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from ivr.difference.change import Change
from ivr.difference.likeness import alike
from ivr.fields import Part
from ivr.loader import Loc

MOST: Final = 400
"""Pairs of paragraphs that are weighed in one edited stretch; in a longer one they are taken in order."""


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph and where it is said, counted from 0."""

    text: str
    part: int
    number: int


@dataclass(frozen=True)
class Answer:
    """An answer in its menu: what it is called in a sentence, and its path in the file."""

    called: str
    path: Loc
    parts: Sequence[Part]
    is_divided: bool = True
    """Whether it can have more than one part; its path then goes on with the number of a part."""

    def paragraphs(self) -> list[_Paragraph]:
        """All paragraphs of all parts."""
        return [_Paragraph(text, at, number) for at, part in enumerate(self.parts) for number, text in enumerate(part)]

    def path_to(self, one: _Paragraph) -> Loc:
        """Where a paragraph stands in the file."""
        return (*self.path, *((one.part,) if self.is_divided else ()), one.number)

    def where(self, one: _Paragraph) -> str:
        """How a paragraph is called in a sentence, behind what the answer is called."""
        part = f", deel {one.part + 1}" if len(self.parts) > 1 else ""
        return f"{self.called}{part}"


def answer_changes(old: Answer, new: Answer) -> Iterator[Change]:
    """Everything that is said differently; the parts first, then the paragraphs in the order of the new answer."""
    pairs = _aligned(old.paragraphs(), new.paragraphs())
    yield from _parts(old, new, pairs)
    for was, wordt in pairs:
        if was and wordt and was.text != wordt.text:
            yield _edited(old, new, was, wordt)
        elif wordt and not was:
            sentence = f"{new.where(wordt)}: alinea {wordt.number + 1} is nieuw."
            yield Change("answer", new.path_to(wordt), sentence, None, wordt.text, _other(old.path, new.path))
        elif was and not wordt:
            sentence = f"{old.where(was)}: alinea {was.number + 1} is weg."
            yield Change("answer", old.path_to(was), sentence, was.text, None, _other(new.path, old.path))


def _other(path: Loc, shown: Loc) -> Loc | None:
    return path if path != shown else None


def _edited(old: Answer, new: Answer, was: _Paragraph, wordt: _Paragraph) -> Change:
    paragraph = f", alinea {wordt.number + 1}," if len(new.parts[wordt.part]) > 1 else ""
    where = new.where(wordt)
    sentence = f"{where}{paragraph or (',' if where != new.called else '')} zegt iets anders."
    path, before = new.path_to(wordt), old.path_to(was)
    return Change("answer", path, sentence, was.text, wordt.text, _other(before, path))


def _parts(old: Answer, new: Answer, pairs: Iterable[tuple[_Paragraph | None, _Paragraph | None]]) -> Iterator[Change]:
    """How the answer is divided, when it has another number of parts or a paragraph came into another part."""
    was, wordt = len(old.parts), len(new.parts)
    if was != wordt:
        number = f"{wordt} delen" if wordt > 1 else "1 deel"
        sentence = f"{new.called} heeft nu {number}; eerst {was}."
    elif any(one and other and one.part != other.part for one, other in pairs):
        sentence = f"{new.called}: de delen zijn anders verdeeld."
    else:
        return
    before = _other(old.path, new.path)
    yield Change("parts", new.path, sentence, _division(old.parts), _division(new.parts), before)


def _division(parts: Sequence[Part]) -> str:
    counted = (f"{len(part)} alinea’s" if len(part) > 1 else "1 alinea" for part in parts)
    return ", ".join(f"deel {number}: {count}" for number, count in enumerate(counted, start=1))


def _aligned(old: Sequence[_Paragraph], new: Sequence[_Paragraph]) -> list[tuple[_Paragraph | None, _Paragraph | None]]:
    """Every paragraph once, beside what it was or will be; None where there is nothing."""
    found: list[tuple[_Paragraph | None, _Paragraph | None]] = []
    matcher = SequenceMatcher(None, [one.text for one in old], [one.text for one in new], autojunk=False)
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        olds, news = old[start:end], new[new_start:new_end]
        found += zip(olds, news, strict=True) if what == "equal" else _stretch(olds, news)
    return found


def _stretch(
    olds: Sequence[_Paragraph], news: Sequence[_Paragraph]
) -> Iterator[tuple[_Paragraph | None, _Paragraph | None]]:
    """An edited stretch: what is alike belongs together, and what is left between is taken in order."""
    old_at = new_at = 0
    for old, new in [*_alike(olds, news), (len(olds), len(news))]:
        yield from _in_order(olds[old_at:old], news[new_at:new])
        if old < len(olds):
            yield olds[old], news[new]
        old_at, new_at = old + 1, new + 1


def _alike(olds: Sequence[_Paragraph], news: Sequence[_Paragraph]) -> Iterator[tuple[int, int]]:
    """The places of paragraphs that are alike, always going forward."""
    if len(olds) * len(news) > MOST:
        return
    free = 0
    for place, old in enumerate(olds):
        fits = (at for at in range(free, len(news)) if alike([old.text], [news[at].text]))
        if (found := next(fits, None)) is not None:
            free = found + 1
            yield place, found


def _in_order(
    olds: Sequence[_Paragraph], news: Sequence[_Paragraph]
) -> Iterator[tuple[_Paragraph | None, _Paragraph | None]]:
    both = min(len(olds), len(news))
    yield from zip(olds, news, strict=False)
    yield from ((old, None) for old in olds[both:])
    yield from ((None, new) for new in news[both:])
