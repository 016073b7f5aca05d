"""What is asked of the printing room and what it answers: papers, sheets, contexts, results."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, Protocol, TypeVar

from jamsos_desktop.model.dues import Dues
from jamsos_desktop.model.fields import Place
from jamsos_desktop.model.records import Peserta, Unit

T = TypeVar("T")


class Syarat(Protocol):
    """A paper of the file, as the policy describes it; ``perlu``: kelompok -> W (must be there), O or ""."""

    @property
    def kode(self) -> str: ...
    @property
    def singkat(self) -> str: ...
    @property
    def tahap(self) -> str: ...
    @property
    def belum_dikonfirmasi(self) -> bool: ...
    @property
    def perlu(self) -> Mapping[str, str]: ...


class Kerja(Protocol):
    """A job, as the policy describes it."""

    @property
    def sektor(self) -> str: ...


class Tenggat(Protocol):
    """The times the law on personal data gives."""

    def within(self, hak: str) -> str:
        """Within what time a right is answered, or a breach told, in words."""


class Ketentuan(Protocol):
    """What printing needs of the policy in force."""

    @property
    def label_lists(self) -> Mapping[str, Mapping[str, str]]: ...
    @property
    def pekerjaan(self) -> Mapping[str, Kerja]: ...
    @property
    def pribadi(self) -> Tenggat: ...

    def guardian_words(self, on: date) -> str:
        """Who needs a guardian, as captions say it."""

    def berkas_orang(self, kelompok: str) -> Sequence[Syarat]:
        """The papers of one person of a group, required and optional."""

    def layout_unsure(self, kode: str) -> bool:
        """Whether a layout or rule is not confirmed."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper. ``lingkup``: one for each person (``orang``) or one a bundle (``bundel``).

    ``bagian``: where page Cetak and the bundle put it, one of BAGIAN. ``qr``: how its QR code names it. ``tempat``:
    what may be seen on it (``model.fields.SEEN``); the draft of the SK asked for whole is of ``Place.NOMINATIF`` too.
    """

    kode: str
    nama: str
    lingkup: str
    bagian: str
    qr: str
    tempat: Place = Place.KERTAS


# In the order of a bundle.
BAGIAN = {"depan": "Depan map", "orang": "Berkas tiap orang", "kantor": "Pemberi kerja, wadah dan iuran",
          "sesudah": "Sesudah terdaftar", "kit": "Sosialisasi dan lembar bantu"}
_FORM = Place.FORMULIR
PAPERS: dict[str, Paper] = {
    paper.kode: paper
    for paper in (
        Paper("ceklis", "Ceklis berkas", "bundel", "depan", "CEKLIS"),
        Paper("pengantar", "Surat pengantar", "bundel", "depan", "SURAT"),
        Paper("nominatif", "Daftar nominatif", "bundel", "depan", "NOMIN", Place.NOMINATIF),
        Paper("sptjm", "SPTJM", "bundel", "depan", "SPTJM"),
        Paper("ceklis_orang", "Ceklis berkas per orang", "orang", "orang", "CEKORG"),
        Paper("formulir", "Formulir 1a", "orang", "orang", "", _FORM),  # BPU or PU
        Paper("keterangan", "Surat keterangan bekerja", "orang", "orang", "KET", _FORM),
        Paper("persetujuan", "Persetujuan data pribadi", "orang", "orang", "PDP", _FORM),
        Paper("terima_berkas", "Tanda terima berkas", "orang", "orang", "TBERKAS"),
        Paper("f1", "Formulir 1, pemberi kerja", "bundel", "kantor", "F1", _FORM),
        Paper("f1_wadah", "Formulir 1 BPU Mitra, wadah", "bundel", "kantor", "F1WADAH", _FORM),
        Paper("f1a_daftar", "Formulir 1a, daftar tenaga kerja masuk", "bundel", "kantor", "F1A", _FORM),
        Paper("f2a_pu", "Formulir 2a PU, rincian iuran", "bundel", "kantor", "F2APU", _FORM),
        Paper("f2a_bpu", "Formulir 2a BPU, rincian iuran", "bundel", "kantor", "F2ABPU", _FORM),
        Paper("sk_rentan", "SK penetapan pekerja rentan", "bundel", "kantor", "SKRENTAN"),
        Paper("ceklis_desa", "Ceklis berkas kantor", "bundel", "kantor", "CEKDESA"),
        Paper("f1b", "Formulir 1b, daftar tenaga kerja keluar", "bundel", "sesudah", "F1B", _FORM),
        Paper("kartu", "Daftar serah terima kartu", "bundel", "sesudah", "KARTU"),
        Paper("klaim_jkm", "Ceklis klaim JKM", "bundel", "sesudah", "JKM"),
        Paper("klaim_jkk", "Ceklis klaim JKK", "bundel", "sesudah", "JKK"),
        Paper("kurang", "Apa yang masih kurang", "bundel", "kit", "KURANG"),
        Paper("kosong_bpu", "Formulir 1a BPU kosong", "bundel", "kit", "BPU", _FORM),
        Paper("kosong_pu", "Formulir 1a PU kosong", "bundel", "kit", "PU", _FORM),
        Paper("manfaat", "Lembar manfaat", "bundel", "kit", "MANFAAT"),
        Paper("hadir", "Daftar hadir sosialisasi", "bundel", "kit", "HADIR"),
    )
}
DEFAULT_KINDS = ("ceklis", "pengantar", "nominatif", "sptjm", "formulir")  # ticked on page Cetak at first


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

    ``kelompok``: the groups that need it; empty means every group. ``unsure``: nobody confirmed that it is asked for.
    """

    kode: str
    label: str
    state: str = ""
    keterangan: str = ""
    kelompok: tuple[str, ...] = ()
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One paper to make: of one person (``formulir``) or of all of a bundle (``ceklis``).

    ``isi``: what only this kind has, a record of its own module (asked for with ``content``). ``nomor``: what the QR
    code and the letterhead say it is ("" the bundle's number). ``ke``: how many times it was printed, this one
    included. ``nama``: what lists and progress call it, where it is more than the kind or the person.
    """

    jenis: str
    people: tuple[PrintPerson, ...] = ()
    kode_periksa: str = ""
    isi: object = None
    nomor: str = ""
    ke: int = 1
    nama: str = ""

    def content(self, kind: type[T]) -> T:
        """``isi``, which must be of this kind."""
        if not isinstance(self.isi, kind):
            raise TypeError(f"{self.jenis} needs {kind.__name__}, has {type(self.isi).__name__}")
        return self.isi

    @property
    def name(self) -> str:
        """What lists and progress call it: its own name, the person, or the paper's kind."""
        if self.nama:
            return self.nama
        if PAPERS[self.jenis].lingkup == "orang" and self.people:
            return self.people[0].peserta.nama or self.people[0].nomor or "Tanpa nama"
        return PAPERS[self.jenis].nama


class Later(NamedTuple):
    """A sheet that is made only when its turn comes; ``make`` may raise Problem."""

    name: str
    make: Callable[[], Sheet]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintContext:
    """What all sheets of one printing share. ``kertas``: A4 or F4; ``batas``: deadline of the bundle.

    ``formulir``: layouts of the district by file name, which stand in for the program's own. ``versi``: of the
    layouts, as the foot says it. ``ke``: how many times the bundle was printed, this one included. ``blangko``: blanks
    of the offices with their mappings, by file name. ``layar``: for the eye alone, so pre-printed paper is shown too.
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
    versi: str = "1"
    ke: int = 1
    blangko: Mapping[str, bytes] = field(default_factory=dict)
    layar: bool = False


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
    """The same while the work goes on, for who cancels it: indices of sheets finished and left out.

    ``pracetak``: pages (from 0) that hold values alone, for pre-printed paper; ``starts``: index of a finished sheet
    -> its first page (from 0).
    """

    made: list[int] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    pages: int = 0
    pracetak: set[int] = field(default_factory=set)
    starts: dict[int, int] = field(default_factory=dict)
