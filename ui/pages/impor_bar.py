"""The bar under the sheet: how many rows will come in, all of them accounted for, and the way on."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from jamsos_desktop.desk import Imported
from jamsos_desktop.texts import number
from ui.widgets import Button, Card, Label, ProgressStrip
from ui.worker import Worker

PATIENCE_MS = 300  # a look that takes longer shows how far it is
SAFE = "Belum ada data yang berubah."


def sums(report: Imported) -> str:
    """siap, perlu dilengkapi, ditahan, dilewati: together all rows of the sheet."""
    total = report.totals()
    return (f"{number(total['siap'])} siap, {number(total['perlu_dilengkapi'])} perlu dilengkapi, "
            f"{number(total['ditahan'])} ditahan, {number(total['dilewati'])} dilewati.")


class ResultBar(QStackedWidget):
    """The sum with its buttons, or the job that runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        card = Card(parent=self, margins=(12, 9, 12, 9))
        row = QHBoxLayout()
        row.setSpacing(12)
        self.sum, self.detail = Label("", "strong", wrap=False), Label("", "caption", wrap=True)
        self.list = Button("Simpan daftar masalah", icon="download")
        self.cancel = Button("Batal")
        self.take = Button("&Masukkan", "primary")
        row.addWidget(self.sum)
        row.addWidget(self.detail, 1)
        for button in (self.list, self.cancel, self.take):
            row.addWidget(button)
        card.body.addLayout(row)
        self.strip = ProgressStrip("Memasukkan", parent=self, unit="baris")
        self.addWidget(card)
        self.addWidget(self.strip)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE_MS)
        self._slow.timeout.connect(lambda: self.setCurrentIndex(1))

    def follow(self, worker: Worker, title: str, *, at_once: bool) -> None:
        """A job runs: it is shown when it takes a while, or at once."""
        self.strip.run(worker, title, SAFE)
        if at_once:
            self.setCurrentIndex(1)
        else:
            self._slow.start()

    def rest(self) -> None:
        """Nothing runs."""
        self._slow.stop()
        self.setCurrentIndex(0)

    def show_report(self, report: Imported) -> None:
        """What would come in."""
        total = report.totals()
        self.sum.setText(f"{number(total['masuk'])} dari {number(total['baris'])} baris akan masuk")
        self.detail.setText(f"{sums(report)} {SAFE}")
        self.take.set_text(f"&Masukkan {number(total['masuk'])} baris")
        self.take.setEnabled(total["masuk"] > 0)
        self.list.setEnabled(any(row.pesan for row in report.rows))
        self.setCurrentIndex(0)

    def show_nothing(self, words: str) -> None:
        """There is no report to go by."""
        self.sum.setText(words)
        self.detail.setText(SAFE)
        self.take.set_text("&Masukkan")
        self.take.setEnabled(False)
        self.list.setEnabled(False)
        self.setCurrentIndex(0)

    def hold(self) -> None:
        """The sheet is looked at again: what is said no longer counts."""
        self.take.setEnabled(False)
        self.list.setEnabled(False)
