"""The verb of the offices' own blanks: which are in force, is a mapping sound, what fits, how far a printer is off."""

from __future__ import annotations

from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.fit_words import say_fit
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.papers import who
from jamsos_desktop.cli.session import Session, plain_values, write_file


@click.command("blangko")
@click.argument("jenis", nargs=-1)
@click.option("--daftar", is_flag=True, help="Tampilkan blangko yang berlaku di sini.")
@click.option("--periksa", type=PATH, metavar="FILE",
              help="Periksa pemetaan .toml dengan filenya, atau tampilkan kolom isian sebuah PDF.")
@click.option("--uji-muat", is_flag=True, help="Coba isi terpanjang sebelum mencetak.")
@click.option("--contoh", type=PATH, metavar="FILE.pdf", help="Buat lembar uji printer.")
@click.option("--peserta", multiple=True, help="NIK atau nomor untuk --uji-muat; boleh diulang.")
@click.option("--semua", is_flag=True, help="Untuk --uji-muat: semua yang boleh dicetak.")
@click.option("--kertas", default=None, help="A4 atau F4 (bawaan: kertas kantor, F4 untuk lembar uji).")
@click.option("--tanpa-blangko", is_flag=True, help="Untuk --uji-muat: hanya tata letak desa.")
@click.pass_obj
def blangko(session: Session, jenis: tuple[str, ...], daftar: bool, periksa: Path | None, uji_muat: bool,
            contoh: Path | None, peserta: tuple[str, ...], semua: bool, kertas: str | None,
            tanpa_blangko: bool) -> None:
    """Blangko milik kantor: daftar, periksa, uji muat, lembar uji printer."""
    if [daftar, periksa is not None, uji_muat, contoh is not None].count(True) != 1:
        raise click.UsageError("Pilih satu: --daftar, --periksa, --uji-muat atau --contoh.")
    if periksa is not None:
        _say_checked(session, desks.check_blank(periksa))
    elif contoh is not None:
        path = write_file(contoh, desks.calibration_pdf((kertas or "F4").upper()))
        session.say(f"Lembar uji printer: {path}. Cetak dengan ukuran 100%.", {"berkas": str(path)})
    elif daftar:
        _say_list(session)
    else:
        _say_fit(session, jenis or ("formulir",), (peserta, semua), kertas, tanpa_blangko)


def _say_list(session: Session) -> None:
    with session.desk() as desk:
        found = desk.blanks()
    lines = [f"{one.jenis} {one.segmen:3} {one.kertas} {one.cara:8} {one.judul} (sumber: {one.sumber}, {one.keyakinan})"
             for one in found]
    session.say("\n".join(lines) or "Belum ada blangko kantor. Semua dicetak dengan tata letak desa.",
                plain_values(found))


def _say_checked(session: Session, checked: desks.BlankChecked) -> None:
    lines = [f"{checked.judul}: bisa dipakai, {checked.pages} halaman."]
    lines += [f"halaman {one.page}  {one.name}  {one.kind}  {one.x:.1f} mm dari kiri, {one.y:.1f} mm dari atas, "
              f"{one.w:.1f} x {one.h:.1f} mm" + (f", {one.cells} kotak" if one.cells else "")
              + (f", pilihan: {', '.join(one.states)}" if one.states else "") for one in checked.fields]
    if checked.loose:
        lines.append(f"Huruf tidak dibawa file ini: {', '.join(checked.loose)}. Bentuknya bisa lain di laptop lain.")
    session.say("\n".join(lines), plain_values(checked))


def _say_fit(session: Session, jenis: tuple[str, ...], chosen: tuple[tuple[str, ...], bool], kertas: str | None,
             tanpa_blangko: bool) -> None:
    kinds = tuple(one.lower() for one in jenis)
    with session.village() as desk:
        order = desks.PrintOrder(who(desk, kinds, *chosen), kinds,
                                 (kertas or desk.unit.kertas).upper(),
                                 opsi=desks.PaperOptions(tanpa_blangko=tanpa_blangko))
        report = session.work(desk.fit_test_job(order))
    say_fit(session, report)


VERBS = (blangko,)
