"""What screens and commands are told of leaving, deaths and accidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jamsos_desktop.rules.entitlement import Entitlement

ACCIDENT = "kecelakaan_kerja"  # a cause that is an event, not a leaving
JKM, JKK = "JKM", "JKK"
OPEN = "terbuka"
# How an event ends; the last three mean that nothing was paid.
OUTCOMES = {"dibayar": "Sudah dibayar", "ditolak": "Ditolak BPJS", "bukan_peserta": "Bukan peserta hari itu",
            "bukan_kecelakaan": "Bukan kecelakaan kerja", "batal": "Salah catat"}
PAPER_STATES = ("ada", "tidak_ada", "tidak_perlu")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOrder:
    """``sebab``: a code of ``keluar_sebab``, or ``kecelakaan_kerja``. ``waktu`` and ``tempat``: moment and place of an
    accident (only ``waktu`` is needed; without a zone it is local time). ``karena_kecelakaan``: the death came of
    it."""

    tanggal: date | None = None
    sebab: str
    uraian: str = ""
    waktu: datetime | None = None
    tempat: str = ""
    karena_kecelakaan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """``kejadian``: id of the event that was opened, "" for none. ``hak``: None where no right is asked about.
    ``kalimat``: what was written, in words."""

    uid: str
    nama: str
    status: str
    kejadian: str
    hak: Entitlement | None
    kalimat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event. ``waktu``: moment of an accident, None for a death; ``tenggat``: until when it must be reported, None
    when it need not be or has been; ``sisa``: "Sisa 31 jam", "Lewat 5 jam" or "". ``langkah``: what is next, in words.
    ``keadaan``: ``terbuka`` or one of OUTCOMES."""

    id: str
    uid: str
    jenis: str
    nama: str
    nomor: str
    dusun: str
    kelompok: str
    tanggal: date
    waktu: datetime | None
    meninggal: bool
    keadaan: str
    label: str
    tenggat: datetime | None
    sisa: str
    lewat: bool
    dilaporkan: datetime | None
    diajukan: date | None
    selesai: date | None
    berkas_ada: int
    berkas_perlu: int
    langkah: str

    @property
    def terbuka(self) -> bool:
        return self.keadaan == OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPaper:
    """A paper of the checklist; ``keadaan``: one of PAPER_STATES."""

    kode: str
    label: str
    singkat: str
    wajib: bool
    keadaan: str
    belum_dikonfirmasi: bool
    sumber: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeirLine:
    """An heir in order; ``umur``: None when not known; ``wali``: guardian; ``perlu_wali``: a minor without one."""

    urutan: int
    nama: str
    hubungan: str
    umur: int | None
    hp: str
    wali: str
    perlu_wali: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """Everything of one event. ``nik``: last four digits only. ``urutan``: the order of heirs by law, in words."""

    baris: EventRow
    nik: str
    kpj: str
    tempat: str
    uraian: str
    catatan: str
    hak: Entitlement
    berkas: tuple[EventPaper, ...]
    ahli_waris: tuple[HeirLine, ...]
    tanpa_ahli_waris: bool
    urutan: str
    urutan_sumber: str
