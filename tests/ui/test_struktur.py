"""The board of Struktur desa worked by keys: arrows, filling, moving, the sheets, what ends, who left."""

from __future__ import annotations

from datetime import date

import pytest
from clerk_desk import tab_stops
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import Desk, SeatOrder
from tests.ui.struktur_desk import Modal, fill_board, focused, here, open_struktur, press
from ui.pages.struktur import StrukturPage
from ui.pages.struktur_card import SeatCard, ends_words, holder_name
from ui.pages.struktur_sheets import FillSheet, SeatSheet
from ui.window import Shell

Key = Qt.Key


@pytest.fixture
def board_desk(desk: Desk) -> Desk:
    """A village with some perangkat, two people of the ekosistem, and a Plt who will end soon."""
    return fill_board(desk)


@pytest.fixture
def page(board_desk: Desk, shell: Shell, qtbot) -> StrukturPage:
    return open_struktur(shell, qtbot)


def test_the_board_counts_and_says_how_each_seat_stands(page):
    assert [chip.text for chip in page.part.board.chips] == ["3 lengkap", "3 perlu dilengkapi", "5 belum terisi"]
    cards = page.part.board.cards
    assert cards["KAUR_REN"].accessibleName() == \
        "Kaur Perencanaan. Plt. Wa Titin. Plt. berakhir 10 hari lagi. juga Kasi Pemerintahan"
    assert cards["KADUS-I"].accessibleName() == "Dusun I. Darwis Lapae. Nama ibu kosong"
    assert cards["KASI_YAN"].accessibleName() == "Kasi Pelayanan. Belum terisi"
    assert [page.part.panel.ending.notes.index(n).data().split("\n") for n in range(2)] == [
        ["La Ode Amir", "Masa jabatan BPD, Ketua BPD", "01/12/2026, 10 hari lagi"],
        ["Wa Titin", "Masa tugas Plt., Kaur Perencanaan", "01/12/2026, 10 hari lagi"]]


def test_arrows_move_in_the_grid_and_enter_opens_the_person_or_asks_for_one(page, shell, qtbot):
    assert focused() == "KADES"
    for key, kursi in ((Key.Key_Down, "SEKDES"), (Key.Key_Down, "SEKDES"), (Key.Key_Right, "KAUR_KEU"),
                       (Key.Key_Right, "KASI_KESRA"), (Key.Key_Right, "KADUS-II"), (Key.Key_Right, "KADUS-II"),
                       (Key.Key_Up, "KADUS-I")):
        press(key)
        assert (focused(), here(page)) == (kursi, kursi)
    press(Key.Key_Return)
    assert (shell.current_name, shell.current.session.base.uid) == ("editor", "p3")
    press(Key.Key_Escape)
    assert (shell.current_name, focused()) == ("struktur", "KADUS-I")
    press(Key.Key_Down)
    asked = Modal(lambda window: (window.close()))
    press(Key.Key_Return)
    assert asked.done
    assert page.part.board.seat.papan == "kosong"


def test_tab_goes_on_from_the_board_to_the_panel_also_when_it_was_drawn_anew(page, qtbot):
    for anew in (False, True):
        page.part.board.choose("KAUR_KEU", focus=True)
        if anew:
            press(Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(page.part.board.check.isVisible)
        press(Key.Key_Tab)
        assert page.part.board.check.hasFocus()
        press(Key.Key_Tab)
        assert page.part.panel.isAncestorOf(QApplication.focusWidget())


def test_a_seat_is_filled_by_typing_and_taken_back_with_ctrl_z(page, shell, board_desk, qtbot):
    def fill(sheet: FillSheet) -> None:
        assert isinstance(sheet, FillSheet)
        QTest.keyClicks(sheet.who.edit, "tidak ada")
        sheet.try_it()
        assert "belum dipilih" in sheet.wrong.text()
        sheet.who.edit.clear()
        QTest.keyClicks(sheet.who.edit, "rudd")
        assert sheet.uid == ""
        offered = sheet.who.edit.completer().popup()
        QTest.keyClick(offered, Key.Key_Down)
        QTest.keyClick(offered, Key.Key_Return)
        assert (sheet.who.text().partition(" (")[0], sheet.uid) == ("Baharuddin", "p4")
        assert "Jabatan: Ketua RT menjadi Kasi Pelayanan" in sheet.told.text()
        QTest.keyClicks(sheet.end.edit, "01012026")
        QTest.keyClicks(sheet.start.edit, "02012026")
        QTest.keyClick(sheet.ok, Key.Key_Return)
        assert "berakhir sebelum mulai" in sheet.wrong.text()
        sheet.end.edit.clear()
        QTest.keyClicks(sheet.letter.edit, "141/12/2026")
        QTest.keyClick(sheet.ok, Key.Key_Return)

    page.part.board.choose("KASI_YAN", focus=True)
    asked = Modal(fill)
    press(Key.Key_Return)
    assert asked.done
    assert (page.part.board.seat.nama, page.part.board.seat.sk_nomor) == ("Baharuddin", "141/12/2026")
    assert board_desk.read("p4").jabatan == "KASI_YAN"
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shell.toaster.text == "Papan dikembalikan. Data pesertanya tetap seperti SK baru."
    assert board_desk.board().seat("KASI_YAN").otomatis  # nobody was put there, but the record has the post by now


def test_a_name_alone_is_enough_for_a_penjabat(page, board_desk):
    def fill(sheet: FillSheet) -> None:
        sheet.kind.set_text("nama")
        sheet._fit()
        assert sheet.name.text() == "Muh. Arsyad Tahir"
        sheet.name.edit.clear()
        QTest.keyClicks(sheet.name.edit, "La Baraka")
        sheet.state.set_text("pj")
        QTest.keyClick(sheet.ok, Key.Key_Return)

    page.part.board.choose("KADES", focus=True)
    Modal(fill)
    page.part.panel.buttons["isi"].click()
    assert holder_name(page.part.board.seat) == "Pj. La Baraka"
    assert page.part.board.seat.papan == "lengkap"


def test_another_person_does_not_inherit_the_term_and_letter_of_who_sat_there(page, board_desk):
    sheet = FillSheet(None, board_desk, board_desk.board().seat("KAUR_REN"))
    assert sheet.end.text() == "01/12/2026"
    sheet.who.edit.clear()
    QTest.keyClicks(sheet.who.edit, "sitti hasnia")
    assert (sheet.uid, sheet.end.text(), sheet.letter.text()) == ("p1", "", "")
    sheet.deleteLater()


def test_seats_are_moved_renamed_and_removed_by_keys_and_it_can_be_taken_back(page, board_desk, shell):
    page.part.board.choose("KAUR_KEU", focus=True)
    press(Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [one.id for one in board_desk.board().kolom[1].kursi] == ["KAUR_KEU", "KAUR_TU", "KAUR_REN"]
    assert focused() == "KAUR_KEU"

    def rename(sheet: SeatSheet) -> None:
        sheet.label.edit.clear()
        QTest.keyClicks(sheet.label.edit, "Kaur Keuangan dan Aset")
        QTest.keyClick(sheet.ok, Key.Key_Return)

    Modal(rename)
    press(Key.Key_F2)
    assert page.part.board.seat.label == "Kaur Keuangan dan Aset"
    before = board_desk.board()
    press(Key.Key_Delete)  # nothing is asked: it is offered to be taken back
    assert board_desk.board().seat("KAUR_KEU") is None
    assert shell.toaster.undoable
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert board_desk.board() == before
    page.part.board.choose("KAUR_KEU", focus=True)
    press(Key.Key_Delete)
    assert board_desk.board().seat("KAUR_KEU") is None
    assert [one.sebab for one in board_desk.board().tanpa_kursi] == ["Tidak ada kursi untuk jabatannya."]
    assert page.part.panel.unseated_card.isVisible()
    page.part.board.choose("KASI_YAN", focus=True)
    press(Key.Key_Delete)
    assert board_desk.board().seat("KASI_YAN") is None
    assert focused() == "KASI_KESRA"  # the keyboard stays where the seat was


def test_comparing_with_the_sk_is_noted_and_can_be_taken_back(page, board_desk, shell):
    board_desk.uncheck_board({"tanggal": "2026-11-02", "oleh": "Nurhayati Salam"})
    page.part.board.check.setFocus()
    press(Key.Key_Return)
    assert board_desk.board().diperiksa == board_desk.today
    assert page.part.board.check.text() == "Periksa lagi"
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert board_desk.board().diperiksa == date(2026, 11, 2)


def test_an_empty_seat_offers_to_enrol_somebody_for_it(page, shell):
    panel = page.part.panel
    page.part.board.choose("KASI_YAN", focus=True)
    assert [verb for verb, button in panel.buttons.items() if button.isVisible()] == ["isi", "baru", "ubah", "hapus"]
    first, second, third = (panel.buttons[verb].pos() for verb in ("isi", "baru", "ubah"))
    assert first.x() == third.x() < second.x()
    assert first.y() == second.y() < third.y()
    panel.buttons["baru"].setFocus()
    press(Key.Key_Return)
    found = shell.current.session.base
    assert (shell.current_name, found.kelompok, found.jabatan) == ("editor", "perangkat_desa", "KASI_YAN")


def test_the_panel_says_a_term_once_and_without_gaps(page, board_desk):
    def facts() -> list[str]:
        page.refresh()
        page.part.board.choose("KAUR_REN")
        return page.part.panel._facts(page.part.board.seat, "Plt. sisa 10 hari")

    assert facts()[1:] == ["Menjabat sampai 01/12/2026", "Rangkap: Kasi Pemerintahan"]
    board_desk.fill_seat("KAUR_REN", SeatOrder(uid="p2", keadaan="plt", mulai=date(2026, 10, 1)))
    assert facts()[1] == "Menjabat sejak 01/10/2026"


def test_f8_f6_and_tab_go_round(page, shell):
    stops = []
    for _ in range(3):
        press(Key.Key_F8)
        stops.append(focused())
    assert stops == ["SEKDES", "KAUR_TU", "KASI_KESRA"]
    press(Key.Key_F6)
    assert QApplication.focusWidget() is page.part.panel.buttons["isi"]
    press(Key.Key_F6)
    assert QApplication.focusWidget() is page.part.panel.ending
    press(Key.Key_F6)
    assert QApplication.focusWidget() is page.strip.stop()
    press(Key.Key_F6)
    assert QApplication.focusWidget() is page.tabs.checkedButton()
    cards = [stop for stop in tab_stops(page, lambda: press(Key.Key_Tab)) if isinstance(stop, SeatCard)]
    assert len(cards) == 1  # the grid is one stop


def test_who_left_is_named_on_the_empty_seat(page, board_desk, shell):
    from dataclasses import replace

    person = board_desk.read("p1")
    board_desk.fill_seat("KAUR_KEU", SeatOrder(uid="p1"))
    board_desk.save(replace(board_desk.read("p1"), keluar_tanggal=date(2026, 11, 2), keluar_sebab="meninggal"),
                    person.revisi)
    page.refresh()
    assert page.part.board.cards["KAUR_KEU"].accessibleName() == \
        "Kaur Keuangan. Belum terisi. Sitti Hasnia meninggal 02/11/2026"
    page.part.board.choose("KAUR_KEU")
    assert ends_words(page.part.board.seat) == ""


@pytest.mark.parametrize(("sampai", "sk", "keadaan", "words"), [
    (date(2026, 12, 1), None, "plt", "Plt. berakhir 10 hari lagi"),
    (date(2026, 12, 1), date(2026, 11, 30), "plt", "SK berakhir 9 hari lagi"),
    (date(2026, 11, 21), None, "definitif", "Jabatan berakhir hari ini"),
    (None, date(2026, 11, 20), "definitif", "SK habis 20/11/2026"), (None, None, "pj", "")])
def test_what_ends_first_is_named(sampai, sk, keadaan, words):
    ends = min((day for day in (sampai, sk) if day), default=None)
    found = desks.Seat(id="A", kolom="kaur", jabatan="", label="A", dusun="", nama="B", keadaan=keadaan, sampai=sampai,
                       berakhir=ends, berakhir_hari=(ends - date(2026, 11, 21)).days if ends else None)
    assert ends_words(found) == words
