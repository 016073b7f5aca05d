"""The shapes of an import: where it comes from, what is asked of it, and what becomes of every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from jamsos_desktop.intake import DateQuestion, Layout, Sheet

SIAP, PERLU, DITAHAN, DILEWATI = HASIL = ("siap", "perlu_dilengkapi", "ditahan", "dilewati")
# What happens to people the desk has already: empty fields are filled, or they are left alone.
FILL, LEAVE = "isi_kosong", "lewati"
# Whom to take: everybody; only who is of working age and works; only who is here already.
EVERYBODY, WORKERS, KNOWN_ONLY = TAKEN = ("semua", "pekerja", "yang_ada")
NEW_PERSON = "baru"
_NONE: Mapping[int, str] = MappingProxyType({})
_NO_CELLS: Mapping[tuple[int, int], str] = MappingProxyType({})
_NO_VALUES: Mapping[tuple[int, str], str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ImportSource:
    """A workbook's sheet as it was read once; what is looked at is what is stored. ``sha``: SHA-256 of the file."""

    nama: str
    sha: str
    sheet: Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What somebody asks of an import; every wish gives a new plan, so that a step back is the plan before.

    Rows are named by their number as Excel shows it, columns by index from 0.

    ``kelompok``: the group where the sheet does not say it; ``kepala``: the header's row, None to look for it;
    ``kolom``: column -> target by hand; ``tanggal``: column -> "hbt" or "bht". ``isi``: cells typed over; ``nilai``: a
    field of one row, over whatever its cells say; ``lewati``: rows left out by hand; ``orang``: row -> uid of the
    person it is, or ``NEW_PERSON``; ``timpa``: (row, field key) that may replace what the desk holds.
    """

    kelompok: str = ""
    kepala: int | None = None
    kolom: Mapping[int, str] = _NONE
    tanggal: Mapping[int, str] = _NONE
    isi: Mapping[tuple[int, int], str] = _NO_CELLS
    nilai: Mapping[tuple[int, str], str] = _NO_VALUES
    lewati: frozenset[int] = frozenset()
    orang: Mapping[int, str] = _NONE
    timpa: frozenset[tuple[int, str]] = frozenset()
    yang_ada: str = FILL
    ambil: str = EVERYBODY
    pola: str = ""  # name of the pattern to use, "" the one that fits

    def after(self, mend: ImportMend, typed: str = "") -> ImportPlan:
        """The plan once a mend was pressed; ``typed``: the text for one that asks for it."""
        text = typed or mend.teks
        if mend.jenis in ("isi", "ketik") and mend.kolom >= 0:
            return self.typed_over(mend.baris, mend.kolom, text)
        if mend.jenis in ("nilai", "ketik"):
            return replace(self, nilai={**self.nilai, (mend.baris, mend.key): text})
        if mend.jenis == "lewati":
            return replace(self, lewati=self.lewati | {mend.baris})
        if mend.jenis == "timpa":
            return replace(self, timpa=self.timpa | {(mend.baris, mend.key)})
        return replace(self, orang={**self.orang, mend.baris: text})

    def typed_over(self, baris: int, kolom: int, text: str) -> ImportPlan:
        """A cell with another text (F2)."""
        return replace(self, isi={**self.isi, (baris, kolom): text})

    def column_as(self, kolom: int, sasaran: str) -> ImportPlan:
        """A column that holds this target ("" unused), chosen by hand."""
        return replace(self, kolom={**self.kolom, kolom: sasaran})

    def dates_as(self, kolom: int, order: str) -> ImportPlan:
        """A column of dates read as "hbt" or "bht"."""
        return replace(self, tanggal={**self.tanggal, kolom: order})


@dataclass(frozen=True, slots=True)
class ImportMend:
    """A one-click mend of one row: the button's words and the plan it leads to.

    ``jenis``: ``isi`` (cell text), ``nilai`` (field text), ``ketik`` (somebody must type the cell first), ``lewati``,
    ``timpa``, ``orang`` (``teks``: uid or ``NEW_PERSON``).
    """

    label: str
    jenis: str
    baris: int
    kolom: int = -1
    key: str = ""
    teks: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing about one row. ``tingkat``: ``ditahan`` (the row stays out), ``periksa`` (comes in, to be mended),
    ``ada`` (the person is here already), ``tanya`` (nothing happens before somebody answers)."""

    baris: int
    kolom: int
    key: str
    tingkat: str
    judul: str
    cara: str
    mends: tuple[ImportMend, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """What became of one row. ``hasil``: one of ``HASIL``; ``pesan``: why, "" when it is ready; ``uid``: of the person
    it became or fills, "" while there is none; ``ada``: the desk had them already; ``diisi``: field
    keys it gives them."""

    baris: int
    hasil: str
    nama: str
    pesan: str
    uid: str = ""
    ada: bool = False
    diisi: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellMark:
    """How a cell is shown: ``tingkat`` ``ditahan``, ``periksa`` or ``diganti``; ``teks``: what stands there ("" as in
    the sheet), ``asal``: why, or what stood there before."""

    tingkat: str
    teks: str = ""
    asal: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """The report of an import; ``coba``: nothing was stored. ``id``: names a stored import, to undo it.

    ``marks``: (row, column) -> how the cell is shown. ``tanpa``: field keys that most people will lack because no
    column gives them.
    """

    lembar: str
    rows: tuple[ImportedRow, ...]
    coba: bool
    layout: Layout
    problems: tuple[RowProblem, ...] = ()
    marks: Mapping[tuple[int, int], CellMark] = field(default_factory=dict)
    tanya: tuple[DateQuestion, ...] = ()
    tanpa: tuple[str, ...] = ()
    id: str = ""

    def count(self, hasil: str) -> int:
        return sum(1 for row in self.rows if row.hasil == hasil)

    def totals(self) -> dict[str, int]:
        """Counts that add up: baris = siap + perlu_dilengkapi + ditahan + dilewati."""
        return {"baris": len(self.rows), "masuk": self.masuk, **{hasil: self.count(hasil) for hasil in HASIL}}

    @property
    def masuk(self) -> int:
        return self.count(SIAP) + self.count(PERLU)


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import of the past. ``sampai``: ISO day until it can be undone; ``dibatalkan``: ISO time, "" while it
    stands."""

    id: str
    waktu: str
    oleh: str
    berkas: str
    lembar: str
    jumlah: Mapping[str, int]
    sampai: str
    dibatalkan: str = ""


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """What undoing takes back: people taken out, people given their old fields again, and who stays, with why."""

    dikeluarkan: int
    dikembalikan: int
    tinggal: tuple[tuple[str, str], ...]
