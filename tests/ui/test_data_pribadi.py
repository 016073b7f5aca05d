"""Page Data pribadi by key and by its windows: requests, consent, rest, erasing; and where else it is said."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import cut_texts, window_of
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from jamsos_desktop.desk import Clock, Desk, open_desk
from jamsos_desktop.model.records import Persetujuan
from jamsos_desktop.paths import DataFolder
from tests.conftest import salma
from ui.pages import data_pribadi_rows as rows
from ui.window import Shell

UID, OTHER = "01a00000-0000-7000-8000-000000000001", "01a00000-0000-7000-8000-000000000002"


@pytest.fixture
def desk(set_up: Path, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    root = DataFolder(Path(shutil.copytree(set_up, tmp_path / "desa")))
    with open_desk(root, None, clock) as desk:
        desk.save(salma(persetujuan=Persetujuan(tanggal=date(2026, 11, 10), cara="cap_jempol", saksi="LA BASRI")), 0)
        desk.save(salma(OTHER, nik="7402115408849418", nama="JUMRIA LATIF", keluar_tanggal=date(2021, 3, 4),
                        keluar_sebab="pindah", mulai=None), 0)
        desk.request_data(UID, "akses", "", desk.now() - timedelta(hours=80))
        yield desk


@pytest.fixture
def page(shell: Shell) -> Any:
    shell.go("data_pribadi")
    return shell.current


def answer(fill: Callable[[Any], object]) -> None:
    """Once a window comes up, fill it in and press its deed."""
    def act() -> None:
        window = QApplication.activeModalWidget()
        if not isinstance(window, QDialog):
            QTimer.singleShot(20, act)
            return
        fill(window)
        if window.isVisible() and hasattr(window, "ok"):
            window.ok.click()

    QTimer.singleShot(0, act)


def test_the_request_that_is_late_stands_first_with_its_person(page: Any) -> None:
    assert page.sub.text() == "1 permintaan terbuka, 1 lewat tenggat"
    assert page.tables[rows.ASKED].hasFocus()
    assert page.panel.title.text() == "Wa Ode Salma"
    assert "Lewat 8 jam" in page.models[rows.ASKED].cells(page.models[rows.ASKED].lines[0])
    assert page.panel.withdraw.isVisible()
    assert not page.panel.consent.isVisible()
    assert cut_texts(page) == []


def test_a_request_is_noted_by_key_and_ends_with_its_result(page: Any, desk: Desk, qtbot: Any) -> None:
    answer(lambda window: (window.kind.set_text("hapus"), window.words.set_text("Pindah desa")))
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.requests_due()[0] == 2)
    assert page.sub.text().startswith("2 permintaan terbuka")
    page.tables[rows.ASKED].selectRow(0)
    answer(lambda window: None)
    page.panel.answer.click()
    assert [row.jenis for row in desk.data_requests()] == ["hapus"]
    page.finished.click()
    assert len(page.models[rows.ASKED].lines) == 2


def test_a_request_of_somebody_deleted_since_can_still_be_closed_or_their_data_erased(
        page: Any, desk: Desk, qtbot: Any) -> None:
    desk.delete([UID])
    page.refresh()
    page.tables[rows.ASKED].selectRow(0)
    assert page.panel.title.text() == "Orangnya"
    assert page.panel.answer.isEnabled()
    assert not page.panel.copy.isEnabled()
    answer(lambda window: window.result.set_text("batal"))
    page.panel.answer.click()
    assert desk.requests_due() == (0, 0)
    assert not page.panel.erase.isEnabled()
    undo_id = desk.delete([OTHER])
    desk.undo(undo_id)
    desk.request_data(OTHER, "hapus")
    desk.delete([OTHER])
    page.refresh()
    page.tables[rows.ASKED].selectRow(0)
    answer(lambda window: window.clean.setChecked(False))
    page.panel.erase.click()
    qtbot.waitUntil(lambda: bool(desk.destructions()))
    assert desk.requests_due() == (0, 0)


def test_a_moment_to_come_is_refused_and_not_taken_for_now(page: Any, desk: Desk, qtbot: Any) -> None:
    told: list[str] = []

    def fill(window: Any) -> None:
        window.kind.set_text("hapus")
        window.day.set_text("21/12/2026")
        window.ok.click()
        told.append(window.wrong.text())
        window.reject()

    answer(fill)
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert "belum tiba" in told[0]
    assert desk.requests_due()[0] == 1


def test_rest_and_back_with_a_reason_that_may_not_be_empty(page: Any, desk: Desk) -> None:
    def first_empty(window: Any) -> None:
        window.ok.click()
        assert "Alasannya belum ditulis." in window.wrong.text()
        window.why.set_text("Dipersoalkan")

    answer(first_empty)
    page.panel.restrict.click()
    assert desk.data_rights(UID).dibatasi.endswith("Dipersoalkan")
    assert page.panel.lift.isVisible()
    assert not page.panel.restrict.isVisible()
    answer(lambda window: window.why.set_text("Sudah cocok"))
    page.panel.lift.click()
    assert desk.data_rights(UID).dibatasi == ""


def test_a_thumb_needs_a_witness(page: Any, desk: Desk) -> None:
    desk.withdraw_consent(UID, "")
    page.refresh()

    def fill(window: Any) -> None:
        window.way.set_text("cap_jempol")
        window.ok.click()
        assert "saksi" in window.wrong.text()
        window.witness.set_text("LA HAMID")

    answer(fill)
    page.panel.consent.click()
    given = desk.read(UID).persetujuan
    assert given is not None
    assert (given.saksi, given.ditarik) == ("LA HAMID", None)


def test_who_is_over_their_time_is_erased_after_the_window_said_what_goes(page: Any, desk: Desk) -> None:
    page.tabs.step(1)
    assert page.tabs.current == rows.KEPT
    assert page.panel.title.text() == "Jumria Latif"
    told: list[str] = []
    answer(lambda window: told.append(window.heading.text()))
    page.erase_many.click()
    assert told == ["Hapus selamanya: Jumria Latif"]
    assert [p.uid for p in desk.everyone()] == [UID]
    assert page.tabs.current == rows.GONE
    assert page.models[rows.GONE].lines[0].dasar == "retensi"
    assert page.report.isEnabled()


def test_the_editor_leads_here_and_back_and_keeps_the_witness(shell: Shell, desk: Desk, qtbot: Any) -> None:
    shell.go("editor", uid=UID)
    editor: Any = shell.current
    papers = editor.form.papers
    assert (papers.way.text(), papers.witness.text()) == ("cap_jempol", "LA BASRI")
    assert papers.withdrawn.isHidden()
    editor.frame_.head.rights.click()
    assert shell.current_name == "data_pribadi"
    page: Any = shell.current
    assert page.panel.title.text() == "Wa Ode Salma"
    assert page.panel.copy.hasFocus()
    desk.withdraw_consent(UID, "")
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert shell.current_name == "editor"
    assert "Ditarik 21/11/2026" in papers.withdrawn.words.text()
    assert not papers.withdrawn.isHidden()
    papers.day.set_text("20/11/2026")
    papers.day.changed.emit("20/11/2026")
    assert papers.withdrawn.isHidden()
    editor.save()
    given = desk.read(UID).persetujuan
    assert given is not None
    assert (given.tanggal, given.saksi, given.ditarik) == (date(2026, 11, 20), "LA BASRI", None)


def test_beranda_says_that_a_request_is_due(shell: Shell) -> None:
    shell.go("beranda")
    page: Any = shell.current
    row = next(row for row in page.rows if "permintaan data pribadi" in row.step.what)
    row.button.click()
    assert shell.current_name == "data_pribadi"


def test_an_operator_sees_the_page_but_neither_erases_nor_restricts(desk: Desk, qtbot: Any) -> None:
    from dataclasses import replace

    from jamsos_desktop.model.rights import ROLES

    desk.ctx = replace(desk.ctx, role=ROLES["operator"])
    with window_of(desk, qtbot) as shell:
        shell.go("data_pribadi")
        panel = shell.current.panel
        assert panel.copy.isEnabled()
        assert panel.ask.isEnabled()
        assert not any(button.isEnabled() for button in (panel.erase, panel.restrict, panel.withdraw))
        assert "sekretaris" in panel.erase.toolTip()
