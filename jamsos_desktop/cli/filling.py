"""Verb isi-cepat: who lacks a column, and a list that fills it."""

from __future__ import annotations

from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session, plain_values
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.texts import number, title_name


@click.command("isi-cepat")
@click.argument("kolom", required=False)
@click.option("--dusun", default=None, help="Hanya orang di dusun ini.")
@click.option("--kelompok", type=click.Choice(KELOMPOK), default=None, help="Hanya kelompok ini.")
@click.option("--dari", type=PATH, help="File .xlsx atau .csv: NIK atau Nomor, dan isinya.")
@click.option("--timpa", is_flag=True, help="Ganti juga isian yang sudah ada.")
@click.option("--coba", is_flag=True, help="Periksa saja, tidak ada yang disimpan.")
@click.pass_obj
def isi_cepat(session: Session, kolom: str | None, dusun: str | None, kelompok: str | None, dari: Path | None,
              timpa: bool, coba: bool) -> None:
    """Kolom yang masih kosong, orang yang belum punya isian KOLOM, atau isi dari sebuah daftar."""
    if dari is not None and not kolom:
        raise click.UsageError("--dari memerlukan KOLOM.")
    if dari is not None and (dusun is not None or kelompok):
        raise click.UsageError("--dari tidak dipakai bersama --dusun atau --kelompok.")
    if dari is None and (timpa or coba):
        raise click.UsageError("--timpa dan --coba hanya bersama --dari.")
    with session.village() as desk:
        if not kolom:
            _columns(session, desk)
        elif dari is not None:
            _fill(session, session.work(desk.fill_sheet_job(dari, kolom, timpa=timpa, coba=coba)))
        else:
            _people(session, desk, kolom, desks.FillQuery(kelompok=kelompok or "", dusun=dusun))


def _columns(session: Session, desk: desks.Desk) -> None:
    found = [one for one in desk.fill_columns() if one.kurang]
    lines = [f"{one.key:24} {one.label:26} {number(one.kurang):>7} dari {number(one.orang)} orang"
             + ("" if one.wajib else ", boleh kosong") for one in found]
    session.say("\n".join(lines) or "Tidak ada kolom yang kosong.",
                [{key: value for key, value in plain_values(one).items() if key not in ("pilihan", "daftar")}
                 for one in found])


def _people(session: Session, desk: desks.Desk, key: str, query: desks.FillQuery) -> None:
    rows = desk.fill_rows(key, query)
    lines = [f"{row.nomor:11} {row.nik:16} {title_name(row.nama) or '-':32} {row.dusun}"
             + (f"  {row.teks[0]}: {row.pesan[0]}" if row.teks[0] else "") for row in rows]
    session.say("\n".join([*lines, f"{number(len(rows))} orang"]), [
        {"uid": row.uid, "nomor": row.nomor, "nik": row.nik, "nama": row.nama, "dusun": row.dusun,
         "kelompok": row.kelompok, "isi": row.teks[0], "pesan": row.pesan[0]} for row in rows])


def _fill(session: Session, report: desks.FillReport) -> None:
    totals = report.totals()
    lines = [f"Baris {row.baris}: {row.pesan}" for row in report.rows if row.pesan]
    done = "akan terisi" if report.coba else "terisi"
    lines.append(f"{report.label}: {number(totals['terisi'])} dari {number(totals['baris'])} baris {done}, "
                 f"{number(totals['tak_terbaca'])} tidak terbaca, {number(totals['dilewati'])} dilewati, "
                 f"{number(totals['ditahan'])} ditahan.")
    session.say("\n".join(lines), {"kolom": report.key, **totals, "coba": report.coba,
                                   "rincian": plain_values(report.rows)})


VERBS = (isi_cepat,)
