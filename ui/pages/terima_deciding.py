"""What the buttons beside a kiriman do: compare and retire keys, decide between two laptops, words for a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from jamsos_desktop.desk import Desk, FileLine, VersionRow
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import title_name
from ui import ask
from ui.pages.terima_advice import message_of

if TYPE_CHECKING:
    from jamsos_desktop.desk import District, UnitInfo
    from ui.window import Shell

FORK_DONE = {"tahan": "Kiriman B ditahan. Pertanyaannya ikut balasan ke desa.",
             "gabung": "Isi kedua laptop digabungkan.", "a": "Yang sudah diterima tetap dipakai.",
             "b": "Isi laptop B dipakai."}


class Deciding(QObject):
    """``changed``: something was decided or taken back; the page reads its lines anew."""

    changed = Signal()

    def __init__(self, desk: Desk, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._shell = desk, shell
        assert desk.district is not None
        self._district: District = desk.district

    def act(self, key: str, line: FileLine) -> None:
        """A button of the advice."""
        acts = {"orang": self._people, "pesan": self._copy, "cocok": self._match, "beda": self._differs,
                "cabut": self._retire}
        try:
            acts[key](line)
        except Problem as problem:
            self._shell.problem(problem)

    def place_of(self, line: FileLine) -> str:
        """"Desa Bokori", "Kelurahan Unaaha", or the name of a file that tells no village."""
        unit = self.unit_of(line)
        return unit.sebutan if unit is not None else f"Desa {line.desa}" if line.desa else line.nama_berkas

    def unit_of(self, line: FileLine) -> UnitInfo | None:
        """The village of a kiriman as the register knows it; None while it does not."""
        if not line.kode:
            return None
        try:
            return self._district.unit(line.kode)
        except Problem as problem:  # a refused file may name a village nobody has entered
            if problem.kode != "UNIT_TIDAK_ADA":
                raise
            return None

    def _people(self, line: FileLine) -> None:
        self._shell.go("peserta_kab", kode=line.kode)

    def _copy(self, line: FileLine) -> None:
        QGuiApplication.clipboard().setText(message_of(line, self.place_of(line), self._desk.unit.nama))
        self._shell.toast("Pesan disalin. Tempel di WhatsApp desa.")

    def _match(self, line: FileLine) -> None:
        unit = self._district.unit(line.kode)
        self._district.match_key(line.kode, unit.sidik)
        self._tell(f"Kunci {self.place_of(line)} sudah dicocokkan. Balasannya boleh dibuat.")

    def _differs(self, line: FileLine) -> None:
        ask.inform(self._shell, "Sidik tidak sama", "Jangan dicocokkan. Minta desa mencetak tanda terima lagi dari"
                   " laptop yang dipakai, lalu bandingkan sekali lagi. Bila tetap beda, tanyakan siapa yang membuat"
                   " kiriman ini.", icon="shield-check")

    def _retire(self, line: FileLine) -> None:
        sure = ask.confirm(
            self._shell, f"Cabut kunci lama {self.place_of(line)}?", "Cabut kunci lama",
            "Kiriman dengan kunci lama tidak diterima lagi. Lakukan hanya bila desa sendiri yang memberi tahu bahwa"
            " laptop dan kata pemulihannya hilang. Sesudah itu cocokkan kunci barunya dari tanda terima.",
            danger=True)
        if sure:
            self._district.retire_key(line.kode)
            came = len(self._district.release_held(line.kode))
            then = f"{came} kiriman yang ditahan sudah masuk." if came else "Ambil lagi kirimannya."
            self._tell(f"Kunci lama {self.place_of(line)} dicabut. {then} Cocokkan kunci barunya.")

    def fork(self, line: FileLine, choice: str) -> None:
        """One of the four decisions about two laptops."""
        try:
            decision = self._district.decide_fork(line.kiriman_id, choice)
        except Problem as problem:
            self._shell.problem(problem)
            return
        self._tell(FORK_DONE[choice], decision)

    def settle(self, version: VersionRow) -> None:
        """One of several versions of somebody is the right one."""
        try:
            decision = self._district.settle_version(version.uid, version.perangkat, version.revisi, version.sidik)
        except Problem as problem:
            self._shell.problem(problem)
            return
        self._tell(f"Versi laptop {version.laptop} dipakai untuk {title_name(version.nama)}.", decision)

    def undo(self, decision: int) -> None:
        """Take a decision back."""
        try:
            self._district.undo_decision(decision)
        except Problem as problem:
            self._shell.problem(problem)
            return
        self._tell("Keputusan diurungkan.")

    def _tell(self, words: str, decision: int = 0) -> None:
        self._shell.toast(words, (lambda: self.undo(decision)) if decision else None)
        self._shell.saved()
        self._shell.refresh_counts()
        self.changed.emit()
