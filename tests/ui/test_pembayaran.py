"""Pembayaran: codes and payments by keys, overdue first, who lapses, quota; nothing cut at both sizes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from jamsos_desktop.jobs import run_to_end
from tests.hub import bpjs_places as places
from tests.hub import makers
from tests.ui import bpjs_desk as hands
from tests.ui.clerk_desk import cut_texts
from ui import theme
from ui.pages.pembayaran_rows import BillTable

TODAY = makers.CLOCK_DAY


@pytest.fixture
def place(tmp_path: Path, qtbot: Any) -> Any:
    with hands.district_window(tmp_path, qtbot, "pembayaran") as opened:
        yield opened


def handed(shell: Any, page: Any, kelompok: str) -> str:
    group = places.group(shell.desk, "daftar", kelompok)
    nomor = run_to_end(page.district.make_batch_job(group.choice(group.masa_dari, 6))).nomor
    page.district.hand_over(nomor, TODAY, "")
    return nomor


def column(page: Any, name: str) -> list[str]:
    at = BillTable.titles.index(name)
    return [page.bills.index(row, at).data() for row in range(page.bills.rowCount())]


def test_an_empty_page_leads_to_the_batches(place: Any, qtbot: Any) -> None:
    shell, page = place
    assert page.stack.currentWidget() is page.empty
    assert page.to_batches.hasFocus()
    hands.press(qtbot, Qt.Key.Key_Return)
    assert shell.current_name == "bpjs"


def test_enter_asks_for_the_code_then_for_the_payment(place: Any, qtbot: Any) -> None:
    shell, page = place
    handed(shell, page, "pekerja_rentan")
    shell.go("pembayaran")
    assert page.table.hasFocus()
    QAbstractItemModelTester(page.bills, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert column(page, "Keadaan") == ["Menunggu kode"]

    def code(sheet: Any) -> None:
        hands.type_text(qtbot, "880740201128")
        sheet.due.edit.setFocus()
        hands.type_text(qtbot, "27112026")
        sheet.sum.edit.setFocus()
        hands.type_text(qtbot, "604800")
        qtbot.keyClick(sheet.ok, Qt.Key.Key_Return)

    failed = hands.in_sheet(code)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    hands.sound(failed)
    assert (column(page, "Kode bayar"), column(page, "Jumlah (Rp)")) == (["8807 4020 1128"], ["604.800"])

    def pay(sheet: Any) -> None:
        assert sheet.day.text() == "21/11/2026"
        sheet.proof.edit.setFocus()
        hands.type_text(qtbot, "SP2D 01482")
        qtbot.keyClick(sheet.ok, Qt.Key.Key_Return)

    failed = hands.in_sheet(pay)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    hands.sound(failed)
    assert page.bills.rowCount() == 0
    assert page.empty.what.text() == "Semua tagihan sudah dibayar."
    page.filter.set_text("semua")
    page.filter.typed.emit("semua")
    assert (column(page, "Keadaan"), column(page, "Bukti")) == (["Dibayar 21/11/2026"], ["SP2D 01482"])
    assert page.undo()
    qtbot.waitUntil(lambda: column(page, "Keadaan") == ["Menunggu bayar"], timeout=5_000)
    hands.idle(qtbot, shell)


def test_overdue_bills_stand_first_and_f8_finds_them(place: Any, qtbot: Any) -> None:
    shell, page = place
    nomor = handed(shell, page, "perangkat_desa")
    first, second, third = page.district.batch(nomor).bills
    page.district.set_kode_bayar(first.id, "880740201101", date(2026, 11, 27))
    page.district.set_kode_bayar(third.id, "880740201102", date(2026, 11, 20))
    shell.go("pembayaran", batch=nomor)
    assert column(page, "Untuk") == [third.nama, first.nama, second.nama]
    assert column(page, "Keadaan") == ["Lewat tempo", "Menunggu bayar", "Menunggu kode"]
    assert "1 lewat tempo" in page.sub.text()
    page.table.selectRow(2)
    qtbot.keyClick(page.table, Qt.Key.Key_F8)
    assert page.table.currentIndex().row() == 0
    assert page.only.isVisible()


def test_a_code_of_another_bill_is_told_in_the_window(place: Any, qtbot: Any) -> None:
    shell, page = place
    nomor = handed(shell, page, "perangkat_desa")
    page.district.set_kode_bayar(page.district.batch(nomor).bills[0].id, "880740201101", None)
    shell.go("pembayaran")
    page.table.selectRow(1)

    def code(sheet: Any) -> None:
        hands.type_text(qtbot, "880740201101")
        qtbot.keyClick(sheet.ok, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "sudah dipakai tagihan lain" in sheet.wrong.text(), timeout=5_000)
        assert cut_texts(sheet) == []
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    failed = hands.in_sheet(code)
    page.set_code()
    hands.sound(failed)
    assert column(page, "Kode bayar").count("8807 4020 1101") == 1


def test_who_lapses_per_payer_and_the_quota_used(place: Any, qtbot: Any) -> None:
    shell, page = place
    nomor = handed(shell, page, "pekerja_rentan")
    bill = page.district.batch(nomor).bills[0]
    page.district.set_kode_bayar(bill.id, "880740201101", None)
    page.district.set_paid(bill.id, TODAY, "")
    for nth, member in enumerate(page.district.batch(nomor).members):
        page.district.set_result(nomor, member.uid, "ok", kpj=f"2100000000{nth}")
    with shell.desk.ctx.open() as db, db.write():
        db.run("INSERT INTO kuota VALUES ('74.02', 'APBD_KAB', 2026, 4)")
    shell.go("pembayaran")
    assert [page.lapses.index(0, c).data() for c in range(5)] == [
        "Mei 2027", "APBD Kabupaten", "6", "100.800", "Berlaku"]
    words = [label.text() for label in page.quota.findChildren(type(page.sub))]
    assert "6 / 4" in words
    assert "Lebih 2 orang dari kuota." in words


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_cut(place: Any, size: tuple[int, int], dark: bool) -> None:
    shell, page = place
    theme.apply(QApplication.instance(), dark)
    nomor = handed(shell, page, "perangkat_desa")
    shell.resize(*size)
    assert cut_texts(page) == []
    shell.go("pembayaran", batch=nomor)
    assert cut_texts(page) == []
