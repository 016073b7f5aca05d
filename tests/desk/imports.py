"""Looking at a list and bringing it in through the desk, in one line each."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.importing.records import Imported, ImportPlan, ImportSource
from jamsos_desktop.intake import Sheet, SheetRow
from jamsos_desktop.jobs import run_to_end


def source_of(desk: desks.Desk, path: Path | ImportSource) -> ImportSource:
    return path if isinstance(path, ImportSource) else run_to_end(desk.read_sheet_job(path))


def look(desk: desks.Desk, path: Path | ImportSource, **plan: Any) -> Imported:
    """What would become of every row; nothing is stored."""
    return run_to_end(desk.look_job(source_of(desk, path), ImportPlan(**plan)))


def bring_in(desk: desks.Desk, path: Path | ImportSource, **plan: Any) -> Imported:
    return run_to_end(desk.import_job(source_of(desk, path), ImportPlan(**plan)))


def write_csv(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


def listed(*rows: Mapping[str, str]) -> ImportSource:
    """A list as the reader would give it: the header in line 1, the first of ``rows`` in line 2."""
    header = tuple(dict.fromkeys(key for row in rows for key in row))
    lines = [header, *(tuple(row.get(key, "") for key in header) for row in rows)]
    sheet = Sheet("Lembar1", ("Lembar1",), tuple(SheetRow(n, line) for n, line in enumerate(lines, 1)))
    return ImportSource("warga.xlsx", hashlib.sha256(repr(lines).encode()).hexdigest(), sheet)
