"""Page Perbarui: from a stick to a newer program, with real releases, a real desk and a window that closes for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import InModal, cut_texts, window_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk import Desk, Ready, UpgradeNote, backing, upgrading_kept
from jamsos_desktop.model.rights import ROLES
from jamsos_desktop.settings import Settings
from jamsos_desktop.store import backups
from jamsos_desktop.store.schema import STEPS
from tests import release_kit
from tests.release_kit import KEY, NEWS, Asked, program
from ui import app as application
from ui.drives import Drive
from ui.pages.wizard_pulihkan import RestoreWizard
from ui.upgrading import close_for, tell_news
from ui.widgets import Button
from ui.window import Shell


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release_kit.source_of(tmp_path_factory.mktemp("sumber"), "1.1.0")


@pytest.fixture
def village(desk: Desk, tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("JAMSOS_HARI_INI", desk.today.isoformat())  # of the program started over it
    place = release_kit.bundle(tmp_path / "pasang/JamsosDesa", tmp_path, "1.0.0")
    desk.program, desk.release_key = program(place), KEY
    return desk


@pytest.fixture
def stick(tmp_path: Path, source: Path) -> Drive:
    root = tmp_path / "FLASHDISK DESA"
    tree = release_kit.bundle(tmp_path / "isi/JamsosDesa", source, "1.1.0")
    content, size, count = release_kit.packed(tree)
    release_kit.write(root / "JamsosDesa", content, Asked("1.1.0"), (size, count))
    release_kit.write(root, b"MZ", Asked("1.1.0", "windows"))
    return Drive(root, "E: FLASHDISK DESA", 12_000_000_000, 14_000_000_000, True)


@pytest.fixture
def shell(village: Desk, qtbot: Any) -> Iterator[Shell]:
    with window_of(village, qtbot) as opened:
        yield opened


def open_page(shell: Shell, qtbot: Any, *found: Drive) -> Any:
    page = shell.page("perbarui")
    page.find_drives = lambda: found
    shell.go("perbarui")
    qtbot.waitUntil(lambda: len(page.offers.rows) == 2 * len(found) and not shell.busy, timeout=10_000)
    return page


def test_work_elsewhere_in_the_window_is_ended_first(shell: Shell, village: Desk, qtbot: Any, tmp_path: Path) -> None:
    """Who went on with other work while the newer program was tried closes the window himself."""
    assert village.program is not None
    shell.go("pengaturan")
    close_for(shell, Ready(village.program, "1.1.0", tmp_path, village.folder.root, tmp_path, diuji=True))
    assert shell.isVisible()
    assert shell.asking.text == "Versi 1.1.0 siap. Versi baru terbuka sesudah jendela ini ditutup."
    with qtbot.waitSignal(shell.closed):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_esc_stops_it_and_nothing_is_left(shell: Shell, village: Desk, qtbot: Any, stick: Drive) -> None:
    page = open_page(shell, qtbot, stick)
    page.upgrade(page.detail.path)
    qtbot.waitUntil(lambda: "versi baru" in page.strip.note_label.text(), timeout=60_000)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.result.isVisible, timeout=20_000)
    assert page.result.words.text() == "Dibatalkan. Program dan data belum berubah."
    assert not list(village.folder.installers.glob("*"))
    assert page.isAncestorOf(shell.focusWidget())
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert shell.current_name == "pengaturan"


def test_a_release_just_found_is_a_panel_at_once(shell: Shell, qtbot: Any, stick: Drive) -> None:
    """No turn of the event loop between what was found and the key."""
    page = open_page(shell, qtbot, stick)
    page._found((stick,), tuple(page._offers.values()))
    page.detail.go.setFocus()
    page.next_panel()
    assert shell.focusWidget() is page.offers.rows[0].button


def test_a_double_clicked_file_is_checked_and_shown(shell: Shell, qtbot: Any, stick: Drive, tmp_path: Path) -> None:
    page = open_page(shell, qtbot)
    page.take_release(stick.root / "JR-1.1.0-windows.jdx")
    qtbot.waitUntil(page.detail.isVisible, timeout=10_000)
    assert not page.detail.go.isVisible()
    assert "File ini untuk Windows" in page.detail.refusal.words.text()
    (tmp_path / "JR-1.2.0-linux.jdx").write_bytes(b"bukan rilis")
    page.take_release(tmp_path / "JR-1.2.0-linux.jdx")
    qtbot.waitUntil(page.result.isVisible, timeout=10_000)
    assert page.result.property("note") == "error"
    assert "bukan file pembaruan" in page.result.words.text()


def test_after_an_upgrade_it_is_told_once_and_the_way_back_is_counted(
        shell: Shell, village: Desk, qtbot: Any, tmp_path: Path) -> None:
    kept = backing.keep(village.ctx, "pembaruan")
    upgrading_kept.write_note(village.folder, UpgradeNote("1.0.0", "1.1.0", kept.dibuat, kept.path.name, NEWS))
    tell_news(shell)
    assert shell.asking.text == "Versi 1.1.0 belum terpasang. Program dan data masih seperti semula."
    shell.asking.put_away()
    assert village.program is not None
    village.program = village.program._replace(versi="1.1.0")
    tell_news(shell)
    assert shell.asking.text.startswith("Sekarang versi 1.1.0. Cadangan sebelum pembaruan: "
                                        f"{kept.path.name}. Yang baru: ")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert shell.current_name == "perbarui"
    page = shell.page("perbarui")
    assert page.version.facts["Versi"].text() == "Jamsos Desa 1.1.0"
    assert page.way_back.lost.words.text().endswith("belum ada yang diketik, jadi tidak ada yang hilang.")
    village.set_unit(replace(village.unit, kode_pos="93999"))
    page.refresh()
    assert page.way_back.lost.words.text().endswith("hilang: 1 perubahan.")
    opened: list[Path] = []
    page.paper.open_file = lambda path: bool(opened.append(path)) or True
    page.print_now()
    qtbot.waitUntil(lambda: bool(opened) or bool(shell.asking.text), timeout=20_000)
    assert page.paper.path.name.startswith("Kembali-ke-versi-1.0.0")
    shell.asking.put_away()
    tell_news(shell)
    assert shell.asking.text == ""


@pytest.mark.parametrize("size", [(1366, 698), (1093, 544)])
def test_without_a_key_or_a_right_it_says_so(shell: Shell, village: Desk, qtbot: Any, stick: Drive,
                                             size: tuple[int, int]) -> None:
    shell.resize(*size)
    village.release_key = None
    page = open_page(shell, qtbot)
    assert page.notice.words.text().startswith("Program ini dibuat tanpa kunci pembaruan.")
    assert not cut_texts(shell)
    village.release_key, whole = KEY, village.ctx
    village.ctx = replace(whole, role=ROLES["operator"])
    page = open_page(shell, qtbot, stick)
    assert page.notice.words.text().startswith("Memperbarui aplikasi hanya boleh dilakukan sekretaris.")
    assert not page.detail.go.isEnabled()
    assert not page.works("F10")
    village.ctx = whole


def test_a_stick_brings_the_newer_program_once_the_window_has_closed(
        village: Desk, stick: Drive, qtbot: Any, qapp: QApplication) -> None:
    """One key upgrades, in the whole of ``ui.app``: everything is checked and tried, the desk is closed and let go, and
    only then the folders change their names."""
    folder, place = village.folder, village.program
    village.close()
    running = application.Program(qapp, folder)
    assert running.start()
    shell = running.window
    assert isinstance(shell, Shell)
    shell.desk.program, shell.desk.release_key = place, KEY
    page = open_page(shell, qtbot, stick)
    assert page.detail.offer.versi == "1.1.0"
    assert page.detail.offer.baru == NEWS
    assert [row.findChild(type(page.version.chip)).text for row in page.offers.rows] == [
        "Lebih baru", "Untuk sistem lain"]
    assert not cut_texts(shell)
    qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_F10)
    assert page.strip.isVisible()
    qtbot.waitUntil(lambda: running.ready is not None, timeout=60_000)
    assert page.result.words.text().startswith("Versi 1.1.0 siap.")
    assert not shell.isVisible()
    assert running.ready is not None
    assert running.ready.diuji
    assert [one.sebab for one in backups.own(folder)] == ["pembaruan"]
    assert running.put_in_place() == 0
    assert place is not None
    opened = place.folder / "dibuka.txt"
    qtbot.waitUntil(lambda: opened.exists() and opened.read_text().endswith("\n"), timeout=20_000)  # another process
    assert opened.read_text() == f"1.1.0 --data {folder.root}\n"
    assert Settings(folder.window_state).get("halaman", [])[1] == "perbarui"


def press(words: str) -> InModal:
    """Press the button of that name in the next window that asks."""
    def act(window: Any) -> None:
        said.append(str(window.problem))
        next(one for one in window.findChildren(Button) if words in one.text()).click()

    said: list[str] = []
    modal = InModal(act)
    modal.said = said  # type: ignore[attr-defined]
    return modal


def test_an_older_program_leads_to_the_backup(village: Desk, qtbot: Any, qapp: QApplication) -> None:
    """Its refusal of newer data has the button of the way back, and leaving that road leads to the refusal again."""
    folder = village.folder
    kept = backing.keep(village.ctx, "pembaruan")
    with village.ctx.open() as db, db.write():
        db.run("UPDATE _sqlite_migrations SET name = 'm999_besok' WHERE name = ?", (STEPS[-1][0],))
    village.close()
    asked = press("Pulihkan cadangan")
    running = application.Program(qapp, folder)
    assert running.start()
    wizard = running.window
    assert isinstance(wizard, RestoreWizard)
    assert "versi 1.0.0" in asked.said[0]  # type: ignore[attr-defined]
    assert kept.path.name in asked.said[0]  # type: ignore[attr-defined]
    again = press("Tutup")
    wizard.left.emit()
    assert again.done
    wizard.close()
