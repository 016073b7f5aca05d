"""What the window remembers between two days: theme, size, column widths, how far printers are off. Nothing personal.

The file is ``setelan.json`` in the data folder. A missing, damaged or foreign file gives the defaults;
losing it costs a few clicks. Writing is whole or not at all.
"""

from __future__ import annotations

import json
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from jamsos_desktop.files import replace_whole

OFFSETS = "cetak.geser"  # printer -> [right, down] in mm
MOST_OFFSET = 20.0  # mm; who is further off put the paper in askew
LARGEST = 1_000_000  # bytes; a settings file beyond this is not ours


class Settings:
    """A small dictionary on disk: ``get(key, default)`` and ``put(key, value)``; values are plain JSON."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._values = read(path)

    def get(self, key: str, default: Any = None) -> Any:
        """The value under ``key``; the default too when its kind differs from the default's."""
        value = self._values.get(key, default)
        if default is not None and type(value) is not type(default):
            return default
        return value

    def put(self, key: str, value: Any) -> None:
        """Remember a value (None forgets it) and write the file; a full disk only forgets it later."""
        if self._values.get(key) == value:
            return
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value
        write(self.path, self._values)


def read(path: Path) -> dict[str, Any]:
    """The dictionary in ``path``; {} when it is missing, too large, no JSON or no dictionary."""
    try:
        if path.stat().st_size > LARGEST:
            return {}
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def write(path: Path, values: dict[str, Any]) -> bool:
    """Replace the file; False when the disk refuses."""
    try:
        replace_whole(path, json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True).encode())
    except OSError:
        return False
    return True


class Offset(NamedTuple):
    """How far a printer's pages must be moved to stand on pre-printed paper, in mm; negative is left and up."""

    right: float = 0.0
    down: float = 0.0


def printer_offset(settings: Settings, printer: str) -> Offset:
    """The offset of a printer on this machine, none where it was never measured or is no number."""
    kept: object = settings.get(OFFSETS, {}).get(printer)
    if not isinstance(kept, list):
        return Offset()
    sides = [side for side in kept if isinstance(side, int | float) and isfinite(side)]
    return _bounded(*sides) if len(sides) == 2 else Offset()


def keep_printer_offset(settings: Settings, printer: str, offset: Offset) -> Offset:
    """Remember the offset of a printer, kept within MOST_OFFSET and to a tenth of a mm; the answer is what is kept."""
    kept = _bounded(*offset)
    others = {name: place for name, place in settings.get(OFFSETS, {}).items() if name != printer}
    settings.put(OFFSETS, others | ({printer: list(kept)} if any(kept) else {}))
    return kept


def _bounded(right: float, down: float) -> Offset:
    return Offset(*(round(max(-MOST_OFFSET, min(MOST_OFFSET, float(side))), 1) for side in (right, down)))
