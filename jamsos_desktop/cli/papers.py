"""Verbs that make files: every paper that leaves the office, and the sealed package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.fit_words import say_fit
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.paper_options import given, paper_options, read_options
from jamsos_desktop.cli.session import Session
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import clock, screen_date

READY, EVERYONE = ("siap_cetak",), ("siap_cetak", "tercetak", "dalam_kiriman", "terdaftar")


@click.command("cetak")
@click.argument("jenis", nargs=-1)
@click.option("--peserta", multiple=True, help="NIK atau nomor; boleh diulang.")
@click.option("--semua", is_flag=True, help="Semua yang boleh dicetak, termasuk yang sudah pernah.")
@click.option("--ke", type=PATH, help="Folder atau file PDF tujuan.")
@click.option("--kertas", default=None, help="A4 atau F4 (bawaan: kertas kantor).")
@paper_options
@click.option("--bundel", metavar="NOMOR", help="Cetak ulang bundel ini dengan nomor yang sama.")
@click.option("--uji-muat", is_flag=True, help="Coba isi terpanjang; tidak ada yang dicetak.")
@click.option("--riwayat", is_flag=True, help="Tampilkan bundel yang sudah dicetak.")
@click.option("--daftar", "only_list", is_flag=True, help="Tampilkan dokumen yang bisa dicetak.")
@click.pass_obj
def cetak(session: Session, /, jenis: tuple[str, ...], peserta: tuple[str, ...], semua: bool, ke: Path | None,
          kertas: str | None, bundel: str | None, uji_muat: bool, riwayat: bool, only_list: bool, **asked: Any) -> None:
    """Cetak dokumen ke PDF. Tanpa --peserta: semua yang siap cetak."""
    telling = only_list or riwayat
    if telling and (only_list == riwayat or jenis or peserta or semua or ke or kertas or bundel or given(asked)):
        raise click.UsageError("--daftar dan --riwayat berdiri sendiri.")
    if only_list:
        _say_kinds(session)
        return
    if riwayat:
        _say_history(session)
        return
    _check_words(jenis, peserta, semua, bundel, asked)
    if uji_muat == (ke is not None):
        raise click.UsageError("Sebut tujuannya dengan --ke, atau --uji-muat tanpa tujuan.")
    with session.village() as desk:
        if bundel:
            order = desk.order_again(bundel.upper())
        else:
            kinds = tuple(kind.lower() for kind in jenis)
            options = read_options(desk, kinds, asked)
            order = desks.PrintOrder(who(desk, kinds, peserta, semua), kinds, desk.unit.kertas, opsi=options)
        order = replace(order, out=ke, kertas=(kertas or order.kertas).upper())
        if uji_muat:
            say_fit(session, session.work(desk.fit_test_job(order)))
            return
        made = session.work(desk.print_job(order))
    _say_printed(session, made)


def _check_words(jenis: Sequence[str], peserta: Sequence[str], semua: bool, bundel: str | None,
                 asked: dict[str, Any]) -> None:
    """What cannot be meant together."""
    if bundel and (jenis or peserta or semua or given(asked)):
        raise click.UsageError("--bundel mencetak isi bundel itu lagi; orang dan dokumennya tidak bisa dipilih.")
    if not bundel and not jenis:
        raise click.UsageError("Sebut dokumennya (lihat cetak --daftar) dan tujuannya dengan --ke.")
    if peserta and semua:
        raise click.UsageError("Pilih --peserta atau --semua.")


def who(desk: desks.Desk, jenis: Sequence[str], named: Sequence[str], everyone: bool) -> tuple[str, ...]:
    """The people meant; nobody where all that is asked for can do without people."""
    if named:
        return tuple(desk.find_person(one).uid for one in named)
    found = tuple(uid for tab in (EVERYONE if everyone else READY) for uid in desk.uids(desks.Query(tab=tab)))
    parts = {kind.kode: kind.bagian for kind in desk.papers()}
    if not found and all(parts.get(kind) in ("depan", "orang") for kind in jenis):
        raise Problem("TAK_ADA_CETAK", "Belum ada orang yang siap cetak.", TIDAK_BERUBAH,
                      "Lengkapi datanya (perintah periksa), atau sebut orangnya dengan --peserta."
                      + ("" if everyone else " Yang sudah pernah dicetak: --semua."))
    return found


def _say_kinds(session: Session) -> None:
    kinds = desks.paper_kinds()
    session.say("\n".join(f"{kind.kode:14} {kind.nama}. {kind.catatan}" for kind in kinds),
                [{"kode": kind.kode, "nama": kind.nama, "lingkup": kind.lingkup, "bagian": kind.bagian,
                  "catatan": kind.catatan} for kind in kinds])


def _say_history(session: Session) -> None:
    with session.village() as desk:
        rows = desk.bundles()
    lines = [f"{row['bundel']}  cetak ke-{row['ke']}  {_moment(row['waktu'])}  {row['kertas']}  {row['halaman']:4}"
             f" halaman  {', '.join(f'{kind} {many}' for kind, many in row['lembar'].items())}"
             f"{'  (dihentikan)' if row['batal'] else ''}" for row in rows]
    session.say("\n".join([*lines, f"{len(rows)} kali mencetak"]),
                [row | {"pracetak": sorted(page + 1 for page in row["pracetak"])} for row in rows])


def _moment(iso: str) -> str:
    """21/11/2026 10.42, of an ISO moment."""
    moment = datetime.fromisoformat(iso)
    return f"{screen_date(moment.date())} {clock(moment)}"


def _say_printed(session: Session, made: desks.Printed) -> None:
    """What became of the sheets."""
    skipped = [{"nama": name, "alasan": why} for name, why in (*made.refused, *made.skipped)]
    empty = [{"nama": name, "alasan": why} for name, why in made.tanpa]
    lines = [f"Dilewati: {row['nama']} ({row['alasan']})" for row in (*skipped, *empty)]
    own = sorted(page + 1 for page in made.pracetak)
    if own:
        lines.append(f"Halaman {', '.join(map(str, own))}: cetak di kertas BPJS yang sudah bergaris, ukuran 100%.")
    session.say("\n".join([f"{len(made.made)} lembar jadi di {made.path} (bundel {made.bundel}).", *lines]), {
        "berkas": str(made.path), "bundel": made.bundel, "halaman": made.pages, "lembar": len(made.made),
        "dilewati": skipped, "tanpa_isi": empty, "pracetak": own})


@click.command("ekspor")
@click.option("--ke", required=True, type=PATH, help="Folder tujuan.")
@click.option("--penuh", is_flag=True, help="Semua yang pernah dikirim, bukan hanya perubahan.")
@click.option("--excel", is_flag=True, help="Buat juga daftar nominatif Excel (tidak terkunci).")
@click.pass_obj
def ekspor(session: Session, ke: Path, penuh: bool, excel: bool) -> None:
    """Buat kiriman terkunci untuk DPMD dan tanda terimanya."""
    with session.village() as desk:
        sent = session.work(desk.export_job(ke, penuh=penuh, excel=excel))
    session.say(
        f"Kiriman no. {sent.seq}: {sent.path}\nKode periksa {sent.kode_periksa}. Sudah diuji buka: isi utuh.\n"
        f"Tanda terima: {sent.receipt}" + (f"\nDaftar Excel (tidak terkunci): {sent.excel}" if sent.excel else ""),
        {"berkas": str(sent.path), "seq": sent.seq, "kode_periksa": sent.kode_periksa, "jumlah": sent.jumlah["orang"],
         "rincian": sent.jumlah, "tanda_terima": str(sent.receipt), "excel": str(sent.excel) if sent.excel else None})


VERBS = (cetak, ekspor)
