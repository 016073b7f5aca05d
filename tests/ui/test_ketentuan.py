"""Page Ketentuan with real keys on real desks: taking a pack in, going back, making one at DPMD."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import Answers, cut_texts, make_desk, tab_stops, until_stopped, window_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk import Desk, PackOrder, PrintOrder
from jamsos_desktop.jobs import Progress, run_to_end
from jamsos_desktop.policy import TABLES, bundled_files
from tests.hub import makers
from tests.paper.paper_reading import words
from ui.window import Shell


@pytest.fixture
def dpmd(tmp_path: Path) -> Iterator[Desk]:
    with makers.district(tmp_path) as opened:
        yield opened


@pytest.fixture
def desk(tmp_path: Path, dpmd: Desk) -> Iterator[Desk]:
    with make_desk(tmp_path, 6) as opened:
        name, data = dpmd.make_key()
        (tmp_path / name).write_bytes(data)
        opened.take_in(tmp_path / name)
        yield opened


@pytest.fixture
def shell(desk: Desk, qtbot: Any) -> Iterator[Shell]:
    with window_of(desk, qtbot) as shell:
        shell.go("ketentuan")
        yield shell


def pack(dpmd: Desk, folder: Path, versi: str, mulai: date = date(2026, 11, 1), jkm: str = "") -> Path:
    changes = None
    if jkm:
        changes = folder / f"ubah-{versi}"
        changes.mkdir()
        data = bundled_files()["parameter.csv"].replace(b"bpu_jkm,,6800", f"bpu_jkm,,{jkm}".encode())
        (changes / "parameter.csv").write_bytes(data)
    name, made = dpmd.make_pack(PackOrder(versi=versi, mulai=mulai, changes=changes))
    (folder / name).write_bytes(made)
    return folder / name


def press(qtbot: Any, shell: Shell, key: Qt.Key, ctrl: bool = False) -> None:
    target = QApplication.focusWidget() or shell
    qtbot.keyClick(target, key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)


def shell_back(shell: Shell, qtbot: Any) -> None:
    """The window has the keyboard again after a dialog."""
    shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None and QApplication.activeWindow() is shell)


def sums(desk: Desk) -> int:
    return sum(sen for _, _, sen in desk.per_fund())


def test_a_pack_is_taken_in_and_one_goes_back(shell: Shell, desk: Desk, dpmd: Desk, qtbot: Any, tmp_path: Path) -> None:
    page = shell.page("ketentuan")
    assert page.now.name.text() == f"Versi {desk.policy.versi}"
    assert QApplication.focusWidget() is page.list
    before = sums(desk)
    page.take_pack(pack(dpmd, tmp_path, "2026-2", jkm="9000"))
    qtbot.waitUntil(lambda: desk.policy.versi == "2026-2", timeout=15_000)
    assert "berlaku mulai sekarang" in shell.toaster.text
    assert page.now.name.text() == "Versi 2026-2"
    assert page.changes.texts(page.changes.lines[0]) == ("Angka dan pilihan", "", "1", "", "bpu jkm")
    assert sums(desk) > before
    page.list.setFocus()
    press(qtbot, shell, Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == 1
    assert page.use.isEnabled()
    press(qtbot, shell, Qt.Key.Key_Return)
    assert shell.asking.text.startswith("Pakai ketentuan versi bawaan-2026.1?")
    qtbot.keyClick(shell.asking.buttons[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.policy.versi == "bawaan-2026.1", timeout=15_000)
    assert sums(desk) == before
    assert [row.keadaan for row in desk.policies()] == ["disisihkan", "berlaku"]


def test_a_question_answered_with_escape_changes_nothing(shell: Shell, desk: Desk, dpmd: Desk, qtbot: Any,
                                                         tmp_path: Path) -> None:
    page = shell.page("ketentuan")
    page.take_pack(pack(dpmd, tmp_path, "2026-2"))
    qtbot.waitUntil(lambda: desk.policy.versi == "2026-2", timeout=15_000)
    page.list.setFocus()
    press(qtbot, shell, Qt.Key.Key_Down)
    press(qtbot, shell, Qt.Key.Key_Return)
    qtbot.keyClick(shell.asking.buttons[0], Qt.Key.Key_Escape)
    assert not shell.asking.isVisible()
    assert desk.policy.versi == "2026-2"


def test_escape_stops_the_counting_and_keeps_the_old_settings(shell: Shell, desk: Desk, dpmd: Desk, qtbot: Any,
                                                              tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = shell.page("ketentuan")
    file, before = pack(dpmd, tmp_path, "2026-2", jkm="9000"), sums(desk)
    with monkeypatch.context() as held:
        held.setattr(desk, "take_pack_job", until_stopped(desk.take_pack_job))
        page.take_pack(file)
        assert page.strip.isVisible()
        press(qtbot, shell, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: "Ketentuan yang lama tetap berlaku" in shell.toaster.text, timeout=15_000)
    assert not page.strip.isVisible()
    assert (desk.policy.versi, sums(desk), len(desk.policies())) == ("bawaan-2026.1", before, 1)
    assert shell.current is page
    page.take_pack(file)
    qtbot.waitUntil(lambda: desk.policy.versi == "2026-2", timeout=15_000)


def test_the_strip_says_how_many_of_how_many(shell: Shell) -> None:
    strip = shell.page("ketentuan").strip
    strip.show_progress(Progress(3200, 10_000, "3.200 dari 10.000 orang"))
    assert strip.title_label.text() == "Menghitung lagi status dan iuran"
    assert strip.note_label.text().startswith("3.200 dari 10.000 orang")


def test_one_that_waits_is_announced(shell: Shell, desk: Desk, dpmd: Desk, qtbot: Any, tmp_path: Path) -> None:
    page = shell.page("ketentuan")
    assert not page.work.note.isVisible()
    page.take_pack(pack(dpmd, tmp_path, "2027-1", date(2027, 1, 1)))
    qtbot.waitUntil(page.work.note.isVisible, timeout=15_000)
    assert "mulai berlaku sendiri pada 1 Januari 2027" in page.work.note.words.text()
    page.list.go_to(0)
    assert not page.use.isEnabled()


def test_a_wrong_file_is_refused_with_a_sentence(shell: Shell, desk: Desk, qtbot: Any, tmp_path: Path,
                                                 answers: Answers) -> None:
    path = tmp_path / "foto.jdx"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    shell.page("ketentuan").take_pack(path)
    qtbot.waitUntil(lambda: answers.codes == ["KETENTUAN_BUKAN_KETENTUAN"], timeout=15_000)
    assert len(desk.policies()) == 1


@pytest.mark.parametrize(("wide", "high"), [(1366, 698), (1093, 586)])
def test_nothing_is_cut_and_tab_goes_round(shell: Shell, desk: Desk, dpmd: Desk, qtbot: Any, tmp_path: Path, wide: int,
                                           high: int) -> None:
    page = shell.page("ketentuan")
    page.take_pack(pack(dpmd, tmp_path, "2026-2", jkm="9000"))
    qtbot.waitUntil(lambda: desk.policy.versi == "2026-2", timeout=15_000)
    shell.resize(wide, high)
    assert cut_texts(page) == []
    page.take.setFocus()
    stops = tab_stops(page, lambda: press(qtbot, shell, Qt.Key.Key_Tab))
    assert {page.list, page.take, page.diff} <= set(stops)
    press(qtbot, shell, Qt.Key.Key_F6)
    assert QApplication.focusWidget() in (page.take, page.list)


def test_the_village_comes_and_goes_by_pengaturan(shell: Shell, qtbot: Any) -> None:
    press(qtbot, shell, Qt.Key.Key_Escape)
    assert shell.current_name == "pengaturan"
    page = shell.page("pengaturan")
    page.policy.setFocus()
    press(qtbot, shell, Qt.Key.Key_Return)
    assert shell.current_name == "ketentuan"
    assert not shell.page("ketentuan").make.isVisible()


# --- DPMD ------------------------------------------------------------------------------------------


@pytest.fixture
def office(dpmd: Desk, qtbot: Any) -> Iterator[Shell]:
    with window_of(dpmd, qtbot) as shell:
        shell.go("ketentuan")
        yield shell


def test_dpmd_makes_a_version_by_keyboard(office: Shell, dpmd: Desk, qtbot: Any, tmp_path: Path) -> None:
    page = office.page("ketentuan")
    page.make.setFocus()
    press(qtbot, office, Qt.Key.Key_Return)
    card = page.make_card
    assert QApplication.focusWidget() is card.tables
    page.save_tables(tmp_path)
    edited = card.folder / "parameter.csv"
    edited.write_bytes(edited.read_bytes().replace(b"bpu_jkm,,6800", b"bpu_jkm,,7100"))
    assert card.folder_note.text() == f"{len(TABLES)} tabel CSV akan diperiksa"
    assert not card.make.isEnabled()
    card.versi.setFocus()
    qtbot.keyClicks(card.versi.edit, "2026-2")
    card.mulai.edit.selectAll()
    qtbot.keyClicks(card.mulai.edit, "01/11/2026")
    assert card.make.isEnabled()
    press(qtbot, office, Qt.Key.Key_Return, ctrl=True)
    assert dpmd.policy.versi == "2026-2"
    assert dpmd.policy.amount("bpu_jkm", dpmd.today) == 7100
    page.hand_out(tmp_path)
    assert (tmp_path / "JP-7402-2026-2.jdx").read_bytes() == dpmd.pack_file("2026-2")[1]


def test_a_mistake_in_a_table_names_its_row(office: Shell, dpmd: Desk, qtbot: Any, tmp_path: Path, answers: Answers) \
        -> None:
    page = office.page("ketentuan")
    page.show_make()
    page.save_tables(tmp_path)
    edited = page.make_card.folder / "tarif_pu.csv"
    edited.write_bytes(edited.read_bytes().replace(b"0.24", b"dua"))
    page.make_card.versi.setFocus()
    qtbot.keyClicks(page.make_card.versi.edit, "2026-2")
    press(qtbot, office, Qt.Key.Key_Return, ctrl=True)
    assert "tarif_pu.csv baris 2" in answers.said[0]
    assert page.right.currentWidget() is page.make_card
    shell_back(office, qtbot)
    press(qtbot, office, Qt.Key.Key_Escape)
    assert page.right.currentWidget() is not page.make_card
    assert len(dpmd.policies()) == 1


def test_dates_that_cannot_be(office: Shell, qtbot: Any) -> None:
    card = office.page("ketentuan").make_card
    office.page("ketentuan").show_make()
    qtbot.keyClicks(card.versi.edit, "2026-2")
    assert card.make.isEnabled()
    qtbot.keyClicks(card.sampai.edit, "01/01/2026")
    assert card.sampai.state == "salah"
    assert not card.make.isEnabled()
    card.sampai.edit.clear()
    card.mulai.edit.selectAll()
    qtbot.keyClicks(card.mulai.edit, "31/02/2026")
    assert card.mulai.state == "salah"
    card.finish()
    assert card.order() is None


@pytest.mark.parametrize(("wide", "high"), [(1366, 698), (1093, 586)])
def test_nothing_is_cut_at_dpmd(office: Shell, dpmd: Desk, qtbot: Any, tmp_path: Path, wide: int, high: int) -> None:
    pack(dpmd, tmp_path, "2027-1", date(2027, 1, 1))
    office.resize(wide, high)
    page = office.page("ketentuan")
    page.show_versions()
    assert cut_texts(page) == []
    page.show_make()
    assert cut_texts(page) == []


def test_other_pages_are_built_again_under_new_settings(shell: Shell, desk: Desk, dpmd: Desk, tmp_path: Path) -> None:
    shell.go("peserta")
    shell.go("editor")
    old, page = shell.page("peserta"), shell.page("editor")
    assert not shell.use_policy()
    assert shell.page("peserta") is old
    run_to_end(desk.take_in_job(pack(dpmd, tmp_path, "2026.2", jkm="6900")))
    assert shell.use_policy()
    assert shell.current is page  # what is being typed stays
    shell.go("peserta")
    assert shell.current is not old
    assert shell.stack.indexOf(old) < 0


def test_a_version_that_brings_the_sources_takes_the_marks_off_screen_and_paper(shell: Shell, desk: Desk, dpmd: Desk,
                                                                               tmp_path: Path) -> None:
    def marked() -> dict[str, bool]:
        seen = {}
        for name in ("struktur", "iuran", "data_pribadi"):
            shell.go(name)
            seen[name] = bool(shell.page(name).doubts())
        order = PrintOrder((), ("kosong_bpu", "kosong_pu"), "A4")
        pdf = run_to_end(desk.print_job(order)).path.read_bytes()
        return seen | {"kertas": "\u2020" in words(pdf)}

    assert marked() == dict.fromkeys(("struktur", "iuran", "data_pribadi", "kertas"), True)
    shell.go("beranda")
    run_to_end(desk.take_in_job(sure_pack(dpmd, tmp_path)))
    assert shell.use_policy()
    assert marked() == dict.fromkeys(("struktur", "iuran", "data_pribadi", "kertas"), False)


def sure_pack(dpmd: Desk, folder: Path) -> Path:
    """A version in which every row has its source."""
    changes = folder / "pasti"
    changes.mkdir()
    for name in TABLES:
        rows = list(csv.DictReader(io.StringIO(bundled_files()[name].decode())))
        if rows and "keyakinan" in rows[0]:
            out = io.StringIO()
            writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows({**row, "keyakinan": "bersumber"} for row in rows)
            (changes / name).write_text(out.getvalue(), encoding="utf-8")
    name, made = dpmd.make_pack(PackOrder(versi="2026.3", mulai=date(2026, 11, 1), changes=changes))
    (folder / name).write_bytes(made)
    return folder / name
