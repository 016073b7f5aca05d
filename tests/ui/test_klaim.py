"""Leaving by hand: the sheet from the editor, the list and a reply; and page Klaim worked with keys."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import InModal, cut_texts
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import history
from tests.desk.leaving_village import a_package, at, enrol, order, paid
from ui import theme
from ui.pages.keluar import Leaver, LeaveSheet, time_of
from ui.window import Shell

Key = Qt.Key


@pytest.fixture(scope="module")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[desks.Desk]:
    """One desk for the file; each test enrols people of its own."""
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("klaim") / "data"))
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        a_package(desk)
        yield desk


_numbers = iter(range(1, 90))


@pytest.fixture
def member(village: desks.Desk) -> str:
    uid = enrol(village, next(_numbers), mulai=date(2026, 6, 1))
    paid(village, uid, "2026-06", "2026-11", "2026-05-28")
    return uid


@pytest.fixture
def window(village: desks.Desk, qtbot: Any) -> Iterator[Shell]:
    shell = Shell(village)
    qtbot.addWidget(shell)
    shell.resize(1366, 698)
    shell.show()
    yield shell
    shell.stop_work()


def type_in(widget: QWidget, text: str) -> None:
    widget.setFocus()
    widget.selectAll()
    QTest.keyClicks(widget, text)


def choose(sheet: LeaveSheet, words: str) -> None:
    """Choose a cause with the keys of the box."""
    box = sheet.cause.edit
    box.setFocus()
    QTest.keyClick(box, Key.Key_Home)
    for _ in range(box.count()):
        if box.currentText().startswith(words):
            return
        QTest.keyClick(box, Key.Key_Down)
    raise AssertionError(words)


def press(button: QWidget) -> None:
    button.setFocus()
    QTest.keyClick(button, Key.Key_Return)


def test_a_death_from_the_editor_becomes_a_claim(window: Shell, village: desks.Desk, member: str, qtbot: Any) -> None:
    window.go("editor", uid=member)
    page = window.current

    def fill(sheet: QWidget) -> None:
        assert isinstance(sheet, LeaveSheet)
        choose(sheet, "Menin")
        assert sheet.heading.text() == "Ahli waris berhak mengajukan JKM Rp 42.000.000"
        type_in(sheet.day.edit, "18112026")
        assert "Terlindungi sejak 1 Juni 2026" in sheet.note.words.text()
        assert not cut_texts(sheet)
        box = sheet.papers.boxes["AKTA_MATI"]
        box.setFocus()
        QTest.keyClick(box, Key.Key_Space)
        press(sheet.ok)

    worked = InModal(fill)
    press(page.head_.leave)
    assert worked.done
    kept = village.read(member)
    assert (kept.status, kept.keluar_tanggal) == ("meninggal", date(2026, 11, 18))
    [row] = [one for one in village.events() if one.uid == member]
    assert {p.kode for p in village.event(row.id).berkas if p.keadaan == "ada"} == {"KTP", "KK", "AKTA_MATI"}
    assert page.frame_.left.isVisible()
    assert page.frame_.left.words.text() == "Meninggal 18/11/2026. Klaim JKM: lengkapi 5 berkas."
    assert not page.head_.leave.isVisible()
    press(page.frame_.left.claim)
    assert (window.current_name, window.current._id) == ("klaim", row.id)
    window.go("editor", uid=member)
    press(page.frame_.left.back)
    assert village.read(member).status == "aktif"
    assert not page.frame_.left.isVisible()


def test_what_is_wrong_stands_in_the_sheet_and_nothing_is_written(window: Shell, village: desks.Desk, member: str,
                                                                  qtbot: Any) -> None:
    sheet = LeaveSheet(window, village, [Leaver(member, "La Basri")])
    qtbot.addWidget(sheet)
    sheet.show()
    press(sheet.ok)
    assert sheet.wrong.text() == "Sebab belum dipilih. Pilih satu sebab dari daftar."
    choose(sheet, "Pindah")
    type_in(sheet.day.edit, "31052026")
    press(sheet.ok)
    assert "menjadi peserta sejak 1 Juni 2026" in sheet.wrong.text()
    choose(sheet, "Kecel")
    assert sheet.accident.isVisible()
    assert not sheet.day.isVisible()
    type_in(sheet.accident_day.edit, "20112026")
    press(sheet.ok)
    assert sheet.wrong.text() == "Jam kecelakaan belum diisi. Tulis misalnya 09.30."
    type_in(sheet.hour.edit, "2575")
    press(sheet.ok)
    assert "Jam kecelakaan tidak terbaca" in sheet.wrong.text()
    assert sheet.isVisible()
    assert (village.read(member).keluar_tanggal, [e for e in village.events(False) if e.uid == member]) == (None, [])
    type_in(sheet.hour.edit, "0030")
    assert "paling lambat 22/11/2026 pukul 00.30. Sisa " in sheet.note.words.text()
    press(sheet.ok)
    assert not sheet.isVisible()
    assert village.read(member).status == "aktif"


def test_several_leave_from_the_list_and_come_back(window: Shell, village: desks.Desk, qtbot: Any) -> None:
    uids = {enrol(village, next(_numbers), sent=False, dusun="KELUAR") for _ in range(2)}
    window.go("peserta", dusun="KELUAR")
    page = window.current
    page.enter_table()
    for _ in range(2):
        QTest.keyClick(page.view, Key.Key_Space)
        QTest.keyClick(page.view, Key.Key_Down)
    assert set(page.people.ticked) == uids

    def fill(sheet: QWidget) -> None:
        assert isinstance(sheet, LeaveSheet)
        assert "Meninggal" not in [sheet.cause.edit.itemText(at) for at in range(sheet.cause.edit.count())]
        choose(sheet, "Tidak")
        press(sheet.ok)

    worked = InModal(fill)
    press(page.bar.leave_button)
    assert worked.done
    assert {village.read(uid).status for uid in uids} == {"keluar"}
    assert window.toaster.text == "2 orang dicatat keluar."
    page.undo()
    assert {village.read(uid).keluar_tanggal for uid in uids} == {None}


def test_the_tab_of_the_dead_is_there_only_while_there_are_any(window: Shell, village: desks.Desk,
                                                               member: str) -> None:
    window.go("peserta", tab="semua", dusun="TIDAK ADA")
    assert not window.current.tabs.tabs["meninggal"].isVisible()
    village.leave(member, order("meninggal", date(2026, 11, 18)))
    window.go("peserta", tab="meninggal")
    page = window.current
    assert page.tabs.tabs["meninggal"].isVisible()
    assert "meninggal" in {page.people.row_at(n).status for n in range(page.people.rowCount())}
    assert page.claims_button.isVisible()
    press(page.claims_button)
    assert window.current_name == "klaim"


def test_a_claim_is_worked_with_keys(window: Shell, village: desks.Desk, member: str, qtbot: Any) -> None:
    event = village.leave(member, order(desks.ACCIDENT, waktu=at("2026-11-18T09:30"), tempat="Dermaga")).kejadian
    window.go("klaim", id=event)
    page = window.current
    view = page.detail.view
    QTest.keyClick(page.box.view, Key.Key_Return)
    assert view.hasFocus()
    assert village.event(event).berkas[0].keadaan == "tidak_ada"
    QTest.keyClick(view, Key.Key_Space)
    assert village.event(event).berkas[0].keadaan == "ada"
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Space)
    assert [p.keadaan for p in village.event(event).berkas[:2]] == ["ada", "ada"]
    QTest.keyClick(view, Key.Key_Space)
    assert village.event(event).berkas[1].keadaan == "tidak_ada"
    assert "Lewat" in page.detail.reported.when.text()
    modal = InModal(lambda sheet: (type_in(sheet.day.edit, "19112026"), type_in(sheet.hour.edit, "0800"),
                                   press(sheet.ok)))
    press(page.detail.reported.button)
    assert modal.done
    assert page.detail.reported.when.text() == "19/11/2026 pukul 08.00"
    modal = InModal(lambda sheet: (type_in(sheet.day.edit, "20112026"), press(sheet.ok)))
    press(page.detail.submitted.button)
    assert village.event(event).baris.diajukan == date(2026, 11, 20)
    modal = InModal(lambda sheet: press(sheet.ok))
    press(page.detail.result.button)
    assert village.event(event).baris.keadaan == "dibayar"
    assert page.detail.model.locked
    press(page.detail.result.button)
    assert village.event(event).baris.terbuka


def test_the_kpj_of_a_claim_is_whole_once_it_is_asked_for(window: Shell, village: desks.Desk, member: str) -> None:
    kept = village.read(member)
    village.save(replace(kept, kpj="26004417001"), kept.revisi)
    window.go("klaim", id=village.leave(member, order("meninggal", date(2026, 11, 18))).kejadian)
    detail = window.current.detail
    assert "KPJ …7001" in detail.ids.text()
    press(detail.number)  # this laptop has no PIN: nothing is asked, but it is noted
    assert "KPJ 26004417001" in detail.ids.text()
    assert detail.number.isHidden()
    [entry] = [one for one in history.entries(village._db, member) if one["aksi"] == "lihat"]
    assert (entry["objek"], entry["kolom"], entry["alasan"]) == ("kpj", ["kpj"], "klaim")
    window.current.refresh()
    assert "KPJ …7001" in detail.ids.text()


def test_f8_goes_to_the_next_open_claim(window: Shell, village: desks.Desk) -> None:
    for _ in range(2):
        uid = enrol(village, next(_numbers), sent=False)
        village.leave(uid, order(desks.ACCIDENT, waktu=at("2026-11-19T09:30")))
    still = [row.id for row in village.events()]
    window.go("klaim", id=still[0])
    page = window.current
    seen = []
    for _ in still:
        seen.append(page._id)
        QTest.keyClick(window, Key.Key_F8)
    assert seen == still
    assert page._id == still[0]
    QTest.keyClick(window, Key.Key_Escape)
    assert window.current_name == "peserta"


def test_the_checklist_is_printed(window: Shell, village: desks.Desk, member: str, qtbot: Any) -> None:
    event = village.leave(member, order("meninggal", date(2026, 11, 18))).kejadian
    window.go("klaim", id=event)
    page = window.current
    opened: list[Path] = []
    page.paper.open_file = lambda path: not opened.append(path)
    from ui import printing

    names = printing.printers_job
    if run_to_end(names()):
        pytest.skip("a printer is there: the page would ask")
    QTest.keyClick(window, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(opened), timeout=10_000)
    assert opened[0].read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_cut(window: Shell, village: desks.Desk, size: tuple[int, int], dark: bool) -> None:
    uid = enrol(village, next(_numbers), sent=False, keluarga=())
    event = village.leave(uid, order(desks.ACCIDENT, waktu=at("2026-11-19T09:30"), uraian="Jatuh. " * 30)).kejadian
    theme.apply(QApplication.instance(), dark)
    window.resize(*size)
    window.go("klaim", id=event)
    assert not cut_texts(window.current)
    sheet = LeaveSheet(window, village, [Leaver(uid, "La Ode Muhammad Abdul Rahman")], "meninggal")
    sheet.by_accident.setChecked(True)
    sheet.show()
    assert not cut_texts(sheet)
    assert sheet.height() <= size[1]
    sheet.close()


@pytest.mark.parametrize(("text", "found"), [("09.30", "09:30"), ("0930", "09:30"), ("9:05", "09:05"), ("24.00", ""),
                                             ("12.60", ""), ("", ""), ("pagi", "")])
def test_times_as_typed(text: str, found: str) -> None:
    read = time_of(text)
    assert (f"{read:%H:%M}" if read else "") == found
