"""The windows of page Cetak by key: how papers are to be, other kinds, blank forms; and what is told beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import InModal, cut_texts, make_desk, window_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from jamsos_desktop.desk import Desk, FitReport, FitRow, PaperOptions, Query
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.settings import Offset, Settings, printer_offset
from ui import theme
from ui.pages.cetak_fit import fit_words
from ui.pages.cetak_more import MoreSheet
from ui.pages.cetak_options import OptionsSheet
from ui.pages.cetak_people import dusun_choices
from ui.pages.cetak_printer import OffsetSheet
from ui.window import Shell

MOST_NOTE = 222  # px a note of one sheet has beside a scroll bar
NUMBER = "560/119/BI/XI/2026"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with make_desk(tmp_path, 25) as desk:
        yield desk


@pytest.fixture(scope="module")
def module_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Read alone."""
    with make_desk(tmp_path_factory.mktemp("baca"), 6) as made:
        yield made


@pytest.fixture
def page(shell: Shell, qtbot: Any) -> Any:
    shell.go("cetak")
    qtbot.waitUntil(lambda: shell.current.choice.plan is not None, timeout=15_000)
    return shell.current


def press(qtbot: Any, key: Qt.Key, widget: QWidget | None = None) -> None:
    qtbot.keyClick(widget or QApplication.focusWidget(), key)


def in_window(do: Callable[[Any], None]) -> InModal:
    """Work the window that comes up next; it is closed also where ``do`` failed."""
    def safely(window: Any) -> None:
        try:
            do(window)
        finally:
            if window.isVisible():
                window.reject()

    return InModal(safely)


def note(page: Any, name: str) -> str:
    return next(line.note for line in page.choice.lines() if line.name == name)


def back_at(page: Any, qtbot: Any) -> None:
    """The keyboard is at the page again, once its window is gone."""
    page.shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page.shell and QApplication.focusWidget() is not None)


def finish(qtbot: Any, page: Any) -> None:
    qtbot.waitUntil(lambda: page.run.finished and not page.run.running, timeout=20_000)


def sharp(view: Any, lying: bool) -> bool:
    """Whether a page of that shape is shown with as many pixels as it is wide."""
    image = view.image
    return (image is not None and (image.width() > image.height()) == lying
            and abs(image.width() / view.page_rect().width() - 1) < 0.1)


def test_f2_sets_the_number_of_a_letter_and_the_next_bundle_gets_the_next(page: Any, desk: Desk, shell: Shell,
                                                                          qtbot: Any) -> None:
    seen: list[str] = []

    def fill(window: Any) -> None:
        seen.extend(cut_texts(window))
        qtbot.keyClicks(QApplication.focusWidget(), NUMBER)  # of the line under the keyboard, Surat pengantar
        day = next(s for s in window.sections if "pengantar" in s.kinds).fields[-1]
        qtbot.keyClicks(day.edit, "31/02/2026")
        press(qtbot, Qt.Key.Key_Return, window.ok)
        seen.append(window.wrong.text())
        day.set_text("")
        press(qtbot, Qt.Key.Key_Return, window.ok)

    press(qtbot, Qt.Key.Key_Down)
    modal = in_window(fill)
    press(qtbot, Qt.Key.Key_F2)
    assert modal.done
    assert seen == ["Tanggal surat tidak terbaca. Tulis hari/bulan/tahun."]
    qtbot.waitUntil(lambda: note(page, "Surat pengantar") == f"No. {NUMBER}", timeout=10_000)
    assert page.choice.order(page.paper.list.ticked(), "A4").opsi.surat == {"pengantar": NUMBER}
    page.print_now()
    finish(qtbot, page)
    shell.go("peserta")
    shell.go("cetak")
    qtbot.waitUntil(lambda: note(page, "Surat pengantar") == "No. 560/120/BI/XI/2026", timeout=10_000)


def test_other_kinds_are_ticked_in_their_window_and_turned_by_page(page: Any, qtbot: Any) -> None:
    before = page.sheets.sheets.planned
    cut: list[str] = []

    def tick(window: Any) -> None:
        cut.extend(cut_texts(window))
        window.list.go_to("hadir")
        press(qtbot, Qt.Key.Key_Space, window.list)
        window.ok.click()

    modal = in_window(tick)
    page.paper.more.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert modal.done
    assert cut == []
    back_at(page, qtbot)
    assert page.paper.list.ticked()[-1] == "hadir"
    assert page.sheets.sheets.planned == before + 1
    letters = [one.jenis for one in page._shown()]
    for jenis in ("nominatif", "sptjm"):  # a lying page and an upright one: both as sharp as they are wide
        page._go_to(letters.index(jenis))
        qtbot.waitUntil(partial(sharp, page.preview.view, jenis == "nominatif"), timeout=10_000)
    page.choice.opsi = replace(page.choice.opsi, baris=100)
    page._go_to(before)
    last = f"Lembar {before + 1} dari {before + 1}, hal."
    qtbot.waitUntil(lambda: page.preview.where.text().startswith(f"{last} 1/"), timeout=10_000)
    press(qtbot, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: page.preview.where.text().startswith(f"{last} 2/"), timeout=10_000)
    press(qtbot, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: page.preview.where.text().startswith(f"{last} 1/"), timeout=10_000)
    press(qtbot, Qt.Key.Key_PageUp)
    assert page.sheets.currentIndex().row() == before - 1
    press(qtbot, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: page.preview.where.text().startswith(f"{last} 1/"), timeout=10_000)


def test_blank_forms_are_made_at_once_and_are_nobodys(page: Any, desk: Desk, qtbot: Any) -> None:
    before = {row.uid: row.status for row in desk.rows(desk.find(Query())).values()}
    told: list[str] = []

    def fill(window: Any) -> None:
        for typed in ("0", "lima", "3"):
            window.many.edit.selectAll()
            qtbot.keyClicks(window.many.edit, typed)
            press(qtbot, Qt.Key.Key_Return, window.ok)
            told.append(window.wrong.text() if window.isVisible() else "")

    modal = in_window(fill)
    page.blank_button.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert modal.done
    assert "0\u201d bukan jumlah" in told[0]
    assert "lima\u201d bukan jumlah" in told[1]
    finish(qtbot, page)
    assert page.sheets.sheets.states()[:3] == ["Jadi"] * 3
    assert page.sheets.sheets.planned == 3
    assert page.run.title_label.text() == "3 lembar jadi. Bagikan untuk diisi dengan pena."
    assert page.run.pages_of(0) is not None  # shown as they are: another picture would say the numbers to come
    assert desk.bundles(1)[0]["lembar"] == {"kosong_bpu": 3}
    assert {row.uid: row.status for row in desk.rows(desk.find(Query())).values()} == before
    back_at(page, qtbot)
    page.paper.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)  # the choice comes back
    qtbot.waitUntil(lambda: page.sheets.sheets.planned > 3, timeout=10_000)
    assert page.sheets.sheets.planned == len(page.choice.sheets(page.paper.list.ticked()))


def test_big_letters_cut_nothing_and_small_windows_stay_inside(page: Any, shell: Shell, qtbot: Any) -> None:
    app = QApplication.instance()
    caption = QFontMetrics(theme.font("caption"))
    wide = [line.note for line in page.choice.other_lines() if caption.horizontalAdvance(line.note) > MOST_NOTE]
    assert wide == []
    try:
        with window_of(page.desk, qtbot, 1.3) as big:
            big.resize(1093, 586)
            big.go("cetak")
            qtbot.waitUntil(lambda: big.current.choice.plan is not None, timeout=15_000)
            assert cut_texts(big.current) == []
            assert "/" in big.current.preview.where.text()
            for window in (MoreSheet(big.current, big.current.choice.other_lines(), ()),
                           OptionsSheet(big.current, page.desk, ("pengantar", "nominatif", "hadir"), PaperOptions())):
                assert window.sizeHint().height() <= 586
                window.deleteLater()
    finally:
        theme.apply(app, False)


def test_what_gets_smaller_is_said_beside_the_start_button(page: Any, desk: Desk, qtbot: Any) -> None:
    uid = page.choice.uids[0]
    person = desk.read(uid)
    desk.save(replace(person, alamat="Jalan Poros Pantai Timur Dekat Dermaga Perahu Ujung Kampung Lama Nomor 17"),
              person.revisi)
    page.refresh()
    qtbot.waitUntil(lambda: "Alamat sesuai KTP" in page.run.note_label.text(), timeout=10_000)
    report = run_to_end(desk.fit_test_job(page.choice.order(page.paper.list.ticked(), page.sheet.kertas)))
    assert page.run.note_label.text() == fit_words(report)[1]
    assert not page.left.fit.isVisible()


def test_what_would_be_left_out_asks_to_be_mended_first(page: Any, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not page.shell.busy, timeout=10_000)  # its own test is done
    note_before = page.run.note_label.text()
    lost = FitRow("Hasni", "d", "formulir", "nama", "Nama", 120, "tidak_muat")
    page.fit.told.emit(*fit_words(FitReport((lost,), 1)))  # only an office's own blank can lack the room
    assert page.left.fit.isVisible()
    assert page.left.fit.words.text() == "Nama: 1 orang tidak muat, lembarnya dilewati."
    assert "Hasni" in page.left.fit.toolTip()
    assert page.run.note_label.text() == note_before
    assert cut_texts(page) == []
    press(qtbot, Qt.Key.Key_Space, page.paper.list)  # another order: what was said of the old one goes
    assert not page.left.fit.isVisible()


def test_the_words_of_the_fit_test() -> None:
    rows = (FitRow("Salma", "a", "formulir", "alamat", "Alamat", 80, "mengecil"),
            FitRow("Nilam", "b", "formulir", "alamat", "Alamat", 90, "mengecil"),
            FitRow("Jumria", "c", "formulir", "alamat", "Alamat", 99, "mengecil", dipilih=False))
    assert fit_words(FitReport((), 5)) == ("", "", "")
    assert fit_words(FitReport(rows, 5)) == ("info", "Alamat: 2 orang mengecil.",
                                             "Alamat: 2 orang mengecil. Salma, Nilam.")
    lost = FitRow("Hasni", "d", "formulir", "nama", "Nama", 120, "tidak_muat")
    role, words, _ = fit_words(FitReport((*rows, lost), 5))
    assert (role, words) == ("warn", "Nama: 1 orang tidak muat, lembarnya dilewati. Alamat: 2 orang mengecil.")


def test_the_offset_of_a_printer_is_typed_checked_and_kept(tmp_path: Path, qtbot: Any) -> None:
    settings = Settings(tmp_path / "setelan.json")
    window = OffsetSheet(None, settings, "Epson L3110", 4)
    qtbot.addWidget(window)
    window.show()
    assert [window.right.text(), window.down.text()] == ["0,0", "0,0"]
    for typed, kept in (("31", Offset()), ("nan", Offset()), ("1,5", Offset(1.5, -0.8))):
        window.right.set_text(typed)
        window.down.set_text("-0,8")
        press(qtbot, Qt.Key.Key_Return, window.ok)
        assert printer_offset(Settings(tmp_path / "setelan.json"), "Epson L3110") == kept
        assert window.isVisible() == (kept == Offset())
    assert printer_offset(settings, "Canon") == Offset()


@pytest.mark.parametrize(("kode", "label", "said", "key"), [
    ("kartu", "Dusun", "", "dusun"), ("kurang", "Dusun", "", "dusun"),
    ("f2a_bpu", "Sumber dana", "APBD_KAB", "sumber_dana"),
    ("sk_rentan", "Sumber dana", "APBD_KAB", "sumber_dana"), ("sk_rentan", "Nomor SK", "188/4/2026", "surat"),
    ("f1b", "Bulan", "2026-10", "bulan"),
    ("f1a_daftar", "Bulan", "2026-10", "bulan"), ("f2a_pu", "Bulan", "2026-10", "bulan")])
def test_what_a_paper_heeds_can_be_set_when_it_is_ticked_alone(module_desk: Desk, qtbot: Any, kode: str, label: str,
                                                               said: str, key: str) -> None:
    sheet = OptionsSheet(None, module_desk, (kode,), PaperOptions())
    qtbot.addWidget(sheet)
    [field] = [one for section in sheet.sections for one in section.fields if getattr(one, "label", "") == label]
    said = said or next(code for code in dusun_choices(module_desk) if code)
    field.set_text(said)
    sheet.act()
    value = {kode: said} if key == "surat" else said
    assert sheet.value == replace(PaperOptions(), **{key: value}, tahun=sheet.value.tahun)


def test_one_fund_and_one_dusun_are_asked_for_all_ticked_papers(module_desk: Desk, qtbot: Any) -> None:
    sheet = OptionsSheet(None, module_desk, ("sk_rentan", "f2a_bpu", "kosong_bpu", "kurang", "kartu"), PaperOptions())
    qtbot.addWidget(sheet)
    labels = [getattr(one, "label", "") for section in sheet.sections for one in section.fields]
    assert (labels.count("Sumber dana"), labels.count("Dusun")) == (1, 1)
