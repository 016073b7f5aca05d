"""Verbs of the money of a year: wage bases, ceilings, the budget with its lampiran."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk.context import Context
from jamsos_desktop.model.budget import Budget, WhatIf
from jamsos_desktop.model.dues import WageBase
from jamsos_desktop.store.engine import Database

if TYPE_CHECKING:  # loaded by the verbs that use them: the window's start would pay for them
    from jamsos_desktop.desk.budget import MonthDues
    from jamsos_desktop.desk.budgeting_records import Ceiling, RateLine, WageBaseRow
    from jamsos_desktop.jobs import Job
    from jamsos_desktop.policy import FundLimit


class Budgeting:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database

    # What dues are computed from.

    def wage_bases(self, tahun: int) -> tuple[WageBaseRow, ...]:
        """The wage base of each kelompok that has PU, with what it means in this village. Problem TAHUN_SALAH."""
        from jamsos_desktop.desk import budgeting_bases

        return budgeting_bases.wage_bases(self.ctx, self._db, tahun)

    def set_wage_base(self, tahun: int, kelompok: str, pilihan: str, rupiah: int | None = None,
                      dasar: str = "") -> None:
        """Choose the wage base of a kelompok for a year; not confirmed until somebody says so. ``rupiah``: only of
        ``nominal``. Problems TAHUN_SALAH, KELOMPOK_SALAH, DASAR_UPAH_SALAH, DASAR_PANJANG."""
        self.settle_wage_bases(tahun, {kelompok: WageBase(pilihan, rupiah)}, {}, dasar)

    def confirm_wage_base(self, tahun: int, kelompok: str, tanggal: date, dasar: str = "") -> None:
        """BPJS confirmed the base in force, on that day and by that letter. Problem TANGGAL_DEPAN and the above."""
        self.settle_wage_bases(tahun, {}, {kelompok: tanggal}, dasar)

    def forget_wage_base(self, tahun: int, kelompok: str) -> None:
        """Take a choice and its confirmation away: the district's setting holds again. Without one nothing happens."""
        self.settle_wage_bases(tahun, {kelompok: None}, {})

    def settle_wage_bases(self, tahun: int, chosen: Mapping[str, WageBase | None], confirmed: Mapping[str, date],
                          dasar: str = "") -> None:
        """Several of these by kelompok (None: taken away), all or none. This desk counts with them from now on, and
        everybody they touch is judged again."""
        from jamsos_desktop.desk import budgeting_bases

        bases = budgeting_bases.settle(self.ctx, self._db, tahun, chosen, confirmed, dasar)
        self.ctx = replace(self.ctx, bases=bases)

    def rates(self, on: date) -> tuple[RateLine, ...]:
        """The rates of a day in words."""
        from jamsos_desktop.desk import budgeting_bases

        return budgeting_bases.rates(self.ctx, on)

    def fund_limits(self) -> Mapping[str, FundLimit]:
        """Fund code -> who may be paid from it, whether it is public money, who bills and who pays."""
        return self.ctx.policy.dana

    # How much there is, and how much is needed.

    def ceilings(self, tahun: int) -> dict[str, Ceiling]:
        """Fund code -> its pagu and use in a year; funds with neither are left out. Problem TAHUN_SALAH."""
        from jamsos_desktop.desk import budgeting_ceilings

        return budgeting_ceilings.ceilings(self.ctx, self._db, tahun)

    def set_ceiling(self, tahun: int, sumber_dana: str, rupiah: int | None, dasar: str = "") -> None:
        """Set the pagu of a fund for a year, or (None) take it away. Problems TAHUN_SALAH, DANA_SALAH, PAGU_SALAH."""
        self.set_ceilings(tahun, {sumber_dana: rupiah}, dasar)

    def set_ceilings(self, tahun: int, rupiah: Mapping[str, int | None], dasar: str = "") -> None:
        """Several funds, all or none."""
        from jamsos_desktop.desk import budgeting_ceilings

        budgeting_ceilings.set_ceilings(self.ctx, self._db, tahun, rupiah, dasar)

    def budget(self, tahun: int, what_if: WhatIf = WhatIf(), all_people: bool = True) -> Budget:  # noqa: B008
        """The year by month: everyone here who has not left (``all_people``), or only those who are members.
        Problems TAHUN_SALAH, ANDAIAN_SALAH, DASAR_UPAH_SALAH."""
        from jamsos_desktop.desk import budget
        from jamsos_desktop.jobs import run_to_end

        return run_to_end(budget.counting(self.ctx, self._db, tahun, what_if, all_people))

    def budget_job(self, tahun: int, what_if: WhatIf = WhatIf(), all_people: bool = True) -> Job[Budget]:  # noqa: B008
        """The same in a thread."""
        from jamsos_desktop.desk import budget

        return budget.budget_job(self.ctx, tahun, what_if, all_people)

    def budget_files_job(self, tahun: int, what_if: WhatIf, path: Path, kertas: str = "",
                         all_people: bool = True) -> Job[Path]:
        """The lampiran for APBDes, as ``path`` ends in .pdf or .xlsx; ``kertas``: A4 or F4 ("" that of the office).
        Problems BENTUK_SALAH, KERTAS_SALAH, those of ``budget`` and of ``write_whole``."""
        from jamsos_desktop.desk import budgeting_files

        return budgeting_files.budget_files_job(self.ctx, tahun, what_if, path, kertas, all_people)

    def dues_of_month(self, month: date) -> MonthDues:
        """What each fund pays of a month, for how many."""
        from jamsos_desktop.desk import budget

        return budget.month_dues(self.ctx, self._db, month)
