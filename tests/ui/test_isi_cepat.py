"""Page Isi cepat with real keys: typing downwards, pasting, completing, warnings, undo, a row changed elsewhere."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import Answers, cut_texts, window_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jamsos_desktop import desk as desks
from jamsos_desktop.model.records import SumberDana
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store.engine import Database
from tests.conftest import salma
from tests.desk.test_filling import NIKS
from ui import theme
from ui.pages.isi_cepat import IsiCepatPage
from ui.pages.isi_cepat_cells import CellEdit
from ui.pages.isi_cepat_model import NAME, VALUE
from ui.pages.isi_cepat_work import lines_of
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
            self._shell._drop("isi_cepat")
        return self._shell

    def as_before(self) -> None:
        now = {person.uid: person for person in self.desk.everyone()}
        for person in self._people:
            here = now.get(person.uid)
            if here is None or replace(here, revisi=1, diubah="", status="") != replace(person, diubah="", status=""):
                revisi = here.revisi if here else 0
                self.desk.save(replace(person, revisi=revisi), revisi)


@pytest.fixture(scope="module")
def village(set_up: Path, clock: desks.Clock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """Nobody has a mother's name, RT, RW, job or birth date."""
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("isi") / "desa"))
    with ExitStack() as ending:
        desk = ending.enter_context(desks.open_desk(DataFolder(root), None, clock))
        fill_village(desk, nama_ibu="", rt="", rw="", pekerjaan="", tanggal_lahir=None)
        yield Village(desk, ending)


@pytest.fixture
def page(village: Village, qtbot: Any) -> IsiCepatPage:
    village.as_before()
    shell = village.shell(qtbot)
    shell.go("isi_cepat", kolom="nama_ibu")
    found = shell.current
    assert isinstance(found, IsiCepatPage)
    qtbot.waitUntil(found.view.hasFocus)
    return found


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


def test_somebody_changed_elsewhere_is_told_and_enter_decides(page: IsiCepatPage) -> None:
    change(page, "u00", nama_ibu="SITTI")
    note = page.shell._saved.text()
    page.shell._saved.setText("")
    type_("Wa Muna")
    cell = page.table.shown[0].cells[0]
    assert (cell.state, cell.text) == ("berubah", "Wa Muna")
    assert "Isinya sekarang: SITTI." in cell.pesan
    assert values(page, "nama_ibu", 1) == ["SITTI"]
    assert page.shell._saved.text() == "", f"not {note}: nothing was stored"
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert values(page, "nama_ibu", 1) == ["WA MUNA"]
    assert page.table.shown[0].state == "terisi"
    page.desk.delete(["u01"])
    type_("Rosmini")
    assert page.table.shown[1].state == "hilang"
    assert page.frame_.done.text() == "1 dari 11 terisi"
    assert page.sub.text() == "10 orang tanpa nama ibu kandung"
    change(page, "u02", nama_ibu="SITTI")
    type_("Rosmini")
    press(Key.Key_Up)
    press(Key.Key_Delete)
    assert (page.table.shown[2].cells[0].text, values(page, "nama_ibu", 2)[1]) == ("SITTI", "SITTI"), "only mine goes"


def test_both_columns_of_somebody_changed_elsewhere_are_shown_anew(page: IsiCepatPage) -> None:
    page._open("rt")
    page._second_chosen("rw")
    change(page, "u00", rt="009", rw="008")
    type_("1", Key.Key_Tab)
    assert [(cell.state, cell.text) for cell in page.table.shown[0].cells] == [("berubah", "1"), ("terisi", "008")]


def test_coming_back_shows_people_as_they_are_now(page: IsiCepatPage) -> None:
    type_("Rosmini 3")
    type_("Sitti")
    type_("Rosmini 4")
    assert [line.state for line in page.table.shown[:3]] == ["salah", "terisi", "salah"]
    change(page, "u00", nama_ibu="ROSMINI")
    page.desk.delete(["u01"])
    page.opened()
    assert [(line.row.uid, line.state) for line in page.table.shown[:2]] == [("u00", "terisi"), ("u02", "salah")]
    assert page.table.shown[0].cells[0].text == "ROSMINI"
    heights = [page.view.rowHeight(at) for at in range(3)]
    page.frame_.search.setText("orang f")
    assert [page.view.rowHeight(at) for at in range(1)] == heights[:1], "no room is left where nothing is said"
    type_("x", None)


def test_what_others_bring_does_not_close_an_open_cell(page: IsiCepatPage) -> None:
    type_("Wa Mu", None)
    page.refresh()
    type_("na")
    assert values(page, "nama_ibu", 1) == ["WA MUNA"]
    type_("Sitti", None)
    page.frame_.dusun.choose("II")
    assert values(page, "nama_ibu", 2) == ["WA MUNA", "SITTI"], "a filter saves what is typed first"


def test_a_desk_that_moved_says_so_and_does_not_hold_the_page_for_ever(page: IsiCepatPage, answers: Answers) -> None:
    page.desk._db.refuse(Problem("MEJA_DIPINDAHKAN", "Data ini sudah dipindahkan.", "", "Lanjutkan di laptop baru."))
    try:
        type_("Wa Muna")
        cell = page.table.shown[0].cells[0]
        assert (cell.state, cell.cara) == ("tertunda", "Lanjutkan di laptop baru.")
        assert not page.work._timer.isActive(), "no trying again will help"
        assert not page.shell.go("peserta")
        assert page.shell.go("peserta")
    finally:
        page.desk._db.refuse(None)
    assert (answers.codes, page.work.late, values(page, "nama_ibu", 1)) == (["MEJA_DIPINDAHKAN"], 0, [""])


def test_a_full_disk_in_the_middle_of_a_paste_loses_no_line(page: IsiCepatPage, qtbot: Any, answers: Answers,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    page.work._timer.setInterval(20)
    opened = Database._open

    def tight(db: Database, *args: Any) -> None:
        opened(db, *args)
        db.run(f"PRAGMA max_page_count = {db.one('PRAGMA page_count')[0]}")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "_open", tight)
        QApplication.clipboard().setText("\n".join(f"Ibu {chr(65 + n)} " + "X" * 80 for n in range(12)))
        press(Key.Key_V, Ctrl)
        assert not page.shell.go("peserta"), "while it is saved the page stays"
        qtbot.waitUntil(lambda: "DISK_PENUH" in answers.codes)
    qtbot.waitUntil(lambda: not page.work.late and not page.work.running)
    assert [text[:5] for text in values(page, "nama_ibu")] == [f"IBU {chr(65 + n)}" for n in range(12)]


def test_a_busy_store_keeps_what_was_typed_and_tries_again(page: IsiCepatPage, qtbot: Any, answers: Answers) -> None:
    other = page.desk.ctx.open()
    other.run("BEGIN IMMEDIATE")
    type_("Wa Muna")
    assert (page.table.shown[0].state, page.table.shown[0].cells[0].text) == ("tertunda", "Wa Muna")
    assert "belum tersimpan" in page.shell._saved.text()
    assert not page.shell.go("peserta"), "nothing typed is thrown away in silence"
    assert answers.codes == ["DATA_SIBUK"]
    press(Key.Key_Return, Ctrl)
    assert (page.key, page.work.late) != ("nama_ibu", 0), "another column, and it still waits"
    page.work._timer.setInterval(20)
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
