"""Pengaturan: PIN, people, recovery sheet and key at the left; look of the window and office at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from jamsos_desktop import __version__
from jamsos_desktop.model.rights import Right
from ui import sight, theme
from ui.pages.page import Page
from ui.pages.pengaturan_kunci import KeyCard, PinCard, SheetCard
from ui.pages.pengguna import UsersCard
from ui.widgets import Button, Card, Label, TallArea

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell

BESIDE_FROM = 900  # px: narrower pages have one column
SIZES = {"": "Normal", "besar": "Besar", "sangat_besar": "Sangat besar"}


class PengaturanPage(Page):
    """The vault's cards are filled anew whenever the page is shown; theme at once, letter size from the next start."""

    title = "Pengaturan"
    help = "pengaturan"
    keys = [("Tab", "Isian berikut"), ("← →", "Pilih"), ("Ctrl+L", "Kunci layar"), ("Esc", "Layar awal")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        _, body = self.frame("Pengaturan")
        area = TallArea(parent=self)
        inner = QWidget(area.viewport(), objectName="plain")
        self._columns = QHBoxLayout(inner)
        self._columns.setContentsMargins(0, 0, 4, 0)
        self._columns.setSpacing(12)
        self.pin = PinCard(desk, window, self.refresh, inner)
        self.users = UsersCard(desk, window, self.refresh, inner)
        self.sheet = SheetCard(desk, window, self.refresh, inner)
        self.key = KeyCard(desk, window, self.refresh, inner)
        others = [self._look_card(inner), self._policy_card(inner)]
        if desk.district is None:
            others += [self._profile_card(inner), self._rights_card(inner)]
        others.append(self._program_card(inner))
        self.others = self._column(others)
        self._columns.addLayout(self._column((self.pin, self.users, self.sheet, self.key)), 1)
        self._columns.addLayout(self.others, 1)
        area.hold(inner)
        body.addWidget(area, 1)

    @staticmethod
    def _column(cards: Sequence[Card]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        return column

    def refresh(self) -> None:
        """What stands in the cards about the vault."""
        for card in (self.pin, self.users, self.sheet, self.key):
            card.fill()

    def _look_card(self, inner: QWidget) -> Card:
        card = Card("Tampilan", parent=inner, margins=(12, 12, 12, 14))
        self.themes = self._choice(card.body, "Warna", theme.CHOICES, "tema")
        card.body.addSpacing(8)
        self.sizes = self._choice(card.body, "Ukuran huruf", SIZES, "huruf")
        card.body.addWidget(Label("Ukuran huruf berlaku setelah aplikasi dibuka lagi.", "caption"))
        card.body.addSpacing(8)
        self.mask = QCheckBox("Samarkan NIK dan nomor KK di layar")
        self.mask.setChecked(sight.masked())
        self.mask.toggled.connect(lambda on: sight.set_masked(self.shell.settings, on))
        card.body.addWidget(self.mask)
        card.body.addWidget(Label("Hanya empat angka terakhir yang tampil di daftar. Formulir dan isian tetap lengkap.",
                                  "caption"))
        return card

    def _policy_card(self, inner: QWidget) -> Card:
        """The district's settings have a page of their own."""
        card = Card("Ketentuan kabupaten", parent=inner, margins=(12, 12, 12, 14))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label("Tarif, daftar berkas, jabatan, alasan dan tenggat dari DPMD.", "body", wrap=True), 1)
        self.policy = Button("Buka ketentuan", icon="book")
        self.policy.clicked.connect(lambda: self.shell.go("ketentuan"))
        row.addWidget(self.policy)
        card.body.addLayout(row)
        return card

    def _rights_card(self, inner: QWidget) -> Card:
        """What people ask of their data has a page of its own."""
        card = Card("Data pribadi", parent=inner, margins=(12, 12, 12, 14))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label("Permintaan orang, persetujuan, masa simpan dan pemusnahan.", "body", wrap=True), 1)
        self.data_rights = Button("Buka data pribadi", icon="shield-check")
        self.data_rights.clicked.connect(lambda: self.shell.go("data_pribadi", back_to="pengaturan"))
        row.addWidget(self.data_rights)
        card.body.addLayout(row)
        return card

    def _program_card(self, inner: QWidget) -> Card:
        """Which version this is; a newer one comes on a flash drive and has a page of its own."""
        card = Card("Program", parent=inner, margins=(12, 12, 12, 14))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(f"Jamsos Desa {__version__}. Versi baru datang lewat flashdisk dari DPMD.", "body",
                            wrap=True), 1)
        self.upgrade = Button("Perbarui aplikasi", icon="arrow-clockwise")
        self.upgrade.clicked.connect(lambda: self.shell.go("perbarui"))
        row.addWidget(self.upgrade)
        card.body.addLayout(row)
        return card

    def _profile_card(self, inner: QWidget) -> Card:
        """Address, telephone, NPWP and NPP of the office."""
        card = Card("Profil kantor", parent=inner, margins=(12, 12, 12, 14))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label("Alamat, telepon, NPWP, NPP, bendahara dan penghubung kantor ini.", "body", wrap=True), 1)
        self.needs = dict.fromkeys(("profile", "signers"), Right.KANTOR)
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
        """``buat_pin``: Ctrl+L found no PIN; ``lembar``: the sheet was never printed. Both lead on at once."""
        self.refresh()
        self.pin.button.setFocus(Qt.FocusReason.OtherFocusReason)
        if args.get("buat_pin") and self.desk.device_only:
            QTimer.singleShot(0, self, self.pin.ask)
        elif args.get("lembar"):
            QTimer.singleShot(0, self, self.sheet.ask)

    def resizeEvent(self, event: QResizeEvent) -> None:
        beside = self.width() >= theme.px(BESIDE_FROM)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def back(self) -> bool:
        self.shell.go(self.shell.plan.home)
        return True
