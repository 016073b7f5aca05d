"""Verbs of leaving: who left or died, accidents at work, and the claims that follow."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session, plain_values
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import quoted, screen_date, title_name

STATES = click.Choice(("ada", "tidak_ada", "tidak_perlu"))


def day(text: str) -> date:
    """An ISO day, or one as typed (20/11/2026). Problem TANGGAL_SALAH."""
    for read in (date.fromisoformat, lambda said: datetime.strptime(said, "%d/%m/%Y").date()):
        try:
            return read(text)
        except ValueError:
            continue
    raise Problem("TANGGAL_SALAH", f"Isian {quoted(text)} bukan tanggal.", TIDAK_BERUBAH, "Tulis misalnya 2026-11-20.")


def moment(text: str) -> datetime:
    """An ISO moment. Problem WAKTU_SALAH."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or len(text) < len("2026-11-20T09:30"):
        raise Problem("WAKTU_SALAH", f"Isian {quoted(text)} bukan tanggal dan jam.", TIDAK_BERUBAH,
                      "Tulis misalnya 2026-11-20T09:30.")
    return found


def short(event: str) -> str:
    """How an event is named on the screen: the last letters of its id."""
    return event[-8:]


@click.command("keluar")
@click.argument("nik", nargs=-1, required=True)
@click.option("--tanggal", help="Tanggal keluar atau meninggal (bawaan: hari ini).")
@click.option("--sebab", type=click.Choice(tuple(code_list("keluar_sebab"))), help="Sebab keluar.")
@click.option("--uraian", default="", help="Keterangan, boleh kosong.")
@click.option("--kecelakaan", help="Meninggal karena kecelakaan kerja pada waktu ini, misalnya 2026-11-20T09:30.")
@click.option("--batal", is_flag=True, help="Tidak jadi keluar.")
@click.pass_obj
def keluar(session: Session, nik: tuple[str, ...], tanggal: str | None, sebab: str | None, uraian: str,
           kecelakaan: str | None, batal: bool) -> None:
    """Catat orang keluar atau meninggal; --batal membatalkannya."""
    if batal == bool(sebab):
        raise click.UsageError("Sebut --sebab, atau --batal.")
    with session.village() as desk:
        uids = [desk.find_person(one).uid for one in nik]
        if batal:
            back = desk.take_back_leaves(uids)
            session.say("\n".join(f"{p.nomor} {title_name(p.nama)}: tidak jadi keluar." for p in back),
                        [{"uid": p.uid, "nomor": p.nomor, "status": p.status} for p in back])
            return
        accident = moment(kecelakaan) if kecelakaan else None
        left = desk.leave_many(uids, desks.LeaveOrder(
            tanggal=day(tanggal) if tanggal else desk.today, sebab=sebab or "", uraian=uraian, waktu=accident,
            karena_kecelakaan=accident is not None))
    session.say("\n".join(one.kalimat for one in left), [_left(one) for one in left])


def _left(one: desks.Left) -> dict[str, Any]:
    return {"uid": one.uid, "nama": one.nama, "status": one.status, "kejadian": one.kejadian or None,
            "hak": plain_values(one.hak) if one.hak else None, "kalimat": one.kalimat}


@click.command("kecelakaan")
@click.argument("nik")
@click.option("--waktu", required=True, help="Tanggal dan jam, misalnya 2026-11-20T09:30.")
@click.option("--tempat", default="", help="Tempat kejadian.")
@click.option("--uraian", default="", help="Apa yang terjadi.")
@click.pass_obj
def kecelakaan(session: Session, nik: str, waktu: str, tempat: str, uraian: str) -> None:
    """Catat kecelakaan kerja; laporannya ke BPJS paling lambat 2 x 24 jam."""
    with session.village() as desk:
        left = desk.leave(desk.find_person(nik).uid, desks.LeaveOrder(
            sebab=desks.ACCIDENT, waktu=moment(waktu), tempat=tempat, uraian=uraian))
    session.say(f"{left.kalimat}\nKode klaim: {short(left.kejadian)}", _left(left))


@click.command("klaim")
@click.argument("kode", required=False)
@click.option("--semua", is_flag=True, help="Termasuk yang sudah ditutup.")
@click.option("--buka", metavar="NIK", help="Buka klaim JKM orang yang meninggal.")
@click.option("--berkas", nargs=2, type=(str, STATES), multiple=True, help="Centang berkas: KODE ada.")
@click.option("--lapor", help="Waktu dilaporkan ke BPJS, misalnya 2026-11-21T08:00.")
@click.option("--ajukan", help="Tanggal klaim diajukan.")
@click.option("--selesai", type=click.Choice(tuple(desks.OUTCOMES)), help="Hasil klaim.")
@click.option("--tanggal", help="Tanggal hasilnya (bawaan: hari ini).")
@click.option("--catatan", default="", help="Keterangan hasil.")
@click.option("--buka-lagi", is_flag=True, help="Lanjutkan klaim yang sudah ditutup.")
@click.option("--cetak", type=PATH, help="Tulis daftar berkas ke file PDF ini.")
@click.pass_obj
def klaim(session: Session, /, kode: str | None, semua: bool, buka: str | None, cetak: Path | None,
          **what: Any) -> None:
    """Daftar klaim JKM dan JKK; dengan KODE: satu klaim, dan apa yang dicatat padanya."""
    wanted = [name for name, value in {**what, "buka": buka}.items() if value and name not in ("tanggal", "catatan")]
    if len(wanted) > 1:
        raise click.UsageError("Catat satu langkah tiap perintah.")
    if kode is None and not buka and (wanted or cetak):
        raise click.UsageError("Sebut kode klaimnya.")
    with session.village() as desk:
        if buka:
            kode = desk.claim(desk.find_person(buka).uid)
        if kode is None:
            _say_list(session, desk.events(open_only=not semua))
            return
        id = desk.event(kode).baris.id
        if cetak:
            desks.check_new_file(cetak)
        follows = _write(desk, id, what)
        if cetak:
            session.work(desk.event_paper_job(id, cetak))
        view = desk.event(id)
    _say_view(session, view, follows, cetak)


def _write(desk: desks.Desk, id: str, what: dict[str, Any]) -> str:
    """The one step that was asked; returns the id of a claim that was opened instead, or ""."""
    if what["buka_lagi"]:
        desk.reopen_event(id)
    if what["berkas"]:
        desk.set_event_papers(id, {paper.upper(): state for paper, state in what["berkas"]})
    if what["lapor"]:
        desk.report_event(id, moment(what["lapor"]))
    if what["ajukan"]:
        desk.submit_event(id, day(what["ajukan"]))
    if not what["selesai"]:
        return ""
    until = day(what["tanggal"]) if what["tanggal"] else desk.today
    return desk.close_event(id, what["selesai"], until, what["catatan"])


def _say_list(session: Session, rows: list[desks.EventRow]) -> None:
    lines = [f"{short(r.id)}  {r.jenis}  {screen_date(r.tanggal)}  {r.nama:28} {r.sisa or r.langkah}" for r in rows]
    session.say("\n".join([*lines, f"{len(rows)} klaim"]), [_row(r) for r in rows])


def _row(row: desks.EventRow) -> dict[str, Any]:
    return {**plain_values(row), "terbuka": row.terbuka}


def _say_view(session: Session, view: desks.EventView, follows: str, printed: Path | None) -> None:
    row = view.baris
    lines = [f"{row.label}: {row.nama}, {screen_date(row.tanggal)}", f"{view.hak.kalimat} {view.hak.alasan}"]
    lines += [f"  [{'x' if p.keadaan == 'ada' else ' '}] {p.kode:10} {p.label}"
              f"{'' if p.wajib else ' (bila ada)'}{' (belum dikonfirmasi)' if p.belum_dikonfirmasi else ''}"
              for p in view.berkas]
    lines += [f"  {h.urutan}. {h.nama}, {h.hubungan.lower()}{f', wali {h.wali}' if h.wali else ''}"
              for h in view.ahli_waris]
    lines.append(". ".join(part for part in (row.langkah, row.sisa) if part))
    if follows:
        lines.append(f"Klaim JKM dibuka sebagai gantinya: {short(follows)}")
    if printed:
        lines.append(f"Daftar berkas: {printed}")
    session.say("\n".join(lines), {**plain_values(view), "baris": _row(row), "klaim_baru": follows or None,
                                   "cetakan": str(printed) if printed else None})


VERBS = (keluar, kecelakaan, klaim)
