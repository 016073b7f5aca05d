"""One claim at the right of page Klaim: the right, the checklist, the steps with their dates, heirs, benefits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import EventView, HeirLine
from jamsos_desktop.texts import clock, rupiah, screen_date
from ui import theme
from ui.pages.keluar import ROLES
from ui.pages.klaim_list import chip_of
from ui.pages.klaim_papers import PaperModel, PaperView
from ui.widgets import (
    Button,
    Card,
    Chip,
    Doubt,
    IconLabel,
    Label,
    Line,
    NoteStrip,
    TallArea,
    UnsureMark,
    clear_layout,
)

SIDE = 288
WIDE = 760  # px of the card from which the steps stand beside the checklist


class StepRow(QWidget):
    """One step of a claim: what, when, and the button that writes it down."""

    def __init__(self, title: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        self.icon = IconLabel("circle", "neutral", 14)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title, self.when = Label(title, "strong"), Label("", "caption")
        words.addWidget(self.title)
        words.addWidget(self.when)
        self.button = Button(verb, small=True)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, when: str, done: bool, *, verb: str = "", pressing: str = "") -> None:
        """``when`` in words; ``pressing``: colour role of what is late or due; ``verb`` "" hides the button."""
        self.when.setText(when)
        self.when.set_role({"warn": "warn", "error": "error"}.get(pressing, "caption"))
        look = ("check-circle-fill", "ok") if done else ("x-octagon-fill", "error") if pressing == "error" else \
            ("clock", "warn") if pressing else ("circle", "neutral")
        self.icon.set_icon(*look)
        self.button.setVisible(bool(verb))
        if verb:
            self.button.set_text(verb)
            self.button.setAccessibleName(f"{verb} {self.title.text().lower()}")


class EventDetail(Card):
    """Signals say what is wanted; the page does it."""

    print_wanted = Signal()
    person_wanted = Signal()
    report_wanted = Signal()
    submit_wanted = Signal()
    result_wanted = Signal()
    number_wanted = Signal()
    ticked = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margins=(0, 0, 0, 0))
        self._shown: EventView | None = None
        self.body.setSpacing(0)
        self.body.addWidget(self._head())
        self.body.addWidget(Line())
        self.area = TallArea(parent=self)
        inner = QWidget(self.area.viewport(), objectName="surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        self.right = NoteStrip("ok", "", parent=inner)
        column.addWidget(self.right)
        self.parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.parts.setSpacing(16)
        self.parts.addWidget(self._papers(inner), 1)
        self.parts.addWidget(self._side(inner))
        column.addLayout(self.parts)
        column.addStretch(1)
        self.area.hold(inner)
        self.body.addWidget(self.area, 1)

    def _head(self) -> QWidget:
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 9, 12, 9)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.name, self.sub, self.ids = Label("", "heading"), Label("", "soft"), Label("", "caption", wrap=False)
        words.addWidget(self.name)
        words.addWidget(self.sub)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.number = Button("Lihat nomor KPJ", "link", small=True)
        self.number.clicked.connect(self.number_wanted)
        line.addWidget(self.ids)
        line.addWidget(self.number)
        line.addStretch(1)
        words.addLayout(line)
        self.chip = Chip("circle", "", "neutral")
        self.person = Button("Buka datanya", icon="person-vcard")
        self.print = Button("Cetak daftar berkas", icon="printer", tip="Ctrl+P")
        row.addLayout(words, 1)
        for widget in (self.chip, self.person, self.print):
            row.addWidget(widget)
        self.person.clicked.connect(self.person_wanted)
        self.print.clicked.connect(self.print_wanted)
        return head

    def _papers(self, inner: QWidget) -> QWidget:
        box = QFrame(inner)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.count = Label("", "heading")
        column.addWidget(self.count)
        self.model = PaperModel()
        self.view = PaperView(self.model, box)
        self.model.ticked.connect(self.ticked)
        column.addWidget(self.view)
        column.addWidget(Label("Spasi mencentang. Daftar ini dari ketentuan DPMD, boleh diubah DPMD.", "caption"))
        column.addStretch(1)
        return box

    def _side(self, inner: QWidget) -> QWidget:
        self.side = QWidget(inner)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label("Langkah", "heading"))
        self.reported = StepRow("Lapor tahap 1", "Catat...", self.side)
        self.submitted = StepRow("Diajukan ke BPJS", "Catat...", self.side)
        self.result = StepRow("Hasil", "Catat...", self.side)
        for step, wanted in ((self.reported, self.report_wanted), (self.submitted, self.submit_wanted),
                             (self.result, self.result_wanted)):
            step.button.clicked.connect(wanted)
            column.addWidget(step)
        self.heirs, self.benefits, self.story = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for layout in (self.heirs, self.benefits, self.story):
            layout.setSpacing(2)
            column.addSpacing(4)
            column.addLayout(layout)
        column.addStretch(1)
        return self.side

    # Showing

    def _show_ids(self, view: EventView, kpj: str) -> None:
        place = f"Dusun {view.baris.dusun}" if view.baris.dusun else ""
        ids = (view.baris.nomor, f"NIK {view.nik}" if view.nik else "", f"KPJ {kpj}" if kpj else "", place)
        self.ids.setText(" · ".join(part for part in ids if part))

    def show_kpj(self, kpj: str) -> None:
        """The PIN was right: the whole number, until another claim or the page is shown anew."""
        if self._shown is not None:
            self._show_ids(self._shown, kpj)
        self.number.hide()

    def show_event(self, view: EventView) -> None:
        """Show one claim."""
        row = view.baris
        self._shown = view
        self.name.setText(row.nama)
        self.sub.setText(f"{row.label} {screen_date(row.tanggal)}")
        self._show_ids(view, view.kpj)
        self.number.setVisible(bool(view.kpj))
        self.chip.set(*chip_of(row))
        self.right.set(ROLES[view.hak.keadaan], f"{view.hak.kalimat} {view.hak.alasan}")
        self.count.setText(f"Berkas, {row.berkas_ada} dari {row.berkas_perlu} yang wajib")
        self.model.show_papers(view.berkas, not row.terbuka)
        if not self.view.currentIndex().isValid() and view.berkas:
            self.view.setCurrentIndex(self.model.index(0, 1))
        self.view.fit_rows()
        self._show_steps(view)
        self._show_heirs(view)
        self._show_benefits(view)
        self._show_story(view)

    def _show_steps(self, view: EventView) -> None:
        row = view.baris
        self.reported.setVisible(row.jenis == "JKK")
        if row.tenggat:
            words = f"Paling lambat {screen_date(row.tenggat.date())} pukul {clock(row.tenggat)}. {row.sisa}."
            self.reported.say(words, False, verb="Catat...", pressing="error" if row.lewat else "warn")
        else:
            told = row.dilaporkan
            self.reported.say(f"{screen_date(told.date())} pukul {clock(told)}" if told else "Tidak dicatat",
                              told is not None, verb="Ubah..." if row.terbuka else "")
        self.submitted.say(screen_date(row.diajukan) if row.diajukan else "Belum", row.diajukan is not None,
                           verb=("Ubah..." if row.diajukan else "Catat...") if row.terbuka else "")
        self.result.say("Belum" if row.terbuka else row.langkah, row.keadaan == "dibayar",
                        verb="Catat..." if row.terbuka else "Buka lagi")

    def _show_heirs(self, view: EventView) -> None:
        clear_layout(self.heirs)
        if not view.baris.meninggal:
            return
        self.heirs.addWidget(Label("Ahli waris, sesuai urutan", "heading"))
        for heir in view.ahli_waris:
            self.heirs.addWidget(Label(heir_words(heir), "body", wrap=True))
            if heir.perlu_wali:
                self.heirs.addWidget(Label("Belum dewasa. Isi nama walinya.", "warn"))
        if not view.ahli_waris:
            none = "Dicatat tidak punya ahli waris." if view.tanpa_ahli_waris else "Belum ada yang dicatat."
            self.heirs.addWidget(Label(none, "soft", wrap=True))
        self.heirs.addWidget(Label(f"Urutan menurut ketentuan: {view.urutan}. Sumber: {view.urutan_sumber}.",
                                   "caption"))

    def _show_benefits(self, view: EventView) -> None:
        clear_layout(self.benefits)
        right = view.hak
        if not right.rincian:
            return
        self.benefits.addWidget(Label("Manfaat", "heading"))
        for line in (*right.rincian, *right.lain):
            sums = rupiah(line.rupiah) if line.rupiah is not None else ""
            said = ". ".join(part for part in (f"{line.label}: {sums}" if sums else line.label,
                                               line.catatan.rstrip(".")) if part)
            self.benefits.addWidget(Label(f"{said}.", "body", wrap=True))
            if line.belum_dikonfirmasi:
                self.benefits.addWidget(UnsureMark([Doubt(said, right.sumber)]))
        self.benefits.addWidget(Label(f"Sumber: {right.sumber}. BPJS yang menentukan haknya.", "caption"))

    def _show_story(self, view: EventView) -> None:
        clear_layout(self.story)
        told = [part for part in (f"Tempat: {view.tempat}" if view.tempat else "", view.uraian, view.catatan) if part]
        if told:
            self.story.addWidget(Label("Keterangan", "heading"))
            for words in told:
                self.story.addWidget(Label(words, "body", wrap=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(WIDE)
        self.parts.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.side.setMinimumWidth(theme.px(SIDE) if wide else 0)
        self.side.setMaximumWidth(theme.px(SIDE) if wide else 16777215)
        for button, words in ((self.person, "Buka datanya"), (self.print, "Cetak daftar berkas")):
            button.set_text(words if wide else words.split()[0])
            button.setAccessibleName(words)


def heir_words(heir: HeirLine) -> str:
    """"1. La Ode Hasan, suami, 46 tahun, HP 0813..."."""
    age = f"{heir.umur} tahun" if heir.umur is not None else "umur belum diketahui"
    parts = [f"{heir.urutan}. {heir.nama}", heir.hubungan.lower() or "hubungan belum diisi", age,
             f"wali {heir.wali}" if heir.wali else "", f"HP {heir.hp}" if heir.hp else ""]
    return ", ".join(part for part in parts if part)
