"""The parts pages are built from. Import from here; each family has its own file."""

from __future__ import annotations

from ui.widgets.bars import EmptyState, KeyBar, NoteStrip, ProgressStrip, Stepper, Toast
from ui.widgets.basic import (
    Button,
    Card,
    Chip,
    IconLabel,
    Label,
    Line,
    LinkButton,
    clear_layout,
    drop,
    paint_chip,
    repolish,
)
from ui.widgets.charts import BarRow
from ui.widgets.edits import Combo, DateEdit, Edit, enter_moves, focus_next_field
from ui.widgets.field import FieldRow, MendStrip, Message
from ui.widgets.preview import PagePreview
from ui.widgets.tables import CHIP_ROLE, StatusChipDelegate, TickDelegate, paint_tick, set_up_table

__all__ = [
    "CHIP_ROLE", "BarRow", "Button", "Card", "Chip", "Combo", "DateEdit", "Edit", "EmptyState", "FieldRow",
    "IconLabel", "KeyBar", "Label", "Line", "LinkButton", "MendStrip", "Message", "NoteStrip", "PagePreview",
    "ProgressStrip", "StatusChipDelegate", "Stepper", "TickDelegate", "Toast", "clear_layout", "drop", "enter_moves",
    "focus_next_field", "paint_chip", "paint_tick", "repolish", "set_up_table",
]
