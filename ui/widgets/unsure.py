"""The quiet mark beside a rate, a limit or a layout that nobody has confirmed yet; its source is told on F1."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.widgets.basic import IconLabel, Label

UNSURE = "belum dikonfirmasi"


class Doubt(NamedTuple):
    """One value that rests on an unconfirmed row: what it is ("Batas usia terendah: 15 tahun"), where it comes from."""

    what: str
    source: str


class UnsureMark(QWidget):
    """Info glyph and "belum dikonfirmasi" in quiet letters; hidden while there is nothing in doubt.

    No stop for Tab: what it says is read with the field beside it, and F1 lists all marks of the page shown.
    """

    def __init__(self, doubts: Iterable[Doubt] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.doubts: tuple[Doubt, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(IconLabel("info-circle", "text_2", 12))
        row.addWidget(Label(UNSURE, "caption", wrap=False))
        self.set_doubts(doubts)

    def set_doubts(self, doubts: Iterable[Doubt]) -> None:
        """Mark these values; none of them hides the mark."""
        self.doubts = tuple(dict.fromkeys(doubts))
        words = "\n".join(f"{doubt.what}. Sumber: {doubt.source or 'tidak tercatat'}" for doubt in self.doubts)
        self.setToolTip(f"Belum dikonfirmasi. F1 menampilkan sumbernya.\n{words}")
        self.setAccessibleName(f"Belum dikonfirmasi. {words}")
        self.setVisible(bool(self.doubts))


def doubts_on(page: QWidget) -> list[Doubt]:
    """What the visible marks of a page stand for, each once, in reading order of the tree of widgets."""
    marks = (mark for mark in page.findChildren(UnsureMark) if mark.isVisibleTo(page))
    return list(dict.fromkeys(doubt for mark in marks for doubt in mark.doubts))
