"""Every kind of paper printed at once, and read back with other people's programs, sheet by sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import zxingcpp

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.printing_kinds import KINDS
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paper.draw.marks import PROGRAM, grouped
from tests.paper import paper_village
from tests.paper.paper_reading import tool

PAPER_SIZES = ("A4", "F4")
DPI = 150
QR = zxingcpp.BarcodeFormat.QRCode
OPTIONS = desks.PaperOptions(
    surat={kind: f"560/{nth}/BI/XI/2026" for nth, kind in enumerate(("pengantar", "sptjm", "keterangan"), 117)},
    bulan="2026-11", tahun=paper_village.YEAR, kosong=2, acara="Sosialisasi Jaminan Sosial",
    tempat_acara="Balai Desa Bajo Indah", tanggal_acara=paper_village.NOON.date().replace(day=25), baris=8)


@dataclass(frozen=True)
class Read:
    """One sheet as it stands in the file: what was planned, its pages (from 0), what its QR code says."""

    plan: desks.PlannedSheet
    qr: str
    text: tuple[str, ...]
    letters: str  # by another program, in the order they were set: folded cells stay together
    sizes: tuple[tuple[int, int], ...]

    @property
    def code(self) -> str:
        return self.qr.rstrip().rpartition("|")[2]

    def neutral(self) -> str:
        """Its words, without what differs from run to run: check code, program version, air between words."""
        text = "\n".join(self.text).replace(grouped(self.code), "KODE-KODE").replace(PROGRAM, "Jamsos Desa")
        lines = (re.sub(r" {2,}", "  ", line).rstrip() for line in text.replace("\f", "\n").splitlines())
        return "\n".join(line for line in lines if line.strip())


class Batch:
    """A finished bundle, and the order it was made by."""

    def __init__(self, desk: desks.Desk, order: desks.PrintOrder, out: Path) -> None:
        self.order = order
        self.plan = desk.print_plan(order)
        self.printed = run_to_end(desk.print_job(replace(order, out=out)))
        self.people = desk.everyone()
        self.kode = desk.unit.kode

    @property
    def path(self) -> Path:
        return self.printed.path

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The words of each page, as pdftotext lays them out."""
        return tuple(tool("pdftotext", "-layout", "-enc", "UTF-8", self.path, "-").split("\f")[:-1])

    @cached_property
    def sheets(self) -> tuple[Read, ...]:
        """The sheets, told apart by their QR codes: each begins with one of its own."""
        document = pypdfium2.PdfDocument(self.path)
        try:
            pages = [_Page(_code(page), page.get_textpage().get_text_range(), _size(page)) for page in document]
        finally:
            document.close()
        starts = [at for at, page in enumerate(pages) if page.code and (at == 0 or page.code != pages[at - 1].code)]
        assert len(starts) == len(self.plan.sheets), (starts, [sheet.nama for sheet in self.plan.sheets])
        return tuple(Read(plan, pages[start].code, self.pages[start:end],
                          "\n".join(page.letters for page in pages[start:end]),
                          tuple(page.size for page in pages[start:end]))
                     for plan, start, end in zip(self.plan.sheets, starts, [*starts[1:], len(pages)], strict=True))

    def of(self, kode: str) -> tuple[Read, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.plan.jenis == kode)


class _Page(NamedTuple):
    code: str
    letters: str
    size: tuple[int, int]


def _size(page: Any) -> tuple[int, int]:
    """Points, the shorter side first: lists lie across."""
    short, long = sorted(round(side) for side in page.get_size())
    return short, long


class Papers:
    """Everything printed on one size of paper: the bundle of all kinds, and the claims filled."""

    def __init__(self, *batches: Batch) -> None:
        self.bundle, self.batches = batches[0], batches

    def of(self, kode: str) -> tuple[Read, ...]:
        return tuple(sheet for batch in self.batches for sheet in batch.of(kode))

    def golden(self, kode: str) -> str:
        """The words of all sheets of one kind."""
        return "".join(f"=== {sheet.plan.nama}\n{sheet.neutral()}\n" for sheet in self.of(kode))


def _code(page: Any) -> str:
    """The QR code in the head of a page, at its right, as a camera reads it."""
    found = page.render(scale=DPI / 72, grayscale=True, crop=(page.get_width() * 0.6, page.get_height() * 0.7, 0, 0))
    rows = bytes(found.buffer)
    grey = b"".join(rows[y * found.stride:y * found.stride + found.width] for y in range(found.height))
    picture = memoryview(grey).cast("B", (found.height, found.width))
    [code] = [one.text for one in zxingcpp.read_barcodes(picture, formats=QR)] or [""]
    return code


def everything(desk: desks.Desk, kertas: str) -> desks.PrintOrder:
    """Every kind for everybody."""
    return desks.PrintOrder(tuple(p.uid for p in desk.everyone()), tuple(KINDS), kertas, opsi=OPTIONS)


def claims(desk: desks.Desk, kertas: str) -> list[desks.PrintOrder]:
    """The checklists of the village's claims."""
    return [desks.PrintOrder((), (f"klaim_{event.jenis.lower()}",), kertas, opsi=replace(OPTIONS, kejadian=event.id))
            for event in desk.events()]


def print_all(folder: Path, out: Path) -> dict[str, Papers]:
    """The village of ``paper_village`` built in ``folder``; its papers on each size."""
    data = paper_village.build(folder)
    with desks.open_desk(data, None, paper_village.clock()) as desk:
        return {kertas: Papers(*(Batch(desk, order, out) for order in (everything(desk, kertas),
                                                                       *claims(desk, kertas))))
                for kertas in PAPER_SIZES}
