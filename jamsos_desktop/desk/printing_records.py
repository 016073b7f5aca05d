"""What is asked of Cetak and what it answers: orders, plans, results; and what a kind of paper is asked with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.printing_numbers import Numbers
from jamsos_desktop.desk.printing_people import Candidate, Judged, Whole
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.store import bills, bundles, outgoing
from jamsos_desktop.store.engine import Database

PAPER_SIZES = ("A4", "F4")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOptions:
    """What single kinds of paper may be told; everything has a sensible default.

    ``surat``: kind -> the number of the letter ("" leaves dots for a pen); ``tanggal``: of letters, None today.
    ``urut``: of the daftar nominatif, ``kelompok``, ``dusun`` or ``keluarga``; ``kolom``: its columns (() the usual
    ones); ``nik_samar``: its NIKs by their last four, for other eyes than BPJS; ``nik_penuh``: whole NIKs in the draft
    of the SK. ``bulan``: YYYY-MM of the rincian iuran, "" this month (the next while only that has dues).
    ``tahun`` and ``sumber_dana``: which SK penetapan. ``kejadian``: id of the claim whose checklist is wanted, "" an
    empty one. ``kosong``: how many blank forms. ``dusun``: only of that dusun, where a paper is of a dusun.
    ``persetujuan``: ``tanda_tangan``, ``cap_jempol`` or ``wali`` for everybody, "" as each person's age asks.
    ``acara``, ``tempat_acara``, ``tanggal_acara``, ``baris``: of the daftar hadir. ``formulir``: ``BPU`` or ``PU`` for
    the Formulir 1a of these alone, "" of everybody. ``tanpa_blangko``: our own layouts also where an office handed out
    its own blank.
    """

    surat: Mapping[str, str] = field(default_factory=dict)
    tanggal: date | None = None
    urut: str = "kelompok"
    kolom: tuple[str, ...] = ()
    nik_samar: bool = False
    nik_penuh: bool = False
    bulan: str = ""
    tahun: int | None = None
    sumber_dana: str = ""
    kejadian: str = ""
    kosong: int = 10
    dusun: str = ""
    persetujuan: str = ""
    acara: str = ""
    tempat_acara: str = ""
    tanggal_acara: date | None = None
    baris: int = 20
    formulir: str = ""
    tanpa_blangko: bool = False


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What to print. ``jenis``: codes of ``papers()``; ``out``: a PDF or a folder, None the outbox.

    ``bundel``: the number of a bundle that is printed once more, "" a new one.
    """

    uids: tuple[str, ...]
    jenis: tuple[str, ...]
    kertas: str = "F4"
    out: Path | None = None
    opsi: PaperOptions = field(default_factory=PaperOptions)
    bundel: str = ""


@dataclass(frozen=True, slots=True)
class PaperInfo:
    """A kind of paper that can be printed now. ``lingkup``: ``orang`` or ``bundel``; ``bagian``: its part of the list;
    ``catatan``: what it is in a few words; ``awal``: ticked at first."""

    kode: str
    nama: str
    lingkup: str
    bagian: str = ""
    catatan: str = ""
    awal: bool = False


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """One sheet to come: its kind, what it is called in the list, whose it is, and what tells it from others of its
    kind (a kelompok, a dusun, an id; known to the kind's own module)."""

    jenis: str
    nama: str
    uids: tuple[str, ...] = ()
    kunci: str = ""


@dataclass(frozen=True, slots=True)
class PrintPlan:
    """``refused``: (name, why) of people who may not be printed; ``reprints``: printed before."""

    sheets: tuple[PlannedSheet, ...]
    refused: tuple[tuple[str, str], ...]
    allowed: int
    reprints: int

    def count(self, jenis: str) -> int:
        """Sheets of one kind."""
        return sum(1 for sheet in self.sheets if sheet.jenis == jenis)


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished bundle. ``made``: names of the sheets in the PDF; ``skipped``: (name, why); ``left_out``: the same
    by their place in the plan, from 0. ``pracetak``: pages (from 0) that belong on an office's pre-printed paper.
    ``tanpa``: (name, why) of papers asked for that have nothing to say."""

    path: Path
    bundel: str
    pages: int
    made: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    refused: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[int, str], ...] = ()
    pracetak: frozenset[int] = frozenset()
    tanpa: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Asked:
    """What a kind of paper plans and makes its sheets from.

    ``allowed``: who of the order may be printed, in the order of the checklist; ``refused``: (name, why) of the others.
    ``mencetak``: this is the printing itself, not its plan or a preview: it gives ``numbers``.
    """

    ctx: Context
    db: Database
    order: PrintOrder
    allowed: Sequence[Candidate]
    refused: tuple[tuple[str, str], ...] = ()
    mencetak: bool = False

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers this printing gives."""
        return Numbers(self.db)

    @property
    def opsi(self) -> PaperOptions:
        return self.order.opsi

    @cached_property
    def day(self) -> date:
        """The day that letters, months and years follow where the order names none: today; of a bundle printed once
        more the day it was first printed, so that it says the same again."""
        first = bundles.first_day(self.db, self.order.bundel) if self.order.bundel else None
        return first or self.ctx.today

    @property
    def letter_day(self) -> date:
        """The day that letters carry."""
        return self.opsi.tanggal or self.day

    @cached_property
    def places(self) -> Mapping[str, int]:
        """uid -> its place in the order, from 0; the same at every printing of a bundle."""
        return {uid: at for at, uid in enumerate(self.order.uids)}

    @cached_property
    def _whole(self) -> Whole:
        return Whole(self.ctx, self.db, self.allowed)

    def of(self, uids: Sequence[str]) -> tuple[Judged, ...]:
        """The allowed people with these uids, whole and judged, in the order given. Problem BERUBAH_SELAGI_CETAK."""
        return self._whole.of(uids)

    @cached_property
    def memberships(self) -> Sequence[bills.Membership]:
        """What is kept of everybody's membership, read once for all papers of dues and cards."""
        return bills.memberships(self.db)

    @cached_property
    def forms_before(self) -> Mapping[str, int]:
        """uid -> how many Formulir 1a were printed of them."""
        return outgoing.copies(self.db, [one.uid for one in self.allowed])

    def copy_number(self, jenis: str, uid: str) -> int:
        """Which copy of a person's own paper is made now (of the Formulir 1a see ``forms_before``)."""
        if jenis not in self._copies:
            self._copies[jenis] = bundles.copies(self.db, jenis, [one.uid for one in self.allowed])
        return self._copies[jenis].get(uid, 0) + 1

    @cached_property
    def _copies(self) -> dict[str, Mapping[str, int]]:
        return {}

    def code(self, values: Mapping[str, str]) -> str:
        """The check code of printed values: the same values give the same code on any day."""
        return self.ctx.check_code(values)


class Kind(NamedTuple):
    """How the desk plans and makes one kind of paper.

    ``plan`` is cheap and writes nothing: it is asked whenever the choice on page Cetak changes. ``make`` gathers what
    one planned sheet says; a Problem leaves out this sheet only. ``tanpa``: why it may have no sheet at all.
    """

    catatan: str
    plan: Callable[[Asked], list[PlannedSheet]]
    make: Callable[[Asked, PlannedSheet, PrintContext], Sheet]
    tanpa: str = "Tidak ada orang untuk lembar ini"
