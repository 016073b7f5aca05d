"""Small windows that ask what a step needs: hand-over, kode bayar, payment, one result; what is wrong stands there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import BatchMember, Bill
from jamsos_desktop.jobs import Job
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import rupiah_of_sen, screen_date, title_name
from ui import sight, theme
from ui.pages.bpjs_rows import grouped_code
from ui.widgets import Button, FieldRow, Label
from ui.widgets.edits import DateEdit

ABOVE = 40  # px of the window below that stay in sight


class Runner(Protocol):
    """How the shell runs a job in a thread."""

    def __call__(self, make_job: Callable[[], Job[Any]], on_done: Callable[[Any], object],
                 *, on_error: Callable[[Problem], object]) -> object: ...


class Sheet(QDialog):
    """A question with fields. ``act`` is called with the window open and gives the job that writes; ``value`` is what
    it returned. A Problem of either is told below the fields, and the window stays as it was typed."""

    def __init__(self, parent: QWidget | None, title: str, words: str, verb: str, *, wide: int = 460,
                 run: Runner | None = None) -> None:
        super().__init__(parent)
        self.value: Any = None
        self._run, self._verb, self._busy = run, verb, False
        self.setWindowTitle("Jamsos Desa")
        self.setMinimumWidth(theme.px(wide))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        inner = QWidget(objectName="surface")
        inner.setProperty("sheet", True)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(18, 18, 18, 14)
        self.column.setSpacing(10)
        self.heading = Label(title, "section", wrap=True)
        self.column.addWidget(self.heading)
        if words:
            self.column.addWidget(Label(words, "soft", wrap=True))
        self.fields = QVBoxLayout()
        self.fields.setSpacing(4)
        self.column.addLayout(self.fields)
        self.wrong = Label("", "error")
        self.wrong.hide()
        self.column.addWidget(self.wrong)
        self.column.addStretch(1)  # room to spare lies below, not between title and first field
        outer.addWidget(inner, 1)
        foot = QFrame(objectName="dialogfoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(8)
        row.addStretch(1)
        self.cancel, self.ok = Button("&Batal"), Button(verb, "primary")
        self.ok.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self.try_it)
        row.addWidget(self.cancel)
        row.addWidget(self.ok)
        outer.addWidget(foot)

    def showEvent(self, event: QShowEvent) -> None:
        self.setTabOrder(self.ok, self.cancel)  # with all fields there: Enter after the last goes to the deed
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._stay_inside()  # only laid out does it know how little it needs
        return done

    def _stay_inside(self) -> None:
        """No higher than the window it lies over: below the edge of the screen nobody reaches the buttons."""
        if (over := self.parentWidget()) is not None:
            self.resize(self.width(), min(self.height(), over.window().height() - ABOVE))

    def add(self, field: FieldRow) -> FieldRow:
        """A field below the others."""
        self.fields.addWidget(field)
        return field

    def act(self) -> Callable[[], Job[Any]] | None:
        """Do what is asked, or give the job that does it; raises Problem."""
        raise NotImplementedError

    def try_it(self) -> None:
        """Do it; with a job the window waits for it, and the program does not stand still."""
        if self._busy:
            return
        try:
            job = self.act()
        except Problem as problem:
            self._tell(problem)
            return
        if job is None:
            self.accept()
            return
        assert self._run is not None
        self._wait(True)
        self._run(job, self._done, on_error=self._failed)

    def reject(self) -> None:
        """Esc and Batal; what is being written is finished first."""
        if not self._busy:
            super().reject()

    def _wait(self, busy: bool) -> None:
        self._busy = busy
        self.ok.setEnabled(not busy)
        self.cancel.setEnabled(not busy)
        self.ok.set_text("Mencatat..." if busy else self._verb)

    def _done(self, value: Any) -> None:
        self._wait(False)
        self.value = value
        self.accept()

    def _failed(self, problem: Problem) -> None:
        self._wait(False)
        self._tell(problem)
        self.ok.setFocus()

    def _tell(self, problem: Problem) -> None:
        self.wrong.setText(str(problem))
        self.wrong.setVisible(True)
        self.wrong.setAccessibleName(str(problem))
        self._make_room()

    def _make_room(self) -> None:
        """Grow for words of two lines: a window of its own never does, and its fields would lie over each other."""
        column = self.layout()
        assert column is not None
        column.activate()
        self.resize(self.width(), max(self.height(), column.totalHeightForWidth(self.width())))


def needed_day(field: FieldRow) -> date:
    """The day typed. Problem TANGGAL_KOSONG when there is none; the keyboard then stands in its field."""
    assert isinstance(field.edit, DateEdit)
    day = field.edit.value()
    if day is None:
        field.edit.setFocus()
        wrong = "tidak terbaca" if field.text().strip() else "belum diisi"
        raise Problem("TANGGAL_KOSONG", f"{field.label} {wrong}.", "", "Tulis hari/bulan/tahun.")
    return day


def optional_day(field: FieldRow) -> date | None:
    """The day typed, None where the field is empty. Problem TANGGAL_KOSONG for half a date."""
    return needed_day(field) if field.text().strip() else None


class HandOverSheet(Sheet):
    """When a batch was handed over, and by which letter."""

    def __init__(self, parent: QWidget | None, nomor: str, today: date, do: Callable[[date, str], Job[int]],
                 run: Runner) -> None:
        super().__init__(parent, f"Serahkan batch {nomor} ke BPJS", "Sesudah ini orangnya tercatat di BPJS.",
                         "Catat serah terima", run=run)
        self._do = do
        self.day = self.add(FieldRow("Tanggal serah", "Tanggal BPJS menerima.", date=True))
        self.day.set_text(screen_date(today))
        self.letter = self.add(FieldRow("Nomor surat", "Boleh kosong.", placeholder="misalnya 560/731/DPMD/2026"))
        self.day.edit.setFocus()

    def act(self) -> Callable[[], Job[int]]:
        return partial(self._do, needed_day(self.day), self.letter.text().strip())


class CodeSheet(Sheet):
    """The kode bayar of one bill, with its due date and, where BPJS says another, its sum."""

    def __init__(self, parent: QWidget | None, bill: Bill, do: Callable[[str, date | None, int | None], Job[int]],
                 run: Runner) -> None:
        super().__init__(parent, f"Kode bayar {bill.nama}, batch {bill.batch}",
                         f"Menurut hitungan kami {rupiah_of_sen(bill.jumlah_sen)} untuk {bill.orang} orang.",
                         "Simpan kode bayar", run=run)
        self._bill, self._do = bill, do
        self.code = self.add(FieldRow("Kode bayar", "Salin angkanya dari BPJS.",
                                      placeholder="misalnya 8807 4020 1128 11"))
        self.due = self.add(FieldRow("Jatuh tempo", "Boleh menyusul.", date=True))
        self.sum = self.add(FieldRow("Jumlah menurut BPJS", "Kosongkan bila sama.", money=True, placeholder=""))
        self.code.set_text(grouped_code(bill.kode_bayar))
        self.due.set_text(screen_date(bill.tempo) if bill.tempo else "")
        self.code.edit.setFocus()

    def act(self) -> Callable[[], Job[int]]:
        said = "".join(letter for letter in self.sum.text() if letter.isdigit())
        return partial(self._do, self.code.text(), optional_day(self.due), int(said) * 100 if said else None)


class PaidSheet(Sheet):
    """The day a bill was paid and the number of its proof."""

    def __init__(self, parent: QWidget | None, bill: Bill, today: date, do: Callable[[date, str], Job[int]],
                 run: Runner) -> None:
        code = grouped_code(bill.kode_bayar) or "belum ada"
        super().__init__(parent, f"Pembayaran {bill.nama}, batch {bill.batch}",
                         f"{rupiah_of_sen(bill.jumlah_sen)}, kode bayar {code}.", "Catat pembayaran", run=run)
        self._do = do
        self.day = self.add(FieldRow("Tanggal bayar", "Lihat bukti bayar.", date=True))
        self.day.set_text(screen_date(today))
        self.proof = self.add(FieldRow("Nomor bukti", "Nomor SP2D atau bukti bayar.",
                                       placeholder="misalnya SP2D 01482"))
        self.day.edit.setFocus()

    def act(self) -> Callable[[], Job[int]]:
        return partial(self._do, needed_day(self.day), self.proof.text().strip())


class ResultSheet(Sheet):
    """BPJS's answer for one person, typed from a letter; the next person follows at once."""

    def __init__(self, parent: QWidget | None, nomor: str, members: Sequence[BatchMember], reasons: Mapping[str, str],
                 do: Callable[[str, str, str, str, str, date | None], object]) -> None:
        super().__init__(parent, f"Hasil dari BPJS, batch {nomor}", "Satu orang tiap kali.", "Catat hasil", wide=520)
        self._do = do
        people = {m.uid: f"{title_name(m.nama)}, {sight.nik(m.nik)}, {m.desa}" for m in members if not m.hasil}
        self.person = self.add(FieldRow("Orang", "Ketik huruf awal namanya.", choices=people))
        self.outcome = self.add(FieldRow("Hasil", choices={"ok": "Diterima", "ditolak": "Ditolak"}))
        self.kpj = self.add(FieldRow("Nomor KPJ", "11 angka di kartu atau daftar BPJS.", placeholder=""))
        self.day = self.add(FieldRow("Aktif sejak", "Kosongkan bila sama dengan awal masa iuran.", date=True))
        self.reason = self.add(FieldRow("Alasan ditolak", choices=reasons))
        self.words = self.add(FieldRow("Kata BPJS", "Boleh kosong.", placeholder=""))
        self.person.set_text(next(iter(people), ""))
        self.outcome.set_text("ok")
        self.outcome.changed.connect(lambda _: self._fit())
        self._fit()
        self.person.edit.setFocus()

    def _fit(self) -> None:
        refused = self.outcome.text() == "ditolak"
        for field in (self.kpj, self.day):
            field.setVisible(not refused)
        for field in (self.reason, self.words):
            field.setVisible(refused)

    def act(self) -> None:
        self._do(self.person.text(), self.outcome.text(), self.kpj.text(), self.reason.text(),
                 self.words.text().strip(), optional_day(self.day))
