"""Twilio's REST client is for administrators; the server does without it."""

import ast
import subprocess
import sys

from tests.conftest import ROOT
from tests.server import environment

SERVES = """
import sys
from wsgi import app
from ivr.cli import main
client = app.test_client()
assert client.get("/healthz").status_code == 200
assert client.post("/voice", data={"CallStatus": "ringing"}).status_code == 403
print([name for name in sys.modules if name.startswith(("twilio.rest", "ivr.number.account"))])
"""


def test_a_line_that_serves_has_not_imported_it(tmp_path):
    """Neither the server nor the list of commands loads it."""
    environ = environment(8000, tmp_path)
    done = subprocess.run([sys.executable, "-c", SERVES], cwd=ROOT, env=environ, capture_output=True, check=False)
    assert done.stdout.decode() == "[]\n", done.stderr.decode()


def test_one_module_imports_it():
    """Whoever looks for what is asked of Twilio's account has one file to read."""
    files = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "ivr").rglob("*.py")}
    trees = {name: ast.walk(ast.parse(path.read_text())) for name, path in files.items()}
    found = {name for name, tree in trees.items() for node in tree if any(map(_is_rest, _imported(node)))}
    assert found == {"ivr/number/account.py"}


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module), names=names):
            return [module, *(f"{module}.{alias.name}" for alias in names)]
        case _:
            return []


def _is_rest(module: str) -> bool:
    return module == "twilio.rest" or module.startswith("twilio.rest.")
