"""Pairs of records that may be one person: kept with what was decided, and what they hold up.

``orang.tunda`` counts the open questions about somebody: undecided pairs whose other side is still in play, and
one for versions from two laptops. ``retally`` is the only place that counts it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.hub.doubles import Found, HeldPair, Message
from jamsos_desktop.hub.likeness_records import Someone
from jamsos_desktop.hub.register import recap
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

# Who takes part: not deleted, and the district has not sent them away.
_IN_PLAY = "hapus = 0 AND keadaan NOT IN ('ditolak', 'keluar')"
_BOTH = ("FROM pasangan p JOIN orang x ON x.uid = p.a JOIN orang y ON y.uid = p.b"
         " WHERE p.keputusan = 0 AND " + " AND ".join(
             f"{side}.hapus = 0 AND {side}.keadaan NOT IN ('ditolak', 'keluar')" for side in "xy"))
_HELD = ", ".join(f"p.{name}" for name in HeldPair._fields)
_CHUNK = 400


class Line(NamedTuple):
    """A pair with the names and villages of both sides, as the list shows it."""

    pair: HeldPair
    nama: tuple[str, str]
    unit: tuple[str, str]
    desa: tuple[str, str]
    kecamatan: tuple[str, str]


def comparable(db: Database) -> list[Someone]:
    """Everybody who takes part in the search, by uid."""
    return [Someone._make(row) for row in db.all(
        f"SELECT uid, nik, nama, tanggal_lahir, nama_ibu FROM orang WHERE {_IN_PLAY} ORDER BY uid")]


def held(db: Database) -> list[HeldPair]:
    """Every pair ever found."""
    return [HeldPair._make(row) for row in db.all(f"SELECT {_HELD} FROM pasangan p")]


def one(db: Database, pair_id: int) -> HeldPair | None:
    """A pair as it is kept, None when there is none."""
    row = db.one(f"SELECT {_HELD} FROM pasangan p WHERE id = ?", (pair_id,))
    return HeldPair._make(row) if row else None


def lines(db: Database, jenis: str = "") -> list[Line]:
    """Open pairs first (same NIK, then by score), then the decided ones, newest first; of one kind or all."""
    return _lines(
        db, f"?1 IN ('', p.jenis) AND (p.keputusan > 0 OR p.id IN (SELECT p.id {_BOTH}))"
        " ORDER BY p.keputusan > 0, iif(p.keputusan > 0, p.waktu, '') DESC, p.jenis <> 'nik', p.skor DESC, p.id",
        jenis)


def line(db: Database, pair_id: int) -> Line | None:
    """One pair, also where one side is out of play."""
    return next(iter(_lines(db, "p.id = ?", pair_id)), None)


def _lines(db: Database, where: str, value: object) -> list[Line]:
    rows = db.all(
        f"SELECT {_HELD}, x.nama, y.nama, x.unit, y.unit, coalesce(u.nama, x.unit), coalesce(v.nama, y.unit),"
        " coalesce(u.kecamatan, ''), coalesce(v.kecamatan, '')"
        " FROM pasangan p JOIN orang x ON x.uid = p.a JOIN orang y ON y.uid = p.b"
        f" LEFT JOIN unit u ON u.kode = x.unit LEFT JOIN unit v ON v.kode = y.unit WHERE {where}", (value,))
    many = len(HeldPair._fields)
    return [Line(HeldPair._make(row[:many]), *(row[at:at + 2] for at in range(many, many + 8, 2))) for row in rows]


def counts(db: Database) -> tuple[int, int, int, int]:
    """(pairs decided, pairs open, people not deleted, units they belong to)."""
    row = db.one("SELECT (SELECT count(*) FROM pasangan WHERE keputusan > 0), coalesce(sum(orang), 0),"
                 " count(DISTINCT unit) FROM rekap")
    assert row is not None
    return row[0], open_count(db), row[1], row[2]


def open_count(db: Database, jenis: str = "") -> int:
    """Pairs that wait for a decision, of one kind or all."""
    row = db.one(f"SELECT count(*) {_BOTH} AND ? IN ('', p.jenis)", (jenis,))
    assert row is not None
    return int(row[0])


def changed_since(db: Database, moment: str) -> set[str]:
    """Everybody a package brought or a decision moved at ``moment`` (ISO) or later, or whose decision was undone."""
    return {str(row[0]) for row in db.all(
        "SELECT uid FROM orang WHERE diubah >= ?1 UNION SELECT j.key FROM putusan p, json_each(p.sesudah) j"
        " WHERE p.waktu >= ?1 OR p.dibatalkan >= ?1", (moment,))}


def last_found(db: Database) -> tuple[str, bool]:
    """(moment at which the newest search that ended began, "" when there was none; whether a package came in since)."""
    row = db.one("SELECT iif(alasan = '', waktu, alasan) FROM riwayat WHERE aksi = 'cari' AND objek = 'ganda'"
                 " ORDER BY n DESC LIMIT 1")
    came = db.one("SELECT max(diubah) FROM orang")
    when = str(row[0]) if row else ""
    return when, bool(when and came and came[0] and came[0] > when)


def units(db: Database) -> list[tuple[str, str, str, str]]:
    """(kode, jenis, nama, kecamatan) of every unit."""
    return [(row[0], row[1], row[2], row[3]) for row in db.all("SELECT kode, jenis, nama, kecamatan FROM unit")]


def cluster(db: Database, uids: Sequence[str]) -> list[str]:
    """These uids and everybody tied to them by open pairs, in the order they are met."""
    met, fresh = list(uids), list(uids)
    while fresh and len(met) < 12:
        near = [uid for row in _in_parts(db, f"SELECT p.a, p.b {_BOTH} AND (p.a IN (#) OR p.b IN (#))", fresh)
                for uid in row]
        fresh = [uid for uid in dict.fromkeys(near) if uid not in met]
        met += fresh
    return met


# Writing, inside ``db.write()``.

def settle_found(db: Database, found: Found, stamp: str) -> None:
    """Write what a search found: new pairs, pairs asked again, better reasons; forget open ones that are gone."""
    db.many("DELETE FROM pasangan WHERE id = ? AND keputusan = 0", [(pair_id,) for pair_id in found.gone])
    db.many("UPDATE pasangan SET keputusan = 0, jenis = ?, skor = ?, rincian = ?, ditemukan = ?, sidik = '',"
            " pesan = '', oleh = '', waktu = '' WHERE id = ?",
            [(new.jenis, new.skor, _json(new.alasan), stamp, pair_id) for pair_id, new in found.again])
    db.many("UPDATE pasangan SET jenis = ?, skor = ?, rincian = ? WHERE id = ?",
            [(new.jenis, new.skor, _json(new.alasan), pair_id) for pair_id, new in found.changed])
    db.many("INSERT INTO pasangan (a, b, jenis, skor, rincian, ditemukan) VALUES (?,?,?,?,?,?)",
            [(new.a, new.b, new.jenis, new.skor, _json(new.alasan), stamp) for new in found.new])


def close(db: Database, pair_id: int, keputusan: int, catatan: str, sidik: str, pesan: Sequence[int],
          actor: Actor) -> None:
    """Mark a pair as decided; ``sidik``: what both were when it was, ``pesan``: the messages that tell of it."""
    db.run("UPDATE pasangan SET keputusan = ?, catatan = ?, sidik = ?, pesan = ?, oleh = ?, waktu = ? WHERE id = ?",
           (keputusan, catatan, sidik, " ".join(map(str, pesan)), actor.pelaku, actor.stamp, pair_id))


def reopen(db: Database, pair_id: int) -> None:
    """Take a decision back; the note stays for the next one."""
    db.run("UPDATE pasangan SET keputusan = 0, sidik = '', pesan = '', oleh = '', waktu = '' WHERE id = ?",
           (pair_id,))


def tell(db: Database, messages: Iterable[Message], actor: Actor) -> list[int]:
    """Messages for the next replies of villages; returns their ids."""
    return [int(db.run("INSERT INTO pesan (unit, teks, uid, waktu, oleh) VALUES (?,?,?,?,?)",
                       (message.unit, message.teks, message.uid, actor.stamp, actor.pelaku)).lastrowid)
            for message in messages]


def withdraw(db: Database, ids: Sequence[int]) -> list[Message]:
    """Take back messages that no reply has carried yet; returns those that are already on their way."""
    marks = ",".join("?" * len(ids))
    gone = db.all(f"SELECT unit, teks, uid FROM pesan WHERE dikirim > 0 AND id IN ({marks})", ids)
    db.run(f"DELETE FROM pesan WHERE dikirim = 0 AND id IN ({marks})", ids)
    return [Message(*row) for row in gone]


def came_or_left(db: Database, uids: Sequence[str]) -> None:
    """Packages brought these people back into play, or took them out: "one person" of which both records are in
    play again is asked anew, and the open questions are counted."""
    back = {row[0] for row in _in_parts(
        db, f"SELECT p.id {_BOTH.replace('p.keputusan = 0', 'p.keputusan IN (1, 2, 3)')}"
        " AND (p.a IN (#) OR p.b IN (#))", uids)}
    for pair_id in back:
        reopen(db, pair_id)
    retally(db, uids)


def retally(db: Database, uids: Sequence[str]) -> None:
    """Count the open questions about these people and their partners anew."""
    near = {uid for row in _in_parts(db, "SELECT a, b FROM pasangan WHERE a IN (#) OR b IN (#)", uids)
            for uid in row}
    recount(db, sorted(near | set(uids)))


def recount(db: Database, uids: Sequence[str]) -> None:
    """The same for these people alone."""
    wanted = _open(set(_in_parts(db, f"SELECT p.a, p.b {_BOTH} AND (p.a IN (#) OR p.b IN (#))", uids)),
                   _in_parts(db, f"{_FORKS} AND uid IN (#)", uids))
    kept = list(_in_parts(db, "SELECT uid, tunda, unit FROM orang WHERE uid IN (#)", uids))
    other = [(wanted.get(uid, 0), uid, unit) for uid, tunda, unit in kept if wanted.get(uid, 0) != tunda]
    db.many("UPDATE orang SET tunda = ? WHERE uid = ?", [row[:2] for row in other])
    recap.refresh(db, {unit for _, _, unit in other})


def miscounted(db: Database) -> dict[str, list[str]]:
    """Unit -> people of it whose open questions are not those that ``tunda`` says; for ``recount``, part by part."""
    wanted = _open(db.all(f"SELECT p.a, p.b {_BOTH}"), db.all(_FORKS))
    kept = {row[0]: row[1:] for row in db.all("SELECT uid, tunda, unit FROM orang WHERE tunda > 0")}
    missing = [uid for uid in wanted if uid not in kept]
    kept |= {row[0]: row[1:] for row in _in_parts(db, "SELECT uid, tunda, unit FROM orang WHERE uid IN (#)", missing)}
    found: dict[str, list[str]] = {}
    for uid, (tunda, unit) in kept.items():
        if wanted.get(uid, 0) != tunda:
            found.setdefault(unit, []).append(uid)
    return found


_FORKS = "SELECT DISTINCT uid FROM versi WHERE keadaan = 'terbuka'"


def _open(pairs: Iterable[Sequence[Any]], forks: Iterable[Sequence[Any]]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for row in (*pairs, *forks):
        for uid in row:
            counted[uid] = counted.get(uid, 0) + 1
    return counted


def _in_parts(db: Database, sql: str, values: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Rows of a query whose every ``(#)`` stands for a list, asked in parts that fit."""
    for start in range(0, len(values), _CHUNK):
        part = values[start:start + _CHUNK]
        yield from db.all(sql.replace("#", ",".join("?" * len(part))), [*part] * sql.count("#"))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
