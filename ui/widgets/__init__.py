"""The parts pages are built from. Import from here; each family has its own file, loaded when first named.

Every Qt class costs time when Python first touches it, so the first page must not pay for all others.
"""

from __future__ import annotations

from importlib import import_module

_FILES = {
    "bars": ("NoteStrip", "ProgressStrip", "Toast"),
    "basic": ("Button", "Card", "Chip", "FitLabel", "IconLabel", "Label", "Line", "LinkButton", "clear_layout", "drop",
              "give_way", "paint_chip", "repolish"),
    "charts": ("BarList", "Measure"),
    "edits": ("Combo", "DateEdit", "Edit"),
    "field": ("FieldRow", "MendStrip"),
    "keybar": ("KeyBar",),
    "lines": ("LinesModel", "LinesTable"),
    "message": ("Message",),
    "moves": ("enter_moves", "focus_next_field"),
    "preview": ("PagePreview",),
    "states": ("EmptyState", "Stepper"),
    "tall_area": ("TallArea",),
    "tables": ("CHIP_ROLE", "ColumnFit", "StatusChipDelegate", "TickDelegate", "paint_tick", "set_up_table"),
    "unsure": ("UNSURE", "Doubt", "UnsureMark", "doubts_of", "doubts_on"),
}
_HOME = {name: file for file, names in _FILES.items() for name in names}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"ui.widgets has no {name}")
    found = getattr(import_module(f"ui.widgets.{_HOME[name]}"), name)
    globals()[name] = found
    return found
