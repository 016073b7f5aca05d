"""Page Target with real keys: figures typed, pasted and taken in, quotas, units, and the keys of the villages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from clerk_desk import InModal, cut_texts, in_window, window_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit

from jamsos_desktop.desk import Desk
from jamsos_desktop.exchange.keys import read_key_file
from tests.hub import makers
from ui.pages.target_sheets import TakenSheet, UnitSheet
from ui.window import Shell

CTRL = Qt.KeyboardModifier.ControlModifier
BAJO, TORONIPA = "74.02.11.2017", "74.02.11.1001"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with makers.district(tmp_path) as opened:
        makers.fill(opened, makers.villages(3, 4))
        yield opened


@pytest.fixture
def shell(desk: Desk, qtbot: Any) -> Iterator[Shell]:
    with window_of(desk, qtbot) as window:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.go("target")
        yield window


@pytest.fixture
def page(shell: Shell) -> Any:
    return shell.current


def stand_on(page: Any, kode: str, column: int = 1) -> int:
    """Mark a unit's cell; its line."""
    row = next(at for at, line in enumerate(page.model.lines) if line.unit and line.unit.kode == kode)
    page.table.setCurrentIndex(page.model.index(row, column))
    return row


def cell(page: Any, row: int, column: int) -> str:
    return str(page.model.data(page.model.index(row, column)))


# Targets.


def test_typing_fills_a_cell_and_enter_goes_on_below(page: Any, desk: Desk, qtbot: Any) -> None:
    row = stand_on(page, BAJO)
    qtbot.keyClicks(page.table, "1")
    editor = page.table.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "2")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.district.targets(2026) == {BAJO: {"perangkat_desa": 12}})
    assert cell(page, row, 1) == "12"
    area = next(at for at in range(row, -1, -1) if page.model.lines[at].unit is None)
    assert (cell(page, area, 0), cell(page, area, 1), cell(page, area, 5)) == ("Soropia (15)", "12", "12")
    assert page.sum.text() == "Sasaran 2026: 12 orang"
    assert page.table.currentIndex().row() == row + 1


def test_words_are_not_taken_for_people(page: Any, shell: Shell, desk: Desk, qtbot: Any) -> None:
    stand_on(page, BAJO)
    assert not page.model.setData(page.table.currentIndex(), "banyak", Qt.ItemDataRole.EditRole)
    assert desk.district.targets(2026) == {}
    assert "bukan jumlah orang" in shell.toaster.text


def test_cells_copied_from_a_spreadsheet_go_over_the_heads_of_kecamatan(page: Any, desk: Desk, qtbot: Any) -> None:
    last = [line.unit.kode for line in page.model.lines if line.unit and line.unit.kecamatan == "Abuki"][-1]
    following = next(line.unit.kode for line in page.model.lines if line.unit and line.unit.kecamatan == "Amonggedo")
    stand_on(page, last)
    QGuiApplication.clipboard().setText("8\t1.250\t\n9\t4")
    qtbot.keyClick(page.table, Qt.Key.Key_V, CTRL)
    assert desk.district.targets(2026) == {last: {"perangkat_desa": 8, "ekosistem_desa": 1250},
                                           following: {"perangkat_desa": 9, "ekosistem_desa": 4}}


def test_ctrl_z_takes_back_step_by_step_also_across_years(page: Any, shell: Shell, desk: Desk, qtbot: Any) -> None:
    stand_on(page, BAJO)
    page.model.setData(page.table.currentIndex(), "5")
    page.model.setData(page.table.currentIndex(), "7")
    page.year.set_text("2027")
    page.show_page()
    stand_on(page, BAJO)
    page.model.setData(page.table.currentIndex(), "9")
    assert desk.district.targets(2027) == {BAJO: {"perangkat_desa": 9}}
    qtbot.keyClick(shell, Qt.Key.Key_Z, CTRL)
    assert desk.district.targets(2027) == {}
    qtbot.keyClick(shell, Qt.Key.Key_Z, CTRL)
    assert desk.district.targets(2026) == {BAJO: {"perangkat_desa": 5}}
    assert page.tahun == 2026
    qtbot.keyClick(shell, Qt.Key.Key_Z, CTRL)
    assert desk.district.targets(2026) == {}
    assert not page.undo()


def test_del_empties_and_heads_cannot_be_typed_in(page: Any, desk: Desk, qtbot: Any) -> None:
    row = stand_on(page, BAJO)
    page.model.setData(page.table.currentIndex(), "5")
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert desk.district.targets(2026) == {}
    head = page.model.index(next(at for at in range(row, -1, -1) if page.model.lines[at].unit is None), 1)
    assert not page.model.flags(head) & Qt.ItemFlag.ItemIsEditable
    assert not page.model.flags(page.model.index(row, 5)) & Qt.ItemFlag.ItemIsEditable


def test_f3_narrows_to_a_place(page: Any, shell: Shell, qtbot: Any) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_F3)
    qtbot.keyClicks(page.search, "bajo indah")
    assert [line.name for line in page.model.lines] == ["Soropia", "Desa Bajo Indah"]
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(page.model.lines) > 300


def test_a_quota_is_kept_when_its_field_is_left(page: Any, desk: Desk, qtbot: Any) -> None:
    field = page.quota.fields["APBD_KAB"]
    field.setFocus()
    qtbot.keyClicks(field, "5000")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert desk.district.quotas(2026) == {"74.02": {"APBD_KAB": 5000}}
    assert (field.text(), page.quota.total.text()) == ("5.000", "Jumlah 5.000 orang")
    field.setFocus()
    field.setText("banyak")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "5.000"
    assert page.undo()
    assert desk.district.quotas(2026) == {}


def test_a_workbook_is_taken_in_and_every_row_is_accounted_for(page: Any, shell: Shell, desk: Desk, qtbot: Any,
                                                              tmp_path: Path) -> None:
    path = tmp_path / "dinas.xlsx"
    page.write_template(path)
    assert "tersimpan" in shell.toaster.text
    book = xlsxwriter.Workbook(tmp_path / "isi.xlsx")
    sheet = book.add_worksheet()
    for at, row in enumerate((("Desa", "Kecamatan", "Perangkat desa"), ("Bajo Indah", "Soropia", 12),
                              ("Waworaha", "", 4), ("Jumlah", "", 16))):
        sheet.write_row(at, 0, row)
    book.close()
    seen: list[tuple[str, list[str]]] = []

    def read(window: TakenSheet) -> None:
        seen.append((window.heading.text(), [row.hasil for row in window.model.lines]))
        window.accept()

    in_window(TakenSheet, read)
    page.take_in_table(tmp_path / "isi.xlsx")
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("1 dari 4 baris masuk", ["ditahan", "masuk", "dilewati", "dilewati"])]
    assert desk.district.targets(2026) == {BAJO: {"perangkat_desa": 12}}
    assert page.undo()
    assert desk.district.targets(2026) == {}


# Units and keys.


def test_ctrl_n_adds_an_office(page: Any, shell: Shell, desk: Desk, qtbot: Any) -> None:
    def fill(sheet: UnitSheet) -> None:
        assert sheet.kode == "74.02.OPD.01"
        assert not sheet.go.isEnabled()
        qtbot.keyClicks(sheet.name.edit, "Dinas Perikanan")
        for field in (sheet.name.edit, sheet.code.edit, sheet.go):
            assert sheet.focusWidget() is field
            qtbot.keyClick(field, Qt.Key.Key_Return)

    in_window(UnitSheet, fill)
    qtbot.keyClick(shell, Qt.Key.Key_N, CTRL)
    assert desk.district.unit("74.02.OPD.01").nama == "Dinas Perikanan"
    assert page.key_part.unit.kode == "74.02.OPD.01"
    page.tabs.button(0).click()
    assert [line.name for line in page.model.lines[-2:]] == ["Perangkat daerah", "Dinas Perikanan"]


def test_keys_that_wait_come_first_and_are_matched_by_typing(page: Any, shell: Shell, desk: Desk, qtbot: Any) -> None:
    page.tabs.button(1).click()
    waiting = [unit for unit in desk.district.units() if unit.sidik]
    assert [unit.kode for unit in page.key_part.model.units[:3]] == [unit.kode for unit in waiting]
    assert page.sum.text() == "3 kunci belum dicocokkan"
    first, panel = waiting[0], page.key_part.panel
    assert panel.digits.text() == first.sidik
    qtbot.keyClick(page.key_part.table, Qt.Key.Key_Return)
    assert panel.typed.edit.hasFocus()
    qtbot.keyClicks(panel.typed.edit, "0000")
    assert (panel.typed.state, panel.match.isEnabled()) == ("salah", False)
    panel.typed.set_text("")
    qtbot.keyClicks(panel.typed.edit, first.sidik.lower())
    assert (panel.typed.state, panel.match.isEnabled()) == ("benar", True)
    panel.match.click()
    assert desk.district.unit(first.kode).dicocokkan
    assert page.key_part.unit.kode == first.kode
    assert not panel.match.isVisible()
    assert "sudah dicocokkan" in shell.toaster.text
    assert page.sum.text() == "2 kunci belum dicocokkan"


def test_the_end_of_a_villages_history_is_shown(page: Any, desk: Desk) -> None:
    page.tabs.button(1).click()
    kode = page.key_part.unit.kode
    assert page.key_part.panel.trail.text() == ""
    with desk.ctx.open() as db, db.write():
        db.run("UPDATE unit SET riwayat_n = 1058, riwayat_hash = ? WHERE kode = ?", ("9c41e07b55d2" + "0" * 52, kode))
    page.key_part.panel.show_unit(desk.district.unit(kode), ())
    assert "catatan no. 1.058, kode periksa 9C41-E07B-55D2." in page.key_part.panel.trail.text()


def test_a_comparison_by_eye_is_enough(page: Any, desk: Desk) -> None:
    page.tabs.button(1).click()
    kode = page.key_part.unit.kode
    page.key_part.panel.same.click()
    assert desk.district.unit(kode).dicocokkan


def test_retiring_a_key_asks_first_and_says_what_comes_next(page: Any, desk: Desk, qtbot: Any) -> None:
    from ui.ask import Sheet

    page.tabs.button(1).click()
    kode = page.key_part.unit.kode
    in_window(Sheet, lambda sheet: sheet.reject())
    page.key_part.panel.retire.click()
    assert desk.district.unit(kode).sidik
    in_window(Sheet, lambda sheet: qtbot.keyClick(sheet, Qt.Key.Key_Return))
    page.key_part.panel.retire.click()
    unit = desk.district.unit(kode)
    assert (unit.sidik, unit.minta_penuh) == ("", True)
    page.key_part.choose(kode)
    assert "Kunci lama sudah dicabut" in page.key_part.panel.note.words.text()
    assert not page.key_part.panel.retire.isVisible()


def test_another_page_can_lead_to_a_unit(shell: Shell, desk: Desk) -> None:
    kode = next(unit.kode for unit in desk.district.units() if unit.sidik)
    shell.go("target", kode=kode)
    assert shell.current.key_part.unit.kode == kode


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
@pytest.mark.parametrize("tab", [0, 1])
def test_nothing_is_cut(page: Any, shell: Shell, qtbot: Any, size: tuple[int, int], tab: int) -> None:
    shell.resize(*size)
    qtbot.waitUntil(lambda: shell.width() == size[0])
    page.tabs.button(tab).click()
    assert cut_texts(page) == []


def test_f6_leaves_the_quotas_from_any_of_them(page: Any, shell: Shell, qtbot: Any) -> None:
    second = list(page.quota.fields.values())[1]
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is page.tabs.checkedButton()


def test_ctrl_s_among_the_keys_hands_out_the_key_of_dpmd(shell: Shell, desk: Desk, qtbot: Any, tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    shell.go("target", kunci=True)
    page: Any = shell.current
    assert QApplication.focusWidget() is page.sharing
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    said: list[str] = []

    def read(sheet: Any) -> None:
        said.extend(label.text() for label in sheet.findChildren(QLabel))
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    seen = InModal(read)
    qtbot.keyClick(page.sharing, Qt.Key.Key_S, CTRL)
    assert seen.done
    assert read_key_file(tmp_path / "JK-7402.json", makers.CLOCK_DAY).fingerprint == desk.own_fingerprint()
    assert any(desk.own_fingerprint() in words for words in said)


def test_f6_goes_through_the_panels(page: Any, shell: Shell, qtbot: Any) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_F6)
    assert page.quota.fields["APBDES_ADD"].hasFocus()
    qtbot.keyClick(shell, Qt.Key.Key_F6)
    assert page.tabs.button(0).hasFocus()
    qtbot.keyClick(shell, Qt.Key.Key_F6)
    assert page.search.hasFocus()
