"""What is asked of the printing room and what it answers: papers, sheets, contexts, results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, Protocol

from jamsos_desktop.model.dues import Dues
from jamsos_desktop.model.records import Peserta, Unit


class Syarat(Protocol):
    """A paper of the file, as the policy describes it; ``perlu``: kelompok -> W (must be there), O or ""."""

    @property
    def kode(self) -> str: ...
    @property
    def singkat(self) -> str: ...
    @property
    def tahap(self) -> str: ...
    @property
    def perlu(self) -> Mapping[str, str]: ...


class Kerja(Protocol):
    """A job, as the policy describes it."""

    @property
    def sektor(self) -> str: ...


class Ketentuan(Protocol):
    """What printing needs of the policy in force."""

    @property
    def label_lists(self) -> Mapping[str, Mapping[str, str]]: ...
    @property
    def pekerjaan(self) -> Mapping[str, Kerja]: ...
    def berkas_orang(self, kelompok: str) -> Sequence[Syarat]: ...


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper. ``lingkup``: one for each person (``orang``) or one a bundle (``bundel``)."""

    kode: str
    nama: str
    lingkup: str


PAPERS: dict[str, Paper] = {
    paper.kode: paper
    for paper in (
        Paper("ceklis", "Ceklis berkas", "bundel"),
        Paper("formulir", "Formulir 1a", "orang"),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPerson:
    """One person to print. ``kode_periksa``: 8 hex digits; ``ke``: how many times printed, this one included.

    ``draf``: the form carries the DRAF marks instead of the QR code and must not be signed.
    """

    peserta: Peserta
    dues: Dues | None = None
    nomor: str = ""
    kode_periksa: str = ""
    ke: int = 1
    draf: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BerkasDesa:
    """A paper of the whole bundle. ``state``: ada, tidak_ada, tidak_perlu or "" (not looked at).

    ``kelompok``: the groups that need it; empty means every group.
    """

    kode: str
    label: str
    state: str = ""
    keterangan: str = ""
    kelompok: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One paper to make: of one person (``formulir``) or of all of a bundle (``ceklis``)."""

    jenis: str
    people: tuple[PrintPerson, ...]
    kode_periksa: str = ""

    @property
    def name(self) -> str:
        """What lists and progress call it: the person, or the paper's own name."""
        if PAPERS[self.jenis].lingkup == "orang" and self.people:
            return self.people[0].peserta.nama or self.people[0].nomor or "Tanpa nama"
        return PAPERS[self.jenis].nama


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintContext:
    """What all sheets of one printing share. ``kertas``: A4 or F4; ``batas``: deadline of the bundle.

    ``formulir``: layouts of the district by file name, which stand in for the program's own.
    """

    unit: Unit
    policy: Ketentuan
    hari: date
    waktu: datetime
    bundel: str = ""
    pencetak: str = ""
    kertas: str = "A4"
    berkas_desa: tuple[BerkasDesa, ...] = ()
    batas: date | None = None
    formulir: Mapping[str, bytes] = field(default_factory=dict)


class Box(NamedTuple):
    """Where a field stands on a page: points from the top left corner of page ``page`` (from 0)."""

    key: str
    page: int
    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Preview:
    """One sheet as PDF bytes, and where its fields stand."""

    pdf: bytes
    boxes: tuple[Box, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class BookResult:
    """What became of the sheets: names made, and (name, reason) of those left out."""

    pages: int
    made: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class BookLog:
    """The same while the work goes on, for who cancels it: indices of sheets finished and left out."""

    made: list[int] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    pages: int = 0
