"""The verb of the map desa: the roads as they stand, one step written down, the profile of the office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.session import Session
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import quoted, screen_date

PROFILE = ("alamat", "kode_pos", "telepon", "email", "kepala", "gelar_kepala", "nik_kepala", "nip_kepala",
           "status_kepala", "sekretaris", "gelar_sekretaris", "bendahara", "bentuk", "dasar", "rekening", "pic_nama",
           "pic_jabatan", "pic_hp", "pic_email")
MOST_CREST = 15 << 20  # bytes of a picture as a telephone makes it
MARKS = {"selesai": "[x]", "jalan": "[~]", "belum": "[ ]", "tidak_perlu": "[-]"}


@click.command("map-desa")
@click.option("--tandai", metavar="LANGKAH", help="Langkah yang dicatat, misalnya pks.")
@click.option("--jalur", type=click.Choice(("pemberi_kerja", "wadah")), default="pemberi_kerja", show_default=True)
@click.option("--tanggal", help="Tanggal langkah itu, misalnya 2026-11-20.")
@click.option("--nomor", help="Nomor suratnya; di langkah bpjs: NPP atau nomor wadah.")
@click.option("--catatan", help="Catatan pendek.")
@click.option("--keadaan", help="selesai, jalan, belum, tidak_perlu, atau hitung (menurut hitungan program).")
@click.option("--jenis", help="Jenis wadah (SD, SA, SG, SL), di langkah bpjs jalur wadah.")
@click.option("--npp", help="NPP kantor ini.")
@click.option("--npwp", help="NPWP bendahara, 15 atau 16 angka.")
@click.option("--profil", multiple=True, metavar="KUNCI=NILAI",
              help=f"Isi profil kantor, boleh diulang. Kunci: {', '.join(PROFILE)}.")
@click.option("--lambang", metavar="FILE", help="Gambar lambang di kop (PNG atau JPEG); - menghapusnya.")
@click.pass_obj
def map_desa(session: Session, /, tandai: str | None, jalur: str, npp: str | None, npwp: str | None,
             profil: tuple[str, ...], lambang: str | None, **told: str | None) -> None:
    """Jalan pemberi kerja dan wadah, langkah demi langkah; dengan --tandai mencatat satu langkah."""
    if tandai is None and any(value is not None for value in told.values()):
        raise click.UsageError("Sebut langkahnya dengan --tandai.")
    office = _profile(profil) | {key: text for key, text in (("npp", npp), ("npwp", npwp)) if text is not None}
    if tandai is not None and (office or lambang is not None):
        raise click.UsageError("Catat langkah dan profil kantor satu per satu.")  # each is whole or not at all
    with session.village() as desk:
        if office or lambang is not None:
            desk.set_office(lambang=_crest(lambang), **office)
        if tandai is not None:
            _mark(desk, jalur, tandai.lower(), told)
        roads = desk.roads()
        ahead = desk.next_step(roads)
    lines = [line for road in roads for line in _lines(road)]
    lines.append(f"Berikut: {ahead.label}. {ahead.berikut}" if ahead else "Tidak ada yang bisa dikerjakan sekarang.")
    session.say("\n".join(lines), {
        "berikut": {"jalur": ahead.jalur, "langkah": ahead.kode, "kata": ahead.berikut} if ahead else None,
        "jalur": [{"kode": road.jalur, "label": road.label, "selesai": road.done,
                   "langkah": [_document(step) for step in road.steps]} for road in roads]})


def _crest(said: str | None) -> bytes | None:
    """The bytes of the file, b"" for -, None where none is named. Problems FILE_TIDAK_ADA, GAMBAR_BESAR."""
    from jamsos_desktop.exchange.files import read_limited

    if said is None or said == "-":
        return None if said is None else b""
    path = Path(said)
    return read_limited(path, MOST_CREST, Problem("GAMBAR_BESAR", f"{path.name} lebih besar dari 15 MB.", TIDAK_BERUBAH,
                                                  "Pilih gambar yang lebih kecil."))


def _profile(words: tuple[str, ...]) -> dict[str, str]:
    """KUNCI=NILAI as a dictionary; an empty value empties the field."""
    found = {}
    for one in words:
        key, sign, text = one.partition("=")
        if not sign or key.strip() not in PROFILE:
            raise click.UsageError(f"--profil {one}: tulis KUNCI=NILAI dengan kunci {', '.join(PROFILE)}.")
        found[key.strip()] = text
    return found


def _mark(desk: desks.Desk, jalur: str, langkah: str, told: dict[str, str | None]) -> None:
    """Write a step down; what is not told stays as it is written."""
    road = next((road for road in desk.roads() if road.jalur == jalur), None)
    step = next((one for one in road.steps if one.kode == langkah), None) if road else None
    before = (step.tanggal, step.nomor, step.catatan, step.ditulis, step.jenis) if step else (None, "", "", "", "")
    day = _day(told["tanggal"]) if told["tanggal"] is not None else before[0]
    words = [now if (now := told[key]) is not None else was
             for key, was in zip(("nomor", "catatan", "keadaan", "jenis"), before[1:], strict=True)]
    words[2] = "" if words[2] == "hitung" else words[2]
    desk.mark_step(jalur, langkah, day, *words)


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Problem("TANGGAL_SALAH", f"Tanggal {quoted(text)} tidak terbaca.", TIDAK_BERUBAH,
                      "Tulis misalnya 2026-11-21.") from None


def _lines(road: desks.Road) -> list[str]:
    lines = [f"{road.label}: {road.done} dari {len(road.steps)} langkah selesai"]
    for step in road.steps:
        facts = [step.hitungan, f"no. {step.nomor}" if step.nomor else "",
                 screen_date(step.tanggal) if step.tanggal else "", step.hambatan]
        lines.append(f"  {MARKS[step.keadaan]} {step.kode:13} {step.label:22} {' · '.join(filter(None, facts))}")
    return lines


def _document(step: desks.RoadStep) -> dict[str, object]:
    return {"kode": step.kode, "label": step.label, "keadaan": step.keadaan, "ditulis": step.ditulis,
            "hitungan": step.hitungan, "hambatan": step.hambatan, "berikut": step.berikut, "bisa": step.bisa,
            "tanggal": step.tanggal.isoformat() if step.tanggal else None, "nomor": step.nomor, "jenis": step.jenis,
            "catatan": step.catatan, "berkas": {paper.kode: paper.state for paper in step.papers}}


VERBS = (map_desa,)
