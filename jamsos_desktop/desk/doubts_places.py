"""Which unconfirmed rows stand behind what is shown: behind the findings and dues of a person, behind a paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jamsos_desktop.model.findings import Finding
from jamsos_desktop.model.records import Peserta

SOON = "parameter.csv:hari_akan_berakhir"
# Rule -> the row it judges by; the rest is filled in from the person.
RULES = {"AGE_MIN": "usia.csv:AGE_MIN", "AGE_MAX_BPU": "usia.csv:AGE_MAX_BPU", "AGE_KTP": "usia.csv:AGE_KTP",
         "AGE_PERANGKAT": "usia.csv:AGE_PERANGKAT", "AHLI_WARIS_ANAK": "parameter.csv:umur_wali",
         "DESIL_TINGGI": "parameter.csv:desil_rentan", "DESIL_LAMA": "parameter.csv:desil_berlaku",
         "PERIODE": "parameter.csv:masa_rentan", "SCAN": "parameter.csv:scan_wajib",
         "MASA_IURAN": SOON, "SK_AKAN_BERAKHIR": SOON, "UPAH_MIN": "acuan.csv:UPAH_HONOR",
         "PU_BPU": "acuan.csv:PU_DAN_BPU"}
BASE = ("iuran_bpu.csv", "diskon.csv", "parameter.csv:bpu_jkk", "parameter.csv:bpu_jkm", "parameter.csv:bpu_jht")
TARGET, SILENT = "parameter.csv:target_cakupan", "parameter.csv:hari_diam"
# Paper or report -> what its layout or its words rest on; figures of people are marked by their dues.
PAPERS = {
    "formulir": ("acuan.csv:FORMULIR_BPU", "acuan.csv:FORMULIR_PU"),
    "kosong_bpu": ("acuan.csv:FORMULIR_BPU",), "kosong_pu": ("acuan.csv:FORMULIR_PU",),
    "f1": ("acuan.csv:F1", "parameter.csv:pemberi_kerja", "parameter.csv:pu_dasar", "parameter.csv:pu_risiko"),
    "f1_wadah": ("acuan.csv:F1_WADAH", "wadah_dana.csv"),
    "f2a_pu": ("acuan.csv:F2A_PU", "parameter.csv:pu_dasar", "parameter.csv:pu_risiko"),
    "f2a_bpu": ("acuan.csv:F2A_BPU",), "f1a_daftar": ("acuan.csv:DAFTAR_TK",), "f1b": ("acuan.csv:DAFTAR_TK",),
    "sk_rentan": ("acuan.csv:SK_RENTAN", "surat/sk_rentan.toml"),
    "ceklis": ("berkas.csv",), "ceklis_orang": ("berkas.csv",), "ceklis_desa": ("berkas.csv",),
    "kurang": ("berkas.csv", "wajib.csv", "surat/petunjuk_berkas.toml"), "nominatif": ("parameter.csv:pu_dasar",),
    "pengantar": ("berkas.csv",), "klaim_jkm": ("klaim.csv:JKM", "surat/klaim.toml"),
    "klaim_jkk": ("klaim.csv:JKK", "surat/klaim.toml"), "manfaat": ("surat/manfaat.toml", "manfaat.csv"),
    "persetujuan": ("surat/persetujuan.toml",), "tarik_persetujuan": ("surat/tarik_persetujuan.toml",),
    "pemusnahan": ("surat/pemusnahan.toml", "retensi.csv"), "terima_berkas": ("berkas.csv",),
    "belum_patuh": ("laporan/dasar_hukum.csv:belum_patuh",), "usia_lewat": ("usia.csv",),
    "laporan_triwulan": ("laporan/dasar_hukum.csv:laporan_triwulan", "parameter.csv:target_cakupan"),
    "rekap": (TARGET, SILENT), "bahan_rapat": (TARGET, SILENT), "belum_melapor": (SILENT,)}


def person_keys(person: Peserta, findings: Iterable[Finding]) -> tuple[str, ...]:
    """The rows behind the findings of a person, the sector of the job and the dues."""
    job = (f"pekerjaan.csv:{person.pekerjaan}",) if person.pekerjaan else ()  # its sector is ticked on the form
    return tuple(dict.fromkeys((*(key for one in findings for key in _of_finding(person, one)), *job,
                                *_of_dues(person))))


def _of_finding(person: Peserta, found: Finding) -> Iterator[str]:
    funds = [fund for fund in (person.sumber_dana.jkk_jkm, person.sumber_dana.jht) if fund]
    if found.kode in RULES:
        yield RULES[found.kode]
    elif found.kode == "WAJIB":
        yield from (f"wajib.csv:{key}" for key in found.kolom)
    elif found.kode in ("DANA", "WADAH"):
        yield from (f"{'dana' if found.kode == 'DANA' else 'wadah_dana'}.csv:{fund}" for fund in funds)
    elif found.kode in ("JOB_CEK", "JOB_EXCL"):
        yield f"pekerjaan_ktp.csv:{person.pekerjaan_ktp}"
    elif found.kode in ("JABATAN_CEK", "SEGMEN") and person.jabatan:
        yield f"jabatan.csv:{person.jabatan}"


def _of_dues(person: Peserta) -> Iterator[str]:
    if person.segmen == "PU":
        yield from (f"parameter.csv:{key}/{person.kelompok}" for key in ("pu_dasar", "pu_risiko"))
        yield from ("tarif_pu.csv", "siltap.csv")
    elif person.segmen == "BPU":
        yield from BASE
