"""Scans of the papers of the person in the editor: taken from a file, looked at, removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from jamsos_desktop.desk import Desk
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from ui import ask
from ui.pages.scan_window import pick_scan, show_scan

from .editor_live import EditorLive

if TYPE_CHECKING:
    from ui.window import Shell


class EditorScans(QObject):
    """Answers the scan buttons of the papers; they act at once, like a print, not with the next save."""

    def __init__(self, desk: Desk, shell: Shell, live: EditorLive) -> None:
        super().__init__(live)
        self._desk, self._shell, self._live = desk, shell, live
        self._papers = live.form.papers
        self._papers.scan_asked.connect(self._asked)

    def _asked(self, kode: str, act: str) -> None:
        doing: dict[str, Callable[[str], None]] = {"ambil": self._pick, "lihat": self.look, "hapus": self.remove}
        try:
            doing[act](kode)
        except Problem as problem:
            self._shell.problem(problem)

    @property
    def _uid(self) -> str:
        session = self._live.session
        if session is None or session.new:
            raise Problem("BELUM_DISIMPAN", "Orang ini belum disimpan.", TIDAK_BERUBAH,
                          "Simpan dulu dengan F10, lalu buka lagi dan ambil scan-nya.")
        return session.base.uid

    def _pick(self, kode: str) -> None:
        uid = self._uid
        name = pick_scan(self._shell)
        if name and uid == self._uid:
            self.attach(kode, Path(name))

    def attach(self, kode: str, path: Path) -> None:
        """Keep a file as the scan; a paper that has one is there, so one not ticked yet is ticked."""
        self._desk.attach_scan(self._uid, kode, path)
        self._show(kode)
        row = self._papers.rows[kode]
        if not row.state:
            row.choose("ada")
        self._shell.toast(f"Scan {row.name.text()} tersimpan di laptop ini.")

    def remove(self, kode: str) -> None:
        """Remove a scan, after a question."""
        name = self._papers.rows[kode].name.text()
        if ask.confirm(self._shell, f"Hapus scan {name}?", "Hapus scan", "Centang berkasnya tetap.", danger=True):
            self._desk.drop_scan(self._uid, kode)
            self._show(kode)

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
