"""Several machines behind a proxy: a call goes from one to another, and goes on when one of them is gone."""

import http.client
import json
import threading
import time
from contextlib import ExitStack

import pytest

from ivr.prompts import words_of
from ivr.simulator import HTTP, Simulator
from tests.conftest import ADVISOR, CALLER, TOKEN
from tests.deploy.proxies import caddy, free_port, nginx
from tests.server import Server, running
from tests.web.test_metrics import KEY, fetched, values


@pytest.fixture(params=[nginx, caddy])
def machines(request, tmp_path):
    """Two servers that share a menu and nothing else, behind a proxy with our own snippet, round robin."""
    with ExitStack() as stack:
        port, ports = free_port(), [free_port(), free_port()]
        proxy = stack.enter_context(request.param(tmp_path / "proxy", ports, port))
        servers = []
        for number in ports:
            folder = tmp_path / str(number)
            folder.mkdir()
            more = {"IVR_PUBLIC_URL": proxy.url, "IVR_METRICS_TOKEN": KEY, "WEB_CONCURRENCY": "1"}
            servers.append(stack.enter_context(running(folder, port=number, **more)))
        yield proxy, servers


def answered(server: Server) -> float:
    """How many states of calls a server has told."""
    return values(fetched(server))["ivr_request_seconds_count state"]


def test_a_call_goes_from_one_machine_to_the_other(machines, script):
    """Both answer the same call, in the same edition; when one stops in the middle of it the other goes on."""
    proxy, servers = machines
    editions = {json.loads(server.reaches("/readyz"))["edition"] for server in servers}
    assert len(editions) == 1
    with HTTP() as network:
        words = words_of(script.prompts(), "nl-NL")
        call = Simulator(network, url=proxy.url, token=TOKEN, caller=CALLER, texts=words).call(
            dials=["busy", "answered"]
        )
        for keys in ("2", "*", "2", "*", "2"):
            call.presses(keys)
        assert [answered(server) > 0 for server in servers] == [True, True]
        servers[0].stop()
        before = answered(servers[1])
        for keys in ("*", "2", "4"):
            call.presses(keys)
        assert call.hears("gratis: nul achthonderd, tweeduizend")
        call.presses("0")
        call.waits()
        assert call.connected_to == ADVISOR
        assert call.faults == []
    assert answered(servers[1]) - before >= 5


def test_no_proxy_writes_down_what_a_caller_pressed(machines):
    """Not when all is well, nor when no machine can be reached: an address tells what was pressed."""
    proxy, servers = machines
    connection = http.client.HTTPConnection(proxy.url.removeprefix("http://"), timeout=10)
    connection.request("POST", "/voice", body=b"x" * 70_000)
    assert connection.getresponse().status in (413, 502)
    connection.close()
    with HTTP() as network:
        line = Simulator(network, url=proxy.url, token=TOKEN, caller=CALLER)
        call = line.call()
        call.presses("2")
        for server in servers:
            server.stop()
        call.presses("4")
        assert call.faults != []
    for secret in ("/voice", CALLER[1:], "CallSid", "2-4"):
        assert secret not in proxy.written


def test_a_restart_behind_caddy_only_takes_a_caller_some_seconds(tmp_path):
    """Who asks for something while the only machine starts anew is answered when it is there again."""
    port, behind = free_port(), free_port()
    with caddy(tmp_path / "proxy", [behind], port) as proxy, HTTP() as network:
        with running(tmp_path, port=behind, IVR_PUBLIC_URL=proxy.url):
            call = Simulator(network, url=proxy.url, token=TOKEN).call()
        pressing = threading.Thread(target=call.presses, args=("2",))
        pressing.start()
        time.sleep(0.3)
        with running(tmp_path, port=behind, IVR_PUBLIC_URL=proxy.url):
            pressing.join()
    assert call.faults == []
    assert call.exchanges[-1].status == 200
