"""What the bar above the list says from time to time: who only comes near, what is unsaved, a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from jamsos_desktop.desk import Draft
from jamsos_desktop.texts import number, title_name
from ui.pages.peserta_strip import Strip
from ui.widgets.basic import Button, IconLabel, Label

OFFERED = 20  # unsaved forms that the menu names


class NearStrip(Strip):
    """That what is listed only comes near what was searched for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", "border", parent=parent)
        self.words = Label("", "body", self, wrap=False)
        self.row.addWidget(IconLabel("info-circle", "info", 14, self))
        self.row.addWidget(self.words)
        self.row.addStretch()


class DraftStrip(Strip):
    """The forms that were typed and not saved. ``wanted``: the key of one that is to be opened."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("info_soft", "info_line", parent=parent)
        self._drafts: list[Draft] = []
        self.words = Label("", "body", self, wrap=False)
        self.go_on = Button("Lanjutkan", parent=self, small=True)
        self.go_on.clicked.connect(self._go_on)
        self.row.addWidget(IconLabel("pencil", "info", 14, self))
        self.row.addWidget(self.words)
        self.row.addWidget(self.go_on)
        self.row.addStretch()

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Name them."""
        self._drafts = list(drafts)
        self.words.setText(draft_words(drafts))

    def _go_on(self) -> None:
        """The unsaved form; with several of them, ask which."""
        if len(self._drafts) == 1:
            self.wanted.emit(self._drafts[0].kunci)
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for draft in self._drafts[:OFFERED]:
            day = f"{draft.waktu[8:10]}/{draft.waktu[5:7]} {draft.waktu[11:16].replace(':', '.')}"
            menu.addAction(f"{_name(draft) or 'Tanpa nama'}, {day}",
                           lambda key=draft.kunci: self.wanted.emit(key))
        menu.popup(self.go_on.mapToGlobal(self.go_on.rect().bottomLeft()))


class QuestionStrip(Strip):
    """A sentence with a way on and a way out; also what a running change is doing. ``ended``: the question is over,
    ``stop_wanted``: the running change is to stop."""

    ended = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warn_soft", "warn_line", parent=parent)
        self.asking, self.running = False, False
        self._answer: Callable[[], None] | None = None
        self.words = Label("", "body", self, wrap=False)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.yes = Button("", "primary", parent=self, small=True)
        self.no = Button("Batal", parent=self, small=True)
        self.row.addWidget(IconLabel("exclamation-triangle-fill", "warn", 14, self))
        self.row.addWidget(self.words, 1)
        self.row.addWidget(self.yes)
        self.row.addWidget(self.no)
        self.yes.clicked.connect(self._say_yes)
        self.no.clicked.connect(self._say_no)

    def ask(self, text: str, button: str, answer: Callable[[], None] | None) -> None:
        """Say ``text``; with ``answer`` there is a button that goes on."""
        self.words.setText(text)
        self.words.setToolTip(text)
        self.yes.setVisible(answer is not None)
        self.yes.set_text(button)
        self.no.set_text("Batal" if answer else "Tutup")
        self._answer, self.asking = answer, True

    def show_progress(self, text: str) -> None:
        """What a running change is doing; the button stops it."""
        if not self.running:
            self.running = True
            self.ask(text, "", None)
            self.no.set_text("Hentikan")
        self.words.setText(text)

    def end_progress(self) -> None:
        """The work is over."""
        self.running = False
        self.end()

    def put_away(self) -> None:
        """Nobody answers any more; what runs goes on and stays told."""
        self.asking = self.running

    def end(self) -> None:
        """Take the question away, unanswered."""
        self.asking, self._answer = False, None
        self.ended.emit()

    def take_keyboard(self) -> None:
        """The keyboard goes to the way on, or to the only way out."""
        (self.yes if self._answer else self.no).setFocus()

    def _say_no(self) -> None:
        if self.running:
            self.stop_wanted.emit()
        else:
            self.end()

    def _say_yes(self) -> None:
        answer = self._answer
        self.end()
        if answer:
            answer()


def _name(draft: Draft) -> str:
    return title_name(str(draft.isi.get("nama", "")))


def draft_words(drafts: Sequence[Draft]) -> str:
    """"Isian Wa Ode Salma belum disimpan." or how many there are."""
    if not drafts:
        return ""
    if len(drafts) == 1:
        name = _name(drafts[0])
        return f"Isian {name} belum disimpan." if name else "Satu isian tanpa nama belum disimpan."
    return f"{number(len(drafts))} isian belum disimpan."
