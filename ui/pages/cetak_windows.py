"""The windows page Cetak opens: other kinds of paper, how each is to be, blank forms, the folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from ui import drives
from ui.pages.cetak_more import RECAP, BlankSheet, MoreSheet
from ui.pages.cetak_options import OptionsSheet
from ui.pages.cetak_people import dusun_choices
from ui.pages.paper_out import PaperOut
from ui.pages.riwayat_sheets import DaySheet

if TYPE_CHECKING:
    from ui.pages.cetak import CetakPage


class PageWindows:
    """Opens them over the page and gives it what was chosen; nothing opens while sheets are made."""

    def __init__(self, page: CetakPage) -> None:
        self._page = page
        self.recap = PaperOut(page.desk, page.shell, page)

    def choose_more(self) -> None:
        """Dokumen lain: kinds beyond the usual ones."""
        page, choice = self._page, self._page.choice
        if choice.plan is None or page.run.running:
            return
        window = MoreSheet(page, choice.other_lines(), choice.extra)
        ended = window.exec()
        if ended == RECAP:
            self.print_recap()
        elif ended == QDialog.DialogCode.Accepted:
            fresh = [kode for kode in window.value if kode not in choice.extra]
            choice.extra = window.value
            page.paper.list.set_ticked(dict.fromkeys(window.value, True))
            page.show_lines()
            page.paper.list.go_to(fresh[0] if fresh else page.paper.list.current)
            page.paper.list.setFocus()

    def print_recap(self) -> None:
        """Rekap harian: a paper of its own, made at once."""
        page = self._page
        window = DaySheet(page, page.desk.today)
        if window.exec() == QDialog.DialogCode.Accepted:
            day, size = window.value
            self.recap.start(lambda: page.desk.recap_paper_job(day, size), "Rekap harian")

    def set_up(self) -> None:
        """F2: how the ticked papers are to be; the line under the keyboard comes first."""
        page, choice = self._page, self._page.choice
        if choice.plan is None or page.run.running:
            return
        ticked = [code.partition("/")[0] for code in page.paper.list.ticked()]
        here = page.paper.list.current.partition("/")[0]
        window = OptionsSheet(page, page.desk, ticked, choice.opsi, here)
        if window.exec() == QDialog.DialogCode.Accepted and window.value != choice.opsi:
            before, choice.opsi = choice.opsi, window.value
            page.ask_plan(before)

    def pick_folder(self) -> None:
        """Ganti folder: where the PDF goes."""
        page = self._page
        chosen = drives.pick_folder(page, str(page.choice.folder or page.desk.folder.outbox))
        if chosen:
            page.set_folder(chosen)

    def make_blanks(self) -> None:
        """Formulir kosong: numbered forms, made at once."""
        page = self._page
        if page.run.running:
            return
        window = BlankSheet(page, page.choice.blank_kinds(), dusun_choices(page.desk))
        if window.exec() == QDialog.DialogCode.Accepted:
            order = page.choice.blank_order(*window.value, page.sheet.kertas)
            page.shell.run(lambda: page.desk.plan_job(order), lambda plan: page.start_blanks(order, plan))
