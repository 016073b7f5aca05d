"""Page Impor Excel: a real workbook through the real reader, looked at first and brought in after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk import Clock, Desk, Query, SetUp, open_desk, set_up_desa, unit_for
from jamsos_desktop.paths import DataFolder
from ui import pages, theme
from ui.pages.impor import ImporPage
from ui.window import Shell

CLOCK = Clock(date(2026, 11, 21))
TITLES = ("Nama", "NIK", "Tempat Lahir", "Tanggal Lahir", "Pekerjaan", "Dusun")
ROWS = (
    ("LA ODE HASAN", "7402110302809366", "SOROPIA", "03/02/1980", "Nelayan", "II"),
    ("SALMIA", "7402116111799428", "SOROPIA", "21/11/1979", "Nelayan", "II"),
    ("KAHARUDDIN", "7.40211E+15", "BOKORI", "25/09/1972", "Nelayan", "II"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    set_up_desa(DataFolder(tmp_path / "data"), SetUp(unit_for("74.02.11.2017")), CLOCK)
    with open_desk(DataFolder(tmp_path / "data"), clock=CLOCK) as opened:
        yield opened


@pytest.fixture
def page(qtbot, qapp: QApplication, desk: Desk, monkeypatch) -> Iterator[ImporPage]:
    monkeypatch.setitem(pages.MODULES, "impor", ("ui.pages.impor", "ImporPage"))
    theme.apply(qapp, dark=False)
    shell = Shell(desk)
    qtbot.addWidget(shell)
    shell.resize(1366, 698)
    shell.show()
    shell.go("impor")
    assert isinstance(shell.current, ImporPage)
    yield shell.current
    shell.stop_work()


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "pekerja rentan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Dusun II")
        for line, row in enumerate((TITLES, *ROWS)):
            for column, text in enumerate(row):
                sheet.write_string(line, column, text)
    return path


def wait(qtbot, page: ImporPage) -> None:
    qtbot.waitUntil(lambda: page.worker is None, timeout=20_000)


def test_looking_changes_nothing_and_names_every_row(page: ImporPage, workbook: Path, qtbot) -> None:
    page.take(workbook)
    wait(qtbot, page)
    assert page.rows.rowCount() == len(ROWS)
    assert page.sum_text.text() == "2 dari 3 baris akan masuk"
    assert "1 ditahan" in page.detail.text()
    assert page.detail.text().endswith("Belum ada data yang berubah.")
    assert not page.desk.find(Query())
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert page.view.currentIndex().row() == page.rows.next_line(-1, 1)


def test_bringing_in_and_the_list_of_problems(page: ImporPage, workbook: Path, qtbot, tmp_path: Path) -> None:
    page.take(workbook)
    wait(qtbot, page)
    QTest.mouseClick(page.in_button, Qt.MouseButton.LeftButton)
    wait(qtbot, page)
    assert page.sum_text.text() == "2 dari 3 baris masuk"
    assert len(page.desk.find(Query())) == 2
    page.write_list(tmp_path / "masalah.xlsx")
    assert (tmp_path / "masalah.xlsx").stat().st_size > 1000
    page.take(workbook)
    wait(qtbot, page)
    assert page.sum_text.text() == "0 dari 3 baris akan masuk"  # both are there already, the third is held back
    assert not page.in_button.isEnabled()


def test_a_text_file_with_another_name_gets_a_sentence(page: ImporPage, tmp_path: Path, qtbot) -> None:
    wrong = tmp_path / "surat.xlsx"
    wrong.write_text("bukan lembar kerja", "utf-8")
    page.take(wrong)
    wait(qtbot, page)
    assert page.note.isVisible()
    assert page.note.words.text()
    assert not page.in_button.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.choose_button.isVisible()


def test_rows_model_keeps_qts_rules(page: ImporPage, workbook: Path, qtbot, qtmodeltester) -> None:
    page.take(workbook)
    wait(qtbot, page)
    qtmodeltester.check(page.rows)
