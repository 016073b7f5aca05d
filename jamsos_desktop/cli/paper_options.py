"""What single kinds of paper can be told on the command line, and for which kinds that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.leaving import day
from jamsos_desktop.model.dusun import dusun_key
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import quoted

F = TypeVar("F", bound=Callable[..., Any])
BLANKS = ("kosong_bpu", "kosong_pu")
LETTERS = ("pengantar", "sptjm", "keterangan", "sk_rentan")
NAMED, NAMING = ("pengantar", "sptjm"), ("ceklis", "nominatif", "ceklis_desa")  # papers that name letters by number
DATED = ("pengantar", "sptjm", "keterangan", "nominatif", "persetujuan", "terima_berkas")
# Option -> the kinds of paper that heed it.
FOR: Mapping[str, tuple[str, ...]] = {
    "tanggal_surat": DATED, "urut": ("nominatif",), "kolom": ("nominatif",), "nik_penuh": ("nominatif", "sk_rentan"),
    "bulan": ("f2a_pu", "f2a_bpu", "f1a_daftar", "f1b"), "tahun": ("sk_rentan",), "dana": ("sk_rentan", "f2a_bpu"),
    "kejadian": ("klaim_jkm", "klaim_jkk"), "kosong": BLANKS, "dusun": (*BLANKS, "kurang", "kartu"),
    "persetujuan": ("persetujuan",), "acara": ("hadir",), "tempat_acara": ("hadir",), "tanggal_acara": ("hadir",),
    "baris": ("hadir",), "formulir": ("formulir",), "tanpa_blangko": ("formulir", "f1", "f1_wadah"),
}
AS_SAID = ("urut", "nik_penuh", "tahun", "kosong", "persetujuan", "acara", "tempat_acara", "baris", "formulir",
           "tanpa_blangko")
_OPTIONS = (
    click.option("--nomor-surat", multiple=True, metavar="DOKUMEN=NOMOR", help="Nomor sebuah surat; boleh diulang."),
    click.option("--tanggal-surat", metavar="TANGGAL", help="Tanggal surat (bawaan: hari ini)."),
    click.option("--urut", type=click.Choice(("kelompok", "dusun", "keluarga")), help="Urutan daftar nominatif."),
    click.option("--kolom", metavar="KOLOM,...", help="Kolom daftar nominatif, dipisah koma."),
    click.option("--nik-penuh/--nik-samar", default=None,
                 help="NIK utuh atau empat angka terakhir (bawaan: nominatif utuh untuk BPJS, SK empat angka)."),
    click.option("--bulan", help="Bulan rincian iuran, misalnya 2026-11 (bawaan: bulan ini)."),
    click.option("--tahun", type=int, help="Tahun SK pekerja rentan (bawaan: tahun ini)."),
    click.option("--dana", help="Sumber dana SK atau rincian iuran, misalnya APBD_KAB."),
    click.option("--kejadian", metavar="KODE", help="Kode klaim yang diceklis (bawaan: ceklis kosong)."),
    click.option("--kosong", type=int, help="Banyaknya formulir kosong (bawaan: 10)."),
    click.option("--dusun", help="Hanya dusun ini, misalnya II."),
    click.option("--formulir", type=click.Choice(("BPU", "PU"), case_sensitive=False),
                 help="Formulir 1a orang BPU saja, atau PU saja."),
    click.option("--tanpa-blangko", is_flag=True, default=None, help="Tata letak desa, walau ada blangko kantor."),
    click.option("--persetujuan", type=click.Choice(("tanda_tangan", "cap_jempol", "wali")),
                 help="Bentuk persetujuan (bawaan: menurut umur orangnya)."),
    click.option("--acara", help="Nama acara di daftar hadir."),
    click.option("--tempat-acara", help="Tempat acara."),
    click.option("--tanggal-acara", metavar="TANGGAL", help="Tanggal acara."),
    click.option("--baris", type=int, help="Banyaknya baris daftar hadir (bawaan: 20)."),
)


def paper_options(verb: F) -> F:
    """The options of single kinds, on a verb that takes them as ``**asked``."""
    for option in reversed(_OPTIONS):
        verb = option(verb)
    return verb


def given(asked: Mapping[str, Any]) -> list[str]:
    """The options that were said, as they are written."""
    return [f"--{name.replace('_', '-')}" for name, value in asked.items() if value not in (None, ())]


def read_options(desk: desks.Desk, jenis: Sequence[str], asked: Mapping[str, Any]) -> desks.PaperOptions:
    """The options of an order; an option no asked paper heeds is wrong usage. Problems: TANGGAL_SALAH, BULAN_SALAH,
    SUMBER_DANA_SALAH, DUSUN_TIDAK_ADA, KEJADIAN_TIDAK_ADA."""
    for name, kinds in FOR.items():
        if asked[name] is not None and not set(kinds) & set(jenis):
            raise click.UsageError(f"--{name.replace('_', '-')} hanya untuk dokumen {', '.join(kinds)}.")
    plain = {name: asked[name] for name in AS_SAID if asked[name] is not None}
    read: dict[str, Callable[[str], Any]] = {
        "kolom": columns, "bulan": month, "dusun": lambda said: _dusun(desk, jenis, said), "tanggal_acara": day,
        "kejadian": lambda said: desk.event(said).baris.id}
    if asked["nik_penuh"] is False:
        plain["nik_samar"] = True
    plain |= {name: how(asked[name]) for name, how in read.items() if asked[name] is not None}
    if asked["dana"] is not None:
        plain["sumber_dana"] = _fund(desk, asked["dana"])
    return desks.PaperOptions(surat=numbers(asked["nomor_surat"], jenis), tanggal=_letter_day(asked), **plain)


def numbers(said: Sequence[str], jenis: Sequence[str]) -> dict[str, str]:
    """Letter -> its number, of ``LETTER=NUMBER`` words; wrong usage when no asked paper carries or names it."""
    found = {}
    for one in said:
        kind, mark, number = one.partition("=")
        kind, number = kind.strip().lower(), number.strip()
        if not mark or not number:
            raise click.UsageError("--nomor-surat ditulis misalnya pengantar=560/119/BI/XI/2026.")
        if kind not in LETTERS:
            raise click.UsageError(f"--nomor-surat hanya untuk {', '.join(LETTERS)}.")
        if kind not in jenis and not (kind in NAMED and set(NAMING) & set(jenis)):
            raise click.UsageError(f"--nomor-surat {kind}: dokumen itu tidak ikut dicetak.")
        found[kind] = number
    return found


def columns(said: str) -> tuple[str, ...]:
    """The columns of a list; the paper itself says which it knows."""
    return tuple(one.strip().lower() for one in said.split(",") if one.strip())


def month(said: str) -> str:
    """YYYY-MM. Problem BULAN_SALAH."""
    try:
        return f"{datetime.strptime(said, '%Y-%m'):%Y-%m}"
    except ValueError:
        raise Problem("BULAN_SALAH", f"Bulan {quoted(said)} tidak dikenal.", TIDAK_BERUBAH,
                      "Tulis misalnya 2026-11.") from None


def _letter_day(asked: Mapping[str, Any]) -> date | None:
    return day(asked["tanggal_surat"]) if asked["tanggal_surat"] is not None else None


def _fund(desk: desks.Desk, said: str) -> str:
    funds = desk.labels("sumber_dana")
    if said.upper() not in funds:
        raise Problem("SUMBER_DANA_SALAH", f"Sumber dana {quoted(said)} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(funds)}.")
    return said.upper()


def _dusun(desk: desks.Desk, jenis: Sequence[str], said: str) -> str:
    """A dusun somebody lives in; blank forms may go to one that has nobody yet."""
    known = desk.choices()["dusun"]
    found = next((one for one in known if one and dusun_key(one) == dusun_key(said)), None)
    if found is None and set(jenis) <= set(BLANKS):
        return said.strip()
    if found is None:
        raise Problem("DUSUN_TIDAK_ADA", f"Belum ada orang di dusun {quoted(said)}.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(one for one in known if one)}.")
    return found
