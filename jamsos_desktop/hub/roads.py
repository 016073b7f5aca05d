"""How far villages have come on their map desa, by what their packages tell. Pure.

A village tells steps by code; one that this program does not know (a later version's) counts as a step all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jamsos_desktop.rules.road_records import JALAN, ROADS, SELESAI, STEPS, TIDAK_PERLU

DONE = (SELESAI, TIDAK_PERLU)


@dataclass(frozen=True, slots=True)
class Way:
    """One road of a village. ``selesai`` of ``langkah`` steps are done; ``berikut``: label of the first that is not,
    "" when all are; ``hari``: code -> the day a step was done, where one was told."""

    jalur: str
    selesai: int
    langkah: int
    berikut: str
    keadaan: Mapping[str, str]
    hari: Mapping[str, date]

    @property
    def tuntas(self) -> bool:
        return self.selesai == self.langkah


@dataclass(frozen=True, slots=True)
class Own:
    """What a village was billed itself, in sen: paid, and still open; ``lewat``: open bills past their due date."""

    dibayar_sen: int
    terbuka_sen: int
    lewat: int


def ways(steps: Sequence[Mapping[str, Any]]) -> dict[str, Way]:
    """jalur -> Way, of the roads that were told."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for step in steps:
        if step.get("jalur") in ROADS and step.get("langkah"):
            found.setdefault(str(step["jalur"]), []).append(step)
    return {jalur: _way(jalur, told) for jalur, told in found.items()}


def _way(jalur: str, told: Sequence[Mapping[str, Any]]) -> Way:
    states = {str(step.get("langkah", "")): str(step.get("keadaan", "")) for step in told}
    left = [kode for kode, keadaan in states.items() if keadaan not in DONE]
    first = next((kode for kode in left if states[kode] == JALAN), left[0] if left else "")
    days = {str(step["langkah"]): day for step in told if (day := _day(step.get("tanggal"))) is not None}
    return Way(jalur, len(states) - len(left), len(states), STEPS[jalur].get(first, first), states, days)


def own(bills: Iterable[Mapping[str, Any]], today: date) -> Own:
    """Sums over the bills a village told."""
    paid = still = late = 0
    for bill in bills:
        sen = bill.get("jumlah_sen", 0)
        if not isinstance(sen, int):
            continue
        if bill.get("dibayar"):
            paid += sen
            continue
        still += sen
        due = _day(bill.get("jatuh_tempo"))
        late += due is not None and due < today
    return Own(paid, still, late)


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if isinstance(text, str) and text else None
    except ValueError:
        return None
