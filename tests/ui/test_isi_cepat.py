"""Page Isi cepat with real keys: typing downwards, pasting, completing, warnings, undo, a row changed elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from clerk_desk import Answers, cut_texts, window_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jamsos_desktop import desk as desks
from jamsos_desktop.model.records import SumberDana
from tests.conftest import salma
from tests.desk.test_filling import NIKS
from ui import theme
from ui.pages.isi_cepat import IsiCepatPage
from ui.pages.isi_cepat_cells import CellEdit
from ui.pages.isi_cepat_model import NAME, VALUE

Key, Ctrl, Alt = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def fill_village(desk: desks.Desk, **changed: object) -> None:
    """Twelve people in three dusun who lack what ``changed`` empties."""
    for nth in range(12):
        nik = NIKS[nth] if nth < len(NIKS) else f"74021101{nth:02}90{9000 + nth}"
        desk.save(salma(f"u{nth:02}", nik=nik, nama=f"ORANG {chr(65 + nth)}", dusun=("I", "II", "III")[nth // 4],
                        **changed), 0)


@pytest.fixture
def page(desk: desks.Desk, qtbot: Any) -> Iterator[IsiCepatPage]:
    """Nobody has a mother's name, RT or RW."""
    fill_village(desk, nama_ibu="", rt="", rw="", pekerjaan="", tanggal_lahir=None)
    with window_of(desk, qtbot) as shell:
        shell.go("isi_cepat", kolom="nama_ibu")
        found = shell.current
        assert isinstance(found, IsiCepatPage)
        qtbot.waitUntil(found.view.hasFocus)
        yield found


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
    return [getattr(person, key) for person in page.desk.everyone()[:many]]


def test_enter_saves_and_goes_down(page: IsiCepatPage) -> None:
    assert (page.view.line, page.frame_.done.text()) == (0, "0 dari 12 terisi")
    type_("Wa Muna")
    type_("Sitti", Key.Key_Down)
    type_("Rosmini", Key.Key_Up)
    assert values(page, "nama_ibu", 4) == ["WA MUNA", "SITTI", "ROSMINI", ""]
    assert (page.view.line, page.frame_.done.text(), page.frame_.bar.value()) == (1, "3 dari 12 terisi", 3)
    assert page.table.index(0, VALUE).data() == "WA MUNA", "done rows stay"
    assert page.table.shown[0].state == "terisi"
    assert page.columns.column is not None
    assert page.columns.column.kurang == 9
    assert "Tersimpan" in page.shell._saved.text()


def test_leaving_by_mouse_saves_and_esc_does_not(page: IsiCepatPage) -> None:
    type_("Wa Muna", None)
    below = page.view.visualRect(page.table.index(3, NAME))
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, NONE, below.center())
    assert (values(page, "nama_ibu", 1), page.view.line) == (["WA MUNA"], 3)
    type_("Salah", Key.Key_Escape)
    assert values(page, "nama_ibu", 4)[3] == ""
    assert page.shell.current is page


def test_f2_changes_and_delete_empties(page: IsiCepatPage) -> None:
    type_("Wa Muna", Key.Key_Down)
    press(Key.Key_Up)
    press(Key.Key_F2)
    type_(" Dua")
    assert values(page, "nama_ibu", 1) == ["WA MUNA DUA"]
    press(Key.Key_Up)
    type_("Sitti")
    assert values(page, "nama_ibu", 1) == ["SITTI"], "typing over a value replaces it"
    assert page.undo()
    press(Key.Key_Delete)
    assert values(page, "nama_ibu", 1) == [""]
    assert page.undo()
    assert values(page, "nama_ibu", 1) == ["WA MUNA DUA"]


def test_ctrl_d_repeats_and_ctrl_z_takes_back_step_by_step(page: IsiCepatPage) -> None:
    type_("Wa Muna")
    press(Key.Key_D, Ctrl)
    press(Key.Key_D, Ctrl)
    assert values(page, "nama_ibu", 4) == ["WA MUNA"] * 3 + [""]
    press(Key.Key_Z, Ctrl)
    assert values(page, "nama_ibu", 4) == ["WA MUNA"] * 2 + ["", ""]
    assert page.view.line == 2
    assert page.undo()
    assert page.undo()
    assert not page.undo()
    assert values(page, "nama_ibu", 4) == [""] * 4
    assert not page.undo_button.isEnabled()


def test_lines_from_excel_are_pasted_downwards_each_checked(page: IsiCepatPage, qtbot: Any) -> None:
    QApplication.clipboard().setText("Wa Muna\r\n\r\n\"Sitti\"\r\nRosmini 3\r\n")
    press(Key.Key_V, Ctrl)
    assert values(page, "nama_ibu", 5) == ["WA MUNA", "", "SITTI", "ROSMINI 3", ""]
    assert [line.state for line in page.table.shown[:4]] == ["terisi", "kosong", "terisi", "salah"]
    assert page.undo(), "a paste is one step"
    assert values(page, "nama_ibu", 5) == [""] * 5
    page.view.go_to(1)
    type_("x", None)  # pasting inside an open cell goes downwards too
    QApplication.clipboard().setText("\n".join(f"Ibu {chr(65 + n)}" for n in range(14)))
    press(Key.Key_V, Ctrl)
    qtbot.waitUntil(lambda: not page.work.running)
    assert values(page, "nama_ibu") == [""] + [f"IBU {chr(65 + n)}" for n in range(11)]
    assert page.shell.toaster.text == "3 baris tidak ditempel, daftarnya sudah habis."
    page.shell.toaster.dismiss()
    assert page.undo()
    qtbot.waitUntil(lambda: not page.work.running)
    assert values(page, "nama_ibu") == [""] * 12


def test_two_columns_side_by_side(page: IsiCepatPage) -> None:
    page._open("rt")
    page.frame_.second.set_text("rw")
    page.frame_.second.typed.emit("rw")
    type_("1", Key.Key_Tab)
    type_("2", Key.Key_Tab)
    assert (page.view.line, page.view.which) == (1, 0)
    QApplication.clipboard().setText("3\t4\n5\t6")
    press(Key.Key_V, Ctrl)
    assert [(p.rt, p.rw) for p in page.desk.everyone()[:4]] == [("1", "2"), ("3", "4"), ("5", "6"), ("", "")]
    assert page.frame_.done.text() == "3 dari 12 terisi"


def test_a_code_is_completed_and_an_unknown_word_is_told(page: IsiCepatPage, qtbot: Any) -> None:
    page._open("pekerjaan")
    page.view.setFocus()
    type_("nelaya", None)
    editor = QApplication.focusWidget()
    assert isinstance(editor, CellEdit)
    popup = editor.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Key.Key_Down)
    first = popup.currentIndex().data()
    QTest.keyClick(popup, Key.Key_Return)
    assert page.table.index(0, VALUE).data() == first
    assert page.desk.read("u00").pekerjaan
    assert page.view.line == 1
    type_("astronot")
    assert page.desk.read("u01").mentah == {"pekerjaan": "astronot"}
    cell = page.table.shown[1].cells[0]
    assert (cell.state, cell.text) == ("salah", "astronot")
    assert page.view.rowHeight(1) > page.view.rowHeight(0), "the sentence stands under the row"
    press(Key.Key_Down, Alt)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), CellEdit)
                    and QApplication.focusWidget().completer().popup().isVisible())
    press(Key.Key_Escape)
    page.next_problem(1)
    assert page.view.line == 1


def test_a_warning_can_be_mended_with_a_button(page: IsiCepatPage) -> None:
    page._open("tanggal_lahir")
    page.view.setFocus()
    type_("14081985")
    assert page.desk.read("u00").tanggal_lahir.year == 1985
    press(Key.Key_Up)
    buttons = [page.frame_.foot.mends.itemAt(n).widget() for n in range(page.frame_.foot.mends.count())]
    assert [button.text() for button in buttons] == ["Pakai 1984", "KTP: 1985"]
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert page.desk.read("u00").tanggal_lahir.year == 1984
    assert page.table.shown[0].state == "terisi"
    type_("14/08/1985")
    assert page.table.shown[0].state == "periksa"


def test_somebody_changed_elsewhere_is_told_and_enter_decides(page: IsiCepatPage) -> None:
    page.desk.save(replace(page.desk.read("u00"), nama_ibu="SITTI"), 1)
    type_("Wa Muna")
    cell = page.table.shown[0].cells[0]
    assert (cell.state, cell.text) == ("berubah", "Wa Muna")
    assert "Isinya sekarang: SITTI." in cell.pesan
    assert values(page, "nama_ibu", 1) == ["SITTI"]
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert values(page, "nama_ibu", 1) == ["WA MUNA"]
    assert page.table.shown[0].state == "terisi"
    page.desk.delete(["u01"])
    type_("Rosmini")
    assert page.table.shown[1].state == "hilang"


def test_a_busy_store_keeps_what_was_typed_and_tries_again(page: IsiCepatPage, qtbot: Any, answers: Answers) -> None:
    other = page.desk.ctx.open()
    other.run("BEGIN IMMEDIATE")
    type_("Wa Muna")
    assert (page.table.shown[0].state, page.table.shown[0].cells[0].text) == ("tertunda", "Wa Muna")
    assert "belum tersimpan" in page.shell._saved.text()
    assert not page.shell.go("peserta"), "nothing typed is thrown away in silence"
    assert answers.codes == ["DATA_SIBUK"]
    other.run("ROLLBACK")
    other.close()
    qtbot.waitUntil(lambda: values(page, "nama_ibu", 1) == ["WA MUNA"])
    assert page.shell.go("peserta")


def test_filters_keep_what_was_filled_in_sight(page: IsiCepatPage) -> None:
    type_("Wa Muna")
    page.frame_.dusun.choose("II")
    assert [line.row.dusun for line in page.table.shown] == ["II"] * 4
    assert page.frame_.done.text() == "0 dari 4 terisi"
    page.frame_.dusun.choose("")
    assert page.frame_.done.text() == "1 dari 12 terisi"
    page.frame_.search.setText("orang c")
    assert [line.row.nama for line in page.table.shown] == ["ORANG C"]
    page.frame_.search.setText("tidak ada")
    assert page.frame_.middle.currentWidget() is page.frame_.no_match
    QTest.mouseClick(page.frame_.drop_filters, Qt.MouseButton.LeftButton)
    assert len(page.table.shown) == 12


def test_from_the_list_to_the_form_and_back_and_on_to_the_next_column(page: IsiCepatPage) -> None:
    type_("Wa Muna", None)
    press(Key.Key_O, Ctrl)
    assert page.shell.current_name == "editor"
    assert values(page, "nama_ibu", 1) == ["WA MUNA"], "the open cell is saved first"
    press(Key.Key_Escape)
    assert page.shell.current is page
    assert page.frame_.done.text() == "1 dari 12 terisi"
    press(Key.Key_Return, Ctrl)
    assert page.key != "nama_ibu"
    press(Key.Key_Escape)
    assert page.shell.current_name == "peserta"
    press(Key.Key_I, Ctrl)
    assert page.shell.current is page


def test_beranda_leads_here_once_many_lack_a_column(page: IsiCepatPage) -> None:
    page.shell.go("beranda")
    row = next(row for row in page.shell.current.rows if row.step.page == "isi_cepat")
    assert row.step.what.startswith("Isi ")
    assert "12 orang" in row.step.what
    row.button.click()
    assert page.shell.current is page
    assert page.key == row.step.args["kolom"]
    press(Key.Key_Escape)
    assert page.shell.current_name == "beranda"


def test_nothing_to_fill_is_said(desk: desks.Desk, qtbot: Any) -> None:
    with window_of(desk, qtbot) as shell:
        shell.go("isi_cepat")
        page = shell.current
        assert isinstance(page, IsiCepatPage)
        assert page.frame_.outer.currentIndex() == 1
        assert page.frame_.nothing_left.isVisible()


@pytest.mark.parametrize("size", [(1366, 698), (1093, 614)])
def test_nothing_is_cut_and_tab_goes_round(page: IsiCepatPage, size: tuple[int, int], qtbot: Any) -> None:
    page.shell.resize(*size)
    type_("Wa Muna 3")
    assert cut_texts(page) == []
    theme.apply(QApplication.instance(), True)
    qtbot.waitUntil(lambda: page.view.viewport().width() > 500)
    assert page.view.columnWidth(VALUE) >= 170
    shown = sum(page.view.columnWidth(at) for at in range(page.table.columnCount()))
    assert shown == page.view.viewport().width()


def test_ten_thousand_people_open_at_once(desk: desks.Desk, qtbot: Any) -> None:
    fill_village(desk, nama_ibu="", sumber_dana=SumberDana(jkk_jkm="APBD_KAB"))
    db = desk._db
    columns = [row[1] for row in db.all("PRAGMA table_info(peserta)") if row[1] != "id"]
    fresh = {"uid": "'x' || n", "nomor": "'BPU-' || (100000 + n)", "nik": "printf('740211010190%04d', n)"}
    taken = [fresh.get(c, c) for c in columns]
    with db.write():
        db.run("WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a WHERE n < 9988) INSERT INTO peserta"
               f" ({','.join(columns)}) SELECT {','.join(taken)} FROM peserta, a WHERE uid = 'u00'")
    with window_of(desk, qtbot) as shell:
        start = time.perf_counter()
        shell.go("isi_cepat", kolom="nama_ibu")
        page = shell.current
        assert isinstance(page, IsiCepatPage)
        took = time.perf_counter() - start
        qtbot.waitUntil(page.view.hasFocus)
        assert len(page.table.shown) == 10_000
        start = time.perf_counter()
        type_("Wa Muna")
        saved = time.perf_counter() - start
    assert took < 3, f"{took:.2f} s"
    assert saved < 1, f"{saved:.2f} s"
