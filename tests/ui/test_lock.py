"""The locked screen: who works, hidden digits, waiting after wrong ones, Lupa PIN, and what stood there comes back."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMainWindow, QVBoxLayout

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import attempts, rekey, slots
from jamsos_desktop.store.vault import draw_words
from jamsos_desktop.store.words import entropy_of, qr_text, words_of
from tests.conftest import salma
from ui import app as application
from ui.idle import Idle
from ui.locking import Cover
from ui.pages.lock import Door, LockWindow
from ui.pages.wizard_words import WordGrid
from ui.widgets import IconLabel
from ui.widgets.ask_strip import AskStrip

PIN, OTHER = "246810", "975318"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def made(tmp_path_factory, clock) -> tuple[Path, tuple[str, ...]]:
    """A village behind two PINs, with one person in it, and the words of its sheet."""
    folder = DataFolder(tmp_path_factory.mktemp("pin") / "data")
    words = desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "MUH. ARSYAD", "NURHAYATI"), PIN),
                              clock)
    with desks.open_desk(folder, PIN, clock) as desk:
        desk.add_user("Siti Aminah", "operator", OTHER)
        desk.save(salma(), 0)
    return folder.root, words


@pytest.fixture
def locked(made, tmp_path, monkeypatch, clock) -> DataFolder:
    monkeypatch.setenv("JAMSOS_HARI_INI", clock.today().isoformat())
    return DataFolder(Path(shutil.copytree(made[0], tmp_path / "data")))


@pytest.fixture(autouse=True)
def nothing_left(qapp):
    """Windows made here go whole with their test: each one alive is styled and asked again by every test after it."""
    before = set(qapp.topLevelWidgets())
    yield
    left = [one for one in qapp.topLevelWidgets() if one not in before and isinstance(one, (QMainWindow, QDialog))]
    for window in left:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [one for one in qapp.topLevelWidgets() if isinstance(one, LockWindow) and one not in before] == []


@pytest.fixture
def program(qtbot, qapp, locked, monkeypatch):
    monkeypatch.setattr("ui.crash.install", lambda _: None)
    made = application.Program(qapp, locked)
    assert made.start()
    yield made
    for window in (made.window, made.locking.shell):
        if window is not None:
            window.close()
    made.locking.idle.stop()


def type_pin(qtbot, window: LockWindow, pin: str, user: str = "p1") -> None:
    window.page.who.set_text(user)
    qtbot.keyClicks(window.page.pin._line, pin)


def enter(qtbot, program):
    """The shell, opened by the secretary."""
    type_pin(qtbot, program.window, PIN)
    shell = program.window
    assert shell.current_name == "beranda"
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    return shell


def test_a_wrong_pin_is_a_sentence_and_the_right_one_opens(qtbot, program):
    window = program.window
    assert isinstance(window, LockWindow)
    assert window.page.who.isVisible()
    type_pin(qtbot, window, "111111")
    assert "PIN tidak cocok" in window.page.message.text
    assert "utuh" in window.page.message.text
    assert window.page.pin.text() == ""
    shell = enter(qtbot, program)
    assert shell.desk.me().id == "p1"


def test_in_a_low_window_the_boxes_stay_whole_and_all_is_back_in_a_high_one(qtbot, program):
    window = program.window
    boxes, mark = window.page.pin, window.page.findChild(IconLabel)
    assert mark.isVisible()
    window.resize(880, 430)
    qtbot.waitUntil(lambda: window.height() == 430 and not mark.isVisible())
    qtbot.waitUntil(lambda: boxes.height() >= boxes.sizeHint().height())
    window.resize(1366, 698)
    qtbot.waitUntil(mark.isVisible)


def test_digits_only_and_never_shown(qtbot):
    window = LockWindow(Door(lambda pin, user: None))
    qtbot.addWidget(window)
    window.show()
    assert not window.page.who.isVisible()
    assert not window.page.forgot_button.isVisible()
    qtbot.keyClicks(window.page.pin._line, "1a2 3")
    assert window.page.pin.text() == "123"
    assert "123" not in window.page.pin._line.displayText()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.page.pin.text() == ""


def test_a_fault_while_opening_gives_the_keyboard_back(qtbot):
    def refuse(pin, user):
        raise Problem("SEDANG_DIPAKAI", "Data sedang dibuka program lain.", "Tidak ada data yang berubah.")

    window = LockWindow(Door(refuse))
    qtbot.addWidget(window)
    window.show()
    qtbot.keyClicks(window.page.pin._line, PIN)
    assert window.page.message.text.startswith("Data sedang dibuka program lain.")
    assert window.page.pin.isEnabled()


def test_waiting_counts_down_and_ends(qtbot, monkeypatch):
    left = [0]
    monkeypatch.setattr("ui.pages.lock.TICK_MS", 10)

    def refuse(pin, user):
        left[0] = 65
        raise Problem("PIN_SALAH", "PIN tidak cocok.")

    window = LockWindow(Door(refuse, wait=lambda user: left[0]))
    qtbot.addWidget(window)
    window.show()
    qtbot.keyClicks(window.page.pin._line, PIN)
    assert not window.page.pin.isEnabled()
    assert "1 menit 5 detik" in window.page.message.text
    left[0] = 4
    qtbot.waitUntil(lambda: "4 detik" in window.page.message.text)
    left[0] = 0
    qtbot.waitUntil(window.page.pin.isEnabled)
    assert window.page.message.text == ""


def test_the_first_window_keeps_to_a_screen_smaller_than_the_pages(program):
    room = program.window.screen().availableGeometry()
    if room.width() >= 1366:
        pytest.skip("this screen has room for the pages as drawn")
    assert room.contains(program.window.geometry())  # 125 % letters: the key bar would lie below the edge


def test_who_must_wait_waits_alone(qtbot, locked, qapp, monkeypatch, clock):
    for _ in range(5):
        with suppress(Problem), attempts.counted(locked, "p1", clock.now()):
            raise Problem("PIN_SALAH", "PIN tidak cocok.")
    program = application.Program(qapp, locked)
    window = program.locking.at_start()
    qtbot.addWidget(window)
    window.show()
    window.page.who.set_text("p1")
    window.page.who.changed.emit("p1")
    assert not window.page.pin.isEnabled()
    assert "Coba lagi dalam" in window.page.message.text
    window.page.who.set_text("p2")
    window.page.who.changed.emit("p2")
    assert window.page.pin.isEnabled()
    assert window.page.message.text == ""


def test_ctrl_l_keeps_page_field_and_words(qtbot, program, locked, clock):
    shell = enter(qtbot, program)
    uid = shell.desk.everyone()[0].uid
    shell.go("editor", uid=uid)
    field = shell.current.form.fields["alamat"].edit
    field.setFocus()
    field.clear()
    qtbot.keyClicks(field, "Dusun III")
    assert shell.desk.draft("editor", uid) is None
    qtbot.keyClick(shell, Qt.Key.Key_L, CTRL)
    window = program.window
    assert isinstance(window, LockWindow)
    assert not shell.isVisible()
    assert shell.desk.draft("editor", uid) is not None  # kept before the screen went
    type_pin(qtbot, window, "111111")
    assert program.window is window
    type_pin(qtbot, window, PIN)
    assert program.window is shell
    assert shell.isVisible()
    assert field.text() == "Dusun III"
    qtbot.waitUntil(field.hasFocus)
    with shell.desk.ctx.open() as db:
        notes = [row[0] for row in db.all("SELECT aksi FROM riwayat WHERE objek = 'layar' ORDER BY n")]
    assert notes[-2:] == ["kunci.layar", "masuk"]


def test_a_job_goes_on_behind_the_locked_screen_and_its_answer_waits(qtbot, program):
    shell = enter(qtbot, program)
    qtbot.waitUntil(lambda: not shell.busy)
    said = []
    shell.run(lambda: _three_steps(), said.append)
    shell.locked.emit()
    window = program.window
    worker = next(iter(shell._workers))
    qtbot.waitUntil(worker.isFinished)
    QApplication.processEvents()
    assert said == []
    type_pin(qtbot, window, OTHER, "p2")
    assert "belum selesai" in window.page.message.text  # somebody else waits for it
    type_pin(qtbot, window, PIN)
    qtbot.waitUntil(lambda: said == ["selesai"])


def _three_steps():
    from jamsos_desktop.jobs import Progress

    for at in range(3):
        yield Progress(at, 3)
    return "selesai"


def test_an_open_window_is_covered_and_not_answered(qtbot, program):
    shell = enter(qtbot, program)
    seen = []

    def meanwhile():
        dialog = QApplication.activeModalWidget()
        edit = dialog.findChild(QLineEdit)
        QTest.keyClicks(edit, "sedang diketik")
        program.locking.lock()
        window = program.window
        cover = dialog.findChild(Cover)
        seen.append((dialog.isVisible(), cover.isVisible(), cover.geometry() == dialog.rect(),
                     QApplication.activeModalWidget() is window))
        type_pin(qtbot, window, PIN)
        seen.append((program.window is shell, edit.text()))
        dialog.accept()

    dialog = QDialog(shell)
    QVBoxLayout(dialog).addWidget(QLineEdit())
    QTimer.singleShot(0, meanwhile)
    assert dialog.exec() == QDialog.DialogCode.Accepted
    assert seen == [(True, True, True, True), (True, "sedang diketik")]


def test_somebody_else_gets_a_desk_of_their_own(qtbot, program, locked, clock):
    shell = enter(qtbot, program)
    qtbot.waitUntil(lambda: not shell.busy)
    shell.locked.emit()
    boxes = program.window.page.pin._line
    assert program.window.keys._shown[0] == ("↑ ↓", "Pilih orang")
    qtbot.keyClick(boxes, Qt.Key.Key_Down)  # the other one, with the keyboard still in the boxes
    qtbot.keyClicks(boxes, OTHER)
    fresh = program.window
    assert fresh is not shell
    assert fresh.desk.me().nama == "Siti Aminah"
    assert program.settings.get("pengguna", "") == "p2"


def test_locked_in_the_first_moment_somebody_else_gets_in(qtbot, program):
    """What the program does behind the first page is nobody's work: its answers, which wait, keep nobody out."""
    type_pin(qtbot, program.window, PIN)
    shell = program.window
    QApplication.processEvents()  # the first page is painted, and the look at the file begins
    shell.locked.emit()
    assert shell.busy
    qtbot.waitUntil(lambda: all(worker.isFinished() for worker in shell._workers))
    QApplication.processEvents()
    assert shell.busy  # its answer waits for the secretary
    type_pin(qtbot, program.window, OTHER, "p2")
    assert program.window.desk.me().nama == "Siti Aminah"
    qtbot.waitUntil(lambda: not program.window.desk.unchecked)
    qtbot.waitUntil(lambda: not program.window.busy)


def misplaced(words: tuple[str, ...]) -> str:
    """One of these which in the fourth place does not fit their sum (of eight bits: by chance it might)."""
    def fits(word: str) -> bool:
        with suppress(Problem):
            return bool(entropy_of((*words[:3], word, *words[4:])))
        return False

    return next(word for word in words if not fits(word))


def test_lupa_pin_by_keys_words_pasted(qtbot, program, made, locked, clock):
    window = program.window
    window.page.who.set_text("p1")
    window.show_forgot()
    page = window.forgot
    assert not page.ok.isEnabled()
    numbered = ", ".join(f"{at}. {word.upper()}" for at, word in enumerate(made[1], 1))
    qtbot.keyClicks(page.grid.fields[0].edit, numbered)
    assert page.grid.words == made[1]
    wrong = page.grid.fields[3]
    wrong.set_text("zzzz")
    page.grid._judge(wrong)
    assert (wrong.state, page.ok.isEnabled()) == ("salah", False)
    wrong.set_text(misplaced(made[1]))  # a word of the list, at the wrong place
    page.grid._judge(wrong)
    qtbot.keyClicks(page.form.pin._line, "861973")
    qtbot.keyClicks(page.form.again._line, "861973")
    assert page.ok.isEnabled()
    qtbot.keyClick(page.form.again._line, Qt.Key.Key_Return)
    assert "keliru, atau urutannya tertukar" in page.wrong.words.text()
    wrong.set_text(made[1][3])
    page.try_it()
    assert program.window.desk.me().id == "p1"
    QApplication.processEvents()
    program.window.close()
    with pytest.raises(Problem, match="tidak cocok"):
        desks.open_desk(locked, PIN, clock, user="p1")
    desks.open_desk(locked, "861973", clock, user="p1").close()


def test_wrong_words_leave_the_locked_screen_as_it_stands(qtbot, program):
    shell = enter(qtbot, program)
    qtbot.waitUntil(lambda: not shell.busy)
    shell.locked.emit()
    window = program.window
    window.show_forgot()
    page = window.forgot
    page.grid._spread(draw_words())  # of another village
    qtbot.keyClicks(page.form.pin._line, "861973")
    qtbot.keyClicks(page.form.again._line, "861973")
    page.try_it()
    assert "bukan untuk data ini" in page.wrong.words.text()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    type_pin(qtbot, window, PIN)
    assert program.window is shell


def test_coming_back_while_the_data_get_a_new_key(qtbot, program):
    """Nothing can be read over the desk's connection until the job hands it the new key."""
    shell = enter(qtbot, program)
    qtbot.waitUntil(lambda: not shell.busy)
    shell.locked.emit()
    window = program.window
    dek = shell.desk.ctx.dek
    rekey.change_data(shell.desk.folder, dek, bytes(32))
    type_pin(qtbot, window, PIN)
    assert program.window is shell
    rekey.change_data(shell.desk.folder, bytes(32), dek)
    shell.desk.go_on(shell.desk.ctx)


def test_a_desk_without_pin_from_another_laptop_asks_the_words(qtbot, qapp, tmp_path, monkeypatch, clock):
    monkeypatch.setattr(slots, "MEMORY_KIB", 8)
    monkeypatch.setattr("ui.crash.install", lambda _: None)
    monkeypatch.setenv("JAMSOS_HARI_INI", clock.today().isoformat())
    folder = DataFolder(tmp_path / "data")
    words = desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "", "NURHAYATI")), clock)
    folder.device_secret.unlink()
    program = application.Program(qapp, folder)
    assert program.start()
    page = program.window.forgot
    assert "laptop lain" in page.wrong.words.text()
    page.grid._spread(words)
    qtbot.keyClicks(page.form.pin._line, PIN)
    qtbot.keyClicks(page.form.again._line, PIN)
    page.try_it()
    shell = program.window
    assert shell.desk.me().id == "p1"
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not shell.busy)
    shell.close()
    program.locking.idle.stop()


def test_words_scanned_and_pasted(qtbot):
    grid = WordGrid()
    qtbot.addWidget(grid)
    tries = (words_of(number.to_bytes(14, "big")) for number in range(1 << 20))
    words = next(found for found in tries if found[-1] == "karyawan")  # "karya" is a word as well
    qtbot.keyClicks(grid.fields[0].edit, qr_text(words))  # as a scanner types them
    assert grid.words == words
    board = QApplication.clipboard()
    grid.clear()
    board.setText(qr_text(words))
    grid.fields[0].edit.paste()
    assert grid.words == words
    assert board.text() == ""


def test_closing_the_lock_page_ends_the_program_and_lets_others_in(qtbot, program, locked, clock):
    shell = enter(qtbot, program)
    ended = []
    program.locking.ended.disconnect()
    program.locking.ended.connect(lambda: ended.append(True))
    shell.locked.emit()
    program.window.close()
    assert ended == [True]
    desks.open_desk(locked, PIN, clock, user="p1").close()  # the lock on the folder is free


def test_without_a_pin_it_says_why_not_and_offers_one(qtbot, shell, monkeypatch):
    asked = []
    monkeypatch.setattr("ui.pages.pengaturan_kunci.PinCard.ask", lambda self: asked.append("buat"))
    shell.locked.connect(lambda: asked.append("terkunci"))
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.keyClick(shell, Qt.Key.Key_L, CTRL)
    strip = shell.findChild(AskStrip)
    assert "belum bisa dikunci" in strip.text
    qtbot.waitUntil(lambda: QApplication.focusWidget() is strip.buttons[0])
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked == ["buat"])
    assert shell.current_name == "pengaturan"


# Left alone.

def test_idle_counts_touches_and_either_clock(qtbot, qapp):
    now = [(0.0, 1000.0)]
    idle = Idle(qapp, lambda: now[0])
    left = []
    idle.left.connect(lambda: left.append(now[0]))
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.show()
    idle.start(5)
    now[0] = (299.0, 1299.0)
    idle.look()
    QTest.keyClick(edit.windowHandle(), Qt.Key.Key_A)
    now[0] = (598.0, 1598.0)
    idle.look()
    assert left == []
    now[0] = (600.0, 1598.0 + 3600)  # the laptop slept: only the clock on the wall went on
    idle.look()
    assert len(left) == 1
    idle.look()
    assert len(left) == 1
    idle.start(0)
    now[0] = (9999.0, 9999.0)
    idle.look()
    assert len(left) == 1
    idle.stop()


def test_left_alone_the_screen_locks_after_the_minutes_chosen(qtbot, program):
    shell = enter(qtbot, program)
    shell.desk.set_lock_minutes(30)
    shell.tell_guard()
    idle = program.locking.idle
    assert idle._seconds == 30 * 60
    idle._last = tuple(moment - 1801 for moment in idle._last)
    idle.look()
    assert isinstance(program.window, LockWindow)
