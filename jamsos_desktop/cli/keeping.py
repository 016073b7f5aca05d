"""Verbs that keep a desk going: the district's settings, backups, the move to another laptop."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.backups import backup_values
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session, plain_values, write_file
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import quoted


@click.command("ketentuan")
@click.option("--ke", type=PATH, help="DPMD: tulis ketentuan untuk desa ke folder ini.")
@click.option("--dari", type=PATH, help="DPMD: folder tabel yang sudah diubah.")
@click.option("--versi", default="", help="DPMD: nama versi baru, misalnya 2027.1.")
@click.option("--mulai", default="", help="DPMD: hari pertama berlaku (2027-01-01).")
@click.option("--sampai", default="", help="DPMD: hari terakhir berlaku.")
@click.option("--tabel", type=PATH, help="DPMD: tulis tabel yang berlaku ke folder ini untuk diubah.")
@click.option("--kembali", default="", help="Pakai lagi versi ini.")
@click.pass_obj
def ketentuan(session: Session, ke: Path | None, dari: Path | None, versi: str, mulai: str, sampai: str,
              tabel: Path | None, kembali: str) -> None:
    """Ketentuan kabupaten: daftar versi, versi baru dari DPMD, kembali ke versi lama."""
    with session.desk() as desk:
        if tabel:
            folder = desk.export_policy(tabel)
            session.say(f"Tabel ketentuan: {folder}", {"folder": str(folder)})
            return
        if kembali:
            session.say(f"Ketentuan {kembali} berlaku lagi.", _version(desk.roll_back_policy(kembali)))
            return
        if ke:
            name, data = _pack(desk, versi, mulai, sampai, dari)
            path = write_file(ke / name, data)
            session.say(f"Ketentuan ditulis ke {path}", {"berkas": str(path), "versi": versi})
            return
        found = [_version(one) for one in desk.policies()]
    lines = [f"{one['versi']:20} {one['keadaan']:12} mulai {one['berlaku_mulai']}" for one in found]
    session.say("\n".join(lines), found)


def _pack(desk: desks.Desk, versi: str, mulai: str, sampai: str, dari: Path | None) -> tuple[str, bytes]:
    if not mulai and dari is None and any(one.versi == versi and one.urut for one in desk.policies()):
        return desk.pack_file(versi)
    if not versi:
        raise click.UsageError("--ke memerlukan --versi.")
    start = _day(mulai) if mulai else desk.today
    return desk.make_pack(desks.PackOrder(versi=versi, mulai=start, sampai=_day(sampai) if sampai else None,
                                          changes=dari))


def _version(one: desks.PolicyInfo) -> dict[str, object]:
    found: dict[str, object] = plain_values(one)
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problem("TANGGAL_SALAH", f"Tanggal {quoted(text)} tidak dikenal.", TIDAK_BERUBAH,
                      "Tulis misalnya 2027-01-01.") from None


@click.command("cadangkan")
@click.option("--ke", required=True, type=PATH, help="Folder tujuan, misalnya flashdisk.")
@click.option("--pindah", is_flag=True, help="Meja ini pindah ke laptop lain; di sini tinggal dibaca.")
@click.option("--penerima", default="", help="Nama penerima laptop baru, untuk berita acara.")
@click.pass_obj
def cadangkan(session: Session, ke: Path, pindah: bool, penerima: str) -> None:
    """Cadangan utuh dengan kuncinya; dengan --pindah juga berita acara serah terima."""
    with session.desk() as desk:
        made = session.work(desk.backup_job(ke, pindah, penerima))
    words = (f"Cadangan: {made.path}\nKode periksa {made.info.kode_periksa}, {made.info.orang} orang."
             " Sudah dibaca ulang.")
    if made.berita_acara:
        words += f"\nBerita acara: {made.berita_acara}\nLaptop ini sekarang hanya bisa membaca."
    session.say(words, backup_values(made.info, made.path, made.berita_acara))


VERBS = (ketentuan, cadangkan)
