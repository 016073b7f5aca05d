"""All that is not confirmed at this desk: rows of the ketentuan in force, blanks of offices, the program's own."""

from __future__ import annotations

from collections.abc import Iterator

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.doubts_own import own_rows
from jamsos_desktop.desk.doubts_records import DoubtRow
from jamsos_desktop.iuran.wage import choice
from jamsos_desktop.policy import KEYAKINAN, Unconfirmed

# Where people meet the rows of a table.
PLACES = {
    "iuran_bpu.csv": "Iuran, formulir BPU", "tarif_pu.csv": "Iuran, formulir PU", "diskon.csv": "Iuran, formulir BPU",
    "dana.csv": "Isian sumber dana, Pekerja rentan", "siltap.csv": "Iuran, isian siltap",
    "berkas.csv": "Berkas peserta, ceklis berkas", "wajib.csv": "Isian wajib, daftar kekurangan",
    "usia.csv": "Isian tanggal lahir, laporan umur", "jabatan.csv": "Struktur desa, isian jabatan",
    "formasi.csv": "Struktur desa", "pekerjaan.csv": "Isian pekerjaan, Isi cepat",
    "pekerjaan_ktp.csv": "Isian pekerjaan di KTP", "alasan.csv": "Balasan DPMD, alasan penolakan",
    "klaim.csv": "Klaim, daftar berkas klaim", "manfaat.csv": "Klaim, selebaran manfaat",
    "wadah_dana.csv": "Formulir wadah, isian sumber dana", "risiko_kerja.csv": "Pekerja rentan",
    "urutan_rentan.csv": "Pekerja rentan", "retensi.csv": "Data pribadi", "hak_data.csv": "Data pribadi"}
PARAMETERS = {
    "pu_risiko": "Iuran, Formulir 1", "pu_dasar": "Iuran, formulir PU", "umur_wali": "Ahli waris, Klaim",
    "hari_akan_berakhir": "Beranda, Iuran berakhir, Struktur desa", "scan_wajib": "Berkas peserta",
    "desil_rentan": "Isian desil, Pekerja rentan", "desil_berlaku": "Isian desil, Pekerja rentan",
    "hari_diam": "Rekap, Laporan", "target_cakupan": "Rekap, Target", "ambang_mirip": "Ganda dan mutu",
    "pemberi_kerja": "Formulir 1, map desa"}
LAYOUTS = {"TUNGGAKAN_PU": "Iuran berakhir", "PU_DAN_BPU": "Isian pekerjaan", "UPAH_HONOR": "Isian penghasilan",
           "DAFTAR_WADAH": "Ke BPJS"}


def doubt_rows(ctx: Context) -> tuple[DoubtRow, ...]:
    """Every row, the ketentuan first; a wage base that this unit has confirmed for the year is left out."""
    return (*_settings(ctx), *_blanks(ctx), *own_rows())


def _settings(ctx: Context) -> Iterator[DoubtRow]:
    for row in ctx.policy.unconfirmed(ctx.today):
        kunci, _, lingkup = row.kunci.partition("/")
        if row.tabel == "parameter.csv" and kunci == "pu_dasar" \
                and not choice(ctx.policy, lingkup, ctx.today, ctx.bases)[1]:
            continue
        yield DoubtRow(*row, tempat=_place(row, kunci))


def _place(row: Unconfirmed, kunci: str) -> str:
    if row.tabel == "parameter.csv":
        return PARAMETERS.get(kunci, "Iuran")
    if row.tabel == "acuan.csv":
        return LAYOUTS.get(kunci, "Cetak")
    return PLACES.get(row.tabel, "")


def _blanks(ctx: Context) -> Iterator[DoubtRow]:
    if not ctx.policy.blangko:
        return
    from jamsos_desktop.paper.blank.map import maps

    for name, one in maps(ctx.policy.blangko).items():
        if one.keyakinan != KEYAKINAN[0]:
            yield DoubtRow("blangko", name, "Blangko kantor", one.judul, f"{one.jenis} {one.segmen}".strip(),
                           one.sumber, one.keyakinan, "Cetak")


def matching(ctx: Context, keys: tuple[str, ...]) -> tuple[DoubtRow, ...]:
    """The rows of these tables ("usia.csv", "surat/klaim.toml") or of these rows ("parameter.csv:hari_diam"). The
    program's own files are read only when one of them is asked for."""
    rows = (*_settings(ctx), *(own_rows() if any("/" in key.partition(":")[0] for key in keys) else ()))
    return tuple(row for row in rows if any(_is(row, key) for key in keys))


def _is(row: DoubtRow, key: str) -> bool:
    table, _, kunci = key.partition(":")
    return row.tabel == table and (not kunci or row.kunci.rstrip("/") == kunci or row.kunci.startswith(f"{kunci}/"))
