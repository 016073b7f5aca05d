"""Pengguna: somebody new, another role, a PIN for who forgot it, an end; who may not do it is told why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from clerk_desk import InModal, window_of
from PySide6.QtWidgets import QAbstractButton, QDialog

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from ui import ask
from ui.pages.pengguna_sheets import AddUserSheet, ChangeUserSheet, ResetPinSheet

PIN, OTHER, NEW = "246810", "975318", "739164"


@pytest.fixture(scope="module")
def made(tmp_path_factory, clock) -> Path:
    """A village with a secretary and an operator."""
    folder = DataFolder(tmp_path_factory.mktemp("orang") / "data")
    desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "MUH. ARSYAD", "NURHAYATI"), PIN), clock)
    with desks.open_desk(folder, PIN, clock) as desk:
        desk.add_user("Siti Aminah", "operator", OTHER)
    return folder.root


@pytest.fixture
def open_as(made, tmp_path, clock, qtbot):
    """Pengaturan's card of people, as the person with this id sees it."""
    left = []

    def start(user: str, pin: str):
        folder = DataFolder(Path(shutil.copytree(made, tmp_path / "data")))
        desk = desks.open_desk(folder, pin, clock, user=user)
        window = window_of(desk, qtbot)
        shell = window.__enter__()
        left.append((window, desk))
        shell.go("pengaturan")
        return shell

    yield start
    for window, desk in left:
        window.__exit__(None, None, None)
        desk.close()


def type_pin(qtbot, form, pin):
    for boxes in (form.pin, form.again):
        qtbot.keyClicks(boxes._line, pin)


def test_somebody_new_with_an_own_pin(open_as, qtbot, clock):
    shell = open_as("p1", PIN)
    said = []

    def work(sheet: QDialog) -> None:
        assert isinstance(sheet, AddUserSheet)
        type_pin(qtbot, sheet.form, NEW)
        assert not sheet.ok.isEnabled()  # no name yet
        for name in ("siti aminah", "Darman"):
            sheet.name.edit.clear()
            qtbot.keyClicks(sheet.name.edit, name)
            sheet.ok.click()
            said.append(sheet.wrong.text())

    asked = InModal(work)
    shell.current.users.add_button.click()
    assert asked.done
    assert "sudah dipakai pengguna lain" in said[0]
    assert [one.nama for one in shell.desk.users()] == ["NURHAYATI", "Siti Aminah", "Darman"]
    users = shell.current.users
    assert set(users.rows) == {"p1", "p2", "p3"}
    seen, at = [], users.add_button  # Tab reads the rows where they stand, not after the last card
    for _ in range(7):
        at = at.nextInFocusChain()
        while not isinstance(at, QAbstractButton):
            at = at.nextInFocusChain()
        seen.append(at)
    assert seen == [button for row in users.rows.values() for button in row.values()]
    shell.desk.check_pin(NEW, "p3")


def test_another_role_and_a_new_pin(open_as, qtbot):
    shell = open_as("p1", PIN)
    card = shell.current.users

    def change(sheet: QDialog) -> None:
        assert isinstance(sheet, ChangeUserSheet)
        sheet.role.set_text("sekretaris")
        sheet.ok.click()

    asked = InModal(change)
    card.rows["p2"]["ubah"].click()
    assert asked.done
    assert shell.desk.users()[1].peran == "sekretaris"

    def reset(sheet: QDialog) -> None:
        assert isinstance(sheet, ResetPinSheet)
        type_pin(qtbot, sheet.form, NEW)
        sheet.ok.click()

    asked = InModal(reset)
    card.rows["p2"]["pin"].click()
    assert asked.done
    shell.desk.check_pin(NEW, "p2")


def test_who_leaves_is_asked_about_and_gone(open_as, monkeypatch):
    shell = open_as("p1", PIN)
    card = shell.current.users
    assert "hapus" not in card.rows["p1"]  # nobody removes oneself
    asked = []
    monkeypatch.setattr(ask, "confirm", lambda *a, **k: asked.append(a[2]) or len(asked) > 1)
    card.rows["p2"]["hapus"].click()
    assert len(shell.desk.users()) == 2  # asked, and answered Batal
    card.rows["p2"]["hapus"].click()
    assert asked == ["&Hapus Siti Aminah"] * 2
    assert [one.id for one in shell.desk.users()] == ["p1"]
    assert set(card.rows) == {"p1"}
    assert [one.id for one in desks.lock_users(shell.desk.folder)] == ["p1"]


def test_an_operator_sees_who_works_here_and_why_nothing_may_be_changed(open_as):
    shell = open_as("p2", OTHER)
    page = shell.current
    assert not page.users.add_button.isEnabled()
    assert "hanya boleh dilakukan sekretaris" in page.users.why.text()
    assert not any(button.isEnabled() for row in page.users.rows.values() for button in row.values())
    for card in (page.sheet, page.key):
        assert not card.button.isEnabled()
        assert "hanya boleh dilakukan sekretaris" in card.why.text()
    assert page.pin.button.isEnabled()  # the own PIN is everybody's own matter
