"""Page Impor: dropped files, work that is given up, patterns of the village, and its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import InModal, until_stopped
from impor_desk import ROWS, TITLES, WHOLE_NIK, cleared, rest, take, village, write_book
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from jamsos_desktop.desk import Clock, Query
from ui.pages.impor import MATCH, START, ImporPage
from ui.pages.impor_files import dropped
from ui.window import Shell

NIK, HELD_SHORT, MANY = 2, 7, 400


@pytest.fixture(scope="module")
def window(set_up: Path, clock: Clock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    yield from village(tmp_path_factory.mktemp("impor"), set_up, clock)


@pytest.fixture
def page(window: Shell, qtbot) -> ImporPage:
    return cleared(qtbot, window)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "pekerja rentan.xlsx", {
        "Dusun II": [("DAFTAR",), ("DUSUN II",), TITLES, *ROWS], "Dusun III": [TITLES, ROWS[0]]})


def test_a_dropped_workbook_is_taken_and_anything_else_left(page: ImporPage, book: Path, qtbot) -> None:
    page.dropEvent(_drop(book.with_suffix(".docx")))
    page.dropEvent(_drop(book, book))
    assert page.step == START
    page.dropEvent(_drop(book))
    rest(qtbot, page)
    assert page.step == MATCH
    assert page.look.bar.sum.text() == "2 dari 4 baris akan masuk"
    assert page.look.match.view.hasFocus()
    assert dropped(_mime(Path("DAFTAR.XLSX"))) == Path("DAFTAR.XLSX")


def test_given_up_reading_looking_and_storing(page: ImporPage, qtbot, tmp_path: Path,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    """Esc at any moment: what was shown before stands, nothing is in. With so many people nothing is over at once."""
    monkeypatch.setattr(page.desk, "import_job", until_stopped(page.desk.import_job))
    people = [(at, f"ORANG {at}", f"74021103028{at % 10}9{100 + at}") for at in range(1, MANY + 1)]
    book = write_book(tmp_path / "banyak.xlsx", {"Dusun II": [TITLES[:3], *people]})
    page.take(book)
    page.back()
    rest(qtbot, page)
    assert not page.look.bar.take.isEnabled()
    assert not page.look.strip.group.isEnabled()  # there is nothing to say it of
    assert page.look.note.words.text().startswith("Dibatalkan.")
    take(qtbot, page, book)
    page.look.model.typed.emit(HELD_SHORT, NIK, WHOLE_NIK)
    page.back()
    rest(qtbot, page)
    assert page.look.session.plan.isi == {}
    assert page.look.session.back == []
    assert page.look.bar.take.isEnabled()
    page.finish()
    assert not page.look.match.isEnabled()  # no cell can be changed any more
    page.back()
    rest(qtbot, page)
    assert page.step == MATCH
    assert page.look.match.isEnabled()
    assert page.look.note.words.text().startswith("Dibatalkan.")
    assert not page.desk.find(Query())
    assert page.look.bar.sum.text() == f"{MANY} dari {MANY} baris akan masuk"


def test_another_sheet_given_up_and_mends_that_come_back(page: ImporPage, book: Path, qtbot, tmp_path: Path) -> None:
    take(qtbot, page, book)
    page.look.model.typed.emit(HELD_SHORT, NIK, WHOLE_NIK)
    rest(qtbot, page)
    page.take(book, 2)
    page.back()
    rest(qtbot, page)
    assert page.look.session.source.sheet.nama == "Dusun II"
    assert page.look.bar.sum.text() == "3 dari 4 baris akan masuk"
    take(qtbot, page, write_book(tmp_path / "lain.xlsx", {"Lembar1": [TITLES, ROWS[1]]}))
    strip = page.look.strip.sheet
    assert [strip.itemData(at) for at in range(strip.count())] == ["1"]  # nothing of the other workbook
    assert page.shell.toaster.undo_now()
    rest(qtbot, page)
    assert page.look.session.plan.isi == {(HELD_SHORT, NIK): WHOLE_NIK}


def test_a_pattern_is_kept_by_keyboard_and_used_next_time(page: ImporPage, book: Path, qtbot) -> None:
    take(qtbot, page, book)
    page.look.match.mapped.emit(6, "lokasi_kerja")
    rest(qtbot, page)

    def type_name(sheet: QWidget) -> None:
        QTest.keyClicks(sheet.focusWidget(), "Daftar dusun")  # over the name that is proposed
        sheet.try_it()

    named = InModal(type_name)
    QTest.mouseClick(page.look.match.pattern, Qt.MouseButton.LeftButton)
    assert named.done
    assert [pattern.nama for pattern in page.desk.patterns()] == ["Daftar dusun"]
    page.back()
    take(qtbot, page, book)
    assert page.look.match.kind.text == "Pola desa: Daftar dusun"
    assert page.look.session.report.layout.keys[6] == "lokasi_kerja"


def test_the_list_for_the_pictures_has_every_kind_of_problem(page: ImporPage, tmp_path: Path, qtbot: Any) -> None:
    from ui.pictures_impor import write_list

    take(qtbot, page, write_list(tmp_path / "daftar.xlsx", page.desk))
    assert {p.tingkat for p in page.look.problems.problems} == {"ditahan", "periksa"}
    page.finish()
    qtbot.waitUntil(lambda: not page.work.running, timeout=15_000)
    assert page.done.total.text() == "59 dari 64 baris masuk"


def _mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def _drop(*paths: Path) -> QDropEvent:
    data = _mime(*paths)
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)
    event.kept = data  # Qt only borrows it
    return event
