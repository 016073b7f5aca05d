"""What a village is told of a person: the district's standing turned into one row of a reply. Pure.

Reason codes are data (``policy.alasan``); their words travel in the row, because the village may hold an older list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from jamsos_desktop.hub.records import Person
from jamsos_desktop.policy import Alasan
from jamsos_desktop.texts import MONTHS


class PersonBill(NamedTuple):
    """The newest bill somebody is on; dates ISO, "" where unknown."""

    kode_bayar: str
    jatuh_tempo: str
    dibayar: str


class UnitBill(NamedTuple):
    """A bill with people of the village on it; ``bagian_sen``: what these cost, ``sendiri``: the village pays it."""

    kode_bayar: str
    jumlah_sen: int
    bagian_sen: int
    jatuh_tempo: str
    dibayar: str
    masa_dari: str
    bulan: int
    orang: int
    sendiri: bool


NO_BILL = PersonBill("", "", "")


def spoken(keadaan: str, tunda: int) -> str:
    """The word a village hears: ``masuk`` is told as accepted; while a question about somebody who is no member yet
    is open there is no verdict (``diperiksa``)."""
    if keadaan in ("masuk", "diterima"):
        return "diperiksa" if tunda else "diterima"
    return keadaan


def verdict_row(person: Person, bill: PersonBill, reasons: Mapping[str, Alasan], with_kpj: bool) -> dict[str, Any]:
    """One row of ``data/putusan.ndjson``, without empty values."""
    putusan = spoken(person.keadaan, person.tunda)
    row: dict[str, Any] = {"uid": person.uid, "revisi": person.revisi, "putusan": putusan}
    if putusan in ("ditolak", "keluar"):
        row |= _why(person, reasons)
    if putusan in ("aktif", "keluar"):
        row |= {"aktif_dari": person.aktif_dari, "aktif_sampai": person.aktif_sampai}
    if putusan == "aktif" and with_kpj:
        row["kpj"] = person.kpj
    if putusan in ("menunggu_bayar", "aktif"):
        row |= bill._asdict()
    return {key: value for key, value in row.items() if value not in ("", [])}


def _why(person: Person, reasons: Mapping[str, Alasan]) -> dict[str, Any]:
    """Reason, words, and what to do; what an officer wrote goes before the general sentence."""
    reason = reasons.get(person.alasan)
    words = sentence(person.catatan) or (reason.teks if reason else "")
    return {"alasan": person.alasan, "label": reason.label if reason else person.alasan, "teks": words,
            "cara": reason.cara if reason and reason.kode != "LAIN" else "", "kolom": person.kolom.split(),
            "oleh": person.oleh, "tindakan": person.tindakan, "tanggal": person.diputuskan[:10]}


def sentence(words: str) -> str:
    """Words with a stop at their end."""
    words = " ".join(words.split())
    return words if not words or words[-1] in ".?" else f"{words}."


def bill_row(bill: UnitBill) -> dict[str, Any]:
    """One row of ``data/tagihan.ndjson``: the whole bill where the village pays it, else its people's share."""
    row = {"kode_bayar": bill.kode_bayar, "jumlah_sen": bill.jumlah_sen if bill.sendiri else bill.bagian_sen,
           "jatuh_tempo": bill.jatuh_tempo, "masa": period_words(bill.masa_dari, bill.bulan), "orang": bill.orang,
           "dibayar": bill.dibayar}
    return {key: value for key, value in row.items() if value != ""}


def period_words(masa_dari: str, bulan: int) -> str:
    """"Des 2026 - Mei 2027" of an ISO month (or day) and a number of months; "" when it is none."""
    try:
        first = date.fromisoformat(f"{masa_dari[:7]}-01")
    except ValueError:
        return ""
    last = first.year * 12 + first.month - 1 + max(bulan, 1) - 1
    words = [f"{MONTHS[at % 12][:3]} {at // 12}" for at in (first.year * 12 + first.month - 1, last)]
    return words[0] if words[0] == words[1] else " - ".join(words)


def count(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """People per verdict."""
    counted: dict[str, int] = {}
    for row in rows:
        counted[row["putusan"]] = counted.get(row["putusan"], 0) + 1
    return counted
