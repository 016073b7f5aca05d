"""What is said about a row: one title, one sentence or two, and the buttons that mend it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from jamsos_desktop.desk.importing.merging import FAMILY, Differing
from jamsos_desktop.desk.importing.records import (
    ASKS,
    HERE,
    HOLDS,
    NEW_PERSON,
    TO_MEND,
    ImportMend,
    RowProblem,
)
from jamsos_desktop.intake import Candidate, Layout
from jamsos_desktop.intake.notes import HELD, NO_CELL, REPLACED, CellNote
from jamsos_desktop.intake.targets import TARGETS, heir_part
from jamsos_desktop.model.fields import BY_KEY, FAMILY_FIELDS, HEIR
from jamsos_desktop.model.findings import Finding, Tingkat
from jamsos_desktop.model.parse import CodeLists, parse
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.store.people_bulk import Listed
from jamsos_desktop.texts import inside, paper_date, title_name

_FAMILY = {one.key: one for one in FAMILY_FIELDS}
_SEX = {"L": "laki-laki", "P": "perempuan"}
# Findings that say of a value what a note of its cell says already.
_TOLD_BY_NOTES = frozenset(("MENTAH", "NIK_LEN", "KK_LEN", "NIK_EQ_KK", "TERTUKAR_KK", "HURUF_CAMPUR", "GELAR_DI_NAMA",
                            "AHLI_WARIS_NAMA", "AHLI_WARIS_NIK", "AHLI_WARIS_ISI"))
_PERHAPS_NOBODY = ("nama_alm", "nama_ganda", "status_asing")  # kinds of notes that a row may be left out for
_WEIGHT = {HOLDS: 0, TO_MEND: 1, ASKS: 2, HERE: 3}


@dataclass(frozen=True, slots=True)
class Cells:
    """Where the fields of a layout stand. ``at``: field key -> column; ``whole``: columns that hold one field only."""

    at: Mapping[str, int]
    whole: frozenset[int]
    keys: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, layout: Layout) -> Cells:
        """Of two columns for one field the first."""
        at: dict[str, int] = {}
        for column, target in layout.keys.items():
            for key in TARGETS[target].fields:
                at.setdefault(key, column)
        alone = frozenset(column for column, target in layout.keys.items() if TARGETS[target].fields == (target,))
        return cls(at, alone, layout.fields)

    def column(self, key: str) -> int:
        """The column of a field, ``NO_CELL`` where it stands in none."""
        return self.at.get(key, NO_CELL)


def key_of(finding_key: str) -> str:
    """The key a finding's column has in a sheet: ``keluarga.0.nik`` is that of the heir."""
    return finding_key.rpartition(".")[2] + HEIR if finding_key.startswith("keluarga.") else finding_key


def words(key: str) -> str:
    """What a field is called inside a sentence: "NIK", "nama", "tanggal lahir"."""
    part = heir_part(key)
    if "nama" in (key, part):
        return "nama"
    if key == FAMILY:
        return "ahli waris"
    one = _FAMILY[part] if part else BY_KEY.get(key)
    label = one.label if one else key
    return label if label[1:2].isupper() else inside(label)


def type_mend(cells: Cells, row: int, key: str) -> ImportMend:
    """"Ketik NIK": the cell where it holds this field alone, else the field."""
    column = cells.column(key)
    return ImportMend(f"Ketik {words(key)}", "ketik", row, column if column in cells.whole else NO_CELL, key,
                      letak=column)


def skip_mend(row: int) -> ImportMend:
    """"Lewati": the row is left out."""
    return ImportMend("Lewati", "lewati", row)


def leave_mend(row: int, kode: str, label: str = "Biarkan") -> ImportMend:
    """"Biarkan": somebody looked at it and leaves it."""
    return ImportMend(label, "biarkan", row, key=kode)


def value_mend(cells: Cells, row: int, label: str, key: str, text: str) -> ImportMend:
    """Another text for one field of one row."""
    return ImportMend(label, "nilai", row, key=key, teks=text, letak=cells.column(key))


def held(cells: Cells, row: int, key: str, kode: str, judul: str, cara: str, *more: ImportMend) -> RowProblem:
    """A row that stays out until this is mended."""
    mends = (*more, type_mend(cells, row, key), skip_mend(row))
    return RowProblem(row, cells.column(key), key, HOLDS, judul, cara, mends, kode)


def of_note(cells: Cells, row: Candidate, note: CellNote, lists: CodeLists) -> RowProblem | None:
    """What was noticed while the cell was read; None where only a standard term stands for it."""
    if note.tingkat == REPLACED:
        return None
    holds = note.tingkat == HELD and note.key == "nik"
    mends = [_note_mend(cells, row.nomor, note, one.label, one.key, one.teks) for one in note.mends]
    typed = [type_mend(cells, row.nomor, note.key)] if note.key else []
    emptied = value_mend(cells, row.nomor, "Kosongkan", note.key, "")
    if holds:
        mends += [*typed, skip_mend(row.nomor)]
    elif heir_part(note.key):
        mends += [emptied, *typed]
    elif note.key and not _can_be_read(row, note.key, lists):
        mends += [*typed, emptied]
    else:
        left_out = [skip_mend(row.nomor)] if note.jenis in _PERHAPS_NOBODY else []
        mends += [*typed, *left_out, leave_mend(row.nomor, kode_of(note))]
    column = note.kolom if note.kolom >= 0 else cells.column(note.key)
    return RowProblem(row.nomor, column, note.key, HOLDS if holds else TO_MEND, note.pesan.rstrip("."), note.cara,
                      tuple(mends), kode_of(note))


def _can_be_read(row: Candidate, key: str, lists: CodeLists) -> bool:
    """Whether the value came in all the same; what cannot be read is kept as typed, and may be emptied."""
    if key not in BY_KEY:
        return True  # a cell that holds two fields: each of them speaks for itself
    try:
        parse(BY_KEY[key], row.texts.get(key, ""), lists)
    except ValueError:
        return False
    return True


def kode_of(note: CellNote) -> str:
    """What kind of thing a note tells of which field."""
    return f"{note.jenis}:{note.key}" if note.key else note.jenis


def _note_mend(cells: Cells, row: int, note: CellNote, label: str, key: str, teks: str) -> ImportMend:
    if not key:
        return ImportMend(label, "isi", row, note.kolom, teks=teks)
    return value_mend(cells, row, label, key, teks)


def of_finding(cells: Cells, row: Candidate, person: Peserta, found: Finding, noted: Collection[str]) \
        -> RowProblem | None:
    """What a rule says of a value that stands in the sheet; None of one that does not, or that a note told.

    ``noted``: keys of the notes of that row.
    """
    key = next((one for one in map(key_of, found.kolom) if one in cells.keys), "")
    if not key or told_by_note(found, noted):
        return None
    judul, cara, mends = _beside_nik(cells, row.nomor, person, found) or _plain(cells, row.nomor, person, key, found)
    return RowProblem(row.nomor, cells.column(key), key, TO_MEND, judul, cara, mends, found.kode)


def told_by_note(found: Finding, noted: Collection[str]) -> bool:
    """Whether a note of the cell (``noted``: keys) says already what a rule found."""
    return found.kode in _TOLD_BY_NOTES and any(key_of(key) in noted for key in found.kolom)


def _plain(cells: Cells, row: int, person: Peserta, key: str, found: Finding) \
        -> tuple[str, str, tuple[ImportMend, ...]]:
    mends = [value_mend(cells, row, one.label, one.key, one.text) for one in found.mends if one.key in BY_KEY]
    mends.append(type_mend(cells, row, key))
    if found.tingkat is Tingkat.PERIKSA:
        mends.append(leave_mend(row, found.kode))
    elif key in person.mentah:
        mends.append(value_mend(cells, row, "Kosongkan", key, ""))
    return found.singkat, f"{found.pesan} {found.cara}".strip(), tuple(mends)


def _beside_nik(cells: Cells, row: int, person: Peserta, found: Finding) \
        -> tuple[str, str, tuple[ImportMend, ...]] | None:
    """A birth date or sex that differs from the NIK: both side by side, and a button for each."""
    proposal = next((one for one in found.mends if one.key), None)
    if found.kode not in ("NIK_DOB", "NIK_SEX") or proposal is None:
        return None
    if found.kode == "NIK_SEX":
        name, ours, theirs = "Jenis kelamin", _SEX[person.jenis_kelamin], _SEX[proposal.text]
    else:
        day, month, year = proposal.text.split("/")
        name = found.singkat.removesuffix(" beda")
        ours, theirs = paper_date(person.tanggal_lahir), f"{day}-{month}-{year}"
    mends = (leave_mend(row, found.kode, "Pakai Excel"),
             value_mend(cells, row, "Pakai NIK", proposal.key, proposal.text))
    return f"{name} beda dengan NIK", f"Excel {ours}, NIK terbaca {theirs}.", mends


def of_lack(cells: Cells, row: int, key: str) -> RowProblem:
    """A cell that is empty where most people have something."""
    kode, cell = f"KOSONG:{key}", cell_key(key)
    return RowProblem(row, cells.column(cell), cell, TO_MEND, *lack_words(key),
                      (type_mend(cells, row, cell), leave_mend(row, kode)), kode)


def lack_words(key: str) -> tuple[str, str]:
    """(what, what to do) of a field that is empty."""
    name = words(key)
    return f"{name[:1].upper()}{name[1:]} kosong", BY_KEY[key].hint if key in BY_KEY else "Isi dari Kartu Keluarga."


def cell_key(key: str) -> str:
    """The key of a cell that gives a field: of the family the name of the heir."""
    return "nama" + HEIR if key == FAMILY else key


def of_difference(cells: Cells, row: int, one: Listed, found: Differing) -> RowProblem:
    """A field that the desk knows otherwise: both texts, and a yes that replaces the desk's."""
    name = words(found.key) + (" ahli waris" if heir_part(found.key) else "")
    kode = f"BEDA:{found.key}"
    key = cell_key(found.key)
    yes = "Tambahkan" if found.key == FAMILY else "Pakai isi Excel"
    return RowProblem(row, cells.column(key), found.key, HERE, f"{name[:1].upper()}{name[1:]} beda dengan {one.nomor}",
                      f"Excel: {found.excel}. Data desa: {found.desa}.",
                      (ImportMend(yes, "timpa", row, key=found.key, letak=cells.column(key)), leave_mend(row, kode)),
                      kode)


def of_unread(cells: Cells, row: Candidate, key: str) -> RowProblem:
    """A text that cannot be read, about somebody of the desk: theirs stays, and nothing is lost unseen."""
    name, kode = words(key), f"TAK_TERBACA:{key}"
    return RowProblem(row.nomor, cells.column(key), key, TO_MEND, f"{name[:1].upper()}{name[1:]} tidak terbaca",
                      f"Excel: {row.texts[key]}. Isian di data desa tetap.",
                      (type_mend(cells, row.nomor, key), leave_mend(row.nomor, kode)), kode)


def person_mends(row: int, one: Listed, other: str = "Orang lain") -> tuple[ImportMend, ...]:
    """Two answers to who somebody is."""
    return (ImportMend("Orang yang sama", "orang", row, teks=one.uid),
            ImportMend(other, "orang", row, teks=NEW_PERSON))


def who(one: Listed) -> str:
    """BPU-000012 Wa Ode Salma."""
    return f"{one.nomor} {title_name(one.nama)}"


def in_order(found: Collection[RowProblem]) -> tuple[RowProblem, ...]:
    """By row, within a row worst first."""
    return tuple(sorted(found, key=lambda one: (one.baris, _WEIGHT[one.tingkat])))
