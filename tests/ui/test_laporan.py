"""Page Cetak of DPMD with real key presses: choosing, paging, saving, printing, the message for the camat."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from clerk_desk import Answers, cut_texts, tab_stops
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk import Desk
from tests.hub.coverage_district import filled
from ui import theme
from ui.window import Shell


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with filled(tmp_path_factory.mktemp("laporan")) as opened:
        yield opened


@pytest.fixture
def page(shell: Shell, qtbot: Any) -> Any:
    return open_page(shell, qtbot)


def open_page(shell: Shell, qtbot: Any, **args: Any) -> Any:
    shell.go("laporan", **args)
    wait_drawn(shell.current, qtbot)
    return shell.current


def wait_drawn(page: Any, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: page.preview.view.image is not None and not page.preview._busy and page._pages > 0,
                    timeout=20_000)


def press(qtbot: Any, shell: Shell, key: Qt.Key, ctrl: bool = False) -> None:
    target = QApplication.focusWidget() or shell
    qtbot.keyClick(target, key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)


def choose(qtbot: Any, shell: Shell, page: Any, kode: str) -> None:
    """Arrows on the list until that report is chosen and drawn."""
    order = [kind.kode for kind in shell.desk.district.report_kinds()]
    page.list.setFocus()
    press(qtbot, shell, Qt.Key.Key_Home)
    for _ in range(order.index(kode)):
        press(qtbot, shell, Qt.Key.Key_Down)
    assert page.kind.kode == kode


def saved(desk: Desk, suffix: str) -> set[Path]:
    return set(desk.folder.outbox.glob(f"*{suffix}")) if desk.folder.outbox.is_dir() else set()


def test_the_first_report_is_shown_and_the_list_has_the_keys(shell: Shell, page: Any, qtbot: Any) -> None:
    assert page.kind.kode == "rekap"
    assert page.list.hasFocus()
    assert page.preview.where.text() == f"Halaman 1 dari {page._pages}"
    assert page.area.isVisible()
    assert page.group.isVisible()
    assert not page.period.isVisible()
    assert not page.copy.isVisible()


def test_arrows_choose_another_report_with_its_own_options(shell: Shell, page: Any, qtbot: Any) -> None:
    before = page.preview.view.image
    choose(qtbot, shell, page, "laporan_triwulan")
    qtbot.waitUntil(lambda: page.preview.view.image is not before, timeout=10_000)
    assert page.period.isVisible()
    assert not page.area.isVisible()
    assert page.sub.text() == "Laporan triwulan"
    assert page.order().periode == "2026-Q4"
    assert page.order().kecamatan == ""


def test_pages_are_turned_by_key_and_stop_at_the_end(shell: Shell, page: Any, qtbot: Any) -> None:
    choose(qtbot, shell, page, "belum_melapor")
    qtbot.waitUntil(lambda: page._pages > 2, timeout=10_000)
    press(qtbot, shell, Qt.Key.Key_PageDown)
    assert page.preview.where.text() == f"Halaman 2 dari {page._pages}"
    for _ in range(page._pages + 3):
        press(qtbot, shell, Qt.Key.Key_PageDown)
    assert page.preview.where.text() == f"Halaman {page._pages} dari {page._pages}"
    press(qtbot, shell, Qt.Key.Key_PageUp)
    assert page.preview.where.text() == f"Halaman {page._pages - 1} dari {page._pages}"


def test_enter_saves_a_pdf_of_what_is_chosen(desk: Desk, shell: Shell, page: Any, qtbot: Any) -> None:
    page.area.set_text("74.02.01")
    before = saved(desk, ".pdf")
    press(qtbot, shell, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.done.isVisible(), timeout=10_000)
    (made,) = saved(desk, ".pdf") - before
    assert made.name.startswith("rekap-74.02.01-2026-11-21-")
    with pypdfium2.PdfDocument(made.read_bytes()) as document:
        assert "Kecamatan Lambuya" in document[0].get_textpage().get_text_range()
    opened: list[Path] = []
    page.open_file = lambda path: opened.append(path) is None
    press(qtbot, shell, Qt.Key.Key_Return)  # the focus stands on "Buka"
    assert opened == [made]


def test_ctrl_s_saves_a_workbook_and_a_pdf_where_there_is_none(desk: Desk, shell: Shell, page: Any, qtbot: Any) -> None:
    before = saved(desk, ".xlsx")
    press(qtbot, shell, Qt.Key.Key_S, ctrl=True)
    qtbot.waitUntil(lambda: page.done.isVisible(), timeout=10_000)
    (made,) = saved(desk, ".xlsx") - before
    assert "Kecamatan" in openpyxl.load_workbook(io.BytesIO(made.read_bytes())).sheetnames
    assert page.done.words.text() == "Excel tersimpan di folder keluar."
    choose(qtbot, shell, page, "bahan_rapat")
    assert not page.done.isVisible()
    assert not page.excel.isEnabled()
    before = saved(desk, ".pdf")
    press(qtbot, shell, Qt.Key.Key_S, ctrl=True)
    qtbot.waitUntil(lambda: len(saved(desk, ".pdf") - before) == 1, timeout=10_000)


def test_another_page_may_ask_for_a_report(shell: Shell, qtbot: Any) -> None:
    page = open_page(shell, qtbot, kind="belum_melapor", kecamatan="74.02.11")
    assert page.kind.kode == "belum_melapor"
    assert page.order().kecamatan == "74.02.11"


def test_the_message_for_the_camat_is_copied(shell: Shell, qtbot: Any) -> None:
    page = open_page(shell, qtbot, kind="belum_melapor", kecamatan="74.02.11")
    page.copy.setFocus()
    press(qtbot, shell, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text().startswith("Yth. Camat Soropia.")
    assert shell.toaster.isVisible()


def test_ctrl_p_without_a_printer_says_so(shell: Shell, page: Any, qtbot: Any) -> None:
    answers = Answers()
    press(qtbot, shell, Qt.Key.Key_P, ctrl=True)
    qtbot.waitUntil(lambda: bool(answers.codes), timeout=10_000)
    answers.stop()
    assert answers.codes == ["PRINTER_TIDAK_ADA"]


def test_all_pages_go_on_the_printer(shell: Shell, page: Any, qtbot: Any, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    printer.setResolution(72)
    pages = page._pages
    page.print_on(printer)
    qtbot.waitUntil(lambda: shell.toaster.isVisible(), timeout=20_000)
    with pypdfium2.PdfDocument((tmp_path / "cetak.pdf").read_bytes()) as document:
        assert len(document) == pages > 1


def test_f6_and_tab_reach_everything_and_nothing_is_cut(shell: Shell, page: Any, qtbot: Any) -> None:
    page.excel.setFocus()  # the first of the head
    stops = tab_stops(page, lambda: press(qtbot, shell, Qt.Key.Key_Tab))
    assert {page.list, page.area, page.group, page.excel, page.pdf, page.paper} <= set(stops)
    page.list.setFocus()
    for wanted in (page.area, page.group, page.pdf, page.list):
        press(qtbot, shell, Qt.Key.Key_F6)
        assert wanted.hasFocus()


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
@pytest.mark.parametrize("dark", [False, True])
def test_no_word_is_cut_for_any_report(shell: Shell, qtbot: Any, size: tuple[int, int], dark: bool) -> None:
    theme.apply(QApplication.instance(), dark)
    shell.resize(*size)
    page = open_page(shell, qtbot)
    for kind in shell.desk.district.report_kinds():
        choose(qtbot, shell, page, kind.kode)
        assert cut_texts(page) == [], kind.kode
    for kind in shell.desk.district.report_kinds():  # what the list paints itself
        for text, role in ((kind.nama, "body"), (kind.keterangan, "caption")):
            assert QFontMetrics(theme.font(role)).horizontalAdvance(text) <= page.list.viewport().width() - 20
