"""How somebody likes the list: columns, widths, density, order. Kept with the window's own settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from jamsos_desktop.settings import Settings
from ui.pages.peserta_list import DENSITIES
from ui.person_table import COLUMN_AT, COLUMNS

PART = "peserta"
WIDTHS = range(30, 2001)


@dataclass(slots=True)
class ViewState:
    """``hidden``: column keys; ``widths``: px by column key, only those set by hand; ``known``: every column."""

    hidden: list[str] = field(default_factory=lambda: [c.key for c in COLUMNS if not c.shown])
    widths: dict[str, int] = field(default_factory=dict)
    density: str = "Normal"
    sort: str = "nama"
    desc: bool = False
    known: list[str] = field(default_factory=lambda: list(COLUMN_AT))


def load(settings: Settings, user: str) -> ViewState:
    """What was kept of this user (``id``), else of the program before it knew users."""
    return as_state(settings.get(f"{PART}.{user}") or settings.get(PART, {}))


def as_state(kept: object) -> ViewState:
    """A view of what was kept; anything that makes no sense any more gives the usual one."""
    state = ViewState()
    if not isinstance(kept, Mapping):
        return state
    hidden, widths = kept.get("hidden"), kept.get("widths")
    if isinstance(hidden, list):
        state.hidden = [key for key in hidden if key in COLUMN_AT]
        known = kept.get("known", [key for key in COLUMN_AT if key != "kpj"])  # the column that came later
        state.hidden += [c.key for c in COLUMNS if not c.shown and c.key not in known and c.key not in state.hidden]
    if isinstance(widths, Mapping):
        state.widths = {key: wide for key, wide in widths.items() if key in COLUMN_AT and _is_width(wide)}
    if kept.get("density") in DENSITIES:
        state.density = kept["density"]
    if kept.get("sort") in {column.sort for column in COLUMNS if column.sort}:
        state.sort, state.desc = kept["sort"], kept.get("desc") is True
    return state


def _is_width(value: Any) -> bool:
    return isinstance(value, int) and value in WIDTHS


def save(settings: Settings, user: str, state: ViewState) -> None:
    """Keep how somebody likes the list."""
    settings.put(f"{PART}.{user}", asdict(state))
