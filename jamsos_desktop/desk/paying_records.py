"""What the verbs of bills take and give: bills, what is not billed yet, who is covered until when, extensions.

Months are texts ``YYYY-MM``; money is sen (1/100 rupiah); ``id`` of a bill told by a reply alone is ``dpmd:<kode>``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jamsos_desktop.texts import number

# How a bill stands: asked without a payment code yet, with one, paid, past its due date, called off.
BILL_STATES = ("diajukan", "menunggu", "dibayar", "lewat", "batal")
# How far somebody's cover goes.
COVER_STATES = ("lewat", "berakhir", "belum_mulai", "aktif")


@dataclass(frozen=True, slots=True, kw_only=True)
class DuesBill:
    """One bill, the village's own (``dari`` desa) or told by a reply (dpmd), the same payment code only once.

    ``keadaan``: one of BILL_STATES; ``sisa_hari``: days until it is due (negative: past), None when paid, called off or
    without a due date. ``masa``: "Des 2026 - Mei 2027". ``bayar_desa``: the village pays it. ``pembayar``, ``penagih``:
    in words.
    """

    id: str
    sumber_dana: str
    segmen: str
    masa: str
    bulan_dari: str
    bulan_sampai: str
    orang: int
    jumlah_sen: int
    kode_bayar: str
    jatuh_tempo: date | None
    dibayar: date | None
    keadaan: str
    sisa_hari: int | None
    dari: str
    bayar_desa: bool
    penagih: str
    pembayar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BillMember:
    """Somebody on a bill. ``nama``: "BPU-000012 (sudah dihapus)" once they are gone. ``sebulan_sen``: of the last
    month (rates may change within a bill); the programmes and ``jumlah_sen``: of all ``bulan`` months."""

    uid: str
    nomor: str
    nama: str
    ada: bool
    kelompok: str
    bulan_dari: str
    bulan_sampai: str
    bulan: int
    jkk_sen: int
    jkm_sen: int
    jht_sen: int
    sebulan_sen: int
    jumlah_sen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DuesBillView:
    """One bill in full. ``bukti``: number of the proof; ``scan``: its file ("" none; ``Desk.proof`` reads it)."""

    row: DuesBill
    people: tuple[BillMember, ...]
    bukti: str
    scan: str
    catatan: str
    alasan_batal: str
    dibuat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """People of one payer, segment, end of cover and period who are not billed for what comes next.

    ``sampai``: last day covered, None for those who were never covered. ``keadaan``: ``belum_diajukan`` or
    ``diajukan`` (asked of the payer, no bill yet); ``lewat``: no longer covered. ``jumlah_sen`` of all ``bulan``
    months; ``tanpa_iuran``: people whose dues cannot be computed. ``sampai`` and ``uids`` fit ``ExtendOrder``.
    """

    sumber_dana: str
    segmen: str
    sampai: date | None
    bulan_dari: str
    bulan_sampai: str
    masa: str
    bulan: int
    uids: tuple[str, ...]
    orang: int
    jumlah_sen: int
    tanpa_iuran: int
    lewat: bool
    keadaan: str
    bayar_desa: bool
    pembayar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BillOrder:
    """A bill to be made: these people (``uids``), or everybody of ``segmen`` whose cover ends on ``sampai`` (None: who
    were sent and whose cover has not begun). Of each the programmes that ``sumber_dana`` pays, ``bulan`` months from
    ``bulan_dari``.
    """

    sumber_dana: str
    bulan_dari: str
    bulan: int = 1
    uids: tuple[str, ...] = ()
    segmen: str = ""
    sampai: date | None = None
    kode_bayar: str = ""
    jatuh_tempo: date | None = None
    catatan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillDraft:
    """What a BillOrder would make; nothing is kept."""

    segmen: str
    masa: str
    orang: int
    jumlah_sen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverRow:
    """A line of "Siapa aktif sampai kapan". ``keadaan``: one of COVER_STATES; ``kata``: who they are ("nelayan Dusun
    II"); ``saring``: ``Query.sampai`` of the list of exactly these people."""

    keadaan: str
    sampai: date | None
    orang: int
    kata: str
    saring: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """``terdaftar``: people in ``rows``; ``belum``: others who have not left and are not registered."""

    rows: tuple[CoverRow, ...]
    terdaftar: int
    belum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingRow:
    """Somebody whose cover ends soon or has ended. ``hari``: days left (negative: days since); ``diajukan``: an
    extension is asked. ``nonaktif``, ``tunggakan_bulan``, ``tunggakan_sen`` (what must be paid all the same): what the
    months without dues mean, in ``kata`` (``ringkas``: in few words, "" when there is nothing to say), by ``sumber``
    (``belum_dikonfirmasi``: nobody confirmed it). ``halangan``: why an extension would leave them out."""

    uid: str
    nomor: str
    nama: str
    kelompok: str
    segmen: str
    sumber_dana: str
    dusun: str
    sampai: date
    hari: int
    diajukan: bool
    nonaktif: bool
    tunggakan_bulan: int
    tunggakan_sen: int
    kata: str
    ringkas: str
    sumber: str
    belum_dikonfirmasi: bool
    halangan: str

    @property
    def hari_kata(self) -> str:
        """"Lewat 21 hari", "10 hari lagi"."""
        if self.hari < 0:
            return f"Lewat {number(-self.hari)} hari"
        return f"{number(self.hari)} hari lagi" if self.hari else "Hari terakhir"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingListOrder:
    """A list of people by the end of their cover to be printed. ``judul``: its title; ``lingkup``: who they are, in
    words ("Dibayar APBD Kabupaten")."""

    uids: tuple[str, ...]
    judul: str
    lingkup: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendOrder:
    """An extension (permohonan ``lanjut``): these people, or everybody of ``sumber_dana`` and ``segmen`` whose cover
    ends on ``sampai`` at the latest (None: soon, by the policy) and who did not ask yet. ``bulan`` 0: each the period
    they paid last; ``mulai`` None: the day after their cover, the first of next month for those no longer covered."""

    uids: tuple[str, ...] = ()
    sumber_dana: str = ""
    segmen: str = ""
    sampai: date | None = None
    bulan: int = 0
    mulai: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Somebody an extension leaves out, and why."""

    uid: str
    nama: str
    alasan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """What an extension did or (``coba``) would do: ``diajukan`` of ``dari`` people; ``tagihan``: bills made where the
    village pays itself; ``jumlah_sen`` of all months; ``kalimat``: to show; ``undo_id`` for ``undo_extension``;
    ``masa``: from the first month to the last that is asked or billed, in words."""

    diajukan: tuple[str, ...]
    dari: int
    dilewati: tuple[Skipped, ...]
    tagihan: tuple[str, ...]
    jumlah_sen: int
    kalimat: str
    undo_id: str
    masa: str = ""
