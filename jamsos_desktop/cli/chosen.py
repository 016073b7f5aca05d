"""The verb on pekerja rentan: seats, ranking, the SK and its draft, replacing somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session, plain_values
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import screen_date

DAY = click.DateTime(("%Y-%m-%d",))
STATES = {"terpilih": "Terpilih", "cadangan": "Cadangan", "baru": "Belum diusulkan", "dilewati": "Dilewati",
          "tidak_bisa": "Tidak bisa", "diganti": "Sudah diganti"}


@click.command("rentan")
@click.option("--tahun", type=int, default=None, help="Tahun (bawaan: tahun ini).")
@click.option("--sumber", default="APBD_KAB", show_default=True, help="Sumber dana.")
@click.option("--kuota", type=int, default=None, help="Jumlah kursi; pakai --dasar untuk suratnya.")
@click.option("--dasar", default="", help="Surat dasar kuota.")
@click.option("--usulkan", is_flag=True, help="Susun usulan menurut urutan.")
@click.option("--kunci", default=None, help="NIK yang tetap mendapat kursi.")
@click.option("--lewati", default=None, help="NIK yang tidak diberi kursi.")
@click.option("--tetapkan", default=None, help="Nomor SK yang menetapkan daftar ini.")
@click.option("--tanggal", type=DAY, default=None, help="Tanggal SK, misalnya 2026-11-20.")
@click.option("--ganti", default=None, help="NIK orang terpilih yang diganti.")
@click.option("--pengganti", default=None, help="NIK penggantinya (bawaan: cadangan pertama).")
@click.option("--isi", is_flag=True, help="Isi satu kursi kosong karena kuota bertambah.")
@click.option("--alasan", default="", help="Alasan untuk --kunci, --lewati, --ganti dan --isi.")
@click.option("--tanpa-samakan", is_flag=True, help="Sumber dana, wadah dan SK di data orang tidak diisi.")
@click.option("--sk", type=PATH, default=None, help="Tulis rancangan SK ke file PDF ini.")
@click.option("--kertas", default="", help="Kertas rancangan: A4 atau F4.")
@click.option("--nik-penuh", is_flag=True, help="NIK utuh di rancangan SK.")
@click.pass_obj
def rentan(session: Session, /, tahun: int | None, sumber: str, **asked: Any) -> None:
    """Pilih pekerja rentan: kuota, urutan, cadangan, SK, ganti orang. Langkah dijalankan berurutan."""
    if asked["pengganti"] and not (asked["ganti"] or asked["isi"]):
        raise click.UsageError("--pengganti hanya dipakai bersama --ganti atau --isi.")
    with session.village() as desk:
        year, fund = tahun if tahun is not None else desk.today.year, sumber.upper()
        _all_or_none(desk, year, fund, asked)
        draft = session.work(desk.sk_draft_job(year, fund, asked["sk"], desks.SkOrder(
            kertas=asked["kertas"].upper(), nik_penuh=asked["nik_penuh"]))) if asked["sk"] else None
        seen, free = desk.selection(year, fund), desk.freed()
    session.say(_words(seen, free, draft), _document(seen, free, draft))


def _all_or_none(desk: desks.Desk, tahun: int, dana: str, asked: dict[str, Any]) -> None:
    """Every step that was asked, or none of them: one that is refused takes those before it back."""
    done: list[str] = []
    try:
        for step in _steps(desk, tahun, dana, asked):
            done.append(step)
    except Problem:
        for undo in reversed(done):
            desk.undo_selection(undo)
        raise


def _steps(desk: desks.Desk, tahun: int, dana: str, asked: dict[str, Any]) -> Iterator[str]:
    """What was asked, in the order of the road; each with the id that undoes it."""
    why, same = asked["alasan"], not asked["tanpa_samakan"]
    if asked["kuota"] is not None:
        yield desk.set_rentan_quota(tahun, dana, asked["kuota"], asked["dasar"])
    if asked["usulkan"]:
        yield desk.propose_selection(tahun, dana)
    if asked["kunci"]:
        yield desk.pin_candidate(tahun, dana, desk.find_person(asked["kunci"]).uid, why)
    if asked["lewati"]:
        yield desk.skip_candidate(tahun, dana, desk.find_person(asked["lewati"]).uid, why)
    if asked["tetapkan"] is not None:
        day: datetime | None = asked["tanggal"]
        yield desk.settle_selection(tahun, dana, asked["tetapkan"], day.date() if day else None, samakan=same)
    heir = desk.find_person(asked["pengganti"]).uid if asked["pengganti"] else None
    if asked["ganti"]:
        yield desk.replace_person(tahun, dana, desk.find_person(asked["ganti"]).uid, why, heir, samakan=same)
    if asked["isi"]:
        yield desk.fill_empty_seat(tahun, dana, why, None if asked["ganti"] else heir, samakan=same)


def _words(seen: desks.Selection, free: list[desks.FreedSeat], draft: Path | None) -> str:
    quota = seen.kuota
    seats = f"{quota.terisi} dari {quota.orang} kursi terisi" if quota.orang is not None else "kuota belum diisi"
    state = f"SK {quota.sk_nomor}, {screen_date(quota.sk_tanggal)}" if quota.sk_nomor else "belum ditetapkan"
    above = f" Kuota desa di atas kuota DPMD ({quota.dpmd})." if quota.lebih else ""
    lines = [f"{quota.label} {quota.tahun}: {seats}, {state}.{above}", f"Urutan: {seen.urutan}. {seen.tanda}".rstrip()]
    for row in seen.rows:
        why = " ".join(row.tidak_bisa) or row.alasan
        lines.append(f"{row.urut or '':>4} {row.nama:32} {STATES[row.keadaan]:16} {row.kata}"
                     + (f" ({why})" if why else ""))
    lines += [f"Kursi bebas: {one.nama}, {one.label} {one.tahun}. {one.alasan}"
              f" Cadangan pertama: {one.pengganti_nama or 'tidak ada'}." for one in free]
    return "\n".join([*lines, *([f"Rancangan SK: {draft}"] if draft else [])])


def _document(seen: desks.Selection, free: list[desks.FreedSeat], draft: Path | None) -> dict[str, Any]:
    return {"kuota": {**plain_values(seen.kuota), "wadah": code_label("wadah_jenis", seen.kuota.wadah_jenis)},
            "urutan": seen.urutan, "tanda": seen.tanda, "beda": seen.beda,
            "orang": [plain_values(row) for row in seen.rows], "kursi_bebas": [plain_values(one) for one in free],
            "rancangan": str(draft) if draft else None}


VERBS = (rentan,)
