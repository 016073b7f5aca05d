"""What left the office: printed sheets (Cetakan) and packages (Paket), and what they held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.store import bills, history
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
    """What is known of a person's last form and package; empty values where there is none.

    ``sent_revisi``: the revision that equals what travelled; it moves on when an answer is written into the record.
    ``verdict``: the newest answer in force, "" when it is about another version than the one that travelled last.
    ``paid_until``: the last day (ISO) of the run of months paid for them as noted here, "" if nothing was.
    """

    printed_core: str = ""
    copies: int = 0
    kode_periksa: str = ""
    sent_revisi: int | None = None
    sent_seq: int | None = None
    sent_core: str = ""
    verdict: str = ""
    paid_until: str = ""


class Noted(NamedTuple):
    """A person in a package: its number, the revision that travelled, what was asked.

    ``setara``: the revision here that equals it since an answer was written into the record (None: the same one).
    """

    seq: int
    revisi: int
    asked: str
    setara: int | None = None

    @property
    def here(self) -> int:
        """The revision of the record that equals what travelled."""
        return self.revisi if self.setara is None else self.setara

    @property
    def what(self) -> tuple[int, str]:
        return self.here, self.asked


class Packed(NamedTuple):
    """A person as a package notes them; ``inti``: core values, ``setara`` as in ``Noted``."""

    uid: str
    revisi: int
    inti: str
    permohonan: str
    setara: int | None = None


NEVER = Noted(0, -1, "")


def add_print(db: Database, actor: Actor, bundel: str, jenis: str, kertas: str, versi: str, lembar: int,
              people: Sequence[PrintedPerson]) -> None:
    """Note a printed kind of paper; call it inside ``db.write()``."""
    cursor = db.run("INSERT INTO cetakan (bundel, jenis, kertas, versi, waktu, oleh, lembar) VALUES (?,?,?,?,?,?,?)",
                    (bundel, jenis, kertas, versi, actor.stamp, actor.pelaku, lembar))
    db.many("INSERT INTO cetakan_orang (cetakan_id, uid, ke, kode_periksa, inti, revisi) VALUES (?,?,?,?,?,?)",
            [(cursor.lastrowid, *person) for person in people])
    history.append(db, actor, "cetak", "cetakan", bundel, [jenis])


def trails(db: Database, today: date, uids: Sequence[str] | None = None) -> dict[str, Trail]:
    """uid -> Trail for the given people, or for everyone who was ever printed, sent or paid for.

    ``today``: the day on which the months paid are looked at."""
    if uids is not None and len(uids) > 500:  # one scan is cheaper than many parts
        wanted = set(uids)
        return {uid: trail for uid, trail in trails(db, today).items() if uid in wanted}
    where = "" if uids is None else f"AND uid IN ({','.join('?' * len(uids))})"
    args = list(uids or ())
    found: dict[str, Trail] = {}
    for uid, copies, core, code in db.all(
            "SELECT uid, ke, inti, kode_periksa FROM cetakan_orang c WHERE cetakan_id ="
            f" (SELECT max(cetakan_id) FROM cetakan_orang l WHERE l.uid = c.uid) {where}", args):
        found[uid] = Trail(printed_core=core, copies=copies, kode_periksa=code)
    said = verdicts(db, uids)
    for uid, seq, revisi, here, core in db.all(
            "SELECT uid, seq, revisi, coalesce(setara, revisi), inti FROM paket_orang p WHERE seq ="
            f" (SELECT max(seq) FROM paket_orang l WHERE l.uid = p.uid) {where}", args):
        about, verdict = said.get(uid, (-1, ""))
        found[uid] = found.get(uid, Trail())._replace(sent_seq=seq, sent_revisi=here, sent_core=core,
                                                      verdict=verdict if about == revisi else "")
    for uid, until in bills.paid_until(db, today, uids).items():
        found[uid] = found.get(uid, Trail())._replace(paid_until=until)
    return found


def copies(db: Database, uids: Sequence[str]) -> dict[str, int]:
    """uid -> how many forms were printed of them; who has none is left out."""
    few = list(uids) if len(uids) <= 500 else []  # one scan is cheaper than many parts
    where = f"WHERE uid IN ({','.join('?' * len(few))})" if few else ""
    wanted = set(uids)
    return {str(uid): int(ke) for uid, ke, _ in db.all(
        f"SELECT uid, ke, max(cetakan_id) FROM cetakan_orang {where} GROUP BY uid", few) if uid in wanted}


def verdicts(db: Database, uids: Sequence[str] | None = None) -> dict[str, tuple[int, str]]:
    """uid -> (revision it is about, verdict) of the newest answer in force, of at most 500 people or of everyone."""
    where = "" if uids is None else f"AND uid IN ({','.join('?' * len(uids))})"
    return {str(uid): (revisi, putusan) for uid, _, revisi, putusan in db.all(
        f"SELECT uid, max(balasan_no), revisi, putusan FROM keputusan WHERE keadaan = 'berlaku' {where} GROUP BY uid",
        list(uids or ()))}


def prints(db: Database, limit: int = 200) -> list[dict[str, Any]]:
    """Printed kinds of paper, newest first."""
    keys = ("bundel", "jenis", "kertas", "waktu", "oleh", "lembar")
    rows = db.all(f"SELECT {','.join(keys)} FROM cetakan ORDER BY id DESC LIMIT {limit:d}")
    return [dict(zip(keys, row, strict=True)) for row in rows]


def add_package(db: Database, actor: Actor, info: PackageInfo,
                people: Sequence[Packed]) -> None:
    """Note a package with everyone in it, inside ``db.write()``."""
    stub(db, info)
    pack(db, info.seq, people)
    history.append(db, actor, "kirim", "paket", str(info.seq))


def pack(db: Database, seq: int, people: Sequence[Packed]) -> None:
    """Who was in a package that is noted, inside ``db.write()``."""
    db.many("INSERT INTO paket_orang (seq, uid, revisi, inti, permohonan, setara) VALUES (?,?,?,?,?,?)"
            " ON CONFLICT (seq, uid) DO NOTHING", [(seq, *person) for person in people])


def packages(db: Database) -> list[PackageInfo]:
    """All packages, newest first."""
    found = [PackageInfo._make(row) for row in db.all(
        f"SELECT {','.join(PackageInfo._fields)} FROM paket ORDER BY seq DESC")]
    decode = msgspec.json.decode
    return [info._replace(penerima=decode(str(info.penerima)), jumlah=decode(str(info.jumlah))) for info in found]


def noted(db: Database, up_to: int | None = None) -> dict[str, Noted]:
    """uid -> what its newest package (numbered up to ``up_to``) held of it."""
    limit = "" if up_to is None else f"WHERE seq <= {up_to:d}"
    rows = db.all(f"SELECT uid, max(seq), revisi, permohonan, setara FROM paket_orang {limit} GROUP BY uid")
    return {str(row[0]): Noted(*row[1:]) for row in rows}


def stub(db: Database, info: PackageInfo) -> None:
    """The row of a package alone (one that another laptop made), inside ``db.write()``."""
    values = (*info[:9], _json(info.penerima), _json(info.jumlah), info.keadaan)
    db.run(f"INSERT INTO paket ({','.join(PackageInfo._fields)}) VALUES ({','.join('?' * 12)})", values)


def confirm(db: Database, seq: int) -> None:
    """A reply has this package: it and all before it are confirmed; inside ``db.write()``."""
    db.run("UPDATE paket SET keadaan = 'dikonfirmasi' WHERE seq <= ?", (seq,))


def sent_as(db: Database, uid: str, revisi: int) -> set[int]:
    """Revisions that travelled and equal ``revisi`` of the record."""
    return {int(row[0]) for row in db.all(
        "SELECT revisi FROM paket_orang WHERE uid = ? AND coalesce(setara, revisi) = ?", (uid, revisi))}


def carry(db: Database, uid: str, before: int, after: int) -> None:
    """Revision ``after`` is ``before`` with an answer written into it: no change by the village."""
    db.run("UPDATE paket_orang SET setara = ? WHERE uid = ? AND coalesce(setara, revisi) = ?", (after, uid, before))


def _json(value: Mapping[str, Any]) -> str:
    return msgspec.json.encode(value).decode()
