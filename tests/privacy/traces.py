"""One caller whom everybody would know, and a search for them in every byte that a service has written."""

import base64
import json
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from ivr.simulator.client import Ask, Client
from tests.conftest import TOKEN
from tests.failures.crowd import Once
from tests.server import Server, running

NUMBER: Final = "+31698765432"
SID: Final = "CA" + "5ec2e7d9" * 4
KEYS: Final = ("4", "3", "2")
"""What this caller listened to: the states' names are the keys that lead there."""

CALLER: Final = {
    "CallSid": SID,
    "From": NUMBER,
    "Caller": NUMBER,
    "CallerName": "Kwaadsteniet",
    "FromCity": "Lutjebroek",
    "CallerCity": "Lutjebroek",
    "FromZip": "1614LJ",
    "ForwardedFrom": NUMBER,
    "StirPassportToken": "eyJhbGciOiJFUzI1NiJ9",
}


STATE: Final = "-".join(KEYS)
"""The name of the state to which the caller's keys lead."""


def _spellings() -> Iterator[str]:
    digits = NUMBER[3:]
    yield from (NUMBER, f"0031{digits}", f"31{digits}", f"0{digits}", digits, quote(NUMBER, safe=""))
    yield from (f"06-{digits[1:]}", f"06 {digits[1:]}", f"6 {digits[1:5]} {digits[5:]}", "6 98 76 54 32")
    yield from (SID, SID[2:18], SID[-16:], *{CALLER[name] for name in ("CallerName", "FromCity", "FromZip")})
    yield CALLER["StirPassportToken"]
    yield from (STATE, "%34-%33", "/4-3", "Digits", "ar=4&", "/voice/")
    for secret in (digits, SID[2:]):
        yield secret.encode().hex()
        yield from (_in_base64(secret, at) for at in range(3))


def _in_base64(secret: str, at: int) -> str:
    """What shows of it in Base64, wherever it begins: groups of four that hold nothing else."""
    coded = base64.b64encode(b"x" * at + secret.encode()).decode()
    return coded[4 if at else 0 : -4 if coded.endswith("=") else None]


SPELLINGS: Final = tuple(dict.fromkeys(_spellings()))
"""Every way in which something of this caller could have been written, a row of states' addresses included."""


_OF_ALL: Final = {"counts.sqlite": {STATE}, "ready": {STATE, "/4-3", "/voice/", "Digits"}}
"""What is in a file whoever calls: how often a state was given, and every document of the menu, ready to be served."""


def found(written: bytes) -> list[str]:
    """Which of them are there, in whatever case."""
    text = written.decode("latin-1").lower()
    return [spelling for spelling in SPELLINGS if spelling.lower() in text]


@dataclass(frozen=True)
class House:
    """A folder in which a server has its home, its state, its temporary files and its log."""

    folder: Path

    def __post_init__(self) -> None:
        for name in ("home", "temporary"):
            (self.folder / name).mkdir(exist_ok=True)

    def serves(self, **more: Any) -> AbstractContextManager[Server]:
        """Start gunicorn, which writes nowhere else as far as it can be told."""
        places = {"HOME": str(self.folder / "home"), "TMPDIR": str(self.folder / "temporary")}
        return running(self.folder, **(places | more))

    def leaks(self) -> dict[str, list[str]]:
        """What of the caller is in which file, or in its name.

        How often a state was given on a day is counted, by its name: that is no caller's row of keys. Nor is the
        whole menu.
        """
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        assert self.folder / "log" in files
        return {path.name: traces for path in files if (traces := _traces(path))}


def _traces(path: Path) -> list[str]:
    of_all = next((words for name, words in _OF_ALL.items() if path.name.startswith(name)), set())
    return [one for one in found(path.name.encode() + path.read_bytes()) if one not in of_all]


def edition(server: Server) -> str:
    """The id that serves."""
    return str(json.loads(server.reaches("/readyz"))["edition"])


def asks(server: Server, path: str, **told: str) -> int:
    """Ask as Twilio does in a call of this caller; gives the status."""
    ask = Ask(server.url + path, parameters=CALLER | told)
    return Client(Once(), TOKEN).document(ask, {}).response.status


def sends(server: Server, request: str, body: bytes = b"", headers: str = "") -> bytes:
    """Send a request as it is, with this first line, and give the answer; nothing is sent after it."""
    told = f"{request}\r\nHost: x\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(told.encode("latin-1") + body)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def calls(server: Server) -> None:
    """Call, listen to what the keys lead to, ask for an advisor who does not answer, and hang up."""
    serves = edition(server)
    asks(server, "/voice", CallStatus="ringing")
    state = "start"
    for key in KEYS:
        asks(server, f"/voice/{serves}/{state}", Digits=key)
        state = key if state == "start" else f"{state}-{key}"
    asks(server, f"/voice/{serves}/{state}", Digits="0")
    asks(server, f"/voice/{serves}/{state}-0?dialled=1", DialCallStatus="no-answer", DialCallSid=SID)
    asks(server, "/voice/status", CallStatus="completed", CallDuration="61")
