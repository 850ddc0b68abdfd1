"""An administrator's terminal, with Twilio's API behind it."""

from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner, Result

from ivr.cli import main
from ivr.simulator import ACCOUNT
from tests.conftest import NUMBERS, ROOT, URL
from tests.number.carrier import TOKEN, Carrier, open_carrier

Command = Callable[..., Result]


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    """Twilio, with the line's number as it is when it has just been bought."""
    with open_carrier() as opened:
        yield opened


@pytest.fixture
def surroundings(monkeypatch) -> None:
    """The settings of the shipped line."""
    given = {"IVR_PUBLIC_URL": URL, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_ACCOUNT_SID": ACCOUNT} | NUMBERS
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    for name in ("IVR_FALLBACK_URL", "IVR_FALLBACK_METHOD", "TWILIO_AUTH_TOKEN_SECONDARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(ROOT)


@pytest.fixture
def twilio(surroundings, carrier, monkeypatch) -> Command:
    """Type `ivr twilio ...`; whatever is said, the token is not, and no traceback."""
    monkeypatch.setenv("TWILIO_API_URL", carrier.url)

    def run(*arguments: str, status: int = 0) -> Result:
        result = CliRunner().invoke(main, ["twilio", *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert TOKEN not in result.output
        assert "\x1b" not in result.output
        assert result.exit_code == status, result.output
        return result

    return run
