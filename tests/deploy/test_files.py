"""What stands in deploy/ is right by the word of the programs that will read it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ivr.web.metrics import ROUTES
from tests.conftest import NUMBERS, ROOT, TOKEN
from tests.deploy.proxies import DEPLOY, program
from tests.server import running
from tests.web.test_metrics import counted, read

__all__ = ["counted"]

EXPOSURE = 15
"""Tenths; systemd calls up to 20 OK, and a service that nothing is said of 96."""


def run(*command: str | Path, **more: Any) -> str:
    """Run a program that must be content, and give what it said."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=60, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return f"{done.stdout}{done.stderr}"


def test_the_dockerfile_is_as_it_should_be():
    """hadolint finds nothing, not even a remark."""
    assert run(program("hadolint", "see requirements-dev.in"), DEPLOY / "Dockerfile") == ""


def test_the_image_holds_what_the_line_needs_and_no_more(tmp_path):
    """With the files that are copied, and let through, the application can be made; it starts as the Procfile says."""
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    copied = re.findall(r"^COPY (?!--)(.+) \S+$", dockerfile, re.M)
    allowed = [line[1:] for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines() if line[:1] == "!"]
    assert sorted(" ".join(copied).split()) == sorted(allowed)
    for name in allowed:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    environ = {"IVR_PUBLIC_URL": "https://ivr.test", "TWILIO_AUTH_TOKEN": TOKEN, "IVR_STATE": str(tmp_path / "state")}
    made = run(sys.executable, "-c", "import wsgi; print(wsgi.app.name)", cwd=tmp_path, env=environ | NUMBERS)
    assert made == "ivr\n"
    [web] = re.findall(r"^web: (.+)$", (ROOT / "Procfile").read_text(), re.M)
    command = " ".join(yaml.safe_load(re.findall(r"^CMD (.+)$", dockerfile, re.M)[0]))
    assert command.replace(" --worker-tmp-dir /dev/shm", "") == web.replace("$PORT", "8000")


def test_the_image_tells_whether_the_line_is_alive(tmp_path):
    """Its health check succeeds when the line answers, and fails when it does not."""
    [words] = re.findall(r"^    CMD (\[.+\])$", (DEPLOY / "Dockerfile").read_text(), re.M)
    command = yaml.safe_load(words)
    with running(tmp_path) as server:
        check = [sys.executable, "-c", command[2].replace("8000", str(server.port))]
        assert subprocess.run(check, capture_output=True, timeout=20).returncode == 0
        server.stop()
        assert subprocess.run(check, capture_output=True, timeout=20).returncode != 0


def settings(file: str) -> dict[str, str]:
    """Read a file of settings, with something for every one that is empty."""
    lines = [line for line in (DEPLOY / file).read_text().splitlines() if line and not line.startswith("#")]
    return {name: value or "x" for name, value in (line.split("=", 1) for line in lines)}


def test_compose_accepts_its_file(tmp_path):
    """With the settings of env.example filled in, and not without those that a line cannot do without."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    compose = [program("docker-compose"), "--file", str(DEPLOY / "compose.yml")]
    if "2." in run(*compose, "version", env=environ)[:40]:
        compose += ["--env-file", "/dev/null"]
    told = yaml.safe_load(run(*compose, "config", env=environ | settings("env.example")))
    assert set(told["services"]) == {"line", "database", "proxy"}
    assert [name for name, service in told["services"].items() if "ports" in service] == ["proxy"]
    assert told["services"]["line"]["read_only"] is True
    without = environ | settings("env.example") | {"TWILIO_AUTH_TOKEN": ""}
    done = subprocess.run([*compose, "config"], env=without, capture_output=True, text=True, timeout=60)
    assert "set TWILIO_AUTH_TOKEN in .env" in done.stderr


def test_every_setting_of_the_examples_exists():
    """Each is told of in README.md, or belongs to compose."""
    known = set(re.findall(r"`([A-Z_]+)`", (ROOT / "README.md").read_text()))
    compose = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose.yml").read_text()))
    assert set(settings("env.example")) - known - compose == {"COMPOSE_PROJECT_NAME"}


def unit(tmp_path: Path) -> Path:
    """Give the unit with commands that are on this machine, since systemd looks whether they are."""
    text = (DEPLOY / "ivr.service").read_text()
    assert "/opt/ivr/.venv/bin/gunicorn" in text
    found = tmp_path / "ivr.service"
    found.write_text(text.replace("/opt/ivr/.venv/bin/gunicorn", str(Path(sys.executable).with_name("gunicorn"))))
    return found


def test_systemd_accepts_the_unit(tmp_path):
    """Not one word of it is unknown or in the wrong place."""
    assert run(program("systemd-analyze", "systemd"), "verify", "--man=no", unit(tmp_path)) == ""


def test_the_unit_is_shut_in(tmp_path):
    """What systemd counts as exposed stays as little as it is."""
    run(program("systemd-analyze", "systemd"), "security", "--offline=yes", f"--threshold={EXPOSURE}", unit(tmp_path))


def test_the_unit_starts_what_the_procfile_starts():
    """The same server, on this machine only."""
    [web] = re.findall(r"^web: gunicorn (.+)$", (ROOT / "Procfile").read_text(), re.M)
    [unit] = re.findall(r"^ExecStart=\S+gunicorn (.+)$", (DEPLOY / "ivr.service").read_text(), re.M)
    assert unit == web.replace("0.0.0.0:$PORT", "127.0.0.1:8000")


def test_nginx_accepts_its_snippet(tmp_path):
    """With a certificate, as it stands."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    new = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=lijn.example.nl", "-days", "1"]
    run(program("openssl"), *new, "-keyout", key, "-out", certificate)
    snippet = (DEPLOY / "nginx.conf").read_text()
    for name, file in (("lijn.example.nl.pem", certificate), ("lijn.example.nl.key", key)):
        assert name in snippet
        snippet = snippet.replace(f"/etc/ssl/{name}", str(file))
    (tmp_path / "ivr.conf").write_text(snippet)
    main = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ include {tmp_path}/ivr.conf; }}"
    (tmp_path / "nginx.conf").write_text(main)
    said = run(program("nginx"), "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf")
    assert "[warn]" not in said


def test_caddy_accepts_its_file(tmp_path):
    """As it stands, with nothing set; and it is laid out as Caddy does."""
    command, environ = program("caddy"), {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    run(command, "validate", "--config", DEPLOY / "Caddyfile", "--adapter", "caddyfile", env=environ)
    assert run(command, "fmt", DEPLOY / "Caddyfile", env=environ) == (DEPLOY / "Caddyfile").read_text()


def test_prometheus_accepts_the_alerts():
    """Every rule can be read."""
    assert "SUCCESS" in run(program("promtool", "prometheus"), "check", "rules", DEPLOY / "alerts.yml")


def rules() -> list[dict[str, Any]]:
    """Read the alerts."""
    [group] = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"]
    return list(group["rules"])


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule["alert"]))
def test_an_alert_looks_at_what_there_is(rule, counted):
    """Every series that it names exists, with those labels, and docs/operations.md says what to do."""
    text = read(counted)
    for name in re.findall(r"ivr_\w+", rule["expr"]):
        assert re.search(rf"^{name}\b", text, re.M), name
    for outcome in re.findall(r'outcome="(\w+)"', rule["expr"]):
        assert f'outcome="{outcome}"' in text
    for routes in re.findall(r'route=~?"([\w|]+)"', rule["expr"]):
        assert set(routes.split("|")) <= set(ROUTES)
    heading = f"### {rule['alert']}\n"
    assert heading in (ROOT / "docs/operations.md").read_text()
    assert rule["annotations"]["runbook"] == f"docs/operations.md#{rule['alert'].lower()}"
