"""The letters: Noto Sans faces, how wide a text is, and its PDF operators split by font subset.

reportlab embeds a font in subsets numbered per document in order of use, so a value in a page
template is not a string but operators. This file and ``document.py`` are the only ones that know reportlab.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from jamsos_desktop.paths import resource

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument
    from reportlab.pdfbase.ttfonts import TTFont

FILES = {"regular": "NotoSans-Regular", "semibold": "NotoSans-SemiBold", "bold": "NotoSans-Bold",
         "condensed": "NotoSans-SemiCondensedSemiBold"}
CAP_HEIGHT = 0.714  # of the size; Noto Sans
_ESCAPES = {ord("\\"): "\\\\", ord("("): "\\(", ord(")"): "\\)"}


def _escaped(byte: int) -> str:
    """A byte inside ( ) of a text operator, in ASCII."""
    return chr(byte) if 32 <= byte < 127 and byte not in _ESCAPES else f"\\{byte:03o}"


class MissingLetter(Exception):
    """The font has no glyph for ``letter``."""

    def __init__(self, letter: str) -> None:
        self.letter = letter
        super().__init__(letter)


class Advances(dict[str, int]):
    """Letter -> advance in 1/1000 of the size; a letter the font lacks raises MissingLetter."""

    def __missing__(self, letter: str) -> int:
        raise MissingLetter(letter)


@cache
def font_of(weight: str) -> tuple[TTFont, Advances]:
    """The registered font of a weight and its advances (read once a process)."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(FILES[weight], str(resource("fonts", FILES[weight] + ".ttf")))
    pdfmetrics.registerFont(font)
    face: Any = font.face
    widths = {chr(code): round(face.getCharWidth(code)) for code in face.charToGlyph if code >= 0x20}
    return font, Advances({letter: width for letter, width in widths.items() if letter.isprintable()})


class Face:
    """One weight in one document."""

    def __init__(self, weight: str, doc: PDFDocument) -> None:
        self._font, self._advances = font_of(weight)
        self._advance: Callable[[str], int] = self._advances.__getitem__
        self._doc = doc
        self._parts: dict[str, tuple[str, str]] = {}
        self.plain = self._part("A")[0]  # the subset that holds all of ASCII, each at its own code

    def em(self, text: str) -> int:
        """Width in 1/1000 of the size; raises MissingLetter."""
        return sum(map(self._advance, text))

    def width(self, text: str, size: float) -> float:
        """Width in points; raises MissingLetter."""
        return self.em(text) * size / 1000

    def _part(self, letter: str) -> tuple[str, str]:
        """The subset of a letter and its escaped code there; asked of reportlab once a letter and document."""
        found = self._parts.get(letter)
        if found is None:
            ((subset, code),) = self._font.splitString(letter, self._doc)
            name = self._font.getSubsetInternalName(subset, self._doc)
            found = self._parts[letter] = (name, "".join(map(_escaped, code)))
        return found

    def show(self, text: str, size: float) -> str:
        """The operators that set ``text`` at the current point: font, size, show; pure ASCII."""
        if text.isascii():
            return f"{self.plain} {size:g} Tf ({text.translate(_ESCAPES)}) Tj"
        parts = [self._part(letter) for letter in text]
        return " ".join(f"{name} {size:g} Tf ({''.join([code for _, code in run])}) Tj"
                        for name, run in groupby(parts, itemgetter(0)))
