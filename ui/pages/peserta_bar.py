"""The reserved bar above the table: hint, what is unsaved, ticked people, a question, the name of a view."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedLayout, QWidget

from jamsos_desktop.desk import Draft
from jamsos_desktop.texts import number, rupiah_of_sen, title_name
from ui import theme
from ui.pages.peserta_naming import NamingStrip
from ui.pages.peserta_strip import Strip
from ui.widgets.basic import Button, IconLabel, Label

BAR_HEIGHT = 40
WHOLE = ("Cetak formulir", "Centang berkas", "Ubah kelompok", "Ubah program", "Keluar...", "Hapus")
SHORT = ("Cetak", "Berkas", "Kelompok", "Program", "Keluar...", "Hapus")  # where the window is very narrow
HINT = "Spasi memilih orang; yang dipilih diproses bersama di baris ini."


class BulkBar(QWidget):
    """What can be done with the ticked people. The bar keeps its height, so that no row ever moves."""

    print_wanted = Signal()
    delete_wanted = Signal()
    clear_wanted = Signal()
    draft_wanted = Signal(str)  # its key
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.px(BAR_HEIGHT))
        self._stack = QStackedLayout(self)
        self.hint = Strip("surface", "border")
        self.hint_text = Label(HINT, "caption", wrap=False)
        self.hint.row.addWidget(self.hint_text)
        self.hint.row.addStretch()
        self.near = Strip("surface", "border")
        self.near_text = Label("", "body", wrap=False)
        self.near.row.addWidget(IconLabel("info-circle", "info", 14))
        self.near.row.addWidget(self.near_text)
        self.near.row.addStretch()
        self.naming = NamingStrip()
        self.naming.ended.connect(self._choose)
        self.drafts = Strip("info_soft", "info_line")
        self.bulk = Strip("accent_soft", "accent_line")
        self.question = Strip("warn_soft", "warn_line")
        for strip in (self.hint, self.near, self.drafts, self.bulk, self.question, self.naming):
            self._stack.addWidget(strip)
        self._fill_drafts()
        self._fill_bulk()
        self._fill_question()
        self._drafts: list[Draft] = []
        self._count, self._asking, self._running = 0, False, False
        self._compact, self._sum, self._room = False, "", 0

    def _fill_drafts(self) -> None:
        self.draft_text = Label("", "body", wrap=False)
        self.go_on = Button("Lanjutkan", small=True)
        self.go_on.clicked.connect(self._go_on)
        self.drafts.row.addWidget(IconLabel("pencil", "info", 14))
        self.drafts.row.addWidget(self.draft_text)
        self.drafts.row.addWidget(self.go_on)
        self.drafts.row.addStretch()

    def _fill_bulk(self) -> None:
        self.count_text = Label("", "strong", wrap=False)
        pictures = ("printer", "card-checklist", "people", "shield-check", "person-x", "trash")
        (self.print_button, self.paper_button, self.group_button, self.programme_button, self.leave_button,
         self.delete_button) = (Button(words, "danger" if icon == "trash" else "", icon, small=True, tip=words)
                                for words, icon in zip(WHOLE, pictures, strict=True))
        self.leave_button.setToolTip("Catat orang yang dipilih keluar")
        for button, words in zip(self.tools(), WHOLE, strict=True):
            button.setAccessibleName(words)
        self.sum_text = Label("", "caption", wrap=False)
        self.clear_button = Button("Batal pilih", "flat", "x-lg", small=True)
        row = self.bulk.row
        row.addWidget(self.count_text)
        row.addSpacing(6)
        for button in self.tools():
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.sum_text)
        row.addWidget(self.clear_button)
        self.print_button.clicked.connect(self.print_wanted)
        self.delete_button.clicked.connect(self.delete_wanted)
        self.clear_button.clicked.connect(self.clear_wanted)

    def _fill_question(self) -> None:
        self.question_icon = IconLabel("exclamation-triangle-fill", "warn", 14)
        self.question_text = Label("", "body", wrap=False)
        self.question_text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.yes = Button("", "primary", small=True)
        self.no = Button("Batal", small=True)
        self.question.row.addWidget(self.question_icon)
        self.question.row.addWidget(self.question_text, 1)
        self.question.row.addWidget(self.yes)
        self.question.row.addWidget(self.no)
        self._answer: Callable[[], None] | None = None
        self.yes.clicked.connect(self._say_yes)
        self.no.clicked.connect(self._say_no)

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
        self._asking = self._running
        self._choose()

    def _show_sum(self) -> None:
        self.sum_text.setText(f"{'Iuran' if self._compact else 'Iuran sebulan'}: {self._sum}")

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Name the forms that were typed and not saved; the button opens one (``draft_wanted``)."""
        self._drafts = list(drafts)
        self.draft_text.setText(draft_words([_name(draft) for draft in drafts]))
        self._choose()

    def _go_on(self) -> None:
        """The unsaved form; with several of them, ask which."""
        if len(self._drafts) == 1:
            self.draft_wanted.emit(self._drafts[0].kunci)
            return
        menu = QMenu(self)
        for draft in self._drafts[:20]:
            day = f"{draft.waktu[8:10]}/{draft.waktu[5:7]} {draft.waktu[11:16].replace(':', '.')}"
            menu.addAction(f"{_name(draft) or 'Tanpa nama'}, {day}",
                           lambda key=draft.kunci: self.draft_wanted.emit(key))
        menu.popup(self.go_on.mapToGlobal(self.go_on.rect().bottomLeft()))

    def ask(self, text: str, button: str, answer: Callable[[], None] | None) -> None:
        """Put a sentence into the bar; with ``answer`` there is a button that goes on."""
        self.question_text.setText(text)
        self.question_text.setToolTip(text)
        self.yes.setVisible(answer is not None)
        self.yes.set_text(button)
        self.no.set_text("Batal" if answer else "Tutup")
        self._answer, self._asking = answer, True
        self._choose()
        (self.yes if answer else self.no).setFocus()

    def show_progress(self, text: str) -> None:
        """What a running change is doing; the button stops it (``stop_wanted``)."""
        if not self._running:
            self._running = True
            self.ask(text, "", None)
            self.no.set_text("Hentikan")
        self.question_text.setText(text)

    def end_progress(self) -> None:
        """The work is over: what stood in the bar before comes back."""
        self._running = False
        self.stop_asking()

    def stop_asking(self) -> None:
        """Take the question away, unanswered."""
        self._asking, self._answer = False, None
        self._choose()

    @property
    def asking(self) -> bool:
        return self._asking

    def _say_no(self) -> None:
        if self._running:
            self.stop_wanted.emit()
        else:
            self.stop_asking()

    def _say_yes(self) -> None:
        answer = self._answer
        self.stop_asking()
        if answer:
            answer()

    def _choose(self) -> None:
        shown = self.naming if self.naming.asking else self.question if self._asking else \
            self.bulk if self._count else self.near if self.near_text.text() else \
            self.drafts if self._drafts else self.hint
        self._stack.setCurrentWidget(shown)

    def name_view(self, name: str, answer: Callable[[str], None]) -> None:
        """Ask for the name of a view; ``name``: what it is called so far."""
        self.naming.ask(name, answer)
        self._choose()

    def show_near(self, text: str) -> None:
        """Say quietly that what is listed only comes near what was searched for; "" when it does not."""
        self.near_text.setText(text)
        self._choose()

    def least(self) -> int:
        """px the tools need in their short words, without their pictures and without the sum."""
        return self._need(SHORT, (self.count_text, self.clear_button))

    def _need(self, words: Sequence[str], sides: Sequence[QWidget]) -> int:
        """px of the tools with these words and no pictures, and of what stands beside them."""
        need = 8 * (len(words) + len(sides) + 2)
        for button, text in zip(self.tools(), words, strict=True):
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
                button.setIconSize(QSize(0, 0) if compact else QSize(14, 14))
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


def _name(draft: Draft) -> str:
    return title_name(str(draft.isi.get("nama", "")))


def draft_words(names: Sequence[str]) -> str:
    """"Isian Wa Ode Salma belum disimpan." or how many there are."""
    if not names:
        return ""
    if len(names) == 1:
        return f"Isian {names[0]} belum disimpan." if names[0] else "Satu isian tanpa nama belum disimpan."
    return f"{number(len(names))} isian belum disimpan."
