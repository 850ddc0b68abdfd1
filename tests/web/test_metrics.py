"""What is counted for those who keep the line running, who may read it, and that no caller pays for it."""

import os
import re
import time
from collections.abc import Mapping

import pytest
from msgspec.structs import replace
from prometheus_client.parser import text_string_to_metric_families

from ivr.edition import Fixed
from ivr.publishing import publish
from ivr.settings import Settings
from ivr.simulator import ACCOUNT, HTTP, WSGI, Simulator
from ivr.web import create_app, metrics
from ivr.web.application import application
from ivr.web.serving import Serving
from tests.calls.clock import NUMBERS as QUEUE_NUMBERS
from tests.calls.test_queue import QUEUE
from tests.conftest import CALLER, TOKEN, URL, Network
from tests.server import running
from tests.web.test_signature import post

KEY = "0123456789abcdef0123456789abcdef"
BEARER = {"Authorization": f"Bearer {KEY}"}


@pytest.fixture
def counted(settings, tmp_path):
    """The shipped line, with somebody who reads its metrics."""
    return create_app(replace(settings, metrics_token=KEY, state=tmp_path / "var"))


def read(app) -> str:
    """Read the metrics."""
    answer = app.test_client().get("/metrics", headers=BEARER)
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain")
    return str(answer.text)


def values(text: str) -> Mapping[str, float]:
    """Give the value of each series."""
    return {
        sample.name + "".join(f" {value}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_calls_and_what_became_of_them_are_counted(counted, script):
    """A call, a busy telephone, a conversation, a recording and a refused request are each one more."""
    before = values(read(counted))
    call = Network(counted, script).call(dials=["busy", "answered"])
    call.presses("0")
    call.waits()
    call.advisor_hangs_up()
    assert post(counted, "/voice", signature="x").status_code == 403
    after = values(read(counted))
    assert {name: after[name] - value for name, value in before.items() if name.startswith("ivr_dials_total")} == {
        "ivr_dials_total nobody": 1,
        "ivr_dials_total conversation": 1,
        "ivr_dials_total dropped": 0,
        "ivr_dials_total back": 0,
        "ivr_dials_total failed": 0,
    }
    assert (before["ivr_calls_total"], after["ivr_calls_total"]) == (0, 1)
    assert after["ivr_signature_failures_total"] == 1
    assert after["ivr_answers_total begin 2xx"] == after["ivr_answers_total begin 4xx"] == 1
    assert after["ivr_request_seconds_count begin"] == 2
    assert after["ivr_request_seconds_count prompts"] > 0
    assert 0 < after["ivr_request_seconds_sum state"] < 5


def test_the_queue_and_the_api_behind_it_are_counted(office):
    """What became of waiting is counted apart from ringing, and so is an API that rings nobody."""
    mine = Settings(URL, (TOKEN,), ACCOUNT, office.url, menus=QUEUE, metrics_token=KEY, numbers=QUEUE_NUMBERS)
    app = application(Serving(mine, Fixed(publish(mine.menus, mine.prompts, mine.numbers))))
    call = Simulator(WSGI(app), url=URL, token=TOKEN, office=office).call()
    office.api_fails("error")
    call.presses("0")
    call.waits()
    after = values(read(app))
    assert (after["ivr_queue_total failed"], after["ivr_queue_api_failures_total"]) == (1, 1)


def test_whether_the_newest_menu_serves_is_told(settings, tmp_path):
    """The edition, how old it is, and since when a broken file waits to be mended."""
    mine = replace(settings, metrics_token=KEY, state=tmp_path / "var", menus=tmp_path / "menus.yml")
    mine.menus.write_bytes(settings.menus.read_bytes())
    app = create_app(mine)
    first = values(read(app))
    assert (first["ivr_edition_stale"], first["ivr_built_in"], first["ivr_publication_errors_total"]) == (0, 0, 0)
    assert 0 <= first["ivr_edition_age_seconds"] < 60
    assert [name for name in first if re.fullmatch("ivr_edition [0-9a-f]{10}", name)]
    mine.menus.write_text("name: [")
    long_ago = time.time() - 600
    os.utime(mine.menus, (long_ago, long_ago))
    time.sleep(1.1)
    read(app)
    after = values(read(app))
    assert (after["ivr_edition_stale"], after["ivr_built_in"], after["ivr_publication_errors_total"]) == (1, 0, 1)
    assert 599 <= after["ivr_edition_stale_seconds"] < 660


def test_nobody_reads_them_without_the_token(app, counted):
    """Without a token there is nothing there; with another one, or none, the answer is no and nothing else."""
    assert app.test_client().get("/metrics", headers=BEARER).status_code == 404
    for told in ("", KEY, f"Bearer {KEY[:-1]}", f"Bearer {KEY}x", f"Bearer é{KEY}", "Basic x"):
        answer = counted.test_client().get("/metrics", headers={"Authorization": told} if told else {})
        assert (answer.status_code, answer.text) == (403, "403 Forbidden\n"), told


def test_there_is_no_series_of_a_state_an_option_or_a_caller(counted, script):
    """However many places are visited, and whatever strangers ask, no series comes that was not there at the start."""
    before = values(read(counted))
    call = Network(counted, script).call()
    for keys in ("2", "4", "*", "*", "3", "2", "0"):
        call.presses(keys)
    for path in ("/voice/x", "/secret", "/prompts/x.wav", f"/voice/{CALLER}"):
        counted.test_client().get(path)
        post(counted, path)
    text = read(counted)
    assert set(values(text)) == set(before)
    for secret in (CALLER[1:], "4-3", "secret", "x.wav"):
        assert secret not in text


def test_no_call_fails_for_what_cannot_be_counted(counted, script, monkeypatch, tmp_path, caplog):
    """A folder that is gone, or has no room, is told in the log; callers get what they always get."""
    monkeypatch.setenv(metrics.FOLDER, str(tmp_path / "gone"))
    call = Network(counted, script).call()
    call.presses("0")
    assert call.faults == []
    assert len([record for record in caplog.records if "cannot be written" in record.message]) == 1
    monkeypatch.delenv(metrics.FOLDER)
    counted.extensions["ivr"].metrics._process = None
    monkeypatch.setattr("ivr.web.metrics._child", lambda *_: 1 / 0)
    assert Network(counted, script).call().faults == []
    assert "counts no more (ZeroDivisionError)" in caplog.text


def test_all_workers_are_counted_together(tmp_path, script):
    """Whichever worker is asked tells of every call, also of one that has died; nothing is left behind afterwards."""
    before = set(tmp_path.glob("ivr-metrics-*"))
    with running(tmp_path, IVR_METRICS_TOKEN=KEY, TMPDIR=str(tmp_path)) as server:
        for worker in server.workers:
            with server.only(worker), HTTP() as network:
                Simulator(network, url=server.url, token=TOKEN).call()
        os.kill(server.workers[0], 9)
        time.sleep(0.5)
        files = list(tmp_path.glob("ivr-metrics-*/*.db"))
        assert {file.stat().st_size for file in files} == {metrics._ROOM}
        for worker in server.workers:
            with server.only(worker):
                assert values(fetched(server))["ivr_calls_total"] == 2
    assert set(tmp_path.glob("ivr-metrics-*")) == before


def fetched(server) -> str:
    """Read the metrics of a server that runs."""
    import urllib.request

    asked = urllib.request.Request(f"{server.url}/metrics", headers=BEARER)  # noqa: S310
    with urllib.request.urlopen(asked, timeout=5) as answer:  # noqa: S310
        return str(answer.read().decode())
