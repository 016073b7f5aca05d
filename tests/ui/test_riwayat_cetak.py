"""Page Riwayat cetak by key: what was printed, its PDF and folder, and the same bundle once more."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import TODAY, cut_texts, make_desk, window_of
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk import Clock, Desk, PrintOrder, Query, open_desk
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from ui.pages import cetak_files
from ui.pages.riwayat_cetak_panel import GONE, OLD
from ui.pages.riwayat_cetak_rows import history
from ui.window import Shell


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with make_desk(tmp_path, 25) as desk:
        uids = tuple(desk.uids(Query(tab="siap_cetak")))
        run_to_end(desk.print_job(PrintOrder(uids, ("ceklis", "formulir"), "A4")))
        yield desk


@pytest.fixture
def page(shell: Shell) -> Any:
    shell.go("cetak")
    shell.current.history_button.click()
    return shell.current


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system was asked to show."""
    seen: list[Path] = []

    class Services:
        @staticmethod
        def openUrl(url: QUrl) -> bool:
            seen.append(Path(url.toLocalFile()))
            return True

    monkeypatch.setattr(cetak_files, "QDesktopServices", Services)
    return seen


def press(qtbot: Any, key: Qt.Key, ctrl: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_enter_opens_the_pdf_and_ctrl_o_its_folder(page: Any, desk: Desk, qtbot: Any, opened: list[Path]) -> None:
    newest = desk.bundles(1)[0]
    assert page.table.hasFocus()
    assert page.chosen.bundel == newest["bundel"]
    assert page.panel.title.text() == f"Bundel {newest['bundel']}"
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_O, ctrl=True)
    assert opened == [Path(newest["berkas"]), desk.folder.outbox]
    press(qtbot, Qt.Key.Key_Down)
    assert page.chosen.bundel != newest["bundel"]
    press(qtbot, Qt.Key.Key_Escape)
    assert page.shell.current_name == "cetak"


def test_ctrl_p_prints_the_bundle_once_more_under_its_number(page: Any, shell: Shell, desk: Desk, qtbot: Any) -> None:
    before = desk.bundles(1)[0]
    press(qtbot, Qt.Key.Key_P, ctrl=True)
    assert shell.current_name == "cetak"
    cetak = shell.current
    qtbot.waitUntil(lambda: cetak.choice.plan is not None and cetak.sheets.sheets.planned > 0, timeout=10_000)
    assert cetak.who.box.currentText().startswith(f"Cetak ulang {before['bundel']}")
    assert cetak.sub.text().startswith(f"Cetak ulang bundel {before['bundel']}")
    assert set(cetak.choice.order(cetak.paper.list.ticked(), "A4").jenis) == {"ceklis", "formulir"}
    press(qtbot, Qt.Key.Key_P, ctrl=True)
    qtbot.waitUntil(lambda: cetak.run.finished, timeout=20_000)
    again = desk.bundles(1)[0]
    assert (again["bundel"], again["ke"], again["lembar"]) == (before["bundel"], 2, before["lembar"])
    assert cetak.run.note_label.text().startswith(f"Bundel {before['bundel']}, cetak ke-2.")
    assert Path(before["berkas"]).is_file()
    assert Path(again["berkas"]) != Path(before["berkas"])
    words = subprocess.run(["pdftotext", "-layout", again["berkas"], "-"], capture_output=True, text=True, check=True)
    assert "Cetak ke-2" in words.stdout
    for key in ("siap", "ulang"):  # other people, and the bundle again
        cetak.who.box.setCurrentIndex(cetak.who.box.findData(key))
        cetak.who.changed.emit(key)
        order = cetak.choice.order(cetak.paper.list.ticked(), "A4")
        assert order.bundel == (before["bundel"] if key == "ulang" else "")
    assert set(order.uids) == set(desk.order_again(before["bundel"]).uids)
    shell.go("riwayat_cetak")
    assert [page.model.data(page.model.index(row, 1)) for row in range(2)] == ["2", "1"]
    shell.go("cetak")  # other people: a bundle of its own again
    assert cetak.choice.bundel == ""


def test_a_pdf_that_is_gone_is_said_and_can_be_made_again(page: Any, desk: Desk, opened: list[Path]) -> None:
    Path(desk.bundles(1)[0]["berkas"]).unlink()
    page.refresh()
    page.table.clearSelection()
    page.table.selectRow(1)
    page.table.selectRow(0)
    QApplication.processEvents()
    words = [label.text() for label in page.panel.findChildren(type(page.sub)) if label.isVisibleTo(page)]
    assert GONE in words
    assert not page.panel.open.isEnabled()
    assert page.panel.again.isEnabled()
    assert OLD not in words
    assert opened == []


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
def test_nothing_is_cut_off(page: Any, shell: Shell, qtbot: Any, size: tuple[int, int]) -> None:
    shell.resize(*size)
    qtbot.waitUntil(lambda: (shell.width(), shell.height()) == size)
    assert cut_texts(page) == []


def test_a_village_that_never_printed_is_sent_to_cetak(folder: DataFolder, qtbot: Any) -> None:
    with open_desk(folder, None, Clock(TODAY)) as desk, window_of(desk, qtbot) as shell:
        shell.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is shell)
        shell.go("riwayat_cetak")
        assert shell.current.to_print.hasFocus()
        press(qtbot, Qt.Key.Key_Return)
        assert shell.current_name == "cetak"


def test_prints_from_before_bundles_were_kept_are_listed_too() -> None:
    kept = {"bundel": "B-0003", "ke": 1, "kertas": "A4", "berkas": "/x/Bundel-B-0003-A4.pdf", "halaman": 4,
            "batal": True, "waktu": "2026-11-20T10:42:00", "oleh": "Nurhayati", "lembar": {"formulir": 3},
            "dilewati": 1}
    old = [{"bundel": "B-0002", "jenis": "formulir", "kertas": "F4", "waktu": "2026-11-19T09:00:00", "oleh": "Arsyad",
            "lembar": 2},
           {"bundel": "B-0002", "jenis": "ceklis", "kertas": "F4", "waktu": "2026-11-19T09:00:00", "oleh": "Arsyad",
            "lembar": 1},
           {"bundel": "B-0003", "jenis": "formulir", "kertas": "A4", "waktu": "2026-11-20T10:42:00",
            "oleh": "Nurhayati", "lembar": 3}]
    first, second = history([kept], old)
    assert (first.bundel, first.state[2], first.when()) == ("B-0003", "Dibatalkan", "20/11/2026 10.42")
    assert (second.bundel, second.berkas, dict(second.lembar)) == ("B-0002", None, {"ceklis": 1, "formulir": 2})
