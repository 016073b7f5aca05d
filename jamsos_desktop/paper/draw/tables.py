"""Drawing a layout's table: ruled grid and heads into the static form, cells as slots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsos_desktop.paper.draw.document import MM
from jamsos_desktop.paper.draw.keys import names_in
from jamsos_desktop.paper.draw.layout import Cell, Table, row_height, rows_of
from jamsos_desktop.paper.draw.slots import Folding, Frame, mark_slot, mm, runs_of, text_slot, value_slot

if TYPE_CHECKING:
    from jamsos_desktop.paper.draw.form import Form

PAD = 1.3  # mm between a cell's rule and its text
MARK = 3.0  # mm, side of a cross in a cell


def draw_table(form: Form, table: Table, top: float) -> None:
    """The whole table with its upper left corner at (table.x, top) mm."""
    ink, edges = form.ink, _edges(table)
    ink.rect(table.x, top, edges[-1] - table.x, table.head, fill="head", line=0)
    for i, column in enumerate(table.columns):
        frame = _frame(form, edges[i], edges[i + 1], top + table.head / 2, column.align)
        ink.text(form.face("semibold"), 7.5, _anchor(form, frame), top + table.head / 2, column.head,
                 align=column.align)
        ink.rect(edges[i], top, edges[i + 1] - edges[i], table.head, grey=0.2)
    tall = row_height(table, form.kertas)
    for r, row in enumerate(rows_of(table)):
        y, i = top + table.head + r * tall, 0
        for content in row:
            cell = Cell(text=content) if isinstance(content, str) else content
            left, right = edges[i], edges[i + cell.span]
            ink.rect(left, y, right - left, tall, grey=0.2)
            _fill(form, table, cell, cell.align or table.columns[i].align, (left, right, y, tall))
            i += cell.span


def _edges(table: Table) -> list[float]:
    edges = [table.x]
    for column in table.columns:
        edges.append(edges[-1] + column.w)
    return edges


def _frame(form: Form, left: float, right: float, middle: float, align: str) -> Frame:
    return Frame(form.ink.x(left + PAD), form.ink.y(middle), mm(right - left - 2 * PAD), align)


def _anchor(form: Form, frame: Frame) -> float:
    """The x in mm a line of that frame is anchored at."""
    return (frame.x + {"left": 0.0, "center": frame.w / 2, "right": frame.w}[frame.align]) / MM - form.ink.left


def _fill(form: Form, table: Table, cell: Cell, align: str, place: tuple[float, float, float, float]) -> None:
    left, right, y, tall = place
    middle = y + tall / 2
    if cell.tick:
        mark = form.ink.cross((left + right - MARK) / 2, middle - MARK / 2, MARK)
        form.paths.append(mark_slot(cell.tick, {"ya": mark}))
        form.box(cell.tick, left, y, right - left, tall)
        return
    keys = names_in(cell.text)
    frame = _frame(form, left, right, middle, align)
    if keys and cell.text == "{" + keys[0] + "}":
        form.texts.append(value_slot(keys[0], form.face(cell.weight), table.size, frame, table.lines))
    elif cell.text:
        slot = text_slot(keys[0] if keys else "", runs_of(form.doc.faces, cell.text, cell.weight), table.size, frame,
                         "", Folding(7.5, 1))
        if keys:
            form.texts.append(slot)
        else:
            form.ink.texts.append(slot.emit({}, form.over))
    if keys:
        form.box(keys[0], left, y, right - left, tall)
