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
