"""A village for the tests of page Iuran: members whose dues are paid, wait, end or have lapsed, by the desk's verbs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from tests.conftest import CLOCK_DAY, make_ready
from tests.ui.clerk_desk import window_of
from ui.window import Shell

FUND, AWAY = "APBDES_ADD", "APBD_KAB"
CODE = "88074021122603"
STARTS = {"lewat": date(2026, 5, 1), "berakhir": date(2026, 6, 1)}


def fill(folder: DataFolder, key: Path) -> None:
    """People sent to DPMD: perangkat from September, pekerja rentan from May and June, the others from December."""
    with desks.open_desk(folder, None, desks.Clock(CLOCK_DAY)) as desk:
        desk.take_in(key)
        run_to_end(desk.samples_job(40, 7))
        whole = [p for p in desk.everyone() if p.status in ("siap_cetak", "tercetak", "siap_kirim")]
        poor = [p for p in whole if p.kelompok == "pekerja_rentan"]
        early = {p.uid: date(2026, 9, 1) for p in whole if p.kelompok == "perangkat_desa"}
        early |= {p.uid: STARTS["lewat"] for p in poor[:2]} | {p.uid: STARTS["berakhir"] for p in poor[2:6]}
        for person in whole:
            if person.uid in early:
                desk.save(replace(person, mulai=early[person.uid]), person.revisi)
        make_ready(desk, *(person.uid for person in whole))
        run_to_end(desk.export_job(folder.root.parent / "kirim", penuh=False))


def bill(desk: desks.Desk, people: list[Any], first: str, months: int, paid: date | None = None, kode: str = "",
         fund: str = FUND, due: date | None = None) -> str:
    """A bill for these people, paid where a day is given."""
    made = desk.make_bill(desks.BillOrder(sumber_dana=fund, uids=tuple(p.uid for p in people), bulan_dari=first,
                                          bulan=months, kode_bayar=kode, jatuh_tempo=due))
    if paid:
        desk.record_payment(made, paid, "SP2D 01482")
    return made


def sent(desk: desks.Desk, kelompok: str, segmen: str, mulai: date | None = None) -> list[Any]:
    """Those of a group who were sent."""
    return [p for p in desk.everyone() if p.kelompok == kelompok and p.segmen == segmen and p.status == "terkirim"
            and mulai in (None, p.mulai)]


def billed(folder: DataFolder) -> None:
    """Bills of every state: paid, waiting with a code, ended this month, lapsed."""
    with desks.open_desk(folder, None, desks.Clock(CLOCK_DAY)) as desk:
        posts, jobs = sent(desk, "perangkat_desa", "PU"), sent(desk, "ekosistem_desa", "BPU")
        bill(desk, posts, "2026-09", 4, date(2026, 9, 10), "260441712258")
        bill(desk, jobs, "2026-12", 1, None, CODE, due=date(2026, 11, 27))
        bill(desk, sent(desk, "pekerja_rentan", "BPU", STARTS["lewat"]), "2026-05", 6, date(2026, 4, 25), fund=AWAY)
        bill(desk, sent(desk, "pekerja_rentan", "BPU", STARTS["berakhir"]), "2026-06", 6, date(2026, 5, 25), fund=AWAY)
        desk.set_ceiling(2026, FUND, 1_200_000, "Perdes 5/2025")


@contextmanager
def iuran_window(source: Path, root: Path, qtbot: Any) -> Iterator[tuple[Shell, Any]]:
    """The window on page Iuran over a copy of a village made before."""
    folder = DataFolder(Path(shutil.copytree(source, root / "desa")))
    with desks.open_desk(folder, None, desks.Clock(CLOCK_DAY)) as desk, window_of(desk, qtbot) as shell:
        shell.go("iuran")
        yield shell, shell.current


def states(page: Any) -> list[str]:
    """The state of each line of the table of bills."""
    return [line.look[1] for line in page.bills.lines]


def cell(page: Any, label: str, column: int, program: str = "") -> str:
    """What the table of months says in a line, by its label."""
    row = next(at for at, line in enumerate(page.months.lines) if line.label == label
               and program in ("", line.program))
    return str(page.months.index(row, column).data())


def ctrl_z(qtbot: Any, shell: Any) -> None:
    """Ctrl+Z once the window is active again after a smaller one."""
    shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shell, timeout=5_000)
    qtbot.keyClick(QApplication.focusWidget() or shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
