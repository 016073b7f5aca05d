"""The head of the editor: what is kept is always said, the place in the list, and words that make room in steps."""

from __future__ import annotations

from typing import Any

import pytest
from clerk_desk import cut_texts
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from jamsos_desktop.desk import Desk, Query
from jamsos_desktop.model.fields import Section
from tests.conftest import salma
from ui.pages.editor import EditorPage
from ui.window import Shell

UID = salma().uid
OTHERS = (("u2", "7402115408849418", "JUMRIA LATIF"), ("u3", "7402115408849419", "NURHAYATI LATIF"))


@pytest.fixture
def desk(module_desk: Desk) -> Desk:
    return module_desk


@pytest.fixture
def shell(editor_shell: Shell) -> Shell:
    return editor_shell


@pytest.fixture
def page(shell: Shell, desk: Desk) -> EditorPage:
    for uid, nik, name in ((UID, salma().nik, "ABDUL KARIM LANGGAI"), *OTHERS):
        if uid not in desk.uids(Query()):
            desk.save(salma(uid, nik=nik, nama=name), 0)
    shell.go("editor", uid=UID, query=Query())
    found = shell.current
    assert isinstance(found, EditorPage)
    return found


def test_what_is_kept_and_the_place_in_the_list_are_always_said(page: EditorPage, desk: Desk, qtbot: Any) -> None:
    saved = page.head_.saved
    assert (saved.words.text(), saved.place.text()) == ("Semua tersimpan", "1 dari 3")
    qtbot.keyClicks(page.form.fields["alamat"].edit, "x")
    assert saved.words.text() == "Sedang diketik…"
    page.autosave.flush()
    assert saved.words.text().startswith("Draf tersimpan ")
    qtbot.keyClick(page, Qt.Key.Key_PageDown)
    assert (saved.words.text(), saved.place.text()) == ("Semua tersimpan", "2 dari 3")
    qtbot.keyClick(page, Qt.Key.Key_PageUp)
    assert saved.words.text().startswith("Draf tersimpan ")  # the one that came back
    assert saved.place.text() == "1 dari 3"
    page.throw_draft()
    page.new_person()
    assert (saved.words.text(), saved.place.text()) == ("Belum diisi", "Baru, 3 dalam daftar")


def test_words_make_room_and_nothing_is_cut(page: EditorPage, shell: Shell, qtbot: Any) -> None:
    for width in (1366, 1093, 880):
        shell.resize(width, 544)
        _fits(page, qtbot, width)


def _fits(page: EditorPage, qtbot: Any, width: int) -> None:
    qtbot.waitUntil(lambda: page.head_.width() <= width)
    head = page.head_
    assert cut_texts(head, ()) in ([], [f"{head.name.text()} ({head.name.width()}x{head.name.height()})"])
    assert bool(head.before.text()) == bool(head.after.text()) == head.sub.isVisible() == (width == 1366)
    assert (head.name.width() >= head.name.sizeHint().width()) == (width > 1000)
    assert head.finish.geometry().right() <= head.width()
    assert bool(head.finish.text() == "Simpan") == (width == 880)
    for button in (head.leave, head.before, head.after, head.history, head.rights):
        assert button.accessibleName()
        assert button.toolTip()


def test_the_field_in_hand_is_outlined_on_the_paper_and_a_click_leads_back(page: EditorPage, qtbot: Any) -> None:
    paper = page.preview.paper
    with qtbot.waitSignal(page.preview.drawn):
        pass
    page.form.go("nama_ibu")
    assert (paper.here, paper.printed_at()) == ("nama_ibu", "nama_ibu")
    accent = [paper.grab().toImage().pixelColor(int(x), int(box.top() - 2 - paper.verticalScrollBar().value())).name()
              for key, box in paper.boxes() if key == "nama_ibu" for x in (box.center().x(), box.center().x() + 8)]
    assert "#1d6b4c" in accent
    page.form.go("rt")
    assert paper.printed_at() == "alamat"  # printed within another box
    page.form.go("keluarga.0.nik")
    assert (paper.here, paper.printed_at()) == ("keluarga.0.nik", "keluarga")
    assert len(paper.boxes_in_hand()) == 1
    row = paper.boxes_in_hand()[0]
    assert row.width() > paper.page_rect().width() / 2
    assert paper.key_at(row.center().toPoint()) == "keluarga.0.nama"
    box = next(box for key, box in paper.boxes() if key == "nama")
    QApplication.sendEvent(paper.widget(), QMouseEvent(
        QEvent.Type.MouseButtonPress, QPointF(box.center()), paper.mapToGlobal(QPointF(box.center())),
        Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    assert page.form.place(QApplication.focusWidget())[1] == "nama"
    assert paper.printed_at() == "nama"


def test_nobody_elses_paper_stays_beside_the_form(page: EditorPage, qtbot: Any) -> None:
    pane, paper = page.preview, page.preview.paper
    qtbot.waitUntil(lambda: pane._shown == UID and not pane._running)
    pane._running = True  # a laptop that takes its time
    page.open_uid("u2")
    qtbot.waitUntil(lambda: paper.page is None)
    assert pane.words.text() == ""
    pane._done(UID, None)  # the one before, drawn too late, is not shown
    pane._running = False
    qtbot.waitUntil(lambda: paper.page is not None)
    assert pane._shown == "u2"


def test_the_walk_knows_where_somebody_stands_however_they_were_opened(page: EditorPage, desk: Desk) -> None:
    stranger = desk.save(salma("u9", nik="7402115408849420", nama="ZAINAB"), 0)
    page.open_uid("u3")  # not by the keys
    assert page.head_.saved.place.text() == "3 dari 3"
    assert not page.head_.after.isEnabled()
    page.open_uid(stranger.uid)  # came after the list was found
    assert page.head_.saved.place.text() == "Di luar daftar (3)"
    page.step(-1)
    assert page.session is not None
    assert page.session.base.uid == "u2"
    desk.delete([stranger.uid])


def test_heirs_are_reached_typed_and_taken_back_by_enter_alone(page: EditorPage, shell: Shell, qtbot: Any) -> None:
    page.new_person()
    family, enter = page.form.family, Qt.Key.Key_Return
    assert not page.head_.rights.isVisible()  # nobody has data yet that could be asked for
    assert not page.head_.history.isVisible()
    page.form.go("tanpa_ahli_waris")

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    press(enter)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    qtbot.keyClicks(QApplication.focusWidget(), "la ode hasan")
    press(enter)
    assert [one["nama"] for one in family.model.people] == ["LA ODE HASAN"]
    family.view.setFocus()
    family.view.setCurrentIndex(family.model.index(0, 0))
    press(Qt.Key.Key_Delete)
    assert family.model.people == []
    assert shell.toaster.text == "La Ode Hasan dihapus dari keluarga."
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [(one["nama"], one["urutan"]) for one in family.model.people] == [("LA ODE HASAN", "1")]
    family.view.setCurrentIndex(family.model.index(1, 0))  # the tick of the empty row: what is typed is a name
    qtbot.keyClicks(family.view, "w")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    press(Qt.Key.Key_Escape)
    next(iter(page.form.papers.rows.values())).setFocus()
    papers = list(page.form.papers.rows.values())
    for row in papers:
        assert QApplication.focusWidget() is row
        press(enter)
    assert QApplication.focusWidget() is page.form.papers.day.edit
    page.form.go("catatan")
    press(enter)
    assert QApplication.focusWidget() is page.head_.finish


def test_a_long_name_of_an_heir_has_more_lines_and_a_section_one_heading(page: EditorPage, qtbot: Any) -> None:
    family = page.form.family
    low = family.view.rowHeight(0)
    family.model.put(0, "nama", "MUHAMMAD ABDURRAHMAN SYARIFUDDIN")
    assert family.view.rowHeight(0) > low
    assert family.view.height() >= sum(family.view.rowHeight(row) for row in range(family.model.rowCount()))
    page.form.go_section(Section.AHLI_WARIS)
    head = page.form.sections[Section.AHLI_WARIS].head
    assert page.form.title.text() == "4. Ahli waris"
    assert head is not None
    assert head.mapTo(page.form.scroll.viewport(), head.rect().bottomLeft()).y() <= 1  # not the same words twice
