"""Verbs that make files: forms and checklists, the sealed package."""

from __future__ import annotations

from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.session import Session
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem


@click.command("cetak")
@click.argument("jenis", nargs=-1)
@click.option("--peserta", multiple=True, help="NIK atau nomor; boleh diulang.")
@click.option("--semua", is_flag=True, help="Semua yang boleh dicetak, termasuk yang sudah pernah.")
@click.option("--ke", type=click.Path(path_type=Path), help="Folder atau file PDF tujuan.")
@click.option("--kertas", default=None, help="A4 atau F4 (bawaan: kertas kantor).")
@click.option("--daftar", "only_list", is_flag=True, help="Tampilkan dokumen yang bisa dicetak.")
@click.pass_obj
def cetak(session: Session, jenis: tuple[str, ...], peserta: tuple[str, ...], semua: bool, ke: Path | None,
          kertas: str | None, only_list: bool) -> None:
    """Cetak dokumen ke PDF. Tanpa --peserta: semua yang siap cetak."""
    if only_list:
        kinds = desks.paper_kinds()
        session.say("\n".join(f"{kind.kode:12} {kind.nama}" for kind in kinds),
                    [{"kode": kind.kode, "nama": kind.nama, "lingkup": kind.lingkup} for kind in kinds])
        return
    if not jenis or ke is None:
        raise click.UsageError("Sebut dokumennya (lihat cetak --daftar) dan tujuannya dengan --ke.")
    with session.village() as desk:
        uids = _who(desk, peserta, semua)
        order = desks.PrintOrder(uids, tuple(j.lower() for j in jenis), (kertas or desk.unit.kertas).upper(), ke)
        made = session.work(desk.print_job(order))
    skipped = [{"nama": name, "alasan": why} for name, why in (*made.refused, *made.skipped)]
    lines = [f"Dilewati: {row['nama']} ({row['alasan']})" for row in skipped]
    session.say("\n".join([f"{len(made.made)} lembar jadi di {made.path} (bundel {made.bundel}).", *lines]), {
        "berkas": str(made.path), "bundel": made.bundel, "halaman": made.pages, "lembar": len(made.made),
        "dilewati": skipped})


def _who(desk: desks.Desk, named: tuple[str, ...], everyone: bool) -> tuple[str, ...]:
    if named:
        return tuple(desk.find_person(one).uid for one in named)
    tabs = ("siap_cetak", "tercetak", "dalam_kiriman", "terdaftar") if everyone else ("siap_cetak",)
    found = tuple(uid for tab in tabs for uid in desk.uids(desks.Query(tab=tab)))
    if not found:
        raise Problem("TAK_ADA_CETAK", "Belum ada orang yang siap cetak.", TIDAK_BERUBAH,
                      "Lengkapi datanya (perintah periksa), atau sebut orangnya dengan --peserta.")
    return found


@click.command("ekspor")
@click.option("--ke", required=True, type=click.Path(path_type=Path), help="Folder tujuan.")
@click.option("--penuh", is_flag=True, help="Semua yang pernah dikirim, bukan hanya perubahan.")
@click.option("--tanpa-lampiran", is_flag=True, help="Tanpa scan (versi ini belum membawa scan).")
@click.option("--excel", is_flag=True, help="Buat juga daftar nominatif Excel (tidak terkunci).")
@click.pass_obj
def ekspor(session: Session, ke: Path, penuh: bool, tanpa_lampiran: bool, excel: bool) -> None:
    """Buat kiriman terkunci untuk DPMD dan tanda terimanya."""
    with session.village() as desk:
        sent = session.work(desk.export_job(ke, penuh=penuh, excel=excel))
    session.say(
        f"Kiriman no. {sent.seq}: {sent.path}\nKode periksa {sent.kode_periksa}. Sudah diuji buka: isi utuh.\n"
        f"Tanda terima: {sent.receipt}" + (f"\nDaftar Excel (tidak terkunci): {sent.excel}" if sent.excel else ""),
        {"berkas": str(sent.path), "seq": sent.seq, "kode_periksa": sent.kode_periksa, "jumlah": sent.jumlah["orang"],
         "rincian": sent.jumlah, "tanda_terima": str(sent.receipt), "excel": str(sent.excel) if sent.excel else None})


VERBS = (cetak, ekspor)
