"""Menus that are published while the line is busy: changed, broken and half-written ones, on a real server."""

import re
import time
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from tests.failures.conftest import NOTICED, noticed, ready
from tests.failures.crowd import Crowd, said
from tests.failures.menus import broken, menu, offered

SEEN = 1.4
"""Seconds after which a file that was left unfinished has been read."""

ANSWERED = 1.0
"""Seconds that a caller may wait for the opening on a busy machine."""


def half_written(path: Path, text: str, pause: float) -> None:
    """Save as careless editors do: the file is emptied, and then written in two halves."""
    with path.open("w", encoding="utf-8") as file:
        file.write(text[: len(text) // 2])
        file.flush()
        time.sleep(pause)
        file.write(text[len(text) // 2 :])


def test_a_busy_line_stays_whole_whatever_is_saved(office):
    """Callers are answered, stay in the menu they heard, and new callers get a new menu within two seconds."""
    with office.serves() as server, Crowd(server.url).calling() as crowd:
        published = [(time.monotonic(), "rood")]
        for change, seconds in (
            (lambda: office.save(broken("blauw")), SEEN),
            (lambda: half_written(office.menus, menu("groen"), pause=0.15), NOTICED),
            (lambda: half_written(office.menus, menu("oranje"), pause=SEEN), NOTICED),
            (lambda: office.menus.unlink(), SEEN),
        ):
            change()
            if colour := offered_in(office):
                published.append((time.monotonic(), colour))
            time.sleep(seconds + 0.3)
    assert crowd.complaints == []
    assert {colour for _, colour in crowd.heard} == {colour for _, colour in published}
    for begun, colour in crowd.heard:
        assert colour in expected(published, begun), (begun, colour, published)


def offered_in(office) -> str | None:
    """Which colour the file offers, if it can be published."""
    text = office.menus.read_text(encoding="utf-8") if office.menus.exists() else ""
    return text.partition("Iets over ")[2].partition("\n")[0] if "opion" not in text else None


def expected(published: list[tuple[float, str]], begun: float) -> set[str]:
    """What a caller may hear whose call began then: what serves, and what was replaced in the last two seconds."""
    saved = pairwise([*published, (float("inf"), "")])
    return {one for (since, one), (until, _) in saved if since - ANSWERED < begun < until + NOTICED}


def test_every_worker_notices_by_itself(office, caller):
    """Two seconds after a file was saved each worker serves it, or says since when and why it does not."""
    with office.serves() as server:
        with noticed(server):
            office.save(menu("groen"))
        for worker in server.workers:
            with server.only(worker):
                assert offered(said(caller(server).call())) == ("groen", "3")
        with noticed(server):
            office.save(broken("blauw"))
        saved = time.time()
        for worker in server.workers:
            with server.only(worker):
                assert offered(said(caller(server).call())) == ("groen", "3")
                told = ready(server)
        assert told["stale"] is True
        assert abs(seconds(told["since"]) - saved) < 4
        assert re.fullmatch(r"menus\.yml:50:5: unknown-word", told["reason"])
        assert len(server.workers) == 2


def seconds(moment: str) -> float:
    """When it was, in seconds as `time.time` counts them."""
    return datetime.fromisoformat(moment).timestamp()
