"""The Formulir 1a of a person; and how papers of a person or of a kelompok are planned."""

from __future__ import annotations

from dataclasses import replace

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import Judgement
from jamsos_desktop.desk.printing_people import called
from jamsos_desktop.desk.printing_records import Asked, Kind, PlannedSheet
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.records import KELOMPOK, Peserta
from jamsos_desktop.paper.sheets import PAPERS, PrintContext, PrintPerson, Sheet


def shown_name(person: Peserta) -> str:
    """A person as lists call them."""
    return called(person.mentah.get("nama", person.nama), person.nomor)


def per_person(asked: Asked, jenis: str) -> list[PlannedSheet]:
    """One sheet of this kind for everyone who may be printed."""
    return [PlannedSheet(jenis, one.nama, (one.uid,)) for one in asked.allowed]


def per_kelompok(asked: Asked, jenis: str) -> list[PlannedSheet]:
    """One sheet of this kind for each kelompok that has people here."""
    found = []
    for kelompok in KELOMPOK:
        group = tuple(one.uid for one in asked.allowed if one.kelompok == kelompok)
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


def _form(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    (one,) = asked.of(planned.uids)
    copies = asked.forms_before.get(one.peserta.uid, 0)
    return Sheet(jenis="formulir", people=(print_person(asked.ctx, *one, paper, copies),))


def _forms(asked: Asked) -> list[PlannedSheet]:
    """One Formulir 1a each, of those whom ``opsi.formulir`` means; ``kunci`` tells the form of a PU from a BPU's."""
    from jamsos_desktop.paper.values import form_of

    found = [PlannedSheet("formulir", one.nama, (one.uid,), form_of(one)) for one in asked.allowed]
    return [sheet for sheet in found if asked.opsi.formulir in ("", sheet.kunci)]


FORM = Kind("Satu lembar per orang", _forms, _form)
