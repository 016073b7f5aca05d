"""Verbs of the office: set up, sample people, keys, taking in what DPMD sends."""

from __future__ import annotations

from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session, plain_values, write_file
from jamsos_desktop.model.parse import clean
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem


@click.group("siapkan", no_args_is_help=False)
def siapkan() -> None:
    """Siapkan meja desa atau meja DPMD di folder data."""


@siapkan.command("desa")
@click.option("--kode", required=True, help="Kode wilayah, misalnya 74.02.11.2017, atau kode OPD dari DPMD.")
@click.option("--jenis", type=click.Choice(("desa", "opd")), default="desa", show_default=True,
              help="opd: kantor dinas atau badan. Kelurahan dikenal dari kodenya.")
@click.option("--nama", default="", help="Nama kantor, hanya untuk --jenis opd.")
@click.option("--kepala-desa", "kepala", required=True, help="Nama Kepala Desa (lurah, kepala kantor) sesuai KTP.")
@click.option("--sekretaris", required=True, help="Nama sekretaris sesuai KTP.")
@click.option("--kunci-dpmd", type=PATH, help="File kunci dari DPMD (JK-....json).")
@click.pass_obj
def siapkan_desa(session: Session, kode: str, jenis: str, nama: str, kepala: str, sekretaris: str,
                 kunci_dpmd: Path | None) -> None:
    """Meja desa, kelurahan atau OPD. JAMSOS_PIN mengunci; tanpa itu laptop ini membuka tanpa bertanya."""
    if nama and jenis != "opd":
        raise click.UsageError("--nama hanya untuk --jenis opd; nama desa diambil dari kodenya.")
    for option, name in (("--kepala-desa", kepala), ("--sekretaris", sekretaris)):
        if not clean(name):  # they sign every paper; the wizard does not go on without them either
            raise click.UsageError(f"{option} belum diisi.")
    unit = desks.office_for(kode, nama, kepala, sekretaris) if jenis == "opd" \
        else desks.unit_for(kode, kepala, sekretaris)
    words = desks.set_up_desa(session.folder, desks.SetUp(unit, session.pin, kunci_dpmd), session.clock)
    place = f"Kec. {unit.kecamatan}" if unit.kecamatan else unit.kabupaten
    _say_ready(session, unit.kode, f"{unit.sebutan}, {place}", "desa", words)


@siapkan.command("dpmd")
@click.option("--kode", required=True, help="Kode kabupaten, misalnya 74.02.")
@click.pass_obj
def siapkan_dpmd(session: Session, kode: str) -> None:
    """Meja DPMD dengan pasangan kuncinya sendiri."""
    words = desks.set_up_dpmd(session.folder, kode, session.pin, session.clock)
    with session.desk() as desk:
        _say_ready(session, desk.unit.kode, desk.unit.nama, "dpmd", words)


def _say_ready(session: Session, kode: str, nama: str, mode: str, words: tuple[str, ...]) -> None:
    numbered = "\n".join(f"  {n:2} {word}" for n, word in enumerate(words, 1))
    locked = "dikunci dengan PIN" if session.pin else "terbuka tanpa PIN di laptop ini"
    try:
        read = session.say(
            f"{nama} siap ({locked}).\nTulis 12 kata pemulihan ini di kertas. Kata ini tidak ditampilkan lagi:\n"
            f"{numbered}",
            {"kode": kode, "nama": nama, "mode": mode, "pin": bool(session.pin), "pemulihan": " ".join(words)})
    except Problem as problem:
        raise _words_unread(nama) from problem
    if not read:
        raise _words_unread(nama)


def _words_unread(nama: str) -> Problem:
    """The words are shown once, and nobody saw them."""
    return Problem("KELUARAN_GAGAL", f"{nama} sudah disiapkan, tetapi 12 kata pemulihannya tidak bisa ditampilkan.",
                   "Datanya aman; kata yang belum terbaca itu tidak ditampilkan lagi.",
                   "Buat lembar pemulihan baru sekarang: lembar-pemulihan --ke FILE.pdf, dengan --data yang sama.")


@click.command("contoh")
@click.option("--peserta", default=125, show_default=True, help="Banyaknya orang contoh.")
@click.option("--benih", default=7, show_default=True, help="Benih acak: benih sama, orang sama.")
@click.pass_obj
def contoh(session: Session, peserta: int, benih: int) -> None:
    """Buat orang contoh (semuanya rekaan) dari keempat kelompok."""
    with session.village() as desk:
        if not desk.only_samples():
            raise Problem("DATA_NYATA", "Desa ini sudah berisi orang yang bukan contoh.", TIDAK_BERUBAH,
                          "Buat orang contoh di folder data lain dengan --data.")
        made = session.work(desk.samples_job(peserta, benih))
        counts = desk.counts()
    session.say(f"{made} orang contoh dibuat.", {"dibuat": made, "status": counts.status})


@click.command("kunci")
@click.option("--ke", required=True, type=PATH, help="File atau folder tujuan.")
@click.pass_obj
def kunci(session: Session, ke: Path) -> None:
    """Tulis file kunci DPMD untuk desa-desa (hanya di meja DPMD)."""
    with session.desk() as desk:
        name, data = desk.make_key()
        sidik = desk.own_fingerprint()
    path = write_file(ke / name if ke.suffix.lower() != ".json" else ke, data)
    session.say(f"Kunci DPMD ditulis ke {path}.\nSidik kunci: {sidik}", {"berkas": str(path), "sidik": sidik})


@click.command("terima")
@click.argument("path", nargs=-1, required=True, type=PATH)
@click.pass_obj
def terima(session: Session, path: tuple[Path, ...]) -> None:
    """Meja desa: kunci, balasan atau ketentuan dari DPMD. Meja DPMD: kiriman desa, juga folder atau flashdisk."""
    with session.desk() as desk:
        if desk.district is not None:
            _take_deliveries(session, desk.district, path)
            return
        for one in path:  # all or none: a bad second file must not follow a recorded first one
            desk.check_in(one)
        taken = [{"berkas": str(one), "hasil": desk.take_in(one)} for one in path]
        to = desk.send_state().recipient
    words = "\n".join(row["hasil"] for row in taken)
    session.say(f"{words}\nSidik kunci DPMD: {to.sidik if to else '-'}.",
                {"diterima": taken, "sidik": to.sidik if to else None})


def _take_deliveries(session: Session, district: desks.District, path: tuple[Path, ...]) -> None:
    report = session.work(district.take_in_job(path))
    _refuse_unread(report)
    lines = [f"{one.nama_berkas}: {one.hasil.replace('_', ' ')}. {one.keterangan}" for one in report.lines]
    lines += [f"{one.nama_berkas} (disimpan sebelumnya): {one.hasil.replace('_', ' ')}. {one.keterangan}"
              for one in report.dilepas]
    sums = {"masuk": report.masuk, "ulang": report.ulang, "keputusan": report.keputusan, "ditolak": report.ditolak}
    lines.append(f"{len(report.lines)} file: " + ", ".join(f"{many} {name}" for name, many in sums.items())
                 + f". {report.baru} orang baru, {report.perubahan} perubahan.")
    session.say("\n".join(lines), {**sums, "baru": report.baru, "perubahan": report.perubahan,
                                   "file": plain_values(report.lines),
                                   "dilepas": plain_values(report.dilepas)})


def _refuse_unread(report: desks.TakeInReport) -> None:
    """A run in which no file could even be opened is none: a wrong path or a stick that is out."""
    if report.lines and all(one.problem_kode == "FILE_TIDAK_ADA" for one in report.lines):
        names = ", ".join(one.nama_berkas for one in report.lines)
        raise Problem("FILE_TIDAK_ADA", f"File {names} tidak ada atau tidak dapat dibaca.", TIDAK_BERUBAH,
                      "Periksa nama file dan flashdisk, lalu coba lagi.")


VERBS = (siapkan, contoh, kunci, terima)
