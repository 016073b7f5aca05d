"""One mend for many rows: after a button was pressed, the question whether it counts for the others like it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import ImportMend, RowProblem
from jamsos_desktop.texts import number
from ui.widgets import Button, Label


def alike(problems: Sequence[RowProblem], problem: RowProblem, mend: ImportMend) -> list[ImportMend]:
    """The same button of other rows with the same problem; never for what tells one person from another."""
    if mend.jenis == "orang" or (mend.jenis == "ketik" and mend.key in ("nik", "no_kk", "nama")):
        return []
    return [other for p in problems
            if p.baris != problem.baris and (p.judul, p.kolom, p.kode) == (problem.judul, problem.kolom, problem.kode)
            for other in p.mends if (other.label, other.jenis) == (mend.label, mend.jenis)]


class SameRows(QWidget):
    """``wanted``: pairs of a mend and its typed text, for all the other rows."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: Sequence[tuple[ImportMend, str]] = ()
        self.words = Label("", "body", wrap=True)
        self.yes, leave = Button("Ya", small=True), Button("Tidak", "flat", small=True)
        box = QFrame(self)
        box.setProperty("note", "info")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(6)
        inside.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.yes)
        row.addWidget(leave)
        row.addStretch(1)
        inside.addLayout(row)
        around = QVBoxLayout(self)
        around.setContentsMargins(8, 8, 8, 0)
        around.addWidget(box)
        self.hide()
        self.yes.clicked.connect(self._take)
        leave.clicked.connect(self.hide)

    def offer(self, mend: ImportMend, pairs: Sequence[tuple[ImportMend, str]]) -> None:
        """Ask for the others, where there are any."""
        self._pairs, many = pairs, number(len(pairs))
        self.words.setText(f"\u201c{mend.label}\u201d juga untuk {many} baris lain dengan masalah sama?")
        self.yes.set_text(f"Ya, {many} baris")
        self.setVisible(bool(pairs))

    def _take(self) -> None:
        self.hide()
        self.wanted.emit(self._pairs)
