"""What months without dues mean: a BPU lapses and may start anew, a wage earner's arrears remain. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jamsos_desktop.model import masa
from jamsos_desktop.policy import KEYAKINAN, Policy

# While no parameter says it; never more sure than what a parameter says.
MONTHS_UNTIL_INACTIVE, MOST_ARREARS = 3, 3
UNSURE = "belum dikonfirmasi"
PU_RULE = "TUNGGAKAN_PU"  # of acuan.csv
PU_SOURCE = "PP 44/2015: iuran pemberi kerja terutang tiap bulan"


@dataclass(frozen=True, slots=True)
class Lapse:
    """``bulan``: months without dues, the present one included; ``nonaktif``: BPJS no longer counts them as a member.

    ``tunggakan``: months of them that count as arrears; ``harus_lunas``: these must be paid all the same.
    ``kata``: for people; ``sumber``: of the rule.
    """

    bulan: int
    nonaktif: bool
    tunggakan: int
    harus_lunas: bool
    kata: str
    sumber: str
    keyakinan: str

    @property
    def belum_dikonfirmasi(self) -> bool:
        return self.keyakinan != KEYAKINAN[0]


def lapse(until: date, segmen: str, policy: Policy, today: date) -> Lapse:
    """How somebody stands whose cover ended on ``until``; one who is still covered has no months without dues."""
    whole = masa.month_of(until)
    if until < masa.last_day(whole):
        whole = masa.plus(whole, -1)  # the month in which cover ended early was not covered to its end
    months = max(masa.count(whole, masa.month_of(today)) - 1, 0) if until < today else 0
    if not months:
        return Lapse(0, False, 0, False, "Masih terlindungi.", "", KEYAKINAN[0])
    if segmen == "PU":
        rule = policy.acuan.get(PU_RULE)
        return Lapse(months, False, months, True, f"{months} bulan tidak dibayar. Tunggakan tetap harus dilunasi.",
                     rule.sumber if rule else PU_SOURCE, rule.keyakinan if rule else UNSURE)
    return _own_worker(months, whole, policy, today)


def _own_worker(months: int, whole: str, policy: Policy, today: date) -> Lapse:
    limit, limit_source, sure = _parameter(policy, "bulan_nonaktif", today, MONTHS_UNTIL_INACTIVE)
    most, most_source, also_sure = _parameter(policy, "bulan_tunggakan_maks", today, MOST_ARREARS)
    out = today > masa.last_day(masa.plus(whole, limit))  # that many months went by to their end
    state = "Sudah nonaktif." if out else f"Nonaktif setelah {limit} bulan."
    source = "; ".join(dict.fromkeys(part for part in (limit_source, most_source) if part))
    return Lapse(months, out, min(months, most), False,
                 f"{months} bulan tidak dibayar. {state} Bisa mulai lagi tanpa melunasi tunggakan.", source,
                 max(sure, also_sure, key=KEYAKINAN.index))


def _parameter(policy: Policy, key: str, today: date, fallback: int) -> tuple[int, str, str]:
    found = policy.value(key, "", today)
    return (int(found.teks), found.sumber, found.keyakinan) if found else (fallback, "", UNSURE)
