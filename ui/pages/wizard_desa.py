"""Wizard, step 1: which village. Search over all regions of Indonesia, exact names before similar ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from jamsos_desktop.texts import number
from ui import ask, theme
from ui.widgets import Button, Card, Chip, Edit, FieldRow, IconLabel, Label, Line

if TYPE_CHECKING:
    from jamsos_desktop.model.regions import Regions, Wilayah

MOST_SHOWN = 40
REGION = Qt.ItemDataRole.UserRole
QUIET_MS = 60
LOAD_AFTER_MS = 80  # the regions are read once the first frame has been painted
Index = QModelIndex | QPersistentModelIndex


def short_kabupaten(name: str) -> str:
    """"Kabupaten Konawe" -> "Kab. Konawe"; a Kota keeps its word."""
    return re.sub(r"^Kabupaten ", "Kab. ", name)


def bold_parts(name: str, wanted: str) -> list[tuple[str, bool]]:
    """The name cut into (text, is it what was typed) pieces: ("Bajo", True), ("e", False)."""
    words = sorted((re.escape(word) for word in wanted.split() if word), key=len, reverse=True)
    if not words:
        return [(name, False)]
    pieces = re.split(rf"(\b(?:{'|'.join(words)}))", name, flags=re.IGNORECASE)
    return [(piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece]


class _RegionPainter(QStyledItemDelegate):
    """Header lines, and one region per line: pin, name with the typed letters bold, where, code."""

    typed = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.px(38 if index.data(REGION) is not None else 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        region = index.data(REGION)
        if region is None:
            painter.setFont(theme.font("label"))
            painter.setPen(theme.qcolor("text_2"))
            painter.drawText(option.rect.adjusted(0, 0, 0, -5), int(Qt.AlignmentFlag.AlignBottom), index.data())
        else:
            self._region(painter, option, region)
        painter.restore()

    def _region(self, painter: QPainter, option: QStyleOptionViewItem, region: Wilayah) -> None:
        here, box = bool(option.state & QStyle.StateFlag.State_Selected), option.rect
        painter.fillRect(box, theme.qcolor("selection" if here else "surface"))
        painter.setPen(theme.qcolor("border"))
        painter.drawRect(box.adjusted(0, -1, -1, -1))
        pin = theme.pixmap(*(("geo-alt-fill", "accent") if here else ("geo-alt", "text_3")), 14)
        painter.drawPixmap(box.x() + 12, box.y() + (box.height() - 14) // 2, pin)
        name_wide = max(150, int(box.width() * 0.24))
        self._name(painter, QRect(box.x() + 38, box.y(), name_wide, box.height()), region.nama)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.qcolor("text_2"))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        code_wide = QFontMetrics(painter.font()).horizontalAdvance(region.kode) + 12
        where = f"Kec. {region.kecamatan} · {short_kabupaten(region.kabupaten)} · {region.provinsi}"
        room = QRect(box.x() + 46 + name_wide, box.y(), box.width() - name_wide - code_wide - 60, box.height())
        painter.drawText(room, middle, QFontMetrics(painter.font()).elidedText(
            where, Qt.TextElideMode.ElideRight, room.width()))
        painter.drawText(box.adjusted(0, 0, -12, 0), middle | int(Qt.AlignmentFlag.AlignRight), region.kode)

    def _name(self, painter: QPainter, room: QRect, name: str) -> None:
        painter.setPen(theme.qcolor("text"))
        x = room.x()
        for text, bold in bold_parts(name, self.typed):
            font = theme.font("input", 600 if bold else 400)
            painter.setFont(font)
            left = QRect(x, room.y(), room.right() - x, room.height())
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, left.width())
            painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), shown)
            x += QFontMetrics(font).horizontalAdvance(text)


class DesaStep(QWidget):
    """``chosen()``: another village (or none) is marked; ``accepted()``: Enter on a marked one."""

    title = "Desa mana yang Anda kelola?"
    sub = "Ketik sebagian nama, lalu pilih dengan panah dan tekan Enter."
    keys = [("↑ ↓", "Pilih desa"), ("Enter", "Pakai desa ini"), ("Esc", "Kosongkan"), ("F1", "Bantuan")]
    chosen = Signal()
    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.region: Wilayah | None = None
        self._regions: Regions | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.look)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        columns.addLayout(self._left(), 640)
        columns.addLayout(self._right(), 378)
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 16, 32, 16)
        page.setSpacing(14)
        page.addLayout(columns, 1)
        page.addWidget(Line())
        page.addLayout(self._others())
        self._show_card()

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Label("Ketik nama desa", "label"))
        self.search = Edit()
        self.search.setProperty("big", True)
        self.search.setAccessibleName("Ketik nama desa")
        self.search.addAction(theme.icon("search", "text_2", 16), Edit.ActionPosition.LeadingPosition)
        self._known = Label("", "caption", self.search, wrap=False)
        self._known.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._known.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.search.typed.connect(lambda _: self._quiet.start())
        self.search.installEventFilter(self)
        column.addWidget(self.search)
        self.list = QListWidget()
        self.list.setProperty("bare", True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setStyleSheet("QListWidget { background: transparent; border: 0; }")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Desa yang ditemukan")
        self._painter = _RegionPainter(self.list)
        self.list.setItemDelegate(self._painter)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._marked)
        self.list.itemDoubleClicked.connect(lambda _: self.accept())
        column.addWidget(self.list, 1)
        self.help = Label("", "caption")
        column.addSpacing(8)
        column.addWidget(self.help)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        self._chip = Chip("check-circle-fill", "Dikenal", "ok")
        self.card = Card("Desa yang dipilih", self._chip, margins=(12, 12, 12, 12))
        self._name = Label("", "title", wrap=True)
        self.card.body.addWidget(self._name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._facts: dict[str, tuple[Label, Label]] = {}
        for row, name in enumerate(("Kecamatan", "Kabupaten", "Provinsi", "Kode wilayah", "Awalan NIK")):
            self._facts[name] = (Label(name, "soft"), Label("", "body", wrap=True))
            for at, label in enumerate(self._facts[name]):
                grid.addWidget(label, row, at, Qt.AlignmentFlag.AlignTop)
        self.card.body.addLayout(grid)
        self.dusun = FieldRow("Jumlah dusun", "Untuk pilihan dusun di formulir.", digits=2, counter=False,
                              placeholder="3")
        self.dusun.changed.connect(lambda _: self._dusun_typed())
        self.card.body.addSpacing(4)
        self.card.body.addWidget(self.dusun)
        self.card.body.addWidget(Line())
        self._warning = Label("Kode ini tercetak di setiap formulir dan kiriman. Setelah ada peserta, desa tidak "
                              "dapat diganti tanpa bantuan DPMD.", "caption")
        self.card.body.addWidget(self._warning)
        column.addWidget(self.card)
        column.addStretch(1)
        return column

    def _dusun_typed(self) -> None:
        right = not self.dusun.text() or 1 <= self.jumlah_dusun <= 99
        self.dusun.set_state("kosong" if right else "salah", "" if right else "Isi angka 1 sampai 99.")
        self.chosen.emit()

    @property
    def jumlah_dusun(self) -> int:
        """How many dusun the village has; 3 until said otherwise, 0 when what stands there is no number."""
        text = self.dusun.text().strip()
        return 3 if not text else int(text) if text.isdigit() else 0

    def _others(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for icon, what, why, words, action in (
            ("device-hdd", "Sudah pernah memakai aplikasi ini?", "Ambil data dari flashdisk cadangan atau laptop lama.",
             "Pulihkan cadangan…", self._restore),
            ("bar-chart", "Laptop kantor DPMD?", "Menerima kiriman dari semua desa.", "Mode DPMD…", self._district),
        ):
            row.addWidget(IconLabel(icon, "text_2", 20))
            text = QVBoxLayout()
            text.setSpacing(0)
            text.addWidget(Label(what, "strong"))
            text.addWidget(Label(why, "caption"))
            row.addLayout(text, 1)
            button = Button(words)
            button.clicked.connect(action)
            row.addWidget(button)
            row.addSpacing(16)
        return row

    # Search.

    def load(self) -> None:
        """Read the regions (once, after the window stands)."""
        if self._regions is None:
            from jamsos_desktop.model.regions import load_regions

            self._regions = load_regions()
            self._known.setText(f"{number(self._regions.count)} desa dan kelurahan, tersimpan di aplikasi")
            self._place_known()

    def look(self) -> None:
        """Search for what is typed and show it; the first hit is marked."""
        self._quiet.stop()
        self.load()
        assert self._regions is not None
        text = self.search.text().strip()
        self._painter.typed = text
        found = self._regions.search(text, MOST_SHOWN) if text else None
        self.list.clear()
        if found is not None:
            several = len(found.exact)
            self._add_group(f"{several} desa cocok persis" if several else "", found.exact)
            self._add_group("Nama yang mirip, periksa bila desa Anda bukan yang di atas" if several
                            else "Nama yang mirip", found.similar)
        self._say(text, found)
        first = next((row for row in range(self.list.count()) if self._at(row) is not None), -1)
        self.list.setCurrentRow(first)
        if first < 0:
            self._mark(None)

    def _add_group(self, head: str, regions: Any) -> None:
        if not regions:
            return
        if head:
            self.list.addItem(head)
            self.list.item(self.list.count() - 1).setFlags(Qt.ItemFlag.NoItemFlags)
        for region in regions:
            item = QListWidgetItem(f"{region.nama}, {region.kecamatan}, {region.kabupaten}, {region.kode}", self.list)
            item.setData(REGION, region)

    def _say(self, text: str, found: Any) -> None:
        if text and found is not None and not found.exact and not found.similar:
            words = f"Tidak ada desa bernama {text}. Periksa ejaan atau ketik kecamatannya."
        else:
            words = ("Tulis kecamatannya juga untuk mempersempit, misalnya bajo soropia, "
                     "atau ketik kodenya: 7402112017.")
        self.help.setText(words)

    def _at(self, row: int) -> Wilayah | None:
        item = self.list.item(row)
        found: Wilayah | None = item.data(REGION) if item else None
        return found

    def _marked(self, item: QListWidgetItem | None) -> None:
        self._mark(item.data(REGION) if item else None)

    def _mark(self, region: Wilayah | None) -> None:
        self.region = region
        self._show_card()
        self.chosen.emit()

    def _show_card(self) -> None:
        region = self.region
        self.card.setVisible(region is not None)
        if region is None:
            return
        kind = "Kelurahan" if region.jenis == "kelurahan" else "Desa"
        self._name.setText(f"{kind} {region.nama}")
        word, _, name = region.kabupaten.partition(" ")
        values = {"Kecamatan": region.kecamatan, "Kabupaten": name or word, "Provinsi": region.provinsi,
                  "Kode wilayah": region.kode, "Awalan NIK": region.kode.replace(".", "")[:6]}
        for key, value in values.items():
            self._facts[key][1].setText(value)
        self._facts["Kabupaten"][0].setText("Kota" if word == "Kota" else "Kabupaten")
        self.search.setAccessibleDescription(f"Dipilih: {kind} {region.nama}, {region.kecamatan}")

    # Keys.

    def accept(self) -> None:
        """Take the marked village."""
        if self._quiet.isActive():
            self.look()
        if self.region is not None:
            self.accepted.emit()

    def _step(self, step: int) -> None:
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count():
            if self._at(row) is not None:
                self.list.setCurrentRow(row)
                return
            row += step

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.Resize:
            self._place_known()
        if watched is self.search and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & \
                Qt.KeyboardModifier.ControlModifier:
            self.accept()
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.look()
        else:
            return False
        return True

    def _place_known(self) -> None:
        wide = QFontMetrics(self._known.font()).horizontalAdvance(self._known.text()) + 4
        typed = QFontMetrics(self.search.font()).horizontalAdvance(self.search.text())
        self._known.setVisible(self.search.width() - wide - typed > 90)
        self._known.setGeometry(self.search.width() - wide - 10, 2, wide, self.search.height() - 4)

    # What is still to come.

    def _restore(self) -> None:
        ask.inform(self.window(), "Memulihkan cadangan belum ada di versi ini",
                   "Bila folder data lama ada di flashdisk, salin folder itu ke laptop ini. "
                   "Lalu buka aplikasi dengan --data FOLDER.", icon="device-hdd")

    def _district(self) -> None:
        ask.inform(self.window(), "Layar DPMD belum ada di versi ini",
                   "Laptop kantor DPMD disiapkan dengan perintah: jamsos siapkan dpmd. "
                   "Sesudah itu perintah kunci membuat kunci untuk desa.", icon="bank")

    # Kept input.

    def texts(self) -> dict[str, str]:
        return {"cari": self.search.text(), "kode": self.region.kode if self.region else "",
                "dusun": self.dusun.text()}

    def set_texts(self, texts: dict[str, str]) -> None:
        """Bring back what was typed; the village is found again by its code."""
        self.search.setText(texts.get("cari", ""))
        self.dusun.set_text(texts.get("dusun", ""))
        if not texts.get("kode"):
            return
        self.look()
        for row in range(self.list.count()):
            found = self._at(row)
            if found is not None and found.kode == texts["kode"]:
                self.list.setCurrentRow(row)
                return
        assert self._regions is not None
        self._mark(self._regions.get(texts["kode"]))

    def start(self) -> None:
        self.search.setFocus()
        self._say("", None)
        QTimer.singleShot(LOAD_AFTER_MS, self, self.load)

    @property
    def ready(self) -> bool:
        return self.region is not None and 1 <= self.jumlah_dusun <= 99


