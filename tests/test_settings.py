"""What an administrator must set, and what is said when it is not."""

import pytest

from ivr.settings import Settings, SettingsError

GOOD = {"IVR_PUBLIC_URL": "https://lijn.example.nl", "TWILIO_AUTH_TOKEN": "secret"}


def test_two_settings_are_enough():
    """A public address and a token are all that the server needs."""
    settings = Settings.read(GOOD)
    assert (settings.public_url, settings.tokens) == ("https://lijn.example.nl", ("secret",))


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_missing_setting_is_named(name, value):
    """Without one of them nothing starts, and one line says which."""
    environment = {key: text for key, text in (GOOD | {name: value}).items() if text is not None}
    with pytest.raises(SettingsError, match=rf"^{name} is not set[^\n]*$"):
        Settings.read(environment)


def test_both_missing_settings_are_named_at_once():
    """An administrator is not sent back twice."""
    with pytest.raises(SettingsError, match=r"IVR_PUBLIC_URL[^\n]*\nTWILIO_AUTH_TOKEN"):
        Settings.read({})


@pytest.mark.parametrize(
    "url",
    [
        "lijn.example.nl",
        "ftp://lijn.example.nl",
        "https://",
        "https://lijn.example.nl/menu",
        "https://lijn.example.nl?x=1",
        "https://lijn.example.nl/#top",
        "https://user:word@lijn.example.nl",
        "https://lijn.example.nl:99999",
        "https://[::1",
        "https://lijn.exämple.nl",
        "https://lijn example.nl",
        "https://:443",
    ],
)
def test_a_public_address_is_a_scheme_and_a_host(url):
    """Anything else would make every signature fail, so it is refused at the start."""
    with pytest.raises(SettingsError, match=r"^IVR_PUBLIC_URL is no"):
        Settings.read(GOOD | {"IVR_PUBLIC_URL": url})


@pytest.mark.parametrize("url", ["https://lijn.example.nl/", "https://lijn.example.nl:8443", "http://127.0.0.1:8000"])
def test_a_slash_at_the_end_and_a_port_are_fine(url):
    """A slash at the end is what people copy; a port may be needed."""
    assert Settings.read(GOOD | {"IVR_PUBLIC_URL": url}).public_url == url.rstrip("/")


def test_two_tokens_while_rotating():
    """While a token is rotated, requests signed with either are believed."""
    assert Settings.read(GOOD | {"TWILIO_AUTH_TOKEN_SECONDARY": "next"}).tokens == ("secret", "next")


def test_secrets_stay_out_of_sight():
    """Settings that end up in a log show no token and no telephone number."""
    settings = Settings.read(GOOD | {"ADVISOR_NUMBER": "+31101234567"})
    assert "secret" not in repr(settings)
    assert "+31101234567" not in repr(settings)
