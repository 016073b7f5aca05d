"""Small windows of page Data pribadi: what was asked, what came of it, consent and its end, rest, erasing, a breach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from jamsos_desktop.desk import BASES, GRANTED, KEPT, REASONS, REFUSED, RESULTS, Breach, Desk, ErasePlan, RequestRow
from jamsos_desktop.jobs import Job
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import clock, number, screen_date
from ui.pages.bpjs_sheets import Runner, Sheet, needed_day
from ui.pages.keluar import needed_moment
from ui.widgets import FieldRow, Label, NoteStrip

NO_NAMES = "Jangan tulis nama atau NIK di sini. Alasan ini tinggal di riwayat."
SHOWN = 6  # names of files told in a window; the rest are counted


class RequestSheet(Sheet):
    """Who asks what, and when they said so; ``row`` is the request as kept."""

    def __init__(self, parent: QWidget | None, desk: Desk, uid: str, name: str) -> None:
        super().__init__(parent, f"Catat permintaan: {name}" if uid else "Catat permintaan",
                         "Tenggatnya dihitung sejak orangnya meminta, bukan sejak dicatat.", "Catat permintaan")
        self._desk, self._uid, self.row = desk, uid, None
        self.who = None if uid else self.add(FieldRow("NIK atau nomor orangnya", "Misalnya BPU-000012."))
        rights = desk.policy.pribadi.hak
        self.kind = self.add(FieldRow("Yang diminta", "", choices={
            kode: rights[kode].label for kode in ("akses", "perbaikan", "pembatasan", "tarik", "hapus")}, reserve=0))
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.day, self.hour = FieldRow("Tanggal diminta", "", date=True), FieldRow("Jam", "")
        line.addWidget(self.day)
        line.addWidget(self.hour)
        self.fields.addWidget(both)
        self.words = self.add(FieldRow("Yang dikatakan", "Boleh kosong.", placeholder="Boleh kosong"))
        now = desk.now()
        self.kind.set_text("akses")
        self.day.set_text(screen_date(now.date()))
        self.hour.set_text(clock(now))
        (self.who or self.kind).edit.setFocus()

    def act(self) -> None:
        uid = self._uid or self._desk.find_person(self.who.text().strip() if self.who else "").uid
        came = needed_moment(self.day, self.hour).astimezone()
        self.value = self._desk.request_data(uid, self.kind.text(), self.words.text(), came)


class AnswerSheet(Sheet):
    """What came of a request."""

    def __init__(self, parent: QWidget | None, desk: Desk, row: RequestRow) -> None:
        super().__init__(parent, f"{row.label}: {row.nama}", "Catat apa yang sudah dilakukan.", "Tandai selesai")
        self._desk, self._id = desk, row.id
        usual = GRANTED[row.jenis]
        self.result = self.add(FieldRow("Hasil", "", reserve=0, choices={
            kode: RESULTS[kode] for kode in (usual, *REFUSED)}))
        self.result.set_text(usual)
        self.result.edit.setFocus()

    def act(self) -> None:
        self._desk.answer_request(self._id, self.result.text())


class ConsentSheet(Sheet):
    """Consent on paper or recorded, with whoever witnessed it."""

    def __init__(self, parent: QWidget | None, desk: Desk, uid: str, name: str) -> None:
        super().__init__(parent, f"Catat persetujuan: {name}", "Salin dari lembar persetujuan yang sudah diisi.",
                         "Catat persetujuan")
        self._desk, self._uid = desk, uid
        self.day = self.add(FieldRow("Tanggal persetujuan", "Tanggal di lembar persetujuan.", date=True))
        self.way = self.add(FieldRow("Cara", "", choices=code_list("persetujuan"), reserve=0))
        self.witness = self.add(FieldRow("Saksi", "Wajib ada untuk cap jempol.", placeholder="Boleh kosong"))
        self.day.set_text(screen_date(desk.today))
        self.way.set_text("tanda_tangan")
        self.day.edit.setFocus()

    def act(self) -> None:
        if self.way.text() == "cap_jempol" and not self.witness.text().strip():
            self.witness.edit.setFocus()
        self._desk.give_consent(self._uid, needed_day(self.day), self.way.text(), self.witness.text())


class WithdrawSheet(Sheet):
    """Consent ends on a day."""

    def __init__(self, parent: QWidget | None, desk: Desk, uid: str, name: str) -> None:
        super().__init__(parent, f"Tarik persetujuan: {name}",
                         "Sejak itu datanya tidak dicetak atau dikirim lagi. Datanya belum terhapus.",
                         "Tarik persetujuan")
        self._desk, self._uid = desk, uid
        self.day = self.add(FieldRow("Tanggal ditarik", "", date=True))
        self.why = self.add(FieldRow("Sebab", NO_NAMES, placeholder="Boleh kosong", reserve=2))
        self.day.set_text(screen_date(desk.today))
        self.why.edit.setFocus()

    def act(self) -> None:
        self._desk.withdraw_consent(self._uid, self.why.text(), needed_day(self.day))


class ReasonSheet(Sheet):
    """A deed that needs one sentence why: rest, and the end of it."""

    def __init__(self, parent: QWidget | None, title: str, words: str, verb: str, deed: Callable[[str], None]) -> None:
        super().__init__(parent, title, words, verb)
        self._deed = deed
        self.why = self.add(FieldRow("Alasan", NO_NAMES, reserve=2))
        self.why.edit.setFocus()

    def act(self) -> None:
        self._deed(self.why.text())


class EraseSheet(Sheet):
    """What erasing would do, on what basis, and whether the backups of this laptop go with it."""

    def __init__(self, parent: QWidget | None, desk: Desk, plan: ErasePlan, run: Runner, basis: str = "") -> None:
        who = plan.orang[0][1] if len(plan.orang) == 1 else f"{number(len(plan.orang))} orang"
        super().__init__(parent, f"Hapus selamanya: {who}", "Ini tidak bisa diurungkan, juga tidak dari cadangan.",
                         "Hapus selamanya", wide=540, run=run)
        self._desk, self._uids = desk, [uid for uid, _, _ in plan.orang]
        self.basis = self.add(FieldRow("Dasar", "", choices={kode: BASES[kode] for kode in REASONS}, reserve=0))
        self.basis.set_text(basis or "permintaan")
        for words in _told(plan):
            self.fields.addWidget(Label(words, "body", wrap=True))
        for name, why in plan.ditolak[:SHOWN]:
            self.fields.addWidget(NoteStrip("warn", f"{name} tidak ikut. {why}"))
        self.clean = QCheckBox(f"Ganti {number(plan.cadangan)} cadangan laptop ini dengan satu cadangan bersih")
        self.clean.setChecked(True)
        until = Label(f"Tanpa itu, cadangan yang memuatnya hilang paling lambat {screen_date(plan.salinan_sampai)}.",
                      "caption", wrap=True)
        for widget in (self.clean, until):
            self.fields.addWidget(widget)
            widget.setVisible(bool(plan.cadangan))
        self.ok.set_kind("danger")
        self.cancel.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout = self.layout()
        need = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        if need > self.height():  # words that wrap, as a long name, take more lines than a window expects
            self.resize(self.width(), need)

    def act(self) -> Callable[[], Job[Any]]:
        return partial(self._desk.erase_job, self._uids, self.basis.text(), bersih=self.clean.isChecked())


def _told(plan: ErasePlan) -> list[str]:
    """What goes, what a person must see to, what stays."""
    lines = [f"Ikut terhapus: {number(plan.scan)} scan, {number(len(plan.kiriman))} file di folder keluar, draf, "
             "dan salinan untuk mengurungkan."]
    if plan.dpmd:
        lines.append("DPMD ikut menghapus sesudah menerima kiriman berikutnya.")
    if plan.luar:
        lines.append(f"Hapus sendiri: {_few(plan.luar)}.")
    if plan.periksa or plan.folder:
        lines.append(f"Periksa sendiri, mungkin memuat namanya: {_few((*plan.periksa, *plan.folder))}.")
    lines.append("Flashdisk cadangan: hapus sendiri, lalu buat cadangan baru.")
    return [*lines, f"Tetap disimpan. {KEPT[0]}"]


def _few(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" dan {number(more)} lagi" if more > 0 else "")


class BreachSheet(Sheet):
    """The words of a notice; ``breach`` is what was typed."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent, "Pemberitahuan kebocoran data",
                         f"Dikirim paling lambat {desk.policy.pribadi.within('kebocoran')}, kepada orangnya dan "
                         "kepada lembaga.", "Buat surat", wide=540)
        self._desk = desk
        self.breach: Breach | None = None
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.day, self.hour = FieldRow("Tanggal diketahui", "", date=True), FieldRow("Jam", "")
        line.addWidget(self.day)
        line.addWidget(self.hour)
        self.to = self.add(FieldRow("Kepada", "", choices={"orang": "Orangnya", "lembaga": "Lembaga"}, reserve=0))
        self.name = self.add(FieldRow("Nama orangnya", "Kosong: titik-titik untuk ditulis tangan.",
                                      placeholder="Boleh kosong"))
        self.fields.addWidget(both)
        self.data = self.add(FieldRow("Data yang terungkap", "Misalnya NIK dan nomor HP 12 orang."))
        self.how = self.add(FieldRow("Kapan dan bagaimana", "Misalnya laptop hilang di pasar tanggal 20/11/2026."))
        self.done_ = self.add(FieldRow("Yang dilakukan", "Misalnya lapor polisi, kunci baru dibuat."))
        self.to.set_text("orang")
        self.day.set_text(screen_date(desk.today))
        self.hour.set_text(clock(desk.now()))
        self.to.edit.setFocus()

    def act(self) -> None:
        for field in (self.data, self.how, self.done_):
            if not field.text().strip():
                field.edit.setFocus()
                raise Problem("ISIAN_KOSONG", f"{field.label} belum ditulis.", "", "Tulis dalam satu dua kalimat.")
        self.breach = Breach(diketahui=needed_moment(self.day, self.hour), data=self.data.text(),
                             terjadi=self.how.text(), penanganan=self.done_.text(), nama=self.name.text(),
                             kepada_lembaga=self.to.text() == "lembaga")
