"""Two small windows of page Cetak: the kinds of paper that are not ticked at first, and blank forms by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from jamsos_desktop.problems import Problem
from ui import theme
from ui.pages.bpjs_sheets import Sheet
from ui.pages.cetak_papers import Paper, PaperList
from ui.widgets import FieldRow, LinkButton

MOST_BLANKS = 500  # a bundle of blank forms that still goes through a village's printer in an afternoon
LIST_HEIGHT = 430
RECAP = 2  # how the window ends when the recap of a day is wanted instead
AROUND, LEAST = 195, 120  # px of title, message and buttons around a scrolling part; and the least it gets
BLANKS = {"kosong_bpu": "Formulir 1a BPU", "kosong_pu": "Formulir 1a PU"}


class MoreSheet(Sheet):
    """Every other kind with a tick; ``value``: the codes of those ticked."""

    def __init__(self, parent: QWidget | None, lines: Sequence[Paper], ticked: Sequence[str]) -> None:
        super().__init__(parent, "Dokumen lain", "Yang dicentang ikut di bundel ini, pada urutan map.", "Pakai",
                         wide=520)
        self.list = PaperList()
        self.list.setAccessibleName("Dokumen lain")
        self.list.set_ticked({line.kode: line.kode in ticked for line in lines if line.kode})
        self.list.set_papers(lines)
        self.list.setFixedHeight(min(room(self, LIST_HEIGHT), self.list.sizeHint().height()))
        self.column.setContentsMargins(18, 18, 18, 12)
        self.fields.addWidget(self.list)
        self.recap = LinkButton("Rekap harian, di luar bundel...")
        self.recap.clicked.connect(lambda: self.done(RECAP))
        self.fields.addWidget(self.recap)
        self.list.setFocus()

    def act(self) -> None:
        self.value = self.list.ticked()


class BlankSheet(Sheet):
    """Numbered forms for pen and paper. ``value``: (kinds, how many of each, dusun)."""

    def __init__(self, parent: QWidget | None, kinds: Sequence[str], dusun: Mapping[str, str], many: int = 10) -> None:
        super().__init__(parent, "Formulir kosong", "Untuk diisi dengan pena di rumah warga. Tiap lembar bernomor"
                         " dan nomornya tidak dipakai lagi.", "Buat formulir")
        self.ticks = {kode: QCheckBox(BLANKS[kode]) for kode in BLANKS if kode in kinds}
        for tick in self.ticks.values():
            self.fields.addWidget(tick)
        first = next(iter(self.ticks.values()))
        first.setChecked(True)
        self.many = self.add(FieldRow("Berapa lembar tiap jenis", f"Paling banyak {MOST_BLANKS} sekali cetak."))
        self.many.set_text(str(many))
        self.dusun = self.add(FieldRow("Untuk siapa", "Dusun yang dipilih tertulis di formulirnya.", choices=dusun))
        self.dusun.set_text("")
        self.many.edit.setFocus()

    def act(self) -> None:
        kinds = tuple(kode for kode, tick in self.ticks.items() if tick.isChecked())
        if not kinds:
            next(iter(self.ticks.values())).setFocus()
            raise Problem("JENIS_KOSONG", "Jenis formulirnya belum dicentang.", "", "Centang BPU, PU, atau keduanya.")
        self.value = (kinds, whole(self.many, MOST_BLANKS), self.dusun.text())


def room(window: QWidget, wanted: int) -> int:
    """How high (px) the scrolling part of a small window may be: ``wanted`` at the usual letters, less where title
    and buttons would else stand below the program's own window."""
    over = window.parentWidget()
    most = over.window().height() - theme.px(AROUND) if over else theme.px(wanted)
    return max(theme.px(LEAST), min(theme.px(wanted), most))


def whole(field: FieldRow, most: int) -> int:
    """The number typed, from 1 to ``most``. Problem JUMLAH_SALAH; the keyboard then stands in its field."""
    typed = field.text().strip().replace(".", "")
    if typed.isascii() and typed.isdigit() and len(typed) <= 6 and 1 <= int(typed) <= most:
        return int(typed)
    field.edit.setFocus()
    shown = f"\u201c{typed[:20]}\u201d bukan jumlah yang bisa dipakai" if typed else "belum diisi"
    raise Problem("JUMLAH_SALAH", f"{field.label}: {shown}.", "", f"Tulis angka 1 sampai {most}.")
