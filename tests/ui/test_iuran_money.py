"""The money of a year by keys on page Iuran: wage bases, pagu, the budget and its lampiran."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from jamsos_desktop.jobs import Job, Progress
from tests.ui import bpjs_desk as hands
from tests.ui import iuran_desk as village
from tests.ui.clerk_desk import cut_texts
from tests.ui.iuran_desk import cell, ctrl_z
from ui.pages import iuran_months

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def place(iuran_billed: Path, tmp_path: Path, qtbot: Any) -> Any:
    with village.iuran_window(iuran_billed, tmp_path, qtbot) as opened:
        yield opened


def test_another_wage_base_changes_the_figures_and_can_be_taken_back(place: Any, qtbot: Any) -> None:
    shell, page = place
    before = cell(page, "Perangkat desa", iuran_months.ALL)

    def change(sheet: Any) -> None:
        sheet.choice.set_text("nominal")
        sheet.choice.changed.emit("nominal")
        assert "belum diisi" in sheet.note.words.text()
        sheet.money.edit.setFocus()
        hands.type_text(qtbot, "4000000")
        assert "sekarang" in sheet.note.words.text()
        sheet.paper.edit.setFocus()
        hands.type_text(qtbot, "Perdes 5/2026")
        assert cut_texts(sheet) == []
        qtbot.keyClick(sheet.ok, Key.Key_Return)

    failed = hands.in_sheet(change)
    qtbot.keyClick(page.base.change, Key.Key_Return)
    hands.sound(failed)
    people = [p for p in shell.desk.everyone() if p.kelompok == "perangkat_desa"]
    row = next(line for line in page.months.lines if line.label == "Perangkat desa")
    assert row.semua == len(people) * 4_000_000 * 54 // 100  # 0,54 % of four million each, in sen
    assert "Nominal diambil dari Perdes 5/2026." in page.base.note.text()  # and no other base with it
    ctrl_z(qtbot, shell)
    assert cell(page, "Perangkat desa", iuran_months.ALL) == before


def test_a_confirmed_base_loses_its_mark(place: Any, qtbot: Any) -> None:
    shell, page = place
    shell.desk.set_wage_base(2026, "perangkat_desa", "nominal", 4_000_000, "Perdes 5/2026")
    page.refresh()
    failed = hands.in_sheet(lambda sheet: qtbot.keyClick(sheet.ok, Key.Key_Return))
    qtbot.keyClick(page.base.confirm, Key.Key_Return)
    hands.sound(failed)
    assert shell.desk.wage_bases(2026)[0].dikonfirmasi == shell.desk.today
    ctrl_z(qtbot, shell)  # the confirmation goes, the choice stays
    chosen = shell.desk.wage_bases(2026)[0]
    assert (chosen.pilihan, chosen.dasar, chosen.dikonfirmasi) == ("nominal", "Perdes 5/2026", None)
    many = sum(row.belum_dikonfirmasi for row in shell.desk.wage_bases(2026))
    for _ in range(many):
        failed = hands.in_sheet(lambda sheet: qtbot.keyClick(sheet.ok, Key.Key_Return))
        qtbot.keyClick(page.base.confirm, Key.Key_Return)
        hands.sound(failed)
    assert not page.base.confirm.isVisible()
    assert not page.base.mark.isVisible()


def test_the_pagu_of_a_fund_is_set_in_the_table_of_all_funds(place: Any, qtbot: Any) -> None:
    shell, page = place

    def wrong_then_right(sheet: Any) -> None:
        assert sheet.line.kode == village.FUND
        assert cut_texts(sheet) == []
        sheet.money.edit.selectAll()
        hands.type_text(qtbot, "900000")
        qtbot.keyClick(sheet.ok, Key.Key_Return)

    failed = hands.in_sheet(wrong_then_right)
    qtbot.keyClick(page.year.ceiling, Key.Key_Return)
    hands.sound(failed)
    assert page.year.ceiling.text() == "Pagu Rp 900.000"
    ctrl_z(qtbot, shell)
    assert shell.desk.ceilings(2026)[village.FUND].rupiah == 1_200_000


def test_the_budget_follows_assumptions_and_is_kept_as_paper(place: Any, qtbot: Any, monkeypatch: Any) -> None:
    shell, page = place
    monkeypatch.setattr("ui.printing.printers_job", no_printers)
    kept: dict[str, Any] = {}

    def work(sheet: Any) -> None:
        qtbot.waitUntil(lambda: sheet.budget is not None, timeout=5_000)
        assert sheet.budget.sen == shell.desk.budget(2027).sen
        assert sheet.model.rowCount() == len(sheet.budget.groups) + 1
        plain = sheet.budget
        sheet.assume.rise.edit.setFocus()
        hands.type_text(qtbot, "10")
        qtbot.waitUntil(lambda: sheet.budget is not plain, timeout=5_000)
        kept["more"] = sheet.budget.sen - plain.sen
        assert "lebih dari tanpa andaian" in sheet.sums.text()
        hands.type_text(qtbot, "x")
        qtbot.waitUntil(lambda: "tidak terbaca" in sheet.sums.text(), timeout=5_000)
        assert not sheet.pdf.isEnabled()
        sheet.assume.clear()
        qtbot.waitUntil(sheet.pdf.isEnabled, timeout=5_000)
        assert cut_texts(sheet) == []
        qtbot.keyClick(sheet.excel, Key.Key_Return)
        qtbot.waitUntil(sheet.note.isVisible, timeout=5_000)
        kept["excel"] = sheet.path(".xlsx").read_bytes()[:2]
        sheet.paper.open_file = lambda path: kept.update(pdf=path.read_bytes()[:4]) is None
        qtbot.keyClick(sheet.view, Key.Key_P, Ctrl)
        qtbot.waitUntil(lambda: "pdf" in kept, timeout=10_000)
        assert "Lampiran anggaran 2027 tersimpan" in sheet.note.words.text()
        qtbot.keyClick(sheet, Key.Key_Escape)

    failed = hands.in_sheet(work)
    qtbot.keyClick(page.bill_view, Key.Key_P, Ctrl)
    hands.sound(failed)
    assert kept["more"] > 0
    assert (kept["excel"], kept["pdf"]) == (b"PK", b"%PDF")


def no_printers() -> Job[list[str]]:
    """A laptop without a printer."""
    yield Progress(0, 1)
    return []
