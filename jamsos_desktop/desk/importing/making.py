"""Rows become people: made and judged once, and not again while the row stays as it is."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.desk.entering import with_defaults
from jamsos_desktop.desk.importing.problems import key_of
from jamsos_desktop.desk.judging import Judgement, derived, judge
from jamsos_desktop.desk.persons import new_person
from jamsos_desktop.intake import Candidate
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.findings import Finding, Tingkat
from jamsos_desktop.model.nik import LENGTH, proposed
from jamsos_desktop.model.parse import clean, code_of, digits, parse, with_texts
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules import Trail
from jamsos_desktop.store.people import Derived

_NOBODY: Mapping[str, tuple[str, str]] = {}


class Made(NamedTuple):
    """A person and what the rules say. ``findings``: what is wrong or odd; ``lacks``: keys of what is asked for and
    empty; ``said``: the sentences of all that holds the person up."""

    person: Peserta
    derived: Derived
    findings: tuple[Finding, ...]
    lacks: tuple[str, ...]
    said: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing holds the person up."""
        return not self.said


def made_of(person: Peserta, values: Derived, result: Judgement) -> Made:
    """What an import needs to remember of a judgement. Texts that many people share are kept once."""
    wrong = tuple(f for f in result.findings if f.tingkat in (Tingkat.SALAH, Tingkat.PERIKSA))
    lacks = tuple(sys.intern(key_of(f.kolom[0])) for f in result.findings if f.tingkat is Tingkat.KURANG)
    return Made(person, values, wrong, lacks, tuple(sys.intern(f.pesan) for f in result.blocking))


class Maker:
    """Makes people of rows. ``memory`` outlives one look at the sheet; it is emptied when what it rests on changes.

    ``from_nik``: field keys that no column of the sheet gives and a whole NIK tells, as it does in the editor.
    """

    def __init__(self, ctx: Context, kelompok: str, memory: dict[Any, Any],
                 from_nik: frozenset[str] = frozenset()) -> None:
        self._ctx, self._kelompok, self.memory, self._from_nik = ctx, kelompok, memory, from_nik
        basis = (ctx.policy.versi, ctx.today, ctx.unit, ctx.bases, kelompok, from_nik)
        if memory.get("dasar") != basis:
            memory.clear()
            memory["dasar"] = basis
        self._before: dict[bytes, Made | Peserta] = memory.get("orang", {})
        self._now: dict[bytes, Made | Peserta] = {}
        self._bases: dict[tuple[str, str], Peserta] = {}
        self._last: tuple[Candidate | None, bytes] = None, b""

    def person(self, row: Candidate) -> Peserta:
        """The new person a row would be, not judged; a kelompok that cannot be read is kept as typed."""
        key = self._key(row)
        kept = self._now[key] = self._before.get(key) or self._person(row)
        return kept.person if isinstance(kept, Made) else kept

    def made(self, row: Candidate, person: Peserta) -> Made:
        """What the rules say of the person made of a row, as of somebody who is nowhere else."""
        kept = self._now.get(key := self._key(row))
        if isinstance(kept, Made):
            return kept
        result = judge(self._ctx, person, _NOBODY, Trail())
        made = self._now[key] = made_of(person, derived(self._ctx, person, result), result)
        return made

    def _key(self, row: Candidate) -> bytes:
        """The fingerprint of a row; it is asked for twice, one right after the other."""
        if self._last[0] is not row:
            self._last = row, fingerprint(row)
        return self._last[1]

    def remember(self) -> None:
        """Of all looks so far only this one: who asks for many things in turn should not fill the memory."""
        self.memory["orang"] = self._now

    def _person(self, row: Candidate) -> Peserta:
        texts = {**self._told_by_nik(row.texts), **row.texts}
        group, unread = self._group(texts)
        base = self._base(group, texts.get("jabatan", ""), "segmen" in texts)
        person = with_texts(base, texts, self._ctx.lists, uid=uuid7(), keluarga=row.keluarga)
        return replace(person, mentah={**person.mentah, "kelompok": unread}) if unread else person

    def _told_by_nik(self, texts: Mapping[str, str]) -> dict[str, str]:
        nik = digits(texts.get("nik", "")) if self._from_nik else ""
        told = proposed(nik, self._ctx.today) if len(nik) == LENGTH else {}
        return {key: text for key, text in told.items() if key in self._from_nik}

    def _group(self, texts: dict[str, str]) -> tuple[str, str]:
        """The kelompok of a row, by its cell, the plan or its post; and the cell's text where it names none."""
        typed, unread = texts.pop("kelompok", ""), ""
        if typed:
            try:
                return str(parse(BY_KEY["kelompok"], typed)), ""
            except ValueError:
                unread = clean(typed)
        if self._kelompok:
            return self._kelompok, unread
        code = code_of("jabatan", texts.get("jabatan", ""), self._ctx.lists)
        return (self._ctx.policy.jabatan[code].kelompok if code else "pekerja_rentan"), unread

    def _base(self, group: str, jabatan: str, segmen_given: bool) -> Peserta:
        key = (group, "" if segmen_given else jabatan)
        if key not in self._bases:
            base = new_person(self._ctx, group)
            self._bases[key] = base if segmen_given else with_defaults(self._ctx, base, {"jabatan": jabatan})
        return self._bases[key]


def fingerprint(row: Candidate) -> bytes:
    """16 bytes that tell what is taken from a row and where it stands."""
    body = "\x1f".join([str(row.nomor), *(f"{key}\x1e{text}" for key, text in row.texts.items()),
                        repr(row.keluarga) if row.keluarga else ""])
    return hashlib.blake2b(body.encode("utf-8", "surrogatepass"), digest_size=16).digest()
