"""A full reply: a village that lost its laptop and its words gets back all that DPMD holds of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.packing import COUNTER
from jamsos_desktop.model.plain import peserta_from, plain, unit_from
from jamsos_desktop.model.records import Peserta, Unit
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.rules import core_values
from jamsos_desktop.store import history, office, outgoing, people, undo
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.outgoing import NEVER, PackageInfo, Packed
from jamsos_desktop.store.people import Derived

if TYPE_CHECKING:
    from jamsos_desktop.exchange.reply import Reply

UNJUDGED = Derived("draf", "", "", 0, "", "", 0, 0, 0, "", "")
_NUMBER = re.compile(r"(PU|BPU)-([0-9]{1,9})")
# Of the village's profile only what is still empty here is filled.
_PROFILE = ("alamat", "kode_pos", "telepon", "email", "npwp", "npp", "bentuk", "dasar", "rekening", "pic_nama",
            "pic_jabatan", "pic_hp", "pic_email")


class Restored(NamedTuple):
    """uids brought back, of people here who had to take another local number, and of people of whom DPMD holds a
    version that an older copy of the data lacks."""

    back: tuple[str, ...] = ()
    renumbered: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()


def restore(ctx: Context, db: Database, reply: Reply) -> Restored:
    """Bring back everybody who is not here and was not deleted here, inside ``db.write()``.

    They stand as sent with the package the reply confirms, under the numbers their forms carry; numbers go on after
    the highest.
    """
    local, rows = people.read_many(db), [_person(row) for row in reply.peserta]
    gone = {person.uid for person in local} | undo.deleted(db)
    fresh = [person for person in rows if person.uid not in gone]
    _confirm_package(ctx, db, reply)
    _continue_numbers(db, reply, [person.nomor for person in (*local, *fresh)])
    wanted = {person.nomor for person in fresh}
    renumbered = [person for person in local if person.nomor in wanted]
    for person in renumbered:
        people.renumber(db, ctx.actor(), person)
    taken = set[str]()
    for person in fresh:
        _bring_back(ctx, db, person, taken, reply.no)
    outgoing.pack(db, reply.head.diterima.seq, [Packed(p.uid, p.revisi, core_values(p), p.permohonan) for p in fresh])
    newer = _catch_up(ctx, db, local, rows, reply)
    _fill_office(ctx, db, reply.desa)
    return Restored(tuple(p.uid for p in fresh), tuple(p.uid for p in renumbered), newer)


def _catch_up(ctx: Context, db: Database, local: Iterable[Peserta], rows: Iterable[Peserta],
              reply: Reply) -> tuple[str, ...]:
    """Bring an older copy of the data up to what later travelled without it: else DPMD, which goes by the revision,
    would pass over whatever is changed here from now on. Somebody changed here since the copy stays as they are."""
    sent, mine = outgoing.noted(db), {person.uid: person for person in local}
    newer = []
    for row in rows:
        person, note = mine.get(row.uid), sent.get(row.uid, NEVER)
        if person is None or row.revisi <= note.revisi:
            continue
        if note.here == person.revisi or (not note.seq and person.revisi < row.revisi):
            _take_over(ctx, db, person, row, reply)
        elif person.revisi <= row.revisi:
            people.lift(db, ctx.actor(), person.uid, row.revisi + 1, f"balasan no. {reply.no}")
        newer.append(row.uid)
    return tuple(newer)


def _take_over(ctx: Context, db: Database, person: Peserta, row: Peserta, reply: Reply) -> None:
    """The version DPMD holds, under the number here; its revision goes on, so that an open form notices."""
    kept = replace(row, nomor=person.nomor or row.nomor, revisi=max(person.revisi + 1, row.revisi))
    people.write_rows(db, [(kept, UNJUDGED)])
    people.write_kin(db, kept)
    people.write_papers(db, ctx.actor(), kept, person)
    outgoing.pack(db, reply.head.diterima.seq, [Packed(
        row.uid, row.revisi, core_values(row), row.permohonan, kept.revisi if kept.revisi != row.revisi else None)])
    history.append(db, ctx.actor(), "pulihkan", "peserta", row.uid, people.changed_columns(person, kept),
                   f"balasan no. {reply.no}")


def _bring_back(ctx: Context, db: Database, person: Peserta, taken: set[str], no: int) -> None:
    if not person.nomor or person.nomor in taken:  # two laptops once gave the same number
        person = replace(person, nomor=people.new_number(db, person.segmen))
    taken.add(person.nomor)
    people.write_rows(db, [(person, UNJUDGED)])
    people.write_kin(db, person)
    people.write_papers(db, ctx.actor(), person, None)
    history.append(db, ctx.actor(), "pulihkan", "peserta", person.uid, (), f"balasan no. {no}")


def _person(row: Mapping[str, Any]) -> Peserta:
    """The record of a row as it travelled; what hangs on a row only for DPMD is left out."""
    names = {field.name for field in fields(Peserta)}
    try:
        person = peserta_from({key: value for key, value in row.items() if key in names and key != "mentah"})
    except msgspec.ValidationError as cause:
        raise _damaged() from cause
    if not person.uid or person.revisi < 0:
        raise _damaged()
    return replace(person, status="draf")


def _damaged() -> Problem:
    return Problem("PAKET_RUSAK", "Balasan ini rusak: data seorang peserta tidak wajar.", TIDAK_BERUBAH,
                   "Minta DPMD membuat balasan baru.")


def _confirm_package(ctx: Context, db: Database, reply: Reply) -> None:
    """The package DPMD holds stands here too, also when another laptop made it: the next one follows it."""
    from jamsos_desktop.exchange.envelope import kode_periksa
    from jamsos_desktop.exchange.package import setoran_name

    held = reply.head.diterima
    if any(package.seq == held.seq for package in outgoing.packages(db)):
        return
    counts = {"orang": len(reply.peserta), "iuran_sen": 0, "hapus": 0, "daftar": len(reply.peserta), "ubah": 0,
              "lanjut": 0, "berhenti": 0, "pindah": 0}
    outgoing.stub(db, PackageInfo(held.seq, "penuh", 0, "", held.sha, kode_periksa(held.sha),
                                  setoran_name(ctx.unit.kode, held.seq), 0, reply.head.dibuat.isoformat(), {}, counts,
                                  "dikonfirmasi"))


def _continue_numbers(db: Database, reply: Reply, numbers: Iterable[str]) -> None:
    """Packages and local numbers go on after the highest ever used."""
    used: dict[str, int] = {COUNTER: max(reply.head.tertinggi, reply.head.diterima.seq)}
    for number in numbers:
        if found := _NUMBER.fullmatch(number):
            name = f"nomor.{found[1]}"
            used[name] = max(used.get(name, 0), int(found[2]))
    for name, highest in used.items():
        office.put_setting(db, name, max(highest, int(office.setting(db, name, 0))))


def _fill_office(ctx: Context, db: Database, row: Mapping[str, Any]) -> None:
    """Papers of the desa, parts of its profile that are still empty here, and the board where none was made here."""
    from jamsos_desktop.desk.structure_restoring import restore_board

    here = office.desa_papers(db)
    for kode, state in dict(row.get("berkas") or {}).items():
        if kode not in here and state in ("ada", "tidak_ada", "tidak_perlu"):
            office.put_desa_paper(db, ctx.actor(), kode, state)
    kept, was = office.unit(db), dict(row.get("profil") or {})
    filled = {key: was[key] for key in _PROFILE if not getattr(kept, key) and isinstance(was.get(key), str)}
    if filled:
        office.put_setting(db, "unit", plain(_unit(kept, filled)))
        history.append(db, ctx.actor(), "pulihkan", "unit", kept.kode, list(filled))
    restore_board(ctx, db, row.get("sotk"))


def _unit(kept: Unit, filled: Mapping[str, str]) -> Unit:
    return unit_from({**plain(kept), **filled})
