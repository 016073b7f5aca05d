"""The map desa in the file: what was typed of its steps, and the counts its steps rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jamsos_desktop.model.records import LEFT
from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor


class Kept(NamedTuple):
    """What was typed of one step; ``tanggal`` ISO or None, ``keadaan`` "" when the desk counts it itself."""

    jalur: str
    langkah: str
    keadaan: str
    tanggal: str | None
    nomor: str
    catatan: str
    jenis: str


class Standing(NamedTuple):
    """How many people of one segment and group stand where: ``signed`` 1 when their form is ticked as signed,
    ``member`` 1 when they were covered once, whatever was changed of them since."""

    segmen: str
    kelompok: str
    status: str
    kartu: str
    signed: int
    member: int
    orang: int


class FirstBill(NamedTuple):
    """The first bill of a segment: its kode bayar ("" unknown) and the first day anything was paid (ISO, None)."""

    segmen: str
    kode_bayar: str
    dibayar: str | None


def steps(db: Database) -> list[Kept]:
    """Everything typed, of both roads."""
    return [Kept._make(row) for row in db.all(f"SELECT {', '.join(Kept._fields)} FROM map_desa")]


def put(db: Database, actor: Actor, step: Kept) -> None:
    """Write what was typed of one step, with its history entry, inside ``db.write()``."""
    db.run(f"INSERT INTO map_desa ({', '.join(Kept._fields)}, oleh, waktu) VALUES (?,?,?,?,?,?,?,?,?)"
           " ON CONFLICT (jalur, langkah) DO UPDATE SET keadaan = excluded.keadaan, tanggal = excluded.tanggal,"
           " nomor = excluded.nomor, catatan = excluded.catatan, jenis = excluded.jenis, oleh = excluded.oleh,"
           " waktu = excluded.waktu", (*step, actor.pelaku, actor.stamp))
    history.append(db, actor, "langkah", "map_desa", f"{step.jalur}.{step.langkah}", Kept._fields[2:])


def standings(db: Database, signed_form: str) -> list[Standing]:
    """Counts of everybody who has not left; ``signed_form``: code of the paper that is the signed form."""
    return [Standing._make(row) for row in db.all(
        "SELECT segmen, kelompok, status, kartu, b.peserta_uid IS NOT NULL,"
        " coalesce(berlaku_sampai, aktif_sampai) IS NOT NULL, count(*) FROM peserta"
        " LEFT JOIN berkas b ON b.peserta_uid = peserta.uid AND b.kode = ? AND b.keadaan = 'ada'"
        f" WHERE status NOT IN {LEFT} GROUP BY 1, 2, 3, 4, 5, 6", (signed_form,))]


def wadah_kinds(db: Database) -> dict[str, int]:
    """Code of the wadah -> BPU people who have not left and are to go into it."""
    return {str(kind): int(many) for kind, many in db.all(
        "SELECT wadah_jenis, count(*) FROM peserta WHERE segmen = 'BPU' AND wadah_jenis <> ''"
        f" AND status NOT IN {LEFT} GROUP BY 1 ORDER BY 1")}


def first_bills(db: Database) -> dict[str, FirstBill]:
    """segmen -> the first bill with a kode bayar and the first payment, of bills that were not called off."""
    found = {str(row[0]): FirstBill(str(row[0]), "", row[1]) for row in db.all(
        "SELECT segmen, min(dibayar_tanggal) FROM iuran WHERE batal IS NULL GROUP BY segmen")}
    for segmen, code in db.all("SELECT segmen, kode_bayar FROM iuran WHERE batal IS NULL AND kode_bayar <> ''"
                               " ORDER BY dibuat DESC, id DESC"):
        found[str(segmen)] = found[str(segmen)]._replace(kode_bayar=str(code))
    return found


def settled_sk(db: Database) -> tuple[str, str | None]:
    """(number, day ISO) of the newest SK that settled who is chosen; ("", None) before the first."""
    row = db.one("SELECT nomor, tanggal FROM sk_penetapan WHERE keadaan = 'ditetapkan' AND nomor <> ''"
                 " ORDER BY tahun DESC, waktu DESC LIMIT 1")
    return (str(row[0]), row[1]) if row else ("", None)


def uids_of(db: Database, segmen: str, but: Sequence[str] = ()) -> list[str]:
    """uids of everybody of a segment who has not left, by name; nobody of the kelompok ``but``."""
    marks = ",".join("?" * len(but))
    return [str(uid) for (uid,) in db.all(
        f"SELECT uid FROM peserta WHERE segmen = ? AND status NOT IN {LEFT} AND kelompok NOT IN ({marks})"
        " ORDER BY nama COLLATE NOCASE, id", (segmen, *but))]


def has_segment(db: Database, segmen: str, but: Sequence[str] = ()) -> bool:
    """Whether anybody of a segment has not left; who is of the kelompok ``but`` does not count."""
    marks = ",".join("?" * len(but))
    return db.one(f"SELECT 1 FROM peserta WHERE segmen = ? AND status NOT IN {LEFT} AND kelompok NOT IN ({marks})"
                  " LIMIT 1", (segmen, *but)) is not None


def wadah_funds(db: Database) -> list[tuple[str, str]]:
    """(code of the wadah or "", fund of JKK and JKM) that BPU people who have not left are noted with."""
    return [(str(kind), str(fund)) for kind, fund in db.all(
        "SELECT DISTINCT wadah_jenis, sumber_jkk_jkm FROM peserta WHERE segmen = 'BPU'"
        f" AND status NOT IN {LEFT} ORDER BY 1, 2")]
