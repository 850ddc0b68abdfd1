"""The studio on a disk that may not be written: it says so, offers what there is, and callers notice nothing."""

import json
import urllib.error
import urllib.request
from datetime import date

from ivr.prompts.voice import introduce
from tests.failures.disks import Disk
from tests.failures.menus import menu
from tests.failures.test_disks import is_served, on_small_disk
from tests.studio.visitor import HASH, PASSWORD, basic


def asks(server, method, path, body=None, tag=""):
    """Ask the studio for something; give the status, what it tells, and the tag of the text."""
    headers = basic(PASSWORD) | {"Origin": server.url, "Content-Type": "application/json"}
    headers |= {"If-Match": f'"{tag}"'} if tag else {}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(server.url + path, data, headers, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return answer.status, json.load(answer), (answer.headers["ETag"] or "").strip('"')
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error), ""


def test_a_menu_on_a_disk_that_is_only_read_is_written_and_not_published(office, caller):
    """As on a platform without a disk: the draft is kept elsewhere and proved; publishing says why it cannot be."""
    where = on_small_disk(office) | {"IVR_STATE": str(office.folder / "var"), "IVR_STUDIO_PASSWORD": HASH}
    with office.serves(**where) as server:
        Disk(server, office.folder / "disk").lock()
        _, draft, tag = asks(server, "GET", "/studio/draft")
        assert (draft["is_kept"], draft["is_writable"]) == (True, False)
        assert "alleen te lezen" in draft["why"]
        status, _, tag = asks(server, "PUT", "/studio/draft", {"text": menu("groen")}, tag)
        assert status == 200
        assert asks(server, "POST", "/studio/certificate", {}, tag)[1]["is_proven"]
        status, told, _ = asks(server, "POST", "/studio/publish", {"note": "", "over": None}, tag)
        assert status == 507
        assert "voor bellers verandert er niets" in told["error"]
        assert asks(server, "GET", "/studio/draft")[1]["text"] == menu("groen")
        assert is_served(caller(server).call(), "rood")
    assert "Traceback" not in "\n".join(office.log)


def test_where_nothing_can_be_kept_a_text_is_still_checked(office, caller):
    """Neither the draft nor menus.yml can be written: it says so, and still tells what would change."""
    with office.serves(**on_small_disk(office), IVR_STUDIO_PASSWORD=HASH) as server:
        Disk(server, office.folder / "disk").lock()
        _, draft, tag = asks(server, "GET", "/studio/draft")
        assert (draft["is_kept"], draft["is_writable"]) == (False, False)
        status, told, _ = asks(server, "PUT", "/studio/draft", {"text": menu("groen")}, tag)
        assert status == 507
        assert "Bewaar uw tekst met Downloaden" in told["error"]
        told = asks(server, "POST", "/studio/check", {"text": menu("groen")})[1]
        assert told["can_be_published"]
        assert any("groen" in change["sentence"] for change in told["difference"]["changes"])
        assert is_served(caller(server).call(), "rood")
    assert "Traceback" not in "\n".join(office.log)


def test_where_no_recording_can_be_kept_it_says_so(office, caller):
    """On a disk that is only read, who speaks is told beforehand; a take is refused with what to do, and all stays."""
    where = on_small_disk(office) | {"IVR_PROMPTS": str(office.folder / "disk/prompts"), "IVR_STUDIO_PASSWORD": HASH}
    introduce(
        office.folder / "filled/prompts/marije", "human", "Hier.", date(2026, 11, 28), speaker="Marije", licence="Ja."
    )
    with office.serves(**where) as server:
        assert asks(server, "GET", "/studio/record/texts")[1]["unkept"] is None
        Disk(server, office.folder / "disk").lock()
        _, told, _ = asks(server, "GET", "/studio/record/texts")
        assert "alleen te lezen" in told["unkept"]
        text = told["sections"][0]["texts"][0]
        status, told, _ = asks(server, "POST", f"/studio/record/marije/{text['id']}?over=", {})
        assert status == 507
        assert "als bestand op uw computer" in told["error"]
        new = {"name": "jan", "speaker": "Jan", "licence": "Ja."}
        assert asks(server, "POST", "/studio/record/voices", new)[0] == 507
        assert is_served(caller(server).call(), "rood")
    assert "Traceback" not in "\n".join(office.log)
