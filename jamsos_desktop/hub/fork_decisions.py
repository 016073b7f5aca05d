"""What a person decides about two laptops of one village: which package counts, which version of somebody is right.

These decisions change what the village's packages wrote, not the district's own columns, so they are logged by
pointers to the records (``register.forks``) and not by ``register.standing``; they share its log and its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from jamsos_desktop.exchange.keys import PublicKeys
from jamsos_desktop.hub.entries import entry_of
from jamsos_desktop.hub.incoming import Parcel
from jamsos_desktop.hub.merge import content_digest
from jamsos_desktop.hub.records import BERJALAN, Entry
from jamsos_desktop.hub.register import contents, deliveries, forks, pairs, people, recap, standing
from jamsos_desktop.hub.register.deliveries import STANDING, Delivery, UnitRow
from jamsos_desktop.hub.register.forks import KEPT, OPEN, REFUSED, USED, Decision, VersionText
from jamsos_desktop.hub.road import Verdict
from jamsos_desktop.hub.take_in import apply
from jamsos_desktop.policy import Policy
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

FORK, VERSION = "cabang", "versi"
CHOICES = ("tahan", "gabung", "a", "b")
_ASKED = {
    "tahan": "Kiriman no. {seq} datang dari dua laptop dengan isi berbeda. Laptop mana yang dipakai? Kabari DPMD.",
    "gabung": "Kiriman no. {seq} dari dua laptop digabung. Pakai satu laptop saja, lalu kirim penuh.",
    "a": "Kiriman no. {seq} dengan kode {kode} tidak dipakai. Pakai satu laptop saja, lalu kirim penuh.",
    "b": "Kiriman no. {seq} dengan kode {kode} yang dipakai. Pakai satu laptop saja, lalu kirim penuh."}


def fork_of(db: Database, kiriman_id: int) -> Delivery:
    """The second package of a fork. Problem CABANG_TIDAK_ADA when it is none."""
    found = deliveries.by_id(db, kiriman_id)
    if found is None or (found.hasil != "dua_laptop" and not found.keputusan):
        raise Problem("CABANG_TIDAK_ADA", "Kiriman itu tidak menunggu keputusan.", TIDAK_BERUBAH,
                      "Muat ulang halaman Terima kiriman.")
    return found


def parted_at(db: Database, fork: Delivery) -> int:
    """The number at which the laptops parted: everything sent before it comes from one laptop."""
    if fork.sebab == "pensiun":
        return deliveries.retired_from(db, fork.unit, fork.perangkat) or fork.seq
    return fork.seq if fork.sebab.startswith("nomor") else max(1, fork.seq - 1)


def rivals(db: Database, fork: Delivery) -> list[Delivery]:
    """What stands in the register from the parting on, of the other laptop."""
    start = parted_at(db, fork)
    return [one for one in deliveries.of_unit(db, fork.unit) if one.seq >= start and one.id != fork.id
            and one.sidik == fork.sidik and one.keadaan in (*STANDING, "diganti")]


def decide(db: Database, actor: Actor, fork: Delivery, keputusan: str, parcel: Parcel | None) -> int:
    """Settle a fork, whole, in one write; returns the number by which ``undo`` takes it back.

    ``parcel``: the second package, opened; only ``gabung`` and ``b`` need it. Problems: CABANG_SUDAH_DIPUTUSKAN,
    CABANG_KUNCI_LAMA.
    """
    if keputusan not in CHOICES:
        raise ValueError(f"no such decision: {keputusan}")
    with db.write():
        now = fork_of(db, fork.id)
        if now.keadaan != "ditahan":
            raise Problem("CABANG_SUDAH_DIPUTUSKAN", "Kiriman itu sudah diputuskan.", TIDAK_BERUBAH,
                          "Urungkan dulu keputusan yang lama bila perlu.")
        unit = deliveries.unit_row(db, now.unit)
        assert unit is not None
        before: dict[str, Any] = {"kiriman": list(now), "unit": {}, "laptop": [], "lain": {}, "orang": {},
                                  "versi": []}
        after: dict[str, Any] = {"unit": {}, "orang": {}, "hapus": {}}
        if keputusan in ("gabung", "b"):
            assert parcel is not None
            _check_key(now, unit)
            _merge_fork(db, actor, now, keputusan, parcel, unit, before, after)
        else:
            deliveries.set_state(db, [now.id], "dibuang" if keputusan == "a" else "ditahan", keputusan)
        text = _ASKED[keputusan].format(seq=now.seq, kode=now.kode_periksa)
        after["pesan"] = forks.ask(db, actor, now.unit, text)
        history.append(db, actor, "putusan", FORK, f"{now.unit}/{now.seq}", (), keputusan)
        return forks.log(db, actor, FORK, str(now.id), f"{keputusan}: {unit.nama} no. {now.seq}", before, after)


def _check_key(fork: Delivery, unit: UnitRow) -> None:
    """What was signed with a key that was retired since goes in no more, whoever decides."""
    if not unit.sign or PublicKeys(unit.sign, unit.age).fingerprint != fork.sidik:
        raise Problem("CABANG_KUNCI_LAMA", "Kiriman itu memakai kunci yang tidak berlaku lagi.", TIDAK_BERUBAH,
                      "Jangan pakai kiriman itu. Minta desa kirim penuh dengan kuncinya yang sekarang.")


def _merge_fork(db: Database, actor: Actor, fork: Delivery, keputusan: str, parcel: Parcel, unit: UnitRow,
                before: dict[str, Any], after: dict[str, Any]) -> None:
    so_far = forks.pointers(db, parcel.uids)
    before["unit"] = deliveries.unit_state(db, fork.unit)
    before["laptop"] = forks.devices(db, fork.unit)
    versions = {uid: forks.versions_of(db, uid) for uid in parcel.uids}
    losers = [one for one in rivals(db, fork) if one.keadaan in STANDING] if keputusan == "b" else []
    before["lain"] = {str(one.id): one.keadaan for one in losers}
    apply(db, actor, parcel, unit, Verdict(), fork, cabang=parted_at(db, fork), putusan=keputusan)
    deliveries.set_state(db, [one.id for one in losers], "diganti")
    after["unit"] = deliveries.unit_state(db, fork.unit)
    now = forks.pointers(db, parcel.uids)
    # What the village erased stays erased: its text is gone. Undone, the village may send them again.
    after["hapus"] = {uid: old["revisi"] for uid, old in so_far.items()
                      if old and not old["hapus"] and (erased := now[uid]) and erased["hapus"]}
    after["orang"] = {uid: kept for uid, kept in now.items() if kept and uid not in after["hapus"]
                      and (kept != so_far[uid] or forks.versions_of(db, uid) != versions[uid])}
    before["orang"] = {uid: so_far[uid] for uid in after["orang"]}
    before["versi"] = [list(one) for uid in after["orang"] for one in versions[uid]]


def settle(db: Database, actor: Actor, uid: str, chosen: tuple[str, int, str], policy: Policy,
           today: date) -> int:
    """Show one of several versions of somebody and close the question, inside ``db.write()``.

    ``chosen``: device, revisi, digest ("" where device and revisi say enough). Problem VERSI_TIDAK_ADA.
    """
    everything = forks.versions_of(db, uid)
    waiting = [one for one in everything if one.keadaan == OPEN]
    found = [one for one in waiting if (one.perangkat, one.revisi) == chosen[:2] and chosen[2] in ("", one.sidik)]
    if len(found) != 1:
        raise Problem("VERSI_TIDAK_ADA", "Versi itu tidak ada atau sudah diputuskan.", TIDAK_BERUBAH,
                      "Muat ulang halaman ini.")
    right, before = found[0], forks.pointers(db, [uid])
    now = before[uid]
    assert now is not None
    if (now["revisi"], now["isi_id"]) != (right.revisi, right.isi_id):
        _keep_shown(db, actor, uid, now, everything)
        forks.restore(db, {uid: {**now, **_shown(right), **_effects(now)}},
                      _entries(db, {uid: right.isi_id}, policy, today))
    forks.raise_question(db, uid, -1)
    forks.set_versions(db, [one._replace(keadaan=USED if one == right else REFUSED) for one in waiting])
    person = people.by_uids(db, [uid])[uid]
    contents.tidy(db, person.unit)
    recap.refresh(db, [person.unit])
    history.append(db, actor, "putusan", VERSION, uid)
    states = [list(one) for one in everything]
    return forks.log(db, actor, VERSION, uid, f"laptop {right.perangkat[:8]}", {"orang": before, "versi": states},
                     {"orang": forks.pointers(db, [uid])})


def _keep_shown(db: Database, actor: Actor, uid: str, now: Mapping[str, Any], kept: list[VersionText]) -> None:
    """The text shown so far stays, whatever comes later: a fresh copy of an open version has a place of its own."""
    if all(one.isi_id != now["isi_id"] for one in kept):
        digest = content_digest(deliveries.texts_of(db, {uid: now["isi_id"]}, [uid])[uid])
        row = VersionText(uid, now["perangkat"], now["revisi"], digest, now["seq"], now["isi_id"], actor.stamp, KEPT)
        forks.put_versions(db, [next((one._replace(isi_id=row.isi_id) for one in kept if one[:4] == row[:4]), row)])


def undo(db: Database, actor: Actor, decision: Decision, policy: Policy, today: date) -> None:
    """Put everything back as it was before one decision, inside ``db.write()``.

    Problem PUTUSAN_BERUBAH when a newer package or decision rests on it.
    """
    wanted, now = decision.before["orang"], decision.after["orang"]
    newer = standing.last(db, decision.jenis, decision.objek) != decision.id
    if newer or forks.pointers(db, list(now)) != now or (decision.jenis == FORK and _goes_on(db, decision)):
        raise Problem("PUTUSAN_BERUBAH", "Keadaannya sudah berubah sesudah keputusan itu.", TIDAK_BERUBAH,
                      "Urungkan dulu yang lebih baru, atau pilih versi per orang.")
    units = {person.unit for person in people.by_uids(db, list(wanted)).values()}
    alive = {uid: kept["isi_id"] for uid, kept in wanted.items() if kept and not kept["hapus"]}
    gone = {uid: deliveries.nobody(uid, kept["revisi"]) for uid, kept in wanted.items() if kept and kept["hapus"]}
    forks.restore(db, wanted, {**_entries(db, alive, policy, today), **gone})
    _restore_versions(db, [VersionText(*one) for one in decision.before["versi"]], wanted)
    if decision.jenis == FORK:
        _undo_fork(db, decision)
    pairs.retally(db, [uid for uid, kept in wanted.items() if kept])
    for unit in units:
        contents.tidy(db, unit)
    recap.refresh(db, units)
    forks.undone(db, decision.id, actor.stamp)
    history.append(db, actor, "urungkan", decision.jenis, decision.objek)


def _restore_versions(db: Database, rows: list[VersionText], uids: Iterable[str]) -> None:
    """These versions of these people and no others; a text that a fresh copy replaced since is that copy."""
    texts = {one[:4]: one.isi_id for uid in uids for one in forks.versions_of(db, uid)}
    forks.drop_versions(db, uids)
    forks.put_versions(db, [one._replace(isi_id=texts.get(one[:4], one.isi_id)) for one in rows])


def _goes_on(db: Database, decision: Decision) -> bool:
    """Whether a newer package of the village rests on a fork's decision, or its second package is kept no more."""
    fork, said = Delivery(*decision.before["kiriman"]), decision.after["unit"]
    now = deliveries.unit_state(db, fork.unit)
    return not deliveries.sealed(db, fork.id) or any(now[key] != said[key] for key in ("seq", "sha") if said)


def _undo_fork(db: Database, decision: Decision) -> None:
    fork = Delivery(*decision.before["kiriman"])
    for kiriman_id, keadaan in decision.before["lain"].items():
        deliveries.set_state(db, [int(kiriman_id)], keadaan)
    deliveries.note(db, fork)
    if decision.before["unit"]:
        deliveries.put_unit(db, fork.unit, decision.before["unit"])
        forks.restore_devices(db, fork.unit, decision.before["laptop"])
    if decision.after["hapus"]:
        forks.let_return(db, decision.after["hapus"])
        deliveries.put_unit(db, fork.unit, {"minta_penuh": 1})
    forks.unask(db, decision.after["pesan"])
    contents.tidy(db, fork.unit)
    recap.refresh(db, [fork.unit])


def _shown(version: VersionText) -> dict[str, Any]:
    return {"revisi": version.revisi, "seq": version.seq, "perangkat": version.perangkat, "isi_id": version.isi_id}


def _effects(now: Mapping[str, Any]) -> dict[str, Any]:
    """Another version shown is a change: members' must be told, the refused are looked at again."""
    if now["keadaan"] == "ditolak":
        return {"keadaan": "masuk", "alasan": "", "kolom": "", "oleh": "", "tindakan": "", "catatan": ""}
    return {"berubah": 1} if now["keadaan"] in BERJALAN else {}


def _entries(db: Database, isi_of: Mapping[str, int], policy: Policy, today: date) -> dict[str, Entry]:
    texts = deliveries.texts_of(db, isi_of, list(isi_of))
    return {uid: entry_of(row, policy, today) for uid, row in texts.items()}
