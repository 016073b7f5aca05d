"""Taking BPJS's answers in: a list is read in the child process and held against a batch; one answer is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district import bpjs_people, bpjs_steps
from jamsos_desktop.desk.district.bpjs_records import ResultLine, ResultPreview, ResultsApplied
from jamsos_desktop.exchange import results
from jamsos_desktop.exchange.results import Result
from jamsos_desktop.hub import batches as pure
from jamsos_desktop.hub.batches_results import Answer, Matched, Waiting, match
from jamsos_desktop.hub.register import batches, people
from jamsos_desktop.intake import Sheet, read_workbook
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.dues import period
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.engine import Database

MOST_SHEETS = 5  # of a workbook that are looked at for the list


def read_results_job(ctx: Context, path: Path, nomor: str) -> Job[ResultPreview]:
    """What a file says of a batch; writes nothing. Problems: those of reading a workbook, HASIL_TANPA_KOLOM,
    BATCH_TIDAK_ADA."""
    found = yield from _read(path)
    with ctx.open() as db:
        yield Progress(1, 2, "mencocokkan NIK")
        last = _last_day(db, nomor)
        answers = [_answer(ctx, one, last) for one in found]
        matched = match(answers, _waiting(db, nomor), batches.kpj_owners(db, [a.kpj for a in answers if a.kpj]),
                        pure.BARU)
        lines = tuple(_line(one) for one in matched)
        held = batches.members(db, nomor)
    named = {line.uid for line in lines if line.uid}
    return ResultPreview(nomor=nomor, nama_berkas=path.name, lines=lines,
                         tanpa_hasil=sum(not m.hasil and m.uid not in named for m in held))


def _read(path: Path) -> Job[list[Result]]:
    """The first sheet that holds a list of answers."""
    sheet = yield from read_workbook(path)
    for number in range(1, min(len(sheet.lembar), MOST_SHEETS) + 1):
        if number > 1:
            try:
                sheet = yield from read_workbook(path, number)
            except Problem:
                continue  # an empty sheet among others
        try:
            return results.read_results(_rows(sheet), path.name)
        except Problem as problem:
            refused = problem
    raise refused


def _rows(sheet: Sheet) -> Sequence[tuple[int, Sequence[str]]]:
    return [(row.nomor, row.texts) for row in sheet.rows]


def _last_day(db: Database, nomor: str) -> date:
    """The last day a batch pays for; without dues any day may be named."""
    head = batches.head(db, nomor)
    return period(date.fromisoformat(head.masa_dari), head.bulan)[1] if head.jenis in pure.PAID_FOR else date.max


def _answer(ctx: Context, one: Result, last: date) -> Answer:
    reason = results.reason_of(one.teks, ctx.policy.alasan) if one.hasil == "ditolak" else ""
    wrong = one.salah or _beyond(one.hasil, one.tanggal, last)
    return Answer(one.baris, one.nik, one.nama, one.kpj, one.hasil, one.tanggal, reason, one.teks, wrong)


def _beyond(hasil: str, tanggal: date | None, last: date) -> str:
    """What is wrong with a day BPJS names; cover cannot begin after it has ended."""
    late = hasil == "ok" and tanggal is not None and tanggal > last
    return f"Tanggal {tanggal:%d/%m/%Y} sesudah masa iuran batch ini." if late else ""


def _waiting(db: Database, nomor: str) -> list[Waiting]:
    batches.head(db, nomor)
    members = batches.members(db, nomor)
    persons = people.by_uids(db, [m.uid for m in members])
    said = bpjs_people.own_kpj(db, [persons[m.uid] for m in members if m.lembar != pure.BARU])
    return [Waiting(m.uid, m.nik, persons[m.uid].kpj, said.get(m.uid, ""), m.hasil, m.lembar) for m in members]


def _line(one: Matched) -> ResultLine:
    answer = one.answer
    refusal = answer.hasil == "ditolak"
    return ResultLine(baris=answer.baris, keadaan=one.keadaan, nik=answer.nik, nama=answer.nama, uid=one.uid,
                      hasil=answer.hasil, kpj="" if refusal else one.kpj, aktif_dari=answer.tanggal,
                      alasan=answer.alasan, teks=answer.teks if refusal else "", keterangan=one.keterangan)


def set_result(ctx: Context, db: Database, nomor: str, uid: str, hasil: str, kpj: str = "", alasan: str = "",
               teks: str = "", aktif_dari: date | None = None) -> ResultsApplied:
    """One answer typed from a letter. Problems: as ``bpjs_steps.write_results``, HASIL_SALAH, ALASAN_TAK_DIKENAL."""
    if hasil == "ditolak" and alasan not in ctx.policy.alasan:
        raise Problem("ALASAN_TAK_DIKENAL", f"Alasan {alasan} tidak ada di ketentuan.", TIDAK_BERUBAH,
                      "Pilih alasan dari daftar.")
    nik = next((m.nik for m in batches.members(db, nomor) if m.uid == uid), "")
    bare = "".join(letter for letter in kpj if letter.isdecimal())
    wrong = "KPJ harus 10 sampai 13 angka." if bare and not 10 <= len(bare) <= 13 else _beyond(
        hasil, aktif_dari, _last_day(db, nomor))
    answer = Answer(0, nik, "", bare, hasil, aktif_dari, alasan if hasil == "ditolak" else "", teks, wrong)
    matched = match([answer], _waiting(db, nomor), batches.kpj_owners(db, [bare] if bare else []), pure.BARU)[0]
    if matched.keadaan != "cocok":
        raise Problem("HASIL_SALAH", f"Hasil itu tidak bisa dicatat. {matched.keterangan}", TIDAK_BERUBAH,
                      "Periksa orang dan nomor KPJ-nya.")
    return bpjs_steps.write_results(ctx, db, nomor, [_line(matched)])
