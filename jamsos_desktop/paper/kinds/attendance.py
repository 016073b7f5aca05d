"""Daftar hadir: who came to a sosialisasi; empty rows, or the names of the invited with room to sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.flow import Cell, Flow, Piece
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.signing import Signer, head_signs, signatures
from jamsos_desktop.paper.draw.words import capitals, phone
from jamsos_desktop.paper.kinds.ceklis_parts import OWN_LAYOUT, SMALL, Col, facts, heads, said, title
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.paper.unit import place_of
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import day_name, long_date, number

NO, NAME, PLACE, WORK, PHONE, SIGN = 9.0, 52.0, 28.0, 31.0, 26.0, 38.0  # mm
ROW = 8.2  # mm: a signature needs room
DOTS = "." * 44


@dataclass(frozen=True, slots=True)
class Invited:
    """A name that stands there already."""

    nama: str
    dusun: str = ""
    pekerjaan: str = ""
    hp: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """The list. ``acara``, ``tempat`` "" and ``tanggal`` None leave dots for the pen; ``baris``: rows in all, more
    where there are more ``invited``."""

    acara: str = ""
    tempat: str = ""
    tanggal: date | None = None
    baris: int = 20
    invited: tuple[Invited, ...] = ()


class Hadir:
    """Makes the lists."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._ctx, self._frame = ctx, Frame(doc, ctx)

    def add(self, sheet: Sheet) -> int:
        """Add one list; raises Problem with nothing added."""
        content, unit, flow = sheet.content(Attendance), self._ctx.unit, self._frame.flow()
        title(flow, "DAFTAR HADIR", "Sosialisasi jaminan sosial ketenagakerjaan", gap=7.0)
        day = day_name(content.tanggal) if content.tanggal else DOTS
        facts(flow, (("Acara", content.acara or DOTS), ("Hari, tanggal", day),
                     ("Tempat", content.tempat or DOTS), ("Pembicara", DOTS)))
        flow.y += 1.2
        self._rows(flow, content)
        flow.y += 3.4
        flow.room(36)
        invited = f" dari {number(len(content.invited))} yang diundang" if content.invited else ""
        flow.line(Piece(f"Hadir: .......... orang{invited}.", size=SMALL))
        flow.y += 1.0
        place = f"{place_of(unit)}, {long_date(content.tanggal) if content.tanggal else '.' * 28}"
        signatures(flow, (Signer(("Pembicara,",)), head_signs(unit, place, "Mengetahui,")))
        foot = f"Daftar hadir \u00b7 {unit.words(OWN_LAYOUT)}."
        return self._frame.add(flow.done(), self._frame.marks(sheet, "DAFTAR HADIR", foot))

    def _rows(self, flow: Flow, content: Attendance) -> None:
        again = heads(flow, (Col("No", NO, "center"), Col("Nama lengkap", NAME), Col("Dusun, RT", PLACE),
                             Col("Pekerjaan", WORK), Col("Nomor HP", PHONE), Col("Tanda tangan", SIGN)))
        for at in range(max(content.baris, len(content.invited))):
            one = content.invited[at] if at < len(content.invited) else Invited("")
            # Odd numbers sign at the left, even ones in the middle, so that pens do not meet.
            cells = [said(NO, str(at + 1), align="center"), said(NAME, capitals(one.nama), "semibold"),
                     said(PLACE, one.dusun, key="dusun"), said(WORK, one.pekerjaan, size=SMALL, key="pekerjaan"),
                     said(PHONE, phone(one.hp), size=SMALL, key="hp"),
                     Cell(SIGN, (Piece(f"{at + 1}.", size=6.4),), "center" if at % 2 else "left")]
            try:
                flow.row(cells, ROW, again)
            except Problem as problem:
                raise Problem(problem.kode, f"Baris {at + 1}: {problem.apa}", problem.aman, problem.cara) from None
