"""Page Riwayat by key: who did what, one person, the check and what it finds; and buttons of who may not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import TODAY, Answers, InModal, cut_texts, make_desk, window_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from jamsos_desktop.desk import Clock, Desk, Query, SetUp, open_desk, set_up_desa, set_up_dpmd, unit_for
from jamsos_desktop.model.actions import PARTS
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import vault
from jamsos_desktop.store.engine import Database
from ui import pages
from ui.pages.riwayat_panel import verdict
from ui.window import Shell

LEADER, OTHER = "274913", "815306"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A village with invented people and what they left in the history; made once."""
    root = tmp_path_factory.mktemp("riwayat")
    make_desk(root, 25).close()
    return root / "desa"


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(DataFolder(Path(shutil.copytree(filled, tmp_path / "desa"))), None, Clock(TODAY)) as desk:
        yield desk


@pytest.fixture
def page(shell: Shell, qtbot: Any) -> Any:
    shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shell)
    shell.go("riwayat")
    return shell.current


def press(qtbot: Any, key: Qt.Key, ctrl: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def cell(page: Any, row: int, column: int) -> str:
    return page.model.data(page.model.index(row, column))


def test_the_newest_comes_first_and_the_keyboard_walks_down(page: Any, desk: Desk, qtbot: Any) -> None:
    rows = desk.trail_list()
    assert page.model.rowCount() == len(rows)
    assert page.table.hasFocus()
    assert page.chosen == rows[0]
    press(qtbot, Qt.Key.Key_Down)
    assert page.chosen == rows[1]
    assert cell(page, 1, 3) == rows[1].apa
    assert page.entry.title.text() == f"Catatan no. {rows[1].n}"


def test_enter_opens_the_person_and_esc_comes_back(page: Any, shell: Shell, desk: Desk, qtbot: Any) -> None:
    line = next(at for at, row in enumerate(desk.trail_list()) if row.uid)
    page.table.selectRow(line)
    uid = page.chosen.uid
    press(qtbot, Qt.Key.Key_Return)
    assert shell.current_name == "editor"
    assert shell.current.session.base.uid == uid
    assert shell.current.back()
    assert shell.current_name == "riwayat"


def test_the_form_shows_the_history_of_its_person(shell: Shell, desk: Desk, qtbot: Any) -> None:
    uid = desk.uids(Query())[0]
    shell.go("editor", uid=uid)
    shell.current.frame_.head.history.click()
    page = shell.current
    assert shell.current_name == "riwayat"
    assert {page.model.row_at(line).uid for line in range(page.model.rowCount())} == {uid}
    assert "tentang" in page.sub.text()
    page.back()
    assert (shell.current_name, shell.current.session.base.uid) == ("editor", uid)
    shell.go("riwayat")  # from the menu: everything again
    assert shell.current.model.rowCount() == len(desk.trail_list())


def test_it_is_narrowed_by_part_and_day_and_widened_again(page: Any, desk: Desk, qtbot: Any) -> None:
    page.filters.part.set_text("kertas")
    page.filters.changed.emit()
    assert {cell(page, row, 3) for row in range(page.model.rowCount())} == {"Mencetak bundel"}
    page.filters.since.setText("21/11/2026")
    page.filters.changed.emit()
    assert page.middle.currentIndex() == 1
    page.show_all.click()
    assert page.model.rowCount() == len(desk.trail_list())
    assert page.filters.who.hasFocus()
    assert page.filters.part.count() == len(PARTS) + 1


def test_the_check_says_whole_and_names_what_was_edited(page: Any, desk: Desk, qtbot: Any) -> None:
    page.verify.click()
    qtbot.waitUntil(lambda: page.verify.isEnabled(), timeout=10_000)
    assert page.check.told.words.text().startswith("Utuh: ")
    with Database(desk.folder.database, vault.subkey(desk.ctx.dek, "db")) as db:
        db.run("DROP TRIGGER riwayat_tetap_u")
        db.run("UPDATE riwayat SET pelaku = 'ORANG LAIN' WHERE n = 5")
    page.verify.click()
    qtbot.waitUntil(lambda: page.verify.isEnabled(), timeout=10_000)
    assert page.check.told.words.text() == verdict(desk.verify_trail())
    assert page.check.told.property("note") == "error"
    assert page.chosen.n == 5
    assert page.strip.isHidden()


def test_a_code_from_paper_is_compared(page: Any, desk: Desk, qtbot: Any) -> None:
    recap = desk.day_recap(TODAY)

    def type_it(window: Any) -> None:
        window.number.set_text(str(recap.n))
        window.code.set_text("AAAA-BBBB-CCCC")
        window.ok.click()

    asked = InModal(type_it)
    page.check.paper.click()
    assert asked.done
    qtbot.waitUntil(lambda: page.verify.isEnabled(), timeout=10_000)
    assert "tidak cocok" in page.check.told.words.text()


def test_ctrl_p_puts_a_day_on_paper(page: Any, desk: Desk, qtbot: Any) -> None:
    page.paper.open_file = lambda path: True
    page.paper._choose = lambda names, path, title: page.paper.open_file(path)  # what a printer is asked is not ours
    asked = InModal(lambda window: window.ok.click())
    page.print_now()
    assert asked.done
    qtbot.waitUntil(lambda: page.paper.path is not None, timeout=10_000)
    assert page.paper.path.name.startswith("Rekap-harian-20261120-A5")
    qtbot.waitUntil(lambda: not page.shell.busy, timeout=10_000)


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
def test_nothing_is_cut_off(page: Any, shell: Shell, qtbot: Any, size: tuple[int, int]) -> None:
    shell.resize(*size)
    qtbot.waitUntil(lambda: (shell.width(), shell.height()) == size)
    page.run_check(((1, "AAAA-BBBB-CCCC"),))
    qtbot.waitUntil(lambda: page.verify.isEnabled(), timeout=10_000)
    assert cut_texts(page) == []


# --- who may not -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def two_desks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A village with an operator and a district with a viewer; made once."""
    root = tmp_path_factory.mktemp("hak")
    set_up_desa(DataFolder(root / "desa"), SetUp(unit_for("74.02.11.2017", "Abdul Rahim", "Nurhayati"), LEADER),
                Clock(TODAY))
    set_up_dpmd(DataFolder(root / "dpmd"), "74.02", LEADER, Clock(TODAY))
    for name, kind in (("desa", "operator"), ("dpmd", "pelihat")):
        with open_desk(DataFolder(root / name), LEADER, Clock(TODAY)) as desk:
            desk.add_user("Orang Kedua", kind, OTHER)
    return root


@pytest.mark.parametrize("mode", ["desa", "dpmd"])
def test_buttons_for_what_one_may_not_are_off_and_say_why(two_desks: Path, tmp_path: Path, qtbot: Any,
                                                          answers: Answers, mode: str) -> None:
    folder = DataFolder(Path(shutil.copytree(two_desks / mode, tmp_path / mode)))
    uid = next(one.id for one in vault.users(folder) if one.nama == "Orang Kedua")
    with open_desk(folder, OTHER, Clock(TODAY), user=uid) as desk, window_of(desk, qtbot) as shell:
        before, off = len(desk.trail_list()), 0
        every = [entry.name for entry in (*shell.plan.menu, *pages.BELOW)]
        for name_of_page in every if mode == "dpmd" else ("kirim", "ketentuan", "cadangan", "pengaturan"):
            shell.go(name_of_page)
            page = shell.current
            for name, right in page.needs.items():
                button: QAbstractButton = attrgetter(name)(page)
                if not desk.role.may(right):
                    button.setEnabled(True)  # whatever the page thinks of it
                    assert not button.isEnabled(), (name_of_page, name)
                    assert button.toolTip() == desk.why_not(right)
                    off += 1
        assert off > (2 if mode == "desa" else 20)
        assert len(desk.trail_list()) == before  # every page opened without a write
        assert answers.codes == []
        assert shell.strip.isHidden() == (mode == "desa")
        if mode == "dpmd":
            assert "hanya melihat" in shell.strip.text
            shell.go("bpjs")
            assert shell.current.new_person()  # its key, where its button is off
            assert answers.codes == ["HAK_TIDAK_CUKUP"]


def test_whoever_leads_finds_every_button_on(two_desks: Path, tmp_path: Path, qtbot: Any) -> None:
    folder = DataFolder(Path(shutil.copytree(two_desks / "desa", tmp_path / "desa")))
    with open_desk(folder, LEADER, Clock(TODAY), user="p1") as desk, window_of(desk, qtbot) as shell:
        shell.go("pengaturan")
        assert shell.current.profile.isEnabled()
        assert shell.strip.isHidden()
