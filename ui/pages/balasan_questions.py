"""Answers about an older version of somebody: the clerk says whether DPMD's word or the newer data counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from jamsos_desktop.desk import AnswerRow
from jamsos_desktop.texts import title_name
from ui import theme
from ui.widgets import Button, Label, LinesTable, set_up_table

TITLES = ("Nama", "Jawaban DPMD", "Keterangan")
WIDTHS = (170, 200)
VERDICTS = {"diterima": "Diterima", "ditolak": "Ditolak", "di_bpjs": "Di BPJS", "menunggu_bayar": "Menunggu bayar",
            "aktif": "Terdaftar", "keluar": "Keluar", "diperiksa": "Masih diperiksa"}
LEAD = "Data orang ini Anda ubah sesudah dikirim. Jawaban DPMD tentang data yang lama."
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class QuestionTable(LinesTable[AnswerRow]):
    """People of one reply to be asked about."""

    titles, strong = TITLES, 0

    def texts(self, line: AnswerRow) -> tuple[str, ...]:
        said = f"{VERDICTS[line.putusan]}: {line.label}" if line.label else VERDICTS[line.putusan]
        more = line.perlindungan or " ".join((line.teks, line.cara)).strip()
        return title_name(line.nama), said, more


class QuestionPanel(QWidget):
    """``answered(uid, use)``: True takes DPMD's word, False keeps the data as it stands here."""

    answered = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = QuestionTable()
        self.view = _View(self.model, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        foot = QFrame(self, objectName="foot")
        below = QVBoxLayout(foot)
        below.setContentsMargins(12, 8, 12, 10)
        below.setSpacing(8)
        self.words = Label(LEAD, "body", wrap=True)
        below.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.use = Button("Pakai keputusan DPMD", "primary", "check-lg")
        self.keep = Button("Biarkan data saya")
        for button in (self.use, self.keep):
            row.addWidget(button)
        row.addStretch(1)
        below.addLayout(row)
        column.addWidget(foot)
        self.use.clicked.connect(lambda: self._answer(True))
        self.keep.clicked.connect(lambda: self._answer(False))

    def show_rows(self, rows: Sequence[AnswerRow]) -> None:
        """Ask about these people."""
        self.model.set_lines(rows)
        if rows:
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _answer(self, use: bool) -> None:
        row = self.view.currentIndex().row()
        if 0 <= row < len(self.model.lines):
            self.answered.emit(self.model.lines[row].uid, use)


class _View(QTableView):
    def __init__(self, model: QuestionTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        set_up_table(self)
        self.setProperty("bare", True)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.horizontalHeader().setStretchLastSection(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Orang yang perlu jawaban Anda")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for at, wide in enumerate(WIDTHS):
            self.setColumnWidth(at, theme.px(wide))
