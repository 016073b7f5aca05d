"""Who comes first when there are more pekerja rentan than seats: pure ranking, reasons in words, seats.

The order is data (``urutan_rentan.csv``): as bundled desil rising, risk of the work falling, older first; then by
name and uid, so that the same people always stand the same way. Nothing here is a decision: a person proposes,
pins and skips, and the SK settles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.policy import Policy
from jamsos_desktop.policy.job_risk import LEVELS, Urutan
from jamsos_desktop.rules.catalogue import RULES
from jamsos_desktop.rules.kinds import Known, age

# Rules whose blocking findings leave somebody out: who they are, how old, whether ASN, TNI or Polri.
LASTING = ("AGE_MIN", "AGE_MAX_BPU", "JOB_EXCL")
ASKED = ("NIK_LEN", "NIK_TANGGAL", "NIK_PROVINSI", "NIK_EQ_KK", "NIK_DUP_DESA", "NAMA", "DOB", *LASTING)
_RULES = tuple(rule for rule in RULES if rule.kode in ASKED)
DESILS = range(1, 11)
UNKNOWN = "desil belum dicek"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One person as far as the order goes. ``risiko``: one of LEVELS or ""; ``umur``: years at the start."""

    uid: str
    nama: str
    desil: int | None = None
    risiko: str = ""
    lahir: date | None = None
    umur: int | None = None
    pekerjaan: str = ""

    @property
    def words(self) -> str:
        """Why they stand where they stand: "desil 1 · nelayan, risiko tinggi · 54 tahun"."""
        job = self.pekerjaan[:1].lower() + self.pekerjaan[1:] if self.pekerjaan else "pekerjaan kosong"
        return " \u00b7 ".join((
            f"desil {self.desil}" if self.desil else UNKNOWN,
            f"{job}, {LEVELS.get(self.risiko, 'risiko belum dinilai')}",
            f"{self.umur} tahun" if self.umur is not None else "umur belum diketahui"))


def start_of(p: Peserta, tahun: int, today: date) -> date:
    """The day from which somebody would be covered by the list of a year: the day of joining for members and for
    who asked for a day in that year, else its first day (not before today)."""
    if p.mulai and (p.status in ("aktif", "lewat_masa") or p.mulai.year == tahun):
        return p.mulai
    return max(date(tahun, 1, 1), today) if tahun >= today.year else date(tahun, 1, 1)


def candidate(p: Peserta, policy: Policy, start: date) -> Candidate:
    """A person as a candidate; a desil outside 1 to 10 counts as not looked up."""
    risk, job = policy.job_risk(p.pekerjaan), policy.pekerjaan.get(p.pekerjaan)
    return Candidate(
        uid=p.uid, nama=p.nama, desil=p.desil if p.desil in DESILS else None, risiko=risk.tingkat if risk else "",
        lahir=p.tanggal_lahir, umur=age(p.tanggal_lahir, start) if p.tanggal_lahir else None,
        pekerjaan=job.label if job else "")


class Obstacle(NamedTuple):
    """``tetap``: it cannot be mended in the data, another person has to be found."""

    pesan: str
    tetap: bool


def unfit(p: Peserta, known: Known, start: date) -> Iterator[Obstacle]:
    """Why somebody can have no seat whatever the list; nothing when they can."""
    for key, name, value in (("nik", "NIK", p.nik), ("tanggal_lahir", "Tanggal lahir", p.tanggal_lahir),
                             ("nama", "Nama", p.nama)):
        if key in p.mentah:
            yield Obstacle(f"{name} tidak terbaca.", False)
        elif not value:
            yield Obstacle(f"{name} belum terisi.", False)
    on = replace(p, mulai=start)
    for rule in _RULES:
        yield from (Obstacle(hit.pesan, rule.kode in LASTING)
                    for hit in rule.check(on, known) if (hit.tingkat or rule.tingkat).blocks)


def ranked(candidates: Iterable[Candidate], order: Sequence[Urutan]) -> list[Candidate]:
    """The candidates, the first to be chosen first; what is not known comes last in each step."""
    return sorted(candidates, key=lambda one: (*(_place(one, step) for step in order), fold(one.nama), one.uid))


def _place(one: Candidate, step: Urutan) -> tuple[bool, int]:
    match step.kunci:
        case "desil":
            value = one.desil
        case "risiko":
            value = tuple(LEVELS).index(one.risiko) if one.risiko else None
        case _:  # older is more years; the birth date tells people of the same year apart
            value = -one.lahir.toordinal() if one.lahir else None
    return (value is None, 0 if value is None else value if step.naik else -value)


def order_words(order: Sequence[Urutan]) -> str:
    """The order in words: "desil kecil, risiko tinggi, umur tua"."""
    said = {("desil", True): "desil kecil", ("desil", False): "desil besar", ("risiko", True): "risiko rendah",
            ("risiko", False): "risiko tinggi", ("umur", True): "umur muda", ("umur", False): "umur tua"}
    return ", ".join(said[step.kunci, step.naik] for step in order)


@dataclass(frozen=True, slots=True)
class Seats:
    """``chosen`` (at most as many as there are seats) and ``reserve``, both in the order of the list."""

    chosen: tuple[str, ...]
    reserve: tuple[str, ...]


def seats(order: Sequence[str], many: int, pinned: Collection[str] = (), skipped: Collection[str] = ()) -> Seats:
    """Give ``many`` seats to people in their order: pinned people first, skipped people none and no place in the
    reserve. More pinned people than seats: those who come first have them."""
    wanted = [uid for uid in order if uid not in skipped]
    first = [uid for uid in wanted if uid in pinned][:many]
    rest = [uid for uid in wanted if uid not in pinned][:many - len(first)]
    have = {*first, *rest}
    return Seats(tuple(uid for uid in wanted if uid in have), tuple(uid for uid in wanted if uid not in have))


def moved(order: Sequence[str], uid: str, steps: int) -> tuple[str, ...]:
    """The order with one person ``steps`` places lower (negative: higher), as far as the list goes."""
    at = order.index(uid)
    rest = [one for one in order if one != uid]
    to = min(max(at + steps, 0), len(rest))
    return (*rest[:to], uid, *rest[to:])
