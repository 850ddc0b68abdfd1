"""docs/operations.md is true: what it shows happens, what it names exists."""

import re
import subprocess
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT, TOKEN
from tests.deploy.proxies import program
from tests.server import Server, environment, running
from tests.web.test_metrics import KEY

TEXT = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
ACCOUNT = "AC" + "0" * 32
LINE = "https://lijn.example.nl"


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    """A line with the settings that the document asks for."""
    folder = tmp_path_factory.mktemp("operations")
    with running(folder, TWILIO_ACCOUNT_SID=ACCOUNT, IVR_METRICS_TOKEN=KEY) as found:
        yield found


def blocks(kind: str) -> list[str]:
    """Give what is to be typed, of a kind."""
    return re.findall(rf"^```{kind}\n(.+?)^```$", TEXT, re.M | re.S)


@pytest.mark.parametrize("block", blocks("console"))
def test_what_is_typed_gives_what_is_shown(block, server):
    """Each command is typed as it stands, at a line that runs."""
    program("curl")
    environ = environment(server.port, server.log.parent, TWILIO_ACCOUNT_SID=ACCOUNT, IVR_METRICS_TOKEN=KEY)
    assert environ["TWILIO_AUTH_TOKEN"] == TOKEN
    script = "".join(f"{line[2:]}\n" for line in block.splitlines() if line.startswith("$ "))
    script = script.replace("curl ", "curl --silent --show-error ").replace(LINE, server.url)
    done = subprocess.run([program("bash"), "-euc", script], env=environ, capture_output=True, text=True, timeout=30)
    assert done.stderr == ""
    shown = "\n".join(line for line in block.splitlines() if not line.startswith("$ "))
    wanted = re.escape(shown).replace(re.escape("[...]"), ".+?")
    assert re.match(wanted, done.stdout), done.stdout


def test_every_file_that_is_copied_exists():
    """What is copied out of this project is in it; the unit expects things where they are put."""
    taken = re.findall(r"^(?:cp|install --mode=0600) (\S+) (\S+)$", "\n".join(blocks("sh")), re.M)
    assert len(taken) >= 6
    for source, _ in taken:
        found = source.removeprefix("/opt/ivr/")
        assert (ROOT / found).exists() or (ROOT / "deploy" / found).exists(), source
    unit = (ROOT / "deploy/ivr.service").read_text()
    assert {"WorkingDirectory=/opt/ivr", "EnvironmentFile=/etc/ivr/env", "StateDirectory=ivr"} <= set(unit.split("\n"))


def test_every_command_and_setting_that_is_named_exists():
    """The line's own commands have these names and options; the settings are those of README.md and the examples."""
    helps = {
        command: subprocess.run(
            [program("python"), "-m", "ivr", command, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=30
        )
        for command in set(re.findall(r"-m ivr (\w+)", TEXT))
    }
    assert {command for command, done in helps.items() if done.returncode} == set()
    for command, option in re.findall(r"-m ivr (\w+) (--\w+)", TEXT):
        assert option in helps[command].stdout
    known = (ROOT / "README.md").read_text() + (ROOT / "deploy/env.example").read_text()
    known += (ROOT / "deploy/compose.yml").read_text() + (ROOT / "deploy/Caddyfile").read_text()
    for name in set(re.findall(r"\b(?:IVR|TWILIO)_[A-Z_]+|\bUPSTREAM\b|\bWEB_CONCURRENCY\b", TEXT)):
        assert name in known, name


def test_every_place_that_it_points_to_exists():
    """Files, and the sections that are named in italics."""
    for path in re.findall(r"\]\(([^)#]+)", TEXT):
        assert (ROOT / "docs" / path).exists(), path
    for path in set(re.findall(r"`(deploy/[\w.]+)`", TEXT)):
        assert (ROOT / path).exists(), path
    headings = set(re.findall(r"^##+ (.+)$", TEXT, re.M))
    assert {"Look whether it works", "Alerts", "QueueFails"} <= headings
