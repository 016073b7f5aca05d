"""The map desa as records: its roads and steps, what they are judged by, how they stand. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

PEMBERI_KERJA, WADAH = "pemberi_kerja", "wadah"
JALUR = (PEMBERI_KERJA, WADAH)
SELESAI, JALAN, BELUM, TIDAK_PERLU = "selesai", "jalan", "belum", "tidak_perlu"
KEADAAN = (SELESAI, JALAN, BELUM, TIDAK_PERLU)
STEPS: Mapping[str, Mapping[str, str]] = {
    PEMBERI_KERJA: {"berkas": "Formulir 1, NPWP, SK", "data": "Data orang", "tanda_tangan": "Tanda tangan",
                    "dpmd": "Kirim ke DPMD", "bpjs": "BPJS: NPP", "bayar": "Pembayaran pertama",
                    "kartu": "Kartu diserahkan"},
    WADAH: {"berkas": "Formulir wadah", "sk": "SK penetapan", "pks": "PKS", "data": "Data orang",
            "tanda_tangan": "Tanda tangan", "dpmd": "Kirim ke DPMD", "bpjs": "BPJS: wadah",
            "bayar": "Pembayaran pertama", "kartu": "Kartu diserahkan"},
}
SHORT = {"berkas": "Berkas", "sk": "SK rentan", "pks": "PKS", "data": "Data", "tanda_tangan": "Tanda tangan",
         "dpmd": "DPMD", "bpjs": "BPJS", "bayar": "Bayar", "kartu": "Kartu"}
WORDS = {SELESAI: "Selesai", JALAN: "Berjalan", BELUM: "Belum", TIDAK_PERLU: "Tidak perlu"}
ROADS = {PEMBERI_KERJA: "Pemberi kerja (PU)", WADAH: "Wadah pekerja rentan (BPU)"}
# Counted from the people themselves: what is typed of them may say when, never that they are done.
COUNTED = ("data", "tanda_tangan", "kartu")
# Papers with a step of their own; the others go with the first step, or with the step of their tahap.
OWN_STEP = {"SK_RENTAN": "sk", "PKS": "pks"}
OF_TAHAP = {"kirim": "berkas", "bpjs": "bpjs", "bayar": "bayar"}


@dataclass(frozen=True, slots=True)
class RoadPaper:
    """A paper of the desa on this road. ``state``: ada, tidak_ada or tidak_perlu; ``wajib``: the step waits for it."""

    kode: str
    label: str
    singkat: str
    tahap: str
    state: str
    wajib: bool
    belum_dikonfirmasi: bool
    sumber: str

    @property
    def beres(self) -> bool:
        return self.state in ("ada", "tidak_perlu")


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody wrote of a step. ``keadaan`` "" leaves the state to what is counted; ``jenis``: of a wadah."""

    keadaan: str = ""
    tanggal: date | None = None
    nomor: str = ""
    catatan: str = ""
    jenis: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """People of a road who have not left, and how many of them have come this far.

    ``lengkap``: data complete; ``tercetak``: form printed, not yet signed with all papers; ``bertanda``: form signed;
    ``siap``: ready to be sent; ``terkirim``: in a package or further; ``dijawab``: DPMD answered and keeps them;
    ``di_bpjs``: handed on to BPJS or further; ``menunggu_bayar``: waiting for the payment; ``terdaftar``: paid once;
    ``kartu``: of those, card handed over; ``ditolak``: refused. ``lunas``: day of the first payment noted here;
    ``kode_bayar``: of the first bill.
    """

    orang: int = 0
    rentan: int = 0
    lengkap: int = 0
    tercetak: int = 0
    bertanda: int = 0
    siap: int = 0
    terkirim: int = 0
    dijawab: int = 0
    ditolak: int = 0
    di_bpjs: int = 0
    menunggu_bayar: int = 0
    terdaftar: int = 0
    kartu: int = 0
    kode_bayar: str = ""
    lunas: date | None = None
    jenis_wadah: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoadFacts:
    """All a road is judged by. ``satu_npp``: the district government is the employer, with one NPP for all;
    ``sk_nomor``, ``sk_tanggal``: of the SK that settled who is chosen, "" and None before."""

    jalur: str
    tally: Tally
    papers: Sequence[RoadPaper] = ()
    typed: Mapping[str, Typed] = field(default_factory=dict)
    npp: str = ""
    satu_npp: bool = False
    sk_nomor: str = ""
    sk_tanggal: date | None = None


@dataclass(frozen=True, slots=True)
class RoadStep:
    """One step. ``hitungan``: "8 dari 10 orang", of which ``sudah`` and ``dari`` are the numbers (None: not counted);
    ``hambatan``: what holds it up; ``berikut``: what to do; ``bisa``: the village can do something about it now;
    ``papers``: those to be ticked here; ``ditulis``: the state somebody wrote down, "" where it is counted."""

    jalur: str
    kode: str
    label: str
    keadaan: str
    hitungan: str = ""
    hambatan: str = ""
    berikut: str = ""
    bisa: bool = False
    tanggal: date | None = None
    nomor: str = ""
    catatan: str = ""
    jenis: str = ""
    papers: tuple[RoadPaper, ...] = ()
    sudah: int | None = None
    dari: int | None = None
    ditulis: str = ""

    @property
    def pendek(self) -> str:
        """The label where there is little room."""
        return SHORT[self.kode]

    @property
    def angka(self) -> str:
        """"8 / 10", or the state in a word where nothing is counted."""
        return WORDS[self.keadaan] if self.dari is None else f"{self.sudah} / {self.dari}"

    @property
    def kata(self) -> str:
        """The state in a word."""
        return WORDS[self.keadaan]

    @property
    def open(self) -> bool:
        """Whether there is something left to do or to wait for."""
        return self.keadaan in (JALAN, BELUM)


@dataclass(frozen=True, slots=True)
class Road:
    """One road with its steps in order."""

    jalur: str
    label: str
    steps: tuple[RoadStep, ...]

    @property
    def next(self) -> RoadStep | None:
        """The first step that is not done and can be worked on."""
        return next((step for step in self.steps if step.open and step.bisa), None)

    @property
    def done(self) -> int:
        return sum(not step.open for step in self.steps)

    def step(self, kode: str) -> RoadStep:
        """The step of that code; KeyError when this road has none."""
        found = next((step for step in self.steps if step.kode == kode), None)
        if found is None:
            raise KeyError(kode)
        return found
