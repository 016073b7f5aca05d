"""Small windows about people and PINs: first PIN, another PIN, somebody new, another name or role, PIN for somebody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jamsos_desktop.model.pin import PinRule
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import title_name
from ui import busy, theme
from ui.pages.bpjs_sheets import Sheet
from ui.pages.lock_boxes import PinBoxes
from ui.pages.pin_form import PinForm
from ui.widgets import FieldRow, Label

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk, User

ROLE_HINTS = {"sekretaris": "Boleh semua, juga pengguna, kunci dan pejabat.",
              "operator": "Mengisi, mencetak, mengirim. Tidak mengatur pengguna dan kunci.",
              "petugas": "Boleh semua, juga pengguna, kunci dan ketentuan.",
              "pelihat": "Hanya melihat. NIK disamarkan, tidak mengubah apa pun."}


class QuietSheet(Sheet):
    """A sheet whose deed takes half a second: the waiting cursor, no job."""

    def do(self) -> None:
        """What is asked; raises Problem."""
        raise NotImplementedError

    def act(self) -> None:
        with busy.moment():
            self.do()

    def done(self, result: int) -> None:
        """A PIN must not stay in a closed window, not even as dots."""
        for boxes in self.findChildren(PinBoxes):
            boxes.clear()
        super().done(result)


class NewPinSheet(QuietSheet):
    """A sheet that ends with a new PIN; its button waits until all rules hold."""

    form: PinForm

    def add_form(self, judge: Callable[[str, str], Sequence[PinRule]], label: str = "PIN baru, 6 angka") -> PinForm:
        """Put in the fields of the new PIN; ``judge(pin, again)`` names the rules that fail."""
        self.form = PinForm(judge, label)
        self.form.changed.connect(self.look)
        self.form.entered.connect(self.try_it)
        self.fields.addSpacing(4)
        self.fields.addWidget(self.form)
        self.look()
        return self.form

    def complete(self) -> bool:
        """What else must be there beside the PIN."""
        return True

    def look(self, *_: Any) -> None:
        """Free the button as soon as everything holds."""
        self.ok.setEnabled(self.form.ready and self.complete())

    def try_it(self) -> None:
        if self.ok.isEnabled():
            super().try_it()


class StartPinSheet(NewPinSheet):
    """The first PIN of a laptop that opened unasked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Buat PIN untuk laptop ini", "Sesudah ini aplikasi meminta PIN setiap kali dibuka. "
                         "Salah 10 kali tidak menghapus data.", "&Buat PIN", wide=480)
        self._desk = desk
        self.add_form(desk.pin_rules).setFocus()

    def do(self) -> None:
        self._desk.start_pin(self.form.value)


class ChangePinSheet(NewPinSheet):
    """Another PIN for whoever works here; the old one is asked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Ganti PIN", f"PIN {desk.user}. PIN orang lain tidak berubah.", "&Ganti PIN", wide=480)
        self._desk = desk
        self.fields.addWidget(Label("PIN lama", "label"))
        self.old = PinBoxes("PIN lama")
        self.fields.addWidget(self.old)
        self.add_form(desk.pin_rules)
        self.old.typed.connect(self.look)
        self.old.filled.connect(lambda _: self.form.pin.setFocus())
        self.old.setFocus()

    def complete(self) -> bool:
        return len(self.old.text()) == 6

    def do(self) -> None:
        try:
            self._desk.change_pin(self.old.text(), self.form.value)
        except Problem as problem:
            if problem.kode.startswith("PIN_"):
                self.old.clear(wrong=True)
                self.old.setFocus()
            raise


class AddUserSheet(NewPinSheet):
    """Somebody else who works here: name, role, and the PIN this person types."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Tambah pengguna", "Orang itu mengetik PIN-nya sendiri. Namanya tercatat di riwayat.",
                         "&Tambah pengguna", wide=520)
        self._desk = desk
        self.name, self.role = FieldRow("Nama", "Sesuai KTP.", reserve=2), _role_field(desk)
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in (self.name, self.role):
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.fields.addLayout(row)
        self.role.set_text(list(desk.roles())[-1])
        _hint(self.role)
        self.name.changed.connect(self.look)
        self.add_form(lambda pin, again: desk.pin_rules(pin, again, "baru"), "PIN pengguna baru, 6 angka")
        self.name.setFocus()

    def complete(self) -> bool:
        return bool(self.name.text().strip())

    def do(self) -> None:
        self.value = self._desk.add_user(self.name.text(), self.role.text(), self.form.value)


class ChangeUserSheet(QuietSheet):
    """Another name or role of somebody."""

    def __init__(self, desk: Desk, user: User, parent: QWidget | None = None) -> None:
        super().__init__(parent, f"Ubah {title_name(user.nama)}", "Nama lama tetap di riwayat yang sudah ada.",
                         "&Simpan pengguna", wide=460)
        self._desk, self._user = desk, user
        self.name = self.add(FieldRow("Nama", "Sesuai KTP.", reserve=0))
        self.name.set_text(user.nama)
        self.role = self.add(_role_field(desk))
        self.role.set_text(user.peran)
        _hint(self.role)
        self.name.setFocus()

    def do(self) -> None:
        self.value = self._desk.change_user(self._user.id, self.name.text(), self.role.text())


class ResetPinSheet(NewPinSheet):
    """A new PIN for somebody who forgot it."""

    def __init__(self, desk: Desk, user: User, parent: QWidget | None = None) -> None:
        name = title_name(user.nama)
        super().__init__(parent, f"PIN baru untuk {name}", f"{name} mengetik sendiri PIN barunya. PIN lama berakhir.",
                         "&Simpan PIN baru", wide=480)
        self._desk, self._user = desk, user
        self.add_form(lambda pin, again: desk.pin_rules(pin, again, user.id)).setFocus()

    def do(self) -> None:
        self._desk.reset_pin(self._user.id, self.form.value)


def _role_field(desk: Desk) -> FieldRow:
    field = FieldRow("Peran", choices=desk.roles(), reserve=2)
    field.changed.connect(lambda _: _hint(field))
    field.setMinimumWidth(theme.px(200))
    return field


def _hint(field: FieldRow) -> None:
    field.set_hint(ROLE_HINTS.get(field.text(), ""))
