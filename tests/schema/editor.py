"""An editor for tests: the language server of VS Code's YAML extension does the work, asked as VS Code asks it."""

import json
import os
import shutil
import subprocess
from itertools import count
from pathlib import Path
from threading import Timer
from typing import Any

from tests.conftest import ROOT

SERVER = Path(os.environ.get("YAML_LANGUAGE_SERVER") or ROOT / "tests/node/node_modules/.bin/yaml-language-server")
"""What `npm ci --prefix tests/node` installs; it is no part of the project."""

CURSOR = "§"
LIFETIME = 120
"""Seconds after which the server is stopped, whatever it does."""

SETTINGS = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
CAPABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
}


def missing() -> str | None:
    """What is not on this machine."""
    if not shutil.which("node"):
        return "node is not installed"
    return None if SERVER.is_file() else "yaml-language-server is not installed, nor named by YAML_LANGUAGE_SERVER"


class Editor:
    """The editor, with the project's folder open."""

    def __init__(self) -> None:
        command = ["node", str(SERVER), "--stdio"]
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._timer = Timer(LIFETIME, self._server.kill)
        self._timer.start()
        self._numbers = count(1)
        self._mistakes: dict[str, list[Any]] = {}
        self._ask("initialize", processId=None, rootUri=ROOT.as_uri(), capabilities=CAPABILITIES)
        self._send(method="initialized", params={})

    def close(self) -> None:
        """Stop the server."""
        self._timer.cancel()
        self._server.kill()
        self._server.communicate()

    def mistakes(self, text: str) -> list[tuple[int, str]]:
        """What is underlined in a new file with this text: on which line, and what is told of it."""
        address = self._open(text)
        while address not in self._mistakes:
            self._hear()
        return sorted((one["range"]["start"]["line"] + 1, one["message"]) for one in self._mistakes[address])

    def proposals(self, text: str) -> dict[str, str]:
        """What may be filled in at the cursor, and what each is for."""
        found = self._point("completion", text)
        return {one["label"]: one.get("documentation", "") for one in found["items"]}

    def told(self, text: str) -> str:
        """What is told of the word at the cursor."""
        return str(self._point("hover", text)["contents"]["value"])

    def _open(self, text: str) -> str:
        address = (ROOT / f"new-{next(self._numbers)}.yml").as_uri()
        document = {"uri": address, "languageId": "yaml", "version": 1, "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        return address

    def _point(self, to: str, text: str) -> Any:
        lines = text[: text.index(CURSOR)].split("\n")
        place = {"line": len(lines) - 1, "character": len(lines[-1])}
        address = self._open(text.replace(CURSOR, ""))
        return self._ask(f"textDocument/{to}", textDocument={"uri": address}, position=place)

    def _ask(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._send(id=number, method=method, params=params)
        while (heard := self._hear()).get("id") != number or "method" in heard:
            pass
        return heard["result"]

    def _send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _hear(self) -> dict[str, Any]:
        """The next message of the server; what it asks for itself is answered at once."""
        assert self._server.stdout
        length = 0
        while header := self._server.stdout.readline().strip():
            name, _, value = header.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has stopped"
        message: dict[str, Any] = json.loads(self._server.stdout.read(length))
        match message:
            case {"method": "textDocument/publishDiagnostics", "params": {"uri": address, "diagnostics": mistakes}}:
                self._mistakes[address] = mistakes
            case {"id": number, "method": "workspace/configuration", "params": {"items": items}}:
                settings = [SETTINGS if item.get("section") == "yaml" else None for item in items]
                self._send(id=number, result=settings)
            case {"id": number, "method": _}:
                self._send(id=number, result=None)
        return message
