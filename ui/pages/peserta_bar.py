"""The reserved bar above the table (hint, unsaved forms, ticked people, a question) and the foot line below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedLayout, QWidget

from jamsos_desktop.desk import Draft
from jamsos_desktop.texts import number, rupiah_of_sen, title_name
from ui import theme
from ui.pages.peserta_list import DENSITIES
from ui.widgets.basic import Button, IconLabel, Label

BAR_HEIGHT = 40
FOOT_HEIGHT = 28


class Strip(QWidget):
    """A row with a soft ground of one role and a line below (or above)."""

    def __init__(self, ground: str, line: str, *, above: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._line, self._above = ground, line, above
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(10, 0, 10, 0)
        self.row.setSpacing(8)

    def set_ground(self, ground: str, line: str) -> None:
        self._ground, self._line = ground, line
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        # Inside the round corners of the card.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.qcolor(self._ground))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box.adjusted(0, -8, 0, 0) if self._above else box.adjusted(0, 0, 0, 8), 5, 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(theme.qcolor(self._line)))
        y = 0 if self._above else self.height() - 1
        painter.drawLine(0, y, self.width(), y)


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
        self.hint.row.addWidget(Label("Spasi memilih orang; yang dipilih diproses bersama di baris ini.", "caption",
                                      wrap=False))
        self.hint.row.addStretch()
        self.drafts = Strip("info_soft", "info_line")
        self.bulk = Strip("accent_soft", "accent_line")
        self.question = Strip("warn_soft", "warn_line")
        for strip in (self.hint, self.drafts, self.bulk, self.question):
            self._stack.addWidget(strip)
        self._fill_drafts()
        self._fill_bulk()
        self._fill_question()
        self._drafts: list[Draft] = []
        self._count, self._asking, self._running = 0, False, False
        self._compact = False

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
        self.print_button = Button("Cetak formulir", icon="printer", small=True)
        self.paper_button = Button("Centang berkas", icon="card-checklist", small=True)
        self.group_button = Button("Ubah kelompok", icon="people", small=True)
        self.programme_button = Button("Ubah program", icon="shield-check", small=True)
        self.leave_button = Button("Keluar...", icon="person-x", small=True, tip="Catat orang yang dipilih keluar")
        self.delete_button = Button("Hapus", "danger", "trash", small=True)
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
        return (self.print_button, self.paper_button, self.group_button, self.programme_button, self.leave_button,
                self.delete_button)

    def show_ticked(self, count: int, iuran_sen: int) -> None:
        """``count`` people ticked, their dues together in sen a month."""
        self._count = count
        self.count_text.setText(f"{number(count)} orang dipilih")
        name = "Iuran" if self._compact else "Iuran sebulan"
        self.sum_text.setText(f"{name}: {rupiah_of_sen(iuran_sen)}")
        self.sum_text.setToolTip("Iuran sebulan orang yang dipilih")
        self._asking = self._running
        self._choose()

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
        self._running = False
        self.stop_asking()

    def stop_asking(self) -> None:
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
        shown = self.question if self._asking else self.bulk if self._count else \
            self.drafts if self._drafts else self.hint
        self._stack.setCurrentWidget(shown)

    def set_compact(self, compact: bool) -> None:
        """A narrow window: tools without their pictures."""
        if compact == self._compact:
            return
        self._compact = compact
        for button in (self.paper_button, self.group_button, self.programme_button, self.print_button,
                       self.leave_button):
            words = button.text().strip()
            button.setIconSize(QSize(0, 0) if compact else QSize(14, 14))
            button.setText(words if compact else f" {words}")


class FootLine(Strip):
    """How much is shown, how it is sorted, and the density of the rows."""

    density_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface_alt", "border", above=True, parent=parent)
        self.setFixedHeight(theme.px(FOOT_HEIGHT))
        self.row.setSpacing(16)
        self.shown = Label("", "caption", wrap=False)
        self.order = Label("", "caption", wrap=False)
        self.density = Button("", "flat", small=True)
        self.density.setProperty("foot", True)
        self.density.setMaximumHeight(theme.px(FOOT_HEIGHT) - 2)
        self.row.addWidget(self.shown)
        self.row.addWidget(self.order)
        self.row.addStretch()
        self.row.addWidget(self.density)
        self._menu = QMenu(self)
        for name in DENSITIES:
            self._menu.addAction(name, lambda name=name: self.density_chosen.emit(name))
        self.density.clicked.connect(
            lambda: self._menu.popup(self.density.mapToGlobal(self.density.rect().topLeft())))

    def show_range(self, first: int, last: int, total: int) -> None:
        text = f"Menampilkan {number(first)}–{number(last)} dari {number(total)}" if total else "Tidak ada yang cocok"
        self.shown.setText(text)

    def show_order(self, text: str) -> None:
        self.order.setText(f"Urut: {text}")

    def show_density(self, name: str) -> None:
        self.density.set_text(f"Kerapatan: {name}")


def _name(draft: Draft) -> str:
    return title_name(str(draft.isi.get("nama", "")))


def draft_words(names: Sequence[str]) -> str:
    """"Isian Wa Ode Salma belum disimpan." or how many there are."""
    if not names:
        return ""
    if len(names) == 1:
        return f"Isian {names[0]} belum disimpan." if names[0] else "Satu isian tanpa nama belum disimpan."
    return f"{number(len(names))} isian belum disimpan."
