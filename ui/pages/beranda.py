"""Beranda: what to do now, in order, and how far the office is. Every row ends in an action."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop import texts
from ui import theme
from ui.pages import beranda_cards
from ui.pages.beranda_steps import MAP, MOST_STEPS, Step, Work, after_words, steps
from ui.pages.page import Page
from ui.pages.peserta_search import SearchEdit
from ui.widgets import Button, Card, FitLabel, IconLabel, Label, LinkButton, TallArea, clear_layout, doubts_of

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk, RoadStep
    from jamsos_desktop.problems import Problem
    from ui.pages.struktur_seat import SeatBoard
    from ui.window import Shell

TWO_COLUMNS = 1112  # px of the page from which the cards stand beside the work


class StepRow(QFrame):
    """A numbered row with its button; the first one is the green one."""

    def __init__(self, number: int, step: Step, go: Callable[[], object], parent: QWidget, *, last: bool) -> None:
        super().__init__(parent)
        self.step = step
        if not last:
            self.setProperty("cardhead", True)
        self.setMinimumHeight(47)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(12)
        count = Label(str(number), "label")
        count.setFixedWidth(16)
        row.addWidget(count)
        row.addWidget(IconLabel(step.icon, step.role, 18))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(step.what, "strong", wrap=True))
        words.addWidget(Label(step.why, "caption"))
        row.addLayout(words, 1)
        self.button = Button(step.button, "primary" if number == 1 else "", small=True)
        self.button.setAccessibleName(f"{step.button}. {step.what}. {step.why}")
        self.button.clicked.connect(lambda: go())
        row.addWidget(self.button)


class BerandaPage(Page):
    """Left: the steps and the board. Right: completeness, dues a month, ends of cover, copies and the last package."""

    title = "Beranda"
    help = "beranda"
    keys = [("Ctrl+1…8", "Pindah menu"), ("Enter", "Kerjakan langkah"), ("F3", "Cari"), ("Ctrl+N", "Tambah peserta"),
            ("Ctrl+E", "Kirim"), ("F1", "Bantuan")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        head, body = self.frame("Beranda", texts.day_name(desk.today))
        self.search = SearchEdit("Cari nama atau NIK")
        self.search.setFixedWidth(theme.px(300))
        self.search.went_down.connect(self._find)
        add = Button("Tambah peserta", "primary", "person-plus", tip="Ctrl+N")
        add.clicked.connect(lambda: window.go("editor"))
        head.addWidget(self.search)
        head.addWidget(add)
        self.area = TallArea(parent=self)
        self._inside = inside = QWidget(self.area.viewport(), objectName="plain")
        self._columns = QHBoxLayout(inside)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(12)
        left, self._right = QVBoxLayout(), QGridLayout()
        for column in (left, self._right):
            column.setSpacing(12)
            self._columns.addLayout(column)
        self._cards: list[Card] = []
        self._below_now = False  # whether they stand below
        self._steps, self._below = QVBoxLayout(), QVBoxLayout()
        left.addLayout(self._steps)
        left.addLayout(self._below, 1)
        self.area.hold(inside)
        body.addWidget(self.area)
        self.rows: list[StepRow] = []
        self.links: list[LinkButton] = []
        self.board: SeatBoard | None = None

    def opened(self, **args: Any) -> None:
        self.search.clear()
        self.refresh()
        if self.rows:
            self.rows[0].button.setFocus()
        QTimer.singleShot(0, self, lambda: self.area.verticalScrollBar().setValue(0))  # when it has its new height

    def search_focus(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def _find(self) -> None:
        """Enter in the search field: the list of those found."""
        self.shell.go("peserta", text=self.search.text().strip(), tab="semua")

    def refresh(self) -> None:
        """Count everything again and draw the cards anew; a handful of labels, so nothing is kept. Over very many
        people it is counted in a thread, and what stood here stays until then."""
        if self.desk.crowded:
            self.setCursor(Qt.CursorShape.BusyCursor)
            self.shell.run(lambda: self.desk.read_job(work_of), self._counted, on_error=self._not_counted)
        else:
            self._show(work_of(self.desk))

    def _counted(self, work: Work) -> None:
        first = not self.rows
        self.unsetCursor()
        self._show(work)
        if first and self.rows and self.shell.current is self:
            self.rows[0].button.setFocus()

    def _not_counted(self, problem: Problem) -> None:
        self.unsetCursor()
        self.shell.problem(problem)

    def _show(self, work: Work) -> None:
        focus = next((at for at, row in enumerate(self.rows) if row.button.hasFocus()), -1)
        clear_layout(self._steps)
        if self.desk.space().level != "cukup":
            self._say_room()
        self._steps.addWidget(self._todo(steps(work)))
        self._show_below(work)
        self._show_right(work)
        if self.rows and focus >= 0:
            self.rows[min(focus, len(self.rows) - 1)].button.setFocus()

    def _say_room(self) -> None:
        """The disk is nearly full: said before anything fails for it."""
        from ui.care_space import room_note

        note = room_note(self.desk, self.shell)
        if note is not None:
            self._steps.addWidget(note)

    def _show_right(self, work: Work) -> None:
        clear_layout(self._right)
        day, name = self.desk.today, self.desk.label
        inside = self._inside  # from the outside in, and in the order of Tab
        whole = beranda_cards.completeness(work.counts, name, lambda group: self.shell.go(
            "peserta", kelompok=group, tab="semua"), inside, every=work.desa)
        dues = beranda_cards.dues(work.counts, name, inside)
        ends, more = beranda_cards.ends(
            work.counts.endings, lambda: self.shell.go("iuran"),
            doubts_of(self.desk.doubts("parameter.csv:hari_akan_berakhir")), inside)
        kept, backup = beranda_cards.keeping(work.counts, day, lambda: self.shell.go("cadangan"),
                                             self.desk.backup_failure, inside)
        self._cards = [whole, dues, ends, kept]
        self._place()
        self.links = [link for link in (more, backup) if link is not None]

    def _narrow(self) -> bool:
        return self.width() < theme.px(TWO_COLUMNS)

    def _place(self) -> None:
        """The cards at the right, or below and two by two where they would squeeze the work and the board."""
        below = self._below_now = self._narrow()
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        for at, share in enumerate((1, 0) if below else (2, 1)):
            self._columns.setStretch(at, share)
        for at, card in enumerate(self._cards):
            self._right.addWidget(card, *(divmod(at, 2) if below else (at, 0)))
        self._right.setRowStretch(len(self._cards) - 1, 0 if below else 1)
        for column in (0, 1):
            self._right.setColumnStretch(column, 1 if below or not column else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._below_now != self._narrow():
            self._place()

    def _todo(self, found: list[Step]) -> Card:
        card = Card("Yang perlu dikerjakan", _fitting(after_words(found)), self._inside, margins=(0, 0, 0, 0))
        card.body.setSpacing(0)
        shown = found[:MOST_STEPS]
        self.rows = [StepRow(at, step, lambda step=step: self._do(step), card, last=at == len(shown))
                     for at, step in enumerate(shown, 1)]
        for row in self.rows:
            card.body.addWidget(row)
        if not shown:
            card.body.addWidget(_all_done(card))
        if not self.desk.folder.maybe_practice and any(step.page == "impor" for step in shown):  # the first day
            card.body.addWidget(self._try_first(card))
        return card

    def _try_first(self, card: Card) -> QWidget:
        """Nobody is here yet: a village with invented people to practise in."""
        box = QWidget(card)
        row = QHBoxLayout(box)
        row.setContentsMargins(12, 8, 12, 10)
        link = LinkButton("Coba dulu dengan data contoh")
        link.clicked.connect(self._practise)
        row.addWidget(Label("Belum pernah memakai aplikasi ini?", "soft"))
        row.addWidget(link)
        row.addStretch(1)
        return box

    def _practise(self) -> None:
        from ui.practice import start_practice

        start_practice(self.shell)

    def _show_below(self, work: Work) -> None:
        """The board of the village, kept from visit to visit; offices without one see how far their people are."""
        if self.board is not None and work.board is not None:
            self.board.show_board(work.board)
            return
        clear_layout(self._below)
        if work.board is None:
            self._below.addWidget(beranda_cards.pipeline(work.counts.counts, self._inside))
            self._below.addStretch(1)
            return
        from ui.pages.struktur_seat import SeatBoard, note_checked

        self.board = SeatBoard(self.desk, self._inside, compact=True)
        self.board.body.setSpacing(0)
        self.board.body.setContentsMargins(12, 10, 12, 7)  # the whole page fits a screen of 768
        self.board.person_wanted.connect(lambda uid: self.shell.go("editor", uid=uid, back_to="beranda"))
        self.board.fill_wanted.connect(lambda seat: self.shell.go("struktur", isi=seat))
        self.board.check_wanted.connect(lambda: note_checked(self.desk, self.shell, self.refresh))
        self.board.show_board(work.board)
        self._below.addWidget(self.board)

    def _do(self, step: Step) -> None:
        if step.page != MAP:
            self.shell.go(step.page, **step.args)
            return
        from ui.pages.map_desa import open_step

        road = next(road for road in self.desk.roads() if road.jalur == step.args["jalur"])
        if open_step(self.desk, self.shell, road.step(step.args["langkah"]), self) and self.shell.current is self:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.rows:
            buttons = [row.button for row in self.rows]
            here = next((at for at, button in enumerate(buttons) if button.hasFocus()), -1)
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            buttons[max(0, min(len(buttons) - 1, here + step))].setFocus()
        else:
            super().keyPressEvent(event)


def _all_done(card: Card) -> QWidget:
    box = QWidget(card)
    row = QHBoxLayout(box)
    row.setContentsMargins(12, 18, 12, 18)
    row.setSpacing(12)
    row.addWidget(IconLabel("check-circle-fill", "ok", 20))
    row.addWidget(Label("Semua beres. Cadangkan ke flashdisk sebelum pulang.", "strong", wrap=True), 1)
    return box


def _fitting(words: str) -> FitLabel:
    """Where it is narrow, the first sentence only."""
    return FitLabel(words, words.partition(". ")[0])


def work_of(desk: Desk) -> Work:
    """Everything the rows are made of, counted now."""
    return Work(desk.today, desk.now(), desk.today_counts(), _opening(desk), desk.events(), desk.freed(),
                desk.reminders(), desk.labels("sumber_dana"), desk.has_board, desk.unit.words("desa"),
                next((one for one in desk.fill_columns() if one.wajib), None), desk.requests_due(),
                desk.sheet_missing(), desk.board() if desk.has_board else None, desk.policy.pribadi.answered_within)


def _opening(desk: Desk) -> list[RoadStep]:
    """Steps of the map desa that can be worked on, those least far along their road first."""
    found = [(at, step) for road in desk.roads() for at, step in enumerate(road.steps) if step.open and step.bisa]
    return [step for _, step in sorted(found, key=lambda pair: pair[0])]
