"""The last resort, when nothing else works: as a route of the line, and as a document that is hosted elsewhere."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from ivr.simulator import Call, Simulator
from tests.conftest import ADVISOR, ROOT, TOKEN
from tests.edition.conftest import record
from tests.failures.crowd import Once
from tests.server import environment


class Static(SimpleHTTPRequestHandler):
    """Files as they are, to whoever asks, also as Twilio asks by default; nothing is written down."""

    do_POST = SimpleHTTPRequestHandler.do_GET  # noqa: N815 - the name is the library's

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve the files of a folder from elsewhere; gives the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Static, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_the_fallback_works_with_everything_else_gone(office):
    """Without menu, recordings and state, the computer voice speaks, and telephones ring until one is answered."""
    record(office.menus, office.folder / "prompts")
    with office.serves() as server:
        office.menus.unlink()
        shutil.rmtree(office.folder / "prompts")
        shutil.rmtree(office.folder / "var")
        for begins in ("/voice/fallback", "/voice"):
            call = Simulator(Once(), url=server.url, token=TOKEN, voice=begins).call(dials=["busy", "answered"])
            assert is_helped(call)
            assert {exchange.status for exchange in call.exchanges if exchange.method == "POST"} == {200}
    assert [line for line in office.log if "Error at" in line] == []


def is_helped(call: Call) -> bool:
    """Whether the caller hears the computer voice, and is connected."""
    kinds = {heard.kind for heard in call.heard}
    return call.hears("Blijf aan de lijn.") and kinds == {"say"} and call.connected_to == ADVISOR


def test_a_file_elsewhere_helps_when_the_line_is_out_of_reach(office):
    """What `ivr fallback` prints is executed as it is from any web server: the caller is helped without the line."""
    settings = environment(office.port, office.folder / "var")
    command = [sys.executable, "-m", "ivr", "fallback", "--menus", str(office.menus)]
    printed = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, check=True).stdout
    (office.folder / "hulp.xml").write_bytes(printed)
    with hosted(office.folder) as elsewhere:
        line = Simulator(Once(), url=f"http://127.0.0.1:{office.port}", token=TOKEN, fallback=f"{elsewhere}/hulp.xml")
        call = line.call()
        assert is_helped(call)
        assert {fault.url for fault in call.faults} == {f"http://127.0.0.1:{office.port}/voice"}
        patient = line.call(dials=["no-answer"] * 5 + ["answered"])
        assert patient.connected_to == ADVISOR
        assert {fault.url for fault in patient.faults} == {f"http://127.0.0.1:{office.port}/voice"}
