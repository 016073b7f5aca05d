"""Page Ketentuan at DPMD: what a new version is to be, and the tables it is made from."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import PackOrder
from ui.widgets import Button, Card, FieldRow, IconLabel, Label
from ui.widgets.grouping import date_of

STEPS = ("1. Simpan tabel yang berlaku, ubah di Excel atau LibreOffice, simpan lagi sebagai CSV.",
         "2. Pilih folder hasil perubahan itu, beri nama versi dan tanggal mulai.",
         "3. Semua baris diperiksa dulu. Bila ada yang keliru, nama tabel dan barisnya disebut.")


class MakeCard(Card):
    """``wanted(PackOrder)``: make it; ``tables_wanted``: write the tables for editing; ``left``: changed their mind."""

    wanted = Signal(object)
    tables_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Buat ketentuan baru", None, parent, margins=(0, 0, 16, 14))
        self.folder: Path | None = None
        area = QScrollArea(self)
        inside = QWidget(area.viewport(), objectName="plain")
        area.setWidgetResizable(True)  # a low screen scrolls the form; its buttons stay in sight
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        form = QVBoxLayout(inside)
        form.setContentsMargins(16, 12, 0, 0)
        form.setSpacing(8)
        for words in STEPS:
            form.addWidget(Label(words, "soft", wrap=True))
        self.tables = Button("Simpan tabel untuk diubah...", icon="download")
        self.tables.clicked.connect(self.tables_wanted)
        form.addWidget(self.tables)
        form.addWidget(self._folder_row(inside))
        self.versi = FieldRow("Nama versi", "Huruf, angka, titik atau tanda hubung, misalnya 2027-1.", inside)
        self.nama = FieldRow("Judul", "Terbaca oleh desa, misalnya Ketentuan Konawe 2027.", inside, reserve=1)
        self.mulai = FieldRow("Mulai berlaku", parent=inside, date=True)
        self.sampai = FieldRow("Sampai", "Kosongkan bila berlaku seterusnya.", inside, date=True)
        for left, right in ((self.versi, self.nama), (self.mulai, self.sampai)):
            row = QHBoxLayout()
            row.setSpacing(16)
            row.addWidget(left, 1)
            row.addWidget(right, 1)
            form.addLayout(row)
        for field in (self.versi, self.mulai, self.sampai):
            field.changed.connect(lambda _: self.judge())
        form.addStretch(1)
        self.body.addWidget(area, 1)
        self.body.addLayout(self._foot())

    def _folder_row(self, inside: QWidget) -> QFrame:
        frame = QFrame(inside)
        frame.setProperty("list", True)
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(IconLabel("folder2-open", "text_2", 20))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.folder_name, self.folder_note = Label("Tanpa perubahan tabel", "strong"), Label("", "caption")
        words.addWidget(self.folder_name)
        words.addWidget(self.folder_note)
        row.addLayout(words, 1)
        self.pick = Button("Pilih folder...", small=True)
        self.pick.clicked.connect(self._pick)
        row.addWidget(self.pick)
        return frame

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.cancel, self.make = Button("Batal"), Button("Buat dan tanda tangani", "primary", "patch-check-fill")
        self.cancel.clicked.connect(self.left)
        self.make.clicked.connect(self.finish)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.make)
        return row

    def start(self, today: date, versi: str) -> None:
        """Empty the card for a version after ``versi``; it starts tomorrow unless said otherwise."""
        self.set_folder(None)
        for field in (self.versi, self.nama, self.sampai):
            field.set_text("")
            field.set_state("kosong")
        self.versi.set_hint(f"Yang berlaku sekarang bernama {versi}.")
        self.mulai.set_text(texts.screen_date(today + timedelta(days=1)))
        self.judge()
        self.tables.setFocus()

    def _pick(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Pilih folder tabel yang sudah diubah")
        if chosen:
            self.set_folder(Path(chosen))

    def set_folder(self, folder: Path | None) -> None:
        """The folder of edited tables; None keeps all tables as they are."""
        self.folder = folder
        tables = len(list(folder.glob("*.csv"))) if folder else 0
        self.folder_name.setText(folder.name if folder else "Tanpa perubahan tabel")
        self.folder_note.setText(f"{tables} tabel CSV akan diperiksa" if folder else "Hanya nama dan tanggal yang baru")

    def order(self) -> PackOrder | None:
        """What is asked, or None while something is missing."""
        start, end = date_of(self.mulai.text()), date_of(self.sampai.text())
        late = bool(self.sampai.text()) and (end is None or start is None or end < start)
        if not self.versi.text().strip() or start is None or late:
            return None
        return PackOrder(versi=self.versi.text().strip(), nama=self.nama.text(), mulai=start, sampai=end,
                         changes=self.folder)

    def judge(self) -> None:
        """What stands in the dates, and whether the button may be pressed."""
        start, end = date_of(self.mulai.text()), date_of(self.sampai.text())
        self.mulai.set_state("benar" if start else "salah", "" if start else "Isi tanggal, misalnya 01/01/2027.")
        if not self.sampai.text():
            self.sampai.set_state("kosong")
        elif end is None or (start and end < start):
            self.sampai.set_state("salah", "Isi tanggal yang tidak lebih awal dari mulai.")
        else:
            self.sampai.set_state("benar")
        self.make.setEnabled(self.order() is not None)

    def finish(self) -> None:
        """Ctrl+Enter: make it when everything stands there, else go to what is missing."""
        order = self.order()
        if order is not None:
            self.wanted.emit(order)
            return
        missing = (self.versi, not self.versi.text().strip()), (self.mulai, date_of(self.mulai.text()) is None)
        next((field for field, lacks in missing if lacks), self.sampai).setFocus()
