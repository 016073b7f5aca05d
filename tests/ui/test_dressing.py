"""A page is put together from the outside in. Qt dresses anew, by the whole style sheet, whatever moves into something
else, with all that lies in it: a form built from the inside out was dressed eight times over before it was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from ui import pages
from ui.pages.lock import Door, LockWindow
from ui.pages.wizard import Wizard
from ui.window import Shell


class Dressings(QObject):
    """Counts how often widgets were given their style."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.StyleChange
        return False


@contextmanager
def counted() -> Iterator[Dressings]:
    app = QApplication.instance()
    found = Dressings()
    app.installEventFilter(found)
    yield found
    app.removeEventFilter(found)


def times(build: Callable[[], QWidget]) -> float:
    """How often a part was dressed on the average while the whole was built."""
    with counted() as found:
        built = build()
    parts = len(built.findChildren(QWidget))
    built.deleteLater()
    assert parts > 20
    return found.count / parts


@pytest.mark.parametrize(("name", "most"), [("peserta", 1.5), ("editor", 2.5)])
def test_a_page_is_dressed_about_once(qtbot, desk: desks.Desk, name: str, most: float) -> None:
    shell = Shell(desk)
    qtbot.addWidget(shell)
    assert times(lambda: pages.build(name, desk, shell)) < most


def test_the_set_up_is_dressed_about_once(qapp: QApplication, tmp_path: Path, clock: desks.Clock) -> None:
    assert times(lambda: Wizard(DataFolder(tmp_path / "baru"), clock)) < 1.5


def test_the_lock_page_is_dressed_about_once(qapp: QApplication) -> None:
    assert times(lambda: LockWindow(Door(lambda pin, user: None))) < 1.5


def test_what_is_built_from_the_inside_out_is_dressed_again_and_again(qapp: QApplication) -> None:
    """What the tests above would miss if Qt no longer did so, or if the counting were broken."""
    def build() -> QWidget:
        parts: list[QWidget] = [QWidget() for _ in range(30)]
        for inner, outer in pairwise(parts):
            QVBoxLayout(outer).addWidget(inner)
        return parts[-1]

    assert times(build) > 5
