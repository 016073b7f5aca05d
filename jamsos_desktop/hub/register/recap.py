"""The kept recap: counts per village, so that coverage is read in milliseconds and not counted over everybody."""

from __future__ import annotations

from collections.abc import Iterable

from jamsos_desktop.store.engine import Database


def refresh(db: Database, units: Iterable[str]) -> None:
    """Count these villages again; inside the ``db.write()`` that changed them."""
    for unit in set(units):
        for table in ("rekap", "rekap_bulan", "rekap_tempo", "rekap_mutu"):
            db.run(f"DELETE FROM {table} WHERE unit = ?", (unit,))
        db.run("INSERT INTO rekap (unit, kelompok, sumber_dana, keadaan, orang, sebulan_sen, tunda)"
               " SELECT unit, kelompok, sumber_dana, keadaan, count(*), sum(sebulan_sen), sum(tunda > 0)"
               " FROM orang WHERE unit = ? AND hapus = 0 GROUP BY kelompok, sumber_dana, keadaan", (unit,))
        db.run("INSERT INTO rekap_bulan (unit, kelompok, bulan, mulai, berhenti)"
               " SELECT unit, kelompok, substr(aktif_dari, 1, 7), count(*), 0 FROM orang"
               " WHERE unit = ? AND hapus = 0 AND tunda = 0 AND keadaan = 'aktif' AND aktif_dari <> ''"
               " GROUP BY kelompok, substr(aktif_dari, 1, 7)", (unit,))
        db.run("INSERT INTO rekap_tempo (unit, kelompok, sumber_dana, aktif_sampai, orang, sebulan_sen)"
               " SELECT unit, kelompok, sumber_dana, aktif_sampai, count(*), sum(sebulan_sen) FROM orang"
               " WHERE unit = ? AND hapus = 0 AND tunda = 0 AND keadaan = 'aktif'"
               " GROUP BY kelompok, sumber_dana, aktif_sampai", (unit,))
        _count_marks(db, unit)


def _count_marks(db: Database, unit: str) -> None:
    counted: dict[str, int] = {}
    for marks, many in db.all("SELECT mutu, count(*) FROM orang WHERE unit = ? AND hapus = 0 AND mutu <> ''"
                              " GROUP BY mutu", (unit,)):
        for mark in marks.split():
            counted[mark] = counted.get(mark, 0) + many
    db.many("INSERT INTO rekap_mutu (unit, tanda, orang) VALUES (?, ?, ?)",
            [(unit, mark, many) for mark, many in counted.items()])
