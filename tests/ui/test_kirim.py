"""Page Kirim with real key presses on real desks: the key, the kiriman, its receipt, the flash drive."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from clerk_desk import TODAY, Answers, InModal, cut_texts, make_desk, make_key, tab_stops, window_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk import Clock, Desk, Query, SetUp, open_desk, set_up_desa, unit_for
from jamsos_desktop.desk.packing import ask_full
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from ui import drives
from ui.ask import ProblemDialog
from ui.drives import Drive
from ui.pages.pin_sheet import PinSheet
from ui.window import Shell

GB = 1_000_000_000
PIN = "739164"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with make_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def keyed(desk: Desk, tmp_path: Path) -> Desk:
    """The desk with the key of its DPMD."""
    desk.take_in(make_key(tmp_path))
    return desk


def open_page(shell: Shell, qtbot: Any, *found: Drive) -> Any:
    page = shell.page("kirim")
    page.copying.find_drives = lambda: found
    shell.go("kirim")
    qtbot.waitUntil(lambda: page._state is not None and len(page.drives.rows) == len(found), timeout=15_000)
    return page


def press(qtbot: Any, shell: Shell, key: Qt.Key, ctrl: bool = False) -> None:
    target = QApplication.focusWidget() or shell
    qtbot.keyClick(target, key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)


def export(qtbot: Any, shell: Shell, page: Any) -> Path:
    press(qtbot, shell, Qt.Key.Key_E, ctrl=True)
    qtbot.waitUntil(lambda: page._kiriman is not None and page._fresh > 0, timeout=20_000)
    return page.desk.folder.outbox / page._kiriman.name


def told(qtbot: Any, shell: Shell, answers: Answers) -> str:
    """The sentences of the one problem window that came up."""
    qtbot.waitUntil(lambda: len(answers.said) == 1, timeout=15_000)
    shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None and QApplication.activeWindow() is shell)
    return answers.said[0]


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_without_a_key_it_is_refused_with_a_sentence(shell: Shell, desk: Desk, qtbot: Any, answers: Answers) -> None:
    page = open_page(shell, qtbot)
    assert page.recipient.chip.text == "Kunci belum ada"
    assert "JK-" in page.recipient.words.text()
    assert QApplication.focusWidget() is page.recipient.button  # Enter does what is missing
    before = files(desk.folder.outbox)
    press(qtbot, shell, Qt.Key.Key_E, ctrl=True)
    assert told(qtbot, shell, answers).startswith("Kunci DPMD belum ada di aplikasi ini.")
    assert desk.packages() == []
    assert files(desk.folder.outbox) == before
    assert page.package.make.isEnabled()


def test_without_a_key_no_pin_is_asked_for(tmp_path: Path, qtbot: Any) -> None:
    folder = DataFolder(tmp_path / "desa-pin")
    set_up_desa(folder, SetUp(unit_for("74.02.11.2017", "Abdul Rahim", "Nurhayati Salam"), "739164"), Clock(TODAY))
    with open_desk(folder, "739164", Clock(TODAY)) as desk, window_of(desk, qtbot) as shell:
        page = open_page(shell, qtbot)
        met: list[str] = []
        seen = InModal(lambda window: (met.append(type(window).__name__), window.reject()))
        press(qtbot, shell, Qt.Key.Key_E, ctrl=True)
        qtbot.waitUntil(lambda: seen.done)
        assert met == ["ProblemDialog"]
        shell.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is page.recipient.button)  # Enter does what is missing


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Desk]:
    """A desk behind a PIN that has sent all that is ready."""
    folder = DataFolder(tmp_path / "desa-pin")
    set_up_desa(folder, SetUp(unit_for("74.02.11.2017", "Abdul Rahim", "Nurhayati Salam"), PIN), Clock(TODAY))
    with open_desk(folder, PIN, Clock(TODAY)) as desk:
        run_to_end(desk.samples_job(25, 7))
        desk.take_in(make_key(tmp_path))
        run_to_end(desk.export_job())
        yield desk


def test_nothing_new_is_said_before_any_pin_is_asked_for(guarded: Desk, qtbot: Any) -> None:
    with window_of(guarded, qtbot) as shell:
        page = open_page(shell, qtbot)
        met: list[str] = []
        seen = InModal(lambda window: (met.append(said_in(window)), window.reject()))
        press(qtbot, shell, Qt.Key.Key_E, ctrl=True)
        qtbot.waitUntil(lambda: seen.done)
        assert met == ["Tidak ada perubahan sejak kiriman no. 1."]
        shell.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is page.package.make)
        assert len(guarded.packages()) == 1


@pytest.mark.parametrize("news", ["orang", "kantor", "diminta penuh"])
def test_whatever_there_is_to_send_waits_for_the_pin(guarded: Desk, qtbot: Any, news: str) -> None:
    with window_of(guarded, qtbot) as shell:
        page = open_page(shell, qtbot)
        if news == "orang":  # saved elsewhere: the page does not know of it yet
            person = guarded.read(guarded.uids(Query(tab="dalam_kiriman"))[0])
            guarded.save(replace(person, hp="081299009999"), person.revisi)
        elif news == "kantor":  # travels too, and is on no line of the page
            paper = guarded.berkas_desa()[0]
            guarded.set_berkas_desa(paper.kode, "tidak_ada" if paper.state == "ada" else "ada")
        else:
            with guarded.ctx.open() as db, db.write():
                ask_full(db, True)
        for given, made in (("000000", 1), (PIN, 2)):
            asked: list[str] = []
            seen = InModal(lambda window, given=given, asked=asked: give(qtbot, window, given, asked))
            press(qtbot, shell, Qt.Key.Key_E, ctrl=True)
            qtbot.waitUntil(lambda seen=seen: seen.done, timeout=10_000)
            shell.activateWindow()
            qtbot.waitUntil(lambda: QApplication.activeWindow() is shell and not shell.busy and not page._making,
                            timeout=20_000)
            assert (asked, len(guarded.packages())) == (["PIN"], made)


def said_in(window: Any) -> str:
    return window.heading.text() if isinstance(window, ProblemDialog) else "PIN" * isinstance(window, PinSheet)


def give(qtbot: Any, window: Any, pin: str, asked: list[str]) -> None:
    """The PIN typed where it is asked for; Esc after a wrong one, or where something else is said."""
    asked.append(said_in(window))
    if asked == ["PIN"]:
        qtbot.keyClicks(window.pin.focusProxy(), pin)
    if window.isVisible():
        qtbot.keyClick(window, Qt.Key.Key_Escape)


def test_taking_in_the_key(shell: Shell, desk: Desk, qtbot: Any, tmp_path: Path, answers: Answers) -> None:
    page = open_page(shell, qtbot)
    page.take_key(make_key(tmp_path))
    qtbot.waitUntil(lambda: page.recipient.chip.text == "Kunci ada", timeout=10_000)
    sidik = desk.send_state().recipient.sidik
    assert page.recipient.code.text().replace(" ", "") == re.sub("[^0-9A-F]", "", sidik)
    assert page.recipient.name.text() == "DPMD Kabupaten Konawe"
    assert page.recipient.button.text().strip() == "Ganti kunci DPMD..."
    assert QApplication.focusWidget() is page.package.make
    assert "Cocokkan kodenya" in shell.toaster.text
    assert not answers.said


@pytest.mark.parametrize("what", ["teks", "kabupaten lain"])
def test_a_wrong_key_file_changes_nothing(shell: Shell, keyed: Desk, qtbot: Any, tmp_path: Path, answers: Answers,
                                          what: str) -> None:
    page = open_page(shell, qtbot)
    before = keyed.send_state().recipient
    wrong = tmp_path / "JK-7402.json"
    wrong.write_text("bukan kunci", "utf-8")
    page.take_key(wrong if what == "teks" else make_key(tmp_path, "74.71"))
    assert "Tidak ada data yang berubah." in told(qtbot, shell, answers)
    assert keyed.send_state().recipient == before


def test_ctrl_e_makes_a_verified_kiriman(shell: Shell, keyed: Desk, qtbot: Any) -> None:
    page = open_page(shell, qtbot)
    ready = len([r for r in keyed.rows(keyed.find(Query())).values() if r.status == "siap_kirim"])
    assert ready > 0
    assert page.sub.text() == "Kiriman nomor 1"
    assert QApplication.focusWidget() is page.package.make
    file = export(qtbot, shell, page)
    assert file.name == "JD-7402112017-0001.jdx"
    assert file.read_bytes().startswith(b"age-encryption.org/")
    info = keyed.packages()[0]
    assert page.package.name.text() == file.name
    assert "terkunci. Sudah diuji buka: isi utuh." in page.package.note.text()
    assert page.package.values["Kode periksa"].text() == info.kode_periksa
    assert page.package.values["Isi"].text() == f"{ready} calon peserta"
    assert page.package.status.text == "Dalam kiriman no. 1"
    assert keyed.counts().status["terkirim"] == ready
    qtbot.waitUntil(lambda: page.package.receipt.image is not None, timeout=10_000)


def test_the_excel_list_is_saved_too_when_ticked(shell: Shell, keyed: Desk, qtbot: Any, stick: Drive) -> None:
    page = open_page(shell, qtbot, stick)
    page.package.excel.setFocus()
    press(qtbot, shell, Qt.Key.Key_Space)
    file = export(qtbot, shell, page)
    sheet = file.with_suffix(".xlsx")
    assert sheet.read_bytes().startswith(b"PK")
    assert sheet.name in page.package.list_note.text()
    press(qtbot, shell, Qt.Key.Key_U, ctrl=True)
    qtbot.waitUntil(lambda: page.copying.done, timeout=10_000)
    assert files(stick.target) == {file.name, sheet.name}


def test_nothing_new_is_said_and_makes_no_file(shell: Shell, keyed: Desk, qtbot: Any, answers: Answers) -> None:
    page = open_page(shell, qtbot)
    export(qtbot, shell, page)
    before = files(keyed.folder.outbox)
    press(qtbot, shell, Qt.Key.Key_E, ctrl=True)
    assert told(qtbot, shell, answers).startswith("Tidak ada perubahan sejak kiriman no. 1.")
    assert len(keyed.packages()) == 1
    assert files(keyed.folder.outbox) == before


def test_a_change_after_sending_goes_with_the_next_number(shell: Shell, keyed: Desk, qtbot: Any) -> None:
    page = open_page(shell, qtbot)
    export(qtbot, shell, page)
    sent = next(uid for uid in keyed.uids(Query(tab="dalam_kiriman")))
    person = keyed.read(sent)
    keyed.save(replace(person, hp="081299009999"), person.revisi)
    page.opened()
    qtbot.waitUntil(lambda: page._state.changed == 1, timeout=10_000)
    assert page._kiriman is None
    assert page.sub.text() == "Kiriman nomor 2"
    assert page.package.values["Isi"].text().startswith("1 perubahan")


def test_an_expired_key_is_named_and_refused(tmp_path: Path, qtbot: Any, answers: Answers) -> None:
    with make_desk(tmp_path, 3) as desk:
        desk.take_in(make_key(tmp_path))
    with open_desk(desk.folder, None, Clock(date(2030, 1, 5))) as later, window_of(later, qtbot) as shell:
        page = open_page(shell, qtbot)
        assert page.recipient.chip.text == "Kunci habis"
        press(qtbot, shell, Qt.Key.Key_E, ctrl=True)
        assert "habis masa berlakunya" in told(qtbot, shell, answers)
        assert later.packages() == []


def test_whatsapp_words_hold_no_nik(shell: Shell, keyed: Desk, qtbot: Any) -> None:
    page = open_page(shell, qtbot)
    export(qtbot, shell, page)
    page.package.copy.setFocus()
    press(qtbot, shell, Qt.Key.Key_Return)
    words = QGuiApplication.clipboard().text()
    assert keyed.packages()[0].kode_periksa in words
    assert not re.search(r"\d{16}", words)
    assert not any(row.nama and row.nama in words.upper() for row in keyed.rows(keyed.find(Query())).values())


def test_ctrl_u_copies_the_very_bytes(shell: Shell, keyed: Desk, qtbot: Any, stick: Drive) -> None:
    page = open_page(shell, qtbot, stick)
    file = export(qtbot, shell, page)
    press(qtbot, shell, Qt.Key.Key_U, ctrl=True)
    qtbot.waitUntil(lambda: page.copying.done, timeout=10_000)
    assert (stick.target / file.name).read_bytes() == file.read_bytes()
    assert files(stick.root) == {"JamsosDesa", f"JamsosDesa/{file.name}"}
    assert f"Tersalin ke {stick.target} dan dibaca ulang: sama persis." in page.drives.result.words.text()
    assert not page.drives.eject.isVisible()  # a folder cannot be taken out


def test_enter_alone_makes_and_copies(shell: Shell, keyed: Desk, qtbot: Any, stick: Drive) -> None:
    page = open_page(shell, qtbot, stick)
    press(qtbot, shell, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._kiriman is not None and QApplication.focusWidget() is page.drives.rows[0].button,
                    timeout=20_000)
    press(qtbot, shell, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.copying.done, timeout=10_000)
    assert (stick.target / page._kiriman.name).is_file()
    assert QApplication.focusWidget() is page.package.print


def test_a_picked_folder_takes_the_file_itself(shell: Shell, keyed: Desk, qtbot: Any, tmp_path: Path) -> None:
    page = open_page(shell, qtbot)
    file = export(qtbot, shell, page)
    folder = tmp_path / "titipan"
    folder.mkdir()
    page.copying.add_folder(folder)
    qtbot.waitUntil(lambda: page.copying.done, timeout=10_000)
    assert files(folder) == {file.name}
    assert (folder / file.name).read_bytes() == file.read_bytes()


def test_a_place_that_cannot_be_written_is_said(shell: Shell, keyed: Desk, qtbot: Any, stick: Drive) -> None:
    stick.target.write_text("sudah ada file dengan nama ini", "utf-8")  # refuses even the superuser
    page = open_page(shell, qtbot, stick)
    file = export(qtbot, shell, page)
    whole = file.read_bytes()
    press(qtbot, shell, Qt.Key.Key_U, ctrl=True)
    qtbot.waitUntil(lambda: page.drives.result.property("note") == "error", timeout=10_000)
    assert "Salinan dibatalkan. Berkas asli aman di laptop." in page.drives.result.words.text()
    assert not page.copying.done
    assert file.read_bytes() == whole
    assert files(stick.root) == {"JamsosDesa"}
    assert page.drives.rows[0].button.isEnabled()


def test_another_kiriman_of_that_name_is_never_overwritten(shell: Shell, keyed: Desk, qtbot: Any,
                                                           stick: Drive) -> None:
    page = open_page(shell, qtbot, stick)
    file = export(qtbot, shell, page)
    stick.target.mkdir()
    (stick.target / file.name).write_bytes(b"kiriman lama")
    press(qtbot, shell, Qt.Key.Key_U, ctrl=True)
    qtbot.waitUntil(lambda: page.drives.result.property("note") == "error", timeout=10_000)
    assert (stick.target / file.name).read_bytes() == b"kiriman lama"


def test_a_stick_that_was_pulled_is_said_and_not_made_anew(shell: Shell, keyed: Desk, qtbot: Any,
                                                           stick: Drive) -> None:
    page = open_page(shell, qtbot, stick)
    export(qtbot, shell, page)
    shutil.rmtree(stick.root)
    press(qtbot, shell, Qt.Key.Key_U, ctrl=True)
    qtbot.waitUntil(lambda: page.drives.result.property("note") == "error", timeout=10_000)
    assert page.drives.result.words.text().startswith("Flashdisk tercabut. Salinan dibatalkan.")
    assert not stick.root.exists()


@pytest.mark.parametrize(("change", "word"), [({"free": 10}, "Penuh"), ({"writable": False}, "Hanya baca")])
def test_a_full_or_locked_stick_is_not_offered(shell: Shell, keyed: Desk, qtbot: Any, stick: Drive,
                                               change: dict[str, Any], word: str) -> None:
    page = open_page(shell, qtbot, replace(stick, **change))
    export(qtbot, shell, page)
    button = page.drives.rows[0].button
    assert (button.text(), button.isEnabled()) == (word, False)
    press(qtbot, shell, Qt.Key.Key_U, ctrl=True)
    assert page.drives.result.words.text().startswith("Tidak ada flashdisk yang bisa dipakai.")
    assert files(stick.root) == set()


def test_f5_finds_a_stick_that_was_plugged_in(shell: Shell, keyed: Desk, qtbot: Any, stick: Drive) -> None:
    page = open_page(shell, qtbot)
    assert page.drives.rows == []
    page.copying.find_drives = lambda: (stick,)
    press(qtbot, shell, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(page.drives.rows) == 1, timeout=10_000)
    assert not page.drives.rows[0].button.isEnabled()  # nothing to copy yet
    press(qtbot, shell, Qt.Key.Key_U, ctrl=True)
    assert page.drives.result.words.text() == "Buat kiriman dulu, baru salin ke flashdisk."


def test_desa_papers_are_ticked_by_key(shell: Shell, keyed: Desk, qtbot: Any) -> None:
    page = open_page(shell, qtbot)
    kode = keyed.berkas_desa()[0].kode
    page.ready.setFocus()
    page.ready._act("surat")
    assert QApplication.focusWidget() is page.ready.boxes[kode]
    press(qtbot, shell, Qt.Key.Key_Space)
    assert next(p.state for p in keyed.berkas_desa() if p.kode == kode) == "ada"
    qtbot.waitUntil(lambda: next(p.state for p in page._state.desa_papers if p.kode == kode) == "ada", timeout=10_000)
    assert page.ready.boxes[kode].isChecked()
    assert QApplication.focusWidget() is page.ready.boxes[kode]


def test_links_lead_to_the_people(shell: Shell, keyed: Desk, qtbot: Any) -> None:
    page = open_page(shell, qtbot)
    page._follow("tercetak")
    assert shell.current_name == "peserta"
    assert shell.current.query.tab == "tercetak"


def test_the_receipt_reaches_a_printer(shell: Shell, keyed: Desk, qtbot: Any, tmp_path: Path) -> None:
    page = open_page(shell, qtbot)
    export(qtbot, shell, page)
    printer = QPrinter()
    printer.setResolution(100)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "tanda-terima.pdf"))
    page.receipt.print_on(printer, 1)
    qtbot.waitUntil(lambda: "dikirim ke printer" in shell.toaster.text, timeout=10_000)
    with pypdfium2.PdfDocument(tmp_path / "tanda-terima.pdf") as document:
        assert len(document) == 1


def test_a_village_with_nothing_ready_says_what_to_do(tmp_path: Path, qtbot: Any) -> None:
    with make_desk(tmp_path, 1) as desk, window_of(desk, qtbot) as shell:
        desk.take_in(make_key(tmp_path))
        for uid in desk.uids(Query()):
            desk.delete([uid])
        page = open_page(shell, qtbot)
        assert page.ready.chip.text == "Belum ada yang dikirim"
        assert page.package.values["Isi"].text() == "Belum ada"
        assert page.package.make.property("kind") != "primary"


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
def test_nothing_is_cut_off(shell: Shell, keyed: Desk, qtbot: Any, stick: Drive, size: tuple[int, int]) -> None:
    shell.resize(*size)
    page = open_page(shell, qtbot, stick)
    assert cut_texts(page) == []
    export(qtbot, shell, page)
    press(qtbot, shell, Qt.Key.Key_U, ctrl=True)
    qtbot.waitUntil(lambda: page.copying.done and page.package.receipt.image is not None, timeout=10_000)
    assert cut_texts(page) == []


def test_tab_comes_round_and_every_stop_has_a_name(shell: Shell, keyed: Desk, qtbot: Any, stick: Drive) -> None:
    page = open_page(shell, qtbot, stick)
    export(qtbot, shell, page)
    page.recipient.button.setFocus()
    stops = tab_stops(page, lambda: press(qtbot, shell, Qt.Key.Key_Tab))
    assert {page.recipient.button, page.package.print, page.package.copy, page.drives.scan} <= set(stops)
    assert all(stop.accessibleName() or stop.text() for stop in stops)


def test_sizes_read_like_people_write_them() -> None:
    assert [drives.size_text(n) for n in (950, 12_400, 1_800_000, 12_400_000_000, 14_960_000_000)] == [
        "950 B", "12 KB", "1,8 MB", "12,4 GB", "15,0 GB"]


def test_no_volume_of_this_machine_is_taken_for_a_stick_by_mistake(tmp_path: Path) -> None:
    found = run_to_end(drives.scan_job(drives.removable))
    assert all(drive.root != Path("/") and drive.total > 0 for drive in found)
    assert not drives.can_eject(drives.folder_as_drive(tmp_path))
