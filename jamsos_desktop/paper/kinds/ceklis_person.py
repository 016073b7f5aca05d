"""Ceklis berkas per orang: what one person's clip must hold, what is there, what still holds them up. One page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jamsos_desktop.model.dusun import dusun_name
from jamsos_desktop.model.privacy import tail
from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.flow import Cell, Flow
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.signing import DAY_DOTS, Signer, clerk_signs, signatures
from jamsos_desktop.paper.draw.words import DAGGER, capitals, phone
from jamsos_desktop.paper.kinds.ceklis_hints import hints_unsure
from jamsos_desktop.paper.kinds.ceklis_parts import (
    OWN_LAYOUT,
    ROW,
    SMALL,
    UNSURE,
    UNSURE_HINT,
    Col,
    bar,
    facts,
    heads,
    paragraph,
    said,
    state,
    title,
)
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.paper.unit import place_of
from jamsos_desktop.texts import long_date

NOTHING = "Tidak ada. Isian lengkap menurut pemeriksaan aplikasi."
COLUMNS = (Col("No", 7, "center"), Col("Berkas", 54), Col("Di klip", 16, "center"), Col("DPMD", 14, "center"),
           Col("Di mana didapat", 93))
HELD = (Col("", 7, "center"), Col("Yang ditemukan", 84), Col("Cara membereskan", 93))


@dataclass(frozen=True, slots=True)
class ClipPaper:
    """A paper of the clip. ``state``: ada, tidak_ada, tidak_perlu or ""; ``unsure``: nobody confirmed that it is
    asked for."""

    label: str
    state: str
    petunjuk: str
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What a rule found: in words, and how to mend it. ``menahan``: it blocks, else it is only to be looked at."""

    pesan: str
    cara: str
    menahan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """What the sheet says of one person. ``wajib``, ``pilihan``, ``nanti``: papers that must be in the clip, may be,
    and are asked for later."""

    kelompok: str
    pekerjaan: str
    keadaan: str
    wajib: tuple[ClipPaper, ...]
    pilihan: tuple[ClipPaper, ...] = ()
    nanti: tuple[ClipPaper, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()


class CeklisOrang:
    """Makes the checklists of persons."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._ctx, self._frame = ctx, Frame(doc, ctx)

    def add(self, sheet: Sheet) -> int:
        """Add one person's checklist; raises Problem with nothing added."""
        file = sheet.content(PersonFile)
        flow = self._frame.flow()
        self._who(flow, sheet, file)
        self._papers(flow, file)
        self._obstacles(flow, file.obstacles)
        papers = (*file.wajib, *file.pilihan, *file.nanti)
        hinted = hints_unsure() and any(paper.petunjuk for paper in papers)
        if hinted or any(paper.unsure for paper in papers):
            flow.y += 3.0
            paragraph(flow, UNSURE_HINT if hinted else UNSURE, size=6.8, lead=3.2)
        signatures(flow, (clerk_signs(self._ctx.unit, "Disusun dan diperiksa,"),
                          Signer(("Diterima DPMD,", f"tanggal {DAY_DOTS}"))),
                   pen=12.0)
        foot = f"Ceklis berkas {sheet.nomor} \u00b7 {self._ctx.unit.words(OWN_LAYOUT)}."
        return self._frame.add(flow.done(), self._frame.marks(sheet, "CEKLIS BERKAS PER ORANG", foot),
                               UNSURE_HINT)

    def _who(self, flow: Flow, sheet: Sheet, file: PersonFile) -> None:
        p = sheet.people[0].peserta
        title(flow, "CEKLIS BERKAS PER ORANG", "Lembar ini paling depan di klip berkas orang ini.", gap=7.0)
        place = " / ".join(part for part in (p.rt, p.rw) if part)
        where = ", ".join(part for part in (dusun_name(p.dusun), f"RT/RW {place}" if place else "")
                          if part)
        facts(flow, (
            ("Nama", capitals(p.nama or p.mentah.get("nama", "")) or "TANPA NAMA"), ("Kelompok", file.kelompok),
            ("NIK", tail(p.nik) or "belum ada"), ("Pekerjaan", file.pekerjaan),
            ("Rumah", where), ("Keadaan", file.keadaan),
            ("Nomor HP", phone(p.hp)), ("Diperiksa", f"{place_of(self._ctx.unit)}, {long_date(self._ctx.hari)}")))
        flow.y += 1.0

    def _papers(self, flow: Flow, file: PersonFile) -> None:
        have = sum(paper.state == "ada" for paper in file.wajib)
        bar(flow, f"A. Wajib ada sebelum dikirim: {have} dari {len(file.wajib)} ada")
        _table(flow, file.wajib)
        if file.pilihan:
            bar(flow, "B. Boleh disertakan")
            _table(flow, file.pilihan, blank=True)
        if file.nanti:
            bar(flow, "C. Disiapkan untuk nanti, tidak menahan kiriman")
            _table(flow, file.nanti, blank=True)

    def _obstacles(self, flow: Flow, obstacles: Sequence[Obstacle]) -> None:
        bar(flow, "D. Yang masih menahan atau perlu dicocokkan", keep=10)
        if not obstacles:
            flow.y += 1.4
            paragraph(flow, NOTHING)
            return
        again = heads(flow, HELD)
        for at, one in enumerate(obstacles, 1):
            mark = "MENAHAN: " if one.menahan else ""
            flow.row([said(HELD[0].w, str(at), align="center"),
                      said(HELD[1].w, mark + one.pesan, "semibold" if one.menahan else "regular", key="catatan"),
                      said(HELD[2].w, one.cara, size=SMALL, key="catatan")], ROW, again)


def _table(flow: Flow, papers: Sequence[ClipPaper], *, blank: bool = False) -> None:
    """The papers; where they need not be there (``blank``) a missing one is left for the pen."""
    where = COLUMNS[4].head + DAGGER * (hints_unsure() and any(paper.petunjuk for paper in papers))
    again = heads(flow, (*COLUMNS[:4], Col(where, COLUMNS[4].w)))
    for at, paper in enumerate(papers, 1):
        there = Cell(COLUMNS[2].w) if blank and paper.state in ("", "tidak_ada") else state(COLUMNS[2].w, paper.state)
        flow.row([said(COLUMNS[0].w, str(at), align="center"),
                  said(COLUMNS[1].w, paper.label + (DAGGER if paper.unsure else ""), "semibold", key="berkas"), there,
                  Cell(COLUMNS[3].w), said(COLUMNS[4].w, paper.petunjuk, size=SMALL, key="berkas")], ROW, again)
    flow.y += 2.4
