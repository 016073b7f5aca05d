"""A village whose people lack values, one window for all tests of a module, and hands that type into page Isi cepat."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from clerk_desk import window_of
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from tests.conftest import salma
from tests.desk.test_filling import NIKS
from ui.pages.isi_cepat import IsiCepatPage
from ui.window import Shell

Key, Ctrl, Alt = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def fill_village(desk: desks.Desk, **changed: object) -> None:
    """Twelve people in three dusun who lack what ``changed`` empties."""
    for nth in range(12):
        nik = NIKS[nth] if nth < len(NIKS) else f"74021101{nth:02}90{9000 + nth}"
        desk.save(salma(f"u{nth:02}", nik=nik, nama=f"ORANG {chr(65 + nth)}", dusun=("I", "II", "III")[nth // 4],
                        **changed), 0)


class Village:
    """One desk and one window for the whole module; ``page`` gives everybody back what they had."""

    def __init__(self, desk: desks.Desk, ending: ExitStack) -> None:
        self.desk, self._ending = desk, ending
        self._people, self._shell = desk.everyone(), None

    def shell(self, qtbot: Any) -> Shell:
        """The window at the design size, with another page Isi cepat than the test before had."""
        if self._shell is None:
            self._shell = self._ending.enter_context(window_of(self.desk, qtbot))
        self._shell.resize(1366, 698)
        self._shell.activateWindow()
        self._shell.toaster.dismiss()
        if "isi_cepat" in self._shell._pages:
            qtbot.waitUntil(lambda: not self._shell.busy, timeout=20_000)  # a job answers the page it was begun by
            self._shell._drop("isi_cepat")
        return self._shell

    def page(self, qtbot: Any) -> IsiCepatPage:
        """The page at the mothers' names, with the keyboard in its table."""
        self.as_before()
        shell = self.shell(qtbot)
        shell.go("isi_cepat", kolom="nama_ibu")
        found = shell.current
        assert isinstance(found, IsiCepatPage)
        qtbot.waitUntil(found.view.hasFocus)
        return found

    def as_before(self) -> None:
        now = {person.uid: person for person in self.desk.everyone()}
        for person in self._people:
            here = now.get(person.uid)
            if here is None or replace(here, revisi=1, diubah="", status="") != replace(person, diubah="", status=""):
                revisi = here.revisi if here else 0
                self.desk.save(replace(person, revisi=revisi), revisi)


@contextmanager
def filling(set_up: Path, root: Path, clock: desks.Clock) -> Iterator[Village]:
    """A village in ``root`` where nobody has a mother's name, RT, RW, job or birth date."""
    shutil.copytree(set_up, root)
    with ExitStack() as ending:
        desk = ending.enter_context(desks.open_desk(DataFolder(root), None, clock))
        fill_village(desk, nama_ibu="", rt="", rw="", pekerjaan="", tanggal_lahir=None)
        yield Village(desk, ending)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # or it is styled along with the next window


def change(page: IsiCepatPage, uid: str, **values: Any) -> None:
    """Somebody else changes a person."""
    person = page.desk.read(uid)
    page.desk.save(replace(person, **values), person.revisi)


def press(key: Qt.Key, how: Qt.KeyboardModifier = NONE) -> None:
    where = QApplication.focusWidget()
    assert where is not None
    QTest.keyClick(where, key, how)


def type_(text: str, then: Qt.Key | None = Key.Key_Return) -> None:
    for letter in text:
        where = QApplication.focusWidget()
        assert where is not None
        QTest.keyClicks(where, letter)
    if then is not None:
        press(then)


def values(page: IsiCepatPage, key: str, many: int = 12) -> list[Any]:
    return [getattr(person, key) for person in sorted(page.desk.everyone(), key=lambda one: one.uid)[:many]]
