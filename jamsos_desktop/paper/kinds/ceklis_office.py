"""Ceklis berkas kantor: the papers of the desa by stage, and how far the map desa has come."""

from __future__ import annotations

from dataclasses import dataclass

from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.flow import Cell, Flow
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.signing import DAY_DOTS, Signer, clerk_signs, head_signs, signatures
from jamsos_desktop.paper.draw.words import DAGGER
from jamsos_desktop.paper.kinds.ceklis_parts import (
    OWN_LAYOUT,
    ROW,
    SMALL,
    UNSURE,
    Col,
    bar,
    heads,
    paragraph,
    said,
    state,
    title,
)
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.texts import long_date

PAPERS = (Col("No", 7, "center"), Col("Berkas", 62), Col("Untuk", 38), Col("Ada", 14, "center"),
          Col("DPMD", 13, "center"), Col("Nomor dan tanggal", 50))
STEPS = (Col("No", 7, "center"), Col("Langkah", 40), Col("Keadaan", 30), Col("Nomor dan tanggal", 47),
         Col("Yang menahan, yang berikut", 60))


@dataclass(frozen=True, slots=True)
class OfficePaper:
    """A paper of the office. ``untuk``: which kelompok need it; ``tanda``: its number and day as the map desa has
    them; ``wajib``: it must be there."""

    label: str
    untuk: str
    state: str
    wajib: bool
    tanda: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class OfficeStep:
    """A step of the map desa: "Berjalan, 8 / 10", its number and day, what holds it up or comes next."""

    label: str
    keadaan: str
    tanda: str
    catatan: str


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """What the sheet says. ``stages``: (heading, papers); ``roads``: (heading, steps)."""

    stages: tuple[tuple[str, tuple[OfficePaper, ...]], ...]
    roads: tuple[tuple[str, tuple[OfficeStep, ...]], ...]


class CeklisDesa:
    """Makes the checklist of the office's own papers."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._ctx, self._frame = ctx, Frame(doc, ctx)

    def add(self, sheet: Sheet) -> int:
        """Add it; raises Problem with nothing added."""
        file, unit, flow = sheet.content(OfficeFile), self._ctx.unit, self._frame.flow()
        papers = [paper for _, part in file.stages for paper in part]
        must = [paper for paper in papers if paper.wajib]
        have = sum(paper.state == "ada" for paper in must)
        title(flow, "CEKLIS BERKAS KANTOR",
              f"{unit.sebutan} \u00b7 {have} dari {len(must)} berkas wajib ada \u00b7 {long_date(self._ctx.hari)}",
              gap=6.0)
        letters = iter("ABCDEFGHIJ")
        for heading, part in file.stages:
            bar(flow, f"{next(letters)}. {heading}")
            _papers(flow, part)
        if any(paper.unsure for paper in papers):
            paragraph(flow, UNSURE, size=6.8, lead=3.2)
            flow.y += 1.0
        for heading, steps in file.roads:
            bar(flow, f"{next(letters)}. {unit.words('Map desa')}: {heading}")
            _steps(flow, steps)
        signatures(flow, (clerk_signs(unit, "Diperiksa,"), head_signs(unit, "Mengetahui,"),
                          Signer((f"Diterima DPMD, tgl {DAY_DOTS}", "Petugas penerima"))))
        foot = f"Ceklis berkas kantor \u00b7 {unit.words(OWN_LAYOUT)}."
        return self._frame.add(flow.done(), self._frame.marks(sheet, "CEKLIS BERKAS KANTOR", foot),
                               UNSURE)


def _papers(flow: Flow, papers: tuple[OfficePaper, ...]) -> None:
    again = heads(flow, PAPERS)
    for at, paper in enumerate(papers, 1):
        blank = not paper.wajib and paper.state in ("", "tidak_ada")
        name = paper.label + ("" if paper.wajib else " (bila ada)") + (DAGGER if paper.unsure else "")
        flow.row([said(PAPERS[0].w, str(at), align="center"), said(PAPERS[1].w, name, "semibold", key="berkas"),
                  said(PAPERS[2].w, paper.untuk, size=SMALL, key="berkas"),
                  Cell(PAPERS[3].w) if blank else state(PAPERS[3].w, paper.state), Cell(PAPERS[4].w),
                  said(PAPERS[5].w, paper.tanda, key="berkas")], ROW, again)
    flow.y += 2.4


def _steps(flow: Flow, steps: tuple[OfficeStep, ...]) -> None:
    again = heads(flow, STEPS)
    for at, step in enumerate(steps, 1):
        flow.row([said(STEPS[0].w, str(at), align="center"), said(STEPS[1].w, step.label, "semibold", key="berkas"),
                  said(STEPS[2].w, step.keadaan, key="berkas"), said(STEPS[3].w, step.tanda, key="berkas"),
                  said(STEPS[4].w, step.catatan, size=SMALL, key="catatan")], ROW, again)
    flow.y += 2.4
