"""Letters about somebody's data, each on its own: consent withdrawn, data destroyed, a breach told."""

from __future__ import annotations

from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.kinds.letters import LetterContent, OfficeLetter
from jamsos_desktop.paper.sheets import PrintContext, Sheet

JENIS = "persetujuan"  # their QR code names them as it names the consent


def data_letter(content: LetterContent, ctx: PrintContext, title: str, nomor: str, kode_periksa: str) -> bytes:
    """One letter as a PDF. ``nomor``: what the QR code names; ``kode_periksa``: 8 hex digits. Raises Problem for a
    letter the font lacks."""
    doc = Document(ctx.kertas, title)
    OfficeLetter(doc, ctx).add(Sheet(jenis=JENIS, isi=content, nomor=nomor, kode_periksa=kode_periksa))
    return doc.bytes()
