"""Pengguna: who works at this desk, in which role, and who has a PIN on this laptop. A card of Pengaturan."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.model.rights import Right, refusal
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import title_name
from ui import ask
from ui.pages.pengguna_sheets import AddUserSheet, ChangeUserSheet, ResetPinSheet
from ui.widgets import Button, Card, Chip, Label, Line, clear_layout

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk, User
    from ui.window import Shell


class UsersCard(Card):
    """``fill`` reads the list anew; ``changed`` is called after every change."""

    def __init__(self, desk: Desk, shell: Shell, changed: Callable[[], object], parent: QWidget | None = None) -> None:
        self.add_button = Button("&Tambah pengguna", icon="person-plus", small=True)
        super().__init__("Pengguna", self.add_button, parent, margins=(12, 8, 12, 12))
        self._desk, self._shell, self._changed = desk, shell, changed
        self.add_button.clicked.connect(self._add)
        self.why = Label("", "caption")
        self.body.addWidget(self.why)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.body.addLayout(self._list)
        self.rows: dict[str, dict[str, Button]] = {}

    def fill(self) -> None:
        """Everybody who works here; buttons that may not be used say why."""
        desk = self._desk
        self.why.setText(self._why_not() or "Setiap orang memakai PIN sendiri. Namanya tercatat di riwayat.")
        self.add_button.setEnabled(not self._why_not())
        self.add_button.setToolTip(self._why_not())
        clear_layout(self._list)
        self.rows = {}
        pinless, me = {one.id for one in desk.without_pin()}, desk.me().id
        for at, user in enumerate(desk.users()):
            if at:
                self._list.addWidget(Line())
            self._list.addWidget(self._row(user, me=user.id == me, pinless=user.id in pinless))
        # Rows made anew stand last in the window's order; Tab is to read them where they are seen.
        for before, after in pairwise([self.add_button, *(one for row in self.rows.values() for one in row.values())]):
            QWidget.setTabOrder(before, after)

    def _why_not(self) -> str:
        if not self._desk.ctx.role.may(Right.PENGGUNA):
            return refusal(Right.PENGGUNA, self._desk.mode).apa
        if self._desk.device_only:
            return "Buat dulu PIN Anda, lalu tambah pengguna lain."
        return ""

    def _row(self, user: User, *, me: bool, pinless: bool) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        name = title_name(user.nama) if self._desk.mode == "desa" else user.nama
        words.addWidget(Label(f"{name} (Anda)" if me else name, "strong", wrap=True))
        words.addWidget(Label(self._desk.roles().get(user.peran, user.peran), "caption"))
        row.addLayout(words, 1)
        if pinless:
            row.addWidget(Chip("exclamation-triangle-fill", "Perlu PIN baru", "warn"))
        buttons = {"ubah": Button("Ubah", small=True)}
        buttons["ubah"].clicked.connect(lambda: self._ask(ChangeUserSheet(self._desk, user, self._shell)))
        if not me:
            buttons["pin"], buttons["hapus"] = Button("PIN baru", small=True), Button("Hapus", "danger", small=True)
            buttons["pin"].clicked.connect(lambda: self._ask(ResetPinSheet(self._desk, user, self._shell)))
            buttons["hapus"].clicked.connect(lambda: self._remove(user, name))
        for key, button in buttons.items():
            button.setAccessibleName(f"{button.text()} {name}")
            button.setEnabled(not self._why_not() or (key == "ubah" and self._desk.device_only
                                                      and self._desk.ctx.role.may(Right.PENGGUNA)))
            button.setToolTip("" if button.isEnabled() else self._why_not())
            row.addWidget(button)
        self.rows[user.id] = buttons
        return line

    def _add(self) -> None:
        self._ask(AddUserSheet(self._desk, self._shell))

    def _ask(self, sheet: QDialog) -> None:
        if sheet.exec():
            self._changed()

    def _remove(self, user: User, name: str) -> None:
        if not ask.confirm(self._shell, f"Hapus {name} dari pengguna?", f"&Hapus {name}", "PIN-nya tidak berlaku lagi. "
                           "Data dan catatan yang dibuatnya tetap ada.", danger=True):
            return
        try:
            self._desk.remove_user(user.id)
        except Problem as problem:
            self._shell.problem(problem)
            return
        self._changed()
