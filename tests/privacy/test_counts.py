"""What is told of many calls tells nothing of a known caller who made one of them: figures, in whatever form."""

import pytest

from tests.counts.conftest import cluster, postgresql
from tests.failures.conftest import comes_true
from tests.privacy.traces import NUMBER, STATE, House, asks, calls, found, sends
from tests.studio.visitor import HASH, PASSWORD, basic

__all__ = ["cluster", "postgresql"]

TOKEN = "a-token-that-nobody-guesses"
CALLS = 12
"""Enough of them to be shown."""
PATHS = (
    "/studio/counts",
    "/studio/counts/figures",
    "/studio/counts.csv",
    "/studio/counts.svg",
    "/studio/menu/live",
    "/studio/verdicts/live",
)


def reads(server, path: str, authorization: str) -> bytes:
    """Everything that is answered to who may ask, headers included."""
    answer = sends(server, f"GET {path} HTTP/1.1", b"", f"Authorization: {authorization}\r\n")
    assert answer.split()[1] == b"200", (path, answer[:300])
    return answer


def traces(answer: bytes) -> list[str]:
    """What of the caller is in it; a state is counted by its name, and is no caller's row of keys."""
    return [one for one in found(answer) if one != STATE]


@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_figures_tell_of_no_caller(tmp_path, request, where):
    """The page with the counts, its files, the menu with today's choices, and what monitoring reads."""
    house = House(tmp_path)
    url = request.getfixturevalue("postgresql").url if where == "postgresql" else None
    settings = {"IVR_METRICS_TOKEN": TOKEN, "IVR_STUDIO_PASSWORD": HASH} | ({"DATABASE_URL": url} if url else {})
    studio = basic(PASSWORD)["Authorization"]
    with house.serves(**settings) as server:
        for _ in range(CALLS):
            calls(server)
        asks(server, "/voice/0123456789/4-3-2", Digits="1")
        assert comes_true(lambda: b"Gesprekken begonnen,10\n" in reads(server, "/studio/counts.csv?days=1", studio))
        answers = {path: reads(server, path, studio) for path in PATHS}
        answers["/metrics"] = reads(server, "/metrics", f"Bearer {TOKEN}")
        server.stop()
    assert {path: left for path, answer in answers.items() if (left := traces(answer))} == {}
    assert f",choices,{STATE},".encode() in answers["/studio/counts.csv"]
    assert house.leaks() == {}


def test_the_search_would_find_them():
    """In a figure's name, in a drawing's words and among the metrics."""
    for told in (f'{{"label": "{NUMBER}"}}', f"<desc>{NUMBER}</desc>", f'ivr_calls_total{{caller="{NUMBER}"}} 1'):
        assert traces(told.encode())
