"""A reply on paper: the list to go round the desa with, and the reply itself for the map."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.desk import answers_views
from jamsos_desktop.desk.answers_records import AnswerRow, ReplyView
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import resting_or_withdrawn
from jamsos_desktop.desk.printing_context import print_context
from jamsos_desktop.desk.trail_door import exported, write_noted
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.paper.draw.words import DAGGER
from jamsos_desktop.store import people
from jamsos_desktop.texts import long_date, title_name


def visit_list_job(ctx: Context, no: int, path: Path | None = None) -> Job[Path]:
    """People refused by reply ``no`` who were not mended yet, by dusun, as a PDF in ``path`` (None: the outbox). Whose
    data rest, and who withdrew consent, is left out. Problem BALASAN_TIDAK_ADA.
    """
    from jamsos_desktop.paper.single.visit_list import Visit, visit_list

    yield Progress(0, 1, "Daftar kunjungan")
    with ctx.open() as db:
        view = answers_views.reply(ctx, db, no)
        rows = {row.uid: row for row in view.ditolak if not row.selesai}
        refused = people.read_many(db, list(rows))
        silent = resting_or_withdrawn(ctx, db, refused)
        visits = [Visit(p.nama, p.nik, p.dusun, p.rt, p.rw, p.hp, _reason(rows[p.uid]),
                        _by(rows[p.uid]), _mend(rows[p.uid])) for p in refused if p.uid not in silent]
        made = visit_list(visits, _source(view), print_context(ctx, db, ctx.unit.kertas, ""))
    return _kept(ctx, made, path, f"Daftar-kunjungan-balasan-{no}")


def reply_paper_job(ctx: Context, no: int, path: Path | None = None) -> Job[Path]:
    """Reply ``no`` as a PDF in ``path`` (None: the outbox). Problem BALASAN_TIDAK_ADA."""
    from jamsos_desktop.paper.single.reply_list import ReplyRows, reply_list

    yield Progress(0, 1, f"Balasan no. {no}")
    with ctx.open() as db:
        view = answers_views.reply(ctx, db, no)
        rows = ReplyRows(
            tuple((row.nama, row.dusun, _reason(row), _by(row), _mend(row)) for row in view.ditolak),
            tuple((row.nama, title_name(row.pekerjaan), row.dusun, row.kode_bayar, row.perlindungan)
                  for row in view.terdaftar))
        made = reply_list(f"BALASAN DPMD NO. {no}", (_source(view),), rows, print_context(ctx, db, ctx.unit.kertas, ""))
    return _kept(ctx, made, path, f"Balasan-{no}")


def _reason(row: AnswerRow) -> str:
    return row.label + DAGGER * row.belum_dikonfirmasi


def _by(row: AnswerRow) -> str:
    return row.oleh.upper() or "DPMD"


def _mend(row: AnswerRow) -> str:
    return " ".join(part for part in (row.teks, row.cara) if part)


def _source(view: ReplyView) -> str:
    to = f" untuk kiriman no. {view.info.untuk_seq}" if view.info.untuk_seq else ""
    return f"Balasan no. {view.info.no}{to} dari {view.dari}, {long_date(view.info.dibuat)}"


def _kept(ctx: Context, made: bytes, path: Path | None, name: str) -> Path:
    path = path or ctx.folder.outbox / f"{name}-{ctx.clock.now():%Y%m%d-%H%M%S}.pdf"
    return write_noted(ctx, made, path, exported(ctx, "daftar", name.replace("-", " ").lower()))
