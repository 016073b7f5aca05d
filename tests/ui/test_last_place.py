"""What opens after a power cut: the page she was on. An unsaved form that had been left is told, never lost.

A child process works the whole program by keys and kills itself; the test opens what is on the disk then.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from key_desk import press, wake
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from jamsos_desktop.paths import DataFolder
from tests.desk import damage
from ui.app import Program
from ui.last_place import come_back, left_behind, resume_args
from ui.pages.editor import EditorPage
from ui.window import Shell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
ROOT = Path(__file__).resolve().parents[2]
TYPED = "Wa Ode Salma"  # as a step: somebody new with this name and nothing else, kept as a draft
TOLD = "Isian Wa Ode Salma belum disimpan."
LEAVING = [("Esc", "peserta"), ("Ctrl+1", "beranda")]
WORK = r'''
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.settings import Settings, read
from ui import window
from ui.app import Program, prepare

window.NOTE_MS = 20
folder, steps = DataFolder(Path(sys.argv[1])), sys.argv[2:]
app = prepare(["x"], Settings(folder.window_state))
program = Program(app, folder)
assert program.start()
shell = program.window


def until(reached):
    late = QDeadlineTimer(20_000)
    while not reached():
        assert not late.hasExpired(), shell.current_name
        app.processEvents()


def press(key):
    combination = QKeySequence(key)[0]
    QTest.keyClick(QApplication.focusWidget() or shell, combination.key(), combination.keyboardModifiers())


until(lambda: not shell.desk.unchecked and not shell.busy)
for step in steps:
    shell.activateWindow()
    until(shell.isActiveWindow)
    if step == "tutup":
        assert shell.close()
        sys.exit()
    if "+" in step or step in ("Esc", "F1"):
        press(step)
        continue
    press("Ctrl+N")
    press("Tab")
    QTest.keyClicks(QApplication.focusWidget(), step)
    until(lambda: shell.desk.drafts())
    print(shell.current.session.base.uid)
until(lambda: read(shell.settings.path).get("halaman", ["", ""])[1] == shell.current_name)
print(shell.current_name, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
'''
Start = Callable[[DataFolder], Shell]


def cut_off(folder: DataFolder, *steps: str) -> list[str]:
    """What was said until the power went: the key of whom was typed, and the page that was shown. With "tutup" as the
    last step the window is closed by hand instead."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT),
           "JAMSOS_HARI_INI": damage.TODAY.isoformat()}
    ran = subprocess.run([sys.executable, "-c", WORK, str(folder.root), *steps], cwd=ROOT, env=env, text=True,
                         stdout=subprocess.PIPE, timeout=90, check=False)
    assert ran.returncode == (0 if steps[-1:] == ("tutup",) else -signal.SIGKILL), "the child ended by itself"
    return ran.stdout.split()


@pytest.fixture
def start(qtbot: Any, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """The whole program over a folder, once its first page was seen and the file behind it was looked at."""
    monkeypatch.setenv("JAMSOS_HARI_INI", damage.TODAY.isoformat())
    monkeypatch.setattr("ui.crash.install", lambda _: None)  # a fault of ours must fail the test, not ask
    programs: list[Program] = []

    def begin(folder: DataFolder) -> Shell:
        programs.append(Program(qapp, folder))
        assert programs[-1].start()
        shell = programs[-1].window
        assert isinstance(shell, Shell)
        qtbot.waitUntil(lambda: not shell.desk.unchecked and not shell.busy, timeout=20_000)
        wake(shell)
        return shell

    yield begin
    for program in programs:
        if program.window.isVisible():
            program.window.close()
        program.locking.idle.stop()


@pytest.fixture
def folder(set_up: Path, tmp_path: Path) -> DataFolder:
    return damage.copy_of(set_up, tmp_path / "desa")


@pytest.mark.parametrize(("key", "page"), LEAVING)
def test_the_page_she_was_on_opens_and_the_form_left_before_is_told(start: Start, folder: DataFolder, key: str,
                                                                    page: str) -> None:
    uid, was = cut_off(folder, TYPED, key)
    assert was == page
    shell = start(folder)
    assert shell.current_name == page
    if page == "peserta":
        assert shell.current.bar.drafts.words.text() == TOLD
        assert not shell.asking.isVisible()  # once is enough
        shell.current.bar.drafts.go_on.setFocus()
    else:
        assert shell.asking.text == TOLD
        assert QApplication.focusWidget() is shell.asking.buttons[0]
    press("Space")  # "Lanjutkan"
    assert isinstance(shell.current, EditorPage)
    assert shell.current.session.base.uid == uid
    assert shell.current.form.fields["nama"].text() == TYPED


def test_the_form_in_front_opens_again_until_it_is_left(qtbot: Any, start: Start, folder: DataFolder) -> None:
    uid, was = cut_off(folder, TYPED, "F1")  # help lies over the form: it was not left
    assert was == "editor"
    assert cut_off(folder) == ["editor"]  # and again, with nothing typed between
    shell = start(folder)
    assert isinstance(shell.current, EditorPage)
    assert shell.current.session.base.uid == uid
    line = shell.current.form.fields["nama"].edit
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
    assert line.cursorPosition() == len(TYPED)
    press("Esc")  # left without a letter typed: left all the same
    assert shell.current_name == "peserta"
    assert (resume_args(shell.desk), left_behind(shell.desk).kunci) == (None, uid)


def test_what_was_left_before_the_window_was_closed_is_not_asked_about(start: Start, folder: DataFolder) -> None:
    [uid] = cut_off(folder, TYPED, "Ctrl+1", "tutup")
    shell = start(folder)
    assert (shell.current_name, shell.asking.isVisible()) == ("beranda", False)
    assert [draft.kunci for draft in shell.desk.drafts()] == [uid]


@pytest.mark.parametrize(("keys", "told"), [
    (("Ctrl+2",), True),  # by the menu, not by Esc
    (("Ctrl+N",), True),  # another form in front is not the one before
    (("Ctrl+S", "Ctrl+1"), False), (("Ctrl+1", "Ctrl+2", "Ctrl+1"), True)])
def test_a_form_left_in_any_way_does_not_open_again(editor_shell: Shell, qtbot: Any, keys: tuple[str, ...],
                                                    told: bool) -> None:
    desk = editor_shell.desk
    wake(editor_shell)
    editor_shell.go("editor", kelompok="pekerja_rentan")
    page = editor_shell.current
    press("Tab")
    with qtbot.waitSignal(page.autosave.saved):
        QTest.keyClicks(QApplication.focusWidget(), TYPED)
    uid = page.session.base.uid
    assert resume_args(desk) == {"uid": uid}
    for key in keys:
        press(key)
    left = left_behind(desk)
    assert (resume_args(desk), left.kunci if left else None) == (None, uid if told else None)
    if told:
        here = QApplication.focusWidget()
        come_back(editor_shell)
        assert editor_shell.asking.isVisible() == (editor_shell.current_name != "peserta")  # the list tells it itself
        if editor_shell.asking.isVisible():
            press("Esc")  # "Nanti saja"
            assert QApplication.focusWidget() is here
        editor_shell.go("editor", uid=uid)  # "Lanjutkan" of the list
        assert resume_args(desk) == {"uid": uid}


@pytest.mark.parametrize(("key", "page"), [("Space", "editor"), ("Esc", "beranda")])
def test_what_is_told_is_answered_after_the_page_below_was_drawn_anew(editor_shell: Shell, qtbot: Any, key: str,
                                                                      page: str) -> None:
    wake(editor_shell)
    editor_shell.go("editor", kelompok="pekerja_rentan")
    press("Tab")
    with qtbot.waitSignal(editor_shell.current.autosave.saved):
        QTest.keyClicks(QApplication.focusWidget(), TYPED)
    press("Ctrl+1")
    before = QApplication.focusWidget()
    come_back(editor_shell)
    editor_shell.current.refresh()  # as on a new day, once everybody was judged
    qtbot.waitUntil(lambda: not isValid(before))
    press(key)
    assert editor_shell.current_name == page
    assert editor_shell.current.isAncestorOf(QApplication.focusWidget())
