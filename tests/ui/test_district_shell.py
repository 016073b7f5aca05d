"""The window over a district's desk: its menu, keys and badges, the road of its set-up, start and lock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import cut_texts, window_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from test_theme import contrast

from jamsos_desktop import desk as desks
from jamsos_desktop.model.regions import load_regions
from jamsos_desktop.paths import DataFolder, resource
from tests.hub import makers
from ui import app as application
from ui import pages, theme
from ui.pages.lock import LockWindow
from ui.pages.wizard import Wizard
from ui.pages.wizard_district import DistrictWizard
from ui.window import Shell

CTRL = Qt.KeyboardModifier.ControlModifier
PIN = "246810"
LARGE, SMALL = (1366, 698), (1093, 586)
WORDS = ("Rekap", "Terima kiriman", "Peserta", "Ganda & mutu", "Ke BPJS", "Pembayaran", "Balasan", "Target",
         "Ketentuan", "Cetak")
NAMES = tuple(entry.name for entry in (*pages.DISTRICT_MENU, *pages.BELOW))


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """One window for all tests of the menu, its pages and its keys."""
    with makers.district(tmp_path_factory.mktemp("kabupaten")) as desk:
        makers.fill(desk, makers.villages(3))
        with window_of(desk, None) as opened:
            yield opened


@pytest.fixture
def shell(window: Shell, qtbot: Any) -> Shell:
    """It, on the page it begins with, as large as it was."""
    window.resize(*LARGE)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.width() == LARGE[0])
    window.go("rekap")
    return window


# Menu.


def test_the_menu_is_that_of_the_district(shell: Shell) -> None:
    assert tuple(entry.words for entry in shell.plan.menu) == WORDS
    assert shell.windowTitle() == "Jamsos Desa — Mode DPMD, Kabupaten Konawe"
    assert (shell.nav.title.text(), shell.nav.sub.text()) == ("DPMD Konawe", "Mode kabupaten")
    assert shell.current_name == "rekap"


# Before the other pages are made: each would be put into both.
def test_the_green_block_is_readable_in_both_themes(shell: Shell, qapp: QApplication) -> None:
    for dark in (False, True):
        theme.apply(qapp, dark)
        for words in ("on_district", "on_district_2"):
            assert contrast(theme.color(words), theme.color("district")) >= 4.5
        middle = shell.nav.grab().toImage().pixelColor(150, 4)
        assert middle.name() == theme.color("district").lower()
    theme.apply(qapp, False)


@pytest.mark.parametrize("entry", pages.DISTRICT_MENU, ids=lambda entry: entry.name)
def test_every_entry_has_icons_and_a_page_of_its_own(shell: Shell, entry: pages.Entry) -> None:
    for icon in (entry.icon, entry.chosen):
        assert resource("icons", f"{icon}.svg").is_file()
    assert shell.go(entry.name)


def test_ctrl_numbers_go_through_ten_entries(shell: Shell, qtbot: Any) -> None:
    for number, entry in enumerate(shell.plan.menu, 1):
        qtbot.keyClick(shell, Qt.Key(Qt.Key.Key_0 + number % 10), CTRL)
        assert shell.current_name == entry.name


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_cut_or_larger_than_the_screen(shell: Shell, qtbot: Any, name: str, size: tuple[int, int]) -> None:
    if name in shell._pages:
        qtbot.waitUntil(lambda: not shell.busy)  # what is still drawn for the page that goes would come to nobody
        shell._drop(name)  # it is made anew, at this size
    shell.resize(*size)
    shell.go(name)
    qtbot.waitUntil(lambda: not shell.busy and shell.width() == size[0], timeout=15_000)
    assert cut_texts(shell.current) == []
    assert shell.minimumSizeHint().width() <= size[0]
    assert shell.minimumSizeHint().height() <= size[1]


# Keys that differ from a village's.


def test_f5_leads_to_taking_in_and_ctrl_e_to_replies(shell: Shell, qtbot: Any) -> None:
    qtbot.keyClick(shell.current, Qt.Key.Key_F5)
    assert shell.current_name == "terima"
    shell.go("rekap")
    qtbot.keyClick(shell, Qt.Key.Key_E, CTRL)
    assert shell.current_name == "jawaban"


def test_ctrl_n_opens_no_village_form(shell: Shell, qtbot: Any) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_N, CTRL)
    assert shell.current_name == "rekap"
    assert "editor" not in shell._pages


def test_search_leads_to_the_people_of_the_district(shell: Shell, qtbot: Any) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_F3)
    assert shell.current_name == "peserta_kab"
    assert shell.current.filters.search.hasFocus()


def test_badges_count_what_waits_for_a_decision(shell: Shell) -> None:
    desk = shell.desk

    def badge(name: str) -> str:
        menu = shell.nav._menus[0]
        items = (menu.item(at) for at in range(menu.count()))
        item = next(item for item in items if item.data(Qt.ItemDataRole.UserRole) == name)
        return (item.data(Qt.ItemDataRole.UserRole + 1) or ("", ""))[0]

    assert badge("terima") == "3"  # three first keys nobody compared
    assert badge("ganda") == ""
    unit = next(unit for unit in desk.district.units() if unit.sidik)
    desk.district.match_key(unit.kode, unit.sidik)
    db = desk.district.db
    two = [row[0] for row in db.all("SELECT uid FROM orang ORDER BY uid LIMIT 2")]
    with db.write():
        db.run("INSERT INTO pasangan (a, b, jenis, skor, rincian, ditemukan) VALUES (?,?,'nik',100,'{}','2026-11-21')",
               two)
    shell.refresh_counts()
    assert (badge("terima"), badge("ganda")) == ("2", "1")


# Set-up.


def test_a_district_is_set_up_by_keyboard_and_opens_in_its_own_mode(qtbot: Any, qapp: QApplication, tmp_path: Path,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.crash.install", lambda _: None)
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")
    folder = DataFolder(tmp_path / "baru")
    program = application.Program(qapp, folder)
    assert program.start()
    assert isinstance(program.window, Wizard)
    program.window.desa.district_asked.emit()
    wizard = program.window
    assert isinstance(wizard, DistrictWizard)
    wizard.activateWindow()
    qtbot.waitUntil(wizard.isActiveWindow)
    assert not wizard.next_button.isEnabled()
    qtbot.keyClicks(wizard.kabupaten.search, "konawe")
    assert wizard.kabupaten.region is not None
    assert wizard.kabupaten.region.kode == "74.02"
    qtbot.keyClick(wizard.kabupaten.search, Qt.Key.Key_Return)
    assert wizard.step == 1
    assert wizard.kantor.office.text() == "DPMD Kabupaten Konawe"
    qtbot.keyClicks(wizard.kantor.officer.edit, "Hendra Wijaya")
    qtbot.keyClick(wizard, Qt.Key.Key_Return, CTRL)
    assert wizard.step == 2
    form = wizard.pin_step.form
    qtbot.keyClicks(form.pin._line, PIN)
    qtbot.keyClicks(form.again._line, PIN)
    assert wizard.next_button.isEnabled()
    qtbot.keyClick(wizard, Qt.Key.Key_Return, CTRL)
    assert wizard.step == 3
    step = wizard.pemulihan
    assert step.keeper.text() == "Hendra Wijaya"
    step.road.note("kertas", "A4")
    for at, field in zip(step.asked, step.answers, strict=True):
        qtbot.keyClicks(field.edit, step.sheet.words[at])
    qtbot.keyClick(wizard, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: isinstance(program.window, Shell))
    shell = program.window
    assert isinstance(shell, Shell)
    assert (shell.current_name, shell.desk.mode, shell.desk.user) == ("rekap", "dpmd", "Hendra Wijaya")
    assert shell.desk.unit.nama == "DPMD Kabupaten Konawe"
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.keyClick(shell, Qt.Key.Key_L, CTRL)
    assert isinstance(program.window, LockWindow)
    qtbot.keyClicks(program.window.page.pin._line, PIN)
    assert isinstance(program.window, Shell)
    assert program.window.current_name == "rekap"
    program.window.close()


def test_esc_leads_back_to_the_village_road_and_nothing_was_made(qtbot: Any, qapp: QApplication, tmp_path: Path,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.crash.install", lambda _: None)
    folder = DataFolder(tmp_path / "baru")
    program = application.Program(qapp, folder)
    assert program.start()
    program.window.desa.district_asked.emit()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    qtbot.keyClick(program.window, Qt.Key.Key_Escape)
    assert isinstance(program.window, Wizard)
    assert desks.state_of(folder) == "kosong"
    program.window.close()


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_the_steps_fit_the_smallest_screens(qtbot: Any, tmp_path: Path, clock: desks.Clock,
                                            size: tuple[int, int]) -> None:
    wizard = DistrictWizard(DataFolder(tmp_path / "baru"), clock)
    qtbot.addWidget(wizard)
    wizard.resize(*size)
    wizard.show()
    wizard.kabupaten.search.setText("kolaka")
    wizard.kabupaten.look()
    assert cut_texts(wizard) == []
    wizard.show_step(1)
    wizard.problem(1)
    assert wizard.kantor.officer.edit.hasFocus() or wizard.kantor.officer.state == "salah"
    assert cut_texts(wizard) == []


@pytest.mark.parametrize(("typed", "first"), [
    ("konawe", "74.02"), ("Kab. Konawe", "74.02"), ("kota kendari", "74.71"), ("kendari", "74.71"), ("7402", "74.02"),
    ("74.02", "74.02"), ("konawe kep", "74.12"), ("solok", "13.02"), ("kota solok", "13.72")])
def test_a_kabupaten_is_found_by_name_or_code(typed: str, first: str) -> None:
    assert load_regions().search_kabupaten(typed)[0].kode == first


@pytest.mark.parametrize("typed", ["", "   ", "qqzzx", "99", "desa bajo indah"])
def test_what_is_no_kabupaten_is_not_found(typed: str) -> None:
    assert load_regions().search_kabupaten(typed) == []


def test_all_regencies_and_cities_can_be_found() -> None:
    regions = load_regions()
    everyone = {one.kode for one in regions.search_kabupaten("kota", 999)} | {
        one.kode for _, one in regions._regencies}
    assert len(everyone) == 514
    for _, one in regions._regencies:
        assert one in regions.search_kabupaten(one.nama, 20), one


def test_a_dpmd_folder_opens_its_own_window(qtbot: Any, qapp: QApplication, tmp_path: Path,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.crash.install", lambda _: None)
    desk = makers.district(tmp_path)
    folder = desk.folder
    desk.close()
    program = application.Program(qapp, folder)
    assert program.start()
    shell = program.window
    assert isinstance(shell, Shell)
    assert shell.current_name == "rekap"
    qtbot.waitUntil(lambda: not shell.busy)
    assert desks.state_of(folder) == "perangkat"
    shell.close()
