"""What letters and lists stand in: the letterhead with crest and QR code on the first page, a thin head on the others,
the same foot on all. The paper's own module sets down what is between, on a ``Flow``.
"""

from __future__ import annotations

from collections.abc import Sequence

from jamsos_desktop.paper.draw.document import MM, Body, Document
from jamsos_desktop.paper.draw.flow import Flow
from jamsos_desktop.paper.draw.form import Form
from jamsos_desktop.paper.draw.layout import body_end
from jamsos_desktop.paper.draw.marks import bundle_marks, static_values, trace
from jamsos_desktop.paper.sheets import PAPERS, PrintContext, Sheet

FIRST, NEXT = "halaman", "halaman_lanjutan"
AIR = 6.0  # mm between the head and what follows
FOOT = 15.0  # mm kept free at the foot of every page


def foot_line(foot: str, body: Body, unsure: str) -> str:
    """The foot of one page, with what the dagger means where the page itself does not say so."""
    return f"{foot} {unsure}".strip() if body.unsaid else foot


class Frame:
    """The frame of one kind of paper in one document; ``doc`` may be the lying one (``Document.lying``)."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self.doc, self.ctx = doc, ctx
        self._static = static_values(ctx)

    def _form(self, name: str) -> Form:
        """The layout compiled into the document, once for all kinds of paper that stand in this frame."""
        found: Form | None = self.doc.compiled.get((name, self.doc.kertas))
        if found is None:
            found = Form(self.doc, name, self.doc.kertas, self._static, self.ctx.unit.lambang)
            self.doc.compiled[name, self.doc.kertas] = found
        return found

    def flow(self, air: float = AIR) -> Flow:
        """An empty body below the head of the first page."""
        kertas = self.doc.kertas
        top, next_top = (body_end(self.doc.layout(name), kertas) + air for name in (FIRST, NEXT))
        return Flow(self.doc, kertas, top, next_top, self.doc.height / MM - FOOT)

    def marks(self, sheet: Sheet, judul: str, kaki: str) -> dict[str, str]:
        """What the frame says of a sheet: ``judul`` heads its further pages, ``kaki`` its foot; number and QR code."""
        number = sheet.nomor or self.ctx.bundel
        shown = number if sheet.nomor or not number else f"Bundel {number}"
        return bundle_marks(PAPERS[sheet.jenis].qr, number, sheet.kode_periksa, shown, kaki,
                            trace(self.ctx, sheet.ke)) | {"cetak.judul": judul}

    def add(self, bodies: Sequence[Body], marks: dict[str, str], unsure: str = "") -> int:
        """Add a paper's pages, ``bodies`` of ``Flow.done``; says how many. Raises Problem before anything is added.

        ``unsure``: what the dagger means, for the foot of the pages that carry one and do not say so.
        """
        values, many = self._static | marks, str(len(bodies))
        names = [FIRST, *[NEXT] * (len(bodies) - 1)]
        pages = [self._form(name).make(values | {
            "cetak.halaman": str(at), "cetak.dari": many,
            "cetak.kaki": foot_line(marks["cetak.kaki"], body, unsure)}).operators
            for at, (name, body) in enumerate(zip(names, bodies, strict=True), 1)]
        for name, head, body in zip(names, pages, bodies, strict=True):
            self.doc.page((self._form(name).name,), head, body)
        return len(bodies)
