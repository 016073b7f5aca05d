"""What the page "Ganda & mutu" is shown: pairs, the records of one pair side by side, and the people of a mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# The four decisions, by the number they are chosen with.
PAKAI_A, PAKAI_B, PINDAH, BERBEDA = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class PairRow:
    """One line of the list. ``jenis``: ``nik`` (same NIK) or ``mirip``; ``skor`` 0..100; ``keputusan`` 0 = open.

    ``desa``: names of the two villages in the order A, B. ``rincian``: the reasons in words. ``putusan``: number
    by which the newest decision about it is undone (0: none).
    """

    id: int
    jenis: str
    skor: int
    nama: str
    nama_b: str
    desa: tuple[str, str]
    kecamatan: tuple[str, str]
    unit: tuple[str, str]
    uids: tuple[str, str]
    rincian: str
    ditemukan: str
    keputusan: int = 0
    catatan: str = ""
    oleh: str = ""
    waktu: str = ""
    putusan: int = 0


@dataclass(frozen=True, slots=True)
class PairReason:
    """One part of a score: what was compared, the points it gave, and in words."""

    label: str
    poin: int
    teks: str


@dataclass(frozen=True, slots=True)
class PairRecord:
    """One record of the pair, or of the others that may be the same person. ``huruf``: A, B, C, ...

    ``judul``: "Desa Bajo Indah, Kec. Soropia". ``berjalan``: a member in the eyes of BPJS, or on the way.
    """

    huruf: str
    uid: str
    unit: str
    judul: str
    nama: str
    nik: str
    keadaan: str
    status: str
    berjalan: bool
    aktif: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One row of the comparison: its values by record, whether A and B agree, and the word for it."""

    label: str
    nilai: tuple[str, ...]
    sama: bool
    kata: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the four decisions as it would work out now.

    ``akibat`` says what it does. ``boleh`` False: not possible, ``akibat`` says why. ``mengakhiri``: whose
    running membership it would end ("" when none): needs ``akhiri_aktif=True``.
    """

    nomor: int
    judul: str
    akibat: str
    boleh: bool = True
    mengakhiri: str = ""


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair side by side. ``records``: A and B, then the others of the same cluster. ``arah``: ``A ke B`` or
    ``B ke A``, the direction of decision 3. ``pilihan``: the four decisions by number."""

    row: PairRow
    alasan: tuple[PairReason, ...]
    records: tuple[PairRecord, ...]
    baris: tuple[Compared, ...]
    pilihan: Mapping[int, Choice]
    arah: str

    @property
    def akibat(self) -> dict[int, str]:
        """Number -> what that decision does, in words."""
        return {nomor: choice.akibat for nomor, choice in self.pilihan.items()}


@dataclass(frozen=True, slots=True)
class PairCounts:
    """How far the deciding is: pairs decided and open, people and villages there are (those not deleted).

    ``dicari``: ISO moment of the last search, "" when there was none; ``usang``: people came or changed since.
    """

    diputuskan: int
    terbuka: int
    orang: int
    unit: int
    dicari: str = ""
    usang: bool = False

    @property
    def semua(self) -> int:
        return self.diputuskan + self.terbuka


@dataclass(frozen=True, slots=True)
class DoublesReport:
    """What a search found: people compared, pairs open now, of them new ones and ones asked again; ``hilang``:
    open pairs that no longer look like one person."""

    orang: int
    terbuka: int
    sama_nik: int
    baru: int
    ditanya_lagi: int
    hilang: int


@dataclass(frozen=True, slots=True)
class QualityTab:
    """A tab of people with a mark: ``kode``, its words, how many people. ``tanda``: the marks it gathers."""

    kode: str
    judul: str
    icon: str
    orang: int
    tanda: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class QualityPerson:
    """One person of a quality tab: what is odd, in words, and how far the district is with them."""

    uid: str
    nama: str
    nik: str
    unit: str
    desa: str
    kecamatan: str
    kelompok: str
    status: str
    tanda: str
