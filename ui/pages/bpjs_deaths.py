"""Members whose village says they died: told until somebody says in words what became of the claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from jamsos_desktop.desk import Death
from jamsos_desktop.texts import number, screen_date
from ui.pages.bpjs_sheets import Sheet
from ui.widgets import Button, FieldRow, NoteStrip


class DeathsStrip(NoteStrip):
    """How many there are, and the button that opens the window; hidden while there are none."""

    def __init__(self, opened: Callable[[], object], parent: QWidget | None = None) -> None:
        self.see = Button("Lihat...")
        super().__init__("warn", "", self.see, parent)
        self.see.clicked.connect(opened)
        self.see.setAccessibleName("Lihat yang dilaporkan meninggal")
        self.hide()

    def show_deaths(self, deaths: Sequence[Death]) -> None:
        """Tell of these."""
        self.setVisible(bool(deaths))
        self.set("warn", f"{number(len(deaths))} peserta dilaporkan meninggal. Ahli waris mungkin berhak JKM.")


class DeathSheet(Sheet):
    """Whose membership ends, and what became of the claim."""

    def __init__(self, parent: QWidget | None, deaths: Sequence[Death], do: Callable[[str, str], int]) -> None:
        super().__init__(parent, "Dilaporkan meninggal", "Bantu ahli waris mengurus klaim JKM di BPJS lebih dulu."
                         " BPJS yang menentukan haknya. Kepesertaan tidak berakhir sendiri.",
                         "Akhiri kepesertaan", wide=560)
        self._do, self._deaths = do, {one.uid: one for one in deaths}
        self.person = self.add(FieldRow("Orang", "Ketik huruf awal namanya.",
                                        choices={one.uid: words_of(one) for one in deaths}))
        self.note = self.add(FieldRow("Hasil klaim", "Wajib. Ikut di balasan desa.",
                                      placeholder="misalnya klaim JKM dibayar 20 November"))
        self.person.set_text(next(iter(self._deaths), ""))
        self.note.edit.setFocus()

    def act(self) -> None:
        self.value = self._do(self.person.text(), self.note.text())

    @property
    def death(self) -> Death:
        """Who is chosen."""
        return self._deaths[self.person.text()]


def words_of(one: Death) -> str:
    """"Sitti Rahma, Leppe, meninggal 18/11/2026"."""
    return f"{one.nama}, {one.desa}, " + (f"meninggal {screen_date(one.tanggal)}" if one.tanggal else "tanpa tanggal")
