"""The pages of a report: letterhead and title on the first, date, source and "halaman x dari y" at every foot."""

from __future__ import annotations

from collections.abc import Sequence

from jamsos_desktop.model.report import Report
from jamsos_desktop.paper.draw.document import MM, Document
from jamsos_desktop.paper.draw.faces import Face, MissingLetter
from jamsos_desktop.paper.draw.fit import fit, wrap
from jamsos_desktop.paper.draw.ink import Ink
from jamsos_desktop.paper.draw.layout import MARGINS, WIDTH
from jamsos_desktop.paper.draw.marks import trace
from jamsos_desktop.paper.draw.words import DAGGER
from jamsos_desktop.paper.sheets import PrintContext
from jamsos_desktop.paper.unit import unit_values
from jamsos_desktop.texts import day_name

FOOT = 14.0  # mm kept free at the foot of every page
TOP = 12.0  # mm from the top where later pages begin
ELSEWHERE = f". {DAGGER} Belum dikonfirmasi, lihat Catatan."  # a mark on a page before the one with the notes


def drawable(face: Face, text: str) -> str:
    """The text with a question mark for each letter the font lacks: one odd name must not stop a report."""
    while True:
        try:
            face.em(text)
            return text
        except MissingLetter as missing:
            text = text.replace(missing.letter, "?")


class Pages:
    """A cursor ``y`` (mm from the top) down the pages of a report ``width`` mm wide."""

    def __init__(self, doc: Document, ctx: PrintContext, report: Report) -> None:
        self._doc, self._ctx, self._report = doc, ctx, report
        self._left = MARGINS[ctx.kertas][0]
        lies = doc.width > doc.height
        self.width = doc.width / MM - 2 * self._left if lies else WIDTH
        self._bodies: list[Ink] = []
        self.ink, self.y = self._fresh(), TOP

    def _fresh(self) -> Ink:
        return Ink(self._doc.height, self._left)

    def face(self, weight: str) -> Face:
        """The font of a weight, as embedded in this document."""
        return self._doc.faces[weight]

    def text(self, weight: str, size: float, x: float, y: float, text: str, align: str = "left",
             colour: str = "") -> None:
        """One line; ``y`` is the middle of its capitals."""
        face = self.face(weight)
        self.ink.text(face, size, x, y, drawable(face, text), align=align, colour=colour)

    def fitted(self, weight: str, size: float, x: float, y: float, width: float, text: str,
               align: str = "left") -> None:
        """One line in ``width`` mm, set smaller when it is long."""
        text = drawable(self.face(weight), text)
        found = fit(self.face(weight), text, size, width * MM, 1, least=5.0)
        self.text(weight, found.size if found else 5.0, x, y, text, align)

    def paragraph(self, weight: str, size: float, x: float, width: float, text: str, lead: float) -> None:
        """Words folded to ``width`` mm from ``y`` down, onto the next page when they do not fit."""
        for line in wrap(self.face(weight), drawable(self.face(weight), text), size, width * MM):
            self.room(lead)
            self.text(weight, size, x, self.y + lead / 2, line)
            self.y += lead

    @property
    def low(self) -> float:
        return self._doc.height / MM - FOOT

    def room(self, tall: float) -> bool:
        """Take a new page when ``tall`` mm do not fit; True when it did."""
        if self.y + tall <= self.low:
            return False
        self._bodies.append(self.ink)
        self.ink, self.y = self._fresh(), TOP
        return True

    def head(self) -> None:
        """Letterhead, title, what and of which day."""
        kop = unit_values(self._ctx.unit)
        middle = self.width / 2
        for key, weight, size in (("kop.2", "semibold", 9.0), ("kop.3", "bold", 11.5)):
            if kop[key]:
                self.fitted(weight, size, middle, self.y, self.width, kop[key], "center")
                self.y += 5.0
        self.ink.line(0, self.y - 1.2, self.width, self.y - 1.2, line=1.2)
        self.y += 4.2
        self.fitted("bold", 13, 0, self.y, self.width, self._report.judul)
        self.y += 5.2
        self.fitted("regular", 9, 0, self.y, self.width,
                    f"{self._report.lingkup} \u00b7 keadaan {day_name(self._report.hari)}")
        self.y += 5.0

    def notes(self, heading: str, lines: Sequence[str]) -> None:
        """Small numbered lines under a heading."""
        if not lines:
            return
        self.room(12)
        self.y += 2.5
        self.text("bold", 8, 0, self.y, heading)
        self.y += 2.5
        for nth, line in enumerate(lines, 1):
            first = self.y
            if self.room(3.4):
                first = self.y
            self.text("regular", 7.5, 0, first + 1.7, f"{nth}.")
            self.paragraph("regular", 7.5, 4.5, self.width - 4.5, line, 3.4)

    def done(self) -> int:
        """Set the feet and give all pages to the document; returns how many."""
        inks = [*self._bodies, self.ink]
        low = self._doc.height / MM - FOOT + 5.5
        said = f"Sumber: {self._report.sumber}"
        for nth, ink in enumerate(inks, 1):
            ink.line(0, low - 3, self.width, low - 3, line=0.5, grey=0.4)
            more = ELSEWHERE if ink.unsaid else ""
            ink.text(self.face("regular"), 7, 0, low, drawable(self.face("regular"), said + more))
            ink.text(self.face("regular"), 6.4, 0, low + 3.2, drawable(self.face("regular"), trace(self._ctx)))
            ink.text(self.face("regular"), 7, self.width, low, f"Halaman {nth} dari {len(inks)}", align="right")
            self._doc.page((), ink.operators())
        return len(inks)
