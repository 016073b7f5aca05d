"""Back to the program before: what that would mean, told by the program of now, and the steps on paper.

There is no step back for the data: an older program refuses a newer file. What is left is the backup made before.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from jamsos_desktop.desk import upgrading_kept
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.upgrading_place import program_here
from jamsos_desktop.desk.upgrading_records import KeptProgram, Program, StepBack
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.report import Column, Form, Report, ReportTable
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import backups, since
from jamsos_desktop.store.backups import LocalBackup
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import clock, long_date, number

REASON = "pembaruan"


def step_back(ctx: Context, db: Database, program: Program) -> StepBack | None:
    """What going back would mean now; None where nothing was ever upgraded here, or its backup is gone."""
    note, kept = upgrading_kept.read_note(ctx.folder), None
    if note is not None and note.ke == program.versi:
        kept = next((one for one in backups.own(ctx.folder) if one.path.name == note.cadangan), None)
    if note is None or kept is None:
        return None
    typed = since.typed_since(db, kept)
    lama = upgrading_kept.kept_before(upgrading_kept.kept_programs(ctx.folder, program), note.dari)
    return StepBack(kept.path, kept.dibuat, typed.perubahan, typed.orang, note.dari, lama)


def lost_words(back: StepBack) -> str:
    """"Yang diketik sesudah 22 November 2026 pukul 09.12 hilang: 14 perubahan pada 9 orang."."""
    when = f"{long_date(back.dibuat.date())} pukul {clock(back.dibuat)}"
    if not back.perubahan:
        return f"Sesudah {when} belum ada yang diketik, jadi tidak ada yang hilang."
    on = f" pada {number(back.orang)} orang" if back.orang else ""
    return f"Yang diketik sesudah {when} hilang: {number(back.perubahan)} perubahan{on}."


def back_steps(back: StepBack) -> tuple[str, ...]:
    """What to do, one thing a line."""
    start = _start_words(back.lama) if back.lama is not None else \
        f"Jalankan pemasang versi {back.versi} dari flashdisk pembaruan Anda."
    remove = () if back.lama is not None and back.lama.path.is_dir() else \
        ("Copot Jamsos Desa lewat pengaturan laptop. Data dan cadangan tetap ada.",)
    return ("Cadangkan data sekarang ke flashdisk, di halaman Cadangan.",
            "Siapkan lembar pemulihan dengan 12 kata.",
            "Tutup Jamsos Desa.", *remove, start,
            "Versi lama berkata bahwa datanya lebih baru. Pilih Pulihkan cadangan.",
            f"Pilih file {back.cadangan.name} di folder {back.cadangan.parent}.",
            "Ketik 12 kata dari lembar pemulihan, lalu buat PIN.",
            "Ketik ulang yang hilang, dengan kertas atau PDF sebagai pegangan.")


def _start_words(lama: KeptProgram) -> str:
    if lama.path.is_dir():
        return f"Jalankan program lama: {lama.path / 'JamsosDesa'}."
    return f"Jalankan pemasang lama: {lama.path}."


def sheet_job(ctx: Context, program: Program, path: Path | None = None) -> Job[Path]:
    """The steps as a PDF in ``path`` (None: the outbox). Problem PEMBARUAN_TIDAK_ADA."""
    from jamsos_desktop.desk.printing_context import print_context
    from jamsos_desktop.exchange.files import write_whole
    from jamsos_desktop.paper.single.report import report_pdf

    yield Progress(0, 1, "Langkah kembali ke versi lama")
    with ctx.open() as db:
        back = step_back(ctx, db, program)
        if back is None:
            raise Problem("PEMBARUAN_TIDAK_ADA", "Belum ada pembaruan yang bisa dibatalkan di sini.", TIDAK_BERUBAH,
                          "Tidak ada yang perlu dilakukan.")
        data = report_pdf(_report(ctx, program, back), print_context(ctx, db, ctx.unit.kertas, ""))
    path = path or ctx.folder.outbox / f"Kembali-ke-versi-{back.versi}-{ctx.clock.now():%Y%m%d-%H%M%S}.pdf"
    return write_whole(data, path)


def _report(ctx: Context, program: Program, back: StepBack) -> Report:
    rows = tuple((nth, step, "") for nth, step in enumerate(back_steps(back), 1))
    return Report(
        kode="versi_lama", judul="Kembali ke versi lama", lingkup=f"Dari versi {program.versi} ke versi {back.versi}",
        hari=ctx.today, sumber=f"cadangan {back.cadangan.name}",
        angka=(("Perubahan yang hilang", number(back.perubahan), "sejak cadangan itu"),
               ("Orang yang kena", number(back.orang), "ketik ulang"),
               ("Cadangan dibuat", long_date(back.dibuat.date()), f"pukul {clock(back.dibuat)}")),
        tabel=(ReportTable(lembar="Langkah", judul="Langkah", baris=rows,
                           kolom=(Column("No", Form.NUMBER, 10), Column("Yang dilakukan", lebar=140),
                                  Column("Sudah", lebar=20))),),
        kalimat=(lost_words(back), "Program lama menolak data yang dibuat program baru. Karena itu data kembali ke "
                                   "keadaan cadangan ini."))


def newer_data(folder: DataFolder, problem: Problem) -> Problem:
    """The refusal of a newer file, with what is known of the way back: the backup before, the old program, and from
    when on what was typed would be lost. The newer program alone can count it."""
    if problem.kode != "DATA_LEBIH_BARU":
        return problem
    kept = _before(folder)
    if kept is None:
        return problem
    when = f"{long_date(kept.dibuat.date())} pukul {clock(kept.dibuat)}"
    aman = f"{TIDAK_BERUBAH} Cadangan sebelum pembaruan: {kept.path.name}."
    cara = (f"{problem.cara} Atau pulihkan cadangan itu dengan 12 kata. Yang diketik sesudah {when} hilang."
            f"{_programs_words(folder)}")
    return Problem(problem.kode, problem.apa, aman, cara)


def _before(folder: DataFolder) -> LocalBackup | None:
    """The backup the note names, else the newest one made before an upgrade."""
    note = upgrading_kept.read_note(folder)
    with suppress(Problem):
        found = [one for one in backups.own(folder) if one.sebab == REASON]
        return next((one for one in found if note is not None and one.path.name == note.cadangan),
                    found[0] if found else None)
    return None


def _programs_words(folder: DataFolder) -> str:
    kept = upgrading_kept.kept_programs(folder, program_here())
    return f" Pemasang ada di {folder.installers}." if kept else ""
