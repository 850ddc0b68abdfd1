"""The settings that an administrator gives, read once from the environment and checked before anything starts."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

RECORDINGS_PATH: Final = "/prompts"
"""Where this line serves its recordings itself."""

_MENUS: Final = Path("menus.yml")
_PROMPTS: Final = Path("prompts")
_STATE: Final = Path("var")
"""Where the menu, the recordings and all that must outlive a restart are, if nobody says so."""

_TWILIO: Final = "https://api.twilio.com"

NAMES: Final = (
    "IVR_PUBLIC_URL",
    "TWILIO_AUTH_TOKEN",
    "IVR_PROMPTS_URL",
    "TWILIO_ACCOUNT_SID",
    "TWILIO_AUTH_TOKEN_SECONDARY",
    "TWILIO_API_URL",
    "DATABASE_URL",
    "IVR_METRICS_TOKEN",
    "IVR_STUDIO_PASSWORD",
    "IVR_RECORDING_PIN",
    "IVR_RECORDING_VOICE",
)
_DATABASES = ("postgresql", "postgres", "postgresql+psycopg")
_HOST: Final = r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*"
_ACCOUNT: Final = r"AC[0-9a-f]{32}"
_LONG: Final = 20
_HASH: Final = r"(scrypt(:\d+){3}|pbkdf2:sha\d+:\d+)\$[^$\s]+\$[0-9a-f]+"
"""What werkzeug's generate_password_hash makes."""
_PIN: Final = r"[0-9]{6,12}"
_FEWEST: Final = 4
"""Different digits in a PIN."""
VOICE_NAME: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
"""What a folder of recordings may be called: small letters, digits and hyphens, so that it is no path."""
_PATH: Final = r"(/[A-Za-z0-9._~%-]+)*/?"

_TOLD: Final = ("public_url", "account", "api_url", "menus", "prompts", "prompts_url", "state", "recording_voice")
"""What may be shown; all else is secret, or a telephone number."""


class SettingsError(Exception):
    """A setting is missing or bad; the message has one English line for each, naming the variable."""


class Settings(Struct, frozen=True):
    """Everything that the server takes from its surroundings."""

    public_url: str
    """Scheme, host and port that Twilio uses, without a slash at the end."""
    tokens: tuple[str, ...]
    """Twilio's auth tokens that may have signed a request: the primary and, while rotating, the secondary."""
    account: str | None = None
    """The only Twilio account that is answered; None answers every account that signs with one of the tokens."""
    api_url: str = _TWILIO
    """Scheme, host and port of Twilio's API, through which advisors are rung for a queue."""
    menus: Path = _MENUS
    prompts: Path = _PROMPTS
    prompts_url: str = RECORDINGS_PATH
    """What recordings' addresses begin with: this line, or whatever serves the same files by the same names."""
    state: Path = _STATE
    database_url: str | None = None
    """The PostgreSQL database that keeps the counts, with its password; None keeps them in a file below `state`."""
    metrics_token: str | None = None
    """What whoever reads /metrics must know; None when nobody does, and nothing is counted."""
    studio_password: str | None = None
    """The hash of the password of the studio; without one there is no studio."""
    recording_pin: str | None = None
    """What speakers key to record by telephone; without one, nobody records that way."""
    recording_voice: str = ""
    """The folder below `prompts` in which recordings by telephone are put."""
    numbers: Mapping[str, str] = {}
    """Where the `${NAMES}` of the menu are looked up: the environment."""

    def __repr__(self) -> str:
        """Show nothing that is secret."""
        return f"Settings({', '.join(f'{name}={getattr(self, name)!r}' for name in _TOLD)})"

    @property
    def of_menus(self) -> "Settings":
        """What a menu needs of them; of the environment all but the settings of this program, as text."""
        numbers = {_text(name): _text(value) for name, value in self.numbers.items() if name not in NAMES}
        return Settings(
            public_url="",
            tokens=(),
            account=self.account,
            menus=self.menus,
            prompts=self.prompts,
            prompts_url=self.prompts_url,
            state=self.state,
            numbers=numbers,
        )

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the settings; raises SettingsError naming every variable that is missing or bad."""
        given = {name: value.strip() for name, value in environment.items()}
        url, token, prompts_url, account, secondary, api, database, metrics, password, pin, voice = (
            given.get(name, "") for name in NAMES
        )
        faults = (
            _url_fault(url),
            _token_fault(token),
            _prompts_url_fault(prompts_url),
            _account_fault(account),
            _api_fault(api),
            _database_fault(database),
            _metrics_fault(metrics),
            _password_fault(password),
            *_recording_faults(pin, voice, account),
        )
        if any(faults):
            raise SettingsError("\n".join(filter(None, faults)))
        return cls(
            public_url=url.rstrip("/").lower(),
            tokens=(token, secondary) if secondary else (token,),
            account=account or None,
            api_url=api.rstrip("/") or _TWILIO,
            menus=Path(environment.get("IVR_MENUS") or _MENUS),
            prompts=Path(environment.get("IVR_PROMPTS") or _PROMPTS),
            prompts_url=prompts_url.rstrip("/") or RECORDINGS_PATH,
            state=state_folder(environment),
            database_url=database or None,
            metrics_token=metrics or None,
            studio_password=password or None,
            recording_pin=pin or None,
            recording_voice=voice,
            numbers=environment,
        )

    def must_ring(self, *, queue: bool) -> None:
        """Raise SettingsError where a line with a queue could ring nobody for it."""
        if queue and not self.account:
            raise SettingsError(
                "TWILIO_ACCOUNT_SID is not set, and 'connect: queue' rings advisors through the API of that account. "
                "Copy the account SID from the Twilio console."
            )


def _text(told: str) -> str:
    """Give what can be written down; the environment may hold any bytes."""
    return told.encode(errors="replace").decode()


def _token_fault(token: str) -> str | None:
    if token:
        return None
    return (
        "TWILIO_AUTH_TOKEN is not set: without it anyone could pretend to be Twilio. "
        "Copy the auth token from the Twilio console."
    )


def _account_fault(account: str) -> str | None:
    if not account or re.fullmatch(_ACCOUNT, account):
        return None
    return "TWILIO_ACCOUNT_SID is no account SID: AC with 32 hex digits behind it. Correct it, or leave it out."


def _url_fault(url: str) -> str | None:
    example = "Set it to the address that Twilio calls, such as https://lijn.example.nl"
    if not url:
        return f"IVR_PUBLIC_URL is not set. {example}."
    if _path(url) not in ("", "/"):
        return f"IVR_PUBLIC_URL is no scheme and host with nothing behind it. {example}."
    return None


def _api_fault(url: str) -> str | None:
    if not url or _path(url) in ("", "/"):
        return None
    return "TWILIO_API_URL is no scheme and host. Leave it out, or set it to an address such as https://api.twilio.com."


def state_folder(environment: Mapping[str, str]) -> Path:
    """Give the folder for all that must outlive a restart."""
    return Path(environment.get("IVR_STATE") or _STATE)


def database_url(environment: Mapping[str, str]) -> str | None:
    """Give the address of the database with the counts, if one is set; raises SettingsError when it is none."""
    url = environment.get("DATABASE_URL", "").strip()
    if fault := _database_fault(url):
        raise SettingsError(fault)
    return url or None


def _database_fault(url: str) -> str | None:
    """Say what is wrong with the address of a database, and nothing of what it holds: there is a password in it."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in _DATABASES and not parts.fragment and parts.port != 0 and url.isprintable()
    except ValueError:
        sound = False
    if not url or sound:
        return None
    return (
        "DATABASE_URL is no address of a PostgreSQL database. Set it to one such as postgresql://name:word@host/name "
        "(with %40 for @ and %23 for # in a password), or leave it out to keep counts in IVR_STATE."
    )


def _metrics_fault(token: str) -> str | None:
    if not token or (len(token) >= _LONG and token.isascii() and token.isprintable()):
        return None
    return (
        f"IVR_METRICS_TOKEN is shorter than {_LONG} characters, or has others than ASCII: it could be guessed. Set it "
        "to what `openssl rand -hex 32` prints, or leave it out."
    )


def _password_fault(password: str) -> str | None:
    if not password or re.fullmatch(_HASH, password):
        return None
    return (
        "IVR_STUDIO_PASSWORD is no hash of a password. Make one with the command in README.md (The studio) and set it "
        "between single quotes, since it holds $; or leave it out, and there is no studio."
    )


def _recording_faults(pin: str, voice: str, account: str) -> Iterator[str]:
    """Say what is missing to record by telephone, and nothing of the PIN itself."""
    if not pin:
        return
    if not re.fullmatch(_PIN, pin) or _is_obvious(pin):
        yield (
            f"IVR_RECORDING_PIN is no PIN of 6 to 12 digits that is hard to guess: at least {_FEWEST} differ, and they "
            "do not count up or down. Choose another, or leave it out, and nobody records by telephone."
        )
    if not re.fullmatch(VOICE_NAME, voice):
        yield (
            "IVR_RECORDING_VOICE is not the name of a folder with recordings, and IVR_RECORDING_PIN is set. Set it to "
            "where recordings by telephone are put, in lower case letters, digits and hyphens, such as marije."
        )
    if not account:
        yield (
            "TWILIO_ACCOUNT_SID is not set, and IVR_RECORDING_PIN is: recordings are fetched through the API of that "
            "account. Copy the account SID from the Twilio console."
        )


def _is_obvious(pin: str) -> bool:
    """Tell whether these are the first digits that somebody tries: 000000, 112112, 123456, 987654."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return len(set(pin)) < _FEWEST or steps in ({1}, {9})


def _prompts_url_fault(url: str) -> str | None:
    path = _path(url)
    if not url or (path is not None and re.fullmatch(_PATH, path)):
        return None
    return (
        "IVR_PROMPTS_URL is no scheme and host, with or without a path. Set it to the address below which the "
        "recordings are found, such as https://cdn.example.nl/prompts, or leave it out."
    )


def _path(url: str) -> str | None:
    """Give the path of an http(s) address; None when it is none, or has a user name, a query or a fragment."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("https", "http") and re.fullmatch(_HOST, parts.hostname or "") and parts.port != 0
    except ValueError:
        return None
    clean = url.isprintable() and not set(url) & set("@?# ") and not parts.netloc.endswith(":")
    return parts.path if sound and clean else None
