"""Bills by keys on page Iuran: payments with their proof and undo, the first bill, extensions, calling off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.conftest import CLOCK_DAY
from tests.ui import bpjs_desk as hands
from tests.ui import iuran_desk as village
from tests.ui.clerk_desk import cut_texts
from tests.ui.iuran_desk import ctrl_z, states

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def place(iuran_billed: Path, tmp_path: Path, qtbot: Any) -> Any:
    with village.iuran_window(iuran_billed, tmp_path, qtbot) as opened:
        yield opened


def ctrl_b(qtbot: Any, page: Any) -> Callable[[], None]:
    return lambda: qtbot.keyClick(page.bill_view, Key.Key_B, Ctrl)


# --- payments ------------------------------------------------------------------------------------------

def test_a_payment_by_keys_with_its_scan_and_undo(place: Any, qtbot: Any, tmp_path: Path) -> None:
    shell, page = place
    scan = tmp_path / "bukti.png"
    scan.write_bytes(_png())
    before = shell.desk.cover()

    def pay(sheet: Any) -> None:
        assert "orang" in sheet.who.text()
        assert cut_texts(sheet) == []
        qtbot.keyClick(sheet.day.edit, Key.Key_Return)
        hands.type_text(qtbot, "SP2D 01500")
        sheet.scan.ask = lambda: str(scan)
        qtbot.keyClick(sheet.scan.pick, Key.Key_Return)
        assert sheet.scan.name.text() == "bukti.png"
        qtbot.keyClick(sheet.ok, Key.Key_Return)

    failed = hands.in_sheet(pay)
    ctrl_b(qtbot, page)()
    hands.sound(failed)
    paid = next(one for one in shell.desk.bills() if one.kode_bayar == village.CODE)
    assert paid.keadaan == "dibayar"
    assert shell.desk.bill(paid.id).bukti == "SP2D 01500"
    assert shell.desk.proof(paid.id)[:3] == b"\xff\xd8\xff"  # drawn anew
    assert page.bill.id == paid.id
    assert "orang tercatat" in shell.toaster.text
    after = shell.desk.cover()
    assert not [row for row in after.rows if row.keadaan == "belum_mulai"]
    shown: list[int] = []

    def look(window: Any) -> None:
        shown.append(window.picture.pixmap().width())
        qtbot.keyClick(window, Key.Key_Escape)

    failed = hands.in_sheet(look)
    page.work.show_proof(paid)
    hands.sound(failed)
    assert shown[0] > 0
    ctrl_z(qtbot, shell)
    assert shell.desk.cover() == before
    assert states(page)[0] == "Menunggu bayar, 6 hari"


def test_a_proof_may_be_scanned_later(place: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell, page = place
    paid = next(one for one in shell.desk.bills() if one.keadaan == "menunggu" and one.bayar_desa)
    with pytest.raises(Problem) as early:
        shell.desk.attach_proof(paid.id, tmp_path / "bukti.png")
    assert early.value.kode == "FILE_TIDAK_ADA"
    (tmp_path / "bukti.png").write_bytes(_png())
    with pytest.raises(Problem) as unpaid:
        shell.desk.attach_proof(paid.id, tmp_path / "bukti.png")
    assert unpaid.value.kode == "TAGIHAN_BELUM_DIBAYAR"
    shell.desk.record_payment(paid.id, shell.desk.today, "SP2D 7")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "bukti.png"), ""))
    later = next(one for one in shell.desk.bills() if one.kode_bayar == paid.kode_bayar)

    def choose(sheet: Any) -> None:
        button = next(one for one in sheet.findChildren(QPushButton) if "scan" in one.text())
        qtbot.keyClick(button, Key.Key_Space)

    failed = hands.in_sheet(choose)
    page.work.show(later)
    hands.sound(failed)
    qtbot.waitUntil(lambda: bool(shell.desk.bill(later.id).scan))
    assert shell.desk.proof(later.id)[:3] == b"\xff\xd8\xff"
    assert shell.toaster.text.startswith("Scan bukti disimpan, ")


def test_a_refused_payment_keeps_the_window_as_typed(place: Any, qtbot: Any) -> None:
    _, page = place

    def pay(sheet: Any) -> None:
        sheet.number.edit.setFocus()
        hands.type_text(qtbot, "SP2D 1")
        sheet.day.edit.setText("30/11/2026")
        qtbot.keyClick(sheet.ok, Key.Key_Return)
        assert sheet.wrong.isVisible()
        assert sheet.number.text() == "SP2D 1"
        assert cut_texts(sheet) == []
        qtbot.keyClick(sheet, Key.Key_Escape)

    failed = hands.in_sheet(pay)
    ctrl_b(qtbot, page)()
    hands.sound(failed)
    assert states(page)[0] == "Menunggu bayar, 6 hari"


def test_enter_opens_the_bill_with_its_people_and_what_can_be_done(place: Any, qtbot: Any) -> None:
    shell, page = place

    def code(sheet: Any) -> None:
        sheet.code.edit.selectAll()
        hands.type_text(qtbot, "880740211227")
        qtbot.keyClick(sheet.ok, Key.Key_Return)

    def look(sheet: Any) -> None:
        assert sheet.model.rowCount() == page.bill.orang
        assert cut_texts(sheet) == []
        sheet._end("kode")
        then.append(hands.in_sheet(code))

    then: list[Any] = []
    failed = hands.in_sheet(look)
    qtbot.keyClick(page.bill_view, Key.Key_Return)
    hands.sound(failed)
    hands.sound(then[0])
    assert page.bills.lines[0].kode == "8807 4021 1227"
    page.copy_button.click()
    assert QGuiApplication.clipboard().text() == "880740211227"
    ctrl_z(qtbot, shell)
    assert page.bills.lines[0].kode == "8807 4021 1226 03"


def test_calling_a_bill_off_asks_why(place: Any, qtbot: Any) -> None:
    shell, page = place

    def why(sheet: Any) -> None:
        qtbot.keyClick(sheet.ok, Key.Key_Return)
        assert sheet.wrong.isVisible()
        sheet.why.edit.setFocus()
        hands.type_text(qtbot, "salah jumlah orang")
        qtbot.keyClick(sheet.ok, Key.Key_Return)

    failed = hands.in_sheet(why)
    page.work.cancel(page.bill)
    hands.sound(failed)
    assert village.CODE not in [one.kode_bayar for one in shell.desk.bills() if one.keadaan != "batal"]
    assert page.make_button.isVisible()


def test_a_desk_that_moved_away_is_shown_and_changes_nothing(place: Any, qtbot: Any, tmp_path: Path) -> None:
    shell, page = place
    (tmp_path / "stik").mkdir()
    run_to_end(shell.desk.backup_job(tmp_path / "stik", pindah=True))
    shell.desk.reread()
    page.refresh()

    def pay(sheet: Any) -> None:
        sheet.number.edit.setFocus()
        hands.type_text(qtbot, "SP2D 01500")
        qtbot.keyClick(sheet.ok, Key.Key_Return)
        assert "dipindahkan" in sheet.wrong.text()
        assert cut_texts(sheet) == []
        qtbot.keyClick(sheet, Key.Key_Escape)

    failed = hands.in_sheet(pay)
    ctrl_b(qtbot, page)()
    hands.sound(failed)
    assert states(page)[0] == "Menunggu bayar, 6 hari"


# --- bills and extensions ------------------------------------------------------------------------------

def test_the_first_bill_of_those_sent(iuran_sent: Path, tmp_path: Path, qtbot: Any) -> None:
    with village.iuran_window(iuran_sent, tmp_path, qtbot) as (shell, page):
        assert page.bill_stack.currentWidget() is page.no_bills
        assert page.cover.nobody.isVisible()
        assert cut_texts(page) == []

        def make(sheet: Any) -> None:
            assert "Rp" in sheet.result_note.words.text()
            sheet.first.edit.setText("13/2026")
            sheet.first.changed.emit("13/2026")
            assert not sheet.ok.isEnabled()
            sheet.first.edit.setText("12/2026")
            sheet.first.changed.emit("12/2026")
            sheet.code.edit.setFocus()
            hands.type_text(qtbot, "8807 4020 11")
            assert cut_texts(sheet) == []
            qtbot.keyClick(sheet.ok, Key.Key_Return)

        failed = hands.in_sheet(make)
        qtbot.keyClick(page.month_view, Key.Key_B, Ctrl)
        hands.sound(failed)
        [bill] = shell.desk.bills()
        assert (bill.kode_bayar, states(page)) == ("8807402011", ["Menunggu bayar"])
        assert page.bill == bill
        ctrl_z(qtbot, shell)
        assert page.bills.lines == ()


def test_an_extension_by_keys_says_who_is_left_out_and_can_be_taken_back(place: Any, qtbot: Any) -> None:
    shell, page = place
    late = village.sent(shell.desk, "pekerja_rentan", "BPU") or shell.desk.people_of(desks.Query(sampai="lewat"))
    gone = shell.desk.people_of(desks.Query(sampai="lewat"))[0]
    assert late
    shell.desk.save(replace(gone, sk_berakhir=CLOCK_DAY.replace(month=10)), gone.revisi)
    page.refresh()
    at = next(n for n, line in enumerate(page.bills.lines) if line.look[1].startswith("Lewat masa"))
    page.bill_view.selectRow(at)
    skipped: list[str] = []

    def ask(sheet: Any) -> None:
        skipped.extend(one.alasan for one in sheet.skip_model.lines)
        assert sheet.result_note.words.text().startswith("1 dari 2 orang diajukan")
        assert cut_texts(sheet) == []
        sheet.period.edit.setFocus()
        sheet.period.set_text("3")
        sheet.period.changed.emit("3")
        qtbot.keyClick(sheet.ok, Key.Key_Return)

    failed = hands.in_sheet(ask)
    qtbot.keyClick(page.bill_view, Key.Key_Return)
    hands.sound(failed)
    assert len(skipped) == 1
    assert "SK berakhir" in skipped[0]
    asked = [p for p in shell.desk.everyone() if p.permohonan == "lanjut"]
    assert [(p.periode_bayar, p.mulai.month) for p in asked] == [(3, 12)]
    assert "Sudah diajukan" in states(page)
    ctrl_z(qtbot, shell)
    assert not [p for p in shell.desk.everyone() if p.permohonan == "lanjut"]


def _png() -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage

    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
