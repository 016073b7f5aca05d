"""The tab Pekerja rentan: who gets the seats of a fund in a year, who waits, and what the SK settles."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk, RentanQuota, Selection
from jamsos_desktop.texts import number, screen_date
from ui import theme
from ui.pages.rentan_panel import CandidatePanel
from ui.pages.rentan_rows import CandidateTable, CandidateView
from ui.pages.rentan_work import RentanDeeds
from ui.widgets import Button, Card, Chip, Combo, EmptyState, Label, NoteStrip, UnsureMark, doubts_of

if TYPE_CHECKING:
    from ui.window import Shell

NARROW = 1120  # px of the tab below which words are shorter and the facts beside the list narrower
BESIDE = 32  # px of the page at both sides of the tab
DRAFT, SETTLED = "draf", "ditetapkan"


class RentanPanel(RentanDeeds):
    """One fund and year at a time. ``refresh`` reads again, ``start`` takes the keyboard."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(desk, shell, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._head())
        self.note_button = Button("", small=True)
        self.note = NoteStrip("info", "", self.note_button, self)
        self.note_button.clicked.connect(lambda: self._mend())
        self._mend: Callable[[], object] = lambda: None
        column.addWidget(self.note)
        column.addWidget(self._body(), 1)

    # Frame.

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        this = self._desk.today.year
        self.fund = Combo(self, {quota.sumber_dana: quota.label for quota in self._desk.rentan_quotas(this)})
        self.fund.setAccessibleName("Sumber dana")
        self.fund.setMinimumWidth(theme.px(178))
        self.year = Combo(self, {str(year): str(year) for year in range(this - 1, this + 3)})
        self.year.setAccessibleName("Tahun")
        self.year.setFixedWidth(theme.px(104))
        self.year.set_text(str(this))
        self.seats = Label("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.px(90))
        self.quota = Button("Kuota...", icon="pencil")
        self.printing = Button("Rancangan SK...", icon="printer", tip="Ctrl+P")
        self.proposing = Button("Usulkan menurut urutan", icon="arrow-repeat")
        self.settling = Button("Tetapkan...", "primary", "check-lg")
        for widget in (self.fund, self.year, self.seats, self.bar, self.quota):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        for widget in (self.printing, self.proposing, self.settling):
            row.addWidget(widget)
        self._connect()
        self._first_fund()
        return row

    def _connect(self) -> None:
        self.fund.typed.connect(lambda _: self.refresh())
        self.year.typed.connect(lambda _: self.refresh())
        self.quota.clicked.connect(self.set_quota)
        self.printing.clicked.connect(self.print_now)
        self.proposing.clicked.connect(self.propose)
        self.settling.clicked.connect(self.settle)

    def _first_fund(self) -> None:
        """The first fund that has a list or a quota this year, else the first."""
        known = self._desk.rentan_quotas(self._desk.today.year)
        self.fund.set_text(min(known, key=lambda one: (not one.keadaan, one.orang is None)).sumber_dana)

    def _body(self) -> QWidget:
        whole = QWidget(self)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.order, self.state = Label("", "caption", wrap=False), Chip()
        self.card = Card("Calon", self.order, whole, margins=(0, 0, 0, 0))
        assert self.card.head is not None
        self.card.head.insertWidget(1, self.state)
        self.mark = UnsureMark(parent=self.card)
        self.card.head.addWidget(self.mark)
        self.model = CandidateTable()
        self.stack = QStackedWidget(self.card)
        self.table = CandidateView(self.model, self.stack)
        self.table.asked.connect(self.do)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_person())
        self.adding = Button("Tambah pekerja rentan", icon="person-plus")
        self.adding.clicked.connect(self.add_person)
        self.stack.addWidget(self.table)
        self.stack.addWidget(EmptyState("people", "Belum ada pekerja rentan.",
                                        "Petani, nelayan, buruh dan pedagang kecil yang belum dijamin.", self.adding,
                                        parent=self.stack, bare=True))
        self.card.body.addWidget(self.stack)
        self.panel = CandidatePanel(whole)
        self.panel.asked.connect(self.do)
        row.addWidget(self.card, 1)
        row.addWidget(self.panel)
        return whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        window = self._shell  # less what stands beside the tab: the tab itself grows with what it asks for
        room = min(event.size().width(), window.width() - window.nav.width() - theme.px(BESIDE))
        narrow = room < theme.px(NARROW)
        self.panel.setFixedWidth(theme.px(240 if narrow else 264))
        self.bar.setVisible(not narrow)
        self.proposing.set_text("Usulkan" if narrow else "Usulkan menurut urutan")

    # What is shown.

    def refresh(self, uid: str = "") -> None:
        """Read again; the person chosen stays chosen."""
        kept = uid or (self.row.uid if self.row else "")
        was = self.table.currentIndex().row()
        self.seen = seen = self._desk.selection(self.tahun, self.dana)
        self.model.set_lines(seen.rows)
        self.stack.setCurrentIndex(0 if seen.rows else 1)
        at = self.model.row_of(kept)
        at = at if at >= 0 else min(max(was, 0), len(seen.rows) - 1)
        if at >= 0:
            self.table.selectRow(at)
            self.table.scrollTo(self.model.index(at, 0))
        self._show_seats(seen.kuota)
        self._show_note(seen)
        self.order.setText(f"Urutan: {seen.urutan}" if seen.rows else "")
        self.mark.set_doubts(doubts_of(self._desk.doubts("urutan_rentan.csv", "risiko_kerja.csv"))
                             if seen.rows else ())
        self._show_person()

    def words(self) -> str:
        """"136 calon"."""
        able = sum(row.keadaan != "diganti" for row in self.seen.rows) if self.seen else 0
        return f"{number(able)} calon" if able else ""

    def _show_seats(self, quota: RentanQuota) -> None:
        many = quota.orang
        self.seats.setText("Kuota belum diisi" if many is None
                           else f"{number(quota.terisi)} dari {number(many)} kursi terisi")
        self.bar.setRange(0, max(many or 0, 1))
        self.bar.setValue(min(quota.terisi, max(many or 0, 1)))
        self.bar.setAccessibleName(self.seats.text())
        settled = quota.keadaan == SETTLED
        if settled:
            self.state.set("patch-check-fill", f"SK {quota.sk_nomor}, {screen_date(quota.sk_tanggal)}", "ok")
        else:
            self.state.set("circle", "Draf" if quota.keadaan else "Belum diusulkan", "neutral")
        self.state.setToolTip(self.state.text)
        self.proposing.setVisible(not settled)
        self.proposing.set_kind("" if quota.keadaan else "primary")
        self.settling.setVisible(quota.keadaan == DRAFT)
        self.printing.setEnabled(quota.terisi > 0)

    def _show_note(self, seen: Selection) -> None:
        """The one thing that needs a decision first."""
        role, words, verb, mend = self._what_first(seen)
        self.note.setVisible(bool(words))
        self.note.set(role, words)
        self.note_button.set_text(verb)
        self.note_button.setVisible(bool(verb))
        self._mend = mend

    def _what_first(self, seen: Selection) -> tuple[str, str, str, Callable[[], object]]:
        quota = seen.kuota
        nothing: Callable[[], object] = lambda: None  # noqa: E731
        empty = (quota.orang or 0) - quota.terisi
        if not seen.rows:
            return "info", "", "", nothing
        if quota.orang is None:
            return ("info", f"Kuota {quota.label} {quota.tahun} belum diisi. Isi jumlah kursi dan surat dasarnya.",
                    "Isi kuota...", self.set_quota)
        if seen.bermasalah:
            return ("error", f"{number(seen.bermasalah)} orang terpilih tidak bisa memakai kursinya.", "Lihat (F8)",
                    lambda: self.next_problem(1))
        if quota.lebih:
            return ("warn", f"Kuota desa {number(quota.orang)} orang, di atas kuota DPMD {number(quota.dpmd or 0)}"
                    " orang.", "Ubah kuota...", self.set_quota)
        if quota.keadaan and seen.beda:
            return ("warn", f"{number(seen.beda)} orang terpilih tercatat dengan sumber dana, wadah atau SK lain.",
                    "Samakan", self.align)
        if quota.keadaan == SETTLED and empty > 0:
            return ("info", f"{number(empty)} kursi belum dipakai karena kuota bertambah.", "Isi dari cadangan",
                    self.fill_seat)
        if quota.keadaan == DRAFT and seen.baru:
            return "info", f"{number(seen.baru)} orang baru belum ikut diurutkan.", "Usulkan lagi", self.propose
        return "info", "", "", nothing

    def _show_person(self) -> None:
        self.panel.show_row(self.row, self.seen)

    def start(self) -> None:
        """The keyboard goes to the list."""
        (self.table if self.model.lines else self.adding).setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[QWidget]:
        """Where F6 goes."""
        first = self.table if self.model.lines else self.adding
        return [self.fund, first, *self.panel.stops()]

    def next_problem(self, step: int) -> bool:
        """F8: the next person chosen who cannot keep the seat."""
        many, here = len(self.model.lines), self.table.currentIndex().row()
        for turn in range(1, many + 1):
            at = (here + step * turn) % many
            if self.model.lines[at].bermasalah:
                self.table.selectRow(at)
                self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False
