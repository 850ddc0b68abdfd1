"""Where the YAML parser stumbles: its error as a problem, at the place that the operator must mend.

The parser says where it could not go on. What must be mended often stands earlier: there the refiners look.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import yaml

from ivr.loader import mistakes
from ivr.loader.mistakes import Mistake
from ivr.loader.source import Source
from ivr.loader.words import MEANING
from ivr.problems import Problem

PROBLEM, CONTEXT = "problem", "context"

PARSER: tuple[tuple[str, str, str, Mistake], ...] = (
    ("", "tab character", PROBLEM, mistakes.TAB),
    ("scanning a quoted scalar", "", CONTEXT, mistakes.QUOTE),
    ("parsing a quoted scalar", "", PROBLEM, mistakes.ESCAPE),
    ("scanning an alias", "", CONTEXT, mistakes.STAR_KEY),
    ("scanning an anchor", "", CONTEXT, mistakes.ANCHOR),
    ("directive", "", CONTEXT, mistakes.DIRECTIVE),
    ("", "directive", PROBLEM, mistakes.DIRECTIVE),
    ("", "incompatible YAML document", PROBLEM, mistakes.DIRECTIVE),
    ("", "document start", PROBLEM, mistakes.DOCUMENT),
    ("tag", "", CONTEXT, mistakes.TAG),
    ("", "tag handle", PROBLEM, mistakes.TAG),
    ("scanning a simple key", "", CONTEXT, mistakes.MISSING_COLON),
    ("scanning a block scalar", "", PROBLEM, mistakes.BLOCK),
    ("", "cannot start any token", PROBLEM, mistakes.START),
    ("parsing a flow", "or ']'", CONTEXT, mistakes.BRACKET),
    ("parsing a flow", "or '}'", CONTEXT, mistakes.BRACKET),
    ("", "node content", PROBLEM, mistakes.STRAY),
    ("", "'-' indicator", PROBLEM, mistakes.NO_DASH),
    ("", "block sequence entries", PROBLEM, mistakes.DASH),
    ("", "unexpected ':'", PROBLEM, mistakes.COLON_IN_TEXT),
    ("", "mapping keys are not allowed", PROBLEM, mistakes.QUESTION_MARK),
    ("", "mapping values are not allowed", PROBLEM, mistakes.COLON_IN_TEXT),
    ("", "expected key", PROBLEM, mistakes.INDENTATION),
)
"""Of the parser's context and problem a part of the sentence, which of its two places counts, and the mistake."""

_WORD = re.compile(r"""\s*(?:- +)*(?:"[^"]*"|'[^']*'|[^\s:#"'][^:#]*):(?=\s|$)""")
_GLUED = re.compile(r"\s*(?:- +)*\w+:(?=\S)")
_OPENING = re.compile(r"\s*(-(?=\s)|\w+:(?=\s|$))")
_BRACED = re.compile(r"\s*(?:- +)*\w+:\s+\{")


@dataclass(frozen=True)
class Stumble:
    """What the parser reports, and where; `quoted` is the last text between quotes before it."""

    source: Source
    at: int
    problem: int
    quoted: tuple[int, int] | None

    @property
    def line(self) -> int:
        """The line of the place that counts."""
        return self.source.position(self.at).line

    @property
    def text(self) -> str:
        """That line."""
        return self.source.line(self.line)

    @property
    def brace(self) -> int | None:
        """Where a text on that line begins with a brace."""
        match = _BRACED.match(self.text)
        return self.at - self.source.position(self.at).column + match.end() if match else None

    @property
    def start(self) -> int:
        """Where that line's first word begins."""
        return self.source.start(self.line)

    @property
    def indent(self) -> int:
        """How far that line is indented."""
        return len(self.text) - len(self.text.lstrip())

    def above(self) -> "Stumble":
        """The same mistake seen from the line above that says something."""
        line = self.line - 1
        while line > 1 and not self.source.line(line).split("#")[0].strip():
            line -= 1
        return Stumble(self.source, self.source.start(max(line, 1)), self.problem, self.quoted)


Refined = tuple[int, Mistake]


def colon_in_text(source: Source, number: int) -> Mistake:
    """The mistake, with how to begin the text of this line, or the one that it goes on with, without quotes."""
    opening = next((match[1] for line in range(number, 0, -1) if (match := _OPENING.match(source.line(line)))), "")
    return mistakes.COLON_IN_TEXT.filled(block=f"{opening} >".lstrip())


def explain(error: yaml.MarkedYAMLError, source: Source, quoted: tuple[int, int] | None) -> Problem:
    """The parser's error in Dutch, at the right place."""
    which, mistake = _known(error.context or "", error.problem or "")
    problem = error.problem_mark.index if error.problem_mark else 0
    context = error.context_mark.index if error.context_mark else problem
    stumble = Stumble(source, context if which == CONTEXT else problem, problem, quoted)
    refine = REFINERS.get(mistake)
    index, mistake = refine(stumble) if refine else (stumble.at, mistake)
    return mistake.at(source.position(index))


def _known(context: str, problem: str) -> tuple[str, Mistake]:
    for in_context, in_problem, place, mistake in PARSER:
        if in_context in context and in_problem in problem:
            return place, mistake
    return PROBLEM, mistakes.OTHER


def _start(stumble: Stumble) -> Refined:
    tab = stumble.source.text[stumble.at : stumble.at + 1] == "\t"
    return stumble.at, mistakes.TAB if tab else mistakes.START


def _colon(stumble: Stumble) -> Refined:
    """A second colon belongs to the text; a first one is indented too far, or the line above misses its own."""
    colon = stumble.at - stumble.source.position(stumble.at).column + 1
    word = _WORD.match(stumble.text)
    if (brace := stumble.brace) is not None:
        return brace, mistakes.BRACES
    if word and colon + word.end() <= stumble.at:
        return stumble.at, colon_in_text(stumble.source, stumble.line)
    above = stumble.above()
    if above.line < stumble.line and not _WORD.match(above.text):
        return _missing_colon(above)
    if word and word[0].strip(" -:\"'") in (*MEANING, *"0123456789"):
        return stumble.start, mistakes.DEEPER
    return stumble.at, colon_in_text(stumble.source, above.line)


def _missing_colon(stumble: Stumble) -> Refined:
    if glued := _GLUED.match(stumble.text):
        return stumble.start + len(glued[0].lstrip()) - 1, mistakes.MISSING_SPACE
    return stumble.at, mistakes.MISSING_COLON


def _indentation(stumble: Stumble) -> Refined:
    """Where a word was expected: often a quote closed too early or too late, or braces without quotes."""
    text = stumble.source.text
    if quoted := _quoted(stumble):
        return quoted
    if (brace := stumble.brace) is not None:
        return brace, mistakes.BRACES
    if text[stumble.at : stumble.at + 1] in tuple(",]}"):
        return stumble.at, mistakes.STRAY
    above = stumble.above()
    if above.line < stumble.line - 1 and above.indent == stumble.indent and not _WORD.match(above.text):
        return _missing_colon(above)
    return stumble.at, mistakes.INDENTATION


def _quoted(stumble: Stumble) -> Refined | None:
    """Whether it comes right behind a quote, that closes too early or was never closed."""
    quoted, text = stumble.quoted, stumble.source.text
    if not quoted or text[quoted[1] : stumble.at].strip():
        return None
    if "\n" in text[quoted[0] : quoted[1]]:
        return _unclosed(replace(stumble, at=quoted[0]))
    return stumble.at, mistakes.APOSTROPHE if text[quoted[0]] == "'" else mistakes.AFTER_QUOTE


def _unclosed(stumble: Stumble) -> Refined:
    single = stumble.source.text[stumble.at] == "'"
    return stumble.at, mistakes.APOSTROPHE_FIRST if single else mistakes.QUOTE


def _no_dash(stumble: Stumble) -> Refined:
    return _quoted(stumble) or (stumble.at, mistakes.NO_DASH)


def _bracket(stumble: Stumble) -> Refined:
    if stumble.source.text[stumble.problem - 1 : stumble.problem + 1] == "${":
        return stumble.problem - 1, mistakes.NAME_IN_BRACKETS
    if (brace := stumble.brace) is not None:
        return brace, mistakes.BRACES
    return stumble.at, mistakes.BRACKET


def _escape(stumble: Stumble) -> Refined:
    return max(stumble.source.text.rfind("\\", 0, stumble.at + 1), 0), mistakes.ESCAPE


REFINERS: dict[Mistake, Callable[[Stumble], Refined]] = {
    mistakes.START: _start,
    mistakes.QUOTE: _unclosed,
    mistakes.COLON_IN_TEXT: _colon,
    mistakes.MISSING_COLON: _missing_colon,
    mistakes.INDENTATION: _indentation,
    mistakes.NO_DASH: _no_dash,
    mistakes.BRACKET: _bracket,
    mistakes.ESCAPE: _escape,
}
