"""Scans in the editor's papers: chosen, dropped, made ready, looked at and removed, by keyboard in a real window."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import Answers, InModal, cut_texts
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from jamsos_desktop.desk import Desk, Query, ScanEdit
from tests.conftest import salma
from tests.photos import photo
from ui.drives import Drive
from ui.pages.editor import EditorPage
from ui.pages.scan_intake import ScanIntake
from ui.pages.scan_pick import ScanPicker
from ui.pages.scan_window import ScanWindow
from ui.window import Shell

UID = salma().uid
K, M = Qt.Key, Qt.KeyboardModifier
PLAIN = M.NoModifier


@pytest.fixture
def desk(module_desk: Desk) -> Desk:
    return module_desk


@pytest.fixture
def shell(editor_shell: Shell) -> Shell:
    return editor_shell


@pytest.fixture
def page(shell: Shell, desk: Desk, stick: Drive) -> EditorPage:
    if not desk.uids(Query()):
        desk.save(salma(), 0)
    for kode in desk.scans(UID):
        desk.drop_scan(UID, kode)
    shell.go("editor", uid=UID, field="berkas.KTP")
    found = shell.current
    assert isinstance(found, EditorPage)
    found.scans.find_drives = lambda: (stick,)
    return found


def keep(stick: Drive, name: str, data: bytes, age: int = 0) -> Path:
    path = stick.root / name
    path.write_bytes(data)
    os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    return path


def located() -> bytes:
    """A large photo that says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "PonselDesa"
    exif.get_ifd(0x8825)[1] = "S"
    return photo(size=(2000, 1200), exif=exif)


def press(qtbot: Any, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def window_of(shell: Shell, kind: type[Any], qtbot: Any) -> Any:
    """The window of that kind that stands open."""
    qtbot.waitUntil(lambda: any(w.isVisible() for w in shell.findChildren(kind)))
    found = next(w for w in shell.findChildren(kind) if w.isVisible())
    found.activateWindow()
    return found


def intake(page: EditorPage, qtbot: Any, *paths: Path, kode: str = "KTP") -> ScanIntake:
    page.scans.make_ready(kode, list(paths))
    window: ScanIntake = window_of(page.shell, ScanIntake, qtbot)
    qtbot.waitUntil(lambda: window.item.fresh or window.item.problem is not None or window.item.is_pdf)
    return window


def kept(desk: Desk, kode: str = "KTP") -> Image.Image:
    return Image.open(io.BytesIO(desk.scan(UID, kode)))


def test_a_photo_from_the_stick_becomes_a_scan_by_keyboard(page: EditorPage, shell: Shell, desk: Desk, qtbot: Any,
                                                           stick: Drive) -> None:
    original = keep(stick, "IMG_1.jpg", located())
    keep(stick, "lama.jpg", photo("LAMA"), 50)
    row = page.form.papers.rows["KTP"]
    assert QApplication.focusWidget() is row
    press(qtbot, K.Key_Tab)
    assert QApplication.focusWidget() is row.take
    assert row.take.accessibleName() == "Ambil scan Fotokopi KTP-el"
    press(qtbot, K.Key_Return)
    picker = window_of(shell, ScanPicker, qtbot)
    qtbot.waitUntil(lambda: picker.photos.count() == 2)
    assert picker.chosen() == [original]  # the newest is in hand
    assert cut_texts(picker) == []
    qtbot.keyClick(picker.photos, K.Key_Return)
    window = window_of(shell, ScanIntake, qtbot)
    qtbot.waitUntil(lambda: window.item.fresh)
    assert cut_texts(window) == []
    assert "menjadi" in window.tools.size.text()
    assert "KB" in window.tools.size.text()
    qtbot.keyClick(window.canvas, K.Key_Return, M.ControlModifier)
    qtbot.waitUntil(lambda: "KTP" in desk.scans(UID))
    assert kept(desk).size == (1600, 960)
    assert b"PonselDesa" not in desk.scan(UID, "KTP")
    assert original.read_bytes() == located()
    assert (row.scan_word.isVisible(), row.take.text().strip(), row.state) == (True, "Ganti...", "ada")
    assert "ada scan" in row.accessibleDescription()
    shell.activateWindow()  # without a screen no window manager gives the keyboard back
    qtbot.waitUntil(lambda: QApplication.focusWidget() is row.look)


def test_a_scan_is_looked_at_and_removed_by_keyboard(page: EditorPage, desk: Desk, qtbot: Any, stick: Drive) -> None:
    row = page.form.papers.rows["KTP"]
    page.scans.attach("KTP", keep(stick, "a.jpg", located()))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is row.look)
    seen: list[tuple[int, int]] = []

    def look(window: QWidget) -> None:
        assert isinstance(window, ScanWindow)
        assert cut_texts(window) == []
        seen.append((window.picture.pixmap().width(), window.picture.pixmap().height()))
        qtbot.keyClick(window, K.Key_Escape)

    first = InModal(look)
    press(qtbot, K.Key_Return)
    assert first.done
    page.shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is row.look)
    assert seen[0][0] < 1600
    assert seen[0][0] * 6 // 10 == pytest.approx(seen[0][1], abs=1)
    press(qtbot, K.Key_Tab)
    assert QApplication.focusWidget() is row.remove
    press(qtbot, K.Key_Return)
    assert desk.scans(UID) == {}
    press(qtbot, K.Key_Z, M.ControlModifier)  # nobody was asked, so it can be taken back
    qtbot.waitUntil(lambda: row.has_scan)
    row.remove.setFocus()
    press(qtbot, K.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is row.take)
    assert desk.scans(UID) == {}
    assert (row.take.text().strip(), row.scan_word.isVisible(), row.state) == ("Ambil scan...", False, "ada")


def test_cutting_turning_and_going_back_by_keyboard(page: EditorPage, desk: Desk, qtbot: Any, stick: Drive) -> None:
    window = intake(page, qtbot, keep(stick, "a.jpg", photo(size=(800, 600))))
    canvas = window.canvas
    assert canvas.hand == "sisi kiri"
    for _ in range(5):
        qtbot.keyClick(canvas, K.Key_Right, M.ShiftModifier)
    qtbot.keyClick(canvas, K.Key_Left)
    qtbot.keyClick(canvas, K.Key_Space)
    qtbot.keyClick(canvas, K.Key_Down, M.ShiftModifier)
    assert canvas.hand == "sisi atas"
    assert "sisi atas" in window.tools.hand.text()
    assert "Sisi atas" in canvas.accessibleDescription()
    assert window.item.edit.sudut == ((0.195, 0.04), (1.0, 0.04), (1.0, 1.0), (0.195, 1.0))
    qtbot.keyClick(canvas, K.Key_Up, M.ShiftModifier)
    qtbot.keyClick(canvas, K.Key_Up, M.ShiftModifier)
    assert window.item.edit.sudut[0] == (0.195, 0.0)  # never past the edge
    qtbot.keyClick(window.tools.back, K.Key_Return)
    assert (window.item.edit, canvas.corners[0]) == (ScanEdit(), (0.0, 0.0))
    qtbot.keyClick(window.tools.right, K.Key_Return)
    qtbot.keyClick(window.tools.tilt, K.Key_Right)
    assert (window.item.edit.putar, window.item.edit.miring) == (1, 0.5)
    assert window.tools.tilt_word.text() == "Luruskan: 0,5 derajat ke kanan"
    qtbot.keyClick(window.tools.tilt, K.Key_Left)
    qtbot.waitUntil(lambda: window.item.fresh)
    qtbot.keyClick(window, K.Key_F10)
    qtbot.waitUntil(lambda: "KTP" in desk.scans(UID))
    assert kept(desk).size == (600, 800)


def test_a_handle_is_drawn_with_the_mouse_and_corners_move_alone(page: EditorPage, desk: Desk, qtbot: Any,
                                                                 stick: Drive) -> None:
    window = intake(page, qtbot, keep(stick, "a.jpg", photo(size=(800, 600))))
    canvas = window.canvas
    qtbot.mouseClick(window.tools.free, Qt.MouseButton.LeftButton)
    start, box = canvas.place_of("sudut kanan bawah"), canvas.picture_rect()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start.toPoint())
    qtbot.mouseMove(canvas, (start - QPointF(box.width() / 4, box.height() / 4)).toPoint())
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton)
    corners = window.item.edit.sudut
    assert corners[:2] == ((0.0, 0.0), (1.0, 0.0))
    assert corners[2] == (pytest.approx(0.75, abs=0.01), pytest.approx(0.75, abs=0.01))
    assert not window.item.edit.straight
    qtbot.mouseClick(window.tools.free, Qt.MouseButton.LeftButton)  # a rectangle again, around what was chosen
    assert window.item.edit.sudut == ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    window.reject()
    qtbot.waitUntil(lambda: not page.shell.busy)
    assert desk.scans(UID) == {}


def test_several_photos_are_given_to_papers_and_a_broken_one_says_so(page: EditorPage, desk: Desk, qtbot: Any,
                                                                     stick: Drive) -> None:
    papers = list(page.form.papers.rows)
    files = [keep(stick, f"{n}.jpg", photo(f"LEMBAR {n}", kind=kind)) for n, kind in enumerate(("JPEG", "PNG"))]
    broken = keep(stick, "rusak.jpg", photo()[:-500])
    window = intake(page, qtbot, *files, broken, kode="KK")
    free = [kode for kode in papers if kode != "KK"]
    assert [item.kode for item in window.items] == ["KK", *free[:2]]
    assert window.store.text() == "&Simpan 3 scan"
    qtbot.keyClick(window, K.Key_PageDown)
    qtbot.keyClick(window, K.Key_PageDown)
    qtbot.waitUntil(lambda: window.item.problem is not None)
    assert window.note.words.text().startswith("Foto rusak.jpg terpotong atau rusak.")
    assert (window.item.kode, window.store.text(), window.store.isEnabled()) == ("", "&Simpan 2 scan", True)
    qtbot.keyClick(window, K.Key_PageUp)
    window.tools.paper.edit.set_text("KK")
    window.tools.paper.edit.activated.emit(0)
    assert window.note.words.text() == "Dua foto untuk Fotokopi Kartu Keluarga. Satu berkas memuat satu scan."
    assert not window.store.isEnabled()
    window.tools.paper.edit.set_text("KTP")
    window.tools.paper.edit.activated.emit(0)
    qtbot.waitUntil(lambda: window.item.fresh)
    window.store.click()
    qtbot.waitUntil(lambda: set(desk.scans(UID)) == {"KK", "KTP"})
    assert page.form.papers.rows["KK"].state == page.form.papers.rows["KTP"].state == "ada"


def test_a_broken_one_found_only_when_saving_is_told_and_left_out(page: EditorPage, desk: Desk, qtbot: Any,
                                                                   stick: Drive) -> None:
    window = intake(page, qtbot, keep(stick, "a.jpg", photo()), keep(stick, "rusak.jpg", photo()[:-500]))
    assert window.store.text() == "&Simpan 2 scan"
    window.store.click()
    qtbot.waitUntil(lambda: window.note.isVisible() and window.store.isEnabled())
    assert window.note.words.text().startswith("Foto rusak.jpg terpotong atau rusak.")
    assert (desk.scans(UID), window.store.text()) == ({}, "&Simpan scan")  # all or none
    window.store.click()
    qtbot.waitUntil(lambda: set(desk.scans(UID)) == {"KTP"})


def drop_on(target: QWidget, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    middle, copy, left = QPointF(target.rect().center()), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(middle.toPoint(), copy, data, left, PLAIN)
    QApplication.sendEvent(target, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(target, QDropEvent(middle, copy, data, left, PLAIN))


def test_files_dropped_on_a_paper_or_the_frame_are_made_ready(page: EditorPage, shell: Shell, desk: Desk, qtbot: Any,
                                                              stick: Drive) -> None:
    path = keep(stick, "a.jpg", photo())
    drop_on(page.form.papers.rows["KK"], path)
    window = window_of(shell, ScanIntake, qtbot)
    assert [item.kode for item in window.items] == ["KK"]
    window.reject()
    drop_on(page.form.papers.zone, path, path)
    qtbot.waitUntil(lambda: any(len(w.items) == 2 for w in shell.findChildren(ScanIntake)))
    second = next(w for w in shell.findChildren(ScanIntake) if w.isVisible())
    assert [item.kode for item in second.items] == list(page.form.papers.rows)[:2]
    second.reject()
    qtbot.waitUntil(lambda: not shell.busy)
    assert (desk.scans(UID), path.exists()) == ({}, True)
    data = QMimeData()
    data.setText("bukan file")
    at = QPointF(5, 5).toPoint()
    entering = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, PLAIN)
    entering.ignore()
    QApplication.sendEvent(page.form.papers.zone, entering)
    assert not entering.isAccepted()


def test_a_wrong_file_is_refused_in_words_and_esc_keeps_nothing(page: EditorPage, desk: Desk, qtbot: Any,
                                                                stick: Drive) -> None:
    window = intake(page, qtbot, keep(stick, "kk.docx", b"PK\x03\x04"), kode="KK")
    assert window.note.words.text().startswith("File kk.docx berisi dokumen atau arsip, bukan foto")
    assert not window.store.isEnabled()
    qtbot.keyClick(window, K.Key_Escape)
    assert (desk.scans(UID), page.form.papers.rows["KK"].state) == ({}, "")


def test_the_picker_says_where_there_is_nothing_and_what_is_plugged_in_later(page: EditorPage, shell: Shell, qtbot: Any,
                                                                             stick: Drive) -> None:
    page.scans.find_drives = lambda: ()
    page.form.papers.zone.button.click()
    picker = window_of(shell, ScanPicker, qtbot)
    qtbot.waitUntil(lambda: picker.places.count() > 0)
    assert stick.name not in [picker.places.item(row).text() for row in range(picker.places.count())]
    picker._find = lambda: (stick,)
    qtbot.keyClick(picker, K.Key_F5)
    qtbot.waitUntil(lambda: picker.places.item(0).text() == stick.name)
    picker.places.setCurrentRow(0)
    qtbot.waitUntil(lambda: picker.words.text().startswith("Tidak ada foto atau PDF di sini."))
    assert not picker.get.isEnabled()
    qtbot.keyClick(picker, K.Key_Escape)
    assert not picker.isVisible()


def test_somebody_new_is_saved_first(shell: Shell, desk: Desk, answers: Answers) -> None:
    shell.go("editor", kelompok="pekerja_rentan")
    page = shell.current
    assert isinstance(page, EditorPage)
    page.form.papers.rows["KTP"].take.click()
    assert answers.codes == ["BELUM_DISIMPAN"]


def test_the_next_person_shows_their_own_scans(page: EditorPage, desk: Desk, stick: Drive) -> None:
    other = desk.save(salma(uid="u9", nik="7402115408849418"), 0)
    page.scans.attach("KTP", keep(stick, "a.jpg", photo()))
    page.open_uid(other.uid)
    assert not page.form.papers.rows["KTP"].has_scan
    page.open_uid(UID)
    assert page.form.papers.rows["KTP"].has_scan


def test_a_pdf_is_kept_as_it_is_and_turned_page_by_page(page: EditorPage, shell: Shell, desk: Desk, qtbot: Any,
                                                        tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "kk.pdf"
    canvas = Canvas(str(path), pagesize=(300, 200))
    for _ in range(2):
        canvas.drawString(20, 50, "Kartu Keluarga")
        canvas.showPage()
    canvas.save()
    made = intake(page, qtbot, path, kode="KK")
    assert "PDF disimpan apa adanya" in made.tools.size.text()
    assert not made.tools.left.isEnabled()
    made.save()
    qtbot.waitUntil(lambda: "KK" in desk.scans(UID))
    assert desk.scan(UID, "KK") == path.read_bytes()
    page.form.papers.rows["KK"].look.click()
    shown = window_of(shell, ScanWindow, qtbot)
    assert shown.word.text() == "Halaman 1 dari 2"
    assert not shown.before.isEnabled()
    shown.after.click()
    qtbot.waitUntil(lambda: shown.word.text() == "Halaman 2 dari 2")
    shown.before.click()  # closed while the page is still being drawn
    assert shell.busy
    qtbot.keyClick(shown, K.Key_Escape)
    qtbot.waitUntil(lambda: not shell.busy)
    assert not any(w.isVisible() for w in shell.findChildren(ScanWindow))


def test_only_the_photo_in_hand_is_held_and_small_screens_show_all(page: EditorPage, shell: Shell, qtbot: Any,
                                                                  stick: Drive) -> None:
    shell.resize(910, 442)
    window = intake(page, qtbot, *(keep(stick, f"{n}.jpg", photo(f"LEMBAR {n}")) for n in range(3)))
    for _ in range(2):
        qtbot.keyClick(window, K.Key_PageDown)
        qtbot.waitUntil(lambda: window.item.fresh)
    assert [item.work is not None for item in window.items] == [False, False, True]
    assert all(item.fresh for item in window.items)
    assert window.tools.size.visibleRegion().boundingRect().height() == window.tools.size.height()
    window.reject()
    qtbot.waitUntil(lambda: not shell.busy)
    shown = ScanWindow(shell, "Fotokopi KTP-el")
    assert (shown.width() < 910, shown.height() < 442) == (True, True)
    shown.deleteLater()
