"""Putting the receipt of a kiriman on paper: find a printer, ask, draw its one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter

from jamsos_desktop.desk import Desk
from ui import printing

if TYPE_CHECKING:
    from ui.window import Shell


class ReceiptPrint(QObject):
    """``start(seq)`` asks for a printer; ``print_on`` draws on one that was chosen."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(shell)
        self._desk, self._shell = desk, shell

    def start(self, seq: int) -> None:
        """Look for printers and open the system's dialog."""
        self._shell.run(printing.printers_job, lambda names: self._choose(seq, names))

    def _choose(self, seq: int, names: Sequence[str]) -> None:
        if not names:
            self._shell.problem(printing.no_printer())
            return
        printer = printing.choose_printer(self._shell, f"Tanda terima kiriman {seq}")
        if printer is not None:
            self.print_on(printer, seq)

    def print_on(self, printer: QPrinter, seq: int) -> None:
        """The receipt is one page; its picture comes from the same job as the preview."""
        self._shell.run(lambda: printing.print_pages_job(
            printer, 1, lambda page, scale: self._desk.receipt_preview_job(seq, scale)),
            lambda _: self._shell.toast("Tanda terima dikirim ke printer."))
