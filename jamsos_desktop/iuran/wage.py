"""What the dues of a wage earner (PU) are computed from: siltap, the wage as typed, UMP, UMK or a nominal sum."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from jamsos_desktop.model.dues import WageBase, WageBases
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.policy import Policy


class Base(NamedTuple):
    """``rupiah`` a month; ``kata``: what it is, for people; ``unsure``: not confirmed; ``sumber``: of UMP and UMK."""

    rupiah: int
    kata: str
    unsure: bool
    sumber: str = ""


def choice(policy: Policy, kelompok: str, on: date, bases: WageBases) -> tuple[WageBase, bool]:
    """(what counts for a kelompok on a day, whether it is unsure): the village's choice of that year, else the
    district's setting, which a village makes sure of by confirming it."""
    own = bases.chosen.get((on.year, kelompok))
    if own is not None:
        return own, own.dikonfirmasi is None
    rule = policy.value("pu_dasar", kelompok, on)
    return WageBase(rule.teks if rule else "siltap"), rule is None or rule.belum_dikonfirmasi


def wage_base(p: Peserta, policy: Policy, on: date, bases: WageBases) -> Base | None:
    """The base of a person on a day, or None while it cannot be known (no wage typed, no minimum wage in force).

    Sources: siltap PP 11/2019; UMP and UMK the governor's decrees; which of them counts is the district's answer.
    """
    chosen, unsure = choice(policy, p.kelompok, on, bases)
    found = _siltap(p, policy, on) if chosen.pilihan == "siltap" else _typed(p) if chosen.pilihan == "upah" \
        else minimum(policy, chosen.pilihan, bases.kode, on) if chosen.pilihan in ("ump", "umk") \
        else Base(chosen.rupiah, "nominal", False) if chosen.rupiah is not None else None
    if found is None or found.rupiah < 0:
        return None
    return found._replace(rupiah=raised(found.rupiah, bases.naik), unsure=found.unsure or unsure or bool(bases.naik))


def raised(rupiah: int, percent: Decimal) -> int:
    """Whole rupiah after a rise (or fall) by a percentage, half-up."""
    return int((rupiah * (100 + percent) / 100).quantize(Decimal(1), ROUND_HALF_UP)) if percent else rupiah


def _siltap(p: Peserta, policy: Policy, on: date) -> Base | None:
    """The siltap as typed; while it is empty the least one that the law sets for the post."""
    if p.penghasilan is not None:
        return Base(p.penghasilan, "siltap", False)
    least = policy.siltap(p.jabatan, on)
    return None if least is None else Base(least, "siltap paling sedikit", True)


def _typed(p: Peserta) -> Base | None:
    return None if p.penghasilan is None else Base(p.penghasilan, "upah", False)


def minimum(policy: Policy, pilihan: str, kode: str, on: date) -> Base | None:
    """UMP or UMK of a unit. Where the kabupaten has no UMK of its own the UMP holds, and the words say so.

    Next year's is decreed in late autumn: until then the last known one counts, unsure.
    """
    for name, scope in (("umk", kode[:5]), ("ump", kode[:2])):
        if name == "umk" and pilihan == "ump":
            continue
        known = [one for one in policy.values.get((name, scope), ()) if one.mulai <= on]
        if known:
            last = known[-1]
            words = f"{name.upper()} {min(on, last.sampai or on).year}"
            return Base(int(last.nilai.teks), words + (", UMK tidak ada" if name != pilihan else ""),
                        last.nilai.belum_dikonfirmasi or not last.covers(on), last.nilai.sumber)
    return None
