"""The road of a batch: handed over, kode bayar, paid, results; each step is a decision that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district.bpjs_records import ResultLine, ResultsApplied
from jamsos_desktop.hub import batches as pure
from jamsos_desktop.hub.batches import Case
from jamsos_desktop.hub.records import Person
from jamsos_desktop.hub.register import batch_steps, batches, contents, leaving, people
from jamsos_desktop.hub.register import standing as decisions
from jamsos_desktop.hub.register.batches import BatchHead, BillRow, MemberRow
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.engine import Database

KIND = "batch"  # of every decision made here


def hand_over(ctx: Context, db: Database, nomor: str, tanggal: date, surat: str) -> int:
    """The batch went to BPJS with a letter: newcomers are ``di_bpjs`` from now on. Returns the decision's number.

    Problems: BATCH_TIDAK_ADA, BATCH_SUDAH_DISERAHKAN, TANGGAL_DEPAN, BATCH_BERUBAH.
    """
    _not_ahead(ctx, tanggal)
    with db.write():
        head = batches.head(db, nomor)
        if head.diserahkan or head.dibatalkan:
            word = "sudah diserahkan" if head.diserahkan else "sudah dibatalkan"
            raise Problem("BATCH_SUDAH_DISERAHKAN", f"Batch {nomor} {word}.", TIDAK_BERUBAH, "Pilih batch yang lain.")
        members = batches.members(db, nomor)
        standing = people.by_uids(db, [m.uid for m in members])
        _still_fit(db, head, standing)
        before = {"head": {"diserahkan": "", "surat": head.surat}}
        batches.put_head(db, nomor, {"diserahkan": tanggal.isoformat(), "surat": surat})
        newer = {m.uid: {"berubah": 1} for m in members
                 if standing[m.uid].revisi > m.revisi and standing[m.uid].keadaan != "keluar"}
        why = f"Diserahkan ke BPJS, surat {surat}" if surat else "Diserahkan ke BPJS"
        return _decide(ctx, db, nomor, why, before, members, newer)


def _still_fit(db: Database, head: BatchHead, members: Mapping[str, Person]) -> None:
    """Between making a batch and handing it over people may have been refused, merged, deleted, or may have left."""
    group = (head.segmen, head.kelompok, head.sumber_dana)
    dead = leaving.dead(db, members.values()) if head.jenis == "berhenti" else set()
    gone = [p.nama for p in members.values()
            if p.uid in dead or not pure.fits(head.jenis, group, head.masa_dari, p)]
    if gone:
        raise Problem("BATCH_BERUBAH", f"Keadaan {len(gone)} orang di batch {head.nomor} sudah berubah, misalnya"
                      f" {gone[0]}.", TIDAK_BERUBAH, "Batalkan batch ini, lalu buat lagi. Isi templatnya juga lagi.")


def set_code(ctx: Context, db: Database, tagihan_id: int, kode: str, tempo: date | None,
             jumlah_sen: int | None = None) -> int:
    """BPJS gave a kode bayar (and perhaps another sum). Returns the decision's number.

    Problems: TAGIHAN_TIDAK_ADA, BATCH_BELUM_DISERAHKAN, KODE_BAYAR_SALAH, KODE_BAYAR_GANDA, TAGIHAN_SUDAH_DIBAYAR.
    """
    bare = kode.replace(" ", "").replace("-", "")
    if not (bare.isascii() and bare.isdigit() and 6 <= len(bare) <= 20):
        raise Problem("KODE_BAYAR_SALAH", f"Kode bayar {kode!a} bukan 6 sampai 20 angka.", TIDAK_BERUBAH,
                      "Salin angkanya dari surat atau SIPP.")
    with db.write():
        bill, head = _billed(db, tagihan_id)
        if bill.dibayar:
            raise Problem("TAGIHAN_SUDAH_DIBAYAR", f"Tagihan batch {bill.batch} sudah dibayar.", TIDAK_BERUBAH,
                          "Urungkan pembayarannya dulu bila keliru.")
        if any(one.kode_bayar == bare and one.id != bill.id for one in batches.bills(db)):
            raise Problem("KODE_BAYAR_GANDA", f"Kode bayar {bare} sudah dipakai tagihan lain.", TIDAK_BERUBAH,
                          "Periksa angkanya.")
        after: dict[str, Any] = {"kode_bayar": bare, "jatuh_tempo": tempo.isoformat() if tempo else ""}
        if jumlah_sen is not None:
            after["jumlah_sen"] = jumlah_sen
        return _bill_step(ctx, db, head, bill, after, "Kode bayar diterima")


def set_paid(ctx: Context, db: Database, tagihan_id: int, tanggal: date, bukti: str) -> int:
    """A bill was paid, with its proof (SP2D or receipt number). Returns the decision's number.

    Problems: TAGIHAN_TIDAK_ADA, BATCH_BELUM_DISERAHKAN, TANGGAL_DEPAN.
    """
    _not_ahead(ctx, tanggal)
    with db.write():
        bill, head = _billed(db, tagihan_id)
        return _bill_step(ctx, db, head, bill, {"dibayar": tanggal.isoformat(), "bukti": bukti}, "Iuran dibayar")


def _billed(db: Database, tagihan_id: int) -> tuple[BillRow, BatchHead]:
    bill = batches.bill(db, tagihan_id)
    head = batches.head(db, bill.batch)
    if not head.diserahkan or head.dibatalkan:
        raise Problem("BATCH_BELUM_DISERAHKAN", f"Batch {head.nomor} belum diserahkan ke BPJS.", TIDAK_BERUBAH,
                      "Catat dulu serah terimanya.")
    if head.jenis not in pure.PAID_FOR:
        raise Problem("BATCH_TANPA_IURAN", f"Batch {head.nomor} tidak menagih iuran.", TIDAK_BERUBAH,
                      "Kode bayar hanya untuk pendaftaran dan perpanjangan.")
    return bill, head


def _bill_step(ctx: Context, db: Database, head: BatchHead, bill: BillRow, after: Mapping[str, Any], why: str) -> int:
    before = {"bills": {bill.id: {name: getattr(bill, name) for name in after}}}
    batches.put_bill(db, bill.id, after)
    on_it = [m for m in batches.members(db, head.nomor) if m.tagihan == bill.id and m.hasil != "ditolak"]
    return _decide(ctx, db, head.nomor, why, before, on_it)


def write_results(ctx: Context, db: Database, nomor: str, lines: Iterable[ResultLine]) -> ResultsApplied:
    """Write BPJS's answers of ``cocok`` lines; people accepted and paid for become members.

    Problems: BATCH_TIDAK_ADA, BATCH_BELUM_DISERAHKAN, HASIL_BASI (the batch changed since the list was read).
    """
    taken = {line.uid: line for line in lines if line.keadaan == "cocok"}
    with db.write():
        head = batches.head(db, nomor)
        if not head.diserahkan or head.dibatalkan:
            raise Problem("BATCH_BELUM_DISERAHKAN", f"Batch {nomor} belum diserahkan ke BPJS.", TIDAK_BERUBAH,
                          "Catat dulu serah terimanya.")
        held = {m.uid: m for m in batches.members(db, nomor)}
        if not taken or any(uid not in held or held[uid].hasil for uid in taken):
            raise Problem("HASIL_BASI", "Tidak ada hasil baru di daftar itu untuk batch ini.", TIDAK_BERUBAH,
                          "Baca ulang daftarnya, atau periksa nomor batchnya.")
        before = {"head": {"hasil": head.hasil}, "members": {uid: _answer_of(held[uid]) for uid in taken}}
        for uid, line in taken.items():
            batches.put_member(db, nomor, uid, {
                "hasil": line.hasil, "kpj": line.kpj, "alasan": line.alasan, "teks": line.teks,
                "aktif_dari": line.aktif_dari.isoformat() if line.aktif_dari else ""})
        batches.put_head(db, nomor, {"hasil": ctx.actor().stamp})
        answered = [m for m in batches.members(db, nomor) if m.uid in taken]
        putusan = _decide(ctx, db, nomor, "Hasil dari BPJS", before, answered)
        return _applied(db, putusan, answered)


def _answer_of(member: MemberRow) -> dict[str, Any]:
    return {name: getattr(member, name) for name in ("hasil", "kpj", "alasan", "teks", "aktif_dari")}


def _applied(db: Database, putusan: int, answered: Sequence[MemberRow]) -> ResultsApplied:
    ok = [m.uid for m in answered if m.hasil == "ok"]
    active = sum(p.keadaan == "aktif" for p in people.by_uids(db, ok).values())
    waiting = sum(p.keadaan in ("di_bpjs", "menunggu_bayar") for p in people.by_uids(db, ok).values())
    return ResultsApplied(putusan=putusan, ok=len(ok), ditolak=len(answered) - len(ok), aktif=active, menunggu=waiting)


def undo(ctx: Context, db: Database, putusan: int) -> str:
    """Put people and batch back as they were before one step. Problem PUTUSAN_BERUBAH when newer steps rest on it."""
    with db.write():
        nomor = batch_steps.put_back(db, putusan)
        decisions.undo(db, ctx.actor(), putusan)
        if other := batch_steps.twice(db, nomor):
            raise Problem("PUTUSAN_BERUBAH", f"Orang di batch {nomor} sudah masuk batch {other}.", TIDAK_BERUBAH,
                          f"Batalkan dulu batch {other}, atau urungkan langkahnya.")
        return nomor


def undo_last(ctx: Context, db: Database, nomor: str) -> bool:
    """Take back the newest step of a batch; False when there is none. Problems: as ``undo``."""
    putusan = batch_steps.last_step(db, nomor)
    if putusan is None:
        return False
    undo(ctx, db, putusan)
    return True


def _decide(ctx: Context, db: Database, nomor: str, why: str, before: Mapping[str, Any], members: Sequence[MemberRow],
            also: Mapping[str, Mapping[str, Any]] | None = None) -> int:
    """Bring the standing of these members in line with their batch, and keep how all of it was."""
    head, actor = batches.head(db, nomor), ctx.actor()
    bills = {bill.id: bill for bill in batches.bills(db, nomor)}
    first = not before.get("head", {}).get("diserahkan", "-")
    found = people.by_uids(db, [m.uid for m in members])
    causes = _causes(ctx, db, head, found)
    changes = {}
    for member in members:
        person = found[member.uid]
        if not (first or person.batch == nomor):
            continue  # another decision has taken this person further; an old batch does not pull them back
        case = _case(head, bills[member.tagihan], member, causes.get(member.uid, ""))
        wanted = {**pure.standing(case, person, ctx.policy.alasan, actor.stamp), **(also or {}).get(member.uid, {})}
        if wanted:
            changes[member.uid] = wanted
    putusan = decisions.decide(db, actor, KIND, nomor, why, changes)
    batch_steps.keep_before(db, putusan, nomor, before)
    return putusan


def _case(head: BatchHead, bill: BillRow, member: MemberRow, cause: str) -> Case:
    return Case(head.nomor, head.jenis, head.masa_dari, head.bulan, member.revisi, bool(bill.kode_bayar),
                bool(bill.dibayar) or head.jenis not in pure.PAID_FOR, member.hasil, member.kpj, member.aktif_dari,
                member.alasan, member.teks, cause)


def _causes(ctx: Context, db: Database, head: BatchHead, found: Mapping[str, Person]) -> dict[str, str]:
    """uid -> why they left, in words, as the village said."""
    if head.jenis != "berhenti":
        return {}
    rows = contents.rows_of(db, found.values())
    return {uid: ctx.label("keluar_sebab", str(row.get("keluar_sebab", ""))) for uid, row in rows.items()}


def _not_ahead(ctx: Context, tanggal: date) -> None:
    if tanggal > ctx.today:
        raise Problem("TANGGAL_DEPAN", f"Tanggal {tanggal:%d/%m/%Y} belum tiba.", TIDAK_BERUBAH,
                      "Isi tanggal hari ini atau sebelumnya.")
