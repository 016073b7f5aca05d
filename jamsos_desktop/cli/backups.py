"""Verbs of backups: the desk's own, trying one, going back to one."""

from __future__ import annotations

from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop import texts
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem


@click.command("cadangan")
@click.option("--uji", is_flag=True, help="Buka cadangan otomatis terbaru dan periksa isinya.")
@click.option("--bandingkan", type=PATH, help="Apa yang lebih baru sekarang dibanding cadangan ini.")
@click.option("--buang-lama", is_flag=True, help="Sebut cadangan yang akan dilepas; tidak ada yang dihapus.")
@click.option("--pengingat", type=int, help="Ingatkan bila cadangan di luar laptop lebih tua dari N hari.")
@click.pass_obj
def cadangan(session: Session, uji: bool, bandingkan: Path | None, buang_lama: bool, pengingat: int | None) -> None:
    """Cadangan otomatis di laptop ini: daftar, uji, perbandingan, pengingat."""
    with session.desk() as desk:
        if pengingat is not None:
            desk.set_backup_days(pengingat)
        if uji:
            _try(session, desk, _newest(desk).path)
        elif bandingkan is not None:
            _compare(session, desk, bandingkan)
        elif buang_lama:
            found = desk.backups_to_go()
            words = [f"{one.path.name}, {one.orang} orang" for one in found] or ["Tidak ada yang akan dilepas."]
            session.say("\n".join(words), [_local(one) for one in found])
        else:
            _list(session, desk)


def _list(session: Session, desk: desks.Desk) -> None:
    state, found = desk.backup_state(), desk.local_backups()
    outside = f"{state.luar_hari} hari lalu" if state.luar_hari else "hari ini" if state.luar else "belum pernah"
    lines = [f"{one.dibuat:%Y-%m-%d %H:%M}  {one.orang:>6} orang  {desks.WHY.get(one.sebab, one.sebab):28} "
             f"{one.path.name}" for one in found]
    lines += [f"{len(found)} cadangan otomatis, {state.sejak} catatan sesudah yang terbaru.",
              f"Di luar laptop: {outside}.{' Perlu dicadangkan ke flashdisk.' if state.luar_perlu else ''}"]
    if state.kata_lama:
        lines.append("Cadangan di luar laptop hanya terbuka dengan 12 kata lama.")
    if state.uji_perlu:
        lines.append("Sudah waktunya menguji cadangan: jamsos uji-cadangan FILE.")
    session.say("\n".join(lines), {
        "cadangan": [_local(one) for one in found], "sejak": state.sejak, "luar_hari": state.luar_hari,
        "luar_perlu": state.luar_perlu, "batas_hari": state.batas_hari, "kata_lama": state.kata_lama,
        "uji_perlu": state.uji_perlu,
        "uji": state.uji.waktu.isoformat() if state.uji else None})


def _newest(desk: desks.Desk) -> desks.LocalBackup:
    found = desk.local_backups()
    if not found:
        raise Problem("CADANGAN_BELUM_ADA", "Belum ada cadangan otomatis di laptop ini.", TIDAK_BERUBAH,
                      "Cadangkan ke flashdisk dengan perintah cadangkan.")
    return found[0]


def _local(one: desks.LocalBackup) -> dict[str, object]:
    return {"berkas": str(one.path), "dibuat": one.dibuat.isoformat(), "sebab": one.sebab, "orang": one.orang,
            "kiriman": one.kiriman, "riwayat": one.riwayat_n, "ukuran": one.ukuran}


def _compare(session: Session, desk: desks.Desk, path: Path) -> None:
    held = session.work(desk.compare_local_job(path))
    session.say(f"Cadangan {texts.long_date(held.dibuat.date())}: {held.orang} orang. "
                f"Sekarang: {held.orang_kini} orang.\n{desks.newer_words(held.beda)}",
                {**_beda(held.beda), "orang": held.orang, "orang_kini": held.orang_kini, "kiriman": held.kiriman,
                 "kiriman_kini": held.kiriman_kini, "dibuat": held.dibuat.isoformat()})


def _beda(beda: desks.Differing) -> dict[str, object]:
    return {"orang_baru": beda.baru, "orang_berubah": beda.berubah, "orang_kembali": beda.kembali,
            "kiriman_baru": beda.kiriman, "catatan_baru": beda.riwayat, "dimusnahkan": beda.dimusnahkan}


@click.command("uji-cadangan")
@click.argument("file", type=PATH)
@click.option("--kata", default="", envvar="JAMSOS_KATA",
              help="Coba juga dua belas kata; lebih aman lewat JAMSOS_KATA.")
@click.pass_obj
def uji_cadangan(session: Session, file: Path, kata: str) -> None:
    """Buka dan periksa sebuah cadangan; data tidak berubah, tanggal ujinya dicatat."""
    with session.desk() as desk:
        _try(session, desk, file, kata)


def _try(session: Session, desk: desks.Desk, file: Path, kata: str = "") -> None:
    info = session.work(desk.check_backup_job(file, kata.split()))
    if not info.teruji:
        words = f"{file.name} terbaca utuh, tetapi ini cadangan data lain, jadi isinya tidak dibuka."
    else:
        tried = " 12 kata cocok." if kata else ""
        words = (f"{file.name} utuh: {info.nama}, {info.orang} orang, dibuat {texts.long_date(info.dibuat.date())}."
                 f"{tried}")
    session.say(words, {**backup_values(info, file, None), "teruji": info.teruji})


@click.command("pulihkan")
@click.argument("file", type=PATH)
@click.option("--kata", default="", envvar="JAMSOS_KATA",
              help="Dua belas kata pemulihan dalam tanda kutip; lebih aman lewat JAMSOS_KATA.")
@click.pass_obj
def pulihkan(session: Session, file: Path, kata: str) -> None:
    """Kembali ke cadangan. Dengan 12 kata: folder ini menjadi meja dari cadangan itu. Tanpa kata: data meja ini sendiri
    dikembalikan. Data sekarang selalu disimpan dulu."""
    if not kata.strip():
        _go_back(session, file)
        return
    made = session.work(desks.restore_job(file, session.folder, kata.split(), session.clock, session.pin))
    aside = f"\nData sebelumnya disisihkan di {made.aside}." if made.aside else ""
    session.say(f"{made.info.nama} pulih: {made.info.orang} orang.{aside}\nBerita acara: {made.berita_acara}",
                {**backup_values(made.info, file, made.berita_acara),
                 "disisihkan": str(made.aside) if made.aside else None, "laptop_sama": made.same_laptop})


def _go_back(session: Session, file: Path) -> None:
    if desks.state_of(session.folder) == "kosong":
        raise Problem("KATA_DIPERLUKAN", "Di folder ini belum ada data, jadi 12 kata diperlukan.", TIDAK_BERUBAH,
                      "Isi JAMSOS_KATA dengan 12 kata di lembar pemulihan.")
    with session.desk() as desk:
        made = session.work(desk.restore_local_job(file))
        desk.take_restored()
    session.say(f"Data {texts.long_date(made.dibuat.date())} pulih: {made.orang} orang.\n"
                f"{desks.newer_words(made.beda)}\nData sebelumnya disimpan: {made.sebelumnya.path.name}",
                {**_beda(made.beda), "orang": made.orang, "kiriman": made.kiriman, "dibuat": made.dibuat.isoformat(),
                 "sebelumnya": str(made.sebelumnya.path)})


def backup_values(info: desks.BackupInfo, path: Path, paper: Path | None) -> dict[str, object]:
    """A backup as ``--json`` tells it; ``paper``: the berita acara beside it."""
    return {"berkas": str(path), "kode": info.kode, "nama": info.nama, "orang": info.orang, "kiriman": info.kiriman,
            "pindah": info.pindah, "kode_periksa": info.kode_periksa, "dibuat": info.dibuat.isoformat(),
            "berita_acara": str(paper) if paper else None}


VERBS = (cadangan, uji_cadangan, pulihkan)
