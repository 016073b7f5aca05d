"""What pages and commands are shown of the SOTK: seats and their board, posts and their people, what ends soon."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from jamsos_desktop.store.seats import SeatRow

LENGKAP, KURANG, KOSONG = "lengkap", "kurang", "kosong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat and who holds it. ``uid`` of a Peserta, or ``nama`` alone; nobody: both empty.

    ``papan``: lengkap, kurang (the person needs something) or kosong. ``masalah``: what, in few words; ``rangkap``:
    labels of the other seats the same person holds; ``berakhir``: the first day an appointment, Plt or Pj ends, in
    ``berakhir_hari`` days (negative: it has ended). ``bekas``: who left the seat and why; ``otomatis``: seated by post,
    nobody chose it. SK and dates are those of the seat, else those of the person's record.
    """

    id: str
    kolom: str
    jabatan: str
    label: str
    dusun: str
    uid: str = ""
    nama: str = ""
    keadaan: str = "definitif"
    mulai: date | None = None
    sampai: date | None = None
    sk_nomor: str = ""
    sk_tanggal: date | None = None
    status: str = ""
    masalah: str = ""
    tingkat: str = ""
    papan: str = KOSONG
    rangkap: tuple[str, ...] = ()
    berakhir: date | None = None
    berakhir_hari: int | None = None
    bekas: str = ""
    otomatis: bool = False

    @property
    def terisi(self) -> bool:
        return bool(self.uid or self.nama)


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One column of the board: its code, what stands over it, its seats from above."""

    kode: str
    label: str
    kursi: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Unseated:
    """Somebody of the perangkat desa whom no seat could be found for without guessing; ``sebab`` says why."""

    uid: str
    nama: str
    jabatan: str
    sebab: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The SOTK. ``klasifikasi`` "": not chosen yet, the largest formation is shown. ``tersimpan``: the village has
    edited it. ``belum_dikonfirmasi``: the default formation rests on an unconfirmed source (``sumber``)."""

    kolom: tuple[BoardColumn, ...]
    tanpa_kursi: tuple[Unseated, ...]
    klasifikasi: str
    diperiksa: date | None
    diperiksa_oleh: str
    tersimpan: bool
    belum_dikonfirmasi: bool
    sumber: str

    @property
    def kursi(self) -> tuple[Seat, ...]:
        """Every seat, column by column."""
        return tuple(seat for column in self.kolom for seat in column.kursi)

    @property
    def lengkap(self) -> int:
        return self._many(LENGKAP)

    @property
    def kurang(self) -> int:
        return self._many(KURANG)

    @property
    def kosong(self) -> int:
        return self._many(KOSONG)

    def _many(self, papan: str) -> int:
        return sum(seat.papan == papan for seat in self.kursi)

    def seat(self, kursi_id: str) -> Seat | None:
        """The seat of that id."""
        return next((seat for seat in self.kursi if seat.id == kursi_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatOrder:
    """Who is to hold a seat: ``uid`` or ``nama``, and as what. ``perbarui``: also bring the person's own record
    (group, post, SK) in line."""

    uid: str = ""
    nama: str = ""
    keadaan: str = "definitif"
    mulai: date | None = None
    sampai: date | None = None
    sk_nomor: str = ""
    sk_tanggal: date | None = None
    perbarui: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a person that a seat would change: what it is called, as it is, as it would be."""

    kunci: str
    label: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class SeatsUndo:
    """How the seats stood before a change, and after it: taken back only while nothing else changed."""

    sebelum: tuple[SeatRow, ...] = field(repr=False)
    sesudah: tuple[SeatRow, ...] = field(repr=False)
    tersimpan: bool = True
    klasifikasi: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPerson:
    """Somebody who holds a post: ``masalah`` worst first in few words, ``tingkat`` of it."""

    uid: str
    nomor: str
    nama: str
    segmen: str
    dusun: str
    status: str
    masalah: str
    tingkat: str
    sk_berakhir: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostGroup:
    """A post of a group and its people. ``segmen``: PU or BPU for new people here; ``segmen_asal``: what the
    district's list says (PU, BPU, PU/BPU, CEK); ``sendiri``: the village's own post; ``disembunyikan``: not offered."""

    kode: str
    label: str
    kelompok: str
    unsur: str
    segmen: str
    segmen_asal: str
    sendiri: bool
    disembunyikan: bool
    belum_dikonfirmasi: bool
    sumber: str
    orang: tuple[PostPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Something that ends. ``jenis``: sk, bpd, plt, pj, jabatan or kontrak; ``hari``: days from today, negative once
    it has passed; ``kursi``: the seat's id or ""."""

    jenis: str
    label: str
    nama: str
    jabatan: str
    tanggal: date
    hari: int
    uid: str = ""
    kursi: str = ""
