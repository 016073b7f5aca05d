"""Scans of the papers of the person in the editor: chosen or dropped, made ready, looked at, removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from jamsos_desktop.desk import Desk, MadeScan
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from ui import ask, drives
from ui.pages.scan_window import show_scan

from .editor_live import EditorLive

if TYPE_CHECKING:
    from ui.window import Shell


class EditorScans(QObject):
    """Answers the scan buttons of the papers; they act at once, like a print, not with the next save."""

    def __init__(self, desk: Desk, shell: Shell, live: EditorLive) -> None:
        super().__init__(live)
        self._desk, self._shell, self._live = desk, shell, live
        self._papers = live.form.papers
        self.find_drives: drives.Finder = drives.removable
        self._papers.scan_asked.connect(self._asked)
        self._papers.dropped.connect(self._dropped)

    def _asked(self, kode: str, act: str) -> None:
        doing: dict[str, Callable[[str], None]] = {"ambil": self._pick, "lihat": self.look, "hapus": self.remove}
        self._tell(partial(doing[act], kode))

    def _dropped(self, kode: str, paths: list[Path]) -> None:
        self._tell(lambda: self.make_ready(kode, paths))

    def _tell(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Problem as problem:
            self._shell.problem(problem)

    @property
    def _uid(self) -> str:
        session = self._live.session
        if session is None or session.new:
            raise Problem("BELUM_DISIMPAN", "Orang ini belum disimpan.", TIDAK_BERUBAH,
                          "Simpan dulu dengan Ctrl+S, lalu ambil scan-nya.")
        return session.base.uid

    def _pick(self, kode: str) -> None:
        """Let the clerk choose photos; "" for whichever papers have none yet."""
        from ui.pages.scan_pick import ScanPicker

        uid = self._uid
        name = self._papers.rows[kode].name.text() if kode else ""
        window = ScanPicker(self._shell, self._desk, name, self.find_drives)
        window.picked.connect(lambda paths: self._dropped(kode, paths) if uid == self._uid else None)
        window.open()

    def make_ready(self, kode: str, paths: list[Path]) -> None:
        """The window that makes photos ready, the first for this paper."""
        from ui.pages.scan_intake import ScanIntake

        uid, held = self._uid, frozenset(self._desk.scans(self._uid))
        papers = {one: row.name.text() for one, row in self._papers.rows.items()}
        if paths:
            ScanIntake(self._shell, self._desk, paths, kode, papers, held, partial(self._keep, uid)).open()

    def attach(self, kode: str, path: Path) -> None:
        """Keep a file as the scan of a paper, as small as scans are, with nothing else done to it."""
        self._desk.attach_scan(self._uid, kode, path)
        self._kept([kode])

    def _keep(self, uid: str, made: dict[str, MadeScan]) -> None:
        self._desk.keep_scans(uid, made)
        if uid == self._uid:
            self._kept(list(made))

    def _kept(self, codes: list[str]) -> None:
        """A paper that has a scan is there, so one not ticked yet is ticked."""
        self._show(codes[0])
        for kode in codes:
            if not self._papers.rows[kode].state:
                self._papers.rows[kode].choose("ada")
        name = self._papers.rows[codes[0]].name.text() if len(codes) == 1 else f"{len(codes)} berkas"
        self._shell.toast(f"Scan {name} tersimpan di laptop ini.")

    def remove(self, kode: str) -> None:
        """Remove a scan; while that is told it can be taken back. One that cannot be read is gone for good, so it is
        asked first."""
        uid, name = self._uid, self._papers.rows[kode].name.text()
        try:
            data = self._desk.scan(uid, kode)
            kept = MadeScan(self._desk.scans(uid)[kode].nama, data, len(data))
        except Problem:
            if not ask.confirm(self._shell, f"Hapus scan {name} yang rusak?", "Hapus scan",
                               "Centang berkasnya tetap.", danger=True):
                return
            kept = None
        self._desk.drop_scan(uid, kode)
        self._show(kode)
        self._shell.toast(f"Scan {name} dihapus. Centang berkasnya tetap.",
                          partial(self._tell, partial(self._keep, uid, {kode: kept})) if kept else None)

    def _show(self, kode: str) -> None:
        self._papers.set_scans(self._desk.scans(self._uid))
        self._live.judge()
        row = self._papers.rows[kode]
        (row.look if row.has_scan else row.take).setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self, kode: str) -> None:
        """Show a scan in a window of its own; nothing is written outside the sealed folder."""
        uid = self._uid
        show_scan(self._shell, self._papers.rows[kode].name.text(), self._desk.scans(uid)[kode].nama,
                  lambda: self._desk.scan(uid, kode),
                  lambda page, scale: self._desk.scan_page_job(uid, kode, page, scale))
