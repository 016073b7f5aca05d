"""The window Anggaran: a year by month for every group and fund, what-if, and the lampiran as PDF or workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk
from jamsos_desktop.jobs import Job
from jamsos_desktop.model.budget import Budget, BudgetRow
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import MONTHS, number, rupiah_of_sen
from ui import ask, theme
from ui.keys import bind
from ui.pages.iuran_assume import Assumptions
from ui.pages.iuran_bar import plain
from ui.pages.iuran_view import short_fund, years
from ui.pages.paper_out import PaperOut
from ui.pages.rekap_tables import Cells, RecapTable, recap_view
from ui.widgets import Button, FieldRow, Label, LinkButton, NoteStrip, UnsureMark, doubts_of

if TYPE_CHECKING:
    from ui.widgets.ask_strip import Act
    from ui.window import Shell

WAIT_MS = 250
RESTS_ON = ("parameter.csv:pu_dasar", "parameter.csv:pu_risiko", "parameter.csv:bpu_jkk", "parameter.csv:bpu_jkm",
            "parameter.csv:bpu_jht", "parameter.csv:ump", "iuran_bpu.csv", "tarif_pu.csv", "siltap.csv", "diskon.csv")
EVERYONE, MEMBERS = "semua", "terdaftar"
WHO = {EVERYONE: "Semua yang dicatat", MEMBERS: "Hanya yang terdaftar"}
WIDEST, HIGHEST = 1300, 640


class BudgetSheet(QDialog):
    """Counts in a thread after each change; ``budget`` is what the table shows. ``run``, ``toast`` and ``problem``
    are those of the shell, so that making the paper speaks in this window."""

    def __init__(self, desk: Desk, shell: Shell, tahun: int) -> None:
        super().__init__(shell)
        self._desk, self._shell = desk, shell
        self.budget: Budget | None = None
        self._asked = 0
        self._saved: Path | None = None
        self.setWindowTitle("Anggaran iuran")
        self.resize(min(theme.px(WIDEST), shell.width() - 40), min(theme.px(HIGHEST), shell.height() - 40))
        self.tahun = FieldRow("Tahun", choices={str(year): str(year) for year in years(desk, tahun - 1, tahun + 2)},
                              reserve=0)
        self.tahun.set_text(str(tahun))
        self.who = FieldRow("Orang yang dihitung", choices=WHO, reserve=0)
        self.who.set_text(EVERYONE)
        self.assume = Assumptions(desk)
        self._build()
        self.paper = PaperOut(desk, self, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._count)
        for field in (self.tahun, self.who):
            field.changed.connect(lambda _: self._timer.start())
        self.assume.changed.connect(self._timer.start)
        bind(self, "Ctrl+P", self.make_pdf)
        self._count()
        self.tahun.edit.setFocus()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        inner = QWidget(objectName="surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        self.heading = Label("Anggaran iuran", "section")
        column.addWidget(self.heading)
        column.addLayout(self._fields())
        column.addWidget(self.assume)
        self.sums, self.left_out = Label("", "strong", wrap=True), Label("", "caption")
        column.addWidget(self.sums)
        self.view: QTableView
        self.model: RecapTable
        self.view, self.model = recap_view(columns(self._desk), "Anggaran per bulan")
        self.view.horizontalHeader().setMinimumSectionSize(theme.px(40))
        column.addWidget(self.view, 1)
        column.addLayout(self._unsure_line())
        column.addWidget(self.left_out)
        self.note = NoteStrip("ok", "", Button("Buka", small=True))
        assert self.note.button is not None
        self.note.button.clicked.connect(self._open)
        self.note.hide()
        column.addWidget(self.note)
        outer.addWidget(inner, 1)
        outer.addWidget(self._foot())

    def _fields(self) -> QHBoxLayout:
        fields = QHBoxLayout()
        fields.setSpacing(10)
        self.tahun.edit.setFixedWidth(theme.px(112))
        self.who.edit.setMinimumWidth(theme.px(230))
        fields.addWidget(self.tahun)
        fields.addWidget(self.who)
        fields.addStretch(1)
        self.reset = LinkButton("Hapus andaian")
        self.reset.clicked.connect(self.assume.clear)
        fields.addWidget(self.reset)
        return fields

    def _unsure_line(self) -> QHBoxLayout:
        unsure = QHBoxLayout()
        unsure.setSpacing(5)
        self.mark, self.unsure = UnsureMark(), Label("", "caption")
        unsure.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        unsure.addWidget(self.unsure, 1)
        return unsure

    def _foot(self) -> QFrame:
        foot = QFrame(objectName="dialogfoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(8)
        row.addWidget(Label("Ctrl+P cetak lampiran, Esc tutup", "caption", wrap=False))
        row.addStretch(1)
        self.close_button, self.excel = Button("&Tutup"), Button("Simpan &Excel", icon="file-earmark-spreadsheet")
        self.pdf = Button("Cetak &lampiran", "primary", "printer")
        self.pdf.setDefault(True)
        self.close_button.clicked.connect(self.reject)
        self.excel.clicked.connect(self.make_excel)
        self.pdf.clicked.connect(self.make_pdf)
        for button in (self.close_button, self.excel, self.pdf):
            row.addWidget(button)
        return foot

    # Counting.

    @property
    def year(self) -> int:
        return int(self.tahun.text())

    @property
    def everyone(self) -> bool:
        return self.who.text() == EVERYONE

    def _count(self) -> None:
        """Count in a thread; an older answer that comes later is not shown."""
        try:
            what_if = self.assume.what_if
        except Problem as problem:
            self._refused(problem)
            return
        self._asked += 1
        turn, year, everyone = self._asked, self.year, self.everyone

        def count() -> Job[tuple[Budget, Budget]]:
            plain_year = yield from self._desk.budget_job(year, all_people=everyone)
            if what_if.nothing:
                return plain_year, plain_year
            return (yield from self._desk.budget_job(year, what_if, everyone)), plain_year

        self._shell.run(count, lambda both: self._counted(turn, *both, nothing=what_if.nothing),
                        on_error=self._refused)

    def _counted(self, turn: int, found: Budget, before: Budget, *, nothing: bool) -> None:
        if turn != self._asked:
            return
        self.budget = found
        self.model.set_lines((*found.groups, found.jumlah) if found.groups else ())
        self.heading.setText(f"Anggaran iuran {found.tahun}")
        self.sums.set_role("strong")
        self.sums.setText(sum_words(found, None if nothing else before))
        self.unsure.setText(unsure_words(self._desk, found))
        self.unsure.setVisible(bool(self.unsure.text()))
        self.mark.set_doubts(doubts_of(self._desk.doubts(*RESTS_ON)) if self.unsure.text() else ())
        self.left_out.setText(left_words(found))
        self.left_out.setVisible(bool(self.left_out.text()))
        self.reset.setEnabled(not nothing)
        for button in (self.pdf, self.excel):
            button.setEnabled(bool(found.groups))

    def _refused(self, problem: Problem) -> None:
        self._asked += 1
        self.sums.set_role("error")
        self.sums.setText(str(problem))
        for button in (self.pdf, self.excel):
            button.setEnabled(False)

    # Papers.

    def path(self, suffix: str) -> Path:
        """Where the lampiran is kept."""
        return self._desk.folder.outbox / f"lampiran-anggaran-iuran-{self.year}{suffix}"

    def make_pdf(self) -> None:
        """The lampiran on paper, or as a PDF where there is no printer."""
        if self.pdf.isEnabled():
            self.paper.start(self._files(".pdf"), f"Lampiran anggaran {self.year}")

    def make_excel(self) -> None:
        """The same as a workbook."""
        self._shell.run(self._files(".xlsx"), lambda path: self._kept(path, "Excel"), on_error=self.problem)

    def _files(self, suffix: str) -> Callable[[], Job[Path]]:
        year, what_if, everyone, path = self.year, self.assume.what_if, self.everyone, self.path(suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        return lambda: self._desk.budget_files_job(year, what_if, path, all_people=everyone)

    def _kept(self, path: Path, form: str) -> None:
        self._saved = path
        self.note.set("ok", f"{form} tersimpan di folder {path.parent.name}: {path.name}")
        self.note.setToolTip(str(path))
        self.note.show()

    def _open(self) -> None:
        if self._saved is not None:
            self.paper.open_file(self._saved)

    # What making a paper asks of its window.

    def run(self, *args: Any, **how: Any) -> Any:
        """A job of the shell's."""
        return self._shell.run(*args, **how)

    def toast(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Short words, in this window."""
        self._saved = self.paper.path
        self.note.set("ok", words)
        self.note.show()

    def offer(self, words: str, verb: str, act: Act, keep: str = "Batal", otherwise: Act | None = None) -> None:
        """A question; this window is one already, so it is asked by another."""
        said, _, why = words.partition(". ")
        answer = act if ask.confirm(self, said, verb, why, keep=keep) else otherwise
        if answer is not None:
            answer()

    def problem(self, problem: Problem) -> str:
        """A failure of the world."""
        return self._shell.problem(problem)


def columns(desk: Desk) -> tuple[Cells, ...]:
    """Group, people, the year, and its twelve months."""

    def month(at: int) -> Callable[[BudgetRow], str]:
        return lambda row: plain(row.bulan[at].sen) if row.bulan[at].sen else "–"

    return (Cells("Kelompok dan sumber dana", lambda row: row_name(desk, row), width=200),
            Cells("Orang", lambda row: number(row.orang), True, 56),
            Cells("Setahun", lambda row: plain(row.sen), True, 88),
            *(Cells(MONTHS[at][:3], month(at), True, 75) for at in range(12)))


def row_name(desk: Desk, row: BudgetRow) -> str:
    """A row of the budget in words."""
    if not row.kelompok:
        return "Jumlah"
    return f"{desk.label('kelompok', row.kelompok)}, {row.segmen}, {short_fund(desk, row.sumber_dana)}"


def unsure_words(desk: Desk, found: Budget) -> str:
    """Which rows rest on figures that nobody confirmed."""
    rows = [row_name(desk, row) for row in found.groups if row.belum_dikonfirmasi]
    return f"{'; '.join(rows).removesuffix('.')}." if rows else ""


def sum_words(found: Budget, before: Budget | None) -> str:
    """The year in one line, and how much the assumptions change it."""
    if not found.groups:
        return "Belum ada orang yang iurannya bisa dihitung untuk tahun ini."
    words = f"{number(found.jumlah.orang)} orang, {rupiah_of_sen(found.sen)} setahun"
    if before is None:
        return words
    gap = found.sen - before.sen
    more = "lebih" if gap >= 0 else "kurang"
    return f"{words}, {rupiah_of_sen(abs(gap))} {more} dari tanpa andaian"


def left_words(found: Budget) -> str:
    """Who is not in it, and what ends within the year."""
    parts = []
    if found.tanpa_iuran:
        parts.append(f"{number(found.tanpa_iuran)} orang belum bisa dihitung, lengkapi datanya di Peserta.")
    if found.sk_berakhir:
        parts.append(f"SK atau kontrak {number(found.sk_berakhir)} orang habis tahun itu.")
    return " ".join(parts)
