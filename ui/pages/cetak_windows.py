"""The windows page Cetak opens: other kinds of paper, how each is to be, blank forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from ui.pages.cetak_more import BlankSheet, MoreSheet
from ui.pages.cetak_options import OptionsSheet

if TYPE_CHECKING:
    from ui.pages.cetak import CetakPage


class PageWindows:
    """Opens them over the page and gives it what was chosen; nothing opens while sheets are made."""

    def __init__(self, page: CetakPage) -> None:
        self._page = page

    def choose_more(self) -> None:
        """Dokumen lain: kinds beyond the usual ones."""
        page, choice = self._page, self._page.choice
        if choice.plan is None or page.run.running:
            return
        window = MoreSheet(page, choice.other_lines(), choice.extra)
        if window.exec() == QDialog.DialogCode.Accepted:
            choice.extra = window.value
            page.paper.list.set_ticked(dict.fromkeys(window.value, True))
            page.show_lines()
            page.paper.list.setFocus()

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

    def make_blanks(self) -> None:
        """Formulir kosong: numbered forms, made at once."""
        page = self._page
        if page.run.running:
            return
        dusun = [name for name in page.desk.choices()["dusun"] if name]
        window = BlankSheet(page, page.choice.blank_kinds(), dusun)
        if window.exec() == QDialog.DialogCode.Accepted:
            order = page.choice.blank_order(*window.value, page.sheet.kertas)
            page.shell.run(lambda: page.desk.plan_job(order), lambda plan: page.start_blanks(order, plan))
