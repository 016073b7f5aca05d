"""Wizard, step 2: who signs, the letterhead and the paper. Judged live; the letter beside it follows."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.parse import clean, digits
from jamsos_desktop.model.records import Pejabat, Unit
from jamsos_desktop.problems import Problem
from ui import ask, theme
from ui.pages.wizard_checks import State, date_state, digits_state, name_state, nik_state
from ui.pages.wizard_kop import LetterPreview
from ui.pictures_in import choose_crest, crest_from
from ui.widgets import Button, FieldRow, Label, Line, LinkButton, enter_moves
from ui.widgets.grouping import date_of

TITLES = {"desa": ("Kepala Desa", "Sekretaris Desa"), "kelurahan": ("Lurah", "Sekretaris Kelurahan"),
          "opd": ("Kepala kantor", "Sekretaris")}


class PejabatStep(QWidget):
    """``changed()``: something was typed. ``unit_from(base)`` gives the unit as filled."""

    title = "Siapa yang menandatangani?"
    sub = "Nama ini tercetak di formulir, surat pengantar dan SPTJM. Surat hanya ditandatangani Kepala Desa."
    keys = [("Tab", "Isian berikut"), ("Ctrl+Enter", "Lanjut"), ("Alt+K", "Kembali"), ("F1", "Bantuan")]
    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.write_pictures()
        self._today, self._base, self._crest = today, Unit(kode=""), b""
        self._left: set[str] = set()
        self.fields: dict[str, FieldRow] = {}
        page = QHBoxLayout(self)
        page.setContentsMargins(32, 8, 32, 0)
        page.setSpacing(24)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        form = QWidget(objectName="plain")
        self._form = QVBoxLayout(form)
        self._form.setContentsMargins(0, 0, 4, 6)
        self._form.setSpacing(6)
        self._build()
        area.setWidget(form)
        page.addWidget(area, 654)  # very large letters need that much
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 16)
        side.setSpacing(6)
        self._paper_name = Label("", "caption", wrap=False)
        self.letter = LetterPreview(today)
        side.addWidget(self._paper_name)
        side.addWidget(self.letter, 1)
        page.addWidget(self._side, 392)
        self._show_letter()

    # Form.

    def _build(self) -> None:
        self.head_title = self._group("Kepala Desa", "(yang menandatangani)")
        self._row((self._field("kepala.nama", "Nama sesuai KTP"), 237),
                  (self._field("kepala.gelar", "Gelar", note="(boleh kosong)", placeholder="–"), 132),
                  (self._field("kepala.nik", "NIK", digits=16, group_nik=True), 237))
        self._row((self._field("kepala.status", "Status jabatan", choices=code_list("status_pejabat"), reserve=0), 1),
                  (self._field("kepala.mulai", "Mulai menjabat", date=True, reserve=0), 1),
                  (self._field("kepala.sampai", "Sampai", date=True, reserve=0), 1))
        self.fields["kepala.status"].set_text("definitif")
        self.clerk_title = self._group("Sekretaris Desa", "(biasanya Anda)", line=True)
        self._row((self._field("sekretaris.nama", "Nama sesuai KTP"), 237),
                  (self._field("sekretaris.gelar", "Gelar", note="(boleh kosong)", placeholder="–"), 132),
                  (self._field("sekretaris.nik", "NIK", digits=16, group_nik=True), 237))
        self._group("Keuangan", "(boleh menyusul)", line=True)
        later = "Menyusul"
        self._row((self._field("bendahara.nama", "Bendahara / Kaur Keuangan", placeholder=later, reserve=0), 1),
                  (self._field("npwp", "NPWP desa", placeholder=later, reserve=0), 1),
                  (self._field("npp", "NPP BPJS Ketenagakerjaan", placeholder=later, reserve=0), 1))
        self._group("Kop dan kertas", line=True)
        self._letterhead_row()
        self._form.addStretch(1)

    def _letterhead_row(self) -> None:
        crest, paper = QWidget(), QWidget()
        rows = QVBoxLayout(crest), QVBoxLayout(paper)
        for row in rows:
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(4)
        name = QHBoxLayout()
        name.setSpacing(4)
        name.addWidget(Label("Lambang", "label"))
        name.addWidget(Label("(boleh kosong)", "note"))
        name.addStretch(1)
        rows[0].addLayout(name)
        self.crest_button = Button("Pilih gambar…", icon="image")
        self.crest_button.clicked.connect(self._choose_crest)
        self.no_crest = LinkButton("Hapus")
        self.no_crest.clicked.connect(lambda: self.set_crest(b""))
        self.no_crest.hide()
        beside = QHBoxLayout()
        beside.addWidget(self.crest_button)
        beside.addWidget(self.no_crest)
        beside.addStretch(1)
        rows[0].addLayout(beside)
        rows[0].addStretch(1)
        rows[1].addWidget(Label("Kertas kantor", "label"))
        self._papers = QButtonGroup(self)
        choice = QHBoxLayout()
        choice.setSpacing(14)
        for kind in ("F4", "A4"):
            button = QRadioButton(kind)
            button.setStyleSheet("min-height: 32px")  # as high as the fields beside; the theme's own would win
            enter_moves(button)
            self._papers.addButton(button)
            choice.addWidget(button)
        choice.addStretch(1)
        self._papers.buttons()[0].setChecked(True)
        self._papers.buttonClicked.connect(self._touched)
        rows[1].addLayout(choice)
        rows[1].addStretch(1)
        self._row((self._field("alamat", "Alamat kantor desa", reserve=0), 246),
                  (self._field("kode_pos", "Kode pos", digits=5, reserve=0, counter=False, placeholder="–"), 84),
                  (crest, 146), (paper, 100))

    def _group(self, title: str, note: str = "", line: bool = False) -> Label:
        if line:
            self._form.addWidget(Line())
        row = QHBoxLayout()
        row.setSpacing(5)
        heading = Label(title, "section")
        row.addWidget(heading)
        row.addWidget(Label(note, "soft"))
        row.addStretch(1)
        self._form.addLayout(row)
        return heading

    def _row(self, *cells: tuple[QWidget, int]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at, (widget, stretch) in enumerate(cells):
            grid.addWidget(widget, 0, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, stretch)
        self._form.addLayout(grid)

    def _field(self, key: str, label: str, **options: object) -> FieldRow:
        row = FieldRow(label, key=key, **options)
        row.changed.connect(self._touched)
        row.left.connect(lambda: self._was_left(key))
        self.fields[key] = row
        return row

    # Judging.

    def _touched(self, *_: object) -> None:
        self._judge()
        self._show_letter()
        self.changed.emit()

    def _was_left(self, key: str) -> None:
        if self.fields[key].text():
            self._left.add(key)
        self._judge()

    def _judge(self) -> None:
        for key in self.fields:
            row = self.fields[key]
            state, message = self.state_of(key)
            # what is empty is only said to be empty where the cursor is not
            if (row.state, row.message.text) != (state, message):
                row.set_state(state, message)

    def state_of(self, key: str) -> State:
        """State and sentence of one field as it stands."""
        text, left = self.fields[key].text(), key in self._left
        if key == "bendahara.nama" or key.endswith(".nama"):
            return name_state(text, required=key != "bendahara.nama")
        if key.endswith(".nik"):
            return nik_state(text, self._today, left)
        if key.endswith((".mulai", ".sampai")):
            return self._term_state(key, left)
        if key == "kode_pos":
            return digits_state(text, (5,), left)
        if key == "npwp":
            return digits_state(text, (15, 16), left)
        return ("benar" if text.strip() and key.endswith("gelar") else "kosong"), ""

    def _term_state(self, key: str, left: bool) -> State:
        state = date_state(self.fields[key].text(), left)
        start, end = (date_of(self.fields[f"kepala.{part}"].text()) for part in ("mulai", "sampai"))
        if key == "kepala.sampai" and start and end and end <= start:
            return "salah", "Sampai harus sesudah mulai menjabat."
        return state

    @property
    def ready(self) -> bool:
        """Names of head and secretary are there and nothing is wrong."""
        return not any(map(self._blocks, self.fields))

    def _blocks(self, key: str) -> bool:
        """Whether the step waits for this field: wrong, a required name that is missing, a NIK half typed."""
        text = self.fields[key].text()
        if key in ("kepala.nama", "sekretaris.nama") and not clean(text):
            return True
        return self.state_of(key)[0] == "salah" or (key.endswith(".nik") and len(digits(text)) not in (0, 16))

    def go_blocker(self) -> None:
        """Put the cursor into the first field the step waits for; what is only asked about holds nothing up."""
        first = next(filter(self._blocks, self.fields), None)
        if first:
            self._left.add(first)
            self._judge()
            self.fields[first].edit.setFocus()

    def next_problem(self, step: int) -> bool:
        """Put the cursor into the next field that is wrong, asked about or missing."""
        keys = list(self.fields)
        here = next((at for at, key in enumerate(keys) if self.fields[key].edit.hasFocus()), -1 if step > 0 else 0)
        for distance in range(1, len(keys) + 1):
            key = keys[(here + step * distance) % len(keys)]
            state, message = self.state_of(key)
            if state in ("salah", "periksa") or (state == "kosong" and message):
                self.fields[key].edit.setFocus()
                return True
        return False

    # The letter and the crest.

    def _show_letter(self) -> None:
        unit = self.unit_from(self._base)
        self._paper_name.setText(f"Contoh di dokumen cetak ({unit.kertas})")
        self.letter.show_unit(unit)

    def _choose_crest(self) -> None:
        if path := choose_crest(self):
            self.take_crest(path)

    def take_crest(self, path: Path) -> None:
        """Read a picture file as the crest; what cannot be one is said and changes nothing."""
        try:
            self.set_crest(crest_from(path))
        except Problem as problem:
            ask.tell(self.window(), problem)

    def set_crest(self, png: bytes) -> None:
        """Take a crest for the letterhead; b"" takes it away."""
        self._crest = png
        self.crest_button.set_text("Ganti…" if png else "Pilih gambar…")
        self.no_crest.setVisible(bool(png))
        self._touched()

    # In and out.

    def set_base(self, unit: Unit) -> None:
        """The village or office chosen in step 1; the officials are called as they are there."""
        self._base = unit
        head, clerk = TITLES.get(unit.jenis, TITLES["desa"])
        self.head_title.setText(head)
        self.clerk_title.setText(clerk)
        self.sub = f"Nama ini tercetak di formulir, surat pengantar dan SPTJM. Surat hanya ditandatangani {head}."
        village = unit.jenis == "desa"
        self.fields["bendahara.nama"].set_label("Bendahara / Kaur Keuangan" if village else "Bendahara")
        self.fields["npwp"].set_label("NPWP desa" if village else "NPWP kantor")
        self.fields["alamat"].set_label("Alamat kantor desa" if village else "Alamat kantor")
        self._show_letter()

    def _official(self, who: str, post: str) -> Pejabat:
        def text(part: str) -> str:
            row = self.fields.get(f"{who}.{part}")
            return clean(row.text()) if row else ""

        return Pejabat(jabatan=post, nama=text("nama"), gelar=text("gelar"), nik=digits(text("nik")),
                       status=text("status") or "definitif", mulai=date_of(text("mulai")),
                       sampai=date_of(text("sampai")))

    def unit_from(self, base: Unit) -> Unit:
        """``base`` with officials, letterhead, crest and paper as filled in."""
        from dataclasses import replace

        text = {key: clean(row.text()) for key, row in self.fields.items()}
        paper = self._papers.checkedButton()
        officials = (self._official("kepala", "kepala_desa"), self._official("sekretaris", "sekretaris"),
                     self._official("bendahara", "bendahara"))
        return replace(base, pejabat=officials, alamat=text["alamat"], kode_pos=text["kode_pos"],
                       npwp=digits(text["npwp"]), npp=text["npp"], lambang=self._crest,
                       kertas=paper.text() if paper else "F4")

    def texts(self) -> dict[str, str]:
        """What was typed, to be kept until the village exists."""
        kept = {key: row.text() for key, row in self.fields.items() if row.text()}
        kept["kertas"] = self._papers.checkedButton().text()
        kept["lambang"] = base64.b64encode(self._crest).decode("ascii")
        return kept

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what was typed at an earlier start; a crest that cannot be read is left out."""
        for key, row in self.fields.items():
            if texts.get(key):
                row.set_text(texts[key])
                self._left.add(key)
        for button in self._papers.buttons():
            button.setChecked(button.text() == texts.get("kertas", "F4"))
        try:
            self.set_crest(base64.b64decode(texts.get("lambang", ""), validate=True))
        except binascii.Error:
            self.set_crest(b"")

    def start(self) -> None:
        """The step is shown: focus to the first field that is wrong, or an official's empty name."""
        self._judge()
        first = next((row for key, row in self.fields.items() if self.state_of(key)[0] == "salah"
                      or (key.endswith(".nama") and key != "bendahara.nama" and not row.text())), None)
        target = (first or self.fields["kepala.nama"]).edit
        QTimer.singleShot(0, target, target.setFocus)

    def resizeEvent(self, event: object) -> None:
        self._side.setVisible(self.width() >= 940)
        super().resizeEvent(event)


