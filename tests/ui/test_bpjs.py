"""Ke BPJS: a batch from choosing its people to its results, all by keys; nothing cut at both sizes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog

from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.rights import ROLES, Right
from tests.exchange import bpjs_books
from tests.hub import bpjs_places as places
from tests.hub import makers
from tests.ui import bpjs_desk as hands
from tests.ui.clerk_desk import Answers, cut_texts
from ui import theme
from ui.pages.bpjs_rows import TITLES
from ui.pages.bpjs_steps import steps_of

CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = makers.CLOCK_DAY


@pytest.fixture
def place(tmp_path: Path, qtbot: Any) -> Any:
    with hands.district_window(tmp_path, qtbot, "bpjs") as opened:
        yield opened


def make(shell: Any, page: Any, kelompok: str = "pekerja_rentan", npp: str = "26104417") -> str:
    page.district.set_npp(kelompok, npp)
    group = places.group(shell.desk, "daftar", kelompok)
    nomor = run_to_end(page.district.make_batch_job(group.choice(group.masa_dari, 6))).nomor
    page.refresh()
    return nomor


def test_who_may_not_write_finds_every_step_of_a_batch_off_with_the_reason(place: Any) -> None:
    shell, page = place
    make(shell, page)
    shell.desk.ctx = replace(shell.desk.ctx, role=ROLES["pelihat"])
    page.refresh()
    buttons = page.steps.acting()
    assert len(buttons) > 2
    assert {(button.isEnabled(), button.toolTip()) for button in buttons} == \
        {(False, shell.desk.why_not(Right.TULIS))}


def test_an_empty_page_says_how_to_begin_and_ctrl_n_makes_the_first_batch(place: Any, qtbot: Any) -> None:
    shell, page = place
    assert page.stack.currentWidget() is page.empty
    assert page.first.hasFocus()

    def choose(sheet: Any) -> None:
        assert cut_texts(sheet) == []
        assert sheet.model.rowCount() == 4
        qtbot.keyClick(sheet.table, Qt.Key.Key_Down)
        qtbot.keyClick(sheet.table, Qt.Key.Key_Down)
        assert sheet.group.kelompok == "pekerja_rentan"
        sheet.npp.edit.setFocus()
        hands.type_text(qtbot, "26104417")
        assert sheet.ok.text().strip() == "Buat batch, 6 orang"
        sheet.ok.setFocus()
        qtbot.keyClick(sheet.ok, Qt.Key.Key_Return)

    failed = hands.in_sheet(choose)
    qtbot.keyClick(page.first, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=15_000)
    hands.idle(qtbot, shell)
    hands.sound(failed)
    row = page.model.line(0)
    assert (row.nomor, row.orang, row.npp, row.bulan) == ("K-0001", 6, "26104417", 6)
    assert shell.focusWidget() is page.table
    assert page.figures.cards[0].figure.text() == "6"


def test_the_table_tells_each_batch(place: Any, qtbot: Any) -> None:
    shell, page = place
    make(shell, page)
    make(shell, page, "perangkat_desa", "")
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    texts = [[page.model.index(r, c).data() for c in range(len(TITLES))] for r in range(2)]
    assert texts[0] == ["K-0002", "PU Perangkat Desa", "3 NPP", "3", "6", "100.800", "Siap diserahkan",
                        "belum diserahkan", "–"]
    assert texts[1][:3] == ["K-0001", "BPU Pekerja Rentan", "26104417"]
    page.filter.set_text("PU Perangkat Desa")
    page.filter.typed.emit("PU Perangkat Desa")
    assert page.model.rowCount() == 1


def test_the_whole_road_by_keys(place: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell, page = place
    nomor = make(shell, page)
    page.table.setFocus()

    def hand_over(sheet: Any) -> None:
        assert sheet.day.text() == "21/11/2026"
        sheet.letter.edit.setFocus()
        hands.type_text(qtbot, "560/731/DPMD/2026")
        qtbot.keyClick(sheet.ok, Qt.Key.Key_Return)

    failed = hands.in_sheet(hand_over)
    page.steps.button("serah").setFocus()
    hands.press(qtbot, Qt.Key.Key_Return)
    hands.sound(failed)
    assert page.view.surat == "560/731/DPMD/2026"

    def code(sheet: Any) -> None:
        hands.type_text(qtbot, "12")
        qtbot.keyClick(sheet.ok, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "6 sampai 20 angka" in sheet.wrong.text(), timeout=5_000)
        assert sheet.isVisible()
        assert cut_texts(sheet) == []
        sheet.code.edit.setFocus()
        sheet.code.edit.selectAll()
        hands.type_text(qtbot, "8807 4020 1128 11")
        sheet.due.edit.setFocus()
        hands.type_text(qtbot, "27112026")
        qtbot.keyClick(sheet.ok, Qt.Key.Key_Return)

    failed = hands.in_sheet(code)
    page.steps.button("kode").setFocus()
    hands.press(qtbot, Qt.Key.Key_Return)
    hands.sound(failed)
    assert page.model.index(0, 7).data() == "8807 4020 1128 11"
    assert page.model.index(0, 8).data() == "27/11/2026"
    failed = hands.in_sheet(lambda sheet: qtbot.keyClick(sheet.ok, Qt.Key.Key_Return))
    page.steps.button("bayar").setFocus()
    hands.press(qtbot, Qt.Key.Key_Return)
    hands.sound(failed)
    assert page.model.line(0).keadaan == "dibayar"
    members = page.view.members
    rows = [[n, m.nik, m.nama, f"2100000000{n}", "VALID", "", ""] for n, m in enumerate(members[:5])]
    rows.append([9, members[5].nik, members[5].nama, "", "TIDAK VALID", "", "Nama tidak sesuai"])
    path = bpjs_books.results(tmp_path, rows)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    def results(sheet: Any) -> None:
        assert cut_texts(sheet) == []
        assert sheet.ok.text().strip() == "Catat 6 hasil"
        assert sheet.table.model().index(0, 3).data() == "Ditolak"
        qtbot.keyClick(sheet.ok, Qt.Key.Key_Return)

    failed = hands.in_sheet(results)
    qtbot.keyClick(page.table, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: page.model.line(0).keadaan == "hasil", timeout=15_000)
    hands.idle(qtbot, shell)
    hands.sound(failed)
    assert page.model.index(0, 8).data() == "5 / 1"
    assert page.figures.cards[4].figure.text() == "5"
    assert nomor in page.steps.title.text()
    assert shell.toaster.undo_now()
    qtbot.waitUntil(lambda: page.model.line(0).keadaan == "dibayar", timeout=5_000)
    hands.idle(qtbot, shell)


def test_enter_alone_goes_through_a_sheet_and_on_to_the_next_step(place: Any, qtbot: Any) -> None:
    shell, page = place
    make(shell, page)

    def enter_only(sheet: Any) -> None:
        assert sheet.focusWidget() is sheet.day.edit
        for _ in range(3):  # the day, the letter, the deed: never "Batal"
            qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Return)

    failed = hands.in_sheet(enter_only)
    page.steps.button("serah").setFocus()
    hands.press(qtbot, Qt.Key.Key_Return)
    hands.sound(failed)
    hands.idle(qtbot, shell)
    assert page.view.row.keadaan == "diserahkan"
    assert shell.focusWidget() is page.steps.button("kode")


def test_enter_in_the_list_of_candidates_makes_the_batch(place: Any, qtbot: Any) -> None:
    shell, page = place
    failed = hands.in_sheet(lambda sheet: qtbot.keyClick(sheet.table, Qt.Key.Key_Return))
    qtbot.keyClick(page.first, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=15_000)
    hands.idle(qtbot, shell)
    hands.sound(failed)


def test_ctrl_z_asks_and_takes_the_last_step_back(place: Any, qtbot: Any) -> None:
    shell, page = place
    nomor = make(shell, page)
    page.district.hand_over(nomor, TODAY, "")
    page.refresh()
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CTRL)
    assert shell.asking.text.startswith(f"Urungkan langkah terakhir batch {nomor}?")
    assert page.model.line(0).keadaan == "diserahkan"
    hands.press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.line(0).keadaan == "siap", timeout=5_000)
    hands.idle(qtbot, shell)


def test_a_template_is_checked_filled_and_its_columns_told(
        place: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell, page = place
    make(shell, page)
    path = bpjs_books.template(tmp_path / "unduhan")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    page.steps.button("templat").setFocus()
    hands.press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(page.template.fill_button.isEnabled, timeout=15_000)
    hands.idle(qtbot, shell)
    assert page.template.chip.text == "6 dari 6 baris bisa diisi"
    told = [label.accessibleName() for label in page.template.findChildren(type(page.template.rest))
            if label.accessibleName()]
    assert any("belum dikonfirmasi" in words for words in told)
    assert shell.focusWidget() is page.template.fill_button
    qtbot.waitUntil(lambda: cut_texts(page) == [], timeout=5_000)
    (tmp_path / "hasil").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "hasil"))
    hands.press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.view.diisi is not None, timeout=15_000)
    hands.idle(qtbot, shell)
    assert load_workbook(tmp_path / "hasil" / path.name)["data_tk_baru"].max_row == 7


def test_a_wrong_template_is_told_and_changes_nothing(
        place: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell, page = place
    make(shell, page)
    path = bpjs_books.template(tmp_path, "template_tk_99999999.xlsx")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    answers = Answers()
    page.work.pick_template()
    qtbot.waitUntil(lambda: bool(answers.codes), timeout=15_000)
    hands.idle(qtbot, shell)
    answers.stop()
    assert answers.codes == ["TEMPLAT_NPP_LAIN"]
    assert not page.template.fill_button.isEnabled()


def test_results_typed_by_hand_and_results_before_hand_over_refused(place: Any, qtbot: Any) -> None:
    shell, page = place
    nomor = make(shell, page)
    page.table.setFocus()
    answers = Answers()
    qtbot.keyClick(page.table, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: answers.codes == ["BATCH_BELUM_DISERAHKAN"], timeout=5_000)
    answers.stop()
    page.district.hand_over(nomor, TODAY, "")
    page.refresh()

    def refused(sheet: Any) -> None:
        sheet.outcome.set_text("ditolak")
        sheet.outcome.changed.emit("ditolak")
        assert not sheet.kpj.isVisible()
        qtbot.keyClick(sheet.ok, Qt.Key.Key_Return)
        assert "Pilih alasan" in sheet.wrong.text()
        sheet.reason.set_text("NAMA_BEDA")
        assert cut_texts(sheet) == []
        qtbot.keyClick(sheet.ok, Qt.Key.Key_Return)

    failed = hands.in_sheet(refused)
    page.work.act("ketik")
    hands.sound(failed)
    assert page.view.row.ditolak == 1


def test_the_steps_of_a_batch_that_costs_nothing(place: Any) -> None:
    shell, page = place
    nomor = make(shell, page)
    view = page.district.batch(nomor)
    assert [s.title for s in steps_of(view, TODAY)] == [
        "Buat lembar untuk BPJS", "Serahkan ke BPJS", "Kode bayar", "Pembayaran", "Ambil hasil"]
    from dataclasses import replace

    leaving = replace(view, row=replace(view.row, jenis="berhenti"))
    assert [s.title for s in steps_of(leaving, TODAY)] == ["Buat lembar untuk BPJS", "Serahkan ke BPJS", "Ambil hasil"]


def test_several_bills_are_worked_on_at_pembayaran(place: Any) -> None:
    shell, page = place
    nomor = make(shell, page, "perangkat_desa", "")
    page.district.hand_over(nomor, TODAY, "")
    page.refresh()
    page.work.act("kode")
    assert shell.current_name == "pembayaran"
    assert shell.current.bills.rowCount() == 3


def test_f6_goes_round_and_enter_goes_to_what_is_to_be_done(place: Any, qtbot: Any) -> None:
    shell, page = place
    make(shell, page)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert shell.focusWidget() is page.steps.first_button()
    page.table.setFocus()
    qtbot.waitUntil(page.steps.first_button().isVisible, timeout=5_000)
    seen = []
    for _ in range(3):
        hands.press(qtbot, Qt.Key.Key_F6)
        seen.append(shell.focusWidget())
    assert seen[-1] is page.table
    assert len(set(seen)) == 3


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_cut(place: Any, qtbot: Any, tmp_path: Path, size: tuple[int, int], dark: bool) -> None:
    shell, page = place
    theme.apply(QApplication.instance(), dark)
    nomor = make(shell, page)
    page.show_check(nomor, page.district.template_check(bpjs_books.template(tmp_path), nomor))
    shell.resize(*size)
    qtbot.waitUntil(lambda: cut_texts(page) == [], timeout=5_000)
    button = page.steps.button("daftar")
    assert button.visibleRegion().boundingRect().width() == button.width()


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
def test_the_dead_stay_told_until_the_claim_is_written_down(place: Any, qtbot: Any, size: tuple[int, int]) -> None:
    shell, page = place
    shell.resize(*size)
    assert not page.deaths.isVisible()
    nomor = make(shell, page)
    page.district.hand_over(nomor, TODAY, "")
    for bill in page.district.batch(nomor).bills:
        page.district.set_kode_bayar(bill.id, "880740201101", None)
        page.district.set_paid(bill.id, TODAY, "")
    who = page.district.batch(nomor).members[0]
    page.district.set_result(nomor, who.uid, "ok", kpj="21000000000")
    village = next(v for v in makers.villages(3, 8) if v.kode == who.unit)
    village.change(who.uid, permohonan="berhenti", keluar_sebab="meninggal", keluar_tanggal="2026-11-18")
    makers.fill(shell.desk, [village])
    page.refresh()
    assert page.deaths.words.text() == "1 peserta dilaporkan meninggal. Ahli waris mungkin berhak JKM."
    qtbot.waitUntil(lambda: cut_texts(page) == [], timeout=5_000)

    def end(sheet: Any) -> None:
        qtbot.keyClick(sheet.ok, Qt.Key.Key_Return)
        assert "Keterangan klaim belum ditulis" in sheet.wrong.text()
        assert cut_texts(sheet) == []
        sheet.note.edit.setFocus()
        hands.type_text(qtbot, "klaim JKM dibayar")
        qtbot.keyClick(sheet.ok, Qt.Key.Key_Return)

    failed = hands.in_sheet(end)
    page.deaths.see.setFocus()
    hands.press(qtbot, Qt.Key.Key_Return)
    hands.sound(failed)
    assert not page.deaths.isVisible()
    assert shell.toaster.undo_now()
    assert page.deaths.isVisible()
