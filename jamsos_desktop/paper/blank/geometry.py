"""Where things stand on a page of a PDF of unknown make: what is seen of it, turned, from its lower left corner."""

from __future__ import annotations

from typing import Any, NamedTuple

from jamsos_desktop.paper.blank.parts import Unfitting, got, plain

_LEAST, _MOST = 140.0, 1500.0  # points; 50 to 530 mm
Matrix = tuple[float, float, float, float, float, float]
Rect = tuple[float, float, float, float]


class Seen(NamedTuple):
    """The visible box of a page in its own coordinates, and the matrix that brings it to 0, 0, width, height."""

    box_of: Rect
    matrix: Matrix
    width: float
    height: float

    @classmethod
    def of(cls, page: Any) -> Seen:
        """Of a page of pypdf. Raises Unfitting for sizes no paper has."""
        x0, y0, x1, y1 = _seen_box(page)
        unit = float(got(page, "/UserUnit", 1))
        turned = int(got(page, "/Rotate", 0)) % 360
        plain: dict[int, Matrix] = {0: (1, 0, 0, 1, -x0, -y0), 90: (0, -1, 1, 0, -y0, x1), 180: (-1, 0, 0, -1, x1, y1),
                                    270: (0, 1, -1, 0, y1, -x0)}
        if turned not in plain:
            raise Unfitting("punya halaman yang miring")
        matrix = tuple(unit * number for number in plain[turned])
        wide, high = (unit * (x1 - x0), unit * (y1 - y0))
        width, height = (high, wide) if turned in (90, 270) else (wide, high)
        if not (_LEAST <= width <= _MOST and _LEAST <= height <= _MOST):
            raise Unfitting("punya halaman yang bukan ukuran kertas")
        return cls((x0, y0, x1, y1), matrix, width, height)  # type: ignore[arg-type]  # six of six

    @property
    def sideways(self) -> bool:
        """Whether it is turned by a quarter."""
        return self.matrix[0] == 0

    def box(self, rect: Rect) -> Rect:
        """A box of the page as (x, y, w, h) from the lower left corner of what is seen."""
        return _around(self.matrix, rect)


def seen_part(seen: Seen) -> str:
    """BBox and Matrix of a form XObject that draws what is seen of a page."""
    return f"/BBox [{_numbers(seen.box_of)}] /Matrix [{_numbers(seen.matrix)}]"


def appearance_matrix(annotation: Any, appearance: Any) -> str:
    """What brings the appearance of an annotation into its rectangle (PDF 32000-1, 12.5.5)."""
    x0, y0, w, h = _around((1, 0, 0, 1, 0, 0), rect_of(annotation))
    box: Rect = _four(got(appearance, "/BBox"), (0.0, 0.0, w, h))
    given = [float(plain(number)) for number in got(appearance, "/Matrix", (1, 0, 0, 1, 0, 0))]
    bx, by, bw, bh = _around(tuple(given), box)  # type: ignore[arg-type]  # six of six
    across, along = (w / bw if bw else 1.0), (h / bh if bh else 1.0)
    return _numbers((across, 0, 0, along, x0 - bx * across, y0 - by * along))


def rect_of(annotation: Any) -> Rect:
    """The rectangle of an annotation as it is written."""
    return _four(got(annotation, "/Rect"), (0.0, 0.0, 0.0, 0.0))


def _seen_box(page: Any) -> Rect:
    """What is seen of a page in its own coordinates: as much of the CropBox as lies on the sheet."""
    (x0, y0, x1, y1), (left, low, right, top) = (
        (min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right), max(box.bottom, box.top))
        for box in (page.cropbox, page.mediabox))
    return max(float(x0), float(left)), max(float(y0), float(low)), min(float(x1), float(right)), \
        min(float(y1), float(top))


def _four(found: Any, otherwise: Rect) -> Rect:
    if found is None or len(found) != 4:
        return otherwise
    x0, y0, x1, y1 = (float(plain(number)) for number in found)
    return x0, y0, x1, y1


def _around(matrix: Matrix, rect: Rect) -> Rect:
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (rect[0], rect[2]) for y in (rect[1], rect[3])]
    left, low = min(x for x, _ in corners), min(y for _, y in corners)
    return left, low, max(x for x, _ in corners) - left, max(y for _, y in corners) - low


def _numbers(numbers: tuple[float, ...]) -> str:
    return " ".join(f"{number:.4f}".rstrip("0").rstrip(".") for number in numbers)
