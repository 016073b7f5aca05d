"""Pengaturan: for now the look of the window; what a village sets otherwise is still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout

from ui import theme
from ui.pages.page import Page
from ui.widgets import Button, Card, Label, NoteStrip

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell

SIZES = {"": "Normal", "besar": "Besar", "sangat_besar": "Sangat besar"}


class PengaturanPage(Page):
    """Theme (at once) and letter size (from the next start)."""

    title = "Pengaturan"
    keys = [("← →", "Pilih"), ("Tab", "Isian berikut"), ("Esc", "Layar awal")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        _, body = self.frame("Pengaturan")
        card = Card("Tampilan", margins=(12, 12, 12, 14))
        card.setMaximumWidth(640)
        self.themes = self._choice(card.body, "Warna", theme.CHOICES, "tema")
        card.body.addSpacing(8)
        self.sizes = self._choice(card.body, "Ukuran huruf", SIZES, "huruf")
        card.body.addWidget(Label("Ukuran huruf berlaku setelah aplikasi dibuka lagi.", "caption"))
        body.addWidget(card)
        body.addWidget(self._policy_card())
        if desk.district is None:
            body.addWidget(self._profile_card())
        note = NoteStrip("info", "Mengganti PIN belum ada di versi ini.")
        note.setMaximumWidth(640)
        body.addWidget(note)
        body.addStretch(1)

    def _policy_card(self) -> Card:
        """The district's settings have a page of their own."""
        card = Card("Ketentuan kabupaten", margins=(12, 12, 12, 14))
        card.setMaximumWidth(640)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label("Tarif, daftar berkas, jabatan, alasan dan tenggat dari DPMD.", "body", wrap=True), 1)
        self.policy = Button("Buka ketentuan", icon="book")
        self.policy.clicked.connect(lambda: self.shell.go("ketentuan"))
        row.addWidget(self.policy)
        card.body.addLayout(row)
        return card

    def _profile_card(self) -> Card:
        """Address, telephone, NPWP and NPP of the office."""
        card = Card("Profil kantor", margins=(12, 12, 12, 14))
        card.setMaximumWidth(640)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label("Alamat, telepon, NPWP, NPP, bendahara dan penghubung kantor ini.", "body", wrap=True), 1)
        self.profile = Button("Ubah profil", icon="building")
        self.profile.clicked.connect(self._open_profile)
        self.signers = Button("Pejabat dan kop", icon="people")
        self.signers.clicked.connect(self._open_signers)
        row.addWidget(self.profile)
        row.addWidget(self.signers)
        card.body.addLayout(row)
        return card

    def _open_profile(self) -> None:
        from ui.pages.map_desa import open_profile

        open_profile(self.desk, self.shell, self)

    def _open_signers(self) -> None:
        from ui.pages.pejabat_sheet import SignersSheet

        if SignersSheet(self.desk, self).exec():
            self.shell.saved()

    def _choice(self, column: QVBoxLayout, label: str, choices: dict[str, str], key: str) -> QButtonGroup:
        column.addWidget(Label(label, "label"))
        row = QHBoxLayout()
        row.setSpacing(18)
        group = QButtonGroup(self)
        chosen = self.shell.settings.get(key, "")
        for code, words in choices.items():
            button = QRadioButton(words)
            button.setChecked(code == chosen)
            button.toggled.connect(lambda on, code=code: on and self._chosen(key, code))
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return group

    def _chosen(self, key: str, code: str) -> None:
        self.shell.settings.put(key, code)
        app = QApplication.instance()
        if key == "tema" and isinstance(app, QApplication):
            theme.apply(app, theme.wants_dark(code), theme.scale())

    def opened(self, **args: Any) -> None:
        self.themes.checkedButton().setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        self.shell.go(self.shell.plan.home)
        return True
