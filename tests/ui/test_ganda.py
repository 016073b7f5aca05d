"""Ganda dan mutu by hand: pairs, four decisions by their digits, undo, marks, and nothing cut at either size."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from tests.hub import doubles_people, makers
from tests.hub.doubles_people import active, again, named, of, seen
from tests.ui.clerk_desk import Answers, cut_texts, tab_stops, window_of
from ui.pages.ganda import GandaPage
from ui.pages.ganda_compare import SAME_ROLE
from ui.pages.ganda_list import PairsCard
from ui.window import Shell

Key = Qt.Key


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """Three villages with a pair of one NIK, whose A is a member, and one that is alike."""
    root = tmp_path_factory.mktemp("ganda")
    with doubles_people.filled(root, doubles_people.three_villages()) as desk:
        active(desk, next(row for row in of(desk).pairs() if row.jenis == "nik").uids[0])
    return root / "data-dpmd"


@pytest.fixture
def office(made, tmp_path) -> Iterator[desks.Desk]:
    """The same, this test's own."""
    folder = DataFolder(Path(shutil.copytree(made, tmp_path / "data-dpmd")))
    with desks.open_desk(folder, None, makers.CLOCK) as desk:
        yield desk


@pytest.fixture
def window(office, qtbot) -> Iterator[Shell]:
    with window_of(office, qtbot) as shell:
        shell.go("ganda")
        yield shell


@pytest.fixture
def page(window) -> GandaPage:
    found = window.page("ganda")
    assert isinstance(found, GandaPage)
    return found


@pytest.fixture
def press(qtbot, window):
    """Press keys where the keyboard is, as a person does."""
    def go(*keys: Key, mod: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            qtbot.keyClick(QApplication.focusWidget() or window, key, mod)
    return go


def listed(page: GandaPage) -> list[str]:
    return [page.list.model.pair(at).jenis for at in range(page.list.model.rowCount())]


def answer(words: str) -> list[str]:
    """Press the button of the next window whose words these are; the window's question is returned in the list."""
    asked: list[str] = []

    def look() -> None:
        window = QApplication.activeModalWidget()
        if isinstance(window, QDialog):
            asked.append(window.heading.text())
            next(b for b in window.findChildren(type(window.foot.itemAt(1).widget())) if words in b.text()).click()
    QTimer.singleShot(50, look)
    return asked


def test_same_nik_comes_first_and_nothing_is_chosen(page, office):
    assert listed(page) == ["nik", "mirip"]
    assert page.pair.chip.text == "NIK sama persis"
    assert page.pair.choices.chosen == 0
    assert page.tabs.tabs["ganda"].text() == "Ganda (2)"
    assert page.done_words.text() == "0 dari 2 pasangan sudah diputuskan"
    assert page.sub.text() == "18 catatan dari 3 desa"
    assert QApplication.focusWidget() is page.list.view


def test_only_what_differs_is_tinted_and_the_mother_is_not_shown(page):
    model = page.pair.table.compare
    rows = {model.index(row, 0).data(): row for row in range(model.rowCount())}
    tinted = {label for label, row in rows.items() if not model.index(row, 1).data(SAME_ROLE)}
    assert {"Nama", "Nomor KK", "Status"} <= tinted
    assert not {"NIK", "Tanggal lahir", "Ibu kandung"} & tinted
    assert model.index(rows["Ibu kandung"], 1).data() == "tidak ditampilkan"
    assert model.index(rows["Nama"], model.last).data() == "beda"
    assert model.headerData(1, Qt.Orientation.Horizontal).startswith("A. ")


def test_digit_and_enter_decide_and_the_next_pair_comes_up(page, press, office, qtbot):
    first = page.list.current()
    press(Key.Key_3)
    assert page.pair.choices.chosen == 3
    assert page.pair.choices.buttons[3].effect.text() == "KPJ dan masa aktif ikut"
    press(Key.Key_Return)
    assert [seen(office, uid)["keadaan"] for uid in first.uids] == ["keluar", "aktif"]
    assert listed(page) == ["mirip"]
    assert page.pair.choices.chosen == 0
    assert page.done_words.text() == "1 dari 2 pasangan sudah diputuskan"
    assert page.shell.toaster.isVisible()
    press(Key.Key_Z, mod=Qt.KeyboardModifier.ControlModifier)
    assert [seen(office, uid)["keadaan"] for uid in first.uids] == ["aktif", "masuk"]
    assert page.list.current().id == first.id


def test_ctrl_z_works_after_the_toast_is_gone(page, press, office):
    first = page.list.current()
    press(Key.Key_1, Key.Key_Return)
    page.shell.toaster.dismiss()
    press(Key.Key_Z, mod=Qt.KeyboardModifier.ControlModifier)
    assert seen(office, first.uids[1])["keadaan"] == "masuk"
    assert not page.undo()


def test_ctrl_z_goes_back_decision_by_decision(page, press, office):
    pairs = [page.list.model.pair(at) for at in range(2)]
    press(Key.Key_1, Key.Key_Return)
    assert page.shell.toaster.text.endswith(": orang sama, pakai A.")
    press(Key.Key_4, Key.Key_Return)
    assert listed(page) == []
    for left in (["mirip"], ["nik", "mirip"]):
        press(Key.Key_Z, mod=Qt.KeyboardModifier.ControlModifier)
        assert listed(page) == left
    assert {page.list.model.pair(at).id for at in range(2)} == {pair.id for pair in pairs}
    assert not page.undo()


def test_the_toast_leaves_the_decisions_in_reach(page, press, window):
    press(Key.Key_4, Key.Key_Return)
    toast, panel = window.toaster, page.pair.choices
    assert toast.geometry().bottom() < panel.mapTo(toast.parentWidget(), panel.rect().topLeft()).y()


def test_enter_without_a_choice_says_what_is_missing(page, press):
    press(Key.Key_Return)
    assert "Pilih keputusan 1 sampai 4 dulu." in page.shell.toaster.accessibleName()
    assert listed(page) == ["nik", "mirip"]


def test_the_note_takes_digits_as_text_and_enter_saves(page, press, office, qtbot):
    first = page.list.current()
    press(Key.Key_4)
    press(Key.Key_F6, Key.Key_F6)
    assert page.focusWidget() is page.pair.choices.buttons[4]
    press(Key.Key_F6)
    note = QApplication.focusWidget()
    assert isinstance(note, QLineEdit)
    qtbot.keyClicks(note, "KK 2024")
    assert (note.text(), page.pair.choices.chosen) == ("KK 2024", 4)
    press(Key.Key_Return)
    assert of(office).pair(first.id).row.catatan == "KK 2024"


def test_up_and_down_change_the_pair_and_forget_the_choice(page, press):
    press(Key.Key_4, Key.Key_Down)
    assert (page.pair.view.row.jenis, page.pair.choices.chosen) == ("mirip", 0)
    press(Key.Key_F6, Key.Key_F6, Key.Key_Up)
    assert page.pair.view.row.jenis == "nik"


def test_ending_a_membership_is_asked_once_more_and_esc_keeps_it(page, press, office, qtbot):
    first = page.list.current()
    assert page.pair.choices.buttons[2].effect.text() == "Mengakhiri A yang aktif"
    press(Key.Key_2)
    asked = answer("Batal")
    press(Key.Key_Return)
    assert "akan berakhir" in asked[0]
    assert seen(office, first.uids[0])["keadaan"] == "aktif"
    page.list.view.setFocus()
    answer("Akhiri kepesertaan")
    qtbot.keyClick(page.list.view, Key.Key_Return)
    assert seen(office, first.uids[0])["keadaan"] == "keluar"


def test_a_decision_that_is_not_possible_cannot_be_chosen(page, press, office):
    doubles_people.stand(office, page.list.current().uids[0], keadaan="di_bpjs")
    page.refresh()
    press(Key.Key_3)
    assert page.pair.choices.chosen == 0
    assert "masih diproses BPJS" in page.shell.toaster.accessibleName()


def test_decided_pairs_can_be_seen_and_opened_again(page, press, office, qtbot):
    press(Key.Key_1, Key.Key_Return)
    page.list.combo.setFocus()
    qtbot.keyClick(page.list.combo, Key.Key_End)
    assert page.list.shown == "diputuskan"
    assert page.pair.choices.chosen == 1
    assert page.pair.choices.save.text() == "Urungkan keputusan"
    assert page.pair.choices.note.isReadOnly()
    page.pair.choices.save.setFocus()
    press(Key.Key_Return)
    assert listed(page) == ["nik", "mirip"]


def test_the_search_runs_and_tells_what_it_found(page, office, qtbot):
    of(office).db.run("DELETE FROM pasangan")
    page.refresh()
    assert page.list.empty.isVisible()
    page.search.setFocus()
    qtbot.keyClick(page.search, Key.Key_Return)
    qtbot.waitUntil(lambda: not page.strip.isVisible() and page.search.isEnabled(), timeout=20000)
    assert listed(page) == ["nik", "mirip"]
    assert "18 orang dibandingkan: 2 pasangan, 2 baru." in page.shell.toaster.accessibleName()


def test_a_problem_of_a_pair_that_changed_meanwhile_is_told(page, press, office):
    first, answers = page.list.current(), Answers()
    press(Key.Key_1)
    of(office).decide_pair(first.id, 4)
    try:
        press(Key.Key_Return)
    finally:
        answers.stop()
    assert answers.codes == ["PASANGAN_BERUBAH"]
    assert listed(page) == ["mirip"]


def test_an_office_that_never_searched_is_told_so(tmp_path, qtbot):
    with makers.district(tmp_path) as desk, window_of(desk, qtbot) as shell:
        shell.go("ganda")
        page = shell.page("ganda")
        assert page.list.empty.what.text() == "Ganda belum pernah dicari"
        assert page.list.empty.button.isVisible()
        assert cut_texts(page) == []
        run_to_end(of(desk).find_doubles_job())
        page.refresh()
        assert page.list.empty.what.text() == "Semua pasangan sudah diputuskan"


def test_marks_are_tabs_with_their_people(page, press, qtbot):
    qtbot.keyClick(page.tabs.tabs["ganda"], Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.tabs.current == "nik"
    count = page.quality.model.rowCount()
    assert count > 0
    assert page.tabs.tabs["nik"].text() == f"NIK bermasalah ({count})"
    assert QApplication.focusWidget() is page.quality.view
    press(Key.Key_1)  # decides nothing here
    assert page.pair.choices.chosen == 0


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
def test_nothing_is_cut_at_either_size(page, window, qtbot, size):
    window.resize(*size)
    qtbot.waitUntil(lambda: window.width() == size[0])
    for key in page.tabs.tabs:
        page.tabs.tabs[key].click()
        assert cut_texts(page) == [], key
    page.tabs.tabs["ganda"].click()
    page.list.step(1)
    assert cut_texts(page) == []


def test_three_records_scroll_sideways(tmp_path, qtbot):
    made = makers.villages(3, 4)
    named(made[0], 0, "SITTI RAHMA", "1985-03-15", "WA MUNA", "7402115503859012")
    again(made[0], 0, made[1], 0)
    again(made[0], 0, made[2], 0)
    with doubles_people.filled(tmp_path, made) as desk, window_of(desk, qtbot) as shell:
        shell.go("ganda")
        shell.resize(1093, 586)
        table = shell.page("ganda").pair.table
        assert table.compare.columnCount() == 5
        assert table.compare.headerData(3, Qt.Orientation.Horizontal).startswith("C. ")
        assert table.columnWidth(3) >= 150


def test_tab_reaches_every_part_and_everything_has_a_name(page, press):
    page.search.setFocus()
    stops = tab_stops(page, lambda: press(Key.Key_Tab))
    assert {page.list.view, page.list.combo, page.pair.choices.note, page.pair.choices.save} <= set(stops)
    assert all(stop.accessibleName() or stop.text() for stop in stops)


@pytest.mark.parametrize("wide", range(240, 310, 10))
def test_no_row_lies_over_the_next_beside_a_scroll_bar(qtbot, wide):
    card = PairsCard()
    qtbot.addWidget(card)
    names = ("Rahmat Rahmawati Kasim", "Hasna Gunawan", "Nur Wulandari Baharuddin", "La Ode Muhammad Gunawan Kasim")
    villages = ("Unaaha", "Inolobunggadue")
    card.show_pairs([desks.PairRow(at, "nik", 100, names[at % 4], "", villages, ("", ""), ("", ""), ("", ""), "", "")
                     for at in range(20)], 0, ("", ""))

    def below_each_other() -> bool:
        rows = [card.view.visualRect(card.model.index(at, 0)) for at in range(20)]
        return all(row.bottom() + 1 == below.top() for row, below in pairwise(rows))

    card.resize(wide, 2000)  # all of them in sight, without a bar
    card.show()
    qtbot.waitUntil(below_each_other)
    card.resize(wide, 300)  # the bar that comes takes some of the width
    qtbot.waitUntil(card.view.verticalScrollBar().isVisible)
    qtbot.waitUntil(below_each_other)
