"""Impor Excel: choose a workbook, match and check it as in Excel, then bring it in whole (mock-up 05)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from jamsos_desktop.desk import Desk, Imported, ImportPlan, ImportSource
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui.pages.impor_bar import SAFE
from ui.pages.impor_done import DoneView
from ui.pages.impor_files import Files, dropped
from ui.pages.impor_look import LookView, Session, group_of
from ui.pages.impor_pattern import keep_pattern
from ui.pages.impor_run import LOOK, READ, STORE, ImportRun
from ui.pages.impor_start import StartView
from ui.pages.impor_undo import Undoing
from ui.pages.page import Page
from ui.widgets import Stepper, TallArea

if TYPE_CHECKING:
    from ui.window import Shell

TITLES = {READ: "Membaca Excel", LOOK: "Memeriksa", STORE: "Memasukkan"}
START, MATCH, DONE = range(3)
USUAL_GROUP = "pekerja_rentan"
STEP_KEYS = {
    START: [("Enter", "Pilih Excel"), ("Ctrl+Z", "Urungkan impor"), ("F1", "Bantuan")],
    MATCH: [("F8", "Masalah berikut"), ("F2", "Ubah isi sel"), ("Alt+\u2193", "Pilih kolom"),
            ("Ctrl+Enter", "Masukkan"), ("Ctrl+Z", "Urungkan"), ("Esc", "Batal")],
    DONE: [("Ctrl+Enter", "Lihat peserta"), ("Ctrl+Z", "Urungkan impor"), ("Esc", "Impor Excel lain")],
}


class ImporPage(Page):
    """Step 1 choose, 2 match and check, 3 in. Until "Masukkan" nothing is written."""

    title = "Impor Excel"
    help = "impor"
    keys = STEP_KEYS[START]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self.setAcceptDrops(True)
        head, body = self.frame(self.title)
        self.stepper = Stepper(("Pilih Excel", "Cocokkan dan periksa", "Masukkan"))
        head.addWidget(self.stepper)
        self.middle = QStackedWidget(self)
        area = TallArea(parent=self.middle)
        self.start, self.look, self.done = StartView(area.viewport()), LookView(self.middle), DoneView(self.middle)
        area.hold(self.start)
        for part in (area, self.look, self.done):
            self.middle.addWidget(part)
        body.addWidget(self.middle, 1)
        self.work = ImportRun(desk, window)
        self.files = Files(desk, window, self)
        self.undoing = {START: Undoing(desk, window, self.start.undo_strip, self.start.table.setFocus),
                        DONE: Undoing(desk, window, self.done.undo_strip, self.done.people.setFocus)}
        self._path, self._stored, self._then_fill = Path(), "", ""
        self._before: Session | None = None  # what was shown while another sheet is read
        self._connect()

    def _connect(self) -> None:
        start, look, done, work = self.start, self.look, self.done, self.work
        start.choose.clicked.connect(self.choose)
        start.template.clicked.connect(lambda: self.files.offer_template(start.template))
        start.undo_wanted.connect(lambda past: self.undoing[START].ask(past.id, past.berkas))
        look.strip.other_wanted.connect(self.choose)
        look.strip.sheet_wanted.connect(lambda sheet: self.take(self._path, sheet))
        look.planned.connect(self._look_again)
        look.match.pattern_wanted.connect(self._keep_pattern)
        look.match.fill_wanted.connect(self._wish_fill)
        look.bar.take.clicked.connect(self.finish)
        look.bar.cancel.clicked.connect(self.back)
        look.bar.list.clicked.connect(self._save_list)
        done.people.clicked.connect(lambda: self.shell.go("peserta"))
        done.fill.clicked.connect(lambda: self._go_fill(""))
        done.list.clicked.connect(self._save_list)
        done.next.clicked.connect(lambda: self.take(self._path, done.next_sheet))
        done.other.clicked.connect(self._start_anew)
        done.undo.clicked.connect(self.undo)
        self.undoing[START].done.connect(lambda _: self._fill_past())
        self.undoing[DONE].done.connect(lambda _: self._start_anew())
        work.started.connect(self._started)
        work.read.connect(self._read)
        work.looked.connect(self._looked)
        work.stored.connect(self._is_in)
        work.failed.connect(self._failed)
        work.stopped.connect(self._stopped)

    # Steps

    @property
    def step(self) -> int:
        """START, MATCH or DONE."""
        return self.middle.currentIndex()

    def _go_to(self, step: int) -> None:
        for at in range(self.middle.count()):  # a step that is not shown takes no room
            policy = QSizePolicy.Policy.Preferred if at == step else QSizePolicy.Policy.Ignored
            self.middle.widget(at).setSizePolicy(policy, policy)
        self.middle.setCurrentIndex(step)
        self.stepper.set_step(step + 1 if step == DONE else step)
        self.keys = STEP_KEYS[step]
        if self.shell.current is self:
            self.shell.set_keys(self.keys)

    def undoable(self) -> bool:
        if self.step == START:
            return self.start.undoable
        return self.look.undoable if self.step == MATCH else bool(self._stored)

    def opened(self, **args: Any) -> None:
        if self.step == DONE and not self.work.running:
            self._start_anew()  # that workbook is in; the next visit begins afresh
        elif self.step == START:
            self._fill_past()
            self.start.choose.setFocus()
        else:
            self.shell.set_keys(self.keys)

    def refresh(self) -> None:
        if self.step == START:
            self._fill_past()

    def _fill_past(self) -> None:
        self.start.show_past(self.desk.imports())

    def _start_anew(self) -> None:
        self._fill_past()
        self._go_to(START)
        self.start.choose.setFocus()

    # Choosing a file

    def choose(self) -> None:
        """Ask for a file and read it."""
        if path := self.files.choose():
            self.take(path)

    def take(self, path: Path, sheet: int = 0) -> None:
        """Look at a workbook's sheet, 0 for the one that holds most people."""
        if self.work.storing:
            return
        before = self.look.session if self.step == MATCH else None
        if before is not None and before.report is not None:
            self._before = before
            self._offer_back(before, f"Lembar {before.source.sheet.nama} ditutup")
        self._path = self.files.near(path)
        self._go_to(MATCH)
        self.look.reading(path.name)
        self.work.read_sheet(path, sheet)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := dropped(event.mimeData()):
            self.take(path)

    # The work

    def _read(self, source: ImportSource) -> None:
        self._before = None
        usual = self.look.strip.group.text() or USUAL_GROUP
        self.look.begin(Session(self._path, source, ImportPlan(kelompok=group_of(self.desk, source, usual))))
        self._look_again()

    def _look_again(self) -> None:
        session = self.look.session
        if session is not None:
            self.work.look(session.source, session.plan)

    def _started(self, what: str) -> None:
        assert self.work.worker is not None
        self.look.bar.follow(self.work.worker, TITLES[what], at_once=what == STORE)

    def _looked(self, report: Imported) -> None:
        self.look.bar.rest()
        first = self.look.session is not None and self.look.session.shown is None
        self.look.show_report(report)
        if first or self._nobody_typing():
            self.look.match.view.setFocus()

    def _nobody_typing(self) -> bool:
        focus = self.window().focusWidget()
        return focus is None or not focus.isVisible() or not self.look.isAncestorOf(focus) or not focus.isEnabled()

    def _failed(self, what: str, problem: Problem) -> None:
        self.look.bar.rest()
        if what == STORE:
            self.look.set_busy(False)
            self.shell.problem(problem)
            self._look_again()
            return
        self._nothing("error", str(problem))

    def _stopped(self, what: str) -> None:
        self.look.bar.rest()
        before, self._before = self._before, None
        if what == READ and before is not None:
            self._open_again(before)
        elif self.look.give_up():
            self.look.note.set("info", f"Dibatalkan. {SAFE}")
            self.look.note.show()
            self.look.match.view.setFocus()
        else:
            self._nothing("info", f"Dibatalkan. {SAFE}")

    def _nothing(self, role: str, words: str) -> None:
        self.look.note.set(role, words)
        self.look.note.show()
        self.look.show_rows(False)
        self.look.bar.show_nothing("Tidak ada yang dimasukkan")
        self.look.strip.show_nothing(with_sheet=self.look.session is not None)
        self.look.strip.other.setFocus()

    def _is_in(self, report: Imported) -> None:
        self.look.bar.rest()
        self.look.set_busy(False)
        session = self.look.session
        assert session is not None
        session.report, session.back = report, []
        self._stored = report.id
        self._go_to(DONE)
        self.done.show_report(session.source, report, self._undo_until(report.id))
        self.shell.saved()
        self.shell.refresh_counts()
        if self._then_fill and report.masuk:
            self._go_fill(self._then_fill)
        self._then_fill = ""

    def _undo_until(self, id_: str) -> str:
        return next((past.sampai for past in self.desk.imports() if past.id == id_), "")

    # What else can be done

    def _wish_fill(self) -> None:
        """Isi cepat needs people who are in: it opens once they are."""
        report = self.look.model.report
        lacking = report.tanpa[0] if report is not None and report.tanpa else ""
        self._then_fill = "" if self._then_fill else lacking
        self.look.match.say_fill(bool(self._then_fill))

    def _go_fill(self, key: str) -> None:
        """Isi cepat at what this list lacks, ``key`` first."""
        report = self.look.session.report if self.look.session else None
        lacking = report.tanpa if report is not None else ()
        self.shell.go("isi_cepat", kolom=tuple(dict.fromkeys((key, *lacking) if key else lacking)))

    def _keep_pattern(self) -> None:
        session = self.look.session
        if session is not None and session.report is not None:
            keep_pattern(self.shell, self.desk, session.report.layout, session.plan.kelompok, self._path.stem)

    def _save_list(self) -> None:
        session = self.look.session
        if session is not None and session.report is not None:
            self.files.save_list(session.path, session.source, session.report, session.plan)

    # Keys

    def finish(self) -> bool:
        """Ctrl+Enter: bring in what was looked at; after that, go and see."""
        session = self.look.session
        if self.step == DONE:
            self.shell.go("peserta")
        elif self.step == MATCH and session is not None and session.report is not None and not self.work.running \
                and self.look.bar.take.isEnabled():
            if self.look.take_typed():
                self.shell.toast("Yang baru diketik diperiksa dulu. Tekan Ctrl+Enter sekali lagi.")
                return True
            self.look.set_busy(True)
            self.work.store(session.source, session.plan)
        return True

    def back(self) -> bool:
        """Esc: give up what is asked or typed, stop what runs, else put the file away."""
        asked = self.undoing.get(self.step)
        if asked is not None and asked.leave():
            return True
        if self.step == MATCH:
            return self.look.problems.close_edit() or self.work.cancel() or self._put_away()
        if self.step == DONE:
            self._start_anew()
            return True
        return False

    def _put_away(self) -> bool:
        """The file goes; what was mended in it can be had back for a moment."""
        session, self.look.session = self.look.session, None
        self._start_anew()
        if session is not None:
            self._offer_back(session, "Excel ditutup")
        return True

    def _offer_back(self, session: Session, what: str) -> None:
        if session.back:
            many = number(len(session.back))
            self.shell.toast(f"{what}. {many} perubahan belum dimasukkan.", lambda: self._open_again(session))

    def _open_again(self, session: Session) -> None:
        self._path = session.path
        self._go_to(MATCH)
        self.look.begin(session)
        self._look_again()

    def undo(self) -> bool:
        """Ctrl+Z: before storing the last wish, afterwards the whole import."""
        if self.step == MATCH:
            if what := "" if self.work.storing else self.look.step_back():
                self.shell.toast(f"Diurungkan: {what}.")
            return True
        if self.step == START:
            self.start.ask_undo()
        elif self._stored:
            self.undoing[DONE].ask(self._stored, self._path.name)
        return True

    def closing(self) -> bool:
        """A look goes on while another page is shown; what is being brought in is finished first."""
        if self.work.storing:
            self.shell.toast("Tunggu sebentar, baris sedang dimasukkan.")
            return False
        return True

    def next_problem(self, step: int) -> bool:
        return self.step == MATCH and self.look.problems.step(step)

    def next_panel(self, step: int = 1) -> bool:
        return self.step == MATCH and self.look.next_panel(step)
