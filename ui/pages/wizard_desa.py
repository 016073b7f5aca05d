"""Wizard, step 1: which village. Search over all regions of Indonesia, exact names before similar ones."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.problems import Problem
from ui import theme
from ui.widgets import Button, Card, Chip, Edit, IconLabel, Label, Line, LinkButton, stress

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from jamsos_desktop.model.regions import Regions, Wilayah
    from ui.pages.wizard_regions import RegionList
    from ui.widgets import FieldRow

MOST_SHOWN = 40
QUIET_MS = 60
OFFICE = "opd"
LOW = 440  # px of height
WIDE, SMALL, GAP = 640, 378, 28  # px of the two columns at the design size
LOAD_AFTER_MS = 80  # the regions are read once the first frame has been painted


class DesaStep(QWidget):
    """``chosen()``: another village (or none) is marked; ``accepted()``: Enter on a marked one."""

    title = "Desa mana yang Anda kelola?"
    sub = "Ketik sebagian nama, lalu pilih dengan panah dan tekan Enter."
    keys = [("↑ ↓", "Pilih desa"), ("Enter", "Pakai desa ini"), ("Esc", "Kosongkan"), ("F1", "Bantuan")]
    chosen = Signal()
    accepted = Signal()
    district_asked = Signal()
    restore_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.region: Wilayah | None = None
        self._regions: Regions | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.look)
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        columns.addLayout(self._left(), WIDE)
        columns.addLayout(self._right(), SMALL)
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
        self.search.addAction(theme.icon("search", "text_2", 16), Edit.ActionPosition.LeadingPosition).setText("Cari")
        self._known = Label("", "caption", self.search, wrap=False)
        self._known.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._known.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.search.typed.connect(lambda _: self._quiet.start())
        self.search.installEventFilter(self)
        column.addWidget(self.search)
        self._list_place = QWidget()
        QVBoxLayout(self._list_place).setContentsMargins(0, 0, 0, 0)
        self._list_place.hide()  # until something was found, the help stands right below the field
        column.addWidget(self._list_place, 1000)
        self.help = Label("", "caption")
        column.addSpacing(8)
        column.addWidget(self.help)
        self.office = LinkButton("Bukan desa? Kantor dinas atau badan (OPD)…")
        self.office.clicked.connect(self.ask_office)
        column.addWidget(self.office)
        self.practice = LinkButton("Coba dulu dengan data contoh")
        self.practice.clicked.connect(self._practise)
        column.addWidget(self.practice)
        column.addStretch(1)
        return column

    def _right(self) -> QVBoxLayout:
        self._side = QVBoxLayout()
        self._side.setSpacing(0)
        self._side.addWidget(QWidget(), 1)  # the column keeps its room while no village is chosen
        return self._side

    @cached_property
    def card(self) -> Card:
        """The village chosen; built with the first choice, because the first frame shows none."""
        self.known_chip = Chip("check-circle-fill", "Dikenal", "ok")
        card = Card("Desa yang dipilih", self.known_chip, margins=(12, 12, 12, 12))
        self._name = Label("", "title", wrap=True)
        card.body.addWidget(self._name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._facts: dict[str, tuple[Label, Label]] = {}
        for row, name in enumerate(("Kecamatan", "Kabupaten", "Provinsi", "Kode wilayah", "Awalan NIK")):
            self._facts[name] = (Label(name, "soft"), Label("", "body", wrap=True))
            for at, label in enumerate(self._facts[name]):
                label.setMinimumHeight(label.fontMetrics().height() + 2)  # a low screen squeezes what it may
                grid.addWidget(label, row, at, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(grid)
        card.body.addSpacing(4)
        card.body.addWidget(self.dusun)
        card.body.addWidget(Line())
        card.body.addWidget(Label("Kode ini tercetak di setiap formulir dan kiriman. Setelah ada peserta, kode ini "
                                  "tidak dapat diganti tanpa bantuan DPMD.", "caption"))
        from ui.widgets import TallArea

        holder = QWidget(objectName="plain")  # the ground is that of the page
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self._side.insertWidget(0, TallArea(holder), 1000)
        return card

    @cached_property
    def dusun(self) -> FieldRow:
        from ui.widgets import FieldRow

        field = FieldRow("Jumlah dusun", "Untuk pilihan dusun di formulir.", digits=2, counter=False, placeholder="3")
        field.changed.connect(lambda _: self._dusun_typed())
        return field

    def _dusun_typed(self) -> None:
        right = not self.dusun.text() or 1 <= self.jumlah_dusun <= 99
        self.dusun.set_state("kosong" if right else "salah", "" if right else "Isi angka 1 sampai 99.")
        self.chosen.emit()

    @property
    def jumlah_dusun(self) -> int:
        """How many dusun the village has; 3 until said otherwise, 0 when what stands there is no number."""
        text = self.dusun.text().strip() if "dusun" in self.__dict__ else ""
        return 3 if not text else int(text) if text.isdigit() else 0

    def _others(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for share, icon, what, why, words, action in (
            (WIDE, "device-hdd", "Sudah pernah memakai aplikasi ini?",
             "Ambil data dari flashdisk cadangan atau laptop lama.", "&Pulihkan cadangan…", self.restore_asked.emit),
            (SMALL, "bar-chart", "Laptop kantor DPMD?", "Menerima kiriman dari semua desa.", "Mode &DPMD…",
             self.district_asked.emit),
        ):
            half = QHBoxLayout()
            half.setSpacing(12)
            half.addWidget(IconLabel(icon, "text_2", 20))
            text = QVBoxLayout()
            text.setSpacing(0)
            text.addWidget(Label(what, "strong"))
            text.addWidget(Label(why, "caption"))
            half.addLayout(text, 1)
            button = Button(words)
            button.clicked.connect(action)
            half.addWidget(button)
            row.addLayout(half, share)
        return row

    # Search.

    def load(self) -> None:
        """Read the regions (once, after the window stands)."""
        if self._regions is None:
            from jamsos_desktop.model.regions import load_regions
            from jamsos_desktop.texts import number

            self._regions = load_regions()
            self._known.setText(f"{number(self._regions.count)} desa dan kelurahan, tersimpan di aplikasi")
            self._place_known()

    @cached_property
    def list(self) -> RegionList:
        from ui.pages.wizard_regions import RegionList

        found = RegionList()
        found.marked.connect(self._mark)
        found.taken.connect(self.accept)
        self._list_place.layout().addWidget(found)
        return found

    def look(self) -> None:
        """Search for what is typed and show it; the first hit is marked."""
        self._quiet.stop()
        self.load()
        assert self._regions is not None
        text = self.search.text().strip()
        found = self._regions.search(text, MOST_SHOWN) if text else None
        self._say(text, found)
        self.list.show_found(text, found)
        self._list_place.setVisible(self.list.count() > 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """On a low screen the villages found take the place of the other ways, which come back with an empty field."""
        alone = self.height() < theme.px(LOW) and not self._list_place.isHidden()
        for widget in (self.help, self.office, self.practice):
            widget.setVisible(not alone)

    def _say(self, text: str, found: Any) -> None:
        if text and found is not None and not found.exact and not found.similar:
            words = f"Tidak ada desa bernama {escape(text)}. Periksa ejaan atau ketik kecamatannya."
        else:
            words = ("Tulis kecamatannya juga untuk mempersempit, misalnya <b>bajo soropia</b>, "
                     "atau ketik kodenya: <b>7402112017</b>.")
        stress.say(self.help, words)
        self.help.set_role("warn" if words.startswith("Tidak ada") else "caption")

    def _practise(self) -> None:
        """A practice in a window of its own; this one stays as it is."""
        from ui.practice import start_practice

        start_practice(self.window())

    def ask_office(self) -> None:
        """An office is in no table: its code and name are typed."""
        from ui.pages.wizard_opd import OfficeSheet

        sheet = OfficeSheet(self.window())
        if sheet.exec():
            self.take_office(sheet.value)

    def take_office(self, office: Wilayah) -> None:
        """Choose an office; what was searched for is put away."""
        self.search.clear()
        self.look()
        self._mark(office)

    def _mark(self, region: Wilayah | None) -> None:
        self.region = region
        self._show_card()
        self.chosen.emit()

    def _show_card(self) -> None:
        region = self.region
        if region is None:
            if "card" in self.__dict__:
                self.card.hide()
            return
        self.card.show()
        kind = {"kelurahan": "Kelurahan", OFFICE: ""}.get(region.jenis, "Desa")
        self._name.setText(f"{kind} {region.nama}".strip())
        for key in ("Kecamatan", "Awalan NIK"):
            for label in self._facts[key]:
                label.setVisible(region.jenis != OFFICE)
        self.dusun.setVisible(region.jenis != OFFICE)
        self.known_chip.setVisible(region.jenis != OFFICE)  # only DPMD knows whether it entered this code
        self.card.title.setText("Kantor yang dipilih" if region.jenis == OFFICE else "Desa yang dipilih")
        self._facts["Kode wilayah"][0].setText("Kode dari DPMD" if region.jenis == OFFICE else "Kode wilayah")
        word, _, name = region.kabupaten.partition(" ")
        values = {"Kecamatan": region.kecamatan, "Kabupaten": name or word, "Provinsi": region.provinsi,
                  "Kode wilayah": region.kode, "Awalan NIK": region.kode.replace(".", "")[:6]}
        for key, value in values.items():
            self._facts[key][1].setText(value)
        self._facts["Kabupaten"][0].setText("Kota" if word == "Kota" else "Kabupaten")
        self.search.setAccessibleDescription(f"Dipilih: {self._name.text()}, {region.kecamatan or region.kabupaten}")

    # Keys.

    def accept(self) -> None:
        """Take the marked village."""
        if self._quiet.isActive():
            self.look()
        if self.region is not None:
            self.accepted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.Resize:
            self._place_known()
        if watched is self.search and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.step(1 if event.key() == Qt.Key.Key_Down else -1)
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

    # Kept input.

    def texts(self) -> dict[str, str]:
        """What was typed and chosen, as it is kept between two starts; "" for what is not."""
        office = self.region.nama if self.region and self.region.jenis == OFFICE else ""
        return {"cari": self.search.text(), "kode": self.region.kode if self.region else "", "kantor": office,
                "dusun": self.dusun.text() if "dusun" in self.__dict__ else ""}

    def set_texts(self, texts: dict[str, str]) -> None:
        """Bring back what was typed; the village is found again by its code."""
        self.search.setText(texts.get("cari", ""))
        if texts.get("dusun"):
            self.dusun.set_text(texts["dusun"])
        if not texts.get("kode"):
            return
        if texts.get("kantor"):
            from ui.pages.wizard_opd import office_region

            with suppress(Problem):  # a damaged file only starts anew
                self.take_office(office_region(texts["kode"], texts["kantor"]))
            return
        self.look()
        if not self.list.mark_code(texts["kode"]):
            assert self._regions is not None
            self._mark(self._regions.get(texts["kode"]))

    def start(self) -> None:
        """The step is shown: focus to the search; the regions are read a moment later."""
        self.search.setFocus()
        self._say("", None)
        QTimer.singleShot(LOAD_AFTER_MS, self, self.load)

    @property
    def ready(self) -> bool:
        return self.region is not None and 1 <= self.jumlah_dusun <= 99


