"""The whole guide as one PDF: set until every page number in it is the page it leads to.

The same chapters, version, day and paper give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.paper.draw.document import MM, SIZES
from jamsos_desktop.paper.guide.marks import Heading, blocks_of, plain

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from jamsos_desktop.paper.guide.leaves import Leaves, Line
    from jamsos_desktop.paper.guide.pictures import Pixels

USUAL_SETTINGS, MOST_SETTINGS = 2, 6


class BookPart(NamedTuple):
    """A part with its chapters, each by its name and as written."""

    title: str
    chapters: tuple[tuple[str, str], ...]


class BookOrder(NamedTuple):
    """``whose``: "untuk desa"; ``folder``: what the pictures are named from; ``kertas``: A4 or F4."""

    whose: str
    version: str
    day: date
    kertas: str
    folder: Path


def guide_book(parts: tuple[BookPart, ...], order: BookOrder) -> Job[bytes]:
    """The PDF; a step for each chapter of each setting. Raises OSError when a picture cannot be read."""
    many = 1 + sum(len(part.chapters) for part in parts)  # the contents too
    pages: dict[str, int] = {"": 0}
    chapters = _Chapters(parts, order)
    for nth in range(MOST_SETTINGS):
        made = chapters.leaves(pages)
        for at, title in enumerate(made.set_story(chapters.story(pages, made.room)), nth * many + 1):
            yield Progress(at, max(USUAL_SETTINGS, nth + 1) * many, title)
        found = {**made.places, "": made.page}
        if found == pages:
            break
        pages = found
    return made.file.getvalue()


class _Chapters:
    """What every setting of a book is made from."""

    def __init__(self, parts: tuple[BookPart, ...], order: BookOrder) -> None:
        from jamsos_desktop.paper.guide.looks import looks

        looks()  # the letters are there before the first page is drawn
        self._parts, self._order = parts, order
        self._names = frozenset(name for part in parts for name, _ in part.chapters)
        self._read: dict[str, Pixels] = {}

    def leaves(self, pages: Mapping[str, int]) -> Leaves:
        """Empty pages; ``pages``: key of a heading -> its page, "" -> how many there are."""
        from jamsos_desktop.paper.guide.leaves import Cover, Leaves

        order = self._order
        return Leaves(order.kertas, Cover(order.whose, order.version, order.day, pages[""]))

    def story(self, pages: Mapping[str, int], room: float) -> list[Flowable]:
        """Cover, contents and every chapter; one begins on a new page unless more than half of the last is free."""
        from reportlab.platypus import CondPageBreak

        from jamsos_desktop.paper.guide.flow import Setter
        from jamsos_desktop.paper.guide.leaves import BOTTOM, TOP, front

        setter = Setter(self._order.folder, room, self._names, self._read)
        story = front(list(self._contents(pages)))
        half = (SIZES[self._order.kertas][1] - TOP - BOTTOM) / 2 * MM
        for part in self._parts:
            for name, text in part.chapters:
                story += [CondPageBreak(half), *setter.chapter(name, text, pages)]
        return story

    def _contents(self, pages: Mapping[str, int]) -> Iterator[Line]:
        from jamsos_desktop.paper.guide.leaves import Line

        for part in self._parts:
            yield Line(0, part.title)
            for name, text in part.chapters:
                for block in blocks_of(text):
                    if isinstance(block, Heading) and block.level < 3:
                        key = name if block.level == 1 else f"{name}#{block.anchor}"
                        yield Line(block.level, plain(block.words), key, pages.get(key, 0))
