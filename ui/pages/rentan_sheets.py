"""Small windows of the tab Pekerja rentan: quota, a reason, the SK, a replacement, the draft on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from jamsos_desktop.desk import RentanQuota, Selection, SelectionRow
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui import theme
from ui.pages.bpjs_sheets import Sheet, needed_day
from ui.widgets import Doubt, FieldRow, Label, UnsureMark

PIN_REASONS = ("Tulang punggung keluarga", "Musyawarah desa", "Pernah kecelakaan kerja")
SKIP_REASONS = ("Menolak didaftarkan", "Tidak ditemukan di alamat", "Sudah mampu membayar sendiri")
REPLACE_REASONS = ("Meninggal", "Pindah desa", "Mengundurkan diri", "Tidak lagi memenuhi syarat")


class QuotaSheet(Sheet):
    """How many seats a fund has in a year, and which paper says so."""

    def __init__(self, parent: QWidget | None, quota: RentanQuota, do: Callable[[int | None, str], str]) -> None:
        given = f"DPMD memberi {number(quota.dpmd)} kursi. " if quota.dpmd is not None else ""
        super().__init__(parent, f"Kuota {quota.label} {quota.tahun}",
                         f"{given}Tulis jumlah orang yang dibayar dana ini.", "Simpan kuota")
        self._do = do
        self.many = self.add(FieldRow("Jumlah orang", "Kosongkan untuk memakai angka DPMD." if given else "",
                                      placeholder="misalnya 60"))
        self.many.set_text("" if quota.desa is None else str(quota.desa))
        self.paper = self.add(FieldRow("Surat dasar", "Nomor surat DPMD atau Perdes APBDes.",
                                       placeholder="misalnya surat DPMD 460/112/2026"))
        self.paper.set_text(quota.dasar)
        self.many.edit.setFocus()

    def act(self) -> None:
        typed = self.many.text().strip().replace(".", "").replace(" ", "")
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) <= 6):
            self.many.set_state("salah", "Tulis angka saja, misalnya 60.")
            raise Problem("KUOTA_SALAH", f"\u201c{typed[:20]}\u201d bukan jumlah orang.", "", "Tulis angka saja.")
        self.value = self._do(int(typed) if typed else None, self.paper.text())


class ReasonSheet(Sheet):
    """Why somebody is pinned or skipped."""

    def __init__(self, parent: QWidget | None, title: str, words: str, verb: str, reasons: Sequence[str],
                 do: Callable[[str], str]) -> None:
        super().__init__(parent, title, words, verb)
        self._do = do
        self.reason = self.add(FieldRow("Alasan", "Alasan ini tersimpan di riwayat.", suggest=reasons,
                                        placeholder=f"misalnya {reasons[0].lower()}"))
        self.reason.edit.setFocus()

    def act(self) -> None:
        self.value = self._do(self.reason.text())


class SettleSheet(Sheet):
    """Number and day of the SK; and whether it is written into the data of those chosen."""

    def __init__(self, parent: QWidget | None, seen: Selection, do: Callable[[str, date, bool], str]) -> None:
        quota, many = seen.kuota, seen.kuota.terisi
        super().__init__(
            parent, f"Tetapkan {number(many)} orang dengan SK",
            f"{quota.label} {quota.tahun}. Sesudah ditetapkan, daftar hanya berubah lewat Ganti orang.", "Tetapkan",
            wide=500)
        self._do = do
        self.number = self.add(FieldRow("Nomor SK", "Salin dari keputusan yang sudah ditandatangani.",
                                        placeholder="misalnya 141/12/2026"))
        self.day = self.add(FieldRow("Tanggal SK", "Lihat akhir keputusan.", date=True))
        self.same = QCheckBox(f"Isi sumber dana, wadah dan SK di data {number(many)} orang")
        self.same.setChecked(True)
        self.fields.addWidget(self.same)
        if seen.beda:
            self.fields.addWidget(Label(f"{number(seen.beda)} orang sekarang tercatat dengan sumber dana atau wadah"
                                        " lain. Yang sudah dikirim ikut lagi sebagai perubahan.", "caption"))
        self.number.edit.setFocus()

    def act(self) -> None:
        self.value = self._do(self.number.text(), needed_day(self.day), self.same.isChecked())


class ReplaceSheet(Sheet):
    """Who takes a seat, and why it became free; the first of the reserve is offered."""

    def __init__(self, parent: QWidget | None, row: SelectionRow, seen: Selection,
                 do: Callable[[str, str, bool], str], reason: str = "") -> None:
        super().__init__(parent, f"Ganti {row.nama}", f"{seen.kuota.label} {seen.kuota.tahun}, kursi no. {row.urut}."
                         " Kursi orang lain tidak berubah.", "Ganti orang", wide=520)
        self._do = do
        self.reason = self.add(FieldRow("Alasan", "Alasan ini ikut tercetak di rancangan perubahan SK.",
                                        suggest=REPLACE_REASONS, placeholder="misalnya meninggal 19 November 2026"))
        self.reason.set_text(reason or (row.tidak_bisa[0].rstrip(".") if row.tidak_bisa else ""))
        self._heirs = heirs(seen)
        self.heir = self.add(FieldRow("Pengganti", "Tidak ada cadangan.", reserve=2,
                                      choices={uid: name for uid, (name, _) in self._heirs.items()}))
        self.heir.changed.connect(lambda _: self._tell_heir())
        self.same = QCheckBox("Isi sumber dana, wadah dan SK di data pengganti")
        self.same.setChecked(True)
        self.fields.addWidget(self.same)
        self.heir.set_text(next(iter(self._heirs), ""))
        self._tell_heir()
        (self.heir if self.reason.text() else self.reason).edit.setFocus()

    def _tell_heir(self) -> None:
        self.heir.set_hint(self._heirs.get(self.heir.text(), ("", "Tidak ada cadangan."))[1])

    def act(self) -> None:
        self.value = self._do(self.reason.text(), self.heir.text(), self.same.isChecked())


def heirs(seen: Selection) -> dict[str, tuple[str, str]]:
    """uid -> (name and place, why) of those who could take a seat: the reserve in its order, then the new ones."""
    found = {row.uid: (f"{row.nama}, cadangan {at}", row.kata) for at, row in enumerate(seen.of("cadangan"), 1)}
    return found | {row.uid: (f"{row.nama}, belum diusulkan", row.kata) for row in seen.of("baru")}


class PrintSheet(Sheet):
    """How the draft of the SK is to be."""

    def __init__(self, parent: QWidget | None, seen: Selection, kertas: str, doubts: Sequence[Doubt] = ()) -> None:
        super().__init__(parent, "Cetak rancangan SK", f"{number(seen.kuota.terisi)} orang terpilih,"
                         f" {seen.kuota.label} {seen.kuota.tahun}.", "Buat rancangan")
        self.paper = self.add(FieldRow("Kertas", choices={"F4": "F4 (215 x 330 mm)", "A4": "A4 (210 x 297 mm)"},
                                       reserve=0))
        self.paper.set_text(kertas if kertas in ("A4", "F4") else "F4")
        self.whole = QCheckBox("NIK utuh di lampiran")
        self.whole.setToolTip("Tanpa centang, enam angka di tengah diganti bintang.")
        self.desil = QCheckBox("Kolom desil di lampiran")
        for tick in (self.whole, self.desil):
            self.fields.addWidget(tick)
        self.fields.addWidget(Label("Rancangan dari program ini.", "caption"))
        self.fields.addWidget(UnsureMark(doubts))
        self.setMinimumWidth(theme.px(440))

    def act(self) -> None:
        self.value = (self.paper.text(), self.whole.isChecked(), self.desil.isChecked())
