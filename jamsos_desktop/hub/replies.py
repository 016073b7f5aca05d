"""Which village has something new to hear, and what its reply carries. Pure: rows of the register in, rows out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from jamsos_desktop.hub.records import BERJALAN, Person
from jamsos_desktop.hub.verdicts import NO_BILL, PersonBill, UnitBill, bill_row, verdict_row
from jamsos_desktop.model.plain import canonical
from jamsos_desktop.policy import Alasan


class Answerable(NamedTuple):
    """What answering must know of a village. ``seq``, ``sha``: the newest package held; ``tertinggi``: greatest
    number ever received; ``dicocokkan`` "": nobody compared its key yet."""

    kode: str
    nama: str
    jenis: str
    kecamatan: str
    sign: str
    age: str
    dicocokkan: str
    seq: int
    sha: str
    minta_penuh: int
    balas_penuh: int
    tertinggi: int


class Told(NamedTuple):
    """A message to the village; ``dikirim``: the reply that carried it first (0: none yet)."""

    id: int
    teks: str
    waktu: str
    dikirim: int


class Basis(NamedTuple):
    """Everything a reply is made of. ``people`` as the digest needs them, see ``Standing``."""

    unit: Answerable
    standing: Sequence[tuple[Any, ...]]
    bills: Sequence[UnitBill]
    messages: Sequence[Told]
    with_kpj: bool


MOST_MESSAGES = 20  # the newest; older ones were told in many replies


def hindrance(unit: Answerable) -> str:
    """Why a village cannot be answered, "" when it can."""
    if not unit.age:
        return "Kuncinya belum ada. Tunggu kiriman dengan kunci baru."
    if not unit.dicocokkan:
        return "Kuncinya belum dicocokkan."
    return "" if unit.seq else "Belum ada kiriman yang diterapkan."


def digest(basis: Basis) -> str:
    """Changes when the village would hear something else; today's date and policy words have no part in it.

    ``standing``: per person (uid, revisi, word, kpj or "", from, until, reason columns, bill), in order of uid.
    """
    unit = basis.unit
    people = [(*row[:3], row[3] if basis.with_kpj else "", *row[4:]) for row in basis.standing]
    told = [unit.seq, unit.sha, unit.minta_penuh, people, basis.bills, [one.id for one in basis.messages]]
    return hashlib.sha256(canonical(told)).hexdigest()


def head_row(unit: Answerable, signer: str, today: str) -> dict[str, Any]:
    """The row of ``data/balasan.ndjson``."""
    row: dict[str, Any] = {
        "uid": unit.kode, "diterima": {"seq": unit.seq, "sha": unit.sha}, "untuk_seq": unit.seq, "dibuat": today,
        "tertinggi": max(unit.tertinggi, unit.seq), "penandatangan": signer}
    return {**row, "minta_penuh": True} if unit.minta_penuh else row


def verdict_rows(people: Iterable[Person], bills: Mapping[str, PersonBill], reasons: Mapping[str, Alasan],
                 with_kpj: bool) -> list[dict[str, Any]]:
    """A verdict for everybody of the village."""
    return [verdict_row(person, bills.get(person.uid, NO_BILL), reasons, with_kpj) for person in people]


def bill_rows(bills: Iterable[UnitBill]) -> list[dict[str, Any]]:
    """The rows of ``data/tagihan.ndjson``."""
    return [bill_row(bill) for bill in bills]


def message_rows(messages: Iterable[Told]) -> list[dict[str, Any]]:
    """The messages to the village as rows, each with the day it was written."""
    return [{"id": one.id, "tanggal": one.waktu[:10], "teks": one.teks} for one in messages]


def newly_told(people: Iterable[Person]) -> list[str]:
    """uids of those who came in and are told so by this reply."""
    return [person.uid for person in people if person.keadaan == "masuk" and not person.tunda]


def not_refusable(people: Iterable[Person]) -> list[Person]:
    """Members, or those on the way to be: nothing ends that without saying so; and those who left already."""
    return [person for person in people if person.keadaan in (*BERJALAN, "keluar")]
