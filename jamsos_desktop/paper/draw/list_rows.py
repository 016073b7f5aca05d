"""The rows of a list that fit on their lines: columns compiled once into one format, a row is one ``%``.

Every column starts at a fixed point of the row; what is centred or stands at the right is moved back by its own width
inside the text operator, so no cell depends on the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from jamsos_desktop.paper.draw.document import MM, Document
from jamsos_desktop.paper.draw.faces import Face, MissingLetter
from jamsos_desktop.paper.draw.flow import PAD
from jamsos_desktop.paper.draw.form import letter_problem
from jamsos_desktop.paper.draw.ink import baseline, n

TICK, BOX = "\u2713", "\u25a1"  # drawn: the font has neither
_BACK = {"left": 0.0, "center": 0.5, "right": 1.0}  # how much of its width a text is moved back
_BRACKETS = re.compile(r"[()\\]")
FOLDS = "\n"  # instead of operators: this cell takes more than a line
KEPT = 2000  # texts a column remembers


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column. ``w``: mm, scaled so that all columns fill the content; ``align``: left, center or right.

    ``weight``: of its texts. ``group``: a head over this column and its neighbours with the same group.
    """

    head: str
    w: float
    align: str = "left"
    weight: str = "regular"
    group: str = ""


class _Cells:
    """The cells of one column. Texts that come again (a job, a fund, a day) are set once."""

    def __init__(self, face: Face, size: float, room: float, align: str) -> None:
        self._face, self._size, self._back = face, size, _BACK[align]
        self._room = int(room * MM * 1000 / size)
        self.kept: dict[str, str] = {"": "", TICK: FOLDS, BOX: FOLDS}

    def shown(self, text: str) -> str:
        """The operators of a text on one line, or FOLDS; raises MissingLetter."""
        face = self._face
        if "\n" in text:
            for line in text.split("\n"):
                face.em(line)
            return FOLDS
        em = face.em(text)
        if em > self._room:
            found = FOLDS
        elif text.isascii() and not _BRACKETS.search(text):
            found = f"[{em * self._back:.0f} ({text})] TJ" if self._back else f"({text}) Tj"
        else:  # perhaps of another subset: the row's font is restored
            back = f"[{em * self._back:.0f}] TJ " if self._back else ""
            found = f"{back}{face.show(text, self._size)} {face.plain} {self._size:g} Tf"
        if len(self.kept) < KEPT:
            self.kept[text] = found
        return found


class RowPlan:
    """Where the cells of a row stand. ``left``: mm from the paper's edge to the content, ``width`` mm wide."""

    def __init__(self, doc: Document, columns: Sequence[ListColumn], size: float, left: float, width: float) -> None:
        scale = width / sum(column.w for column in columns)
        self.widths = [column.w * scale for column in columns]
        self.edges = [0.0, *accumulate(self.widths)]
        self._columns, self._size = columns, size
        self._faces: list[Face] = [doc.faces[column.weight] for column in columns]
        self._cells = [_Cells(face, size, wide - 2 * PAD, column.align)
                       for face, wide, column in zip(self._faces, self.widths, columns, strict=True)]
        self._format = self._compiled(left)

    def _compiled(self, left: float) -> str:
        starts = [(left + edge + PAD + (wide - 2 * PAD) * _BACK[column.align]) * MM
                  for edge, wide, column in zip(self.edges, self.widths, self._columns, strict=False)]
        parts, at, font = [], 0.0, ""
        for i, (start, face) in enumerate(zip(starts, self._faces, strict=True)):
            parts.append(f"{n(start - at)} 0 Td" if i else f"1 0 0 1 {n(start)} %.2f Tm")
            if face.plain != font:
                parts.append(f"{face.plain} {self._size:g} Tf")
            parts.append("%s")
            at, font = start, face.plain
        return " ".join(parts)

    def set(self, cells: Sequence[str], middle: float) -> str:
        """The text operators of a row whose capitals have their middle ``middle`` points from the bottom."""
        return self._format % (baseline(middle, self._size), *cells)

    def cells(self, texts: Sequence[str], row: int) -> list[str] | None:
        """The operators of every cell; None when one needs more than a line, or is drawn.

        ``row`` (from 1) and the column name the place of a letter that the font lacks: Problem HURUF_TIDAK_ADA.
        """
        out: list[str] = []
        try:
            for cells, text in zip(self._cells, texts, strict=True):
                found = cells.kept.get(text)
                out.append(cells.shown(text) if found is None else found)
        except MissingLetter as missing:
            words = self._columns[len(out)].head.replace("\n", " ")
            raise letter_problem("", missing.letter, f"Baris {row}, kolom {words},") from None
        return None if FOLDS in out else out
