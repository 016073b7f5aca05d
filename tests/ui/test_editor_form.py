"""What a clerk meets in the form of the editor: Enter among suggestions, long sentences, mends by key, Tab and view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from jamsos_desktop import desk as desks
from tests.ui.clerk_desk import window_of
from ui.pages.editor import EditorPage

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: Any, desk: desks.Desk) -> Iterator[EditorPage]:
    """A new person of pekerja rentan, at the size of the design."""
    with window_of(desk, qtbot) as window:
        window.resize(1366, 670)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.go("editor", kelompok="pekerja_rentan")
        yield window.current
        window.activateWindow()  # the offscreen plugin leaves a closed list of suggestions the active window
        qtbot.waitUntil(window.isActiveWindow)


def press(qtbot: Any, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), key, modifier)


def type_in(qtbot: Any, page: EditorPage, key: str, text: str) -> None:
    page.form.go(key)
    press(qtbot, K.Key_A, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), text)


def hand(page: EditorPage) -> str:
    return page.form.place(QApplication.focusWidget())[1]


def seen(page: EditorPage, widget: QWidget) -> bool:
    """Whether the whole of it stands in the view of the form."""
    view = page.form.scroll.viewport()
    return view.rect().contains(QRect(widget.mapTo(view, QPoint(0, 0)), widget.size()))


def test_enter_goes_on_also_while_words_are_offered(qtbot: Any, page: EditorPage) -> None:
    type_in(qtbot, page, "dusun", "II")
    edit = page.form.fields["dusun"].edit
    qtbot.waitUntil(edit.completer().popup().isVisible)
    press(qtbot, K.Key_Return)
    assert (hand(page), edit.text()) == ("rt", "II")
    assert not edit.completer().popup().isVisible()


def test_enter_takes_the_word_the_arrow_stands_on_and_goes_on(qtbot: Any, page: EditorPage) -> None:
    type_in(qtbot, page, "pekerjaan", "nelay")
    edit = page.form.fields["pekerjaan"].edit
    qtbot.waitUntil(edit.completer().popup().isVisible)
    press(qtbot, K.Key_Down)
    offered = edit.completer().popup().currentIndex().data()
    press(qtbot, K.Key_Return)
    assert hand(page) == "penghasilan"
    assert edit.text() == offered
    assert page.live.person.pekerjaan == page.form.fields["pekerjaan"].text() != ""


def test_a_long_sentence_below_a_narrow_field_goes_across_the_form(qtbot: Any, page: EditorPage) -> None:
    type_in(qtbot, page, "rw", "081299000417")
    press(qtbot, K.Key_Return)
    row = page.form.fields["rw"]
    qtbot.waitUntil(lambda: row.strip is not None and row.strip.isVisible())
    assert row.strip.text.startswith("RW paling banyak 3 angka")
    qtbot.waitUntil(lambda: row.strip.width() > 400)
    assert row.height() < 2 * row.edit.height() + 8  # no tower of one word a line
    type_in(qtbot, page, "rw", "002")
    press(qtbot, K.Key_Return)
    qtbot.waitUntil(row.strip.isHidden)


def test_a_mend_by_key_leaves_the_cursor_in_the_mended_field(qtbot: Any, page: EditorPage) -> None:
    type_in(qtbot, page, "nik", "7402115408849417")
    type_in(qtbot, page, "tanggal_lahir", "14081985")
    type_in(qtbot, page, "no_kk", "740211120310927")
    page.form.go("tanggal_lahir")
    press(qtbot, K.Key_Tab)
    button = QApplication.focusWidget()
    assert button in page.form.fields["tanggal_lahir"].strip.buttons()
    press(qtbot, K.Key_Space)
    assert page.form.fields["tanggal_lahir"].text() == "14/08/1984"
    assert hand(page) == "tanggal_lahir"
    press(qtbot, K.Key_F8)
    assert hand(page) == "no_kk"


def test_the_group_is_one_stop_and_arrows_choose(qtbot: Any, page: EditorPage) -> None:
    press(qtbot, K.Key_Backtab)
    buttons = page.frame_.groups.buttons
    assert QApplication.focusWidget() is buttons["pekerja_rentan"]
    press(qtbot, K.Key_Left)
    assert QApplication.focusWidget() is buttons["non_asn"]
    assert page.live.person.kelompok == "non_asn"
    press(qtbot, K.Key_Tab)
    assert hand(page) == "nik"


@pytest.mark.parametrize("other_group", [False, True])
def test_tab_reads_sections_then_what_is_wrong_then_the_form(qtbot: Any, page: EditorPage, other_group: bool) -> None:
    press(qtbot, K.Key_F6)
    if other_group:  # the form is laid out anew, once findings stand at the left
        qtbot.waitUntil(lambda: bool(page.problems.links()))
        page.frame_.groups.buttons["pekerja_rentan"].setFocus()
        press(qtbot, K.Key_Left)
        page.form.go("nik")
        press(qtbot, K.Key_F6)
    press(qtbot, K.Key_F6)
    here = [QApplication.focusWidget()]
    assert page.sections.isAncestorOf(here[0])
    for _ in range(40):
        if page.form.isAncestorOf(here[-1]):
            break
        press(qtbot, K.Key_Tab)
        here.append(QApplication.focusWidget())
    parts = (page.sections, page.problems, page.frame_.groups, page.form)
    order = [next(at for at, part in enumerate(parts) if part.isAncestorOf(widget)) for widget in here]
    assert order == sorted(order)
    assert set(order) == {0, 1, 2, 3}
    assert hand(page) == "nik"


def test_the_field_in_hand_is_seen_with_its_name_and_its_sentence(qtbot: Any, page: EditorPage) -> None:
    for _ in range(30):
        key = hand(page)
        if key in page.form.fields:
            qtbot.waitUntil(lambda key=key: seen(page, page.form.fields[key]), timeout=5_000)
        press(qtbot, K.Key_Return)


def test_words_of_what_is_wrong_are_whole(qtbot: Any, page: EditorPage) -> None:
    links = [item.link for item in page.problems.links()]
    assert len(links) > 8
    for link in links:
        assert "…" not in link.text()
        assert all(link.fontMetrics().horizontalAdvance(line) <= link.width() for line in link.text().splitlines())
    said = {" ".join(link.text().split()) for link in links}
    assert said == {item.finding.singkat for item in page.problems.links()}


def test_what_was_kept_stands_in_the_middle_of_the_head(qtbot: Any, page: EditorPage) -> None:
    saved, head = page.head_.saved, page.head_
    head.show_place(-1, 0)  # an empty list: there is no place in it to tell

    def off() -> int:
        return abs(saved.words.mapTo(head, saved.words.rect().center()).y() - head.rect().center().y())

    qtbot.waitUntil(lambda: off() <= 1)
