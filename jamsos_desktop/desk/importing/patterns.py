"""Patterns of the village: which header holds what in the lists it gets again and again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.importing import template
from jamsos_desktop.desk.importing.records import ImportPlan
from jamsos_desktop.intake import Layout, Pattern, Sheet, numbered_titles
from jamsos_desktop.intake.targets import TARGETS
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.parse import clean
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history, office
from jamsos_desktop.store.engine import Database

KEPT = "pola_impor"  # the setting: [{nama, kolom, kelompok}]
OBJECT = "pola_impor"
MOST, LONGEST = 50, 40


def every(db: Database) -> tuple[Pattern, ...]:
    """The patterns kept, by name. A target this program does not know counts as unused."""
    return tuple(_read(one) for one in office.setting(db, KEPT, []))


def _read(one: Mapping[str, Any]) -> Pattern:
    known = {header: target if target in TARGETS else "" for header, target in one["kolom"].items()}
    return Pattern(one["nama"], known, one["kelompok"])


def for_plan(db: Database, plan: ImportPlan) -> tuple[Pattern, ...]:
    """Those a sheet may be read by: the one the plan names, else all. Problem POLA_TIDAK_ADA."""
    found = every(db)
    if not plan.pola:
        return found
    return (_named(found, plan.pola),)


def check_fits(plan: ImportPlan, layout: Layout) -> None:
    """Problem POLA_TIDAK_COCOK where the plan names a pattern whose headers are not those of the sheet."""
    if plan.pola and not layout.pola:
        name = clean(plan.pola)[:LONGEST]
        raise Problem("POLA_TIDAK_COCOK", f"Judul kolom lembar ini bukan judul pola \u201c{name}\u201d.", TIDAK_BERUBAH,
                      "Pilih pola lain, atau cocokkan kolomnya sendiri.")


def group_of(found: Sequence[Pattern], plan: ImportPlan, layout: Layout, sheet: Sheet) -> str:
    """The group of a sheet whose rows do not say it: chosen, that of our own template, else that of the pattern."""
    of_pattern = next((one.kelompok for one in found if one.nama == layout.pola), "")
    return plan.kelompok or template.group_of_sheet(sheet) or of_pattern


def _named(found: tuple[Pattern, ...], nama: str) -> Pattern:
    for one in found:
        if fold(one.nama) == fold(nama):
            return one
    raise Problem("POLA_TIDAK_ADA", f"Pola desa \u201c{clean(nama)[:LONGEST]}\u201d tidak ada.", TIDAK_BERUBAH,
                  "Pilih pola dari daftar.")


def keep(ctx: Context, db: Database, nama: str, layout: Layout, kelompok: str = "") -> Pattern:
    """Keep how a sheet's columns were chosen, in place of a pattern of that name.

    Problems: POLA_TANPA_NAMA, POLA_TANPA_JUDUL, POLA_TERLALU_BANYAK, KELOMPOK_SALAH.
    """
    name = clean(nama)
    if not name or len(name) > LONGEST:
        raise Problem("POLA_TANPA_NAMA", "Pola perlu nama pendek.", TIDAK_BERUBAH,
                      f"Tulis nama sampai {LONGEST} huruf, misalnya Daftar dusun.")
    if kelompok and kelompok not in KELOMPOK:
        raise Problem("KELOMPOK_SALAH", f"Kelompok {kelompok} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(KELOMPOK)}.")
    new = Pattern(name, _columns(layout), kelompok)
    others = [one for one in every(db) if fold(one.nama) != fold(name)]
    if len(others) >= MOST:
        raise Problem("POLA_TERLALU_BANYAK", f"Sudah ada {MOST} pola desa.", TIDAK_BERUBAH,
                      "Hapus pola yang tidak dipakai lagi.")
    _write(ctx, db, (*others, new), "ubah", name)
    return new


def drop(ctx: Context, db: Database, nama: str) -> None:
    """Forget a pattern. Problem POLA_TIDAK_ADA."""
    found = every(db)
    gone = _named(found, nama)
    _write(ctx, db, tuple(one for one in found if one != gone), "hapus", gone.nama)


def _columns(layout: Layout) -> dict[str, str]:
    """Folded header -> target; columns of one header by their order. One without a header is not known again."""
    headers = numbered_titles([column.judul for column in layout.columns])
    found = {header: column.sasaran for header, column in zip(headers, layout.columns, strict=True) if header}
    if layout.kepala is None or not any(found.values()):
        raise Problem("POLA_TANPA_JUDUL", "Lembar ini tidak punya judul kolom yang dipakai.", TIDAK_BERUBAH,
                      "Pilih baris judul kolom dan cocokkan kolomnya dulu.")
    return found


def _write(ctx: Context, db: Database, patterns: tuple[Pattern, ...], aksi: str, nama: str) -> None:
    ordered = sorted(patterns, key=lambda one: fold(one.nama))
    with db.write():
        office.put_setting(db, KEPT, [{"nama": one.nama, "kolom": dict(one.kolom), "kelompok": one.kelompok}
                                      for one in ordered])
        history.append(db, ctx.actor(), aksi, OBJECT, nama)
