"""Scaled screens, small windows, another theme while running: nothing is lost and nothing is out of reach."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import make_desk, window_of
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jamsos_desktop.desk import Query
from jamsos_desktop.paths import resource
from tests.hub import doubles_people
from ui import pages, theme
from ui.pages.balasan_tabs import TabSpec, TextTabs
from ui.widgets.page_host import PageHost
from ui.window import Shell

SCREEN, SCALED, SMALLEST = (1366, 698), (1093, 544), (880, 430)
VILLAGE = tuple(entry.name for entry in (*pages.MENU, *pages.BELOW)) + (
    "editor", "isi_cepat", "riwayat_cetak", "klaim", "berakhir")
DISTRICT = tuple(entry.name for entry in (*pages.DISTRICT_MENU, *pages.BELOW))


# The room for pages.


@pytest.fixture
def host(qtbot: Any) -> Iterator[PageHost]:
    """Two pages: one of 40 lines, one of a single line."""
    stack = QStackedWidget()
    for many in (40, 1):
        page = QWidget()
        column = QVBoxLayout(page)
        for at in range(many):
            column.addWidget(QLineEdit(str(at)))
        stack.addWidget(page)
    window, found = QMainWindow(), PageHost(stack)
    qtbot.addWidget(window)
    window.setCentralWidget(found)
    window.resize(300, 250)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.mouseRelease(found, Qt.MouseButton.LeftButton)  # a test before may have left the button down
    assert QApplication.mouseButtons() == Qt.MouseButton.NoButton
    yield found  # the window lives as long as the test
    window.close()


def lines(host: PageHost) -> list[QLineEdit]:
    return host.widget().currentWidget().findChildren(QLineEdit)


def in_view(host: QScrollArea, widget: QWidget) -> bool:
    place = QRect(widget.mapTo(host.viewport(), QPoint(0, 0)), widget.size())
    return host.viewport().rect().contains(place)


def test_a_page_that_needs_more_scrolls_and_no_other_because_of_it(host: PageHost) -> None:
    assert host.verticalScrollBar().maximum() > 0
    assert host.horizontalScrollBar().maximum() == 0
    host.widget().setCurrentIndex(1)
    assert host.verticalScrollBar().maximum() == 0
    assert host.widget().height() == host.viewport().height()
    host.widget().setCurrentIndex(0)
    assert host.verticalScrollBar().maximum() > 0


def test_the_keyboard_is_followed_forward_and_back(host: PageHost, qtbot: Any) -> None:
    found = lines(host)
    found[0].setFocus()
    for _ in range(30):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is found[30]
    assert in_view(host, found[30])
    assert not in_view(host, found[0])
    found[0].setFocus(Qt.FocusReason.ShortcutFocusReason)  # by a key of the page, not by Tab
    assert in_view(host, found[0])


def test_a_press_of_the_mouse_moves_nothing_away(host: PageHost, qtbot: Any) -> None:
    found = lines(host)
    host.verticalScrollBar().setValue(10)
    half = next(one for one in found if 0 < host.viewport().height() - one.mapTo(host.viewport(), QPoint(0, 0)).y()
                < one.height())
    qtbot.mousePress(half, Qt.MouseButton.LeftButton)
    assert host.verticalScrollBar().value() == 10
    qtbot.mouseRelease(half, Qt.MouseButton.LeftButton)


def test_a_lower_window_keeps_the_field_in_view(host: PageHost, qtbot: Any) -> None:
    found = lines(host)
    found[5].setFocus()
    host.window().resize(300, 120)
    qtbot.waitUntil(lambda: host.viewport().height() < 130)
    assert in_view(host, found[5])


def test_wrapped_words_get_their_height(qtbot: Any) -> None:
    stack, page = QStackedWidget(), QWidget()
    column = QVBoxLayout(page)
    words = QLabel("kata " * 200)
    words.setWordWrap(True)
    button = QPushButton("Simpan")
    column.addWidget(words)
    column.addWidget(button)
    stack.addWidget(page)
    host = PageHost(stack)
    qtbot.addWidget(host)
    host.resize(260, 160)
    host.show()
    qtbot.waitUntil(lambda: host.verticalScrollBar().maximum() > 0)
    assert words.height() >= words.heightForWidth(words.width())
    words.setText("kata")
    qtbot.waitUntil(lambda: host.verticalScrollBar().maximum() == 0)


# The pages of the program.


@pytest.fixture(scope="module")
def village(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest,
            ) -> Iterator[Shell]:
    from pytestqt.qtbot import QtBot

    with make_desk(tmp_path_factory.mktemp("ruang")) as desk, window_of(desk, QtBot(request)) as shell:
        yield shell


@pytest.fixture(scope="module")
def district(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest,
             ) -> Iterator[Shell]:
    from pytestqt.qtbot import QtBot

    root = tmp_path_factory.mktemp("ruang-kab")
    with doubles_people.filled(root, doubles_people.three_villages()) as desk, \
            window_of(desk, QtBot(request)) as shell:
        yield shell


def show(shell: Shell, name: str, size: tuple[int, int], qtbot: Any) -> PageHost:
    shell.resize(*size)
    shell.activateWindow()
    qtbot.waitUntil(lambda: shell.isActiveWindow() and (shell.width(), shell.height()) == size)
    args = {"uid": shell.desk.uids(Query())[0]} if name == "editor" else {}
    assert shell.go(name, **args)
    qtbot.waitUntil(lambda: not shell.busy, timeout=10_000)
    for _ in range(5):  # a page that changes its columns is laid out once more for it
        QApplication.processEvents()
    return shell.findChild(PageHost)


def settles(host: PageHost, qtbot: Any, *, sideways_only: bool = True) -> None:
    """Nothing to scroll once the page is at rest: a page may change its columns when it sees its new width."""
    bars = [host.horizontalScrollBar(), *([] if sideways_only else [host.verticalScrollBar()])]
    QApplication.processEvents()
    if any(bar.maximum() for bar in bars):
        qtbot.wait_until(lambda: not any(bar.maximum() for bar in bars), timeout=10_000)


# Another theme while the program runs.


def _colours(widget: QWidget) -> set[str]:
    """Colours that cover much of what a widget shows."""
    picture, counts = widget.grab().toImage(), {}
    for x in range(0, picture.width(), 5):
        for y in range(0, picture.height(), 5):
            name = picture.pixelColor(x, y).name()
            counts[name] = counts.get(name, 0) + 1
    least = sum(counts.values()) * 0.01
    return {name for name, many in counts.items() if many >= least}


PAPER = {"#ffffff", "#e7ece9"}  # stays as it is printed


def test_dark_and_back_while_running(village: Shell, qtbot: Any, qapp: QApplication) -> None:
    light, dark = ({value.lower() for value in theme.tokens()[which].values()} for which in ("light", "dark"))
    names, before = ("beranda", "editor"), {}
    for name in names:
        show(village, name, SCREEN, qtbot)
        before[name] = _colours(village)
    try:
        theme.apply(qapp, True)
        for name in names:
            show(village, name, SCREEN, qtbot)
            assert _colours(village) <= dark | PAPER, name
            assert not _colours(village) & (light - dark - PAPER), name
    finally:
        theme.apply(qapp, False)
    for name in names:
        show(village, name, SCREEN, qtbot)
        assert _colours(village) | PAPER == before[name] | PAPER, name


# Sizes of the window.


FEW = {"beranda", "peserta", "editor", "berakhir", "rekap", "ganda", "jawaban"}  # the rest by the long tests


def _some(names: tuple[str, ...]) -> list[Any]:
    """Each page a test; those that stand for all of them are always run."""
    return [pytest.param(name, marks=() if name in FEW else pytest.mark.long) for name in names]


@pytest.mark.parametrize("name", _some(VILLAGE))
def test_a_village_page_fits_its_screens(village: Shell, qtbot: Any, name: str) -> None:
    _fits(village, qtbot, name)


@pytest.mark.parametrize("name", _some(DISTRICT))
def test_a_district_page_fits_its_screens(district: Shell, qtbot: Any, name: str) -> None:
    _fits(district, qtbot, name)


def _fits(shell: Shell, qtbot: Any, name: str) -> None:
    settles(show(shell, name, SCREEN, qtbot), qtbot, sideways_only=False)
    settles(show(shell, name, SCALED, qtbot), qtbot)  # at 125 % it may scroll down, not sideways
    reach_all(show(shell, name, SMALLEST, qtbot), qtbot)


@pytest.fixture
def very_large(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, False, 1.3)
    yield
    theme.apply(qapp, False)


# All pages in one test: other letters mean a new look for every page that was ever opened, and that takes a second.


def test_district_pages_fit_in_very_large_letters(district: Shell, qtbot: Any, very_large: None) -> None:
    _fit_in_width(district, qtbot, "rekap", "ganda", "jawaban", "peserta_kab")


def test_a_village_page_fits_in_very_large_letters(village: Shell, qtbot: Any, very_large: None) -> None:
    _fit_in_width(village, qtbot, "berakhir")


@pytest.mark.long
def test_more_village_pages_fit_in_very_large_letters(village: Shell, qtbot: Any, very_large: None) -> None:
    _fit_in_width(village, qtbot, "cetak", "isi_cepat", "iuran")


def _fit_in_width(shell: Shell, qtbot: Any, *names: str) -> None:
    for name in names:
        for size in (SCREEN, SCALED):
            settles(show(shell, name, size, qtbot), qtbot)


def test_tabs_go_on_in_the_next_line(qtbot: Any) -> None:
    around = QWidget()
    tabs = TextTabs([TabSpec(key, f"Tab {key} yang panjang") for key in "abcd"])
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(tabs)
    column.addStretch(1)
    qtbot.addWidget(around)
    tabs.set_tab("a", 1234)
    assert tabs.tabs["a"].text().endswith("(1.234)")
    around.resize(tabs.sizeHint().width(), 200)
    around.show()
    qtbot.waitUntil(lambda: tabs.width() == tabs.sizeHint().width())
    assert len({tab.y() for tab in tabs.tabs.values()}) == 1
    around.resize(tabs.sizeHint().width() // 2 + 40, 200)
    qtbot.waitUntil(lambda: len({tab.y() for tab in tabs.tabs.values()}) == 2)
    assert tabs.rect().contains(tabs.tabs["d"].geometry())
    assert tabs.height() == 2 * tabs.tabs["d"].height()


def reach_all(host: PageHost, qtbot: Any) -> None:
    """Every control of the page, once it has the keyboard, can be seen in the smallest window."""
    page, seen = host.widget().currentWidget(), 0
    for widget in page.findChildren(QWidget):
        tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (tab and widget.isVisibleTo(page) and widget.isEnabled()) or widget.objectName().startswith("qt_"):
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.hasFocus():
            continue
        seen += 1
        where = widget.mapTo(host.viewport(), QPoint(0, 0))
        shown = QRect(where, widget.size()).intersected(host.viewport().rect())
        assert shown.height() >= min(20, widget.height()), (type(widget).__name__, where)
        assert shown.width() >= min(40, widget.width()), (type(widget).__name__, where)
    assert seen or not page.findChildren(QLineEdit)


# 125 % and 150 %: a screen of 1366x768 then has 1093x614 and 910x512.

CHILD = """
import sys
from pathlib import Path
from clerk_desk import make_desk
from PySide6.QtGui import QImage, QPainter
from jamsos_desktop.settings import Settings
from ui import app, theme
from ui.widgets.basic import IconLabel
from ui.widgets.page_host import PageHost
from ui.window import Shell

root, ratio = Path(sys.argv[1]), float(sys.argv[2])
program = app.prepare([], Settings(root / "tidak-ada.json"))
desk = make_desk(root, 6)
shell = Shell(desk)
shell.resize(round(1366 / ratio), round(768 / ratio) - 70)
shell.show()
assert program.devicePixelRatio() == ratio, program.devicePixelRatio()
assert shell.nav.narrow
for name in ("beranda", "peserta"):
    shell.go(name)
    program.processEvents()
    icons = [one for one in shell.current.findChildren(IconLabel) if one.isVisible()]
    for one in icons:
        own = theme.pixmap(*one._icon)
        assert own.devicePixelRatio() == ratio
        assert own.width() == round(one.width() * ratio), (name, own.width(), one.width())
        shown = one.grab().toImage()
        flat = QImage(shown.size(), QImage.Format.Format_ARGB32)
        flat.setDevicePixelRatio(ratio)
        flat.fill(shown.pixelColor(0, 0))
        painter = QPainter(flat)
        painter.drawPixmap(0, 0, own)
        painter.end()
        assert shown.convertToFormat(flat.format()) == flat, (name, one._icon)  # pixel for pixel, nothing blurred
    host = shell.findChild(PageHost)
    print(name, len(icons), host.horizontalScrollBar().maximum())
picture = theme.pixmap("check-lg", "ok", 16)
assert picture.width() == round(16 * ratio)
shell.stop_work()
shell.close()
desk.close()
"""


@pytest.mark.parametrize("ratio", ["1.25", pytest.param("1.5", marks=pytest.mark.long)])
def test_icons_are_sharp_and_the_window_fits_on_a_scaled_screen(tmp_path: Path, ratio: str) -> None:
    root = resource().parent
    path = os.pathsep.join((str(root), str(root / "tests" / "ui")))
    done = subprocess.run([sys.executable, "-c", CHILD, str(tmp_path), ratio], capture_output=True, text=True,
                          timeout=120, check=False, cwd=root,
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": ratio,
                               "PYTHONPATH": path})
    assert done.returncode == 0, done.stderr[-2000:]
    said = [line.split() for line in done.stdout.splitlines()]
    assert sum(int(icons) for _, icons, _ in said) > 5
    if ratio == "1.25":
        assert [over for *_, over in said] == ["0"] * 2
