"""The reserved bar above the table: hint, what is unsaved, ticked people, a question, the name of a view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStackedLayout, QWidget

from jamsos_desktop.desk import Draft
from jamsos_desktop.texts import number, rupiah_of_sen
from ui import theme
from ui.pages.peserta_naming import NamingStrip
from ui.pages.peserta_strip import Strip
from ui.pages.peserta_strips import DraftStrip, NearStrip, QuestionStrip
from ui.widgets.basic import Button, Label

BAR_HEIGHT = 40
AFTER_COUNT = 6  # px more between who is ticked and what can be done
WHOLE = ("Cetak formulir", "Centang berkas", "Ubah kelompok", "Ubah program", "Keluar...", "Hapus")
SHORT = ("Cetak", "Berkas", "Kelompok", "Program", "Keluar...", "Hapus")  # where the window is very narrow
HINT = "Spasi memilih orang; yang dipilih diproses bersama di baris ini."


class BulkBar(QWidget):
    """What can be done with the ticked people. The bar keeps its height, so that no row ever moves. What it seldom
    says is made when it is first said."""

    print_wanted = Signal()
    delete_wanted = Signal()
    clear_wanted = Signal()
    draft_wanted = Signal(str)  # its key
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.px(BAR_HEIGHT))
        self._stack = QStackedLayout(self)
        self.hint = Strip("surface", "border", parent=self)
        self.hint_text = Label(HINT, "caption", self.hint, wrap=False)
        self.hint.row.addWidget(self.hint_text)
        self.hint.row.addStretch()
        self.bulk = Strip("accent_soft", "accent_line", parent=self)
        for strip in (self.hint, self.bulk):
            self._stack.addWidget(strip)
        self._near, self._drafts, self._count = "", False, 0
        self._compact, self._sum, self._room = False, "", 0
        self._fill_bulk()

    @cached_property
    def near(self) -> NearStrip:
        """That a search found only what comes near."""
        strip = NearStrip(self)
        self._stack.addWidget(strip)
        return strip

    def _take_in(self, strip: Strip, *reached: QWidget) -> None:
        """A strip made only now; Tab reaches its parts where it stands, not after all that was made before."""
        self._stack.addWidget(strip)
        for before, after in pairwise((self.clear_button, *reached)):
            self.setTabOrder(before, after)

    @cached_property
    def drafts(self) -> DraftStrip:
        """The forms not saved."""
        strip = DraftStrip(self)
        strip.wanted.connect(self.draft_wanted)
        self._take_in(strip, strip.go_on)
        return strip

    @cached_property
    def question(self) -> QuestionStrip:
        """A question, or what a running change is doing."""
        strip = QuestionStrip(self)
        strip.ended.connect(self._choose)
        strip.stop_wanted.connect(self.stop_wanted)
        self._take_in(strip, strip.yes, strip.no)
        return strip

    @cached_property
    def naming(self) -> NamingStrip:
        """The name of a view."""
        strip = NamingStrip(self)
        strip.ended.connect(self._choose)
        self._take_in(strip, strip.name, strip.keep, strip.stop)
        return strip

    def _fill_bulk(self) -> None:
        self.count_text = Label("", "strong", self.bulk, wrap=False)
        pictures = ("printer", "card-checklist", "people", "shield-check", "person-x", "trash")
        (self.print_button, self.paper_button, self.group_button, self.programme_button, self.leave_button,
         self.delete_button) = (
            Button(words, "danger" if icon == "trash" else "", icon, self.bulk, small=True, tip=words)
            for words, icon in zip(WHOLE, pictures, strict=True))
        self.leave_button.setToolTip("Catat orang yang dipilih keluar")
        for button, words in zip(self.tools(), WHOLE, strict=True):
            button.setAccessibleName(words)
        self.sum_text = Label("", "caption", self.bulk, wrap=False)
        self.clear_button = Button("Batal pilih", "flat", "x-lg", self.bulk, small=True)
        row = self.bulk.row
        row.addWidget(self.count_text)
        row.addSpacing(AFTER_COUNT)
        for button in self.tools():
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.sum_text)
        row.addWidget(self.clear_button)
        self.print_button.clicked.connect(self.print_wanted)
        self.delete_button.clicked.connect(self.delete_wanted)
        self.clear_button.clicked.connect(self.clear_wanted)

    def tools(self) -> tuple[Button, ...]:
        """The buttons that act on the ticked people, in the order of the bar."""
        return (self.print_button, self.paper_button, self.group_button, self.programme_button, self.leave_button,
                self.delete_button)

    def show_ticked(self, count: int, iuran_sen: int) -> None:
        """``count`` people ticked, their dues together in sen a month."""
        self._count = count
        self.count_text.setText(f"{number(count)} orang dipilih")
        self._sum = rupiah_of_sen(iuran_sen)
        self._show_sum()
        self.sum_text.setToolTip("Iuran sebulan orang yang dipilih")
        self._fit()
        if "question" in self.__dict__:
            self.question.put_away()
        self._choose()

    def _show_sum(self) -> None:
        self.sum_text.setText(f"{'Iuran' if self._compact else 'Iuran sebulan'}: {self._sum}")

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Name the forms that were typed and not saved; the button opens one (``draft_wanted``)."""
        self._drafts = bool(drafts)
        if drafts:
            self.drafts.show_drafts(drafts)
        self._choose()

    def ask(self, text: str, button: str, answer: Callable[[], None] | None) -> None:
        """Put a sentence into the bar; with ``answer`` there is a button that goes on."""
        self.question.ask(text, button, answer)
        self._choose()
        self.question.take_keyboard()

    def show_progress(self, text: str) -> None:
        """What a running change is doing; the button stops it (``stop_wanted``)."""
        begins = not self.question.running
        self.question.show_progress(text)
        if begins:
            self._choose()
            self.question.take_keyboard()

    def end_progress(self) -> None:
        """The work is over: what stood in the bar before comes back."""
        if "question" in self.__dict__:
            self.question.end_progress()

    def stop_asking(self) -> None:
        """Take the question away, unanswered."""
        if self.asking:
            self.question.end()

    @property
    def asking(self) -> bool:
        return "question" in self.__dict__ and self.question.asking

    @property
    def naming_view(self) -> bool:
        """Whether somebody is about to give a view its name."""
        return "naming" in self.__dict__ and self.naming.asking

    def _choose(self) -> None:
        shown = self.naming if self.naming_view else self.question if self.asking else \
            self.bulk if self._count else self.near if self._near else self.drafts if self._drafts else self.hint
        self._stack.setCurrentWidget(shown)

    def name_view(self, name: str, answer: Callable[[str], None]) -> None:
        """Ask for the name of a view; ``name``: what it is called so far."""
        self.naming.ask(name, answer)
        self._choose()

    def show_near(self, text: str) -> None:
        """Say quietly that what is listed only comes near what was searched for; "" when it does not."""
        self._near = text
        if text:
            self.near.words.setText(text)
        self._choose()

    def least(self) -> int:
        """px the tools need in their short words, without their pictures and without the sum."""
        return self._need(SHORT, (self.count_text, self.clear_button))

    def _need(self, words: Sequence[str], sides: Sequence[QWidget]) -> int:
        """px of the tools with these words and no pictures, and of what stands beside them."""
        need = self.bulk.row.spacing() * (len(words) + len(sides) - 1) + AFTER_COUNT
        for button, text in zip(self.tools(), words, strict=True):
            button.ensurePolished()  # its letters are those of the style sheet only then, shown or not
            metrics = QFontMetrics(button.font())
            own = metrics.horizontalAdvance(button.text()) + (0 if self._compact else button.iconSize().width())
            need += button.sizeHint().width() - own + metrics.horizontalAdvance(text)
        return need + sum(part.sizeHint().width() for part in sides)

    def set_compact(self, compact: bool, room: int) -> None:
        """A narrow window (the bar has ``room`` px): tools without their pictures; where not even that is enough,
        with short words and without the sum, which the tool tip of the count still tells."""
        self._room = room
        if compact != self._compact:
            self._compact = compact
            for button in self.tools():
                button.show_picture(not compact)
        self._show_sum()
        self._fit()

    def _fit(self) -> None:
        sides = (self.count_text, self.sum_text, self.clear_button)
        short = self._compact and self._need(WHOLE, sides) > self._room
        for button, whole, few in zip(self.tools(), WHOLE, SHORT, strict=True):
            words = few if short else whole
            if button.text().strip() != words:
                button.setText(words)
            if self._compact == button.text().startswith(" "):
                button.setText(words if self._compact else f" {words}")
        self.sum_text.setVisible(not short)
        self.count_text.setToolTip(self.sum_text.text() if short else "")
