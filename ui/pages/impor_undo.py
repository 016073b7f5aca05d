"""Taking a whole import back: first what it comes to and who stays, then the button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from jamsos_desktop.desk import Desk, ImportUndone, PastImport
from jamsos_desktop.texts import number
from ui.pages.impor_dates import slim
from ui.widgets import Button, NoteStrip

if TYPE_CHECKING:
    from ui.window import Shell

NAMED = 3  # who stays is named up to here


def undo_words(undone: ImportUndone) -> str:
    """What taking an import back would do."""
    said = [f"{number(undone.dikeluarkan)} orang dikeluarkan dari daftar peserta."] if undone.dikeluarkan else []
    if undone.dikembalikan:
        said.append(f"{number(undone.dikembalikan)} orang kembali seperti semula.")
    if undone.tinggal:
        names = "; ".join(f"{name} ({why})" for name, why in undone.tinggal[:NAMED])
        rest = f"; dan {number(len(undone.tinggal) - NAMED)} lagi" if len(undone.tinggal) > NAMED else ""
        said.append(f"{number(len(undone.tinggal))} orang tetap: {names}{rest}.")
    return " ".join(said) or "Tidak ada yang bisa diurungkan."


class UndoStrip(NoteStrip):
    """Asks once, in the page. ``answered(yes)``."""

    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.yes = Button("Urungkan impor", "danger", small=True)
        super().__init__("warn", "", self.yes, parent)
        self.no = Button("Tidak jadi", small=True)
        self.layout().addWidget(self.no)
        slim(self)
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        self.hide()

    def wait(self, file: str) -> None:
        """What it comes to is not known yet."""
        self.set("warn", f"Urungkan impor {file}? Sedang dihitung.")
        self.yes.setEnabled(False)
        self.show()
        self.no.setFocus()

    def ask(self, file: str, undone: ImportUndone) -> None:
        """Say what would happen to whom."""
        self.set("warn", f"Urungkan impor {file}? {undo_words(undone)}")
        self.yes.setEnabled(bool(undone.dikeluarkan or undone.dikembalikan))
        if self.yes.isEnabled():
            self.yes.setFocus()


class Undoing(QObject):
    """Asks in its strip and does it in a thread. ``done(ImportUndone)``: it is taken back."""

    done = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, strip: UndoStrip, back_to: Callable[[], object]) -> None:
        super().__init__(strip)
        self._desk, self._shell, self._strip, self._back_to = desk, shell, strip, back_to
        self._id = ""
        self.running = False
        strip.answered.connect(self._answer)

    def ask(self, id_: str, file: str) -> None:
        """What would it come to? Thousands of people take a moment; Esc gives the question up meanwhile."""
        if self.asking or self.running:
            return
        self._id = id_
        self._strip.wait(file)
        self._shell.run(lambda: self._desk.import_undo_view_job(id_), lambda undone: self._known(id_, file, undone),
                        on_error=self._unknown)

    def _known(self, id_: str, file: str, undone: ImportUndone) -> None:
        if self.asking and self._id == id_:
            self._strip.ask(file, undone)

    def _unknown(self, problem: object) -> None:
        self.leave()
        self._shell.problem(problem)

    @property
    def asking(self) -> bool:
        return not self._strip.isHidden()

    def leave(self) -> bool:
        """Esc: give the question up."""
        if self.asking:
            self._answer(False)
            return True
        return False

    def _answer(self, yes: bool) -> None:
        self._strip.hide()
        self._back_to()
        if yes and not self.running:
            self.running = True
            self._shell.run(lambda: self._desk.undo_import_job(self._id), self._undone, on_error=self._failed,
                            on_cancel=self._ended)

    def _undone(self, undone: ImportUndone) -> None:
        self._ended()
        self._shell.refresh_counts()
        self._shell.toast(f"Impor diurungkan. {undo_words(undone)}")
        self.done.emit(undone)

    def _failed(self, problem: object) -> None:
        self._ended()
        self._shell.problem(problem)

    def _ended(self) -> None:
        self.running = False


def open_until(past: PastImport) -> bool:
    """Whether an import can still be taken back."""
    return bool(past.sampai) and not past.dibatalkan
