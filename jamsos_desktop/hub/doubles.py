"""Doubles: which pairs a search brings before a person, and what each of the four decisions does.

Nothing is deleted. Nothing ends a membership that runs (``BERJALAN``) unless the decision says so. What is
decided reaches both villages: as the standing of a person, and as a message where nothing else would tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from jamsos_desktop.hub.likeness_records import Likeness, Reason
from jamsos_desktop.hub.records import BERJALAN, Person

PAKAI_A, PAKAI_B, PINDAH, BERBEDA = 1, 2, 3, 4
A_KE_B, B_KE_A = "A ke B", "B ke A"


class HeldPair(NamedTuple):
    """A row of ``pasangan``. ``sidik``: what both were when decided; ``pesan``: ids of the messages."""

    id: int
    a: str
    b: str
    jenis: str
    skor: int
    rincian: str
    ditemukan: str
    keputusan: int
    catatan: str
    oleh: str
    waktu: str
    sidik: str
    pesan: str


class NewPair(NamedTuple):
    """A pair as a search found it."""

    a: str
    b: str
    jenis: str
    skor: int
    alasan: tuple[Reason, ...]


class Found(NamedTuple):
    """What a search changes: pairs to enter, to ask again, to score anew, and open ones to forget."""

    new: list[NewPair]
    again: list[tuple[int, NewPair]]
    changed: list[tuple[int, NewPair]]
    gone: list[int]


class Message(NamedTuple):
    """A sentence for the next reply of a village, about one person of it."""

    unit: str
    teks: str
    uid: str


def fingerprint(a: Person, b: Person) -> str:
    """What a decision was made on: changes when NIK, name or birth date of either does."""
    both = sorted((one.uid, one.nik, one.nama, one.tanggal_lahir) for one in (a, b))
    return sha256(repr(both).encode()).hexdigest()[:32]


def in_play(person: Person) -> bool:
    """Whether somebody takes part: not deleted by the village, not sent away by the district."""
    return not person.hapus and person.keadaan not in ("ditolak", "keluar")


def compare_found(found: Iterable[Likeness], held: Iterable[HeldPair], people: Mapping[str, Person],
                  fresh: Collection[str] | None = None) -> Found:
    """What a whole search changes, or one for ``fresh`` people alone: pairs without them stay as they are.

    A decided pair is asked again when one of the two changed since; "one person" also when both are in play
    again, because then the decision no longer holds.
    """
    known = {frozenset((pair.a, pair.b)): pair for pair in held
             if fresh is None or pair.a in fresh or pair.b in fresh}
    new, again, changed, seen = [], [], [], set()
    for likeness in found:
        key = frozenset((likeness.a, likeness.b))
        seen.add(key)
        pair = known.get(key)
        first, second = _in_order(people[likeness.a], people[likeness.b]) if pair is None else (pair.a, pair.b)
        made = NewPair(first, second, likeness.jenis, likeness.skor, likeness.alasan)
        if pair is None:
            new.append(made)
        elif pair.keputusan == 0:
            changed.append((pair.id, made))
        elif pair.keputusan != BERBEDA or pair.sidik != fingerprint(people[pair.a], people[pair.b]):
            again.append((pair.id, made))
    gone = [pair.id for key, pair in known.items() if pair.keputusan == 0 and key not in seen]
    return Found(new, again, changed, gone)


def _in_order(x: Person, y: Person) -> tuple[str, str]:
    """A is the one whose membership runs, else the one who came first."""
    ranked = sorted((x, y), key=lambda one: (one.keadaan not in BERJALAN, one.pertama, one.uid))
    return ranked[0].uid, ranked[1].uid


def direction(a: Person, b: Person) -> str:
    """Which way "pindah desa" goes by itself: from the membership that runs to the other."""
    return B_KE_A if b.keadaan in BERJALAN and a.keadaan not in BERJALAN else A_KE_B


def moved(source: Person, target: Person, today: date) -> dict[str, dict[str, Any]]:
    """The columns of a transfer: KPJ and active period follow without a gap; two periods become one."""
    to: dict[str, Any] = {"alasan": "", "kolom": "", "oleh": "dpmd", "tindakan": "",
                          "diputuskan": today.isoformat()}
    if source.keadaan == "aktif":
        both = [one for one in (source, target) if one.keadaan == "aktif"]
        to |= {"keadaan": "aktif", "kpj": target.kpj if len(both) > 1 and target.kpj else source.kpj,
               "aktif_dari": _since(both),
               "aktif_sampai": "" if any(not one.aktif_sampai for one in both) else
               max(one.aktif_sampai for one in both), "berubah": 1}
    return {target.uid: to, source.uid: {
        "keadaan": "keluar", "alasan": "PINDAH_DESA", "kolom": "", "oleh": "dpmd", "tindakan": "keluarkan",
        "berubah": 0, "diputuskan": today.isoformat()}}


def _since(periods: Iterable[Person]) -> str:
    """The first day of the period that runs to the end of the last one; what lies before a gap is not cover."""
    since = until = ""
    for one in sorted(periods, key=lambda one: one.aktif_dari):
        gap = until and one.aktif_dari and date.fromisoformat(until) + timedelta(days=1) < date.fromisoformat(
            one.aktif_dari)
        if not since or gap:
            since = one.aktif_dari
        until = max(until, one.aktif_sampai)
    return since


def dropped(loser: Person, today: date) -> dict[str, Any]:
    """The columns of a record that is not used: refused as a double, or out where a membership ran."""
    runs = loser.keadaan in BERJALAN
    return {"keadaan": "keluar" if runs else "ditolak", "alasan": "GANDA", "kolom": "nik", "oleh": "dpmd",
            "tindakan": "keluarkan" if runs else "ganti_orang", "berubah": 0, "diputuskan": today.isoformat()}
