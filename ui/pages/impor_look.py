"""Step 2: strip, sheet, problems and result bar together, and what is asked of the import so far.

Every wish gives a new plan, so that a step back is the plan before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk, Imported, ImportMend, ImportPlan, ImportSource, RowProblem
from jamsos_desktop.texts import number
from ui import theme
from ui.pages.impor_bar import ResultBar
from ui.pages.impor_match import MatchCard, take
from ui.pages.impor_model import SheetModel
from ui.pages.impor_problems import ProblemsPanel
from ui.pages.impor_strip import FileStrip
from ui.widgets import EmptyState, NoteStrip

SIDE, SIDE_NARROW, NARROW_BELOW = 360, 292, 1080


@dataclass
class Session:
    """A sheet that is being looked at. ``back``: what was done, newest last, each with the plan before it."""

    path: Path
    source: ImportSource
    plan: ImportPlan
    report: Imported | None = None
    shown: ImportPlan | None = None  # the plan that ``report`` tells of
    back: list[tuple[str, ImportPlan]] = field(default_factory=list)


def group_of(desk: Desk, source: ImportSource, usual: str) -> str:
    """As whom people come in: what the template or the village's pattern says, else ``usual``."""
    used = desk.sheet_layout(source, ImportPlan()).pola
    kept = next((pattern.kelompok for pattern in desk.patterns() if used and pattern.nama == used), "")
    return desk.sheet_group(source) or kept or usual


def _quiet(report: Imported) -> str:
    """What the list of problems says when there is none."""
    if not report.layout.usable:
        return "Belum ada kolom nama atau NIK. Pilih isinya di kotak di atas kolom."
    unfinished = report.count("perlu_dilengkapi")
    rest = f" {number(unfinished)} orang masuk sebagai draf, isiannya belum lengkap." if unfinished else ""
    return f"Semua sel terbaca utuh.{rest}"


class LookView(QWidget):
    """``planned``: the session holds another plan, look again."""

    planned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self.model = SheetModel()
        self.strip, self.note = FileStrip(self), NoteStrip("info", "", parent=self)
        self.match, self.problems = MatchCard(self.model, self), ProblemsPanel(self)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addWidget(self.note)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.match, 1)
        row.addWidget(self.problems)
        column.addLayout(row, 1)
        self.none = EmptyState("file-earmark-spreadsheet", "Belum ada baris yang bisa diperiksa",
                               "Pilih Excel lain, atau betulkan yang ini lalu pilih lagi.", parent=self)
        self.none.hide()
        column.addWidget(self.none, 1)
        self.bar = ResultBar(self)
        column.addWidget(self.bar)
        self._connect()

    def _connect(self) -> None:
        self.strip.header_wanted.connect(lambda row: self._other_header(row))
        self.strip.group_wanted.connect(lambda group: self._plan("kelompok", kelompok=group))
        self.match.take_wanted.connect(lambda choice: self._wish("pilihan orang", take(self._now, choice)))
        self.match.mapped.connect(lambda at, key: self._wish("kolom", self._now.column_as(at, key)))
        self.match.order_wanted.connect(lambda at, order: self._wish("urutan tanggal", self._now.dates_as(at, order)))
        self.model.typed.connect(lambda row, at, text: self._wish(
            f"sel di baris {row}", self._now.typed_over(row, at, text)))
        self.problems.reached.connect(self._show_cell)
        self.problems.mended.connect(self._mend)
        self.problems.all_mended.connect(self._mend_all)
        self.match.view.stood.connect(lambda row, _: self.problems.stand_on_row(row))
        self.match.view.box_wanted.connect(self.open_box)

    @property
    def _now(self) -> ImportPlan:
        assert self.session is not None
        return self.session.plan

    # Wishes

    def _plan(self, what: str, **wish: str) -> None:
        self._wish(what, replace(self._now, **wish))

    def _other_header(self, row: int) -> None:
        """Other rows are data now, and the header says what columns hold: choices by hand went with the old one."""
        self._wish("baris judul", replace(self._now, kepala=row, kolom={}, tanggal={}))

    def _mend(self, problem: RowProblem, mend: ImportMend, typed: str) -> None:
        self._wish(f"{mend.label}, baris {problem.baris}", self._now.after(mend, typed))

    def _mend_all(self, mends: Sequence[tuple[ImportMend, str]]) -> None:
        plan = self._now
        for mend, typed in mends:
            plan = plan.after(mend, typed)
        if mends:
            self._wish(f"{mends[0][0].label}, {len(mends)} baris", plan)

    def _wish(self, what: str, plan: ImportPlan) -> None:
        session = self.session
        assert session is not None
        if plan == session.plan:
            return
        session.back.append((what, session.plan))
        session.plan = plan
        self.bar.hold()
        self.planned.emit()

    @property
    def undoable(self) -> bool:
        """Whether there is a wish to take back."""
        return self.session is not None and bool(self.session.back)

    def step_back(self) -> str:
        """Take the last wish back; its words, "" when there was none."""
        session = self.session
        if session is None or not session.back:
            return ""
        what, session.plan = session.back.pop()
        self.problems.same.hide()
        self.strip.group.set_text(session.plan.kelompok)
        self.bar.hold()
        self.planned.emit()
        return what

    def give_up(self) -> bool:
        """The last wish was not looked at to its end: back to what is shown; False when nothing is shown yet."""
        session = self.session
        if session is None or session.report is None or session.shown is None:
            return False
        plans = [plan for _, plan in session.back]
        if session.shown in plans:
            del session.back[plans.index(session.shown):]
        session.plan = session.shown
        self.strip.group.set_text(session.plan.kelompok)
        self.show_report(session.report)
        return True

    def take_typed(self) -> bool:
        """What is being typed in a cell or beside a problem counts as typed; False when nothing new is."""
        return self.match.view.take_edit() or self.problems.take_edit()

    # Showing

    def set_busy(self, busy: bool) -> None:
        """While a file is brought in nothing of it can be changed."""
        self.strip.set_busy(busy)
        self.match.setEnabled(not busy)
        self.problems.setEnabled(not busy)

    def show_rows(self, there: bool) -> None:
        """The sheet and its problems, or that there is nothing to look at."""
        self.match.setVisible(there)
        self.problems.setVisible(there)
        self.none.setVisible(not there)

    def reading(self, name: str) -> None:
        """Another file or sheet is read."""
        self.session = None
        self.show_rows(True)
        self.match.put_away()
        self.problems.same.hide()
        self.problems.show_problems((), 0, 0, lambda *_: "")
        self.note.hide()
        self.strip.reading(name)
        self.bar.show_nothing("Membaca Excel")
        self.match.setEnabled(False)
        self.problems.setEnabled(False)

    def begin(self, session: Session) -> None:
        """A sheet was read."""
        self.session = session
        self.strip.show_source(session.source, session.plan)
        self.match.say_fill(False)

    def show_report(self, report: Imported) -> None:
        """What would become of every row under the session's plan."""
        session = self.session
        assert session is not None
        session.report, session.shown = report, session.plan
        self.show_rows(True)
        self.set_busy(False)
        self.match.show_report(session.source, session.plan, report)
        self.strip.show_report(session.source, report)
        there = sum(1 for row in report.rows if row.ada and row.hasil == "dilewati")
        self.problems.show_problems(report.problems, report.count("ditahan"), there, self._text, _quiet(report))
        self.bar.show_report(report)
        self.note.set("info", report.pernah)
        self.note.setVisible(bool(report.pernah))
        if self.problems.scroll.hasFocus():
            self.match.view.setFocus()  # the last problem is mended

    def _text(self, baris: int, column: int) -> str:
        line = self.model.line(baris)
        return self.model.raw(line, column) if line >= 0 and column >= 0 else ""

    def _show_cell(self, problem: RowProblem) -> None:
        """Without a cell of its own a problem stands on the row's name."""
        report = self.model.report
        if report is None:
            return
        names = [at for at, key in report.layout.keys.items() if key == "nama"]
        column = problem.kolom if problem.kolom >= 0 else next(iter(names), 0)
        self.match.view.go_to(problem.baris, column)

    # Keys

    def open_box(self, column: int) -> None:
        """Alt+Down on a cell: the list of what its column may hold."""
        boxes = self.match.view.head.boxes
        if column < len(boxes):
            boxes[column].setFocus()
            boxes[column].showPopup()

    def next_panel(self, step: int) -> bool:
        """F6 goes round: sheet, problems, the way on, the file."""
        panels: list[QWidget] = [self.match.view, self.problems, self.bar.take, self.strip.sheet, self.strip.other]
        focus = self.window().focusWidget()
        at = next((n for n, panel in enumerate(panels) if focus is panel or panel.isAncestorOf(focus)), -1)
        return any(self._enter(panels[(at + step * away) % len(panels)]) for away in range(1, len(panels) + 1))

    def _enter(self, panel: QWidget) -> bool:
        if panel is self.problems:
            return self.problems.focus_here()
        if panel.isEnabled():
            panel.setFocus(Qt.FocusReason.OtherFocusReason)
        return panel.isEnabled()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW_BELOW)
        self.problems.setFixedWidth(theme.px(SIDE_NARROW if narrow else SIDE))
        self.problems.set_narrow(narrow)
        self.strip.set_narrow(narrow)
