"""The tab Pekerja rentan with real keys: quota, proposal, pins, SK, Ganti orang, undo, paper; nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from clerk_desk import Answers, InModal, cut_texts, window_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from jamsos_desktop import desk as desks
from tests.desk.choosing_village import NAMES, PEOPLE, person
from tests.desk.talks import talking
from ui import theme
from ui.pages.rentan import RentanPanel
from ui.pages.rentan_sheets import PrintSheet, QuotaSheet, ReasonSheet, ReplaceSheet, SettleSheet
from ui.widgets import Button

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier
LIST = (2026, "APBD_KAB")


@pytest.fixture
def panel(desk: desks.Desk, qtbot: Any) -> Iterator[RentanPanel]:
    """The tab with six candidates and nothing decided yet."""
    for nth in range(len(PEOPLE)):
        desk.save(person(nth), 0)
    with window_of(desk, qtbot) as shell:
        shell.go("struktur", tab="pekerja_rentan")
        found = shell.findChild(RentanPanel)
        assert found is not None
        qtbot.waitUntil(found.table.hasFocus)
        yield found


def names(panel: RentanPanel, state: str) -> list[str]:
    return [row.nama for row in panel.model.lines if row.keadaan == state]


def press(panel: RentanPanel, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(panel.window().focusWidget() or panel.table, key, how)


def proposed(panel: RentanPanel, many: int = 3) -> None:
    panel._desk.set_rentan_quota(*LIST, many, "Surat DPMD 1")
    panel._desk.propose_selection(*LIST)
    panel.refresh()


def settled(panel: RentanPanel) -> None:
    proposed(panel)
    panel._desk.settle_selection(*LIST, "141/12/2026", date(2026, 11, 20))
    panel.refresh()


def answer(sheet_kind: type, **typed: str) -> InModal:
    """Type into the fields of the next sheet and press its button."""
    def work(window: Any) -> None:
        assert isinstance(window, sheet_kind)
        for name, text in typed.items():
            field = getattr(window, name)
            field.edit.clear() if hasattr(field.edit, "clear") else None
            QTest.keyClicks(field.edit, text)
        QTest.mouseClick(window.ok, Qt.MouseButton.LeftButton)
    return InModal(work)


def test_from_the_quota_to_the_sk_by_hand(panel: RentanPanel) -> None:
    assert panel.seats.text() == "Kuota belum diisi"
    assert names(panel, "baru") == NAMES
    asked = answer(QuotaSheet, many="3", paper="Surat DPMD 460/2026")
    QTest.mouseClick(panel.note_button, Qt.MouseButton.LeftButton)
    assert asked.done
    assert panel.seats.text() == "0 dari 3 kursi terisi"
    QTest.mouseClick(panel.proposing, Qt.MouseButton.LeftButton)
    assert (names(panel, "terpilih"), names(panel, "cadangan")) == (NAMES[:3], NAMES[3:])
    assert panel.seats.text() == "3 dari 3 kursi terisi"
    asked = answer(SettleSheet, number="141/12/2026", day="20112026")
    QTest.mouseClick(panel.settling, Qt.MouseButton.LeftButton)
    assert asked.done
    assert panel.state.text == "SK 141/12/2026, 20/11/2026"
    assert not panel.settling.isVisible()
    assert not panel.proposing.isVisible()
    assert panel._desk.read("u0").sk_nomor == "141/12/2026"


def test_the_keyboard_moves_pins_skips_and_takes_back(panel: RentanPanel) -> None:
    proposed(panel)
    panel.table.selectRow(3)
    press(panel, Key.Key_Up, Alt)
    assert names(panel, "terpilih") == ["Amir", "Baso", "Darma"]
    assert panel.row is not None
    assert panel.row.nama == "Darma"
    panel.table.selectRow(panel.model.row_of("u5"))
    asked = answer(ReasonSheet, reason="Musyawarah desa")
    press(panel, Key.Key_F2)
    assert asked.done
    assert names(panel, "terpilih") == ["Amir", "Baso", "Fitri"]
    panel.table.selectRow(0)
    asked = answer(ReasonSheet, reason="Menolak")
    press(panel, Key.Key_Delete)
    assert asked.done
    assert names(panel, "dilewati") == ["Amir"]
    for _ in range(3):
        assert panel._shell.current.undo()
    assert (names(panel, "terpilih"), names(panel, "dilewati")) == (NAMES[:3], [])
    panel.table.selectRow(0)
    assert not panel.panel.offered() & {"ganti", "lepas"}


def test_a_refused_sheet_says_why_and_stays(panel: RentanPanel, answers: Answers) -> None:
    proposed(panel)
    told: list[str] = []

    def work(window: Any) -> None:
        QTest.mouseClick(window.ok, Qt.MouseButton.LeftButton)
        told.append(window.wrong.text())
        window.reject()

    modal = InModal(work)
    QTest.mouseClick(panel.settling, Qt.MouseButton.LeftButton)
    assert modal.done
    assert "Tanggal SK belum diisi." in told[0]

    def letters(window: Any) -> None:
        QTest.keyClicks(window.many.edit, "banyak")
        work(window)

    modal = InModal(letters)
    QTest.mouseClick(panel.quota, Qt.MouseButton.LeftButton)
    assert modal.done
    assert "bukan jumlah orang" in told[1]
    panel.table.setFocus()
    panel.table.selectRow(0)
    press(panel, Key.Key_Up, Alt)
    assert answers.codes == ["DI_UJUNG"]


def test_f8_finds_who_lost_the_seat_and_enter_gives_it_on(panel: RentanPanel) -> None:
    settled(panel)
    kept = panel._desk.read("u1")
    panel._desk.save(replace(kept, keluar_tanggal=date(2026, 11, 20), keluar_sebab="meninggal"), kept.revisi)
    panel.refresh()
    assert panel.note.words.text() == "1 orang terpilih tidak bisa memakai kursinya."
    panel.table.selectRow(0)
    press(panel, Key.Key_F8)
    assert panel.row is not None
    assert panel.row.nama == "Baso"
    offered: list[str] = []

    def work(window: Any) -> None:
        assert isinstance(window, ReplaceSheet)
        offered.extend([window.reason.text(), window.heir.edit.currentText()])
        QTest.mouseClick(window.ok, Qt.MouseButton.LeftButton)

    modal = InModal(work)
    press(panel, Key.Key_Return)
    assert modal.done
    assert offered == ["Meninggal 20 November 2026", "Darma, cadangan 1"]
    assert names(panel, "terpilih") == ["Amir", "Darma", "Citra"]
    assert names(panel, "diganti") == ["Baso"]
    assert not panel.note.isVisible()


def test_the_draft_is_made_and_opened(panel: RentanPanel, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.printing.printers_job", lambda: _nothing())
    opened: list[Any] = []
    panel.paper.open_file = lambda path: bool(opened.append(path)) or True
    assert not panel.print_now()
    settled(panel)
    asked = answer(PrintSheet)
    assert panel._shell.current.print_now()
    assert asked.done
    qtbot.waitUntil(lambda: bool(opened), timeout=10_000)
    assert opened[0].read_bytes().startswith(b"%PDF")


def _nothing() -> Any:
    return []
    yield


@pytest.mark.parametrize(("wide", "high"), [(1366, 698), (1093, 586)])
def test_nothing_is_cut_in_any_state(panel: RentanPanel, wide: int, high: int, qtbot: Any) -> None:
    panel.window().resize(wide, high)
    assert cut_texts(panel) == []
    proposed(panel)
    panel._desk.skip_candidate(*LIST, "u0", "Menolak")
    panel.refresh()
    assert cut_texts(panel) == []
    panel._desk.settle_selection(*LIST, "141/12/2026", date(2026, 11, 20))
    panel._desk.set_rentan_quota(*LIST, 5, "Surat DPMD 2")
    panel.refresh()
    assert panel.note_button.text() == "Isi dari cadangan"
    assert cut_texts(panel) == []
    seen = panel.seen
    assert seen is not None
    for sheet in (QuotaSheet(panel, seen.kuota, lambda *_: ""), SettleSheet(panel, seen, lambda *_: ""),
                  ReplaceSheet(panel, seen.rows[0], seen, lambda *_: ""), PrintSheet(panel, seen, "F4")):
        sheet.show()
        qtbot.waitExposed(sheet)
        assert cut_texts(sheet) == []
        sheet.close()


def test_an_empty_desk_offers_the_first_person(desk: desks.Desk, qtbot: Any) -> None:
    with window_of(desk, qtbot) as shell:
        shell.go("struktur", tab="pekerja_rentan")
        panel = shell.findChild(RentanPanel)
        assert panel is not None
        qtbot.waitUntil(panel.adding.hasFocus)
        assert cut_texts(panel) == []
        QTest.keyClick(panel.adding, Key.Key_Return)
        assert shell.current_name == "editor"


def test_rows_follow_a_change_of_theme(panel: RentanPanel, qapp: Any, qtmodeltester: Any) -> None:
    proposed(panel)
    theme.apply(qapp, True)
    qtmodeltester.check(panel.model)
    assert not panel.grab().isNull()


def test_a_refused_person_gives_the_seat_to_the_reserve_from_the_reply(desk: desks.Desk, qtbot: Any,
                                                                       tmp_path: Any) -> None:
    with talking(desk, tmp_path) as talk:
        talk.enrol(1, 4, 5)
        desk.set_rentan_quota(*LIST, 2, "Surat DPMD 1")
        desk.propose_selection(*LIST)
        desk.settle_selection(*LIST, "141/12/2026", date(2026, 11, 20), samakan=False)
        talk.deliver()
        talk.district.refuse(["u4"], "GANDA")
        talk.hear()
        with window_of(desk, qtbot) as shell:
            page = shell.page("balasan")
            page.taking.find_drives = tuple
            shell.go("balasan")
            line = next(line for line in page.detail.refused.lines if line.uid == "u4")
            waiting: list[InModal] = []

            def choose(window: Any) -> None:
                waiting.append(answer(ReplaceSheet))
                [button] = [b for b in window.findChildren(Button) if "cadangan" in b.text()]
                assert any("Cadangan pertama SK: Mardiana." in label.text() for label in window.findChildren(QLabel))
                assert cut_texts(window) == []
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)

            waiting.append(InModal(choose))
            page.act(line)
            assert all(one.done for one in waiting)
            [seat] = [row for row in desk.selection(*LIST).rows if row.menggantikan]
            assert (seat.nama, seat.menggantikan, seat.keadaan) == ("Mardiana", "Hamid Salam", "terpilih")
            assert desk.freed() == []
