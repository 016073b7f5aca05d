"""The problems of a sheet, row by row: a window of boxes over as many as there are, and chips that sift them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jamsos_desktop.desk import ImportMend, RowProblem
from jamsos_desktop.texts import number
from ui import theme
from ui.pages.impor_problem_box import ProblemBox
from ui.pages.impor_same import SameRows, alike
from ui.widgets import Button, Card, Chip, Label, TallArea, clear_layout

AT_ONCE = 24  # boxes at a time
CHIPS = {  # chip: (icon, role, words behind the number, what its tip says)
    "ditahan": ("x-octagon-fill", "error", "", "baris ditahan"),
    "periksa": ("exclamation-triangle-fill", "warn", "", "yang perlu diperiksa"),
    "ada": ("dash-circle", "neutral", "sudah ada", "yang sudah ada di daftar peserta"),
}


class SieveChip(Chip):
    """A count that can be pressed: only such problems are listed then."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.on = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_on(self, on: bool) -> None:
        """Show whether the list is sifted by it."""
        self.on = on
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.on or self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.qcolor("focus" if self.hasFocus() else "text_2"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)


class ProblemsPanel(Card):
    """``reached(problem)``: show its cell; ``mended(problem, mend, typed)``; ``all_mended(mends)``: pairs of a mend
    and its typed text for the other rows with the same problem."""

    reached = Signal(object)
    mended = Signal(object, object, str)
    all_mended = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Masalah per baris", parent=parent, margins=(0, 0, 0, 0))
        self._all: Sequence[RowProblem] = ()
        self.problems: Sequence[RowProblem] = ()
        self.boxes: list[ProblemBox] = []
        self._start, self._at, self._sieve = 0, -1, ""
        self._now: Callable[[int, int], str] = lambda baris, kolom: ""
        self._narrow, self._none = False, ""
        self.chips = {level: SieveChip() for level in CHIPS}
        assert self.head is not None
        for level, chip in self.chips.items():
            chip.pressed.connect(lambda level=level: self.sift(level))
            self.head.addWidget(chip)
        self.same = SameRows(self)
        self.same.wanted.connect(self.all_mended)
        self.body.setSpacing(0)
        self.body.addWidget(self.same)
        self.body.addWidget(self._scroll_area(), 1)

    def _scroll_area(self) -> TallArea:
        self.scroll = TallArea(parent=self)
        inside = QWidget(self.scroll.viewport(), objectName="surface")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.scroll.hold(inside)
        return self.scroll

    # Filling

    def show_problems(self, problems: Sequence[RowProblem], held: int, there: int,
                      now: Callable[[int, int], str], none: str = "") -> None:
        """``held``: rows that stay out; ``there``: rows of people who are here already; ``now(row, column)``: text of
        a cell; ``none``: what is said where there is no problem. F8 stays at the row where it was."""
        kept = self.problems[self._at] if 0 <= self._at < len(self.problems) else None
        self._all, self._now, self._none = problems, now, none
        counts = Counter(p.tingkat for p in problems)
        self._counts = {"ditahan": held, "periksa": counts["periksa"] + counts["tanya"], "ada": there}
        if self._sieve and not self._counts[self._sieve]:
            self._sieve = ""
        self._show_chips()
        self._sift()
        self._at = next((at for at, p in enumerate(self.problems) if kept and p.baris >= kept.baris), -1) - 1 \
            if kept else -1
        self._start = max(0, min(self._start, len(self.problems) - 1))
        mending = self.scroll.hasFocus()
        self._fill()
        if mending and self.problems:
            self._walk(1)
            self.focus_here()

    def set_narrow(self, narrow: bool) -> None:
        """Shorter chips where there is little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_chips()

    def _show_chips(self) -> None:
        for level, chip in self.chips.items():
            icon, role, words, tip = CHIPS[level]
            many = self._counts.get(level, 0) if self._all or any(self._counts.values()) else 0
            chip.set(icon, f"{number(many)} {'' if self._narrow else words}".strip(), role)
            chip.setToolTip(f"{number(many)} {tip}. Tekan untuk melihat itu saja.")
            chip.setAccessibleName(f"{number(many)} {tip}")
            chip.setVisible(many > 0)
            chip.set_on(level == self._sieve)

    _counts: dict[str, int] = {}

    def sift(self, level: str) -> None:
        """Only this level, or everything again."""
        self._sieve = "" if self._sieve == level else level
        self._show_chips()
        self._sift()
        self._start, self._at = 0, -1
        self._fill()

    def _sift(self) -> None:
        wanted = {"": ("ditahan", "periksa", "tanya", "ada"), "periksa": ("periksa", "tanya")}.get(
            self._sieve, (self._sieve,))
        self.problems = [p for p in self._all if p.tingkat in wanted and (self._sieve or p.tingkat != "ada" or p.mends)]

    def _fill(self) -> None:
        clear_layout(self._column)
        self.boxes = []
        shown = self.problems[self._start:self._start + AT_ONCE]
        if self._start:
            self._more(f"{number(self._start)} masalah di atas", max(0, self._start - AT_ONCE))
        room = self.width() - theme.px(14)
        for at, problem in enumerate(shown, self._start):
            box = ProblemBox(problem, self._now(problem.baris, problem.kolom), room, self._column.parentWidget())
            box.set_here(at == self._at)
            box.reached.connect(lambda at=at: self.stand(at, move=False))
            box.mended.connect(lambda mend, typed, problem=problem, box=box: self._mended(problem, mend, typed, box))
            self.boxes.append(box)
            self._column.addWidget(box)
            box.show()  # now: what is not shown yet cannot take the keyboard
        self._order_keys()
        if rest := len(self.problems) - self._start - len(shown):
            self._more(f"dan {number(rest)} lagi. Tekan F8 untuk masalah berikut.", self._start + AT_ONCE)
        if not self.problems:
            self._column.addWidget(self._nothing())
        self._column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for box in self.boxes:
            box.fit(self.width() - theme.px(14))

    def _order_keys(self) -> None:
        """Tab goes from the chips through the boxes, though these were made last."""
        before: QWidget = self.chips["ada"]
        for button in (button for box in self.boxes for button in box.buttons):
            QWidget.setTabOrder(before, button)
            before = button

    def _more(self, words: str, start: int) -> None:
        link = Button(words, "link")
        link.setProperty("quiet", True)
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(lambda: self._show_from(start))
        row = QWidget(self._column.parentWidget())
        column = QVBoxLayout(row)
        column.setContentsMargins(10, 6, 12, 6)
        column.addWidget(link)
        self._column.addWidget(row)

    def _nothing(self) -> Label:
        label = Label(self._none, "soft", wrap=True)
        label.setContentsMargins(12, 10, 12, 10)
        return label

    def _show_from(self, start: int) -> None:
        self._start = start
        self._fill()
        self.scroll.verticalScrollBar().setValue(0)

    # Walking

    def step(self, by: int) -> bool:
        """F8 and Shift+F8, going round; False when there is nothing."""
        if not self.problems:
            return False
        walking = self.holds_keyboard
        self._walk(by)
        if walking:
            self.focus_here()  # or a button of the row before would be pressed
        return True

    def _walk(self, by: int) -> None:
        if self.problems:
            at = self._at + by if self._at >= 0 or by > 0 else -1
            self.stand(at % len(self.problems))

    @property
    def holds_keyboard(self) -> bool:
        """Whether what is typed goes to this list."""
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def stand_on_row(self, baris: int) -> None:
        """The sheet stands on another row: mark its problem, without moving the sheet."""
        at = next((n for n, p in enumerate(self.problems) if p.baris == baris), -1)
        here = self.problems[self._at].baris if 0 <= self._at < len(self.problems) else -1
        if at >= 0 and here != baris:
            self.stand(at, move=False)

    def stand(self, at: int, *, move: bool = True) -> None:
        """Mark a problem; ``move``: tell the sheet to show its cell."""
        if at == self._at and not move:
            return
        self._at = at
        if not self._start <= at < self._start + len(self.boxes):
            self._start = max(0, at - 1)
            self._fill()
        for nth, box in enumerate(self.boxes, self._start):
            box.set_here(nth == at)
        box = self.boxes[at - self._start]
        self._column.activate()
        self.scroll.ensureWidgetVisible(box, 0, 4)
        if move:
            self.reached.emit(self.problems[at])

    @property
    def here(self) -> ProblemBox | None:
        """The box that is marked."""
        at = self._at - self._start
        return self.boxes[at] if self._at >= 0 and 0 <= at < len(self.boxes) else None

    def focus_here(self) -> bool:
        """The keyboard into the marked box, or the first."""
        box = self.here or (self.boxes[0] if self.boxes else None)
        if box is not None:
            box.focus_first()
        return box is not None

    def close_edit(self) -> bool:
        """Give up what is being typed in a box; False when nothing is."""
        return any(box.close_edit() for box in self.boxes)

    def take_edit(self) -> bool:
        """What is being typed in a box counts as typed; False when nothing new is."""
        return any(box.take_edit() for box in self.boxes)

    # Mending

    def _mended(self, problem: RowProblem, mend: ImportMend, typed: str, box: ProblemBox) -> None:
        if self.holds_keyboard:
            self.scroll.setFocus()  # a key pressed twice must not mend the next row too
        box.waiting()
        self.same.offer(mend, [(other, typed) for other in alike(self._all, problem, mend)])
        self.mended.emit(problem, mend, typed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_chips()
