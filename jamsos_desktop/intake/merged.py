"""Cells that were merged downwards: what stands in the uppermost holds for every row of the range."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from jamsos_desktop.intake.columns import OWN
from jamsos_desktop.intake.layout import Layout
from jamsos_desktop.intake.sheet import Sheet


def carried(sheet: Sheet, layout: Layout) -> Mapping[int, Mapping[int, str]]:
    """Row number -> column -> text, of cells that were merged downwards: what stands in the uppermost holds for all.

    Names and NIKs are nobody else's and stay where they are. Ranges that overlap one before them are left out.
    """
    keys = layout.keys
    numbers = [row.nomor for row in sheet.rows]
    found: dict[int, dict[int, str]] = {}
    last: dict[int, int] = {}
    for merged in sorted(sheet.gabung):
        top = bisect_left(numbers, merged.baris)
        key = keys.get(merged.kolom)
        if not key or key in OWN or merged.sampai_baris <= merged.baris or merged.baris <= last.get(merged.kolom, 0):
            continue
        last[merged.kolom] = merged.sampai_baris
        text = sheet.rows[top].text(merged.kolom) if top < len(numbers) and numbers[top] == merged.baris else ""
        for row in sheet.rows[max(top, layout.isi):bisect_right(numbers, merged.sampai_baris)] if text else ():
            if row.nomor != merged.baris:
                found.setdefault(row.nomor, {})[merged.kolom] = text
    return found
