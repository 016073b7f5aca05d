"""Scenes of a district's desk: every entry of its menu over a filled register, and over an empty one."""

from __future__ import annotations

from ui import pictures_district_sheets
from ui.pictures_stage import SLOW_MS, Scene, Stage, visit


def _one_kecamatan(stage: Stage) -> None:
    district = stage.desk.district
    assert district is not None
    stage.go("rekap", kode=next((bar.kode for bar in district.recap().bars), ""))


def _known_unit(stage: Stage) -> None:
    district = stage.desk.district
    assert district is not None
    stage.go("target", kode=next((unit.kode for unit in district.units() if unit.sidik), ""))


def _scenes(desk: str, suffix: str, words: str, demo: bool = False) -> tuple[Scene, ...]:
    """The same pages over one of the registers."""
    places = (
        ("09_dpmd_rekap", "Rekap", visit("rekap", kode=""), "09_dpmd_rekap"),
        ("10_dpmd_ganda", "Ganda dan mutu", visit("ganda"), "10_dpmd_ganda"),
        ("15_dpmd_terima", "Terima kiriman", visit("terima"), "15_dpmd_terima"),
        ("16_dpmd_ke_bpjs", "Ke BPJS", visit("bpjs"), "16_dpmd_ke_bpjs"),
        ("19_dpmd_peserta", "Peserta", visit("peserta_kab"), ""),
        ("20_dpmd_pembayaran", "Pembayaran", visit("pembayaran"), ""),
        ("21_dpmd_balasan", "Balasan", visit("jawaban"), ""), ("22_dpmd_target", "Target", visit("target"), ""),
        ("24_dpmd_ketentuan", "Ketentuan", visit("ketentuan"), ""), ("25_dpmd_cetak", "Cetak", visit("laporan"), ""),
    )
    return tuple(Scene(name + suffix, f"{title}{words}", desk, reach, mockup=mockup, demo=demo,
                       calm_ms=SLOW_MS if page in ("25", "16") else 200)
                 for name, title, reach, mockup in places for page in (name[:2],))


SCENES = (
    *_scenes("dpmd", "", "", demo=True),
    Scene("26_cadangan_dpmd", "Cadangan DPMD", "dpmd", visit("cadangan"), demo=True),
    Scene("18_pengaturan_dpmd", "Pengaturan DPMD", "dpmd", visit("pengaturan"), demo=True),
    Scene("24_riwayat_dpmd", "Riwayat DPMD", "dpmd", visit("riwayat")),
    Scene("09_dpmd_rekap_kecamatan", "Satu kecamatan", "dpmd", _one_kecamatan, demo=True),
    Scene("23_dpmd_desa_dan_kunci", "Desa dan kuncinya", "dpmd", _known_unit, demo=True),
    *pictures_district_sheets.SCENES,
    *_scenes("kabupaten", "_penuh", ", satu kabupaten"),
    Scene("09_dpmd_rekap_kecamatan_penuh", "Satu kecamatan, satu kabupaten", "kabupaten", _one_kecamatan),
    *_scenes("dpmd_kosong", "_kosong", ", belum ada kiriman"),
    Scene("19_dpmd_peserta_pelihat", "Peserta, seorang pelihat", "pelihat", visit("peserta_kab")),
)
