"""Pejabat dan kop: who signs the papers of this office, and the crest at their head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jamsos_desktop.jobs import Job
from jamsos_desktop.problems import Problem
from ui.pages.bpjs_sheets import Sheet
from ui.pictures_in import choose_crest, crest_from
from ui.widgets import Button, FieldRow, Label, LinkButton

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk

# Code of a refusal -> the fields it may be about.
WRONG = {"NAMA_PEJABAT_SALAH": ("kepala", "sekretaris"), "NIP_SALAH": ("nip_kepala",),
         "NIK_PEJABAT_SALAH": ("nik_kepala",), "GELAR_SALAH": ("gelar_kepala", "gelar_sekretaris")}


class SignersSheet(Sheet):
    """The head and the secretary as papers name them; what stands in the fields is what is kept."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Pejabat dan kop", "Dipakai di surat, formulir dan daftar yang dicetak sesudah ini.",
                         "&Simpan pejabat", wide=640)
        self.desk, self._crest = desk, desk.unit.lambang
        self.fields.setSpacing(8)
        unit = desk.unit
        head, clerk = unit.pejabat_untuk("kepala_desa"), unit.pejabat_untuk("sekretaris")
        title = "Gelar (boleh kosong)"
        self.rows: dict[str, FieldRow] = {}
        self._line((("kepala", unit.words("Nama kepala desa"), head.nama), ("gelar_kepala", title, head.gelar)))
        self._line((("nik_kepala", "NIK", head.nik), ("nip_kepala", "NIP (boleh kosong)", head.nip)))
        self.rows["status_kepala"] = self.add(FieldRow("Status jabatan", choices=desk.labels("status_pejabat"),
                                                       reserve=0))
        self.rows["status_kepala"].set_text(head.status or "definitif")
        self._line((("sekretaris", "Nama sekretaris", clerk.nama), ("gelar_sekretaris", title, clerk.gelar)))
        self.fields.addLayout(self._crest_row())
        self.rows["kepala"].setFocus()

    def _line(self, spec: Sequence[tuple[str, str, str]]) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for key, words, value in spec:
            field = self.rows[key] = FieldRow(words, reserve=0)
            field.set_text(value)
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.fields.addLayout(row)

    def _crest_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.crest_told = Label("", "body", wrap=False)
        self.crest_button, self.no_crest = Button("&Pilih lambang...", icon="image"), LinkButton("Hapus lambang")
        self.crest_button.clicked.connect(self._choose_crest)
        self.no_crest.clicked.connect(lambda: self.set_crest(b""))
        row.addWidget(self.crest_button)
        row.addWidget(self.crest_told, 1)
        row.addWidget(self.no_crest)
        self.set_crest(self._crest)
        return row

    def set_crest(self, png: bytes) -> None:
        """The crest to keep, b"" none."""
        self._crest = png
        self.crest_told.setText("Lambang sudah ada." if png else "Belum ada lambang.")
        self.no_crest.setVisible(bool(png))

    def _choose_crest(self) -> None:
        if path := choose_crest(self):
            self.take_crest(path)

    def take_crest(self, path: Path) -> None:
        """Read a picture file as the crest; what cannot be one is said and changes nothing."""
        try:
            self.set_crest(crest_from(path))
        except Problem as problem:
            self._tell(problem)

    def act(self) -> Callable[[], Job[Any]] | None:
        crest = None if self._crest == self.desk.unit.lambang else self._crest
        try:
            self.desk.set_office(lambang=crest, **{key: field.text() for key, field in self.rows.items()})
        except Problem as problem:
            if rows := [self.rows[key] for key in WRONG.get(problem.kode, ())]:
                empty = [row for row in rows if not row.text().strip()]
                (empty or rows)[0].setFocus(Qt.FocusReason.OtherFocusReason)
            raise
        return None
