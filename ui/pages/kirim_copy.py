"""Taking a kiriman to a flash drive: finding drives, copying, reading back, and saying what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jamsos_desktop.desk import Desk
from jamsos_desktop.jobs import Job
from jamsos_desktop.problems import Problem
from ui import drives
from ui.drives import Drive
from ui.pages.kirim_drives import NO_STICK, DriveList

if TYPE_CHECKING:
    from ui.window import Shell

SAFE = "Salinan dibatalkan. Berkas asli aman di laptop."


class Copying(QObject):
    """Drives a DriveList. ``copied`` fires when a copy was read back and is the same."""

    copied = Signal()

    def __init__(self, desk: Desk, shell: Shell, panel: DriveList) -> None:
        super().__init__(panel)
        self._desk, self._shell, self._panel = desk, shell, panel
        self.find_drives: drives.Finder = drives.removable
        self.busy = self.done = False
        self._seq = 0
        self._files: list[Path] = []
        self._found: tuple[Drive, ...] = ()
        self._folders: dict[Path, Drive] = {}
        panel.copy_wanted.connect(self.copy_to)
        panel.scan_wanted.connect(self.scan_asked)
        panel.folder_wanted.connect(self._pick_folder)
        panel.eject_wanted.connect(self._eject)

    def set_files(self, seq: int, files: Sequence[Path]) -> None:
        """What a copy puts on the stick: kiriman ``seq`` first, then its list; none: nothing to copy."""
        fresh = [file for file in files if file.is_file()]
        if (seq, fresh) != (self._seq, self._files):
            self._seq, self._files, self.done = seq, fresh, False
            self._panel.forget_result()
        self._show()

    def scan(self) -> None:
        """F5: look again for flash drives."""
        self._shell.run(lambda: drives.scan_job(self.find_drives), self._scanned)

    def scan_asked(self) -> None:
        """The same for somebody who waits for an answer."""
        self._shell.run(lambda: drives.scan_job(self.find_drives), self._scanned_for)

    def _scanned_for(self, found: Sequence[Drive]) -> None:
        self._scanned(found)
        self._shell.toast(drives.found_words(found))

    def _scanned(self, found: Sequence[Drive]) -> None:
        self._found = tuple(found)
        self._show()

    def _show(self) -> None:
        size = sum(file.stat().st_size for file in self._files if file.is_file())
        self._panel.show_drives((*self._found, *self._folders.values()), size)

    def _pick_folder(self) -> None:
        folder = drives.pick_folder(self._panel)
        if folder is not None:
            self.add_folder(folder)

    def add_folder(self, folder: Path) -> None:
        """Offer a folder beside the drives and copy there at once."""
        self._folders[folder] = drives.folder_as_drive(folder)
        self._show()
        self.copy_to(self._folders[folder])

    def copy_now(self) -> None:
        """Ctrl+U: to the first drive with room."""
        drive = self._panel.first()
        if not self._files:
            self._panel.show_result("warn", "Buat kiriman dulu, baru salin ke flashdisk.")
        elif drive is None:
            self._panel.show_result("warn", f"Tidak ada flashdisk yang bisa dipakai. {NO_STICK}")
        else:
            self.copy_to(drive)

    def copy_to(self, drive: Drive) -> None:
        """Copy the kiriman (and its list) there, read it back and compare."""
        if self.busy or not self._files:
            return
        self.busy = True
        self._panel.show_result("info", f"Menyalin ke {drive.name}. Jangan cabut dulu.")
        self._panel.set_busy(True)
        files = tuple(self._files)
        self._shell.run(lambda: copy_all_job(self._desk, files, drive), lambda _: self._copied(drive),
                        on_error=lambda problem: self._failed(drive, problem))

    def _copied(self, drive: Drive) -> None:
        self.busy, self.done = False, True
        self._panel.set_busy(False)
        out = "" if drive.picked else "Keluarkan dulu, baru cabut. "
        self._panel.show_result("ok", f"Tersalin ke {drive.target} dan dibaca ulang: sama persis.\n{out}Status"
                                      f" orangnya Dalam kiriman no. {self._seq} sampai ada tanda terima DPMD.",
                                drive.root)
        self.copied.emit()
        self.scan()

    def _failed(self, drive: Drive, problem: Problem) -> None:
        self.busy = False
        self._panel.set_busy(False)
        apa = problem.apa if drive.root.exists() else "Flashdisk tercabut."
        self._panel.show_result("error", f"{apa} {SAFE} {problem.cara}")
        self.scan()

    def _eject(self, drive: Drive | None) -> None:
        if drive is not None:
            self._shell.run(lambda: drives.eject_job(drive), self._ejected)

    def _ejected(self, name: str) -> None:
        self._panel.forget_result()
        self._shell.toast(f"{name} boleh dicabut.")
        self.scan()


def copy_all_job(desk: Desk, files: Sequence[Path], drive: Drive) -> Job[list[Path]]:
    """Copy file after file; the kiriman itself goes first.

    A drive that is gone is refused here: making its folders anew would copy to the laptop's own disk.
    """
    copied = []
    for file in files:
        copied.append((yield from drives.kept_on(drive, lambda file=file: desk.copy_job(file, drive.target))))
    return copied
