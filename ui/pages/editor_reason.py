"""The strip on top of the editor of somebody who was refused: who said so, why, how to mend it, and the way there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jamsos_desktop.desk import Reason
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.texts import screen_date
from ui.widgets.bars import NoteStrip
from ui.widgets.basic import Button

WHO = {"bpjs": "BPJS"}
# Where one answers what has no field of its own.
ANSWER_AT = "catatan"


def reason_words(reason: Reason) -> str:
    """"Ditolak DPMD, balasan no. 3 (18/11/2026): Nama beda dengan KTP. KTP tercatat JUMRIAH. Samakan nama ..."."""
    head = f"Ditolak {WHO.get(reason.oleh, 'DPMD')}, balasan no. {reason.no} ({screen_date(reason.tanggal)})"
    label = reason.label.rstrip(".")
    return " ".join(part for part in (f"{head}: {label}." if label else f"{head}.", reason.teks, reason.cara) if part)


def first_field(reason: Reason) -> str:
    """The field to open at: the first the reason names, the note where one is only asked, "" where it names none."""
    if reason.kolom:
        return reason.kolom[0]
    return ANSWER_AT if reason.tindakan == "tanya" else ""


class ReasonStrip(NoteStrip):
    """``chosen(key)``: the button leads to the field that the reason is about."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.lead = Button("Ke isian", small=True)
        super().__init__("error", "", self.lead, parent)
        self._key = ""
        self.lead.clicked.connect(lambda: self.chosen.emit(self._key))
        self.hide()

    def show_reason(self, reason: Reason | None, mended: bool = False) -> None:
        """Say why somebody was refused (``mended``: the record was changed since); None hides the strip."""
        self.setVisible(reason is not None)
        if reason is None:
            return
        words = reason_words(reason)
        self.set("info" if mended else "error", f"Sudah diubah, ikut kiriman berikutnya. {words}" if mended else words)
        self._key = first_field(reason)
        name = BY_KEY[self._key].label if self._key in BY_KEY else "Keluarga" if self._key == "keluarga" else ""
        self.lead.setVisible(bool(name))
        self.lead.setAccessibleName(f"Ke isian {name}")
        self.lead.setToolTip(f"Ke isian {name}")
