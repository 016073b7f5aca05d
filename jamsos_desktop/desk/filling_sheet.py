"""A list with NIK or number and the value of one column, filled in by person. It fills what is empty; every row below
the header gets a result, and nobody is guessed: a person who cannot be told is held back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.filling_columns import field_of, label
from jamsos_desktop.desk.filling_records import CHANGED, GONE, WRONG, Filled, FillEntry, FillReport, FillSheetRow
from jamsos_desktop.desk.filling_rows import unreadable
from jamsos_desktop.desk.filling_saving import fill_job as store_job
from jamsos_desktop.desk.filling_saving import text_in, would_be
from jamsos_desktop.desk.importing.matching import Names
from jamsos_desktop.intake import read_workbook
from jamsos_desktop.intake.damage import says_nothing
from jamsos_desktop.intake.sheet import Sheet, SheetRow
from jamsos_desktop.jobs import Job
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.fields import BY_KEY, FIELDS, HEIR, Kind
from jamsos_desktop.model.parse import clean, digits, parse
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import filling, people
from jamsos_desktop.store.engine import Database

_HEAD_ROWS = 30
_DIGITS_KEPT = 15  # more of a number than that no workbook keeps
_NUMBER_TITLES = frozenset(("nomor", "nomor lokal", "no lokal"))
_NIK_TITLES = frozenset(fold(title) for title in ("nik", *BY_KEY["nik"].also))
_NAME_TITLES = frozenset(fold(title) for title in (BY_KEY["nama"].label, *BY_KEY["nama"].also))
_TITLES = frozenset(fold(title) for field in FIELDS for title in (field.key, field.label, *field.also))
Person = tuple[str, int, str, str, str]  # uid, revisi, nomor, nik, nama


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the header stands (index of the row), who is meant (number first, then NIK; -1: no such column), their
    name where the list has it, and what is filled in."""

    kepala: int
    nomor: int
    nik: int
    nama: int
    nilai: int


def fill_job(ctx: Context, path: Path, key: str, *, timpa: bool = False, coba: bool = False) -> Job[FillReport]:
    """Fill column ``key`` from a file. ``timpa``: also over what stands there; ``coba``: only say what would be.

    Problems: those of reading a workbook, KOLOM_TAK_DIKENAL, JUDUL_TIDAK_ADA; nothing is changed then.
    """
    field_of(key)
    sheet = yield from read_workbook(path)
    columns = _columns(sheet, key, path.name)
    with ctx.open() as db:
        plan = _Plan(ctx, db, key, timpa)
        rows = [plan.row(row, columns) for row in sheet.rows[columns.kepala + 1:]]
        if coba:
            said = [row if entry is None else _after(row, would_be(ctx, db, entry)) for row, entry in rows]
            return FillReport(key, label(key), path.name, tuple(said), True)
    entries = [entry for _, entry in rows if entry is not None]
    stored = yield from store_job(ctx, entries)
    fresh = iter(stored)
    said = [row if entry is None else _after(row, next(fresh)) for row, entry in rows]
    return FillReport(key, label(key), path.name, tuple(said), False)


def _columns(sheet: Sheet, key: str, name: str) -> _Columns:
    """The first row that has a title for the person and one for the value; with two titles, the other is the value."""
    field = field_of(key)
    # "Nama lengkap" over an heir's name would be the person's own.
    titles = {fold(word) for word in (key, label(key), *(() if key.endswith(HEIR) else (field.label, *field.also)))}
    for at, row in enumerate(sheet.rows[:_HEAD_ROWS]):
        words = [fold(text) for text in row.texts]
        number, nik = _first(words, _NUMBER_TITLES), -1 if key == "nik" else _first(words, _NIK_TITLES)
        others = [n for n, word in enumerate(words) if word and n not in (number, nik)]
        others = [] if others and words[others[0]] in _TITLES else others  # what another column is called is no value
        value = _first(words, titles) if _first(words, titles) >= 0 else others[0] if len(others) == 1 else -1
        if max(number, nik) >= 0 and value >= 0:
            named = _first(words, _NAME_TITLES)
            return _Columns(at, number, nik, named if named != value else -1, value)
    raise Problem("JUDUL_TIDAK_ADA", f"Judul NIK atau Nomor dan {label(key)} tidak ada di {name}.", TIDAK_BERUBAH,
                  "Tulis kedua judul itu di baris pertama, lalu coba lagi.")


def _first(words: Sequence[str], titles: frozenset[str] | set[str]) -> int:
    return next((at for at, word in enumerate(words) if word in titles), -1)


class _Plan:
    """What becomes of each row, told before anything is stored."""

    def __init__(self, ctx: Context, db: Database, key: str, timpa: bool) -> None:
        self._ctx, self._db, self._key, self._timpa = ctx, db, key, timpa
        self._field = field_of(key)
        self._by_number, self._by_nik = _named(filling.named(db))
        self._seen: dict[str, int] = {}
        self._niks: dict[str, int] = {}
        self._names = Names()

    def row(self, row: SheetRow, columns: _Columns) -> tuple[FillSheetRow, FillEntry | None]:
        """The result of a row, and the value to be stored, if any."""
        person = self._person(row, columns)
        if isinstance(person, FillSheetRow):
            return person, None
        name = clean(row.text(columns.nama)) if columns.nama >= 0 else ""
        if name and person[4] and not self._names.alike(name.upper(), person[4]):
            return _said(row, "ditahan", f"Di daftar ini namanya {name}, di desa {person[4]}.", person), None
        return self._value(row, person, clean(row.text(columns.nilai)), columns)

    def _person(self, row: SheetRow, columns: _Columns) -> Person | FillSheetRow:
        """Whom a row means; a number may stand under either title. Else what is said of the row."""
        number, nik = (clean(row.text(at)) if at >= 0 else "" for at in (columns.nomor, columns.nik))
        by_number = self._by_number.get(number.upper()) or self._by_number.get(nik.upper(), [])
        by_nik = self._by_nik.get(digits(nik or number), [])
        typed = nik if columns.nik >= 0 else number
        if not by_number and not any(letter.isdigit() for letter in typed):
            return _said(row, "dilewati", "Baris ini tanpa NIK dan nomor.")
        rounded = columns.nik in row.angka and len(digits(typed)) > _DIGITS_KEPT
        if not by_number and (rounded or "E+" in typed.upper()):
            return _said(row, "ditahan", "NIK rusak oleh Excel. Ubah kolomnya menjadi Teks, salin dari KTP.")
        if by_number and by_nik and by_number[0] not in by_nik:
            return _said(row, "ditahan", f"Nomor {number} dan NIK itu milik dua orang.")
        found = by_number or by_nik
        if len(found) != 1:
            return _said(row, "ditahan", "Ada dua orang dengan NIK itu. Tulis nomornya." if found else
                         f"Tidak ada orang dengan {typed}.")
        return found[0]

    def _value(self, row: SheetRow, person: Person, text: str, columns: _Columns,
               ) -> tuple[FillSheetRow, FillEntry | None]:
        uid, revisi, *_ = person
        if first := self._seen.get(uid):
            return _said(row, "ditahan", f"Orang yang sama dengan baris {first}.", person), None
        self._seen[uid] = row.nomor
        if text == "0" or says_nothing(text):
            return _said(row, "dilewati", "Isinya kosong.", person), None
        if self._field.kind is Kind.NIK and columns.nilai in row.angka:
            return _said(row, "ditahan", "Angkanya rusak oleh Excel. Ubah kolomnya menjadi Teks.", person), None
        if self._key == "nik" and (taken := self._taken(uid, digits(text), row.nomor)):
            return _said(row, "ditahan", taken, person), None
        kept = people.read(self._db, uid)
        assert kept is not None
        stands = text_in(self._ctx, kept, self._key)
        if stands and self._same(stands, text):
            return _said(row, "dilewati", "Isinya sudah sama.", person), None
        if stands and not self._timpa and not unreadable(self._ctx, self._field, stands):
            return _said(row, "dilewati", f"Sudah terisi: {stands}.", person), None
        why = unreadable(self._ctx, self._field, text)
        return _said(row, "tak_terbaca" if why else "terisi", why, person), FillEntry(uid, revisi, self._key, text)

    def _taken(self, uid: str, nik: str, row: int) -> str:
        """Whose a NIK is that is not this person's, "" when it is nobody's."""
        other = next((one for one in self._by_nik.get(nik, ()) if one[0] != uid), None)
        first = self._niks.setdefault(nik, row)
        return f"NIK itu milik {other[4]} ({other[2]})." if other else f"NIK itu sudah di baris {first}." \
            if first != row else ""

    def _same(self, one: str, other: str) -> bool:
        """Whether two texts mean one value."""
        try:
            return bool(parse(self._field, one, self._ctx.lists) == parse(self._field, other, self._ctx.lists))
        except ValueError:
            return one == other


def _named(rows: Sequence[Person]) -> tuple[Mapping[str, list[Person]], Mapping[str, list[Person]]]:
    by_number: dict[str, list[Person]] = {}
    by_nik: dict[str, list[Person]] = {}
    for person in rows:
        by_number.setdefault(person[2], []).append(person)
        if person[3]:
            by_nik.setdefault(person[3], []).append(person)
    return by_number, by_nik


def _said(row: SheetRow, hasil: str, pesan: str, person: Person | None = None) -> FillSheetRow:
    return FillSheetRow(row.nomor, hasil, person[2] if person else "", person[4] if person else "", pesan)


def _after(row: FillSheetRow, made: Filled) -> FillSheetRow:
    """What was planned, as it came out; a warning about a value that was taken is said too."""
    if made.hasil in (CHANGED, GONE):
        return FillSheetRow(row.baris, "ditahan", row.nomor, row.nama, "Data orang ini berubah dari tempat lain.")
    hasil = "tak_terbaca" if made.hasil == WRONG else row.hasil
    return FillSheetRow(row.baris, hasil, row.nomor, row.nama, row.pesan or made.pesan)
