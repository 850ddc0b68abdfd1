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
        "https://lijn.example.nl:",
        "https://lijn.example.nl\nelders",
        "https://-",
        "https://..",
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


def test_capitals_in_the_address_make_no_difference():
    """A host name is the same in capitals, and Twilio signs it in small letters."""
    assert Settings.read(GOOD | {"IVR_PUBLIC_URL": "HTTPS://Lijn.Example.NL"}).public_url == "https://lijn.example.nl"


@pytest.mark.parametrize("account", ["nonsense", "AC123", "AC" + "g" * 32, "SK" + "0" * 32])
def test_an_account_that_cannot_be_is_refused(account):
    """A typing error there would refuse every call, so it stops the start."""
    with pytest.raises(SettingsError, match=r"^TWILIO_ACCOUNT_SID is no"):
        Settings.read(GOOD | {"TWILIO_ACCOUNT_SID": account})


def test_the_account_is_read():
    """A line that belongs to one account is told so by its setting."""
    account = "AC" + "0" * 32
    assert Settings.read(GOOD | {"TWILIO_ACCOUNT_SID": account}).account == account
    assert Settings.read(GOOD).account is None


def test_two_tokens_while_rotating():
    """While a token is rotated, requests signed with either are believed."""
    assert Settings.read(GOOD | {"TWILIO_AUTH_TOKEN_SECONDARY": "next"}).tokens == ("secret", "next")


def test_secrets_stay_out_of_sight():
    """Settings that end up in a log show no token and no telephone number."""
    settings = Settings.read(GOOD | {"ADVISOR_NUMBER": "+31101234567"})
    assert "secret" not in repr(settings)
    assert "+31101234567" not in repr(settings)


@pytest.mark.parametrize(
    ("url", "begins"),
    [
        ("", "/prompts"),
        ("  ", "/prompts"),
        ("https://cdn.example.nl", "https://cdn.example.nl"),
        ("https://cdn.example.nl/", "https://cdn.example.nl"),
        ("http://127.0.0.1:9000/bucket/lijn-1/", "http://127.0.0.1:9000/bucket/lijn-1"),
    ],
)
def test_recordings_may_be_elsewhere(url, begins):
    """Without the setting the line serves its recordings itself; a slash at the end makes no difference."""
    assert Settings.read(GOOD).prompts_url == "/prompts"
    assert Settings.read(GOOD | {"IVR_PROMPTS_URL": url}).prompts_url == begins


@pytest.mark.parametrize(
    "url",
    [
        "/prompts",
        "cdn.example.nl",
        "s3://bucket/prompts",
        "https://",
        "https:///prompts",
        "https://cdn.example.nl/prompts?key=1",
        "https://cdn.example.nl/prompts#top",
        "https://user:word@cdn.example.nl",
        "https://@cdn.example.nl",
        "https://cdn.example.nl:99999/prompts",
        "https://cdn.example.nl//prompts",
        "https://cdn.example.nl/<prompts>",
        "https://cdn.example.nl/mijn opnamen",
        "https://cdn.exämple.nl/prompts",
    ],
)
def test_the_address_of_recordings_is_checked_at_the_start(url):
    """Whatever Twilio could not fetch is refused before a caller hears silence, in one line."""
    with pytest.raises(SettingsError, match=r"^IVR_PROMPTS_URL is no [^\n]*$"):
        Settings.read(GOOD | {"IVR_PROMPTS_URL": url})


@pytest.mark.parametrize(
    "url",
    [
        "mysql://teller:geheim@db/x",
        "sqlite:///geheim.db",
        "geheim",
        "postgresql://teller:geheim@db:99999/x",
        "postgresql://teller:ge#heim@db/x",
        "postgresql://[geheim/x",
    ],
)
def test_a_bad_database_is_named_without_its_password(url):
    """One line names the variable, and repeats nothing of what it holds."""
    with pytest.raises(SettingsError, match=r"^DATABASE_URL is no address[^\n]*$") as refused:
        Settings.read(GOOD | {"DATABASE_URL": url})
    assert "heim" not in str(refused.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_database_is_a_secret(scheme):
    """It is taken as platforms write it, and is not shown with the other settings."""
    url = f"{scheme}://teller:geheim%40@db.example.nl:5432/lijn"
    settings = Settings.read(GOOD | {"DATABASE_URL": f" {url} "})
    assert settings.database_url == url
    assert "geheim" not in repr(settings)
    assert Settings.read(GOOD).database_url is None


@pytest.mark.parametrize("token", ["secret", "x" * 19, "é" * 32])
def test_a_token_that_can_be_guessed_reads_no_metrics(token):
    """A short token is refused at the start, in one line; without one nobody reads them."""
    with pytest.raises(SettingsError, match=r"^IVR_METRICS_TOKEN is shorter[^\n]*$"):
        Settings.read(GOOD | {"IVR_METRICS_TOKEN": token})
    assert Settings.read(GOOD).metrics_token is None
    assert Settings.read(GOOD | {"IVR_METRICS_TOKEN": "x" * 20}).metrics_token == "x" * 20


RECORDING = {"IVR_RECORDING_PIN": "271935", "IVR_RECORDING_VOICE": "marije", "TWILIO_ACCOUNT_SID": "AC" + "0" * 32}


def test_recording_by_telephone_is_off_until_it_has_a_pin():
    """A folder alone switches nothing on."""
    assert Settings.read(GOOD | RECORDING | {"IVR_RECORDING_PIN": ""}).recording_pin is None
    settings = Settings.read(GOOD | RECORDING)
    assert (settings.recording_pin, settings.recording_voice) == ("271935", "marije")
    assert "271935" not in repr(settings)


@pytest.mark.parametrize(
    "pin", ["27193", "2719352719352", "27193a", "²71935", "000000", "112112", "123123", "123456", "987654", "890123"]
)
def test_a_pin_that_is_guessed_first(pin):
    """Too short, too long, no digits, too few different ones, or counting: it is refused, and not repeated."""
    with pytest.raises(SettingsError, match=r"^IVR_RECORDING_PIN is no PIN of 6 to 12 digits[^\n]*$") as told:
        Settings.read(GOOD | RECORDING | {"IVR_RECORDING_PIN": pin})
    assert pin not in str(told.value)


@pytest.mark.parametrize(
    ("name", "value"), [("IVR_RECORDING_VOICE", ""), ("IVR_RECORDING_VOICE", "../x"), ("TWILIO_ACCOUNT_SID", "")]
)
def test_what_else_recording_by_telephone_needs(name, value):
    """A folder to put recordings in, and the account to fetch them from."""
    with pytest.raises(SettingsError, match=rf"^{name} is not[^\n]*$"):
        Settings.read(GOOD | RECORDING | {name: value})
