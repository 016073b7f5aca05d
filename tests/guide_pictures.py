"""Makes the pictures of the guide (``make guide-pictures``): the window of a small laptop, or one smaller window alone,
in few colours, so that the guide stays light. ``ARGS="iuran iuran-buat"`` makes only these."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from jamsos_desktop.settings import Settings
from tests.pictures import frame
from tests.pictures.__main__ import play_desk
from tests.pictures.desks import MAKERS, Shelf
from ui import app as application
from ui import theme
from ui.pictures import SCENES
from ui.pictures_stage import SMALL, Scene, Stage

TARGET = Path(__file__).resolve().parents[1] / "docs" / "panduan" / "gambar"
COLOURS = 64
# Picture -> the scene it shows; its name begins with that of the chapter it was made for.
PICTURES = {
    "memulai": "01a_wizard_desa", "memulai-pejabat": "01b_wizard_pejabat", "memulai-pin": "01c_wizard_pin",
    "memulai-lembar": "01d_wizard_pemulihan", "memasang": "01a_wizard_desa_awal",
    "latihan": "28_latihan", "beranda": "02_beranda", "beranda-awal": "02_beranda_hari_pertama",
    "papan-ketik": "27_bantuan", "memperbarui": "29_perbarui",
    "peserta": "03_peserta_dicentang", "peserta-saringan": "03_peserta_saringan",
    "peserta-terhapus": "03_peserta_terhapus",
    "mengisi-peserta": "04_editor", "mengisi-peserta-scan": "04_scan_sudut", "yang-diperiksa": "03_peserta_perlu",
    "impor": "05c_impor_periksa", "impor-pilih": "05_impor", "impor-masuk": "05d_impor_masuk",
    "isi-cepat": "05b_isi_cepat", "struktur-desa": "19_struktur",
    "pekerja-rentan": "20_rentan", "pekerja-rentan-kuota": "20_rentan_kuota",
    "pekerja-rentan-tetapkan": "20_rentan_tetapkan",
    "mencetak": "06_cetak", "mencetak-lain": "06_cetak_lain", "mencetak-jadi": "06_cetak_jadi",
    "mencetak-riwayat": "06b_riwayat_cetak", "blangko": "06_cetak_atur",
    "mengirim": "07_kirim", "mengirim-tersalin": "07_kirim_tersalin",
    "balasan": "08_balasan_ditolak", "balasan-perbaiki": "04_editor_ditolak",
    "balasan-pertanyaan": "08_balasan_pertanyaan",
    "iuran": "14_iuran", "iuran-buat": "14_iuran_buat", "iuran-bayar": "14_iuran_bayar",
    "iuran-perpanjang": "14_iuran_perpanjang_lewat", "iuran-berakhir": "22_berakhir_lewat",
    "iuran-pagu": "14_iuran_pagu", "iuran-anggaran": "14_iuran_anggaran",
    "keluar-dan-klaim": "21_klaim", "keluar-dan-klaim-catat": "04_editor_keluar",
    "keluar-dan-klaim-lapor": "21_klaim_lapor",
    "ketentuan": "24_dpmd_ketentuan", "ketentuan-buat": "24_dpmd_ketentuan_buat",
    "belum-dikonfirmasi": "27_konfirmasi",
    "cadangan": "26_cadangan", "keamanan": "01e_kunci", "keamanan-lupa": "01e_kunci_lupa",
    "data-pribadi": "23_data_pribadi", "data-pribadi-permintaan": "23_data_pribadi_permintaan",
    "data-pribadi-bocor": "23_data_pribadi_bocor",
    "riwayat": "24_riwayat", "riwayat-kertas": "24_riwayat_kertas",
    "pengaturan": "18_pengaturan_pin", "masalah": "11c_galat_penuh", "masalah-data": "11a_galat_data",
    "siapa-membantu": "11d_galat_program",
    "dpmd-memulai": "01f_wizard_kabupaten", "dpmd-memulai-kantor": "01g_wizard_kantor",
    "dpmd-rekap": "09_dpmd_rekap_penuh", "dpmd-rekap-kecamatan": "09_dpmd_rekap_kecamatan_penuh",
    "dpmd-terima": "15_dpmd_terima", "dpmd-peserta": "19_dpmd_peserta_penuh", "dpmd-peserta-tolak": "19_dpmd_tolak",
    "dpmd-ganda": "10_dpmd_ganda_penuh", "dpmd-ganda-mutu": "10_dpmd_mutu_penuh",
    "dpmd-bpjs": "16_dpmd_ke_bpjs", "dpmd-bpjs-batch": "16_dpmd_batch_baru", "dpmd-bpjs-serah": "16_dpmd_serah",
    "dpmd-bpjs-hasil": "16_dpmd_hasil",
    "dpmd-pembayaran": "20_dpmd_pembayaran", "dpmd-pembayaran-catat": "20_dpmd_bayar",
    "dpmd-balasan": "21_dpmd_balasan", "dpmd-balasan-pesan": "21_dpmd_pesan",
    "dpmd-target": "22_dpmd_target_penuh", "dpmd-target-kunci": "23_dpmd_desa_dan_kunci",
    "dpmd-laporan": "25_dpmd_cetak_penuh",
}


class GuideBook:
    """Keeps a scene under the names the guide has for it."""

    sizes = (SMALL,)

    def __init__(self, target: Path, wanted: dict[str, str]) -> None:
        self._target, self._names = target, {scene: name for name, scene in wanted.items()}

    def take(self, scene: Scene, stage: Stage, over: QWidget | None) -> None:
        assert stage.window is not None
        picture = stage.window.grab() if over is None else frame.alone(over, False)
        keep(picture, self._target / f"{self._names[scene.name]}.png")


def keep(picture: QPixmap, file: Path) -> None:
    """The picture as a PNG with a palette of its own."""
    buffer = QBuffer()
    picture.save(buffer, "PNG")
    file.with_suffix(".roh").write_bytes(buffer.data().data())
    with Image.open(file.with_suffix(".roh")) as whole:
        whole.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    file.with_suffix(".roh").unlink()


def main(names: Sequence[str]) -> int:
    """All pictures, or those of these names; unknown names raise KeyError."""
    wanted = {name: PICTURES[name] for name in names} or PICTURES
    TARGET.mkdir(parents=True, exist_ok=True)
    book = GuideBook(TARGET, wanted)
    platform.release = lambda: ""  # a report of a fault names the system; whose laptop made the picture is no matter
    with tempfile.TemporaryDirectory(prefix="jamsos-panduan-") as root:
        app = application.prepare([], Settings(Path(root) / "tidak-ada.json"))
        theme.apply(app, False)
        shelf = Shelf(Path(root))
        for desk in ("", *MAKERS):
            scenes = [one for one in SCENES if one.desk == desk and one.name in wanted.values()]
            if scenes:
                play_desk(app, scenes, shelf, Path(root) / f"salinan-{desk}", book)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
