"""The shapes of an import: where it comes from, what is asked of it, and what becomes of every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from jamsos_desktop.intake import DateQuestion, Layout, Sheet
from jamsos_desktop.model.fields import label

SIAP, PERLU, DITAHAN, DILEWATI = HASIL = ("siap", "perlu_dilengkapi", "ditahan", "dilewati")
# What happens to people the desk has already: empty fields are filled, or they are left alone.
FILL, LEAVE = "isi_kosong", "lewati"
# Whom to take: everybody; only who is of working age and works; only who is here already.
EVERYBODY, WORKERS, KNOWN_ONLY = TAKEN = ("semua", "pekerja", "yang_ada")
NEW_PERSON = "baru"
# How much a problem weighs, worst first: the row stays out; comes in and is to be mended; an answer is wanted; the
# person is here already.
HOLDS, TO_MEND, ASKS, HERE = ("ditahan", "periksa", "tanya", "ada")
REPLACED_MARK = "diganti"


@dataclass(frozen=True, slots=True)
class ImportSource:
    """A workbook's sheet as it was read once; what is looked at is what is stored. ``sha``: SHA-256 of the file."""

    nama: str
    sha: str
    sheet: Sheet
    # What was found out about rows under an earlier plan, so that one mend does not judge everybody again.
    memory: dict[object, object] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What somebody asks of an import; every wish gives a new plan, so that a step back is the plan before.

    Rows are named by their number as Excel shows it, columns by index from 0.

    ``kelompok``: the group where the sheet does not say it; ``kepala``: the header's row, None to look for it;
    ``kolom``: column -> target by hand; ``tanggal``: column -> "hbt" or "bht". ``isi``: cells typed over; ``nilai``: a
    field of one row, over whatever its cells say; ``letak``: the cell that such a field stands in; ``lewati``: rows
    left out by hand; ``orang``: row -> uid of the person it is, or ``NEW_PERSON``; ``timpa``: (row, field key)
    that may replace what the desk holds; ``biarkan``: (row, code of a problem) that somebody looked at and left.
    """

    kelompok: str = ""
    kepala: int | None = None
    kolom: Mapping[int, str] = field(default_factory=dict)
    tanggal: Mapping[int, str] = field(default_factory=dict)
    isi: Mapping[tuple[int, int], str] = field(default_factory=dict)
    nilai: Mapping[tuple[int, str], str] = field(default_factory=dict)
    letak: Mapping[tuple[int, str], int] = field(default_factory=dict)
    lewati: frozenset[int] = frozenset()
    orang: Mapping[int, str] = field(default_factory=dict)
    timpa: frozenset[tuple[int, str]] = frozenset()
    biarkan: frozenset[tuple[int, str]] = frozenset()
    yang_ada: str = FILL
    ambil: str = EVERYBODY
    pola: str = ""  # name of the pattern to use, "" the one that fits

    def after(self, mend: ImportMend, typed: str = "") -> ImportPlan:
        """The plan once a mend was pressed; ``typed``: the text for one that asks for it."""
        text = typed or mend.teks
        if mend.jenis in ("isi", "ketik") and mend.kolom >= 0:
            return self.typed_over(mend.baris, mend.kolom, text)
        if mend.jenis in ("nilai", "ketik"):
            spot = (mend.baris, mend.key)
            return replace(self, nilai={**self.nilai, spot: text}, letak={**self.letak, spot: mend.letak})
        if mend.jenis == "lewati":
            return replace(self, lewati=self.lewati | {mend.baris})
        if mend.jenis == "biarkan":
            return replace(self, biarkan=self.biarkan | {(mend.baris, mend.key)})
        if mend.jenis == "timpa":
            return replace(self, timpa=self.timpa | {(mend.baris, mend.key)})
        return replace(self, orang={**self.orang, mend.baris: text})

    def typed_over(self, baris: int, kolom: int, text: str) -> ImportPlan:
        """A cell with another text (F2); what was chosen for its fields before no longer counts."""
        kept = {spot: value for spot, value in self.nilai.items()
                if spot[0] != baris or self.letak.get(spot, -1) != kolom}
        return replace(self, isi={**self.isi, (baris, kolom): text}, nilai=kept)

    def column_as(self, kolom: int, sasaran: str) -> ImportPlan:
        """A column that holds this target ("" unused), chosen by hand."""
        return replace(self, kolom={**self.kolom, kolom: sasaran})

    def dates_as(self, kolom: int, order: str) -> ImportPlan:
        """A column of dates read as "hbt" or "bht"."""
        return replace(self, tanggal={**self.tanggal, kolom: order})


@dataclass(frozen=True, slots=True)
class ImportMend:
    """A one-click mend of one row: the button's words and the plan it leads to.

    ``jenis``: ``isi`` (cell text), ``nilai`` (field text), ``ketik`` (somebody must type first: the cell where
    ``kolom`` says one, else the field ``key``; ``teks`` is what to begin with), ``lewati``, ``timpa``, ``orang``
    (``teks``: uid or ``NEW_PERSON``), ``biarkan`` (``key``: code of the problem that is left as it is). ``letak``: the
    cell that the field stands in, -1 for none.
    """

    label: str
    jenis: str
    baris: int
    kolom: int = -1
    key: str = ""
    teks: str = ""
    letak: int = -1


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing about one row. ``tingkat``: HOLDS, TO_MEND, ASKS or HERE.

    ``kolom``: the cell it is about, -1 where there is none; ``judul``: what, without a full stop; ``cara``: why and
    what to do, whole sentences; ``kode``: what kind of thing it is, the same for every row that has it."""

    baris: int
    kolom: int
    key: str
    tingkat: str
    judul: str
    cara: str
    mends: tuple[ImportMend, ...] = ()
    kode: str = ""


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """What became of one row. ``hasil``: one of ``HASIL``; ``pesan``: why, "" when it is ready; ``uid``: of the person
    it became or fills, "" while there is none; ``ada``: the desk had them already; ``diisi``: field
    keys it gives them; ``kurang``: field keys that are asked for and stay empty (``keluarga``: any heir)."""

    baris: int
    hasil: str
    nama: str
    pesan: str
    uid: str = ""
    ada: bool = False
    diisi: tuple[str, ...] = ()
    kurang: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellMark:
    """How a cell is shown: ``tingkat`` ``ditahan``, ``periksa`` or ``REPLACED_MARK``; ``teks``: what stands there now
    ("" as in the sheet), ``asal``: why, or of a replaced cell what stood there before."""

    tingkat: str
    teks: str = ""
    asal: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """The report of an import; ``coba``: nothing was stored. ``id``: names a stored import, to undo it.

    ``problems``: by row, within a row worst first. ``marks``: (row, column) -> how the cell is shown. ``tanpa``: keys
    of asked-for fields that most people who come in will lack (``keluarga``: any heir), in the order of the form.
    ``dari_nik``: keys that no column gives and that are read from whole NIKs, of new people only.
    ``pernah``: that this very file was brought in before, as a sentence, "" else.
    """

    lembar: str
    rows: tuple[ImportedRow, ...]
    coba: bool
    layout: Layout
    problems: tuple[RowProblem, ...] = ()
    marks: Mapping[tuple[int, int], CellMark] = field(default_factory=dict)
    tanya: tuple[DateQuestion, ...] = ()
    tanpa: tuple[str, ...] = ()
    dari_nik: tuple[str, ...] = ()
    id: str = ""
    pernah: str = ""

    @property
    def dari_nik_kata(self) -> str:
        """What is read from the NIK, as a sentence, "" where nothing is."""
        words = " dan ".join(label(key).lower() for key in self.dari_nik)
        return f"{words.capitalize()} dibaca dari NIK." if words else ""

    def count(self, hasil: str) -> int:
        """How many rows came to this ``hasil``."""
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
