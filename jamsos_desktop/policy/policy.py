"""What the district has settled: the one object that rules, dues, papers and screens ask."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from jamsos_desktop.policy.claims import Claims
from jamsos_desktop.policy.formation import Formasi
from jamsos_desktop.policy.funds import FundLimit
from jamsos_desktop.policy.job_risk import Risiko, Risks, Urutan, risk_of
from jamsos_desktop.policy.layouts import Layouts
from jamsos_desktop.policy.privacy import Privacy
from jamsos_desktop.policy.quota import WadahDana
from jamsos_desktop.policy.records import (
    Alasan,
    Band,
    BatasUsia,
    Dated,
    Diskon,
    Jabatan,
    Nilai,
    Pekerjaan,
    PekerjaanKtp,
    SyaratBerkas,
    Tarif,
    Tenggat,
    at,
)
from jamsos_desktop.policy.rows import Files
from jamsos_desktop.texts import age

if TYPE_CHECKING:
    from jamsos_desktop.policy.unconfirmed import Unconfirmed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BandTable:
    """The BPU table of one time: lower bounds in rupiah and what dues are computed from."""

    batas: tuple[int, ...]
    dasar: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.batas or self.batas[0] != 0:
            raise ValueError("lapis pertama harus mulai dari 0")
        if any(low >= high for low, high in (*pairwise(self.batas), *pairwise(self.dasar))):
            raise ValueError("batas dan dasar harus naik tiap lapis")

    def band(self, penghasilan: int) -> Band:
        """By the largest lower bound not above: printed upper bounds leave gaps (1.099.500 is band 1)."""
        index = bisect_right(self.batas, penghasilan) - 1
        return Band(index + 1, self.dasar[index])


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The settings in force, each dated value asked by day. Read with ``load_policy``.

    ``lists``: list name -> folded spelling -> code, for ``model.parse``.
    ``label_lists``: list name -> code -> label, in the order people choose from.
    ``sasaran``: (kode, kelompok, tahun) -> people to be covered; ``tenggat``: deadlines by date.
    """

    versi: str
    nama: str
    berlaku_mulai: date
    sumber: str
    lists: Mapping[str, Mapping[str, str]]
    label_lists: Mapping[str, Mapping[str, str]]
    jabatan: Mapping[str, Jabatan]
    pekerjaan: Mapping[str, Pekerjaan]
    pekerjaan_ktp: Mapping[str, PekerjaanKtp]
    berkas: tuple[SyaratBerkas, ...]
    alasan: Mapping[str, Alasan]
    usia: Mapping[str, tuple[Dated[BatasUsia], ...]]
    diskon: tuple[Diskon, ...]
    bands: tuple[Dated[BandTable], ...]
    rates: Mapping[tuple[str, ...], tuple[Dated[Decimal], ...]]
    floors: Mapping[tuple[str, ...], tuple[Dated[int], ...]]
    values: Mapping[tuple[str, ...], tuple[Dated[Nilai], ...]]
    needs: Mapping[tuple[str, str], Mapping[str, str]]
    formulir: Mapping[str, bytes] = field(default_factory=dict)
    blangko: Mapping[str, bytes] = field(default_factory=dict)
    sasaran: Mapping[tuple[str, str, int], int]
    tenggat: tuple[Tenggat, ...]
    rate_notes: Mapping[tuple[str, ...], tuple[Dated[Nilai], ...]] = field(default_factory=dict)
    band_notes: tuple[Dated[Nilai], ...] = ()
    dana: Mapping[str, FundLimit] = field(default_factory=dict)
    klaim: Claims = Claims()  # noqa: RUF009 - frozen and empty
    formasi: Mapping[str, tuple[Formasi, ...]] = field(default_factory=dict)
    kuota: Mapping[tuple[str, str, int], int] = field(default_factory=dict)
    wadah_dana: Mapping[str, WadahDana] = field(default_factory=dict)
    risiko: Risks = field(default_factory=dict)
    urutan_rentan: tuple[Urutan, ...] = ()
    pribadi: Privacy = Privacy()  # noqa: RUF009 - frozen and empty
    needs_unsure: frozenset[tuple[str, str]] = frozenset()
    floor_notes: Mapping[tuple[str, ...], tuple[Dated[Nilai], ...]] = field(default_factory=dict)
    acuan: Layouts = field(default_factory=dict)
    tables: Files = field(default_factory=dict, compare=False, repr=False)  # the files all this was read from
    # Answers that are asked of everybody; of this very policy, so a changed copy begins anew.
    _asked: dict[Any, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    def once(self, question: tuple[Hashable, ...], answer: Callable[[], T]) -> T:
        """``answer()``, worked out once for this policy; ``question`` names it and all it depends on."""
        if question not in self._asked:
            self._asked[question] = answer()
        found: T = self._asked[question]
        return found

    def value(self, kunci: str, lingkup: str, on: date) -> Nilai | None:
        """A parameter in force for ``lingkup`` (a kelompok, a province, ...), else the general one."""
        return at(self.values.get((kunci, lingkup), ()), on) or at(self.values.get((kunci, ""), ()), on)

    def amount(self, kunci: str, on: date) -> Decimal | None:
        """A general parameter as a number."""
        found = self.value(kunci, "", on)
        return Decimal(found.teks) if found else None

    @property
    def scan_wajib(self) -> bool:
        """Whether a missing scan counts; it does not unless the district says so."""
        found = self.value("scan_wajib", "", self.berlaku_mulai)
        return found is not None and found.teks == "ya"

    @property
    def scan_unsure(self) -> bool:
        """Whether nobody has confirmed that a missing scan counts."""
        found = self.value("scan_wajib", "", self.berlaku_mulai)
        return found is not None and found.belum_dikonfirmasi

    def bpu_band(self, penghasilan: int, on: date) -> Band | None:
        """The band of a monthly income >= 0; None when no table is in force on that day."""
        table = at(self.bands, on)
        return table.band(penghasilan) if table else None

    def pu_rates(self, program: str, kelompok: str, on: date) -> tuple[Tarif, ...]:
        """The rates of a programme for wage earners, by payer; the risk group follows the kelompok.

        One that nobody noted a source of (an assumption) is not confirmed.
        """
        risk = self.value("pu_risiko", kelompok, on)
        found = []
        for key, periods in self.rates.items():
            name, payer, group = key
            if name == program and group in ("", risk.teks if risk else None):
                rate, note = at(periods, on), at(self.rate_notes.get(key, ()), on)
                if rate is not None:
                    found.append(Tarif(payer, rate, note.sumber if note else "",
                                       note is None or note.belum_dikonfirmasi))
        return tuple(found)

    def bands_unsure(self, on: date) -> bool:
        """Whether the BPU table in force on a day is not confirmed."""
        note = at(self.band_notes, on)
        return note is None or note.belum_dikonfirmasi

    def bands_source(self, on: date) -> str:
        """What the BPU table in force on a day rests on, "" for none."""
        note = at(self.band_notes, on)
        return note.sumber if note else ""

    def first_dues(self, segmen: str) -> date | None:
        """The first day for which there are rates for a segment; None before the segment is known."""
        rates = [one.mulai for periods in self.rates.values() for one in periods] if segmen == "PU" else \
            [one.mulai for one in self.bands] if segmen == "BPU" else []
        return min(rates, default=None)

    @property
    def dues_begin(self) -> date:
        """The first day for which there are rates at all: before it no dues can be billed, paid or planned."""
        return min(day for segmen in ("PU", "BPU") if (day := self.first_dues(segmen)) is not None)

    def guardian_age(self, on: date) -> int | None:
        """The age below which somebody needs a guardian; None where the settings name none for that day."""
        found = self.value("umur_wali", "", on)
        return int(found.teks) if found else None

    def is_minor(self, born: date | None, on: date) -> bool:
        """Whether somebody needs a guardian on a day; not while either is unknown."""
        limit = self.guardian_age(on)
        return born is not None and limit is not None and age(born, on) < limit

    def guardian_words(self, on: date) -> str:
        """Who needs a guardian, as captions say it: "di bawah 18 tahun"."""
        limit = self.guardian_age(on)
        return "belum dewasa" if limit is None else f"di bawah {limit} tahun"

    def siltap(self, jabatan: str, on: date) -> int | None:
        """The least siltap of a post by PP 11/2019, or None where the law names none."""
        post = self.jabatan.get(jabatan)
        return at(self.floors.get((post.siltap,), ()), on) if post and post.siltap else None

    def siltap_unsure(self, jabatan: str, on: date) -> bool:
        """Whether the least siltap of a post is not confirmed."""
        post = self.jabatan.get(jabatan)
        note = at(self.floor_notes.get((post.siltap,), ()), on) if post else None
        return note is None or note.belum_dikonfirmasi

    def upah_minimum(self, kode: str, on: date) -> tuple[str, int] | None:
        """("UMK" or "UMP", rupiah a month) of a unit by its region code, or None where none is set."""
        for name, scope in (("UMK", kode[:5]), ("UMP", kode[:2])):
            found = at(self.values.get((name.lower(), scope), ()), on)
            if found:
                return name, int(found.teks)
        return None

    def age_limits(self, kode: str, segmen: str, kelompok: str, on: date) -> BatasUsia | None:
        """The age limit of one rule that fits this segment and group."""
        for period in self.usia.get(kode, ()):
            limit = period.nilai
            if period.covers(on) and limit.segmen in ("", segmen) and limit.kelompok in ("", kelompok):
                return limit
        return None

    def wajib(self, key: str, kelompok: str, segmen: str) -> bool:
        """Whether a field may not stay empty for this group and segment."""
        row = self.needs.get((key, segmen)) or self.needs.get((key, ""))
        if row is None or kelompok not in row:
            # Before the group is known only what every group needs is asked.
            return row is not None and all(mark == "W" for mark in row.values())
        return row[kelompok] == "W"

    def wajib_unsure(self, key: str, segmen: str) -> bool:
        """Whether nobody has confirmed that this field may not stay empty."""
        row = (key, segmen) if (key, segmen) in self.needs else (key, "")
        return row in self.needs_unsure

    def layout_unsure(self, kode: str) -> bool:
        """Whether a layout or rule of ``acuan.csv`` is not confirmed; one that is not listed is not."""
        row = self.acuan.get(kode)
        return row is None or row.belum_dikonfirmasi

    def unconfirmed(self, on: date) -> tuple[Unconfirmed, ...]:
        """Every row in force on a day that nobody has confirmed, in words for people."""
        from jamsos_desktop.policy.unconfirmed import unconfirmed  # only who asks pays for its words

        return self.once(("belum", on), lambda: unconfirmed(self.tables, on, self.label_lists))

    def required_keys(self, kelompok: str, segmen: str) -> tuple[str, ...]:
        """The fields that may not stay empty, in the order of the policy file."""
        return self.once(("wajib", kelompok, segmen), lambda: tuple(
            key for key in dict.fromkeys(key for key, _ in self.needs) if self.wajib(key, kelompok, segmen)))

    def fund(self, kode: str) -> FundLimit | None:
        """What a source of funds may pay for; None for no fund and for one nobody knows."""
        return self.dana.get(kode)

    def target(self, kode: str, tahun: int) -> dict[str, int]:
        """kelompok -> people that unit ``kode`` is to cover in a year; empty when none is set."""
        return {kelompok: orang for (unit, kelompok, year), orang in self.sasaran.items()
                if (unit, year) == (kode, tahun)}

    def deadline(self, kode: str, on: date) -> Tenggat | None:
        """The next deadline of a kind that has not passed on a day."""
        return next((one for one in self.tenggat if one.kode == kode and one.tanggal >= on), None)

    def job_risk(self, pekerjaan: str) -> Risiko | None:
        """How dangerous a daily work is; None where neither the job nor its sector is listed."""
        job = self.pekerjaan.get(pekerjaan)
        return risk_of(self.risiko, pekerjaan, job.sektor if job else "")

    def berkas_orang(self, kelompok: str) -> tuple[SyaratBerkas, ...]:
        """The papers of one person of this group, required and optional."""
        return self._papers("orang", kelompok)

    def needed_papers(self, kelompok: str) -> tuple[SyaratBerkas, ...]:
        """The papers a person of this group must bring before sending."""
        return self.once(("berkas", kelompok), lambda: tuple(
            b for b in self.berkas_orang(kelompok) if b.tahap == "kirim" and b.perlu[kelompok] == "W"))

    def berkas_desa(self, *kelompok: str) -> tuple[SyaratBerkas, ...]:
        """The papers of the desa for any of these groups."""
        return self._papers("desa", *kelompok)

    def _papers(self, lingkup: str, *kelompok: str) -> tuple[SyaratBerkas, ...]:
        return tuple(b for b in self.berkas if b.lingkup == lingkup and any(b.perlu.get(k) for k in kelompok))
