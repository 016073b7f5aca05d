"""Peserta in the file: one person with kin and papers, written whole, guarded by ``revisi``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from operator import attrgetter
from typing import Any

import msgspec

from jamsos_desktop.model.plain import plain
from jamsos_desktop.model.records import Keluarga, Pencocokan, Persetujuan, Peserta, SumberDana
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import drafts, history, office
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor


@dataclass(frozen=True, slots=True)
class Derived:
    """What the rules say of a record today, kept beside it so that lists filter in SQL."""

    status: str
    masalah: str
    tingkat: str
    masalah_n: int
    masalah_semua: str
    kerja: str
    iuran_sen: int
    berkas_ada: int
    berkas_perlu: int
    dihitung_untuk: str
    ketentuan: str
    berlaku_sampai: str | None = None
    jht_sen: int = 0


_DERIVED = tuple(f.name for f in fields(Derived))
# Not columns of their own, or written under another name.
_APART = ("keluarga", "berkas", "sumber_dana", "status")
_PLAIN = tuple(f.name for f in fields(Peserta) if f.name not in _APART)
_COLUMNS = (*_PLAIN, "sumber_jkk_jkm", "sumber_jht", *_DERIVED)
_INSERT = (f"INSERT INTO peserta ({','.join(_COLUMNS)}) VALUES ({','.join('?' * len(_COLUMNS))})"
           f" ON CONFLICT (uid) DO UPDATE SET {','.join(f'{c}=excluded.{c}' for c in _COLUMNS if c != 'uid')}")
# Who has not left, by the date itself: the kept status may still be yesterday's.
_HERE = "coalesce(keluar_tanggal > ?, 1)"
_DATES = frozenset(("tanggal_lahir", "mulai_bekerja", "akhir_kontrak", "masa_laku", "mulai", "sk_tanggal",
                    "sk_berakhir", "desil_tanggal", "aktif_sampai", "keluar_tanggal"))
_FLAGS = frozenset(("tanpa_hp", "tanpa_ahli_waris"))
_JSON = frozenset(("persetujuan", "dicocokkan", "mentah"))
_SPECIAL = _DATES | _FLAGS | _JSON | {"program"}
_SPECIAL_AT = tuple((n, key) for n, key in enumerate(_PLAIN) if key in _SPECIAL)
_KIN = tuple(f.name for f in fields(Keluarga))
# The fields whose change the history tells of.
_TOLD = tuple(f.name for f in fields(Peserta) if f.name not in ("revisi", "diubah", "status"))
# A record is wide and there are many: all of its fields at once.
_PLAIN_OF, _DERIVED_OF, _TOLD_OF = (attrgetter(*names) for names in (_PLAIN, _DERIVED, _TOLD))
_TOLD_EMPTY = _TOLD_OF(Peserta())


def put(db: Database, actor: Actor, person: Peserta, derived: Derived, *, base_revisi: int,
        aksi: str = "", alasan: str = "") -> Peserta:
    """Write a person inside ``db.write()`` and return the record as kept.

    ``base_revisi`` is the revision the change was made on (0: new); another one in the file means
    somebody else changed it: Problem BERUBAH.
    """
    before = read(db, person.uid, missing_ok=True)
    if (before.revisi if before else 0) != base_revisi:
        raise Problem("BERUBAH", "Data orang ini sudah diubah dari tempat lain.", "Kedua isian masih ada.",
                      "Bandingkan, lalu pilih yang dipakai.")
    nomor = person.nomor or (before.nomor if before else "") or new_number(db, person.segmen)
    kept = replace(person, nomor=nomor, revisi=base_revisi + 1, diubah=actor.stamp, status=derived.status)
    write_rows(db, [(kept, derived)])
    write_kin(db, kept)
    write_papers(db, actor, kept, before)
    drafts.drop_inside(db, "editor", kept.uid)
    history.append(db, actor, aksi or ("ubah" if before else "tambah"), "peserta", kept.uid,
                   changed_columns(before, kept), alasan)
    return kept


def new_number(db: Database, segmen: str) -> str:
    """PU-000012 or BPU-000417: a number of this office, never used twice."""
    prefix = segmen if segmen in ("PU", "BPU") else "BPU"
    return f"{prefix}-{office.next_number(db, prefix):06}"


def renumber(db: Database, actor: Actor, person: Peserta) -> None:
    """Give somebody another number of this office, inside ``db.write()``; they must be judged again afterwards."""
    db.run("UPDATE peserta SET nomor = ?, revisi = ?, diubah = ?, dihitung_untuk = '' WHERE uid = ?",
           (new_number(db, person.segmen), person.revisi + 1, actor.stamp, person.uid))
    history.append(db, actor, "ubah", "peserta", person.uid, ["nomor"])


def lift(db: Database, actor: Actor, uid: str, revisi: int, why: str) -> None:
    """Let a record count as newer than one known elsewhere, inside ``db.write()``; judge it again afterwards."""
    db.run("UPDATE peserta SET revisi = ?, diubah = ?, dihitung_untuk = '' WHERE uid = ?", (revisi, actor.stamp, uid))
    history.append(db, actor, "ubah", "peserta", uid, (), why)


def changed_columns(before: Peserta | None, after: Peserta) -> list[str]:
    """Names of the fields that differ (never values), for the history."""
    empty = _TOLD_OF(before) if before else _TOLD_EMPTY
    return [name for name, old, new in zip(_TOLD, empty, _TOLD_OF(after), strict=True) if old != new]


def put_derived(db: Database, uid: str, derived: Derived) -> None:
    """Refresh what the rules say of a record that itself did not change."""
    put_all_derived(db, [(uid, derived)])


def put_all_derived(db: Database, fresh: Sequence[tuple[str, Derived]]) -> None:
    """The same for many."""
    db.many(f"UPDATE peserta SET {','.join(f'{c}=?' for c in _DERIVED)} WHERE uid = ?",
            [(*(getattr(derived, c) for c in _DERIVED), uid) for uid, derived in fresh])


def stage_derived(db: Database, fresh: Sequence[tuple[str, Derived]]) -> None:
    """Lay fresh values aside on this connection alone (in memory): nothing is locked and nobody sees them yet."""
    db.run(f"CREATE TEMP TABLE IF NOT EXISTS segar (uid TEXT PRIMARY KEY, {','.join(_DERIVED)}) WITHOUT ROWID")
    db.many(f"INSERT OR REPLACE INTO segar VALUES (?,{','.join('?' * len(_DERIVED))})",
            [(uid, *(getattr(derived, c) for c in _DERIVED)) for uid, derived in fresh])


def put_staged(db: Database) -> None:
    """Give everybody the values laid aside on this connection, inside ``db.write()``."""
    if db.one("SELECT 1 FROM sqlite_temp_master WHERE name = 'segar'"):
        fresh = ",".join(f"{c} = s.{c}" for c in _DERIVED)
        db.run(f"UPDATE peserta SET {fresh} FROM segar s WHERE s.uid = peserta.uid")


def revisions(db: Database) -> dict[str, int]:
    """uid -> revision of everybody, in the order of their numbers."""
    return {str(uid): int(revisi) for uid, revisi in db.all("SELECT uid, revisi FROM peserta ORDER BY id")}


def write_rows(db: Database, rows: Iterable[tuple[Peserta, Derived]]) -> None:
    """Whole rows of people, in place of those that have their uid."""
    db.many(_INSERT, (_values(person, derived) for person, derived in rows))


def _values(person: Peserta, derived: Derived) -> list[Any]:
    values = list(_PLAIN_OF(person))
    for place, key in _SPECIAL_AT:
        values[place] = _store(key, values[place])
    return [*values, person.sumber_dana.jkk_jkm, person.sumber_dana.jht, *_DERIVED_OF(derived)]


def _store(key: str, value: Any) -> Any:
    if key not in _SPECIAL:
        return value
    if key in _DATES:
        return value.isoformat() if value else None
    if key in _FLAGS:
        return int(value)
    if key == "program":
        return " ".join(value)
    return msgspec.json.encode(plain(value)).decode()


def write_kin(db: Database, *people: Peserta) -> None:
    """The families of these people, in place of what stood there."""
    db.many("DELETE FROM keluarga WHERE peserta_uid = ?", [(person.uid,) for person in people])
    db.many(f"INSERT INTO keluarga (peserta_uid, n, {','.join(_KIN)}) VALUES (?,?,{','.join('?' * len(_KIN))})",
            [(person.uid, n, *(_store(key, getattr(k, key)) for key in _KIN))
             for person in people for n, k in enumerate(person.keluarga)])


def write_papers(db: Database, actor: Actor, person: Peserta, before: Peserta | None) -> None:
    """Write the papers of a person that changed since ``before``, inside ``db.write()``."""
    old = before.berkas if before else {}
    gone = [code for code in old if code not in person.berkas]
    db.many("DELETE FROM berkas WHERE peserta_uid = ? AND kode = ?", [(person.uid, code) for code in gone])
    fresh = [(person.uid, code, state, actor.pelaku, actor.stamp)
             for code, state in person.berkas.items() if old.get(code) != state]
    db.many("INSERT INTO berkas (peserta_uid, kode, keadaan, oleh, waktu) VALUES (?,?,?,?,?)"
            " ON CONFLICT (peserta_uid, kode) DO UPDATE SET keadaan = excluded.keadaan, oleh = excluded.oleh,"
            " waktu = excluded.waktu", fresh)


def read(db: Database, uid: str, *, missing_ok: bool = False) -> Peserta | None:
    """One person by uid; None (or Problem PESERTA_TIDAK_ADA) when there is none."""
    found = read_many(db, [uid])
    if found:
        return found[0]
    if missing_ok:
        return None
    raise Problem("PESERTA_TIDAK_ADA", "Orang ini tidak ada di data desa.", TIDAK_BERUBAH,
                  "Muat ulang daftar peserta.")


def read_many(db: Database, uids: Sequence[str] | None = None) -> list[Peserta]:
    """People by uid in the order given, or everyone in the order of their numbers."""
    if uids is None:
        return list(_load(db, "", []))
    found: dict[str, Peserta] = {}
    for start in range(0, len(uids), 500):
        part = list(uids[start:start + 500])
        found.update((p.uid, p) for p in _load(db, f"WHERE uid IN ({','.join('?' * len(part))})", part))
    return [found[uid] for uid in uids if uid in found]


def read_with(db: Database, statuses: Sequence[str]) -> list[Peserta]:
    """Everyone whose kept status is one of these, in the order of their numbers."""
    marks = ",".join("?" * len(statuses))
    return list(_load(db, f"WHERE uid IN (SELECT uid FROM peserta WHERE status IN ({marks}))", list(statuses)))


def _load(db: Database, where: str, args: list[str]) -> Iterable[Peserta]:
    kin: dict[str, list[Keluarga]] = {}
    inner = where.replace("uid IN", "peserta_uid IN")
    for row in db.all(f"SELECT peserta_uid, {','.join(_KIN)} FROM keluarga {inner} ORDER BY peserta_uid, n", args):
        kin.setdefault(row[0], []).append(_kin(dict(zip(_KIN, row[1:], strict=True))))
    papers: dict[str, dict[str, str]] = {}
    for uid, code, state in db.all(f"SELECT peserta_uid, kode, keadaan FROM berkas {inner} ORDER BY kode", args):
        papers.setdefault(uid, {})[code] = state
    columns = (*_PLAIN, "sumber_jkk_jkm", "sumber_jht", "status")
    for row in db.all(f"SELECT {','.join(columns)} FROM peserta {where} ORDER BY id", args):
        values = dict(zip(columns, row, strict=True))
        yield _person(values, tuple(kin.get(values["uid"], ())), papers.get(values["uid"], {}))


def _kin(values: dict[str, Any]) -> Keluarga:
    return Keluarga(**{**values, "tanggal_lahir": _day(values["tanggal_lahir"])})


def _person(values: dict[str, Any], kin: tuple[Keluarga, ...], papers: dict[str, str]) -> Peserta:
    funds = SumberDana(jkk_jkm=values.pop("sumber_jkk_jkm"), jht=values.pop("sumber_jht"))
    for key in _DATES:
        values[key] = _day(values[key])
    for key in _FLAGS:
        values[key] = bool(values[key])
    values["program"] = tuple(values["program"].split())
    values["persetujuan"] = msgspec.json.decode(values["persetujuan"], type=Persetujuan | None)
    values["dicocokkan"] = msgspec.json.decode(values["dicocokkan"], type=tuple[Pencocokan, ...])
    values["mentah"] = msgspec.json.decode(values["mentah"], type=dict[str, str])
    return Peserta(**values, sumber_dana=funds, keluarga=kin, berkas=papers)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def uid_by_name(db: Database, nik_or_number: str) -> str | None:
    """The uid of the person with this NIK or local number; Problem NIK_GANDA when two share the NIK."""
    rows = db.all("SELECT uid FROM peserta WHERE nomor = ? OR (nik = ? AND nik <> '')",
                  (nik_or_number.upper(), nik_or_number))
    if len(rows) > 1:
        raise Problem("NIK_GANDA", "Ada dua orang dengan NIK itu.", TIDAK_BERUBAH,
                      "Sebut nomornya, misalnya BPU-000012.")
    return str(rows[0][0]) if rows else None


def same_nik(db: Database, nik: str, today: date, but_uid: str = "") -> list[tuple[str, str, str]]:
    """(uid, nomor, nama) of others in this desk who hold the NIK and have not left by today."""
    if not nik:
        return []
    return [(row[0], row[1], row[2]) for row in db.all(
        f"SELECT uid, nomor, nama FROM peserta WHERE nik = ? AND uid <> ? AND {_HERE}",
        (nik, but_uid, today.isoformat()))]


def mark_stale(db: Database, uids: Sequence[str]) -> None:
    """Kept statuses of these people no longer count; inside the transaction that changed what they rest on.

    Should the program die before they are judged again, the next start does it.
    """
    db.many("UPDATE peserta SET dihitung_untuk = '' WHERE uid = ?", [(uid,) for uid in uids])


def uids_with(db: Database, statuses: Sequence[str]) -> list[str]:
    """Everyone whose kept status is one of these."""
    marks = ",".join("?" * len(statuses))
    return [str(row[0]) for row in db.all(f"SELECT uid FROM peserta WHERE status IN ({marks})", statuses)]


def stale(db: Database, today: date, policy: str) -> list[str]:
    """uids whose kept status was computed for another day or under another policy."""
    return [str(row[0]) for row in db.all(
        "SELECT uid FROM peserta WHERE dihitung_untuk <> ? OR ketentuan <> ?", (today.isoformat(), policy))]


def doubled_niks(db: Database, today: date, niks: Sequence[str] | None = None) \
        -> dict[str, list[tuple[str, str, str]]]:
    """NIK -> (uid, nomor, nama) of everyone holding it, for NIKs that two or more hold today; ``niks``: only those
    matter."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    day = today.isoformat()
    wanted = niks if niks is not None and len(niks) <= 500 else ()  # one scan is cheaper than many parts
    few = f"AND nik IN ({','.join('?' * len(wanted))})" if wanted else ""
    for nik, uid, nomor, nama in db.all(
            f"SELECT nik, uid, nomor, nama FROM peserta WHERE {_HERE} AND nik IN (SELECT nik FROM peserta"
            f" WHERE nik <> '' AND {_HERE} {few} GROUP BY nik HAVING count(*) > 1) ORDER BY id",
            (day, day, *wanted)):
        found.setdefault(nik, []).append((uid, nomor, nama))
    return found


def at_least(db: Database, many: int) -> bool:
    """Whether so many people are stored; counts no further."""
    return len(db.all("SELECT 1 FROM peserta LIMIT ?", (many,))) == many
