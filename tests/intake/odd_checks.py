"""Whether what an import says and stores agrees with what was written into an odd workbook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from unicodedata import digit

from odd_damage import HELD, IN, PASSED
from odd_people import NO_NIK
from odd_workbooks import Made, OddBook

from jamsos_desktop import desk as desks
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.fields import FIELDS
from jamsos_desktop.model.nik import Nik
from jamsos_desktop.model.parse import clean, value_of
from jamsos_desktop.model.records import Peserta

TODAY = date(2026, 11, 21)  # of the desks in tests
OUTCOME = {"siap": IN, "perlu_dilengkapi": IN, "ditahan": HELD, "dilewati": PASSED}


def faults(book: OddBook, report: desks.Imported, stored: list[Peserta], fresh: Peserta) -> Iterator[str]:
    """Everything that is wrong, in words; nothing when all is well.

    ``stored``: the people of the desk afterwards, in the order of their numbers; ``fresh``: a new person as the desk
    makes one with nothing typed.
    """
    yield from _sums(book, report)
    outcome = {row.baris: OUTCOME[row.hasil] for row in report.rows}
    people = {made.baris: made for made in book.people}
    came_in = [row for row in report.rows if OUTCOME[row.hasil] == IN]
    if len(came_in) != len(stored):
        yield f"{len(came_in)} baris masuk, {len(stored)} orang tersimpan"
        return
    for row, person in zip(came_in, stored, strict=True):
        made = people.get(row.baris)
        if row.uid and row.uid != person.uid:
            yield f"baris {row.baris}: uid orang lain"
        if made is None:
            yield f"baris {row.baris} bukan orang tetapi masuk sebagai {person.nama!r}"
        elif IN in made.hasil:
            yield from (f"baris {row.baris} {made.bekas}: {what}"
                        for what in _person(made, person, fresh, row.pesan, report))
    for made in book.people:
        if outcome.get(made.baris) not in made.hasil:
            message = next((row.pesan for row in report.rows if row.baris == made.baris), "")
            yield f"baris {made.baris} {made.bekas}: {outcome.get(made.baris)} bukan {made.hasil}: {message}"
    for row in report.rows:
        if row.baris not in people and OUTCOME[row.hasil] != PASSED:
            yield f"baris {row.baris} bukan orang tetapi {row.hasil}: {row.pesan}"
        if row.hasil != "siap" and not row.pesan:
            yield f"baris {row.baris} {row.hasil} tanpa alasan"


def _sums(book: OddBook, report: desks.Imported) -> Iterator[str]:
    totals = report.totals()
    numbers = Counter(row.baris for row in report.rows)
    if totals["baris"] != sum(totals[hasil] for hasil in OUTCOME) or totals["masuk"] != totals["siap"] + \
            totals["perlu_dilengkapi"]:
        yield f"jumlah tidak cocok: {totals}"
    if lost := sorted(book.baris - set(numbers)):
        yield f"baris hilang dari laporan: {lost}"
    if more := sorted(set(numbers) - book.baris):
        yield f"baris yang tidak ada di berkas: {more}"
    if twice := [number for number, many in numbers.items() if many > 1]:
        yield f"baris terhitung dua kali: {twice}"


def _person(made: Made, person: Peserta, fresh: Peserta, pesan: str, report: desks.Imported) -> Iterator[str]:
    for field in FIELDS:
        found, empty = value_of(person, field.key), value_of(fresh, field.key)
        allowed = made.boleh.get(field.key, ())
        if field.key in made.sah:
            if found != made.sah[field.key] and found not in allowed:
                yield f"{field.key} {found!r} bukan {made.sah[field.key]!r} (tertulis {made.texts})"
        elif field.key in report.dari_nik and person.nik:
            if found not in (empty, getattr(Nik.parse(person.nik, TODAY), field.key, empty)):
                yield f"{field.key} {found!r} tidak dibaca dari NIK"
        elif found != empty and found not in allowed and "*" not in allowed and not _stands(found, made):
            yield f"{field.key} {found!r} tidak ada di berkas"
    heir = made.sah.get("ahli_waris")
    names = [kin.nama for kin in person.keluarga]
    if heir and names != [heir]:
        yield f"ahli waris {names} bukan {heir}"
    if not heir and names and not all(_stands(one, made) for one in names):
        yield f"ahli waris {names} tidak ada di berkas"
    yield from _kept(made, person, pesan, report)


def _stands(value: Any, made: Made) -> bool:
    """Whether a value stands in a cell of that row that was damaged or hostile, as a whole."""
    return any(_plain(str(value)).upper() in _plain(text).upper() for text in made.boleh.get("*", ()) if str(value))


def _plain(text: str) -> str:
    """A text without what cannot be seen, digits of other scripts as ours."""
    return "".join(str(digit(c)) if digit(c, None) is not None else c for c in clean(text))


def _kept(made: Made, person: Peserta, pesan: str, report: desks.Imported) -> Iterator[str]:
    """Nothing is lost: every word of a damaged text stands somewhere in the record, or is named."""
    values = [*(str(value_of(person, field.key)) for field in FIELDS), *person.mentah.values(),
              *(kin.nama for kin in person.keluarga)]
    named = [pesan, *(f"{p.judul} {p.cara}" for p in report.problems if p.baris == made.baris),
             *(mark.asal + mark.teks for (row, _), mark in report.marks.items() if row == made.baris)]
    there = " ".join(_letters(_plain(text)) for text in (*values, *named))
    for text in map(_plain, made.boleh.get("*", ())):
        lost = [word for word in re.findall(r"\w+", text) if _letters(word[:30]) not in there]
        if lost and not _says_nothing(text):
            yield f"hilang tanpa sebutan: {lost} dari {text[:60]!r}; pesan {pesan[:200]!r}"


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _says_nothing(text: str) -> bool:
    return fold(text) in {fold(word) for word in (*NO_NIK, "NULL", "NaN")}

