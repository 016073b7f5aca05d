"""Units of the register: desa and kelurahan of the kabupaten, offices (OPD) added by hand, their targets and keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from jamsos_desktop.hub.register import pairs
from jamsos_desktop.model.regions import Wilayah
from jamsos_desktop.store.engine import Database

Targets = dict[str, dict[str, int]]  # unit -> kelompok (or fund) -> people
# Outcomes that wait for somebody at the district; all others need nothing more.
UNDECIDED = ("dua_laptop", "kunci_lain", "menunggu")


class UnitRow(NamedTuple):
    """A unit with what lists say of it; ``devices``: laptops it sent from, ``people``: those held and not deleted."""

    kode: str
    jenis: str
    nama: str
    kecamatan: str
    profil: str
    sign: str
    age: str
    dicocokkan: str
    dicocokkan_oleh: str
    seq: int
    dibuat: str
    diambil: str
    minta_penuh: int
    riwayat_n: int
    riwayat_hash: str
    devices: int
    people: int


_UNIT = ("SELECT u.kode, u.jenis, u.nama, u.kecamatan, u.profil, u.sign, u.age, u.dicocokkan, u.dicocokkan_oleh,"
         " u.seq, u.dibuat, u.diambil, u.minta_penuh, u.riwayat_n, u.riwayat_hash,"
         " (SELECT count(*) FROM perangkat p WHERE p.kode = u.kode),"
         " (SELECT coalesce(sum(r.orang), 0) FROM rekap r WHERE r.unit = u.kode) FROM unit u")


def register(db: Database, found: Iterable[Wilayah]) -> None:
    """Enter units that the register does not know yet."""
    with db.write():
        db.many("INSERT INTO unit (kode, jenis, nama, kecamatan) VALUES (?,?,?,?) ON CONFLICT (kode) DO NOTHING",
                [(w.kode, w.jenis, w.nama, w.kecamatan) for w in found])


def every(db: Database) -> list[UnitRow]:
    """All units, offices after villages, each by code."""
    return [UnitRow(*row) for row in db.all(f"{_UNIT} ORDER BY u.jenis = 'opd', u.kode")]


def one(db: Database, kode: str) -> UnitRow | None:
    """A unit by its code, None when there is none."""
    row = db.one(f"{_UNIT} WHERE u.kode = ?", (kode,))
    return UnitRow(*row) if row else None


def names(db: Database) -> dict[str, str]:
    """Unit -> name."""
    return dict(db.all("SELECT kode, nama FROM unit"))


def add(db: Database, kode: str, jenis: str, nama: str, kecamatan: str) -> None:
    """Enter a unit by hand, inside ``db.write()``; the caller has seen that its code is free."""
    db.run("INSERT INTO unit (kode, jenis, nama, kecamatan) VALUES (?,?,?,?)", (kode, jenis, nama, kecamatan))


# Targets and quotas. Both tables are (kode, name, tahun) -> orang.

def targets(db: Database, tahun: int) -> Targets:
    """Unit -> kelompok -> people aimed at."""
    return _figures(db.all("SELECT kode, kelompok, orang FROM sasaran WHERE tahun = ?", (tahun,)))


def quotas(db: Database, tahun: int) -> Targets:
    """Unit (or the kabupaten's own code) -> fund -> pekerja rentan that it pays for."""
    return _figures(db.all("SELECT kode, sumber_dana, orang FROM kuota WHERE tahun = ?", (tahun,)))


def put_targets(db: Database, tahun: int, wanted: Mapping[str, Mapping[str, int | None]]) -> None:
    """Set figures inside ``db.write()``; None takes one away."""
    _put(db, "sasaran", "kelompok", tahun, wanted)


def put_quotas(db: Database, tahun: int, wanted: Mapping[str, Mapping[str, int | None]]) -> None:
    """The same for quotas."""
    _put(db, "kuota", "sumber_dana", tahun, wanted)


def _put(db: Database, table: str, name: str, tahun: int, wanted: Mapping[str, Mapping[str, int | None]]) -> None:
    flat = [(kode, key, tahun, orang) for kode, figures in wanted.items() for key, orang in figures.items()]
    db.many(f"DELETE FROM {table} WHERE kode = ? AND {name} = ? AND tahun = ?", [row[:3] for row in flat])
    db.many(f"INSERT INTO {table} (kode, {name}, tahun, orang) VALUES (?,?,?,?)",
            [row for row in flat if row[3] is not None])


def _figures(rows: Iterable[tuple[Any, ...]]) -> Targets:
    found: Targets = {}
    for kode, key, orang in rows:
        found.setdefault(kode, {})[key] = orang
    return found


# Keys.

def keys_of(db: Database, kode: str) -> list[tuple[str, str, str, str]]:
    """(sidik, sejak, dicabut, oleh) of every key a unit signed with, newest first."""
    rows = db.all("SELECT sidik, sejak, dicabut, oleh FROM kunci_unit WHERE kode = ? ORDER BY sejak DESC, sidik",
                  (kode,))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def match(db: Database, kode: str, stamp: str, oleh: str) -> None:
    """The key in use was compared, inside ``db.write()``. A key that follows a retired one belongs to a village
    that lost its laptop: its next reply brings back everything held."""
    db.run("UPDATE unit SET balas_penuh = max(balas_penuh, dicocokkan = '' AND EXISTS"
           " (SELECT 1 FROM kunci_unit k WHERE k.kode = unit.kode AND k.dicabut <> '')),"
           " dicocokkan = ?, dicocokkan_oleh = ? WHERE kode = ?", (stamp, oleh, kode))


def retire(db: Database, kode: str, sidik: str, stamp: str, oleh: str) -> None:
    """Accept nothing more from the key in use, inside ``db.write()``: the next key counts as first contact."""
    row = db.one("SELECT sign, age, coalesce(nullif(dicocokkan, ''), diambil) FROM unit WHERE kode = ?", (kode,))
    assert row is not None
    db.run("INSERT INTO kunci_unit (kode, sidik, sign, age, sejak, dicabut, oleh) VALUES (?,?,?,?,?,?,?)"
           " ON CONFLICT (kode, sidik) DO UPDATE SET dicabut = excluded.dicabut, oleh = excluded.oleh",
           (kode, sidik, *row, stamp, oleh))
    db.run("UPDATE unit SET sign = '', age = '', dicocokkan = '', dicocokkan_oleh = '', minta_penuh = 1"
           " WHERE kode = ?", (kode,))


def waiting(db: Database) -> tuple[int, int]:
    """(deliveries that wait for a decision or for their key to be compared, undecided pairs)."""
    marks = ",".join("?" * len(UNDECIDED))
    row = db.one("SELECT (SELECT count(*) FROM kiriman WHERE keadaan = 'ditahan' AND keputusan = ''"
                 f" AND hasil IN ({marks}))"
                 " + (SELECT count(*) FROM unit WHERE sign <> '' AND dicocokkan = '')", UNDECIDED)
    return row[0] if row else 0, pairs.open_count(db)
