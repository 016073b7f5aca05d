"""Files page Impor writes: the list of problems and the template; and where people keep their lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from jamsos_desktop.desk import Desk, Imported, ImportSource
from jamsos_desktop.problems import Problem

if TYPE_CHECKING:
    from ui.window import Shell

EXCEL = "Excel (*.xlsx)"


class Files:
    """``folder``: where the last one was taken from."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget) -> None:
        self._desk, self._shell, self._parent = desk, shell, parent
        self.folder = Path.home()

    def near(self, path: Path) -> Path:
        """The same path; the next choosing begins beside it."""
        self.folder = path.parent
        return path

    def template(self) -> None:
        """Ask where to, and write an empty template."""
        name, _ = QFileDialog.getSaveFileName(self._parent, "Buat templat Excel",
                                              str(self.folder / "Templat Jamsos Desa.xlsx"), EXCEL)
        if name:
            self.write_template(Path(name))

    def write_template(self, path: Path) -> None:
        """In a thread: the lists of places and posts are long."""
        self._shell.run(lambda: self._desk.template_job(path),
                        lambda kept: self._shell.toast(f"Templat disimpan: {kept.name}."))

    def save_list(self, beside: Path, source: ImportSource, report: Imported) -> None:
        """Ask where to, beside the workbook itself."""
        usual = beside.with_name(f"{beside.stem} - daftar masalah.xlsx")
        name, _ = QFileDialog.getSaveFileName(self._parent, "Simpan daftar masalah", str(usual), EXCEL)
        if name:
            self.write_list(Path(name), source, report)

    def write_list(self, path: Path, source: ImportSource, report: Imported) -> None:
        """The rows with something to mend, with reasons."""
        try:
            kept = self._desk.write_import_problems(source, report, path)
        except Problem as problem:
            self._shell.problem(problem)
        else:
            self._shell.toast(f"Daftar masalah disimpan: {kept.name}.")
