"""What left the office: printed sheets (Cetakan) and packages (Paket), and what they held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor


class PrintedPerson(NamedTuple):
    """One person's form in a bundle: copy number, check code, core values and revision printed."""

    uid: str
    ke: int
    kode_periksa: str
    inti: str
    revisi: int


class PackageInfo(NamedTuple):
    """One package as kept. ``keadaan``: ``dibuat`` until a reply confirms it (``dikonfirmasi``)."""

    seq: int
    isi: str
    base: int
    prev: str
    sha: str
    kode_periksa: str
    nama_berkas: str
    ukuran: int
    waktu: str
    penerima: dict[str, Any]
    jumlah: dict[str, Any]
    keadaan: str


class Trail(NamedTuple):
    """What is known of a person's last form and package; empty values where there is none."""

    printed_core: str = ""
    copies: int = 0
    kode_periksa: str = ""
    sent_revisi: int | None = None
    sent_seq: int | None = None
    sent_core: str = ""


class Noted(NamedTuple):
    """A person in a package: its number, the revision that travelled, what was asked."""

    seq: int
    revisi: int
    asked: str

    @property
    def what(self) -> tuple[int, str]:
        return self.revisi, self.asked


NEVER = Noted(0, -1, "")


def add_print(db: Database, actor: Actor, bundel: str, jenis: str, kertas: str, versi: str, lembar: int,
              people: Sequence[PrintedPerson]) -> None:
    """Note a printed kind of paper; call it inside ``db.write()``."""
    cursor = db.run("INSERT INTO cetakan (bundel, jenis, kertas, versi, waktu, oleh, lembar) VALUES (?,?,?,?,?,?,?)",
                    (bundel, jenis, kertas, versi, actor.stamp, actor.pelaku, lembar))
    db.many("INSERT INTO cetakan_orang (cetakan_id, uid, ke, kode_periksa, inti, revisi) VALUES (?,?,?,?,?,?)",
            [(cursor.lastrowid, *person) for person in people])
    history.append(db, actor, "cetak", "cetakan", bundel, [jenis])


def trails(db: Database, uids: Sequence[str] | None = None) -> dict[str, Trail]:
    """uid -> Trail for the given people, or for everyone who was ever printed or sent."""
    if uids is not None and len(uids) > 500:  # one scan is cheaper than many parts
        wanted = set(uids)
        return {uid: trail for uid, trail in trails(db).items() if uid in wanted}
    where = "" if uids is None else f"AND uid IN ({','.join('?' * len(uids))})"
    args = list(uids or ())
    found: dict[str, Trail] = {}
    for uid, copies, core, code in db.all(
            "SELECT uid, ke, inti, kode_periksa FROM cetakan_orang c WHERE cetakan_id ="
            f" (SELECT max(cetakan_id) FROM cetakan_orang l WHERE l.uid = c.uid) {where}", args):
        found[uid] = Trail(printed_core=core, copies=copies, kode_periksa=code)
    for uid, seq, revisi, core in db.all(
            "SELECT uid, seq, revisi, inti FROM paket_orang p WHERE seq ="
            f" (SELECT max(seq) FROM paket_orang l WHERE l.uid = p.uid) {where}", args):
        found[uid] = found.get(uid, Trail())._replace(sent_seq=seq, sent_revisi=revisi, sent_core=core)
    return found


def prints(db: Database, limit: int = 200) -> list[dict[str, Any]]:
    """Printed kinds of paper, newest first."""
    keys = ("bundel", "jenis", "kertas", "waktu", "oleh", "lembar")
    rows = db.all(f"SELECT {','.join(keys)} FROM cetakan ORDER BY id DESC LIMIT {limit:d}")
    return [dict(zip(keys, row, strict=True)) for row in rows]


def add_package(db: Database, actor: Actor, info: PackageInfo,
                people: Sequence[tuple[str, int, str, str]]) -> None:
    """Note a package with (uid, revisi, core, permohonan) of everyone in it, inside ``db.write()``."""
    values = (*info[:9], _json(info.penerima), _json(info.jumlah), info.keadaan)
    db.run(f"INSERT INTO paket ({','.join(PackageInfo._fields)}) VALUES ({','.join('?' * 12)})", values)
    db.many("INSERT INTO paket_orang (seq, uid, revisi, inti, permohonan) VALUES (?,?,?,?,?)",
            [(info.seq, *person) for person in people])
    history.append(db, actor, "kirim", "paket", str(info.seq))


def packages(db: Database) -> list[PackageInfo]:
    """All packages, newest first."""
    found = [PackageInfo._make(row) for row in db.all(
        f"SELECT {','.join(PackageInfo._fields)} FROM paket ORDER BY seq DESC")]
    decode = msgspec.json.decode
    return [info._replace(penerima=decode(str(info.penerima)), jumlah=decode(str(info.jumlah))) for info in found]


def noted(db: Database, up_to: int | None = None) -> dict[str, Noted]:
    """uid -> what its newest package (numbered up to ``up_to``) held of it."""
    limit = "" if up_to is None else f"WHERE seq <= {up_to:d}"
    rows = db.all(f"SELECT uid, max(seq), revisi, permohonan FROM paket_orang {limit} GROUP BY uid")
    return {str(uid): Noted(seq, revisi, asked) for uid, seq, revisi, asked in rows}


def _json(value: Mapping[str, Any]) -> str:
    return msgspec.json.encode(value).decode()
