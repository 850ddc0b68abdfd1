"""A text that is too large, or too much at once, is refused before callers notice."""

import pytest

from ivr.studio import checking
from ivr.studio.draft import LARGEST
from tests.conftest import URL
from tests.studio.visitor import PASSWORD, basic


def test_a_menu_that_is_too_large(visitor, menus):
    """Neither checked nor saved: the editor says how large it may be."""
    text = menus.read_text() + "# x\n" * (LARGEST // 4)
    headers = basic(PASSWORD) | {"Origin": URL, "If-Match": visitor.gets("/studio/draft").headers["ETag"]}
    saved = visitor.client.put("/studio/draft", json={"text": text}, base_url=URL, headers=headers)
    for answer in (visitor.posts("/studio/check", {"text": text}), saved):
        assert (answer.status_code, answer.get_json()["error"]) == (413, checking.TOO_LARGE)
    assert "# x" not in visitor.gets("/studio/draft").get_json()["text"]


def test_one_check_at_a_time(visitor, menus, monkeypatch: pytest.MonkeyPatch):
    """A second waits, and when that takes long its writer is told to try again; then it goes on."""
    monkeypatch.setattr(checking, "PATIENCE", 0.05)
    with checking._one:
        answer = visitor.posts("/studio/check", {"text": menus.read_text()})
    assert (answer.status_code, answer.get_json()["error"]) == (503, checking.BUSY)
    assert visitor.posts("/studio/check", {"text": menus.read_text()}).status_code == 200
