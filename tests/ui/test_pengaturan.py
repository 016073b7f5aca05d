"""Pengaturan: PIN and locked screen, recovery sheet, new key; what may not be done says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from clerk_desk import InModal, cut_texts, in_window, make_key, window_of
from PySide6.QtWidgets import QDialog

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import vault
from ui import sight
from ui.pages.pengaturan_kunci import NewKeyWindow
from ui.pages.pengaturan_lembar import SheetWindow
from ui.pages.pengguna_sheets import ChangePinSheet, StartPinSheet
from ui.pages.pin_sheet import PinSheet

PIN, NEW = "246810", "739164"


@pytest.fixture(scope="module")
def made(tmp_path_factory, clock) -> Path:
    """A village behind a PIN."""
    folder = DataFolder(tmp_path_factory.mktemp("setelan") / "data")
    desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "MUH. ARSYAD", "NURHAYATI"), PIN), clock)
    return folder.root


@pytest.fixture
def pinned(made, tmp_path, clock, qtbot):
    """The shell of that village, on Pengaturan."""
    import shutil

    folder = DataFolder(Path(shutil.copytree(made, tmp_path / "data")))
    with desks.open_desk(folder, PIN, clock) as desk, window_of(desk, qtbot) as shell:
        shell.go("pengaturan")
        yield shell


def type_pin(qtbot, form, pin):
    for boxes in (form.pin, form.again):
        qtbot.keyClicks(boxes._line, pin)


def test_the_first_pin_of_a_desk_that_lay_open(shell, qtbot, clock):
    shell.go("pengaturan")
    page = shell.current
    assert page.pin.chip.text == "Tanpa PIN"
    assert not page.pin.minutes.isEnabled()
    assert not page.users.add_button.isEnabled()
    assert not page.key.button.isEnabled()
    assert shell.state.open_note.isVisible()

    def work(sheet: QDialog) -> None:
        assert isinstance(sheet, StartPinSheet)
        type_pin(qtbot, sheet.form, "123456")
        assert not sheet.ok.isEnabled()
        for boxes in (sheet.form.pin, sheet.form.again):
            boxes.clear()
        type_pin(qtbot, sheet.form, NEW)
        sheet.ok.click()

    asked = InModal(work)
    page.pin.button.click()
    assert asked.done
    assert page.pin.chip.text == "Memakai PIN"
    assert not shell.state.open_note.isVisible()
    assert page.users.add_button.isEnabled()
    shell.desk.check_pin(NEW)


def test_another_pin_asks_the_old_one(pinned, qtbot):
    said = []

    def work(sheet: QDialog) -> None:
        assert isinstance(sheet, ChangePinSheet)
        for old in ("111111", PIN):
            sheet.old.clear()
            for boxes in (sheet.form.pin, sheet.form.again):
                boxes.clear()
            qtbot.keyClicks(sheet.old._line, old)
            type_pin(qtbot, sheet.form, NEW)
            sheet.ok.click()
            said.append(sheet.wrong.text())

    asked = InModal(work)
    pinned.current.pin.button.click()
    assert asked.done
    assert "PIN tidak cocok" in said[0]
    pinned.desk.check_pin(NEW)


def test_a_kiriman_leaves_only_with_the_pin_of_whoever_makes_it(pinned, qtbot, tmp_path):
    pinned.desk.take_in(make_key(tmp_path))
    run_to_end(pinned.desk.samples_job(25, 7))
    pinned.go("kirim")
    page = pinned.current
    asked = InModal(lambda sheet: sheet.reject())
    page.send()
    qtbot.waitUntil(lambda: asked.done and not page._making and not pinned.busy, timeout=10_000)
    assert pinned.desk.packages() == []
    in_window(PinSheet, lambda sheet: qtbot.keyClicks(sheet.pin._line, PIN))
    page.send()
    qtbot.waitUntil(lambda: len(pinned.desk.packages()) == 1 and not page._making, timeout=10_000)


def test_minutes_are_kept_and_told_to_the_guard(pinned, qtbot):
    page = pinned.current
    with qtbot.waitSignal(pinned.guard_changed):
        page.pin.minutes._group.button(30).click()
    assert pinned.desk.lock_minutes() == 30


def prove(qtbot, window: SheetWindow) -> None:
    """The sheet is on paper, and three words of it are typed."""
    step = window.step
    assert not window.ok.isEnabled()
    step.road.note("kertas", "A5")
    for at, field in zip(step.asked, step.answers, strict=True):
        qtbot.keyClicks(field.edit, step.sheet.words[at])
    assert window.ok.isEnabled()


def test_a_new_sheet_ends_the_old_one(pinned, qtbot):
    drawn = []
    page = pinned.current
    for _ in range(2):
        def work(window: QDialog) -> None:
            drawn.append(window.step.sheet.words)
            assert cut_texts(window) == []
            prove(qtbot, window)
            window.ok.click()

        in_window(PinSheet, lambda window: qtbot.keyClicks(window.pin._line, PIN))
        in_window(SheetWindow, work)
        page.sheet.button.click()
    assert len(drawn) == 2
    assert page.sheet.chip.text == "Lembar ke-2"
    assert "Disimpan di Lemari arsip kantor desa" in page.sheet.words.text()
    with pytest.raises(Problem, match="bukan untuk data ini"):
        vault.open_with_words(pinned.desk.folder, drawn[0])
    assert vault.open_with_words(pinned.desk.folder, drawn[1]) == pinned.desk.ctx.dek


def test_giving_up_a_new_sheet_leaves_the_old_one(pinned, qtbot):
    shown = []
    in_window(PinSheet, lambda window: window.reject())
    pinned.current.sheet.button.click()  # without the PIN no words are drawn at all: they would be a way in
    in_window(PinSheet, lambda window: qtbot.keyClicks(window.pin._line, PIN))
    in_window(SheetWindow, lambda window: (shown.append(window), window.reject()))
    pinned.current.sheet.button.click()
    assert len(shown) == 1
    assert pinned.desk.sheet_state() is None
    assert pinned.current.sheet.chip.text == "Belum dicetak"


def test_a_new_key_asks_pin_and_sheet_and_the_desk_goes_on(pinned, qtbot, monkeypatch):
    qtbot.waitUntil(lambda: not pinned.busy)
    told = []
    monkeypatch.setattr("ui.ask.confirm", lambda *a, **k: told.append(a[1]) or True)
    monkeypatch.setattr("ui.pages.pengaturan_kunci.show_changed", lambda shell, changed: told.append(changed.lembar))
    before = pinned.desk.ctx.dek

    def sheet_of(window: QDialog) -> None:
        prove(qtbot, window)
        window.ok.click()

    in_window(PinSheet, lambda window: qtbot.keyClicks(window.pin._line, PIN))
    in_window(NewKeyWindow, sheet_of)
    pinned.current.key.button.click()
    assert told == ["Ganti kunci data?", 1]
    assert pinned.desk.ctx.dek != before
    assert pinned.desk.counts().total == 0  # the desk reads under the new key
    assert pinned.current.sheet.chip.text == "Lembar ke-1"


def test_masking_is_remembered(pinned):
    page = pinned.current
    page.mask.click()
    assert sight.masked()
    assert pinned.settings.get(sight.SETTING, False)
    page.mask.click()
    assert not sight.masked()


@pytest.mark.parametrize("size", [(1366, 698), (1093, 614)])
def test_nothing_is_cut(pinned, size):
    pinned.resize(*size)
    assert cut_texts(pinned.current) == []
