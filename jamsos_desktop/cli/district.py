"""Verbs of the district's desk: keys compared, coverage, doubles, workbooks for BPJS, replies, reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jamsos_desktop import texts
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session, plain_values
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem


@click.command("cocokkan")
@click.argument("kode")
@click.argument("sidik")
@click.pass_obj
def cocokkan(session: Session, kode: str, sidik: str) -> None:
    """Nyatakan sidik kunci desa KODE sama dengan yang tercetak di tanda terimanya."""
    with session.district() as (_, district):
        unit = district.match_key(kode, sidik)
    session.say(f"Kunci {unit.sebutan} sudah dicocokkan.",
                {"kode": unit.kode, "nama": unit.nama, "sidik": unit.sidik, "dicocokkan": unit.dicocokkan})


@click.command("sasaran")
@click.option("--dari", type=PATH, help="Lembar kerja sasaran (.xlsx) yang sudah diisi.")
@click.option("--contoh", "template", type=PATH, help="Tulis lembar kosong untuk diisi.")
@click.option("--tahun", type=int, default=None, help="Bawaan: tahun ini.")
@click.pass_obj
def sasaran(session: Session, dari: Path | None, template: Path | None, tahun: int | None) -> None:
    """Sasaran tiap desa per kelompok: tulis lembar kosong, ambil yang terisi, atau tampilkan."""
    with session.district() as (_, district):
        if template:
            made = district.write_targets_template(template, tahun)
            session.say(f"Lembar sasaran: {made}", {"berkas": str(made)})
            return
        if dari:
            taken = session.work(district.import_targets_job(dari, tahun))
            session.say(f"{taken.masuk} dari {len(taken.rows)} baris masuk, {taken.sama} sama,"
                        f" {taken.dilewati} dilewati, {taken.ditahan} ditahan.", plain_values(taken))
            return
        found = district.targets(tahun)
    session.say("\n".join(f"{kode} {sum(groups.values()):6}" for kode, groups in sorted(found.items())), found)


@click.command("rekap")
@click.option("--ke", type=PATH, help="Tulis ke FILE.xlsx atau FILE.pdf.")
@click.option("--wilayah", default="", help="Kode kecamatan atau desa; bawaan seluruh kabupaten.")
@click.option("--kelompok", type=click.Choice(KELOMPOK), default=None)
@click.pass_obj
def rekap(session: Session, ke: Path | None, wilayah: str, kelompok: str | None) -> None:
    """Cakupan: terdaftar terhadap sasaran, perjalanan desa, desa yang diam."""
    group = kelompok or ""
    with session.district() as (_, district):
        recap = district.recap(wilayah, group)
        made = session.work(district.report_job("rekap", ke, kelompok=group, kecamatan=wilayah)) if ke else None
        document = {**plain_values(recap), "berkas": str(made) if made else None}
        lines = [f"{recap.nama}, {texts.long_date(recap.hari)}",
                 f"Terdaftar {texts.number(recap.terdaftar)} dari sasaran {texts.number(recap.sasaran)}"
                 + (f" ({recap.persen}%)".replace(".", ",") if recap.persen is not None else " (sasaran belum diisi)"),
                 f"Desa melapor {recap.melapor} dari {recap.desa}"]
        lines += [f"  {stage.nama:22} {stage.desa:5}" for stage in recap.tahapan]
        lines += [f"{bar.nama:24} {texts.number(bar.nyata):>8} / {texts.number(bar.sasaran)}" for bar in recap.bars]
        lines += [f"Ditulis ke {made}"] if made else []
    session.say("\n".join(lines), document)


@click.command("ganda")
@click.option("--putuskan", type=int, default=None, help="Nomor pasangan yang diputuskan.")
@click.option("--pilihan", type=click.IntRange(1, 4), default=None,
              help="1 pakai A, 2 pakai B, 3 pindah desa, 4 dua orang berbeda.")
@click.option("--catatan", default="", help="Alasan keputusan.")
@click.option("--akhiri-aktif", is_flag=True, help="Setuju kepesertaan yang sedang berjalan berakhir.")
@click.pass_obj
def ganda(session: Session, putuskan: int | None, pilihan: int | None, catatan: str, akhiri_aktif: bool) -> None:
    """Cari orang yang mungkin terdaftar dua kali; dengan --putuskan dan --pilihan: putuskan satu pasangan."""
    if (putuskan is None) != (pilihan is None):
        raise click.UsageError("--putuskan dan --pilihan dipakai bersama.")
    with session.district() as (_, district):
        if putuskan is not None and pilihan is not None:
            number = district.decide_pair(putuskan, pilihan, catatan, akhiri_aktif=akhiri_aktif)
            session.say("Keputusan dicatat dan ikut dalam balasan kedua desa.",
                        {"pasangan": putuskan, "putusan": number})
            return
        report = session.work(district.find_doubles_job())
        found = district.pairs()
    lines = [f"{p.id:5} {'NIK sama' if p.jenis == 'nik' else f'mirip {p.skor}%':10} {p.nama} ({p.desa[0]}),"
             f" {p.nama_b} ({p.desa[1]}): {p.rincian}" for p in found if not p.keputusan]
    session.say("\n".join([*lines, f"{len(lines)} pasangan belum diputuskan dari {texts.number(report.orang)} orang."]),
                {"laporan": plain_values(report), "pasangan": [_pair(p) for p in found]})


def _pair(pair: Any) -> dict[str, Any]:
    return {"id": pair.id, "jenis": pair.jenis, "skor": pair.skor, "nama": [pair.nama, pair.nama_b],
            "desa": list(pair.desa), "rincian": pair.rincian, "keputusan": pair.keputusan, "catatan": pair.catatan}


@click.command("balas")
@click.option("--ke", required=True, type=PATH, help="Folder tujuan, misalnya flashdisk.")
@click.option("--desa", "kodes", multiple=True, help="Kode desa; boleh diulang. Bawaan: semua yang ada kabarnya.")
@click.option("--kpj", is_flag=True, help="Sertakan nomor KPJ.")
@click.option("--penuh", is_flag=True, help="Sertakan semua data desa yang dipegang DPMD.")
@click.pass_obj
def balas(session: Session, ke: Path, kodes: tuple[str, ...], kpj: bool, penuh: bool) -> None:
    """Buat balasan terkunci untuk desa-desa."""
    with session.district() as (_, district):
        made = session.work(district.reply_job(ke, list(kodes) or None, penuh=penuh, kpj=kpj))
    document = plain_values(made)
    lines = [f"{one.path.name}: {one.desa}, balasan no. {one.no}, kode periksa {one.kode_periksa}"
             for one in made.balasan]
    lines += [f"Dilewati: {one.desa} ({one.sebab})" for one in made.dilewati]
    session.say("\n".join([*lines, f"{len(made.balasan)} balasan jadi."]), document)


@click.command("sipp")
@click.option("--ke", required=True, type=PATH, help="File .xlsx, atau folder bila lebih dari satu NPP.")
@click.option("--template", type=PATH, help="Templat SIPP yang diunduh; diisi, aslinya tidak diubah.")
@click.option("--batch", default="", help="Nomor batch, misalnya K-0003 (meja DPMD). Bawaan: yang siap diserahkan.")
@click.pass_obj
def sipp(session: Session, ke: Path, template: Path | None, batch: str) -> None:
    """Lembar kerja SIPP untuk BPJS, satu per NPP; di meja DPMD dan di meja desa."""
    with session.desk() as desk:
        if desk.district is not None:
            made = session.work(desk.district.sipp_job(ke, template, batch or None))
        elif batch:
            raise Problem("BUKAN_DPMD", "Batch hanya ada di meja DPMD.", TIDAK_BERUBAH, "Jalankan tanpa --batch.")
        else:
            made = session.work(desk.sipp_job(ke, template))
    session.say("\n".join(f"Ditulis ke {path}" for path in made.files) + f"\n{made.rows} baris.",
                {"berkas": [str(path) for path in made.files], "baris": made.rows})


@click.command("laporan-triwulan")
@click.option("--periode", required=True, help="Misalnya 2026-Q4.")
@click.option("--ke", required=True, type=PATH, help="FILE.pdf atau FILE.xlsx.")
@click.pass_obj
def laporan_triwulan(session: Session, periode: str, ke: Path) -> None:
    """Laporan triwulan menurut SE Mendagri 842.2/5193/SJ (tata letak kami)."""
    with session.district() as (_, district):
        made = session.work(district.report_job("laporan_triwulan", ke, periode=periode))
    session.say(f"Laporan triwulan {periode}: {made}", {"berkas": str(made), "periode": periode})


VERBS = (cocokkan, sasaran, rekap, ganda, balas, sipp, laporan_triwulan)
