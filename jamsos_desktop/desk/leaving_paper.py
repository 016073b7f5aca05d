"""The checklist of one claim on one page, for the map that goes to DPMD and BPJS."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.desk import leaving_events
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.leaving_clock import moment_words
from jamsos_desktop.desk.leaving_records import JKK, EventPaper, EventView
from jamsos_desktop.desk.printing_context import print_context
from jamsos_desktop.exchange.files import write_whole
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.report import Column, Form, Report, ReportTable
from jamsos_desktop.texts import number, paper_date, rupiah

DAGGER = "\u2020"
BOX = "[   ]"  # ticked by hand, by whoever takes the papers over
STATES = {"ada": "ada", "tidak_ada": "belum", "tidak_perlu": "tidak perlu"}
PAPERS = (Column("No", Form.NUMBER, 8), Column("Berkas", lebar=96), Column("Di map", lebar=22),
          Column("DPMD", lebar=18), Column("BPJS", lebar=18), Column("Catatan", lebar=24))
HEIRS = (Column("No", Form.NUMBER, 8), Column("Nama", lebar=58), Column("Hubungan", lebar=36),
         Column("Umur", lebar=18), Column("Wali", lebar=40), Column("Nomor HP", lebar=30))


def event_paper_job(ctx: Context, event_id: str, path: Path | None = None) -> Job[Path]:
    """A claim's checklist as a PDF in ``path`` (None: the outbox). Problems: KEJADIAN_TIDAK_ADA, KEJADIAN_GANDA."""
    from jamsos_desktop.paper.report import report_pdf

    yield Progress(0, 1, "Daftar berkas klaim")
    now = ctx.clock.now()
    with ctx.open() as db:
        view = leaving_events.view(ctx, db, event_id, now)
        made = report_pdf(report(ctx, view), print_context(ctx, db, ctx.unit.kertas, ""))
    name = f"Klaim-{view.baris.jenis}-{view.baris.nomor}-{now:%Y%m%d-%H%M%S}.pdf"
    path = path or ctx.folder.outbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_whole(made, path)


def report(ctx: Context, view: EventView) -> Report:
    """The claim as a report: who, the right, papers, heirs, what is not confirmed."""
    row = view.baris
    what = "Klaim JKK, kecelakaan kerja" if row.jenis == JKK else "Klaim JKM, jaminan kematian"
    tables = [ReportTable(lembar="Berkas", judul="Berkas", kolom=PAPERS, pribadi=True,
                          baris=tuple(_paper(nth, p) for nth, p in enumerate(view.berkas, 1)))]
    if row.meninggal:
        tables.append(ReportTable(lembar="Ahli waris", judul="Ahli waris, sesuai urutan", kolom=HEIRS, pribadi=True,
                                  baris=_heirs(view), kosong="Tidak ada ahli waris yang tercatat."))
    return Report(
        kode="klaim", judul=f"{what}: {row.nama}", hari=ctx.today, sumber=ctx.unit.sebutan,
        lingkup=f"{row.nomor}, NIK {view.nik or 'belum ada'}, KPJ {view.kpj or 'belum ada'}",
        angka=_figures(view), tabel=tuple(tables), catatan=_notes(view), dasar=_basis(view))


def _figures(view: EventView) -> tuple[tuple[str, str, str], ...]:
    row = view.baris
    when = f"pukul {row.waktu:%H.%M}" if row.waktu else ""
    told = paper_date(row.dilaporkan.date()) if row.dilaporkan else ""
    until = f"paling lambat {moment_words(row.tenggat)}" if row.tenggat else ""
    sum_words = rupiah(view.hak.jumlah) if view.hak.jumlah is not None else "dihitung BPJS"
    found = [(row.label, paper_date(row.tanggal), when)]
    if row.jenis == JKK:
        found.append(("Dilaporkan ke BPJS", told or "belum", until))
    if view.hak.keadaan != "tidak":
        found.append(("Hak", sum_words, "keputusan ada di BPJS"))
    found.append(("Berkas", f"{row.berkas_ada} dari {row.berkas_perlu}", "yang wajib"))
    return tuple(found)


def _paper(nth: int, paper: EventPaper) -> tuple[int, str, str, str, str, str]:
    mark = DAGGER if paper.belum_dikonfirmasi else ""
    return nth, f"{paper.label}{mark}", STATES[paper.keadaan], BOX, BOX, ""


def _heirs(view: EventView) -> tuple[tuple[int, str, str, str, str, str], ...]:
    return tuple((h.urutan, h.nama, h.hubungan, "" if h.umur is None else f"{number(h.umur)} th",
                  h.wali or ("isi walinya" if h.perlu_wali else ""), h.hp) for h in view.ahli_waris)


def _notes(view: EventView) -> tuple[str, ...]:
    lines = [f"{view.hak.kalimat} {view.hak.alasan}"]
    lines += [f"{line.label}: {rupiah(line.rupiah) if line.rupiah is not None else line.catatan}"
              for line in view.hak.rincian]
    lines += [f"{line.label}: {rupiah(line.rupiah)}. {line.catatan}".strip()
              for line in view.hak.lain if line.rupiah is not None]
    if view.tempat or view.uraian:
        lines.append(" ".join(part for part in (view.tempat and f"Tempat: {view.tempat}.", view.uraian) if part))
    if view.baris.meninggal and view.urutan:
        lines.append(f"Urutan ahli waris: {view.urutan}.")
    if any(p.belum_dikonfirmasi for p in view.berkas):
        lines.append(f"{DAGGER} Belum dikonfirmasi BPJS. Tanyakan sebelum berangkat.")
    return tuple(lines)


def _basis(view: EventView) -> tuple[str, ...]:
    found = [view.hak.sumber, view.urutan_sumber if view.baris.meninggal else ""]
    found += [p.sumber for p in view.berkas if not p.belum_dikonfirmasi]
    return tuple(dict.fromkeys(source for source in found if source))
