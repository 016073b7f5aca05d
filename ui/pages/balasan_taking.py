"""Taking a reply from a stick: looking for those of this village, else asking for a file; every refusal told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from jamsos_desktop.desk import Desk, Taken
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from ui import ask, drives
from ui.drives import Finder

if TYPE_CHECKING:
    from ui.window import Shell

DEEP = ("", "*/", "*/*/")  # a reply may lie in a folder of the office or of the day
NAME = re.compile(r"JB-([0-9A-Z]{4,20})-(\d+)\.jdx", re.IGNORECASE)
Result = tuple[list[Taken], Path | None, Problem | None]
ANOTHER = (("batal", "&Batal", ""), ("lain", "&Pilih balasan lain...", "primary"))


def find_job(find: Finder, code: str) -> Job[list[Path]]:
    """Replies for the unit ``code`` (without dots) on the flash drives, oldest number first."""
    yield Progress(0, 1)
    found = [path for drive in find() for deep in DEEP for path in drive.root.glob(f"{deep}JB-{code}-*.jdx")
             if NAME.fullmatch(path.name)]
    by_name = {path.name: path for path in reversed(found)}
    return [by_name[name] for name in sorted(by_name)]


class Taking(QObject):
    """``taken(no)``: files were read, the newest reply among them is number ``no`` (0: none was a reply)."""

    taken = Signal(int)

    def __init__(self, desk: Desk, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._shell = desk, shell
        self._busy = False
        self.find_drives: Finder = drives.removable
        self.pick: Callable[[], str] = self._ask_file

    def start(self) -> None:
        """F5: from the flash drives; where none has a reply for this village, ask for a file."""
        if self._busy:
            return
        self._busy = True
        find, code = self.find_drives, self._desk.unit.kode.replace(".", "")
        worker = self._shell.run(lambda: find_job(find, code), self._found)
        worker.ended.connect(self._free)

    def _free(self) -> None:
        self._busy = False

    def _found(self, files: Sequence[Path]) -> None:
        self._busy = False
        if files:
            self.take(files)
        else:
            self.choose()

    def choose(self) -> None:
        """Ask for a file."""
        name = self.pick()
        if name:
            self.take([Path(name)])

    def _ask_file(self) -> str:
        name, _ = QFileDialog.getOpenFileName(self._shell, "Ambil balasan DPMD", "",
                                              "Balasan dan ketentuan (JB-*.jdx JP-*.jdx JK-*.json);;Semua file (*)")
        return name

    def take(self, files: Sequence[Path]) -> None:
        """Take in these files one after the other; a refusal stops there and is told."""
        files = tuple(files)
        self._shell.run(lambda: take_all_job(self._desk, files), self._ended)

    def _ended(self, result: Result) -> None:
        taken, refused, problem = result
        if any(one.jenis == "ketentuan" for one in taken):
            self._shell.use_policy()
            self._shell.run(self._desk.recompute_job, lambda _: self._shell.refresh_counts())
        if taken:
            words = taken[-1].kalimat
            self._shell.toast(words if len(taken) == 1 else f"{len(taken)} file dibaca. {words}")
            self._shell.saved()
            self._shell.refresh_counts()
            self.taken.emit(max(one.no for one in taken))
        if refused is not None and problem is not None:
            self._refused(refused, problem)

    def _refused(self, path: Path, problem: Problem) -> None:
        facts = self._desk.file_facts(path)
        unit = self._desk.unit
        if any(expected != found for _, expected, found in facts):
            plain = unit.kode.replace(".", "")
            ways = (("usb-drive", f"Cari nama berawalan JB-{plain} di flashdisk."),
                    ("telephone", "Bila tidak ada, minta DPMD menyalin ulang balasan desa Anda."),
                    ("lock", "Isi balasan desa lain tidak dapat dibuka di laptop ini."))
            told = Problem(problem.kode, f"Balasan ini bukan untuk {unit.sebutan}.",
                           f"{path.name}, menurut nama berkas, untuk desa lain.", TIDAK_BERUBAH)
            chosen = ask.tell(self._shell, told, ANOTHER, compared=facts, ways=ways)
        else:
            chosen = ask.tell(self._shell, problem, ANOTHER)
        if chosen == "lain":
            self.choose()


def take_all_job(desk: Desk, files: Sequence[Path]) -> Job[Result]:
    """What was taken in, and the file that was refused with its reason; what came before it stays."""
    taken = []
    for path in files:
        try:
            taken.append((yield from desk.take_in_job(path)))
        except Problem as problem:
            return taken, path, problem
    return taken, None, None
