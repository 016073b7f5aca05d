"""Iuran by keys: what is shown, by month, fund and bill; F6, F8, Tab, F1; nothing is cut at both sizes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from jamsos_desktop import desk as desks
from tests.ui import iuran_desk as village
from tests.ui.clerk_desk import cut_texts, tab_stops
from tests.ui.iuran_desk import cell, states
from ui import theme
from ui.pages import iuran_bills, iuran_months

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
MONTH_COLUMNS = {"Sep": iuran_months.FIRST, "Nov": iuran_months.FIRST + 2, "Des": iuran_months.FIRST + 3}


@pytest.fixture
def place(iuran_billed: Path, tmp_path: Path, qtbot: Any) -> Any:
    with village.iuran_window(iuran_billed, tmp_path, qtbot) as opened:
        yield opened


# --- what is shown -------------------------------------------------------------------------------------

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
    line = next(line for line in page.cover.model.lines if line.kapan == "31 Des 2026")
    page.cover.view.setCurrentIndex(page.cover.model.index(page.cover.model.lines.index(line)))
    qtbot.keyClick(page.cover.view, Key.Key_Return)
    assert shell.current_name == "peserta"
    peserta = shell.current
    assert peserta.people.rowCount() == line.orang > 0
    assert peserta.filters["sampai"].isVisible()
    assert peserta.filter_words() == ["Aktif sampai 31/12/2026"]
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
              page.base.change, page.base.confirm]
    assert [part for part in seen if part is not page.base.area and part is not page.make_button] == wanted
    assert all(part.accessibleName() or part.text() for part in wanted)


def test_the_quiet_mark_has_its_source_for_f1(place: Any) -> None:
    shell, page = place
    mark = page.base.mark
    assert mark.isVisibleTo(page)
    assert "Siltap" in mark.accessibleName()
    assert [one for one in page.doubts() if "menunggu jawaban BPJS" in one.source]
    assert shell.current_name == "iuran"


# --- states and looks ----------------------------------------------------------------------------------

def test_a_village_with_nobody_says_what_to_do(shell: Any, qtbot: Any) -> None:
    shell.go("iuran")
    page = shell.current
    assert page.middle.currentWidget() is page.nobody
    assert page.first_button.hasFocus()
    assert cut_texts(page) == []
    qtbot.keyClick(page.first_button, Key.Key_Return)
    assert shell.current_name == "peserta"


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
