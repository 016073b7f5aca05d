"""The draft of the village head's decree on pekerja rentan: letterhead, considerations, dicta, and the list.

Every page says RANCANGAN: the pattern is this program's own, and only the signed decree counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jamsos_desktop.paper.crest import usable
from jamsos_desktop.paper.document import MM, Document
from jamsos_desktop.paper.faces import MissingLetter
from jamsos_desktop.paper.fit import fit
from jamsos_desktop.paper.flow import Cell, Flow, Piece
from jamsos_desktop.paper.ink import Ink
from jamsos_desktop.paper.layout import MARGINS, WIDTH
from jamsos_desktop.paper.letter_words import DecreeWords, decree_words, filled, said
from jamsos_desktop.paper.marks import PROGRAM, moment
from jamsos_desktop.paper.sheets import PrintContext
from jamsos_desktop.paper.unit import place_of, unit_values
from jamsos_desktop.paper.words import capitals, plain_text
from jamsos_desktop.texts import long_date, paper_date, spell_out

TITLE = "Rancangan SK pekerja rentan"
DRAFT = "RANCANGAN"
DRAFT_WORDS = "Rancangan. Berlaku sesudah diberi nomor dan ditandatangani. Pola keputusan ini belum dikonfirmasi DPMD."
BODY, LEAD = 10.0, 5.0  # pt, mm from line to line
TOP, NEXT_TOP, FOOT = 12.0, 16.0, 16.0  # mm
LABEL, COLON, NUMBER = 0.0, 27.0, 31.0  # mm: "Menimbang", ":", "a."
TEXT = 37.0  # mm where the words of a lettered line begin
SIGN, COPIES = 112.0, 4.6  # mm: where the signature stands, lead of the copies
ROW, HEAD = 6.2, 7.0  # mm, least heights
ANOTHER_PAGE = 10_000.0  # mm, more than any page has
DOTS = "." * 28
NAMES = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN", "KESEMBILAN", "KESEPULUH")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One person of the list, as the lampiran says them; ``desil`` "" leaves nothing."""

    nama: str
    nik: str
    lahir: str
    jenis_kelamin: str
    pekerjaan: str
    alamat: str
    dusun: str
    desil: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A seat that went to another after the decree."""

    lama: str
    baru: str
    alasan: str
    tanggal: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SkRentan:
    """The whole decree. ``nomor`` "" and ``tanggal`` None stay blank; ``dengan_desil`` adds its column."""

    tahun: int
    dana: str
    wadah: str
    people: tuple[Chosen, ...]
    nomor: str = ""
    tanggal: date | None = None
    dengan_desil: bool = False
    diganti: tuple[Replacement, ...] = ()


def sk_rentan(sk: SkRentan, ctx: PrintContext, words: DecreeWords | None = None) -> bytes:
    """The draft as a PDF on ``ctx.kertas``; letters that the font lacks are replaced, never refused."""
    return _Decree(sk, ctx, words or decree_words("sk_rentan")).pdf()


class _Decree:
    """Draws the parts down the pages."""

    def __init__(self, sk: SkRentan, ctx: PrintContext, words: DecreeWords) -> None:
        self._sk, self._ctx, self._words = sk, ctx, words
        self._unit = unit_values(ctx.unit)
        self._values = self._value_map()
        self._doc = Document(ctx.kertas, TITLE)
        self._flow = Flow(self._doc, ctx.kertas, TOP, NEXT_TOP, self._doc.height / MM - FOOT)
        self._crest: tuple[str, ...] = ()

    def _value_map(self) -> dict[str, str]:
        sk, unit, many = self._sk, self._ctx.unit, len(self._sk.people)
        title = self._unit["kepala.sebutan"].removeprefix("Pj. ").removeprefix("Plt. ")
        return {"sebutan": title, "SEBUTAN": title.upper(), "desa": plain_text(unit.sebutan), "tahun": str(sk.tahun),
                "dana": plain_text(sk.dana), "jumlah": str(many), "terbilang": spell_out(many),
                "wadah": plain_text(sk.wadah), "kabupaten": plain_text(unit.kabupaten),
                "kecamatan": plain_text(unit.kecamatan) or "setempat"}

    def pdf(self) -> bytes:
        self._letterhead()
        self._title()
        self._grounds("Menimbang", self._words.menimbang, "abcdefghijklmnopqrstuvwxyz")
        self._grounds("Mengingat", self._words.mengingat, [str(n) for n in range(1, 40)])
        self._dicta()
        self._signature(copies=True)
        self._flow.room(ANOTHER_PAGE)
        self._annex()
        bodies = self._flow.done()
        for at, body in enumerate(bodies, 1):
            self._doc.page(self._crest if at == 1 else (), f"{body}\n{self._frame(at, len(bodies))}")
        return self._doc.bytes()

    # Words on the page.

    def _safe(self, weight: str, text: str) -> str:
        face, text = self._doc.faces[weight], plain_text(text)
        while True:
            try:
                face.em(text)
                return text
            except MissingLetter as missing:
                text = text.replace(missing.letter, "?")

    def _line(self, text: str, x: float, size: float = BODY, weight: str = "regular", align: str = "left",
              width: float = WIDTH) -> None:
        """One line at the cursor, smaller when it is long; the caller moves on."""
        text = self._safe(weight, text)
        found = fit(self._doc.faces[weight], text, size, width * MM, 1, least=6.0)
        self._flow.line(Piece(text, weight, found.size if found else 6.0), x, align)

    def _fold(self, text: str, x: float, width: float, weight: str = "regular", size: float = BODY, *,
              lead: float = LEAD, align: str = "left") -> None:
        """Words folded to ``width`` mm from the cursor down, onto the next page when they do not fit."""
        for line in self._flow.fold(Piece(self._safe(weight, text), weight, size), width):
            self._flow.room(lead)
            at = x + width / 2 if align == "center" else x
            self._flow.line(Piece(line, weight, size), at, align)
            self._flow.y += lead

    # Parts.

    def _letterhead(self) -> None:
        flow, middle = self._flow, WIDTH / 2
        crest = self._ctx.unit.lambang
        if usable(crest):
            ink = flow.ink
            place = (crest, ink.x(0), ink.y(TOP + 16.5), 17 * MM, 17 * MM)
            self._crest = (self._doc.form("lambang", "", (place,)),)
        for key, size, weight in (("kop.1", 11.5, "bold"), ("kop.2", 11.5, "bold"), ("kop.3", 13.5, "bold"),
                                  ("kop.alamat", 8.0, "regular")):
            if self._unit[key]:
                self._line(self._unit[key], middle, size, weight, "center", WIDTH - 40)
                flow.y += 5.6 if size > 8 else 4.2
        flow.y = max(flow.y, TOP + 18)
        flow.ink.line(0, flow.y, WIDTH, flow.y, line=1.6)
        flow.ink.line(0, flow.y + 0.9, WIDTH, flow.y + 0.9, line=0.5)
        flow.y += 9.0

    def _number(self) -> str:
        return f"NOMOR {self._sk.nomor or f'{DOTS} TAHUN {self._sk.tahun}'}"

    def _title(self) -> None:
        flow, middle = self._flow, WIDTH / 2
        for text in (filled(self._words.judul, self._values), self._number()):
            self._line(text, middle, 11.5, "bold", "center")
            flow.y += 5.6
        flow.y += 2.0
        self._line("TENTANG", middle, 11, "bold", "center")
        flow.y += 6.6
        self._fold(filled(self._words.tentang, self._values), 12, WIDTH - 24, "bold", 11, lead=5.4, align="center")
        flow.y += 3.0
        self._line(f"{self._values['SEBUTAN']},", middle, 11, "bold", "center")
        flow.y += 8.4

    def _grounds(self, label: str, lines: Sequence[object], marks: Sequence[str]) -> None:
        flow = self._flow
        flow.room(LEAD * 2)
        for nth, text in enumerate(said(lines, self._values)):  # type: ignore[arg-type]
            flow.room(LEAD * 2)
            if nth == 0:
                self._line(label, LABEL)
                self._line(":", COLON)
            self._line(f"{marks[nth]}.", NUMBER)
            self._fold(text, TEXT, WIDTH - TEXT)
            flow.y += 0.8
        flow.y += 2.4

    def _dicta(self) -> None:
        flow = self._flow
        flow.room(LEAD * 6)
        self._line("MEMUTUSKAN", WIDTH / 2, 11, "bold", "center")
        flow.y += 7.0
        self._line("Menetapkan", LABEL)
        self._line(":", COLON)
        self._fold(filled(self._words.menetapkan, self._values), NUMBER, WIDTH - NUMBER, "semibold")
        flow.y += 1.6
        dicta = said(self._words.memutuskan, self._values)
        for nth, (name, text) in enumerate(zip(NAMES, dicta, strict=False), 1):
            # A signature never stands alone on its page: the last dictum goes with it.
            flow.room(self._sign_height(copies=True) + LEAD * 3 if nth == len(dicta) else LEAD * 2)
            self._line(name, LABEL)
            self._line(":", COLON)
            self._fold(text, NUMBER, WIDTH - NUMBER)
            flow.y += 1.6

    def _sign_height(self, *, copies: bool) -> float:
        return 46.0 + (len(self._words.tembusan) + 2) * COPIES * copies

    def _signature(self, *, copies: bool) -> None:
        flow, wide = self._flow, WIDTH - SIGN
        lines = self._words.tembusan if copies else ()
        flow.room(self._sign_height(copies=copies))
        flow.y += 5.0
        day = long_date(self._sk.tanggal) if self._sk.tanggal else DOTS
        for text in (f"Ditetapkan di {place_of(self._ctx.unit)}", f"pada tanggal {day}"):
            self._line(text, SIGN, width=wide)
            flow.y += LEAD
        flow.y += 1.0
        self._line(f"{self._unit['kepala.sebutan']},".upper(), SIGN, weight="semibold", width=wide)
        flow.y += 24.0
        self._line(self._unit["kepala.nama"] or DOTS, SIGN, weight="bold", width=wide)
        flow.y += 8.0
        if lines:
            self._line("Tembusan disampaikan kepada:", 0, 8.5)
            flow.y += COPIES
            for nth, text in enumerate(said(lines, self._values), 1):
                self._line(f"{nth}. {text}", 0, 8.5)
                flow.y += COPIES

    # The list.

    def _annex(self) -> None:
        flow, x = self._flow, 92.0
        for label, text in (("LAMPIRAN", filled(self._words.judul, self._values)),
                            ("NOMOR", self._sk.nomor or DOTS),
                            ("TANGGAL", long_date(self._sk.tanggal) if self._sk.tanggal else DOTS)):
            self._line(label, x, 8.5)
            self._line(":", x + 19, 8.5)
            self._fold(text, x + 21.5, WIDTH - x - 21.5, size=8.5, lead=4.4)
        flow.y += 5.0
        for text in ("DAFTAR PEKERJA RENTAN PENERIMA BANTUAN IURAN", f"{self._values['desa'].upper()}, "
                     f"{self._values['dana'].upper()} TAHUN {self._sk.tahun}"):
            self._line(text, WIDTH / 2, 10.5, "bold", "center")
            flow.y += 5.2
        flow.y += 2.0
        self._table(self._columns(), [self._cells(n, one) for n, one in enumerate(self._sk.people, 1)])
        below = 12.0 + (HEAD + 14.0 + ROW * len(self._sk.diganti) if self._sk.diganti else 0.0)
        flow.room(min(below, 80.0) + self._sign_height(copies=False))
        self._sums()
        if self._sk.diganti:
            self._replacements()
        self._signature(copies=False)

    def _columns(self) -> tuple[tuple[str, float, str], ...]:
        """(head, mm, align); they add up to the width of the paper."""
        desil = (("Desil", 11.0, "center"),) if self._sk.dengan_desil else ()
        return (("No.", 9.0, "center"), ("Nama", 42.0, "left"), ("NIK", 31.0, "left"),
                ("Tempat, tanggal lahir", 33.0, "left"), ("Pekerjaan", 26.0, "left"), *desil,
                ("Alamat", WIDTH - 141.0 - sum(w for _, w, _ in desil), "left"))

    def _cells(self, nth: int, one: Chosen) -> tuple[str, ...]:
        desil = (one.desil or "-",) if self._sk.dengan_desil else ()
        return (f"{nth}.", capitals(one.nama), one.nik, one.lahir, one.pekerjaan, *desil, one.alamat)

    def _table(self, columns: Sequence[tuple[str, float, str]], rows: Sequence[Sequence[str]]) -> None:
        def heads() -> None:
            self._flow.row([Cell(w, (Piece(head, "semibold", 8),), "center", head=True) for head, w, _ in columns],
                           HEAD)

        heads()
        for row in rows:
            self._flow.row([Cell(w, (Piece(self._safe("regular", text), size=8.5),), align)
                            for text, (_, w, align) in zip(row, columns, strict=True)], ROW, heads)

    def _sums(self) -> None:
        people = self._sk.people
        sexes = Counter(one.jenis_kelamin for one in people)
        dusun = Counter(one.dusun or "tanpa dusun" for one in people)
        parts = ", ".join(f"{name} {many}" for name, many in sorted(dusun.items()))
        self._flow.y += 4.2
        self._fold(f"Jumlah {len(people)} ({spell_out(len(people))}) orang: laki-laki {sexes['L']}, perempuan"
                   f" {sexes['P']}.", 0, WIDTH, "semibold", 9, lead=4.8)
        if len(dusun) > 1:
            self._fold(f"Menurut dusun: {parts}.", 0, WIDTH, size=9, lead=4.8)

    def _replacements(self) -> None:
        flow = self._flow
        flow.room(HEAD + 3 * ROW)
        flow.y += 4.0
        self._line("Pergantian sesudah ditetapkan", 0, 9.5, "bold")
        flow.y += 4.2
        columns = (("No.", 9.0, "center"), ("Semula", 48.0, "left"), ("Diganti oleh", 48.0, "left"),
                   ("Sebab", 54.0, "left"), ("Tanggal", 25.0, "left"))
        self._table(columns, [(f"{n}.", capitals(one.lama), capitals(one.baru), one.alasan, paper_date(one.tanggal))
                              for n, one in enumerate(self._sk.diganti, 1)])

    def _frame(self, at: int, of: int) -> str:
        """What stands on every page: the mark of a draft, what it is made by, which page."""
        ink = Ink(self._doc.height, MARGINS[self._ctx.kertas][0])
        face, bold = self._doc.faces["regular"], self._doc.faces["bold"]
        wide = bold.width(DRAFT, 9) / MM + 5
        ink.rect(WIDTH - wide, 5.2, wide, 5.6, line=0.9)
        ink.text(bold, 9, WIDTH - wide / 2, 8.0, DRAFT, align="center")
        low = self._doc.height / MM - 11
        ink.line(0, low, WIDTH, low, line=0.5, grey=0.5)
        ink.text(face, 7, 0, low + 2.8, DRAFT_WORDS, colour="note")
        ink.text(face, 7, WIDTH, low + 2.8, f"Halaman {at} dari {of}", align="right", colour="note")
        unsure = any(line.unsure for line in (*self._words.menimbang, *self._words.mengingat))
        made = f"{PROGRAM}, dicetak {moment(self._ctx)}"
        ink.text(face, 7, 0, low + 5.8, f"\u2020 {self._words.catatan}. {made}" if unsure else made, colour="note")
        return ink.operators()
