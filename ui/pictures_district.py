"""Pictures of a district's pages: the road of its set-up, and every entry of its menu over a filled register."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jamsos_desktop.paths import DataFolder

if TYPE_CHECKING:
    from jamsos_desktop.desk import Clock, Desk
    from ui.pictures import Camera
    from ui.window import Shell

SIZE = (1366, 698)
SLOW_MS = 700  # pages whose preview starts after a moment of quiet
VISITS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("09_dpmd_rekap", "rekap", {"kode": ""}), ("10_dpmd_ganda", "ganda", {}), ("15_dpmd_terima", "terima", {}),
    ("16_dpmd_ke_bpjs", "bpjs", {}), ("19_dpmd_peserta", "peserta_kab", {}), ("20_dpmd_pembayaran", "pembayaran", {}),
    ("21_dpmd_balasan", "jawaban", {}), ("22_dpmd_target", "target", {}), ("24_dpmd_ketentuan", "ketentuan", {}),
    ("25_dpmd_cetak", "laporan", {}), ("26_cadangan", "cadangan", {}), ("18_pengaturan", "pengaturan", {}),
)


def wizard(camera: Camera, clock: Clock, desk: Desk) -> None:
    """The first two steps of the set-up, filled in for this kabupaten."""
    from ui.pages.wizard_district import DistrictWizard

    with tempfile.TemporaryDirectory() as scratch:
        window = DistrictWizard(DataFolder(Path(scratch)), clock)
        window.resize(*SIZE)
        window.show()
        window.kabupaten.search.setText(desk.unit.kabupaten.partition(" ")[2])
        window.kabupaten.look()
        camera.take(window, "01f_wizard_kabupaten")
        window.show_step(1)
        window.kantor.officer.set_text(desk.user)
        camera.take(window, "01g_wizard_kantor")
        window.close()


def pages(camera: Camera, shell: Shell) -> None:
    """Every entry of the menu; one kecamatan of the recap, and the keys of the units."""
    for name, page, args in VISITS:
        shell.go(page, **args)
        camera.take(shell, name, lambda: not shell.busy, SLOW_MS if page in ("laporan", "bpjs") else 200)
    recap = shell.desk.district.recap()
    if recap.bars:
        shell.go("rekap", kode=recap.bars[0].kode)
        camera.take(shell, "09_dpmd_rekap_kecamatan", lambda: not shell.busy)
    known = next((unit for unit in shell.desk.district.units() if unit.sidik), None)
    if known is not None:
        shell.go("target", kode=known.kode)
        camera.take(shell, "23_dpmd_desa_dan_kunci", lambda: not shell.busy)
