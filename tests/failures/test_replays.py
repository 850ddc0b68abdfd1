"""Requests that come twice, late, out of order, or that nobody can explain: answered, the same each time, with help."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.simulator import WSGI, Call, Request, Response, Simulator, Transport
from ivr.simulator.signing import signature
from tests.conftest import ADVISOR, TOKEN, URL
from tests.edition.conftest import Desk
from tests.failures.crowd import Once
from tests.failures.menus import menu

KEYS = st.fixed_dictionaries({"Digits": st.sampled_from(["", "2", "7", "1", "0", "*", "#", "22", "x", "é", "0" * 999])})
RESULTS = st.fixed_dictionaries(
    {"DialBridged": st.just("false")},
    optional={
        "DialCallStatus": st.sampled_from(
            ["busy", "no-answer", "failed", "canceled", "completed", "", "Completed", "x"]
        ),
        "DialCallDuration": st.sampled_from(["0", "7", "600", "-1", "x", "", "9" * 5000]),
    },
)
EVENTS: st.SearchStrategy[dict[str, str]] = st.just({}) | KEYS | RESULTS | st.builds(dict.__or__, KEYS, RESULTS)
ABSURD = (
    ".wwwwww",
    ".s.s.s",
    "-round-99",
    "-round--1",
    "-silent-silent",
    "-now-now",
    "-part-0",
    "/..",
    "%00",
    "é" * 999,
)


def altered(request: Request, **changes: str) -> Request:
    """The same request with other parameters, signed again."""
    form = dict(parse_qsl(request.body.decode(), keep_blank_values=True)) | changes
    body = urlencode(form).encode()
    headers = {"X-Twilio-Signature": signature(TOKEN, request.url, form), "Content-Length": str(len(body))}
    return replace(request, body=body, headers={**request.headers, **headers})


class Repeating:
    """A network that brings requests again, whenever it is told to: each must get the answer that it got before."""

    def __init__(self, network: Transport) -> None:
        self._network = network
        self.answered: list[tuple[Request, Response]] = []

    def send(self, request: Request) -> Response:
        """Bring it."""
        answer = self._network.send(request)
        self.answered.append((request, answer))
        return answer

    def again(self, place: int) -> None:
        """Bring an earlier one once more."""
        request, answer = self.answered[place % len(self.answered)]
        repeated = self._network.send(request)
        assert (repeated.status, repeated.body) == (200, answer.body), request.url


class First:
    """A network on which the first request has these parameters; every later one is as ever."""

    def __init__(self, network: Transport, **changes: str) -> None:
        self._network, self._changes = network, changes

    def send(self, request: Request) -> Response:
        """Bring it."""
        changes, self._changes = self._changes, {}
        return self._network.send(altered(request, **changes) if changes else request)


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Desk:
    """A line whose menu was replaced while it ran."""
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def app(desk):
    """Its one worker, which knows both editions."""
    desk.save(menu("rood"))
    made = desk.worker()
    desk.save(menu("groen"))
    made.test_client().get("/readyz")
    return made


@pytest.fixture(scope="module")
def editions(desk, app):
    """The ids of both, and states of each that a caller can be in."""
    publisher = app.extensions["ivr"].publisher
    known = [publisher.edition(published.id) for published in publisher.store.history()]
    return {one.id: [name for name, state in one.script.states.items() if name != "end" and not state.is_advisors]
            for one in known}  # fmt: skip


@given(st.data())
def test_what_comes_twice_or_late_changes_nothing(app, data):
    """Any earlier request of a call can come again at any time: it gets its own answer, and the call goes on."""
    network = Repeating(WSGI(app))
    call = Simulator(network, url=URL, token=TOKEN).call(dials=["busy", "dropped", "no-answer", "answered"])
    for act in data.draw(st.lists(st.sampled_from("0123456789*#") | st.none(), max_size=6)):
        if call.connected_to is None:
            call.presses(act) if act else call.waits()
        for place in data.draw(st.lists(st.integers(0, 50), max_size=2)):
            network.again(place)
    ends_at_help(call)


def ends_at_help(call: Call) -> None:
    """Who does nothing any more is connected."""
    for _ in range(10):
        if call.connected_to or call.ended:
            break
        assert call.listens(), "silence"
        call.waits()
    assert call.connected_to == ADVISOR
    assert call.faults == []


@given(st.data())
def test_what_nobody_can_explain_leads_to_help(app, editions, data):
    """A key in a place that was left, a result of no dial, an older edition, forged counters: all lead to help."""
    newest = next(iter(editions))
    edition = data.draw(st.sampled_from([*editions, "0123456789", "x"]))
    state = data.draw(st.sampled_from(editions.get(edition) or ["menu", "0-round-2"]))
    state += data.draw(st.sampled_from(["", *ABSURD]))
    target = f"/voice/{edition}/{quote(state, safe='/%')}" + data.draw(st.sampled_from(["", "?dialled=1", "?dialled"]))
    call = Simulator(First(WSGI(app), **data.draw(EVENTS)), url=URL, token=TOKEN, voice=target).call()
    begun_in = edition if edition in editions and "/.." not in state else newest
    assert set(re.findall(rb"/voice/(\w+)/", call.exchanges[0].body)) == {begun_in.encode()}
    ends_at_help(call)


def test_a_request_that_comes_twice_at_once_gets_one_answer(office, caller):
    """A key and the result of a dial, sent ten times together to two workers: the same document ten times."""
    with office.serves() as server, ThreadPoolExecutor(10) as pool:
        repeating = Repeating(Once())
        call = Simulator(repeating, url=server.url, token=TOKEN).call(dials=["busy", "answered"])
        call.presses("2")
        call.presses("0")
        call.waits()
        assert call.connected_to == ADVISOR
        for request, answer in repeating.answered:
            sent = [request] * 10
            assert {(got.status, got.body) for got in pool.map(Once().send, sent)} == {(200, answer.body)}
        for worker in server.workers:
            with server.only(worker):
                for request, answer in repeating.answered:
                    assert Once().send(request).body == answer.body
