"""The kept recap: counts per village, so that coverage is read in milliseconds and not counted over everybody."""

from __future__ import annotations

from collections.abc import Iterable

from jamsos_desktop.hub.coverage_counts import Counted, count
from jamsos_desktop.store.engine import Database

# One pass over a village: everybody who is alike in all that is counted (``coverage_counts.Alike``).
_ALIKE = ("SELECT kelompok, sumber_dana, keadaan, tunda > 0, aktif_dari, aktif_sampai, mutu, count(*),"
          " sum(sebulan_sen) FROM orang WHERE unit = ? AND hapus = 0 GROUP BY 1, 2, 3, 4, 5, 6, 7")


def refresh(db: Database, units: Iterable[str]) -> None:
    """Count these villages again; inside the ``db.write()`` that changed them."""
    for unit in set(units):
        for table in ("rekap", "rekap_bulan", "rekap_tempo", "rekap_mutu"):
            db.run(f"DELETE FROM {table} WHERE unit = ?", (unit,))
        _write(db, unit, count(db.all(_ALIKE, (unit,))))


def _write(db: Database, unit: str, counted: Counted) -> None:
    db.many("INSERT INTO rekap (unit, kelompok, sumber_dana, keadaan, orang, sebulan_sen, tunda)"
            " VALUES (?,?,?,?,?,?,?)", [(unit, *key, *row) for key, row in counted.berdiri.items()])
    db.many("INSERT INTO rekap_tempo (unit, kelompok, sumber_dana, aktif_sampai, orang, sebulan_sen)"
            " VALUES (?,?,?,?,?,?)", [(unit, *key, *row) for key, row in counted.tempo.items()])
    db.many("INSERT INTO rekap_bulan (unit, kelompok, bulan, mulai, berhenti) VALUES (?,?,?,?,?)",
            [(unit, *key, *row) for key, row in counted.bulan.items()])
    db.many("INSERT INTO rekap_mutu (unit, tanda, orang) VALUES (?,?,?)",
            [(unit, mark, many) for mark, many in counted.tanda.items()])
