"""What dues of wage earners are computed from, as the village chose it for a year and a kelompok."""

from __future__ import annotations

from datetime import date

from jamsos_desktop.model.dues import WageBase, WageBases
from jamsos_desktop.store.engine import Database


def bases(db: Database, kode: str) -> WageBases:
    """Every choice of this desk; ``kode``: region code of the unit."""
    return WageBases(kode, {(year, group): WageBase(choice, rupiah, source, date.fromisoformat(day) if day else None)
                            for year, group, choice, rupiah, source, day in db.all(
        "SELECT tahun, kelompok, pilihan, rupiah, dasar, dikonfirmasi FROM dasar_upah")})
