"""Page Isi cepat with real keys: typing downwards, pasting, completing, warnings, undo, filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import cut_texts, window_of
from fill_desk import NONE, Alt, Ctrl, Key, Village, fill_village, filling, press, type_, values
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jamsos_desktop import desk as desks
from jamsos_desktop.model.records import SumberDana
from ui.pages.isi_cepat import IsiCepatPage
from ui.pages.isi_cepat_cells import CellEdit
from ui.pages.isi_cepat_model import NAME, VALUE
from ui.pages.isi_cepat_work import lines_of


@pytest.fixture(scope="module")
def village(set_up: Path, clock: desks.Clock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    with filling(set_up, tmp_path_factory.mktemp("isi") / "desa", clock) as opened:
        yield opened


@pytest.fixture
def page(village: Village, qtbot: Any) -> IsiCepatPage:
    return village.page(qtbot)


# With windows of their own: before the shared one is there, which Qt would style along with them.

def test_nothing_to_fill_is_said(desk: desks.Desk, qtbot: Any) -> None:
    with window_of(desk, qtbot) as shell:
        shell.go("isi_cepat")
        page = shell.current
        assert isinstance(page, IsiCepatPage)
        assert page.frame_.outer.currentIndex() == 1
        assert page.frame_.nothing_left.isVisible()


def test_ten_thousand_people_ask_the_file_no_oftener_than_twelve(desk: desks.Desk, qtbot: Any) -> None:
    fill_village(desk, nama_ibu="", sumber_dana=SumberDana(jkk_jkm="APBD_KAB"))
    few = _asked(desk, qtbot, 12)
    db = desk._db
    columns = [row[1] for row in db.all("PRAGMA table_info(peserta)") if row[1] != "id"]
    fresh = {"uid": "'x' || n", "nomor": "'BPU-' || (100000 + n)", "nik": "printf('740211010190%04d', n)"}
    taken = [fresh.get(c, c) for c in columns]
    with db.write():
        db.run("WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a WHERE n < 9989) INSERT INTO peserta"
               f" ({','.join(columns)}) SELECT {','.join(taken)} FROM peserta, a WHERE uid = 'u01'")
    assert next(one.kurang for one in desk.fill_columns() if one.key == "nama_ibu") == 10_000
    assert _asked(desk, qtbot, 10_000) == few


def _asked(desk: desks.Desk, qtbot: Any, many: int) -> tuple[int, int]:
    """How often the file is asked as the page opens over so many people, and as one value is typed."""
    asked: list[str] = []
    with window_of(desk, qtbot) as shell:
        shell.page("isi_cepat")
        desk._db.connection.set_trace_callback(asked.append)
        shell.go("isi_cepat", kolom="nama_ibu")
        page = shell.current
        assert isinstance(page, IsiCepatPage)
        opened = len(asked)
        qtbot.waitUntil(page.view.hasFocus)
        assert len(page.table.shown) == many
        type_("Wa Muna")
        desk._db.connection.set_trace_callback(None)
    return opened, len(asked) - opened


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
    assert "Tersimpan" in page.shell.state.kept.words.text()


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
    assert page.undo()
    assert [(p.rt, p.rw) for p in page.desk.everyone()[:3]] == [("1", "2"), ("", ""), ("", "")], "both of each"
    page._open("nama_ibu")
    assert page.second == ""


def test_a_copy_of_more_columns_than_there_are_is_refused(page: IsiCepatPage) -> None:
    QApplication.clipboard().setText("ORANG A\tWa Muna\nORANG B\tSitti")
    press(Key.Key_V, Ctrl)
    assert values(page, "nama_ibu", 3) == ["", "", ""], "the names copied along are nobody's mother"
    assert page.shell.toaster.text == "Yang disalin 2 kolom, di sini hanya 1. Tidak ada yang ditempel."


def test_a_lone_quote_does_not_swallow_the_rows_below() -> None:
    assert lines_of('"Wa\nSitti\n\tRosmini') == [['"Wa'], ["Sitti"], ["", "Rosmini"]]
    assert lines_of('"Wa\nMuna"\nSitti') == [["Wa Muna"], ["Sitti"]]
    assert lines_of("x" * 200_000 + "\nSitti")[1] == ["Sitti"]


def test_a_nik_fills_birth_date_and_sex_along_and_undo_takes_all_back(page: IsiCepatPage) -> None:
    bare = replace(page.desk.read("u00"), nik="", jenis_kelamin="")
    page.desk.save(bare, bare.revisi)
    page._open("nik")
    counts = {one.key: one.kurang for one in page.known}
    type_("7402115408849431")
    kept = page.desk.read("u00")
    assert (kept.tanggal_lahir.isoformat(), kept.jenis_kelamin) == ("1984-08-14", "P")
    assert page.table.shown[0].cells[0].pesan.startswith("Ikut terisi dari NIK: tanggal lahir 14/08/1984")
    row = page.columns.lines_model.row_of("tanggal_lahir")
    assert page.columns.lines_model.lines[row].column.kurang == counts["tanggal_lahir"] - 1
    assert page.undo()
    kept = page.desk.read("u00")
    assert (kept.nik, kept.tanggal_lahir, kept.jenis_kelamin) == ("", None, "")


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
    page.frame_.dusun.choose("II")
    page.shell.go("beranda")
    row = next(row for row in page.shell.current.rows if row.step.page == "isi_cepat")
    assert row.step.what.startswith("Isi ")
    assert "12 orang" in row.step.what
    row.button.click()
    assert page.shell.current is page
    assert page.key == row.step.args["kolom"]
    assert page.frame_.done.text() == "0 dari 12 terisi", "all of whom Beranda spoke, not those of a filter"
    press(Key.Key_Escape)
    assert page.shell.current_name == "beranda"


def test_nothing_is_cut_at_either_size(page: IsiCepatPage, qtbot: Any) -> None:
    type_("Wa Muna 3")
    for size in ((1366, 698), (1093, 614)):
        page.shell.resize(*size)
        qtbot.waitUntil(lambda: page.view.viewport().width() == page.view.horizontalHeader().length())
        assert cut_texts(page) == []
        assert page.view.columnWidth(VALUE) >= 170
