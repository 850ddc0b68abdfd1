"""Recording in the studio, as the page asks for it: what there is to speak, what is kept, and what is refused."""

import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from ivr import loader
from ivr.keeping import place, turn
from ivr.prompts import Catalogue
from ivr.prompts.decoding import LARGEST
from ivr.studio import casting, create_app, keeping
from ivr.studio.voicing import with_voice_first
from tests.conftest import ROOT, URL
from tests.prompts.speaking import QUIET_ROOM, needs_programs, spoken
from tests.studio.visitor import Visitor, basic

NEW = {"name": "marije", "speaker": "Marije de Vries", "licence": "alleen voor deze lijn"}
TEXT = "Nood: toets 1."


@pytest.fixture
def studio_settings(studio_settings, tmp_path):
    """Settings with recordings of their own, to be changed."""
    return replace(studio_settings, prompts=Path(shutil.copytree(ROOT / "prompts", tmp_path / "prompts")))


@pytest.fixture
def marije(visitor, menus, studio_settings) -> Visitor:
    """Somebody in the studio, with a voice that callers hear before the computer's."""
    assert visitor.posts("/studio/record/voices", NEW).status_code == 200
    menus.write_text(menus.read_text().replace("voices: [standin]", "voices: [marije, standin]"))
    return Visitor(create_app(studio_settings).test_client())


@pytest.fixture
def take(tmp_path) -> bytes:
    """The text, spoken well."""
    return spoken(TEXT, tmp_path / "take.webm").read_bytes()


def texts(visitor: Visitor, voice: str = "marije") -> list[dict[str, Any]]:
    """Every text as the page is told of it."""
    told = visitor.gets(f"/studio/record/texts?voice={voice}").get_json()
    return [text for section in told["sections"] for text in section["texts"]]


def one(visitor: Visitor) -> dict[str, Any]:
    """What the page is told of the text that these tests speak."""
    return next(text for text in texts(visitor) if text["text"] == TEXT)


def address(text: dict[str, Any], more: str = "", over: str | None = None) -> str:
    """Where a take of a text is sent; unless told otherwise over the recording that the page was told of."""
    digest = text["recording"]["digest"] if text["recording"] else ""
    return f"/studio/record/marije/{text['id']}{more}?over={digest if over is None else over}"


def test_every_text_is_told_as_in_the_printed_script(visitor):
    """In that order and with those numbers, with where callers hear it and how words are said."""
    told = visitor.gets("/studio/record/texts").get_json()
    numbers = [text["number"] for section in told["sections"] for text in section["texts"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert told["sections"][0]["title"] == "De opening"
    assert ("Nood", "toets 1, overal") in [(section["title"], section["where"]) for section in told["sections"]]
    notes = [tuple(note) for text in texts(visitor) for note in text["notes"]]
    assert ("K N M G", "ka en em gee") in notes
    assert (told["voice"], told["voices"], told["unkept"]) == ("", [], None)


def test_a_voice_is_made_and_introduced(visitor, studio_settings):
    """Who speaks and on what terms stands in its voice.yml; callers do not hear it yet, and the page says so."""
    told = visitor.posts("/studio/record/voices", NEW | {"licence": 'alleen: "hier" # en nu'}).get_json()
    [voice] = told["voices"]
    assert told["voice"] == "marije"
    assert (voice["speaker"], voice["licence"]) == ("Marije de Vries", 'alleen: "hier" # en nu')
    assert (voice["is_drafted"], voice["is_live"]) == (False, False)
    assert "speaker" in (studio_settings.prompts / "marije/voice.yml").read_text()


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"name": "../marije"}, 400),
        ({"name": "Marije"}, 400),
        ({"name": ""}, 400),
        ({"name": None}, 400),
        ({"name": "standin"}, 409),
        ({"speaker": " "}, 400),
        ({"speaker": "a\x85b\x00"}, 400),
        ({"licence": None}, 400),
        ({"licence": "x" * 301}, 400),
    ],
)
def test_a_voice_that_cannot_be(visitor, studio_settings, changed, status):
    """A name that is no folder, or that is taken, and a voice of nobody, are refused; nothing is made."""
    before = sorted(studio_settings.prompts.rglob("*"))
    answer = visitor.posts("/studio/record/voices", NEW | changed)
    assert (answer.status_code, answer.get_json()["error"][-1]) == (status, ".")
    assert sorted(studio_settings.prompts.rglob("*")) == before


@pytest.mark.parametrize("name", ["marije", "jan-2", "Marije", "-jan", "jan-", "jan de vries", "../jan", "jané"])
def test_the_page_asks_for_a_name_that_can_be(visitor, name):
    """What may be typed into the field is what the server takes, and nothing else."""
    [pattern] = re.findall(r'id="name"[^>]* pattern="([^"]*)"', visitor.gets("/studio/record").text)
    answer = visitor.posts("/studio/record/voices", NEW | {"name": name})
    assert bool(re.fullmatch(unescape(pattern), name)) == (answer.status_code == 200)


@needs_programs
def test_a_take_becomes_the_recording_at_once(marije, take, studio_settings):
    """What was spoken is made fit for the telephone, judged, and found by callers; nothing else is left behind."""
    text = one(marije)
    assert (text["recording"], text["is_heard"], text["heard_now"]) == (None, True, "standin")
    kept = marije.sends(address(text), take, "audio/webm").get_json()
    assert kept["recording"]["flaws"] == []
    assert 1 < kept["recording"]["seconds"] < 4
    found = Catalogue.read(studio_settings.prompts, ["marije", "standin"], "nl-NL").find(TEXT)
    assert found
    assert (found.voice, found.digest) == ("marije", kept["recording"]["digest"])
    sound = marije.gets(f"/studio/record/marije/{text['id']}/{found.digest}.wav")
    assert (sound.mimetype, sound.data) == ("audio/wav", found.path.read_bytes())
    assert sorted(path.name for path in found.path.parent.iterdir()) == [found.file, "voice.yml"]
    assert (one(marije)["recording"], one(marije)["earlier"]) == (kept["recording"], [])


@needs_programs
def test_an_earlier_recording_is_put_back(marije, take, tmp_path):
    """What was replaced can be heard and put back, to the byte, and what replaced it too."""
    first = marije.sends(address(one(marije)), take).get_json()
    other = spoken(TEXT, tmp_path / "other.wav", speed=170).read_bytes()
    second = marije.sends(address(first), other).get_json()
    earlier = second["earlier"][0]["digest"]
    assert earlier == first["recording"]["digest"] != second["recording"]["digest"]
    before = marije.gets(f"/studio/record/marije/{first['id']}/{earlier}.wav").data
    back = marije.posts(address(second, f"/{earlier}"), {}).get_json()
    assert back["recording"] == first["recording"]
    assert marije.gets(f"/studio/record/marije/{first['id']}/{earlier}.wav").data == before
    assert [kept["digest"] for kept in back["earlier"]] == [second["recording"]["digest"]]
    assert marije.posts(address(back, "/0123456789abcdef"), {}).status_code == 404


@needs_programs
def test_a_bad_take_replaces_nothing(marije, take, tmp_path):
    """Who spoke too softly, or sent something else, is told why; the recording stays, and nothing is put aside."""
    kept = marije.sends(address(one(marije)), take).get_json()
    soft = spoken(TEXT, tmp_path / "soft.wav", f"{QUIET_ROOM},volume=-35dB").read_bytes()
    for content, why in ((soft, "De opname is te zacht"), (b"", "Het bestand is leeg"), (b"<html>", "geluidsbestand")):
        answer = marije.sends(address(kept), content)
        assert answer.status_code == 422
        assert why in answer.get_json()["error"]
        assert answer.get_json()["error"].endswith("Er is niets vervangen.")
    assert (one(marije)["recording"], one(marije)["earlier"]) == (kept["recording"], [])


@needs_programs
def test_a_take_that_makes_callers_wait_too_long_is_refused(marije, tmp_path):
    """Spoken slowly, the welcome keeps callers from 112: that would stop the menu, so it is not kept."""
    text = texts(marije)[0]
    for speed, status in ((110, 422), (190, 200)):
        slow = spoken(text["text"], tmp_path / "slow.wav", speed=speed).read_bytes()
        answer = marije.sends(address(text), slow)
        assert answer.status_code == status, answer.text
    assert (
        "112"
        in marije.sends(
            address(texts(marije)[0]), spoken(text["text"], tmp_path / "a.wav", speed=110).read_bytes()
        ).text
    )


@needs_programs
def test_of_two_people_nobody_loses_anything(marije, take):
    """Who did not know of the other's recording is told, and nothing is replaced."""
    text = one(marije)
    kept = marije.sends(address(text), take).get_json()
    answer = marije.sends(address(text), take)
    assert (answer.status_code, "door iemand anders" in answer.get_json()["error"]) == (412, True)
    assert (one(marije)["recording"], one(marije)["earlier"]) == (kept["recording"], [])


def test_a_take_waits_for_another(marije, monkeypatch, studio_settings):
    """While one is worked on the next waits; when that takes long its speaker is told to try again."""
    monkeypatch.setattr(place, "PATIENCE", 0.1)
    with place.Place(studio_settings.prompts, studio_settings.state, "marije", "nl-NL", TEXT).alone():
        answer = marije.sends(address(one(marije)), b"RIFF")
    assert (answer.status_code, answer.get_json()["error"]) == (503, keeping.BUSY)


def test_no_more_than_two_takes_are_worked_on(marije):
    """A third is sent away at once: whoever waits takes a thread that answers callers."""
    with turn(), turn():
        answer = marije.sends(address(one(marije)), b"RIFF")
        assert (answer.status_code, answer.get_json()["error"]) == (503, keeping.BUSY)
    assert marije.sends(address(one(marije)), b"RIFF").status_code == 422


def test_what_is_not_there_is_not_recorded(marije):
    """A text that has left the menu, a computer voice, and a voice that nobody made."""
    text = one(marije)
    gone = marije.sends("/studio/record/marije/0123456789?over=", b"RIFF")
    assert (gone.status_code, "staat niet meer in het menu" in gone.get_json()["error"]) == (409, True)
    for voice in ("standin", "nobody", "..", "%2e%2e"):
        assert marije.sends(f"/studio/record/{voice}/{text['id']}?over=", b"RIFF").status_code == 404
    assert marije.gets(f"/studio/record/marije/{text['id']}/0123456789abcdef.wav").status_code == 404


def test_a_text_of_a_draft_that_cannot_be_read(visitor, menus):
    """Until the draft can be read, there is nothing to speak, and the page is told why."""
    menus.write_text(menus.read_text() + "\nanwser: x\n")
    told = visitor.gets("/studio/record/texts").get_json()
    assert (told["is_readable"], told["sections"]) == (False, [])


def test_without_ffmpeg_it_says_so(marije, monkeypatch):
    """The administrator can mend it, and the speaker is told that nothing was kept."""
    monkeypatch.setenv("PATH", "")
    answer = marije.sends(address(one(marije)), (ROOT / "prompts/standin" / "nood-toets-1.0f4b8af314.wav").read_bytes())
    assert (answer.status_code, "ffmpeg" in answer.get_json()["error"]) == (503, True)
    assert one(marije)["recording"] is None


@needs_programs
def test_without_a_place_for_the_earlier_one_nothing_is_replaced(marije, take, studio_settings, tmp_path):
    """Where the state cannot be written, the first take is kept, and a second that would lose it is not."""
    kept = marije.sends(address(one(marije)), take).get_json()
    (studio_settings.state / "earlier").write_text("no folder")
    other = spoken(TEXT, tmp_path / "other.wav", speed=170).read_bytes()
    answer = marije.sends(address(kept), other)
    assert (answer.status_code, "als bestand" in answer.get_json()["error"]) == (507, True)
    assert one(marije)["recording"] == kept["recording"]


def test_where_there_is_no_folder_it_says_so(studio_settings, tmp_path):
    """The page says beforehand that nothing can be kept, and a new voice is refused."""
    (tmp_path / "none").write_text("no folder")
    visitor = Visitor(create_app(replace(studio_settings, prompts=tmp_path / "none")).test_client())
    assert "niet schrijven" in visitor.gets("/studio/record/texts").get_json()["unkept"]
    assert visitor.posts("/studio/record/voices", NEW).status_code == 507


def test_a_voice_that_could_not_be_written_down_can_be_made_later(visitor, studio_settings, monkeypatch, tmp_path):
    """A disk that is full just then leaves no folder that stands in the way of its name."""
    visitor = Visitor(create_app(replace(studio_settings, prompts=tmp_path / "own")).test_client())

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(casting, "introduce", full)
        assert visitor.posts("/studio/record/voices", NEW).status_code == 507
    assert visitor.posts("/studio/record/voices", NEW).status_code == 200
    assert visitor.posts("/studio/record/voices", NEW).status_code == 409


def test_a_file_is_taken_up_to_its_limit_and_nowhere_else(marije):
    """A file that is too large is refused with the limit; other addresses take no more than they did."""
    answer = marije.sends(address(one(marije)), b"x" * (LARGEST + 1))
    assert (answer.status_code, "50 MB" in answer.get_json()["error"]) == (413, True)
    assert marije.posts("/studio/record/voices", {"name": "x" * 20_000}).status_code == 413


def test_another_page_records_nothing(marije):
    """A page elsewhere that a browser with the password visits can neither record nor put back."""
    text = one(marije)
    for path in (address(text), address(text, "/0123456789abcdef"), "/studio/record/voices"):
        for headers in ({"Origin": "https://evil.test"}, {"Origin": "null"}):
            assert marije.sends(path, b"RIFF", **headers).status_code == 403
        assert marije.client.post(path, data=b"RIFF", base_url=URL).status_code == 401
        assert marije.client.post(path, data=b"RIFF", base_url=URL, headers=basic("guess")).status_code == 401


def test_only_this_page_may_use_the_microphone(visitor):
    """It may also play what it recorded itself; no other page may do either, and no page has the camera."""
    page, other = (visitor.gets(path).headers for path in ("/studio/record", "/studio"))
    assert "media-src 'self' blob:;" in page["Content-Security-Policy"]
    assert "blob:" not in other["Content-Security-Policy"]
    assert page["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(self)"
    assert other["Permissions-Policy"] == "camera=(), geolocation=(), microphone=()"


@needs_programs
def test_nothing_that_was_sent_is_logged(marije, take, caplog, monkeypatch):
    """Whatever becomes of a take, no line of the log has the speaker, the text, or any of the sound."""
    caplog.set_level("DEBUG")
    marije.sends(address(one(marije)), take)
    marije.sends(address(one(marije)), b"RIFFgeheimWAVE")
    monkeypatch.setattr("ivr.studio.keeping.import_recording", lambda *_: 1 / 0)
    assert marije.sends(address(one(marije)), b"RIFFgeheimWAVE").status_code == 500
    assert "ZeroDivisionError" in caplog.text
    assert not [word for word in ("geheim", "Marije", TEXT, one(marije)["id"], "/record/") if word in caplog.text]


def test_a_voice_is_put_first_in_the_draft(visitor, menus, studio_settings):
    """Of the draft one line changes, and menus.yml and what callers hear do not; a second time changes nothing."""
    visitor.posts("/studio/record/voices", NEW)
    before = menus.read_text()
    for _ in range(2):
        [voice] = visitor.posts("/studio/record/voices/marije/first", {}).get_json()["voices"]
        assert (voice["is_first"], voice["is_live"]) == (True, False)
        draft = visitor.gets("/studio/draft").get_json()["text"]
        changed = set(draft.splitlines()) - set(before.splitlines())
        assert [line.split("#")[0].rstrip() for line in changed] == ["voices: [marije, standin]"]
        assert menus.read_text() == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("voices: [standin]\n", "voices: [marije, standin]\n"),
        ("voices: [standin, marije]\n", "voices: [marije, standin]\n"),
        ("voices:\n- standin\n", "voices:\n- marije\n- standin\n"),
        ("voices:\n  - standin # a\n  - marije # b\n", "voices:\n  - marije\n  - standin # a\n"),
        ("voices: [marije]\n", "voices: [marije]\n"),
    ],
)
def test_however_the_list_is_written(menus, before, after):
    """Between brackets or below one another, nothing else of the file is touched."""
    rest = menus.read_text().split("voices: [standin]", 1)
    rest[1] = rest[1].split("\n", 1)[1]
    assert with_voice_first(loader.parse(rest[0] + before + rest[1]), "marije") == rest[0] + after + rest[1]


def test_where_it_cannot_be_put_first_it_says_so(visitor, menus):
    """A draft that cannot be read is left alone, and a computer voice is none that is put first here."""
    visitor.posts("/studio/record/voices", NEW)
    assert visitor.posts("/studio/record/voices/standin/first", {}).status_code == 404
    menus.write_text(menus.read_text() + "\nanwser: x\n")
    answer = visitor.posts("/studio/record/voices/marije/first", {})
    assert (answer.status_code, "Zet marije daar" in answer.get_json()["error"]) == (409, True)
