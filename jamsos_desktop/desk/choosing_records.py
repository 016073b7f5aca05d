"""What the pages and verbs on choosing pekerja rentan are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# States of a row; the first three are kept, the others follow from the people.
CHOSEN, RESERVE, SKIPPED, REPLACED = "terpilih", "cadangan", "dilewati", "diganti"
NEW, NOT_ELIGIBLE = "baru", "tidak_bisa"
DRAFT, SETTLED = "draf", "ditetapkan"


@dataclass(frozen=True, slots=True, kw_only=True)
class RentanQuota:
    """The seats of one fund in one year. ``orang``: the number that counts (the village's own, else DPMD's, None when
    neither said one); ``lebih``: the village's number is above DPMD's. ``keadaan``: "" (nothing proposed), draf or
    ditetapkan. ``terisi``: people chosen."""

    tahun: int
    sumber_dana: str
    label: str
    wadah_jenis: str
    orang: int | None
    desa: int | None
    dpmd: int | None
    dasar: str
    lebih: bool
    terisi: int
    cadangan: int
    keadaan: str
    sk_nomor: str
    sk_tanggal: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionRow:
    """One candidate. ``urut``: place in the list (0: not in it); ``peringkat``: place by the criteria alone (0: not
    eligible). ``kata``: "desil 1 · nelayan, risiko tinggi · 54 tahun". ``tidak_bisa``: why not; of somebody chosen it
    means that the seat has to be given to another. ``alasan``: why pinned, skipped or replaced. ``pengganti``: name of
    who took the seat, ``menggantikan``: of who had it."""

    uid: str
    nama: str
    nik: str
    nomor: str
    dusun: str
    pekerjaan: str
    status: str
    keadaan: str
    urut: int
    peringkat: int
    kata: str
    kunci: bool = False
    alasan: str = ""
    tidak_bisa: tuple[str, ...] = ()
    pengganti: str = ""
    menggantikan: str = ""
    belum_dicek: bool = False
    beda: bool = False

    @property
    def bermasalah(self) -> bool:
        """Whether somebody chosen can no longer keep the seat."""
        return self.keadaan == CHOSEN and bool(self.tidak_bisa)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """One list: rows in the order they are shown (chosen, reserve, not proposed yet, skipped, not eligible, replaced).

    ``beda``: people chosen whose fund, wadah or SK is not that of the list; ``baru``: eligible people who are not in
    the list; ``tanda``: what of the order is not confirmed, "" when all is.
    """

    kuota: RentanQuota
    rows: tuple[SelectionRow, ...]
    urutan: str
    tanda: str

    def of(self, keadaan: str) -> tuple[SelectionRow, ...]:
        """The rows of one state, in order."""
        return tuple(row for row in self.rows if row.keadaan == keadaan)

    @property
    def beda(self) -> int:
        return sum(row.beda for row in self.rows)

    @property
    def baru(self) -> int:
        return sum(row.keadaan == NEW for row in self.rows)

    @property
    def bermasalah(self) -> int:
        return sum(row.bermasalah for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreedSeat:
    """A seat of a settled list whose holder can no longer have it. ``pengganti``: uid of the first of the reserve,
    "" when there is none."""

    tahun: int
    sumber_dana: str
    label: str
    uid: str
    nama: str
    alasan: str
    pengganti: str
    pengganti_nama: str
    pengganti_kata: str
    cadangan: int
