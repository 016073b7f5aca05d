"""The files that go to BPJS: SIPP workbooks, the office's filled template, the list of a wadah, the cover letter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from jamsos_desktop.desk import sipp as sipp_files
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district import bpjs_people
from jamsos_desktop.desk.district import bpjs_views as views
from jamsos_desktop.desk.district.bpjs_records import FilesMade, TemplateCheck, TemplateField
from jamsos_desktop.desk.doubts_own import SIPP
from jamsos_desktop.desk.trail_door import exported, replace_noted, write_noted
from jamsos_desktop.exchange import sipp
from jamsos_desktop.exchange.files import NewFiles
from jamsos_desktop.exchange.sipp import SippColumn
from jamsos_desktop.exchange.template import SheetMap
from jamsos_desktop.exchange.workbooks import named
from jamsos_desktop.hub.records import Person
from jamsos_desktop.hub.register import batch_steps, batches, people
from jamsos_desktop.hub.register.batches import BatchHead, BillRow, MemberRow
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database

RENAMED = "Nama filenya seperti sudah diubah. SIPP menolak templat yang berganti nama."
_OF_NPP = re.compile(r"template_tk_(\d{6,12})", re.IGNORECASE)
_COPY = re.compile(r"(\(\d+\)|_\d)\.xlsx$", re.IGNORECASE)


def sipp_job(ctx: Context, out: Path, nomor: str | None = None) -> Job[FilesMade]:
    """One workbook per NPP of a batch (of every batch not handed over, without ``nomor``) in folder ``out``; a name
    that ends in .xlsx is the workbook of the only NPP.

    Problems: BATCH_TIDAK_ADA, BATCH_KOSONG, NPP_KOSONG (names the village or wadah), SIPP_BANYAK_NPP, those of writing.
    """
    ctx.must_write()  # whoever only looks on sees no number whole, in no file either
    rows = 0
    with ctx.open() as db, NewFiles() as files:
        held = [(batches.head(db, number), batches.members(db, number)) for number in _numbers(db, nomor)]
        shares = [(head, npp, them) for head, members in held for npp, them in _by_npp(db, head, members).items()]
        if out.suffix.lower() == ".xlsx" and len(shares) > 1:
            raise Problem("SIPP_BANYAK_NPP", f"Ada {len(shares)} NPP, jadi {len(shares)} lembar kerja.", TIDAK_BERUBAH,
                          "Pilih folder, bukan nama file.")
        seen = {head.nomor: people.by_uids(db, [m.uid for m in members]) for head, members in held}
        for at, (head, npp, them) in enumerate(shares):
            yield Progress(at, len(shares), f"NPP {npp}")
            sheets = bpjs_people.per_sheet(them, bpjs_people.records(db, them, ctx.unit.kabupaten))
            place, stem = sipp_files.target(out, f"sipp_{npp}_{head.nomor}")
            for name, data in sipp.sipp_books(stem, sheets, latihan=ctx.latihan):
                files.add(data, named(place / name, ctx.latihan))
            rows += len(them)
        made = sipp_files.placed(db, files, partial(_note_filled, ctx, [(head, seen[head.nomor]) for head, _ in held]))
    return FilesMade(files=made, rows=rows)


def _numbers(db: Database, nomor: str | None) -> list[str]:
    """The batch asked for, or all that are ready to be handed over."""
    ready = [nomor] if nomor else [h.nomor for h in batches.heads(db) if not (h.dibatalkan or h.diserahkan)]
    if not ready:
        raise Problem("BATCH_KOSONG", "Tidak ada batch yang siap diserahkan.", TIDAK_BERUBAH,
                      "Buat batch dulu di halaman Ke BPJS.")
    return ready


def _by_npp(db: Database, head: BatchHead, members: Sequence[MemberRow]) -> dict[str, list[MemberRow]]:
    bills = {bill.id: bill for bill in batches.bills(db, head.nomor)}
    _need_npp(db, head, list(bills.values()))
    found: dict[str, list[MemberRow]] = {}
    for member in members:
        found.setdefault(bills[member.tagihan].npp, []).append(member)
    return found


def _need_npp(db: Database, head: BatchHead, bills: Sequence[BillRow]) -> None:
    offices = batches.offices(db)
    lacking = [offices[bill.unit].nama if bill.unit else f"wadah {head.wadah}" for bill in bills if not bill.npp]
    if lacking:
        raise Problem("NPP_KOSONG", f"NPP belum diisi untuk {', '.join(lacking)}.", TIDAK_BERUBAH,
                      "Isi NPP wadah di halaman Ke BPJS, lalu buat batch lagi. NPP desa diisi desanya di Pengaturan.")


def _note_filled(ctx: Context, filled: Sequence[tuple[BatchHead, Mapping[str, Person]]], db: Database) -> None:
    """What stands in the workbook, of people as they were seen before it was made: a later change is news. Of a batch
    that BPJS has already only that it was written again. Inside ``db.write()``."""
    for head, seen in filled:
        history.append(db, ctx.actor(), "isi", "batch", head.nomor)
        if not batches.head(db, head.nomor).diserahkan:
            batch_steps.fix(db, head.nomor, head.bulan, seen)
            batches.put_head(db, head.nomor, {"diisi": ctx.actor().stamp})


def template_check_job(ctx: Context, path: Path, nomor: str) -> Job[TemplateCheck]:
    """Hold a downloaded template against a batch; writes nothing.

    Problems: those of reading a workbook, TEMPLAT_TIDAK_COCOK (with the list), TEMPLAT_NPP_LAIN, NPP_KOSONG.
    """
    read = yield from sipp_files.read_template_job(path)
    with ctx.open() as db:
        yield Progress(1, 2, "memeriksa baris")
        npp, members = _members_for(db, path, nomor)
        per_sheet = bpjs_people.per_sheet(members, bpjs_people.records(db, members, ctx.unit.kabupaten))
    notes = [RENAMED] if _COPY.search(path.name) else []
    old = sum(mapped.terisi for mapped in read.sheets)
    if old:
        notes.append(f"{old} baris contoh di templat diganti. Templat aslinya tidak diubah.")
    outside = sorted(set(per_sheet) - {mapped.sheet for mapped in read.sheets})
    notes += [f"{len(per_sheet[sheet])} orang ada di lembar {sheet}, yang tidak ada di templat ini." for sheet in
              outside]
    fields = tuple(_field(mapped, index, column, per_sheet) for mapped in read.sheets
                   for index, column in mapped.columns.items())
    fillable = sum(len(per_sheet.get(mapped.sheet, ())) for mapped in read.sheets)
    changed = datetime.fromtimestamp(path.stat().st_mtime).date()
    return TemplateCheck(path=path, nama_berkas=path.name, diubah=changed, npp=npp, fields=fields, baris=fillable,
                         orang=len(members), catatan=tuple(notes))


def _field(mapped: SheetMap, index: int, column: SippColumn, per_sheet: Mapping[str, Sequence[Peserta]],
           ) -> TemplateField:
    empty = sum(not sipp.text_of(column, person) for person in per_sheet.get(mapped.sheet, ()))
    return TemplateField(lembar=mapped.lembar, judul=mapped.judul[index], isi=_words(column), kosong=empty,
                         wajib=column.wajib == "ya", belum_dikonfirmasi=column.belum_dikonfirmasi,
                         sumber=next((one.sumber for one in SIPP if one.file == mapped.sheet), ""))


def _words(column: SippColumn) -> str:
    if column.isi == "tetap":
        return f"selalu {column.nilai}" if column.nilai else "dibiarkan kosong"
    name = {"nomor": "Nomor lokal desa"}.get(column.nilai) or BY_KEY[column.nilai].label
    return f"{name}, dd-mm-yyyy" if column.catatan == "dd-mm-yyyy" else name


def _members_for(db: Database, path: Path, nomor: str) -> tuple[str, list[MemberRow]]:
    """The NPP a template is for and its people: SIPP writes the NPP into the name of the file."""
    head = batches.head(db, nomor)
    by_npp = _by_npp(db, head, batches.members(db, nomor))
    said = _OF_NPP.search(path.name)
    if said is None and len(by_npp) == 1:
        npp = next(iter(by_npp))
    elif said is not None and said[1] in by_npp:
        npp = said[1]
    else:
        held = f"{len(by_npp)} NPP" if len(by_npp) > 1 else f"NPP {next(iter(by_npp))}"
        raise Problem("TEMPLAT_NPP_LAIN", f"Nama templat {path.name} tidak menyebut NPP dari batch {nomor} ({held}).",
                      TIDAK_BERUBAH, "Pilih templat dari SIPP dengan NPP yang sama. Namanya template_tk_ lalu NPP.")
    return npp, by_npp[npp]


def fill_template_job(ctx: Context, nomor: str | None, path: Path, out: Path) -> Job[FilesMade]:
    """A filled copy of the template under its own name in folder ``out``; the original is only read. Without
    ``nomor`` the one batch that is ready to be handed over.

    Problems: as ``template_check_job``, TEMPLAT_FOLDER_SAMA, those of filling and writing.
    """
    ctx.must_write()
    folder = sipp_files.copy_folder(path, out)
    read = yield from sipp_files.read_template_job(path)
    with ctx.open() as db:
        yield Progress(1, 3, "mengisi")
        nomor = _numbers(db, nomor)[0]
        _, members = _members_for(db, path, nomor)
        head, there = batches.head(db, nomor), {mapped.sheet for mapped in read.sheets}
        seen = people.by_uids(db, [m.uid for m in members if m.lembar in there])
        whole = bpjs_people.records(db, members, ctx.unit.kabupaten)
        data, rows = sipp_files.fill(read, path.name, bpjs_people.per_sheet(members, whole))
        yield Progress(2, 3, "menulis")
        with NewFiles() as files:
            files.add(data, named(folder / path.name, ctx.latihan))
            return FilesMade(files=sipp_files.placed(db, files, partial(_note_filled, ctx, [(head, seen)])), rows=rows)


def bpu_list_job(ctx: Context, nomor: str, out: Path) -> Job[FilesMade]:
    """The collective list of a wadah at file ``out`` (a layout of ours). Problem BUKAN_BPU for wage earners."""
    ctx.must_write()
    with ctx.open() as db:
        yield Progress(0, 2, "membaca")
        head, members = batches.head(db, nomor), batches.members(db, nomor)
        if head.segmen != "BPU":
            raise Problem("BUKAN_BPU", f"Batch {nomor} berisi penerima upah.", TIDAK_BERUBAH,
                          "Untuk penerima upah pakai lembar SIPP per NPP.")
        whole = bpjs_people.records(db, members, ctx.unit.kabupaten)
        yield Progress(1, 2, "menulis")
        data = sipp.list_book(f"Daftar {head.wadah}, batch {nomor}", [whole[m.uid] for m in members],
                              unsure=ctx.policy.layout_unsure("DAFTAR_WADAH"), latihan=ctx.latihan)
    made = write_noted(ctx, data, out, exported(ctx, "daftar", f"daftar kolektif {nomor}"))
    return FilesMade(files=(made,), rows=len(members))


def cover_letter(ctx: Context, db: Database, nomor: str, surat: str = "") -> bytes:
    """The letter that goes with a batch, as a PDF. Problem BATCH_TIDAK_ADA."""
    from jamsos_desktop.desk.printing_context import print_context
    from jamsos_desktop.paper.single.serah import Handed, HandedRow, cover_letter

    found = views.view(ctx, db, nomor)
    rows = [HandedRow(npp=b.npp, nama=b.nama, orang=b.orang, sebulan_sen=b.sebulan_sen, jumlah_sen=b.jumlah_sen)
            for b in found.bills]
    sheets = ", ".join(f"{many} orang di lembar {sheet}" for sheet, many in found.sheets.items())
    masa = f"Masa iuran {views.months(found.row.masa_dari, found.masa_sampai)}." if found.masa_sampai else ""
    told = Handed(nomor=nomor, wadah=found.row.wadah, surat=surat or found.surat,
                  tanggal=found.diserahkan or ctx.today, masa=masa, isi=sheets, rows=rows)
    return cover_letter(told, print_context(ctx, db, ctx.unit.kertas, ""))


def cover_letter_job(ctx: Context, nomor: str, surat: str = "") -> Job[Path]:
    """``cover_letter`` as a file in the outbox. Problems: as that, TIDAK_BISA_TULIS."""
    path = ctx.folder.outbox / f"surat-serah-{nomor}.pdf"
    with ctx.open() as db:
        yield Progress(0, 1, path.name)
        data = cover_letter(ctx, db, nomor, surat)
    try:
        replace_noted(ctx, data, path, exported(ctx, "daftar", f"surat pengantar {nomor}"))
    except OSError as cause:
        raise Problem("TIDAK_BISA_TULIS", f"{path.parent} tidak dapat ditulisi.", "Batch tidak berubah.",
                      "Periksa sisa ruang di laptop, lalu coba lagi.") from cause
    return path
