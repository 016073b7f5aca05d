"""Apa yang masih kurang: what to fetch from door to door, one sheet a dusun, and the sums of the whole desa.

Nothing but what is missing stands on it, each beside a box for the pen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from jamsos_desktop.model.privacy import tail
from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.faces import font_of
from jamsos_desktop.paper.draw.flow import PAD, Cell, Flow, Piece
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.words import DAGGER, DASH, capitals, phone, plain_text
from jamsos_desktop.paper.kinds.ceklis_parts import (
    OWN_LAYOUT,
    ROW,
    SMALL,
    UNSURE,
    Col,
    bar,
    heads,
    numbered,
    paragraph,
    said,
    tick_box,
    title,
)
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.texts import long_date, number

NO, NAME, PHONE, DONE = 7.0, 44.0, 24.0, 17.0  # mm; what is left is for the boxes
HOUSE, HOUSE_LEAD = 4.8, 3.4  # mm: the line above a house, further lines of it
ITEM, BOX, GAP = 5.4, 4.0, 1.8  # mm: a line of boxes, the box, from the box to its words
TEXT = 8.0  # pt, beside a box
LONGEST = 12  # words of missing data on the summary
DUSUN_COL, COUNT_COL, KIND_COL = 30.0, 14.5, 13.8  # mm; of a kind of paper the least


@dataclass(frozen=True, slots=True)
class Lack:
    """One person and what of them is missing. ``keluarga`` tells houses apart (a number of the sheet's own, never the
    KK); ``kurang``: words to tick, papers first."""

    nama: str
    nik: str
    kelompok: str
    rumah: str
    keluarga: int
    hp: str
    kurang: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingDusun:
    """One dusun by its name ("Dusun II"): who lacks something, in the order of their houses; ``orang``: all of it."""

    nama: str
    orang: int
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class MissingVillage:
    """The whole desa. ``kolom``: kinds of papers; ``rows``: (name of the dusun, people, people who lack something, how
    many lack each of ``kolom``); ``isian``: (words, people) of missing data; ``kantor``: papers of the office not there
    yet."""

    kolom: tuple[str, ...]
    rows: tuple[tuple[str, int, int, tuple[int, ...]], ...]
    isian: tuple[tuple[str, int], ...]
    kantor: tuple[str, ...]


class Kurang:
    """Makes the sheets of both kinds."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._ctx, self._frame = ctx, Frame(doc, ctx)

    def add(self, sheet: Sheet) -> int:
        """Add one sheet; raises Problem with nothing added."""
        flow = self._frame.flow()
        if isinstance(sheet.isi, MissingDusun):
            self._dusun(flow, sheet.isi)
        else:
            self._village(flow, sheet.content(MissingVillage))
        foot = f"{_shown(sheet.name)} \u00b7 {self._ctx.unit.words(OWN_LAYOUT)}."
        marks = self._frame.marks(sheet, f"YANG MASIH KURANG, {self._where(sheet)}", foot)
        return self._frame.add(flow.done(), marks, UNSURE)

    def _where(self, sheet: Sheet) -> str:
        words = sheet.isi.nama if isinstance(sheet.isi, MissingDusun) else self._ctx.unit.sebutan
        return _shown(capitals(words))

    def _count(self, lacking: int, people: int) -> str:
        return (f"{number(lacking)} dari {number(people)} orang belum lengkap \u00b7 menurut catatan aplikasi "
                f"{long_date(self._ctx.hari)}")

    def _dusun(self, flow: Flow, part: MissingDusun) -> None:
        title(flow, f"APA YANG MASIH KURANG, {_shown(capitals(part.nama))}",
              self._count(len(part.lacks), part.orang), gap=5.4)
        paragraph(flow, "Bawa lembar ini dari rumah ke rumah. Centang kotaknya setelah berkas diterima atau isian"
                        " dicatat, lalu isi di aplikasi. Jangan tinggalkan lembar ini di rumah warga.")
        flow.y += 0.6
        again = heads(flow, (Col("No", NO, "center"), Col("Nama, 4 angka akhir NIK", NAME), Col("Nomor HP", PHONE),
                             Col("Yang masih kurang", flow.width - NO - NAME - PHONE - DONE),
                             Col("Tanggal, paraf", DONE, "center")))
        at = 0
        for (_, rumah), house in groupby(part.lacks, key=lambda one: (one.keluarga, one.rumah)):
            people = list(house)
            self._house(flow, rumah, people, again)
            for one in people:
                at += 1
                _person(flow, at, one, again)

    def _house(self, flow: Flow, rumah: str, people: Sequence[Lack], again: Callable[[], None]) -> None:
        """The line above a house, on the page of the first who lives there."""
        words = rumah or "Alamat belum dicatat"
        family = f", satu keluarga {len(people)} orang" if len(people) > 1 else ""
        lines = flow.fitted(Piece(_shown(words) + family, "semibold", SMALL), flow.width - 4, 1, 6.0)
        tall = HOUSE + (len(lines) - 1) * HOUSE_LEAD
        flow.room(tall + _Row(flow, people[0]).tall, again)
        flow.ink.rect(0, flow.y, flow.width, tall, grey=0.2, fill="head")
        low = flow.y + tall
        flow.y += HOUSE / 2
        for line in lines:
            flow.line(line, PAD)
            flow.y += HOUSE_LEAD
        flow.y = low

    def _village(self, flow: Flow, part: MissingVillage) -> None:
        people, lacking = sum(row[1] for row in part.rows), sum(row[2] for row in part.rows)
        title(flow, f"APA YANG MASIH KURANG, {capitals(self._ctx.unit.sebutan)}",
              self._count(lacking, people), gap=6.0)
        bar(flow, "A. Per dusun: berapa orang belum punya apa")
        _matrix(flow, part)
        if part.isian:
            bar(flow, "B. Isian yang belum ada atau salah")
            _words(flow, part.isian)
        if part.kantor:
            bar(flow, "C. Berkas kantor yang belum ada", keep=8)
            for label in part.kantor:
                _box_line(flow, label)
        if any(DAGGER in label for label in part.kantor):
            flow.y += 3.0
            paragraph(flow, UNSURE, size=6.8, lead=3.2)
        flow.y += 3.4
        paragraph(flow, "Rinciannya per orang ada di lembar tiap dusun. Satu orang dapat kurang lebih dari satu hal.")


class _Row:
    """What the row of a person is set from, and how high it is (mm)."""

    def __init__(self, flow: Flow, one: Lack) -> None:
        self.wide = flow.width - NO - NAME - PHONE - DONE
        self.lines = _boxes(flow, [_shown(words) for words in one.kurang], self.wide - 2 * PAD)
        name = Piece(_shown(capitals(one.nama)) or "TANPA NAMA", "semibold")
        nik = f"NIK {_shown(tail(one.nik))}" if one.nik else "NIK belum ada"
        ending = Piece(" \u00b7 ".join(part for part in (nik, one.kelompok) if part), size=SMALL)
        self.who = (name, ending)
        left = len(flow.fold(name, NAME - 2 * PAD)) * 3.45 + len(flow.fold(ending, NAME - 2 * PAD)) * 3.3 + 1.3
        self.tall = max(left, len(self.lines) * ITEM + 1.2, 8.6)


def _person(flow: Flow, at: int, one: Lack, again: Callable[[], None]) -> None:
    """A row: who, the telephone, the boxes."""
    row = _Row(flow, one)
    flow.room(row.tall, again)
    top = flow.y
    flow.row([numbered(flow, NO, at), Cell(NAME, row.who),
              said(PHONE, _shown(phone(one.hp)) or DASH), Cell(row.wide), Cell(DONE)], row.tall)
    bottom, flow.y = flow.y, top + (row.tall - len(row.lines) * ITEM) / 2 + ITEM / 2
    for line in row.lines:
        for x, text in line:
            if x >= 0:
                tick_box(flow, NO + NAME + PHONE + PAD + x, BOX)
            flow.line(Piece(text, size=TEXT), NO + NAME + PHONE + PAD + abs(x) + BOX + GAP)
        flow.y += ITEM
    flow.y = bottom


def _shown(text: str) -> str:
    """A text with each letter that the font lacks as its number: whoever has one is on this sheet to be mended."""
    known = font_of("regular")[1]
    return "".join(letter if letter in known else f"[U+{ord(letter):04X}]" for letter in plain_text(text))


def _boxes(flow: Flow, words: Sequence[str], wide: float) -> list[list[tuple[float, str]]]:
    """Lines of (x, words): two beside one another where both are short, a long one over its own lines. A line that goes
    on has no box and a negative x."""
    half, lines = wide / 2, []
    waiting: list[tuple[float, str]] = []
    for text in words:
        folded = flow.fold(Piece(text, size=TEXT), half - BOX - GAP - 1)
        if len(folded) == 1:
            waiting.append((half * len(waiting), folded[0]))
            if len(waiting) == 2:
                lines.append(waiting)
                waiting = []
            continue
        if waiting:
            lines.append(waiting)
            waiting = []
        whole = flow.fold(Piece(text, size=TEXT), wide - BOX - GAP)
        lines += [[(0.0 if nth == 0 else -0.001, line)] for nth, line in enumerate(whole)]
    return [*lines, waiting] if waiting else lines


def _matrix(flow: Flow, part: MissingVillage) -> None:
    """Dusun by kinds of papers; as many tables under one another as the kinds take."""
    wide = flow.width - DUSUN_COL - 2 * COUNT_COL
    tables = max(1, ceil(len(part.kolom) / (wide // KIND_COL)))
    per = max(1, ceil(len(part.kolom) / tables))
    for start in range(0, max(1, len(part.kolom)), per):
        names = part.kolom[start:start + per]
        each = wide / len(names) if names else 0.0
        columns = (Col("Dusun", DUSUN_COL), Col("Orang", COUNT_COL, "center"),
                   Col("Belum lengkap", COUNT_COL, "center"),
                   *(Col(plain_text(name), each, "center", "condensed") for name in names))
        again = heads(flow, columns)
        for nama, people, lacking, counts in part.rows:
            figures = (people, lacking, *counts[start:start + per])
            flow.row([said(DUSUN_COL, _shown(nama), "semibold"),
                      *(said(c.w, number(many) if many else DASH, align="center")
                        for c, many in zip(columns[1:], figures, strict=True))], ROW, again)
        sums = (sum(row[1] for row in part.rows), sum(row[2] for row in part.rows),
                *(sum(row[3][at] for row in part.rows) for at in range(start, start + len(names))))
        flow.row([said(DUSUN_COL, "Jumlah", "semibold"),
                  *(said(c.w, number(many), "semibold", align="center")
                    for c, many in zip(columns[1:], sums, strict=True))], ROW, again)
        flow.y += 2.4


def _words(flow: Flow, isian: Sequence[tuple[str, int]]) -> None:
    """What of the data is missing, most often first, in two columns."""
    shown, rest = isian[:LONGEST], isian[LONGEST:]
    pairs = [f"{words}: {number(many)} orang" for words, many in shown]
    if rest:
        pairs.append(f"{len(rest)} hal lain: lihat lembar dusun")
    wide = flow.width / 2
    for at in range(0, len(pairs), 2):
        flow.row([said(wide, _shown(text)) for text in (*pairs[at:at + 2], "")[:2]], ROW)
    flow.y += 2.4


def _box_line(flow: Flow, text: str) -> None:
    piece = Piece(plain_text(text), size=TEXT, key="berkas")
    lines = flow.fold(piece, flow.width - BOX - GAP - 1)
    flow.room(ITEM * len(lines))
    for nth, line in enumerate(lines):
        flow.y += ITEM / 2
        if not nth:
            tick_box(flow, 0.6, BOX)
        flow.line(Piece(line, size=TEXT), BOX + GAP + 0.6)
        flow.y += ITEM / 2
