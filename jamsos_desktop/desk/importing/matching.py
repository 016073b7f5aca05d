"""Who of the desk a row is: by NIK, or by the name and whatever tells people of one name apart.

A likely double is only shown, never merged: two people of a village may well have one name.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from jamsos_desktop.hub.likeness_names import Speller
from jamsos_desktop.hub.likeness_records import Someone
from jamsos_desktop.hub.likeness_rules import load_rules
from jamsos_desktop.hub.likeness_score import Judge
from jamsos_desktop.hub.likeness_traits import Rarity, traits_of
from jamsos_desktop.model.dusun import dusun_key
from jamsos_desktop.model.nik import LENGTH
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.store.people_bulk import Listed

NEW, SAME, TAKEN, SEVERAL, GONE = ("baru", "sama", "dipakai", "beberapa", "keluar")


class Match(NamedTuple):
    """``kind``: ``NEW`` nobody of the desk, ``SAME`` this one, ``TAKEN`` the NIK is this other person's, ``SEVERAL``
    cannot be told which one, ``GONE`` this one, who has left. ``by_nik``: found by the number."""

    kind: str
    one: Listed | None = None
    several: tuple[Listed, ...] = ()
    by_nik: bool = False


class Names:
    """Names compared whatever way they are written."""

    def __init__(self) -> None:
        rules = load_rules()
        self._speller = Speller(rules)
        self._rarity = Rarity(rules, self._speller, ())
        self._judge = Judge(rules.bobot, self._rarity)

    def words(self, nama: str) -> tuple[str, ...]:
        """The comparable words of a name in a fixed order."""
        return tuple(sorted(self._speller.words(nama)))

    def alike(self, one: str, other: str) -> bool:
        """Whether two names may be one person's: the same words, short forms or another spelling."""
        if one == other or self.words(one) == self.words(other):
            return True
        a, b = (traits_of(Someone("", "", nama, "", ""), self._speller, self._rarity) for nama in (one, other))
        return not self._judge.name(a, b).beda


class Here:
    """The people of the desk, ready to be asked who of them somebody is."""

    def __init__(self, listed: Sequence[Listed], names: Names, today: date) -> None:
        self.listed, self.names, self._today = listed, names, today
        self.by_uid = {one.uid: one for one in listed}
        self._by_nik: dict[str, list[Listed]] = {}
        self._by_name: dict[tuple[str, ...], list[Listed]] = {}
        for one in listed:
            if one.nik:
                self._by_nik.setdefault(one.nik, []).append(one)
            self._by_name.setdefault(names.words(one.nama), []).append(one)

    def match(self, person: Peserta) -> Match:
        """Who of the desk this person, made of a row, is."""
        return self._by_number(person) if person.nik else self._by_words(person)

    def answered(self, person: Peserta, one: Listed) -> Match:
        """Somebody said who a row is; that gives nobody the NIK of another."""
        other = self.holder(person.nik) if person.nik and person.nik != one.nik else None
        return Match(TAKEN, other, by_nik=True) if other else self._found(one)

    def holder(self, nik: str) -> Listed | None:
        """Somebody who holds a NIK and has not left."""
        return next((one for one in self._by_nik.get(nik, ()) if not one.left(self._today)), None)

    def _by_number(self, person: Peserta) -> Match:
        holders = sorted(self._by_nik.get(person.nik, ()), key=lambda one: one.left(self._today))
        for one in holders:
            if self.names.alike(one.nama, person.nama):  # never by the birth date: it stands in the NIK itself
                return self._found(one, by_nik=True)
        if (other := self.holder(person.nik)) is not None:
            return Match(TAKEN, other, by_nik=True)
        # Somebody who was written down without a number: the very same name and birth date.
        same = [one for one in self._named(person) if not one.nik and one.tanggal_lahir == born(person) != ""]
        return self._found(same[0]) if len(same) == 1 else Match(NEW)

    def _by_words(self, person: Peserta) -> Match:
        same = [one for one in self._named(person) if not _apart(person, one, self.names)]
        if not same:
            return Match(NEW)
        return self._found(same[0]) if len(same) == 1 else Match(SEVERAL, several=tuple(same))

    def _found(self, one: Listed, *, by_nik: bool = False) -> Match:
        return Match(GONE if one.left(self._today) else SAME, one, by_nik=by_nik)

    def _named(self, person: Peserta) -> Sequence[Listed]:
        words = self.names.words(person.nama)
        return self._by_name.get(words, ()) if words else ()

    def someones(self) -> list[Someone]:
        """Everybody who has not left, to be compared."""
        return [Someone(one.uid, one.nik, one.nama, one.tanggal_lahir, one.nama_ibu) for one in self.listed
                if not one.left(self._today)]


def born(person: Peserta) -> str:
    """The birth date as ISO text, "" for none."""
    return person.tanggal_lahir.isoformat() if person.tanggal_lahir else ""


def _apart(person: Peserta, one: Listed, names: Names) -> bool:
    """Whether something that both have tells two people of one name apart. The same birth date settles it."""
    mine = born(person)
    if mine and one.tanggal_lahir:
        return mine != one.tanggal_lahir
    if len(one.nik) == LENGTH and mine and one.nik[8:12] != f"{person.tanggal_lahir:%m%y}":
        return True
    pairs = ((names.words(person.nama_ibu), names.words(one.nama_ibu)), (person.no_kk, one.no_kk),
             (dusun_key(person.dusun), dusun_key(one.dusun)))
    return any(ours and theirs and ours != theirs for ours, theirs in pairs)
