"""Verbs of the SOTK board and of the posts beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.session import Session
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import quoted, screen_date

GROUPS = click.Choice(("perangkat_desa", "ekosistem_desa", "non_asn"))
COLUMNS = click.Choice(("pimpinan", "kaur", "kasi", "kadus"))
DEEDS = ("isi", "kosongkan", "tambah", "hapus", "klasifikasi", "cocok")
OF_FILLING = ("peserta", "nama", "keadaan", "mulai", "sampai", "sk", "sk_tanggal", "sesuaikan")
OF_ADDING = ("kolom", "jabatan", "dusun")


@click.command("struktur")
@click.option("--isi", metavar="KURSI", help="Isi kursi ini, dengan --peserta atau --nama.")
@click.option("--peserta", metavar="NIK", help="NIK atau nomor peserta yang mengisi.")
@click.option("--nama", help="Nama pejabat yang bukan peserta.")
@click.option("--keadaan", type=click.Choice(("definitif", "pj", "plt")), help="Bawaan: definitif.")
@click.option("--mulai", help="Mulai menjabat, misalnya 2026-11-21.")
@click.option("--sampai", help="Akhir masa jabatan.")
@click.option("--sk", help="Nomor SK.")
@click.option("--sk-tanggal", help="Tanggal SK.")
@click.option("--sesuaikan", is_flag=True, help="Sesuaikan juga kelompok, jabatan dan SK di data pesertanya.")
@click.option("--kosongkan", metavar="KURSI", help="Kosongkan kursi ini.")
@click.option("--tambah", metavar="NAMA", help="Tambah kursi bernama ini, dengan --kolom.")
@click.option("--kolom", type=COLUMNS, help="Kolom kursi baru.")
@click.option("--jabatan", help="Kode jabatan kursi baru, misalnya KASI_YAN.")
@click.option("--dusun", help="Dusun kursi baru, misalnya IV.")
@click.option("--hapus", metavar="KURSI", help="Hapus kursi ini dari papan.")
@click.option("--klasifikasi", type=click.Choice(("swadaya", "swakarya", "swasembada")),
              help="Susun kursi menurut klasifikasi desa.")
@click.option("--cocok", is_flag=True, help="Catat bahwa papan sudah dicocokkan dengan SK hari ini.")
@click.pass_obj
def struktur(session: Session, /, **told: Any) -> None:
    """Papan perangkat desa (SOTK), kursi demi kursi; satu perubahan tiap perintah."""
    asked = [deed for deed in DEEDS if told[deed]]
    stray = [name for deed, names in (("isi", OF_FILLING), ("tambah", OF_ADDING)) if deed not in asked
             for name in names if told[name]]
    if len(asked) > 1 or stray:
        raise click.UsageError("Sebut satu perubahan saja, dengan pilihan yang menyertainya.")
    with session.village() as desk:
        if asked:
            _do(desk, asked[0], told)
        board, ending = desk.board(), desk.reminders()
    lines = [line for column in board.kolom if desk.has_board for line in _lines(column)]
    if desk.has_board and board.belum_dikonfirmasi:
        lines.append("Susunan kursi menurut klasifikasi desa (belum dikonfirmasi).")
    lines += [f"Belum punya kursi: {one.nama}, {one.jabatan}. {one.sebab}" for one in board.tanpa_kursi]
    lines += [f"{one.label} {one.nama} ({one.jabatan}): {screen_date(one.tanggal)}" for one in ending]
    lines.append(f"{board.lengkap} lengkap, {board.kurang} perlu dilengkapi, {board.kosong} belum terisi."
                 if desk.has_board else f"{desk.unit.sebutan} tidak punya papan perangkat desa.")
    session.say("\n".join(lines), {
        "klasifikasi": board.klasifikasi, "diperiksa": board.diperiksa, "lengkap": board.lengkap,
        "kurang": board.kurang, "kosong": board.kosong, "kursi": [_seat(seat) for seat in board.kursi],
        "tanpa_kursi": [{"uid": one.uid, "nama": one.nama, "jabatan": one.jabatan, "sebab": one.sebab}
                        for one in board.tanpa_kursi],
        "pengingat": [{"jenis": one.jenis, "label": one.label, "nama": one.nama, "jabatan": one.jabatan,
                       "tanggal": one.tanggal, "hari": one.hari, "kursi": one.kursi} for one in ending]})


def _do(desk: desks.Desk, deed: str, told: dict[str, Any]) -> None:
    match deed:
        case "isi":
            uid = desk.find_person(told["peserta"]).uid if told["peserta"] else ""
            desk.fill_seat(told["isi"], desks.SeatOrder(
                uid=uid, nama=told["nama"] or "", keadaan=told["keadaan"] or "definitif", mulai=_day(told["mulai"]),
                sampai=_day(told["sampai"]), sk_nomor=told["sk"] or "", sk_tanggal=_day(told["sk_tanggal"]),
                perbarui=told["sesuaikan"]))
        case "kosongkan":
            desk.empty_seat(told["kosongkan"])
        case "tambah":
            desk.add_seat(told["kolom"] or "", told["jabatan"] or "", told["tambah"], told["dusun"] or "")
        case "hapus":
            desk.remove_seat(told["hapus"])
        case "klasifikasi":
            desk.reset_formation(told["klasifikasi"])
        case _:
            desk.check_board()


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Problem("TANGGAL_SALAH", f"Tanggal {quoted(text or '')} tidak terbaca.", TIDAK_BERUBAH,
                      "Tulis misalnya 2026-11-21.") from None


def _lines(column: desks.BoardColumn) -> list[str]:
    words = {"lengkap": "", "kurang": "perlu dilengkapi", "kosong": "belum terisi"}
    return [column.label, *(f"  {seat.id:12} {seat.label:30} {seat.nama or '-':28} "
                            f"{seat.masalah or words[seat.papan]}".rstrip() for seat in column.kursi)]


def _seat(seat: desks.Seat) -> dict[str, Any]:
    return {"id": seat.id, "kolom": seat.kolom, "jabatan": seat.jabatan, "label": seat.label, "dusun": seat.dusun,
            "uid": seat.uid, "nama": seat.nama, "keadaan": seat.keadaan, "mulai": seat.mulai, "sampai": seat.sampai,
            "sk_nomor": seat.sk_nomor, "sk_tanggal": seat.sk_tanggal, "status": seat.status, "papan": seat.papan,
            "masalah": seat.masalah, "rangkap": list(seat.rangkap), "bekas": seat.bekas, "otomatis": seat.otomatis}


@click.command("jabatan")
@click.option("--kelompok", type=GROUPS, default="ekosistem_desa", show_default=True)
@click.option("--tambah", metavar="NAMA", help="Tambah jabatan ini ke daftar desa.")
@click.option("--hapus", metavar="KODE", help="Jangan tawarkan jabatan ini lagi.")
@click.option("--ubah", metavar="KODE", help="Ubah PU atau BPU jabatan ini, dengan --segmen.")
@click.option("--segmen", type=click.Choice(("PU", "BPU", "bawaan")), help="Orang baru didaftarkan sebagai.")
@click.pass_obj
def jabatan(session: Session, kelompok: str, tambah: str | None, hapus: str | None, ubah: str | None,
            segmen: str | None) -> None:
    """Jabatan satu kelompok dengan banyak orangnya; daftar desa boleh diubah."""
    if sum(map(bool, (tambah, hapus, ubah))) > 1 or bool(segmen) != bool(ubah or (tambah and segmen)):
        raise click.UsageError("Sebut satu perubahan saja; --segmen menyertai --tambah atau --ubah.")
    with session.village() as desk:
        if tambah:
            desk.add_post(kelompok, tambah, segmen or "BPU")
        elif hapus:
            desk.remove_post(hapus.upper())
        elif ubah:
            desk.set_post_segment(ubah.upper(), "" if segmen == "bawaan" else segmen or "")
        found = desk.posts(kelompok)
    lines = [f"{post.kode or '-':24} {post.label:34} {post.segmen:3} {len(post.orang):4} orang"
             + " (belum dikonfirmasi)" * post.belum_dikonfirmasi for post in found if not post.disembunyikan]
    session.say("\n".join(lines), [
        {"kode": post.kode, "label": post.label, "segmen": post.segmen, "segmen_asal": post.segmen_asal,
         "sendiri": post.sendiri, "disembunyikan": post.disembunyikan, "orang": len(post.orang)} for post in found])


VERBS = (struktur, jabatan)
