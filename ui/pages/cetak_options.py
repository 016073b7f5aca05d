"""Atur dokumen: how the ticked papers are to be, each kind with its own few fields; nothing here is required."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk, PaperOptions, nominatif_columns, usual_columns
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import screen_date
from ui import theme
from ui.pages.bpjs_sheets import Sheet, optional_day
from ui.pages.cetak_kinds import CONSENTS, NUMBERED, ORDERS, month_words
from ui.pages.cetak_more import MOST_BLANKS, room, whole
from ui.pages.cetak_people import amid, dusun_choices
from ui.widgets import FieldRow, Label, Line, TallArea

MOST_HEIGHT = 440
MOST_ROWS = 200  # lines of an attendance list
MOST_WORDS = 120
MONTHS_BACK = 12
BLANK_TITLE, DECREE_TITLE = "Formulir 1a kosong", "SK penetapan pekerja rentan"


@dataclass
class Section:
    """The fields of some kinds. ``take`` reads them into the options; it may raise Problem."""

    kinds: tuple[str, ...]
    title: str
    fields: list[QWidget]
    take: Callable[[PaperOptions], PaperOptions]


class OptionsSheet(Sheet):
    """Fields of the kinds in ``ticked``; ``value``: the new PaperOptions. ``at``: the kind whose fields come first
    under the keyboard."""

    def __init__(self, parent: QWidget | None, desk: Desk, ticked: Sequence[str], opsi: PaperOptions, at: str = "",
                 ) -> None:
        super().__init__(parent, "Atur dokumen", "", "Pakai", wide=560)
        self.desk, self.opsi = desk, opsi
        self.sections = sections(desk, ticked, opsi)
        self.none = Label("Dokumen yang dicentang tidak perlu diatur.", "soft", wrap=True)
        self.none.setVisible(not self.sections)
        self.fields.addWidget(self.none)
        if self.sections:
            self._lay_out()
            here = next((section for section in self.sections if at in section.kinds), self.sections[0])
            here.fields[0].setFocus()
            QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(here.fields[0]))

    def _lay_out(self) -> None:
        inside = QWidget(objectName="surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        for section in self.sections:
            if section is not self.sections[0]:
                column.addWidget(Line())
            column.addWidget(Label(section.title, "heading"))
            column.addLayout(_grid(section.fields))
        self.area = TallArea(inside)
        self.area.setFixedHeight(min(room(self, MOST_HEIGHT), inside.sizeHint().height() + theme.px(8)))
        self.fields.addWidget(self.area)

    def act(self) -> None:
        made = self.opsi
        for section in self.sections:
            made = section.take(made)
        self.value = made


def _grid(fields: Sequence[QWidget]) -> QGridLayout:
    """Two fields beside each other; ticks go over the whole width."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    row = column = 0
    for field in fields:
        wide = not isinstance(field, FieldRow)
        if wide and column:
            row, column = row + 1, 0
        grid.addWidget(field, row, column, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
        column += 2 if wide else 1
        if column > 1:
            row, column = row + 1, 0
    return grid


def sections(desk: Desk, ticked: Sequence[str], opsi: PaperOptions) -> list[Section]:
    """Those of the ticked kinds that can be set, in the order of the bundle."""
    wanted = set(ticked)
    names = {paper.kode: paper.nama for paper in desk.papers()}
    found: list[Section] = []
    if letters := [kode for kode in NUMBERED if kode in wanted]:
        found.append(_letters(letters, names, opsi))
    for kinds, make in _MAKERS:
        mine = tuple(kode for kode in kinds if kode in wanted)
        if mine and not any(section.title == SHARED.get(make) for section in found):
            found.append(make(desk, mine, opsi))
    stand_ins = {blank.jenis for blank in desk.blanks()}
    if mine := tuple(kode for kode in ticked if kode in stand_ins):
        found.append(_own_blank(desk, mine, opsi))
    return found


def _letters(kinds: Sequence[str], names: dict[str, str], opsi: PaperOptions) -> Section:
    hint = "Kosongkan untuk ditulis dengan pena."
    rows = {kode: FieldRow(f"Nomor {amid(names[kode])}", hint, placeholder="Belum diisi") for kode in kinds}
    for kode, row in rows.items():
        row.set_text(opsi.surat.get(kode, ""))
    day = FieldRow("Tanggal surat", "Kosongkan untuk tanggal hari mencetak.", date=True)
    day.set_text(screen_date(opsi.tanggal) if opsi.tanggal else "")

    def take(old: PaperOptions) -> PaperOptions:
        numbers = {**old.surat, **{kode: _words(row) for kode, row in rows.items()}}
        return replace(old, surat={kode: text for kode, text in numbers.items() if text}, tanggal=optional_day(day))

    return Section(tuple(kinds), "Nomor dan tanggal surat", [*rows.values(), day], take)


def _nominatif(desk: Desk, kinds: tuple[str, ...], opsi: PaperOptions) -> Section:
    order = _choice("Urutan", ORDERS, opsi.urut)
    masked = QCheckBox("Samarkan NIK, bila bukan untuk BPJS")
    masked.setChecked(opsi.nik_samar)
    ticks = {code: QCheckBox(label) for code, label in nominatif_columns().items()}
    for code, tick in ticks.items():
        tick.setChecked(code in (opsi.kolom or usual_columns()))

    def take(old: PaperOptions) -> PaperOptions:
        columns = tuple(code for code, tick in ticks.items() if tick.isChecked())
        if not columns:
            next(iter(ticks.values())).setFocus()
            raise Problem("KOLOM_KOSONG", "Daftar nominatif belum punya kolom.", "",
                          "Centang paling sedikit satu kolom.")
        kept = () if set(columns) == set(usual_columns()) else columns
        return replace(old, urut=order.text(), nik_samar=masked.isChecked(), kolom=kept)

    return Section(kinds, "Daftar nominatif", [order, masked, _columns(list(ticks.values()))], take)


def _columns(ticks: Sequence[QCheckBox]) -> QWidget:
    """The ticks of the columns, two beside each other."""
    box = QWidget(objectName="surface")
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 4, 0, 0)
    grid.setVerticalSpacing(4)
    grid.addWidget(Label("Kolom sesudah nomor dan nama", "label"), 0, 0, 1, 2)
    for at, tick in enumerate(ticks):
        grid.addWidget(tick, 1 + at // 2, at % 2)
    return box


def _consent(desk: Desk, kinds: tuple[str, ...], opsi: PaperOptions) -> Section:
    way = _choice("Cara menyetujui", CONSENTS, opsi.persetujuan)
    return Section(kinds, "Persetujuan data pribadi", [way], lambda old: replace(old, persetujuan=way.text()))


def _month(desk: Desk, kinds: tuple[str, ...], opsi: PaperOptions) -> Section:
    month = _choice("Bulan", {"": "Bulan ini", **months(desk.today)}, opsi.bulan)
    return Section(kinds, "Bulan rincian iuran dan daftar tenaga kerja", [month],
                   lambda old: replace(old, bulan=month.text()))


def _decree(desk: Desk, kinds: tuple[str, ...], opsi: PaperOptions) -> Section:
    now = desk.today.year
    year = _choice("Tahun", {str(n): str(n) for n in (now - 1, now, now + 1)}, str(opsi.tahun or now))
    fund = _fund(desk, {quota.sumber_dana: quota.label for quota in desk.rentan_quotas(now)}, opsi)
    number = FieldRow("Nomor SK", "Kosongkan untuk nomor yang sudah dicatat.", placeholder="Belum diisi")
    number.set_text(opsi.surat.get("sk_rentan", ""))

    def take(old: PaperOptions) -> PaperOptions:
        told = {**old.surat, "sk_rentan": _words(number)}
        return replace(old, surat={kode: text for kode, text in told.items() if text}, tahun=int(year.text()),
                       sumber_dana=fund.text())

    return Section(kinds, DECREE_TITLE, [year, fund, number], take)


def _fund(desk: Desk, funds: dict[str, str], opsi: PaperOptions) -> FieldRow:
    kept = {opsi.sumber_dana: desk.label("sumber_dana", opsi.sumber_dana)} if opsi.sumber_dana else {}
    return _choice("Sumber dana", {"": "Semua sumber dana", **funds, **kept}, opsi.sumber_dana)


def _dues(desk: Desk, kinds: tuple[str, ...], opsi: PaperOptions) -> Section:
    fund = _fund(desk, desk.labels("sumber_dana"), opsi)
    return Section(kinds, "Formulir 2a BPU", [fund], lambda old: replace(old, sumber_dana=fund.text()))


def _claim(desk: Desk, kinds: tuple[str, ...], opsi: PaperOptions) -> Section:
    wanted = {kode.removeprefix("klaim_").upper() for kode in kinds}
    events = {row.id: f"{row.nama}, {row.jenis} {screen_date(row.tanggal)}" for row in desk.events()
              if row.jenis in wanted}
    claim = _choice("Klaim", {"": "Lembar kosong, tanpa nama", **events}, opsi.kejadian)
    return Section(kinds, "Ceklis klaim", [claim], lambda old: replace(old, kejadian=claim.text()))


def _blanks(desk: Desk, kinds: tuple[str, ...], opsi: PaperOptions) -> Section:
    many = FieldRow("Berapa lembar tiap jenis", f"Paling banyak {MOST_BLANKS}.")
    many.set_text(str(opsi.kosong))
    dusun = _dusun(desk, opsi)
    return Section(kinds, BLANK_TITLE, [many, dusun],
                   lambda old: replace(old, kosong=whole(many, MOST_BLANKS), dusun=dusun.text()))


def _missing(desk: Desk, kinds: tuple[str, ...], opsi: PaperOptions) -> Section:
    dusun = _dusun(desk, opsi)
    return Section(kinds, "Lembar per dusun", [dusun], lambda old: replace(old, dusun=dusun.text()))


def _meeting(desk: Desk, kinds: tuple[str, ...], opsi: PaperOptions) -> Section:
    name = FieldRow("Acara", "", placeholder="misalnya Sosialisasi pekerja rentan", reserve=0)
    place = FieldRow("Tempat", "", placeholder="misalnya Balai desa", reserve=0)
    day = FieldRow("Tanggal acara", "Kosongkan untuk ditulis dengan pena.", date=True)
    rows = FieldRow("Baris kosong", f"Paling banyak {MOST_ROWS}.")
    name.set_text(opsi.acara)
    place.set_text(opsi.tempat_acara)
    day.set_text(screen_date(opsi.tanggal_acara) if opsi.tanggal_acara else "")
    rows.set_text(str(opsi.baris))

    def take(old: PaperOptions) -> PaperOptions:
        return replace(old, acara=_words(name), tempat_acara=_words(place), tanggal_acara=optional_day(day),
                       baris=whole(rows, MOST_ROWS))

    return Section(kinds, "Daftar hadir sosialisasi", [name, place, day, rows], take)


def _own_blank(desk: Desk, kinds: tuple[str, ...], opsi: PaperOptions) -> Section:
    ours = QCheckBox("Pakai tata letak desa, bukan blangko kantor")
    ours.setChecked(opsi.tanpa_blangko)
    return Section(kinds, "Blangko kantor", [ours], lambda old: replace(old, tanpa_blangko=ours.isChecked()))


_MAKERS: tuple[tuple[tuple[str, ...], Callable[[Desk, tuple[str, ...], PaperOptions], Section]], ...] = (
    (("nominatif",), _nominatif), (("persetujuan",), _consent), (("f2a_pu", "f2a_bpu", "f1a_daftar", "f1b"), _month),
    (("sk_rentan",), _decree), (("f2a_bpu",), _dues), (("klaim_jkm", "klaim_jkk"), _claim),
    (("kosong_bpu", "kosong_pu"), _blanks), (("kurang", "kartu"), _missing), (("hadir",), _meeting),
)
# What asks for the same as a section that may stand before it: one fund and one dusun for all ticked papers.
SHARED: dict[object, str] = {_missing: BLANK_TITLE, _dues: DECREE_TITLE}


def _choice(label: str, choices: dict[str, str], value: str) -> FieldRow:
    field = FieldRow(label, "", choices=choices, reserve=0)
    field.set_text(value if value in choices else next(iter(choices)))
    return field


def _dusun(desk: Desk, opsi: PaperOptions) -> FieldRow:
    return _choice("Dusun", dusun_choices(desk), opsi.dusun)


def _words(field: FieldRow) -> str:
    """What was typed, on one line. Problem TERLALU_PANJANG; the keyboard then stands in its field."""
    text = " ".join(field.text().split())
    if len(text) > MOST_WORDS:
        field.edit.setFocus()
        raise Problem("TERLALU_PANJANG", f"{field.label} terlalu panjang.", "", f"Paling panjang {MOST_WORDS} huruf.")
    return text


def months(today: date) -> dict[str, str]:
    """The months a rincian can be asked for: next month and the twelve before it, newest first."""
    at = today.year * 12 + today.month
    keys = [f"{(n - 1) // 12}-{(n - 1) % 12 + 1:02}" for n in range(at + 1, at - MONTHS_BACK, -1)]
    return {key: month_words(key) for key in keys}
