"""How dangerous a daily work is, and by what order people are chosen when there are more of them than seats.

Both are compilations of this program until a district sends its own: no published list for pekerja rentan was found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jamsos_desktop.policy.records import Marked, Pekerjaan
from jamsos_desktop.policy.rows import Files, Row, read_rows

RISKS, ORDER = "risiko_kerja.csv", "urutan_rentan.csv"
LEVELS = {"rendah": "risiko rendah", "sedang": "risiko sedang", "tinggi": "risiko tinggi"}  # rising: code -> its words
KEYS = ("desil", "risiko", "umur")  # what people can be ordered by


@dataclass(frozen=True, slots=True, kw_only=True)
class Risiko(Marked):
    """One row: of a whole ``sektor``, or of one job (``pekerjaan``), which goes before its sector."""

    sektor: str
    pekerjaan: str
    tingkat: str
    sumber: str
    keyakinan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Urutan(Marked):
    """One step of the order. ``naik``: small values first (desil 1 before 2; for ``umur`` the young first)."""

    kunci: str
    label: str
    naik: bool
    sumber: str
    keyakinan: str


Risks = Mapping[tuple[str, str], Risiko]  # (sektor, "") or ("", pekerjaan) -> row


def risks(files: Files, jobs: Mapping[str, Pekerjaan], *, strict: bool) -> Risks:
    """The risk rows. ``strict``: a sector or job the policy does not know is refused; the bundled table may name
    jobs that a district took out of its own."""
    found: dict[tuple[str, str], Risiko] = {}
    for row in read_rows(files, RISKS, "sektor pekerjaan tingkat sumber keyakinan"):
        one = Risiko(sektor=row.text("sektor"), pekerjaan=row.text("pekerjaan"),
                     tingkat=row.one_of("tingkat", LEVELS), sumber=row.text("sumber"), keyakinan=row.sureness())
        if bool(one.sektor) == bool(one.pekerjaan):
            row.bad("isi sektor atau pekerjaan, salah satu")
        if strict:
            _known(row, one, jobs)
        if (one.sektor, one.pekerjaan) in found:
            row.bad(f"{one.sektor or one.pekerjaan} ditulis dua kali")
        found[one.sektor, one.pekerjaan] = one
    return found


def _known(row: Row, one: Risiko, jobs: Mapping[str, Pekerjaan]) -> None:
    if one.sektor and one.sektor not in {job.sektor for job in jobs.values()}:
        row.bad(f"kolom sektor tidak mengenal \u201c{one.sektor}\u201d")
    if one.pekerjaan and one.pekerjaan not in jobs:
        row.bad(f"kolom pekerjaan tidak mengenal \u201c{one.pekerjaan}\u201d")


def criteria(files: Files) -> tuple[Urutan, ...]:
    """The steps of the order, the first one deciding first."""
    found: dict[str, Urutan] = {}
    for row in read_rows(files, ORDER, "kunci label arah sumber keyakinan"):
        one = Urutan(kunci=row.one_of("kunci", KEYS), label=row.text("label", required=True),
                     naik=row.one_of("arah", ("naik", "turun")) == "naik", sumber=row.text("sumber"),
                     keyakinan=row.sureness())
        if one.kunci in found:
            row.bad(f"kunci {one.kunci} ditulis dua kali")
        found[one.kunci] = one
    return tuple(found.values())


def risk_of(rows: Risks, pekerjaan: str, sektor: str) -> Risiko | None:
    """The row for a job: its own, else that of its sector, else None."""
    return rows.get(("", pekerjaan)) or rows.get((sektor, ""))
