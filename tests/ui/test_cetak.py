"""Page Cetak with real key presses on a real desk: choosing, printing, cancelling, failing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from clerk_desk import Answers, cut_texts, make_desk, tab_stops, window_of
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk import Desk, PrintOrder, Query
from jamsos_desktop.jobs import Job, run_to_end
from jamsos_desktop.paper.kinds.formulir import Formulir
from jamsos_desktop.problems import Problem
from ui.pages.cetak_people import refused_words
from ui.window import Shell


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with make_desk(tmp_path, 40) as desk:
        yield desk


@pytest.fixture
def page(shell: Shell, qtbot: Any) -> Any:
    """Page Cetak with its plan made and its first sheet shown."""
    return open_page(shell, qtbot)


LETTERS = ("pengantar", "nominatif", "sptjm")


def open_page(shell: Shell, qtbot: Any, letters: bool = False, **args: Any) -> Any:
    """The page with checklists and forms ticked; ``letters``: with all that is ticked at first."""
    if not letters:
        shell.page("cetak").paper.list.set_ticked(dict.fromkeys(LETTERS, False))
    shell.go("cetak", **args)
    page = shell.current
    qtbot.waitUntil(lambda: page.choice.plan is not None and page.preview.view.image is not None, timeout=15_000)
    return page


def press(qtbot: Any, shell: Shell, key: Qt.Key, ctrl: bool = False) -> None:
    target = QApplication.focusWidget() or shell
    qtbot.keyClick(target, key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)


def print_all(qtbot: Any, shell: Shell, page: Any) -> None:
    press(qtbot, shell, Qt.Key.Key_P, ctrl=True)
    qtbot.waitUntil(lambda: page.run.finished and not page.run.running, timeout=20_000)


def statuses(desk: Desk) -> dict[str, str]:
    return {row.uid: row.status for row in desk.rows(desk.find(Query())).values()}


def pages_of(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def test_ctrl_p_prints_everybody_who_is_ready(shell: Shell, page: Any, desk: Desk, qtbot: Any) -> None:
    ready = desk.uids(Query(tab="siap_cetak"))
    assert page.who.box.currentText() == f"{len(ready)} orang berstatus Siap cetak"
    planned = page.sheets.sheets.planned
    assert planned > len(ready)  # one form each, and the checklists in front
    assert page.sheets.sheets.data(page.sheets.sheets.index(0)).startswith("Ceklis berkas")
    print_all(qtbot, shell, page)
    assert page.run.path.read_bytes().startswith(b"%PDF")
    assert pages_of(page.run.path) >= planned
    assert page.sheets.sheets.states() == ["Jadi"] * planned
    assert page.run.title_label.text() == f"{planned} lembar jadi. Minta tanda tangan, lalu centang ceklis."
    assert page.sub.text() == f"Bundel {page.run.bundel}"
    assert {statuses(desk)[uid] for uid in ready} == {"tercetak"}
    assert QApplication.focusWidget() is page.run.open_button
    # they are not ready any more, and the preview is of the paper that was made
    assert page.who.box.currentText() == f"Bundel {page.run.bundel} ({len(ready)} orang)"
    assert page.who.box.itemText(1) == "0 orang berstatus Siap cetak"
    row = next(at for at, sheet in enumerate(page._shown()) if sheet.jenis == "formulir")
    shown = run_to_end(page.run.pages_of(row)(1.0, 9))
    with pypdfium2.PdfDocument(page.run.path) as document:
        first = page.run._starts[row]
        text = document[first].get_textpage().get_text_range()
        after = document[first + shown.pages].get_textpage().get_text_range()
    assert page._shown()[row].nama.upper() in text
    assert "Cetak ke-1" in text
    assert page._shown()[row + 1].nama.upper() in after
    assert shown.page == shown.pages - 1
    page.paper.list.setFocus()
    press(qtbot, shell, Qt.Key.Key_Space)  # chosen anew: counted anew
    qtbot.waitUntil(lambda: page.left.again.isVisible(), timeout=10_000)
    assert page.left.again.words.text().startswith(f"{len(ready)} orang pernah dicetak.")
    assert set(page.choice.uids) == set(ready)


def test_a_made_pdf_that_is_gone_says_so(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="tidak bisa dibaca lagi"):
        run_to_end(desk.page_job(tmp_path / "hilang.pdf", 0, 1.0))


def test_space_leaves_a_kind_of_paper_out(shell: Shell, page: Any, desk: Desk, qtbot: Any) -> None:
    ready = desk.uids(Query(tab="siap_cetak"))
    assert page.paper.list.hasFocus()
    press(qtbot, shell, Qt.Key.Key_Space)
    assert set(page.paper.list.ticked()) == {"formulir/BPU", "formulir/PU"}
    assert page.sheets.sheets.planned == len(ready)
    press(qtbot, shell, Qt.Key.Key_Space)
    for _ in range(5):  # down to the last line, the forms of the PU
        press(qtbot, shell, Qt.Key.Key_Down)
    press(qtbot, shell, Qt.Key.Key_Space)
    assert page.paper.list.ticked() == ("ceklis", "formulir/BPU")
    assert page.paper.sum.text() == f"{page.sheets.sheets.planned} lembar"
    order = page.choice.order(page.paper.list.ticked(), "A4")
    assert (order.jenis, order.opsi.formulir) == (("ceklis", "formulir"), "BPU")
    assert len(run_to_end(desk.plan_job(order)).sheets) == page.sheets.sheets.planned < len(ready) + 3


def test_enter_on_the_papers_starts(shell: Shell, page: Any, desk: Desk, qtbot: Any) -> None:
    press(qtbot, shell, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.run.finished, timeout=20_000)
    assert page.run.path.is_file()


def test_nothing_ticked_makes_nothing(shell: Shell, page: Any, desk: Desk, qtbot: Any) -> None:
    before = desk.print_history()
    for _ in range(6):
        if page.paper.list.current in page.paper.list.ticked():
            press(qtbot, shell, Qt.Key.Key_Space)
        press(qtbot, shell, Qt.Key.Key_Down)
    assert not page.run.start_button.isEnabled()
    press(qtbot, shell, Qt.Key.Key_P, ctrl=True)
    assert not page.run.running
    assert desk.print_history() == before


def test_paging_and_zoom_by_key(shell: Shell, page: Any, qtbot: Any) -> None:
    first = page.preview.view.image
    press(qtbot, shell, Qt.Key.Key_PageDown)
    press(qtbot, shell, Qt.Key.Key_PageDown)
    assert page.sheets.currentIndex().row() == 2
    assert page.preview.where.text() == f"Lembar 3 dari {page.sheets.sheets.planned}"
    press(qtbot, shell, Qt.Key.Key_PageUp)
    assert page.sheets.currentIndex().row() == 1
    qtbot.waitUntil(lambda: page.preview.view.image is not first, timeout=10_000)
    zoom, shown = page.preview.view.zoom, page.preview.view.image
    press(qtbot, shell, Qt.Key.Key_Plus, ctrl=True)
    assert page.preview.view.zoom > zoom
    qtbot.waitUntil(lambda: page.preview.view.image.width() > shown.width(), timeout=10_000)  # drawn anew, sharper
    press(qtbot, shell, Qt.Key.Key_Minus, ctrl=True)
    assert page.preview.view.zoom < shown.width()


def test_people_with_blocking_findings_are_named_and_left_out(shell: Shell, desk: Desk, qtbot: Any) -> None:
    ready = desk.uids(Query(tab="siap_cetak"))[:2]
    bad = desk.uids(Query(tab="perlu_dilengkapi"))[0]
    row = next(r for r in desk.rows(desk.find(Query())).values() if r.uid == bad)
    page = open_page(shell, qtbot, uids=[*ready, bad])
    assert page.who.box.currentText() == "Pilihan dari Peserta (3)"
    words = page.left.refused.words.text()
    assert words.startswith("2 dari 3 bisa dicetak.")
    assert row.masalah.lower() in words.lower()
    assert page.left.refused.isVisible()
    QApplication.processEvents()
    assert cut_texts(page) == []
    assert page.sheets.sheets.states()[-1] == "Dilewati"
    print_all(qtbot, shell, page)
    assert statuses(desk)[bad] in ("draf", "perlu_dilengkapi")
    assert {statuses(desk)[uid] for uid in ready} == {"tercetak"}


def test_a_sheet_that_cannot_be_made_is_listed_with_its_reason(shell: Shell, desk: Desk, qtbot: Any,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    ready = desk.uids(Query(tab="siap_cetak"))[:3]
    whole = Formulir.add

    def failing(form: Formulir, sheet: Any) -> int:
        # Nothing that the rules let pass stops a sheet any more; should something, the list must tell.
        if sheet.people[0].peserta.uid == ready[1]:
            raise Problem("TIDAK_MUAT", "Isian tidak muat di kotak formulir.")
        return whole(form, sheet)

    monkeypatch.setattr(Formulir, "add", failing)
    page = open_page(shell, qtbot, uids=ready)
    names = [sheet.nama for sheet in page._shown()]
    print_all(qtbot, shell, page)
    at = next(n for n, sheet in enumerate(page._shown()) if sheet.jenis == "formulir" and sheet.uids == (ready[1],))
    assert page.sheets.sheets.states() == ["Dilewati" if n == at else "Jadi" for n in range(len(names))]
    assert "1 dilewati" in page.run.note_label.text()
    assert "tidak muat di kotak formulir" in page.sheets.sheets.index(at).data(Qt.ItemDataRole.ToolTipRole)
    assert statuses(desk)[ready[1]] == "siap_cetak"


def test_a_second_print_is_announced(shell: Shell, page: Any, desk: Desk, qtbot: Any) -> None:
    ready = desk.uids(Query(tab="siap_cetak"))
    print_all(qtbot, shell, page)
    shell.go("peserta")
    shell.go("cetak", uids=ready)
    qtbot.waitUntil(lambda: page.left.again.isVisible(), timeout=10_000)
    assert page.left.again.words.text().startswith(f"{len(ready)} orang pernah dicetak.")


class Gate:
    """Lets the real print job run to its nth sheet and holds it there until ``open`` is set."""

    def __init__(self, desk: Desk, at: int) -> None:
        self._job, self._at = desk.print_job, at
        self.reached, self.open = threading.Event(), threading.Event()

    def print_job(self, order: PrintOrder, starts: dict[int, int]) -> Job[Any]:
        job = self._job(order, starts)
        try:
            while True:
                progress = next(job)
                if progress.done == self._at:
                    self.reached.set()
                    assert self.open.wait(20)
                yield progress
        except StopIteration as end:
            return end.value
        finally:
            job.close()


def test_escape_keeps_the_finished_sheets(shell: Shell, page: Any, desk: Desk, qtbot: Any,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(desk, 6)
    monkeypatch.setattr(desk, "print_job", gate.print_job)
    total = page.sheets.sheets.planned
    press(qtbot, shell, Qt.Key.Key_P, ctrl=True)
    qtbot.waitUntil(gate.reached.is_set, timeout=10_000)
    assert not page.who.isEnabled()
    assert QApplication.focusWidget() is page.sheets  # what is locked gives the keyboard away
    press(qtbot, shell, Qt.Key.Key_Escape)
    gate.open.set()
    qtbot.waitUntil(lambda: not page.run.running, timeout=10_000)
    assert [page.run.pages_of(row) is not None for row in range(total)] == [True] * 6 + [False] * (total - 6)
    assert page.run.title_label.text() == "Dibatalkan. 6 lembar yang sudah jadi tetap tersimpan."
    assert pages_of(page.run.path) >= 6
    assert page.sheets.sheets.states()[:total] == ["Jadi"] * 6 + ["Antre"] * (total - 6)
    checklists = sum(1 for sheet in page._shown()[:6] if sheet.jenis == "ceklis")
    made = {uid for sheet in page._shown()[checklists:6] for uid in sheet.uids}
    now = statuses(desk)
    assert made
    planned = {uid for sheet in page._shown() for uid in sheet.uids}
    assert {uid for uid in planned if now[uid] == "tercetak"} == made
    assert {now[uid] for uid in planned - made} == {"siap_cetak"}
    assert page.who.isEnabled()


def test_escape_before_the_first_sheet_changes_nothing(shell: Shell, page: Any, desk: Desk, qtbot: Any,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    before, files = statuses(desk), set(desk.folder.outbox.iterdir())
    gate = Gate(desk, 0)
    monkeypatch.setattr(desk, "print_job", gate.print_job)
    press(qtbot, shell, Qt.Key.Key_P, ctrl=True)
    qtbot.waitUntil(gate.reached.is_set, timeout=10_000)
    press(qtbot, shell, Qt.Key.Key_Escape)
    gate.open.set()
    qtbot.waitUntil(lambda: not page.run.running, timeout=10_000)
    assert page.run.title_label.text() == "Dibatalkan. Belum ada lembar yang jadi."
    assert (statuses(desk), set(desk.folder.outbox.iterdir())) == (before, files)
    assert not page.run.finished


def test_a_folder_that_cannot_be_written_is_said_and_changes_nothing(shell: Shell, page: Any, desk: Desk, qtbot: Any,
                                                                     tmp_path: Path, answers: Answers) -> None:
    blocked = tmp_path / "bukan folder"
    blocked.write_text("di sini sudah ada file", "utf-8")  # refuses even the superuser, unlike a mode
    before, history = statuses(desk), desk.print_history()
    page.set_folder(blocked)
    press(qtbot, shell, Qt.Key.Key_P, ctrl=True)
    qtbot.waitUntil(lambda: bool(answers.said), timeout=15_000)
    shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None and QApplication.activeWindow() is shell)
    assert answers.codes == ["TIDAK_BISA_TULIS"]
    assert "aman" in answers.said[0]
    assert (statuses(desk), desk.print_history()) == (before, history)
    assert set(page.sheets.sheets.states()) == {"Antre"}
    assert page.run.start_button.isVisible()
    page.set_folder(tmp_path / "baru")
    print_all(qtbot, shell, page)
    assert page.run.path.parent == tmp_path / "baru"


def test_the_pages_reach_a_printer(page: Any, shell: Shell, qtbot: Any, tmp_path: Path) -> None:
    print_all(qtbot, shell, page)
    pages = pages_of(page.run.path)
    printer = QPrinter()
    printer.setResolution(60)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printer.pdf"))
    page.run.print_on(printer)
    assert page.run.running
    qtbot.waitUntil(lambda: not page.run.running, timeout=30_000)
    assert pages_of(tmp_path / "printer.pdf") == pages
    assert page.run.title_label.text().startswith(f"{pages} halaman dikirim ke printer.")


def test_without_a_printer_the_pdf_stays(page: Any, shell: Shell, qtbot: Any, answers: Answers,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    from ui import printing

    monkeypatch.setattr(printing.QPrinterInfo, "availablePrinterNames", staticmethod(list))
    assert dict(shell.current.keys)["Ctrl+P"] == "Mulai cetak"
    print_all(qtbot, shell, page)
    qtbot.waitUntil(lambda: dict(shell.keybar._shown).get("Ctrl+P") == "Kirim ke printer")
    press(qtbot, shell, Qt.Key.Key_P, ctrl=True)  # a bundle that is made goes to the printer next
    qtbot.waitUntil(lambda: bool(answers.said), timeout=10_000)
    assert answers.codes == ["PRINTER_TIDAK_ADA"]
    assert page.run.path.is_file()


def test_nobody_ready_says_so(tmp_path: Path, qtbot: Any) -> None:
    with make_desk(tmp_path, 1) as desk, window_of(desk, qtbot) as shell:
        for uid in desk.uids(Query()):
            person = desk.read(uid)
            desk.save(replace(person, nik=""), person.revisi)
        shell.go("cetak")
        page = shell.current
        qtbot.waitUntil(lambda: page.choice.plan is not None, timeout=10_000)
        assert page.preview.empty.what.text() == "Belum ada lembar"
        assert page.run.title_label.text() == "Tidak ada lembar"
        assert not page.run.start_button.isEnabled()
        assert page.paper.list.ticked() == ()


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
def test_nothing_is_cut_off(shell: Shell, page: Any, qtbot: Any, size: tuple[int, int]) -> None:
    shell.resize(*size)
    qtbot.waitUntil(lambda: (shell.width(), shell.height()) == size)
    QApplication.processEvents()
    assert cut_texts(page) == []
    print_all(qtbot, shell, page)
    assert cut_texts(page) == []
    assert page.run.geometry().bottom() <= page.height()


def test_tab_visits_every_control_and_comes_round(shell: Shell, page: Any, qtbot: Any) -> None:
    page.history_button.setFocus()
    stops = tab_stops(page, lambda: press(qtbot, shell, Qt.Key.Key_Tab))
    wanted = [page.history_button, page.blank_button, page.who.link, page.who.box, page.paper.list,
              page.paper.more, page.paper.set_up, page.sheet.size, page.sheet.result, page.sheet.place_link]
    assert stops[:len(wanted)] == wanted
    assert {page.sheets, page.run.start_button, page.history_button, page.blank_button} <= set(stops)
    assert all(stop.accessibleName() or getattr(stop, "text", str)() for stop in stops)


def test_f6_goes_from_panel_to_panel(shell: Shell, page: Any, qtbot: Any) -> None:
    seen = []
    for _ in range(5):
        press(qtbot, shell, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert set(seen) == {page.who.box, page.paper.list, page.sheet.size, page.sheets, page.run.start_button}


def test_the_words_of_refusals() -> None:
    many = [(f"Orang {n}", "NIK kurang angka") for n in range(5)]
    assert refused_words([("Hasni", "Nama kosong")], 0) == "Belum ada yang bisa dicetak. Hasni: nama kosong."
    assert refused_words([], 4) == ""
    assert refused_words(many[:1], 2) == "2 dari 3 bisa dicetak. Orang 0: NIK kurang angka."
    assert refused_words(many, 0).startswith("Belum ada yang bisa dicetak. Orang 0")
    assert refused_words(many, 0).endswith("; dan 2 orang lain.")


def test_all_who_may_holds_the_printed_ones_too(desk: Desk) -> None:
    from ui.pages import cetak_people as who

    offered = who.choices(desk, ())
    allowed = set(who.people(desk, who.ALL, ()))
    now = statuses(desk)
    assert allowed == {uid for uid, status in now.items() if status not in ("draf", "perlu_dilengkapi")}
    assert offered[who.ALL] == f"Semua yang boleh dicetak ({len(allowed)})"
    one = next(key for key in offered if key.startswith(who.DUSUN))
    there = set(who.people(desk, one, ()))
    assert offered[one] == f"Dusun {one.removeprefix(who.DUSUN)} ({len(there)})"
    assert there < allowed
    assert {desk.read(uid).dusun for uid in there} == {one.removeprefix(who.DUSUN)}
    plan = run_to_end(_plan(desk, tuple(allowed)))
    assert (plan.allowed, plan.refused) == (len(allowed), ())


def _plan(desk: Desk, uids: tuple[str, ...]) -> Job[Any]:
    return desk.plan_job(PrintOrder(uids, ("formulir",), "F4"))
