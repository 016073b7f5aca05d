"""The draft of the village head's decree on pekerja rentan: letterhead, considerations, dicta, and the list.

Every page says RANCANGAN: the pattern is this program's own, and only the signed decree counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jamsos_desktop.paper.draw.document import MM, Document
from jamsos_desktop.paper.draw.faces import MissingLetter
from jamsos_desktop.paper.draw.flow import Piece
from jamsos_desktop.paper.draw.form import letter_problem
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.keys import label
from jamsos_desktop.paper.draw.letter import DOTS, Letter, LetterTable
from jamsos_desktop.paper.draw.letter_words import DecreeWords, Line, decree_words, marked
from jamsos_desktop.paper.draw.signing import Signer, head_signs, signature
from jamsos_desktop.paper.draw.words import DAGGER, capitals, plain_text
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.paper.unit import place_of, unit_values
from jamsos_desktop.texts import long_date, paper_date, spell_out

TITLE = "Rancangan SK pekerja rentan"
DRAFT = "RANCANGAN"
DRAFT_WORDS = "Rancangan, berlaku sesudah diberi nomor dan ditandatangani."
PATTERN = f" {DAGGER} Pola ini belum dikonfirmasi DPMD."
COLON, NUMBER = 27.0, 31.0  # mm: "Menimbang", ":", "a."
TEXT = 37.0  # mm where the words of a lettered line begin
SIGNED = 46.0  # mm a signature takes
COPIES, COPY_SIZE = 4.4, 8.5  # mm, pt
AIR = 1.6  # mm below a dictum
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


def sk_rentan(sk: SkRentan, ctx: PrintContext, kode_periksa: str = "") -> bytes:
    """The draft alone as a PDF on ``ctx.kertas``. Raises Problem for a letter the font lacks, naming the row."""
    doc = Document(ctx.kertas, TITLE, ctx.formulir)
    SkRentanPaper(doc, ctx).add(Sheet(jenis="sk_rentan", isi=sk, kode_periksa=kode_periksa, ke=ctx.ke))
    return doc.bytes()


class SkRentanPaper:
    """Makes the drafts of one document."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._frame, self._ctx = Frame(doc, ctx), ctx

    def add(self, sheet: Sheet) -> int:
        """Add the pages of one decree; raises Problem with nothing added."""
        sk, words = sheet.content(SkRentan), decree_words("sk_rentan").of(self._ctx.unit.jenis)
        self._check_letters(sk)
        letter = Letter(self._frame, _values(sk, self._ctx))
        _Decree(sk, self._ctx, words, letter).write()
        pattern = self._ctx.policy.layout_unsure("SK_RENTAN")
        marks = self._frame.marks(sheet, f"{DRAFT} SK pekerja rentan {sk.tahun}" + f" {DAGGER}" * pattern,
                                  DRAFT_WORDS + PATTERN * pattern)
        return self._frame.add(letter.flow.done(), marks, f"{DAGGER} {words.catatan}.")

    def _check_letters(self, sk: SkRentan) -> None:
        """Refuse a letter the font lacks before anything is set, naming whose row it is in."""
        face = self._frame.doc.faces["regular"]
        for nth, one in enumerate(sk.people, 1):
            for key, text in (("nama", one.nama), ("alamat", one.alamat), ("tempat_lahir", one.lahir),
                              ("pekerjaan", one.pekerjaan)):
                try:
                    face.em(plain_text(text))
                except MissingLetter as missing:
                    raise letter_problem("", missing.letter, f"{label(key)} nomor {nth} di daftar") from None


class _Decree:
    """Draws the parts down the pages."""

    def __init__(self, sk: SkRentan, ctx: PrintContext, words: DecreeWords, letter: Letter) -> None:
        self._sk, self._ctx, self._words = sk, ctx, words
        self._letter, self._flow = letter, letter.flow

    def write(self) -> None:
        """The decree, then its list on a page of its own."""
        self._title()
        self._grounds("Menimbang", self._words.menimbang, "abcdefghijklmnopqrstuvwxyz")
        self._grounds("Mengingat", self._words.mengingat, [str(n) for n in range(1, 40)])
        self._dicta()
        self._signature(self._words.tembusan)
        self._copies()
        self._flow.turn()
        self._annex()

    # The decree.

    def _draft_mark(self) -> None:
        flow = self._flow
        said = DRAFT + f" {DAGGER}" * self._ctx.policy.layout_unsure("SK_RENTAN")
        wide = self._letter.frame.doc.faces["bold"].width(said, 9) / MM + 5
        flow.ink.rect(flow.width - wide, flow.y - 3.4, wide, 5.6, line=0.9)
        flow.y -= 0.6
        flow.line(Piece(said, "bold", 9), flow.width - wide / 2, "center")
        flow.y += 0.6

    def _middle(self, template: str, size: float = 11.0, aside: float = 32.0) -> None:
        self._letter.text(template, aside, self._flow.width - 2 * aside, size=size, weight="bold", align="center")

    def _title(self) -> None:
        flow = self._flow
        self._draft_mark()
        number = plain_text(self._sk.nomor) or f"{DOTS} TAHUN {self._sk.tahun}"
        self._middle(self._words.judul, 11.5)
        self._letter.plain(f"NOMOR {number}", size=11, weight="bold", align="center")
        flow.y += 2.0
        self._middle("TENTANG")
        flow.y += 1.0
        self._middle(self._words.tentang, aside=12)
        flow.y += 3.0
        self._middle("{SEBUTAN},")
        flow.y += 3.0

    def _label(self, text: str) -> None:
        self._flow.line(Piece(text, size=self._letter.size))
        self._flow.line(Piece(":", size=self._letter.size), COLON)

    def _grounds(self, label: str, lines: Sequence[Line], marks: Sequence[str]) -> None:
        flow, lead = self._flow, self._letter.lead
        for nth, template in enumerate(marked(lines)):
            flow.room(lead * 2)
            if nth == 0:
                self._label(label)
            flow.line(Piece(f"{marks[nth]}.", size=self._letter.size), NUMBER)
            self._letter.text(template, TEXT)
            flow.y += 0.8
        flow.y += 2.4

    def _dicta(self) -> None:
        flow, lead = self._flow, self._letter.lead
        flow.room(lead * 6)
        self._middle("MEMUTUSKAN")
        flow.y += 1.6
        self._label("Menetapkan")
        self._letter.text(self._words.menetapkan, NUMBER, weight="semibold")
        flow.y += AIR
        dicta = marked(self._words.memutuskan)
        for nth, (name, template) in enumerate(zip(NAMES, dicta, strict=False), 1):
            # A signature never stands alone on its page: the last dictum goes with it.
            flow.room(SIGNED + self._copies_height() + lead * 3 if nth == len(dicta) else lead * 2)
            self._label(name)
            self._letter.text(template, NUMBER)
            flow.y += AIR

    def _copies_height(self) -> float:
        return (len(self._words.tembusan) + 2) * COPIES

    def _signature(self, copies: Sequence[Line] = ()) -> None:
        day = long_date(self._sk.tanggal) if self._sk.tanggal else DOTS
        head, said = head_signs(self._ctx.unit), self._letter.values
        acting = head.above[-1].removesuffix(said["sebutan"])  # "Pj. " keeps its letters
        place = f"Ditetapkan di {place_of(self._ctx.unit)}"
        signer = Signer((place, f"pada tanggal {day}", f"{acting}{said['SEBUTAN']},"), head.name, head.under)
        signature(self._flow, signer, keep=self._copies_height() if copies else 0.0)

    def _copies(self) -> None:
        self._flow.y += COPIES * 0.5
        self._letter.text("Tembusan disampaikan kepada:", size=COPY_SIZE)
        for nth, template in enumerate(marked(self._words.tembusan), 1):
            self._letter.text(f"{nth}. {template}", size=COPY_SIZE)

    # The list.

    def _annex(self) -> None:
        flow, letter, x = self._flow, self._letter, 92.0
        for name, text in (("LAMPIRAN", f"KEPUTUSAN {letter.values['SEBUTAN']}"),
                            ("NOMOR", plain_text(self._sk.nomor) or DOTS),
                            ("TANGGAL", long_date(self._sk.tanggal) if self._sk.tanggal else DOTS)):
            flow.line(Piece(name, size=8.5), x)
            flow.line(Piece(":", size=8.5), x + 19)
            letter.plain(text, x + 21.5, size=8.5)
        flow.y += 4.0
        self._middle("DAFTAR PEKERJA RENTAN PENERIMA BANTUAN IURAN", 10.5, 0)
        self._middle("{DESA}, {DANA} TAHUN {tahun}", 10.5, 0)
        flow.y += 4.0
        many = len(self._sk.diganti)
        below = min(20.0 + 6.0 * many, 80.0) + SIGNED
        letter.table(self._list(), below)
        flow.room(below)
        self._sums()
        if many:
            self._replacements()
        self._signature()

    def _list(self) -> LetterTable:
        desil = (("Desil", 11.0, "center"),) if self._sk.dengan_desil else ()
        columns = (("No.", 9.0, "center"), ("Nama", 42.0, "left"), ("NIK", 31.0, "left"),
                   ("Tempat, tanggal lahir", 33.0, "left"), ("Pekerjaan", 26.0, "left"), *desil,
                   ("Alamat", 43.0 - sum(w for _, w, _ in desil), "left"))
        return LetterTable(columns, tuple(self._row(n, one) for n, one in enumerate(self._sk.people, 1)))

    def _row(self, nth: int, one: Chosen) -> tuple[str, ...]:
        desil = (one.desil or "-",) if self._sk.dengan_desil else ()
        return (f"{nth}.", capitals(one.nama), one.nik, plain_text(one.lahir), plain_text(one.pekerjaan), *desil,
                plain_text(one.alamat))

    def _sums(self) -> None:
        people, letter = self._sk.people, self._letter
        sexes = Counter(one.jenis_kelamin for one in people)
        dusun = Counter(plain_text(one.dusun) or "tanpa dusun" for one in people)
        letter.plain(f"Jumlah {len(people)} ({spell_out(len(people))}) orang: laki-laki {sexes['L']}, perempuan"
                     f" {sexes['P']}.", size=9, weight="semibold")
        if len(dusun) > 1:
            letter.plain("Menurut dusun: " + "; ".join(f"{name}, {many} orang" for name, many in sorted(dusun.items()))
                         + ".", size=9)

    def _replacements(self) -> None:
        self._flow.y += 2.0
        self._letter.text("Pergantian sesudah ditetapkan", size=9.5, weight="bold")
        self._flow.y += 1.6
        columns = (("No.", 9.0, "center"), ("Semula", 48.0, "left"), ("Diganti oleh", 48.0, "left"),
                   ("Sebab", 54.0, "left"), ("Tanggal", 25.0, "left"))
        self._letter.table(LetterTable(columns, tuple(
            (f"{n}.", capitals(one.lama), capitals(one.baru), plain_text(one.alasan), paper_date(one.tanggal))
            for n, one in enumerate(self._sk.diganti, 1))))


def _values(sk: SkRentan, ctx: PrintContext) -> dict[str, str]:
    unit, many = ctx.unit, len(sk.people)
    title = unit_values(unit)["kepala.sebutan"].removeprefix("Pj. ").removeprefix("Plt. ")
    desa, dana = plain_text(unit.sebutan), plain_text(sk.dana)
    return {"sebutan": title, "SEBUTAN": title.upper(), "desa": desa, "DESA": desa.upper(), "tahun": str(sk.tahun),
            "dana": dana, "DANA": dana.upper(), "jumlah": str(many), "terbilang": spell_out(many),
            "wadah": plain_text(sk.wadah), "kabupaten": plain_text(unit.kabupaten),
            "kecamatan": plain_text(unit.kecamatan) or "setempat"}
