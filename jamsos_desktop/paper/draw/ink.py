"""Operators for rules, boxes and texts, from millimetres counted from the top left corner."""

from __future__ import annotations

from jamsos_desktop.paper.draw.document import MM
from jamsos_desktop.paper.draw.faces import CAP_HEIGHT, Face
from jamsos_desktop.paper.draw.words import DAGGER

GREYS = {"rule": 0.47, "light": 0.6}  # of rules; 0 is black
FILLS = {"bar": "0.906 0.925 0.914 rg", "head": "0.945 0.957 0.949 rg", "draf": "0.867 0.886 0.875 rg",
         "full": "0.2 g", "half": "0.58 g"}  # bars: target reached or not, told apart in black and white
_TOLD = (f"{DAGGER} ", f"Tanda {DAGGER}")  # how a line begins that says what the dagger means
COLOURS = {"": "", "note": "0.27 g", "amber": "0.518 0.333 0 rg"}  # of texts; "" is black


def n(value: float) -> str:
    """A number as PDF writes it: at most three decimals, none trailing."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def baseline(middle: float, size: float) -> float:
    """From the middle of capitals (points from the bottom) to the baseline they stand on."""
    return middle - CAP_HEIGHT * size / 2


class Ink:
    """Collects operators for a page ``height`` points high; x, y, w, h in mm, y downwards."""

    def __init__(self, height: float, left: float = 0.0) -> None:
        self.height, self.left = height, left
        self.paths: list[str] = []
        self.texts: list[str] = []
        self._marked = self._told = False

    @property
    def unsaid(self) -> bool:
        """Whether a dagger stands on this page and no line on it says what it means."""
        return self._marked and not self._told

    def note(self, text: str) -> None:
        """Look for the dagger in a text that is set here."""
        if DAGGER in text:
            told = text.startswith(_TOLD)
            self._told, self._marked = self._told or told, self._marked or not told

    def x(self, x: float) -> float:
        """Points from the left edge of the page, of mm from the margin."""
        return (self.left + x) * MM

    def y(self, y: float) -> float:
        """Points from the bottom of the page, of mm from its top."""
        return self.height - y * MM

    def rect(self, x: float, y: float, w: float, h: float, *, line: float = 0.75, fill: str = "",
             dashed: bool = False, grey: float = 0.13) -> None:
        """A box; ``fill`` is one of FILLS, ``line`` in points (0: none)."""
        shape = f"{n(self.x(x))} {n(self.y(y + h))} {n(w * MM)} {n(h * MM)} re"
        if fill:
            self.paths.append(f"{FILLS[fill]} {shape} f 0 g")
        if line:
            dash, undash = ("[2 2] 0 d ", " [] 0 d") if dashed else ("", "")
            self.paths.append(f"{dash}{n(grey)} G {n(line)} w {shape} S{undash}")

    def line(self, x1: float, y1: float, x2: float, y2: float, *, line: float = 0.75, grey: float = 0.0) -> None:
        """A straight rule."""
        self.paths.append(f"{n(grey)} G {n(line)} w {n(self.x(x1))} {n(self.y(y1))} m "
                          f"{n(self.x(x2))} {n(self.y(y2))} l S")

    def cross(self, x: float, y: float, side: float) -> str:
        """The mark of a chosen box: a cross inside a square whose corner is x, y."""
        lost = side * 0.2
        x1, x2 = n(self.x(x + lost)), n(self.x(x + side - lost))
        y1, y2 = n(self.y(y + lost)), n(self.y(y + side - lost))
        return f"0 G 0.75 w {x1} {y1} m {x2} {y2} l {x1} {y2} m {x2} {y1} l S"

    def tick(self, x: float, y: float, side: float) -> str:
        """A drawn tick (Noto Sans has none) in a square whose corner is x, y."""
        points = ((0.08, 0.55), (0.36, 0.82), (0.92, 0.2))
        (x1, y1), (x2, y2), (x3, y3) = ((n(self.x(x + a * side)), n(self.y(y + b * side))) for a, b in points)
        return f"0 G 1.15 w 1 J {x1} {y1} m {x2} {y2} l {x3} {y3} l S 0 J"

    def text(self, face: Face, size: float, x: float, y: float, text: str, *, align: str = "left",
             colour: str = "") -> None:
        """One line; ``y`` is the middle of its capitals, ``x`` its left, centre or right by ``align``."""
        self.note(text)
        self.texts.append(set_line(face, size, self.x(x), baseline(self.y(y), size), text, align, colour))

    def operators(self) -> str:
        """All of it: paths first, then one text object."""
        texts = "BT " + "\n".join(self.texts) + " ET" if self.texts else ""
        return "\n".join([*self.paths, texts])


def set_line(face: Face, size: float, x: float, y: float, text: str, align: str = "left", colour: str = "") -> str:
    """Text operators at a point on the baseline (points), for use between BT and ET."""
    if align != "left":
        width = face.width(text, size)
        x -= width if align == "right" else width / 2
    shown = f"1 0 0 1 {n(x)} {n(y)} Tm {face.show(text, size)}"
    return coloured(shown, colour)


def coloured(shown: str, colour: str) -> str:
    """Operators in one of COLOURS."""
    return f"{COLOURS[colour]} {shown} 0 g" if colour else shown
