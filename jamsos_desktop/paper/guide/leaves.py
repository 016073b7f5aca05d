"""The pages of the printed guide: cover, contents, and the head and foot of every other page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from jamsos_desktop.paper.draw.document import MM, SIZES
from jamsos_desktop.paper.guide.flow import ChapterTitle
from jamsos_desktop.paper.guide.looks import BOLD, GREEN, INK, QUIET, REGULAR, RULE, SEMIBOLD, SHADE
from jamsos_desktop.texts import long_date

LEFT, RIGHT, TOP, BOTTOM = 25.0, 18.0, 24.0, 20.0  # mm; the left one is wide enough for punched holes
BETWEEN = 9.0  # mm, the two columns of the contents
WRITTEN = ("Desa atau kantor", "Disimpan oleh", "Telepon DPMD", "Telepon petugas TIK")  # by pen, on the cover


class Cover(NamedTuple):
    """What tells one book from another. ``whose``: "untuk desa"; ``pages``: how many the setting before had."""

    whose: str
    version: str
    day: date
    pages: int


class Line(NamedTuple):
    """A line of the contents: a part (no key), a chapter, or a heading of one."""

    level: int
    words: str
    key: str = ""
    page: int = 0


class Leaves(BaseDocTemplate):
    """One setting of the book, into memory; ``places`` then tells the page of every heading."""

    def __init__(self, kertas: str, cover: Cover) -> None:
        self.file, self.cover = BytesIO(), cover
        wide, high = (side * MM for side in SIZES[kertas])
        super().__init__(self.file, pagesize=(wide, high), invariant=1, pageCompression=1, lang="id",
                         initialFontName=REGULAR, title=f"Panduan Jamsos Desa {cover.whose}", author="",
                         creator="Jamsos Desa", displayDocTitle=True)
        self.room = wide - (LEFT + RIGHT) * MM
        tall, half = high - (TOP + BOTTOM) * MM, (self.room - BETWEEN * MM) / 2
        whole = Frame(LEFT * MM, BOTTOM * MM, self.room, tall, 0, 0, 0, 0)
        halves = [Frame(x, BOTTOM * MM, half, tall, 0, 0, 0, 0) for x in (LEFT * MM, wide - RIGHT * MM - half)]
        self.addPageTemplates([PageTemplate("sampul", [whole], onPage=draw_cover),
                               PageTemplate("daftar", halves, onPageEnd=draw_frame),
                               PageTemplate("isi", [whole], onPageEnd=draw_frame)])
        self.places: dict[str, int] = {}
        self.running = ""

    def afterFlowable(self, flowable: Flowable) -> None:
        """A heading was set: it gets its place in the outline and in the contents."""
        if not isinstance(flowable, ChapterTitle):
            return
        canvas: Any = self.canv
        frame: Any = self.frame
        self.places[flowable.key] = self.page
        canvas.bookmarkHorizontal(flowable.key, 0, frame._y + flowable.height + 10)
        if flowable.level < 3:
            canvas.addOutlineEntry(flowable.title, flowable.key, flowable.level - 1, closed=1)
        if flowable.level == 1:
            self.running = flowable.title

    def set_story(self, story: list[Flowable]) -> Iterator[str]:
        """Set the story piece by piece and end the file; yields the chapter whenever another one begins."""
        base: Any = self  # its published types lack the parts of ``build`` used here
        base._startBuild(self.file)
        canvas: Any = self.canv
        canvas._doctemplate = self
        told = ""
        while story:
            self.clean_hanging()
            self.handle_flowable(story)
            if self.running != told:
                told = self.running
                yield told
        del canvas._doctemplate
        base._endBuild()


def front(lines: Sequence[Line]) -> list[Flowable]:
    """The cover and the contents."""
    return [NextPageTemplate("daftar"), PageBreak(), ChapterTitle("Daftar isi", 1, "daftar-isi"),
            *(ContentsLine(line) for line in lines), NextPageTemplate("isi"), PageBreak()]


class ContentsLine(Flowable):
    """One line of the contents with dots to its page, leading there."""

    ABOVE, HIGH = (14.0, 4.0, 0.0), (19.0, 16.0, 12.4)

    def __init__(self, line: Line) -> None:
        super().__init__()
        self._line, self.height = line, self.HIGH[line.level]
        self.keepWithNext = line.level < 2

    def getSpaceBefore(self) -> float:
        """More above a part than above a heading."""
        return self.ABOVE[self._line.level]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """As wide as the column."""
        self.width = aW
        return self.width, self.height

    def draw(self) -> None:
        """Words, dots, page."""
        canvas: Any = self.canv
        line = self._line
        font, size = ((BOLD, 11.0), (SEMIBOLD, 9.8), (REGULAR, 8.8))[line.level]
        canvas.setFont(font, size)
        canvas.setFillColor(GREEN if line.level == 0 else INK if line.level == 1 else QUIET)
        start = (0.0, 0.0, 10.0)[line.level]
        canvas.drawString(start, 3, line.words)
        if not line.key:
            return
        page = str(line.page or "00")
        canvas.drawRightString(self.width, 3, page)
        dots = self.width - stringWidth(page, font, size) - start - stringWidth(line.words, font, size) - 12
        canvas.setFillColor(RULE)
        canvas.drawRightString(self.width - stringWidth(page, font, size) - 5, 3,
                               "." * int(dots / stringWidth(".", font, size)))
        canvas.linkRect("", line.key, (0, 0, self.width, self.height), relative=1)


def draw_frame(canvas: Any, leaves: Leaves) -> None:
    """The head and the foot of a page of the book."""
    wide, high = leaves.pagesize
    left, right = LEFT * MM, wide - RIGHT * MM
    canvas.saveState()
    canvas.setFont(REGULAR, 8.5)
    canvas.setFillColor(QUIET)
    canvas.drawString(left, high - 14 * MM, f"Panduan Jamsos Desa {leaves.cover.whose}")
    canvas.drawRightString(right, high - 14 * MM, leaves.running)
    canvas.drawString(left, 11 * MM, _issue(leaves.cover))
    canvas.drawRightString(right, 11 * MM, f"Halaman {leaves.page} dari {leaves.cover.pages or '00'}")
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.6)
    for y in (high - 16 * MM, 15 * MM):
        canvas.line(left, y, right, y)
    canvas.restoreState()


def draw_cover(canvas: Any, leaves: Leaves) -> None:
    """The first page: what this is, of which day, and lines for the pen."""
    wide, high = leaves.pagesize
    left = LEFT * MM
    canvas.setFillColor(GREEN)
    canvas.rect(0, high - 112 * MM, wide, 112 * MM, stroke=0, fill=1)
    canvas.setFillColor(SHADE)
    canvas.setFont(SEMIBOLD, 15)
    canvas.drawString(left, high - 52 * MM, "Jamsos Desa")
    canvas.setFont(BOLD, 38)
    canvas.drawString(left, high - 70 * MM, "Panduan")
    canvas.setFont(REGULAR, 20)
    canvas.drawString(left, high - 82 * MM, leaves.cover.whose)
    canvas.setFont(REGULAR, 11)
    canvas.drawString(left, high - 102 * MM, _issue(leaves.cover))
    canvas.setFillColor(INK)
    canvas.setFont(REGULAR, 11)
    for at, words in enumerate(("Semua yang ada di buku ini juga tampil di program.",
                                "Tekan F1 atau Ctrl+H di halaman mana pun.")):
        canvas.drawString(left, high - (130 + 7 * at) * MM, words)
    canvas.setStrokeColor(QUIET)
    canvas.setLineWidth(0.6)
    for at, words in enumerate(WRITTEN):
        y = high - (172 + 14 * at) * MM
        canvas.drawString(left, y, words)
        canvas.line(left + 48 * MM, y - 2, wide - RIGHT * MM, y - 2)


def _issue(cover: Cover) -> str:
    return f"Versi {cover.version}, {long_date(cover.day)}"
