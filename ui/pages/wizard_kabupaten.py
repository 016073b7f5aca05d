"""Set-up of a district, step 1: which kabupaten or kota, searched over all of Indonesia."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from jamsos_desktop.model.regions import Kabupaten, load_regions
from jamsos_desktop.texts import number
from ui import theme
from ui.widgets import Card, Chip, Edit, Label, Line

MOST_SHOWN = 12
REGION = Qt.ItemDataRole.UserRole


class KabupatenStep(QWidget):
    """``changed()``: another one (or none) is marked; ``accepted()``: Enter on a marked one."""

    title = "Kabupaten atau kota mana?"
    sub = "Laptop ini menerima kiriman dari semua desa di sana. Ketik sebagian nama, lalu tekan Enter."
    keys = [("↑ ↓", "Pilih"), ("Enter", "Pakai yang ini"), ("Esc", "Kembali ke desa"), ("F1", "Bantuan")]
    changed = Signal()
    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.region: Kabupaten | None = None
        columns = QHBoxLayout(self)
        columns.setContentsMargins(32, 16, 32, 16)
        columns.setSpacing(28)
        columns.addLayout(self._left(), 640)
        columns.addLayout(self._right(), 378)
        self.look()

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Label("Ketik nama kabupaten atau kota", "label"))
        self.search = Edit()
        self.search.setProperty("big", True)
        self.search.setAccessibleName("Ketik nama kabupaten atau kota")
        self.search.addAction(theme.icon("search", "text_2", 16), Edit.ActionPosition.LeadingPosition).setText("Cari")
        self.search.typed.connect(lambda _: self.look())
        self.search.installEventFilter(self)
        column.addWidget(self.search)
        column.addSpacing(6)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Kabupaten dan kota yang ditemukan")
        self.list.setSpacing(1)
        self.list.currentRowChanged.connect(self._mark)
        self.list.itemDoubleClicked.connect(lambda _: self.accept())
        column.addWidget(self.list, 1)
        self.help = Label("", "caption")
        column.addWidget(self.help)
        column.addStretch(0)
        return column

    def _right(self) -> QVBoxLayout:
        side = QVBoxLayout()
        self.card = Card("Yang dipilih", Chip("check-circle-fill", "Dikenal", "ok"), margins=(12, 12, 12, 12))
        self._name = Label("", "title", wrap=True)
        self.card.body.addWidget(self._name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._facts: dict[str, Label] = {}
        for row, name in enumerate(("Provinsi", "Kode wilayah", "Kecamatan", "Desa", "Kelurahan")):
            self._facts[name] = Label("", "body", wrap=True)
            grid.addWidget(Label(name, "soft"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._facts[name], row, 1, Qt.AlignmentFlag.AlignTop)
        self.card.body.addLayout(grid)
        self.card.body.addWidget(Line())
        self.card.body.addWidget(Label("Semua desa dan kelurahan di atas masuk daftar unit. Setelah ada kiriman, "
                                       "kabupaten tidak bisa diganti.", "caption"))
        side.addWidget(self.card)
        side.addStretch(1)
        return side

    def look(self) -> None:
        """Search for what is typed; the first hit is marked."""
        text = self.search.text().strip()
        found = load_regions().search_kabupaten(text, MOST_SHOWN)
        self.list.clear()
        for one in found:
            item = QListWidgetItem(f"{one.nama}   ·   {one.provinsi}   ·   {one.kode}", self.list)
            item.setData(REGION, one)
            item.setSizeHint(QSize(0, theme.px(28)))
        self.list.setVisible(bool(found))
        self.help.setText("" if found else f"Tidak ada kabupaten atau kota bernama {text}. Periksa ejaannya." if text
                          else "Misalnya konawe, kota kendari, atau kodenya: 74.02.")
        self.list.setCurrentRow(0 if found else -1)
        if not found:
            self._mark(-1)

    def _mark(self, row: int) -> None:
        item = self.list.item(row) if row >= 0 else None
        self.region = item.data(REGION) if item else None
        self.card.setVisible(self.region is not None)
        if self.region is not None:
            self._show(self.region)
        self.changed.emit()

    def _show(self, region: Kabupaten) -> None:
        units = load_regions().units_of(region.kode)
        villages = sum(unit.jenis == "desa" for unit in units)
        self._name.setText(region.nama)
        for name, words in (("Provinsi", region.provinsi), ("Kode wilayah", region.kode),
                            ("Kecamatan", number(len({unit.kode[:8] for unit in units}))),
                            ("Desa", number(villages)), ("Kelurahan", number(len(units) - villages))):
            self._facts[name].setText(words)
        self.search.setAccessibleDescription(f"Dipilih: {region.nama}, {region.provinsi}")

    def accept(self) -> None:
        """Take the marked one."""
        if self.region is not None:
            self.accepted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            row = self.list.currentRow() + (1 if event.key() == Qt.Key.Key_Down else -1)
            self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & \
                Qt.KeyboardModifier.ControlModifier:
            self.accept()
        else:
            return False
        return True

    def start(self) -> None:
        """The step is shown: focus to the search."""
        self.search.setFocus()

    @property
    def ready(self) -> bool:
        return self.region is not None
