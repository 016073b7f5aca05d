"""The person at the right of page Data pribadi: what they decided, what they asked, and what can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.desk import PersonRights
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.texts import number
from ui.widgets import Button, Card, Label, Line, NoteStrip, TallArea, clear_layout

NOBODY = "Pilih permintaan di kiri, atau buka orangnya di Peserta lalu tekan perisai di atas namanya."
RESTING = "Datanya dibatasi. Tidak dicetak, dikirim, atau ditagih."
WITHDRAWN = "Persetujuannya ditarik. Tidak dicetak atau dikirim lagi."
DPMD_HOLDS = "DPMD memegang datanya dan belum tahu. Beri tahu sendiri."


class PersonPanel(Card):
    """``show_person`` fills it; its buttons are wired by the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Orangnya", parent=parent, margins=(0, 0, 0, 0))
        assert self.title is not None
        self.title.setWordWrap(True)  # a long name is not cut
        area = TallArea(parent=self)
        inside = QWidget(area.viewport(), objectName="surface")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(12, 10, 12, 10)
        self.column.setSpacing(6)
        self.body.setSpacing(0)
        area.hold(inside)
        self.body.addWidget(area, 1)
        self.body.addWidget(Line())
        self.copy = Button("Cetak data saya", "primary", "printer")
        self.answer = Button("Tandai selesai...", icon="check-lg")
        self.ask = Button("Catat permintaan...", icon="file-earmark-plus")
        self.correct = Button("Perbaiki datanya", icon="pencil")
        self.consent = Button("Catat persetujuan...", icon="patch-check-fill")
        self.withdraw = Button("Tarik persetujuan...", icon="person-x")
        self.restrict = Button("Batasi datanya...", icon="stop-circle")
        self.lift = Button("Pakai lagi datanya...", icon="arrow-repeat")
        self.erase = Button("Hapus selamanya...", "danger", "trash")
        self.buttons = (self.copy, self.answer, self.ask, self.correct, self.consent, self.withdraw, self.restrict,
                        self.lift, self.erase)
        self.body.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 10, 12, 12)
        foot.setSpacing(6)
        for pair in ((self.copy, self.answer), (self.ask, self.correct), (self.consent, self.withdraw),
                     (self.restrict, self.lift), (self.erase,)):
            row = QHBoxLayout()
            row.setSpacing(6)
            for button in pair:
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                row.addWidget(button, 1)
            foot.addLayout(row)
        return foot

    def show_person(self, rights: PersonRights | None, *, open_request: bool) -> None:
        """Somebody, or nobody; ``open_request``: a request of theirs is chosen that can be ended."""
        assert self.title is not None
        self.title.setText(rights.nama if rights else "Orangnya")
        for button in self.buttons:
            button.setEnabled(rights is not None)
        self.answer.setEnabled(open_request)
        clear_layout(self.column)
        if rights is None:
            self.column.addWidget(Label(NOBODY, "soft", wrap=True))
            self.column.addStretch(1)
            self.ask.setEnabled(True)
            for button in (self.withdraw, self.lift):
                button.hide()
            return
        standing = bool(rights.persetujuan) and not rights.ditarik
        self.withdraw.setVisible(standing)
        self.consent.setVisible(not standing)
        self.restrict.setVisible(not rights.dibatasi)
        self.lift.setVisible(bool(rights.dibatasi))
        self._facts(rights)

    def _facts(self, rights: PersonRights) -> None:
        resting = bool(rights.dibatasi)
        known = bool(rights.dikirim) and (resting or rights.ditarik)
        for shown, words in ((resting, RESTING), (rights.ditarik, WITHDRAWN), (known, DPMD_HOLDS)):
            if shown:
                self.column.addWidget(NoteStrip("warn", words, parent=self.column.parentWidget()))
        asked = [f"{one.label}: {one.sisa or 'selesai'}" for one in rights.permintaan]
        facts = (("Nomor", f"{rights.nomor}, {code_label('status', rights.status).lower()}"),
                 ("Persetujuan", rights.persetujuan or "Belum tercatat"), ("Saksi", rights.saksi),
                 ("Dibatasi sejak", rights.dibatasi), ("Permintaan", "\n".join(asked)),
                 ("Pernah dikirim ke DPMD", f"{number(len(rights.dikirim))} kiriman" if rights.dikirim else "Belum"))
        for label, text in facts:
            if text:
                self.column.addWidget(Label(label, "label"))
                self.column.addWidget(Label(text, "body", wrap=True))
        self.column.addStretch(1)
