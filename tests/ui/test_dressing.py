"""Every page is put together from the outside in. Qt dresses anew, by the whole style sheet, whatever moves into
something else, with all that lies in it: a form built from the inside out was dressed eight times over before it was
seen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from ui import pages
from ui.pages.lock import Door, LockWindow
from ui.pages.wizard import Wizard
from ui.window import Shell

MOST = 1.7
# The guide and the form give some of their parts a style of their own, or another place, while they are filled.
LOOSER = {"bantuan": 2.5, "editor": 2.5}
DISTRICT = {entry.name for entry in pages.DISTRICT_MENU}
OF_BOTH = {entry.name for entry in pages.BELOW} | {"ketentuan", "konfirmasi", "perbarui", "data_pribadi"}


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


def dressed_too_often(desk: desks.Desk, names: Collection[str]) -> dict[str, float]:
    """Of these pages those whose parts are dressed too often until the page stands there: how often."""
    shell = Shell(desk)
    try:
        return {name: often for name in sorted(names) if (often := _shown(shell, name)) > LOOSER.get(name, MOST)}
    finally:
        shell.stop_work()
        shell.close()
        shell.deleteLater()


def _shown(shell: Shell, name: str) -> float:
    with counted() as found:
        assert shell.go(name)
    assert shell.current_name == name
    parts = len(shell.current.findChildren(QWidget))
    assert parts > 20
    return found.count / parts


def test_every_page_of_a_village_is_dressed_about_once(qapp: QApplication, desk: desks.Desk) -> None:
    assert dressed_too_often(desk, pages.MODULES.keys() - DISTRICT | OF_BOTH) == {}


def test_every_page_of_a_district_is_dressed_about_once(qapp: QApplication, tmp_path: Path, clock: desks.Clock) -> None:
    desks.set_up_dpmd(DataFolder(tmp_path), "74.02", None, clock)
    with desks.open_desk(DataFolder(tmp_path), None, clock) as office:
        assert dressed_too_often(office, DISTRICT | OF_BOTH) == {}


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
