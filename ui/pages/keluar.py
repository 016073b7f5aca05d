"""Catat keluar: when and why somebody leaves. A death turns it into the claim, an accident into its report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from jamsos_desktop.desk import ACCIDENT, Desk, LeaveOrder, Left
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.records import DIED
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import clock, hours_words, number, rupiah, screen_date, title_name
from ui.pages.bpjs_sheets import Sheet, needed_day
from ui.widgets import UNSURE, Doubt, FieldRow, Label, NoteStrip, UnsureMark, clear_layout

HEADS = {"": "Catat keluar", DIED: "Catat meninggal", ACCIDENT: "Catat kecelakaan kerja"}
ROLES = {"berhak": "ok", "periksa": "warn", "tidak": "neutral"}
COLUMNS = 3
_TIME = re.compile(r"\s*(\d{1,2})[.:]?(\d{2})\s*")


def time_of(text: str) -> time | None:
    """The time "09.30", "9:30" or "0930" names, or None."""
    found = _TIME.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def needed_moment(day: FieldRow, hour: FieldRow) -> datetime:
    """The moment two fields name together. Problems TANGGAL_KOSONG, JAM_KOSONG."""
    date_ = needed_day(day)
    at = time_of(hour.text())
    if at is None:
        wrong = "tidak terbaca" if hour.text().strip() else "belum diisi"
        raise Problem("JAM_KOSONG", f"{hour.label} {wrong}.", "", "Tulis misalnya 09.30.")
    return datetime.combine(date_, at)


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who is asked about."""

    uid: str
    nama: str


class PaperTicks(QWidget):
    """The checklist of a claim that is not there yet, side by side; what is ticked is written with it."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._shown: tuple[str, ...] = ()

    def show_papers(self, papers: Sequence[Any]) -> None:
        """These papers; what was ticked of them stays so."""
        codes = tuple(paper.kode for paper in papers)
        if codes == self._shown:
            return
        ticked = self.ticked()
        clear_layout(self._grid)
        self.boxes, self._shown = {}, codes
        tall = -(-len(papers) // COLUMNS)
        for nth, paper in enumerate(papers):
            box = QCheckBox(paper.singkat + ("" if paper.wajib else " (bila ada)"))
            mark = f", {UNSURE}" if paper.belum_dikonfirmasi else ""
            box.setToolTip(paper.label + mark)
            box.setAccessibleName(paper.label + mark)
            box.setChecked(paper.kode in ticked)
            self.boxes[paper.kode] = box
            self._grid.addWidget(box, nth % tall, nth // tall)
        self.mark = UnsureMark([Doubt(f"Berkas klaim: {paper.label}", paper.sumber.removeprefix("-"))
                                for paper in papers if paper.belum_dikonfirmasi])
        self._grid.addWidget(self.mark, max(tall, 1), 0, 1, COLUMNS)

    def ticked(self) -> list[str]:
        """Codes of what is there."""
        return [kode for kode, box in self.boxes.items() if box.isChecked()]


def _side_by_side(*fields: tuple[FieldRow, int]) -> QWidget:
    """Fields in one row, each with its share of the width."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for field, share in fields:
        row.addWidget(field, share)
    box.setMinimumHeight(max(field.sizeHint().height() for field, _ in fields))
    return box


class LeaveSheet(Sheet):
    """``left``: what was written, one per person. For several people only causes that hold for all of them."""

    def __init__(self, parent: QWidget | None, desk: Desk, people: Sequence[Leaver], sebab: str = "") -> None:
        self._many = len(people) > 1
        self._who = title_name(people[0].nama) if not self._many else f"{number(len(people))} orang"
        super().__init__(parent, "", "", HEADS[""], wide=640)
        self._desk, self._people = desk, people
        self.left: list[Left] = []
        self.fields.setSpacing(6)  # no hints below the fields that would keep them apart
        self.cause = FieldRow("Sebab", "", choices=self._causes(), reserve=0)
        self.day = FieldRow("Tanggal keluar", "", date=True, reserve=0)
        self.fields.addWidget(_side_by_side((self.cause, 5), (self.day, 3)))
        self.by_accident = QCheckBox("Meninggal karena kecelakaan kerja")
        self.fields.addWidget(self.by_accident)
        self._accident()
        self.words = FieldRow("Keterangan", "", placeholder="Boleh kosong", reserve=0)
        self.fields.addWidget(_side_by_side((self.words, 1)))
        self.note = NoteStrip("info", "")
        self.column.insertWidget(self.column.indexOf(self.wrong), self.note)
        self.list_head = Label("Berkas yang sudah ada (boleh menyusul)", "label")
        self.papers = PaperTicks()
        self.column.insertWidget(self.column.indexOf(self.wrong), self.list_head)
        self.column.insertWidget(self.column.indexOf(self.wrong), self.papers)
        self.day.set_text(screen_date(desk.today))
        self.cause.set_text(sebab)
        for field in (self.cause, self.day, self.accident_day, self.hour):
            field.changed.connect(lambda _: self._fit())
        self.by_accident.toggled.connect(lambda _: self._fit())
        self._fit()
        self.cause.edit.setFocus()

    def _causes(self) -> dict[str, str]:
        causes = code_list("keluar_sebab")
        if self._many:
            return {code: label for code, label in causes.items() if code != DIED}
        return {**causes, ACCIDENT: "Kecelakaan kerja (tidak keluar)"}

    def _accident(self) -> None:
        """When and where it happened."""
        self.accident_day = FieldRow("Tanggal kecelakaan", "", date=True, reserve=0)
        self.hour = FieldRow("Jam kecelakaan", "", placeholder="misalnya 09.30", reserve=0)
        self.place = FieldRow("Tempat", "", placeholder="misalnya dermaga", reserve=0)
        self.accident = _side_by_side((self.accident_day, 3), (self.hour, 3), (self.place, 4))
        self.fields.addWidget(self.accident)

    # What is asked follows what is chosen.

    @property
    def kind(self) -> str:
        """"" for an exit, ``meninggal`` or ``kecelakaan_kerja``."""
        return self.cause.text() if self.cause.text() in (DIED, ACCIDENT) else ""

    def _fit(self) -> None:
        kind = self.kind
        fatal = kind == DIED and self.by_accident.isChecked()
        self.day.setVisible(kind != ACCIDENT)
        self.by_accident.setVisible(kind == DIED)
        self.accident.setVisible(kind == ACCIDENT or fatal)
        self.day.set_label("Tanggal meninggal" if kind == DIED else "Tanggal keluar")
        self._verb = HEADS[kind]
        self.ok.set_text(self._verb)
        self.heading.setText(f"{HEADS[kind]}: {self._who}")
        self._tell_right(kind, fatal)
        self._fit_height()
        QTimer.singleShot(0, self, self._fit_height)  # once more when what was shown just now knows its height

    def _fit_height(self) -> None:
        """As high as what is asked now, wrapped words counted at the width they have."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        wide = max(self.width(), self.minimumWidth())
        self.setMinimumHeight(0)
        self.resize(wide, layout.totalHeightForWidth(wide))

    def _tell_right(self, kind: str, fatal: bool) -> None:
        """The claim or the report that follows, with its checklist."""
        day, moment = self.day.edit.value(), self._moment()
        on = moment.date() if moment and (fatal or kind == ACCIDENT) else day
        jenis = "JKK" if fatal or kind == ACCIDENT else "JKM"
        self.note.setVisible(bool(kind) and on is not None)
        if not kind or on is None:
            self._show_papers(())
            return
        right = self._desk.right_on(self._people[0].uid, on, jenis, meninggal=kind == DIED)
        if right.keadaan != "tidak" and kind == DIED:
            self.heading.setText(right.kalimat.rstrip("."))
        parts = [right.alasan] if right.keadaan != "tidak" else [right.kalimat, right.alasan]
        if jenis == "JKM":
            parts += [f"{line.label} {rupiah(line.rupiah)}." for line in right.rincian if line.rupiah is not None]
        if kind == ACCIDENT or fatal:
            parts.insert(0, self._report_words(moment))
        pressing = kind == ACCIDENT or fatal  # the report does not wait
        self.note.set("warn" if pressing else ROLES[right.keadaan], " ".join(part for part in parts if part))
        self._show_papers(self._desk.claim_papers(jenis, meninggal=fatal)
                          if right.keadaan != "tidak" or jenis == "JKK" else ())

    def _report_words(self, moment: datetime | None) -> str:
        if moment is None:
            hours = self._desk.policy.klaim.report_hours(self._desk.today)
            return f"Laporkan ke BPJS paling lambat {hours_words(hours)} sesudah kejadian."
        until, left = self._desk.report_until(moment)
        return f"Laporkan ke BPJS paling lambat {screen_date(until.date())} pukul {clock(until)}. {left}."

    def _moment(self) -> datetime | None:
        day, at = self.accident_day.edit.value(), time_of(self.hour.text())
        return datetime.combine(day, at) if day and at else None

    def _show_papers(self, papers: Sequence[Any]) -> None:
        self.papers.show_papers(papers)
        self.papers.setVisible(bool(papers))
        self.list_head.setVisible(bool(papers))

    # Writing

    def order(self) -> LeaveOrder:
        """What is typed. Problems SEBAB_KOSONG, TANGGAL_KOSONG, JAM_KOSONG."""
        if not self.cause.text():
            raise Problem("SEBAB_KOSONG", "Sebab belum dipilih.", "", "Pilih satu sebab dari daftar.")
        order = LeaveOrder(sebab=self.cause.text(), uraian=self.words.text().strip())
        if self.kind != ACCIDENT:
            order = replace(order, tanggal=needed_day(self.day))
        if self.accident.isVisibleTo(self):
            order = replace(order, waktu=needed_moment(self.accident_day, self.hour), tempat=self.place.text().strip(),
                            karena_kecelakaan=self.kind == DIED)
        return order

    def act(self) -> None:
        self.left = self._desk.leave_many([one.uid for one in self._people], self.order())
        event = self.left[0].kejadian
        if event and (ticked := self.papers.ticked()):
            self._desk.set_event_papers(event, dict.fromkeys(ticked, "ada"))


def done_words(left: Sequence[Left]) -> str:
    """What was written, in one short sentence for a toast."""
    first = left[0]
    if len(left) > 1:
        return f"{number(len(left))} orang dicatat keluar."
    if first.hak is None:
        return first.kalimat
    what = "dicatat meninggal" if first.status == DIED else "dicatat mengalami kecelakaan kerja"
    return f"{title_name(first.nama)} {what}."

