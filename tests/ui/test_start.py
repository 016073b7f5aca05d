"""The start: what the first frame loads, and the look at the data file behind the first page."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.door import names_seen, pin_wait
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import backups
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.gate import Gate
from tests.desk import damage
from ui.app import Program
from ui.care import CareSheet
from ui.pages.lock import LockWindow
from ui.window import Shell

ROOT = Path(__file__).resolve().parents[2]
PIN = "246813"
HEAVY = {"sqlite_utils", "reportlab", "openpyxl", "xlsxwriter", "cryptography", "PIL", "pypdfium2", "sqlcipher3"}
FIRST_FRAME = """
import json, sys
from pathlib import Path
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.settings import Settings
from ui.app import Program, prepare
folder = DataFolder(Path(sys.argv[1]))
app = prepare(["x"], Settings(folder.window_state))
program = Program(app, folder)
assert program.start()
program.window.grab()
print(json.dumps([type(program.window).__name__, sorted({name.split(".")[0] for name in sys.modules})]))
program.window.close()
"""


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    folder = DataFolder(tmp_path_factory.mktemp("kunci") / "data")
    desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "", "NURHAYATI SALAM"), PIN), damage.CLOCK)
    return folder


@pytest.mark.parametrize("window", ["Wizard", "LockWindow"])
def test_the_first_frame_loads_nothing_heavy(window: str, locked: DataFolder, tmp_path: Path) -> None:
    import json

    folder = locked.root if window == "LockWindow" else tmp_path / "baru"
    ran = subprocess.run([sys.executable, "-c", FIRST_FRAME, str(folder)], cwd=ROOT, capture_output=True, text=True,
                         env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=True, timeout=60)
    shown, loaded = json.loads(ran.stdout.splitlines()[-1])
    assert shown == window
    assert HEAVY.isdisjoint(loaded)


def test_the_first_frame_names_those_the_vault_names(locked: DataFolder, tmp_path: Path) -> None:
    assert names_seen(locked) == desks.lock_users(locked) != []
    assert pin_wait(locked) == 0
    other = damage.copy_of(locked.root, tmp_path / "lain")
    for damaged in (b"", b"{}", b"[]", b'{"versi": 99, "slot": [], "pengguna": []}', b'{"slot": 3}', b"\xff"):
        other.keys.write_bytes(damaged)
        assert names_seen(other) is None, damaged  # the vault looks, and mends it by its twin
        if b"99" not in damaged:  # of a newer program: refused with a sentence
            assert desks.lock_users(other) == desks.lock_users(locked)


def test_a_name_that_was_changed_behind_the_programs_back_is_mended_after_the_first_frame(
        qtbot, qapp, locked: DataFolder, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("JAMSOS_HARI_INI", damage.TODAY.isoformat())
    monkeypatch.setattr("ui.crash.install", lambda _: None)
    folder = damage.copy_of(locked.root, tmp_path / "data")
    folder.keys.write_bytes(folder.keys.read_bytes().replace(b"NURHAYATI SALAM", b"NURHAYATI SALAK"))
    program = Program(qapp, folder)
    assert program.start()
    window = program.window
    assert isinstance(window, LockWindow)
    assert window.page.asking.text().startswith("Nurhayati Salak")
    qtbot.waitUntil(lambda: window.page.asking.text().startswith("Nurhayati Salam"))
    window.close()


@pytest.fixture
def damaged(set_up: Path, tmp_path: Path, monkeypatch) -> DataFolder:
    """A village with a good backup, and a page of its data file that does not fit its sum."""
    monkeypatch.setenv("JAMSOS_HARI_INI", damage.TODAY.isoformat())
    monkeypatch.setattr("ui.crash.install", lambda _: None)  # a fault of ours must fail the test, not ask
    folder = damage.copy_of(set_up, tmp_path / "desa")
    damage.fill(folder)
    with Database(folder.database, damage.key_of(folder)) as db:
        row = db.one("SELECT rootpage FROM sqlite_master WHERE name = 'pembatalan'")
    assert row is not None
    data = bytearray(folder.database.read_bytes())
    data[(row[0] - 1) * damage.PAGE + 500] ^= 1
    folder.database.write_bytes(data)
    return folder


@pytest.fixture
def told(qtbot):
    """The titles of what care told, each read and closed."""
    shown: list[str] = []

    def read() -> None:
        window = QApplication.activeModalWidget()
        if isinstance(window, CareSheet):
            shown.append(window.words.title)
            window.go_on.click()

    timer = QTimer()
    timer.timeout.connect(read)
    timer.start(10)
    yield shown
    timer.stop()


def test_damage_found_behind_the_first_page_is_cared_for_in_the_same_window_place(
        qtbot, qapp, damaged: DataFolder, told: list[str]) -> None:
    program = Program(qapp, damaged)
    assert program.start()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    qtbot.waitUntil(lambda: isinstance(program.window, Shell) and not program.window.busy, timeout=10_000)
    shell = program.window
    assert len(told) == 1
    assert told[0].startswith("Data sudah dipulihkan dari cadangan")
    assert not shell.desk.unchecked
    assert len(shell.desk.everyone()) == damage.PEOPLE
    assert [name for name in os.listdir(damaged.root) if name.startswith("rusak-")]
    shell.close()
    program.locking.idle.stop()


def test_damage_found_behind_a_locked_screen_shows_nothing_before_the_pin(
        qtbot, qapp, locked: DataFolder, tmp_path: Path, monkeypatch, told: list[str]) -> None:
    monkeypatch.setenv("JAMSOS_HARI_INI", damage.TODAY.isoformat())
    monkeypatch.setattr("ui.crash.install", lambda _: None)
    folder = damage.copy_of(locked.root, tmp_path / "data")
    with desks.open_desk(folder, PIN, damage.CLOCK) as desk:
        backups.keep(folder, desk.ctx.dek, damage.CLOCK.now(), "tutup")
        with desk.ctx.open() as db:
            page = db.all("SELECT rootpage FROM sqlite_master WHERE name = 'pembatalan'")[0][0]
    data = bytearray(folder.database.read_bytes())
    data[(page - 1) * damage.PAGE + 500] ^= 1
    folder.database.write_bytes(data)
    program = Program(qapp, folder)
    assert program.start()
    qtbot.keyClicks(program.window.page.pin._line, PIN)
    shell = program.window
    assert isinstance(shell, Shell)
    QTimer.singleShot(0, shell.locked.emit)
    shell.damage_met.emit()  # a page met it too
    qtbot.waitUntil(lambda: isinstance(program.window, LockWindow))
    qtbot.waitUntil(lambda: bool(shell._held))
    QApplication.processEvents()
    assert told == []
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, Shell) and one.isVisible()] == []
    qtbot.keyClicks(program.window.page.pin._line, PIN)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    qtbot.waitUntil(lambda: isinstance(program.window, Shell) and not program.window.busy, timeout=10_000)
    assert program.window is not shell
    assert not program.window.desk.unchecked
    program.window.close()
    program.locking.idle.stop()


def test_a_write_that_waits_for_the_look_shows_that_it_waits(qapp) -> None:
    from ui.opened import _moment

    signs: list[bool] = []
    looking, waiting = threading.Event(), threading.Event()

    def look() -> str:
        looking.set()
        assert waiting.wait(30)
        signs.append(qapp.overrideCursor() is not None)
        return ""

    @contextmanager
    def sign() -> Iterator[None]:
        with _moment():
            if threading.current_thread() is threading.main_thread():
                waiting.set()
            yield

    gate = Gate(look)
    gate.sign = sign
    behind = threading.Thread(target=gate.go_through)  # a job: its page shows a sign of its own
    behind.start()
    assert looking.wait(30)
    gate.go_through()
    behind.join(30)
    assert (signs, qapp.overrideCursor()) == ([True], None)
