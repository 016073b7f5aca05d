"""Where things stand on a printed page, read from the PDF itself: words by their place, boxes by their ink."""

from __future__ import annotations

from functools import cached_property

import pypdfium2

from jamsos_desktop.paper.draw.raster import render

MM = 72 / 25.4
SCALE = 3.0  # pixels a point


class Page:
    """One page; places are points from the lower left, as in the PDF."""

    def __init__(self, pdf: bytes, page: int = 0) -> None:
        self._pdf = pdf
        self._document = pypdfium2.PdfDocument(pdf)
        self._page = self._document[page]
        self.width, self.height = self._page.get_size()
        self._text = self._page.get_textpage()
        self._raster = render(pdf, page, SCALE)

    def all(self, words: str) -> list[tuple[float, float, float, float]]:
        """Every place of these words: left, bottom, right, top; from the top of the page down."""
        search, found = self._text.search(words, match_case=True), []
        while (hit := search.get_next()) is not None:
            at, count = hit
            boxes = [self._text.get_charbox(at + i) for i in range(count) if words[i] != " "]
            found.append((min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes),
                          max(b[3] for b in boxes)))
        return sorted(found, key=lambda box: -box[1])

    def at(self, words: str) -> tuple[float, float, float, float]:
        """The only place of these words."""
        found = self.all(words)
        assert len(found) == 1, f"{words}: {len(found)} places"
        return found[0]

    def between(self, left: float, right: float, middle: float, half: float = 5.0) -> str:
        """The letters in a band around ``middle``, without blanks: line by line from the left."""
        inside = [(round(-y / 6), x, letter) for x, y, letter in self._letters
                  if left <= x <= right and abs(y - middle) <= half]
        return "".join(letter for _, _, letter in sorted(inside))

    def beside(self, label: str, nth: int = 0) -> str:
        """The letters to the right of a label, on its line."""
        _, low, right, top = self.all(label)[nth]
        return self.between(right + 0.5, self.width, (low + top) / 2)

    def row(self, label: str, nth: int = 0) -> str:
        """All letters on the line of a label."""
        _, low, _, top = self.all(label)[nth]
        return self.between(0, self.width, (low + top) / 2)

    @cached_property
    def _letters(self) -> list[tuple[float, float, str]]:
        """Every letter with its left edge and the line it stands on."""
        found = []
        for i in range(self._text.count_chars()):
            letter = self._text.get_text_range(i, 1)
            if letter.strip():
                left, low, _, top = self._text.get_charbox(i, loose=True)
                found.append((left, (low + top) / 2, letter))
        return found

    def ink(self, x: float, y: float, half: float) -> float:
        """How much of the square around a point is dark, 0 to 1."""
        dark = count = 0
        for row in range(round((self.height - y - half) * SCALE), round((self.height - y + half) * SCALE)):
            at = row * self._raster.stride
            for column in range(round((x - half) * SCALE), round((x + half) * SCALE)):
                dark += self._raster.data[at + column * 4] < 128
                count += 1
        return dark / count

    def crossed(self, label: tuple[float, float, float, float]) -> bool:
        """Whether the box before this label is crossed (boxes are 3.44 mm, labels start 4.75 mm from their edge)."""
        left, low, _, top = label
        return self.ink(left - (4.75 - 1.72) * MM, (low + top) / 2, 0.9 * MM) > 0.05

    def cell_crossed(self, head: str, label: str) -> bool:
        """Whether the cell under a column's head, on the line of a label, is crossed."""
        (left, _, right, _), (_, low, _, top) = self.at(head), self.all(label)[0]
        return self.ink((left + right) / 2, (low + top) / 2, 0.9 * MM) > 0.05
