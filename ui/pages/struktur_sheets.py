"""Windows of Struktur desa: who holds a seat, a seat itself, the class of the desa, a post of the village's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from jamsos_desktop.desk import Board, Query, Seat, SeatOrder
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import screen_date, title_name
from ui.pages.bpjs_sheets import Sheet, optional_day
from ui.widgets import FieldRow, Label, UnsureMark, doubts_of, enter_moves
from ui.widgets.grouping import date_of

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk, SeatsUndo

KINDS = {"peserta": "Peserta desa ini", "nama": "Bukan peserta, nama saja"}
CLASSES = {"swasembada": "Swasembada", "swakarya": "Swakarya", "swadaya": "Swadaya"}
COLUMNS = {"pimpinan": "Pimpinan", "kaur": "Kepala urusan", "kasi": "Kepala seksi", "kadus": "Kepala dusun"}
SEGMENTS = {"BPU": "BPU, tidak menerima upah", "PU": "PU, menerima upah"}
KADUS = "KADUS"


def people_by_words(desk: Desk) -> dict[str, str]:
    """"Wa Ode Halima (PU-000012)" -> uid, of everybody who has not left."""
    rows = desk.rows(desk.find(Query())).values()
    return {f"{title_name(row.nama) or 'Tanpa nama'} ({row.nomor})": row.uid for row in rows}


class FillSheet(Sheet):
    """Who is to hold a seat, since when, by which SK. ``value``: what takes it back."""

    def __init__(self, parent: QWidget | None, desk: Desk, seat: Seat) -> None:
        super().__init__(parent, f"{'Ganti' if seat.terisi else 'Isi'} pejabat {seat.label}", "", "Simpan", wide=560)
        self._desk, self._seat, self._people = desk, seat, people_by_words(desk)
        self.kind = FieldRow("Siapa", choices=KINDS, reserve=0)
        self.who = FieldRow("Nama peserta", "Ketik sebagian nama, lalu pilih dari daftar.", suggest=list(self._people))
        self.name = FieldRow("Nama pejabat", "Tulis sesuai KTP, misalnya Pj. yang PNS.")
        self.state = FieldRow("Keadaan", choices=code_list("status_pejabat"), reserve=0)
        self.start = FieldRow("Mulai", date=True, reserve=0)
        self.end = FieldRow("Sampai", date=True, reserve=0)
        self.letter = FieldRow("Nomor SK", placeholder="Boleh menyusul", reserve=0)
        self.day = FieldRow("Tanggal SK", date=True, reserve=0)
        for row in ((self.kind, self.state), (self.who,), (self.name,), (self.start, self.end),
                    (self.letter, self.day)):
            self._add_row(*row)
        self.follow = QCheckBox("Sesuaikan juga data pesertanya")
        self.follow.setChecked(True)
        enter_moves(self.follow)
        self.told = Label("", "caption")
        self.fields.addWidget(self.follow)
        self.fields.addWidget(self.told)
        self._fill(seat)
        self.who.changed.connect(lambda _: self._follow_who())
        for field in (self.kind, self.who, self.state, self.end, self.letter, self.day):
            field.changed.connect(lambda _: self._fit())
        self._fit()
        (self.name if self.kind.text() == "nama" else self.who).edit.setFocus()

    def _add_row(self, *cells: FieldRow) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for cell in cells:
            row.addWidget(cell, 1)
        self.fields.addLayout(row)

    def _fill(self, seat: Seat) -> None:
        self.kind.set_text("nama" if seat.nama and not seat.uid else "peserta")
        self.who.set_text(next((words for words, uid in self._people.items() if uid == seat.uid), ""))
        self.name.set_text("" if seat.uid else seat.nama)
        self.state.set_text(seat.keadaan)
        self.letter.set_text(seat.sk_nomor)
        for field, day in ((self.start, seat.mulai), (self.end, seat.sampai), (self.day, seat.sk_tanggal)):
            field.set_text(screen_date(day) if day else "")
        self._own = {field: field.text() for field in (self.start, self.end, self.letter, self.day)}

    @property
    def uid(self) -> str:
        """The person named, when the words say one."""
        words = self.who.text().strip()
        exact = self._people.get(words)
        if exact or not words:
            return exact or ""
        alike = {uid for known, uid in self._people.items() if known.rpartition(" (")[0].casefold() == words.casefold()}
        return alike.pop() if len(alike) == 1 else ""

    def _follow_who(self) -> None:
        """Term and SK are those of who sits there: another person brings their own."""
        if self.uid == self._seat.uid:
            return
        for field, old in self._own.items():
            if field.text() == old:
                field.set_text("")

    def _fit(self) -> None:
        named = self.kind.text() == "nama"
        self.who.setVisible(not named)
        self.name.setVisible(named)
        changes = () if named or not self.uid else self._desk.seat_changes(self._seat.id, self._order(quiet=True))
        self.follow.setVisible(bool(changes))
        self.told.setText("\n".join(f"{one.label}: {one.lama} menjadi {one.baru}" for one in changes))
        self.told.setVisible(bool(changes))
        self.adjustSize()

    def _order(self, *, quiet: bool = False) -> SeatOrder:
        """The order as typed; ``quiet``: half a date counts as none yet."""
        def day(field: FieldRow) -> date | None:
            return date_of(field.text()) if quiet else optional_day(field)

        named = self.kind.text() == "nama"
        return SeatOrder(uid="" if named else self.uid, nama=self.name.text() if named else "",
                         keadaan=self.state.text(), mulai=day(self.start), sampai=day(self.end),
                         sk_nomor=self.letter.text(), sk_tanggal=day(self.day),
                         perbarui=self.follow.isChecked() and not self.follow.isHidden())

    def act(self) -> None:
        if self.kind.text() == "peserta" and not self.uid:
            field = self.who
            field.set_state("salah", "Pilih satu nama dari daftar.")
            field.edit.setFocus()
            raise Problem("KURSI_SALAH", "Nama peserta belum dipilih.", "", "Pilih satu nama dari daftar.")
        order = self._order()
        self.renewed = order.perbarui
        self.value: SeatsUndo = self._desk.fill_seat(self._seat.id, order)


class SeatSheet(Sheet):
    """A new seat (``seat`` None), or the words and place of one. ``value``: (id, what takes it back)."""

    def __init__(self, parent: QWidget | None, desk: Desk, seat: Seat | None = None) -> None:
        super().__init__(parent, "Tambah kursi" if seat is None else f"Ubah kursi {seat.label}", "",
                         "Tambah kursi" if seat is None else "Simpan")
        self._desk, self._seat = desk, seat
        posts = {kode: post.label for kode, post in desk.policy.jabatan.items() if post.kelompok == "perangkat_desa"}
        self.post = self.add(FieldRow("Jabatan", "Menurut daftar jabatan perangkat desa.", choices=posts))
        self.place = self.add(FieldRow("Kolom", choices=COLUMNS, reserve=0))
        self.label = self.add(FieldRow("Nama kursi", "Seperti di SK, misalnya Kasi Pelayanan."))
        self.dusun = self.add(FieldRow("Dusun", "Seperti di data peserta, misalnya IV.", placeholder=""))
        if seat is not None:
            self.post.set_text(seat.jabatan)
            self.place.set_text(seat.kolom)
            self.label.set_text(seat.label)
            self.dusun.set_text(seat.dusun)
        self.post.setVisible(seat is None)
        self.post.changed.connect(self._follow_post)
        self.dusun.changed.connect(self._follow_dusun)
        self.dusun.setVisible(seat is not None and seat.jabatan == KADUS)
        (self.label if seat else self.post).edit.setFocus()

    def _follow_post(self, kode: str) -> None:
        found = [one.kolom for seats in self._desk.policy.formasi.values() for one in seats if one.jabatan == kode]
        self.place.set_text(found[0] if found else "kasi")
        self.label.set_text(self._desk.label("jabatan", kode) if kode != KADUS else "")
        self.dusun.setVisible(kode == KADUS)
        self.adjustSize()

    def _follow_dusun(self, name: str) -> None:
        if self._seat is None:
            self.label.set_text(f"Dusun {name.strip()}" if name.strip() else "")

    def act(self) -> None:
        if self._seat is None:
            self.value = self._desk.add_seat(self.place.text(), self.post.text(), self.label.text(),
                                             self.dusun.text())
            return
        kursi = self._seat.id
        undo = self._desk.rename_seat(kursi, self.label.text(), self.dusun.text())
        if self.place.text() != self._seat.kolom:
            moved = self._desk.move_seat(kursi, kolom=self.place.text())
            undo = type(undo)(undo.sebelum, moved.sesudah, undo.tersimpan, undo.klasifikasi)
        self.value = (kursi, undo)


class FormationSheet(Sheet):
    """The class of the desa, and the seats that go with it. ``value``: what takes it back."""

    def __init__(self, parent: QWidget | None, desk: Desk, board: Board) -> None:
        super().__init__(parent, "Susunan menurut klasifikasi desa",
                         "Pejabat yang sudah dipilih tetap di kursinya. Kursi kosong di luar susunan hilang.",
                         "Pakai susunan ini", wide=500)
        self._desk = desk
        self.klas = self.add(FieldRow("Klasifikasi desa", "Lihat SK Bupati tentang klasifikasi desa.", choices=CLASSES))
        self.klas.set_text(board.klasifikasi)
        self.told = Label("", "body", wrap=True)
        self.source = UnsureMark()
        self.column.insertWidget(self.column.count() - 1, self.told)
        self.column.insertWidget(self.column.count() - 1, self.source)
        self.klas.changed.connect(lambda _: self._fit())
        self._fit()
        self.klas.edit.setFocus()

    def _fit(self) -> None:
        seats = self._desk.policy.formasi.get(self.klas.text(), ())
        many = {kolom: sum(one.kolom == kolom for one in seats) for kolom in ("kaur", "kasi")}
        dusun = self._desk.unit.jumlah_dusun
        self.told.setText(f"{many['kaur']} kepala urusan, {many['kasi']} kepala seksi, {dusun} kepala dusun." if seats
                          else "Pilih klasifikasinya dulu.")
        self.source.set_doubts(doubts_of(self._desk.doubts(f"formasi.csv:{self.klas.text()}")) if seats else ())
        self.ok.setEnabled(bool(seats))
        self.adjustSize()

    def act(self) -> None:
        self.value: SeatsUndo = self._desk.reset_formation(self.klas.text())


class PostSheet(Sheet):
    """A post of the village's own. ``value``: its code."""

    def __init__(self, parent: QWidget | None, desk: Desk, kelompok: str) -> None:
        super().__init__(parent, f"Tambah jabatan {desk.label('kelompok', kelompok)}",
                         "Jabatan ini lalu bisa dipilih di data peserta.", "Tambah jabatan")
        self._desk, self._kelompok = desk, kelompok
        self.name = self.add(FieldRow("Nama jabatan", "Seperti di SK, misalnya Penjaga air bersih."))
        self.segment = self.add(FieldRow("Didaftarkan sebagai", "Menurut cara dibayar.", choices=SEGMENTS))
        self.segment.set_text("PU" if kelompok == "non_asn" else "BPU")
        self.name.edit.setFocus()

    def act(self) -> None:
        self.value: str = self._desk.add_post(self._kelompok, self.name.text(), self.segment.text())


