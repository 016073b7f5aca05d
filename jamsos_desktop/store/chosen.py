"""Pekerja rentan that a village chose: seats by fund and year, the list with its reserve, the SK that settled it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.model.records import LEFT, Peserta, SumberDana
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import answers
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

GROUP = "pekerja_rentan"
UNDO = "penetapan"


class Place(NamedTuple):
    """One person of a list. ``keadaan``: terpilih, cadangan, dilewati or diganti; ``kunci``: 1 when the clerk pinned
    them; ``pengganti``: uid of who took the seat of somebody replaced."""

    uid: str
    urut: int
    keadaan: str
    kunci: int = 0
    alasan: str = ""
    pengganti: str = ""
    waktu: str = ""


class Decree(NamedTuple):
    """The SK of a list: number, ISO day."""

    nomor: str
    tanggal: str
    waktu: str


class Kept(NamedTuple):
    """A candidate as far as choosing needs them; ``sampai``: last day (ISO) they are covered, "" when not."""

    person: Peserta
    sampai: str


class Before(NamedTuple):
    """What a step found: to be put back by undo, as long as things are as the step left them (``after``)."""

    tahun: int
    sumber_dana: str
    words: str
    places: list[Place]
    decree: Decree | None
    quota: tuple[int, str] | None
    people: list[Peserta]
    after: str
    revisions: dict[str, int]


_PLACE = ", ".join(Place._fields)
_LIGHT = ("uid", "nomor", "nama", "nik", "no_kk", "tanggal_lahir", "jenis_kelamin", "pekerjaan", "pekerjaan_ktp",
          "kelompok", "segmen", "desil", "mulai", "keluar_tanggal", "keluar_sebab", "status", "dusun", "wadah_jenis",
          "sk_nomor", "sk_tanggal", "revisi")
_DAYS = ("tanggal_lahir", "mulai", "keluar_tanggal", "sk_tanggal")


def quotas(db: Database, tahun: int) -> dict[str, tuple[int, str]]:
    """Fund -> (seats, paper it rests on) as the village typed them."""
    return {str(fund): (int(many), str(why)) for fund, many, why in db.all(
        "SELECT sumber_dana, orang, dasar FROM kuota_rentan WHERE tahun = ?", (tahun,))}


def put_quota(db: Database, tahun: int, fund: str, orang: int | None, dasar: str) -> None:
    """Set (or with None take away) the village's own number, inside ``db.write()``."""
    db.run("DELETE FROM kuota_rentan WHERE tahun = ? AND sumber_dana = ?", (tahun, fund))
    if orang is not None:
        db.run("INSERT INTO kuota_rentan (tahun, sumber_dana, orang, dasar) VALUES (?,?,?,?)",
               (tahun, fund, orang, dasar))


def lists(db: Database) -> list[tuple[int, str]]:
    """(year, fund) of every list that has been proposed."""
    return [(int(year), str(fund)) for year, fund in db.all(
        "SELECT DISTINCT tahun, sumber_dana FROM penetapan ORDER BY 1 DESC, 2")]


def places(db: Database, tahun: int, fund: str) -> list[Place]:
    """The people of a list in its order."""
    return [Place._make(row) for row in db.all(
        f"SELECT {_PLACE} FROM penetapan WHERE tahun = ? AND sumber_dana = ? ORDER BY urut, uid", (tahun, fund))]


def put_places(db: Database, tahun: int, fund: str, wanted: Iterable[Place]) -> None:
    """The list is these from now on, inside ``db.write()``."""
    db.run("DELETE FROM penetapan WHERE tahun = ? AND sumber_dana = ?", (tahun, fund))
    db.many(f"INSERT INTO penetapan (tahun, sumber_dana, {_PLACE}) VALUES (?,?,{','.join('?' * len(Place._fields))})",
            [(tahun, fund, *place) for place in wanted])


def counts(db: Database, tahun: int) -> dict[str, dict[str, int]]:
    """Fund -> state -> people of its list."""
    found: dict[str, dict[str, int]] = {}
    for fund, state, many in db.all(
            "SELECT sumber_dana, keadaan, count(*) FROM penetapan WHERE tahun = ? GROUP BY 1, 2", (tahun,)):
        found.setdefault(fund, {})[state] = many
    return found


def taken(db: Database, tahun: int, but_fund: str) -> dict[str, str]:
    """uid -> fund of everyone chosen by another fund in that year."""
    return {str(uid): str(fund) for uid, fund in db.all(
        "SELECT uid, sumber_dana FROM penetapan WHERE tahun = ? AND sumber_dana <> ? AND keadaan = 'terpilih'",
        (tahun, but_fund))}


def settled_later(db: Database, tahun: int) -> set[str]:
    """uids of everyone chosen by an SK of a later year, of whatever fund."""
    return {str(row[0]) for row in db.all(
        "SELECT p.uid FROM penetapan p JOIN sk_penetapan s ON s.tahun = p.tahun AND s.sumber_dana = p.sumber_dana"
        " WHERE p.tahun > ? AND p.keadaan = 'terpilih' AND s.keadaan = 'ditetapkan'", (tahun,))}


def decree(db: Database, tahun: int, fund: str) -> Decree | None:
    """The SK of a list, None while it is a draft."""
    row = db.one("SELECT nomor, tanggal, waktu FROM sk_penetapan WHERE tahun = ? AND sumber_dana = ?"
                 " AND keadaan = 'ditetapkan'", (tahun, fund))
    return Decree._make(row) if row else None


def put_decree(db: Database, tahun: int, fund: str, new: Decree | None) -> None:
    """Set the SK, or with None make the list a draft again; inside ``db.write()``."""
    db.run("DELETE FROM sk_penetapan WHERE tahun = ? AND sumber_dana = ?", (tahun, fund))
    if new:
        db.run("INSERT INTO sk_penetapan (tahun, sumber_dana, nomor, tanggal, keadaan, waktu)"
               " VALUES (?,?,?,?,'ditetapkan',?)", (tahun, fund, *new))


def candidates(db: Database, tahun: int, fund: str) -> list[Kept]:
    """Pekerja rentan who have not left, and whoever stands in the list of that fund and year."""
    return [_kept(row) for row in db.all(
        f"SELECT {', '.join(_LIGHT)}, sumber_jkk_jkm, mentah, coalesce(berlaku_sampai, aktif_sampai, '') FROM peserta"
        f" WHERE (kelompok = '{GROUP}' AND status NOT IN {LEFT})"
        " OR uid IN (SELECT uid FROM penetapan WHERE tahun = ? AND sumber_dana = ?)", (tahun, fund))]


def _kept(row: tuple[Any, ...]) -> Kept:
    *light, fund, typed, until = row
    values = dict(zip(_LIGHT, light, strict=True))
    for key in _DAYS:
        values[key] = date.fromisoformat(values[key]) if values[key] else None
    mentah = msgspec.json.decode(typed, type=dict[str, str]) if typed != "{}" else {}
    return Kept(Peserta(**values, mentah=mentah, sumber_dana=SumberDana(jkk_jkm=fund)), until)


def refusals(db: Database) -> dict[str, tuple[str, str]]:
    """uid -> (words of the reason, action it asks for) of everyone whose refusal stands."""
    found: dict[str, tuple[str, str]] = {}
    for uid, label, action in db.all(
            "SELECT uid, label, tindakan FROM keputusan WHERE putusan = 'ditolak' AND keadaan = ?"
            " AND uid IN (SELECT uid FROM peserta WHERE status = 'ditolak') ORDER BY balasan_no",
            (answers.IN_FORCE,)):
        found[str(uid)] = (str(label), str(action))
    return found


def keep_before(db: Database, actor: Actor, undo_id: str, before: Before) -> None:
    """Keep what a step found, inside the transaction of the step."""
    body = msgspec.json.encode(before).decode()
    db.run("INSERT INTO pembatalan (id, aksi, isi, waktu) VALUES (?,?,?,?)", (undo_id, UNDO, body, actor.stamp))


def before(db: Database, undo_id: str) -> Before:
    """What a step found; Problem TIDAK_BISA_URUNG when it is gone or used."""
    row = db.one("SELECT isi FROM pembatalan WHERE id = ? AND aksi = ?", (undo_id, UNDO))
    if row is None:
        raise Problem("TIDAK_BISA_URUNG", "Perubahan itu tidak bisa diurungkan lagi.", TIDAK_BERUBAH,
                      "Atur lagi daftarnya dengan tangan.")
    return msgspec.json.decode(row[0], type=Before)


def names(db: Database, uids: Sequence[str]) -> dict[str, str]:
    """uid -> name of those who are still here."""
    marks = ",".join("?" * len(uids))
    return {str(uid): str(nama) for uid, nama in db.all(f"SELECT uid, nama FROM peserta WHERE uid IN ({marks})", uids)}
