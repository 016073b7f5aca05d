"""A village with a board for the tests of page Struktur desa, and hands to work its windows."""

from __future__ import annotations

from datetime import date
from typing import Any

from clerk_desk import InModal
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk import Desk, SeatOrder
from tests.desk.test_desk_structure import official
from ui.pages.struktur import StrukturPage
from ui.pages.struktur_card import SeatCard
from ui.window import Shell


def fill_board(desk: Desk) -> Desk:
    """A village with some perangkat, two people of the ekosistem, and a Plt who will end soon."""
    for person in (official(1, "KAUR_KEU"), official(2, "KASI_PEM"), official(3, "KADUS", dusun="I", nama_ibu=""),
                   official(4, "RT", kelompok="ekosistem_desa", segmen="BPU"),
                   official(5, "BPD_KETUA", kelompok="ekosistem_desa", sk_berakhir=date(2026, 12, 1))):
        desk.save(person, 0)
    desk.fill_seat("KAUR_REN", SeatOrder(uid="p2", keadaan="plt", sampai=date(2026, 12, 1)))
    return desk


def open_struktur(shell: Shell, qtbot: Any) -> StrukturPage:
    """The page with the keyboard on the board."""
    shell.go("struktur")
    found = shell.current
    assert isinstance(found, StrukturPage)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), SeatCard))
    return found


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key into whatever has the focus, the page's window awake."""
    if not isinstance(QApplication.activeWindow(), Shell):  # no window manager wakes the window below a sheet
        [shell] = [window for window in QApplication.topLevelWidgets()
                   if isinstance(window, Shell) and window.isVisible()]  # closed ones of earlier tests may linger
        shell.activateWindow()
        QApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget(), key, held)


class Modal(InModal):
    """Works the next window and ends it whatever happened, so that no test waits for ever."""

    kept: list[Modal] = []

    def __init__(self, do) -> None:
        def safely(window) -> None:
            try:
                do(window)
            finally:
                if window.isVisible():
                    window.reject()

        super().__init__(safely)
        self.kept[:] = [self]


def here(page: StrukturPage) -> str:
    """The seat the panel beside the board tells of."""
    seat = page.part.board.seat
    assert seat is not None
    return seat.id


def focused() -> str:
    """The seat with the keyboard."""
    card = QApplication.focusWidget()
    assert isinstance(card, SeatCard)
    return card.seat.id
