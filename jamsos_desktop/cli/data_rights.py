"""Verbs of what people may ask of their data: a copy, consent, requests, rest, erasing for good, retention."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.leaving import day, moment
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session, plain_values
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import clock, number, screen_date


def _person(desk: desks.Desk, nik: str) -> Peserta:
    return desk.find_person(nik)


@click.command("data-saya")
@click.argument("nik")
@click.option("--ke", type=PATH, help="File PDF. Tanpa ini hanya dibacakan.")
@click.option("--dokumen", type=click.Choice(("data_saya", "tarik_persetujuan", "persetujuan")), default="data_saya",
              help="Lembar yang dibuat dengan --ke.")
@click.pass_obj
def data_saya(session: Session, nik: str, ke: Path | None, dokumen: str) -> None:
    """Semua yang disimpan tentang seseorang, untuk orangnya sendiri."""
    with session.village() as desk:
        person = _person(desk, nik)
        if ke is not None:
            path = session.work(desk.rights_paper_job(person.uid, dokumen, ke))
            session.say(f"Dibuat: {path}", {"nomor": person.nomor, "berkas": str(path)})
            return
        parts = desk.held_data(person.uid)
    lines = [line for part in parts
             for line in (part.judul.upper(), *(f"  {': '.join(row)}" for row in part.baris))]
    session.say("\n".join(lines), [{"judul": part.judul, "kolom": list(part.kolom),
                                    "baris": [list(row) for row in part.baris]} for part in parts])


@click.command("persetujuan")
@click.argument("nik")
@click.option("--catat", help="Tanggal persetujuan, misalnya 2026-11-20.")
@click.option("--cara", type=click.Choice(tuple(code_list("persetujuan"))), default="tanda_tangan", help="Caranya.")
@click.option("--saksi", default="", help="Nama saksi.")
@click.option("--tarik", help="Tanggal ditarik.")
@click.option("--sebab", default="", help="Sebab ditarik, boleh kosong.")
@click.pass_obj
def persetujuan(session: Session, nik: str, catat: str | None, cara: str, saksi: str, tarik: str | None,
                sebab: str) -> None:
    """Lihat, catat atau tarik persetujuan data pribadi."""
    if catat and tarik:
        raise click.UsageError("Sebut --catat, atau --tarik.")
    with session.village() as desk:
        uid = _person(desk, nik).uid
        if catat:
            desk.give_consent(uid, day(catat), cara, saksi)
        if tarik:
            desk.withdraw_consent(uid, sebab, day(tarik))
        rights, given = desk.data_rights(uid), desk.read(uid).persetujuan
    words = f"{rights.nomor} {rights.nama}: {rights.persetujuan or 'belum ada persetujuan'}"
    session.say(words, {"uid": uid, "nomor": rights.nomor, "persetujuan": plain_values(given)})


@click.command("permintaan")
@click.option("--orang", help="NIK atau nomor orang yang meminta.")
@click.option("--jenis", type=click.Choice(tuple(desks.REQUESTS)), help="Apa yang diminta.")
@click.option("--diterima", help="Kapan diminta, misalnya 2026-11-20T09:30 (bawaan: sekarang).")
@click.option("--catatan", default="", help="Apa yang dikatakan.")
@click.option("--selesai", help="Kode permintaan yang selesai.")
@click.option("--hasil", type=click.Choice(tuple(desks.RESULTS)), help="Hasilnya.")
@click.option("--semua", is_flag=True, help="Tampilkan juga yang sudah selesai.")
@click.pass_obj
def permintaan(session: Session, orang: str | None, jenis: str | None, diterima: str | None, catatan: str,
               selesai: str | None, hasil: str | None, semua: bool) -> None:
    """Catat, jawab dan lihat permintaan orang atas datanya; tenggatnya 3 x 24 jam."""
    if bool(orang) != bool(jenis) or bool(selesai) != bool(hasil) or (orang and selesai):
        raise click.UsageError("Sebut --orang dengan --jenis, atau --selesai dengan --hasil.")
    with session.village() as desk:
        if orang and jenis:
            desk.request_data(_person(desk, orang).uid, jenis, catatan, moment(diterima) if diterima else None)
        if selesai and hasil:
            desk.answer_request(selesai, hasil)
        rows = desk.data_requests(open_only=not semua)
    session.say("\n".join(map(_request_line, rows)) or "Tidak ada permintaan yang terbuka.", plain_values(rows))


def _request_line(row: desks.RequestRow) -> str:
    state = row.sisa or f"selesai, {desks.RESULTS.get(row.hasil, row.hasil).lower()}"
    until = f"{screen_date(row.tenggat.date())} {clock(row.tenggat)}"
    return f"{row.id[-8:]} {row.nomor} {row.nama}: {row.label}. Tenggat {until}. {state}"


@click.command("batasi")
@click.argument("nik")
@click.option("--alasan", required=True, help="Alasannya dalam satu kalimat.")
@click.option("--buka", is_flag=True, help="Pakai lagi datanya.")
@click.pass_obj
def batasi(session: Session, nik: str, alasan: str, buka: bool) -> None:
    """Batasi data seseorang: tidak dicetak, dikirim atau ditagih sampai dibuka lagi."""
    with session.village() as desk:
        uid = _person(desk, nik).uid
        (desk.lift_restriction if buka else desk.restrict_data)(uid, alasan)
        rights = desk.data_rights(uid)
    untold = " DPMD sudah memegang datanya: beri tahu DPMD sendiri." if rights.dikirim else ""
    session.say(f"{rights.nomor} {rights.nama}: {'dipakai lagi' if buka else 'dibatasi'}.{untold}",
                {"uid": uid, "nomor": rights.nomor, "dibatasi": rights.dibatasi})


@click.command("hapus-selamanya")
@click.argument("nik", nargs=-1)
@click.option("--dasar", type=click.Choice(desks.REASONS), help="Dasarnya.")
@click.option("--coba", is_flag=True, help="Katakan apa yang akan terjadi, tanpa menghapus.")
@click.option("--cadangan-tetap", is_flag=True, help="Biarkan cadangan laptop ini sampai habis waktunya.")
@click.option("--berita-acara", type=PATH, help="File PDF berita acara.")
@click.option("--bersihkan-cadangan", is_flag=True, help="Ganti cadangan laptop ini dengan yang bersih.")
@click.option("--daftar", is_flag=True, help="Pemusnahan yang sudah terjadi.")
@click.pass_obj
def hapus_selamanya(session: Session, nik: tuple[str, ...], dasar: str | None, coba: bool, cadangan_tetap: bool,
                    berita_acara: Path | None, bersihkan_cadangan: bool, daftar: bool) -> None:
    """Hapus data orang untuk selamanya; tidak bisa diurungkan."""
    with session.village() as desk:
        if daftar or bersihkan_cadangan:
            if bersihkan_cadangan:
                desk.clean_backups()
            rows = desk.destructions()
            session.say("\n".join(map(_destroyed_line, rows)) or "Belum ada pemusnahan.", plain_values(rows))
            return
        if not nik or not (coba or dasar):
            raise click.UsageError("Sebut orangnya, dan --dasar atau --coba.")
        uids = [_person(desk, one).uid for one in nik]
        if coba:
            plan = desk.erase_plan(uids)
            session.say(_plan_words(plan), plain_values(plan))
            return
        erased = session.work(desk.erase_job(uids, str(dasar), bersih=not cadangan_tetap))
        paper = session.work(desk.destruction_paper_job(erased.id, berita_acara)) if berita_acara else None
    session.say(_erased_words(erased), {**plain_values(erased), "berita_acara": str(paper) if paper else None})


def _plan_words(plan: desks.ErasePlan) -> str:
    lines = [f"{len(plan.orang)} orang akan dihapus selamanya.", f"Scan: {plan.scan}.",
             f"File di folder keluar: {', '.join(plan.kiriman) or 'tidak ada'}."]
    lines += [f"Belum boleh, {nama}: {why}" for nama, why in plan.ditolak]
    lines += [f"Hapus sendiri: {path}" for path in plan.luar]
    lines += [f"Periksa sendiri: {name}" for name in (*plan.periksa, *plan.folder)]
    return "\n".join([*lines, f"Cadangan di laptop ini: {plan.cadangan}. Hilang paling lambat "
                      f"{screen_date(plan.salinan_sampai)}.", *desks.KEPT])


def _erased_words(erased: desks.Erased) -> str:
    until = f"Cadangan yang memuatnya hilang paling lambat {screen_date(erased.salinan_sampai)}." \
        if erased.salinan_sampai else "Cadangan laptop ini sudah bersih."
    told = f" DPMD diberi tahu {erased.dpmd} orang lewat kiriman berikutnya." if erased.dpmd else ""
    left = f" Nomornya masih ada di: {', '.join(erased.tersisa)}." if erased.tersisa else ""
    later = "" if erased.padat else " File data ditulis ulang saat aplikasi dibuka lagi."
    return f"{number(erased.orang)} orang dihapus selamanya. {until}{told}{left}{later}"


def _destroyed_line(row: desks.DestructionRow) -> str:
    until = f"salinan sampai {screen_date(row.salinan_sampai)}" if row.salinan_sampai else "tanpa salinan"
    return f"{row.id[-8:]} {screen_date(row.waktu.date())}: {row.orang} orang, {desks.BASES[row.dasar]}, {until}"


@click.command("retensi")
@click.pass_obj
def retensi(session: Session) -> None:
    """Orang yang datanya disimpan lebih lama daripada ketentuan."""
    with session.village() as desk:
        rows = desk.retention()
    lines = [f"{row.nomor} {row.nama}: {row.dasar}, habis {screen_date(row.habis)}"
             + (" (belum dikonfirmasi)" if row.dagger else "") + (f". {row.halangan}" if row.halangan else "")
             for row in rows]
    session.say("\n".join(lines) or "Tidak ada yang lewat masa simpan.", plain_values(rows))


@click.command("kebocoran")
@click.option("--terungkap", required=True, help="Data apa yang terungkap.")
@click.option("--terjadi", required=True, help="Kapan dan bagaimana.")
@click.option("--penanganan", required=True, help="Apa yang sudah dan akan dilakukan.")
@click.option("--diketahui", help="Kapan diketahui, misalnya 2026-11-20T09:30 (bawaan: sekarang).")
@click.option("--kepada", default="", help="Nama orangnya. Kosong: titik-titik untuk ditulis tangan.")
@click.option("--lembaga", is_flag=True, help="Kepada lembaga, bukan orangnya.")
@click.option("--ke", required=True, type=PATH, help="File PDF.")
@click.pass_obj
def kebocoran(session: Session, terungkap: str, terjadi: str, penanganan: str, diketahui: str | None, kepada: str,
              lembaga: bool, ke: Path) -> None:
    """Buat surat pemberitahuan kebocoran data (UU 27/2022 Pasal 46)."""
    with session.village() as desk:
        known = moment(diketahui) if diketahui else desk.now()
        if known.replace(tzinfo=None) > desk.now().replace(tzinfo=None):
            raise Problem("WAKTU_SALAH", "Waktu diketahui belum tiba.", TIDAK_BERUBAH, "Periksa tanggal dan jamnya.")
        told = desks.Breach(diketahui=known, data=terungkap, terjadi=terjadi, penanganan=penanganan, nama=kepada,
                            kepada_lembaga=lembaga)
        path: Any = session.work(desk.breach_paper_job(told, ke))
    session.say(f"Dibuat: {path}", {"berkas": str(path)})


VERBS = (data_saya, persetujuan, permintaan, batasi, hapus_selamanya, retensi, kebocoran)
