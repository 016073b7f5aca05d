"""Impor: a workbook's rows as people, whole or not at all, every row accounted for.

``baris`` = siap + perlu_dilengkapi + ditahan + dilewati; what comes in (``masuk``) are the first two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jamsos_desktop.desk import persons
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.entering import person_from
from jamsos_desktop.desk.judging import judge
from jamsos_desktop.intake import ImportRow, read_workbook, take_rows
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.parse import clean
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import Problem
from jamsos_desktop.rules import Trail
from jamsos_desktop.store import people
from jamsos_desktop.store.engine import Database

REPORT_EVERY = 100
HASIL = ("siap", "perlu_dilengkapi", "ditahan", "dilewati")


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """What became of one row. ``hasil``: one of HASIL; ``pesan``: why, "" when it is ready."""

    baris: int
    hasil: str
    nama: str
    pesan: str


@dataclass(frozen=True, slots=True)
class Imported:
    """The report of an import; ``coba``: nothing was stored."""

    lembar: str
    rows: tuple[ImportedRow, ...]
    coba: bool

    def count(self, hasil: str) -> int:
        return sum(1 for row in self.rows if row.hasil == hasil)

    def totals(self) -> dict[str, int]:
        """Counts that add up: baris = siap + perlu_dilengkapi + ditahan + dilewati."""
        return {"baris": len(self.rows), "masuk": self.masuk, **{hasil: self.count(hasil) for hasil in HASIL}}

    @property
    def masuk(self) -> int:
        return self.count("siap") + self.count("perlu_dilengkapi")


def import_job(ctx: Context, path: Path, *, sheet: int, kelompok: str, dry_run: bool) -> Job[Imported]:
    """Read, judge and (unless ``dry_run``) store a workbook's people in one transaction."""
    read = yield from read_workbook(path, sheet)
    intake = take_rows(read, path.name)
    report = [ImportedRow(number, "dilewati", "", f"Bukan orang: {why}.") for number, why in intake.dilewati]
    fresh: list[Peserta] = []
    with ctx.open() as db:
        seen: dict[str, int] = {}
        for done, row in enumerate(intake.rows):
            if done % REPORT_EVERY == 0:
                yield Progress(done, len(intake.rows), f"Baris {row.nomor_baris}")
            person, line = _row(ctx, db, row, kelompok, seen)
            report.append(line)
            if person:
                fresh.append(person)
        if not dry_run and fresh:
            yield Progress(len(intake.rows), len(intake.rows), "Menyimpan")
            persons.add_many(ctx, db, fresh, f"impor {path.suffix.lower()}")
    return Imported(read.nama, tuple(sorted(report, key=lambda line: line.baris)), dry_run)


def _row(ctx: Context, db: Database, row: ImportRow, kelompok: str, seen: dict[str, int]) \
        -> tuple[Peserta | None, ImportedRow]:
    name = row.texts.get("nama", "")
    if why := _held(ctx, db, row, seen):
        hasil, message = why
        return None, ImportedRow(row.nomor_baris, hasil, name, message)
    try:
        person = replace(person_from(ctx, _with_group(row.texts, kelompok)), keluarga=row.keluarga)
    except (Problem, ValueError) as error:
        return None, ImportedRow(row.nomor_baris, "ditahan", name, str(error))
    if person.nik:
        seen[person.nik] = row.nomor_baris
    result = judge(ctx, person, {}, Trail())
    said = [text for _, text in row.problems] + [f.pesan for f in result.blocking]
    hasil = "perlu_dilengkapi" if result.blocking or row.problems else "siap"
    return person, ImportedRow(row.nomor_baris, hasil, name, " ".join(said))


def _held(ctx: Context, db: Database, row: ImportRow, seen: Mapping[str, int]) -> tuple[str, str] | None:
    if not row.texts.get("nama"):
        return "ditahan", f"Baris {row.nomor_baris} tanpa nama. Isi nama seperti di KTP."
    lost = [text for key, text in row.problems if key == "nik"]
    if lost:
        return "ditahan", lost[0]
    nik = "".join(c for c in row.texts.get("nik", "") if c.isdigit())
    if nik and nik in seen:
        return "ditahan", f"NIK di baris {row.nomor_baris} sama dengan baris {seen[nik]}. Periksa KTP keduanya."
    if nik and people.same_nik(db, nik, ctx.today):
        return "dilewati", f"Sudah ada di daftar peserta, baris {row.nomor_baris} dilewati."
    if not nik and people.namesakes(db, clean(row.texts["nama"]).upper()):
        return "dilewati", f"Orang bernama sama tanpa NIK sudah ada, baris {row.nomor_baris} dilewati."
    return None


def _with_group(texts: Mapping[str, str], kelompok: str) -> dict[str, str]:
    return {**texts, "kelompok": texts.get("kelompok") or kelompok} if kelompok else dict(texts)


def write_problems(report: Imported, path: Path) -> Path:
    """The rows held back, passed over or incomplete, with the reason, as a workbook."""
    from jamsos_desktop.exchange.tables import write_table

    rows = [(str(row.baris), row.nama, row.hasil.replace("_", " "), row.pesan) for row in report.rows if row.pesan]
    return write_table(path, ("Baris", "Nama", "Hasil", "Yang perlu dibenahi"), rows)
