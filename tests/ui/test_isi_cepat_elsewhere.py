"""Page Isi cepat when something else happens meanwhile: people changed or deleted, a store that takes nothing in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import Answers
from fill_desk import Ctrl, Key, Village, change, filling, press, type_, values
from PySide6.QtWidgets import QApplication

from jamsos_desktop import desk as desks
from jamsos_desktop.problems import Problem
from jamsos_desktop.store.engine import Database
from ui.pages.isi_cepat import IsiCepatPage


@pytest.fixture(scope="module")
def village(set_up: Path, clock: desks.Clock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    with filling(set_up, tmp_path_factory.mktemp("isi") / "desa", clock) as opened:
        yield opened


@pytest.fixture
def page(village: Village, qtbot: Any) -> IsiCepatPage:
    return village.page(qtbot)


def test_somebody_changed_elsewhere_is_told_and_enter_decides(page: IsiCepatPage) -> None:
    change(page, "u00", nama_ibu="SITTI")
    page.shell.state.kept.words.setText("")
    type_("Wa Muna")
    cell = page.table.shown[0].cells[0]
    assert (cell.state, cell.text) == ("berubah", "Wa Muna")
    assert "Isinya sekarang: SITTI." in cell.pesan
    assert values(page, "nama_ibu", 1) == ["SITTI"]
    assert page.shell.state.kept.words.text() == "", "nothing was stored"
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
    assert page.view.rowHeight(1) > page.view.rowHeight(0)
    page.frame_.dusun.choose("II")
    assert page.view.rowHeight(1) == page.view.rowHeight(0), "no room is left where nothing is said"


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
    assert "belum tersimpan" in page.shell.state.kept.words.text()
    assert not page.shell.go("peserta"), "nothing typed is thrown away in silence"
    assert answers.codes == ["DATA_SIBUK"]
    press(Key.Key_Return, Ctrl)
    assert (page.key, page.work.late) != ("nama_ibu", 0), "another column, and it still waits"
    page.work._timer.setInterval(20)
    other.run("ROLLBACK")
    other.close()
    qtbot.waitUntil(lambda: values(page, "nama_ibu", 1) == ["WA MUNA"])
    assert page.shell.go("peserta")
