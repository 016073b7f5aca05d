"""What "Terima kiriman" shows: a line per file, the report of a run, the two sides of a fork, versions of a person."""

from __future__ import annotations

from dataclasses import dataclass

# Every file ends in one of these. ``kunci_belum``: a first package, taken in, whose key nobody compared yet;
# ``menunggu``: kept until the package it builds upon comes; ``bukan_kiriman``: another kind of file.
HASIL = ("baru", "berubah", "ulang", "nomor_terlewat", "dua_laptop", "kunci_belum", "kunci_lain", "menunggu",
         "ditolak", "bukan_kiriman")
# The four sums over a report; each line counts in exactly one.
MASUK = ("baru", "berubah", "nomor_terlewat")
KEPUTUSAN = ("kunci_belum", "dua_laptop", "kunci_lain", "menunggu")
DITOLAK = ("ditolak", "bukan_kiriman")


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of a run, or one delivery of the past.

    ``hasil``: see HASIL. ``baru + berubah + berakhir + bentrok + sama`` are the people of the package;
    ``dihapus`` those deleted by it. ``asing``: keys that this version does not know. ``kiriman_id``: 0 where
    nothing was kept of the file. ``problem_kode``: why it was refused, "" otherwise. ``dibuat``, ``diambil``:
    ISO moments, "" unknown. ``keputusan``: of a fork (``decide_fork``), "" none.
    ``selesai``: what it asked for was answered since (key compared, fork decided).
    """

    nama_berkas: str
    kode: str = ""
    desa: str = ""
    kecamatan: str = ""
    seq: int = 0
    hasil: str = "ditolak"
    keterangan: str = ""
    baru: int = 0
    berubah: int = 0
    berakhir: int = 0
    bentrok: int = 0
    sama: int = 0
    dihapus: int = 0
    asing: int = 0
    kode_periksa: str = ""
    kiriman_id: int = 0
    problem_kode: str = ""
    dibuat: str = ""
    diambil: str = ""
    keputusan: str = ""
    selesai: bool = False


@dataclass(frozen=True, slots=True)
class TakeInReport:
    """A finished run. ``masuk + ulang + keputusan + ditolak == len(lines)``.

    ``dilepas``: packages kept earlier that could go in now (their base came, their key was accepted).
    """

    lines: tuple[FileLine, ...]
    dilepas: tuple[FileLine, ...] = ()

    @property
    def masuk(self) -> int:
        return self._many(MASUK)

    @property
    def ulang(self) -> int:
        return self._many(("ulang",))

    @property
    def keputusan(self) -> int:
        return self._many(KEPUTUSAN)

    @property
    def ditolak(self) -> int:
        return self._many(DITOLAK)

    @property
    def baru(self) -> int:
        """People heard of for the first time."""
        return sum(line.baru for line in (*self.lines, *self.dilepas))

    @property
    def perubahan(self) -> int:
        """People changed or ended."""
        return sum(line.berubah + line.berakhir for line in (*self.lines, *self.dilepas))

    def _many(self, kinds: tuple[str, ...]) -> int:
        return sum(line.hasil in kinds for line in self.lines)


@dataclass(frozen=True, slots=True)
class ForkSide:
    """One of two packages that exclude each other. ``tanggal``: ISO moment (A: taken in, B: came).

    ``laptop``: number of the device within the village. ``orang``: people it carries, ``baru`` of them new.
    """

    kiriman_id: int
    seq: int
    tanggal: str
    laptop: int
    orang: int
    baru: int
    kode_periksa: str


@dataclass(frozen=True, slots=True)
class ForkView:
    """A fork to decide: A was received, B arrived and is kept aside.

    ``sebab``: ``nomor`` (same number, other content), ``urutan`` (does not follow what is held) or ``pensiun``
    (sent by a laptop that was replaced). ``sama``/``beda``: people in both, alike or not; ``gabungan``: people
    after merging both. ``laptop_lain``: the packages come from two laptops. ``sah``: both signed by the village's
    registered key. ``kontak``: name and number of whom to call, "" unknown. ``keputusan``: "", ``tahan``,
    ``gabung``, ``a`` or ``b``; ``putusan_id`` undoes it (0: nothing to undo).
    """

    kiriman_id: int
    kode: str
    desa: str
    seq: int
    sebab: str
    laptop_lain: bool
    a: ForkSide | None
    b: ForkSide
    sama: int
    beda: int
    hanya_a: int
    hanya_b: int
    sah: bool
    kontak_nama: str
    kontak_hp: str
    keputusan: str
    putusan_id: int

    @property
    def gabungan(self) -> int:
        return self.sama + self.beda + self.hanya_a + self.hanya_b


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of somebody changed on two laptops; ``dipakai``: the one shown now.

    ``settle_version(uid, perangkat, revisi, sidik)`` chooses it. ``beda``: labels of fields that differ from the
    shown one. ``keadaan``: ``terbuka`` until a person chose.
    """

    uid: str
    nama: str
    kode: str
    desa: str
    perangkat: str
    laptop: int
    revisi: int
    sidik: str
    waktu: str
    dipakai: bool
    keadaan: str
    beda: tuple[str, ...]
