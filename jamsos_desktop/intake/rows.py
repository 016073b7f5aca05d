"""Rows of a sheet become texts by field key, each with what is wrong before a record is made.

Damage that a record could not show is named here: digits that Excel has thrown away, cells that say two things, terms
that stand for others. Whether a value is right is the business of the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from jamsos_desktop.intake import damage
from jamsos_desktop.intake.columns import (
    BIRTH_PARTS,
    HEIR_FIELDS,
    NAME_AND_NIK,
    NAME_PARTS,
    RELATION,
    SPOUSE,
    STATE,
    TICKS,
    Columns,
    Reading,
    spot_of,
)
from jamsos_desktop.intake.composed import ticked
from jamsos_desktop.intake.dates import BIRTH
from jamsos_desktop.intake.layout import Layout
from jamsos_desktop.intake.merged import carried
from jamsos_desktop.intake.nobody import nobodies
from jamsos_desktop.intake.notes import CHECK, HELD, NO_CELL, REPLACED, CellNote, DateQuestion, Taken
from jamsos_desktop.intake.numbers import PAPERS, ROUNDED_FROM, bare
from jamsos_desktop.intake.sheet import Sheet, SheetRow
from jamsos_desktop.intake.terms import state_of
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.fields import FAMILY_FIELDS, HEIR
from jamsos_desktop.model.nik import LENGTH
from jamsos_desktop.model.parse import clean, digits, parse
from jamsos_desktop.model.records import Keluarga
from jamsos_desktop.texts import title_name

REPORT_EVERY = 500
_SEX_WORDS = {"l": "L", "p": "P", "laki laki": "L", "perempuan": "P"}
_SPOUSE_OF = {"L": "istri", "P": "suami"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One likely person. ``texts``: field key -> text as a clerk would type it; ``notes``: what was noticed on the way;
    a value that cannot be kept (digits that are gone) is in its note alone. ``bukan``: why somebody of the list is
    not taken though the row is a person ("sudah meninggal menurut daftar"), "" else."""

    nomor: int
    texts: Mapping[str, str]
    keluarga: tuple[Keluarga, ...] = ()
    notes: tuple[CellNote, ...] = ()
    bukan: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What a sheet holds: people, rows below the header that are none (number, why), and dates to be asked about."""

    rows: tuple[Candidate, ...]
    dilewati: tuple[tuple[int, str], ...]
    pertanyaan: tuple[DateQuestion, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A row while its cells are read. ``parts``: texts of targets that are no field (parts of a name, ticks)."""

    nomor: int
    texts: dict[str, str]
    parts: dict[str, str]
    heir: dict[str, str]
    notes: list[CellNote]

    def put(self, kolom: int, key: str, found: str | Taken) -> None:
        if isinstance(found, str):
            self._one(kolom, key, found)
            return
        for own, text in found.texts.items():
            self._one(kolom, own, text)
        self.notes += found.notes

    def _one(self, kolom: int, key: str, text: str) -> None:
        if key in _PARTS:
            self.parts[key] = text
            return
        first = (self.heir if key in HEIR_FIELDS else self.texts).setdefault(key, text)
        if first != text and kolom != NO_CELL and fold(first) != fold(text):
            spot = spot_of(kolom, key)
            self.notes.append(spot.note("dua_isi", CHECK, f"{spot.nama} berisi dua hal: {first[:40]} dan {text[:40]}.",
                                        "Cocokkan dengan surat aslinya.", spot.mend(f"Pakai {text[:40]}", text)))


_PARTS = frozenset((*NAME_PARTS, *BIRTH_PARTS, *TICKS, STATE, SPOUSE, RELATION))


def take_rows(sheet: Sheet, layout: Layout, reading: Reading) -> Job[Intake]:
    """All people of a sheet under this layout. Every row below the header is a person or told why not."""
    nobody = nobodies(sheet, layout)
    columns = Columns(sheet, layout, reading, nobody)
    above = carried(sheet, layout)
    at = {key: column for column, key in layout.keys.items()}
    rounded = _rounded(columns)
    people: list[Candidate] = []
    for done, row in enumerate(columns.rows):
        if done % REPORT_EVERY == 0:
            yield Progress(done, len(columns.rows), f"Baris {row.nomor}")
        if row.nomor not in nobody:
            draft = _read(row, columns, above.get(row.nomor))
            if draft.parts:
                _join_birth(draft, columns, columns.nik_of(row))
            people.append(_finish(draft, layout, at, rounded))
    return Intake(tuple(people), tuple(sorted(nobody.items())), tuple(columns.questions))


def _read(row: SheetRow, columns: Columns, above: Mapping[int, str] | None) -> _Draft:
    """Every used cell of a row. The plain ones, nearly all, cost one look."""
    texts: dict[str, str] = {}
    draft = _Draft(row.nomor, texts, {}, {}, [])
    cells, angka, tanggal = row.texts, row.angka, row.tanggal
    wide = len(cells)
    nik = columns.nik_of(row)
    for reader in columns.readers:
        column = reader.kolom
        text = cells[column] if column < wide else ""
        if not text:
            if above and column in above:
                draft.put(column, reader.key, reader.take(above[column], False, False, nik))
            continue
        plain = reader.plain
        if plain is not None and plain(text):
            draft.put(column, reader.key, text)
        else:
            draft.put(column, reader.key, reader.take(text, column in angka, column in tanggal, nik))
    for start, end, key, found in columns.banners:
        if start <= row.nomor < end and key not in texts:
            draft.put(NO_CELL, key, found)
    return draft


def _finish(draft: _Draft, layout: Layout, at: Mapping[str, int], rounded: bool) -> Candidate:
    """What the cells of a row say together."""
    texts, notes = draft.texts, draft.notes
    if draft.parts:
        _join_name(texts, draft.parts)
        _tick_sex(draft, at)
    state = draft.parts.get(STATE, "")
    gone = state_of(state, layout.codes_of) if state else ""
    if gone is None:
        notes.append(replace(spot_of(at[STATE], STATE), key="").note(
            "status_asing", CHECK, f"Status penduduk tidak dikenal: {state[:40]}.",
            "Lewati bila orangnya sudah tidak ada."))
    if rounded and (nik := texts.pop("nik", "")):
        notes.append(spot_of(at.get("nik", at.get(NAME_AND_NIK, NO_CELL)), "nik").note(
            "angka_bulat", HELD, f"NIK dibulatkan Excel: {nik}.",
            "Semua NIK di kolom ini berakhir 0. Ketik ulang dari KTP."))
    if "nik" in texts and "no_kk" in texts:
        notes += _swapped(texts, at)
    family = _family(draft, at) if draft.heir or SPOUSE in draft.parts else ()
    if notes:
        draft.notes = [_with_name(note, texts.get("nama", "")) for note in notes]
    return Candidate(draft.nomor, MappingProxyType(texts), family, tuple(draft.notes),
                     f"{gone} menurut daftar" if gone else "")


def _rounded(columns: Columns) -> bool:
    """Whether every NIK of the sheet ends in 0: what is left when Excel rounded them and somebody made texts of it."""
    niks = [nik for row in columns.people if len(nik := columns.nik_of(row)) == LENGTH and nik.isdigit()]
    return len(niks) >= ROUNDED_FROM and all(nik.endswith("0") for nik in niks)


def _join_name(texts: dict[str, str], parts: Mapping[str, str]) -> None:
    joined = " ".join(part for key in NAME_PARTS if (part := parts.get(key, "")))
    if joined:
        texts.setdefault("nama", joined)


def _join_birth(draft: _Draft, columns: Columns, nik: str) -> None:
    """Day, month and year of three columns as one date."""
    parts = [damage.look(columns.born.spot, bare(draft.parts.get(key, ""))) for key in BIRTH_PARTS]
    if not any(one.teks for one in parts):
        return
    for one in parts:
        draft.notes += one.notes
    written = " ".join(one.teks.removesuffix(".0") for one in parts if one.teks)
    if all(one.teks.removesuffix(".0").isdigit() for one in parts):
        written = written.replace(" ", "-")
    draft.put(NO_CELL, BIRTH, columns.born.read(written, False, nik))


def _tick_sex(draft: _Draft, at: Mapping[str, int]) -> None:
    marked = [sex for key, sex in TICKS.items() if key in draft.parts and ticked(draft.parts[key])]
    if len(marked) == 1:
        draft.texts.setdefault("jenis_kelamin", marked[0])
    elif marked:
        spot = replace(spot_of(at["tanda_p"], "tanda_p"), key="jenis_kelamin")
        draft.notes.append(spot.note("tanda_ganda", CHECK, "Kolom L dan P sama-sama bertanda.",
                                     "Lihat KTP, pilih satu.",
                                     spot.mend("Laki-laki", "L"), spot.mend("Perempuan", "P")))


def _sex(texts: Mapping[str, str]) -> str:
    """L or P, as the row says it or as its NIK tells."""
    if told := _SEX_WORDS.get(fold(texts.get("jenis_kelamin", ""))):
        return told
    nik = digits(texts.get("nik", ""))
    if len(nik) != LENGTH or not nik.isdigit():
        return ""
    return "P" if int(nik[6:8]) > 40 else "L"


def _swapped(texts: Mapping[str, str], at: Mapping[str, int]) -> list[CellNote]:
    """NIK and KK in each other's column: the birth date stands in the KK's digits and not in the NIK's."""
    nik, kk, born = digits(texts["nik"]), digits(texts["no_kk"]), texts.get("tanggal_lahir", "")
    if len(born) != 10 or len(nik) != LENGTH or len(kk) != LENGTH or nik == kk:
        return []
    day, month, year = born[:2], born[3:5], born[8:]
    if not (day.isdigit() and month.isdigit() and year.isdigit()):
        return []
    dates = (day + month + year, f"{int(day) + 40}{month}{year}")
    if nik[6:12] in dates or kk[6:12] not in dates:
        return []
    return [spot_of(at.get(key, -1), key).note(
        "tertukar", CHECK, "NIK dan nomor KK tampak tertukar.",
        "Tanggal lahirnya ada di kolom nomor KK. Cocokkan dengan KTP.",
        spot_of(at.get(key, -1), key).mend("Pakai dari kolom NIK" if key == "no_kk" else "Pakai dari kolom KK", other))
        for key, other in (("nik", kk), ("no_kk", nik))]


def _family(draft: _Draft, at: Mapping[str, int]) -> tuple[Keluarga, ...]:
    """The heir of a row and the spouse. A spouse is the heir where the list names no other, else one of the family."""
    name = draft.parts.get(SPOUSE, "")
    relation = draft.parts.get(RELATION) or _SPOUSE_OF.get(_sex(draft.texts), "")
    heir = draft.heir.get("nama" + HEIR, "")
    if name and (not heir or fold(heir) == fold(name)):
        draft.heir["nama" + HEIR] = heir or name
        draft.heir.setdefault("hubungan" + HEIR, relation)
        return _heir(draft, at)
    spouse = (Keluarga(nama=clean(name).upper(), hubungan=relation),) if name else ()
    return (*_heir(draft, at), *spouse)


def _heir(draft: _Draft, at: Mapping[str, int]) -> tuple[Keluarga, ...]:
    """The heir of a row; a value that does not parse is left out and named, once."""
    values = {}
    told = {note.key for note in draft.notes if note.tingkat != REPLACED}
    for one in FAMILY_FIELDS:
        key = one.key + HEIR
        text = draft.heir.get(key, "")
        if not text:
            continue
        try:
            values[one.key] = parse(one, text)
        except ValueError as reason:
            if key not in told:
                draft.notes.append(spot_of(at.get(key, at.get(SPOUSE, -1)), key).note(
                    "ahli_waris", CHECK, f"Ahli waris: {reason}", "Isi ahli waris nanti di editor."))
    if not set(values) - {"hubungan"} and "nama" + HEIR not in draft.heir:
        return ()
    return (Keluarga(urutan=1, **values),) if values else ()


def _with_name(note: CellNote, nama: str) -> CellNote:
    """The note of a short NIK says whose KTP to look at."""
    if note.jenis != "angka_kurang" or note.key != "nik" or not nama:
        return note
    return replace(note, cara=note.cara.replace(f"{PAPERS['nik']}.", f"{PAPERS['nik']} {title_name(nama)}."))


__all__ = ["Candidate", "Intake", "Reading", "take_rows"]
