"""The card with the sheet: what was recognised, whom to take, the sheet itself, what it lacks, and the legend."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import SHEET_KINDS, TARGETS, Imported, ImportPlan, ImportSource
from jamsos_desktop.texts import inside, number
from ui import theme
from ui.pages.impor_dates import DateStrip, slim
from ui.pages.impor_grid import SheetView
from ui.pages.impor_model import SheetModel
from ui.widgets import Button, Card, Chip, Combo, IconLabel, Label, NoteStrip

TAKE = {"semua": "Semua orang", "pekerja": "Hanya yang bekerja", "yang_ada": "Hanya melengkapi",
        "baru": "Hanya orang baru"}
TAKE_TIPS = {"semua": "Orang baru masuk, yang sudah ada dilengkapi.",
             "pekerja": "Hanya yang berumur kerja dan bekerja.",
             "yang_ada": "Hanya melengkapi orang yang sudah ada di daftar peserta.",
             "baru": "Orang yang sudah ada dibiarkan."}
PLAIN_KIND, FAMILY = "daftar", "keluarga"
KEEP, KEEP_SHORT = "Simpan sebagai pola desa", "Simpan pola"
FEW = 4  # how many missing columns are named


def taken(plan: ImportPlan) -> str:
    """Which entry of ``TAKE`` a plan stands for."""
    return "baru" if plan.ambil == "semua" and plan.yang_ada == "lewati" else plan.ambil


def take(plan: ImportPlan, choice: str) -> ImportPlan:
    """The plan with another entry of ``TAKE``."""
    return replace(plan, ambil="semua" if choice == "baru" else choice,
                   yang_ada="lewati" if choice == "baru" else "isi_kosong")


def _in_words(key: str) -> str:
    """A field that nobody's column gives, in the middle of a sentence; L/P and HP stay as they are."""
    words = "Ahli waris" if key == FAMILY else TARGETS[key].pendek if key in TARGETS else key
    return words if words[1:2].isupper() or not words[1:2].isalpha() else inside(words)


def _pair(foot: QWidget, mark: QWidget, words: str) -> QWidget:
    """A mark of the sheet and what it means."""
    pair = QWidget(foot)
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(mark)
    row.addWidget(Label(words, "caption", wrap=False))
    return pair


class MatchCard(Card):
    """Signals: ``take_wanted(choice)``, ``pattern_wanted``, ``fill_wanted``, ``order_wanted(column, order)``."""

    take_wanted = Signal(str)
    pattern_wanted = Signal()
    fill_wanted = Signal()
    order_wanted = Signal(int, str)
    mapped = Signal(int, str)

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__("Cocokkan kolom", parent=parent, margins=(0, 0, 0, 0))
        self.sheet = model
        self._fill_head()
        self.view = SheetView(model, self)
        self.body.setSpacing(0)
        self.body.addWidget(self.view, 1)
        self._strips = QWidget(self)
        self.dates = DateStrip(self._strips)
        self.dates.chosen.connect(self.order_wanted)
        self.fill = Button("Isi cepat kolom yang kurang...", small=True)
        self.fill.setCheckable(True)
        self.fill.clicked.connect(self.fill_wanted)
        self.lacks = NoteStrip("warn", "", self.fill, self._strips)
        slim(self.lacks)
        self.lacks.words.setTextFormat(Qt.TextFormat.RichText)
        strips = QVBoxLayout(self._strips)
        strips.setContentsMargins(8, 7, 8, 7)
        strips.setSpacing(7)
        strips.addWidget(self.dates)
        strips.addWidget(self.lacks)
        self.body.addWidget(self._strips)
        self.body.addWidget(self._foot())
        self.view.scrolled.connect(self._say_rows)

    def _fill_head(self) -> None:
        assert self.head is not None
        self.kind = Chip("check-circle-fill", "", "info")
        self.kind.hide()
        self.take = Combo(choices=TAKE)
        self.take.setProperty("small", True)
        self.take.setAccessibleName("Ambil siapa")
        self.take.setFixedWidth(theme.px(160))
        for at, tip in enumerate(TAKE_TIPS.values()):
            self.take.setItemData(at, tip, Qt.ItemDataRole.ToolTipRole)
        self.take_label = Label("Ambil", "caption", wrap=False)
        self.known = Label("", "caption", wrap=False)
        self.pattern = Button(KEEP, small=True)
        self.head.insertWidget(1, self.kind)
        for widget in (self.take_label, self.take, self.known, self.pattern):
            self.head.addWidget(widget)
        self.take.activated.connect(lambda _: self.take_wanted.emit(self.take.text()))
        self.pattern.clicked.connect(self.pattern_wanted)

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setProperty("topline", True)
        foot.setFixedHeight(theme.px(30))
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(14)
        self._legend = [_pair(foot, Label("Tulisan biru", "info", wrap=False), "= diganti ke istilah baku"),
                        _pair(foot, IconLabel("pencil", "text_2", 11), "masuk sebagai draf"),
                        _pair(foot, IconLabel("dash-circle", "text_2", 11), "sudah ada, dilewati")]
        for part in self._legend:
            row.addWidget(part)
        row.addStretch(1)
        self.rows = Label("", "caption", wrap=False)
        row.addWidget(self.rows)
        return foot

    def put_away(self) -> None:
        """Show nothing: another file or sheet is read."""
        self.sheet.put_away()
        self.view.show_layout({}, "", measure=False)
        self.known.setText("")
        self.kind.set("check-circle-fill", "", "info")
        self.kind.hide()
        self._strips.hide()
        self._say_rows()

    def show_report(self, source: ImportSource, plan: ImportPlan, report: Imported) -> None:
        """Lay a report over the sheet; widths and scrolling stay while it is the same sheet under the same header."""
        before = self.sheet.report
        same = before is not None and self.sheet.source is source and before.layout.isi == report.layout.isi
        self.sheet.show_report(source, plan, report)
        layout, rows = report.layout, source.sheet.rows
        columns = {column.at: column for column in layout.columns}
        header = "" if layout.kepala is None else str(rows[layout.kepala].nomor)
        self.view.show_layout(columns, header, measure=not same)
        if not same and self.sheet.rowCount():
            self.view.go_to(self.sheet.number(0), 0)
        for box in self.view.head.boxes:
            if not box.property("wired"):
                box.setProperty("wired", True)
                box.chosen.connect(self.mapped)
        self._say_kind(report, plan)
        self.dates.show_questions([q for q in report.tanya if q.kolom not in plan.tanggal])
        self._say_lacking(report)
        self._strips.setVisible(not (self.dates.isHidden() and self.lacks.isHidden()))
        self._say_rows()

    def _say_kind(self, report: Imported, plan: ImportPlan) -> None:
        layout = report.layout
        held = [column for column in layout.columns if column.sasaran or not column.dari]
        used = sum(1 for column in held if column.sasaran)
        self.known.setText(f"{number(used)} dari {number(len(held))} kolom dikenali")
        words = f"Pola desa: {layout.pola}" if layout.pola else \
            SHEET_KINDS.get(layout.jenis, "") if layout.jenis != PLAIN_KIND else ""
        self.kind.set("check-circle-fill", words, "info")
        self.kind.setToolTip(f"Dikenali: {words}.")
        self.kind.setVisible(bool(words))
        self.take.set_text(taken(plan))
        self.take.setToolTip(TAKE_TIPS.get(taken(plan), ""))
        self.pattern.setEnabled(layout.kepala is not None)
        self._fit_head()

    def _say_lacking(self, report: Imported) -> None:
        names = [_in_words(key) for key in report.tanpa]
        more = f" dan {number(len(names) - FEW)} lagi" if len(names) > FEW else ""
        words, read = ", ".join(names[:FEW]) + more, report.dari_nik_kata
        lacking = f'<span style="font-weight:600">Tidak ada kolom</span> {words}. ' if names else ""
        self.lacks.set("warn" if names else "info", f"{lacking}{read}".strip())
        self.lacks.setAccessibleName(" ".join(filter(None, (f"Tidak ada kolom {words}." if names else "", read))))
        self.lacks.setToolTip(" ".join(filter(None, (", ".join(names), read))))
        self.lacks.setVisible(bool(names or read))

    def _say_rows(self) -> None:
        first, last = self.view.rows_in_sight()
        many = self.sheet.rowCount()
        self.rows.setText(f"Baris {number(first)}\u2013{number(last)} dari {number(many)}" if many else "")
        self._fit_foot()

    def say_fill(self, wanted: bool) -> None:
        """Whether Isi cepat opens once everybody is in."""
        self.fill.setChecked(wanted)
        self.fill.set_text("Isi cepat terbuka setelah masuk" if wanted else "Isi cepat kolom yang kurang...")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()
        self._fit_foot()

    def _fit_head(self) -> None:
        """The count of columns gives way first; it stays in the tip of the pattern's button."""
        assert self.title is not None
        self.pattern.setToolTip(f"{self.known.text()}. Kolom berjudul sama dikenali sendiri lain kali.")
        self.pattern.set_text(KEEP)
        fixed: list[QWidget] = [self.title, self.take, self.pattern, *([self.kind] if self.kind.text else [])]
        room = self.width() - 40 - sum(widget.sizeHint().width() + 8 for widget in fixed)
        for words in (self.take_label, self.known):
            room -= words.sizeHint().width() + 8
            words.setVisible(room >= 0)
        if not self.take_label.isVisibleTo(self):
            self.pattern.set_text(KEEP_SHORT)

    def _fit_foot(self) -> None:
        """What does not fit of the legend is left off, last first; which rows are seen always stands there."""
        room = self.width() - 40 - self.rows.sizeHint().width()
        for part in self._legend:
            room -= part.sizeHint().width() + 14
            part.setVisible(room >= 0)
