"""Packages the register has seen, and the writing of their people: always inside the ``db.write()`` of one package."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.hub.merge import Merged
from jamsos_desktop.hub.records import Entry
from jamsos_desktop.hub.register import contents
from jamsos_desktop.store.engine import Database

STANDING = ("diterapkan", "digabung")  # packages whose people are in the register
_PARTS = 500


class Delivery(NamedTuple):
    """One row of ``kiriman``. ``keadaan``: diterapkan, digabung (the second of a fork), ditahan (kept sealed),
    dibuang or diganti (decided against, or no longer needed). ``sebab``: why it was kept aside (``road.Verdict``).
    ``jumlah``: JSON of counts. ``keputusan``: what was decided about it."""

    id: int
    unit: str
    seq: int
    sha: str
    kode_periksa: str
    base: int
    prev: str
    perangkat: str
    isi: str
    dibuat: str
    diambil: str
    nama_berkas: str
    ukuran: int
    keadaan: str
    hasil: str
    keterangan: str
    jumlah: str
    sidik: str
    sebab: str = ""
    keputusan: str = ""

    @property
    def counts(self) -> dict[str, int]:
        return msgspec.json.decode(self.jumlah, type=dict[str, int])


class UnitRow(NamedTuple):
    """What taking in must know of a village."""

    kode: str
    jenis: str
    nama: str
    kecamatan: str
    sign: str
    age: str
    dicocokkan: str
    seq: int
    sha: str
    cabang: int
    minta_penuh: int


_STATE = ("profil", "berkas", "sisa", "map", "bayar", "sotk", "perangkat", "seq", "sha", "dibuat", "diambil",
          "riwayat_n", "riwayat_hash", "cabang", "minta_penuh")
_DELIVERY = ", ".join(Delivery._fields)
_ENTRY = Entry._fields
_OWN = ("unit", "seq", "perangkat", "isi_id", "jejak", "pertama", "diubah")
_SHOWN = (*_ENTRY[1:], "seq", "perangkat", "isi_id", "jejak")
_PUT = (
    f"INSERT INTO orang ({', '.join((*_ENTRY, *_OWN))}) VALUES ({', '.join('?' * (len(_ENTRY) + len(_OWN)))})"
    f" ON CONFLICT (uid) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in _SHOWN)}, hapus = 0,"
    " diubah = CASE WHEN excluded.revisi = orang.revisi THEN orang.diubah ELSE excluded.diubah END")
# What a deletion leaves of somebody: that there was a uid, and which revisi ended it.
_ERASED = ("nomor", "nik", "nama", "tanggal_lahir", "nama_ibu", "kelompok", "segmen", "kerja", "sumber_dana", "program",
           "permohonan", "mutu", "kpj", "aktif_dari", "aktif_sampai", "alasan", "kolom", "oleh", "tindakan", "catatan",
           "diputuskan", "batch")
_STONE = (f"INSERT INTO orang ({', '.join((*_ENTRY, *_OWN))}, hapus)"
          f" VALUES ({', '.join('?' * (len(_ENTRY) + len(_OWN)))}, 1)"
          " ON CONFLICT (uid) DO UPDATE SET revisi = excluded.revisi, seq = excluded.seq, jejak = excluded.jejak")


def make_room(db: Database) -> None:
    """Ready a connection for a long run: pages that every village touches stay in memory (64 MB) and are brought
    into the file less often. What is committed is as durable as ever."""
    db.run("PRAGMA cache_size = -65536")
    db.run("PRAGMA wal_autocheckpoint = 4000")


@contextmanager
def apart(db: Database) -> Generator[None, None, None]:
    """A step within ``db.write()`` that is undone alone when it fails."""
    db.run("SAVEPOINT langkah")
    try:
        yield
    except BaseException:
        if db.connection.in_transaction:  # a full disk may have ended it all
            db.run("ROLLBACK TO langkah")
            db.run("RELEASE langkah")
        raise
    db.run("RELEASE langkah")


# --- units, keys, devices -------------------------------------------------------------------------


def unit_row(db: Database, kode: str) -> UnitRow | None:
    """A unit by its code, None when the register does not know it."""
    row = db.one(f"SELECT {', '.join(UnitRow._fields)} FROM unit WHERE kode = ?", (kode,))
    return UnitRow._make(row) if row else None


def unit_rows(db: Database) -> list[UnitRow]:
    """Every unit."""
    return [UnitRow._make(row) for row in db.all(f"SELECT {', '.join(UnitRow._fields)} FROM unit ORDER BY kode")]


def revoked(db: Database, kode: str, sign: str, sidik: str) -> set[str]:
    """Fingerprints of keys of a village that no longer count; with them ``sidik``, when ``sign`` was part of one."""
    rows = db.all("SELECT sidik, sign FROM kunci_unit WHERE kode = ? AND dicabut <> ''", (kode,))
    return {str(row[0]) for row in rows} | ({sidik} if any(row[1] == sign for row in rows) else set())


def register_key(db: Database, kode: str, sidik: str, sign: str, age: str, stamp: str) -> None:
    """The key of a first package; nobody has compared it yet."""
    db.run("UPDATE unit SET sign = ?, age = ?, dicocokkan = '', dicocokkan_oleh = '', seq = 0, sha = ''"
           " WHERE kode = ?", (sign, age, kode))
    db.run("INSERT INTO kunci_unit (kode, sidik, sign, age, sejak) VALUES (?,?,?,?,?)"
           " ON CONFLICT (kode, sidik) DO NOTHING", (kode, sidik, sign, age, stamp))


def device_number(db: Database, kode: str, perangkat: str, stamp: str) -> int:
    """The number of a laptop within its village; a new one is entered."""
    db.run("INSERT INTO perangkat (kode, perangkat, nomor, sejak) SELECT ?, ?, count(*) + 1, ? FROM perangkat"
           " WHERE kode = ? ON CONFLICT (kode, perangkat) DO NOTHING", (kode, perangkat, stamp, kode))
    return devices(db, kode)[perangkat]


def devices(db: Database, kode: str) -> dict[str, int]:
    """device -> its number within the village."""
    return {str(name): int(n) for name, n in db.all("SELECT perangkat, nomor FROM perangkat WHERE kode = ?", (kode,))}


def retired_from(db: Database, kode: str, perangkat: str) -> int:
    """The number from which a laptop no longer counts; 0 while it does."""
    row = db.one("SELECT pensiun_seq FROM perangkat WHERE kode = ? AND perangkat = ? AND keadaan = 'pensiun'",
                 (kode, perangkat))
    return int(row[0]) if row else 0


def retire(db: Database, kode: str, old: str, new: str, seq: int, stamp: str) -> None:
    """Laptop ``new`` took the place of ``old`` with its package ``seq``."""
    device_number(db, kode, old, stamp)
    db.run("UPDATE perangkat SET pensiun_seq = CASE WHEN keadaan = 'pensiun' THEN min(pensiun_seq, ?) ELSE ? END,"
           " keadaan = 'pensiun' WHERE kode = ? AND perangkat = ?", (seq, seq, kode, old))
    db.run("UPDATE perangkat SET menggantikan = ? WHERE kode = ? AND perangkat = ?", (old, kode, new))


def put_unit(db: Database, kode: str, values: Mapping[str, Any]) -> None:
    """Columns of a village that its newest package brought."""
    db.run(f"UPDATE unit SET {', '.join(f'{column} = ?' for column in values)} WHERE kode = ?",
           (*values.values(), kode))


def holds_board(db: Database, kode: str) -> bool:
    """Whether the board held of a village is one it made itself, with seats that have an id."""
    row = db.one("SELECT EXISTS (SELECT 1 FROM json_each(unit.sotk) WHERE json_extract(value, '$.id') <> '')"
                 " FROM unit WHERE kode = ?", (kode,))
    return bool(row and row[0])


def unit_state(db: Database, kode: str) -> dict[str, Any]:
    """Everything that packages write about a village, as ``put_unit`` takes it back."""
    row = db.one(f"SELECT {', '.join(_STATE)} FROM unit WHERE kode = ?", (kode,))
    assert row is not None
    return dict(zip(_STATE, row, strict=True))


# --- packages -------------------------------------------------------------------------------------


def by_sha(db: Database, sha: str) -> Delivery | None:
    """The package whose list of contents has this sum, None when it never came."""
    return _first(db, "sha = ?", (sha,))


def by_id(db: Database, kiriman_id: int) -> Delivery | None:
    """A package by its number in the register, None when there is none."""
    return _first(db, "id = ?", (kiriman_id,))


def of_unit(db: Database, kode: str) -> list[Delivery]:
    """Every package of a village, in the order of its numbers."""
    return _deliveries(db, "WHERE unit = ? ORDER BY seq, id", (kode,))


def held_back(db: Database, kode: str = "") -> list[Delivery]:
    """Packages kept sealed and undecided, of one village or of all."""
    where, args = ("AND unit = ?", (kode,)) if kode else ("", ())
    return _deliveries(db, f"WHERE keadaan = 'ditahan' {where} ORDER BY unit, seq, id", args)


def latest(db: Database, limit: int) -> list[Delivery]:
    """The newest packages first."""
    return _deliveries(db, f"ORDER BY diambil DESC, id DESC LIMIT {limit:d}", ())


def note(db: Database, delivery: Delivery) -> int:
    """Write a package's row (``id`` 0: a new one); returns its id."""
    columns = Delivery._fields[1:]
    if delivery.id:
        db.run(f"UPDATE kiriman SET {', '.join(f'{column} = ?' for column in columns)} WHERE id = ?",
               (*delivery[1:], delivery.id))
        return delivery.id
    marks = ", ".join("?" * len(columns))
    return int(db.run(f"INSERT INTO kiriman ({', '.join(columns)}) VALUES ({marks})", delivery[1:]).lastrowid)


def set_state(db: Database, ids: Iterable[int], keadaan: str, keputusan: str | None = None) -> None:
    """``keputusan`` None: as it was."""
    db.many("UPDATE kiriman SET keadaan = ?, keputusan = coalesce(?, keputusan) WHERE id = ?",
            [(keadaan, keputusan, one) for one in ids])


def keep_sealed(db: Database, kiriman_id: int, data: bytes) -> None:
    """Keep the sealed file of a package that is kept aside."""
    db.run("INSERT OR REPLACE INTO tahanan (kiriman_id, data) VALUES (?, ?)", (kiriman_id, data))


def sealed(db: Database, kiriman_id: int) -> bytes:
    """The sealed file of a package kept aside; b"" when it is gone."""
    row = db.one("SELECT data FROM tahanan WHERE kiriman_id = ?", (kiriman_id,))
    return bytes(row[0]) if row else b""


def drop_sealed(db: Database, kiriman_id: int) -> None:
    """Forget that file."""
    db.run("DELETE FROM tahanan WHERE kiriman_id = ?", (kiriman_id,))


def _first(db: Database, where: str, args: Sequence[object]) -> Delivery | None:
    rows = _deliveries(db, f"WHERE {where}", args)
    return rows[0] if rows else None


def _deliveries(db: Database, where: str, args: Sequence[object]) -> list[Delivery]:
    return [Delivery._make(row) for row in db.all(f"SELECT {_DELIVERY} FROM kiriman {where}", args)]


# --- people ---------------------------------------------------------------------------------------


def elsewhere(db: Database, unit: str, uids: Iterable[str]) -> dict[str, str]:
    """uid -> the other village that holds it."""
    found: dict[str, str] = {}
    wanted = list(uids)
    for start in range(0, len(wanted), _PARTS):
        part = wanted[start:start + _PARTS]
        found.update((uid, held_by) for uid, held_by in db.all(
            f"SELECT uid, unit FROM orang WHERE uid IN ({','.join('?' * len(part))})", part) if held_by != unit)
    return found


def write_people(db: Database, unit: str, merged: Merged, *, seq: int, perangkat: str, isi_id: int,
                 stamp: str) -> None:
    """Everything ``merge`` decided but the versions of conflicts (``forks.keep_versions``)."""
    db.many(_PUT, ((*entry, unit, seq, perangkat, isi_id, merged.jejak[entry.uid], stamp, stamp)
                   for entry in merged.put))
    db.many("UPDATE orang SET jejak = ? WHERE uid = ?", [(jejak, uid) for uid, jejak in merged.traced.items()])
    db.many("UPDATE orang SET keadaan = 'masuk', alasan = '', kolom = '', oleh = '', tindakan = '', catatan = ''"
            " WHERE uid = ?", [(uid,) for uid in merged.reopened])
    db.many("UPDATE orang SET berubah = 1 WHERE uid = ?", [(uid,) for uid in merged.flagged])
    db.many("UPDATE orang SET permohonan = 'berhenti', berubah = 1, revisi = ?, seq = ?, jejak = ?"
            " WHERE uid = ?",
            [(stone.revisi, seq, merged.jejak[stone.uid], stone.uid) for stone in merged.ending])
    db.many(_STONE, [(*nobody(stone.uid, stone.revisi), unit, seq, perangkat, 0, merged.jejak[stone.uid], stamp, stamp)
                     for stone in merged.stones])
    if merged.erased:
        _erase(db, unit, merged, seq)


def nobody(uid: str, revisi: int) -> Entry:
    """The columns of somebody who was deleted."""
    return Entry(uid, revisi, "", "", "", "", "", "", "", "", "", "", "", 0, "")


def _erase(db: Database, unit: str, merged: Merged, seq: int) -> None:
    empty(db, unit, {stone.uid for stone in merged.erased})
    db.many("UPDATE orang SET revisi = ?, seq = ?, jejak = ? WHERE uid = ?",
            [(stone.revisi, seq, merged.jejak[stone.uid], stone.uid) for stone in merged.erased])


def empty(db: Database, unit: str, uids: Collection[str]) -> None:
    """What the village deleted goes from the columns, the versions and the kept texts; inside ``db.write()``."""
    if not uids:
        return
    columns = ", ".join(f"{column} = ''" for column in _ERASED)
    db.many(f"UPDATE orang SET {columns}, hapus = 1, tunda = 0, berubah = 0, keadaan = 'masuk', isi_id = 0,"
            " sebulan_sen = 0 WHERE uid = ?", [(uid,) for uid in uids])
    db.many("DELETE FROM versi WHERE uid = ?", [(uid,) for uid in uids])
    for isi_id, data in db.all("SELECT id, data FROM isi WHERE unit = ?", (unit,)):
        lines = zlib.decompress(data, -15).splitlines(keepends=True)
        left = [line for line in lines if contents.uid_of(line) not in uids]
        if len(left) < len(lines):
            db.run("UPDATE isi SET data = ? WHERE id = ?", (contents.deflated(b"".join(left)), isi_id))


def texts_of(db: Database, pointers: Mapping[str, int], uids: Collection[str]) -> dict[str, dict[str, Any]]:
    """uid -> whole row, of these uids, each in the piece that ``pointers`` names."""
    found: dict[str, dict[str, Any]] = {}
    wanted: dict[int, set[str]] = {}
    for uid in uids:
        wanted.setdefault(pointers[uid], set()).add(uid)
    for isi_id, some in wanted.items():
        for line in contents.lines_of(db, isi_id):
            if contents.uid_of(line) in some:
                row = msgspec.json.decode(line, type=dict[str, Any])
                found[str(row["uid"])] = row
    return found
