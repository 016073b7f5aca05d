"""What one policy changes against another, table by table: rows added, changed, removed."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from jamsos_desktop.policy.rows import Files
from jamsos_desktop.policy.tables import TABLES

MOST_TOLD = 6  # rows named for people; the counts say the rest


@dataclass(frozen=True, slots=True)
class TableChange:
    """``label``: what people call the table; ``contoh``: some of the rows, by the name people know."""

    berkas: str
    label: str
    tambah: int
    ubah: int
    hapus: int
    contoh: tuple[str, ...]


def changes(before: Files, after: Files) -> tuple[TableChange, ...]:
    """The tables in which two readable policies differ, in the order of ``TABLES``."""
    found = []
    for file, table in TABLES.items():
        old, new = (_rows(files.get(file, b""), table.keys) for files in (before, after))
        added, gone = [key for key in new if key not in old], [key for key in old if key not in new]
        changed = [key for key in new if key in old and new[key] != old[key]]
        if added or changed or gone:
            names = dict.fromkeys((new.get(key) or old[key]).get(table.told, "") for key in (*changed, *added, *gone))
            found.append(TableChange(file, table.label, len(added), len(changed), len(gone), tuple(names)[:MOST_TOLD]))
    return tuple(found)


def _rows(data: bytes, keys: tuple[str, ...]) -> dict[tuple[str, ...], dict[str, str]]:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    return {tuple(row.get(key, "") for key in keys): row for row in rows}
