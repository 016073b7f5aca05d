"""How the twelve words get on paper: by a printer, as a PDF where the clerk wants it, or by hand from a window that
hides them again. Nothing of it is kept by the program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QWidget,
)

from jamsos_desktop.problems import Problem
from ui import ask, busy, printing, theme
from ui.widgets import Button, IconLabel, Label
from ui.worker import Cancelled

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk, RecoverySheet

PAPERS = ("A5", "A4", "F4")
PDF_NAME = "Lembar pemulihan.pdf"
HIDDEN = "••••••"


class PaperRoad(QObject):
    """``shown()``: the words are on paper, ``way`` (kertas, pdf, tangan) says how and ``when`` at what time."""

    shown = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._desk: Desk | None = None
        self._sheet: RecoverySheet | None = None
        self._keeper: Callable[[], str] = str
        self.way = ""
        self.when: datetime | None = None

    def begin(self, desk: Desk, sheet: RecoverySheet, keeper: Callable[[], str]) -> None:
        """A sheet that stands on no paper yet; ``keeper`` tells who signs for it."""
        self._desk, self._sheet, self._keeper = desk, sheet, keeper
        self.way, self.when = "", None

    def end(self) -> None:
        """Forget the words."""
        self._desk = self._sheet = None

    def ask(self) -> None:
        """Cetak: which paper, then the printer or a PDF."""
        if self._sheet is None:
            return
        choice = PaperChoice(self._page)
        choice.exec()
        if choice.chosen == "printer":
            self._try(partial(self._print, choice.kertas))
        elif choice.chosen == "pdf":
            self._try(partial(self._save, choice.kertas))

    def by_hand(self) -> None:
        """Tulis tangan: the words on screen for as long as that window is the one worked in."""
        if self._sheet is not None and HandWindow(self._sheet.words, self._page).exec():
            self._try(lambda: self.note("tangan", "tangan"))

    def _try(self, do: Callable[[], None]) -> None:
        try:
            do()
        except Problem as problem:
            ask.tell(self._page.window(), problem)
        except Cancelled:
            return

    def _print(self, kertas: str) -> None:
        desk, sheet, keeper = self._desk, self._sheet, self._keeper()
        assert desk is not None
        assert sheet is not None
        if not busy.run(self._page.window(), "Mencari printer", printing.printers_job):
            raise Problem("PRINTER_TIDAK_ADA", "Tidak ada printer yang terpasang.", "Lembar belum dicetak.",
                          "Sambungkan printer, simpan PDF ke flashdisk, atau tulis tangan.")
        printer = self.choose_printer(kertas)
        if printer is None:
            return
        busy.run(self._page.window(), "Mencetak lembar pemulihan", lambda: printing.print_pages_job(
            printer, 1, lambda _, scale: desk.recovery_page_job(sheet, kertas, keeper, scale)))
        self.note("kertas", kertas)

    def choose_printer(self, kertas: str) -> QPrinter | None:
        """The system's dialog; None when it is closed."""
        return printing.choose_printer(self._page, "Lembar pemulihan", kertas=kertas)

    def _save(self, kertas: str) -> None:
        desk, sheet = self._desk, self._sheet
        assert desk is not None
        assert sheet is not None
        sure = ask.confirm(self._page.window(), "PDF ini membuka semua data desa", "Pilih tempat PDF",
                           "Simpan ke flashdisk, cetak di komputer lain, lalu hapus PDF itu. Jangan biarkan di laptop.",
                           danger=True)
        if not sure:
            return
        name, _ = QFileDialog.getSaveFileName(self._page, "Simpan PDF lembar pemulihan", PDF_NAME, "PDF (*.pdf)")
        if name:
            path = Path(name)
            desk.save_recovery(sheet, kertas, self._keeper(), path if path.suffix else path.with_suffix(".pdf"))
            self.note("pdf", "pdf")

    def note(self, way: str, told: str) -> None:
        """The words are on paper: in the history, on the chip, and from here on three of them are asked."""
        assert self._desk is not None
        assert self._sheet is not None
        self._desk.recovery_printed(self._sheet, told)
        self.way, self.when = way, self._desk.now()
        self.shown.emit()


class PaperChoice(ask.Sheet):
    """``kertas`` and ``chosen``: printer, pdf or "" when closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent.window(), ("printer", "info"), "Cetak lembar pemulihan")
        self.column.addWidget(Label("Pilih kertas yang ada di printer. Sesudah dicetak kata tidak tampil di layar.",
                                    "body", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(18)
        self._group = QButtonGroup(self)
        for at, name in enumerate(PAPERS):
            button = QRadioButton(name)
            button.setChecked(at == 0)
            self._group.addButton(button, at)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.add_button("", "&Batal")
        self.add_button("pdf", "Simpan P&DF…")
        self.add_button("printer", "&Pilih printer", "primary")

    @property
    def kertas(self) -> str:
        return PAPERS[self._group.checkedId()]


class HandWindow(QDialog):
    """Twelve words to copy by hand; dots as soon as another window is worked in. ``exec`` is true once written."""

    def __init__(self, words: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent.window())
        self._words = words
        self.setWindowTitle("Jamsos Desa")
        self.setMinimumWidth(theme.px(560))
        outer, column = ask.surface(self)
        column.addWidget(Label("Tulis 12 kata ini dengan nomornya", "section"))
        column.addWidget(Label("Tulis juga nama desa dan tanggal hari ini. Jangan difoto. "
                               "Kata tertutup bila Anda pindah jendela.", "body", wrap=True))
        grid = QGridLayout()
        grid.setSpacing(8)
        self.cells: list[Label] = []
        for at in range(len(words)):
            grid.addWidget(self._cell(at), at // 3, at % 3)
        column.addLayout(grid)
        outer.addWidget(self._foot())
        self.written.setFocus()  # Enter is the green button, here too
        self._show(True)

    def _cell(self, at: int) -> QFrame:
        cell = QFrame()
        cell.setProperty("list", True)
        row = QHBoxLayout(cell)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(8)
        number = Label(str(at + 1), "soft")
        number.setFixedWidth(theme.px(20))
        row.addWidget(number)
        self.cells.append(Label("", "section"))
        row.addWidget(self.cells[-1], 1)
        return cell

    def _foot(self) -> QFrame:
        foot = QFrame(objectName="dialogfoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(8)
        row.addWidget(IconLabel("eye", "text_2", 14))
        row.addWidget(Label("Tutup jendela ini sebelum orang lain melihat.", "caption", wrap=False))
        row.addStretch(1)
        cancel, written = Button("&Batal"), Button("&Sudah saya tulis", "primary")
        cancel.clicked.connect(self.reject)
        written.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(written)
        written.setDefault(True)
        self.written = written
        return foot

    def _show(self, plain: bool) -> None:
        for label, word in zip(self.cells, self._words, strict=True):
            label.setText(word if plain else HIDDEN)
            label.setAccessibleName(word if plain else "disembunyikan")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange:
            self._show(self.isActiveWindow())
        super().changeEvent(event)

    def done(self, result: int) -> None:
        self._show(False)
        super().done(result)
