"""The quiet mark beside a rate, a limit or a layout that nobody has confirmed yet; its source is told on F1."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.widgets.basic import IconLabel, Label

if TYPE_CHECKING:
    from jamsos_desktop.desk import DoubtRow

UNSURE = "belum dikonfirmasi"
MOST_OF_A_TABLE = 6


class Doubt(NamedTuple):
    """One value that rests on an unconfirmed row: what it is ("Batas usia terendah: 15 tahun"), where it comes from."""

    what: str
    source: str


class UnsureMark(QWidget):
    """Info glyph and "belum dikonfirmasi" in quiet letters; hidden while there is nothing in doubt.

    No stop for Tab: what it says is read with the field beside it, and F1 lists all marks of the page shown.
    ``short``: the glyph alone, in rows below or beside a mark with its words.
    """

    doubts: tuple[Doubt, ...] = ()

    def __init__(self, doubts: Iterable[Doubt] = (), parent: QWidget | None = None, *, short: bool = False) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(IconLabel("info-circle", "text_2", 12))
        if not short:
            row.addWidget(Label(UNSURE, "caption", wrap=False))
        self.set_doubts(doubts)

    def set_doubts(self, doubts: Iterable[Doubt]) -> None:
        """Mark these values; none of them hides the mark."""
        self.doubts = tuple(dict.fromkeys(doubts))
        words = "\n".join(f"{doubt.what}. Sumber: {doubt.source or 'tidak tercatat'}" for doubt in self.doubts)
        self.setToolTip(f"Belum dikonfirmasi. F1 menampilkan sumbernya.\n{words}")
        self.setAccessibleName(f"Belum dikonfirmasi. {words}")
        # Shown without a parent it would be a window of its own, which takes the keyboard away.
        self.setVisible(bool(self.doubts) and self.parent() is not None)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ParentChange:
            self.setVisible(bool(self.doubts) and self.parent() is not None)
        return super().event(event)


def doubts_of(rows: Iterable[DoubtRow]) -> tuple[Doubt, ...]:
    """Rows of the desk as a mark takes them: what it is with its value, and the source. A table with many rows is
    one line: they all stand on page Yang perlu dikonfirmasi."""
    parts: dict[str, list[DoubtRow]] = {}
    for row in rows:
        parts.setdefault(row.bagian, []).append(row)
    return tuple(one for part, them in parts.items() for one in _told(part, them))


def _told(part: str, rows: list[DoubtRow]) -> list[Doubt]:
    if len(rows) > MOST_OF_A_TABLE:
        sources = "; ".join(dict.fromkeys(row.sumber for row in rows[:3] if row.sumber))
        return [Doubt(f"{part}: {len(rows)} baris, lihat Yang perlu dikonfirmasi", sources)]
    return [Doubt(f"{row.apa}: {row.nilai}".removesuffix("."), row.sumber) for row in rows]


def doubts_on(page: QWidget) -> list[Doubt]:
    """What the visible marks of a page stand for, each once, in reading order of the tree of widgets."""
    marks = (mark for mark in page.findChildren(UnsureMark) if mark.isVisibleTo(page))
    return list(dict.fromkeys(doubt for mark in marks for doubt in mark.doubts))
