"""Ceklis berkas: of a kelompok in front of the bundle, of one person's clip, of the office's own papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jamsos_desktop import texts
from jamsos_desktop.desk import road_steps
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import Judgement, job_label
from jamsos_desktop.desk.printing_forms import per_kelompok, per_person
from jamsos_desktop.desk.printing_records import Asked, Kind, PlannedSheet
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.records import KELOMPOK, Peserta
from jamsos_desktop.paper.kinds.ceklis import Enclosed
from jamsos_desktop.paper.kinds.ceklis_hints import hints
from jamsos_desktop.paper.kinds.ceklis_office import OfficeFile, OfficePaper, OfficeStep
from jamsos_desktop.paper.kinds.ceklis_person import ClipPaper, Obstacle, PersonFile
from jamsos_desktop.paper.sheets import PAPERS, BerkasDesa, PrintContext, PrintPerson, Sheet
from jamsos_desktop.policy import SyaratBerkas
from jamsos_desktop.problems import Problem
from jamsos_desktop.rules.road_records import OF_TAHAP, OWN_STEP, Road, RoadStep
from jamsos_desktop.store import listing, office

# Papers of the desa that are printed with a bundle, in the order they lie in the map, and their kinds.
IN_BUNDLE = {"PERMOHONAN": "pengantar", "NOMINATIF": "nominatif", "SPTJM": "sptjm"}
STAGES = {"kirim": "Bersama kiriman pertama", "bpjs": "Untuk BPJS Ketenagakerjaan", "bayar": "Pembayaran pertama",
          "klaim": "Untuk klaim"}


# In front of the bundle.

def _bundle(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.values import bundle_values

    members = tuple(PrintPerson(peserta=p, dues=r.dues, nomor=p.nomor) for p, r in asked.of(planned.uids))
    return Sheet(jenis="ceklis", people=members, kode_periksa=asked.code(bundle_values(members, paper)),
                 isi=_enclosed(asked, planned, paper), nama=planned.nama, ke=paper.ke)


def _enclosed(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Enclosed:
    """The papers of this bundle with their numbers and counts; of the office's own papers how many are there."""
    needed = {one.kode: one for one in paper.berkas_desa if not one.kelompok or planned.kunci in one.kelompok}
    own = [one for kode, one in needed.items() if kode not in IN_BUNDLE and one.state != "tidak_perlu"]
    have = sum(one.state == "ada" for one in own)
    line = f"Berkas kantor lain: {have} dari {len(own)} ada. Rinciannya di ceklis berkas kantor." if own else ""
    rows = tuple(replace(needed[kode], keterangan=_remark(asked, planned, needed[kode], paper))
                 for kode in IN_BUNDLE if kode in needed)
    return Enclosed(rows, line)


def _remark(asked: Asked, planned: PlannedSheet, one: BerkasDesa, paper: PrintContext) -> str:
    """"No. 560/118/BI/XI/2026", "2 lembar, 14 orang", "menunggu tanda tangan kepala desa, menyusul"."""
    kind = IN_BUNDLE[one.kode]
    number = " ".join(asked.opsi.surat.get(kind, "").split())
    here = kind in asked.order.jenis
    said = _nominatif(asked, planned, paper) if kind == "nominatif" and here else f"No. {number}" if number else ""
    if one.state not in ("", "tidak_ada"):
        return said
    if said:
        return f"{said}, menunggu tanda tangan" if here else f"{said}, menyusul"
    return asked.ctx.unit.words("menunggu tanda tangan Kepala Desa, menyusul") if here else "menyusul"


def _nominatif(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> str:
    """How many pages and people the daftar nominatif of these people has; they are made once to be counted."""
    from jamsos_desktop.desk.printing_kinds import KINDS
    from jamsos_desktop.paper.book import preview

    kind = KINDS["nominatif"]
    members = set(planned.uids)
    sheets = [one for one in kind.plan(asked) if not one.uids or members.intersection(one.uids)]
    try:
        pages = sum(preview(kind.make(asked, one, paper), paper).pages for one in sheets)
    except Problem as problem:
        return f"tidak jadi dicetak: {problem.apa}"
    people = {uid for one in sheets for uid in one.uids} or members
    return f"{texts.number(pages)} lembar, {texts.number(len(people))} orang"


# One person's clip.

def _clip(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    ((person, result),) = asked.of(planned.uids)
    file = person_file(asked.ctx, person, result)
    states = {f"berkas.{kode}": kept for kode, kept in person.berkas.items()}
    code = asked.code({"nomor": person.nomor, "nama": person.nama, "keadaan": file.keadaan} | states
                      | {f"temuan.{at}": one.pesan for at, one in enumerate(file.obstacles)})
    return Sheet(jenis="ceklis_orang", people=(PrintPerson(peserta=person, dues=result.dues, nomor=person.nomor),),
                 kode_periksa=code, isi=file, nomor=person.nomor, ke=asked.copy_number("ceklis_orang", person.uid))


def person_file(ctx: Context, person: Peserta, result: Judgement) -> PersonFile:
    """What one person's checklist says."""
    papers = ctx.policy.berkas_orang(person.kelompok)
    now = [one for one in papers if one.tahap == "kirim"]
    must = [one for one in now if one.perlu[person.kelompok] == "W"]
    held = tuple(Obstacle(f.pesan, f.cara, f.tingkat.blocks) for f in result.findings
                 if f.tingkat.value != "info")
    return PersonFile(
        kelompok=code_label("kelompok", person.kelompok), pekerjaan=job_label(ctx, person),
        keadaan=code_label("status", result.status), wajib=_clip_papers(ctx, person, must),
        pilihan=_clip_papers(ctx, person, [one for one in now if one not in must]),
        nanti=_clip_papers(ctx, person, [one for one in papers if one.tahap != "kirim"]), obstacles=held)


def _clip_papers(ctx: Context, person: Peserta, papers: Sequence[SyaratBerkas]) -> tuple[ClipPaper, ...]:
    return tuple(ClipPaper(one.label, person.berkas.get(one.kode, ""), ctx.unit.words(hints().get(one.kode, "")),
                           one.belum_dikonfirmasi) for one in papers)


# The office.

def _office_plan(asked: Asked) -> list[PlannedSheet]:
    return [PlannedSheet("ceklis_desa", PAPERS["ceklis_desa"].nama)] if _office_papers(asked) else []


def _office_papers(asked: Asked) -> tuple[SyaratBerkas, ...]:
    return asked.ctx.policy.berkas_desa(*_groups(asked))


def _groups(asked: Asked) -> tuple[str, ...]:
    """The kelompok that have people here; all of them before anybody is noted."""
    here = {kelompok for kelompok, _, many in listing.per_group(asked.db) if many}
    return tuple(kelompok for kelompok in KELOMPOK if kelompok in here) or KELOMPOK


def _office(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    roads, states = road_steps.roads(asked.ctx, asked.db), office.desa_papers(asked.db)
    groups = _groups(asked)
    papers = [(one.tahap, _office_paper(asked, one, groups, states.get(one.kode, "tidak_ada"), roads))
              for one in _office_papers(asked)]
    stages = tuple((heading, tuple(one for stage, one in papers if stage == tahap))
                   for tahap, heading in STAGES.items() if any(stage == tahap for stage, _ in papers))
    file = OfficeFile(stages, tuple((road.label, tuple(_steps(asked.ctx, road))) for road in roads))
    code = asked.code({"hari": asked.ctx.today.isoformat()}
                      | {one.kode: states.get(one.kode, "tidak_ada") for one in _office_papers(asked)}
                      | {f"{road.jalur}.{step.kode}": f"{step.keadaan} {step.angka} {_mark(step)}"
                         for road in roads for step in road.steps})
    return Sheet(jenis="ceklis_desa", kode_periksa=code, isi=file, nama=planned.nama, ke=paper.ke)


def _office_paper(asked: Asked, one: SyaratBerkas, groups: Sequence[str], state: str,
                  roads: Sequence[Road]) -> OfficePaper:
    asking = [kelompok for kelompok in groups if one.perlu.get(kelompok)]
    whom = "semua kelompok" if len(asking) == len(groups) > 1 else \
        ", ".join(texts.inside(code_label("kelompok", kelompok)) for kelompok in asking)
    number = " ".join(asked.opsi.surat.get(IN_BUNDLE.get(one.kode, ""), "").split())
    return OfficePaper(asked.ctx.unit.words(one.label), whom, state,
                       any(one.perlu.get(kelompok) == "W" for kelompok in groups),
                       f"No. {number}" if number else _paper_mark(one, roads), one.belum_dikonfirmasi)


def _paper_mark(one: SyaratBerkas, roads: Sequence[Road]) -> str:
    """Number and day of the step that stands for this paper alone; a step of several papers says nothing of each."""
    own = OWN_STEP.get(one.kode) or (OF_TAHAP[one.tahap] if one.tahap == "bayar" else "")
    return next((mark for road in roads for step in road.steps if step.kode == own and (mark := _mark(step))), "")


def _mark(step: RoadStep) -> str:
    return ", ".join(part for part in (f"No. {step.nomor}" if step.nomor else "", texts.paper_date(step.tanggal))
                     if part)


def _steps(ctx: Context, road: Road) -> Iterator[OfficeStep]:
    for step in road.steps:
        count = f", {step.angka}" if step.dari is not None else ""
        note = step.catatan or " ".join(part for part in (step.hambatan, step.berikut) if part)
        yield OfficeStep(ctx.unit.words(step.label), step.kata + count, _mark(step), ctx.unit.words(note))


CHECKLIST = Kind("Paling depan, satu per kelompok", lambda asked: per_kelompok(asked, "ceklis"), _bundle)
CLIP = Kind("Paling depan di klip tiap orang", lambda asked: per_person(asked, "ceklis_orang"), _clip)
OFFICE = Kind("Berkas desa menurut tahap", _office_plan, _office)
