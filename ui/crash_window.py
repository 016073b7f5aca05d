"""The window of a fault of ours (pattern of picture 11): what happened, what is safe, and the report to read first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from ui import theme
from ui.ask import Sheet, tell
from ui.widgets import Button, Label, NoteStrip

WIDE, HIGH = 560, 168  # px of the window and of the report in it
SAFE = "Data yang sudah tersimpan aman, begitu juga draf isian peserta."
REPEAT = "Ulangi langkah tadi. "
AGAIN = "Bila terjadi lagi, simpan laporan ini dan beri kepada DPMD."
CLEAN = "Laporan tidak memuat nama, NIK, atau isi data. Baca dulu, lalu pilih."


class CrashWindow(Sheet):
    """Nothing leaves the window unless it is copied or saved by whoever read it.

    ``what``: kinds and places (``faults.told``); ``dead``: the whole program had stopped, told at the next start.
    """

    def __init__(self, folder: DataFolder, what: str, *, dead: bool = False) -> None:
        super().__init__(None, ("exclamation-triangle-fill", "warn"),
                         "Aplikasi sebelumnya berhenti mendadak" if dead else "Ada kesalahan di aplikasi")
        self._folder, self._what, self._moment = folder, what, datetime.now().astimezone()
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(theme.px(WIDE))
        self.column.addWidget(Label(f"{SAFE} {'' if dead else REPEAT}{AGAIN}", "body", wrap=True))
        self.column.addWidget(Label("Isi laporan", "strong"))
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName("Isi laporan")
        self.report.setMinimumHeight(theme.px(HIGH))
        self.column.addWidget(self.report, 1)
        self.column.addWidget(NoteStrip("info", CLEAN))
        self.copy = Button("Sa&lin", icon="copy")
        self.copy.clicked.connect(self._copy)
        self.foot.insertWidget(0, self.copy)
        self.add_button("", "&Jangan simpan")
        self.save = Button("&Simpan laporan...", "primary")
        self.save.clicked.connect(self._save)
        self.save.setDefault(True)
        self.foot.addWidget(self.save)
        self.count(1)
        self.save.setFocus()

    def count(self, times: int) -> None:
        """How many faults there were since the first; the report says so."""
        from jamsos_desktop.desk.faults import report

        more = f"Terjadi {times} kali" if times > 1 else ""
        self.report.setPlainText(report(self._folder, self._moment, self._what, more))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.set_text("Tersalin")

    def _save(self) -> None:
        name = f"laporan-galat-{self._moment:%Y%m%d-%H%M%S}.txt"
        chosen, _ = QFileDialog.getSaveFileName(self, "Simpan laporan", str(Path.home() / name), "Teks (*.txt)")
        if not chosen:
            return
        from jamsos_desktop.desk import write_whole

        try:
            write_whole(self.report.toPlainText().encode(), Path(chosen))
        except Problem as problem:
            tell(self, problem)
            return
        self._end("simpan")
