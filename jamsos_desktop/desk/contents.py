"""What stands in a package and on its receipt: rows, backlog, counts, the words that go with it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.devices import replaces
from jamsos_desktop.desk.previews import PreviewPage, pdf_picture
from jamsos_desktop.desk.printing_context import print_context
from jamsos_desktop.desk.recipient import own_keys
from jamsos_desktop.desk.shipment import Shipment
from jamsos_desktop.exchange.keys import KeyFile
from jamsos_desktop.iuran import dues
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.records import KELOMPOK, LEFT, Peserta
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history, lacking, listing, office, outgoing, standing, undo
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.outgoing import PackageInfo

if TYPE_CHECKING:
    from jamsos_desktop.exchange.package import Built, SetoranData

ASKED = ("daftar", "ubah", "lanjut", "berhenti", "pindah")


def contents(ctx: Context, db: Database, shipment: Shipment, seq: int, penuh: bool) -> SetoranData:
    """Everything a package carries, as plain rows."""
    from jamsos_desktop.desk import told
    from jamsos_desktop.desk.structure_board import sotk_rows
    from jamsos_desktop.exchange.package import SetoranData

    packages = outgoing.packages(db)
    trails = outgoing.trails(db, ctx.today, [p.uid for p in shipment.people])
    destroyed = undo.destroyed(db)
    rows = [_row(ctx, replace(p, revisi=shipment.sent_as.get(p.uid, p.revisi)), trails.get(p.uid, outgoing.Trail()))
            for p in shipment.people]
    return SetoranData(
        unit=ctx.unit, people=[*rows, *carried_rows(ctx, db, shipment.carried)],
        hapus=[{"uid": uid, "revisi": revisi, "musnah": uid in destroyed} for uid, revisi in shipment.gone],
        sotk=sotk_rows(ctx, db),
        sisa=backlog(ctx, db), map=told.map_rows(ctx, db), bayar=told.bill_rows(db),
        riwayat=history.head(db), device=ctx.device, seq=seq, base=shipment.base,
        prev=packages[0].sha if packages else "", isi="penuh" if penuh else "delta",
        berkas_desa=office.desa_papers(db), menggantikan=replaces(db, shipment.base))


def _row(ctx: Context, person: Peserta, trail: outgoing.Trail) -> dict[str, Any]:
    """A person with what is asked for them, what they cost, and the check code of their signed form."""
    from jamsos_desktop.exchange.package import person_row

    cost = dues(person, ctx.policy, ctx.today, ctx.bases)
    iuran = {"dasar": cost.dasar, "sebulan_sen": cost.sebulan_sen, **{
        f"{line.program.lower()}_sen": line.sebulan_sen for line in cost.lines if line.ikut}} if cost else {}
    return person_row(person, iuran=iuran, cetakan={"ke": trail.copies, "kode_periksa": trail.kode_periksa})


def carried_rows(ctx: Context, db: Database, uids: Sequence[str]) -> list[dict[str, Any]]:
    """Rows as last sent, out of the packages that this desk itself can open."""
    from jamsos_desktop.exchange.package import verify_own

    if not uids:
        return []
    ever, names = outgoing.noted(db), {p.seq: p.nama_berkas for p in outgoing.packages(db)}
    rows: list[dict[str, Any]] = []
    for seq in sorted({ever[uid].seq for uid in uids}):
        # A file gone from the outbox: its people travel again once they are ready.
        with suppress(Problem):
            rows += [row for row in verify_own(ctx.folder.outbox / names[seq], own_keys(db)).rows("peserta")
                     if row["uid"] in uids and ever[str(row["uid"])].seq == seq]
    return rows


def backlog(ctx: Context, db: Database) -> list[dict[str, Any]]:
    """Counts per kelompok and status, and per missing paper: what DPMD sees of those not sent."""
    counted, held = listing.backlog(db), lacking.papers_held(db)
    rows: list[dict[str, Any]] = [{"kelompok": k, "status": s, "jumlah": n} for k, s, n in counted]
    for kelompok in KELOMPOK:
        here = sum(many for group, status, many in counted if group == kelompok and status not in LEFT)
        for paper in ctx.policy.berkas_orang(kelompok):
            without = here - held.get((kelompok, paper.kode), 0)
            if without > 0 and paper.perlu.get(kelompok) == "W" and paper.tahap == "kirim":
                rows.append({"kelompok": kelompok, "berkas": paper.kode, "belum": without})
    return rows


def package_info(db: Database, built: Built, key: KeyFile, data: SetoranData) -> PackageInfo:
    """What is kept of a package once it is noted."""
    counts = {"orang": len(data.people), **{word: built.asked.get(word, 0) for word in ASKED}, "hapus": len(data.hapus),
              "iuran_sen": standing.dues_of(db, [str(person["uid"]) for person in data.people])}
    to = {"kode": key.kode, "nama": key.nama, "nomor": key.nomor, "sidik": key.fingerprint}
    return PackageInfo(data.seq, data.isi, data.base, data.prev, built.manifest_sha, built.kode_periksa,
                       built.file_name, len(built.data), built.created, to, counts, "dibuat")


def receipt_pdf(ctx: Context, db: Database, info: PackageInfo) -> bytes:
    """The paper receipt of a package: its number, counts and check code, two signatures."""
    from jamsos_desktop.paper.single.receipt import ReceiptInfo, receipt

    told = ReceiptInfo(
        nomor=info.seq, sebelumnya=info.seq - 1 or None, dibuat=datetime.fromisoformat(info.waktu),
        isi=contents_text(info), iuran_sen=info.jumlah["iuran_sen"], nama_kiriman=info.nama_berkas,
        kode_periksa=info.kode_periksa.replace("-", ""), sidik=own_keys(db).public.fingerprint,
        penyerah=ctx.unit.pejabat_untuk("sekretaris").nama_bergelar)
    return receipt(told, print_context(ctx, db, ctx.unit.kertas, ""))


def receipt_preview_job(ctx: Context, seq: int, scale: float) -> Job[PreviewPage]:
    """The receipt of a kept package as a picture."""
    with ctx.open() as db:
        yield Progress(0, 1)
        info = next(p for p in outgoing.packages(db) if p.seq == seq)
        return pdf_picture(receipt_pdf(ctx, db, info), scale)


def contents_text(info: PackageInfo) -> str:
    """"9 calon peserta, 2 perubahan"."""
    names = (("daftar", "calon peserta"), ("ubah", "perubahan"), ("lanjut", "perpanjangan"), ("pindah", "pindah"),
             ("berhenti", "berhenti"), ("hapus", "dihapus"))
    return ", ".join(f"{info.jumlah[key]} {word}" for key, word in names if info.jumlah[key]) or "0 orang"


def message(ctx: Context, info: PackageInfo) -> str:
    """Words to paste into a chat: number, counts, check code; never a NIK or a name of a person."""
    where = ", ".join(part for part in (ctx.unit.sebutan, ctx.unit.kecamatan) if part)
    return (f"{where}: kiriman no. {info.seq} ({info.nama_berkas}), "
            f"{contents_text(info)}. Kode periksa {info.kode_periksa}.")
