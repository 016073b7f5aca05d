"""Files page Impor writes: the list of problems and the template; and where people keep their lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from jamsos_desktop.desk import Desk, Imported, ImportPlan, ImportSource
from jamsos_desktop.model.codes import code_list

if TYPE_CHECKING:
    from ui.window import Shell

EXCEL = "Excel (*.xlsx)"
ENDINGS = (".xlsx", ".xls", ".xlsm", ".ods", ".csv", ".txt")
KINDS = f"Lembar kerja ({' '.join('*' + ending for ending in ENDINGS)})"


def dropped(data: QMimeData) -> Path | None:
    """The one workbook that is dragged, None for anything else."""
    urls = data.urls()
    name = urls[0].toLocalFile() if len(urls) == 1 else ""
    return Path(name) if name.lower().endswith(ENDINGS) else None


class Files:
    """``folder``: where the last one was taken from."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget) -> None:
        self._desk, self._shell, self._parent = desk, shell, parent
        self.folder = Path.home()

    def choose(self) -> Path | None:
        """Ask for a workbook."""
        name, _ = QFileDialog.getOpenFileName(self._parent, "Pilih Excel", str(self.folder), KINDS)
        return Path(name) if name else None

    def near(self, path: Path) -> Path:
        """The same path; the next choosing begins beside it."""
        self.folder = path.parent
        return path

    def template_menu(self) -> QMenu:
        """For whom: one workbook for everybody, or a group of its own."""
        menu = QMenu(self._parent)
        menu.addAction("Semua kelompok", lambda: self.template(""))
        menu.addSeparator()
        for kelompok, label in code_list("kelompok").items():
            menu.addAction(label, lambda kelompok=kelompok: self.template(kelompok))
        return menu

    def offer_template(self, button: QWidget) -> None:
        """The menu below its button."""
        self.template_menu().popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def template(self, kelompok: str) -> None:
        """Ask where to, and write an empty template."""
        group = f" {code_list('kelompok')[kelompok].lower()}" if kelompok else ""
        name, _ = QFileDialog.getSaveFileName(self._parent, "Buat templat Excel",
                                              str(self.folder / f"Templat Jamsos Desa{group}.xlsx"), EXCEL)
        if name:
            self.write_template(Path(name), kelompok)

    def write_template(self, path: Path, kelompok: str = "") -> None:
        """In a thread: the lists of places and posts are long."""
        self._shell.run(lambda: self._desk.template_job(path, kelompok),
                        lambda kept: self._shell.toast(f"Templat disimpan: {kept.name}."))

    def save_list(self, beside: Path, source: ImportSource, report: Imported, plan: ImportPlan) -> None:
        """Ask where to, beside the workbook itself."""
        usual = beside.with_name(f"{beside.stem} - daftar masalah.xlsx")
        name, _ = QFileDialog.getSaveFileName(self._parent, "Simpan daftar masalah", str(usual), EXCEL)
        if name:
            self.write_list(Path(name), source, report, plan)

    def write_list(self, path: Path, source: ImportSource, report: Imported, plan: ImportPlan) -> None:
        """The rows with something to mend, with reasons; a whole village has thousands."""
        self._shell.run(lambda: self._desk.import_problems_job(source, report, path, plan),
                        lambda kept: self._shell.toast(f"Daftar masalah disimpan: {kept.name}."))
