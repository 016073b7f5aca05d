"""The hand that sets letters down the pages of a frame: words of mixed weight, points, data, small tables, ticks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from jamsos_desktop.paper.draw.document import MM
from jamsos_desktop.paper.draw.faces import MissingLetter
from jamsos_desktop.paper.draw.fit import wrap
from jamsos_desktop.paper.draw.flow import Cell, Flow, Piece
from jamsos_desktop.paper.draw.form import letter_problem
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.keys import known, label
from jamsos_desktop.paper.draw.keys import parts_of as parts
from jamsos_desktop.paper.draw.letter_words import MARK

SIZE = 10.0  # pt, of the words of a letter
SPREAD = 0.5  # mm of lead for each point of size
AFTER, BETWEEN = 0.18, 0.06  # mm for each point of size: below a paragraph, between points
POINT, BOX = 6.4, 3.44  # mm: width of "1."; side of a box to tick
LABEL = 46.0  # mm: where the colon of a row of data stands
TITLE = 11.5
ROW, HEAD = 5.8, 6.6  # mm, least heights of a small table
TABLE = 8.25  # pt
TICK = "\u2713"  # as the text of a cell: a drawn tick
DOTS = "." * 30
PEN_ROW, RULED = 1.2, 100.0  # mm: more height for a row the pen fills, and the longest rule

Word = list[tuple[str, str]]  # fragments (weight, text) with no blank between


@dataclass(frozen=True, slots=True)
class LetterTable:
    """A small ruled table: (head, mm, align) by column, scaled to the page; ``total`` stands bold below.

    A cell that says TICK gets a drawn one.
    """

    columns: tuple[tuple[str, float, str], ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()


def unchanged(text: str) -> str:
    """Words as they are."""
    return text


@dataclass(slots=True)
class Letter:
    """A letter on the pages of ``frame``. Templates have ``{name}`` for ``values`` and ``**bold**``.

    ``reword`` is asked of the words of a template, never of a value: a kelurahan says desa otherwise. A value's own
    signs are never read as a template. Every method raises Problem HURUF_TIDAK_ADA for a letter the font lacks.
    """

    frame: Frame
    values: Mapping[str, str]
    size: float = SIZE
    reword: Callable[[str], str] = unchanged
    flow: Flow = field(init=False)

    def __post_init__(self) -> None:
        self.flow = self.frame.flow()

    @property
    def lead(self) -> float:
        """mm from line to line of its words."""
        return self.size * SPREAD

    @property
    def after(self) -> float:
        """mm of air below a paragraph."""
        return self.size * AFTER

    # Words.

    def text(self, template: str, x: float = 0.0, width: float | None = None, *, size: float = 0.0,
             weight: str = "regular", align: str = "left", reword: bool = True) -> None:
        """Folded words from the cursor down; ``x`` mm is their left edge; centred within ``width`` when asked."""
        runs = self._runs(template, weight, self.reword if reword else unchanged)
        self._fold(runs, x, width or self.flow.width - x, size or self.size, align)

    def plain(self, text: str, x: float = 0.0, width: float | None = None, *, size: float = 0.0,
              weight: str = "regular", align: str = "left") -> None:
        """The same for words from outside, which are no template."""
        self._fold([(weight, text)], x, width or self.flow.width - x, size or self.size, align)

    def _fold(self, runs: Sequence[tuple[str, str]], x: float, width: float, size: float, align: str) -> None:
        lines, lead = self._lines(runs, size, width), size * SPREAD
        self.flow.room(lead * min(2, len(lines)))
        for line in lines:
            self.flow.room(lead)
            self._set(line, size, x, width, align)
            self.flow.y += lead

    def paragraph(self, template: str) -> None:
        """A paragraph and the air below it."""
        self.text(template)
        self.flow.y += self.after

    def points(self, templates: Sequence[str], marks: str = "1", x: float = 0.0, *, reword: bool = True) -> None:
        """Points with ``1.``, ``a.`` or a dash before them."""
        for at, template in enumerate(templates):
            self.flow.room(self.lead * 2)
            shown = {"1": f"{at + 1}.", "a": f"{chr(97 + at)}."}.get(marks, "\u2013")
            self.flow.line(Piece(shown, size=self.size), x)
            self.text(template, x + POINT, reword=reword)
            self.flow.y += self.size * BETWEEN
        self.flow.y += self.after - self.size * BETWEEN

    def ticks(self, templates: Sequence[str]) -> None:
        """Boxes that somebody ticks with a pen; the program never does."""
        for template in templates:
            self.flow.room(self.lead * 2)
            self.flow.ink.rect(0, self.flow.y - BOX / 2, BOX, BOX)
            self.text(template, POINT)
            self.flow.y += 2 * self.size * BETWEEN
        self.flow.y += self.after - 2 * self.size * BETWEEN

    def title(self, template: str, *under: str) -> None:
        """What it is, in the middle and bold; plain lines of usual size under it."""
        self.text(template, size=TITLE, weight="bold", align="center")
        for each in under:
            self.plain(each, size=9.0, align="center")
        self.flow.y += 4.0

    def bar(self, template: str) -> None:
        """A tinted bar with a heading, as on the forms."""
        self.flow.room(5.2 + self.lead * 3)
        self.flow.y += 0.6
        top = self.flow.y - 2.6
        self.flow.ink.rect(0, top, self.flow.width, 4.6, fill="bar")
        self.flow.y = top + 2.3
        self.text(template, 1.6, size=8.25, weight="bold")
        self.flow.y = top + 4.6 + self.lead / 2 + 1.0

    def data(self, rows: Sequence[tuple[str, str]], x: float = 6.0) -> None:
        """Rows of data: label, colon, value; a value that is not known leaves a rule for the pen."""
        for name, value in rows:
            at = x + LABEL + 3.0
            lines = self._value(name, value, self.flow.width - at) if value else []
            tall = self.lead * max(1, len(lines)) + (0.0 if value else PEN_ROW)
            self.flow.room(tall)
            self.flow.y += 0.0 if value else PEN_ROW
            self.flow.line(Piece(name, size=self.size), x)
            self.flow.line(Piece(":", size=self.size), x + LABEL)
            if not value:
                low = self.flow.y + self.size * 0.18
                self.flow.ink.line(at, low, min(at + RULED, self.flow.width), low, line=0.6, grey=0.47)
                self.flow.y += self.lead
            for line in lines:
                self.flow.line(line, at)
                self.flow.y += self.lead
        self.flow.y += self.after

    def _value(self, name: str, value: str, width: float) -> list[Piece]:
        try:
            self.frame.doc.faces["semibold"].em(value)
        except MissingLetter as missing:
            raise letter_problem("", missing.letter, name) from None
        return self.flow.folded(Piece(value, "semibold", self.size), width, 2, 7.5)

    def table(self, table: LetterTable, below: float = 0.0) -> None:
        """A ruled table; its heads stand again on a new page. Its last two rows stay with the ``below`` mm that follow:
        nobody signs on a page without people."""
        scale = self.flow.width / sum(w for _, w, _ in table.columns)

        def heads() -> None:
            self.flow.row([Cell(w * scale, (Piece(head, "semibold", 7.5),), "center" if align == "left" and w < 12
                                else align, head=True) for head, w, align in table.columns], HEAD)

        def row(texts: Sequence[str], weight: str) -> list[Cell]:
            return [Cell(w * scale, align="center", tick=True) if text == TICK else
                    Cell(w * scale, (Piece(text, weight, TABLE),), align)
                    for text, (_, w, align) in zip(texts, table.columns, strict=True)]

        self.flow.y -= self.lead / 2 - 0.6
        self.flow.room(HEAD + 2 * ROW)
        heads()
        for nth, texts in enumerate(table.rows, 1):
            if below and nth == max(1, len(table.rows) - 1):
                last = sum(self.flow.tall(row(each, "regular"), ROW) for each in table.rows[nth - 1:])
                self.flow.room(last + below, heads)
            self.flow.row(row(texts, "regular"), ROW, heads)
        if table.total:
            self.flow.row(row(table.total, "semibold"), ROW, heads)
        self.flow.y += self.lead / 2 + self.after + 1.0

    # How words stand.

    def _runs(self, template: str, weight: str, reword: Callable[[str], str]) -> list[tuple[str, str]]:
        return [("bold" if at % 2 else weight, reword(literal) + (self.values[name] if name else ""))
                for at, piece in enumerate(template.split("**")) for literal, name in parts(piece)]

    def _lines(self, runs: Sequence[tuple[str, str]], size: float, width: float) -> list[list[Word]]:
        try:
            return self._folded(_words(runs), size, width * MM)
        except MissingLetter as missing:
            raise letter_problem("", missing.letter, self._holder(missing.letter)) from None

    def _holder(self, letter: str) -> str:
        """What people call the value that has this letter, as far as it is one of the fields."""
        found = (label(name) for name, value in self.values.items() if letter in value and known(name))
        return next(found, "Isi surat")

    def _folded(self, words: Sequence[Word], size: float, width: float) -> list[list[Word]]:
        faces = self.frame.doc.faces
        lines: list[list[Word]] = [[]]
        used, blank = 0.0, faces["regular"].width(" ", size)
        for word in words:
            for part in self._broken(word, size, width):
                wide = sum(faces[weight].width(text, size) for weight, text in part)
                if lines[-1] and used + blank + wide > width:
                    lines.append([])
                    used = 0.0
                used += wide + (blank if lines[-1] else 0.0)
                lines[-1].append(part)
        return lines

    def _broken(self, word: Word, size: float, width: float) -> list[Word]:
        """A word that is wider than a line in pieces, whole otherwise."""
        faces = self.frame.doc.faces
        if sum(faces[weight].width(text, size) for weight, text in word) <= width:
            return [word]
        weight = word[0][0]
        return [[(weight, text)] for text in wrap(faces[weight], "".join(text for _, text in word), size, width)]

    def _set(self, line: list[Word], size: float, x: float, width: float, align: str) -> None:
        faces = self.frame.doc.faces
        runs: list[tuple[str, str]] = []
        for at, word in enumerate(line):
            for nth, (weight, text) in enumerate(word):
                shown = (" " if at and not nth else "") + text
                if runs and runs[-1][0] == weight:
                    runs[-1] = (weight, runs[-1][1] + shown)
                else:
                    runs.append((weight, shown))
        wide = [faces[weight].width(text, size) / MM for weight, text in runs]
        at_x = x + (width - sum(wide)) / 2 if align == "center" else x
        for (weight, text), each in zip(runs, wide, strict=True):
            self.flow.line(Piece(text, weight, size), at_x)
            at_x += each


def _words(runs: Sequence[tuple[str, str]]) -> list[Word]:
    """Runs of one weight as words; where no blank is between two runs they make one word."""
    words: list[Word] = []
    glued = False
    for weight, text in runs:
        for at, piece in enumerate(text.split()):
            if glued and at == 0 and not text[0].isspace():
                words[-1].append((weight, piece))
            elif piece == MARK.strip() and words:
                words[-1].append((weight, MARK))  # never alone on a line
            else:
                words.append([(weight, piece)])
        if text:
            glued = not text[-1].isspace()
    return words
