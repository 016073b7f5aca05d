"""The office's own SIPP template: which file, what goes into which of its columns, filling it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.desk import TemplateCheck, TemplateField
from jamsos_desktop.texts import number
from ui.pages.bpjs_rows import short_date
from ui.widgets import UNSURE, Button, Card, Chip, Doubt, IconLabel, Label, UnsureMark, clear_layout

SHOWN = 4  # columns told by name; the rest is counted
NOT_CHANGED = "Nama kolom dibaca dari templat unduhan. Templat asli tidak diubah, hasilnya salinan bernama sama."
ASK = "Unduh templat Tambah TK dari SIPP (template_tk_ lalu NPP), lalu pilih di sini."


def told(fields: Sequence[TemplateField], most: int = SHOWN) -> list[TemplateField]:
    """The columns to tell by name: those with something to look at first, then those that matter most."""
    first = ("NOMOR_IDENTITAS", "NIK", "NAMA_LENGKAP", "TANGGAL_LAHIR", "TGL_LAHIR", "UPAH", "KPJ")
    known = [field for field in fields if field.judul.upper() in first]
    doubtful = [field for field in fields if field not in known and field.wajib and field.kosong]
    return [*known[:most - 1], *doubtful, *known[most - 1:]][:most]


class TemplateCard(Card):
    """``pick`` asks for a template, ``fill`` to fill it, ``letter`` for the cover letter."""

    pick = Signal()
    fill = Signal()
    letter = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.chip = Chip()
        self._narrow, self._fields = False, ()
        super().__init__("Isi templat SIPP", self.chip, parent, margins=(12, 8, 12, 8))
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._file_side())
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(2, 1)
        right = QVBoxLayout()
        right.addLayout(self._grid)
        self.rest = Label("", "caption", wrap=False)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.mark = UnsureMark(parent=self)
        foot.addWidget(self.rest)
        foot.addWidget(self.mark)
        foot.addStretch(1)
        right.addLayout(foot)
        right.addStretch(1)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)
        self.body.addLayout(self._foot())
        self.show_none("")

    def _file_side(self) -> QWidget:
        self.side = side = QWidget(self)
        side.setFixedWidth(326)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        box = QFrame(side)
        box.setProperty("list", True)
        inner = QHBoxLayout(box)
        inner.setContentsMargins(10, 6, 10, 6)
        inner.setSpacing(8)
        inner.addWidget(IconLabel("file-earmark-spreadsheet", "ok", 20))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.name, self.about = Label("", "strong", wrap=True), Label("", "caption")
        for label in (self.name, self.about):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            words.addWidget(label)
        inner.addLayout(words, 1)
        self.pick_button = Button("Pilih...", small=True)
        self.pick_button.clicked.connect(self.pick)
        inner.addWidget(self.pick_button)
        column.addWidget(box)
        self.note = Label(NOT_CHANGED, "caption")
        column.addWidget(self.note)
        column.addStretch(1)
        return side

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.fill_button = Button("Isi templat", "primary", "file-earmark-check", small=True)
        self.fill_button.clicked.connect(self.fill)
        self.letter_button = Button("Cetak surat serah", icon="printer", small=True, tip="Ctrl+P")
        self.letter_button.clicked.connect(self.letter)
        foot.addWidget(self.fill_button)
        foot.addWidget(self.letter_button)
        self.own = Label("Unggah ke SIPP dilakukan sendiri oleh petugas.", "caption", wrap=True)
        foot.addWidget(self.own, 1)
        return foot

    def set_narrow(self, narrow: bool) -> None:
        """Less room: a smaller file box, one column fewer told by name."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.side.setFixedWidth(252 if narrow else 326)
        if self._fields:
            self._show_fields(self._fields)

    def show_none(self, nomor: str) -> None:
        """No template chosen for this batch yet."""
        self._title(nomor)
        self.chip.set("circle", "Templat belum dipilih", "neutral")
        self.name.setText("Belum ada templat")
        self.about.setText("file .xlsx dari SIPP")
        self.note.setText(ASK)
        self.pick_button.set_text("Pilih...")
        self.fill_button.set_text("Isi templat")
        self.fill_button.setEnabled(False)
        self.letter_button.setEnabled(bool(nomor))
        self.pick_button.setEnabled(bool(nomor))
        self.rest.setText("")
        self.mark.set_doubts(())
        self._fields = ()
        clear_layout(self._grid)

    def show_check(self, nomor: str, check: TemplateCheck) -> None:
        """What the template takes of this batch."""
        self._title(nomor)
        whole = check.baris == check.orang
        words = f"{number(check.baris)} dari {number(check.orang)} baris bisa diisi"
        self.chip.set(*(("check-circle-fill", words, "ok") if whole else ("exclamation-triangle-fill", words, "warn")))
        self.name.setText(check.nama_berkas.replace("_", "_\u200b"))  # a long name may break behind an underscore
        self.name.setToolTip(check.nama_berkas)
        self.about.setText(f"tanggal {short_date(check.diubah)}, {len(check.fields)} kolom")
        self.note.setText(" ".join(check.catatan) or NOT_CHANGED)
        self.pick_button.set_text("Ganti...")
        self.fill_button.set_text(f"Isi templat, {number(check.baris)} baris")
        self.fill_button.setEnabled(check.baris > 0)
        self.letter_button.setEnabled(True)
        self._show_fields(check.fields)

    def _title(self, nomor: str) -> None:
        assert self.title is not None
        self.title.setText(f"Isi templat SIPP untuk {nomor}" if nomor else "Isi templat SIPP")

    def _show_fields(self, fields: Sequence[TemplateField]) -> None:
        clear_layout(self._grid)
        self._fields = tuple(fields)
        shown = told(fields, SHOWN - self._narrow)
        for at, field in enumerate(shown):
            self._field(at, field)
        left = [field for field in fields if field not in shown]
        empty = sum(1 for field in left if field.wajib and field.kosong)
        words = f"dan {len(left)} kolom lain cocok" if left else ""
        self.mark.set_doubts(_doubt(field) for field in fields if field.belum_dikonfirmasi)
        self.rest.setText(words + (f", {empty} di antaranya belum terisi" if empty else ""))

    def _field(self, at: int, field: TemplateField) -> None:
        lacking = field.wajib and field.kosong > 0
        words = field.isi
        if field.kosong and field.wajib:
            words += f", {number(field.kosong)} kosong"
        name = Label(field.judul, "caption", wrap=False)
        self._grid.addWidget(name, at, 0)
        self._grid.addWidget(IconLabel("arrow-right", "text_3", 12), at, 1)
        value = Label(words, "caption", wrap=True)
        value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        value.setAccessibleName(f"{field.judul}: {words}" + f", {UNSURE}" * field.belum_dikonfirmasi)
        self._grid.addWidget(value, at, 2)
        mark = IconLabel(*(("exclamation-triangle-fill", "warn") if lacking else ("check-circle-fill", "ok")), 14)
        mark.setToolTip(f"{field.judul}: {words}")
        self._grid.addWidget(mark, at, 4, Qt.AlignmentFlag.AlignRight)
        if field.belum_dikonfirmasi:
            self._grid.addWidget(UnsureMark([_doubt(field)], short=True), at, 3)


def _doubt(field: TemplateField) -> Doubt:
    return Doubt(f"Kolom {field.judul}: {field.isi}", field.sumber)
