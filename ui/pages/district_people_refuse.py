"""Why somebody is refused: a reason of the list, its words for the village, and a note."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jamsos_desktop.desk import Desk
from ui import theme
from ui.ask import Sheet
from ui.widgets import Combo, Doubt, FieldRow, Label, NoteStrip, UnsureMark

OTHER = "LAIN"
DEEDS = {"perbaiki": "Desa memperbaiki lalu mengirim lagi.", "ganti_orang": "Desa mengajukan orang lain.",
         "keluarkan": "Desa mengeluarkan orang ini dari daftar.", "tanya": "Desa diminta menjawab."}


class RefuseSheet(Sheet):
    """``exec``, then ``alasan`` and ``catatan`` where ``chosen`` is "tolak"."""

    def __init__(self, desk: Desk, who: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, ("x-octagon-fill", "error"), f"Tolak {who}?")
        self._reasons = {code: reason for code, reason in desk.policy.alasan.items() if reason.oleh in ("", "dpmd")}
        self.reason = FieldRow("Alasan", choices={code: one.label for code, one in self._reasons.items()}, reserve=0)
        self.column.addWidget(self.reason)
        self.words = NoteStrip("neutral", "")
        self.words.setMinimumHeight(theme.px(72))
        self.column.addWidget(self.words)
        self.mark = UnsureMark()
        self.column.addWidget(self.mark)
        self.note = FieldRow("Catatan untuk desa", "Jangan tulis NIK.", placeholder="Boleh kosong")
        self.column.addWidget(self.note)
        self.column.addWidget(Label("Alasan ini ikut balasan berikut. Anda bisa mengurungkannya.", "caption"))
        cancel = self.add_button("", "&Batal")
        self.go = self.add_button("tolak", f"&Tolak {who}", "danger")
        self.setTabOrder(self.note.edit, self.go)  # Enter after the last field goes to the deed
        self.setTabOrder(self.go, cancel)
        self.reason.changed.connect(lambda _: self._follow())
        self.note.changed.connect(lambda _: self._follow())
        assert isinstance(self.reason.edit, Combo)
        self.reason.edit.setCurrentIndex(-1)
        self._follow()
        self.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def alasan(self) -> str:
        return self.reason.text()

    @property
    def catatan(self) -> str:
        return self.note.text().strip()

    def _follow(self) -> None:
        reason = self._reasons.get(self.alasan)
        if reason is None:
            self.words.set("neutral", "Pilih alasan. Desa membaca alasan dan cara memperbaikinya.")
        else:
            self.words.set("info", f"{reason.teks} {reason.cara} {DEEDS.get(reason.tindakan, '')}")
        self.mark.set_doubts([Doubt(f"Alasan {reason.label}", reason.sumber)]
                             if reason is not None and reason.belum_dikonfirmasi else ())
        need = self.alasan == OTHER and not self.catatan
        self.note.set_state("periksa" if need else "kosong", "Tulis alasannya di sini." if need else "")
        self.go.setEnabled(reason is not None and not need)
