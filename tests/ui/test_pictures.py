"""Every page and state of the catalogue is judged: nothing cut off, nothing over another, nothing hanging out.

One window a desk plays all its scenes, at both sizes. What may be shorter than it is stands in ``ELASTIC``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, qWarning
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QScrollArea, QWidget

from tests.pictures import __main__ as book
from tests.pictures.desks import CLOCK, MAKERS, Shelf
from tests.pictures.judge import Fault, faults_of
from ui import pictures, theme
from ui.pages import MODULES, Entry
from ui.person_table import COLUMNS
from ui.pictures import SCENES, scenes_of
from ui.pictures_stage import SIZE, SMALL, Scene, Stage, play
from ui.widgets import FitLabel
from ui.widgets.basic import Label
from ui.widgets.nav import Nav

# Words that may be shortened: where they stand -> how many letters must stay, and why. In tables of Qt's own only with
# the whole in the tool tip; drawn into too little room, never.
ELASTIC = {
    "QTableView<Card<RiwayatCetakPage": (0, "the kinds of paper of a bundle, a list of any length"),
    "QTableView<Card<RiwayatPage": (0, "who and what of an entry, a list of any length"),
    "QTableView<Card<KonfirmasiPage": (0, "what a rule says, told whole beside the table"),
    "QTableView<Card<DoneView": (0, "a problem in whole sentences, told whole on the line with the keyboard"),
    "MemberView": (0, "the job gives way to the name and to how long somebody is covered"),
    "LinesView": (0, "what a package brought, in very large letters"),
    "_People": (0, "a name in the district's list; its columns are set by hand"),
    "dilukis impor_grid": (6, "columns of the village's own workbook, which are as wide as there"),
    "dilukis peserta_cells": (12, "columns a person sets the width of"),
    "dilukis ganda_compare": (12, "two addresses side by side"),
    "dilukis struktur_card": (12, "a name on a seat of the board, four seats beside each other"),
}
TITLES = tuple(column.title for column in COLUMNS)  # of the table of people: never shortened
LARGE = ("05b_isi_cepat", "09_dpmd_rekap_tabel", "09_dpmd_rekap_kecamatan_penuh", "10_dpmd_ganda",
         "10_dpmd_ganda_penuh", "14_iuran", "14_iuran_kosong", "14_iuran_anggaran", "14_iuran_buat", "14_iuran_pagu")
LARGE_DESKS = ("desa", "kosong", "dpmd", "kabupaten")
RESTS = 30
IN_TIP = "(utuh di petunjuk)"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("gambar"))


@pytest.fixture
def letters() -> Iterator[None]:
    """Other letters for a test only. Its windows go first: the usual ones are put on all there are."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply(QApplication.instance(), False)


def told(fault: Fault) -> bool:
    """Whether it is one of those that may be shortened."""
    least = next((least for where, (least, _) in ELASTIC.items() if fault.where.startswith(where)), None)
    if fault.kind != "potong" or least is None:
        return False
    if not fault.where.startswith("dilukis"):
        return IN_TIP in fault.what
    whole, _, short = fault.what.partition(" menjadi ")
    return len(short.strip("'…")) >= least and whole.strip("'") not in TITLES


def _at_rest(stage: Stage, window: QWidget) -> list[Fault]:
    """A layout is asked for and made later: what is wrong must stay wrong."""
    for _ in range(RESTS):
        found = [fault for fault in faults_of(window) if not told(fault)]
        if not found:
            break
        stage.settle()
    return found


def judged(shelf: Shelf, desk: str, root: Path, sizes: tuple[tuple[int, int], ...], scenes: list[Scene]) -> list[str]:
    """What is wrong with each scene of a desk at these sizes, one line each."""
    found: list[str] = []

    def look(scene: Scene, stage: Stage, over: QWidget | None) -> None:
        assert stage.window is not None
        found.extend(f"{scene.name} {stage.window.width()}: {fault}"
                     for fault in _at_rest(stage, over or stage.window))
        if over is not None and not QRect(QPoint(), QSize(*SIZE)).contains(over.rect()):
            found.append(f"{scene.name}: {over.width()}x{over.height()}, larger than the screen")

    app = QApplication.instance()
    if not desk:
        stage = Stage(app, CLOCK, hurry=True)
        _play(scenes, stage, look, sizes)
        return found
    with shelf.take(desk).copy(root / desk).open() as opened:
        _play(scenes, Stage(app, CLOCK, opened, hurry=True), look, sizes)
    return found


def _play(scenes: list[Scene], stage: Stage, look: Callable[[Scene, Stage, QWidget | None], object],
          sizes: tuple[tuple[int, int], ...]) -> None:
    try:
        play(scenes, stage, look, sizes)
    finally:
        stage.close()


@pytest.mark.parametrize("desk", ["", *MAKERS])
def test_nothing_is_cut_or_covered(shelf: Shelf, tmp_path: Path, desk: str) -> None:
    assert judged(shelf, desk, tmp_path, (SIZE, SMALL), scenes_of(desk)) == []


@pytest.mark.parametrize("desk", ["", "desa", "dpmd"])
def test_nothing_is_cut_in_very_large_letters(shelf: Shelf, tmp_path: Path, letters: None, desk: str) -> None:
    theme.apply(QApplication.instance(), False, 1.3)
    pages = [one for one in scenes_of(desk) if one.opens is None]
    assert judged(shelf, desk, tmp_path, (SIZE,), pages) == []


@pytest.mark.parametrize("scale", [1.15, 1.3])
@pytest.mark.parametrize("desk", LARGE_DESKS)
def test_heads_and_lists_that_were_cut_in_larger_letters(shelf: Shelf, tmp_path: Path, letters: None, desk: str,
                                                         scale: float) -> None:
    theme.apply(QApplication.instance(), False, scale)
    scenes = [one for one in scenes_of(desk) if one.name in LARGE]
    assert judged(shelf, desk, tmp_path, (SMALL, SIZE), scenes) == []


@pytest.mark.long
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("scale", [1.0, 1.15, 1.3])
@pytest.mark.parametrize("desk", ["", *MAKERS])
def test_nothing_is_cut_in_any_letters_and_colours(shelf: Shelf, tmp_path: Path, letters: None, desk: str,
                                                   scale: float, dark: bool) -> None:
    theme.apply(QApplication.instance(), dark, scale)
    assert judged(shelf, desk, tmp_path, (SIZE, SMALL) if scale == 1.0 else (SIZE,), scenes_of(desk)) == []


def test_the_demo_leaves_a_picture_of_every_page(shelf: Shelf, tmp_path: Path) -> None:
    """And what stands behind the menu entries is what the desk holds then, also after a scene was put back."""
    pages: set[str] = set()

    def look(scene: Scene, stage: Stage, over: QWidget | None) -> None:
        pages.add(stage.shell.current_name)
        shown = _menu(stage)
        stage.shell.refresh_counts()
        assert _menu(stage) == shown, scene.name

    for desk in ("desa", "dpmd"):
        with shelf.take(desk).copy(tmp_path / desk).open() as opened:
            _play(scenes_of(desk, demo=True), Stage(QApplication.instance(), CLOCK, opened, hurry=True), look, (SIZE,))
    assert pages == set(MODULES)


def _menu(stage: Stage) -> list[str]:
    menus = stage.shell.nav.findChildren(QListWidget)
    return [menu.item(at).data(Qt.ItemDataRole.AccessibleTextRole) for menu in menus for at in range(menu.count())]


def test_what_a_screen_that_is_none_cannot_do_is_not_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pictures._without_chatter():
        qWarning(f"{pictures.CHATTER} propagateSizeHints()")
        qWarning("Something else is wrong")
    assert capfd.readouterr().err == "Something else is wrong\n"


def test_the_catalogue_names_each_picture_once() -> None:
    names = [one.name for one in SCENES]
    assert len(names) == len(set(names))
    assert {one.desk for one in SCENES} == {"", *MAKERS}
    assert {one.desk for one in SCENES if one.name in LARGE} == set(LARGE_DESKS)
    assert set(LARGE) <= set(names)


class _Painted(QWidget):
    """Draws a text by hand into as much room as it has."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawText(QRect(0, 0, self.width(), 20), 0, "Kader Pembangunan Manusia")


def test_the_judge_sees_what_is_cut_covered_and_outside(qtbot: object) -> None:
    window = QWidget()
    window.resize(400, 120)
    whole = Label("Utuh", parent=window)
    whole.setGeometry(10, 10, 80, 18)
    short = Label("Pemberdayaan masyarakat", parent=window)
    short.setGeometry(10, 80, 40, 18)
    over = QPushButton("Simpan", window)
    over.setGeometry(30, 82, 120, 32)
    out = Label("Keluar", parent=window)
    out.setGeometry(380, 0, 60, 18)
    painted = _Painted(window)
    painted.setGeometry(200, 90, 50, 20)
    window.show()
    try:
        found = faults_of(window)
        assert {one.kind for one in found} == {"potong", "tumpang", "keluar"}
        words = " ".join(str(one) for one in found)
        assert "Pemberdayaan masyarakat" in words
        assert "Kader Pembangunan Manusia" in words
        assert "Keluar" in words
        assert "Utuh" not in words
    finally:
        window.close()


def test_the_judge_sees_what_is_scrolled_aside(qtbot: object) -> None:
    area, inside = QScrollArea(), QWidget()
    inside.setFixedSize(320, 900)
    area.setWidget(inside)
    area.resize(400, 300)
    area.show()
    try:
        assert faults_of(area) == []  # taller is what it scrolls for
        area.resize(300, 300)
        assert [one.kind for one in faults_of(area)] == ["keluar"]
    finally:
        area.close()


def test_only_long_words_are_excused() -> None:
    def cut(whole: str, short: str, where: str = "dilukis peserta_cells") -> bool:
        return told(Fault("potong", where, f"{whole!r} menjadi {short!r}"))

    assert cut("Kader Pembangunan Manusia", "Kader Pembang…")
    assert not cut("Kader Pembangunan Manusia", "Kader…")
    assert not cut("Jabatan / pekerjaan", "Jabatan / pekerj…")
    assert not cut("Kader Pembangunan Manusia", "Kader Pembang…", "dilukis bars")
    assert not told(Fault("potong", "dilukis peserta_cells", "'Jumria' dalam 20x12, perlu 40x18"))


def test_entries_of_the_menu_move_together_on_a_low_screen(qtbot: object) -> None:
    entries = [Entry(f"n{at}", f"Halaman {at}", "circle", "circle") for at in range(12)]
    nav = Nav(entries[:8], entries[8:], "Desa Bajo Indah", "Kecamatan Soropia")
    nav.set_narrow(True)
    nav.resize(52, 640)
    nav.show()
    try:
        for high in (640, 414):
            nav.resize(52, high)
            for menu in nav.findChildren(QListWidget):
                QApplication.processEvents()
                last = menu.visualItemRect(menu.item(menu.count() - 1))
                assert menu.viewport().rect().contains(last), high
    finally:
        nav.close()


def test_a_label_says_less_where_it_is_narrow(qtbot: object) -> None:
    label = FitLabel("5 dari 8 langkah. Sesudah ini: cetak 12 formulir", "5 dari 8 langkah")
    label.resize(label.sizeHint())
    label.show()
    try:
        assert label.text().endswith("12 formulir")
        label.resize(label.minimumSizeHint())
        assert label.text() == "5 dari 8 langkah"
        assert label.accessibleName().endswith("12 formulir")
        label.resize(label.sizeHint())
        assert label.text().endswith("12 formulir")
    finally:
        label.close()


def test_the_book_has_every_look_and_an_index(tmp_path: Path, letters: None) -> None:
    assert book.main([str(tmp_path / "buku"), "--only", "02_beranda_hari_pertama", "--sizes", "1"]) == 0
    taken = sorted(path.name for path in (tmp_path / "buku").glob("*.png"))
    assert taken == [f"02_beranda_hari_pertama_{look}_1366.png" for look in ("gelap", "terang")]
    assert all(name in (tmp_path / "buku" / "index.html").read_text("utf-8") for name in taken)
