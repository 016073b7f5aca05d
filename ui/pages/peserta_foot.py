"""The foot of the list: how much is shown, its order, the density of the rows and the saved views."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from jamsos_desktop.texts import number
from ui import theme
from ui.pages.peserta_list import DENSITIES
from ui.pages.peserta_strip import Strip
from ui.widgets.basic import Button, Label

FOOT_HEIGHT = 28


class FootLine(Strip):
    """How much is shown, how it is sorted, and the density of the rows."""

    density_chosen = Signal(str)
    views_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface_alt", "border", above=True, parent=parent)
        self.setFixedHeight(theme.px(FOOT_HEIGHT))
        self.row.setSpacing(12)
        self.shown = Label("", "caption", self, wrap=False)
        self.order = Label("", "caption", self, wrap=False)
        self.density = Button("", "flat", parent=self, small=True)
        self.row.addWidget(self.shown)
        self.row.addWidget(self.order)
        self.row.addStretch()
        self.views = Button("Tampilan: Semua", "flat", parent=self, small=True,
                            tip="Pilih, ganti nama, atau hapus tampilan")
        self.keep = Button("Simpan tampilan ini", "link", parent=self, small=True,
                           tip="Simpan saringan, urutan, dan kolom ini dengan nama")
        for button in (self.density, self.views, self.keep):
            button.setProperty("foot", True)
            button.setMaximumHeight(theme.px(FOOT_HEIGHT) - 2)
            self.row.addWidget(button)
        self.views.clicked.connect(self.views_wanted)
        self.keep.clicked.connect(self.keep_wanted)
        self.density.clicked.connect(self._pop)

    def _pop(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for name in DENSITIES:
            menu.addAction(name, partial(self.density_chosen.emit, name))
        menu.popup(self.density.mapToGlobal(self.density.rect().topLeft()))

    def show_range(self, first: int, last: int, total: int, filtered: bool) -> None:
        """Say which rows are in sight, from 1; ``total`` 0: nobody fits, or without a filter nobody is there."""
        nobody = "Tidak ada yang cocok" if filtered else "Belum ada peserta"
        text = f"Menampilkan {number(first)}–{number(last)} dari {number(total)}" if total else nobody
        self.shown.setText(text)

    def show_order(self, text: str) -> None:
        """Say how the list is sorted, in words."""
        self.order.setText(f"Urut: {text}")

    def show_view(self, name: str) -> None:
        """The saved view that is shown, "" for none of them."""
        self.views.set_text(f"Tampilan: {name}" if name else "Tampilan")
        self.keep.setVisible(not name)

    def show_density(self, name: str) -> None:
        """Say how high the rows are, by name."""
        self.density.set_text(f"Kerapatan: {name}")
