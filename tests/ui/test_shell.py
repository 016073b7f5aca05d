"""The shell: menu, keys, counts, jobs, second start, and what happens when the window closes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton

from jamsos_desktop.desk import Clock
from jamsos_desktop.jobs import Progress
from jamsos_desktop.problems import Problem
from tests.conftest import CLOCK_DAY
from ui import app as application
from ui import ask, pages
from ui.only_one import ask_forward
from ui.opened import _judged
from ui.pages.page import Page
from ui.pictures import Album, _play, scenes_of
from ui.pictures_stage import Stage

CTRL = Qt.KeyboardModifier.ControlModifier
QUIET = ("struktur", "iuran", "balasan", "cadangan", "bantuan", "pengaturan", "beranda")


class Probe(Page):
    """Writes down which verbs the shell asked it for."""

    title = "Uji"
    keys = [("F8", "Masalah berikut")]

    def __init__(self, desk, window):
        super().__init__(desk, window)
        self.asked: list[object] = []
        self.may_leave = True

    def __getattribute__(self, name):
        if name in ("save", "search_focus", "print_now", "send", "new_person", "finish", "undo", "back"):
            return lambda: self.asked.append(name) or True
        return super().__getattribute__(name)

    def next_problem(self, step):
        self.asked.append(("next_problem", step))
        return True

    def next_panel(self, step=1):
        self.asked.append(("next_panel", step))
        return True

    def closing(self):
        return self.may_leave


class Failing(Page):
    """Fails when half of it is there."""

    def __init__(self, desk, window):
        super().__init__(desk, window)
        QLabel("Uji", self)
        raise Problem("UJI", "Halaman ini tidak dapat dibuka.")


def test_a_page_that_cannot_be_built_leaves_nothing_in_the_window(shell, qtbot, monkeypatch):
    told = []
    monkeypatch.setitem(pages.MODULES, "struktur", (__name__, "Failing"))
    monkeypatch.setattr(shell, "problem", told.append)
    before = shell.stack.children()
    assert not shell.go("struktur")
    assert [problem.kode for problem in told] == ["UJI"]
    qtbot.waitUntil(lambda: shell.stack.children() == before)


@pytest.fixture
def probe(shell):
    page = Probe(shell.desk, shell)
    shell._pages["struktur"] = page
    shell.stack.addWidget(page)
    shell.go("struktur")
    shell.activateWindow()
    return page


def test_ctrl_numbers_go_through_the_menu(shell, qtbot):
    shell.activateWindow()
    for number, entry in ((1, "beranda"), (3, "struktur"), (4, "iuran"), (8, "balasan")):
        qtbot.keyClick(shell, Qt.Key(Qt.Key.Key_0 + number), CTRL)
        assert shell.current_name == entry


@pytest.mark.parametrize(("key", "modifier", "asked"), [
    (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier, "search_focus"), (Qt.Key.Key_F, CTRL, "search_focus"),
    (Qt.Key.Key_N, CTRL, "new_person"), (Qt.Key.Key_S, CTRL, "save"), (Qt.Key.Key_P, CTRL, "print_now"),
    (Qt.Key.Key_E, CTRL, "send"), (Qt.Key.Key_F10, Qt.KeyboardModifier.NoModifier, "finish"),
    (Qt.Key.Key_Return, CTRL, "finish"), (Qt.Key.Key_Z, CTRL, "undo"),
    (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "back"),
    (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, ("next_problem", 1)),
    (Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier, ("next_problem", -1)),
    (Qt.Key.Key_J, CTRL, ("next_problem", 1)),
    (Qt.Key.Key_J, CTRL | Qt.KeyboardModifier.ShiftModifier, ("next_problem", -1)),
    (Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier, ("next_panel", 1)),
])
def test_keys_reach_the_page(probe, shell, qtbot, key, modifier, asked):
    qtbot.keyClick(shell, key, modifier)
    assert probe.asked == [asked]


def test_the_page_shown_is_drawn_again_once_everybody_is_judged_for_the_day(probe, shell, monkeypatch):
    drawn = []
    monkeypatch.setattr(probe, "refresh", lambda: drawn.append("struktur"), raising=False)
    _judged(shell)
    assert drawn == ["struktur"]


def test_a_page_that_must_stay_keeps_the_menu_mark(probe, shell):
    probe.may_leave = False
    assert not shell.go("iuran")
    assert shell.current is probe
    probe.may_leave = True
    assert shell.go("iuran")


def test_pages_are_built_on_first_visit_only(shell):
    shell.go("iuran")
    first = shell.current
    shell.go("balasan")
    shell.go("iuran")
    assert shell.current is first
    assert set(shell._pages) == {"iuran", "balasan"}


def test_every_menu_entry_has_its_icons_and_a_page():
    from jamsos_desktop.paths import resource

    for entry in (*pages.MENU, *pages.BELOW):
        assert resource("icons", f"{entry.icon}.svg").is_file(), entry.icon
        assert resource("icons", f"{entry.chosen}.svg").is_file(), entry.chosen
        assert entry.name in pages.MODULES


def test_open_laptop_is_said_in_the_window(shell, qtbot):
    assert shell.state.open_note.text == "Terbuka tanpa PIN"
    assert shell.state.open_note.isVisible()


def test_a_screen_without_a_pin_is_not_locked_and_says_why(shell, qtbot):
    shell.activateWindow()
    shell.go("pengaturan")
    here = QApplication.focusWidget()
    qtbot.keyClick(here, Qt.Key.Key_L, CTRL)
    strip = shell.asking
    assert strip.isVisible()
    assert strip.text.startswith("Layar belum bisa dikunci. Laptop ini terbuka tanpa PIN")
    assert [button.text() for button in strip.buttons] == ["Buat PIN", "Nanti saja"]
    assert strip.buttons[0].hasFocus()
    qtbot.keyClick(strip.buttons[0], Qt.Key.Key_Escape)
    assert not strip.isVisible()
    assert QApplication.focusWidget() is here
    assert shell.current_name == "pengaturan"


def test_a_list_made_is_printed_or_opened_without_a_window_in_between(shell, qtbot, tmp_path, monkeypatch):
    from ui import printing
    from ui.pages.paper_out import PaperOut

    def made():
        yield Progress(0, 1)
        return tmp_path / "daftar.pdf"

    def printers():
        yield Progress(0, 1)
        return ["HP DeskJet"]

    opened, asked = [], []
    monkeypatch.setattr(printing, "printers_job", printers)
    monkeypatch.setattr(printing, "choose_printer", lambda *_: asked.append(1))
    shell.go("pengaturan")
    shell.activateWindow()
    paper = PaperOut(shell.desk, shell, shell)
    paper.open_file = lambda path: opened.append(path.name) or True
    for at in (0, 1):
        paper.start(made, "Daftar")
        qtbot.waitUntil(lambda: shell.asking.isVisible() and not shell.busy)
        assert shell.asking.text == f"Daftar sudah jadi. daftar.pdf tersimpan di {tmp_path}."
        qtbot.keyClick(shell.asking.buttons[at], Qt.Key.Key_Return)
    assert (asked, opened) == ([1], ["daftar.pdf"])


def test_a_question_above_the_page_is_answered_or_goes_with_the_page(shell, qtbot):
    done, told = [], []
    shell.activateWindow()
    shell.go("pengaturan")
    shell.offer("Dua?", "Ya, dua", lambda: done.append(2), "Biarkan", lambda: done.append(0))
    shell.offer("Satu?", "Ya, satu", lambda: done.append(1), "Biarkan", lambda: done.append(0))
    assert [button.text() for button in shell.asking.buttons] == ["Ya, satu", "Biarkan"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    shell.offer("Satu?", "Ya", lambda: done.append(1), "Biarkan", lambda: done.append("biar"))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert done == [1, "biar"]
    shell.problem = lambda problem: told.append(problem.kode)

    def fails():
        raise Problem("DISK_PENUH", "Penuh.")

    shell.offer("Satu?", "Ya", fails)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert told == ["DISK_PENUH"]
    shell.offer("Satu?", "Ya", lambda: done.append(1))
    shell.go("iuran")
    assert not shell.asking.isVisible()
    assert done == [1, "biar"]


def cut_texts(window) -> list[str]:
    """Words of labels and buttons that stand in less room than they need."""
    QApplication.processEvents()  # a layout is asked for and made later; what is judged is the page at rest
    cut = []
    for label in window.findChildren(QLabel):
        single = label.isVisible() and label.text() and not label.wordWrap() and not label.toolTip()
        if single and label.fontMetrics().horizontalAdvance(label.text()) > label.width() + 1:
            cut.append(label.text())
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and isinstance(button, QPushButton) and button.sizeHint().width() > button.width() + 1:
            cut.append(button.text())
    return cut


@pytest.mark.parametrize(("width", "height"), [(1366, 698), (1093, 614)])
@pytest.mark.parametrize("page", QUIET)
def test_nothing_is_cut_at_small_screens(shell, qtbot, width, height, page):
    shell.resize(width, height)
    shell.go(page)
    qtbot.waitUntil(lambda: shell.width() == width and shell.current.isVisible())
    assert cut_texts(shell) == []
    assert shell.minimumSizeHint().width() <= width
    assert shell.minimumSizeHint().height() <= height


def test_menu_is_narrow_on_small_screens(shell, qtbot):
    shell.resize(1093, 614)
    qtbot.waitUntil(lambda: shell.nav.width() == 52)
    shell.resize(1366, 698)
    qtbot.waitUntil(lambda: shell.nav.width() == 176)


# Jobs.

def test_job_brings_its_value_to_the_window(shell, qtbot):
    done, steps_seen = [], []

    def job():
        yield Progress(1, 2, "satu")
        return 7

    shell.run(job, done.append, steps_seen.append)
    qtbot.waitUntil(lambda: done == [7])
    assert steps_seen == [Progress(1, 2, "satu")]
    assert not shell.busy


def test_problem_of_a_job_is_told(shell, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(ask, "tell", lambda parent, problem, *_: told.append(problem.kode) or "")

    def job():
        yield Progress(0, 1)
        raise Problem("DISK_PENUH", "Penuh.")

    shell.run(job)
    qtbot.waitUntil(lambda: told == ["DISK_PENUH"])


def test_closing_the_window_stops_and_waits_for_jobs(shell, qtbot):
    closed = []

    def endless():
        try:
            while True:
                yield Progress(0, 1)
        finally:
            closed.append(1)

    worker = shell.run(endless)
    with qtbot.waitSignal(worker.progressed):
        pass
    assert shell.close()
    assert closed == [1]
    assert worker.isFinished()


def test_window_size_comes_back(shell, qtbot, desk):
    from ui.window import Shell

    shell.resize(1200, 640)
    shell.close()
    again = Shell(desk)
    qtbot.addWidget(again)
    assert again.height() == 640  # the width is cut to the screen, which is 800 px here


# Second start.

def test_second_start_wakes_the_first_and_ends_quietly(qtbot, qapp, folder, monkeypatch):
    first = application.Program(qapp, folder)
    monkeypatch.setenv("JAMSOS_HARI_INI", CLOCK_DAY.isoformat())
    monkeypatch.setattr("ui.crash.install", lambda _: None)
    assert first.start()
    qtbot.addWidget(first.window)
    import threading

    answers = []
    second = threading.Thread(target=lambda: answers.append(ask_forward(folder, seconds=8.0)))
    second.start()
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    second.join()
    assert answers == [True]
    assert list(folder.requests.glob("*")) == []
    first.window.close()


def test_second_start_is_told_when_nobody_answers(folder):
    folder.requests.mkdir(parents=True)
    assert ask_forward(folder, seconds=0.1) is False
    assert list(folder.requests.glob("*")) == []


def test_the_pictures_of_the_demo_are_files(qapp, tmp_path):
    album = Album(tmp_path, "_gelap")
    first = {"01a_wizard_desa", "01e_kunci"}
    _play([one for one in scenes_of("", demo=True) if one.name in first], Stage(qapp, Clock(CLOCK_DAY)), album)
    assert [path.name for path in album.taken] == ["01a_wizard_desa_gelap.png", "01e_kunci_gelap.png"]
    assert all(path.stat().st_size > 10_000 for path in album.taken)


def test_a_job_stopped_with_the_window_calls_no_page(shell, qtbot):
    from jamsos_desktop.jobs import Progress

    def endless():
        while True:
            yield Progress(0, 1, "")

    called = []
    worker = shell.run(endless, called.append, on_error=called.append, on_cancel=lambda: called.append("batal"))
    with qtbot.waitSignal(worker.destroyed):
        shell.stop_work()
    assert called == []


def test_a_held_answer_outlives_the_window_that_an_answer_before_it_ended(qtbot, desk):
    """Damage met behind a locked screen: care puts another window in place while more answers wait."""
    from ui.window import Shell

    shell, called = Shell(desk), []

    def care():
        shell.stop_work()
        shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what care tells has a loop of its own

    def quick():
        yield Progress(0, 1)

    shell.hold_answers()
    shell.answered(care)
    shell.run(quick, called.append, on_error=called.append, on_cancel=lambda: called.append("batal"))
    qtbot.waitUntil(lambda: len(shell._held) == 2)
    shell.give_answers()
    assert called == []


def test_the_page_left_today_comes_back_and_a_new_day_begins_with_its_work(shell):
    shell.go("iuran")
    shell.close()
    assert shell.settings.get("halaman", []) == [shell.desk.today.isoformat(), "iuran"]
    shell.go("peserta")
    assert shell.go_first()
    assert shell.current_name == "iuran"
    shell.settings.put("halaman", ["2026-01-01", "iuran"])
    shell.go_first()
    assert shell.current_name == shell.plan.home
    shell.settings.put("halaman", [shell.desk.today.isoformat(), "bukan halaman"])
    shell.go_first()
    assert shell.current_name == shell.plan.home


def test_a_page_without_an_entry_marks_the_one_it_was_opened_from(shell):
    def marked():
        return next((menu.currentItem().text() for menu in shell.nav._menus if menu.currentItem()), "")

    shell.go("data_pribadi", back_to="pengaturan")
    assert marked() == "Pengaturan"
    shell.go("ketentuan")
    assert marked() == "Pengaturan"
    shell.go("editor")
    assert marked() == "Peserta"
