"""Made PDFs in the hands of the system: opened in its reader, or the folder they lie in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from jamsos_desktop.problems import Problem

if TYPE_CHECKING:
    from ui.window import Shell


def open_pdf(shell: Shell, path: Path) -> None:
    """Show a PDF in the program the system uses for it; says so where the file or the program is missing."""
    if not path.is_file():
        shell.problem(Problem("PDF_TIDAK_ADA", f"File {path.name} sudah tidak ada di {path.parent.name}.",
                              "Data peserta tetap utuh.", "Cetak sekali lagi."))
    elif not _open(path):
        shell.problem(Problem("PEMBUKA_TIDAK_ADA", "Laptop ini tidak punya program pembuka PDF.",
                              f"File {path.name} tersimpan di {path.parent}.",
                              "Buka file itu di laptop lain, atau pasang pembaca PDF."))


def open_folder(shell: Shell, folder: Path) -> None:
    """Show a folder; says so where it is gone (a stick that was pulled)."""
    if not folder.is_dir():
        shell.problem(Problem("FOLDER_TIDAK_ADA", f"Folder {folder} tidak ada sekarang.", "Data peserta tetap utuh.",
                              "Colok flashdisk-nya bila folder itu di flashdisk."))
    elif not _open(folder):
        shell.problem(Problem("FOLDER_TAK_TERBUKA", "Folder itu tidak bisa dibuka dari sini.",
                              f"File tersimpan di {folder}.", "Buka folder itu dari penjelajah file."))


def _open(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
