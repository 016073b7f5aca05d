"""Asking for an extension, or making a first bill: for whom, how long, and who would be left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtWidgets import QTableView, QWidget

from jamsos_desktop.desk import BillOrder, Desk, Extended, ExtendOrder, Proposal, Skipped
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number, rupiah_of_sen, screen_date, title_name
from ui import theme
from ui.pages.bpjs_sheets import Sheet, optional_day
from ui.pages.iuran_sheets import fit_height
from ui.pages.iuran_view import fund_name, unbilled
from ui.pages.rekap_tables import Cells, RecapTable, recap_view
from ui.widgets import FieldRow, Label, NoteStrip
from ui.widgets.edits import DateEdit

SKIPPED = (Cells("Alasan", lambda one: one.alasan, width=300), Cells("Dilewati", lambda one: title_name(one.nama),
                                                                     width=190))
SAME = {"0": "Sama seperti masa terakhir"}
ALL, THESE = "semua", "ini"


def proposal_words(desk: Desk, one: Proposal) -> str:
    """BPU, APBD Kabupaten, habis 31/10/2026, 3 orang."""
    end = f"habis {screen_date(one.sampai)}" if one.sampai else "belum mulai"
    return f"{one.segmen}, {fund_name(desk, one.sumber_dana)}, {end}, {number(one.orang)} orang"


def wide_enough(field: FieldRow) -> FieldRow:
    """A choice whose words are long: as wide as the window allows."""
    field.edit.setMinimumWidth(theme.px(300))
    return field


class _Previewed(Sheet):
    """A sheet that says what it would do as soon as something in it changes. ``plan`` raises what is wrong."""

    def __init__(self, parent: QWidget | None, title: str, words: str, verb: str) -> None:
        super().__init__(parent, title, words, verb, wide=560)
        self.setMaximumWidth(theme.px(680))
        self.result_note = NoteStrip("info", "")
        self.skip_title = Label("", "strong")
        self.skip_view: QTableView
        self.skip_model: RecapTable
        self.skip_view, self.skip_model = recap_view(SKIPPED, "Yang dilewati dan alasannya")
        self.skip_view.setFixedHeight(theme.px(30) + 5 * theme.px(26))

    def build_preview(self) -> None:
        """Below the fields."""
        for part in (self.result_note, self.skip_title, self.skip_view):
            self.fields.addWidget(part)
        self.look()

    def plan(self) -> tuple[str, Sequence[Skipped]]:
        """What it would do in words, and whom it would leave out."""
        raise NotImplementedError

    def look(self) -> None:
        """Say what would happen now."""
        skipped: Sequence[Skipped] = ()
        try:
            words, skipped = self.plan()
        except Problem as problem:
            self.result_note.set("warn", str(problem))
            self.ok.setEnabled(False)
        else:
            self.result_note.set("info", words)
            self.ok.setEnabled(True)
        self.wrong.hide()
        self.skip_model.set_lines(tuple(skipped))
        self.skip_title.setText(f"{number(len(skipped))} orang dilewati" if skipped else "")
        self.skip_title.setVisible(bool(skipped))
        self.skip_view.setVisible(bool(skipped))
        fit_height(self)


class ExtendSheet(_Previewed):
    """For one of the groups of ``proposals`` that did not ask yet, or for ``people``: how they are called, and who.
    ``made``: what the desk did."""

    def __init__(self, parent: QWidget | None, desk: Desk, proposals: Sequence[Proposal], chosen: int = -1,
                 people: tuple[str, tuple[str, ...]] = ("", ())) -> None:
        super().__init__(parent, "Ajukan perpanjangan",
                         "Dana daerah: permohonan ikut kiriman berikut, DPMD yang membayar. Dana desa: tagihan dibuat.",
                         "Ajukan perpanjangan")
        self._desk, self._people = desk, people[1]
        self._groups = [one for one in proposals if one.sampai and one.keadaan == "belum_diajukan"]
        names = {THESE: people[0]} if self._people else {
            str(at): proposal_words(desk, one) for at, one in enumerate(self._groups)}
        if len(self._groups) > 1:
            names[ALL] = f"Semua yang di atas, {number(sum(one.orang for one in self._groups))} orang"
        self.group = wide_enough(FieldRow(
            "Siapa", "" if self._people else "Kelompok yang masanya habis atau segera habis.", choices=names))
        self.period = FieldRow("Masa baru", reserve=0, choices=SAME | desk.labels("periode_bayar"))
        self.start = FieldRow("Mulai", "Kosongkan: langsung setelah masa lama habis.", date=True)
        for field in (self.group, self.period, self.start):
            self.add(field)
            field.changed.connect(lambda _: self.look())
        wanted = proposals[chosen] if 0 <= chosen < len(proposals) else None
        at = self._groups.index(wanted) if wanted in self._groups else 0
        self.group.set_text(THESE if self._people else str(at) if names else "")
        self.period.set_text("0")
        self.made: tuple[Extended, ...] = ()
        self.build_preview()
        (self.period if self._people else self.group).edit.setFocus()

    @property
    def orders(self) -> list[ExtendOrder]:
        """What is asked, one order a group. Problem for half a date."""
        chosen = self.group.text()
        months, start = int(self.period.text() or 0), optional_day(self.start)
        if self._people:
            return [ExtendOrder(uids=self._people, bulan=months, mulai=start)]
        groups = self._groups if chosen == ALL else [self._groups[int(chosen)]] if chosen else []
        return [ExtendOrder(uids=one.uids, sumber_dana=one.sumber_dana, segmen=one.segmen, sampai=one.sampai,
                            bulan=months, mulai=start) for one in groups]

    def plan(self) -> tuple[str, Sequence[Skipped]]:
        typed = self.start.text().strip()
        assert isinstance(self.start.edit, DateEdit)
        if typed and self.start.edit.value() is None:
            return "Tulis tanggal mulai sampai lengkap: hari/bulan/tahun.", ()
        tried = [self._desk.extend(order, coba=True) for order in self.orders]
        if not tried:
            raise Problem("TAK_ADA_PERPANJANGAN", "Tidak ada masa yang perlu diperpanjang.", "", "")
        people, total = sum(len(one.diajukan) for one in tried), sum(one.jumlah_sen for one in tried)
        of, spans = sum(one.dari for one in tried), {one.masa for one in tried if one.masa}
        span = f"masa {next(iter(spans))}, " if len(spans) == 1 else ""
        return (f"{number(people)} dari {number(of)} orang diajukan, {span}{rupiah_of_sen(total)}.",
                [skip for one in tried for skip in one.dilewati])

    def act(self) -> None:
        self.made = tuple(self._desk.extend(order) for order in self.orders)


class BillGroup(NamedTuple):
    """People who can stand on one bill; ``bulan_dari`` YYYY-MM."""

    nama: str
    sumber_dana: str
    uids: tuple[str, ...]
    bulan_dari: str
    bulan: int


def group_of(desk: Desk, one: Proposal) -> BillGroup:
    """The people of a proposal."""
    return BillGroup(proposal_words(desk, one), one.sumber_dana, one.uids, one.bulan_dari, one.bulan)


def sent_groups(desk: Desk) -> list[BillGroup]:
    """Those who were sent and stand on no bill, by payer and segment."""
    month = desk.today.replace(day=1)
    waiting: dict[tuple[str, str], list[Peserta]] = {}
    for person in unbilled(desk):
        waiting.setdefault((person.sumber_dana.jkk_jkm, person.segmen), []).append(person)
    found = []
    for (fund, segment), people in waiting.items():
        first = min(max(person.mulai or month, month) for person in people)
        found.append(BillGroup(f"{segment}, {fund_name(desk, fund)}, sudah dikirim, {number(len(people))} orang", fund,
                               tuple(person.uid for person in people), f"{first:%Y-%m}",
                               min(person.periode_bayar or 1 for person in people)))
    return found


class BillSheet(_Previewed):
    """A first bill for people who are not covered yet. ``value``: the id of the bill made."""

    def __init__(self, parent: QWidget | None, desk: Desk, groups: Sequence[BillGroup]) -> None:
        super().__init__(parent, "Buat tagihan", "Perlindungan mulai sesudah tagihan ini dibayar.", "Buat tagihan")
        self._desk, self._groups = desk, list(groups)
        self.group = wide_enough(FieldRow("Untuk siapa", reserve=0, choices={
            str(at): one.nama for at, one in enumerate(groups)}))
        self.group.set_text("0")
        self.first = FieldRow("Bulan pertama", "Bulan iuran pertama, misalnya 12/2026.", placeholder="bulan/tahun")
        months = {str(one.bulan): f"{one.bulan} bulan" for one in groups}
        self.period = FieldRow("Berapa bulan", reserve=0, choices=desk.labels("periode_bayar") | months)
        self.code = FieldRow("Kode bayar", "Boleh menyusul. Salin angkanya dari BPJS.", placeholder="")
        self.due = FieldRow("Jatuh tempo", "Boleh menyusul.", date=True)
        for field in (self.group, self.first, self.period, self.code, self.due):
            self.add(field)
        self.group.changed.connect(lambda _: self._show_group())
        for field in (self.first, self.period):
            field.changed.connect(lambda _: self.look())
        self._fill()
        self.build_preview()
        self.code.edit.setFocus()

    @property
    def chosen(self) -> BillGroup:
        """The people chosen."""
        return self._groups[int(self.group.text() or 0)]

    def _fill(self) -> None:
        one = self.chosen
        self.first.set_text(f"{one.bulan_dari[5:]}/{one.bulan_dari[:4]}")
        self.period.set_text(str(one.bulan))

    def _show_group(self) -> None:
        self._fill()
        self.look()

    @property
    def order(self) -> BillOrder:
        """What is asked for now."""
        month, _, year = self.first.text().strip().partition("/")
        if not (month.isdigit() and year.isdigit() and len(year) == 4 and 1 <= int(month) <= 12):
            raise Problem("MASA_SALAH", "Bulan pertama tidak terbaca.", "", "Tulis bulan/tahun, misalnya 12/2026.")
        return BillOrder(sumber_dana=self.chosen.sumber_dana, uids=self.chosen.uids,
                         bulan_dari=f"{year}-{int(month):02}", bulan=int(self.period.text() or 1),
                         kode_bayar=self.code.text().strip())

    def plan(self) -> tuple[str, Sequence[Skipped]]:
        draft = self._desk.bill_draft(replace(self.order, kode_bayar=""))
        return f"{number(draft.orang)} orang, masa {draft.masa}, {rupiah_of_sen(draft.jumlah_sen)}.", ()

    def act(self) -> None:
        self.value = self._desk.make_bill(replace(self.order, jatuh_tempo=optional_day(self.due)))
