"""The two papers every bundle has: the checklist of a kelompok and the Formulir 1a of a person."""

from __future__ import annotations

from dataclasses import replace

from jamsos_desktop import texts
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import Judgement
from jamsos_desktop.desk.printing_records import Asked, Kind, PlannedSheet
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.records import KELOMPOK, Peserta
from jamsos_desktop.paper.sheets import PAPERS, PrintContext, PrintPerson, Sheet


def shown_name(person: Peserta) -> str:
    """A person as lists call them."""
    return texts.title_name(person.mentah.get("nama", person.nama)) or person.nomor or "Tanpa nama"


def per_person(asked: Asked, jenis: str) -> list[PlannedSheet]:
    """One sheet of this kind for everyone who may be printed."""
    return [PlannedSheet(jenis, shown_name(p), (p.uid,)) for p, _ in asked.allowed]


def per_kelompok(asked: Asked, jenis: str) -> list[PlannedSheet]:
    """One sheet of this kind for each kelompok that has people here."""
    found = []
    for kelompok in KELOMPOK:
        group = tuple(p.uid for p, _ in asked.allowed if p.kelompok == kelompok)
        if group:
            name = f"{PAPERS[jenis].nama}, {code_label('kelompok', kelompok)}"
            found.append(PlannedSheet(jenis, name, group, kelompok))
    return found


def print_person(ctx: Context, person: Peserta, result: Judgement, paper: PrintContext, copies: int,
                 draf: bool = False) -> PrintPerson:
    """A person as the paper room wants them, with check code; ``copies``: forms printed before."""
    from jamsos_desktop.paper.values import printed_values

    bare = PrintPerson(peserta=person, dues=result.dues, nomor=person.nomor, ke=copies + 1, draf=draf)
    return bare if draf else replace(bare, kode_periksa=ctx.check_code(printed_values(bare, paper)))


def _checklist(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.values import bundle_values

    members = tuple(PrintPerson(peserta=p, dues=r.dues, nomor=p.nomor) for p, r in asked.of(planned.uids))
    return Sheet(jenis="ceklis", people=members, kode_periksa=asked.code(bundle_values(members, paper)),
                 nama=planned.nama, ke=paper.ke)


def _form(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    (one,) = asked.of(planned.uids)
    copies = asked.forms_before.get(one.peserta.uid, 0)
    return Sheet(jenis="formulir", people=(print_person(asked.ctx, *one, paper, copies),))


CHECKLIST = Kind("Paling depan, satu per kelompok", lambda asked: per_kelompok(asked, "ceklis"), _checklist)
FORM = Kind("Satu lembar per orang", lambda asked: per_person(asked, "formulir"), _form)
