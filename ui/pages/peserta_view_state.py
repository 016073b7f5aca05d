"""How somebody likes the list: columns, widths, density, order. Kept in the window's own settings file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ui.pages.peserta_list import DENSITIES
from ui.person_table import COLUMN_AT, COLUMNS

PART = "peserta"


@dataclass(slots=True)
class ViewState:
    """``hidden``: column keys; ``widths``: px by column key, only those set by hand."""

    hidden: list[str] = field(default_factory=lambda: [c.key for c in COLUMNS if not c.shown])
    widths: dict[str, int] = field(default_factory=dict)
    density: str = "Normal"
    sort: str = "nama"
    desc: bool = False


def load(path: Path) -> ViewState:
    """What was kept; anything that makes no sense any more gives the usual view."""
    kept = _read(path).get(PART)
    state = ViewState()
    if not isinstance(kept, dict):
        return state
    hidden, widths = kept.get("hidden"), kept.get("widths")
    if isinstance(hidden, list):
        state.hidden = [key for key in hidden if key in COLUMN_AT]
    if isinstance(widths, dict):
        state.widths = {key: wide for key, wide in widths.items()
                        if key in COLUMN_AT and isinstance(wide, int) and 30 <= wide <= 2000}
    if kept.get("density") in DENSITIES:
        state.density = kept["density"]
    if kept.get("sort") in {column.sort for column in COLUMNS if column.sort}:
        state.sort, state.desc = kept["sort"], kept.get("desc") is True
    return state


def save(path: Path, state: ViewState) -> None:
    """Replace our part of the file; a folder that cannot be written only loses the taste, never data."""
    whole = {**_read(path), PART: asdict(state)}
    beside = path.with_name(path.name + ".baru")
    try:
        beside.write_text(json.dumps(whole, ensure_ascii=False, indent=1), "utf-8")
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
