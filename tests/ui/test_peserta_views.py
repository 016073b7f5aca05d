"""Page Peserta: saved views, what is remembered, who was deleted, and what a search says that found only the like."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from peserta_desk import show_peserta
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk import Clock, Desk, Query, SetUp, open_desk, persons, samples, set_up_desa, unit_for
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.settings import read
from ui.pages.peserta import PesertaPage

CLOCK = Clock(date(2026, 11, 21))
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("desa")
    set_up_desa(DataFolder(root), SetUp(unit_for("74.02.11.2017", "NURDIN", "HASNIA")), CLOCK)
    with open_desk(DataFolder(root), clock=CLOCK) as desk, desk.ctx.open() as db:
        maker = samples.Maker(desk.ctx, random.Random(7), set())
        made = [maker.person(n, 40)[0] for n in range(40)]
        made[5] = replace(made[5], nama="BAHARUDDIN TAHIR", kpj="26011234567")
        persons.add_many(desk.ctx, db, made, "contoh")
    return root


@pytest.fixture
def desk(village: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(village, tmp_path / "data")
    with open_desk(DataFolder(tmp_path / "data"), clock=CLOCK) as opened:
        yield opened


@pytest.fixture
def page(qtbot, desk: Desk) -> PesertaPage:
    return show_peserta(qtbot, desk)


def press(page: PesertaPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, key, modifier)


def keep_view(page: PesertaPage, name: str) -> None:
    """"Simpan tampilan ini" by its key, the name typed, Enter."""
    page.foot.keep.setFocus()
    press(page, Key.Key_Space)
    assert page.bar.naming.name.hasFocus()
    QTest.keyClicks(page.bar.naming.name, name)
    press(page, Key.Key_Return)


def pick(page: PesertaPage, words: str) -> None:
    menu = page.views.menu()
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.deleteLater()


def offered(page: PesertaPage) -> list[str]:
    menu = page.views.menu()
    words = [action.text() for action in menu.actions() if action.text()]
    menu.deleteLater()
    return words


# Saved views


def test_a_view_keeps_filter_order_columns_and_density(page: PesertaPage) -> None:
    page.filters["dusun"].choose("II")
    page.people.sort(2, Qt.SortOrder.DescendingOrder)
    page.columns.show_column("nomor", True)
    page.columns.set_density("Lega")
    wanted = page.query
    keep_view(page, "  Dusun II   rapi ")
    assert page.views.shown == "Dusun II rapi"
    assert page.foot.views.text() == "Tampilan: Dusun II rapi"
    assert not page.foot.keep.isVisible()
    pick(page, "Semua peserta")
    page.columns.usual()
    page.columns.set_density("Normal")
    assert page.views.shown == ""
    pick(page, "Dusun II rapi")
    assert page.query == wanted
    assert not page.view.isColumnHidden(next(n for n in range(page.people.columnCount())
                                             if page.people.headerData(n, Qt.Orientation.Horizontal) == "Nomor"))
    assert page.columns.state.density == "Lega"
    assert page.filters["dusun"].value == "II"


def test_views_are_renamed_deleted_brought_back_and_remembered(page: PesertaPage) -> None:
    page.filters["kelompok"].choose("pekerja_rentan")
    keep_view(page, "Rentan")
    pick(page, "Ganti nama tampilan ini...")
    assert page.bar.naming.name.text() == "Rentan"
    QTest.keyClicks(page.bar.naming.name, "Pekerja rentan kami")
    press(page, Key.Key_Return)
    assert list(page.views.views) == ["Pekerja rentan kami"]
    pick(page, "Hapus tampilan ini")
    assert offered(page) == ["Semua peserta", "Simpan tampilan ini..."]
    press(page, Key.Key_Z, CTRL)
    assert offered(page)[:2] == ["Semua peserta", "Pekerja rentan kami"]
    again = PesertaPage(page.desk, page.shell)
    assert list(again.views.views) == ["Pekerja rentan kami"]
    again.deleteLater()


def test_the_first_view_and_the_last_filters_come_back_with_the_program(page: PesertaPage) -> None:
    QTest.keyClicks(page.search, "baharuddin")
    assert page.closing()
    again = PesertaPage(page.desk, page.shell)
    again.opened()
    assert again.query.text == again.search.text() == "baharuddin"
    assert "baharuddin" not in repr(read(page.desk.folder.window_state))  # a name lies in the locked file only
    again.search.clear()
    again.filters["dusun"].choose("II")
    again.views.show(again.query)
    again.views.add("Dusun dua")
    again.views.set_first("Dusun dua")
    again.drop_filters()
    assert again.closing()
    third = PesertaPage(page.desk, page.shell)
    third.opened()
    assert third.query.dusun == "II"
    assert "Dusun dua (tampilan awal)" in offered(third)
    third.opened(tab="siap_cetak")  # whoever sends here says what is shown
    assert third.query == replace(Query(), tab="siap_cetak")
    for one in (again, third):
        one.deleteLater()


def test_what_was_kept_and_makes_no_sense_is_left_out(page: PesertaPage) -> None:
    page.desk.keep_draft("tampilan", page.desk.ctx.user_id or "p1", {
        "akhir": {"tab": "entah", "dusun": 7, "kelompok": "pekerja_rentan"}, "awal": "tiada",
        "tampilan": [{"nama": "Aneh", "saring": None, "urut": "xx", "turun": 3, "rupa": []}, 5, {"nama": ""}]})
    again = PesertaPage(page.desk, page.shell)
    again.opened()
    assert again.query == Query(kelompok="pekerja_rentan")
    pick(again, "Aneh")
    assert again.query == Query()
    again.deleteLater()


def test_esc_asks_no_more_for_a_name(page: PesertaPage) -> None:
    page.filters["dusun"].choose("II")
    page.foot.keep.click()
    QTest.keyClicks(page.bar.naming.name, "x")
    press(page, Key.Key_Escape)
    assert not page.bar.naming.asking
    assert page.views.views == {}
    assert page.query.dusun == "II"


# Search


def test_only_the_like_is_said_and_the_order_too(page: PesertaPage) -> None:
    QTest.keyClicks(page.search, "baharudn tahir")
    assert page.bar.near.isVisible()
    assert page.bar.near.words.text() == "Tidak ada yang persis. Ini yang mirip."
    row = page.people.row_at(0)
    assert row is not None
    assert row.nama == "BAHARUDDIN TAHIR"
    assert page.foot.order.text() == "Urut: paling cocok, lalu nama A–Z"
    page.search.clear()
    assert not page.bar.near.isVisible()
    assert page.foot.order.text() == "Urut: nama A–Z"


def test_letters_jump_to_a_name_in_a_ranked_list_too(page: PesertaPage) -> None:
    QTest.keyClicks(page.search, "la")
    page.enter_table()
    last = page.people.row_at(page.people.rowCount() - 1)
    assert last is not None
    line = page.people.line_of_name(last.nama)
    found = page.people.row_at(line)
    assert found is not None
    assert found.nama == last.nama


def test_a_kpj_is_masked_in_its_column(page: PesertaPage) -> None:
    QTest.keyClicks(page.search, "baharuddin tahir")
    row = page.people.row_at(0)
    assert row is not None
    assert row.kpj == "•••••••4567"


# Terhapus


def test_deleted_people_come_back_alone_or_together(page: PesertaPage) -> None:
    assert not page.tabs.tabs["terhapus"].isVisible()
    page.people.set_ticks([0, 1, 2], True)
    gone = [row.nama for row in page.people.ticked_rows()]
    page.work.delete_rows(page.people.ticked_rows())
    total = page.people.rowCount()
    tab = page.tabs.tabs["terhapus"]
    assert (tab.isVisible(), tab.count) == (True, 3)
    tab.setFocus()
    press(page, Key.Key_Return)
    card = page.deleted
    assert card.isVisible()
    texts = [card.model.index(0, n).data() for n in range(card.model.columnCount())]
    assert texts[4:] == ["21/11/2026 " + texts[4].split()[1], "Hasnia", "30 hari"]
    page.search_focus()
    press(page, Key.Key_Down)
    assert card.table.hasFocus()
    press(page, Key.Key_Return)  # one
    assert page.people.rowCount() == total + 1
    assert tab.count == 2
    card.table.setFocus()
    press(page, Key.Key_A, CTRL)
    assert card.back_button.text().strip() == "Pulihkan 2 orang"
    card.back_button.click()
    assert {page.people.row_at(n).nama for n in range(total + 3)} >= set(gone)  # type: ignore[union-attr]
    assert tab.count == 0
    assert card.nobody.isVisible()
    press(page, Key.Key_Z, CTRL)  # deleted again: nothing is lost by a slip
    assert tab.count == 2
    page.choose_tab("semua")
    assert page.view.isVisible()


def test_a_search_among_the_deleted(page: PesertaPage) -> None:
    page.people.set_ticks([3, 4], True)
    first = page.people.ticked_rows()[0]
    page.work.delete_rows(page.people.ticked_rows())
    page.choose_tab("terhapus")
    QTest.keyClicks(page.search, first.nik[6:] if first.nik else first.nama)
    assert [row.uid for row in page.deleted.model.lines] == [first.uid]
    page.search.clear()
    assert len(page.deleted.model.lines) == 2
    press(page, Key.Key_F8)
    assert page.deleted.isVisible()


@pytest.mark.parametrize("size", [(1366, 698), (1093, 544), (910, 442)])
def test_all_tabs_fit_or_scroll_and_none_is_cut(qtbot, desk: Desk, size: tuple[int, int]) -> None:
    page = show_peserta(qtbot, desk, size)
    page.tabs.set_counts(dict.fromkeys(page.tabs.tabs, 188))
    QApplication.processEvents()
    for tab in page.tabs.tabs.values():
        assert tab.isVisible()
        assert tab.width() >= tab.sizeHint().width()
        assert tab.geometry().right() <= page.tabs.width()


def test_many_are_deleted_and_brought_back_in_parts_that_can_be_stopped(
        page: PesertaPage, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its progress in the page; what is done when somebody stops it stays, and can be taken back."""
    monkeypatch.setattr("ui.pages.peserta_bulk.AT_ONCE", 20)
    monkeypatch.setattr("ui.pages.peserta_deleted.AT_ONCE", 20)
    monkeypatch.setattr("jamsos_desktop.desk.recycling.PART", 10)
    monkeypatch.setattr("ui.pages.peserta_bulk.SLICE_MS", 1)
    total = page.people.rowCount()
    page.people.set_ticks(range(30), True)
    with qtbot.waitSignal(page.work.changed):
        page.work.delete_rows(page.people.ticked_rows())
        page.work._steps.progress.connect(lambda done, *_: press(page, Key.Key_Escape) if done == 20 else None)
    assert (page.people.rowCount(), page.desk.deleted_count()) == (total - 20, 20)
    with qtbot.waitSignal(page.work.changed):
        press(page, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not page.work.running)
    assert (page.people.rowCount(), page.desk.deleted_count()) == (total, 0)
    page.desk.delete([page.people.row_at(n).uid for n in range(25)])  # type: ignore[union-attr]
    page.refresh()
    page.choose_tab("terhapus")
    page.deleted.table.selectAll()
    page.deleted.bring_back()
    assert page.deleted.back_button.text().strip() == "Hentikan"
    qtbot.waitUntil(lambda: not page.deleted.running)
    assert (page.people.rowCount(), page.desk.deleted_count()) == (total, 0)
