"""The studio of a line of its own, and a visitor with the password."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from ivr.settings import Settings
from ivr.studio import create_app
from tests.conftest import NUMBERS, ROOT, TOKEN, URL
from tests.server import free_port
from tests.studio import browsing
from tests.studio.visitor import HASH, Visitor


@pytest.fixture
def menus(tmp_path) -> Path:
    """A copy of the shipped menu, to be changed."""
    return Path(shutil.copy(ROOT / "menus.yml", tmp_path / "menus.yml"))


@pytest.fixture
def studio_settings(menus, tmp_path) -> Settings:
    """Settings for the copy, with a password."""
    settings = Settings(URL, (TOKEN,), menus=menus, prompts=ROOT / "prompts", state=tmp_path / "var", numbers=NUMBERS)
    return replace(settings, studio_password=HASH)


@pytest.fixture
def visitor(studio_settings) -> Visitor:
    """Somebody in the studio."""
    return Visitor(create_app(studio_settings).test_client())


@pytest.fixture(scope="module")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the microphone hears whenever it is opened; a test puts its own sound there."""
    folder: Path = tmp_path_factory.mktemp("microphone")
    return folder / "heard.wav"


@pytest.fixture(scope="module")
def chromium(microphone):
    """One browser for all these tests, on a machine with that microphone."""
    flags = ("--use-fake-device-for-media-stream", f"--use-file-for-fake-audio-capture={microphone}%noloop")
    with browsing.browser(*flags) as opened:
        yield opened


@pytest.fixture
def url(studio_settings):
    """The address of a server with a studio."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with browsing.server(replace(studio_settings, public_url=address, studio_password=HASH), address, port):
        yield address


@pytest.fixture
def visit(chromium, url):
    """Somebody who visits the studio."""
    with browsing.visit(chromium, url) as visited:
        yield visited
