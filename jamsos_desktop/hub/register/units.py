"""Units of the register: desa and kelurahan of the kabupaten, and offices (OPD) added by hand."""

from __future__ import annotations

from collections.abc import Iterable

from jamsos_desktop.model.regions import Wilayah
from jamsos_desktop.store.engine import Database


def register(db: Database, found: Iterable[Wilayah]) -> None:
    """Enter units that the register does not know yet."""
    with db.write():
        db.many("INSERT INTO unit (kode, jenis, nama, kecamatan) VALUES (?,?,?,?) ON CONFLICT (kode) DO NOTHING",
                [(w.kode, w.jenis, w.nama, w.kecamatan) for w in found])
