"""The counts of Beranda: what waits, why, who pays, whose cover ends. One statement each, over everybody, in SQL."""

from __future__ import annotations

from typing import NamedTuple

from jamsos_desktop.model.records import LEFT
from jamsos_desktop.store.engine import Database

UNTIL = "coalesce(berlaku_sampai, aktif_sampai)"


class FundDues(NamedTuple):
    """Dues of one payer a month. ``jht``: JHT that is paid from another fund than the person's JKK and JKM."""

    sumber_dana: str
    jht: bool
    orang: int
    sen: int


class Refusals(NamedTuple):
    """Refused people by who says so: ``label`` the reason as told, ``no`` and ``tanggal`` of the reply."""

    no: int
    tanggal: str
    oleh: str
    label: str
    orang: int


class Ending(NamedTuple):
    """People of one payer whose cover ends on one day. ``kerja``, ``dusun``: "" when they are not all of one;
    ``asked``: of them, how many an extension is asked for already."""

    sampai: str
    sumber_dana: str
    kerja: str
    dusun: str
    orang: int
    asked: int


def fund_dues(db: Database) -> list[FundDues]:
    """Dues a month of those who have not left, as far as they can be computed: by the fund of JKK and JKM (everybody
    once), then JHT with a payer of its own."""
    own = "jht_sen > 0 AND sumber_jht <> '' AND sumber_jht <> sumber_jkk_jkm"
    rows = db.all(f"SELECT sumber_jkk_jkm, 0, count(*), sum(iuran_sen - CASE WHEN {own} THEN jht_sen ELSE 0 END)"
                  f" FROM peserta WHERE iuran_sen > 0 AND status NOT IN {LEFT} GROUP BY 1 ORDER BY 4 DESC, 1")
    rows += db.all(f"SELECT sumber_jht, 1, count(*), sum(jht_sen) FROM peserta WHERE {own}"
                   f" AND status NOT IN {LEFT} GROUP BY 1 ORDER BY 4 DESC, 1")
    return [FundDues(str(fund), bool(jht), int(many), int(sen)) for fund, jht, many, sen in rows]


def worst_problems(db: Database) -> dict[str, int]:
    """Short words of the worst finding -> people whose data is not complete; they add up to all of those."""
    return {str(word): int(many) for word, many in db.all(
        "SELECT masalah, count(*) FROM peserta WHERE status IN ('draf', 'perlu_dilengkapi') GROUP BY 1")}


def refusals(db: Database) -> list[Refusals]:
    """Why those refused now are refused, the newest reply first."""
    return [Refusals(int(no), str(day or ""), str(by), str(label), int(many)) for no, day, by, label, many in db.all(
        "SELECT k.balasan_no, coalesce(k.tanggal, b.dibuat), k.oleh, k.label, count(*) FROM keputusan k"
        " JOIN peserta p ON p.uid = k.uid LEFT JOIN balasan b ON b.no = k.balasan_no"
        " WHERE p.status = 'ditolak' AND k.putusan = 'ditolak' AND k.keadaan = 'berlaku'"
        " GROUP BY 1, 2, 3, 4 ORDER BY 1 DESC, 5 DESC")]


def endings(db: Database) -> list[Ending]:
    """People who have not left and are or were covered, by the day their cover ends and by payer."""
    return [Ending(str(day), str(fund), str(job) if jobs == 1 else "", str(place) if places == 1 else "", int(many),
                   int(asked))
            for day, fund, job, jobs, place, places, many, asked in db.all(
        f"SELECT {UNTIL}, sumber_jkk_jkm, max(kerja), count(DISTINCT kerja), max(dusun), count(DISTINCT dusun),"
        f" count(*), sum(permohonan = 'lanjut' AND coalesce(mulai, '') > {UNTIL}) FROM peserta"
        f" WHERE {UNTIL} IS NOT NULL AND status NOT IN {LEFT} GROUP BY 1, 2 ORDER BY 1, 7 DESC")]


def unsent_changes(db: Database) -> int:
    """People in a package who left or were deleted since, and of whom DPMD was not told yet."""
    newest = "SELECT uid, max(seq) AS seq FROM paket_orang GROUP BY uid"
    left = db.one("SELECT count(*) FROM peserta p"
                  f" JOIN ({newest}) n ON n.uid = p.uid JOIN paket_orang o ON o.uid = n.uid AND o.seq = n.seq"
                  f" WHERE p.status IN {LEFT} AND coalesce(o.setara, o.revisi) <> p.revisi")
    gone = db.one(f"SELECT count(*) FROM hapus h JOIN ({newest}) n ON n.uid = h.uid"
                  " JOIN paket_orang o ON o.uid = n.uid AND o.seq = n.seq WHERE o.permohonan <> 'hapus'")
    return int(left[0] if left else 0) + int(gone[0] if gone else 0)


def last_package(db: Database) -> tuple[int, str, int, bool] | None:
    """(number, moment ISO, people, whether a reply has it) of the newest package made; None before the first."""
    row = db.one("SELECT seq, waktu, coalesce(json_extract(jumlah, '$.orang'), 0), keadaan FROM paket"
                 " ORDER BY seq DESC LIMIT 1")
    return (int(row[0]), str(row[1]), int(row[2]), row[3] == "dikonfirmasi") if row else None
