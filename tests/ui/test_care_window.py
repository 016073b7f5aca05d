"""What start-up care shows before the first page, and the room on the disk."""

from __future__ import annotations

import random
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from clerk_desk import in_window, window_of
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import Cared, Clearable, Retype, Space
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.desk import damage
from ui import ask, theme
from ui.app import Program
from ui.care import CareSheet, greet
from ui.care_space import STICK, SpaceSheet, make_room, room_note
from ui.drives import Drive
from ui.pages.cetak_run import PrintRun
from ui.widgets import NoteStrip

WITA = timezone(timedelta(hours=8))
PICTURE = Cared("rusak", datetime(2026, 11, 20, 10, 42, tzinfo=WITA), 125, semula=125, jarak=164,
                cadangan=datetime(2026, 11, 20, 7, 58, tzinfo=WITA), draf=("Wa Ode Salma", "Jumria", "Darman"),
                foto=("KTP Darman",), folder="rusak-20261120-104212")
FULL = Space("drive C:", 11_000_000, 118_000_000_000, 148_000_000, 48_000_000, "penuh")
OLD = (Clearable("pdf", "PDF lama di aplikasi, lebih dari 60 hari", 31, 212_000_000, True),
       Clearable("cadangan", "Cadangan lama, sisakan 14 terbaru", 9, 96_000_000, False))


def texts_of(sheet: ask.Sheet) -> list[str]:
    return [label.text() for label in sheet.findChildren(QLabel) if label.text()]


def cut(sheet: ask.Sheet) -> list[str]:
    """Words that have less height than they need."""
    return [label.text() for label in sheet.findChildren(QLabel) if label.isVisible() and label.wordWrap()
            and label.height() < label.heightForWidth(label.width())]


@pytest.mark.parametrize("dark", [False, True])
def test_the_window_says_what_the_picture_says(qtbot, dark: bool) -> None:
    theme.apply(QApplication.instance(), dark)
    sheet = CareSheet(PICTURE)
    qtbot.addWidget(sheet)
    sheet.show()
    assert texts_of(sheet) == [
        "Data sudah dipulihkan dari cadangan pukul 07.58",
        "Data di laptop rusak, biasanya karena listrik padam saat menyimpan."
        " Aplikasi sudah memakai cadangan otomatis terakhir yang utuh.",
        "Cadangan", "20/11/2026 07.58, utuh", "Peserta", "125 orang, semua kembali", "Jarak waktu", "2 jam 44 menit",
        "Yang diubah sesudah 07.58",
        "3 isian dari draf otomatis sudah dikembalikan: Wa Ode Salma, Jumria, Darman",
        "1 perlu difoto ulang: KTP Darman",
        "Data yang rusak tidak dihapus. Disimpan di folder <b>rusak-20261120-104212</b>"
        " untuk diperiksa DPMD bila perlu.",
    ]
    assert sheet.width() == theme.px(418)
    assert cut(sheet) == []


def test_enter_goes_on_and_f1_unfolds_who_is_meant(qtbot) -> None:
    sheet = CareSheet(Cared("rusak", PICTURE.waktu, 120, cadangan=PICTURE.cadangan, semula=125,
                            ketik=(Retype("u1", "Jumria", (), True), Retype("u2", "Darman", ("Nomor HP",), False)),
                            lain=("Struktur desa: sebagian tidak terbaca, periksa halamannya.",)))
    qtbot.addWidget(sheet)
    sheet.show()
    assert "120 dari 125 orang kembali" in texts_of(sheet)
    qtbot.keyClick(sheet, Qt.Key.Key_F1)
    assert "Ketik ulang: Darman (Nomor HP)" in sheet.details.text()
    assert "Kode: PULIH_RUSAK" in sheet.details.text()
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert sheet.chosen == "lanjut"


@pytest.mark.parametrize("cared", [
    Cared("hilang", PICTURE.waktu, 4, cadangan=PICTURE.cadangan - timedelta(days=3), dilewati=2, jarak=4500),
    Cared("log", PICTURE.waktu, 4, lain=("Beberapa simpanan terakhir tidak ada lagi. Cocokkan dengan kertas.",)),
    Cared("bacaan", PICTURE.waktu, 4, semula=4, folder="rusak-20261120-104212"),
    Cared("kunci", PICTURE.waktu, 4, cadangan=PICTURE.cadangan),
    Cared("rusak", PICTURE.waktu, 900, cadangan=PICTURE.cadangan, semula=990, folder="rusak-20261120-104212",
          kembali=tuple(f"Wa Ode Nurhayati Rahmawati {n}" for n in range(40)), draf=PICTURE.draf, foto=PICTURE.foto * 9,
          ketik=tuple(Retype(str(n), f"La Ode Muhammad Syarifuddin {n}", ("Nomor HP", "Nama ibu kandung"), False)
                      for n in range(50)))], ids=lambda one: one.sebab)
def test_every_kind_has_its_words_and_none_is_cut(qtbot, cared: Cared) -> None:
    sheet = CareSheet(cared)
    qtbot.addWidget(sheet)
    sheet.show()
    assert cut(sheet) == []
    assert sheet.height() <= 698
    for sentence in ". ".join(texts_of(sheet)[:2]).split(". "):
        assert len(sentence.split()) <= 16, sentence


def test_the_program_shows_it_once_before_the_first_page(qtbot, qapp, folder: DataFolder, monkeypatch) -> None:
    monkeypatch.setenv("JAMSOS_HARI_INI", damage.TODAY.isoformat())
    monkeypatch.setattr("ui.crash.install", lambda _: None)  # a fault of ours must fail the test, not ask
    damage.fill(folder)
    damage.head(folder.database, random.Random(1))
    shown: list[str] = []

    def read() -> None:
        window = QApplication.activeModalWidget()
        if isinstance(window, CareSheet):
            shown.append(window.words.title)
            qtbot.keyClick(window, Qt.Key.Key_Return)

    timer = QTimer()
    timer.timeout.connect(read)
    timer.start(10)
    program = Program(qapp, folder)
    assert program.start()
    timer.stop()
    assert len(shown) == 1
    assert shown[0].startswith("Data sudah dipulihkan dari cadangan pukul ")
    assert program.window.desk.cared() is None
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not program.window.busy, timeout=10_000)  # what follows the first paint
    program.window.close()
    program.locking.idle.stop()


def test_a_clock_that_cannot_be_right_is_told_with_what_to_do(qtbot, folder: DataFolder, answers) -> None:
    with desks.open_desk(folder, None, desks.Clock(damage.TODAY.replace(year=2019))) as desk:
        greet(desk)
    assert answers.codes == ["JAM_SALAH"]


def test_the_space_window_ticks_only_what_can_be_made_again(qtbot, stick: Drive) -> None:
    sheet = SpaceSheet(FULL, OLD, "mencetak", stick)
    qtbot.addWidget(sheet)
    sheet.show()
    assert sheet.heading.text() == "Tempat di drive C: tidak cukup untuk mencetak"
    assert [(kode, box.isChecked()) for kode, box in sheet.boxes.items()] == [
        ("pdf", True), ("cadangan", False), (STICK, False)]
    assert sheet.go_on.text() == "Hapus PDF lama, lanjut cetak"
    assert "11 MB kosong dari 118 GB" in texts_of(sheet)
    assert "12 GB kosong" in texts_of(sheet)
    qtbot.mouseClick(sheet.boxes["pdf"], Qt.MouseButton.LeftButton)
    assert not sheet.go_on.isEnabled()
    qtbot.mouseClick(sheet.boxes[STICK], Qt.MouseButton.LeftButton)
    assert (sheet.go_on.text(), sheet.to_stick, sheet.codes) == ("Simpan ke flashdisk", True, ())
    assert cut(sheet) == []


@pytest.fixture
def nearly_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(118 * 10**9, 0, 11 * 10**6))


def test_beranda_says_early_that_room_is_short(qtbot, desk: desks.Desk, nearly_full: None) -> None:
    with window_of(desk, qtbot) as shell:
        shell.go("beranda")
        notes = [strip.words.text() for strip in shell.current.findChildren(NoteStrip)]
    assert notes[0].startswith("Tempat di laptop ini tinggal 11 MB")


def test_with_room_enough_nothing_is_said(desk: desks.Desk) -> None:
    assert make_room(desk, "mencetak") == "lanjut"
    assert room_note(desk, None) is None


def test_printing_waits_for_room(qtbot, desk: desks.Desk, nearly_full: None) -> None:
    chosen: list[str] = []

    def refuse() -> None:
        window = QApplication.activeModalWidget()
        assert isinstance(window, SpaceSheet)
        chosen.append(window.heading.text())
        qtbot.keyClick(window, Qt.Key.Key_Escape)

    with window_of(desk, qtbot) as shell:
        run = PrintRun(desk, shell)
        qtbot.addWidget(run)
        QTimer.singleShot(0, refuse)
        run.start(desks.PrintOrder((), ("formulir",), "F4", None), ["satu"], print_after=False)
        assert not run.running
    assert chosen == ["Tempat di laptop ini tidak cukup untuk mencetak"]


def test_a_backup_waits_for_room(qtbot, desk: desks.Desk, nearly_full: None, tmp_path: Path) -> None:
    asked: list[str] = []

    def refuse(sheet: SpaceSheet) -> None:
        asked.append(sheet.heading.text())
        sheet.reject()

    with window_of(desk, qtbot) as shell:
        shell.go("cadangan")
        in_window(SpaceSheet, refuse)
        shell.current.back_up(tmp_path / "stik")
        assert not shell.current.strip.isVisible()
    assert asked == ["Tempat di laptop ini tidak cukup untuk mencadangkan"]
    assert not (tmp_path / "stik").exists()


def test_messages_of_the_same_pattern_say_what_can_be_done(qtbot) -> None:
    for kode in ask.WAYS:
        dialog = ask.ProblemDialog(Problem(kode, "Ini terjadi.", "Ini aman.", "Lakukan ini."))
        qtbot.addWidget(dialog)
        dialog.show()
        assert "Yang bisa dilakukan" in texts_of(dialog)
        assert {words for _, words in ask.WAYS[kode]} <= set(texts_of(dialog))
        assert cut(dialog) == []


def test_rusak_folder_is_plain_text_whatever_its_name(qtbot) -> None:
    sheet = CareSheet(Cared("rusak", PICTURE.waktu, 1, cadangan=PICTURE.cadangan, folder="<img src='x'>"))
    qtbot.addWidget(sheet)
    assert any("&lt;img" in text for text in texts_of(sheet))
