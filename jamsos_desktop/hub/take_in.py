"""Taking in packages: each judged, merged and written whole, or kept aside sealed, or left alone.

``read_parcel`` has checked everything beforehand, so hardly anything can fail here but the disk. A package is known
by the digest of its manifest: the second time nothing is written. Packages of one run are made durable together,
each in a step of its own: the pages of the register that every village touches are then locked and written once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec

from jamsos_desktop.exchange.keys import PublicKeys
from jamsos_desktop.hub import take_in_words as words
from jamsos_desktop.hub.incoming import Parcel
from jamsos_desktop.hub.merge import Arrival, Known, Merged, Twin, content_digest, merge, suspects
from jamsos_desktop.hub.register import batches, contents, deliveries, erasing, forks, pairs, people, recap
from jamsos_desktop.hub.register.deliveries import STANDING, Delivery, UnitRow
from jamsos_desktop.hub.register.forks import OPEN, VersionText
from jamsos_desktop.hub.road import Facts, Verdict, judge
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history
from jamsos_desktop.store.attachments import Attachments
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

_FAULTS = ("KIRIMAN_LUAR_WILAYAH", "ISIAN_TAK_TERSIMPAN")  # of a package, not of this desk
UNTRUSTED = ("kunci", "dicabut")  # kept aside because of the key: nothing of them counts as heard of
# Keys of a village's own row that are kept of its newest package.
OFFICE = ("profil", "berkas", "sisa", "map", "bayar")


class Taken(NamedTuple):
    """What became of a package: as it now stands, and whether anything was written; or why it was refused."""

    delivery: Delivery | None
    written: bool
    problem: Problem | None = None

    @property
    def went_in(self) -> bool:
        return self.written and self.delivery is not None and self.delivery.keadaan in STANDING


def take_in(db: Database, actor: Actor, parcels: Sequence[Parcel], scans: Attachments) -> list[Taken]:
    """Take in packages in this order; when it returns, all that went in is durable.

    A package is written whole or not at all, whatever becomes of the others. Scans are kept before the lock is
    taken, so that no committed row waits for one. Problems of one package: KIRIMAN_LUAR_WILAYAH (no unit has the
    sender's code), ISIAN_TAK_TERSIMPAN; others are raised and undo everything of this call.
    """
    for parcel in parcels:
        _keep_scans(db, parcel, scans)
    with db.write():
        return [_apart(db, actor, parcel) for parcel in parcels]


def _apart(db: Database, actor: Actor, parcel: Parcel) -> Taken:
    try:
        with deliveries.apart(db):
            return _take(db, actor, parcel)
    except Problem as problem:
        if problem.kode not in _FAULTS:
            raise
        return Taken(None, False, problem)


def _take(db: Database, actor: Actor, parcel: Parcel) -> Taken:
    unit, known, verdict = _judged(db, parcel)
    if known and known.keadaan != "ditahan":
        text = words.repeated(known.diambil, known.keadaan)
        return Taken(known._replace(hasil="ulang", keterangan=text), False)
    if verdict.hasil and known and known.sebab == verdict.sebab:
        return Taken(known._replace(keterangan=words.still_aside(known.keterangan, known.diambil)), False)
    if verdict.hasil:
        return Taken(_keep_aside(db, actor, parcel, verdict, known), True)
    return Taken(apply(db, actor, parcel, unit, verdict, known)[0], True)


def _keep_scans(db: Database, parcel: Parcel, scans: Attachments) -> None:
    if parcel.attachments and deliveries.unit_row(db, parcel.manifest.sender) and not _judged(db, parcel)[2].hasil:
        for name, data in parcel.attachments.items():
            scans.put(name, data)


def _judged(db: Database, parcel: Parcel) -> tuple[UnitRow, Delivery | None, Verdict]:
    """The sender, the package as kept from before, and whether it may go in."""
    unit = deliveries.unit_row(db, parcel.manifest.sender)
    if unit is None:
        raise Problem("KIRIMAN_LUAR_WILAYAH", f"Kode {parcel.manifest.sender[:20]} bukan desa kabupaten ini.",
                      TIDAK_BERUBAH, "Periksa asal kiriman. OPD dicatat dulu di halaman Target.")
    known = deliveries.by_sha(db, parcel.sha)
    if known and known.keadaan != "ditahan":
        return unit, known, Verdict("ulang")
    return unit, known, judge(parcel.step, facts_of(db, parcel, unit))


def release(db: Database, actor: Actor, kode: str, read: Callable[[Delivery, bytes], Parcel], scans: Attachments, *,
            why: Sequence[str] = ("dasar",), first: int = 0) -> list[Delivery]:
    """Take in packages of a village that were kept aside and may go in now.

    ``read`` opens a sealed package again; ``why``: kept aside for these reasons; ``first``: id to begin with.
    Returns those that went in.
    """
    released: list[Delivery] = []
    moved = True
    while moved:
        moved = False
        for held in sorted(deliveries.held_back(db, kode), key=lambda one: (one.id != first, one.seq, one.id)):
            if held.sebab not in why:
                continue
            [now] = take_in(db, actor, [read(held, deliveries.sealed(db, held.id))], scans)
            if now.went_in and now.delivery:
                released.append(now.delivery)
                moved = True
    return released


def facts_of(db: Database, parcel: Parcel, unit: UnitRow) -> Facts:
    """What the register knows that the road of this package depends on."""
    step, history_of = parcel.step, deliveries.of_unit(db, unit.kode)
    near: dict[int, list[tuple[str, str, str]]] = {}
    for one in history_of:
        counts = one.keadaan in STANDING or (one.keadaan, one.sebab) == ("ditahan", "dasar")
        if counts and one.sidik == step.sidik and abs(one.seq - step.seq) <= 1 and one.sha != step.sha:
            near.setdefault(one.seq, []).append((one.sha, one.prev, one.perangkat))
    sidik = PublicKeys(unit.sign, unit.age).fingerprint if unit.sign else ""
    return Facts(sidik, deliveries.revoked(db, unit.kode, parcel.keys.sign, step.sidik), near,
                 max((one.seq for one in history_of if one.keadaan in STANDING), default=unit.seq),
                 {one.seq for one in history_of if one.sebab not in UNTRUSTED},
                 deliveries.retired_from(db, unit.kode, step.perangkat))


def _keep_aside(db: Database, actor: Actor, parcel: Parcel, verdict: Verdict, known: Delivery | None) -> Delivery:
    kode, text = parcel.manifest.sender, words.kept_aside(verdict, parcel.step.seq, parcel.step.base)
    if verdict.sebab not in UNTRUSTED:
        deliveries.device_number(db, kode, parcel.step.perangkat, actor.stamp)
        deliveries.put_unit(db, kode, {"minta_penuh": 1})
    row = _row(parcel, actor, known, "ditahan", verdict.hasil, text, {"orang": len(parcel.entries)}, verdict.sebab)
    row = row._replace(id=deliveries.note(db, row))
    deliveries.keep_sealed(db, row.id, parcel.sealed)
    history.append(db, actor, "tahan", "kiriman", f"{kode}/{row.seq}", (), verdict.sebab)
    return row


def apply(db: Database, actor: Actor, parcel: Parcel, unit: UnitRow, verdict: Verdict, known: Delivery | None, *,
          cabang: int = 0, putusan: str = "") -> tuple[Delivery, Merged]:
    """Write a package into the register, inside ``db.write()``; ``cabang``, ``putusan``: see ``merge.Arrival``."""
    first = not unit.sign and not putusan
    if first:
        deliveries.register_key(db, unit.kode, parcel.step.sidik, parcel.keys.sign, parcel.keys.age, actor.stamp)
        unit = unit._replace(seq=0)
    deliveries.device_number(db, unit.kode, parcel.step.perangkat, actor.stamp)
    if parcel.menggantikan:
        deliveries.retire(db, unit.kode, parcel.menggantikan, parcel.step.perangkat, parcel.step.seq, actor.stamp)
    merged = _merge(db, actor, parcel, Arrival(unit.kode, parcel.step.seq, parcel.step.perangkat,
                                               cabang or unit.cabang, putusan))
    _put_unit(db, actor, parcel, unit, cabang, putusan)
    jumlah = _counts(merged, parcel)
    hasil = _hasil(jumlah, verdict, first)
    owners = [owner.nama for kode in merged.foreign.values() if (owner := deliveries.unit_row(db, kode))]
    row = _row(parcel, actor, known, "digabung" if putusan else "diterapkan", hasil,
               words.taken(jumlah, verdict, first, owners), jumlah, known.sebab if known and putusan else "")
    row = row._replace(keputusan=putusan)
    row = row._replace(id=deliveries.note(db, row))
    if not putusan:  # the evidence of a fork stays: its decision can be undone, until a full package ends it
        deliveries.drop_sealed(db, row.id)
        if parcel.step.penuh and row.seq > unit.seq:
            forks.drop_evidence(db, unit.kode)
    if moved := [*merged.reopened, *(stone.uid for stone in merged.erased)]:
        pairs.came_or_left(db, moved)
    if erased := [stone.uid for stone in parcel.stones if stone.musnah]:
        erasing.told(db, unit.kode, erased, actor.stamp)
        erasing.erase_due(db, actor)
    recap.refresh(db, [unit.kode])
    history.append(db, actor, "terima", "kiriman", f"{unit.kode}/{row.seq}")
    return row, merged


def _merge(db: Database, actor: Actor, parcel: Parcel, arrival: Arrival) -> Merged:
    held = people.held(db, arrival.unit)
    strangers = [uid for uid in parcel.uids if uid not in held]
    waiting, refused = forks.questions(db, arrival.unit)
    owed = batches.owed(db, [stone.uid for stone in parcel.stones])
    known = Known(held, deliveries.elsewhere(db, arrival.unit, strangers), waiting, refused, owed,
                  erasing.gone(db, arrival.unit))
    twins = _twins(db, parcel, known, suspects(parcel.entries, arrival, known))
    merged = merge(parcel.entries, parcel.stones, parcel.ended, arrival, known, twins)
    isi_id = _keep_text(db, parcel, merged, arrival.unit)
    deliveries.write_people(db, arrival.unit, merged, seq=arrival.seq, perangkat=arrival.perangkat, isi_id=isi_id,
                            stamp=actor.stamp)
    if merged.conflicts or merged.kept:
        revisions = {entry.uid: entry.revisi for entry in parcel.entries}
        came = [VersionText(uid, arrival.perangkat, revisions[uid], twin.came, arrival.seq, isi_id, actor.stamp, OPEN)
                for uid, twin in merged.conflicts.items()]
        forks.keep_versions(db, merged, came, held, {uid: twin.held for uid, twin in twins.items()}, waiting,
                            actor.stamp)
    contents.tidy(db, arrival.unit)
    return merged


def _twins(db: Database, parcel: Parcel, known: Known, uids: set[str]) -> dict[str, Twin]:
    if not uids:
        return {}
    texts = deliveries.texts_of(db, {uid: known.held[uid].isi_id for uid in uids}, uids)
    return {entry.uid: Twin(content_digest(texts[entry.uid]), content_digest(msgspec.json.decode(line)))
            for entry, line in zip(parcel.entries, parcel.lines, strict=True) if entry.uid in texts}


def _keep_text(db: Database, parcel: Parcel, merged: Merged, unit: str) -> int:
    """The lines that somebody's row will point to, as they came when that is all of them; 0 when there are none."""
    used = {entry.uid for entry in merged.put} | merged.conflicts.keys()
    if not used:
        return 0
    if len(used) == len(parcel.entries):
        data = parcel.stream or contents.deflated(_joined(parcel.lines))
    else:
        data = contents.deflated(_joined(line for entry, line in zip(parcel.entries, parcel.lines, strict=True)
                                         if entry.uid in used))
    return contents.keep(db, unit, data)


def _joined(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _put_unit(db: Database, actor: Actor, parcel: Parcel, unit: UnitRow, cabang: int, putusan: str) -> None:
    manifest = parcel.manifest
    values: dict[str, object] = {"diambil": actor.stamp}
    if cabang:
        values["cabang"] = cabang
    if manifest.seq > unit.seq or putusan == "b":
        office = {key: _json(parcel.office[key]) for key in OFFICE if key in parcel.office}
        if manifest.isi == "penuh" and not putusan:
            values |= {"minta_penuh": 0, "cabang": 0}
        values |= {"perangkat": manifest.device, "seq": manifest.seq, "sha": parcel.sha, "dibuat": manifest.created,
                   "riwayat_n": manifest.riwayat.n, "riwayat_hash": manifest.riwayat.hash, **office}
        # A new laptop knows nothing yet of the board its village once made.
        if any("id" in row for row in parcel.sotk) or not deliveries.holds_board(db, unit.kode):
            values["sotk"] = _json(parcel.sotk)
    deliveries.put_unit(db, unit.kode, values)


def _counts(merged: Merged, parcel: Parcel) -> dict[str, int]:
    return {"orang": len(parcel.entries), "baru": merged.baru, "berubah": merged.berubah,
            "berakhir": merged.berakhir, "bentrok": merged.bentrok, "sama": merged.sama, "dihapus": merged.dihapus,
            "asing": parcel.asing}


def _hasil(jumlah: dict[str, int], verdict: Verdict, first: bool) -> str:
    if first:  # somebody must act on it; missing numbers are told in words, and a first package carries everybody
        return "kunci_belum"
    if verdict.missing:
        return "nomor_terlewat"
    return "baru" if jumlah["baru"] > jumlah["berubah"] + jumlah["berakhir"] else "berubah"


def _row(parcel: Parcel, actor: Actor, known: Delivery | None, keadaan: str, hasil: str, keterangan: str,
         jumlah: dict[str, int], sebab: str) -> Delivery:
    manifest = parcel.manifest
    return Delivery(
        known.id if known else 0, manifest.sender, manifest.seq, parcel.sha, parcel.kode_periksa, manifest.base,
        manifest.prev, manifest.device, manifest.isi, manifest.created, actor.stamp, parcel.nama_berkas,
        len(parcel.sealed), keadaan, hasil, keterangan, _json(jumlah), parcel.step.sidik, sebab,
        known.keputusan if known else "")


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
