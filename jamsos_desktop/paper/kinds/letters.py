"""Every letter of the office: its words are data (``resources/surat``), what it says of people comes with the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from jamsos_desktop.paper.draw.document import Body, Document
from jamsos_desktop.paper.draw.flow import Piece
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.letter import DOTS, Letter, LetterTable
from jamsos_desktop.paper.draw.letter_words import LetterWords, Line, Part, SignsHere, letter_words, marked
from jamsos_desktop.paper.draw.signing import (
    JEMPOL,
    METERAI,
    OPEN_WIDE,
    Signer,
    clerk_signs,
    head_signs,
    signature,
    signatures,
    signatures_height,
)
from jamsos_desktop.paper.draw.words import DAGGER, capitals, phone, plain_text
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.paper.unit import government, place_of, unit_values
from jamsos_desktop.texts import long_date

COLON, VALUE, LEFT = 18.0, 21.0, 78.0  # mm: of the block with number and subject, and how wide its words are
COPIES, COPY_SIZE = 4.4, 8.5  # mm, pt
STEP = 0.3  # pt that words become smaller at a time
_STAMPS = {"": (), "meterai": METERAI, "jempol": JEMPOL}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterContent:
    """What one letter says. ``naskah``: file of its words; ``nomor`` "" leaves dots for a pen.

    ``values``: for ``{names}`` of the words, ``nama`` the person's; ``data`` and ``tables``: for its ``sisipan``.
    """

    naskah: str
    tanggal: date
    nomor: str = ""
    varian: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    tables: Mapping[str, LetterTable] = field(default_factory=dict)


class OfficeLetter:
    """Letters of any ``naskah`` in one document."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._frame, self._ctx = Frame(doc, ctx), ctx

    def add(self, sheet: Sheet) -> int:
        """Add the pages of one letter; raises Problem with nothing added."""
        content = sheet.content(LetterContent)
        words = letter_words(content.naskah).of(content.varian)
        unit = self._ctx.unit
        parts = [" \u00b7 ".join(part for part in (unit.words(words.kaki), plain_text(sheet.nomor)) if part)]
        marks = self._frame.marks(sheet, unit.words(words.judul), ". ".join(parts) + ".")
        return self._frame.add(self._bodies(words, content), marks, f"{DAGGER} {words.catatan}.")

    def _bodies(self, words: LetterWords, content: LetterContent) -> list[Body]:
        """The pages of a letter; its words become smaller where that keeps it on one."""
        values = office_words(self._ctx) | dict(content.values)
        size = words.ukuran
        while True:
            letter = Letter(self._frame, values, size, self._ctx.unit.words)
            _Writing(letter, words, content, self._ctx).write()
            bodies = letter.flow.done()
            size -= STEP
            if len(bodies) == 1 or size < words.terkecil or not words.terkecil:
                return bodies


def office_words(ctx: PrintContext) -> dict[str, str]:
    """What every letter may name of the office."""
    unit, values = ctx.unit, unit_values(ctx.unit)
    contact = (unit.alamat, f"telepon {phone(unit.telepon)}" if unit.telepon else "", unit.email)
    return {
        "sebutan": plain_text(unit.sebutan), "pemerintah": government(unit), "tempat": place_of(unit),
        "kecamatan": plain_text(unit.kecamatan), "kabupaten": plain_text(unit.kabupaten),
        "kepala": values["kepala.sebutan"], "kepala_nama": values["kepala.nama"] or DOTS,
        "sekretaris": values["sekretaris.sebutan"], "sekretaris_nama": values["sekretaris.nama"] or DOTS,
        "bundel": ctx.bundel or DOTS, "dpmd": values["unit.dpmd"],
        "dinas": f"Dinas Pemberdayaan Masyarakat dan Desa {plain_text(unit.kabupaten)}".strip(),
        "wilayah": ", ".join(part for part in (f"Kecamatan {plain_text(unit.kecamatan)}" if unit.kecamatan else "",
                                               plain_text(unit.kabupaten)) if part),
        "kontak": plain_text(", ".join(part for part in contact if part)) or DOTS,
        "batas": long_date(ctx.batas) if ctx.batas else DOTS,
        "kebocoran": ctx.policy.pribadi.within("kebocoran"),
    }


class _Writing:
    """Sets one letter down."""

    def __init__(self, letter: Letter, words: LetterWords, content: LetterContent, ctx: PrintContext) -> None:
        self._letter, self._words, self._content, self._ctx = letter, words, content, ctx

    @property
    def _place_day(self) -> str:
        return f"{place_of(self._ctx.unit)}, {long_date(self._content.tanggal)}"

    def write(self) -> None:
        """Head, parts, signatures, copies."""
        if self._words.perihal:
            self._head()
        else:
            number = (f"Nomor: {plain_text(self._content.nomor) or DOTS}",) if self._words.bernomor else ()
            self._letter.title(self._words.judul, *((self._words.tentang,) if self._words.tentang else ()), *number)
        signers = [self._signer(one) for one in self._words.tanda_tangan]
        copies = [line for line in self._words.tembusan if self._said(line)]
        for at, part in enumerate(self._words.isi, 1):
            if at == len(self._words.isi):
                # A signature never stands alone on its page: the last words go with it.
                below = COPIES * (len(copies) + 2) if copies else 0.0
                last = max(2.0, 1.25 * len(part.butir or part.hukum or part.centang)) * self._letter.lead
                self._letter.flow.room(signatures_height(self._letter.flow, signers) + below + last)
            self._part(part)
        self._sign(signers, copies)

    def _head(self) -> None:
        """Number, enclosures and subject at the left; day and addressee at the right."""
        letter, flow, words = self._letter, self._letter.flow, self._words
        top = flow.y
        for label, text, weight in (("Nomor", plain_text(self._content.nomor) or DOTS, "regular"),
                                    ("Lampiran", words.lampiran, "regular"), ("Perihal", words.perihal, "semibold")):
            flow.line(Piece(label, size=letter.size))
            flow.line(Piece(":", size=letter.size), COLON)
            letter.plain(text, VALUE, LEFT, weight=weight)
        below, flow.y = flow.y, top
        right = flow.width - OPEN_WIDE  # the addressee stands above who signs
        letter.plain(self._place_day, right)
        flow.y += 2.4
        for template in marked(words.kepada):
            letter.text(template, right)
        flow.y = max(below, flow.y) + letter.lead + 1.0

    def _part(self, part: Part) -> None:
        letter, content = self._letter, self._content
        if part.judul:
            letter.bar(part.judul)
        elif part.alinea:
            letter.paragraph(part.alinea)
        elif part.butir:
            letter.points(marked(part.butir), part.tanda)
        elif part.hukum:
            letter.points(marked(part.hukum), part.tanda, reword=False)
        elif part.centang:
            letter.ticks(marked(part.centang))
        elif part.sisipan in content.data:
            letter.data(content.data[part.sisipan])
        else:
            letter.table(content.tables[part.sisipan])

    def _sign(self, signers: Sequence[Signer], copies: list[Line]) -> None:
        flow, words = self._letter.flow, self._words
        keep = COPIES * (len(copies) + 1.5) if copies else 0.0
        day = "" if words.perihal else self._place_day
        if words.kotak:
            signatures(flow, signers, day, keep=keep)
        else:
            one = signers[0]
            signature(flow, replace(one, above=(*one.above[:-1], f"{one.above[-1]},")), day, keep=keep)
        if copies:
            self._copies(copies)

    def _copies(self, copies: list[Line]) -> None:
        flow, letter = self._letter.flow, self._letter
        flow.y += COPIES * 0.5
        letter.text("Tembusan:", size=COPY_SIZE)
        for nth, template in enumerate(marked(copies), 1):
            flow.line(Piece(f"{nth}.", size=COPY_SIZE))
            letter.text(template, 5.0, size=COPY_SIZE)

    def _said(self, line: Line) -> bool:
        """Whether a copy goes to somebody who is there: an OPD may have no camat."""
        return all(self._letter.values[name] for name in ("kecamatan", "dinas") if f"{{{name}}}" in line.teks)

    def _signer(self, one: SignsHere) -> Signer:
        unit, above, stamp = self._ctx.unit, tuple(map(self._ctx.unit.words, one.atas)), _STAMPS[one.cap]
        if one.siapa == "kepala":
            return head_signs(unit, *above, stamp=stamp)
        if one.siapa == "sekretaris":
            return clerk_signs(unit, *above)
        return Signer(above, capitals(self._letter.values["nama"]) if one.siapa == "orang" else "", stamp=stamp)
