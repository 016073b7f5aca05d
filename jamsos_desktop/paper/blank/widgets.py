"""The fields of an AcroForm as they stand on a page: text boxes, check boxes, the buttons of a group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from jamsos_desktop.paper.blank.geometry import Rect, rect_of
from jamsos_desktop.paper.blank.parts import got, plain

_MULTILINE, _COMB, _PUSH = 1 << 12, 1 << 24, 1 << 16
_SIZE = re.compile(r"([0-9]+\.?[0-9]*|\.[0-9]+)\s+Tf")
_DEEPEST = 32
_COLOUR = {1: "g", 3: "rg", 4: "k"}


@dataclass(frozen=True, slots=True)
class Widget:
    """A field on a page in the file's own coordinates. ``shown``: what is drawn now; ``off``: of a tick not set."""

    name: str
    kind: Literal["text", "tick", "other"]
    rect: Rect
    state: str
    cells: int
    lines: bool
    size: float
    align: int
    button: bool
    shown: Any
    off: Any
    look: Any

    def frame(self, sideways: bool) -> bytes:
        """Operators of the ground and border that the field itself draws, with the rules of a comb; ``sideways``: on
        a page that is seen turned by a quarter, where its cells lie one above the other."""
        if self.kind == "tick" and self.off is not None:
            return b""  # drawn as the file draws it when it is not set
        x0, y0, x1, y1 = self.rect
        x, y, w, h = min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
        out = []
        if ground := _colour(got(self.look, "/BG")):
            out.append(f"{ground} {x:.3f} {y:.3f} {w:.3f} {h:.3f} re f")
        if line := _colour(got(self.look, "/BC")):
            out.append(f"{line.upper()} 0.75 w {x + .375:.3f} {y + .375:.3f} {w - .75:.3f} {h - .75:.3f} re S")
            for at in range(1, self.cells):
                part = at / self.cells
                out.append(f"{x:.3f} {y + h * part:.3f} m {x + w:.3f} {y + h * part:.3f} l S" if sideways else
                           f"{x + w * part:.3f} {y:.3f} m {x + w * part:.3f} {y + h:.3f} l S")
        return f"q {' '.join(out)} Q".encode() if out else b""


def widgets(annotation: Any, form: Any) -> Iterator[Widget]:
    """The widget an annotation is, if it belongs to a field with a name."""
    name = _full_name(annotation)
    if not name:
        return
    kind, flags = _inherited(annotation, "/FT"), int(_inherited(annotation, "/Ff") or 0)
    drawn = got(got(annotation, "/AP"), "/N")
    states = drawn if kind == "/Btn" and drawn is not None and not hasattr(drawn, "get_data") else {}
    state = next((str(one).lstrip("/") for one in states if one != "/Off"), "")
    shown = got(states, got(annotation, "/AS", "/Off")) if states else drawn
    most = int(_inherited(annotation, "/MaxLen") or 0)
    push = kind == "/Btn" and bool(flags & _PUSH)
    written = _SIZE.search(str(_inherited(annotation, "/DA") or got(form, "/DA", "")))
    what: Literal["text", "tick", "other"] = "other"
    if kind in ("/Tx", "/Ch"):
        what = "text"
    elif kind == "/Btn" and not push:
        what = "tick"
    yield Widget(name, what, rect_of(annotation), state or ("Yes" if what == "tick" else ""),
                 most if flags & _COMB and kind == "/Tx" else 0, bool(flags & _MULTILINE) and kind == "/Tx",
                 float(written.group(1)) if written else 0.0, _align(annotation, form), push, shown,
                 got(states, "/Off"), got(annotation, "/MK", {}))


def _align(annotation: Any, form: Any) -> int:
    found = _inherited(annotation, "/Q")
    wanted = int(got(form, "/Q", 0) if found is None else found)
    return wanted if wanted in (0, 1, 2) else 0


def _full_name(field: Any) -> str:
    """``orang.nik``: the names of the field and of those above it."""
    names: list[str] = []
    for one in _upwards(field):
        if name := got(one, "/T"):
            names.insert(0, str(name))
    return ".".join(names)


def _inherited(field: Any, key: str) -> Any:
    return next((found for one in _upwards(field) if (found := got(one, key)) is not None), None)


def _upwards(field: Any) -> Iterator[Any]:
    for _ in range(_DEEPEST):
        yield field
        field = got(field, "/Parent")
        if field is None:
            return


def _colour(numbers: Any) -> str:
    if not numbers or len(numbers) not in _COLOUR:
        return ""
    return " ".join(f"{float(plain(number)):.3f}" for number in numbers) + f" {_COLOUR[len(numbers)]}"
