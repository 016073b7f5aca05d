"""Iuran by keys: payments and their undo, extensions, wage bases, pagu, budget, F8; nothing cut at both sizes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import Job, Progress, run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import CLOCK_DAY
from tests.ui import bpjs_desk as hands
from tests.ui import iuran_desk as village
from tests.ui.clerk_desk import cut_texts, tab_stops
from ui import theme
from ui.pages import iuran_bills, iuran_months

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
MONTH_COLUMNS = {"Sep": iuran_months.FIRST, "Nov": iuran_months.FIRST + 2, "Des": iuran_months.FIRST + 3}


@pytest.fixture(scope="module")
def sent_village(tmp_path_factory: pytest.TempPathFactory, set_up: Path, key_file: Path) -> Path:
    """People sent, nothing billed yet."""
    import shutil

    root = tmp_path_factory.mktemp("iuran") / "desa"
    shutil.copytree(set_up, root)
    village.fill(DataFolder(root), key_file)
    return root


@pytest.fixture(scope="module")
def billed_village(tmp_path_factory: pytest.TempPathFactory, sent_village: Path) -> Path:
    """The same with bills of every state."""
    import shutil

    root = Path(shutil.copytree(sent_village, tmp_path_factory.mktemp("iuran-tagih") / "desa"))
    village.billed(DataFolder(root))
    return root


@pytest.fixture
def place(billed_village: Path, tmp_path: Path, qtbot: Any) -> Any:
    with village.iuran_window(billed_village, tmp_path, qtbot) as opened:
        yield opened


def states(page: Any) -> list[str]:
    return [line.look[1] for line in page.bills.lines]


def cell(page: Any, label: str, column: int, program: str = "") -> str:
    row = next(at for at, line in enumerate(page.months.lines) if line.label == label
               and program in ("", line.program))
    return str(page.months.index(row, column).data())


def ctrl_z(qtbot: Any, shell: Any) -> None:
    """Ctrl+Z once the window is active again after a smaller one."""
    shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shell, timeout=5_000)
    qtbot.keyClick(QApplication.focusWidget() or shell, Key.Key_Z, Ctrl)


def ctrl_b(qtbot: Any, page: Any) -> Callable[[], None]:
    return lambda: qtbot.keyClick(page.bill_view, Key.Key_B, Ctrl)


# --- what is shown --------------------------------------------------------------------------------------


def test_rows_by_month_add_up_and_say_who_is_registered(place: Any) -> None:
    shell, page = place
    for model in (page.months, page.bills):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    desk, total = shell.desk, page.months.lines[-1]
    own = [line for line in page.months.lines if not line.jumlah]
    assert total.label == "Jumlah seluruhnya"
    assert (total.orang, total.tahun) == (sum(line.orang for line in own), sum(line.tahun for line in own))
    assert total.orang == desk.cover().terdaftar > 0
    everybody = desk.budget(2026).jumlah.bulan[11]
    assert (total.semua, page.months.title(iuran_months.ALL)) == (everybody.sen, f"Bila {everybody.orang} orang")
    paid = sum(sen for (*_, month), (_, sen) in desk.paid_by_month(2026).items() if month == "2026-11")
    assert total.bulan[2] == paid > 0
    waiting = next(one for one in desk.bills() if one.kode_bayar == village.CODE)
    assert cell(page, "Ekosistem desa", MONTH_COLUMNS["Des"], "BPU") == \
        f"{waiting.jumlah_sen // 100:,}".replace(",", ".")
    assert cell(page, "Ekosistem desa", MONTH_COLUMNS["Nov"], "BPU") == "–"
    now = desk.counts(desks.Query()).tabs["terdaftar"]  # what page Peserta calls so; who waits to be paid for is not
    assert 0 < now < total.orang
    assert page.sub.text().startswith(f"{now} orang terdaftar")


def test_the_year_bar_follows_the_fund_and_speaks(place: Any) -> None:
    shell, page = place
    held = shell.desk.ceilings(2026)[village.FUND]
    assert page.fund == village.FUND
    assert page.year.ceiling.text() == "Pagu Rp 1.200.000"
    assert page.year.rest.sum.text() == f"{(held.sisa_sen + 50) // 100:,}".replace(",", ".")
    assert "sisa" in page.year.bar.accessibleName()
    page._show_fund(village.AWAY)
    assert page.year.fund.text().strip().startswith("Anggaran APBD Kabupaten 2026")
    assert page.year.ceiling.text() == "Isi pagu..."
    assert not page.year.rest.sum.isVisible()


def test_bills_needing_something_come_first_and_f8_walks_them(place: Any, qtbot: Any) -> None:
    _, page = place
    assert states(page)[0] == "Menunggu bayar, 6 hari"
    assert "Lewat masa, 2 orang" in states(page)
    assert states(page)[-1].startswith("Dibayar")
    seen = []
    for _ in range(sum(line.soal for line in page.bills.lines) + 1):
        qtbot.keyClick(page.bill_view, Key.Key_F8)
        seen.append(page.bill_view.currentIndex().row())
    problems = [at for at, line in enumerate(page.bills.lines) if line.soal]
    assert seen[:len(problems) - 1] == problems[1:]
    assert seen[-2] == problems[0]
    qtbot.keyClick(page.bill_view, Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert page.bill_view.currentIndex().row() == problems[0]


def test_who_is_covered_until_when_opens_the_list_filtered(place: Any, qtbot: Any) -> None:
    shell, page = place
    page.cover.view.setFocus()
    line = page.cover.model.lines[0]
    assert (line.kapan, line.orang) == ("Lewat 31 Okt 2026", 2)
    qtbot.keyClick(page.cover.view, Key.Key_Return)
    assert shell.current_name == "peserta"
    peserta = shell.current
    assert peserta.people.rowCount() == 2
    assert peserta.filters["sampai"].isVisible()
    assert peserta.filter_words() == ["Aktif sampai 31/10/2026"]
    for query, many in (({"sampai": "belum_mulai"}, "belum_mulai"), ({"sampai": "belum"}, "belum")):
        cover = shell.desk.cover()
        wanted = cover.belum if many == "belum" else sum(r.orang for r in cover.rows if r.keadaan == many)
        shell.go("peserta", **query)
        assert peserta.people.rowCount() == wanted > 0
    peserta.drop_filters()
    assert not peserta.filters["sampai"].isVisible()


def test_f6_goes_round_the_panels(place: Any, qtbot: Any) -> None:
    _, page = place
    seen = []
    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [page.cover.view, page.base.change, page.year.fund, page.month_view, page.bill_view]


def test_tab_goes_as_one_reads(place: Any, qtbot: Any) -> None:
    _, page = place
    page.print_button.setFocus()
    seen = tab_stops(page, lambda: qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab))
    wanted = [page.print_button, page.pay_button, page.extend_button, page.year.fund, page.year.ceiling,
              page.year.budget, page.month_view, page.copy_button, page.bill_view, page.cover.view, page.cover.names,
              page.base.mark, page.base.change, page.base.confirm]
    assert [part for part in seen if part is not page.base.area and part is not page.make_button] == wanted
    assert all(part.accessibleName() or part.text() for part in wanted)


def test_the_quiet_mark_tells_its_source_by_f1(place: Any, qtbot: Any) -> None:
    shell, page = place
    mark = page.base.mark
    assert "Siltap" in mark.accessibleName()
    assert mark.toolTip()
    mark.setFocus()
    said: list[str] = []

    def read(sheet: Any) -> None:
        said.append(" ".join(label.text() for label in sheet.findChildren(type(page.sub))))
        assert cut_texts(sheet) == []
        qtbot.keyClick(sheet, Key.Key_Escape)

    failed = hands.in_sheet(read)
    qtbot.keyClick(mark, Key.Key_F1)
    hands.sound(failed)
    assert "menunggu jawaban BPJS" in said[0]
    assert shell.current_name == "iuran"


# --- payments -------------------------------------------------------------------------------------------


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
    assert shell.desk.proof(paid.id) == _png()
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
    assert early.value.kode == "FILE_TAK_TERBACA"
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
    assert shell.desk.proof(later.id) == _png()


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


# --- bills and extensions -------------------------------------------------------------------------------


def test_the_first_bill_of_those_sent(sent_village: Path, tmp_path: Path, qtbot: Any) -> None:
    with village.iuran_window(sent_village, tmp_path, qtbot) as (shell, page):
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
        skipped.extend(one.alasan for one in sheet.skip_model.rows)
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


# --- bases, pagu, budget --------------------------------------------------------------------------------


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


# --- states and looks -----------------------------------------------------------------------------------


def test_a_village_with_nobody_says_what_to_do(shell: Any, qtbot: Any) -> None:
    shell.go("iuran")
    page = shell.current
    assert page.middle.currentWidget() is page.nobody
    assert page.first_button.hasFocus()
    assert cut_texts(page) == []
    qtbot.keyClick(page.first_button, Key.Key_Return)
    assert shell.current_name == "peserta"


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


def test_an_office_without_apbdes_prints_its_own_budget(shell: Any) -> None:
    shell.desk.set_unit(replace(shell.desk.unit, jenis="kelurahan"))
    shell.go("iuran")
    assert shell.current.print_button.text().strip() == "Cetak lampiran anggaran"
    assert cut_texts(shell.current) == []


@pytest.mark.parametrize(("size", "look"), [
    ((1366, 698), (False, 1.0)), ((1093, 586), (False, 1.0)), ((1366, 698), (True, 1.0)), ((1093, 586), (True, 1.15)),
    ((1366, 698), (False, 1.3)),
])
def test_nothing_is_cut(place: Any, size: tuple[int, int], look: tuple[bool, float]) -> None:
    shell, page = place
    shell.go("peserta")
    theme.apply(QApplication.instance(), *look)
    shell._drop("iuran")  # rows and columns take the letters they are built with
    shell.resize(*size)
    shell.go("iuran")
    page = shell.current
    assert cut_texts(page) == []
    assert iuran_bills.STATE not in [c for c in range(7) if page.bill_view.isColumnHidden(c)]


def no_printers() -> Job[list[str]]:
    """A laptop without a printer."""
    yield Progress(0, 1)
    return []


def _png() -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage

    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
