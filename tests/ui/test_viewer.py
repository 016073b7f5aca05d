"""Who only looks: on no page does a button that can be pressed write anything, or end in a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from key_desk import desk_window, open_page, settle, turned_away
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication

from jamsos_desktop.desk import Clock, open_desk
from jamsos_desktop.model.rights import ROLES
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import CLOCK_DAY
from tests.hub import makers
from ui import pages
from ui.window import Shell

PAGES = tuple(entry.name for entry in (*pages.DISTRICT_MENU, *pages.BELOW))
COPIES = {"cetak", "simpan"}  # what was copied out of the register is noted, whoever did it
BESIDE = {"Coba dulu dengan data contoh", "Ikut sistem", "Terang", "Gelap"}  # another desk, and the look of all windows


@pytest.fixture(scope="module")
def looking(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A district that took in the packages of three villages, opened by somebody who may only look."""
    root = tmp_path_factory.mktemp("pelihat")
    with makers.district(root) as desk:
        makers.fill(desk, makers.villages(3, 4))
    desk = open_desk(DataFolder(root / "data-dpmd"), None, Clock(CLOCK_DAY))
    desk.ctx = replace(desk.ctx, role=ROLES["pelihat"])
    yield from desk_window(desk)


def _name(button: QAbstractButton) -> str:
    return button.text().replace("&", "").strip() or button.accessibleName()


def _pressable(shell: Shell) -> dict[str, QAbstractButton]:
    assert shell.current is not None
    return {_name(one): one for one in shell.current.findChildren(QAbstractButton)
            if one.isVisible() and one.isEnabled() and _name(one) not in BESIDE}


@pytest.mark.parametrize("page", PAGES)
def test_no_button_writes_or_ends_in_a_refusal(looking: Shell, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    told: list[Problem] = []
    monkeypatch.setattr(looking, "problem", lambda problem: told.append(problem) or "")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: True)
    open_page(looking, page)
    wrong = []
    for name in _pressable(looking):
        if looking.current_name != page:
            open_page(looking, page)
        button = _pressable(looking).get(name)
        if button is None:
            continue  # another tab or filter shows other buttons
        before = len(looking.desk.trail_numbers())
        with turned_away():
            button.click()
            settle(looking)
        looking.asking.put_away()
        if len(looking.desk.trail_numbers()) != before and name.partition(" ")[0].lower() not in COPIES:
            wrong.append(f"{name} writes")
        wrong += [f"{name}: {one.apa}" for one in told if one.kode == "HAK_TIDAK_CUKUP"]
        told.clear()
    assert wrong == []


def test_it_is_said_above_every_page_why_so_much_is_off(looking: Shell) -> None:
    open_page(looking, "ganda")
    assert looking.strip.isVisible()
    assert looking.strip.text.startswith("Anda masuk sebagai pelihat: hanya melihat.")
