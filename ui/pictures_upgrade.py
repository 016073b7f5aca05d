"""Pictures of page Perbarui: a newer program on a stick, and what stands there after it was put in place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path, PureWindowsPath
from typing import Any

from jamsos_desktop.desk import Desk, Offer, Program, ReleaseKey, StepBack, UpgradeNote
from ui.pictures_stage import Scene, Stage

NEWS = ("Daftar peserta terbuka lebih cepat di laptop lama.", "Formulir pekerja rentan memakai susunan baru.",
        "Panduan punya bab tentang membuka file dengan klik dua kali.")
BEFORE, AFTER = "1.0.0", "1.1.0"
_STICK = Path("FLASHDISK DESA")


def _page(stage: Stage, versi: str) -> Any:
    """The page as an installed program of that version shows it; the desk is put back when the scene has gone."""
    _pretend(stage.desk, versi)
    stage.shell.page("perbarui").find_drives = lambda: ()
    return stage.go("perbarui")


def _pretend(desk: Desk, versi: str) -> None:
    folder = PureWindowsPath(r"C:\Jamsos Desa\JamsosDesa")
    desk.program, desk.release_key = Program("windows", Path(str(folder)), versi), ReleaseKey(bytes(32), bytes(8))


def _offer(versi: str = AFTER) -> Offer:
    return Offer(_STICK / f"JR-{versi}-windows.jdx", versi, "windows", date(2026, 11, 18), 58_300_000, NEWS)


def _found(stage: Stage) -> None:
    _page(stage, BEFORE).show_checked(_offer())


def _refused(stage: Stage) -> None:
    from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

    page = _page(stage, BEFORE)
    page.show_checked(replace(_offer(), path=_STICK / "JR-1.1.0-linux.jdx", sistem="linux", tolak=Problem(
        "RILIS_SISTEM_LAIN", "File ini untuk Linux, laptop ini memakai Windows.", TIDAK_BERUBAH,
        "Minta file JR-1.1.0-windows.jdx.")))


def _after(stage: Stage) -> None:
    page, moment = _page(stage, AFTER), stage.desk.now()
    kept = f"oto-{moment:%Y%m%d}-091200-pembaruan.jdc"
    moment = moment.replace(hour=9, minute=12)
    page.version.show_state(replace(stage.desk.upgrade_state(), terpasang=True, terakhir=UpgradeNote(
        BEFORE, AFTER, moment, kept, NEWS)))
    page.way_back.show_back(StepBack(Path(kept), moment, 14, 9, BEFORE, None))


SCENES = (
    Scene("29_perbarui", "Versi baru di flashdisk", "desa", _found, demo=True),
    Scene("29_perbarui_ditolak", "File yang tidak cocok", "desa", _refused),
    Scene("29_perbarui_sesudah", "Sesudah pembaruan", "desa", _after),
)
