"""Page Peserta on a real encrypted desk with invented people, driven by real key events."""

from __future__ import annotations

import random
import shutil
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from clerk_desk import light
from peserta_desk import show_peserta
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from jamsos_desktop.desk import Clock, Desk, Query, Row, SetUp, open_desk, persons, samples, set_up_desa, unit_for
from jamsos_desktop.paths import DataFolder
from ui import theme
from ui.pages.peserta import PesertaPage
from ui.person_table import BLOCK, COLUMN_AT, COLUMNS, PersonTable, cell_text, has_problem

CLOCK = Clock(date(2026, 11, 21))
PEOPLE = 150  # more than one block
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A village with invented people of all groups, some incomplete, none printed; tests work on copies."""
    root = tmp_path_factory.mktemp("desa")
    set_up_desa(DataFolder(root), SetUp(unit_for("74.02.11.2017", "NURDIN", "HASNIA")), CLOCK)
    with open_desk(DataFolder(root), clock=CLOCK) as desk, desk.ctx.open() as db:
        maker = samples.Maker(desk.ctx, random.Random(7), set())
        persons.add_many(desk.ctx, db, [maker.person(n, PEOPLE)[0] for n in range(PEOPLE)], "contoh")
    return root


@pytest.fixture
def desk(village: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(village, tmp_path / "data")
    with open_desk(DataFolder(tmp_path / "data"), clock=CLOCK) as opened:
        yield opened


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[Desk]:
    set_up_desa(DataFolder(tmp_path / "kosong"), SetUp(unit_for("74.02.11.2017")), CLOCK)
    with open_desk(DataFolder(tmp_path / "kosong"), clock=CLOCK) as opened:
        yield opened


@pytest.fixture
def page(qtbot, desk: Desk) -> PesertaPage:
    return show_peserta(qtbot, desk)


def names(page: PesertaPage) -> list[str]:
    rows = [page.people.row_at(n) for n in range(page.people.rowCount())]
    return [row.nama for row in rows if row]


def row_here(page: PesertaPage) -> Row:
    row = page.current_row()
    assert row is not None
    return row


def press(page: PesertaPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key as the keyboard gives it: to whatever has the focus, window shortcuts first."""
    QTest.keyClick(QApplication.focusWidget() or page, key, modifier)


class Counting:
    """The desk's list with a count of how often rows were read, and how many at most at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self.reads, self.largest = desk, 0, 0

    def find(self, query: Query) -> array[int]:
        return self._desk.find(query)

    def rows(self, ids: Sequence[int]) -> dict[int, Row]:
        self.reads += 1
        self.largest = max(self.largest, len(ids))
        return self._desk.rows(ids)


# The model


def test_model_keeps_qts_rules(qtmodeltester, desk: Desk) -> None:
    model = PersonTable(desk)
    model.set_query(Query())
    assert model.rowCount() > BLOCK
    qtmodeltester.check(model)


def test_rows_are_read_in_blocks_and_only_where_painted(desk: Desk) -> None:
    counting = Counting(desk)
    model = PersonTable(counting)  # type: ignore[arg-type]
    model.set_query(Query())
    assert counting.reads == 0
    for line in range(40):
        model.row_at(line)
    assert (counting.reads, counting.largest) == (1, BLOCK)
    model.row_at(model.rowCount() - 1)
    assert counting.reads == 2


def test_jumping_by_name_halves_the_list(desk: Desk) -> None:
    counting = Counting(desk)
    model = PersonTable(counting)  # type: ignore[arg-type]
    model.set_query(Query())
    last = model.row_at(model.rowCount() - 1)
    assert last is not None
    line = model.line_of_name(last.nama[:4].lower())
    found = model.row_at(line)
    assert found is not None
    assert found.nama.startswith(last.nama[:4])
    assert line == 0 or not model.row_at(line - 1).nama.startswith(last.nama[:4])  # type: ignore[union-attr]
    assert counting.reads <= 2
    assert model.line_of_name("qqq") == -1


def test_ticks_belong_to_people_not_to_lines(desk: Desk) -> None:
    model = PersonTable(desk)
    model.set_query(Query())
    chosen = model.row_at(3)
    assert chosen is not None
    model.set_ticks([3], True)
    model.sort(COLUMN_AT["nama"], Qt.SortOrder.DescendingOrder)
    assert [row.uid for row in model.ticked_rows()] == [chosen.uid]
    model.set_query(Query(text="zzz"))
    assert model.rowCount() == 0
    model.set_query(Query())
    index = model.index(3, 0)
    assert Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
    assert model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert not model.ticked


def test_every_problem_is_told_in_the_tooltip(desk: Desk) -> None:
    model = PersonTable(desk)
    model.set_query(Query(sort="masalah"))
    several = next(n for n in range(model.rowCount()) if (row := model.row_at(n)) and row.masalah_n > 1)
    row = model.row_at(several)
    assert row is not None
    index = model.index(several, COLUMN_AT["masalah"])
    assert index.data() == f"{row.masalah} +{row.masalah_n - 1}"
    assert index.data(Qt.ItemDataRole.ToolTipRole).split("\n") == list(row.masalah_semua)


# Search, sort, filter


def test_typing_searches_at_once_and_down_enters_the_table(page: PesertaPage) -> None:
    everyone = page.people.rowCount()
    wanted = names(page)[0].split()[0]
    QTest.keyClicks(page.search, wanted.lower())
    assert 0 < page.people.rowCount() < everyone
    assert all(any(word.startswith(wanted) for word in name.split()) for name in names(page))
    assert f"dari {everyone} orang" in page.sub.text()
    press(page, Key.Key_Down)
    assert page.view.hasFocus()
    assert page.view.current_line() == page.view.cells.current == 0  # the line drawn with the accent
    press(page, Key.Key_Up)
    assert page.search.hasFocus()
    assert page.view.cells.current == -1


def test_letters_that_were_searched_for_are_underlined(page: PesertaPage) -> None:
    def marked(text: str, key: str, cell: str) -> list[str]:
        page.search.setText(text)
        found = page.view.cells.marks.get(key)
        return [part.group() for part in found.finditer(cell)] if found else []

    assert marked("sal ra", "nama", "Wa Ode Salma Ranosalma") == ["Sal", "Ra"]
    assert marked("11 63", "nik", "740211 630994 9209") == ["11 63"]
    assert marked("a(b", "nama", "Abdul (B)") == ["A", "B"]
    page.search.setText(page.people.row_at(0).nama[:3].lower())  # type: ignore[union-attr]
    line = QColor(theme.qcolor("accent"))
    rect = page.view.visualRect(page.people.index(0, COLUMN_AT["nama"]))
    seen = page.view.viewport().grab(rect).toImage()
    ratio = seen.devicePixelRatio()
    inner = range(int(4 * ratio), int((rect.height() - 4) * ratio))  # between the lines of the row
    assert any(seen.pixelColor(int(x * ratio), y) == line for y in inner for x in range(8, 30))
    page.search.clear()
    assert not page.view.cells.marks


def test_a_very_narrow_bar_has_short_words_and_none_is_cut(page: PesertaPage) -> None:
    page.people.tick_all()
    page.bar.set_compact(True, 700)
    assert page.bar.paper_button.text() == "Berkas"
    assert page.bar.paper_button.accessibleName() == "Centang berkas"
    assert page.bar.least() <= 824  # of a window of 910 x 442
    theme.apply(QApplication.instance(), True)
    assert page.bar.paper_button.iconSize().isEmpty()  # the tint of another theme brings no picture back
    light()
    page.bar.set_compact(False, 1150)
    assert page.bar.paper_button.text() == " Centang berkas"
    assert not page.bar.paper_button.iconSize().isEmpty()


def test_papers_are_offered_by_their_names(page: PesertaPage) -> None:
    page.people.tick_all()
    words = [action.text() for action in page.work.paper_menu().actions()]
    assert "Fotokopi KTP-el" in words
    assert not [text for text in words if "_" in text or "  " in text]


def test_f3_comes_back_to_the_search_from_the_table(page: PesertaPage) -> None:
    page.enter_table()
    press(page, Key.Key_F3)
    assert page.search.hasFocus()
    page.enter_table()
    press(page, Key.Key_F, CTRL)
    assert page.search.hasFocus()


def test_a_click_on_a_title_sorts_in_sql_both_ways(page: PesertaPage) -> None:
    def click(key: str) -> None:
        header = page.view.header
        at = QPoint(header.sectionViewportPosition(COLUMN_AT[key]) + 20, 12)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert names(page) == sorted(names(page))
    click("nama")
    assert names(page) == sorted(names(page), reverse=True)
    click("iuran")
    dues = [page.people.row_at(n).iuran_sen for n in range(page.people.rowCount())]  # type: ignore[union-attr]
    assert dues == sorted(dues)
    assert page.foot.order.text() == "Urut: iuran (rp) naik"
    again = PesertaPage(page.desk, page.shell)
    assert again.query.sort == "iuran"  # remembered


def test_a_filter_is_filled_while_it_holds_people_back(page: PesertaPage) -> None:
    everyone = page.people.rowCount()
    button = page.filters["kelompok"]
    button.choose("perangkat_desa")
    shown = page.people.rowCount()
    assert 0 < shown < everyone
    middle = button.grab().toImage().pixelColor(button.width() // 2, 4)
    assert middle == theme.qcolor("accent")
    assert button.accessibleName() == "Saring Kelompok: Perangkat desa"
    page.filters["program"].choose("JHT")
    assert page.people.rowCount() == len(page.desk.find(Query(kelompok="perangkat_desa", program="JHT")))


def test_a_sixth_filter_leaves_room_for_the_search_and_its_own_words(page: PesertaPage) -> None:
    assert not page.filters["dusun"].compact
    page.opened(sampai="belum_mulai")
    QApplication.processEvents()
    assert page.filters["sampai"].isVisible()
    assert all(button.width() >= button.sizeHint().width() for button in page.filters.values())
    assert page.search.width() >= 200


def test_filters_and_tabs_work_from_the_keyboard(page: PesertaPage, qtbot) -> None:
    button = page.filters["kelompok"]
    button.setFocus()
    press(page, Key.Key_Down)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    QTest.keyClick(menu, Key.Key_Down)  # Semua
    QTest.keyClick(menu, Key.Key_Down)  # Perangkat desa
    QTest.keyClick(menu, Key.Key_Return)
    assert page.query.kelompok == "perangkat_desa"
    page.tabs.tabs["perlu_dilengkapi"].setFocus()
    press(page, Key.Key_Return)
    assert page.query.tab == "perlu_dilengkapi"


def test_coming_back_finds_the_same_person(page: PesertaPage) -> None:
    page.view.go_to(20)
    person = row_here(page)
    page.shell.go("bantuan")
    page.shell.go("peserta")
    assert row_here(page).uid == person.uid
    assert page.view.hasFocus()


def test_the_problem_filter_offers_what_is_wrong_now(page: PesertaPage) -> None:
    problem = page.desk.choices()["masalah"][0]
    page.filters["masalah"].choose(problem)
    rows = [page.people.row_at(n) for n in range(page.people.rowCount())]
    assert rows
    assert all(row and problem in row.masalah_semua for row in rows)


def test_tabs_count_and_choose(page: PesertaPage) -> None:
    tabs = page.tabs.tabs
    counts = page.desk.counts(Query()).tabs
    assert tabs["perlu_dilengkapi"].text() == f"Perlu dilengkapi {counts['perlu_dilengkapi']}"
    QTest.mouseClick(tabs["perlu_dilengkapi"], Qt.MouseButton.LeftButton)
    assert page.people.rowCount() == counts["perlu_dilengkapi"] > 0
    assert not tabs["lewat_masa"].isVisible()  # shown only while it holds somebody
    tabs["perlu_dilengkapi"].setFocus()
    press(page, Key.Key_Right)
    assert page.query.tab == "ditolak"


def test_nothing_found_names_the_filters_and_drops_them(page: PesertaPage, qtbot) -> None:
    page.filters["kelompok"].choose("non_asn")
    QTest.keyClicks(page.search, "zzz")
    assert page.no_match.isVisible()
    assert page.no_match.why.text() == "Saringan: cari \u201czzz\u201d, Kelompok Non-ASN."
    QTest.mouseClick(page.no_match.button, Qt.MouseButton.LeftButton)
    assert page.view.isVisible()
    assert page.search.text() == ""
    assert [cross.isVisible() for cross in page.search.actions()] == [False]
    assert page.search.findChild(QLabel).isVisible()  # its key again
    assert page.filters["kelompok"].value == ""


def test_f6_goes_round_where_nobody_is_listed(page: PesertaPage) -> None:
    QTest.keyClicks(page.search, "zzz")
    for panel in (page.tabs.chosen_tab(), page.no_match.button, page.foot.density, page.search):
        press(page, Key.Key_F6)
        assert panel.hasFocus()


def test_an_empty_village_offers_the_first_step(qtbot, empty_desk: Desk) -> None:
    page = show_peserta(qtbot, empty_desk)
    assert page.nobody.isVisible()
    assert page.nobody.button.isVisible()
    assert page.foot.shown.text() == "Belum ada peserta"
    QTest.keyClick(page.view, Key.Key_Space)  # nobody to tick
    assert not page.people.ticked
    assert not page.bar.hint_text.isVisible()


# Keys in the table


def test_space_ticks_and_the_bar_sums(page: PesertaPage) -> None:
    page.enter_table()
    first = row_here(page)
    press(page, Key.Key_Space)
    assert set(page.people.ticked) == {first.uid}
    assert page.bar.count_text.text() == "1 orang dipilih"
    assert page.bar.print_button.isVisible()
    press(page, Key.Key_Down)
    second = row_here(page)
    press(page, Key.Key_Space)
    total = f"{(first.iuran_sen + second.iuran_sen) // 100:,}".replace(",", ".")
    assert page.bar.sum_text.text() == f"Iuran sebulan: Rp {total}"
    press(page, Key.Key_Escape)
    assert not page.people.ticked
    assert not page.bar.print_button.isVisible()


def test_ticking_moves_no_row(page: PesertaPage) -> None:
    page.enter_table()
    before = page.view.mapTo(page, QPoint(0, 0))
    press(page, Key.Key_Space)
    assert page.view.mapTo(page, QPoint(0, 0)) == before


def test_shift_down_takes_a_range_and_ctrl_a_everybody_filtered(page: PesertaPage) -> None:
    page.enter_table()
    press(page, Key.Key_Down, SHIFT)
    press(page, Key.Key_Down, SHIFT)
    press(page, Key.Key_Space)
    assert [row.nama for row in page.people.ticked_rows()] == names(page)[:3]
    press(page, Key.Key_Space)
    assert not page.people.ticked
    page.filters["kelompok"].choose("pekerja_rentan")
    page.enter_table()
    press(page, Key.Key_A, CTRL)
    assert len(page.people.ticked) == page.people.rowCount()
    assert {row.kelompok for row in page.people.ticked_rows()} == {"pekerja_rentan"}
    assert page.people.all_ticked() == Qt.CheckState.Checked


def test_letters_jump_to_a_name(page: PesertaPage) -> None:
    page.enter_table()
    wanted = names(page)[-1]
    QTest.keyClicks(page.view, wanted[:3].lower())
    assert row_here(page).nama.startswith(wanted[:3])


def test_f8_goes_from_problem_to_problem_and_round(page: PesertaPage) -> None:
    bad = [row.nama for n in range(page.people.rowCount()) if (row := page.people.row_at(n)) and has_problem(row)]
    assert len(bad) > 2
    press(page, Key.Key_F8)
    assert page.view.hasFocus()
    assert row_here(page).nama == bad[0]
    press(page, Key.Key_F8)
    assert row_here(page).nama == bad[1]
    press(page, Key.Key_F8, SHIFT)
    press(page, Key.Key_F8, SHIFT)
    assert row_here(page).nama == bad[-1]


def test_enter_opens_the_person_with_the_list_it_came_from(page: PesertaPage, monkeypatch) -> None:
    asked: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(page.shell, "go", lambda name, **args: asked.append((name, args)))
    page.filters["kelompok"].choose("pekerja_rentan")
    page.enter_table()
    press(page, Key.Key_Return)
    assert asked == [("editor", {"uid": row_here(page).uid, "query": page.query})]


def test_ctrl_n_asks_for_the_group(page: PesertaPage) -> None:
    press(page, Key.Key_N, CTRL)
    assert page.add_menu.isVisible()
    assert [a.text() for a in page.add_menu.actions()] == ["Perangkat desa", "Ekosistem desa", "Non-ASN",
                                                          "Pekerja rentan"]
    page.add_menu.close()


# Many at once


def ticked_lines(page: PesertaPage, wanted) -> list[Row]:
    """Tick everybody in the list for whom ``wanted(row)`` holds."""
    lines = [n for n in range(page.people.rowCount()) if (row := page.people.row_at(n)) and wanted(row)]
    page.people.set_ticks(lines, True)
    return page.people.ticked_rows()


def test_delete_and_undo(page: PesertaPage, qtbot) -> None:
    before = names(page)
    page.enter_table()
    press(page, Key.Key_Space)
    press(page, Key.Key_Down)
    press(page, Key.Key_Space)
    press(page, Key.Key_Delete)
    assert names(page) == before[2:]
    assert page.shell.toaster.text == "2 orang dihapus."
    assert not page.people.ticked
    assert (page.view.current_line(), page.view.cells.current, page.works("Del")) == (1, 1, True)
    press(page, Key.Key_Z, CTRL)
    assert names(page) == before
    assert page.view.current_line() == 3  # with whom it stood
    QTest.keyClicks(page.search, "a")
    page.view.setFocus()
    assert page.view.cells.current == page.view.current_line() == -1


def test_printing_says_who_is_left_out_and_why(page: PesertaPage, monkeypatch) -> None:
    asked: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(page.shell, "go", lambda name, **args: asked.append((name, args)))
    ready = [n for n in range(page.people.rowCount()) if page.people.row_at(n).status == "siap_cetak"][:2]  # type: ignore[union-attr]
    page.filters["kelompok"].choose("")
    late = next(n for n in range(page.people.rowCount())
                if (row := page.people.row_at(n)) and row.status == "perlu_dilengkapi")
    page.people.set_ticks([*ready, late], True)
    refused = page.people.row_at(late)
    assert refused is not None
    press(page, Key.Key_P, CTRL)
    why = refused.masalah if refused.masalah[:2].isupper() else refused.masalah[0].lower() + refused.masalah[1:]
    assert page.bar.question.words.text() == f"2 dari 3 bisa dicetak. 1 dilewati: {why}."
    assert not asked
    QTest.mouseClick(page.bar.question.yes, Qt.MouseButton.LeftButton)
    allowed = [page.people.row_at(n).uid for n in ready]  # type: ignore[union-attr]
    assert asked == [("cetak", {"uids": allowed})]


def test_change_of_programme_for_many_with_undo(page: PesertaPage, qtbot) -> None:
    rows = ticked_lines(page, lambda row: row.kelompok == "pekerja_rentan")
    have = [row for row in rows if row.program == "JKK JKM JHT"]
    page.work.change_programmes(("JKK", "JKM", "JHT"))
    qtbot.waitUntil(lambda: not page.work.running, timeout=20_000)
    assert {row.program for row in page.people.ticked_rows()} == {"JKK JKM JHT"}
    expected = f"{len(rows) - len(have)} dari {len(rows)} diubah. {len(have)} dilewati: sudah JKK JKM JHT." \
        if have else f"{len(rows)} orang diubah."
    assert page.shell.toaster.text == expected
    press(page, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not page.work.running, timeout=20_000)
    assert {row.uid: row.program for row in page.people.ticked_rows()} == {row.uid: row.program for row in rows}


def test_change_of_group_skips_those_already_there(page: PesertaPage, qtbot) -> None:
    rows = page.people.row_at(0), next(row for n in range(page.people.rowCount())
                                       if (row := page.people.row_at(n)) and row.kelompok == "non_asn")
    page.people.set_ticks([page.people.line_of(row) for row in rows], True)
    page.work.change_group("non_asn")
    qtbot.waitUntil(lambda: not page.work.running, timeout=20_000)
    assert page.shell.toaster.text == "1 dari 2 diubah. 1 dilewati: sudah Non-ASN."
    assert {row.kelompok for row in page.people.ticked_rows()} == {"non_asn"}


def test_ticking_a_paper_for_many_and_back(page: PesertaPage, qtbot) -> None:
    rows = ticked_lines(page, lambda row: row.kelompok == "pekerja_rentan" and row.berkas_ada < row.berkas_perlu)[:5]
    page.people.clear_ticks()
    page.people.set_ticks([page.people.line_of(row) for row in rows], True)
    before = {row.uid: dict(page.desk.read(row.uid).berkas) for row in rows}
    missing = next(paper.kode for paper in page.desk.policy.berkas_orang("pekerja_rentan")
                   if before[rows[0].uid].get(paper.kode) != "ada")
    page.work.tick_paper(missing)
    qtbot.waitUntil(lambda: not page.work.running, timeout=20_000)
    assert all(page.desk.read(row.uid).berkas[missing] == "ada" for row in rows)
    assert page.work.undo()
    qtbot.waitUntil(lambda: not page.work.running, timeout=20_000)
    after = {row.uid: page.desk.read(row.uid).berkas.get(missing, "tidak_ada") for row in rows}
    assert after == {uid: papers.get(missing, "tidak_ada") for uid, papers in before.items()}


def test_an_unsaved_form_is_offered_again(qtbot, desk: Desk, monkeypatch) -> None:
    uid = desk.new("pekerja_rentan").uid
    desk.keep_draft("editor", uid, {"uid": uid, "baru": True, "kelompok": "pekerja_rentan", "nama": "WA ODE SALMA"})
    page = show_peserta(qtbot, desk)
    assert page.bar.drafts.words.text() == "Isian Wa Ode Salma belum disimpan."
    assert page.bar.drafts.go_on.isVisible()
    asked: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(page.shell, "go", lambda name, **args: asked.append((name, args)))
    QTest.mouseClick(page.bar.drafts.go_on, Qt.MouseButton.LeftButton)
    assert asked == [("editor", {"uid": uid})]


def test_several_unsaved_forms_are_asked_for(qtbot, desk: Desk, monkeypatch) -> None:
    uids = {name: desk.new("pekerja_rentan").uid for name in ("WA ODE SALMA", "")}
    for name, uid in uids.items():
        desk.keep_draft("editor", uid, {"uid": uid, "baru": True, "kelompok": "pekerja_rentan", "nama": name})
    page = show_peserta(qtbot, desk)
    assert page.bar.drafts.words.text() == "2 isian belum disimpan."
    asked: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(page.shell, "go", lambda name, **args: asked.append((name, args)))
    QTest.mouseClick(page.bar.drafts.go_on, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    [salma] = [action for action in menu.actions() if action.text().startswith("Wa Ode Salma, 21/11 ")]
    assert [action.text()[:12] for action in menu.actions() if action is not salma] == ["Tanpa nama, "]
    salma.trigger()
    menu.close()
    assert asked == [("editor", {"uid": uids["WA ODE SALMA"]})]


# Looks


@pytest.mark.parametrize("size", [(1366, 698), (1093, 614)])
def test_nothing_is_clipped(qtbot, desk: Desk, size: tuple[int, int]) -> None:
    page = show_peserta(qtbot, desk, size)
    page.people.tick_all()
    QApplication.processEvents()
    for button in (*page.bar.tools(), page.bar.clear_button, page.add_button, page.import_button, page.columns_button):
        assert button.isVisible()
        assert QFontMetrics(button.font()).horizontalAdvance(button.text().strip()) <= button.width()
        right = button.mapTo(page, QPoint(button.width(), 0)).x()
        assert right <= page.width(), button.text()
    for label in (page.bar.count_text, page.bar.sum_text, page.sub, page.foot.shown, page.foot.order):
        assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width() + 1, label.text()
    for part in [part for part in (*page.filters.values(), *page.tabs.tabs.values()) if part.isVisible()]:
        assert part.width() >= part.sizeHint().width()
        assert part.mapTo(page, QPoint(part.width(), 0)).x() <= page.width()
    assert page.search.width() >= 120
    assert page.view.horizontalScrollBar().maximum() == 0
    for at, column in enumerate(COLUMNS):
        assert page.view.isColumnHidden(at) or column.key == "pekerjaan" \
            or page.view.header.needed_width(at) <= page.view.columnWidth(at), column.title


@pytest.mark.parametrize("size", [(1366, 698), (1093, 614)])
def test_cells_fit_or_have_a_tooltip(qtbot, desk: Desk, size: tuple[int, int]) -> None:
    page = show_peserta(qtbot, desk, size)
    view = page.view
    for at, column in enumerate(COLUMNS):
        if view.isColumnHidden(at):
            continue
        wide = view.columnWidth(at)
        for line in range(page.people.rowCount()):
            row = page.people.row_at(line)
            assert row is not None
            needed = view.cells.needed_width(row, column.key)
            if needed > wide:
                assert cell_text(row, column.key).split(" +")[0] in view.cells.tip(row, column.key, wide)
            if column.key in ("nik", "kelompok", "dusun", "program", "iuran", "berkas", "status"):
                assert needed <= wide, cell_text(row, column.key)


def test_columns_density_and_widths_are_remembered(page: PesertaPage) -> None:
    page.columns.show_column("dusun", False)
    page.columns.show_column("nomor", True)
    page.columns.set_density("Rapat")
    head = page.view.header
    edge = QPoint(head.sectionViewportPosition(COLUMN_AT["nik"]) - 1, 12)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(head.viewport(), edge + QPoint(60, 0))
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(60, 0))
    wide = page.view.columnWidth(COLUMN_AT["nama"])
    assert page.closing()
    again = PesertaPage(page.desk, page.shell)
    assert again.view.isColumnHidden(COLUMN_AT["dusun"])
    assert not again.view.isColumnHidden(COLUMN_AT["nomor"])
    assert again.view.verticalHeader().defaultSectionSize() == 26
    assert again.columns.state.widths == {"nama": wide}
    assert wide > 124
    page.columns.usual()
    assert not page.view.isColumnHidden(COLUMN_AT["dusun"])


def test_foot_counts_what_is_on_screen(page: PesertaPage) -> None:
    first, last = page.view.shown_lines()
    assert page.foot.shown.text() == f"Menampilkan 1–{last} dari {page.people.rowCount()}"
    assert first == 1
    assert last >= 14
    page.enter_table()
    press(page, Key.Key_End)
    total = page.people.rowCount()
    assert page.foot.shown.text().endswith(f"–{total} dari {total}")


def test_the_query_a_page_is_opened_with_is_shown(page: PesertaPage) -> None:
    page.shell.go("peserta", tab="siap_cetak", kelompok="pekerja_rentan")
    assert page.tabs.tabs["siap_cetak"].isChecked()
    assert page.filters["kelompok"].value_label == "Pekerja rentan"
    assert page.query == replace(Query(), tab="siap_cetak", kelompok="pekerja_rentan")
