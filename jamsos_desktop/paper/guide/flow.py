"""A chapter as the story of a book: its blocks as what reportlab sets, links told by the page they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, XPreformatted

from jamsos_desktop.paper.guide.looks import PAD, box_style, looks, table_style
from jamsos_desktop.paper.guide.marks import (
    Block,
    Box,
    Code,
    Heading,
    Items,
    Rows,
    Run,
    Shown,
    Words,
    blocks_of,
    plain,
    runs_of,
)
from jamsos_desktop.paper.guide.pictures import Picture, Pixels

LINK = "#17573E"


class ChapterTitle(Paragraph):
    """A heading that the outline and the contents know by its ``key``; ``level`` from 1."""

    def __init__(self, text: str, level: int, key: str) -> None:
        super().__init__(_escaped(text), looks().headings[level - 1])
        self.title, self.level, self.key = text, level, key


class Setter:
    """Sets chapters. ``pages``: key of a heading -> its page, as known from the setting before; a chapter that is not
    in this book has none. ``folder``: where the pictures lie; they are read once."""

    def __init__(self, folder: Path, wide: float, chapters: frozenset[str], read: dict[str, Pixels]) -> None:
        self._folder, self._wide, self._chapters, self._read = folder, wide, chapters, read
        self._pages: Mapping[str, int] = {}
        self._here = ""

    def chapter(self, name: str, text: str, pages: Mapping[str, int]) -> list[Flowable]:
        """The story of one chapter."""
        self._here, self._pages = name, pages
        blocks = list(blocks_of(text))
        story: list[Flowable] = []
        for block, after in zip_longest(blocks, blocks[1:]):
            made = list(self._block(block))
            if isinstance(block, Words) and (isinstance(after, Code) or block.text.endswith(":")):
                made[-1].keepWithNext = 1  # words that announce something never end a page
            story += made
        return story

    def _block(self, block: Block) -> Iterator[Flowable]:
        style = looks()
        match block:
            case Heading():
                key = self._here if block.level == 1 else f"{self._here}#{block.anchor}"
                yield ChapterTitle(plain(block.words), block.level, key)
            case Words():
                yield Paragraph(self._inline(block.text), style.words)
            case Items():
                yield from self._items(block)
            case Rows():
                yield self._table(block.rows)
                yield Spacer(0, 9)
            case Code():
                yield XPreformatted(_escaped(block.text), style.code)
            case Box():
                made = Table([[Paragraph(self._inline(block.text), style.box)]], colWidths=[self._wide])
                made.setStyle(box_style(block.warning))
                yield Spacer(0, 4)
                yield made
                yield Spacer(0, 9)
            case Shown():
                if block.file not in self._read:
                    self._read[block.file] = Pixels.of(self._folder / block.file)
                yield Picture(self._read[block.file])
                yield Spacer(0, 5)

    def _items(self, block: Items) -> Iterator[Flowable]:
        for nth, item in enumerate(block.items, block.start):
            yield Paragraph(self._inline(item), looks().item, bulletText=f"{nth}." if block.start else "•")
        yield Spacer(0, 4)

    def _table(self, rows: tuple[tuple[str, ...], ...]) -> Table:
        style = looks()
        cells = [[Paragraph(self._inline(cell), style.cell if nth else style.head) for cell in row]
                 for nth, row in enumerate(rows)]
        made = Table(cells, colWidths=widths(rows, self._wide), repeatRows=1)
        made.setStyle(table_style())
        return made

    # Words.

    def _inline(self, text: str) -> str:
        return "".join(self._run(run) for run in runs_of(text))

    def _run(self, run: Run) -> str:
        match run.kind:
            case "taut":
                return self._link(run)
            case "kode":
                return f'<font backColor="#EDF2EF">{_escaped(run.words)}</font>'
            case "tebal":
                return f"<b>{self._inline(run.words)}</b>"
            case "miring":
                return f"“{self._inline(run.words)}”"
        return _escaped(run.words)

    def _link(self, run: Run) -> str:
        """The words; with the page they lead to, where this book has it."""
        path, _, anchor = run.target.partition("#")
        name = path.removesuffix(".md") or self._here
        if name not in self._chapters:
            return self._inline(run.words)
        key = f"{name}#{anchor}" if anchor else name
        page = self._pages.get(key, 0) or "00"
        return f'<a href="#{key}" color="{LINK}">{self._inline(run.words)}</a> (hal.\u00a0{page})'


def _escaped(text: str) -> str:
    return escape(text)


def widths(rows: Iterable[tuple[str, ...]], room: float) -> list[float]:
    """How wide the columns of a table are: none narrower than its longest word, the rest by how much they say."""
    style = looks()
    columns = list(zip(*((_set(cell) for cell in row) for row in rows), strict=True))
    least = [max(_wide(word, style.head.fontName, style.cell.fontSize) for cell in column
                 for word in (cell.split() or [""])) + 2 * PAD + 1 for column in columns]
    whole = [max(_wide(cell, style.head.fontName, style.cell.fontSize) for cell in column) + 2 * PAD + 1
             for column in columns]
    over = [most - less for most, less in zip(whole, least, strict=True)]
    spare = room - sum(least)
    if sum(whole) <= room:
        return [*whole[:-1], whole[-1] + room - sum(whole)]
    share = [most ** 0.75 for most in over]  # a long column gives way to short ones
    return [less + spare * part / sum(share) for less, part in zip(least, share, strict=True)]


def _set(cell: str) -> str:
    """About what is set of a cell: links are followed by their page."""
    return "".join(f"{plain(run.words)} (hal.\u00a00)" if run.kind == "taut" else plain(run.words)
                   for run in runs_of(cell))


def _wide(text: str, font: str, size: float) -> float:
    wide: float = stringWidth(text, font, size)
    return wide
