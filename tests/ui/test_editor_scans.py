"""Scans in the editor's papers: taken, looked at and removed by keyboard, in a real window over a real desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from clerk_desk import Answers, InModal, cut_texts
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from jamsos_desktop.desk import Desk
from tests.conftest import salma
from ui.pages.editor import EditorPage
from ui.pages.scan_window import ScanWindow
from ui.window import Shell

UID = salma().uid
K = Qt.Key


@pytest.fixture
def page(shell: Shell, desk: Desk, qtbot: Any) -> EditorPage:
    desk.save(salma(), 0)
    shell.go("editor", uid=UID, field="berkas.KTP")
    found = shell.current
    assert isinstance(found, EditorPage)
    return found


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    image = QImage(2000, 1200, QImage.Format.Format_RGB32)
    image.fill(0xCCDDEE)
    assert image.save(str(tmp_path / "ktp.png"))
    return tmp_path / "ktp.png"


def offer(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """What the system's window for choosing a file gives; it cannot be shown without a screen."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path) if path else "", ""))


def press(qtbot: Any, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def test_a_scan_is_taken_shown_and_removed_by_keyboard(page: EditorPage, desk: Desk, qtbot: Any, picture: Path,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    row = page.form.papers.rows["KTP"]
    assert QApplication.focusWidget() is row
    assert row.take.isVisible()
    assert not row.scan_word.isVisible()
    offer(monkeypatch, picture)
    press(qtbot, K.Key_Tab)
    assert QApplication.focusWidget() is row.take
    assert row.take.accessibleName() == "Ambil scan Fotokopi KTP-el"
    press(qtbot, K.Key_Return)
    assert desk.scan(UID, "KTP") == picture.read_bytes()
    assert (row.scan_word.isVisible(), row.take.isVisible(), row.state) == (True, False, "ada")
    assert "ada scan" in row.accessibleDescription()
    assert QApplication.focusWidget() is row.look
    seen: list[tuple[int, int]] = []

    def look(window: QWidget) -> None:
        assert isinstance(window, ScanWindow)
        assert cut_texts(window) == []
        seen.append((window.picture.pixmap().width(), window.picture.pixmap().height()))
        qtbot.keyClick(window, K.Key_Escape)

    first = InModal(look)
    press(qtbot, K.Key_Return)
    assert first.done
    page.shell.activateWindow()  # without a screen no window manager gives the keyboard back
    qtbot.waitUntil(lambda: QApplication.focusWidget() is row.look)
    assert seen[0][0] < 2000
    assert seen[0][0] * 6 // 10 == pytest.approx(seen[0][1], abs=1)
    press(qtbot, K.Key_Tab)
    assert QApplication.focusWidget() is row.remove
    second = InModal(lambda window: qtbot.mouseClick(  # the danger button holds the focus: Enter would do as well
        next(b for b in window.findChildren(QPushButton) if b.text() == "Hapus scan"), Qt.MouseButton.LeftButton))
    press(qtbot, K.Key_Return)
    assert second.done
    page.shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is row.take)
    assert desk.scans(UID) == {}
    assert (row.take.isVisible(), row.scan_word.isVisible(), row.state) == (True, False, "ada")  # the tick stays


def test_escape_in_the_file_window_changes_nothing(page: EditorPage, desk: Desk, qtbot: Any,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, None)
    page.form.papers.rows["KK"].take.click()
    assert (desk.scans(UID), page.form.papers.rows["KK"].state) == ({}, "")


def test_a_wrong_file_is_refused_in_words(page: EditorPage, desk: Desk, tmp_path: Path, answers: Answers,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kk.docx").write_bytes(b"PK\x03\x04")
    offer(monkeypatch, tmp_path / "kk.docx")
    page.form.papers.rows["KK"].take.click()
    assert answers.codes == ["SCAN_BUKAN_GAMBAR"]
    assert desk.scans(UID) == {}


def test_somebody_new_is_saved_first(shell: Shell, desk: Desk, answers: Answers) -> None:
    shell.go("editor", kelompok="pekerja_rentan")
    page = shell.current
    assert isinstance(page, EditorPage)
    page.form.papers.rows["KTP"].take.click()
    assert answers.codes == ["BELUM_DISIMPAN"]


def test_the_next_person_shows_their_own_scans(page: EditorPage, desk: Desk, picture: Path) -> None:
    other = desk.save(salma(uid="u9", nik="7402115408849418"), 0)
    page.scans.attach("KTP", picture)
    page.open_uid(other.uid)
    assert not page.form.papers.rows["KTP"].has_scan
    page.open_uid(UID)
    assert page.form.papers.rows["KTP"].has_scan


def test_a_pdf_is_turned_page_by_page(page: EditorPage, shell: Shell, qtbot: Any, tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "kk.pdf"), pagesize=(300, 200))
    for _ in range(2):
        canvas.drawString(20, 50, "Kartu Keluarga")
        canvas.showPage()
    canvas.save()
    page.scans.attach("KK", tmp_path / "kk.pdf")
    page.form.papers.rows["KK"].look.click()

    def window() -> ScanWindow | None:
        return next((w for w in shell.findChildren(ScanWindow) if w.isVisible()), None)

    qtbot.waitUntil(lambda: window() is not None)
    shown = window()
    assert shown is not None
    assert shown.word.text() == "Halaman 1 dari 2"
    assert not shown.before.isEnabled()
    shown.after.click()
    qtbot.waitUntil(lambda: shown.word.text() == "Halaman 2 dari 2")
    shown.before.click()  # closed while the page is still being drawn
    assert shell.busy
    qtbot.keyClick(shown, K.Key_Escape)
    qtbot.waitUntil(lambda: not shell.busy)
    assert window() is None
