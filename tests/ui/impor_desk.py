"""A workbook as a village keeps it, and hands to work page Impor with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from PySide6.QtTest import QTest

from jamsos_desktop.desk import Clock, open_desk
from jamsos_desktop.paths import DataFolder
from ui.pages.impor import START, ImporPage
from ui.window import Shell

TITLES = ("NO", "NAMA", "NIK", "TTL", "PEKERJAAN", "DSN", "KETERANGAN X")
ROWS: tuple[tuple[Any, ...], ...] = (
    (1, "LA ODE HASAN", "7402110302809366", "Soropia, 03-02-1980", "Nelayan", "II", "kapal kayu"),
    (2, "SALMIA", "7402116111799428", "Soropia, 21-11-1979", "Jualan ikan", "II", "kios"),
    (3, "KAHARUDDIN", 7402112509729000.0, "Bokori, 25/09/1972", "Nelayan", "II", "-"),
    (4, "MUH ILHAM K", "740211090785951", "Soropia, 09-07-1985", "Nelayan", "II", "-"),
)
FIRST, HELD_NUMBER, HELD_SHORT = 4, 6, 7  # row numbers as Excel shows them
WHOLE_NIK = "7402110907859513"
DATES = (("NAMA", "TANGGAL LAHIR", "DUSUN"), ("HASNIA", "03/02/1980", "I"), ("NURDIN", "05/04/1981", "I"))


def write_book(path: Path, sheets: dict[str, Sequence[Sequence[Any]]] | None = None) -> Path:
    """Two rows of banner, the header in row 3, and the people below; or whatever ``sheets`` say."""
    usual = [("DAFTAR PEKERJA RENTAN",), ("DUSUN II",), TITLES, *ROWS]
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (sheets or {"Dusun II": usual}).items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(line, column, value)
    return path


def opened(qtbot: Any, shell: Shell) -> ImporPage:
    """The page in a window that hears keys."""
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    assert shell.go("impor")
    assert isinstance(shell.current, ImporPage)
    return shell.current


def rest(qtbot: Any, page: ImporPage) -> None:
    """Until nothing is read, looked at or brought in any more."""
    qtbot.waitUntil(lambda: not page.work.running, timeout=20_000)


def take(qtbot: Any, page: ImporPage, path: Path) -> None:
    page.take(path)
    rest(qtbot, page)


def village(root: Path, set_up: Path, clock: Clock) -> Iterator[Shell]:
    """A window over an empty village of its own, for the tests of a whole file."""
    folder = DataFolder(Path(shutil.copytree(set_up, root / "desa")))
    with open_desk(folder, None, clock) as desk:
        shell = Shell(desk)
        shell.resize(1366, 698)
        shell.show()
        QTest.qWaitForWindowExposed(shell)
        yield shell
        shell.stop_work()
        shell.close()
        shell.deleteLater()


def cleared(qtbot: Any, shell: Shell) -> ImporPage:
    """The page at its first step over a village that nobody has come into, whatever the test before did."""
    page = opened(qtbot, shell)
    page.work.cancel()
    rest(qtbot, page)
    qtbot.waitUntil(lambda: not shell.busy, timeout=20_000)
    for _ in range(4):
        if page.step == START:
            break
        page.back()
    for past in shell.desk.imports():
        if past.sampai and not past.dibatalkan:
            shell.desk.undo_import(past.id)
    for pattern in shell.desk.patterns():
        shell.desk.drop_pattern(pattern.nama)
    shell.toaster.hide()
    page.refresh()
    return page
