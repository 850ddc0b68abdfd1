"""What was made of a menu is served again only where everything that it was made of is the same."""

import os
import subprocess
import sys
import time
import zoneinfo
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

from ivr.edition import Publication, Publisher, Store, Stored, fingerprint, ready
from ivr.publishing import Here, servable
from ivr.settings import Settings
from tests.cli.conftest import sound
from tests.conftest import NUMBERS, ROOT
from tests.edition.conftest import Desk, record

QUEUE = (ROOT / "tests/menus/good/queue.yml").read_text(encoding="utf-8")


class Maker(Here):
    """A press that remembers how often something was asked of it."""

    asked = 0

    def servable(self, settings: Settings, seconds: float = 60.0) -> Publication:
        """Make what serves."""
        self.asked += 1
        return super().servable(settings, seconds)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """Files that were changed just now count as settled; where that is tested, it is set again."""
    monkeypatch.setattr(ready, "SETTLED", 0.0)


@pytest.fixture
def recorded(desk: Desk) -> Desk:
    """A menu of which every text is recorded, and that a line served before."""
    record(desk.menus, desk.folder / "prompts")
    Publisher.start(desk.settings, Here())
    return desk


def makes(settings: Settings) -> bool:
    """Whether a start makes the publication anew; what it serves is what would have been made, either way."""
    press = Maker()
    publisher = Publisher.start(settings, press)
    with pytest.MonkeyPatch.context() as anew:
        anew.setattr(ready.Ready, "find", lambda _: None)
        fresh = Here().servable(settings)
    assert publisher.publication == fresh
    assert press.asked in (0, 1)
    return press.asked == 1


def a_recording(desk: Desk) -> Path:
    """The first recording of the voice."""
    return min((desk.folder / "prompts/standin").iterdir())


def kept_recording(desk: Desk) -> Path:
    """The copy of a recording that serves."""
    return min((desk.folder / "var/editions/recordings").iterdir())


def test_a_second_start_makes_nothing(recorded):
    """Restarting a line takes no longer than reading what is served."""
    assert not makes(recorded.settings)


@pytest.mark.parametrize("change", [lambda text: b"\xef\xbb\xbf" + text, lambda text: text.replace(b"\n", b"\r\n")])
def test_however_an_editor_saves_a_menu_it_is_ready(recorded, change):
    """Some write a mark before it, and some end lines in another way."""
    recorded.menus.write_bytes(change(recorded.menus.read_bytes()))
    Publisher.start(recorded.settings, Here())
    assert not makes(recorded.settings)


def test_an_older_menu_that_comes_back_is_made_anew(recorded):
    """What is ready is one menu, and not the one before."""
    before = recorded.menus.read_text(encoding="utf-8")
    recorded.save(before.replace("Goedendag", "Welkom"))
    assert makes(recorded.settings)
    recorded.save(before)
    assert makes(recorded.settings)


def same_size(path: Path) -> None:
    """Change a file as nobody could see from its size and the time of its content."""
    time.sleep(0.02)  # some clocks tick a hundred times a second
    stat, content = path.stat(), path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


CHANGES: dict[str, Callable[[Desk], object]] = {
    "menu": lambda desk: same_size_menu(desk.menus),
    "recording": lambda desk: same_size(a_recording(desk)),
    "recording-gone": lambda desk: a_recording(desk).unlink(),
    "recording-new": lambda desk: (desk.folder / "prompts/standin/zin.0123456789.wav").write_bytes(sound(1)),
    "kept-recording-gone": lambda desk: kept_recording(desk).unlink(),
    "kept-recording-spoilt": lambda desk: same_size(kept_recording(desk)),
    "kept-recording-cut": lambda desk: kept_recording(desk).write_bytes(b"RIFF"),
    "edition-gone": lambda desk: min((desk.folder / "var/editions").glob("*.json")).unlink(),
    "history-gone": lambda desk: (desk.folder / "var/editions/history.jsonl").unlink(),
    "another-published": lambda desk: Store.below(desk.settings.state).keep(Stored("0123456789", b"", ())),
    "ready-gone": lambda desk: (desk.folder / "var/editions/ready").unlink(),
    "ready-cut": lambda desk: (desk.folder / "var/editions/ready").write_bytes(b"{}\n"),
    "ready-empty": lambda desk: (desk.folder / "var/editions/ready").write_bytes(b""),
}


def same_size_menu(menus: Path) -> None:
    """Change one letter of what is said."""
    text = menus.read_text(encoding="utf-8")
    menus.write_text(text.replace("Goedendag", "Goedenbag"), encoding="utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_has_changed_on_disk_is_made_anew(recorded, change):
    """The menu, a recording, a copy that is kept, or what is ready itself."""
    CHANGES[change](recorded)
    assert makes(recorded.settings)


@pytest.mark.parametrize(
    "changed",
    [
        {"prompts_url": "https://cdn.example.nl/prompts"},
        {"account": "AC" + "0" * 32},
        {"numbers": {"LINE_NUMBER": "+31101234567", "ADVISOR_NUMBER": "+31109999999"}},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_whatever_has_changed_in_the_settings_is_made_anew(recorded, changed):
    """Another number is rung at once, and no recording is looked for where it no longer is."""
    assert makes(replace(recorded.settings, **changed))


def test_other_rules_of_the_clock_make_anew(recorded, monkeypatch, tmp_path):
    """When summer time is given up, an announcement begins at another moment."""
    rules = tmp_path / "zoneinfo/Europe/Amsterdam"
    rules.parent.mkdir(parents=True)
    rules.write_bytes(b"TZif")
    monkeypatch.setattr(zoneinfo, "TZPATH", (str(tmp_path / "zoneinfo"),))
    assert makes(recorded.settings)
    same_size(rules)
    assert makes(recorded.settings)
    assert not makes(recorded.settings)


def test_recordings_that_are_missing_elsewhere_make_anew(desk):
    """The log names the folder where there are none."""
    Publisher.start(desk.settings, Here())
    assert not makes(desk.settings)
    assert makes(replace(desk.settings, prompts=desk.folder / "elsewhere"))


def test_a_setting_that_no_menu_names_changes_nothing(recorded):
    """The environment holds much else, which differs from one start to the next."""
    settings = recorded.settings
    assert not makes(replace(settings, numbers={**settings.numbers, "INVOCATION_ID": "4711"}))


def test_another_version_of_the_program_makes_anew(recorded, monkeypatch):
    """What an older one made is not what this one would."""
    monkeypatch.setattr(ready, "LOADED", "another")
    assert makes(recorded.settings)
    assert not makes(recorded.settings)


def test_a_program_that_is_renewed_under_a_running_line_counts_as_what_it_runs(recorded, monkeypatch):
    """What it still makes is not taken for the work of the new one, after the restart."""
    monkeypatch.setattr(fingerprint, "_PROGRAM", recorded.folder)
    recorded.save(recorded.menus.read_text(encoding="utf-8").replace("Goedendag", "Welkom"))
    assert makes(recorded.settings)
    monkeypatch.setattr(ready, "LOADED", fingerprint.on_disk()[0])
    assert makes(recorded.settings)


def test_whatever_a_program_is_made_of_tells_it_from_another(tmp_path, monkeypatch):
    """A file of it, a library of another version, or another Python; and not what Python writes down of them."""
    program, libraries = tmp_path / "ivr", tmp_path / "site-packages"
    (program / "check").mkdir(parents=True)
    (program / "web").mkdir()
    libraries.mkdir()
    (program / "check/rules.py").write_text("OLD = 1\n", encoding="utf-8")
    monkeypatch.setattr(fingerprint, "_PROGRAM", program)
    monkeypatch.setattr(sys, "path", [*sys.path, str(libraries)])
    known = [fingerprint.on_disk()]
    (program / "check/rules.py").chmod(0o600)
    assert fingerprint.on_disk() != known[0]
    assert fingerprint.on_disk()[1] == known[0][1]
    known = [fingerprint.on_disk()]
    (program / "__pycache__").mkdir()
    (program / "__pycache__/rules.pyc").touch()
    (program / "web/voice.py").touch()
    (libraries / "__pycache__").mkdir()
    assert fingerprint.on_disk() == known[0]
    (program / "check/rules.py").write_text("NEW = 1\n", encoding="utf-8")
    os.utime(program / "check/rules.py", (1, 1))
    known.append(fingerprint.on_disk())
    (libraries / "twilio-99.dist-info").mkdir()
    known.append(fingerprint.on_disk())
    monkeypatch.setattr(sys, "version", "4.0")
    known.append(fingerprint.on_disk())
    assert len({content for _, content in known}) == 4


def test_what_is_left_out_of_a_program_has_no_part_in_making_a_menu():
    """Nothing of it is even loaded."""
    code = "import sys, ivr.publishing; print(*{name.split('.')[1] for name in sys.modules if name.startswith('ivr.')})"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {"publishing", "loader", "twiml"} <= set(loaded.split())
    assert not set(fingerprint.ABOVE) & set(loaded.split())


def test_a_queue_without_an_account_is_refused_also_where_it_is_ready(desk):
    """It could ring nobody."""
    desk.save(QUEUE)
    numbers = dict.fromkeys(("DAY_NUMBER", "NIGHT_NUMBER", "NATIONAL_NUMBER"), "+31109999999") | dict(NUMBERS)
    without = replace(desk.settings, numbers=numbers)
    with_account = replace(without, account="AC" + "0" * 32)
    Publisher.start(with_account, Here())
    assert not makes(with_account)
    fault = Publisher.start(without, Here()).publication.fault
    assert fault
    assert [problem.rule for problem in fault.problems] == ["number-needed"]


def test_what_changes_while_it_is_made_is_made_once_more(recorded):
    """A recording that is replaced in that moment is in one of the two, and the next start looks."""
    recorded.save(recorded.menus.read_text(encoding="utf-8").replace("Goedendag", "Welkom"))
    ready_before = ready.Ready.now

    def replaced_meanwhile(*arguments):
        found = ready_before(*arguments)
        same_size(a_recording(recorded))
        return found

    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(ready.Ready, "now", replaced_meanwhile)
        Publisher.start(recorded.settings, Here())
    assert makes(recorded.settings)


def test_what_has_changed_only_just_now_is_made_once_more(recorded, monkeypatch):
    """Within one tick of a clock a second change could not be told from the first."""
    monkeypatch.setattr(ready, "SETTLED", 3600.0)
    a_recording(recorded).unlink()
    assert makes(recorded.settings)
    assert makes(recorded.settings)


def test_one_bit_that_fell_over_is_noticed(recorded):
    """A disk that spoils what it keeps changes nothing for callers."""
    path = recorded.folder / "var/editions/ready"
    whole = path.read_bytes()
    places = [*range(0, len(whole), max(1, len(whole) // 40)), whole.index(b"Europe/Amsterdam"), len(whole) - 1]
    for at in places:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert makes(recorded.settings), at


def test_nobody_else_reads_the_numbers_in_it(recorded):
    """Advisors' telephone numbers are in the documents."""
    kept = recorded.folder / "var/editions/ready"
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.chmod(0o644)
    recorded.menus.write_text(recorded.menus.read_text(encoding="utf-8").replace("Goedendag", "Welkom"))
    assert makes(recorded.settings)
    assert kept.stat().st_mode & 0o777 == 0o600


def test_workers_that_notice_at_the_same_time_make_it_once(recorded, monkeypatch):
    """The others wait for the first, and take what that has made."""
    made: list[object] = []

    def slowly(*given):
        made.append(given)
        time.sleep(0.3)
        return servable(*given)

    monkeypatch.setattr("ivr.publishing.here.servable", slowly)
    recorded.save(recorded.menus.read_text(encoding="utf-8").replace("Goedendag", "Welkom"))
    with ThreadPoolExecutor(4) as workers:
        found = list(workers.map(lambda _: Here().servable(recorded.settings), range(4)))
    assert found == [found[0]] * 4
    assert len(made) == 1


def test_a_worker_that_lags_behind_takes_what_is_ready(recorded, monkeypatch):
    """Whoever comes with a key of a menu that another worker has just published waits for nothing to be made."""
    first, second = Publisher.start(recorded.settings, Maker()), Publisher.start(recorded.settings, Maker())
    recorded.save(recorded.menus.read_text(encoding="utf-8").replace("Goedendag", "Welkom"))
    assert first.refresh()
    monkeypatch.setattr(Maker, "again", lambda *_: pytest.fail("made again"))
    second._next = first.now() + 3600
    assert second.edition(first.publication.edition.id) == first.publication.edition


def test_a_worker_takes_what_another_has_made(recorded):
    """Of a menu that changes, only the first makes a publication."""
    other = Maker()
    first, second = Publisher.start(recorded.settings, Maker()), Publisher.start(recorded.settings, other)
    recorded.save(recorded.menus.read_text(encoding="utf-8").replace("Goedendag", "Welkom"))
    assert first.refresh()
    assert second.refresh()
    assert other.asked == 0
    assert second.publication == first.publication
