"""What is published was proved as it is: this text, with these recordings, by a walk in which nothing changed."""

import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from subprocess import CompletedProcess

import pytest
from msgspec.structs import replace

from ivr.studio import create_app, proving
from tests.conftest import ROOT
from tests.studio.test_drafts import changed, etag, proves, publishes, read, saves
from tests.studio.visitor import Visitor

QUEUE = """\
    places: [U bent nu aan de beurt., Er zijn nog meer bellers voor u.]
    minutes: {2: Het duurt nog ongeveer twee minuten.}
    longer: Het duurt nog langer dan twee minuten.
    ended: Het gesprek is beëindigd.
    gone: De beller is al geholpen.
"""


@pytest.fixture
def settings(studio_settings, tmp_path):
    """Settings with recordings of its own."""
    return replace(studio_settings, prompts=shutil.copytree(ROOT / "prompts", tmp_path / "prompts"))


@pytest.fixture
def visitor(settings):
    """Somebody in the studio with recordings of its own."""
    return Visitor(create_app(settings).test_client())


def test_a_proof_is_of_these_recordings(visitor, settings, menus):
    """A recording that was replaced since may put 112 later: it has to be proved again, and can be."""
    before, tag = menus.read_bytes(), changed(visitor)
    assert proves(visitor, tag).get_json()["is_proven"]
    one, other = sorted((settings.prompts / "standin").glob("*.wav"))[:2]
    shutil.copyfile(other, one.with_suffix(".new"))
    one.with_suffix(".new").replace(one)
    answer = publishes(visitor, tag)
    assert answer.status_code == 409
    assert "met de opnamen van nu" in answer.get_json()["error"]
    assert menus.read_bytes() == before
    assert proves(visitor, tag).get_json()["is_proven"]
    assert publishes(visitor, tag).status_code == 200


def test_a_text_that_was_there_in_between_is_not_taken_for_another(visitor, monkeypatch):
    """Somebody saves another text while the proof is made, and the first again: nobody knows which was walked."""
    tag = changed(visitor)
    text = read(visitor)[0]["text"]

    def walked(_drafts):
        later = etag(saves(visitor, text + "# even anders\n", tag))
        assert etag(saves(visitor, text, later)) == tag
        return CompletedProcess([], 0, stdout="BEWEZEN", stderr="")

    monkeypatch.setattr(proving, "_walked", walked)
    answer = proves(visitor, tag)
    assert (answer.status_code, answer.get_json()["error"]) == (409, proving.MOVED)
    assert publishes(visitor, tag).status_code == 409


def test_one_proof_at_a_time(visitor, monkeypatch):
    """Who asks for a second meanwhile is told so when the first takes long, and keeps no thread from callers."""
    tag = changed(visitor)
    monkeypatch.setattr(proving, "PATIENCE", 0.05)
    with proving._one_at_a_time:
        answer = proves(visitor, tag)
    assert (answer.status_code, answer.get_json()["error"]) == (503, proving.BUSY)


def test_two_proofs_at_once(settings, visitor):
    """Whoever asks second waits a moment, and both are told that the same text is proved."""
    tag = changed(visitor)
    both = [visitor, Visitor(create_app(settings).test_client())]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda one: proves(one, tag), both))
    assert [answer.get_json()["is_proven"] for answer in answers] == [True, True]
    assert publishes(visitor, tag).status_code == 200


def test_a_proof_that_takes_too_long(visitor, menus, monkeypatch):
    """It is given up, nothing counts as proved, and the page says what else can be done; the next one may be ready."""
    before, tag = menus.read_bytes(), changed(visitor)
    with monkeypatch.context() as hurried:
        hurried.setattr(proving, "LONGEST", 0.1)
        answer = proves(visitor, tag)
    assert (answer.status_code, "python -m ivr walk" in answer.get_json()["error"]) == (503, True)
    assert publishes(visitor, tag).status_code == 409
    assert menus.read_bytes() == before
    assert proves(visitor, tag).get_json()["is_proven"]


@pytest.mark.parametrize(
    ("written", "instead", "variable"),
    [
        ("${ADVISOR_NUMBER}", "${NIGHT_NUMBER}", "NIGHT_NUMBER"),
        ("  ring:\n", f"  connect: queue\n  queue:\n{QUEUE}  ring:\n", "TWILIO_ACCOUNT_SID"),
    ],
)
def test_what_is_not_set_is_asked_of_the_administrator(visitor, menus, written, instead, variable):
    """A menu for which no telephone could ring is not published, though it is proved; the draft stays."""
    before, (draft, tag) = menus.read_bytes(), read(visitor)
    tag = etag(saves(visitor, draft["text"].replace(written, instead, 1), tag))
    assert proves(visitor, tag).get_json()["is_proven"]
    answer = publishes(visitor, tag)
    assert (answer.status_code, variable in answer.get_json()["error"]) == (422, True)
    assert menus.read_bytes() == before
    assert instead in read(visitor)[0]["text"]
    assert len(visitor.gets("/studio/editions").get_json()["editions"]) == 1


def test_without_a_place_for_the_draft_nothing_is_published(visitor, settings, menus):
    """Where the state cannot be written, each of them says that the disk refuses."""
    before, (_, tag) = menus.read_bytes(), read(visitor)
    edition = visitor.gets("/studio/menu/live").get_json()["edition"]
    (settings.state / "draft").write_text("a file where the folder should be")
    undone = visitor.posts(f"/studio/editions/{edition}/publish", {"note": ""})
    for answer in (proves(visitor, tag), publishes(visitor, tag), undone):
        assert answer.status_code == 507
        assert "De schijf weigert" in answer.get_json()["error"]
    assert menus.read_bytes() == before


def test_a_strange_file_among_what_was_put_aside(visitor, settings):
    """What an administrator leaves there is not shown, and hides nothing."""
    saves(visitor, read(visitor)[0]["text"] + "# a\n", changed(visitor), keep=True)
    (settings.state / "draft/aside/notities.yml").write_text("x")
    (settings.state / "draft/aside/20260101-000000-000000.yml").symlink_to("nowhere")
    draft, _ = read(visitor)
    assert len(draft["aside"]) == 1
    assert visitor.gets("/studio/aside/notities.yml").status_code == 404


def test_a_draft_is_for_the_server_alone(visitor, settings):
    """Other people with an account on this machine do not read what is being written."""
    changed(visitor)
    assert stat.S_IMODE((settings.state / "draft").stat().st_mode) == 0o700
