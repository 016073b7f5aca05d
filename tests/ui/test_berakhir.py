"""Lewat masa and berakhir by keys: what is listed, ticked, extended with its undo, printed; doors; nothing is cut."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import CLOCK_DAY
from tests.ui import bpjs_desk as hands
from tests.ui import iuran_desk as village
from tests.ui.clerk_desk import cut_texts
from ui.pages import berakhir
from ui.pages.berakhir_rows import DAYS, HELD, LOOKING, NOTE, UNSURE
from ui.widgets import CHIP_ROLE

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def late_village(tmp_path_factory: pytest.TempPathFactory, iuran_billed: Path) -> Path:
    """Four lapsed (one wage earner, one whose SK has ended), four about to end, others covered for long."""
    root = Path(shutil.copytree(iuran_billed, tmp_path_factory.mktemp("berakhir") / "desa"))
    with desks.open_desk(DataFolder(root), None, desks.Clock(CLOCK_DAY)) as desk:
        free = [p for p in desk.everyone() if p.kelompok == "non_asn" and p.segmen == "PU"]
        ended = [p for p in desk.everyone() if p.kelompok == "ekosistem_desa" and p.status == "terkirim"]
        desk.save(replace(free[0], mulai=date(2026, 1, 1), aktif_sampai=date(2026, 8, 31)), free[0].revisi)
        desk.save(replace(ended[0], aktif_sampai=date(2026, 7, 31), sk_berakhir=date(2026, 8, 1)), ended[0].revisi)
    return root


@pytest.fixture
def place(late_village: Path, tmp_path: Path, qtbot: Any) -> Any:
    with village.iuran_window(late_village, tmp_path, qtbot) as (shell, _):
        shell.go("berakhir", tab="lewat")
        hands.idle(qtbot, shell)
        yield shell, shell.current


def go(qtbot: Any, shell: Any, **args: Any) -> Any:
    shell.go("berakhir", **args)
    hands.idle(qtbot, shell)
    return shell.current


def names(page: Any) -> list[str]:
    return [row.nama for row in page.table.rows]


# --- what is shown -------------------------------------------------------------------------------------


def test_the_tabs_list_what_the_desk_says_and_add_up(place: Any, qtbot: Any) -> None:
    shell, page = place
    QAbstractItemModelTester(page.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    gone, ends = shell.desk.lapsed(), shell.desk.ending()
    assert len(gone) == len(ends) == 4
    assert [(row.uid, page.table.held(row)) for row in page.table.rows] == [(row.uid, row.halangan) for row in gone]
    owed = next(row for row in gone if row.segmen == "PU")
    assert owed.tunggakan_sen > 0
    rupiah = f"{(owed.tunggakan_sen + 50) // 100:,}".replace(",", ".")
    held = sum(bool(row.halangan) for row in gone)
    assert held > 0
    assert page.sums.text() == f"4 orang · wajib dilunasi Rp {rupiah} · {held} terhalang"
    assert page.tabs.tabs["lewat"].text() == "Lewat masa (4)"
    assert page.tabs.tabs["berakhir"].text() == "Berakhir 30 hari (4)"
    page.tabs.tabs["berakhir"].setFocus()
    hands.press(qtbot, Key.Key_Space)
    assert [row.uid for row in page.table.rows] == [row.uid for row in ends]
    assert page.table.index(0, DAYS).data(CHIP_ROLE) == ("clock", "9 hari lagi", "warn")
    page.tabs.step(1)
    assert len(page.table.rows) == shell.desk.cover().terdaftar - sum(
        row.orang for row in shell.desk.cover().rows if row.keadaan == "belum_mulai") > 8


def test_a_row_says_what_it_means_and_how_sure_that_is(place: Any) -> None:
    _, page = place
    first, owed = page.table.rows[0], next(row for row in page.table.rows if row.segmen == "PU")
    assert page.table.index(0, DAYS).data(CHIP_ROLE) == ("clock", "Lewat 113 hari", "error")
    assert page.table.index(0, NOTE).data() == first.ringkas == "Nonaktif, tunggakan 3 bulan"
    assert page.table.index(0, HELD).data() == "SK berakhir 01/08/2026."
    line = page.table.line_of(owed.uid)
    note = page.table.index(line, NOTE)
    assert note.data().startswith("Tunggakan 3 bulan Rp ")
    assert note.data(Qt.ItemDataRole.AccessibleTextRole).endswith(UNSURE)
    tip = note.data(Qt.ItemDataRole.ToolTipRole)
    assert owed.kata in tip
    assert f"Sumber: {owed.sumber}." in tip
    assert tip.endswith("Belum dikonfirmasi BPJS.")


def test_rows_come_before_all_are_judged(place: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shell, page = place
    monkeypatch.setattr(berakhir, "FIRST", 1)
    asked: list[tuple[str, ...]] = []
    judge = shell.desk.hindrances_job
    monkeypatch.setattr(shell.desk, "hindrances_job", lambda uids: asked.append(tuple(uids)) or judge(uids))
    page._read(page._reading, page.rows)
    assert page.table.index(0, HELD).data() == LOOKING
    assert page.sums.text().endswith("memeriksa halangan...")
    assert page.next_problem(1)  # says that it still looks
    hands.idle(qtbot, shell)
    assert [len(uids) for uids in asked] == [1, len(page.rows) - 1]
    assert asked[0][0] == page.table.rows[0].uid
    assert set(page.held) == {row.uid for row in page.rows}


def test_f8_walks_the_obstacles_and_enter_opens_the_person(place: Any, qtbot: Any) -> None:
    shell, page = place
    held = [at for at, row in enumerate(page.table.rows) if page.table.held(row)]
    seen = []
    for _ in held:
        hands.press(qtbot, Key.Key_F8)
        seen.append(page.view.currentIndex().row())
    assert sorted(seen) == held
    uid = page.view.current_row().uid
    hands.press(qtbot, Key.Key_Return)
    assert (shell.current_name, shell.current.session.base.uid) == ("editor", uid)
    hands.press(qtbot, Key.Key_Escape)
    hands.idle(qtbot, shell)
    assert (shell.current_name, page.view.current_row().uid) == ("berakhir", uid)


def test_filters_hold_back_and_esc_leads_out(place: Any, qtbot: Any) -> None:
    shell, page = place
    page.payer.choose(village.AWAY)
    assert names(page) == [row.nama for row in shell.desk.lapsed() if row.sumber_dana == village.AWAY]
    assert page.tabs.tabs["lewat"].text() == f"Lewat masa ({len(page.table.rows)})"
    page.until.choose("2026-10-31")
    assert {row.sampai for row in page.table.rows} == {date(2026, 10, 31)}
    assert "sampai 31/10/2026" in page.order().lingkup
    page.view.setFocus()
    hands.press(qtbot, Key.Key_Space)
    for left in (bool(page.table.ticked), bool(page.payer.value)):
        assert left
        hands.press(qtbot, Key.Key_Escape)
    assert len(page.table.rows) == 4
    hands.press(qtbot, Key.Key_Escape)
    assert shell.current_name == "iuran"


def test_sorting_keeps_the_ticks_and_the_head_ticks_all(place: Any, qtbot: Any) -> None:
    _, page = place
    page.view.setFocus()
    hands.press(qtbot, Key.Key_Space)
    [uid] = page.table.ticked
    page.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert names(page) == sorted(names(page), reverse=True)
    assert page.table.ticked == {uid}
    hands.press(qtbot, Key.Key_A, Ctrl)
    assert len(page.table.ticked) == 4
    page.tabs.step(1)
    assert page.table.ticked == set()  # nobody who is not shown is acted on


def test_nobody_lapsed_is_said(iuran_sent: Path, tmp_path: Path, qtbot: Any) -> None:
    with village.iuran_window(iuran_sent, tmp_path, qtbot) as (shell, _):
        page = go(qtbot, shell, tab="lewat")
        assert (page.empty.what.text(), page.sums.text()) == ("Belum ada yang terlindungi",
                                                              "0 orang · 0 terhalang")
        assert not page.extend_button.isEnabled()
        [one, *_] = village.sent(shell.desk, "perangkat_desa", "PU")
        village.bill(shell.desk, [one], "2026-09", 6, CLOCK_DAY)
        page = go(qtbot, shell, tab="lewat")
        assert page.empty.what.text() == "Tidak ada yang lewat masa"
        page = go(qtbot, shell, tab="berakhir")
        assert page.empty.what.text() == "Tidak ada yang berakhir dalam 30 hari"
        page.empty_button.setFocus()
        hands.press(qtbot, Key.Key_Return)
        assert shell.current_name == "iuran"


def test_a_desk_that_moved_away_only_reads(place: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shell, page = place
    monkeypatch.setattr(shell.desk, "ctx", replace(shell.desk.ctx, moved=Problem("MEJA_DIPINDAHKAN", "Pindah.")))
    page.refresh()
    hands.idle(qtbot, shell)
    assert len(page.table.rows) == 4
    assert (page.extend_button.isEnabled(), page.leave_button.isEnabled(), page.print_button.isEnabled()) == (
        False, False, True)
    assert "hanya bisa dibaca" in page.extend_button.toolTip()


# --- what is done --------------------------------------------------------------------------------------


def test_the_ticked_are_extended_and_ctrl_z_takes_it_back(place: Any, qtbot: Any) -> None:
    shell, page = place
    page.view.setFocus()
    hands.press(qtbot, Key.Key_A, Ctrl)
    before = {row.uid: row.halangan for row in page.desk.lapsed()}
    free = [uid for uid, held in before.items() if not held]

    def ask(sheet: Any) -> None:
        assert sheet.group.edit.currentText() == "4 orang yang dicentang"
        assert sheet.result_note.words.text().startswith(f"{len(free)} dari 4 orang diajukan")
        assert {skip.alasan for skip in sheet.skip_model.lines} == {held for held in before.values() if held}
        sheet.ok.click()

    failed = hands.in_sheet(ask)
    page.extend_button.click()
    hands.sound(failed)
    hands.idle(qtbot, shell)
    asked = {row.uid for row in page.table.rows if row.diajukan}
    assert asked == set(free)
    assert asked
    assert page.table.rows[page.table.line_of(free[0])].ringkas.startswith("Sudah diajukan")
    village.ctrl_z(qtbot, shell)
    hands.idle(qtbot, shell)
    assert not any(row.diajukan for row in page.table.rows)


def test_without_ticks_those_shown_are_asked_for_and_far_ends_are_not(place: Any, qtbot: Any) -> None:
    shell, page = place
    page.tabs.step(-1)
    assert page.tabs.current == "semua"
    near = [row for row in page.table.rows if row.hari <= 30]
    assert len(near) == 8 < len(page.table.rows)

    def ask(sheet: Any) -> None:
        assert sheet.group.edit.currentText() == "8 orang di daftar ini"
        assert len(sheet.orders) == 1
        assert set(sheet.orders[0].uids) == {row.uid for row in near}
        sheet.reject()

    failed = hands.in_sheet(ask)
    page.extend_button.click()
    hands.sound(failed)
    assert not any(row.diajukan for row in shell.desk.lapsed())  # called off


def test_leaving_is_written_down_for_the_ticked_and_taken_back(place: Any, qtbot: Any) -> None:
    shell, page = place
    page.view.setFocus()
    hands.press(qtbot, Key.Key_Down)
    for _ in range(2):
        hands.press(qtbot, Key.Key_Down)
        hands.press(qtbot, Key.Key_Space)
    gone = set(page.table.ticked)
    assert len(gone) == 2

    def ask(sheet: Any) -> None:
        sheet.cause.set_text(next(code for code in sheet._causes() if code not in ("", "meninggal")))
        sheet.ok.click()
        assert not sheet.isVisible(), sheet.wrong.text()

    failed = hands.in_sheet(ask)
    page.leave_button.click()
    hands.sound(failed)
    hands.idle(qtbot, shell)
    assert not gone & {row.uid for row in page.table.rows}
    village.ctrl_z(qtbot, shell)
    hands.idle(qtbot, shell)
    assert gone <= {row.uid for row in page.table.rows}


def test_ctrl_p_prints_what_is_shown_without_nik(place: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shell, page = place
    opened: list[Path] = []
    page.work.paper.open_file = lambda path: bool(opened.append(path)) or True
    page.view.setFocus()
    hands.press(qtbot, Key.Key_P, Ctrl)
    qtbot.waitUntil(lambda: bool(opened), timeout=15_000)
    assert opened[0].name.startswith("Lewat-masa-")
    assert opened[0].read_bytes().startswith(b"%PDF")
    book = shell.desk.ctx.folder.root / "daftar.xlsx"
    monkeypatch.setattr(berakhir.QFileDialog, "getSaveFileName", lambda *_: (str(book.with_suffix("")), ""))
    page.excel_button.click()
    hands.idle(qtbot, shell)
    assert book.read_bytes().startswith(b"PK")


# --- the way here --------------------------------------------------------------------------------------


def test_the_card_of_iuran_leads_here_filtered(place: Any, qtbot: Any) -> None:
    shell, _ = place
    shell.go("iuran")
    card = shell.current.cover
    lines = [line for line in card.model.lines if "tab" in line.query]
    assert [line.query["tab"] for line in lines] == ["lewat", "lewat", "lewat", "berakhir"]
    for line in lines:
        shell.go("iuran")
        card.view.setFocus()
        card.view.setCurrentIndex(card.model.index(card.model.lines.index(line)))
        hands.press(qtbot, Key.Key_Return)
        hands.idle(qtbot, shell)
        assert shell.current_name == "berakhir"
        assert len(shell.current.table.rows) == line.orang
        assert {row.sampai.isoformat() for row in shell.current.table.rows} == {line.query["sampai"]}


def test_nothing_is_cut_at_both_sizes(place: Any, qtbot: Any) -> None:
    shell, page = place
    for size in ((1366, 698), (1093, 586)):
        shell.resize(*size)
        for tab in ("lewat", "berakhir", "semua"):
            page.tabs.show_tab(tab)
            page._choose_tab()
            QApplication.processEvents()
            assert cut_texts(page) == []
            assert page.view.horizontalScrollBar().maximum() == 0
            assert page.view.columnWidth(HELD) >= 150
