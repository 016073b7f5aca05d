"""What the buttons of Ke BPJS do: windows that ask, jobs that write, words that say what became of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from jamsos_desktop.desk import (
    BatchGroup,
    BatchMade,
    BatchView,
    Bill,
    Desk,
    FilesMade,
    ResultPreview,
    ResultsApplied,
    TemplateCheck,
)
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import number
from ui import ask, rights
from ui.pages.bpjs_answers import ResultsSheet
from ui.pages.bpjs_choose import ChooseSheet
from ui.pages.bpjs_deaths import DeathSheet
from ui.pages.bpjs_sheets import CodeSheet, HandOverSheet, PaidSheet, ResultSheet
from ui.pages.bpjs_steps import owed
from ui.pages.paper_out import PaperOut

if TYPE_CHECKING:
    from ui.pages.bpjs import BpjsPage
    from ui.window import Shell

BOOKS = "Lembar kerja (*.xlsx *.xls *.ods *.csv);;Semua file (*)"


class BatchWork(QObject):
    """``act(name)`` does what a button says with the chosen batch."""

    def __init__(self, desk: Desk, shell: Shell, page: BpjsPage) -> None:
        super().__init__(page)
        assert desk.district is not None
        self._desk, self._shell, self._page, self.district = desk, shell, page, desk.district
        self.paper = PaperOut(desk, shell, self)

    @property
    def view(self) -> BatchView:
        """The chosen batch."""
        assert self._page.view is not None
        return self._page.view

    def act(self, name: str) -> None:
        """A button of the steps."""
        todo: dict[str, Callable[[], None]] = {
            "templat": self.pick_template, "sipp": self.write_sipp, "daftar": self.write_list,
            "serah": self.hand_over, "kode": self.set_code, "bayar": self.set_paid, "hasil": self.pick_results,
            "ketik": self.type_result, "urung": self.take_back, "batal": self.cancel}
        if not rights.refused(self._shell, Right.TULIS):
            todo[name]()

    def _moved(self, words: str, putusan: int | None = None) -> None:
        """A step was written: show it, say it, offer to take it back."""
        self._page.refresh()
        self._shell.refresh_counts()
        self._shell.saved()
        undo = None if putusan is None else (lambda: self._undo(putusan))
        self._shell.toast(words, undo)

    def _undo(self, putusan: int) -> None:
        self._shell.run(lambda: self.district.undo_batch_step_job(putusan), self._taken_back)

    def _taken_back(self, nomor: str) -> None:
        self._page.refresh()
        self._shell.refresh_counts()
        self._shell.toast(f"Langkah terakhir {nomor} diurungkan.")

    # A new batch.

    def new_batch(self) -> None:
        """Ask what goes into a new batch, and make it; refused without the right to write."""
        if rights.refused(self._shell, Right.TULIS):
            return
        self._shell.run(self.district.candidates_job, self._choose)

    def _choose(self, groups: list[BatchGroup]) -> None:
        if not groups:
            ask.inform(self._shell, "Belum ada orang untuk batch baru",
                       "Semua orang yang datanya diterima sudah ada di batch, atau belum ada kiriman desa.")
            return
        sheet = ChooseSheet(self._shell, groups, self.district.wadah_npp, self.district.employer, self._keep)
        if sheet.exec() and sheet.choice is not None:
            choice = sheet.choice
            self._shell.run(lambda: self.district.make_batch_job(choice), self._made)

    def _keep(self, kelompok: str, npp: str, employer: str) -> None:
        if npp != self.district.wadah_npp(kelompok):
            self.district.set_npp(kelompok, npp)
        if employer and employer != self.district.employer(kelompok):
            self.district.set_employer(kelompok, employer)

    def _made(self, made: BatchMade) -> None:
        self._moved(f"Batch {made.nomor} dibuat: {number(made.orang)} orang dari {number(made.desa)} desa.")
        self._page.choose(made.nomor)
        self._page.table.setFocus()

    def cancel(self) -> None:
        """Ask, then take back the chosen batch."""
        nomor = self.view.row.nomor
        if ask.confirm(self._shell, f"Batalkan batch {nomor}?", "Batalkan batch",
                       "Orangnya bisa masuk batch lain. Lembar yang sudah dibuat jangan dipakai.", keep="Biarkan",
                       danger=True):
            self._tried(lambda: self.district.cancel_batch(nomor), f"Batch {nomor} dibatalkan.")

    def take_back(self) -> None:
        """Ask, then take back the last step of the chosen batch."""
        nomor = self.view.row.nomor
        self._shell.offer(
            f"Urungkan langkah terakhir batch {nomor}? Orang di batch ini kembali seperti sebelum langkah itu.",
            "Urungkan langkah", lambda: self._shell.run(lambda: self.district.undo_last_step_job(nomor),
                                                        lambda _: self._taken_back(nomor)), "Biarkan")

    def _tried(self, do: Callable[[], object], words: str) -> None:
        try:
            do()
        except Problem as problem:
            self._shell.problem(problem)
            return
        self._moved(words)

    # The dead.

    def end_death(self) -> None:
        """End the membership of somebody who died, after the claim."""
        sheet = DeathSheet(self._shell, self.district.deaths(), self.district.end_after_death)
        if sheet.exec():
            putusan = sheet.value
            self._page.refresh()
            self._shell.saved()
            self._shell.toast(f"Kepesertaan {sheet.death.nama} diakhiri.", lambda: self._undo_death(putusan))

    def _undo_death(self, putusan: int) -> None:
        try:
            self.district.undo_death(putusan)
        except Problem as problem:
            self._shell.problem(problem)
            return
        self._page.refresh()
        self._shell.toast("Kepesertaan itu berlaku lagi.")

    # Files.

    def pick_template(self) -> None:
        """Ask for a template of SIPP and hold it against the batch."""
        path, _ = QFileDialog.getOpenFileName(self._shell, "Pilih templat SIPP", "", "Templat SIPP (*.xlsx)")
        if path:
            self.check_template(Path(path))

    def check_template(self, path: Path) -> None:
        """Hold a template against the chosen batch."""
        nomor = self.view.row.nomor

        def show(check: TemplateCheck) -> None:
            self._page.show_check(nomor, check)

        self._shell.run(lambda: self.district.template_check_job(path, nomor), show)

    def fill_template(self) -> None:
        """Write a filled copy of the template that fits the batch into another folder."""
        nomor = self.view.row.nomor
        path = self._page.template_of(nomor)
        if path is None:
            return
        folder = self._ask_folder("Simpan templat terisi di folder lain")
        if folder is not None:
            self._shell.run(lambda: self.district.fill_template_job(nomor, path, folder), self._wrote)

    def write_sipp(self) -> None:
        """Write the workbooks for SIPP into a folder, one per NPP."""
        nomor, folder = self.view.row.nomor, self._ask_folder("Simpan lembar SIPP di folder")
        if folder is not None:
            self._shell.run(lambda: self.district.sipp_job(folder, None, nomor), self._wrote)

    def write_list(self) -> None:
        """Write the collective list of a wadah."""
        nomor = self.view.row.nomor
        path, _ = QFileDialog.getSaveFileName(self._shell, "Simpan daftar wadah", f"daftar_{nomor}.xlsx",
                                              "Lembar kerja (*.xlsx)")
        if path:
            self._shell.run(lambda: self.district.bpu_list_job(nomor, Path(path)), self._wrote)

    def _ask_folder(self, title: str) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self._shell, title)
        return Path(chosen) if chosen else None

    def _wrote(self, made: FilesMade) -> None:
        name = made.files[0].name if len(made.files) == 1 else f"{len(made.files)} file"
        self._moved(f"{name} jadi, {number(made.rows)} baris. Tersimpan di {made.files[0].parent.name}.")

    def letter(self) -> None:
        """The cover letter on paper."""
        nomor = self.view.row.nomor
        self.paper.start(lambda: self.district.cover_letter_job(nomor), f"Surat serah {nomor}")

    # Steps.

    def hand_over(self) -> None:
        """Ask for day and letter, and note that BPJS has the batch."""
        nomor = self.view.row.nomor
        sheet = HandOverSheet(self._shell, nomor, self._desk.today, partial(self.district.hand_over_job, nomor),
                              self._shell.run)
        if sheet.exec():
            self._moved(f"Batch {nomor} tercatat diserahkan ke BPJS.", sheet.value)

    def set_code(self) -> None:
        """Ask for the kode bayar; a batch with several bills leads to page Pembayaran."""
        bill = self._only_bill()
        if bill is None:
            self._shell.go("pembayaran", batch=self.view.row.nomor)
            return
        sheet = CodeSheet(self._shell, bill, partial(self.district.set_kode_bayar_job, bill.id), self._shell.run)
        if sheet.exec():
            self._moved(f"Kode bayar {bill.batch} tersimpan.", sheet.value)

    def set_paid(self) -> None:
        """Ask for day and proof of the payment; several bills lead to page Pembayaran."""
        bill = self._only_bill()
        if bill is None:
            self._shell.go("pembayaran", batch=self.view.row.nomor)
            return
        sheet = PaidSheet(self._shell, bill, self._desk.today, partial(self.district.set_paid_job, bill.id),
                          self._shell.run)
        if sheet.exec():
            self._moved(f"Pembayaran {bill.batch} tercatat.", sheet.value)

    def _only_bill(self) -> Bill | None:
        """The bill of a batch that has one; many are worked on at page Pembayaran."""
        bills = owed(self.view)
        return bills[0] if len(bills) == 1 else None

    # Results.

    def pick_results(self) -> None:
        """Ask for the file with BPJS's answers and read it; not before the batch was handed over."""
        if self.view.diserahkan is None:
            self._shell.problem(Problem("BATCH_BELUM_DISERAHKAN", f"Batch {self.view.row.nomor} belum diserahkan.",
                                        TIDAK_BERUBAH, "Catat dulu serah terimanya, atau pilih batch lain."))
            return
        path, _ = QFileDialog.getOpenFileName(self._shell, "Ambil hasil dari BPJS", "", BOOKS)
        if path:
            self.read_results(Path(path))

    def read_results(self, path: Path) -> None:
        """Read a list and show what it says before anything is written."""
        nomor = self.view.row.nomor
        self._shell.run(lambda: self.district.read_results_job(path, nomor), self._show_results)

    def _show_results(self, preview: ResultPreview) -> None:
        sheet = ResultsSheet(self._shell, preview, self._reason,
                             lambda: self.district.apply_results_job(preview), self._shell.run)
        if sheet.exec():
            self._moved(result_words(sheet.value), sheet.value.putusan)

    def type_result(self) -> None:
        """Ask for one person's answer, typed by hand."""
        nomor = self.view.row.nomor
        reasons = {code: reason.label for code, reason in self._desk.policy.alasan.items() if reason.oleh != "dpmd"}
        done: list[ResultsApplied] = []
        sheet = ResultSheet(self._shell, nomor, self.view.members, reasons,
                            lambda uid, hasil, kpj, alasan, teks, day: done.append(self.district.set_result(
                                nomor, uid, hasil, kpj=kpj, alasan=alasan, teks=teks, aktif_dari=day)))
        if sheet.exec():
            self._moved(result_words(done[-1]), done[-1].putusan)

    def _reason(self, code: str) -> str:
        reason = self._desk.policy.alasan.get(code)
        return reason.label if reason else code


def result_words(done: ResultsApplied) -> str:
    """"1.329 diterima, 9 ditolak. 1.329 orang aktif." """
    waiting = f" {number(done.menunggu)} orang menunggu pembayaran." if done.menunggu else ""
    active = f" {number(done.aktif)} orang aktif." if done.aktif else ""
    return f"{number(done.ok)} diterima, {number(done.ditolak)} ditolak.{active}{waiting}"
