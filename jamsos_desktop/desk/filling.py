"""Isi cepat: choose a column, see only who lacks it, type downwards; each value is checked and saved as it is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.jobs import Job

if TYPE_CHECKING:
    from jamsos_desktop.desk.context import Context
    from jamsos_desktop.desk.filling_records import FillColumn, Filled, FillEntry, FillQuery, FillReport, FillRow
    from jamsos_desktop.store.engine import Database


class Filling:
    """Part of ``Desk``; jobs open their own connection, the rooms behind are loaded when first asked for."""

    ctx: Context
    _db: Database

    def fill_columns(self) -> tuple[FillColumn, ...]:
        """Every column people may lack, with counts; those that block papers first."""
        from jamsos_desktop.desk import filling_columns

        return filling_columns.columns(self.ctx, self._db)

    def fill_rows(self, keys: str | Sequence[str], query: FillQuery | None = None) -> list[FillRow]:
        """Who lacks a column (or one of two), by dusun, house, family and name."""
        from jamsos_desktop.desk import filling_rows

        return filling_rows.rows(self.ctx, self._db, (keys,) if isinstance(keys, str) else tuple(keys), query)

    def fill(self, uid: str, revisi: int, key: str, text: str) -> Filled:
        """Save one value, checked; nothing is stored when the person changed since ``revisi``."""
        from jamsos_desktop.desk import filling_saving
        from jamsos_desktop.desk.filling_records import FillEntry

        return filling_saving.fill(self.ctx, self._db, FillEntry(uid, revisi, key, text))

    def fill_some(self, entries: Sequence[FillEntry]) -> tuple[Filled, ...]:
        """Save a few values, each checked, in one write: a Problem stores none of them."""
        from jamsos_desktop.desk import filling_saving

        return filling_saving.fill_some(self.ctx, self._db, entries)

    def fill_job(self, entries: Sequence[FillEntry], tell: Callable[[Filled], object] = lambda _: None,
                 ) -> Job[tuple[Filled, ...]]:
        """Save many values, each checked, in short writes; what was saved before a cancel stays (``tell`` heard)."""
        from jamsos_desktop.desk import filling_saving

        return filling_saving.fill_job(self.ctx, entries, tell)

    def settle_fill(self, uid: str, revisi: int, key: str, kode: str) -> Filled:
        """"Sudah dicocokkan dengan KTP": silence one warning about a value; nothing when the person changed."""
        from jamsos_desktop.desk import filling_saving

        return filling_saving.settle(self.ctx, self._db, uid, revisi, key, kode)

    def fill_sheet_job(self, path: Path, key: str, *, timpa: bool = False, coba: bool = False) -> Job[FillReport]:
        """A list with NIK or number and the value of one column, filled in by person (``filling_sheet``)."""
        from jamsos_desktop.desk import filling_sheet

        return filling_sheet.fill_job(self.ctx, path, key, timpa=timpa, coba=coba)
