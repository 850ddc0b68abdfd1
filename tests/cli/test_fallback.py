"""`ivr fallback`: a document hosted elsewhere helps a caller when the line itself is out of reach."""

import pytest
from click.testing import CliRunner

from ivr.cli import main
from ivr.prompts import words_of
from ivr.simulator import WSGI, Simulator
from ivr.simulator.transport import Request, Response
from tests.conftest import ADVISOR, NUMBERS, ROOT, TOKEN, URL

ELSEWHERE = "https://elders.example/hulp"
SETTINGS = {"IVR_PUBLIC_URL": URL, **NUMBERS}


def printed(*arguments: str, status: int = 0, **settings: str) -> str:
    """What the command prints with these settings alone."""
    environ = dict.fromkeys(("IVR_PUBLIC_URL", "TWILIO_AUTH_TOKEN", *NUMBERS), None) | (settings or SETTINGS)
    result = CliRunner().invoke(main, ["fallback", "--menus", str(ROOT / "menus.yml"), *arguments], env=environ)
    assert result.exit_code == status, result.output
    return result.stdout if status == 0 else result.output


class Hosted:
    """A line of which only what is hosted elsewhere can be reached; it may be mended while telephones ring."""

    def __init__(self, app, document: str) -> None:
        self.line, self.document = WSGI(app), document
        self.mends = self.is_mended = False

    def send(self, request: Request) -> Response:
        """Answer, or do not."""
        if request.url == ELSEWHERE:
            self.is_mended = self.mends
            return Response(200, {"content-type": "text/xml"}, self.document.encode())
        return self.line.send(request) if self.is_mended else Response(502, {}, b"")


@pytest.fixture
def hosted(app):
    """A line that is out of reach."""
    return Hosted(app, printed())


@pytest.fixture
def line(hosted, script):
    """Call it."""
    words = words_of(script.prompts(), "nl-NL")
    return Simulator(hosted, url=URL, token=TOKEN, fallback=ELSEWHERE, texts=words)


def test_a_caller_hears_112_and_reaches_an_advisor(line):
    """With every server of the line gone, 112 is told first, and the advisors' telephones ring."""
    call = line.call()
    assert call.hears("Hang op en bel één één twee.")
    call.waits()
    assert call.connected_to == ADVISOR
    assert {heard.kind for heard in call.heard} == {"say"}


def test_telephones_ring_as_often_as_the_menu_says(line, hosted):
    """Three rounds, and then the line itself is tried, which answers when it is mended."""
    hosted.mends = True
    call = line.call(dials=["no-answer"])
    assert len(call.dialled) == 3
    assert call.hears("Goedendag. Dit is Veilig Thuis Rotterdam Rijnmond.")


def test_it_says_what_the_line_itself_says(app, settings):
    """The sentences are those of /voice/fallback, to the letter."""
    said = Simulator(WSGI(app), url=URL, token=TOKEN, voice="/voice/fallback").call().listens()
    for sentence in said:
        assert f">{sentence.text}<" in printed()


def test_without_the_line_a_broken_menu_names_112_too(tmp_path):
    """The fallback of a menu with mistakes is that of the built-in line."""
    (tmp_path / "menus.yml").write_text("name: x\n")
    assert f"<Number>{ADVISOR}</Number>" in printed("--menus", str(tmp_path / "menus.yml"))


@pytest.mark.parametrize("name", SETTINGS)
def test_a_missing_setting_is_told(name):
    """An administrator reads which one; nothing is printed that could not help."""
    assert name in printed(status=1, **{key: value for key, value in SETTINGS.items() if key != name})


def test_it_can_be_written_to_a_file(tmp_path):
    """For who uploads it."""
    printed("--out", str(tmp_path / "hulp.xml"))
    assert (tmp_path / "hulp.xml").read_text() == printed()
