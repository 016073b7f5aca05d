"""Struktur desa beyond single seats: class and check, the posts of the other groups, an office without a board."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from clerk_desk import cut_texts, window_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import Desk
from jamsos_desktop.paths import DataFolder
from tests.ui.struktur_desk import Modal, fill_board, here, open_struktur, press
from ui import theme
from ui.pages.struktur import StrukturPage
from ui.pages.struktur_sheets import FormationSheet, PostSheet, SeatSheet
from ui.window import Shell

Key = Qt.Key


@pytest.fixture
def board_desk(desk: Desk) -> Desk:
    """A village with some perangkat, two people of the ekosistem, and a Plt who will end soon."""
    return fill_board(desk)


@pytest.fixture
def page(board_desk: Desk, shell: Shell, qtbot) -> StrukturPage:
    return open_struktur(shell, qtbot)


def test_class_check_and_a_new_seat(page, board_desk, qtbot):
    def choose(sheet: FormationSheet) -> None:
        assert not sheet.ok.isEnabled()
        sheet.klas.set_text("swadaya")
        sheet._fit()
        assert sheet.told.text() == "2 kepala urusan, 2 kepala seksi, 3 kepala dusun."
        assert sheet.source.doubts
        QTest.keyClick(sheet.ok, Key.Key_Return)

    Modal(choose)
    page.classing.click()
    assert page.told.text() == "Desa swadaya"
    assert board_desk.board().klasifikasi == "swadaya"

    def add(sheet: SeatSheet) -> None:
        sheet.try_it()
        assert "bukan jabatan perangkat" in sheet.wrong.text()
        sheet.post.edit.set_text("KADUS")
        sheet._follow_post("KADUS")
        QTest.keyClicks(sheet.dusun.edit, "IV")
        assert (sheet.place.text(), sheet.label.text()) == ("kadus", "Dusun IV")
        QTest.keyClick(sheet.ok, Key.Key_Return)

    Modal(add)
    page.seating.click()
    assert here(page) == "KADUS-IV"
    page.part.board.check.click()
    assert board_desk.board().diperiksa == date(2026, 11, 21)
    assert page.part.board.check.text() == "Periksa lagi"


def test_posts_their_people_and_the_villages_own_list(page, shell, board_desk, answers):
    page.tabs.button(1).click()
    posts = page.part
    assert page.told.text() == "2 orang, 2 jabatan terisi"
    assert posts.post.kode == "BPD_KETUA"
    posts.choose("RT")
    posts.segment.set_text("PU")
    posts.segment.typed.emit("PU")
    assert board_desk.new("ekosistem_desa", "RT").segmen == "PU"
    posts.removing.click()
    assert answers.codes == ["JABATAN_TERPAKAI"]

    def add(sheet: PostSheet) -> None:
        QTest.keyClicks(sheet.name.edit, "Penjaga air")
        QTest.keyClick(sheet.ok, Key.Key_Return)

    Modal(add)
    page.posting.click()
    assert (posts.post.kode, posts.either.text(), posts.empty.isVisible()) == ("PENJAGA_AIR", "Ditambah di sini.", True)
    posts.table.setFocus()
    press(Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    session = shell.current.session
    assert (shell.current_name, session.text("jabatan"), session.text("segmen")) == ("editor", "PENJAGA_AIR", "BPU")
    press(Key.Key_Escape)
    assert (shell.current_name, page.tab) == ("struktur", "ekosistem_desa")
    posts.choose("RT")
    press(Key.Key_Return)
    assert QApplication.focusWidget() is posts.people_table
    press(Key.Key_Return)
    assert shell.current.session.base.uid == "p4"
    press(Key.Key_Escape)
    assert posts.undo()
    assert "PENJAGA_AIR" not in board_desk.labels("jabatan")


@pytest.mark.parametrize(("size", "dark"), [((1366, 698), False), ((1093, 586), True)])
def test_no_words_are_cut(page, shell, size, dark, qapp):
    theme.apply(qapp, dark)
    shell.resize(*size)
    for at, name in enumerate(page.names):
        page.tabs.button(at).click()
        assert not cut_texts(page), name
    theme.apply(qapp, False)


@pytest.fixture
def office(tmp_path: Path, clock) -> Iterator[Desk]:
    folder = DataFolder(tmp_path / "opd")
    unit = desks.office_for("74.02.OPD.01", "Dinas Perikanan", "LA BARAKA", "WA SUNI")
    desks.set_up_desa(folder, desks.SetUp(unit), clock)
    with desks.open_desk(folder, None, clock) as opened:
        yield opened


def test_an_office_has_its_staff_and_no_board(office, qtbot):
    with window_of(office, qtbot) as shell:
        shell.go("struktur")
        page = shell.current
        assert (page.title, page.names) == ("Struktur unit", ["non_asn"])
        assert "Struktur unit" in [entry.words for entry in shell.plan.menu]
        assert shell.windowTitle() == "Jamsos Desa: Dinas Perikanan, Kabupaten Konawe"
        said = [label.text() for label in page.strip.findChildren(QLabel)]
        shell.go("beranda")
        said += [label.text() for label in shell.current.findChildren(QLabel)]
        assert "Map kantor" in said
        assert not [text for text in said if "desa" in text.casefold()]
        shell.go("editor")
        assert shell.current.session.text("kelompok") == "non_asn"
