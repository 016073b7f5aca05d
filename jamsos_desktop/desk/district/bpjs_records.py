"""What Ke BPJS and Pembayaran show: batches, their bills and people, candidates, results, templates.

Money in sen. A day that is not known is None, a text that is not known "".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """One line of the table of batches. ``keadaan``: siap, diserahkan, menunggu_bayar, dibayar, hasil or
    dibatalkan. ``npp`` and ``kode_bayar``: the one, or "31 NPP"; ``lunas``: the last day something was paid."""

    nomor: str
    jenis: str
    segmen: str
    kelompok: str
    wadah: str
    sumber_dana: str
    npp: str
    desa: int
    orang: int
    sebulan_sen: int
    jumlah_sen: int
    masa_dari: date | None
    bulan: int
    keadaan: str
    kode_bayar: str
    tempo: date | None
    lunas: date | None
    ok: int
    ditolak: int
    dibuat: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """A tagihan: what is paid at once, with one kode bayar. ``unit`` "" where a wadah pays for all."""

    id: int
    batch: str
    npp: str
    unit: str
    nama: str
    wadah: str
    sumber_dana: str
    orang: int
    sebulan_sen: int
    jumlah_sen: int
    kode_bayar: str
    tempo: date | None
    dibayar: date | None
    bukti: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchMember:
    """One person in a batch. ``hasil``: "", ok or ditolak; ``lembar``: the SIPP sheet they stand on; ``tagihan``: the
    bill they are paid with."""

    uid: str
    nik: str
    nama: str
    unit: str
    desa: str
    npp: str
    tagihan: int
    lembar: str
    sebulan_sen: int
    hasil: str
    kpj: str
    aktif_dari: date | None
    alasan: str
    teks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """A batch with all that hangs on it. ``masa_sampai``: last day the bills pay for."""

    row: BatchRow
    bills: tuple[Bill, ...]
    members: tuple[BatchMember, ...]
    masa_sampai: date | None
    diisi: date | None
    diserahkan: date | None
    surat: str
    hasil: date | None

    @property
    def sheets(self) -> dict[str, int]:
        """Sheet -> people on it."""
        found: dict[str, int] = {}
        for member in self.members:
            found[member.lembar] = found.get(member.lembar, 0) + 1
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchChoice:
    """Which people become a batch: a group of ``candidates()``, and what is paid for. Without ``units`` all."""

    jenis: str
    segmen: str
    kelompok: str
    sumber_dana: str
    aktif_sampai: str = ""
    masa_dari: date | None = None
    bulan: int = 0
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchGroup:
    """People who may go into one batch. Left out are ``tertahan`` people of villages without NPP (``tanpa_npp``) or
    whose key nobody has compared yet (``kunci_belum``), both by name."""

    jenis: str
    segmen: str
    kelompok: str
    sumber_dana: str
    aktif_sampai: str
    wadah: str
    orang: int
    desa: int
    sebulan_sen: int
    tanpa_npp: tuple[str, ...]
    kunci_belum: tuple[str, ...]
    tertahan: int
    masa_dari: date

    def choice(self, masa_dari: date, bulan: int, units: tuple[str, ...] = ()) -> BatchChoice:
        """This group as an order."""
        return BatchChoice(jenis=self.jenis, segmen=self.segmen, kelompok=self.kelompok,
                           sumber_dana=self.sumber_dana, aktif_sampai=self.aktif_sampai, masa_dari=masa_dari,
                           bulan=bulan, units=units)


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """A member, or somebody on the way to be, whose village says they died: heirs may have a right to JKM.
    ``tanggal``: the day, as far as the village wrote one."""

    uid: str
    nik: str
    nama: str
    unit: str
    desa: str
    kelompok: str
    kpj: str
    keadaan: str
    tanggal: date | None
    aktif_sampai: date | None
    catatan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchMade:
    """A new batch, and who was left out and why (sentence, people)."""

    nomor: str
    orang: int
    desa: int
    npp: int
    dilewati: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """One row of BPJS's list. ``keadaan``: cocok, bukan_batch, ganda, tidak_terbaca or sudah (known before)."""

    baris: int
    keadaan: str
    nik: str = ""
    nama: str = ""
    uid: str = ""
    hasil: str = ""
    kpj: str = ""
    aktif_dari: date | None = None
    alasan: str = ""
    teks: str = ""
    keterangan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPreview:
    """What a result file says of a batch, before anything is written. ``tanpa_hasil``: people it does not name.

    The five counts of ``counts`` add up to the rows of the file.
    """

    nomor: str
    nama_berkas: str
    lines: tuple[ResultLine, ...]
    tanpa_hasil: int

    @property
    def counts(self) -> dict[str, int]:
        """keadaan -> rows."""
        found = dict.fromkeys(("cocok", "sudah", "bukan_batch", "ganda", "tidak_terbaca"), 0)
        for line in self.lines:
            found[line.keadaan] += 1
        return found

    @property
    def ok(self) -> int:
        return sum(line.keadaan == "cocok" and line.hasil == "ok" for line in self.lines)

    @property
    def ditolak(self) -> int:
        return sum(line.keadaan == "cocok" and line.hasil == "ditolak" for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsApplied:
    """Results written; ``putusan`` undoes them. ``aktif``: members from now on, ``menunggu``: accepted, unpaid."""

    putusan: int
    ok: int
    ditolak: int
    aktif: int
    menunggu: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateField:
    """One column of the office's template. ``isi``: what is put there, in words; ``kosong``: rows without it;
    ``belum_dikonfirmasi``: nobody has confirmed what belongs there."""

    lembar: str
    judul: str
    isi: str
    kosong: int
    wajib: bool
    belum_dikonfirmasi: bool
    sumber: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateCheck:
    """A template held against a batch. ``baris`` of ``orang`` people can be filled in."""

    path: Path
    nama_berkas: str
    diubah: date
    npp: str
    fields: tuple[TemplateField, ...]
    baris: int
    orang: int
    catatan: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesMade:
    """Files written, and the rows in them."""

    files: tuple[Path, ...]
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """Members of one payer whose dues end in one month (``bulan``: its first day)."""

    sumber_dana: str
    bulan: date
    orang: int
    sebulan_sen: int
    lewat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaUse:
    """Quota of pekerja rentan of one fund and year, and how many people it carries."""

    sumber_dana: str
    tahun: int
    kuota: int
    terpakai: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentsView:
    """Page Pembayaran. ``bills``: unpaid ones first (overdue, then by due date), then the paid, newest first."""

    bills: tuple[Bill, ...]
    lapses: tuple[Lapse, ...]
    quotas: tuple[QuotaUse, ...]
