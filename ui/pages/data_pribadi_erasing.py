"""Erasing on page Data pribadi: what it would do, done after a yes, its paper, and backups without anybody erased."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QTableView

from jamsos_desktop.desk import Desk, Erased
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number, screen_date
from ui import ask
from ui.pages import data_pribadi_rows as rows
from ui.pages import data_pribadi_sheets as sheets
from ui.pages.balasan_tabs import TextTabs
from ui.pages.paper_out import PaperOut


class Erasing:
    """Part of the page: needs its desk, shell, lists and whoever is shown."""

    desk: Desk
    shell: Any
    tabs: TextTabs
    tables: dict[str, QTableView]
    models: dict[str, Any]
    paper: PaperOut
    _uid: str
    _line: Callable[[], Any]
    _rights: Callable[[], Any]
    _written: Callable[[str], None]

    def _erase_chosen(self) -> None:
        table, lines = self.tables[rows.KEPT], self.models[rows.KEPT].lines
        chosen = [lines[index.row()].uid for index in table.selectionModel().selectedRows()]
        if chosen:
            self._erase(chosen, "retensi")

    def _erase(self, uids: list[str], basis: str = "") -> None:
        try:
            plan = self.desk.erase_plan(uids)
        except Problem as problem:
            self.shell.problem(problem)
            return
        if not plan.orang:
            name, why = plan.ditolak[0]
            self.shell.problem(Problem("BELUM_BOLEH_DIHAPUS", f"{name} belum bisa dihapus selamanya.",
                                       "Tidak ada data yang berubah.", why))
            return
        given = self._rights()
        basis = basis or ("tarik" if given is not None and given.ditarik else "permintaan")
        sheet = sheets.EraseSheet(self.shell, self.desk, plan, self.shell.run, basis)
        if sheet.exec():
            self._uid = ""
            self.tabs.show_tab(rows.GONE)
            self._written(_said(sheet.value))
            self.tables[rows.GONE].selectRow(0)

    def _report(self) -> None:
        line = self._line()
        if line is not None:
            self.paper.start(lambda: self.desk.destruction_paper_job(line.id), "Berita acara pemusnahan")

    def _clean(self) -> None:
        if not ask.confirm(self.shell, "Buat cadangan bersih sekarang?", "Buat cadangan bersih",
                           "Cadangan lama di laptop ini dihapus sesudah yang baru teruji."):
            return
        try:
            self.desk.clean_backups()
        except Problem as problem:
            self.shell.problem(problem)
            return
        self._written("Cadangan laptop ini sudah bersih.")


def _said(erased: Erased) -> str:
    many = f"{number(erased.orang)} orang dihapus selamanya."
    until = erased.salinan_sampai
    words = [many, f"Cadangan lama hilang paling lambat {screen_date(until)}." if until else "",
             "" if erased.padat else "File data ditulis ulang saat aplikasi dibuka lagi.",
             "Nomornya masih tertulis pada ahli waris orang lain atau pejabat kantor." if erased.tersisa else ""]
    return " ".join(filter(None, words))
