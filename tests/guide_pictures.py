"""Makes the pictures of the guide (``make guide-pictures``): scenes of the running program at the small size, without
the system's bars, in few colours, so that the guide stays light."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from tests.pictures.__main__ import main as take

TARGET = Path(__file__).resolve().parents[1] / "docs" / "panduan" / "gambar"
WIDE, COLOURS = 820, 48
WINDOW = (0, 30, 1093, 574)  # without title bar and task bar
SCENES = {
    "memulai": "01a_wizard_desa", "beranda": "02_beranda", "peserta": "03_peserta_dicentang",
    "mengisi-peserta": "04_editor", "impor": "05c_impor_periksa", "isi-cepat": "05b_isi_cepat",
    "struktur-desa": "19_struktur", "pekerja-rentan": "20_rentan", "mencetak": "06_cetak", "mengirim": "07_kirim",
    "balasan": "08_balasan_ditolak", "iuran": "14_iuran", "keluar-dan-klaim": "21_klaim", "cadangan": "26_cadangan",
    "data-pribadi": "23_data_pribadi", "riwayat": "24_riwayat", "pengaturan": "18_pengaturan",
    "dpmd-rekap": "09_dpmd_rekap_penuh", "dpmd-ganda": "10_dpmd_ganda_penuh", "dpmd-terima": "15_dpmd_terima",
    "dpmd-bpjs": "16_dpmd_ke_bpjs", "dpmd-peserta": "19_dpmd_peserta_penuh",
    "dpmd-pembayaran": "20_dpmd_pembayaran", "dpmd-balasan": "21_dpmd_balasan",
    "dpmd-target": "22_dpmd_target_penuh", "ketentuan": "24_dpmd_ketentuan", "dpmd-laporan": "25_dpmd_cetak_penuh",
}


def main(argv: list[str]) -> int:
    """``argv``: the folder the large pictures go to first."""
    raw = Path(argv[0])
    take([str(raw), "--themes", "terang", "--only", ",".join(SCENES.values())])
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        shrink(raw / f"{scene}_terang_1093.png", TARGET / f"{name}.png")
    return 0


def shrink(source: Path, target: Path) -> None:
    """The window alone, smaller, with a palette of its own."""
    with Image.open(source) as picture:
        window = picture.convert("RGB").crop(WINDOW)
    high = round(window.height * WIDE / window.width)
    small = window.resize((WIDE, high), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
