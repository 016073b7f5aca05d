"""Verbs of the import: look at a workbook or take it in, past imports and undoing them, the template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli import importing_words as said
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session, plain_values
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import quoted

LATEST = "terakhir"
NO_HEADER = "tanpa"
# Options that say how FILE is taken in; without a file they would be ignored.
_OF_FILE = ("lembar", "judul", "kelompok", "kolom", "tanggal", "ambil", "yang_ada", "timpa", "orang", "isi", "nilai",
            "lewati", "biarkan", "pola", "simpan_pola", "galat")
_CELL = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


def _pairs(parts: Iterable[str], mark: str, option: str) -> list[tuple[str, str]]:
    """``A=b`` of an option that may be repeated. Wrong usage where the mark is missing."""
    found = [one.partition(mark) for one in parts]
    if wrong := [left for left, middle, _ in found if not left or not middle]:
        raise click.UsageError(f"Tulis {option} dengan {mark} di tengahnya, bukan {wrong[0]}.")
    return [(left.strip(), right.strip()) for left, _, right in found]


def _number(text: str, option: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:8]) > 0):
        raise click.UsageError(f"Nomor di {option} berupa angka, bukan {text}.")
    return int(text[:8])


def column_at(letters: str) -> int:
    """Index from 0 of a column named as Excel does: A is 0, AA is 26."""
    at = 0
    for letter in letters.upper():
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


@click.command("impor")
@click.argument("file", type=PATH, required=False)
@click.option("--lembar", default="", help="Nomor atau nama lembar (bawaan: yang paling banyak orangnya).")
@click.option("--judul", default="", help="Nomor baris judul kolom, atau: tanpa.")
@click.option("--kelompok", type=click.Choice(KELOMPOK), default=None, help="Kelompok bila kolomnya tidak ada.")
@click.option("--kolom", multiple=True, metavar="KOLOM=ISI", help="Huruf atau judul kolom berisi apa, misalnya C=nik.")
@click.option("--tanggal", multiple=True, metavar="KOLOM=hbt|bht", help="Urutan tanggal: hari atau bulan di depan.")
@click.option("--ambil", type=click.Choice(desks.TAKEN), default=desks.TAKEN[0], help="Siapa yang diambil.")
@click.option("--yang-ada", type=click.Choice((desks.FILL, desks.LEAVE)), default=desks.FILL,
              help="Orang yang sudah ada: isi yang kosong, atau lewati.")
@click.option("--timpa", multiple=True, metavar="BARIS:KUNCI", help="Isi Excel boleh mengganti isi yang ada.")
@click.option("--orang", multiple=True, metavar="BARIS=NOMOR|baru", help="Baris ini orang yang mana.")
@click.option("--isi", multiple=True, metavar="SEL=TEKS", help="Isi sel dibaca begini, misalnya C6=7402....")
@click.option("--nilai", multiple=True, metavar="BARIS:KUNCI=TEKS", help="Isian satu baris, apa pun isi selnya.")
@click.option("--biarkan", multiple=True, metavar="BARIS=KODE", help="Masalah yang sudah dilihat dan dibiarkan.")
@click.option("--lewati", multiple=True, metavar="BARIS", help="Baris yang tidak diambil.")
@click.option("--pola", default="", help="Pola desa yang dipakai.")
@click.option("--simpan-pola", default="", metavar="NAMA", help="Simpan cocokan kolomnya sebagai pola desa.")
@click.option("--coba", is_flag=True, help="Periksa saja, tidak ada yang disimpan.")
@click.option("--galat", type=PATH, help="Tulis baris bermasalah ke buku kerja ini.")
@click.option("--riwayat", is_flag=True, help="Daftar impor yang pernah dilakukan.")
@click.option("--urungkan", metavar="ID|terakhir", help="Urungkan satu impor; dengan --coba hanya dilihat.")
@click.pass_obj
def impor(session: Session, /, file: Path | None, coba: bool, riwayat: bool, urungkan: str | None, **how: Any) -> None:
    """Masukkan orang dari .xlsx, .xls, .ods atau .csv; setiap baris mendapat hasilnya."""
    if (file is not None) + riwayat + (urungkan is not None) != 1:
        raise click.UsageError("Sebut satu: FILE, --riwayat, atau --urungkan.")
    given = [name for name in _OF_FILE if how[name] and how[name] not in (desks.TAKEN[0], desks.FILL)]
    if file is None and (given or (coba and riwayat)):
        raise click.UsageError("Pilihan itu memerlukan FILE.")
    if coba and how["simpan_pola"]:
        raise click.UsageError("--simpan-pola menyimpan. Jalankan tanpa --coba.")
    with session.village() as desk:
        if riwayat:
            _say_past(session, desk)
        elif urungkan is not None:
            _undo(session, desk, urungkan, coba)
        elif file is not None:
            _take(session, desk, file, coba, how)


def _take(session: Session, desk: desks.Desk, file: Path, coba: bool, how: dict[str, Any]) -> None:
    if how["galat"]:
        _check_new_book(how["galat"])
    source = session.work(desk.read_sheet_job(file, _which_sheet(how["lembar"])))
    before = desk.imported_before(source.sha, source.sheet.nama)
    plan = _plan(desk, source, how)
    _check_rows(source, plan)
    report = session.work(desk.look_job(source, plan) if coba else desk.import_job(source, plan))
    pattern = desk.keep_pattern(how["simpan_pola"], report.layout, plan.kelompok) if how["simpan_pola"] else None
    written = _write_problems(desk, source, report, plan, how["galat"]) if how["galat"] else None
    document = said.document(source, report)
    document |= {"pernah": before.waktu if before else None, "pola_disimpan": pattern.nama if pattern else None,
                 "galat": str(written) if written else None}
    session.say("\n".join(said.lines(source, report, before)), document)


def _check_new_book(path: Path) -> None:
    """A workbook under another kind of name would not open by a double click."""
    if path.suffix.lower() != ".xlsx":
        raise click.UsageError(f"Nama berkas itu berakhir .xlsx, bukan {path.name}.")
    desks.check_new_file(path)


def _which_sheet(lembar: str) -> int | str:
    """A number from 1, or a name; 0, the sheet that holds most people, where nothing is said."""
    if len(lembar) <= 2 and lembar.isascii() and lembar.isdigit():  # a sheet may well be called 2026
        return _number(lembar, "--lembar")
    return lembar or 0


def _write_problems(desk: desks.Desk, source: desks.ImportSource, report: desks.Imported, plan: desks.ImportPlan,
                    path: Path) -> Path | None:
    """The workbook of rows to be mended; None where everybody came in whole."""
    try:
        return desk.write_import_problems(source, report, path, plan)
    except Problem as problem:
        if problem.kode != "TANPA_MASALAH":
            raise
        return None


def _plan(desk: desks.Desk, source: desks.ImportSource, how: dict[str, Any]) -> desks.ImportPlan:
    """The plan of the options; columns may be named by the headers that were recognised."""
    plan = desks.ImportPlan(
        kelompok=how["kelompok"] or "", kepala=_header(how["judul"]), pola=how["pola"], ambil=how["ambil"],
        yang_ada=how["yang_ada"], lewati=frozenset(_number(row, "--lewati") for row in how["lewati"]),
        timpa=frozenset(_field(row, key, "--timpa") for row, key in _pairs(how["timpa"], ":", "--timpa")),
        nilai={_field(*_pairs((where,), ":", "--nilai")[0], "--nilai"): text
               for where, text in _pairs(how["nilai"], "=", "--nilai")},
        biarkan=frozenset((_number(row, "--biarkan"), kode) for row, kode in _pairs(how["biarkan"], "=", "--biarkan")),
        orang={_number(row, "--orang"): _whom(desk, who) for row, who in _pairs(how["orang"], "=", "--orang")})
    for cell, text in _pairs(how["isi"], "=", "--isi"):
        plan = plan.typed_over(*_cell(cell), text)
    if not how["kolom"] and not how["tanggal"]:
        return plan
    at = _column_finder(source, desk.sheet_layout(source, plan))
    for name, target in _pairs(how["kolom"], "=", "--kolom"):
        plan = plan.column_as(at(name), _target(target))
    for name, order in _pairs(how["tanggal"], "=", "--tanggal"):
        if order not in ("hbt", "bht"):
            raise click.UsageError(f"Urutan tanggal hbt atau bht, bukan {order}.")
        plan = plan.dates_as(at(name), order)
    return plan


def _check_rows(source: desks.ImportSource, plan: desks.ImportPlan) -> None:
    """A wish for a row that is not there would be ignored. Problem BARIS_TIDAK_ADA."""
    asked = {*plan.lewati, *plan.orang, *(row for spots in (plan.isi, plan.nilai, plan.timpa, plan.biarkan)
                                          for row, _ in spots)}
    here = {row.nomor for row in source.sheet.rows}
    if plan.kepala and plan.kepala > max(here):  # a blank row before that stands for the next one
        asked.add(plan.kepala)
    if missing := sorted(asked - here):
        raise Problem("BARIS_TIDAK_ADA", f"Baris {missing[0]} tidak ada di {source.nama}.", TIDAK_BERUBAH,
                      "Pakai nomor baris seperti di Excel. Baris kosong tidak dihitung.")


def _header(judul: str) -> int | None:
    if not judul:
        return None
    return 0 if judul == NO_HEADER else _number(judul, "--judul")


def _field(row: str, key: str, option: str) -> tuple[int, str]:
    """A field of a row: one by itself, or (to be replaced) the family. A column that holds two of them is none."""
    known = desks.TARGETS.get(key)
    if (known is None or known.fields != (key,)) and (option, key) != ("--timpa", "keluarga"):
        raise click.UsageError(f"Kunci kolom tidak dikenal: {key}.")
    return _number(row, option), key


def _whom(desk: desks.Desk, who: str) -> str:
    return who if who == desks.NEW_PERSON else desk.find_person(who).uid


def _cell(name: str) -> tuple[int, int]:
    found = _CELL.fullmatch(name)
    if not found:
        raise click.UsageError(f"Tulis sel seperti C6, bukan {name}.")
    return int(found[2]), column_at(found[1])


def _target(key: str) -> str:
    if key in ("", "-"):
        return ""  # the column is left out
    if key not in desks.TARGETS:
        raise click.UsageError(f"Kunci kolom tidak dikenal: {key}.")
    return key


def _column_finder(source: desks.ImportSource, layout: desks.Layout) -> Callable[[str], int]:
    """Finds a column by its header, else by its letters. Problem KOLOM_TIDAK_ADA."""
    titles: dict[str, int] = {}
    for column in layout.columns:
        if fold(column.judul):
            titles.setdefault(fold(column.judul), column.at)

    def find(name: str) -> int:
        if fold(name) in titles:
            return titles[fold(name)]
        width = max(len(row.texts) for row in source.sheet.rows)
        if re.fullmatch("[A-Za-z]{1,3}", name) and column_at(name) < width:
            return column_at(name)
        raise Problem("KOLOM_TIDAK_ADA", f"Kolom {name} tidak ada di {source.nama}.", TIDAK_BERUBAH,
                      "Sebut hurufnya, misalnya C, atau judulnya.")
    return find


def _say_past(session: Session, desk: desks.Desk) -> None:
    found = desk.imports()
    session.say("\n".join([*map(said.past_line, found), f"{len(found)} impor"]), plain_values(found))


def _undo(session: Session, desk: desks.Desk, wanted: str, coba: bool) -> None:
    past = _which(desk, wanted)
    undone = desk.import_undo_view(past) if coba else desk.undo_import(past)
    session.say("\n".join(said.undone_lines(undone, coba)), {"id": past, "coba": coba, **plain_values(undone)})


def _which(desk: desks.Desk, wanted: str) -> str:
    """An id, the last letters of one, or the newest that stands. Problem IMPOR_TIDAK_ADA."""
    found = desk.imports()
    if wanted == LATEST:
        fitting = [one.id for one in found if not one.dibatalkan][:1]
    else:
        fitting = [one.id for one in found if wanted and one.id.endswith(wanted)]
    if len(fitting) != 1:
        raise Problem("IMPOR_TIDAK_ADA", f"Impor {quoted(wanted)} tidak ada di riwayat.", TIDAK_BERUBAH,
                      "Lihat daftarnya dengan impor --riwayat.")
    return fitting[0]


@click.command("templat")
@click.option("--ke", required=True, type=PATH, help="Buku kerja .xlsx yang dibuat.")
@click.option("--kelompok", type=click.Choice(KELOMPOK), default=None, help="Satu kelompok saja.")
@click.pass_obj
def templat(session: Session, ke: Path, kelompok: str | None) -> None:
    """Buat buku kerja Excel kosong untuk diisi, lalu dimasukkan dengan impor."""
    _check_new_book(ke)
    with session.village() as desk:
        path = session.work(desk.template_job(ke, kelompok or ""))
    session.say(f"Templat: {path}", {"berkas": str(path), "kelompok": kelompok})


VERBS = (impor, templat)
