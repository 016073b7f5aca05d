"""SIPP files of any desk: the office's template read and filled, and a village's own workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district.bpjs_records import FilesMade
from jamsos_desktop.desk.printing_placing import place_noted
from jamsos_desktop.desk.trail_door import exported
from jamsos_desktop.exchange import sipp, template
from jamsos_desktop.exchange.files import NewFiles
from jamsos_desktop.exchange.template import SheetMap
from jamsos_desktop.exchange.workbooks import named
from jamsos_desktop.intake import read_workbook
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.records import DIED, Peserta, Unit
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import listing, people
from jamsos_desktop.store.engine import Database

MOST_SHEETS = 8  # of a template that are looked at
_GOING = ("siap_kirim", "terkirim", "diterima")  # complete and signed, not at BPJS yet
_GONE_DAYS = 92  # an exit older than this was reported before


class ReadTemplate(NamedTuple):
    """A template once read: its bytes and the data sheets in it."""

    data: bytes
    sheets: tuple[SheetMap, ...]


def read_template_job(path: Path) -> Job[ReadTemplate]:
    """A downloaded template: its sheets are read by the child process, its bytes once.

    Problems: those of reading a workbook, TEMPLAT_BUKAN_XLSX, TEMPLAT_TIDAK_COCOK with the list of headers.
    """
    data = template.read_template(path)
    found: list[SheetMap] = []
    names: tuple[str, ...] = ("",)
    number = 0
    while number < min(len(names), MOST_SHEETS):
        number += 1
        try:
            sheet = yield from read_workbook(path, number)
        except Problem as problem:
            if problem.kode == "LEMBAR_KOSONG" and number > 1:
                continue
            raise
        names = sheet.lembar
        mapped = template.map_sheet(names[number - 1], [(row.nomor, row.texts) for row in sheet.rows], path.name)
        if mapped is not None:
            found.append(mapped)
    if not found:
        raise Problem("TEMPLAT_TIDAK_COCOK", f"Di {path.name} tidak ada lembar data_tk_baru, data_tk_lanjutan atau"
                      " data_tk_na.", TIDAK_BERUBAH, "Unduh templat Tambah TK dari SIPP, lalu pilih lagi.")
    return ReadTemplate(data, tuple(found))


def copy_folder(path: Path, out: Path) -> Path:
    """The folder a filled copy goes to; it keeps the name of its template.

    Problems: TEMPLAT_NAMA, TEMPLAT_FOLDER_SAMA.
    """
    named = out.suffix.lower() == ".xlsx"
    if named and out.name != path.name:
        raise Problem("TEMPLAT_NAMA", f"Nama hasilnya harus tetap {path.name}, sebab SIPP menolak nama lain.",
                      TIDAK_BERUBAH, "Pilih folder saja.")
    folder = out.parent if named else out
    if (folder / path.name).resolve() == path.resolve():
        raise Problem("TEMPLAT_FOLDER_SAMA", "Hasilnya tidak boleh menimpa templat asli.", TIDAK_BERUBAH,
                      "Pilih folder lain. Nama filenya harus tetap sama.")
    return folder


def fill(read: ReadTemplate, name: str, per_sheet: Mapping[str, Sequence[Peserta]]) -> tuple[bytes, int]:
    """The filled copy and how many people stand in it. Problems: those of filling."""
    rows = [(mapped, [[sipp.text_of(column, person) for column in mapped.columns.values()]
                      for person in per_sheet.get(mapped.sheet, ())]) for mapped in read.sheets]
    return template.fill(read.data, name, rows), sum(len(filled) for _, filled in rows)


def placed(db: Database, files: NewFiles, note: Callable[[Database], None]) -> tuple[Path, ...]:
    """All of ``files`` in their places and noted, or none of it. Problems: those of writing, of the store."""
    return tuple(files.place(lambda outs: place_noted(db, outs, partial(note, db))))


def addressed(person: Peserta, unit: Unit) -> Peserta:
    """The person with the whole address, as papers write it: the sheets of BPJS have one column for street, dusun, RT,
    RW and village together."""
    from jamsos_desktop.paper.address import address_of

    return replace(person, alamat=address_of(person, unit))


def target(out: Path, stem: str) -> tuple[Path, str]:
    """Folder and stem of a workbook: ``out`` is a folder, or the name of the file."""
    return (out.parent, out.stem) if out.suffix.lower() == ".xlsx" else (out, stem)


def village_sipp_job(ctx: Context, out: Path, path: Path | None = None) -> Job[FilesMade]:
    """The SIPP workbook of a village that is the employer itself: its wage earners that are complete, and its exits
    of the last three months. With a template a filled copy of that.

    Problems: NPP_KOSONG (names the village), SIPP_DI_DPMD, SIPP_KOSONG, those of templates and writing.
    """
    ctx.must_write()  # whoever only looks on sees no number whole, in no file either
    if not ctx.unit.npp:
        raise Problem("NPP_KOSONG", f"NPP {ctx.unit.sebutan} belum diisi.", TIDAK_BERUBAH,
                      "Isi NPP dari BPJS Ketenagakerjaan di Pengaturan, lalu coba lagi.")
    folder = copy_folder(path, out) if path is not None else out
    read = (yield from read_template_job(path)) if path is not None else None
    with ctx.open() as db:
        yield Progress(1, 3, "memilih orang")
        per_sheet = _going(ctx, db)
        yield Progress(2, 3, "menulis")
        with NewFiles() as files:
            if read is not None and path is not None:
                data, rows = fill(read, path.name, per_sheet)
                files.add(data, named(folder / path.name, ctx.latihan))
            else:
                place, stem = target(out, f"sipp_{ctx.unit.npp}")
                for name, data in sipp.sipp_books(stem, per_sheet, latihan=ctx.latihan):
                    files.add(data, named(place / name, ctx.latihan))
                rows = sum(map(len, per_sheet.values()))
            return FilesMade(files=placed(db, files, exported(ctx, "daftar", "lembar SIPP")), rows=rows)


def _going(ctx: Context, db: Database) -> dict[str, list[Peserta]]:
    """Sheet -> wage earners whose employer is the village."""
    ids = [*listing.find_ids(db, listing.Query()), *listing.find_ids(db, listing.Query(tab="keluar"))]
    earners = [row for row in listing.rows(db, ids).values()
               if row.segmen == "PU" and row.status in (*_GOING, "keluar")]
    own = [row.uid for row in earners if _employer(ctx, row.kelompok) == "desa"]
    if earners and not own:
        raise Problem("SIPP_DI_DPMD", "Pemberi kerja di SIPP adalah pemda, bukan desa.", TIDAK_BERUBAH,
                      "Kirim datanya ke DPMD. Lembar SIPP dibuat di sana.")
    per_sheet: dict[str, list[Peserta]] = {sheet: [] for sheet in sipp.SHEETS}
    for person in people.read_many(db, own) if own else ():
        if sheet := _sheet(ctx, person):
            per_sheet[sheet].append(addressed(person, ctx.unit))
    if not any(per_sheet.values()):
        raise Problem("SIPP_KOSONG", "Belum ada penerima upah yang siap untuk SIPP.", TIDAK_BERUBAH,
                      "Lengkapi data dan berkasnya dulu di halaman Peserta.")
    return per_sheet


def _employer(ctx: Context, kelompok: str) -> str:
    ruled = ctx.policy.value("pemberi_kerja", kelompok, ctx.today)
    return ruled.teks if ruled else "desa"


def _sheet(ctx: Context, person: Peserta) -> str:
    """The sheet somebody stands on, "" for none. The dead are no exits: their family claims JKM."""
    if person.keluar_tanggal is None:
        return sipp.SHEETS[1] if person.kpj else sipp.SHEETS[0]
    recent = ctx.today - timedelta(days=_GONE_DAYS) <= person.keluar_tanggal <= ctx.today
    return sipp.SHEETS[2] if person.kpj and recent and person.keluar_sebab != DIED else ""
