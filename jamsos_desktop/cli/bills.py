"""Verbs on bills: note bills and payments from a file, list them, ask for extensions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from jamsos_desktop import desk as desks
from jamsos_desktop import texts
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session, plain_values, read_json
from jamsos_desktop.model.codes import code_label, code_list
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import quoted

STATES = {"diajukan": "belum ada kode bayar", "menunggu": "menunggu bayar", "dibayar": "dibayar",
          "lewat": "lewat jatuh tempo", "batal": "dibatalkan", "belum_diajukan": "belum diajukan"}
LAPSED, ENDS = "lewat", {"lewat": "Lewat masa", "berakhir": "Segera berakhir"}


@click.command("bayar")
@click.option("--dari", type=PATH, help="File JSON: satu tagihan atau bayaran, atau daftar.")
@click.option("--daftar", is_flag=True, help="Semua tagihan, dan yang belum diajukan.")
@click.option("--tahun", type=int, default=None, help="Dengan --daftar: hanya tahun ini.")
@click.option("--urungkan", metavar="ID", default=None, help="Pembayaran tagihan ini keliru dicatat.")
@click.option("--batalkan", metavar="ID", default=None, help="Tagihan ini tidak jadi; sebut --alasan.")
@click.option("--alasan", default="", help="Alasan pembatalan.")
@click.pass_obj
def bayar(session: Session, dari: Path | None, daftar: bool, tahun: int | None, urungkan: str | None,
          batalkan: str | None, alasan: str) -> None:
    """Catat tagihan dan pembayaran iuran dari file JSON, atau lihat daftarnya."""
    if sum(map(bool, (dari, daftar, urungkan, batalkan))) != 1:
        raise click.UsageError("Pilih satu: --dari, --daftar, --urungkan atau --batalkan.")
    with session.village() as desk:
        if dari:
            rows = read_json(dari)
            _say_bills(session, desk, desk.pay_rows(rows if isinstance(rows, list) else [rows]))
        elif daftar:
            _say_all(session, desk, tahun)
        elif urungkan:
            desk.undo_payment(urungkan)
            _say_bills(session, desk, [urungkan])
        elif batalkan:
            desk.cancel_bill(batalkan, alasan)
            _say_bills(session, desk, [batalkan])


def _say_bills(session: Session, desk: desks.Desk, ids: list[str]) -> None:
    bills = [desk.bill(one).row for one in ids]
    session.say("\n".join(_line(bill) for bill in bills), [plain_values(bill) for bill in bills])


def _say_all(session: Session, desk: desks.Desk, tahun: int | None) -> None:
    bills, wanted = desk.bills(tahun), desk.proposals()
    lines = [_line(bill) for bill in bills]
    lines += [f"{_fund(one.sumber_dana, one.segmen):30} {one.masa:22} {one.orang:4} orang "
              f"{texts.rupiah_exact(one.jumlah_sen):>16}  {_asked(one)}" for one in wanted]
    lines.append(f"{len(bills)} tagihan, {sum(one.orang for one in wanted)} orang belum ditagih")
    session.say("\n".join(lines), {"tagihan": plain_values(bills), "usulan": plain_values(wanted)})


def _line(bill: desks.DuesBill) -> str:
    paid = f" {texts.screen_date(bill.dibayar)}" if bill.dibayar else ""
    due = f", jatuh tempo {texts.screen_date(bill.jatuh_tempo)}" if bill.jatuh_tempo and not bill.dibayar else ""
    return (f"{_fund(bill.sumber_dana, bill.segmen):30} {bill.masa:22} {bill.orang:4} orang "
            f"{texts.rupiah_exact(bill.jumlah_sen):>16}  {bill.kode_bayar or '-':16} {STATES[bill.keadaan]}{paid}{due}"
            f"  [{bill.id}]")


def _fund(code: str, segmen: str) -> str:
    return f"{segmen}, {code_label('sumber_dana', code)}"


def _asked(one: desks.Proposal) -> str:
    until = f", {'lewat' if one.lewat else 'habis'} {texts.screen_date(one.sampai)}" if one.sampai else ""
    return ("sudah diajukan" if one.keadaan == "diajukan" else STATES[one.keadaan]) + until


@click.command("perpanjang")
@click.option("--sumber", default="", type=click.Choice(["", *code_list("sumber_dana")]), help="Hanya sumber dana ini.")
@click.option("--segmen", default="", type=click.Choice(["", "PU", "BPU"]), help="Hanya segmen ini.")
@click.option("--sampai", default=None, help="Yang masanya berakhir paling lambat tanggal ini (2026-11-30).")
@click.option("--peserta", multiple=True, help="NIK atau nomor; boleh diulang.")
@click.option("--bulan", default=0, help="Berapa bulan (bawaan: masa iuran masing-masing).")
@click.option("--coba", is_flag=True, help="Lihat saja, tidak ada yang disimpan.")
@click.option("--urungkan", metavar="ID", default=None, help="Urungkan satu perpanjangan seluruhnya.")
@click.option("--daftar", type=click.Choice(["lewat", "berakhir"]), default=None,
              help="Siapa yang masanya lewat atau segera berakhir, dan apa halangannya.")
@click.option("--ke", type=PATH, help="Dengan --daftar: simpan sebagai .pdf atau .xlsx.")
@click.pass_obj
def perpanjang(session: Session, sumber: str, segmen: str, sampai: str | None, peserta: tuple[str, ...], bulan: int,
               coba: bool, urungkan: str | None, daftar: str | None, ke: Path | None) -> None:
    """Ajukan perpanjangan untuk yang masanya habis atau segera habis, atau lihat daftarnya."""
    if daftar and (peserta or sampai or bulan or coba or urungkan):
        raise click.UsageError("--daftar hanya bersama --sumber, --segmen dan --ke.")
    if ke and not daftar:
        raise click.UsageError("--ke hanya bersama --daftar.")
    with session.village() as desk:
        if daftar:
            rows = desk.lapsed() if daftar == LAPSED else desk.ending()
            _say_ends(session, desk, daftar, [row for row in rows if sumber in ("", row.sumber_dana)
                                              and segmen in ("", row.segmen)], ke)
            return
        if urungkan:
            many = desk.undo_extension(urungkan)
            session.say(f"Perpanjangan {many} orang diurungkan.", {"diurungkan": many})
            return
        wanted = desks.ExtendOrder(
            uids=tuple(desk.find_person(one).uid for one in peserta), sumber_dana=sumber, segmen=segmen,
            sampai=_day(sampai) if sampai else None, bulan=bulan)
        done = desk.extend(wanted, coba=coba)
        names = {uid: desk.read(uid).nomor for uid in done.diajukan}
    document: dict[str, Any] = {**plain_values(done), "diajukan": list(names.values()), "coba": coba}
    session.say(done.kalimat, document)


def _say_ends(session: Session, desk: desks.Desk, daftar: str, rows: list[desks.EndingRow], ke: Path | None) -> None:
    order = desks.EndingListOrder(uids=tuple(row.uid for row in rows), judul=ENDS[daftar])
    made = session.work(desk.ending_list_job(order, ke)) if ke else None
    owed, held = sum(row.tunggakan_sen for row in rows), sum(bool(row.halangan) for row in rows)
    lines = [_end_line(row) for row in rows]
    lines.append(f"{len(rows)} orang, wajib dilunasi {texts.rupiah_exact(owed)}, {held} terhalang")
    session.say("\n".join((*lines, *((f"Daftar: {made}",) if made else ()))),
                {"orang": len(rows), "tunggakan_sen": owed, "terhalang": held, "baris": plain_values(rows),
                 "berkas": str(made) if made else None})


def _end_line(row: desks.EndingRow) -> str:
    mark = " (belum dikonfirmasi)" if row.belum_dikonfirmasi else ""
    notes = [f"{row.ringkas}{mark}" if row.ringkas else "", f"terhalang: {row.halangan}" if row.halangan else ""]
    return (f"{row.nama:30} {_fund(row.sumber_dana, row.segmen):30} {texts.screen_date(row.sampai)} "
            f"{row.hari_kata:16} {'; '.join(note for note in notes if note)}").rstrip()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problem("TANGGAL_SALAH", f"Tanggal {quoted(text)} tidak dikenal.", TIDAK_BERUBAH,
                      "Tulis misalnya 2026-11-30.") from None


VERBS = (bayar, perpanjang)
