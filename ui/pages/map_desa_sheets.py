"""The map desa, its windows: one step (papers, day, number, note, the people it counts) and the office's profile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.jobs import Job
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import screen_date
from ui import theme
from ui.pages.bpjs_sheets import Sheet, optional_day
from ui.pages.map_desa import ICONS, PAGES
from ui.widgets import Button, Doubt, FieldRow, IconLabel, Label, NoteStrip, TallArea, UnsureMark

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk, RoadPaper, RoadStep

NUMBERS = {"berkas": "Nomor surat pengantar", "sk": "Nomor SK penetapan", "pks": "Nomor PKS", "dpmd": "Nomor surat",
           "bayar": "Nomor bukti", "kartu": "Nomor berita acara"}
DAYS = {"berkas": "Tanggal lengkap", "sk": "Tanggal SK", "pks": "Tanggal PKS", "data": "Tanggal selesai",
        "tanda_tangan": "Tanggal tanda tangan", "dpmd": "Tanggal dikirim", "bpjs": "Tanggal terdaftar di BPJS",
        "bayar": "Tanggal bayar", "kartu": "Tanggal diserahkan"}
LEADS = {"data": "Lihat orangnya", "tanda_tangan": "Lihat orangnya", "dpmd": "Buka Kirim ke DPMD",
         "bayar": "Buka Iuran", "kartu": "Lihat orangnya", "sk": "Buka Pekerja rentan"}
STATES = {"hitung": "Menurut hitungan", "selesai": "Sudah selesai", "jalan": "Sedang berjalan",
          "belum": "Belum selesai", "tidak_perlu": "Tidak perlu di sini"}
# Code of a refused profile -> the fields it may be about.
WRONG = {"NPP_SALAH": ("npp",), "NPWP_SALAH": ("npwp",), "KODE_POS_SALAH": ("kode_pos",),
         "TELEPON_SALAH": ("telepon", "pic_hp"), "EMAIL_SALAH": ("email", "pic_email"),
         "NIK_PEJABAT_SALAH": ("nik_kepala",),
         "PROFIL_PANJANG": ("bentuk", "dasar", "rekening", "pic_nama", "pic_jabatan")}
MOST_HEIGHT = 214  # of the papers; a sheet must fit the smallest screen


class StepSheet(Sheet):
    """One step. ``wrote``: something was kept; ``lead``: page and arguments to go on to, when that was asked."""

    def __init__(self, desk: Desk, step: RoadStep, parent: QWidget | None = None) -> None:
        super().__init__(parent, step.label, "", "&Simpan", wide=520)
        self.desk, self.step = desk, step
        self.wrote, self.lead = False, None  # type: bool, tuple[str, dict[str, Any]] | None
        self.papers: dict[str, QCheckBox] = {}
        self.column.insertLayout(1, self._state())
        if step.papers:
            self.column.insertWidget(2, self._paper_list())
        self.fields.setSpacing(8)
        self.kind: FieldRow | None = None
        self._add_fields()
        self._first().setFocus()

    def _state(self) -> QVBoxLayout:
        step = self.step
        column = QVBoxLayout()
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel(*ICONS[step.keadaan], 16))
        row.addWidget(Label(" · ".join(part for part in (step.kata, step.hitungan) if part), "strong"), 1)
        if step.kode in LEADS:
            self.go_on = Button(LEADS[step.kode], icon="arrow-right", icon_after=True, small=True)
            self.go_on.clicked.connect(self._leave)
            row.addWidget(self.go_on)
        column.addLayout(row)
        if step.open and (step.hambatan or step.berikut):
            words = " ".join(part for part in (step.hambatan, step.berikut) if part)
            column.addWidget(NoteStrip("warn" if step.bisa else "neutral", words))
        return column

    def _paper_list(self) -> QWidget:
        box = QWidget(objectName="surface")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(self.desk.unit.words("Berkas desa di map"), "label"))
        for paper in self.step.papers:
            column.addLayout(self._paper(paper))
        column.addStretch(1)
        area = TallArea(box)
        area.setFixedHeight(min(theme.px(20 + 27 * len(self.step.papers)), theme.px(MOST_HEIGHT)))
        return area

    def _paper(self, paper: RoadPaper) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        tick = QCheckBox(paper.label)
        tick.setChecked(paper.beres)
        tick.setAccessibleDescription("Wajib" if paper.wajib else "Boleh menyusul")
        self.papers[paper.kode] = tick
        row.addWidget(tick, 1)
        if paper.belum_dikonfirmasi:
            row.addWidget(UnsureMark([Doubt(paper.label, paper.sumber)]))
        word = "Tidak perlu" if paper.state == "tidak_perlu" else "Wajib" if paper.wajib else "Boleh menyusul"
        row.addWidget(Label(word, "caption", wrap=False))
        return row

    def _add_fields(self) -> None:
        step = self.step
        self.day = FieldRow(DAYS[step.kode], date=True, reserve=0)
        if step.tanggal is not None:
            self.day.set_text(screen_date(step.tanggal))
        self.number = self._number()
        self.note = FieldRow("Catatan", reserve=0)
        self.note.set_text(step.catatan)
        if step.kode == "bpjs" and step.jalur == "wadah":
            self.kind = FieldRow("Jenis wadah", choices=self.desk.labels("wadah_jenis"), reserve=0)
            self.kind.set_text(step.jenis)
        self.state: FieldRow | None = None
        if step.kode not in ("data", "tanda_tangan", "kartu"):
            self.state = FieldRow("Keadaan langkah", choices=STATES, reserve=0)
            self.state.set_text(step.ditulis or "hitung")
        self._pair(self.day, self.number)
        self._pair(*((self.kind, self.state) if self.kind else (self.state, self.note)))
        if self.kind:
            self._pair(self.note)

    def _number(self) -> FieldRow | None:
        step = self.step
        if step.kode == "bpjs":
            field = FieldRow("Nomor wadah" if step.jalur == "wadah" else "NPP", upper=True, reserve=0)
        elif step.kode in NUMBERS:
            field = FieldRow(NUMBERS[step.kode], reserve=0)
        else:
            return None
        field.set_text(step.nomor)
        return field

    def _pair(self, *fields: FieldRow | None) -> None:
        """Fields beside each other."""
        _side_by_side(self.fields, [field for field in fields if field is not None])

    @property
    def _is_npp(self) -> bool:
        return (self.step.jalur, self.step.kode) == ("pemberi_kerja", "bpjs")

    def _first(self) -> QWidget:
        return next(iter(self.papers.values()), None) or self.day.edit

    def _leave(self) -> None:
        """Go to the people; what was typed is kept first."""
        self.lead = PAGES[self.step.kode]
        self.try_it()
        if not self.result():
            self.lead = None

    def act(self) -> Callable[[], Job[Any]] | None:
        step = self.step
        day = optional_day(self.day)
        state = self.state.text() if self.state else ""
        number = self.number.text().strip() if self.number else step.nomor
        told = (day, number, self.note.text().strip(), "" if state == "hitung" else state,
                self.kind.text() if self.kind else "")
        if told != (step.tanggal, step.nomor, step.catatan, step.ditulis, step.jenis):
            self.desk.mark_step(step.jalur, step.kode, *told)
            if self._is_npp and not number:
                self.desk.set_office(npp="")  # a step without a number keeps the NPP of the profile
            self.wrote = True
        for paper in step.papers:
            if self.papers[paper.kode].isChecked() != paper.beres:
                self.desk.set_berkas_desa(paper.kode, "tidak_ada" if paper.beres else "ada")
                self.wrote = True
        return None


def _side_by_side(column: QVBoxLayout, fields: Sequence[FieldRow]) -> None:
    row = QHBoxLayout()
    row.setSpacing(12)
    for field in fields:
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    column.addLayout(row)


class OfficeSheet(Sheet):
    """Where the office is, how to reach it, its numbers, what Formulir 1 asks of it. Empty fields stay empty; nothing
    here is required."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Profil kantor", "Dipakai di formulir, kop surat dan kiriman.", "&Simpan profil",
                         wide=760)
        self.desk = desk
        self.fields.setSpacing(8)
        self.rows: dict[str, FieldRow] = {}
        self._add(self._office(), ("alamat",), ("kode_pos", "telepon", "email"), ("bendahara", "npwp", "npp"))
        self.fields.addWidget(Label("Untuk Formulir 1", "label"))
        self._add(self._of_form(), ("bentuk", "nik_kepala"), ("dasar", "rekening"),
                  ("pic_nama", "pic_jabatan", "pic_hp", "pic_email"))
        self.rows["alamat"].setFocus()

    def _office(self) -> dict[str, tuple[str, str]]:
        unit = self.desk.unit
        return {"alamat": ("Alamat kantor", unit.alamat), "kode_pos": ("Kode pos", unit.kode_pos),
                "telepon": ("Telepon", unit.telepon), "email": ("E-mail", unit.email),
                "bendahara": ("Nama bendahara", unit.pejabat_untuk("bendahara").nama),
                "npwp": ("NPWP bendahara", unit.npwp), "npp": ("NPP dari BPJS", unit.npp)}

    def _of_form(self) -> dict[str, tuple[str, str]]:
        unit = self.desk.unit
        return {"bentuk": ("Bentuk badan", unit.bentuk), "dasar": ("Dasar pendirian (nomor, tanggal SK)", unit.dasar),
                "rekening": ("Rekening kas (bank, nomor, atas nama)", unit.rekening),
                "nik_kepala": (unit.words("NIK kepala desa"), unit.pejabat_untuk("kepala_desa").nik),
                "pic_nama": ("Nama penghubung", unit.pic_nama), "pic_jabatan": ("Jabatan penghubung", unit.pic_jabatan),
                "pic_hp": ("No. HP penghubung", unit.pic_hp), "pic_email": ("E-mail penghubung", unit.pic_email)}

    def _add(self, spec: dict[str, tuple[str, str]], *lines: tuple[str, ...]) -> None:
        """Fields (key -> label, value), those of a line beside one another."""
        for key, (words, value) in spec.items():
            self.rows[key] = FieldRow(words, reserve=0, upper=key == "npp")
            self.rows[key].set_text(value)
        for line in lines:
            _side_by_side(self.fields, [self.rows[key] for key in line])

    def act(self) -> Callable[[], Job[Any]] | None:
        try:
            self.desk.set_office(**{key: field.text() for key, field in self.rows.items()})
        except Problem as problem:
            if wrong := self._meant(problem):
                wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            raise
        return None

    def _meant(self, problem: Problem) -> FieldRow | None:
        """The field a refusal is about; where two are refused alike, the one whose text it repeats."""
        rows = [self.rows[key] for key in WRONG.get(problem.kode, ())]
        said = [row for row in rows if (text := row.text().strip()) and text[:30] in problem.apa]
        return next(iter([*said, *rows]), None)
