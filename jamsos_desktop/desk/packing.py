"""Kirim ke DPMD, the file: built, reopened, noted, handed out with a receipt.

The file is built and reopened in a holding folder, noted in the same moment as the statuses of
its people, and only then gets its name in the outbox: a crash leaves either no package or a
noted one whose file is finished at the next start (``finish_pending``).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jamsos_desktop.desk import persons
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.previews import PreviewPage, pdf_picture
from jamsos_desktop.desk.printing import print_context
from jamsos_desktop.desk.recipient import own_keys, usable_key
from jamsos_desktop.desk.sending import base_seq, choose, has_news, list_rows
from jamsos_desktop.exchange.keys import KeyFile
from jamsos_desktop.iuran import dues
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.records import KELOMPOK, Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.rules import core_values
from jamsos_desktop.store import history, listing, office, outgoing, people, undo
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.outgoing import PackageInfo

if TYPE_CHECKING:
    from jamsos_desktop.exchange.package import Built, SetoranData

HOLDING = "sementara"
ASKED = ("daftar", "ubah", "lanjut", "berhenti", "pindah")


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished package. ``jumlah``: counts by what they are; ``message``: words to paste, no NIK."""

    path: Path
    seq: int
    kode_periksa: str
    jumlah: dict[str, int]
    size: int
    receipt: Path
    message: str
    excel: Path | None


def export_job(ctx: Context, out: Path | None, *, penuh: bool, excel: bool) -> Job[Exported]:
    """Build, reopen, note and hand out one package; nothing is noted unless the file is whole."""
    from jamsos_desktop.exchange import package

    with ctx.open() as db:
        finish_pending(ctx, db)
        key = usable_key(ctx, db)
        chosen = choose(db, penuh=penuh)
        gone = undo.tombstones(db)
        if not (chosen or gone) or not (penuh or has_news(db, chosen, gone)):
            raise Problem("TAK_ADA_KIRIMAN", _nothing_new(db), TIDAK_BERUBAH,
                          "Lengkapi, cetak dan centang berkas orang yang akan dikirim.")
        yield Progress(0, 4, "Mengumpulkan data")
        keys = own_keys(db)
        seq = int(office.setting(db, "nomor.kiriman", 0)) + 1
        data = _contents(ctx, db, chosen, gone, seq, penuh)
        built = package.build_setoran(data, keys, key, ctx.clock.now())
        yield Progress(1, 4, "Mengunci kiriman")
        holding = ctx.folder.outbox / HOLDING
        held = package.write_package(built, holding)
        package.verify_own(held, keys)
        yield Progress(2, 4, "Sudah diuji buka: isi utuh")
        info = _info(db, built, key, data)
        held_files = [held, _receipt(ctx, db, info), *([_excel(ctx, data, built)] if excel else [])]
        note(ctx, db, info, chosen, gone)
        final = [_release(ctx, path) for path in held_files]
    yield Progress(3, 4, "Menyalin")
    given = []
    for path in final:
        given.append((yield from copy_job(path, out)) if out else path)
    return Exported(given[0], seq, info.kode_periksa, info.jumlah, info.ukuran, given[1], message(ctx, info),
                    given[2] if excel else None)


def _nothing_new(db: Database) -> str:
    packages = outgoing.packages(db)
    if packages:
        return f"Tidak ada perubahan sejak kiriman no. {packages[0].seq}."
    return "Belum ada orang yang siap kirim."


def _contents(ctx: Context, db: Database, chosen: Sequence[Peserta], gone: Sequence[tuple[str, int]],
              seq: int, penuh: bool) -> SetoranData:
    from jamsos_desktop.exchange.package import SetoranData

    packages = outgoing.packages(db)
    confirmed = outgoing.sent_revisions(db, base_seq(db))
    trails = outgoing.trails(db, [p.uid for p in chosen])
    return SetoranData(
        unit=ctx.unit, people=[_travelling(ctx, p, confirmed, trails.get(p.uid, outgoing.Trail())) for p in chosen],
        hapus=[{"uid": uid, "revisi": revisi} for uid, revisi in gone],
        sotk=[{"jabatan": p.jabatan, "uid": p.uid} for p in people.read_many(db)
              if p.kelompok == "perangkat_desa" and p.status != "keluar"],
        sisa=backlog(ctx, db), riwayat=history.head(db), device=ctx.device, seq=seq, base=base_seq(db),
        prev=packages[0].sha if packages else "", isi="penuh" if penuh else "delta",
        berkas_desa=office.desa_papers(db))


def _travelling(ctx: Context, person: Peserta, confirmed: dict[str, int], trail: outgoing.Trail) -> dict[str, Any]:
    """A person with what is asked for them, what they cost, and the check code of their signed form."""
    from jamsos_desktop.exchange.package import person_row

    asked = person.permohonan
    if person.status == "keluar":
        asked = "berhenti" if asked in ("daftar", "ubah") else asked
    elif person.uid in confirmed and asked == "daftar":
        asked = "ubah"
    cost = dues(person, ctx.policy, ctx.today)
    iuran = {"dasar": cost.dasar, "sebulan_sen": cost.sebulan_sen, **{
        f"{line.program.lower()}_sen": line.sebulan_sen for line in cost.lines if line.ikut}} if cost else {}
    return person_row(replace(person, permohonan=asked), iuran=iuran,
                      cetakan={"ke": trail.copies, "kode_periksa": trail.kode_periksa})


def backlog(ctx: Context, db: Database) -> list[dict[str, Any]]:
    """Counts per kelompok and status, and per missing paper: what DPMD sees of those not sent."""
    rows: list[dict[str, Any]] = [{"kelompok": k, "status": s, "jumlah": n} for k, s, n in listing.backlog(db)]
    everyone = people.read_many(db)
    for kelompok in KELOMPOK:
        group = [p for p in everyone if p.kelompok == kelompok and p.status != "keluar"]
        for paper in ctx.policy.berkas_orang(kelompok):
            lacking = sum(1 for p in group if p.berkas.get(paper.kode) != "ada")
            if lacking and paper.perlu.get(kelompok) == "W" and paper.tahap == "kirim":
                rows.append({"kelompok": kelompok, "berkas": paper.kode, "belum": lacking})
    return rows


def _info(db: Database, built: Built, key: KeyFile, data: SetoranData) -> PackageInfo:
    cost = {row.uid: row.iuran_sen for row in list_rows(db)}
    counts = {"orang": len(data.people), **{word: built.asked.get(word, 0) for word in ASKED}, "hapus": len(data.hapus),
              "iuran_sen": sum(cost.get(str(person["uid"]), 0) for person in data.people)}
    to = {"kode": key.kode, "nama": key.nama, "nomor": key.nomor, "sidik": key.fingerprint}
    return PackageInfo(data.seq, data.isi, data.base, data.prev, built.manifest_sha, built.kode_periksa,
                       built.file_name, len(built.data), built.created, to, counts, "dibuat")


def note(ctx: Context, db: Database, info: PackageInfo, chosen: Sequence[Peserta],
         gone: Sequence[tuple[str, int]]) -> None:
    """Keep the package and who was in it, and let the statuses follow."""
    with db.write():
        if office.next_number(db, "kiriman") != info.seq:
            raise Problem("KIRIMAN_BERSAMAAN", "Kiriman lain sedang dibuat.", TIDAK_BERUBAH, "Coba sekali lagi.")
        outgoing.add_package(db, ctx.actor(), info, [
            *((p.uid, p.revisi, core_values(p), p.permohonan) for p in chosen),
            *((uid, revisi, "", "hapus") for uid, revisi in gone)])
    persons.recompute(ctx, db, [p.uid for p in chosen])


def _release(ctx: Context, held: Path) -> Path:
    final = ctx.folder.outbox / held.name
    os.replace(held, final)
    return final


def finish_pending(ctx: Context, db: Database) -> None:
    """Give noted packages their name that a crash kept from them; forget files never noted."""
    holding = ctx.folder.outbox / HOLDING
    if not holding.is_dir():
        return
    noted = [Path(p.nama_berkas).stem for p in outgoing.packages(db)]
    for path in holding.iterdir():
        # The receipt and the workbook carry the package's name in theirs.
        known = not path.name.startswith(".") and any(stem in path.name for stem in noted)
        if known and not (ctx.folder.outbox / path.name).exists():
            os.replace(path, ctx.folder.outbox / path.name)
        else:
            path.unlink(missing_ok=True)


def copy_job(file: Path, target: Path) -> Job[Path]:
    """Copy a finished file into a folder (a stick): temporary name, read back, compare, rename."""
    from jamsos_desktop.exchange.files import copy_file

    return (yield from copy_file(file, target))


def _receipt(ctx: Context, db: Database, info: PackageInfo) -> Path:
    from jamsos_desktop.exchange.files import write_whole

    name = f"Tanda-terima-{Path(info.nama_berkas).stem}.pdf"
    return write_whole(receipt_pdf(ctx, db, info), ctx.folder.outbox / HOLDING / name)


def receipt_pdf(ctx: Context, db: Database, info: PackageInfo) -> bytes:
    """The paper receipt of a package: its number, counts and check code, two signatures."""
    from jamsos_desktop.paper.receipt import ReceiptInfo, receipt

    told = ReceiptInfo(
        nomor=info.seq, sebelumnya=info.seq - 1 or None, dibuat=datetime.fromisoformat(info.waktu),
        isi=contents_text(info), iuran_sen=info.jumlah["iuran_sen"], nama_kiriman=info.nama_berkas,
        kode_periksa=info.kode_periksa.replace("-", ""), penyerah=ctx.unit.pejabat_untuk("sekretaris").nama_bergelar)
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
    return (f"{ctx.unit.sebutan}, {ctx.unit.kecamatan}: kiriman no. {info.seq} ({info.nama_berkas}), "
            f"{contents_text(info)}. Kode periksa {info.kode_periksa}.")


def _excel(ctx: Context, data: SetoranData, built: Built) -> Path:
    """The same people as a workbook that anybody can open: NIK and KK show their last digits only."""
    from jamsos_desktop.exchange.nominatif import write_nominatif

    path = ctx.folder.outbox / HOLDING / f"{Path(built.file_name).stem}.xlsx"
    return write_nominatif(path, data.people, built.kode_periksa, ctx.unit.sebutan, label_of=ctx.label)
