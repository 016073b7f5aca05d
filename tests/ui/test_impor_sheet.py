"""The sheet of page Impor under the hands: cells typed over, problems mended, columns matched, all of it taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from impor_desk import HELD_NUMBER, HELD_SHORT, WHOLE_NIK, cleared, rest, take, village, write_book
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from jamsos_desktop.desk import Clock, ImportMend, RowProblem
from ui.pages.impor import MATCH, ImporPage
from ui.pages.impor_problem_box import ProblemBox
from ui.pages.impor_same import alike
from ui.window import Shell

ALT = Qt.KeyboardModifier.AltModifier
NIK, NOTES = 2, 6


@pytest.fixture(scope="module")
def window(set_up: Path, clock: Clock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    yield from village(tmp_path_factory.mktemp("impor"), set_up, clock)


@pytest.fixture
def page(window: Shell, qtbot, tmp_path: Path) -> ImporPage:
    """The sheet looked at."""
    found = cleared(qtbot, window)
    take(qtbot, found, write_book(tmp_path / "pekerja rentan.xlsx"))
    return found


def hasil(page: ImporPage) -> dict[int, str]:
    return {row.baris: row.hasil for row in page.look.session.report.rows}


def test_f8_goes_through_the_problems_and_stands_on_their_cells(page: ImporPage, qtmodeltester) -> None:
    qtmodeltester.check(page.look.model)
    view, seen = page.look.match.view, []
    for _ in page.look.problems.problems:
        page.next_problem(1)
        seen.append((page.look.model.number(view.currentIndex().row()), view.currentIndex().column()))
    assert {(HELD_NUMBER, NIK), (HELD_SHORT, NIK)} <= set(seen)
    last = page.look.problems.here
    page.next_problem(1)
    page.next_problem(-1)
    assert page.look.problems.here.problem == last.problem  # round and back
    problems = page.look.problems
    QTest.mouseClick(problems.chips["ditahan"], Qt.MouseButton.LeftButton)
    assert {p.tingkat for p in problems.problems} == {"ditahan"}
    QTest.keyClick(problems.chips["ditahan"], Qt.Key.Key_Space)
    assert len(problems.problems) == len(page.look.session.report.problems)


def test_f2_types_over_a_cell_and_ctrl_z_gives_it_back(page: ImporPage, qtbot) -> None:
    view, model = page.look.match.view, page.look.model
    view.go_to(HELD_SHORT, NIK)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "740211090785951"
    editor.setText(WHOLE_NIK)
    with qtbot.waitSignal(model.typed):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    rest(qtbot, page)
    assert hasil(page)[HELD_SHORT] == "perlu_dilengkapi"
    assert model.cell(model.line(HELD_SHORT), NIK)[:3] == (WHOLE_NIK, "", True)
    assert "740211090785951" in model.index(model.line(HELD_SHORT), NIK).data(Qt.ItemDataRole.ToolTipRole)
    assert page.undo()
    rest(qtbot, page)
    assert hasil(page)[HELD_SHORT] == "ditahan"
    assert model.raw(model.line(HELD_SHORT), NIK) == "740211090785951"
    assert page.shell.toaster.text == f"Diurungkan: sel di baris {HELD_SHORT}."
    assert model.line(HELD_SHORT) == view.currentIndex().row()  # still where it was


def test_a_nik_is_typed_beside_its_problem_and_a_row_left_out(page: ImporPage, qtbot) -> None:
    box = box_of(page, HELD_SHORT)
    QTest.mouseClick(box.buttons[0], Qt.MouseButton.LeftButton)
    assert box.buttons == []
    assert box.edit.text() == "740211 090785 951"  # what is there, to go on from
    QTest.keyClick(box.edit, Qt.Key.Key_Escape)
    assert box.edit is None
    box.buttons[0].click()
    box.edit.setText("")
    QTest.keyClicks(box.edit, WHOLE_NIK)
    assert box.edit.text() == "740211 090785 9513"
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    rest(qtbot, page)
    assert page.look.session.plan.isi == {(HELD_SHORT, NIK): WHOLE_NIK}
    assert hasil(page)[HELD_SHORT] == "perlu_dilengkapi"
    assert page.look.bar.sum.text() == "3 dari 4 baris akan masuk"
    _leave_out(page, qtbot)


def _leave_out(page: ImporPage, qtbot) -> None:
    """A row left out is greyed and still counted."""
    box = box_of(page, HELD_NUMBER)
    next(button for button in box.buttons if button.text() == "Lewati").click()
    rest(qtbot, page)
    line = page.look.model.line(HELD_NUMBER)
    assert page.look.model.cell(line, 1).faded
    assert page.look.model.state(line) == "dilewati"
    assert page.look.session.report.totals()["baris"] == 4


def test_what_is_being_typed_is_never_lost(page: ImporPage, qtbot) -> None:
    """Neither when a report comes meanwhile, nor when Ctrl+Enter is pressed before Enter."""
    view, model = page.look.match.view, page.look.model
    view.go_to(HELD_NUMBER, NIK)
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    editor.setText("7402112509729031")
    model.typed.emit(HELD_SHORT, NIK, WHOLE_NIK)
    rest(qtbot, page)
    assert editor.text() == "7402112509729031"
    page.finish()
    rest(qtbot, page)
    assert page.step == MATCH
    assert hasil(page)[HELD_NUMBER] == "perlu_dilengkapi"
    assert page.look.bar.sum.text() == "4 dari 4 baris akan masuk"
    page.undo()
    rest(qtbot, page)
    box = box_of(page, HELD_NUMBER)
    box.buttons[0].click()
    box.edit.setText("7402112509729031")
    page.finish()
    rest(qtbot, page)
    assert page.step == MATCH
    assert page.look.session.plan.isi[(HELD_NUMBER, NIK)] == "7402112509729031"


def test_the_keyboard_follows_f8_and_goes_on_after_a_mend(page: ImporPage, qtbot) -> None:
    """A key presses a button of the row that is marked, never one of the row before."""
    problems = page.look.problems
    page.next_problem(1)
    page.next_panel()
    page.next_problem(1)
    assert page.window().focusWidget() is problems.here.buttons[0]
    problems.sift("ditahan")
    page.next_problem(1)
    assert problems.here.problem.baris == HELD_NUMBER
    skip = next(button for button in problems.here.buttons if button.text() == "Lewati")
    skip.setFocus()
    QTest.keyClick(skip, Qt.Key.Key_Space)
    assert problems.scroll.hasFocus()  # a second press meets nobody
    rest(qtbot, page)
    assert page.look.session.plan.lewati == {HELD_NUMBER}
    assert problems.here.problem.baris == HELD_SHORT
    assert page.window().focusWidget() is problems.here.buttons[0]


def test_two_mends_in_a_hurry_are_both_looked_at(page: ImporPage, qtbot) -> None:
    page.look.model.typed.emit(HELD_SHORT, NIK, WHOLE_NIK)
    page.look.model.typed.emit(HELD_NUMBER, NIK, "7402112509729031")
    assert page.work.running
    rest(qtbot, page)
    assert hasil(page) == {4: "perlu_dilengkapi", 5: "perlu_dilengkapi", 6: "perlu_dilengkapi", 7: "perlu_dilengkapi"}
    assert page.look.bar.take.isEnabled()


def test_columns_header_and_people_are_chosen_and_given_back(page: ImporPage, qtbot) -> None:
    view = page.look.match.view
    view.go_to(4, NOTES)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    box = view.head.boxes[NOTES]
    assert box.hasFocus() or box.view().hasFocus()
    box.hidePopup()
    assert box.column.sasaran == ""
    box.setCurrentIndex(box.findData("lokasi_kerja"))
    box.activated.emit(box.currentIndex())
    rest(qtbot, page)
    assert page.look.session.report.layout.keys[NOTES] == "lokasi_kerja"
    assert (box.column.dari, box.words()) == ("tangan", box.words(long=False))
    assert not box.asks
    page.undo()
    rest(qtbot, page)
    assert NOTES not in page.look.session.report.layout.keys
    _other_header(page, qtbot)


def _other_header(page: ImporPage, qtbot) -> None:
    """Without a header every row is data; then only who is here already; and back."""
    page.look.strip.header_wanted.emit(0)
    rest(qtbot, page)
    assert page.look.session.report.layout.kepala is None
    assert page.look.model.number(0) == 1
    assert page.look.strip.header.currentText() == "Tanpa judul"
    page.undo()
    page.look.match.take_wanted.emit("yang_ada")
    rest(qtbot, page)
    assert page.look.session.report.masuk == 0
    assert page.look.match.take.text() == "yang_ada"
    page.undo()
    rest(qtbot, page)
    assert page.look.session.report.masuk == 2
    assert page.look.match.take.text() == "semua"


def test_the_same_button_of_other_rows_but_never_who_somebody_is() -> None:
    def problem(baris: int, label: str, jenis: str, key: str = "penghasilan") -> RowProblem:
        return RowProblem(baris, 3, key, "periksa", "Gaji berisi huruf", "", (ImportMend(label, jenis, baris, 3, key),))

    rows = [problem(baris, "Kosongkan", "isi") for baris in (4, 9, 12)]
    assert [mend.baris for mend in alike(rows, rows[0], rows[0].mends[0])] == [9, 12]
    people = [problem(baris, "Orang yang sama", "orang") for baris in (4, 9)]
    assert not alike(people, people[0], people[0].mends[0])
    typed = [problem(baris, "Ketik NIK", "ketik", "nik") for baris in (4, 9)]
    assert not alike(typed, typed[0], typed[0].mends[0])


def box_of(page: ImporPage, baris: int) -> ProblemBox:
    return next(box for box in page.look.problems.boxes if box.problem.baris == baris)
