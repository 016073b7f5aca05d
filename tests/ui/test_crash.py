"""Faults of ours: told once, with a report that is read before it is kept, and never with anybody's data."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from jamsos_desktop import faults
from jamsos_desktop.desk import Desk
from jamsos_desktop.jobs import Progress
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.house import canary
from tests.ui.clerk_desk import Answers, cut_texts
from ui import ask, crash, theme
from ui.crash_window import CrashWindow
from ui.window import Shell

ROOT = Path(__file__).resolve().parents[2]
DIES = """
import ctypes, sys
from pathlib import Path
from jamsos_desktop.paths import DataFolder
from ui import crash
crash.Crashes(DataFolder(Path(sys.argv[1]))).watch()
def siti(): ctypes.string_at(0)
siti()
"""


def broken() -> None:
    try:
        {}[canary.NIK]
    except KeyError as error:
        raise ValueError(f"{canary.NAME} {canary.NIK}") from error


def other() -> None:
    raise RuntimeError(canary.MOTHER)


def fault(act: Any = broken) -> BaseException:
    try:
        act()
    except Exception as error:  # noqa: BLE001 - whatever it is
        return error
    raise AssertionError


@pytest.fixture
def crashes(qtbot: Any, folder: DataFolder) -> Iterator[crash.Crashes]:
    made = crash.Crashes(folder)
    yield made
    made.leave()
    if made.window is not None:
        made.window.close()


def shown(qtbot: Any, crashes: crash.Crashes) -> CrashWindow:
    qtbot.waitUntil(lambda: crashes.window is not None and crashes.window.isVisible())
    assert crashes.window is not None
    return crashes.window


def words(window: CrashWindow) -> str:
    return "\n".join([window.heading.text(), window.report.toPlainText(), window.windowTitle(),
                      *(label.text() for label in window.findChildren(QLabel))])


def test_the_window_says_what_is_safe_and_shows_the_whole_report(qtbot: Any, crashes: crash.Crashes,
                                                                 capsys: Any) -> None:
    crashes.caught(fault())
    window = shown(qtbot, crashes)
    text = words(window)
    for said in ("Ada kesalahan di aplikasi", "Data yang sudah tersimpan aman", "Laporan tidak memuat nama",
                 "ValueError", "berasal dari KeyError", "test_crash.py:", "Bentuk data m0", "Tempat kosong",
                 "Python 3"):
        assert said in text, said
    for place in (text, capsys.readouterr().err, crashes.folder.log.read_text("utf-8")):
        assert canary.found_in(place) == []
        assert str(Path.home()) not in place
    assert cut_texts(window) == []


def test_what_is_saved_is_what_was_read(qtbot: Any, crashes: crash.Crashes, tmp_path: Path,
                                        monkeypatch: pytest.MonkeyPatch) -> None:
    crashes.caught(fault())
    window = shown(qtbot, crashes)
    asked: list[str] = []
    target = tmp_path / "laporan.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (asked.append(args[2]) or str(target), ""))
    before = window.report.toPlainText()
    qtbot.keyClick(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: crashes.window is None)
    assert target.read_text("utf-8") == before
    assert Path(asked[0]).name.startswith("laporan-galat-")


def test_a_report_that_cannot_be_written_says_so_and_stays(qtbot: Any, crashes: crash.Crashes, tmp_path: Path,
                                                           answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    crashes.caught(fault())
    window = shown(qtbot, crashes)
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "file" / "x.txt"), ""))
    window.save.click()
    assert len(answers.codes) == 1
    assert window.isVisible()


def test_nothing_is_kept_of_what_is_not_wanted(qtbot: Any, crashes: crash.Crashes) -> None:
    before = {path.name for path in crashes.folder.root.iterdir()}
    crashes.caught(fault())
    window = shown(qtbot, crashes)
    window.copy.click()
    assert QGuiApplication.clipboard().text() == window.report.toPlainText().rstrip("\n") \
        or QGuiApplication.clipboard().text() == window.report.toPlainText()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: crashes.window is None)
    assert {path.name for path in crashes.folder.root.iterdir()} - before <= {crashes.folder.log.name}


def test_the_same_fault_again_is_counted_and_opens_no_second_window(qtbot: Any, crashes: crash.Crashes) -> None:
    for _ in range(5):
        crashes.caught(fault())
    window = shown(qtbot, crashes)
    qtbot.waitUntil(lambda: "Terjadi 5 kali" in window.report.toPlainText())
    window.reject()
    qtbot.waitUntil(lambda: crashes.window is None)
    seen: list[object] = []
    crashes.caught(fault())
    QTimer.singleShot(0, lambda: seen.append(crashes.window))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [None]
    assert crashes.folder.log.read_text("utf-8").count("galat ValueError") == 6


def test_another_fault_waits_for_its_turn(qtbot: Any, crashes: crash.Crashes) -> None:
    crashes.caught(fault())
    crashes.caught(fault(other))
    first = shown(qtbot, crashes)
    assert "ValueError" in first.report.toPlainText()
    first.reject()
    qtbot.waitUntil(lambda: crashes.window not in (None, first))
    assert "RuntimeError" in shown(qtbot, crashes).report.toPlainText()


def test_a_fault_of_a_thread_is_told_by_the_window(qtbot: Any, crashes: crash.Crashes) -> None:
    thread = threading.Thread(target=lambda: crashes.caught(fault()))
    thread.start()
    thread.join()
    assert "ValueError" in shown(qtbot, crashes).report.toPlainText()


def test_hooks_cover_this_thread_others_and_what_is_put_away(qtbot: Any, folder: DataFolder) -> None:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    made = crash.install(folder)
    try:
        error = fault()
        sys.excepthook(type(error), error, error.__traceback__)
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        first = shown(qtbot, made)
        qtbot.waitUntil(lambda: "galat RuntimeError" in folder.log.read_text("utf-8"))
        first.reject()
        dialog = ask.ProblemDialog(Problem("UJI", "Terjadi sesuatu.", "Aman.", "Ulangi."))
        qtbot.addWidget(dialog)
        dialog.show_details()
        assert dialog.details.text().startswith("Kode: UJI\nJamsos Desa ")
        assert "galat RuntimeError test_crash.py:" in dialog.details.text()
        assert canary.MOTHER not in dialog.details.text()
    finally:
        made.leave()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_a_problem_nobody_caught_is_told_as_a_problem(qtbot: Any, crashes: crash.Crashes, answers: Answers) -> None:
    crashes.caught(Problem("UJI", "Terjadi sesuatu.", "Aman.", "Ulangi."))
    qtbot.waitUntil(lambda: answers.codes == ["UJI"])
    assert crashes.window is None


def test_a_job_of_ours_that_breaks_off_lets_its_page_go(qtbot: Any, shell: Shell, answers: Answers) -> None:
    def job() -> Any:
        yield Progress(0, 1)
        broken()

    let_go: list[object] = []
    with qtbot.captureExceptions() as caught:
        shell.run(job, on_error=lambda problem: (let_go.append(problem.kode), shell.problem(problem)))
        qtbot.waitUntil(lambda: len(let_go) == 1)
        shell.run(job, on_cancel=lambda: let_go.append("dilepas"))
        qtbot.waitUntil(lambda: len(let_go) == 2)
        shell.run(job, lambda _: None)
        qtbot.waitUntil(lambda: not shell.busy)
        qtbot.waitUntil(lambda: len(caught) == 3)
    assert let_go == ["GALAT_PROGRAM ValueError", "dilepas"]
    assert answers.codes == []  # the crash window tells it; no second window


def test_a_process_that_died_is_told_at_the_next_start(qtbot: Any, folder: DataFolder) -> None:
    done = subprocess.run([sys.executable, "-c", DIES, str(folder.root)], cwd=ROOT, capture_output=True, text=True,
                          timeout=60)
    assert done.returncode < 0
    made = crash.Crashes(folder)
    try:
        made.watch()
        window = shown(qtbot, made)
        text = words(window)
        assert "Aplikasi sebelumnya berhenti mendadak" in text
        assert "siti" in window.report.toPlainText()
        assert str(ROOT) not in text
        window.reject()
        qtbot.waitUntil(lambda: made.window is None)
        assert folder.fatal.read_bytes() == b""  # told once
    finally:
        made.leave()


def test_a_folder_that_is_not_set_up_gets_no_files(tmp_path: Path) -> None:
    made = crash.Crashes(DataFolder(tmp_path))
    made.watch()
    made.caught(fault())
    made.leave()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("letters", [1.0, 1.3])
def test_nothing_is_cut_in_either_light(qtbot: Any, qapp: Any, folder: DataFolder, dark: bool, letters: float) -> None:
    theme.apply(qapp, dark, letters)
    window = CrashWindow(folder, faults.told(fault()), dead=dark)
    qtbot.addWidget(window)
    window.show()
    assert cut_texts(window) == []


def test_the_report_names_no_page_and_no_desk(desk: Desk, folder: DataFolder, qtbot: Any) -> None:
    window = CrashWindow(folder, faults.told(fault()))
    qtbot.addWidget(window)
    assert desk.unit.nama not in words(window)
    assert desk.user not in words(window)
