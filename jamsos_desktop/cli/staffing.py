"""Verbs of who works here: people and roles, PINs, the recovery sheet, a new key.

Secrets come by the environment alone, for arguments stand in the list of processes: JAMSOS_PIN, JAMSOS_PIN_BARU,
JAMSOS_KATA (the twelve words), JAMSOS_PENGGUNA (who works: name or id).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop import texts
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session, plain_values
from jamsos_desktop.files import older_name
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import quoted


def _new_pin() -> str:
    pin = os.environ.get("JAMSOS_PIN_BARU", "")
    if not pin:
        raise Problem("PIN_BARU_KOSONG", "PIN baru belum diisi.", TIDAK_BERUBAH, "Isi JAMSOS_PIN_BARU dengan 6 angka.")
    return pin


def _who(desk: desks.Desk, text: str) -> desks.User:
    """Somebody by id or name. Problem PENGGUNA_TIDAK_ADA."""
    found = [one for one in desk.users() if text.casefold() in (one.id, one.nama.casefold())]
    if not found:
        raise Problem("PENGGUNA_TIDAK_ADA", f"Tidak ada pengguna bernama {quoted(text)}.", TIDAK_BERUBAH,
                      "Lihat nama dan id dengan perintah pengguna.")
    return found[0]


@click.command("pengguna")
@click.argument("siapa", default="")
@click.option("--tambah", default="", metavar="NAMA", help="Pengguna baru; PIN-nya dari JAMSOS_PIN_BARU.")
@click.option("--peran", default=None, help="Desa: sekretaris, operator. DPMD: petugas, pelihat.")
@click.option("--ganti-nama", default=None, metavar="NAMA", help="Nama lain untuk SIAPA.")
@click.option("--hapus", is_flag=True, help="SIAPA tidak bekerja di sini lagi; namanya tetap di riwayat.")
@click.pass_obj
def pengguna(session: Session, siapa: str, tambah: str, peran: str | None, ganti_nama: str | None,
             hapus: bool) -> None:
    """Siapa yang bekerja di meja ini. SIAPA: nama atau id, untuk diubah."""
    if bool(tambah) == bool(siapa) and (tambah or peran or ganti_nama or hapus):
        raise click.UsageError("Sebut satu pengguna, atau --tambah NAMA.")
    if hapus and (peran or ganti_nama):
        raise click.UsageError("--hapus tidak dipakai bersama pilihan lain.")
    with session.desk() as desk:
        if tambah:
            desk.add_user(tambah, peran or "", _new_pin())
        elif hapus:
            desk.remove_user(_who(desk, siapa).id)
        elif siapa and (peran or ganti_nama):
            desk.change_user(_who(desk, siapa).id, nama=ganti_nama, peran=peran)
        shown = [_who(desk, siapa)] if siapa and not hapus and not ganti_nama else desk.users()
        pinless, mode_roles = {one.id for one in desk.without_pin()}, desk.roles()
        opens = not desk.device_only
    found = [{**plain_values(one), "pin": opens and one.id not in pinless} for one in shown]
    lines = [f"{one['id']:4} {one['nama']:32} {mode_roles.get(one['peran'], one['peran']):12} "
             f"{'PIN sendiri' if one['pin'] else 'perlu PIN' if opens else 'tanpa PIN'}" for one in found]
    session.say("\n".join(lines), found)


@click.command("pin")
@click.option("--baru", "cara", flag_value="baru", help="PIN pertama meja ini, dari JAMSOS_PIN_BARU.")
@click.option("--ganti", "cara", flag_value="ganti", help="Dari JAMSOS_PIN ke JAMSOS_PIN_BARU.")
@click.option("--pulihkan", "cara", flag_value="pulihkan", help="PIN lupa: 12 kata dari JAMSOS_KATA.")
@click.option("--untuk", default="", metavar="SIAPA", help="PIN baru untuk orang lain (hanya pemimpin meja).")
@click.option("--kunci-otomatis", type=int, default=None, metavar="MENIT", help="5, 10 atau 30 menit.")
@click.pass_obj
def pin(session: Session, cara: str | None, untuk: str, kunci_otomatis: int | None) -> None:
    """PIN dan kunci otomatis. PIN tidak pernah ditulis sebagai kata perintah."""
    if (cara is not None) + bool(untuk) + (kunci_otomatis is not None) != 1:
        raise click.UsageError("Pilih satu: --baru, --ganti, --pulihkan, --untuk atau --kunci-otomatis.")
    if cara == "pulihkan":
        _recover(session)
        return
    with session.desk() as desk:
        if kunci_otomatis is not None:
            desk.set_lock_minutes(kunci_otomatis)
            session.say(f"Aplikasi terkunci sendiri sesudah {kunci_otomatis} menit.", {"menit": kunci_otomatis})
            return
        if cara == "baru":
            desk.start_pin(_new_pin())
        elif cara == "ganti":
            desk.change_pin(session.pin or "", _new_pin())
        else:
            desk.reset_pin(_who(desk, untuk).id, _new_pin())
    session.say("PIN baru berlaku.", {"pin": True})


def _recover(session: Session) -> None:
    words = os.environ.get("JAMSOS_KATA", "")
    desks.recover_pin(session.folder, [words], _new_pin(), session.clock, session.user_id())
    session.say("PIN baru berlaku. Lembar pemulihan tetap sama.", {"pin": True})


@contextmanager
def _on_paper(desk: desks.Desk, sheet: desks.RecoverySheet, kertas: str, penanggung: str, ke: Path) -> Iterator[None]:
    """Around what puts the sheet into force: a PDF of words that open nothing must not be taken for a valid one, and
    an older one that stood there, whose words are still in force, comes back."""
    older = older_name(ke) if ke.is_file() else None
    try:
        if older:
            os.replace(ke, older)
    except OSError as cause:
        raise Problem("HANYA_BACA", "PDF tidak bisa ditulis di sana.", "Lembar pemulihan belum berubah.",
                      "Pilih folder atau flashdisk lain, atau tutup PDF itu bila sedang dibuka.") from cause
    try:
        desk.save_recovery(sheet, kertas, penanggung, ke)
        yield
    except Problem as problem:
        if problem.kode == "KUNCI_BELUM_SELESAI":  # then they are in force
            _drop(older)
        else:
            _put_back(ke, older)
        raise
    _drop(older)


def _put_back(ke: Path, older: Path | None) -> None:
    with suppress(OSError):  # a stick that was pulled out, or a folder by that name
        if older:
            os.replace(older, ke)
        else:
            ke.unlink(missing_ok=True)


def _drop(older: Path | None) -> None:
    if older:
        with suppress(OSError):
            older.unlink(missing_ok=True)


@click.command("lembar-pemulihan")
@click.option("--ke", type=PATH, help="PDF lembar baru; lembar lama lalu tidak berlaku.")
@click.option("--kertas", type=click.Choice(("A5", "A4", "F4")), default="A5", show_default=True)
@click.option("--simpan-di", default="", help="Tempat lembar disimpan, misalnya lemari arsip kantor desa.")
@click.option("--penanggung", default="", help="Nama yang menyimpan lembar.")
@click.pass_obj
def lembar_pemulihan(session: Session, ke: Path | None, kertas: str, simpan_di: str, penanggung: str) -> None:
    """Lembar pemulihan: yang berlaku sekarang, atau lembar baru dengan --ke."""
    with session.desk() as desk:
        if ke:
            sheet = desk.draw_sheet()
            with _on_paper(desk, sheet, kertas, penanggung, ke):
                desk.keep_sheet(sheet, simpan_di, penanggung, terbukti=False)
        state = desk.sheet_state()
    if state is None:
        session.say("Lembar pemulihan belum dicetak.", None)
        return
    made = f"Lembar ke-{state.nomor}, dibuat {texts.long_date(state.dibuat.date())}."
    place = f" Disimpan di {state.simpan_di}." if state.simpan_di else ""
    wrote = f"\nPDF: {ke}\nCetak, lalu hapus PDF itu. Lembar lama tidak berlaku lagi." if ke else ""
    session.say(made + place + wrote, {**plain_values(state), "berkas": str(ke) if ke else None})


@click.command("kunci-baru")
@click.option("--ke", required=True, type=PATH, help="PDF lembar pemulihan yang baru.")
@click.option("--kertas", type=click.Choice(("A5", "A4", "F4")), default="A5", show_default=True)
@click.option("--simpan-di", default="", help="Tempat lembar disimpan.")
@click.option("--penanggung", default="", help="Nama yang menyimpan lembar.")
@click.pass_obj
def kunci_baru(session: Session, ke: Path, kertas: str, simpan_di: str, penanggung: str) -> None:
    """Kunci data baru bila kunci lama mungkin bocor. PIN Anda tetap, PIN orang lain berakhir."""
    with session.desk() as desk:
        sheet = desk.draw_sheet()
        with _on_paper(desk, sheet, kertas, penanggung, ke):
            changed = session.work(desk.new_key_job(session.pin or "", sheet, simpan_di, penanggung, terbukti=False))
        desk.take_new_key(changed)
    told = {"lembar": changed.lembar, "berkas": str(ke), "perlu_pin": list(changed.perlu_pin), "scan": changed.scan,
            "scan_rusak": changed.scan_rusak, "cadangan_lama": changed.cadangan_lama,
            "musnahkan": list(changed.musnahkan)}
    lines = [f"Kunci baru berlaku. Lembar pemulihan ke-{changed.lembar}: {ke}",
             f"Perlu PIN baru: {', '.join(changed.perlu_pin)}." if changed.perlu_pin else "",
             f"Musnahkan sendiri: {'; '.join(changed.musnahkan)}." if changed.musnahkan else "",
             f"{changed.cadangan_lama} cadangan lama belum dimusnahkan." if changed.cadangan_lama else ""]
    session.say("\n".join(line for line in lines if line), told)


VERBS = (pengguna, pin, lembar_pemulihan, kunci_baru)
