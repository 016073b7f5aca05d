"""Marks of data quality that the district can see in what villages send, cheap enough for every row.

A mark never refuses anybody: it says where a village should look before BPJS does. Age moves on without a new
package, so lists of people over age are asked from birth dates on the day (``register.figures``), not from marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from math import inf
from typing import Any, NamedTuple

from jamsos_desktop.policy import Policy


class Mark(NamedTuple):
    """``label``: at most four words; ``arti``: what is wrong and where to look. ``berat``: worst first."""

    label: str
    arti: str
    berat: int


MARKS: Mapping[str, Mark] = {
    "NIK_PANJANG": Mark("NIK bukan 16 angka", "NIK kosong atau bukan 16 angka. Salin dari KTP.", 9),
    "NIK_TANGGAL": Mark("NIK beda tanggal lahir", "Tanggal di NIK beda dengan tanggal lahir. Cocokkan dengan KTP;"
                        " NIK tetap walau tanggal lahir dibetulkan.", 7),
    "NIK_JK": Mark("NIK beda jenis kelamin", "Jenis kelamin menurut NIK beda dengan isian. Cocokkan dengan KTP.", 7),
    "USIA_LEWAT": Mark("Umur di atas batas", "Umur saat mulai di atas batas ketentuan. Cocokkan tanggal lahir dengan"
                       " KTP.", 8),
    "USIA_KURANG": Mark("Umur di bawah batas", "Umur saat mulai di bawah batas ketentuan. Cocokkan tanggal lahir"
                        " dengan KTP.", 8),
    "IBU_KOSONG": Mark("Nama ibu kosong", "Nama ibu kandung belum diisi. Lihat Kartu Keluarga.", 6),
    "NAMA_SINGKAT": Mark("Nama disingkat", "Nama memuat singkatan. Tulis lengkap seperti di KTP.", 5),
    "KK_PANJANG": Mark("KK bukan 16 angka", "Nomor KK kosong atau bukan 16 angka. Lihat Kartu Keluarga.", 4),
    "TANPA_AHLI_WARIS": Mark("Ahli waris kosong", "Belum ada ahli waris. Lengkapi menurut Kartu Keluarga.", 4),
    "UPAH_JANGGAL": Mark("Penghasilan janggal", "Penghasilan sebulan di luar kisaran yang lazim.", 3),
    "SK_HABIS": Mark("SK sudah berakhir", "Masa SK sudah lewat. Lampirkan SK yang baru.", 3),
    "TANPA_HP": Mark("Nomor HP kosong", "Nomor HP kosong, dan tidak dicentang Tidak punya HP.", 1),
}
# Rupiah a month. Below: typed in thousands or left at zero. Above: beyond the highest BPU band (PP 44/2015).
LEAST_INCOME, MOST_INCOME = 100_000, 25_000_000
# Short forms of Muhammad, Abdul, Sitti and single letters; "I" before a name is whole (I Made, I Wayan).
_SHORT = re.compile(r"(?<!\S)(?:ABD|ABDL|MUH|MUHD|MUHAM|MHD|MOH|MOHD|MOCH|ST|[A-HJ-Z]|I(?=\.))\.?(?!\S)"
                    r"|\b(?:ABD|MUH|MUHD|MHD|MOH|MOCH|ST)\.", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def marks(row: Mapping[str, Any], policy: Policy, today: date) -> list[str]:
    """Codes of what looks wrong in one row of a package; [] when nothing does. Tolerates any type in any key."""
    get = row.get
    nik, born, found = get("nik", ""), get("tanggal_lahir", ""), []
    known = isinstance(born, str) and _DAY.fullmatch(born) is not None
    if not _sixteen(nik):
        found.append("NIK_PANJANG")
    else:
        day, sex = int(nik[6:8]), get("jenis_kelamin", "")
        if known and (nik[8:10] != born[5:7] or nik[10:12] != born[2:4] or day - 40 * (day > 40) != int(born[8:])):
            found.append("NIK_TANGGAL")
        if (day > 40 and sex == "L") or (day <= 40 and sex == "P"):
            found.append("NIK_JK")
    if known:
        found += _age_marks(row, born, policy, today)
    if not get("nama_ibu"):
        found.append("IBU_KOSONG")
    name = get("nama", "")
    if isinstance(name, str) and _SHORT.search(name):
        found.append("NAMA_SINGKAT")
    if not _sixteen(get("no_kk", "")):
        found.append("KK_PANJANG")
    return found + _of_work(row, today)


def _of_work(row: Mapping[str, Any], today: date) -> list[str]:
    found, get = [], row.get
    family = get("keluarga", ())
    if not get("tanpa_ahli_waris") and not (isinstance(family, list) and any(
            isinstance(one, Mapping) and one.get("urutan") is not None for one in family)):
        found.append("TANPA_AHLI_WARIS")
    income = get("penghasilan")
    if isinstance(income, int) and not LEAST_INCOME <= income <= MOST_INCOME:
        found.append("UPAH_JANGGAL")
    ends = get("sk_berakhir")
    if isinstance(ends, str) and _DAY.fullmatch(ends) and ends < today.isoformat():
        found.append("SK_HABIS")
    if not get("hp") and not get("tanpa_hp"):
        found.append("TANPA_HP")
    return found


def _sixteen(text: Any) -> bool:
    return isinstance(text, str) and len(text) == 16 and text.isascii() and text.isdigit()


def _age_marks(row: Mapping[str, Any], born: str, policy: Policy, today: date) -> list[str]:
    start, segmen, kelompok = row.get("mulai"), row.get("segmen", ""), row.get("kelompok", "")
    if not (isinstance(start, str) and _DAY.fullmatch(start)):
        start = today.isoformat()
    if not (isinstance(segmen, str) and isinstance(kelompok, str)):
        return []
    youngest, oldest = policy.once(("mutu", start, segmen, kelompok), lambda: _limits(policy, start, segmen, kelompok))
    years = int(start[:4]) - int(born[:4]) - (start[5:] < born[5:])
    return ["USIA_LEWAT"] if years > oldest else ["USIA_KURANG"] if years < youngest else []


def _limits(policy: Policy, start: str, segmen: str, kelompok: str) -> tuple[float, float]:
    """(youngest, oldest) in full years, the narrowest of all age limits of the policy for these people on that day."""
    try:
        on = date.fromisoformat(start)
    except ValueError:
        return -inf, inf
    found = [limit for kode in policy.usia if (limit := policy.age_limits(kode, segmen, kelompok, on))]
    return (max((one.termuda for one in found if one.termuda is not None), default=-inf),
            min((one.tertua for one in found if one.tertua is not None), default=inf))


def worst_first(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    """(mark, people), the weightiest first and among those the most frequent; unknown marks last."""
    def weight(item: tuple[str, int]) -> tuple[int, int, str]:
        return (-MARKS[item[0]].berat if item[0] in MARKS else 0, -item[1], item[0])

    return sorted(counted.items(), key=weight)


def label_of(mark: str) -> str:
    """The label of a mark; the code itself when this program does not know it."""
    return MARKS[mark].label if mark in MARKS else mark
