"""Page Balasan of the district with real keys: replies for many villages, made on a real desk."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import Answers, InModal, cut_texts, tab_stops, window_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from jamsos_desktop.desk import Desk, NotAnswered, RepliesMade
from jamsos_desktop.jobs import Progress, run_to_end
from tests.hub import makers
from tests.hub.makers import Village
from ui.drives import Drive
from ui.pages.jawaban import result_words
from ui.pages.jawaban_panel import LONGEST, MessageSheet
from ui.pages.jawaban_rows import ReplyTable
from ui.widgets import Button
from ui.window import Shell

GB = 1_000_000_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with makers.district(tmp_path) as desk:
        yield desk


@pytest.fixture
def villages(desk: Desk, tmp_path: Path) -> list[Village]:
    """Four villages whose real packages came in; the keys of three were compared."""
    made = makers.villages(4, people_each=3)
    folder = tmp_path / "kiriman"
    folder.mkdir()
    for village in made:
        built = village.send(makers.recipient_of(desk, tmp_path))
        (folder / built.file_name).write_bytes(built.data)
    district = desk.district
    run_to_end(district.take_in_job([folder]))
    for village in made[:3]:
        district.match_key(village.kode, district.unit(village.kode).sidik)
    return made


@pytest.fixture
def shell(desk: Desk, villages: list[Village], qtbot: Any) -> Iterator[Shell]:
    with window_of(desk, qtbot) as shell:
        yield shell


@pytest.fixture
def stick(tmp_path: Path) -> Drive:
    root = tmp_path / "FLASHDISK"
    root.mkdir()
    return Drive(root, "E: FLASHDISK", 12 * GB, 14 * GB, True)


def press(qtbot: Any, shell: Shell, key: Qt.Key, ctrl: bool = False) -> None:
    target = QApplication.focusWidget() or shell
    qtbot.keyClick(target, key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)


def open_page(shell: Shell, qtbot: Any, *found: Drive) -> Any:
    page = shell.page("jawaban")
    page.find_drives = lambda: found
    shell.go("jawaban")
    qtbot.waitUntil(lambda: not shell.busy, timeout=10_000)
    return page


def make(qtbot: Any, shell: Shell, page: Any) -> None:
    press(qtbot, shell, Qt.Key.Key_E, ctrl=True)
    qtbot.waitUntil(lambda: not page._running and page.note.isVisible(), timeout=20_000)


def row_of(page: Any, kode: str) -> int:
    return next(at for at, row in enumerate(page.rows.rows) if row.kode == kode)


def test_those_with_news_are_ticked_and_the_others_say_why_not(shell: Shell, villages: list[Village],
                                                               qtbot: Any) -> None:
    page = open_page(shell, qtbot)
    assert page.rows.ticked == {village.kode for village in villages[:3]}
    assert page.make_button.text().strip() == "Buat balasan untuk 3 desa"
    assert page.list.words.text() == "3 dari 4 desa dipilih, 1 tertahan"
    assert page.sub.text() == "3 desa punya kabar baru"
    assert QApplication.focusWidget() is page.list.view
    press(qtbot, shell, Qt.Key.Key_F8)
    assert page._current().kode == villages[3].kode
    assert page.panel.chip.text == "Tertahan"
    press(qtbot, shell, Qt.Key.Key_Space)  # it cannot be ticked
    assert villages[3].kode not in page.rows.ticked


def test_ctrl_e_makes_all_replies_on_the_stick(shell: Shell, desk: Desk, villages: list[Village], qtbot: Any,
                                               stick: Drive) -> None:
    page = open_page(shell, qtbot, stick)
    assert page.target.combo.currentText().startswith("E: FLASHDISK")
    make(qtbot, shell, page)
    names = {f"JB-{village.kode.replace('.', '')}-0001.jdx" for village in villages[:3]}
    assert {path.name for path in stick.target.iterdir()} == names
    assert page.note.words.text().startswith("Balasan untuk 3 desa jadi.")
    assert str(stick.target) in page.note.words.text()
    assert page.rows.made == {village.kode for village in villages[:3]}
    row = page.rows.rows[row_of(page, villages[0].kode)]
    assert (row.no, row.baru) == (1, False)
    assert page.rows.ticked == set()
    assert not page.make_button.isEnabled()


def test_space_chooses_some(shell: Shell, desk: Desk, villages: list[Village], qtbot: Any) -> None:
    page = open_page(shell, qtbot)
    page.list.none.click()
    assert page.rows.ticked == set()
    page.list.view.setFocus()
    page.list.go_to(row_of(page, villages[1].kode))
    press(qtbot, shell, Qt.Key.Key_Space)
    assert page.rows.ticked == {villages[1].kode}
    make(qtbot, shell, page)
    answered = [row.kode for row in desk.district.replies() if row.no]
    assert answered == [villages[1].kode]
    press(qtbot, shell, Qt.Key.Key_A, ctrl=True)
    assert len(page.rows.ticked) == 3


def test_nothing_chosen_is_said(shell: Shell, qtbot: Any) -> None:
    page = open_page(shell, qtbot)
    page.list.none.click()
    page.list.view.setFocus()
    press(qtbot, shell, Qt.Key.Key_E, ctrl=True)
    assert "Pilih dulu" in shell.toaster.text
    assert not page._running


def test_a_stick_pulled_out_makes_nothing(shell: Shell, desk: Desk, qtbot: Any, stick: Drive) -> None:
    open_page(shell, qtbot, stick)
    stick.root.rmdir()
    answers = Answers()
    press(qtbot, shell, Qt.Key.Key_E, ctrl=True)
    qtbot.waitUntil(lambda: len(answers.said) == 1, timeout=10_000)
    answers.stop()
    assert answers.codes == ["FLASHDISK_TERCABUT"]
    assert not any(row.no for row in desk.district.replies())
    assert not stick.root.exists()


def test_cancel_keeps_what_is_made(shell: Shell, desk: Desk, villages: list[Village], qtbot: Any) -> None:
    page = open_page(shell, qtbot)
    real = page.district.reply_job

    def held(*args: Any, **more: Any) -> Any:
        """The real job, which stands still after the first reply until it is cancelled."""
        job = real(*args, **more)
        try:
            while (step := next(job)).done < 1:
                yield step
            while True:
                time.sleep(0.01)
                yield Progress(1, 3, "Awuliti")
        finally:
            job.close()

    page.district.reply_job = held
    press(qtbot, shell, Qt.Key.Key_E, ctrl=True)
    qtbot.waitUntil(lambda: "1 balasan yang sudah jadi" in page.strip.stays.text(), timeout=15_000)
    assert QApplication.focusWidget() is page.strip.cancel_button
    assert cut_texts(shell) == []
    press(qtbot, shell, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page._running, timeout=15_000)
    assert page.note.words.text().startswith("Dibatalkan.")
    assert sum(row.no for row in desk.district.replies()) == 1
    assert len(page.rows.ticked) == 2  # the rest still has something to hear


def test_numbers_go_along_only_where_wished(shell: Shell, desk: Desk, villages: list[Village], qtbot: Any) -> None:
    page = open_page(shell, qtbot)
    assert page.target.numbers.checkState() == Qt.CheckState.Unchecked
    page.list.none.click()
    page.list.go_to(row_of(page, villages[0].kode))
    page.list.view.setFocus()
    press(qtbot, shell, Qt.Key.Key_Space)
    page.target.numbers.setFocus()
    press(qtbot, shell, Qt.Key.Key_Space)
    assert page.target.numbers.isChecked()
    make(qtbot, shell, page)
    assert desk.district.kpj_wished() == {villages[0].kode}


def test_a_message_travels_with_the_next_reply(shell: Shell, desk: Desk, villages: list[Village], qtbot: Any) -> None:
    page = open_page(shell, qtbot)
    make(qtbot, shell, page)
    page.list.go_to(row_of(page, villages[0].kode))

    def write(window: QWidget) -> None:
        edit = window.findChild(QPlainTextEdit)
        keep = next(b for b in window.findChildren(Button) if "Simpan pesan" in b.text())
        assert not keep.isEnabled()
        qtbot.keyClicks(edit, "Bawa scan KTP bersama kiriman berikut.")
        assert cut_texts(window) == []
        qtbot.keyClick(keep, Qt.Key.Key_Return)

    waits = InModal(write)
    page.panel.message.setFocus()
    press(qtbot, shell, Qt.Key.Key_Return)
    assert waits.done
    row = page.rows.rows[row_of(page, villages[0].kode)]
    assert (row.pesan, row.baru) == (1, True)
    assert row.kode in page.rows.ticked


def test_a_message_too_long_is_not_taken(qtbot: Any) -> None:
    sheet = MessageSheet("Desa Awuliti")
    qtbot.addWidget(sheet)
    sheet.edit.setPlainText("a" * (LONGEST + 1))
    assert not sheet.keep.isEnabled()
    assert "Pendekkan" in sheet.left.text()
    sheet.edit.setPlainText("a" * LONGEST)
    assert sheet.keep.isEnabled()


def test_whatsapp_words_hold_no_nik(shell: Shell, desk: Desk, villages: list[Village], qtbot: Any) -> None:
    page = open_page(shell, qtbot)
    assert page.panel.copy.isHidden()  # nothing was answered yet
    make(qtbot, shell, page)
    for village in villages[:2]:
        page.list.go_to(row_of(page, village.kode))
        page.panel.copy.setFocus()
        press(qtbot, shell, Qt.Key.Key_Return)
        words = QGuiApplication.clipboard().text()
        assert "balasan no. 1" in words
        assert not any(str(row["nik"]) in words or row["nama"] in words for row in village.rows.values())


def test_the_key_is_matched_here_too(shell: Shell, desk: Desk, villages: list[Village], qtbot: Any) -> None:
    page = open_page(shell, qtbot)
    press(qtbot, shell, Qt.Key.Key_F8)
    press(qtbot, shell, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.panel.match
    waits = InModal(lambda window: qtbot.keyClick(next(
        b for b in window.findChildren(Button) if "Sidik sama" in b.text()), Qt.Key.Key_Return))
    press(qtbot, shell, Qt.Key.Key_Return)
    assert waits.done
    assert desk.district.unit(villages[3].kode).dicocokkan
    assert villages[3].kode in page.rows.ticked


def test_the_result_says_who_was_left_out() -> None:
    none = RepliesMade(Path("/x"), (), (), 3)
    assert result_words(none) == ("warn", "Tidak ada balasan baru. 3 desa tidak punya kabar baru.")
    why = tuple(NotAnswered(str(n), "Desa", "Kuncinya belum dicocokkan.") for n in range(12))
    assert result_words(RepliesMade(Path("/x"), (), why, 0)) == (
        "warn", "Tidak ada balasan baru. 12 belum: kuncinya belum dicocokkan.")


def test_the_table_is_a_sound_model(desk: Desk, villages: list[Village], qtmodeltester: Any) -> None:
    model = ReplyTable()
    model.set_rows(desk.district.replies(), ())
    qtmodeltester.check(model)


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
def test_no_text_is_cut(shell: Shell, villages: list[Village], qtbot: Any, stick: Drive, size: tuple[int, int]) -> None:
    page = open_page(shell, qtbot, stick)
    shell.resize(*size)
    qtbot.waitUntil(lambda: cut_texts(shell) == [], timeout=2_000)
    make(qtbot, shell, page)
    for village in villages:
        page.list.go_to(row_of(page, village.kode))
        qtbot.waitUntil(lambda: cut_texts(shell) == [], timeout=2_000)
    head = page.list.view.horizontalHeader()
    for column in range(page.rows.columnCount()):
        if not page.list.view.isColumnHidden(column):
            words = str(page.rows.headerData(column, Qt.Orientation.Horizontal))
            assert head.fontMetrics().horizontalAdvance(words) + 12 <= head.sectionSize(column), words


def test_tab_goes_round_and_everything_has_a_name(shell: Shell, qtbot: Any) -> None:
    page = open_page(shell, qtbot)
    page.make_button.setFocus()
    stops = tab_stops(page, lambda: press(qtbot, shell, Qt.Key.Key_Tab))
    wanted = [page.make_button, page.target.combo, page.target.folder, page.target.numbers, page.list.news,
              page.list.view, page.panel.message]
    assert [stop for stop in stops if stop in wanted] == wanted
    for stop in stops:
        assert (stop.accessibleName() or getattr(stop, "text", str)()).strip()
