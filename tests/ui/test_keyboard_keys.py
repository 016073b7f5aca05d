"""The key bar tells the truth: each key it shows does something on that page in that state, and its second key too.

And Tab goes as one reads on every page. One window a desk for all of it: building pages is what costs.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from key_desk import answers, desk_window, open_page, press, presses, settle, turned_away, wake
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel
from reading_order import out_of_order

from tests.hub import makers
from ui import keys, pages
from ui.window import Shell

SUB = ("editor", "klaim", "berakhir", "riwayat_cetak", "isi_cepat", "ketentuan", "data_pribadi")
VILLAGE = tuple(dict.fromkeys((*(entry.name for entry in (*pages.MENU, *pages.BELOW)), *SUB)))
DISTRICT = tuple(entry.name for entry in (*pages.DISTRICT_MENU, *pages.BELOW))
UI = Path(keys.__file__).parent


@pytest.fixture(scope="module")
def village(qapp: QApplication, iuran_billed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A village in the middle of its work."""
    yield from desk_window(Path(shutil.copytree(iuran_billed, tmp_path_factory.mktemp("tombol") / "desa")))


@pytest.fixture(scope="module")
def first_day(qapp: QApplication, set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A village with nobody in it."""
    yield from desk_window(Path(shutil.copytree(set_up, tmp_path_factory.mktemp("tombol") / "baru")))


@pytest.fixture(scope="module")
def kabupaten(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A district that took in the packages of three villages."""
    root = tmp_path_factory.mktemp("tombol-dpmd")
    with makers.district(root) as desk:
        makers.fill(desk, makers.villages(3, 4))
    yield from desk_window(root / "data-dpmd")


@pytest.fixture(autouse=True)
def _nothing_is_opened_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files and folders are opened by other programs; here a line in the window stands for them."""
    def opened(url: object) -> bool:
        window = QApplication.activeWindow()
        if isinstance(window, Shell):
            window.toast(f"Dibuka: {url}")
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opened)
    QGuiApplication.clipboard().setText("12")


def _dead_keys(shell: Shell, page: str) -> list[tuple[str, str]]:
    """Keys shown on the page that nothing answers."""
    dead = []
    open_page(shell, page)
    for box, words in list(shell.current.keys):
        answered = shown = False
        for key in presses(box):
            if shell.current_name != page or shell.under is not None:
                open_page(shell, page)
            if not answered and shell.current.works(box):
                shown, answered = True, answers(shell, key, lambda: open_page(shell, page))
        if shown and not answered:
            dead.append((box, words))
    return dead


# First, while nothing was pressed: after a key the page may stand in another mode.
@pytest.mark.parametrize("page", VILLAGE)
def test_tab_reads_a_page_of_a_village(village: Shell, page: str) -> None:
    assert out_of_order(village, page) == []


@pytest.mark.parametrize("page", DISTRICT)
def test_tab_reads_a_page_of_a_district(kabupaten: Shell, page: str) -> None:
    assert out_of_order(kabupaten, page) == []


@pytest.mark.parametrize("page", VILLAGE)
def test_each_key_shown_in_a_village_does_something(village: Shell, page: str) -> None:
    assert _dead_keys(village, page) == []


@pytest.mark.parametrize("page", DISTRICT)
def test_each_key_shown_in_a_district_does_something(kabupaten: Shell, page: str) -> None:
    assert _dead_keys(kabupaten, page) == []


@pytest.mark.long
@pytest.mark.parametrize("page", [page for page in VILLAGE if page != "editor"])
def test_each_key_shown_on_the_first_day_does_something(first_day: Shell, page: str) -> None:
    assert _dead_keys(first_day, page) == []


# Second keys.


@pytest.mark.parametrize(("first", "second"), sorted(keys.SECOND.items()))
def test_a_function_key_and_its_second_key_ask_the_page_for_the_same(
        village: Shell, monkeypatch: pytest.MonkeyPatch, first: str, second: str) -> None:
    """Told on page Struktur, whose board also has an F2 of its own, and Kirim for F5."""
    asked: list[str] = []
    page = "kirim" if first == "F5" else "struktur"
    open_page(village, page)
    here = QApplication.focusWidget()
    for verb in ("search_focus", "next_panel", "next_problem", "finish"):
        monkeypatch.setattr(village.current, verb,
                            lambda *args, verb=verb: asked.append(f"{verb} {args}") or True, raising=True)
    monkeypatch.setattr(village, "_help", lambda: asked.append("help"))
    told: list[list[str]] = []
    for key in (first, second):
        wake(village)
        here.setFocus()
        with turned_away() as met:
            press(key, QApplication.focusWidget() or village)
            settle(village, 30)
        shown = village.toaster.text if village.toaster.isVisible() else ""
        told.append([*asked, *met[:1], shown if first == "F5" else ""])
        asked.clear()
        village.toaster.dismiss()
    if first == "F1":
        return  # bound before the page was watched: pressed for real below
    assert told[0] == told[1]
    assert any(told[0])


def test_ctrl_h_opens_help_over_the_page_and_goes_back(village: Shell) -> None:
    open_page(village, "struktur")
    press("Ctrl+H", QApplication.focusWidget() or village)
    assert village.under is not None
    press("Ctrl+H", QApplication.focusWidget() or village)
    assert village.under is None
    assert village.current_name == "struktur"


def test_grids_that_are_typed_in_open_a_cell_by_the_second_key_too(village: Shell) -> None:
    open_page(village, "isi_cepat")
    view = village.current.view
    for key in ("F2", "Ctrl+T"):
        view.setFocus()
        press(key, view)
        assert view.state() == view.State.EditingState, key
        press("Esc", QApplication.focusWidget())
        assert view.state() != view.State.EditingState


@pytest.mark.parametrize(("first", "second"), [pair for pair in keys.SECOND.items() if pair[0] != "F10"])
def test_every_second_key_is_known_for_what_it_is(first: str, second: str) -> None:
    combination = QKeySequence(second)[0]
    event = QKeyEvent(QKeyEvent.Type.KeyPress, combination.key(), combination.keyboardModifiers())
    assert keys.pressed(event, first)
    assert not keys.pressed(event, "F12")
    assert (keys.other(first), keys.other(second)) == (second, first)


def test_the_key_bar_says_the_second_key(village: Shell) -> None:
    open_page(village, "struktur")
    tips = {pair.findChildren(QLabel)[0].text(): pair.toolTip() for pair in village.keybar._pairs}
    assert tips["F8"] == "atau Ctrl+J"
    assert tips["F2"] == "atau Ctrl+T"
    assert tips["Enter"] == ""


def test_no_function_key_is_bound_past_the_table() -> None:
    """A key made elsewhere would have no second key."""
    past = re.compile(r"QShortcut\(|Key\.Key_F\d")
    found = {path.relative_to(UI).as_posix() for path in UI.rglob("*.py") if past.search(path.read_text("utf-8"))}
    assert found - ALLOWED == set()


ALLOWED = {"keys.py",
           "pages/lock.py",  # F1 or Ctrl+H of a window that wants them only outside the boxes for the PIN
           "pages/isi_cepat_view.py",  # F2 told apart from a letter: both open the cell
           "pages/peserta_filters.py"}  # F4 opens a list of choices, as everywhere in Qt


# What the bar says beside the keys.


def _said(shell: Shell) -> str:
    return shell.state.kept.words.text()


def test_it_is_always_said_whether_all_is_saved(village: Shell) -> None:
    for page in ("beranda", "peserta", "iuran", "cadangan"):
        open_page(village, page)
        assert re.fullmatch(r"Tersimpan( .+)?", _said(village)), page
        assert village.state.kept.isVisible()


def test_what_could_not_be_kept_is_said_in_warning(village: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

    def full(*_: object) -> None:
        raise Problem("DISK_PENUH", "Disk penuh.", TIDAK_BERUBAH, "Kosongkan disk.")

    open_page(village, "editor")
    editor = village.current
    with monkeypatch.context() as broken:
        broken.setattr(editor.autosave, "_save", full)
        editor.autosave.touch()
        assert not editor.autosave.flush()
        assert _said(village) == "Belum tersimpan"
    assert editor.autosave.flush()
    assert _said(village).startswith("Tersimpan ")


def test_the_newest_backup_is_said(village: Shell) -> None:
    from jamsos_desktop.jobs import run_to_end

    run_to_end(village.desk.auto_backup_job("hitung"))
    village.refresh_counts()
    assert re.fullmatch(r"Cadangan (\d\d\.\d\d|\d+ \w+( \d{4})?|kemarin)", village.state.copy.words.text())


def test_a_desk_without_a_backup_says_so(first_day: Shell) -> None:
    if first_day.desk.newest_backup() is None:
        assert first_day.state.copy.words.text() == "Belum dicadangkan"


