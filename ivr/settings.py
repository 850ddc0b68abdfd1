"""The settings that an administrator gives, read once from the environment and checked before anything starts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f:.]+")


class SettingsError(Exception):
    """A setting is missing or bad; the message has one English line for each, naming the variable."""


@dataclass(frozen=True)
class Settings:
    """Everything that the server takes from its surroundings."""

    public_url: str
    """Scheme, host and port that Twilio uses, without a slash at the end."""
    tokens: tuple[str, ...] = field(repr=False)
    """Twilio's auth tokens that may have signed a request: the primary and, while rotating, the secondary."""
    account: str | None = None
    """The only Twilio account that is answered; None answers every account that signs with one of the tokens."""
    menus: Path = Path("menus.yml")
    prompts: Path = Path("prompts")
    state: Path = Path("var")
    numbers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Where the `${NAMES}` of the menu are looked up: the environment."""

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the settings; raises SettingsError naming every variable that is missing or bad."""
        url, token = (
            environment.get("IVR_PUBLIC_URL", "").strip(),
            environment.get("TWILIO_AUTH_TOKEN", "").strip(),
        )
        faults = [fault for fault in (_url_fault(url), _token_fault(token)) if fault]
        if faults:
            raise SettingsError("\n".join(faults))
        secondary = environment.get("TWILIO_AUTH_TOKEN_SECONDARY", "").strip()
        return cls(
            public_url=url.rstrip("/"),
            tokens=(token, secondary) if secondary else (token,),
            account=environment.get("TWILIO_ACCOUNT_SID", "").strip() or None,
            menus=Path(environment.get("IVR_MENUS") or cls.menus),
            prompts=Path(environment.get("IVR_PROMPTS") or cls.prompts),
            state=Path(environment.get("IVR_STATE") or cls.state),
            numbers=environment,
        )


def _token_fault(token: str) -> str | None:
    if token:
        return None
    return (
        "TWILIO_AUTH_TOKEN is not set: without it anyone could pretend to be Twilio. "
        "Copy the auth token from the Twilio console."
    )


def _url_fault(url: str) -> str | None:
    example = "Set it to the address that Twilio calls, such as https://lijn.example.nl"
    if not url:
        return f"IVR_PUBLIC_URL is not set. {example}."
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("https", "http") and _HOST.fullmatch(parts.hostname or "") and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.username or parts.path not in ("", "/") or "?" in url or "#" in url:
        return f"IVR_PUBLIC_URL is no scheme and host with nothing behind it. {example}."
    return None
