"""One reply in full: who signed it, tabs, the refused with what to do, the registered with their numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import ReplyView
from jamsos_desktop.texts import number
from ui import theme
from ui.keys import bind
from ui.pages.balasan_members import MemberTable, MemberView, member_line
from ui.pages.balasan_messages import MessagePanel
from ui.pages.balasan_questions import QuestionPanel
from ui.pages.balasan_refused import RefusedModel, RefusedView, reason_doubts, refused_line
from ui.pages.balasan_tabs import TabSpec, TextTabs
from ui.widgets import Button, Card, Chip, Label, NoteStrip, UnsureMark

TABS = (TabSpec("semua", "Semua"), TabSpec("ditolak", "Ditolak", "x-octagon-fill", "error"),
        TabSpec("terdaftar", "Terdaftar", "patch-check-fill", "ok"),
        TabSpec("pertanyaan", "Perlu jawaban", "question-circle", "warn"),
        TabSpec("pesan", "Pesan DPMD", "sticky", "text_2"))
GUIDE = 224  # px in which the words above the refused, and above the members, stand on two lines
SHOW, HIDE = "Tampilkan nomor KPJ", "Sembunyikan nomor KPJ"
STATES = (("aktif", "terdaftar"), ("menunggu_bayar", "menunggu bayar"), ("di_bpjs", "di BPJS"),
          ("diterima", "diterima DPMD"), ("diperiksa", "masih diperiksa"), ("keluar", "keluar"))


class ReplyDetail(Card):
    """``acted(RefusedLine)``; ``opened(uid)``; ``answered(uid, use)``; ``numbers_wanted`` before KPJ are shown;
    ``print_wanted`` and ``visit_wanted``."""

    acted = Signal(object)
    opened = Signal(str)
    answered = Signal(str, bool)
    numbers_wanted = Signal()
    print_wanted = Signal()
    visit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margins=(1, 0, 1, 1))
        self.body.setSpacing(0)
        self.view: ReplyView | None = None
        self.refused, self.members = RefusedModel(), MemberTable()
        self.note = NoteStrip("info", "", parent=self)
        self.body.addLayout(self._head())
        self.body.addWidget(self._tab_bar())
        # From the outside in, and in the order of Tab.
        self.guide, self.refused_view = self._guide(), RefusedView(self.refused, self)
        self.ask_bar, self.member_head = self._ask_bar(), self._member_head()
        self.member_view, self.questions = MemberView(self.members, self), QuestionPanel(self)
        self.messages = MessagePanel(self)
        for part, share in ((self.guide, 0), (self.refused_view, 0), (self.ask_bar, 0), (self.member_head, 0),
                            (self.member_view, 1), (self.questions, 1), (self.messages, 1)):
            self.body.addWidget(part, share)
            part.hide()  # each tab shows its own; all at once would ask for more room than a screen has
        self._rest = QWidget()  # keeps rows at the top when there is no table below them
        self.body.addWidget(self._rest, 0)
        self._connect()

    # Parts

    def _head(self) -> QVBoxLayout:
        self.heading, self.from_ = Label("", "section", wrap=True), Label("", "caption")
        self.signed = Chip("shield-check", "Tanda tangan DPMD sah", "ok")
        self.print_button = Button("Cetak balasan", icon="printer", small=True, tip="Ctrl+P")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.heading)
        words.addWidget(self.from_)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.signed)
        row.addWidget(self.print_button)
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 6)
        head.setSpacing(8)
        head.addLayout(row)
        head.addWidget(self.note)
        return head

    def _tab_bar(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("cardhead", True)
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        self.tabs = TextTabs(TABS, frame)
        row.addWidget(self.tabs)
        return frame

    def _guide(self) -> QFrame:
        frame = QFrame(self, objectName="foot")
        frame.setFixedHeight(theme.px(40))
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 0, 12, 0)
        self.guide_words = Label("", "body", wrap=True)
        self.guide_words.setMinimumWidth(theme.px(GUIDE))
        self.visit_button = Button("Cetak daftar untuk kunjungan", icon="printer", small=True)
        row.setSpacing(12)
        self.mark = UnsureMark()
        row.addWidget(self.guide_words, 1)
        row.addWidget(self.mark)
        row.addWidget(self.visit_button)
        return frame

    def _ask_bar(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("cardhead", True)
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 8, 12, 8)
        self.ask_button = Button("Jawab sekarang", small=True)
        self.ask_note = NoteStrip("warn", "", self.ask_button, frame)
        row.addWidget(self.ask_note)
        return frame

    def _member_head(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("cardhead", True)
        frame.setFixedHeight(theme.px(38))
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self.member_words = Label("", "caption", wrap=True)
        self.member_words.setMinimumWidth(theme.px(GUIDE))
        self.numbers = Button(SHOW, icon="eye", small=True)
        row.addWidget(Label("Terdaftar pada balasan ini", "heading"))
        row.addWidget(self.member_words, 1)
        row.addWidget(self.numbers)
        return frame

    def _connect(self) -> None:
        self.tabs.chosen.connect(lambda _: self._show_parts())
        self.refused_view.acted.connect(lambda row: self.acted.emit(self.refused.lines[row]))
        self.member_view.opened.connect(lambda row: self.opened.emit(self.members.lines[row].uid))
        self.questions.answered.connect(self.answered)
        self.numbers.clicked.connect(self._numbers)
        self.print_button.clicked.connect(self.print_wanted)
        self.visit_button.clicked.connect(self.visit_wanted)
        self.ask_button.clicked.connect(lambda: self.go_tab("pertanyaan"))
        for key, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            bind(self, key, lambda step=step: self._step(step))

    # What is shown

    def show_reply(self, view: ReplyView) -> None:
        """Another reply, or the same one after something was mended."""
        fresh = self.view is None or self.view.info.no != view.info.no
        self.view, info = view, view.info
        to = f" untuk kiriman no. {info.untuk_seq}" if info.untuk_seq else ""
        self.heading.setText(f"Balasan no. {info.no}{to}")
        taken = f"{info.diambil[8:10]}/{info.diambil[5:7]}/{info.diambil[:4]} {info.diambil[11:16].replace(':', '.')}"
        named = info.penandatangan.casefold() not in ("", view.dari.casefold())  # the office itself is no signer
        signer = f", ditandatangani {info.penandatangan}" if named else ""
        self.from_.setText(f"Dari {view.dari}{signer}, diambil {taken}")
        self.refused.set_lines([refused_line(row) for row in view.ditolak])
        self.mark.set_doubts(reason_doubts(self.refused.lines))
        self.members.set_lines([member_line(row) for row in view.terdaftar])
        self.questions.show_rows(view.pertanyaan)
        self.messages.show_words(view.tagihan, view.pesan)
        self.note.set("info", f"{len(view.asing)} orang dalam balasan ini tidak ada di laptop ini.")
        self.note.setVisible(bool(view.asing))
        self._words(view)
        if fresh:
            self.hide_numbers()
            self.tabs.show_tab("semua")
        self._show_parts()

    def _words(self, view: ReplyView) -> None:
        left = sum(not row.selesai for row in view.ditolak)
        self.tabs.set_tab("ditolak", left)
        self.tabs.set_tab("terdaftar", len(view.terdaftar))
        self.tabs.set_tab("pertanyaan", len(view.pertanyaan), bool(view.pertanyaan))
        self.tabs.set_tab("pesan", len(view.pesan) + len(view.tagihan))
        to = f"kiriman no. {view.kiriman_berikut}"
        self.guide_words.setText(f"Perbaiki satu per satu. Yang selesai otomatis masuk {to}." if left
                                 else f"Semua sudah diperbaiki. Buat {to} untuk DPMD.")
        counts = [(sum(row.putusan == key for row in view.terdaftar), words) for key, words in STATES]
        parts = ", ".join(f"{number(many)} {words}" for many, words in counts if many)
        self.member_words.setText(f"{number(len(view.terdaftar))} orang: {parts}")
        self.ask_note.set("warn", f"{number(len(view.pertanyaan))} orang berubah sesudah dikirim."
                                  " Jawaban DPMD menunggu keputusan Anda.")
        self.numbers.setVisible(any(row.kpj for row in view.terdaftar))

    def _show_parts(self) -> None:
        view, tab = self.view, self.tabs.current
        if view is None:
            return
        refused = bool(view.ditolak) and tab in ("semua", "ditolak")
        members = bool(view.terdaftar) and tab in ("semua", "terdaftar")
        for part, shown in ((self.guide, refused), (self.refused_view, refused), (self.member_head, members),
                            (self.member_view, members), (self.questions, tab == "pertanyaan"),
                            (self.ask_bar, tab == "semua" and bool(view.pertanyaan)),
                            (self.messages, tab == "pesan" or (tab == "semua" and not refused and not members))):
            part.setVisible(shown)
        self._rest.setVisible(tab in ("ditolak", "terdaftar") and not refused and not members)
        self.body.setStretchFactor(self.refused_view, 0 if members else 1)
        self._fit()

    def _fit(self) -> None:
        """The refused take the room they need, but leave some for the table that stands below."""
        if self.member_view.isHidden() or self.refused_view.isHidden():
            self.refused_view.setMinimumHeight(0)
            self.refused_view.setMaximumHeight(16_777_215)
            return
        table = min(len(self.members.lines), 4) * theme.px(28) + theme.px(32)
        room = max(theme.px(124), self.height() - theme.px(196) - table - self.ask_bar.isVisibleTo(self) * theme.px(62))
        self.refused_view.setFixedHeight(min(self.refused_view.content_height() + 1, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Keys

    def go_tab(self, key: str) -> None:
        """Show a tab and put the keyboard into it."""
        self.tabs.show_tab(key)
        self._show_parts()
        self.focus_first()

    def _step(self, step: int) -> None:
        if self.isVisible():
            self.tabs.step(step)
            self.focus_first()

    def panels(self) -> list[QWidget]:
        """What F6 goes through here."""
        every: tuple[QWidget, ...] = (self.refused_view, self.member_view, self.questions.view, self.messages)
        return [part for part in every if part.isVisibleTo(self)]

    def focus_first(self) -> None:
        """Focus to the first part of the open tab, and on its first row."""
        if panels := self.panels():
            first = panels[0]
            if isinstance(first, QAbstractItemView) and not first.currentIndex().isValid() and first.model().rowCount():
                first.setCurrentIndex(first.model().index(0, 0))  # Enter needs a row to open
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def next_refused(self, step: int) -> bool:
        """F8: the next refusal that still stands."""
        lines, here = self.refused.lines, self.refused_view.currentIndex().row()
        rows = ((here + step * away) % len(lines) for away in range(1, len(lines) + 1))
        row = next((row for row in rows if not lines[row].done), -1) if lines else -1
        if row < 0:
            return False
        if self.refused_view.isHidden():
            self.go_tab("ditolak")
        self.refused_view.go_to(row)
        self.refused_view.setFocus()
        return True

    def go_after(self, uid: str, before: int) -> None:
        """Back from the editor: the same person while still refused, else who took the row ``before``, or the next."""
        lines = self.refused.lines
        at = next((row for row, line in enumerate(lines) if line.uid == uid and not line.done), -1)
        order = (*range(before, len(lines)), *range(min(before, len(lines))))
        row = at if at >= 0 else next((row for row in order if not lines[row].done), 0)
        self.refused_view.go_to(row)
        if not self.refused_view.isHidden():
            self.refused_view.setFocus()

    # KPJ

    def _numbers(self) -> None:
        if self.members.open_numbers:
            self.hide_numbers()
        else:
            self.numbers_wanted.emit()

    def show_numbers(self) -> None:
        """The PIN was right: whole numbers until the page is left."""
        self.members.show_numbers(True)
        self.numbers.set_text(HIDE)

    def hide_numbers(self) -> None:
        """Cover the KPJ again."""
        self.members.show_numbers(False)
        self.numbers.set_text(SHOW)
