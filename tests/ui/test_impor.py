"""Page Impor from choosing to undoing: a real workbook through the real reader, a real village behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from clerk_desk import Answers, cut_texts, window_of
from impor_desk import DATES, ROWS, TITLES, cleared, opened, rest, take, village, write_book
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jamsos_desktop.desk import Clock, Query
from ui.pages.impor import DONE, MATCH, START, ImporPage
from ui.pages.impor_boxes import MapBox
from ui.pages.impor_strip import ShortBox
from ui.window import Shell

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def window(set_up: Path, clock: Clock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    yield from village(tmp_path_factory.mktemp("impor"), set_up, clock)


@pytest.fixture
def page(window: Shell, qtbot) -> ImporPage:
    return cleared(qtbot, window)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "pekerja rentan.xlsx")


def test_looking_changes_nothing_and_a_closed_sheet_comes_back_mended(page: ImporPage, book: Path, qtbot) -> None:
    take(qtbot, page, book)
    report = page.look.session.report
    assert page.step == MATCH
    assert [row.baris for row in report.rows] == [4, 5, 6, 7]
    assert page.look.bar.sum.text() == "2 dari 4 baris akan masuk"
    assert page.look.bar.detail.text() == \
        "0 siap, 2 perlu dilengkapi, 2 ditahan, 0 dilewati. Belum ada data yang berubah."
    assert page.look.strip.header.text() == "3"
    assert page.look.strip.file.words == "4 baris"
    assert not page.desk.find(Query())
    assert not page.desk.imports()
    page.look.model.typed.emit(4, 1, "LA ODE HASANUDDIN")
    rest(qtbot, page)
    page.back()
    assert page.step == START
    assert page.shell.toaster.undo_now()
    rest(qtbot, page)
    assert page.step == MATCH
    assert page.look.model.raw(0, 1) == "LA ODE HASANUDDIN"
    assert not page.desk.find(Query())


def test_bringing_in_then_taking_the_whole_import_back(page: ImporPage, book: Path, qtbot, tmp_path: Path,
                                                       answers: Answers) -> None:
    take(qtbot, page, book)
    QTest.keyClick(page.look.match.view, Qt.Key.Key_Return, CTRL)
    rest(qtbot, page)
    assert page.step == DONE
    assert page.done.total.text() == "2 dari 4 baris masuk"
    assert [page.done.rows.index(line, 0).data() for line in range(page.done.rows.rowCount())] == ["6", "7"]
    assert len(page.desk.find(Query())) == 2
    session = page.look.session
    page.files.write_list(tmp_path / "masalah.xlsx", session.source, session.report, session.plan)
    qtbot.waitUntil(lambda: not page.shell.busy, timeout=20_000)
    assert not answers.said
    assert (tmp_path / "masalah.xlsx").stat().st_size > 1000
    assert page.undo()  # Ctrl+Z asks first
    assert page.done.undo_strip.isVisible()
    assert not page.done.undo_strip.yes.isEnabled()  # not before it is known what it comes to
    qtbot.waitUntil(page.done.undo_strip.yes.isEnabled, timeout=20_000)
    assert "2 orang dikeluarkan" in page.done.undo_strip.words.text()
    assert page.back()  # Esc: not after all
    assert len(page.desk.find(Query())) == 2
    page.undo()
    qtbot.waitUntil(page.done.undo_strip.yes.isEnabled, timeout=20_000)
    QTest.mouseClick(page.done.undo_strip.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.step == START, timeout=20_000)
    assert not page.desk.find(Query())
    assert page.start.model.lines[0].dibatalkan
    assert not page.start.undo.isEnabled()


def test_the_same_file_again_is_told_and_isi_cepat_opens_once_they_are_in(page: ImporPage, book: Path, qtbot) -> None:
    take(qtbot, page, book)
    QTest.mouseClick(page.look.match.fill, Qt.MouseButton.LeftButton)
    assert page.look.match.fill.isChecked()
    assert not page.desk.find(Query())
    page.finish()
    qtbot.waitUntil(lambda: page.shell.current_name == "isi_cepat", timeout=20_000)
    page.shell.go("impor")
    assert page.start.undo.isEnabled()
    take(qtbot, page, book)
    assert "sudah diimpor" in page.look.note.words.text()
    assert page.look.note.isVisible()
    assert page.look.bar.sum.text() == "0 dari 4 baris akan masuk"
    assert page.look.problems.chips["ada"].text == "2 sudah ada"
    assert not page.look.bar.take.isEnabled()


def test_a_file_that_is_no_workbook_gets_a_sentence(page: ImporPage, tmp_path: Path, qtbot) -> None:
    wrong = tmp_path / "surat.xlsx"
    wrong.write_bytes(bytes(range(256)) * 4)
    take(qtbot, page, wrong)
    assert page.look.note.isVisible()
    assert page.look.note.words.text()
    assert not page.look.bar.take.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.step == START
    assert page.start.choose.hasFocus()


def test_another_sheet_and_the_way_on_to_the_next(page: ImporPage, qtbot, tmp_path: Path) -> None:
    path = write_book(tmp_path / "dusun.xlsx", {
        "Dusun I": [TITLES, *ROWS[:2]],
        "Dusun III": [TITLES, (1, "HASLINDA", "7402116602939702", "", "Nelayan", "III")]})
    take(qtbot, page, path)
    assert page.look.session.source.sheet.nama == "Dusun I"  # most people
    page.finish()
    rest(qtbot, page)
    assert page.done.next.text().strip() == "Lembar berikut (Dusun III, 1 orang)"
    QTest.mouseClick(page.done.next, Qt.MouseButton.LeftButton)
    rest(qtbot, page)
    assert page.look.session.source.sheet.nama == "Dusun III"
    assert page.look.bar.sum.text() == "1 dari 1 baris akan masuk"
    page.look.strip.sheet_wanted.emit(1)
    rest(qtbot, page)
    assert page.look.session.source.sheet.nama == "Dusun I"


def test_dates_that_read_two_ways_are_asked_once(page: ImporPage, qtbot, tmp_path: Path) -> None:
    take(qtbot, page, write_book(tmp_path / "tanggal.xlsx", {"Lembar1": DATES}))
    strip = page.look.match.dates
    assert strip.isVisible()
    assert strip.buttons["hbt"].isChecked()
    QTest.mouseClick(strip.buttons["bht"], Qt.MouseButton.LeftButton)
    rest(qtbot, page)
    assert page.look.session.plan.tanggal == {1: "bht"}
    assert not strip.isVisible()
    page.finish()
    rest(qtbot, page)
    people = [page.desk.read(uid) for uid in page.desk.uids(Query())]
    born = {person.nama: str(person.tanggal_lahir) for person in people}
    assert born == {"HASNIA": "1980-03-02", "NURDIN": "1981-05-04"}


@pytest.mark.parametrize(("size", "letters"), [((1093, 614), 1.0), ((1366, 698), 1.3)])
def test_no_words_are_cut(page: ImporPage, book: Path, qtbot, size: tuple[int, int], letters: float) -> None:
    with window_of(page.desk, qtbot, letters) as shell:
        shell.resize(*size)
        _see(opened(qtbot, shell), book, qtbot)


def _see(page: ImporPage, book: Path, qtbot) -> None:
    """Every step of the page."""
    assert not cut_texts(page)
    take(qtbot, page, book)
    shorten = [*page.findChildren(MapBox), *page.findChildren(ShortBox)]  # they say it shorter, the tip says it whole
    assert not cut_texts(page, shorten)
    page.finish()
    rest(qtbot, page)
    assert not cut_texts(page)
