"""Who leaves: exits BPJS must hear of, and the dead, who are never booked as an exit: their family may claim JKM.

Sources: the guide to SIPP's sheet of exits leaves the dead out; JKM is paid for members only (PP 44/2015), so a
membership is not ended here before somebody says in words what became of the claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district.bpjs_records import Death
from jamsos_desktop.hub.batches import Candidate
from jamsos_desktop.hub.register import batches, leaving, people, standing
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import long_date, title_name

KIND = "meninggal"  # of the decision that ends a membership after the claim


def deaths(ctx: Context, db: Database) -> list[Death]:
    """Members whose village says they died, by name; they stay members until ``end_after_death``."""
    offices = batches.offices(db)
    return [Death(uid=uid, nik=ctx.seen("nik", one.nik), nama=title_name(one.nama), unit=one.unit,
                  desa=offices[one.unit].nama, kelompok=one.kelompok, kpj=ctx.seen("kpj", one.kpj),
                  keadaan=one.keadaan, tanggal=_day(row.get("keluar_tanggal")),
                  aktif_sampai=_day(one.aktif_sampai), catatan=one.catatan)
            for uid, (one, row) in leaving.reported_dead(db).items()]


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if isinstance(text, str) and text else None
    except ValueError:
        return None


def end_after_death(ctx: Context, db: Database, uid: str, catatan: str) -> int:
    """End a membership after its claim; ``catatan`` says what became of it. Returns the decision's number.

    Problems: KETERANGAN_KOSONG, BUKAN_MENINGGAL, MASIH_DIPROSES.
    """
    said = catatan.strip().rstrip(".")
    if not said:
        raise Problem("KETERANGAN_KOSONG", "Keterangan klaim belum ditulis.", TIDAK_BERUBAH,
                      "Tulis misalnya: klaim JKM sudah dibayar, atau bukan penerima JKM.")
    with db.write():
        person, row = leaving.reported_dead(db).get(uid, (None, {}))
        if person is None:
            raise Problem("BUKAN_MENINGGAL", "Orang ini tidak lagi dilaporkan meninggal sebagai peserta.",
                          TIDAK_BERUBAH, "Muat ulang halaman ini.")
        if person.keadaan != "aktif" or batches.waiting(db, [uid]):
            raise Problem("MASIH_DIPROSES", f"{title_name(person.nama)} masih diproses BPJS.", TIDAK_BERUBAH,
                          "Catat dulu hasil batchnya.")
        day, actor = _day(row.get("keluar_tanggal")), ctx.actor()
        words = f"Meninggal{f' {long_date(day)}' if day else ''}. Kepesertaan diakhiri: {said}."
        until = min(filter(None, (person.aktif_sampai, day.isoformat() if day else "")), default="")
        return standing.decide(db, actor, KIND, uid, words, {uid: {
            "keadaan": "keluar", "alasan": "MENINGGAL", "kolom": "", "oleh": "dpmd", "tindakan": "keluarkan",
            "catatan": words, "berubah": 0, "aktif_sampai": until, "diputuskan": actor.stamp}})


def undo_death(ctx: Context, db: Database, putusan: int) -> str:
    """Take such a decision back; returns whom it is about. Problems: PUTUSAN_TIDAK_ADA, PUTUSAN_BERUBAH."""
    with db.write():
        return standing.undo(db, ctx.actor(), putusan)


def going(db: Database, per_unit: bool, chosen: Sequence[Candidate]) -> tuple[list[Candidate], int]:
    """(who of these exits BPJS is told of, how many have died).

    Somebody ended here whose KPJ another record goes on with is no exit, unless each village is an employer of its
    own: then the old one reports it.
    """
    there = [one for one in chosen if per_unit or not one.kpj_dipakai]
    died = leaving.dead(db, people.by_uids(db, [one.uid for one in there]).values())
    return [one for one in there if one.uid not in died], len(died)
