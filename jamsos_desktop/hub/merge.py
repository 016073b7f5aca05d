"""What one package does to the people the register holds: decided here, written elsewhere; no engine, no clock.

A village is one writer. Per person the greater (revisi, seq) is kept: a higher ``revisi`` is a change, the same one
in a later package only a fresh copy. A tombstone deletes whatever is not newer, and nothing older brings anybody
back. Where two laptops wrote for one village (a fork), a person whom both changed differently is a conflict: both
versions are kept, and the one with the higher revisi, then the greater digest, is shown until a person decides; so
the order of arrival never matters.

``jejak`` remembers which revisi was first heard of in which package ("1@3 2@7"): what a village said before two
laptops parted is thereby known, and with it which of them changed somebody. Empty: known for long.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jamsos_desktop.hub.records import BERJALAN, Entry, Held
from jamsos_desktop.model.plain import canonical

# What differs between two copies of the same record without anybody having changed it: what the desk derives,
# prints or was told by a reply.
VOLATILE = ("uid", "revisi", "status", "iuran", "cetakan", "diubah", "kpj", "aktif_sampai", "kartu", "bayar")
_TRACE = 24  # revisions remembered per person, the newest


class Arrival(NamedTuple):
    """The package. ``cabang``: number at which two laptops parted (0: one writer). ``putusan``: a person decided
    about it: "" (nobody had to), ``gabung`` (merge with what is held) or ``b`` (it replaces what is held)."""

    unit: str
    seq: int
    perangkat: str
    cabang: int = 0
    putusan: str = ""


class Version(NamedTuple):
    """One of several versions of a person that wait for a decision."""

    perangkat: str
    revisi: int
    sidik: str


class Twin(NamedTuple):
    """Content digests of what is held and of what came."""

    held: str
    came: str


class Stone(NamedTuple):
    """A deletion by the village. ``musnah``: somebody erased for good, whom the district is to erase too."""

    uid: str
    revisi: int
    musnah: bool = False


class Known(NamedTuple):
    """What is held: the village's people, uids among the package's that other villages hold, versions that wait
    for a decision, digests of versions that a person decided against, ``owed``: those who left as members and of whose
    exit BPJS has not heard yet, and ``destroyed``: whom the village erased for good and nothing brings back."""

    held: Mapping[str, Held]
    elsewhere: Mapping[str, str]
    open: Mapping[str, Collection[Version]]
    refused: Mapping[str, Collection[str]]
    owed: Collection[str] = ()
    destroyed: Collection[str] = ()


@dataclass(slots=True)
class Merged:
    """What to write. Every person of the package is counted in exactly one of the five sums.

    ``put``: shown from now on as the package has them, with ``jejak``; ``traced``: only their ``jejak`` changes.
    ``reopened``: refused ones who were mended; ``flagged``: members whose data changed. ``conflicts``: kept in
    both versions (uid -> digests); ``superseded``: open versions that a newer one of the same laptop replaces;
    ``kept``: the version so far is put aside. ``erased``: deleted; ``stones``: deletions of people never heard of;
    ``ending``: members the village deleted, whom only a decision may end, and those ``owed``.
    ``foreign``: uid -> the village that holds it, left as it is.
    """

    put: list[Entry] = field(default_factory=list)
    jejak: dict[str, str] = field(default_factory=dict)
    traced: dict[str, str] = field(default_factory=dict)
    reopened: list[str] = field(default_factory=list)
    flagged: list[str] = field(default_factory=list)
    conflicts: dict[str, Twin] = field(default_factory=dict)
    superseded: list[tuple[str, Version]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    erased: list[Stone] = field(default_factory=list)
    stones: list[Stone] = field(default_factory=list)
    ending: list[Stone] = field(default_factory=list)
    foreign: dict[str, str] = field(default_factory=dict)
    baru: int = 0
    berubah: int = 0
    berakhir: int = 0
    sama: int = 0
    bentrok: int = 0

    @property
    def dihapus(self) -> int:
        return len(self.erased) + len(self.ending)


def content_digest(row: Mapping[str, Any]) -> str:
    """Digest of what the village says of a person, without VOLATILE keys."""
    said = {key: value for key, value in row.items() if key not in VOLATILE}
    if said.get("permohonan") in ("daftar", "ubah"):  # the one becomes the other by a reply alone
        del said["permohonan"]
    return hashlib.sha256(canonical(said)).hexdigest()[:16]


def trace(jejak: str, revisi: int, seq: int) -> str:
    """``jejak`` with one more sighting; any order of sightings gives the same text."""
    seen = _seen(jejak)
    seen[revisi] = min(seq, seen.get(revisi, seq))
    return " ".join(f"{r}@{seen[r]}" for r in sorted(seen)[-_TRACE:])


def before_fork(held: Held, cabang: int) -> int:
    """The revisi the village had sent before its laptops parted; 0 when it had sent nobody of that uid."""
    if not held.jejak:
        return held.revisi
    return max((revisi for revisi, seq in _seen(held.jejak).items() if seq < cabang), default=0)


def _seen(jejak: str) -> dict[int, int]:
    return {int(revisi): int(seq) for revisi, _, seq in (part.partition("@") for part in jejak.split())}


def suspects(entries: Iterable[Entry], arrival: Arrival, known: Known) -> set[str]:
    """uids whose content must be compared before ``merge`` can tell."""
    return {entry.uid for entry in entries if (held := known.held.get(entry.uid)) and not held.hapus
            and _compare(entry, held, arrival, known)}


def _compare(entry: Entry, held: Held, arrival: Arrival, known: Known) -> bool:
    if arrival.putusan or entry.uid in known.open or entry.uid in known.refused:
        return True
    if held.perangkat == arrival.perangkat:
        return False
    return entry.revisi == held.revisi or _changed_since(held, arrival)


def _changed_since(held: Held, arrival: Arrival) -> bool:
    """Whether what is held was changed after the laptops parted."""
    return arrival.cabang > 0 and held.revisi > before_fork(held, arrival.cabang)


def merge(entries: Iterable[Entry], stones: Iterable[Stone], ended: Collection[str], arrival: Arrival,
          known: Known, twins: Mapping[str, Twin]) -> Merged:
    """The outcome for every row. ``ended``: uids who leave by their row; ``twins``: digests of ``suspects``."""
    out = Merged()
    for entry in entries:
        held = known.held.get(entry.uid)
        if entry.uid in known.destroyed:
            out.sama += 1  # another laptop, or an older copy of the data, has not heard of it
        elif held is None and entry.uid in known.elsewhere:
            out.foreign[entry.uid] = known.elsewhere[entry.uid]
            out.bentrok += 1
        elif held is None or held.hapus:
            _arrive(out, entry, held, arrival)
        elif entry.uid in twins and twins[entry.uid].came in known.refused.get(entry.uid, ()):
            out.sama += 1
        elif (twin := twins.get(entry.uid)) and twin.held != twin.came and _disputed(entry, held, arrival, known):
            _dispute(out, entry, held, arrival, known, twin)
        else:
            _follow(out, entry, held, arrival, entry.uid in ended)
    for stone in stones:
        _bury(out, stone, known, arrival)
    return out


def _arrive(out: Merged, entry: Entry, held: Held | None, arrival: Arrival) -> None:
    """Somebody new, or back after a deletion; nothing older than the deletion brings anybody back."""
    floor = -1
    if held is not None:
        parted = before_fork(held, arrival.cabang) if arrival.cabang else held.revisi
        floor = min(held.revisi, parted)  # changed on the other laptop after the parting: not lost to a deletion
    if entry.revisi <= floor:
        out.sama += 1
        return
    out.baru += 1
    _put(out, entry, held.jejak if held else "", arrival)


def _disputed(entry: Entry, held: Held, arrival: Arrival, known: Known) -> bool:
    """Whether both sides changed somebody since they parted."""
    if arrival.putusan == "b" or entry.uid in known.open:
        return True
    if not arrival.cabang:
        return entry.revisi == held.revisi
    parted = before_fork(held, arrival.cabang)
    return held.revisi > parted and entry.revisi > parted


def _dispute(out: Merged, entry: Entry, held: Held, arrival: Arrival, known: Known, twin: Twin) -> None:
    if arrival.putusan == "b":
        out.berubah += 1
        out.kept.append(entry.uid)
        _newer(out, entry, held, arrival)
        return
    others = [v for v in known.open.get(entry.uid, ()) if v.perangkat != arrival.perangkat]
    stale = any(v.perangkat == arrival.perangkat and (v.revisi, v.sidik) >= (entry.revisi, twin.came)
                for v in known.open.get(entry.uid, ()))
    if stale:  # that laptop has said so, or more, already
        out.sama += 1
        return
    if others:  # two versions stay open without the older one of this laptop
        out.superseded.extend((entry.uid, v) for v in known.open[entry.uid] if v.perangkat == arrival.perangkat)
    out.bentrok += 1
    out.conflicts[entry.uid] = twin
    rivals = [(v.revisi, v.sidik) for v in others] or [(held.revisi, twin.held)]
    if (entry.revisi, twin.came) > max(rivals):
        _newer(out, entry, held, arrival)
    else:
        out.traced[entry.uid] = trace(held.jejak, entry.revisi, arrival.seq)


def _follow(out: Merged, entry: Entry, held: Held, arrival: Arrival, ends: bool) -> None:
    """One writer: the greater (revisi, seq) is kept."""
    if entry.revisi > held.revisi:
        if ends:
            out.berakhir += 1
        else:
            out.berubah += 1
        if arrival.putusan:
            out.kept.append(entry.uid)
        _newer(out, entry, held, arrival)
        return
    out.sama += 1
    if entry.revisi == held.revisi and arrival.seq > held.seq and not arrival.putusan:
        out.put.append(entry)
        out.jejak[entry.uid] = held.jejak
    elif (seen := trace(held.jejak, entry.revisi, arrival.seq)) != held.jejak and held.jejak:
        out.traced[entry.uid] = seen


def _newer(out: Merged, entry: Entry, held: Held, arrival: Arrival) -> None:
    _put(out, entry, held.jejak or f"{held.revisi}@0", arrival)
    if held.keadaan == "ditolak":
        out.reopened.append(entry.uid)
    elif held.keadaan in BERJALAN:
        out.flagged.append(entry.uid)


def _put(out: Merged, entry: Entry, jejak: str, arrival: Arrival) -> None:
    out.put.append(entry)
    fresh = f"{entry.revisi}@{arrival.seq}"
    out.jejak[entry.uid] = trace(jejak, entry.revisi, arrival.seq) if jejak else fresh


def _bury(out: Merged, stone: Stone, known: Known, arrival: Arrival) -> None:
    held = known.held.get(stone.uid)
    if held is None:
        if stone.uid in known.elsewhere:
            out.foreign[stone.uid] = known.elsewhere[stone.uid]
            return
        out.stones.append(stone)
    elif held.hapus and stone.revisi > held.revisi:
        out.stones.append(stone)
    elif held.hapus or stone.revisi < held.revisi or _changed_since(held, arrival):
        return  # newer, or changed on the other laptop: a deletion never takes a change away
    elif held.keadaan in BERJALAN or stone.uid in known.owed:
        out.ending.append(stone)
    else:
        out.erased.append(stone)
    so_far = held.jejak or f"{held.revisi}@0" if held else ""
    out.jejak[stone.uid] = trace(so_far, stone.revisi, arrival.seq)
