"""A refused person opens at the right field with the reason on top, and goes on when it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from clerk_desk import cut_texts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jamsos_desktop import desk as desks
from tests.desk.talks import Talk
from tests.hub import makers
from ui.pages.editor import EditorPage
from ui.window import Shell


@pytest.fixture
def talk(desk: desks.Desk, tmp_path: Path) -> Iterator[Talk]:
    """A village of which DPMD refused u1 (name), u2 (heirs) and u3 (a question)."""
    (tmp_path / "kunci").mkdir()
    with makers.district(tmp_path) as dpmd:
        name, data = dpmd.make_key()
        desk.take_in(desks.write_whole(data, tmp_path / "kunci" / name))
        both = Talk(desk, dpmd, tmp_path)
        both.enrol(1, 2, 3)
        both.deliver()
        both.district.refuse(["u1"], "NAMA_BEDA", "KTP tercatat JUMRIAH")
        both.district.refuse(["u2"], "AHLI_WARIS_KURANG")
        both.district.refuse(["u3"], "MENINGGAL")
        both.hear()
        yield both


def opened(shell: Shell, uid: str, **more: str) -> EditorPage:
    shell.go("editor", uid=uid, **more)
    page = shell.current
    assert isinstance(page, EditorPage)
    return page


def key_in_hand(page: EditorPage) -> str:
    return page.form.place(QApplication.focusWidget())[1]


def test_the_reason_stands_on_top_and_the_cursor_in_its_field(qtbot, talk: Talk, shell: Shell) -> None:
    page = opened(shell, "u1")
    strip = page.frame_.reason
    qtbot.waitUntil(lambda: strip.isVisible() and key_in_hand(page) == "nama")
    assert strip.words.text() == (
        "Ditolak DPMD, balasan no. 1 (21/11/2026): Nama beda dengan KTP. KTP tercatat JUMRIAH. "
        "Samakan nama huruf demi huruf dengan KTP-el, lalu kirim lagi.")
    assert strip.property("note") == "error"
    assert cut_texts(page) == []
    page.form.go("alamat")
    qtbot.keyClick(strip.lead, Qt.Key.Key_Return)
    assert key_in_hand(page) == "nama"


def test_heirs_and_questions_lead_to_their_place(qtbot, talk: Talk, shell: Shell) -> None:
    page = opened(shell, "u2")
    qtbot.waitUntil(lambda: page.form.family.isAncestorOf(QApplication.focusWidget()))
    page = opened(shell, "u3")
    qtbot.waitUntil(lambda: key_in_hand(page) == "catatan")


def test_the_field_of_the_page_before_goes_first(qtbot, talk: Talk, shell: Shell) -> None:
    page = opened(shell, "u1", field="hp")
    qtbot.waitUntil(lambda: key_in_hand(page) == "hp")


def test_mended_it_says_so_and_nobody_else_has_a_reason(qtbot, talk: Talk, shell: Shell) -> None:
    page = opened(shell, "u1")
    qtbot.waitUntil(lambda: key_in_hand(page) == "nama")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "JUMRIAH LATIF")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: talk.desa.read("u1").nama == "JUMRIAH LATIF")
    strip = page.frame_.reason
    assert strip.property("note") == "info"
    assert strip.words.text().startswith("Sudah diubah, ikut kiriman berikutnya.")
    talk.enrol(4)
    page = opened(shell, "u4")
    assert page.frame_.reason.isHidden()


def test_what_a_reply_wrote_is_locked_and_says_whose_it_is(qtbot, talk: Talk, shell: Shell, desk: desks.Desk) -> None:
    talk.activate("u3")
    talk.hear(kpj=True)
    page = opened(shell, "u3")
    number, until = page.form.fields["kpj"], page.form.fields["aktif_sampai"]
    assert desk.from_reply(desk.read("u3")) == {"kpj"}
    for row in (number, until):
        assert (row.state, row.message.text) == ("terkunci", "Dari balasan DPMD.")
        assert row.edit.isReadOnly()
        assert row.edit.accessibleDescription() == "Terkunci."
    other = opened(shell, "u1").form.fields["kpj"]  # theirs is not from a reply
    assert (desk.from_reply(desk.read("u1")), other.state == "terkunci") == (frozenset(), False)
