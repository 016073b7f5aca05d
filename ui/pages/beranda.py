"""Beranda: what to do now, in order, and how far the village is. Every row ends in an action."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.model.records import KELOMPOK
from ui.pages.page import Page
from ui.widgets import BarRow, Button, Card, IconLabel, Label, Line, clear_layout

if TYPE_CHECKING:
    from jamsos_desktop.desk import Counts, Desk, SendState
    from ui.window import Shell

MOST_STEPS = 5


class Step(NamedTuple):
    """One thing to do: icon and its colour role, what, why or until when, button words, page and arguments."""

    icon: str
    role: str
    what: str
    why: str
    button: str
    page: str
    args: dict[str, Any]


def steps(counts: Counts, state: SendState) -> list[Step]:
    """The work of the day, most urgent first; empty when nothing is left to do."""
    tabs, found = counts.tabs, []

    def add(many: int, icon: str, role: str, what: str, why: str, button: str, page: str, **args: Any) -> None:
        if many:
            found.append(Step(icon, role, what.format(texts.number(many)), why, button, page, args))

    if not counts.total:
        add(1, "person-plus", "info", "Catat peserta pertama", "Siapkan KTP dan Kartu Keluarga orangnya.",
            "Tambah peserta", "editor")
        return found
    add(tabs["lewat_masa"], "clock", "error", "Pulihkan perlindungan {} orang yang lewat masa",
        "Iurannya sudah habis. Kecelakaan kerja sekarang belum dijamin.", "Lihat", "peserta", tab="lewat_masa")
    add(tabs["ditolak"], "x-octagon-fill", "error", "Perbaiki {} peserta yang ditolak",
        "Alasannya ada di kolom Masalah.", "Perbaiki", "peserta", tab="ditolak")
    add(tabs["perlu_dilengkapi"], "exclamation-triangle-fill", "warn", "Lengkapi {} peserta",
        "Formulirnya baru bisa dicetak setelah datanya lengkap.", "Lengkapi", "peserta", tab="perlu_dilengkapi")
    add(tabs["siap_cetak"], "printer", "info", "Cetak {} formulir yang sudah lengkap",
        "Setelah dicetak: minta tanda tangan, lalu centang berkas.", "Cetak", "cetak")
    add(state.waiting, "pencil", "info", "Minta tanda tangan dan centang berkas {} orang",
        "Formulirnya sudah tercetak, berkasnya belum lengkap di map.", "Centang berkas", "peserta", tab="tercetak")
    add(state.ready + state.changed, "box-arrow-up", "ok", "Kirim data {} orang ke DPMD",
        f"Kiriman nomor {state.seq_next}, disalin ke flashdisk.", "Kirim", "kirim")
    return found


class _StepRow(QFrame):
    """A numbered row with its button; the first one is the green one."""

    def __init__(self, number: int, step: Step, go: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("cardhead", True)
        self.setMinimumHeight(47)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(12)
        count = Label(str(number), "label")
        count.setFixedWidth(14)
        row.addWidget(count)
        row.addWidget(IconLabel(step.icon, step.role, 18))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(step.what, "strong"))
        words.addWidget(Label(step.why, "caption"))
        row.addLayout(words, 1)
        self.button = Button(step.button, "primary" if number == 1 else "", small=True)
        self.button.setAccessibleName(f"{step.button}. {step.what}. {step.why}")
        self.button.clicked.connect(lambda: go())
        row.addWidget(self.button)


class BerandaPage(Page):
    """Left: the steps and what comes after them. Right: completeness per group, dues a month, last parcel."""

    title = "Beranda"
    keys = [("Ctrl+1…8", "Pindah menu"), ("Enter", "Kerjakan langkah"), ("F3", "Cari"), ("Ctrl+N", "Tambah peserta"),
            ("Ctrl+E", "Kirim"), ("F1", "Bantuan")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        head, body = self.frame("Beranda", texts.day_name(desk.today))
        search = Button("Cari nama atau NIK", icon="search", tip="F3")
        search.clicked.connect(window._search)
        add = Button("Tambah peserta", "primary", "person-plus", tip="Ctrl+N")
        add.clicked.connect(lambda: window.go("editor"))
        head.addWidget(search)
        head.addWidget(add)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(objectName="plain")
        self._columns = QHBoxLayout(inside)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(12)
        area.setWidget(inside)
        body.addWidget(area)
        self._cards: list[QWidget] = []
        self.rows: list[_StepRow] = []

    def opened(self, **args: Any) -> None:
        self.refresh()
        if self.rows:
            self.rows[0].button.setFocus()

    def refresh(self) -> None:
        """Count everything again and draw the cards anew; a handful of labels, so nothing is kept."""
        clear_layout(self._columns)
        counts, state = self.desk.counts(), self.desk.send_state()
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(12)
        left.addWidget(self._todo(steps(counts, state)))
        left.addWidget(self._pipeline(counts))
        if state.desa_papers:
            left.addWidget(self._desa_papers(state))
        left.addStretch(1)
        right.addWidget(self._completeness(counts))
        right.addWidget(self._dues(counts))
        right.addWidget(self._parcel(state))
        right.addStretch(1)
        self._columns.addLayout(left, 2)
        self._columns.addLayout(right, 1)

    def _todo(self, todo: list[Step]) -> Card:
        shown, rest = todo[:MOST_STEPS], len(todo) - MOST_STEPS
        more = f"{MOST_STEPS} dari {len(todo)} langkah" if rest > 0 else ""
        card = Card("Yang perlu dikerjakan", Label(more, "caption", wrap=False), margins=(0, 0, 0, 0))
        card.body.setSpacing(0)
        self.rows = [_StepRow(at, step, lambda step=step: self.shell.go(step.page, **step.args))
                     for at, step in enumerate(shown, 1)]
        for row in self.rows:
            card.body.addWidget(row)
        if not shown:
            card.body.addWidget(self._all_done())
        return card

    @staticmethod
    def _all_done() -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(12, 18, 12, 18)
        row.setSpacing(12)
        row.addWidget(IconLabel("check-circle-fill", "ok", 20))
        row.addWidget(Label("Semua beres. Salin folder data ke flashdisk sebelum pulang.", "strong"), 1)
        return box

    def _pipeline(self, counts: Counts) -> Card:
        """How many stand where on the way from draft to registered."""
        card = Card("Perjalanan pendaftaran", Label(f"{texts.number(counts.total)} orang", "caption", wrap=False))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        tabs = (("perlu_dilengkapi", "Perlu dilengkapi", "exclamation-triangle-fill", "warn"),
                ("siap_cetak", "Siap cetak", "check-lg", "ok"), ("tercetak", "Tercetak", "printer", "info"),
                ("dalam_kiriman", "Dalam kiriman", "box-arrow-up", "info"),
                ("terdaftar", "Terdaftar", "patch-check-fill", "ok"))
        for at, (tab, words, icon, role) in enumerate(tabs):
            grid.addWidget(Label(texts.number(counts.tabs[tab]), "figure"), 0, at)
            name = QHBoxLayout()
            name.setSpacing(5)
            name.addWidget(IconLabel(icon, role, 12))
            name.addWidget(Label(words, "caption", wrap=False))
            name.addStretch(1)
            grid.addLayout(name, 1, at)
            grid.setColumnStretch(at, 1)
        card.body.addLayout(grid)
        return card

    def _desa_papers(self, state: SendState) -> Card:
        """The papers of the village as a whole, as they lie in the map."""
        there = sum(paper.state == "ada" for paper in state.desa_papers)
        card = Card("Berkas desa di map", Label(f"{there} dari {len(state.desa_papers)} ada", "caption", wrap=False))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        half = (len(state.desa_papers) + 1) // 2
        for at, paper in enumerate(state.desa_papers):
            row = QHBoxLayout()
            row.setSpacing(8)
            found = paper.state == "ada"
            row.addWidget(IconLabel("check-circle-fill" if found else "circle", "ok" if found else "text_3", 14))
            row.addWidget(Label(paper.label, "body", wrap=True), 1)
            state_words = "Ada" if found else "Wajib" if paper.wajib else "Boleh menyusul"
            row.addWidget(Label(state_words, "caption", wrap=False))
            grid.addLayout(row, at % half, at // half)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        card.body.addLayout(grid)
        return card

    def _completeness(self, counts: Counts) -> Card:
        groups = {group: (done, many) for group, done, many in self.desk.per_group()}
        done = sum(part for part, _ in groups.values())
        card = Card("Kelengkapan data", Label(f"{done} dari {counts.total} orang", "caption", wrap=False))
        for group in KELOMPOK:
            card.body.addWidget(BarRow(self.desk.label("kelompok", group), *groups.get(group, (0, 0))))
        card.body.setSpacing(0)
        return card

    def _dues(self, counts: Counts) -> Card:
        card = Card("Iuran per bulan", Label(f"bila {texts.number(counts.total)} orang terdaftar", "caption",
                                             wrap=False))
        card.body.setSpacing(2)
        card.body.addWidget(Label(texts.rupiah_of_sen(counts.iuran_sen), "figure"))
        for fund, many, sen in self.desk.per_fund():
            name = self.desk.label("sumber_dana", fund) if fund else "Sumber dana belum diisi"
            row = QHBoxLayout()
            row.addWidget(Label(f"{name} ({texts.number(many)} orang)", "soft"), 1)
            row.addWidget(Label(texts.rupiah_of_sen(sen)))
            card.body.addLayout(row)
        return card

    def _parcel(self, state: SendState) -> Card:
        card = Card("Kiriman terakhir")
        if state.last is None:
            words = "Belum ada kiriman."
        else:
            next_word = "DPMD sudah membalas." if state.last.keadaan == "dikonfirmasi" else "Tunggu balasan DPMD."
            words = f"Kiriman no. {state.last.seq} sudah dibuat: {state.last.nama_berkas}. {next_word}"
        card.body.addWidget(Label(words, "body", wrap=True))
        if state.recipient is None:
            card.body.addWidget(Line())
            row = QHBoxLayout()
            row.setSpacing(6)
            row.addWidget(IconLabel("key", "warn", 14), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label("Kunci DPMD belum diambil. Perlu sebelum kiriman pertama.", "caption"), 1)
            card.body.addLayout(row)
        return card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.rows:
            buttons = [row.button for row in self.rows]
            here = next((at for at, button in enumerate(buttons) if button.hasFocus()), -1)
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            buttons[max(0, min(len(buttons) - 1, here + step))].setFocus()
        else:
            super().keyPressEvent(event)
