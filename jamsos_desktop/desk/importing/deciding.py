"""What becomes of one row after the other: who it is, whether it comes in, and what is said about it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.importing import problems
from jamsos_desktop.desk.importing.choosing import not_a_worker
from jamsos_desktop.desk.importing.making import Made, Maker
from jamsos_desktop.desk.importing.matching import GONE, NEW, SEVERAL, TAKEN, Here, Match
from jamsos_desktop.desk.importing.problems import Cells
from jamsos_desktop.desk.importing.records import (
    DILEWATI,
    DITAHAN,
    HERE,
    HOLDS,
    KNOWN_ONLY,
    LEAVE,
    NEW_PERSON,
    PERLU,
    SIAP,
    WORKERS,
    ImportedRow,
    ImportMend,
    ImportPlan,
    RowProblem,
)
from jamsos_desktop.intake import Candidate
from jamsos_desktop.intake.notes import CHECK, HELD
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.nik import LENGTH
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.store.people_bulk import Listed
from jamsos_desktop.texts import screen_date, title_name


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row decided. ``made``: the new person; ``one``: whom of the desk it is about, to be filled."""

    line: ImportedRow
    problems: tuple[RowProblem, ...] = ()
    made: Made | None = None
    one: Listed | None = None


class Decider:
    """Goes through the rows in the order of the sheet; remembers which row a person and a NIK belong to."""

    def __init__(self, ctx: Context, plan: ImportPlan, here: Here, maker: Maker, cells: Cells) -> None:
        self._ctx, self._plan, self._here, self._maker, self._cells = ctx, plan, here, maker, cells
        self._niks: dict[str, Candidate] = {}
        self._people: dict[str, Candidate] = {}
        self._told: dict[tuple[str, str], list[Candidate]] = {}

    def decide(self, row: Candidate) -> Outcome:
        """What becomes of a row, given the rows before it."""
        name = row.texts.get("nama", "")
        if row.nomor in self._plan.lewati:
            return _passed(row, "Dilewati oleh Anda.")
        if row.bukan:
            return _passed(row, f"Dilewati: {row.bukan}.")
        said = self._said(row)
        if not name:
            return self._held(row, said, problems.held(
                self._cells, row.nomor, "nama", "TANPA_NAMA", "Nama kosong", "Isi nama seperti di KTP."))
        if lost := self._lost(row, said):
            return self._held(row, said, lost)
        person = self._maker.person(row)
        outcome = self._twice(row, person) or self._matched(row, person, self._who(row, person), said)
        if outcome.line.hasil != DITAHAN and person.nik:
            self._niks.setdefault(person.nik, row)
        return outcome

    def _said(self, row: Candidate) -> tuple[RowProblem, ...]:
        """What was noticed while the cells were read, without what somebody left as it is; what holds the row stays."""
        if not row.notes:
            return ()
        found = (problems.of_note(self._cells, row, note, self._ctx.lists) for note in row.notes)
        return tuple(one for one in found if one is not None and (
            one.tingkat == HOLDS or (row.nomor, one.kode) not in self._plan.biarkan))

    def _lost(self, row: Candidate, said: Collection[RowProblem]) -> RowProblem | None:
        """A NIK whose digits are gone, or not all there."""
        if any(note.tingkat == HELD and note.key == "nik" for note in row.notes):
            return next(one for one in said if one.tingkat == HOLDS)
        text = row.texts.get("nik", "")
        count = len(digits) if (digits := "".join(text.split()).replace(".", "").replace("-", "")).isdecimal() else 0
        if not 0 < count < LENGTH or digits == "0":
            return None
        return problems.held(
            self._cells, row.nomor, "nik", "NIK_KURANG", f"NIK {count} angka",
            f"Kurang {LENGTH - count} angka. Cocokkan dengan KTP {title_name(row.texts.get('nama', ''))}.")

    def _twice(self, row: Candidate, person: Peserta) -> Outcome | None:
        """A row whose person came further up in the file already."""
        first = self._niks.get(person.nik) if person.nik else self._same_before(row, person)
        if first is None:
            return None
        same = self._here.names.alike(row.texts["nama"], first.texts["nama"])
        if same and _nothing_new(row, first):
            return _passed(row, f"Sama dengan baris {first.nomor}.")
        how = "Isinya berbeda. Pilih baris yang benar." if same else \
            f"Di baris {first.nomor}: {title_name(first.texts['nama'])}. Cocokkan keduanya dengan KTP."
        use = ImportMend(f"Pakai baris {row.nomor}", "lewati", first.nomor)
        key, kode, what = ("nik", "NIK_GANDA", "NIK sama") if person.nik else ("nama", "ORANG_GANDA", "Orang yang sama")
        return self._held(row, (), problems.held(
            self._cells, row.nomor, key, kode, f"{what} dengan baris {first.nomor}", how, use))

    def _same_before(self, row: Candidate, person: Peserta) -> Candidate | None:
        """Without a NIK only a row with the very same birth date and nothing else counts as the same."""
        if person.tanggal_lahir is None:
            return None
        before = self._told.setdefault((person.nama, person.tanggal_lahir.isoformat()), [])
        found = next((one for one in before if dict(one.texts) == dict(row.texts)), None)
        before.append(row)
        return found

    def _who(self, row: Candidate, person: Peserta) -> Match:
        answer = self._plan.orang.get(row.nomor, "")
        if answer in self._here.by_uid:
            return self._here.answered(person, self._here.by_uid[answer])
        found = self._here.match(person)
        if answer != NEW_PERSON:
            return found
        taken = self._here.holder(person.nik) if person.nik else None
        return Match(TAKEN, taken, by_nik=True) if taken else Match(NEW)

    def _matched(self, row: Candidate, person: Peserta, match: Match, said: tuple[RowProblem, ...]) -> Outcome:
        one = match.one
        if match.kind == TAKEN and one:
            answer = ImportMend("Orang yang sama", "orang", row.nomor, teks=one.uid)
            return self._held(row, said, problems.held(
                self._cells, row.nomor, "nik", "NIK_DIPAKAI", f"NIK sudah dipakai {problems.who(one)}",
                "Cocokkan NIK dan nama dengan KTP.", answer))
        if match.kind == GONE and one:
            return self._gone(row, one, match)
        if match.kind == SEVERAL:
            return self._several(row, match.several)
        if one:
            return self._about(row, one, match, said)
        if self._plan.ambil == KNOWN_ONLY:
            return _passed(row, "Belum ada di daftar peserta.")
        if self._plan.ambil == WORKERS and (why := not_a_worker(self._ctx, person)):
            return _passed(row, f"Dilewati: {why}.")
        return self._new(row, person, said)

    def _new(self, row: Candidate, person: Peserta, said: tuple[RowProblem, ...]) -> Outcome:
        made = self._maker.made(row, person)
        noted = {note.key for note in row.notes}
        rules = (problems.of_finding(self._cells, row, made.person, one, noted) for one in made.findings)
        told = (*said, *(one for one in rules
                         if one is not None and (row.nomor, one.kode) not in self._plan.biarkan))
        hasil = SIAP if made.whole and not to_mend(row, self._plan) else PERLU
        twice = {one.pesan for one in made.findings if problems.told_by_note(one, noted)}
        line = ImportedRow(row.nomor, hasil, row.texts["nama"],
                           in_words(said, [one for one in made.said if one not in twice]))
        return Outcome(line, told, made)

    def _about(self, row: Candidate, one: Listed, match: Match, said: tuple[RowProblem, ...]) -> Outcome:
        """A row about somebody of the desk: filled by ``updating`` unless they are to be left alone."""
        first = self._people.setdefault(one.uid, row)
        if first is not row:
            return self._again(row, first, one)
        line = ImportedRow(row.nomor, DILEWATI, row.texts["nama"],
                           f"Sudah ada di daftar peserta: {problems.who(one)}.", one.uid, True)
        told = (*said, self._here_already(row, one, match))
        return Outcome(line, told, one=None if self._plan.yang_ada == LEAVE else one)

    def _here_already(self, row: Candidate, one: Listed, match: Match) -> RowProblem:
        other = () if match.by_nik or row.nomor in self._plan.orang else problems.person_mends(row.nomor, one)[1:]
        found = "NIK-nya sama." if match.by_nik else "Anda yang memilih orangnya." if row.nomor in self._plan.orang \
            else "Nama sama, dan tidak ada yang membedakan."
        return RowProblem(row.nomor, self._cells.column("nama"), "nama", HERE, f"Sudah ada: {problems.who(one)}", found,
                          other, "SUDAH_ADA")

    def _again(self, row: Candidate, first: Candidate, one: Listed) -> Outcome:
        if _nothing_new(row, first):
            return _passed(row, f"Sama dengan baris {first.nomor}.", one)
        return self._held(row, (), problems.held(
            self._cells, row.nomor, "nama", "ORANG_GANDA", f"Orang yang sama dengan baris {first.nomor}",
            "Isinya berbeda. Pilih baris yang benar.", *problems.person_mends(row.nomor, one)[1:],
            ImportMend(f"Pakai baris {row.nomor}", "lewati", first.nomor)))

    def _gone(self, row: Candidate, one: Listed, match: Match) -> Outcome:
        state = "meninggal" if one.keluar_sebab == "meninggal" else "keluar"
        day = screen_date(date.fromisoformat(one.keluar_tanggal))
        dead = state == "meninggal"
        # Found by the name alone it may be somebody else; the NIK of the dead is nobody else's.
        label = "" if dead and match.by_nik else "Orang lain" if dead else "Daftarkan lagi"
        mends = (ImportMend(label, "orang", row.nomor, teks=NEW_PERSON),) if label else ()
        problem = RowProblem(row.nomor, self._cells.column("nama"), "nama", HERE, f"Sudah {state}: {problems.who(one)}",
                             f"Tercatat {state} sejak {day}.", mends, "SUDAH_KELUAR")
        passed = _passed(row, f"Sudah {state} sejak {day}: {problems.who(one)}.", one)
        return Outcome(passed.line, (problem,))

    def _several(self, row: Candidate, several: tuple[Listed, ...]) -> Outcome:
        mends = [ImportMend(one.nomor, "orang", row.nomor, teks=one.uid) for one in several[:3]]
        mends.append(ImportMend("Orang baru", "orang", row.nomor, teks=NEW_PERSON))
        names = ", ".join(one.nomor for one in several[:3])
        problem = RowProblem(row.nomor, self._cells.column("nama"), "nama", "tanya",
                             f"Ada {len(several)} orang bernama sama", f"Pilih orangnya: {names}.", tuple(mends),
                             "NAMA_BEBERAPA")
        line = _passed(row, f"Ada {len(several)} orang bernama sama: {names}. Pilih orangnya dulu.").line
        return Outcome(line, (problem,))

    def _held(self, row: Candidate, said: tuple[RowProblem, ...], problem: RowProblem) -> Outcome:
        rest = tuple(one for one in said if one is not problem and one.kode != problem.kode)
        return Outcome(ImportedRow(row.nomor, DITAHAN, row.texts.get("nama", ""), sentence(problem)), (problem, *rest))


def _passed(row: Candidate, why: str, one: Listed | None = None) -> Outcome:
    return Outcome(ImportedRow(row.nomor, DILEWATI, row.texts.get("nama", ""), why, one.uid if one else "",
                               one is not None))


def to_mend(row: Candidate, plan: ImportPlan) -> bool:
    """Whether something that was noticed is still to be mended."""
    return any(note.tingkat in (CHECK, HELD) and (row.nomor, problems.kode_of(note)) not in plan.biarkan
               for note in row.notes)


def _nothing_new(row: Candidate, first: Candidate) -> bool:
    """Whether a row says nothing that an earlier one does not say too."""
    return _within(row.texts, first.texts) and set(row.keluarga) <= set(first.keluarga) and _told(row) <= _told(first)


def _told(row: Candidate) -> set[tuple[str, str]]:
    """What stands in cells that could not be taken as they are."""
    return {(note.key, note.pesan) for note in row.notes if note.tingkat in (CHECK, HELD)}


def _within(texts: Mapping[str, str], first: Mapping[str, str]) -> bool:
    return all(fold(text) == fold(first.get(key, "")) for key, text in texts.items())


def sentence(problem: RowProblem) -> str:
    """A problem in one line."""
    return f"{problem.judul}. {problem.cara}".strip()


def in_words(said: Collection[RowProblem], rules: Collection[str]) -> str:
    """Everything that is said of a row, in one text; what a cell and a rule both say is said once."""
    told = list(dict.fromkeys(sentence(one) for one in said))
    titles = {f"{one.judul}." for one in said}
    return sys.intern(" ".join([*told, *(one for one in rules if one not in titles and one not in told)]))
