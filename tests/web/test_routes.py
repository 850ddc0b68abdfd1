"""What each address answers, to Twilio and to strangers."""

import pytest

from tests.conftest import ADVISOR, LINE
from tests.web.test_signature import FORM, post, signature


def asks(app, target, **form):
    """Ask as Twilio does, and give the document."""
    form = FORM | form
    response = post(app, target, form, signature(target, form))
    assert (response.status_code, response.mimetype) == (200, "text/xml")
    return response.text


@pytest.fixture
def edition(app):
    """The id of the edition that serves."""
    return app.test_client().get("/readyz").json["edition"]


@pytest.mark.parametrize("target", ["/voice", "/voice/fallback", "/voice/status", "/voice/x/y"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_twilio_routes_take_posts_only(app, target, method):
    """A GET would put callers' numbers into access logs."""
    response = app.test_client().open(target, method=method)
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")


@pytest.mark.parametrize("size", [65_537, 10_000_000])
def test_a_body_over_64_kb_is_refused(app, size):
    """Nobody can make the line read endlessly."""
    response = app.test_client().post("/voice", data=b"x" * size, content_type="application/x-www-form-urlencoded")
    assert (response.status_code, response.text) == (413, "413 Request Entity Too Large\n")


@pytest.mark.parametrize(
    "target", ["/voice/", "/voice/status/", "/voice/fallback/", "/voice//", "/voice//x", "/voice/./x", "/voice/a/b/"]
)
def test_no_address_is_redirected(app, target):
    """A redirect would lose the key that the caller pressed (docs/voice/twiml/gather)."""
    form = FORM | {"Digits": "1"}
    assert post(app, target, form, signature(target, form)).status_code == 200


@pytest.mark.parametrize(
    "target",
    ["/voice/0000000000/start", "/voice/{edition}/nowhere", "/voice/nowhere", "/voice/a/b/c", "/voice/%C3%A9/%C3%BC"],
)
def test_an_unknown_address_is_a_spoken_way_on(app, edition, target):
    """A caller from another edition hears that the menu has changed, and the choices."""
    document = asks(app, target.format(edition=edition))
    assert "het-keuzemenu-is-veranderd" in document
    assert "is-er-nu-direct-gevaar" in document


@pytest.mark.parametrize("target", ["/voice/0000000000/4-3", "/voice/a/b/c"])
def test_one_and_zero_keep_their_meaning_in_an_unknown_edition(app, target):
    """Who presses 1 while a new menu is published is not told about menus."""
    assert "het-nummer-is-een-een-twee" in asks(app, target, Digits="1")
    assert ADVISOR in asks(app, target, Digits="0")
    assert "het-keuzemenu-is-veranderd" in asks(app, target, Digits="2")


def test_a_conversation_that_outlives_the_edition_ends_well(app):
    """Who talked with an advisor while a new menu was published is not sent back into it."""
    ended = asks(app, "/voice/0000000000/0?dialled=1", DialCallStatus="completed", DialBridged="true")
    assert "<Hangup" in ended
    assert ADVISOR in asks(app, "/voice/0000000000/0?dialled=1", DialCallStatus="busy")


@pytest.mark.parametrize(
    ("result", "conversation"),
    [
        ({"DialCallStatus": "completed", "DialBridged": "true"}, True),
        ({"DialCallStatus": "answered", "DialBridged": "true"}, True),
        ({"DialCallStatus": "completed"}, True),
        ({"DialCallStatus": "completed", "DialBridged": "True"}, True),
        ({"DialCallStatus": "completed", "DialBridged": "true", "DialCallDuration": "21"}, True),
        ({"DialCallStatus": "completed", "DialBridged": "true", "DialCallDuration": "x"}, True),
        ({"DialCallStatus": "completed", "DialBridged": "false", "DialCallDuration": "1"}, False),
        ({"DialCallStatus": "completed", "DialBridged": "", "DialCallDuration": "7"}, False),
        ({"DialCallStatus": "answered", "DialBridged": "false"}, False),
        ({"DialCallStatus": "busy"}, False),
        ({"DialCallStatus": "no-answer"}, False),
        ({"DialCallStatus": "failed"}, False),
        ({"DialCallStatus": "canceled"}, False),
        ({"DialCallStatus": "something-new"}, False),
        ({"DialCallStatus": ""}, False),
        ({}, False),
        ({"Digits": "5"}, False),
    ],
)
def test_only_a_conversation_ends_the_call(app, edition, result, conversation):
    """Every other result of ringing the advisors, known or not, leads on."""
    document = asks(app, f"/voice/{edition}/0?dialled=1", **result)
    assert ("<Hangup" in document) == conversation
    assert ("blijf-aan-de-lijn" in document) != conversation


@pytest.mark.parametrize("result", [{"DialCallDuration": "0"}, {}])
def test_star_while_it_rings_leads_back(app, edition, result):
    """Completed without anybody having picked up: the caller pressed *, and is in the menu again."""
    told = {"DialCallStatus": "completed", "DialBridged": "false", **result}
    assert asks(app, f"/voice/{edition}/3-0?dialled=1", **told) == asks(app, f"/voice/{edition}/3")


@pytest.mark.parametrize("seconds", ["0", "7", "20"])
def test_a_conversation_that_falls_away_at_once_is_offered_again(app, edition, seconds):
    """A caller who is cut off within twenty seconds is not hung up on."""
    told = {"DialCallStatus": "completed", "DialBridged": "true", "DialCallDuration": seconds}
    document = asks(app, f"/voice/{edition}/3-0?dialled=1", **told)
    assert "de-verbinding-met-de-adviseur-is" in document
    assert "/3-0-dropped" in document


def test_who_picks_up_is_asked_first(app, edition):
    """An advisor hears a short prompt and presses 1; a voicemail does not, and gets no caller."""
    assert f'url="/voice/{edition}/whisper"' in asks(app, f"/voice/{edition}/0")
    assert "er-is-een-beller-voor-u" in asks(app, f"/voice/{edition}/whisper")
    assert asks(app, f"/voice/{edition}/whisper", Digits="1").endswith("<Response />")
    for digits in ("2", "0", "*"):
        assert "<Hangup" in asks(app, f"/voice/{edition}/whisper", Digits=digits)


def test_who_was_rung_by_an_older_menu_is_asked_too(app):
    """An advisor's key is never taken for a caller's."""
    assert "er-is-een-beller-voor-u" in asks(app, "/voice/0000000000/whisper-3-2")
    assert asks(app, "/voice/0000000000/whisper-3-2", Digits="1").endswith("<Response />")


def test_a_key_is_heard_whatever_else_is_told(app, edition):
    """Key 1 gives emergency guidance even when a request also tells of a dial that nobody made."""
    document = asks(app, f"/voice/{edition}/start", Digits="1", DialCallStatus="completed")
    assert "het-nummer-is-een-een-twee" in document


def test_a_dial_result_where_nobody_dialled_does_not_end_the_call(app, edition):
    """Only a state that rings an advisor can be followed by the end of the call."""
    document = asks(app, f"/voice/{edition}/start?dialled=1", DialCallStatus="completed")
    assert document == asks(app, f"/voice/{edition}/start")


def test_a_dial_result_without_our_mark_is_known_all_the_same(app, edition):
    """A proxy or a carrier that loses the query still leads the caller on."""
    assert "blijf-aan-de-lijn" in asks(app, f"/voice/{edition}/0", DialCallStatus="busy")


def test_a_call_that_begins_at_a_slightly_wrong_address_gets_the_opening(app):
    """A typing error in the Twilio console is not told to callers as a changed menu (rule 17)."""
    for target in ("/voice/", "/voice//", "/voice/x"):
        assert asks(app, target, CallStatus="ringing") == asks(app, "/voice")


def test_documents_are_kept_by_nobody(app):
    """What a caller hears is not stored on the way."""
    assert post(app, signature=signature()).headers["Cache-Control"] == "no-store"


def test_an_empty_key_is_no_key(app, edition):
    """A Gather that ends without a key may send an empty one."""
    assert asks(app, f"/voice/{edition}/2", Digits="") == asks(app, f"/voice/{edition}/2")


@pytest.mark.parametrize("digits", ["23", "A", "é", "1" * 500, " 1", "w"])
def test_what_is_no_key_counts_as_a_wrong_key(app, edition, digits):
    """Whatever arrives as a key, the caller hears the choices again."""
    assert "die-toets-werkt-hier-niet" in asks(app, f"/voice/{edition}/start", Digits=digits)


def test_the_fallback_names_112_and_rings_the_advisors(app):
    """When something failed, the computer voice speaks; nothing is fetched, and the line's own number is shown."""
    document = asks(app, "/voice/fallback", ErrorCode="11200", ErrorUrl="https://ivr.test/voice")
    assert "bel één één twee" in document
    assert f'callerId="{LINE}"' in document
    assert f"<Number>{ADVISOR}</Number>" in document
    assert "<Play" not in document


def test_after_the_fallback_has_rung_nobody_is_hung_up_on(app):
    """Without a conversation the caller returns to the opening; with one, the call ends."""
    assert ">/voice</Redirect>" in asks(app, "/voice/fallback?dialled=1", DialCallStatus="no-answer")
    assert "<Hangup" in asks(app, "/voice/fallback?dialled=1", DialCallStatus="completed")


def test_a_status_callback_is_answered_with_an_empty_document(app):
    """Twilio tells that a call has ended, and nothing of it is kept."""
    assert asks(app, "/voice/status", CallStatus="completed", CallDuration="61") == "<Response/>"


@pytest.mark.parametrize("target", ["/", "/nowhere", "/favicon.ico", "/prompts/", "/static/x", "/readyz/x"])
def test_a_stranger_finds_nothing_elsewhere(app, target):
    """There is no page to find and no listing to read."""
    response = app.test_client().get(target)
    assert (response.status_code, response.text) == (404, "404 Not Found\n")


def test_alive_and_ready(app):
    """A platform learns that the line answers, and with which edition."""
    client = app.test_client()
    assert client.get("/healthz").json == {"alive": True}
    ready = client.get("/readyz").json
    assert (ready["stale"], ready["reason"], len(ready["edition"])) == (False, None, 10)
