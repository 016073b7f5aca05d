"""Where people sign: boxes beside one another as at the foot of the checklist, or one open place as on a letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jamsos_desktop.model.records import Unit
from jamsos_desktop.paper.draw.flow import Flow, Piece
from jamsos_desktop.paper.draw.words import plain_text
from jamsos_desktop.paper.unit import unit_values

BY_HAND = "Nama jelas dan tanda tangan"
METERAI = ("meterai", "Rp 10.000")
JEMPOL = ("cap jempol", "kiri")
NIP_DOTS = "." * 36
DAY_DOTS = "....... / ....... / .........."

GAP = 2.6  # mm between the boxes
SIZE, LEAD = 7.5, 3.4  # pt, mm: the words above
NAME = 7.9  # pt
PEN = 15.0  # mm kept free for the pen
TOP, FOOT = 3.0, 6.2  # mm: to the first line; from the rule to the lower edge
AIR = 4.0  # mm above the boxes
OPEN_SIZE, OPEN_LEAD, OPEN_WIDE = 10.0, 4.8, 78.0  # of the open place
STAMP_W, STAMP_H = 19.0, 15.0  # mm, the dashed box for a stamp or a thumb


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs: ``above`` the room for the pen ("Mengetahui,", "Kepala Desa Bajo Indah"), ``name`` below it ("" a
    name written by hand), ``under`` the name ("NIP ..."). ``stamp``: words of a dashed box, METERAI or JEMPOL."""

    above: tuple[str, ...]
    name: str = ""
    under: str = ""
    stamp: tuple[str, ...] = ()


def head_signs(unit: Unit, *before: str, stamp: tuple[str, ...] = ()) -> Signer:
    """The head of the office, after the lines ``before`` ("Mengetahui,")."""
    values = unit_values(unit)
    return Signer((*before, values["kepala.sebutan"]), values["kepala.nama"], _nip(unit), stamp)


def _nip(unit: Unit) -> str:
    """The head's number as a civil servant: dots for a pen where the head is always one, of a desa only when known."""
    number = plain_text(unit.pejabat_untuk("kepala_desa").nip)
    return f"NIP {number or NIP_DOTS}" if number or unit.jenis != "desa" else ""


def clerk_signs(unit: Unit, *before: str) -> Signer:
    """The secretary of the office, after the lines ``before`` ("Disusun oleh,")."""
    values = unit_values(unit)
    return Signer((*before, values["sekretaris.sebutan"]), values["sekretaris.nama"])


def signatures(flow: Flow, signers: Sequence[Signer], place_day: str = "", *, keep: float = 0.0,
               pen: float = PEN) -> None:
    """Boxes beside one another across the page, never parted from each other.

    ``place_day`` ("Bajo Indah, 20 November 2026") stands first in the last box. ``keep``: mm of what follows and must
    stay on the same page; ``pen``: mm for the pen. Raises Problem for a letter the font lacks.
    """
    wide = _box_width(flow, len(signers))
    made, tall = _measured(flow, signers, place_day, pen)
    flow.room(AIR + tall + keep)
    flow.y += AIR
    for at, (one, (above, names)) in enumerate(zip(signers, made, strict=True)):
        x = at * (wide + GAP) if len(signers) > 1 else flow.width - wide
        _box(flow, x, wide, tall, above, names)
        if one.stamp:
            stamp_box(flow, x + 3.0, flow.y + tall - FOOT - (len(names) - 1) * LEAD - STAMP_H - 1.5, one.stamp)
    flow.y += tall


def signatures_height(flow: Flow, signers: Sequence[Signer], place_day: str = "", pen: float = PEN) -> float:
    """How many mm ``signatures`` takes, for who keeps something with it."""
    return AIR + _measured(flow, signers, place_day, pen)[1]


def _measured(flow: Flow, signers: Sequence[Signer], place_day: str,
              pen: float) -> tuple[list[tuple[list[Piece], list[Piece]]], float]:
    """The lines above and below the pen in every box, and how high the boxes are."""
    wide, last = _box_width(flow, len(signers)), len(signers) - 1
    made = [_lines(flow, one, place_day if at == last else "", wide) for at, one in enumerate(signers)]
    free = max(pen, _stamp_room(signers))
    return made, max(TOP + len(above) * LEAD + free + len(names) * LEAD + FOOT - LEAD for above, names in made)


def signature(flow: Flow, signer: Signer, place_day: str = "", *, keep: float = 0.0) -> None:
    """One open place at the right, as letters end: place and day, who, room for the pen, the name."""
    x, above = flow.width - OPEN_WIDE, [text for text in (place_day, *signer.above) if text]
    lines = [part for text in above for part in flow.folded(Piece(text, size=OPEN_SIZE), OPEN_WIDE, 3, 7.5)]
    names = _names(flow, signer, OPEN_WIDE, OPEN_SIZE)
    pen = max(PEN + 3.0, STAMP_H + 5.0 if signer.stamp else 0.0)
    flow.room(AIR + (len(lines) + len(names)) * OPEN_LEAD + pen + keep)
    flow.y += AIR
    for line in lines:
        flow.line(line, x)
        flow.y += OPEN_LEAD
    if signer.stamp:
        stamp_box(flow, x, flow.y - 1.0, signer.stamp)
    flow.y += pen
    if not signer.name:
        flow.ink.line(x, flow.y - 3.2, x + OPEN_WIDE, flow.y - 3.2, line=0.6)
    for line in names:
        flow.line(line, x)
        flow.y += OPEN_LEAD


def stamp_box(flow: Flow, x: float, y: float, words: Sequence[str], w: float = STAMP_W, h: float = STAMP_H) -> None:
    """A dashed box whose corner is x, y mm: where a stamp, a thumb or a photo goes."""
    flow.ink.rect(x, y, w, h, dashed=True, grey=0.5)
    kept, flow.y = flow.y, y + h / 2 - (len(words) - 1) * 1.45
    for text in words:
        flow.line(Piece(text, size=6.4), x + w / 2, "center")
        flow.y += 2.9
    flow.y = kept


def _stamp_room(signers: Sequence[Signer]) -> float:
    """mm between the words above and the rule, so that a stamp's box touches neither."""
    return STAMP_H + 3.5 if any(one.stamp for one in signers) else 0.0


def _box_width(flow: Flow, many: int) -> float:
    """One box is as wide as one of three; two share the page."""
    across = 3 if many == 1 else many
    return (flow.width - GAP * (across - 1)) / across


def _lines(flow: Flow, one: Signer, place_day: str, wide: float) -> tuple[list[Piece], list[Piece]]:
    above = [part for text in (place_day, *one.above) if text
             for part in flow.fitted(Piece(text, size=SIZE), wide - 3, 3, 6.4)]
    return above, _names(flow, one, wide - 3, NAME)


def _names(flow: Flow, one: Signer, wide: float, size: float) -> list[Piece]:
    weight, fit = ("bold", flow.folded) if size > NAME else ("semibold", flow.fitted)
    lines = fit(Piece(one.name or BY_HAND, weight if one.name else "regular", size), wide, 2, 6.0)
    return lines + (flow.fitted(Piece(one.under, size=size - 0.8), wide, 2, 6.0) if one.under else [])


def _box(flow: Flow, x: float, wide: float, tall: float, above: Sequence[Piece], names: Sequence[Piece]) -> None:
    top, middle = flow.y, x + wide / 2
    flow.ink.rect(x, top, wide, tall)
    flow.y = top + TOP
    for line in above:
        flow.line(line, middle, "center")
        flow.y += LEAD
    rule = top + tall - FOOT - (len(names) - 1) * LEAD
    flow.ink.line(x + 1.9, rule, x + wide - 1.9, rule, line=0.6)
    flow.y = rule + FOOT - 3.2
    for line in names:
        flow.line(line, middle, "center")
        flow.y += LEAD
    flow.y = top
