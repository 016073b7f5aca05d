"""What the buttons beside a village do: words for a chat, a message, its people, comparing its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from jamsos_desktop.desk import Desk, ReplyRow
from jamsos_desktop.problems import Problem
from ui import ask
from ui.pages.jawaban_panel import MessageSheet

if TYPE_CHECKING:
    from jamsos_desktop.desk import District
    from ui.window import Shell


class VillageTalk(QObject):
    """``changed(kode)``: this village has something new to hear. ``made``: words for a chat, of the last run."""

    changed = Signal(str)

    def __init__(self, desk: Desk, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        assert desk.district is not None
        self._district: District = desk.district
        self._shell = shell
        self.made: dict[str, str] = {}

    def copy(self, row: ReplyRow) -> None:
        """Words about the last reply; they hold counts and the check code, never a NIK."""
        QGuiApplication.clipboard().setText(self.made.get(row.kode) or self._district.reply_message(row.kode))
        self._shell.toast("Pesan disalin. Tempel di WhatsApp desa.")

    def people(self, row: ReplyRow) -> None:
        """Lead to the people of this village."""
        self._shell.go("peserta_kab", kode=row.kode)

    def write(self, row: ReplyRow) -> None:
        """A message that travels with the next reply."""
        sheet = MessageSheet(row.desa, self._shell)
        if sheet.exec() and self._did(lambda: self._district.message(row.kode, sheet.text)):
            self._tell(row, f"Pesan ikut balasan berikut untuk {row.desa}.")

    def match(self, row: ReplyRow) -> None:
        """Compare the village's key with its paper receipt."""
        sidik = self._district.unit(row.kode).sidik
        sure = ask.confirm(self._shell, f"Sidik kunci {row.desa}: {'  '.join(sidik.split('-'))}",
                           "Sidik sama, cocokkan", "Bandingkan dengan sidik pada tanda terima yang dibawa desa."
                           " Bila ada yang beda, jangan dicocokkan.", keep="Belum")
        if sure and self._did(lambda: self._district.match_key(row.kode, sidik)):
            self._shell.refresh_counts()
            self._tell(row, f"Kunci {row.desa} sudah dicocokkan.")

    def _did(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Problem as problem:
            self._shell.problem(problem)
            return False
        return True

    def _tell(self, row: ReplyRow, words: str) -> None:
        self._shell.toast(words)
        self._shell.saved()
        self.changed.emit(row.kode)
