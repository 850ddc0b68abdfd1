"""nginx and Caddy as they run for real, with our own snippets as their configuration."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.server import free_port

DEPLOY = ROOT / "deploy"

_NGINX = """
daemon off;
pid {folder}/pid;
error_log {folder}/errors notice;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    access_log {folder}/requests;
    include {folder}/ivr.conf;
}}
"""


@dataclass(frozen=True)
class Proxy:
    """A proxy that runs, and the folder that holds every byte it wrote."""

    url: str
    folder: Path

    @property
    def written(self) -> str:
        """All that it wrote."""
        files = (file for file in self.folder.rglob("*") if file.is_file() and file.name != "ivr.conf")
        return "".join(file.read_text(errors="replace") for file in files)


def program(name: str, package: str = "") -> str:
    """Give a program of this machine or of .venv, or skip the test."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}:/usr/sbin:/sbin")
    if not found:
        pytest.skip(f"{name} is not here (apt-get install {package or name})")
    return found


def configured(folder: Path, port: int, upstreams: Sequence[int]) -> Path:
    """Make nginx's configuration of our snippet, for a port and servers of this machine, without a certificate."""
    snippet = (DEPLOY / "nginx.conf").read_text()
    [server] = [line for line in snippet.splitlines() if line.startswith("    server 127.0.0.1:8000")]
    servers = "\n".join(server.replace("8000", str(port)) for port in upstreams)
    for old, new in {
        server: servers,
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "ssl_certificate /etc/ssl/lijn.example.nl.pem;": "",
        "ssl_certificate_key /etc/ssl/lijn.example.nl.key;": "",
    }.items():
        assert old in snippet
        snippet = snippet.replace(old, new)
    folder.mkdir()
    (folder / "ivr.conf").write_text(snippet)
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder))
    return folder / "nginx.conf"


@contextmanager
def nginx(folder: Path, upstreams: Sequence[int], port: int) -> Iterator[Proxy]:
    """Run nginx before these ports."""
    command = [program("nginx"), "-p", str(folder), "-c", str(configured(folder, port, upstreams))]
    with _running(command, folder, port) as proxy:
        yield proxy


@contextmanager
def caddy(folder: Path, upstreams: Sequence[int], port: int) -> Iterator[Proxy]:
    """Run Caddy before these ports, without a certificate."""
    folder.mkdir()
    servers = " ".join(f"127.0.0.1:{upstream}" for upstream in upstreams)
    environ = {
        "HOST": f"http://127.0.0.1:{port}",
        "UPSTREAM": servers,
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
    }
    file = folder / "Caddyfile"
    file.write_text((DEPLOY / "Caddyfile").read_text().replace("{\n\tlog", "{\n\tadmin off\n\tlog", 1))
    command = [program("caddy"), "run", "--config", str(file), "--adapter", "caddyfile"]
    with _running(command, folder, port, environ) as proxy:
        yield proxy


@contextmanager
def _running(command: list[str], folder: Path, port: int, environ: dict[str, str] | None = None) -> Iterator[Proxy]:
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen(command, env=environ, stdout=out, stderr=subprocess.STDOUT)
    proxy = Proxy(f"http://127.0.0.1:{port}", folder)
    try:
        _wait(port, proxy)
        yield proxy
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, proxy: Proxy) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(proxy.written)


__all__ = ["DEPLOY", "Proxy", "caddy", "configured", "free_port", "nginx", "program"]
