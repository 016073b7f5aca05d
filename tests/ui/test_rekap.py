"""Page Rekap with real keys over a real register: figures, drilling, tables, states, files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from clerk_desk import cut_texts, tab_stops, window_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from jamsos_desktop.desk import Bar, Desk
from jamsos_desktop.hub.register import recap as kept
from jamsos_desktop.model.regions import load_regions
from tests.hub import makers
from ui import theme
from ui.backing import AutoBackup
from ui.widgets import NoteStrip
from ui.widgets.rank_bars import RankBars, heard, spoken
from ui.widgets.trend_bars import TrendBars, month_name
from ui.window import Shell

CTRL = Qt.KeyboardModifier.ControlModifier
LAMBUYA = "74.02.01"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    with makers.district(tmp_path) as opened:
        yield opened


@pytest.fixture
def desk(empty: Desk) -> Desk:
    """Ten villages of two kecamatan: half of their people aktif, targets set for every unit."""
    made = makers.villages(10, 8)
    makers.fill(empty, made)
    district = empty.district
    targets = {unit.kode: {"perangkat_desa": 2, "pekerja_rentan": 3} for unit in district.units()}
    district.set_targets(2026, targets)
    with district.db.write():
        district.db.run("UPDATE orang SET keadaan = 'aktif', aktif_dari = '2026-08-01', aktif_sampai = '2026-12-31'"
                        " WHERE id % 2 = 0")
        district.db.run("UPDATE orang SET tunda = 1 WHERE id % 8 = 0")
        kept.refresh(district.db, [village.kode for village in made])
    return empty


@pytest.fixture
def shell(desk: Desk, qtbot: Any) -> Iterator[Shell]:
    with window_of(desk, qtbot) as window:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.go("rekap")
        yield window


@pytest.fixture
def page(shell: Shell) -> Any:
    return shell.current


# What is shown.


def test_the_figures_are_those_of_the_register(page: Any, desk: Desk) -> None:
    recap = desk.district.recap()
    assert recap.terdaftar == 30  # 40 aktif, 10 of them with an open question
    said = [(card.what.text(), card.figure.text(), card.beside.text()) for card in page.figures.cards]
    assert said[1] == ("Pekerja terdaftar", "30", "dari sasaran 1.740 orang")
    assert said[0][:2] == ("Cakupan kabupaten", "1,7%")
    assert said[0][2] == f"Target 70%, kurang {recap.kurang // 1000}.{recap.kurang % 1000:03}"
    assert said[2][1] == f"{recap.melapor} / 291"
    assert said[3] == ("Iuran per bulan", "Rp 504.000", "rata-rata Rp 16.800")
    assert page.figures.cards[1].link.text() == "10 belum dihitung"


def test_all_kecamatan_are_seen_without_scrolling(page: Any, qtbot: Any) -> None:
    bars = page.rank.bars
    assert len(bars.bars) == len({unit.kode[:8] for unit in load_regions().units_of("7402")})
    assert bars.verticalScrollBar().maximum() == 0
    assert bars.row_height >= 15


def test_a_disk_nearly_full_and_a_backup_due_are_said(page: Any, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not page.findChildren(NoteStrip)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(118 * 10**9, 0, 11 * 10**6))
    page.refresh()
    assert page.findChild(NoteStrip).words.text().startswith("Tempat di laptop ini tinggal 11 MB,")
    said: list[str] = []
    shell.toaster.show_text = lambda text, undo=None: said.append(text)  # type: ignore[method-assign]
    guard = AutoBackup(shell)
    guard.timer.stop()
    shell.desk.closing = None
    assert said == ["Sudah waktunya mencadangkan ke flashdisk. Buka Cadangan."]
    assert "Cadangan 1" in [item for menu in shell.nav._menus for at in range(menu.count())
                            if (item := menu.item(at).data(Qt.ItemDataRole.AccessibleTextRole))]


def test_open_questions_lead_to_their_page(page: Any, shell: Shell, qtbot: Any) -> None:
    page.figures.cards[1].link.click()
    assert shell.current_name == "ganda"


def test_a_group_filters_the_bars_and_keeps_the_four_groups(page: Any) -> None:
    page.group.setCurrentIndex(page.group.findData("pekerja_rentan"))
    page.group.activated.emit(page.group.currentIndex())
    assert page.recap.kelompok == "pekerja_rentan"
    assert page.figures.cards[1].beside.text() == "dari sasaran 1.044 orang"
    assert [row.nama for row in page.side.group_model.lines] == ["Perangkat desa", "Ekosistem desa", "Non-ASN",
                                                               "Pekerja rentan"]


def test_silent_villages_are_listed_and_their_message_is_copied(page: Any, shell: Shell, desk: Desk) -> None:
    silent = desk.district.silent()
    assert page.side.silent_many.text() == f"{len(silent)} desa"
    assert page.side.silent_model.lines[0].kode == silent[0].kode
    index = page.side.silent_model.index(0, 2)
    assert page.side.silent_model.data(index) == "Belum pernah"
    page.side.copy.click()
    assert QGuiApplication.clipboard().text() == desk.district.whatsapp_silent()
    assert "tersalin" in shell.toaster.text


# Drilling.


def test_enter_goes_into_a_kecamatan_then_to_people_and_esc_back(page: Any, shell: Shell, qtbot: Any) -> None:
    bars = page.rank.bars
    assert bars.hasFocus()
    while bars.bars[bars.at].kode != LAMBUYA:
        before = bars.at
        qtbot.keyClick(bars, Qt.Key.Key_Down)
        assert bars.at == before + 1
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert page.heading.text() == "Kecamatan Lambuya"
    assert page.figures.cards[2].figure.text().endswith("/ 9")
    assert page.up.isVisible()
    village = bars.bars[bars.at]
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert shell.current_name == "peserta_kab"
    assert shell.current.model.rowCount() == 8
    assert {shell.current.model.row_at(line).kode for line in range(8)} == {village.kode}
    qtbot.keyClick(shell, Qt.Key.Key_Escape)
    assert (shell.current_name, page.kode) == ("rekap", LAMBUYA)
    assert bars.bars[bars.at].kode == village.kode
    qtbot.keyClick(shell, Qt.Key.Key_Escape)
    assert page.kode == ""
    assert bars.bars[bars.at].kode == LAMBUYA
    assert not page.up.isVisible()


def test_keys_stay_within_the_list(page: Any, qtbot: Any) -> None:
    bars = page.rank.bars
    qtbot.keyClick(bars, Qt.Key.Key_Up)
    assert bars.at == 0
    qtbot.keyClick(bars, Qt.Key.Key_End)
    assert bars.at == len(bars.bars) - 1
    qtbot.keyClick(bars, Qt.Key.Key_PageDown)
    assert bars.at == len(bars.bars) - 1
    qtbot.keyClick(bars, Qt.Key.Key_Home)
    assert bars.at == 0
    assert spoken(bars.bars[0]) == bars.accessibleDescription()


def test_a_click_marks_and_a_double_click_opens(page: Any, qtbot: Any) -> None:
    bars = page.rank.bars
    place = QPoint(60, theme.px(22) + 3 * bars.row_height + 5)
    qtbot.mouseClick(bars.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bars.at == 3
    kode = bars.bars[3].kode
    qtbot.mouseDClick(bars.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.kode == kode


def test_f6_goes_round_and_tab_never_traps(page: Any, shell: Shell, qtbot: Any) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_F6)
    assert page.side.silent_view.hasFocus()
    qtbot.keyClick(shell, Qt.Key.Key_F6)
    assert page.group.hasFocus()
    stops = tab_stops(page, lambda: qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab))
    assert page.rank.bars in stops
    assert page.side.print_silent in stops


# Tables instead of charts.


def test_each_chart_has_a_table_with_the_same_figures(page: Any, qtbot: Any) -> None:
    page.tables.click()
    assert page.rank.stack.currentIndex() == page.side.group_stack.currentIndex() == 1
    assert page.rank.table.hasFocus()
    assert page.rank.model.lines == page.rank.bars.bars
    lambuya = next(at for at, bar in enumerate(page.rank.model.lines) if bar.kode == LAMBUYA)
    texts = [page.rank.model.data(page.rank.model.index(lambuya, column)) for column in range(5)]
    bar = page.rank.model.lines[lambuya]
    assert texts == ["Lambuya", f"{bar.persen}%".replace(".", ","), str(bar.nyata), "50", heard(bar)]
    assert page.side.month_model.rowCount() == 11
    assert page.side.month_model.data(page.side.month_model.index(10, 0)) == "November 2026"
    page.rank.table.selectRow(lambuya)
    qtbot.keyClick(page.rank.table, Qt.Key.Key_Return)
    assert page.kode == LAMBUYA


# States.


def test_without_a_package_the_page_says_how_to_begin(empty: Desk, qtbot: Any) -> None:
    with window_of(empty, qtbot) as shell:
        shell.go("rekap")
        page = shell.current
        assert page.stack.currentIndex() == 1
        assert page.nothing.what.text() == "Belum ada kiriman dari desa."
        assert not page.print_button.isEnabled()
        assert not page.save()
        page.first.click()
        assert shell.current_name == "terima"


def test_without_targets_the_bars_are_grey_and_without_a_line(empty: Desk, qtbot: Any) -> None:
    makers.fill(empty, makers.villages(2))
    with window_of(empty, qtbot) as shell:
        shell.go("rekap")
        page = shell.current
        assert page.figures.cards[0].figure.text() == "–"
        assert page.figures.cards[0].beside.text() == "Isi target di menu Target"
        assert page.rank.bars._target is None
        image = page.rank.bars.viewport().grab().toImage()
        colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())}
        assert not {theme.color("bar_ok").lower(), theme.color("bar_warn").lower()} & colours


def test_the_bars_are_drawn_as_long_as_they_say(qtbot: Any) -> None:
    from decimal import Decimal

    bars = RankBars()
    qtbot.addWidget(bars)
    bars.resize(700, 200)
    bars.show_bars([Bar("a", "Penuh", 80, 100, Decimal(80), True, 3, 3), Bar("b", "Kurang", 20, 100, Decimal(20), False,
                                                                            3, 1)], 70.0, "Kecamatan")
    bars.show()
    room = bars._columns()[1]
    image = bars.viewport().grab().toImage()

    def filled(line: int, role: str) -> int:
        y = theme.px(22) + line * bars.row_height + bars.row_height // 2
        return sum(image.pixelColor(x, y).name() == theme.color(role).lower() for x in range(image.width()))

    assert abs(filled(0, "bar_ok") - room.width() * 0.8) <= 4
    assert abs(filled(1, "bar_warn") - room.width() * 0.2) <= 4
    assert filled(1, "bar_ok") == 0
    x = room.x() + round(room.width() * 0.7)
    assert image.pixelColor(x, theme.px(22) + bars.row_height // 2).name() == theme.color("bar_target").lower()


def test_months_are_said_in_words(qtbot: Any) -> None:
    from jamsos_desktop.desk import MonthPoint

    trend = TrendBars()
    qtbot.addWidget(trend)
    trend.show_months([MonthPoint("2026-07", 5), MonthPoint("2026-08", 12)], 40, "target 70% (40)")
    assert trend.accessibleDescription() == "Juli 2026: 5 orang. Agustus 2026: 12 orang"
    assert month_name("2026-08") == "Agu"


# Files and room.


def test_ctrl_s_saves_the_recap_as_a_workbook(page: Any, shell: Shell, qtbot: Any, tmp_path: Path,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rekap.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    qtbot.keyClick(shell, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: path.exists() and not shell.busy)
    cells = [str(cell) for row in openpyxl.load_workbook(path).worksheets[0].values for cell in row if cell]
    assert any("Lambuya" in cell for cell in cells)
    assert "tersimpan" in shell.toaster.text


def test_ctrl_p_makes_the_recap_of_the_area_shown(page: Any, shell: Shell, qtbot: Any, tmp_path: Path,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    page.paper.open_file = lambda path: opened.append(path) or True
    monkeypatch.setattr("ui.printing.printers_job", _no_printers)
    monkeypatch.setattr(page, "_proposed", lambda kind, suffix: tmp_path / f"{kind}{suffix}")
    page.open(LAMBUYA)
    qtbot.keyClick(shell, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].read_bytes().startswith(b"%PDF")


def _no_printers() -> Any:
    yield from ()
    return ()


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
@pytest.mark.parametrize("tables", [False, True])
def test_nothing_is_cut(page: Any, shell: Shell, qtbot: Any, size: tuple[int, int], tables: bool) -> None:
    shell.resize(*size)
    qtbot.waitUntil(lambda: shell.width() == size[0])
    page.tables.setChecked(tables)
    assert cut_texts(page) == []
    page.open(LAMBUYA)
    assert cut_texts(page) == []
