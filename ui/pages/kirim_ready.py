"""Page Kirim, left: 1 Kesiapan (what would travel, what holds back) and 2 Penerima (whose key)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jamsos_desktop import texts
from ui.keys import tab_here
from ui.widgets.basic import Button, Card, Chip, IconLabel, Label, Line, LinkButton
from ui.widgets.tables import FocusRing

OK, WARN, INFO, NONE = ("check-circle-fill", "ok"), ("exclamation-triangle-fill", "warn"), \
    ("info-circle-fill", "info"), ("circle", "text_3")


class Fact(NamedTuple):
    """One line of Kesiapan. ``link``: words of its button, ``act``: what the page is told."""

    icon: tuple[str, str]
    text: str
    note: str
    link: str = ""
    act: str = ""


def facts_of(state: Any) -> list[Fact]:
    """The lines for a SendState, in the order they are read."""
    found = [_ready(state)]
    if state.last:
        found.append(_changed(state))
    if state.minta_penuh:
        found.append(Fact(INFO, "DPMD meminta kiriman penuh",
                          "Semua yang pernah dikirim ikut lagi, juga bila tidak ada perubahan"))
    if state.waiting:
        found.append(Fact(WARN, f"{state.waiting} orang tercetak berkasnya kurang, tidak ikut",
                          "Tetap Tercetak, ikut kiriman berikutnya", "Lihat", "tercetak"))
    if state.desa_papers:
        found.append(_papers(state.desa_papers))
    if state.last and state.last.keadaan != "dikonfirmasi":
        found.append(Fact(INFO, f"Kiriman nomor {state.last.seq} belum dibalas DPMD",
                          f"{state.last.jumlah.get('orang', 0)} orang, dibuat {_day(state.last.waktu)}."
                          " Ikut lagi sampai DPMD membalas."))
    return found


def _ready(state: Any) -> Fact:
    if state.ready:
        return Fact(OK, f"{state.ready} calon peserta siap dikirim",
                    f"{texts.rupiah_of_sen(state.iuran_sen)} per bulan, formulir dan berkas lengkap")
    return Fact(NONE, "Belum ada calon peserta baru yang siap",
                "Cetak, minta tanda tangan, lalu centang berkasnya", "Cetak", "cetak")


def _changed(state: Any) -> Fact:
    if state.changed:
        return Fact(OK, f"{state.changed} perubahan data sejak kiriman nomor {state.last.seq}",
                    "Ikut sebagai pembaruan")
    return Fact(NONE, f"Tidak ada perubahan sejak kiriman nomor {state.last.seq}",
                "Data orang yang pernah dikirim masih sama")


def _papers(papers: Sequence[Any]) -> Fact:
    lacking = [p for p in papers if p.wajib and p.state == "tidak_ada"]
    if not lacking:
        return Fact(OK, "Surat yang wajib sudah ada di map", f"{len(papers)} surat, centang bila berubah",
                    "Centang surat", "surat")
    return Fact(WARN, f"{len(lacking)} surat belum ada di map", "Boleh menyusul, tidak menahan kiriman",
                "Centang surat", "surat")


def _day(stamp: str) -> str:
    """20/11/2026 from an ISO moment."""
    return f"{stamp[8:10]}/{stamp[5:7]}/{stamp[:4]}"


class _FactRow(QWidget):
    """Icon, a sentence over its cause, a link at the right."""

    acted = Signal(str)

    def __init__(self, fact: Fact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(9)
        row.addWidget(IconLabel(*fact.icon), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(fact.text, "body", wrap=True))
        words.addWidget(Label(fact.note, "caption"))
        row.addLayout(words, 1)
        self.link: LinkButton | None = None
        if fact.link:
            self.link = LinkButton(fact.link)
            self.link.setAccessibleName(f"{fact.link}: {fact.text}")
            self.link.clicked.connect(lambda: self.acted.emit(fact.act))
            row.addWidget(self.link)


class _FitArea(QScrollArea):
    """As high as its lines when there is room, else it scrolls."""

    def sizeHint(self) -> QSize:
        panel = self.widget()
        if panel is None:
            return QSize(300, 90)
        layout = panel.layout()
        wide = self.viewport().width()
        high = layout.heightForWidth(wide) if layout.hasHeightForWidth() else layout.sizeHint().height()
        return QSize(300, high)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 90)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()  # lines wrap anew, so the height wanted is another


class ReadyCard(Card):
    """1. Kesiapan. ``acted`` names the link pressed; ``ticked`` a desa paper and its new state."""

    acted = Signal(str)
    ticked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.chip = Chip()
        super().__init__("1. Kesiapan", self.chip, parent, margins=(0, 0, 0, 1))
        self.scroll = _FitArea(self)
        self.scroll.setWidgetResizable(True)
        self.scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        FocusRing(self.scroll)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.scroll)
        bar = self.scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda _, most: self.scroll.setFocusPolicy(
            Qt.FocusPolicy.TabFocus if most else Qt.FocusPolicy.NoFocus))  # to be read by keyboard where it scrolls
        self.scroll.setAccessibleName("Kesiapan")
        self.open_papers = False
        self.boxes: dict[str, QCheckBox] = {}
        self._state: Any = None

    def show_state(self, state: Any) -> None:
        """Fill the card anew; the focus stays on the tick or link it was on."""
        held = next((kode for kode, box in self.boxes.items() if box.hasFocus()), "")
        self._state = state
        panel = QWidget(self.scroll.viewport())
        panel.setObjectName("surface")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.boxes = {}
        for number, fact in enumerate(facts_of(state)):
            if number:
                column.addWidget(Line())
            row = _FactRow(fact, panel)
            row.acted.connect(self._act)
            column.addWidget(row)
            if fact.act == "surat" and self.open_papers:
                column.addWidget(self._ticks(state.desa_papers, panel))
        column.addStretch(1)
        self.scroll.setWidget(panel)
        tab_here(self.scroll, panel.findChildren(QAbstractButton))
        self.scroll.updateGeometry()
        self._show_chip(state)
        if held in self.boxes:
            self.boxes[held].setFocus()

    def _show_chip(self, state: Any) -> None:
        lacking = any(p.wajib and p.state == "tidak_ada" for p in state.desa_papers)
        if not (state.ready or state.changed or state.again or state.minta_penuh):
            self.chip.set("circle", "Belum ada yang dikirim", "neutral")
        elif lacking:
            self.chip.set("exclamation-triangle-fill", "Boleh dikirim, surat menyusul", "warn")
        else:
            self.chip.set("check-circle-fill", "Boleh dikirim", "ok")

    def _ticks(self, papers: Sequence[Any], parent: QWidget) -> QWidget:
        panel = QWidget(parent)
        column = QVBoxLayout(panel)
        column.setContentsMargins(37, 0, 12, 6)
        column.setSpacing(2)
        for paper in papers:
            box = QCheckBox(_short(paper.label))
            box.setToolTip(paper.label)
            box.setAccessibleName(f"{paper.label}, {'wajib' if paper.wajib else 'bila ada'}")
            box.setChecked(paper.state == "ada")
            box.setMinimumHeight(26)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.toggled.connect(lambda on, kode=paper.kode: self.ticked.emit(kode, "ada" if on else "tidak_ada"))
            column.addWidget(box)
            self.boxes[paper.kode] = box
        return panel

    def _act(self, act: str) -> None:
        if act == "surat":
            self.open_papers = not self.open_papers
            self.show_state(self._state)
            if self.boxes:
                next(iter(self.boxes.values())).setFocus()
        else:
            self.acted.emit(act)


def _short(label: str) -> str:
    """The name of a paper without what stands after a bracket or an arrow; the whole is in the tool tip."""
    for mark in (" (", " ->", ", tembusan"):
        label = label.split(mark)[0]
    return label


class RecipientCard(Card):
    """2. Penerima: the DPMD that can open the kiriman, its code to compare by eye."""

    take_key = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.chip = Chip()
        super().__init__("2. Penerima", self.chip, parent, margins=(12, 12, 12, 12))
        self.name = Label("", "section", wrap=True)
        self.detail = Label("", "caption")
        self.ask = Label("Kode kunci DPMD, cocokkan dengan surat DPMD:", "caption")
        self.code = Label("", "title")  # large: it is compared by eye with a letter
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.line = Line()
        self.words = Label("", "caption")
        self.button = Button("Ambil file kunci...", icon="key")
        self.button.clicked.connect(self.take_key)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(_key_picture(self))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.detail)
        head.addLayout(names, 1)
        self.body.addLayout(head)
        for widget in (self.ask, self.code, self.line, self.words):
            self.body.addWidget(widget)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_recipient(self, recipient: Any) -> None:
        """A Recipient, expired or not, or None."""
        held = recipient is not None
        for widget in (self.ask, self.code, self.line):
            widget.setVisible(held)
        if not held:
            self._show_missing()
            return
        until = texts.screen_date(recipient.berlaku_sampai)
        self.name.setText(recipient.nama)
        self.code.setText(recipient.sidik.replace("-", " "))
        self.code.setAccessibleName(f"Kode kunci DPMD {recipient.sidik}")
        if recipient.kedaluwarsa:
            self.chip.set("clock", "Kunci habis", "error")
            self.detail.setText(f"Kunci nomor {recipient.nomor}, habis {until}")
            self.words.setText("Kiriman belum bisa dibuat. Minta file kunci baru dari DPMD, lalu ambil di sini.")
            self.button.set_text("Ambil file kunci...")
        else:
            self.chip.set("key", "Kunci ada", "ok")
            self.detail.setText(f"Kunci nomor {recipient.nomor}, berlaku sampai {until}")
            self.words.setText("Hanya DPMD dan kantor ini yang dapat membuka kiriman ini."
                               " Flashdisk hilang tidak membocorkan NIK warga.")
            self.button.set_text("Ganti kunci DPMD...")
        self.button.set_kind("primary" if recipient.kedaluwarsa else "")

    def _show_missing(self) -> None:
        self.chip.set("exclamation-triangle-fill", "Kunci belum ada", "warn")
        self.name.setText("Kunci DPMD belum ada")
        self.detail.setText("Tanpa kunci, kiriman tidak bisa dikunci untuk DPMD.")
        self.words.setText("Minta file kunci ke DPMD: namanya JK-, kode kabupaten, lalu .json."
                           " DPMD memberinya lewat flashdisk atau WhatsApp, dengan surat berisi kode kuncinya."
                           " File itu tidak rahasia.")
        self.button.set_text("Ambil file kunci...")
        self.button.set_kind("primary")


def _key_picture(parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setFixedSize(40, 40)
    frame.setProperty("note", "ok")
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(IconLabel("key", "accent", 20), 0, Qt.AlignmentFlag.AlignCenter)
    return frame
