"""Whether what a mapping says of one place can be drawn: its measures, its words, and that it lies on the paper."""

from __future__ import annotations

from jamsos_desktop.paper.blank.map import FieldMap, Item
from jamsos_desktop.paper.draw.faces import FILES
from jamsos_desktop.paper.draw.ink import COLOURS
from jamsos_desktop.paper.draw.layout import Code, Digits, Ticks, Value

_MOST_BOXES = 64
# Points for letters, mm for the rest; what none of these names has no measure to go wrong.
_RANGES = {"size": (3, 40), "least": (3, 40), "w": (1, 330), "side": (1, 60), "high": (1, 40), "gap": (0, 100),
           "lines": (1, 10), "fold": (1, 10)}
_WORDS = {"weight": tuple(FILES), "align": ("left", "center", "right"), "colour": tuple(COLOURS)}


def unsound(item: Item | FieldMap) -> str:
    """Which measure or word of a place is out of bounds; "" none."""
    for name, (least, most) in _RANGES.items():
        value = getattr(item, name, None)
        if value is None or (name == "size" and isinstance(item, FieldMap) and value == 0):  # 0: as the file says
            continue
        if not least <= value <= most:
            return f"{name} harus {least} sampai {most}"
    for name, known in _WORDS.items():
        value = getattr(item, name, None)
        if value is not None and value not in known:
            return f"{name} harus salah satu dari {', '.join(filter(None, known))}"
    if isinstance(item, Digits) and not (item.groups and min(item.groups) > 0 and sum(item.groups) <= _MOST_BOXES):
        return f"groups harus 1 sampai {_MOST_BOXES} kotak"
    return ""


def misplaced(item: Item, width: float, height: float) -> str:
    """Whether a place lies on paper of this size in mm; "" it does."""
    if item.y is None or item.up is not None or item.edge:
        return "tulis tempatnya dengan x dan y"
    left, right = item.x, item.x
    if isinstance(item, Digits):
        right += sum(item.groups) * item.side + (len(item.groups) - 1) * item.gap
    elif isinstance(item, Ticks):
        left = min((x for _, _, x in item.options), default=0.0)
        right = max((x for _, _, x in item.options), default=0.0) + item.side
    elif isinstance(item, Code):
        right += item.side
    elif isinstance(item, Value):
        left -= {"left": 0.0, "center": item.w / 2, "right": item.w}[item.align]
        right = left + item.w
    bottom = item.y + item.side if isinstance(item, Code) else item.y
    if not (left >= -0.05 and right <= width + 0.05 and 0 <= item.x <= width and item.y >= 0 and bottom <= height):
        return "keluar dari kertas"
    return ""


def said(item: Item) -> str:
    """How a message calls a place."""
    return str(getattr(item, "key", "") or getattr(item, "text", "") or "tanda")
