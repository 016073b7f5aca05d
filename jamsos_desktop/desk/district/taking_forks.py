"""Two laptops of one village: both sides to look at, the four decisions, and versions of single people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district.taking_records import ForkSide, ForkView, VersionRow
from jamsos_desktop.desk.recipient import own_keys
from jamsos_desktop.exchange.keys import PublicKeys
from jamsos_desktop.hub import fork_decisions
from jamsos_desktop.hub.incoming import Parcel, read_parcel
from jamsos_desktop.hub.merge import VOLATILE, content_digest
from jamsos_desktop.hub.records import Held
from jamsos_desktop.hub.register import deliveries, forks, people, standing
from jamsos_desktop.hub.register.deliveries import Delivery
from jamsos_desktop.hub.register.forks import VersionText
from jamsos_desktop.model.fields import label
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.attachments import Attachments
from jamsos_desktop.store.engine import Database


def view(ctx: Context, db: Database, kiriman_id: int) -> ForkView:
    """See ``Taking.fork_view``."""
    fork = fork_decisions.fork_of(db, kiriman_id)
    unit = deliveries.unit_row(db, fork.unit)
    assert unit is not None
    parcel, held = _parcel(ctx, db, fork), people.held(db, fork.unit)
    rivals = fork_decisions.rivals(db, fork)
    first = next((one for one in rivals if one.seq == fork.seq), rivals[-1] if rivals else None)
    numbers, start = deliveries.devices(db, fork.unit), fork_decisions.parted_at(db, fork)
    alike, unlike, only_b = _compared(db, parcel, held)
    carried = {entry.uid for entry in parcel.entries}
    only_a = sum(1 for one in held.values() if one.seq >= start and not one.hapus and one.uid not in carried)
    name, phone = _contact(db, fork.unit)
    registered = PublicKeys(unit.sign, unit.age).fingerprint if unit.sign else ""
    return ForkView(
        fork.id, fork.unit, unit.nama, fork.seq, "nomor" if fork.sebab.startswith("nomor") else fork.sebab,
        first is None or first.perangkat != fork.perangkat,
        _side(first, numbers, first.counts.get("baru", 0)) if first else None, _side(fork, numbers, only_b),
        alike, unlike, only_a, only_b, fork.sidik == registered, name, phone, fork.keputusan,
        standing.last(db, fork_decisions.FORK, str(fork.id)) or 0)


def decide(ctx: Context, db: Database, kiriman_id: int, keputusan: str) -> int:
    """See ``Taking.decide_fork``."""
    fork = fork_decisions.fork_of(db, kiriman_id)
    parcel = _parcel(ctx, db, fork) if keputusan in ("gabung", "b") else None
    scans = Attachments(ctx.folder, ctx.dek)
    for name, data in (parcel.attachments if parcel else {}).items():
        scans.put(name, data)
    return fork_decisions.decide(db, ctx.actor(), fork, keputusan, parcel)


def settle(ctx: Context, db: Database, uid: str, chosen: tuple[str, int, str]) -> int:
    """See ``Taking.settle_version``."""
    with db.write():
        return fork_decisions.settle(db, ctx.actor(), uid, chosen, ctx.policy, ctx.today)


def undo(ctx: Context, db: Database, putusan_id: int) -> None:
    """See ``Taking.undo_decision``."""
    with db.write():
        decision = forks.decision(db, putusan_id)
        if decision is None:
            raise Problem("PUTUSAN_TIDAK_ADA", "Keputusan itu sudah diurungkan.", TIDAK_BERUBAH,
                          "Muat ulang halaman ini.")
        if decision.jenis in (fork_decisions.FORK, fork_decisions.VERSION):
            fork_decisions.undo(db, ctx.actor(), decision, ctx.policy, ctx.today)
        else:
            standing.undo(db, ctx.actor(), putusan_id)


def open_versions(ctx: Context, db: Database) -> list[VersionRow]:
    """See ``Taking.open_versions``."""
    waiting = forks.versions(db)
    everyone = people.by_uids(db, sorted({one.uid for one in waiting}))
    units = {unit.kode: unit.nama for unit in deliveries.unit_rows(db)}
    rows = []
    for one in waiting:
        person = everyone[one.uid]
        shown = (person.revisi, person.perangkat, person.isi_id) == (one.revisi, one.perangkat, one.isi_id)
        beda = () if shown else _differing(db, one, person.isi_id)
        rows.append(VersionRow(one.uid, person.nama, person.unit, units[person.unit], one.perangkat,
                               deliveries.devices(db, person.unit).get(one.perangkat, 0), one.revisi, one.sidik,
                               one.waktu, shown, one.keadaan, beda))
    return rows


def _parcel(ctx: Context, db: Database, fork: Delivery) -> Parcel:
    sealed = deliveries.sealed(db, fork.id)
    if not sealed:
        raise Problem("CABANG_SELESAI", "Kiriman kedua itu tidak disimpan lagi: kiriman penuh sesudahnya sudah masuk.",
                      TIDAK_BERUBAH, "Tidak ada lagi yang perlu diputuskan.")
    return read_parcel(sealed, fork.nama_berkas, own_keys(db).identity, ctx.unit.kode, ctx.policy, ctx.today)


def _compared(db: Database, parcel: Parcel, held: Mapping[str, Held]) -> tuple[int, int, int]:
    """People of the package whom the register holds alike, holds otherwise, does not hold."""
    here = {entry.uid for entry in parcel.entries if entry.uid in held and not held[entry.uid].hapus}
    texts = deliveries.texts_of(db, {uid: held[uid].isi_id for uid in here}, here)
    came = {entry.uid: line for entry, line in zip(parcel.entries, parcel.lines, strict=True) if entry.uid in here}
    alike = sum(content_digest(texts[uid]) == content_digest(msgspec.json.decode(line)) for uid, line in came.items())
    return alike, len(here) - alike, len(parcel.entries) - len(here)


def _side(one: Delivery, numbers: Mapping[str, int], baru: int) -> ForkSide:
    return ForkSide(one.id, one.seq, one.diambil, numbers.get(one.perangkat, 0), one.counts.get("orang", 0), baru,
                    one.kode_periksa)


def _contact(db: Database, kode: str) -> tuple[str, str]:
    """Name of the secretary and phone of the village, as its profile gives them."""
    profile: dict[str, Any] = msgspec.json.decode(str(deliveries.unit_state(db, kode)["profil"]))
    officials = {one.get("jabatan"): one.get("nama", "") for one in _rows(profile.get("pejabat"))}
    phone = profile.get("telepon", "")
    return str(officials.get("sekretaris", "")), phone if isinstance(phone, str) else ""


def _rows(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _differing(db: Database, version: VersionText, shown_isi: int) -> tuple[str, ...]:
    texts = [deliveries.texts_of(db, {version.uid: isi_id}, [version.uid]).get(version.uid, {})
             for isi_id in (version.isi_id, shown_isi)]
    return tuple(label(key) for key in _keys(texts) if texts[0].get(key) != texts[1].get(key))


def _keys(rows: Collection[Mapping[str, Any]]) -> list[str]:
    return sorted({key for row in rows for key in row} - set(VOLATILE))
