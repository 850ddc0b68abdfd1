"""The draft is written, checked, proved, published and undone, and nobody's work is lost."""

import json

import pytest

from tests.cli.test_repro import run
from tests.conftest import URL
from tests.studio.visitor import PASSWORD, Visitor, act, basic

WAS, WORDT = "Dat nummer is gratis", "Dat nummer is voor iedereen gratis"


def etag(answer):
    """Give the tag of the text that was answered."""
    return answer.get_etag()[0]


def read(visitor):
    """Fetch the draft, with its tag."""
    answer = visitor.gets("/studio/draft")
    assert answer.status_code == 200
    return answer.get_json(), etag(answer)


def sends(visitor, method, path, body, tag):
    """Ask for a change of the text with this tag."""
    headers = basic(PASSWORD) | {"Origin": URL, "If-Match": f'"{tag}"'}
    return visitor.client.open(path, method=method, json=body, base_url=URL, headers=headers)


def saves(visitor, text, tag, **more):
    """Save a text as the draft."""
    return sends(visitor, "PUT", "/studio/draft", {"text": text} | more, tag)


def changed(visitor):
    """Change one sentence in the draft; give its tag."""
    draft, tag = read(visitor)
    answer = saves(visitor, draft["text"].replace(WAS, WORDT), tag)
    assert answer.status_code == 200, answer.text
    return etag(answer)


def proves(visitor, tag):
    """Have the draft walked."""
    return sends(visitor, "POST", "/studio/certificate", {}, tag)


def publishes(visitor, tag, **body):
    """Publish the draft."""
    return sends(visitor, "POST", "/studio/publish", {"note": "", "over": None} | body, tag)


def answer_of(visitor, which):
    """Everything that a menu says about the number."""
    return json.dumps(visitor.gets(f"/studio/menu/{which}").get_json()["places"], ensure_ascii=False)


def editions_of(visitor):
    """The editions that were published, the latest first."""
    return [one["id"] for one in visitor.gets("/studio/editions").get_json()["editions"]]


def test_a_draft_is_called_before_it_is_live(visitor, menus):
    """What somebody writes is heard in the draft, and callers and menus.yml notice nothing."""
    before = menus.read_bytes()
    changed(visitor)
    assert WORDT in answer_of(visitor, "draft")
    assert WORDT not in answer_of(visitor, "live")
    assert menus.read_bytes() == before
    draft, _ = read(visitor)
    assert draft["is_changed"]
    assert not draft["is_behind"]


def test_publishing_needs_a_proof_and_can_be_undone(visitor, menus):
    """A changed sentence is proved, published with a note, heard by callers, and taken back with one request."""
    before = menus.read_bytes()
    tag = changed(visitor)
    assert publishes(visitor, tag).status_code == 409
    assert menus.read_bytes() == before
    proof = proves(visitor, tag).get_json()
    assert proof["is_proven"]
    assert "BEWEZEN: elke weg eindigt bij hulp, zonder uitzondering." in proof["text"]
    done = publishes(visitor, tag, note="  duidelijker\nzo ").get_json()
    assert done["changes"] == 1
    assert WORDT in menus.read_text()
    draft, _ = read(visitor)
    assert not draft["is_changed"]
    editions = visitor.gets("/studio/editions").get_json()["editions"]
    assert [one["id"] for one in editions] == [done["edition"], done["before"]]
    assert editions[0]["note"] == "duidelijker zo"
    assert WORDT in visitor.gets(f"/studio/editions/{done['edition']}/menu").text
    undone = visitor.posts(f"/studio/editions/{done['before']}/publish", {"note": "terug"}).get_json()
    assert undone["edition"] == done["before"]
    assert menus.read_bytes() == before


def test_a_proof_is_of_one_text_only(visitor):
    """Who changes another word after the proof has to have it proved again."""
    tag = changed(visitor)
    assert proves(visitor, tag).get_json()["is_proven"]
    draft, _ = read(visitor)
    later = etag(saves(visitor, draft["text"] + "# later\n", tag))
    assert publishes(visitor, later).status_code == 409


def test_a_mistake_is_told_and_stops_publishing(visitor):
    """A check says what is wrong and keeps nothing of the text; a draft with errors is not proved, nor published."""
    draft, tag = read(visitor)
    wrong = draft["text"].replace("welcome:", "welkom:", 1)
    told = visitor.posts("/studio/check", {"text": wrong}).get_json()
    assert not told["can_be_published"]
    assert told["problems"][0]["line"] > 1
    assert told["difference"] is None
    assert read(visitor)[1] == tag
    tag = etag(saves(visitor, wrong, tag))
    for answer in (proves(visitor, tag), publishes(visitor, tag)):
        assert answer.status_code == 422
        assert answer.get_json()["problems"]


def test_a_check_says_what_changes_for_callers(visitor):
    """The sentence that changed, only its changed words marked, and the text that has no recording now."""
    text = read(visitor)[0]["text"]
    assert visitor.posts("/studio/check", {"text": text}).get_json()["is_live"]
    told = visitor.posts("/studio/check", {"text": text.replace(WAS, WORDT)}).get_json()
    assert told["can_be_published"]
    assert not told["is_live"]
    change = told["difference"]["changes"][0]
    assert [words for words, is_changed in change["wordt"] if is_changed] == ["voor iedereen"]
    assert WORDT in told["difference"]["missing"][0]["text"]


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(studio_settings, visitor):
    """Who saves over another's text is refused and gets that text; who does so on purpose puts it aside."""
    other = Visitor(visitor.client)
    draft, tag = read(visitor)
    theirs, mine = draft["text"] + "# van de ander\n", draft["text"] + "# van mij\n"
    later = etag(saves(other, theirs, tag))
    answer = saves(visitor, mine, tag)
    assert answer.status_code == 412
    assert answer.get_json()["text"] == theirs
    assert etag(answer) == later
    kept = saves(visitor, mine, later, keep=True)
    assert kept.status_code == 200
    (aside,) = kept.get_json()["aside"]
    assert visitor.gets(f"/studio/aside/{aside['name']}").text == theirs
    assert read(other)[0]["text"] == mine


def test_a_draft_that_is_thrown_away_is_put_aside(visitor):
    """Who begins again has what menus.yml says, and can have the text back."""
    answer = sends(visitor, "DELETE", "/studio/draft", None, changed(visitor))
    assert not answer.get_json()["is_changed"]
    (aside,) = answer.get_json()["aside"]
    assert WORDT in visitor.gets(f"/studio/aside/{aside['name']}").text
    assert WORDT not in read(visitor)[0]["text"]


def test_a_change_outside_the_studio_is_not_overwritten_unasked(visitor, menus):
    """Somebody has changed menus.yml itself: publishing asks first, and keeps what stood there."""
    tag = changed(visitor)
    elsewhere = menus.read_text().replace("name: Veilig Thuis", "name: Het Veilig Thuis", 1)
    menus.write_text(elsewhere)
    assert read(visitor)[0]["is_behind"]
    assert proves(visitor, tag).get_json()["is_proven"]
    answer = publishes(visitor, tag)
    assert answer.status_code == 409
    assert menus.read_text() == elsewhere
    assert publishes(visitor, tag, over=answer.get_json()["over"]).status_code == 200
    assert elsewhere in [visitor.gets(f"/studio/editions/{edition}/menu").text for edition in editions_of(visitor)]
    assert WORDT in menus.read_text()


def test_the_draft_is_the_same_for_every_worker(visitor, studio_settings):
    """A text that one worker has saved is what another one gives and calls."""
    from ivr.studio import create_app

    neighbour = Visitor(create_app(studio_settings).test_client())
    assert WORDT not in answer_of(neighbour, "draft")
    tag = changed(visitor)
    assert read(neighbour)[1] == tag
    assert WORDT in answer_of(neighbour, "draft")
    assert (
        neighbour.client.get(
            "/studio/draft", base_url=URL, headers=basic(PASSWORD) | {"If-None-Match": f'"{tag}"'}
        ).status_code
        == 304
    )


@pytest.mark.parametrize("headers", [{}, {"If-Match": "*"}, {"If-Match": '"a", "b"'}])
def test_a_change_says_of_which_text(visitor, headers):
    """Without the one text that is changed, nothing is."""
    answer = visitor.client.put(
        "/studio/draft", json={"text": ""}, base_url=URL, headers=basic(PASSWORD) | {"Origin": URL} | headers
    )
    assert answer.status_code == 428


@pytest.mark.parametrize("name", ["../menus.yml", "%2e%2e%2fbase", "x.yml", "20260101-000000-000000.yml"])
def test_nothing_else_is_put_aside(visitor, name):
    """Only what was put aside can be had by its name."""
    changed(visitor)
    assert visitor.gets(f"/studio/aside/{name}").status_code == 404


def test_a_draft_that_is_too_large_is_refused(visitor):
    """A text of three hundred kilobytes takes too long to look at; the draft stays what it was."""
    _, tag = read(visitor)
    answer = saves(visitor, "#" * 300_001, tag)
    assert answer.status_code == 413
    assert "te groot" in answer.get_json()["error"]
    assert read(visitor)[1] == tag


def test_an_edition_that_is_not_there_changes_nothing(visitor, menus):
    """Who asks for an edition that nobody knows is told so."""
    before = menus.read_bytes()
    for edition in ("0123456789", "..", "a" * 400):
        assert visitor.posts(f"/studio/editions/{edition}/publish", {"note": ""}).status_code == 404
        assert visitor.gets(f"/studio/editions/{edition}/menu").status_code == 404
    assert menus.read_bytes() == before


def test_a_call_to_the_draft_is_a_test_that_holds(visitor, tmp_path):
    """What was heard of a text that is not live yet is in the test that is copied, and the test passes."""
    changed(visitor)
    visitor.calls()
    code = visitor.asks([act("presses", "2"), act("presses", "4")], "/studio/test").get_json()["test"]
    assert "draft/menus.yml" in code
    run(code, tmp_path=tmp_path)
