"""The people of a batch as whole records, in the shape SIPP sheets are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import msgspec

from jamsos_desktop.desk.sipp import addressed
from jamsos_desktop.hub.records import Person
from jamsos_desktop.hub.register import contents, people, units
from jamsos_desktop.hub.register.batches import MemberRow
from jamsos_desktop.model.plain import peserta_from
from jamsos_desktop.model.records import Peserta, Unit
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.engine import Database


def own_kpj(db: Database, found: Iterable[Person]) -> dict[str, str]:
    """uid -> the KPJ somebody owns: the one the register holds, else the one their village wrote down; "" if none."""
    persons = list(found)
    rows = contents.rows_of(db, [p for p in persons if not p.kpj])
    return {p.uid: p.kpj or str(rows.get(p.uid, {}).get("kpj") or "") for p in persons}


def records(db: Database, members: Sequence[MemberRow], kabupaten: str) -> dict[str, Peserta]:
    """uid -> the whole record as the village last sent it, with the KPJ the register knows and the whole address.

    Problem ISI_ORANG_RUSAK.
    """
    persons = people.by_uids(db, [m.uid for m in members])
    rows = contents.rows_of(db, persons.values())
    places = {kode: _place(db, kode, kabupaten) for kode in {person.unit for person in persons.values()}}
    return {uid: addressed(_record(person, rows.get(uid, {})), places[person.unit]) for uid, person in persons.items()}


def _place(db: Database, kode: str, kabupaten: str) -> Unit:
    """The unit as an address names it."""
    found = units.one(db, kode)
    if found is None:
        return Unit(kode=kode, jenis="opd")
    return Unit(kode=kode, jenis=found.jenis, nama=found.nama, kecamatan=found.kecamatan, kabupaten=kabupaten)


def _record(person: Person, row: Mapping[str, object]) -> Peserta:
    try:
        found = peserta_from(row)
    except msgspec.ValidationError as cause:
        raise Problem("ISI_ORANG_RUSAK", f"Isi data {person.nama} dari desanya tidak terbaca.", TIDAK_BERUBAH,
                      "Tolak orang itu dengan alasan, supaya desa mengirim datanya lagi.") from cause
    found = replace(found, kpj=person.kpj or found.kpj)
    if person.keadaan == "keluar" and found.keluar_tanggal is None and person.diputuskan:
        # Ended by the district: the day it was decided. The cause stays empty, SIPP has no code for it that we know.
        return replace(found, keluar_tanggal=date.fromisoformat(person.diputuskan[:10]))
    return found


def per_sheet(members: Sequence[MemberRow], whole: Mapping[str, Peserta]) -> dict[str, list[Peserta]]:
    """Sheet -> records on it, in the order of the batch."""
    found: dict[str, list[Peserta]] = {}
    for member in members:
        found.setdefault(member.lembar, []).append(whole[member.uid])
    return found
