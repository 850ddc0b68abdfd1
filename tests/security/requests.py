"""Any request that could come to a Twilio route: signed well, nearly so, or not at all."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import quote, quote_plus, urlencode

from hypothesis import strategies as st

from tests.conftest import TOKEN
from tests.security.sending import JSON, Pairs, Sent, signed

ADDRESSES = ("https://ivr.test", "https://ivr.test:8443", "http://ivr.test", "http://ivr.test:8080")

WORDS = st.text(st.characters(max_codepoint=0xD7FF), max_size=6)
"""Without what JavaScript sorts otherwise than Python does: characters of two units."""

KNOWN = ("CallSid", "From", "Digits", "CallStatus", "Aa", "aa", "A", "__proto__", "length", "10", "9")


@dataclass(frozen=True)
class Case:
    """A request, to the line at this address; `pairs` is what a form holds, and none for what is no form."""

    url: str
    sent: Sent
    pairs: Pairs | None

    @property
    def parameters(self) -> dict[str, list[str]]:
        """Every value of each parameter."""
        return {name: [value for other, value in self.pairs or () if other == name] for name, _ in self.pairs or ()}


ENCODINGS: tuple[Callable[[str], str], ...] = (quote, quote_plus, partial(quote, safe="/:@!$'()*,;~"))

ALTERATIONS = ("form", "query", "token", "url", "words")

HEADERS = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40)

SIGNED_FOR = (*ADDRESSES, "https://ivr.test:443", "http://ivr.test:80")

PAIR = st.tuples(st.sampled_from(KNOWN) | WORDS, WORDS | st.sampled_from(["", "1", "+31612345678"]))
FORMS = st.lists(PAIR, min_size=1, max_size=6).map(tuple).filter(lambda pairs: urlencode(pairs) != "=")


@st.composite
def targets(draw: st.DrawFn) -> str:
    """A path, and a query in some encoding."""
    path = draw(st.sampled_from(["/voice", "/voice/", "/voice/fallback", "/voice/status", "/voice/0123456789/%34-3"]))
    encode = draw(st.sampled_from(ENCODINGS))
    query = draw(st.lists(st.tuples(WORDS, st.just("=") | st.just(""), WORDS), max_size=3))
    written = "&".join(encode(name) + sign + encode(value) for name, sign, value in query)
    return f"{path}?{written}" if written else path


@st.composite
def forms(draw: st.DrawFn) -> Case:
    """A form, signed for what it holds."""
    pairs, url = draw(FORMS), draw(st.sampled_from(ADDRESSES))
    return Case(url, signed(Sent(draw(targets()), urlencode(pairs).encode()), pairs, url=url), pairs)


@st.composite
def bodies(draw: st.DrawFn) -> Case:
    """A body that is no form, signed by its hash."""
    body, target, url = draw(WORDS).encode(), draw(targets()), draw(st.sampled_from(ADDRESSES))
    told = draw(st.just(hashlib.sha256(body).hexdigest()) | st.just(hashlib.sha256(b"x").hexdigest()))
    target += ("&" if "?" in target else "?") + f"bodySHA256={told}"
    return Case(url, signed(Sent(target, body, JSON), (), url=url), None)


@st.composite
def cases(draw: st.DrawFn, alterations: tuple[str, ...] = ALTERATIONS) -> Case:
    """A request of either kind, and half of them altered after they were signed, in one of these ways."""
    case = draw(forms() | bodies())
    sent, pairs = case.sent, case.pairs
    match draw(st.just("") | st.sampled_from(alterations)):
        case "form" if pairs:
            pairs = draw(FORMS)
            sent = replace(sent, body=urlencode(pairs).encode())
        case "query":
            sent = replace(sent, target=sent.target + draw(st.sampled_from(["?", "&", "&x=1", "%20", "/", ";"])))
        case "token":
            sent = signed(sent, pairs or (), url=case.url, token=TOKEN + draw(WORDS))
        case "url":
            sent = signed(sent, pairs or (), url=draw(st.sampled_from(SIGNED_FOR)))
        case "words":
            sent = replace(sent, signature=draw(HEADERS))
    return Case(case.url, sent, pairs)
