"""What a policy pack carries of the register: the keys of the villages DPMD knows, and what is aimed at."""

from __future__ import annotations

from jamsos_desktop.store.engine import Database


def village_keys(db: Database) -> list[dict[str, str]]:
    """Public keys of the units whose fingerprint an operator compared, by code."""
    rows = db.all("SELECT kode, sign, age FROM unit WHERE dicocokkan <> '' AND sign <> '' ORDER BY kode")
    return [{"kode": str(kode), "sign": str(sign), "age": str(age)} for kode, sign, age in rows]


def targets(db: Database) -> list[tuple[str, str, int, int]]:
    """(kode, kelompok, tahun, orang) of everything aimed at, in a fixed order."""
    return [(str(kode), str(kelompok), int(tahun), int(orang)) for kode, kelompok, tahun, orang in db.all(
        "SELECT kode, kelompok, tahun, orang FROM sasaran ORDER BY tahun, kode, kelompok")]


def quotas(db: Database, but_kode: str) -> list[tuple[str, str, int, int]]:
    """(kode, sumber_dana, tahun, orang) of the seats given to each unit; those of ``but_kode``, the kabupaten as a
    whole, are no village's."""
    return [(str(kode), str(fund), int(tahun), int(orang)) for kode, fund, tahun, orang in db.all(
        "SELECT kode, sumber_dana, tahun, orang FROM kuota WHERE kode <> ? ORDER BY tahun, kode, sumber_dana",
        (but_kode,))]
