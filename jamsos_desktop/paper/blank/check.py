"""Whether a blank and its mapping can be printed, asked at the door of the settings and by ``blangko --periksa``."""

from __future__ import annotations

from collections import defaultdict

from jamsos_desktop.paper.blank.items import misplaced, said, unsound
from jamsos_desktop.paper.blank.keys import blank_label, printed_on
from jamsos_desktop.paper.blank.map import BlankMap, Blanks, FieldMap, parse
from jamsos_desktop.paper.blank.places import BlankPlaces
from jamsos_desktop.paper.blank.reader import read_blank
from jamsos_desktop.paper.blank.records import SUFFIXES, BlankFile, Spot, Unfit
from jamsos_desktop.paper.draw.document import MM, SIZES, Document
from jamsos_desktop.paper.draw.faces import MissingLetter
from jamsos_desktop.paper.draw.slots import Over
from jamsos_desktop.policy import KEYAKINAN

_TOLERANCE = 3.0  # mm by which a page may differ from its paper
_LEAST_FIELD = 2.0 * MM


class BlankFault(ValueError):
    """What is wrong, and in which file."""

    def __init__(self, where: str, why: str) -> None:
        self.where, self.why = where, why
        super().__init__(f"{where}: {why}")


def check(blanks: Blanks) -> None:
    """Every blank with its mapping; raises BlankFault. Each file is opened apart, which takes half a second."""
    used: set[str] = set()
    seen: dict[tuple[str, str, str], str] = {}
    for name, data in sorted(blanks.items()):
        if name.endswith(".toml"):
            used |= {name, _checked(name, data, blanks, seen)}
    for name in blanks:
        if name not in used:
            raise BlankFault(name, "tidak dipakai oleh satu pun pemetaan")


def _checked(name: str, data: bytes, blanks: Blanks, seen: dict[tuple[str, str, str], str]) -> str:
    try:
        mapping = parse(data)
    except ValueError as cause:
        raise BlankFault(name, str(cause)) from cause
    place = (mapping.jenis, mapping.segmen, mapping.kertas)
    if place in seen:
        raise BlankFault(name, f"jenis dan kertasnya sama dengan {seen[place]}")
    seen[place] = name
    check_one(name, mapping, blanks)
    return mapping.berkas


def check_one(name: str, mapping: BlankMap, blanks: Blanks) -> BlankFile | None:
    """One mapping against its file, which is answered (None: it has none). Raises BlankFault."""
    if why := _wrong_words(mapping):
        raise BlankFault(name, why)
    for key in sorted(mapping.keys()):
        if not printed_on(mapping.jenis, key):
            raise BlankFault(name, f"isian {key} tidak dikenal")
    blank = opened(mapping, blanks)
    width, height = SIZES[mapping.kertas]
    if blank is not None:
        for at, page in enumerate(blank.pages, 1):
            w, h = page.width / MM, page.height / MM
            if abs(w - width) > _TOLERANCE or abs(h - height) > _TOLERANCE:
                raise BlankFault(mapping.berkas, f"halaman {at} berukuran {w:.0f} x {h:.0f} mm, bukan {mapping.kertas}")
        if len(mapping.pages) > len(blank.pages):
            raise BlankFault(name, f"mengisi {len(mapping.pages)} halaman, {mapping.berkas} punya {len(blank.pages)}")
        _check_fields(name, mapping, blank)
    for at, one in enumerate(mapping.pages, 1):
        for item in one.items:
            if why := unsound(item) or misplaced(item, width, height):
                raise BlankFault(name, f"halaman {at}, {said(item)}: {why}")
    _check_words(name, mapping, blank)
    return blank


def opened(mapping: BlankMap, blanks: Blanks) -> BlankFile | None:
    """The file of a mapping, None where it has none. Raises BlankFault."""
    if not mapping.berkas:
        return None
    if mapping.berkas not in blanks:
        raise BlankFault(mapping.berkas, "tidak ada di samping pemetaannya")
    found = read_blank(blanks[mapping.berkas], mapping.suffix, *mapping.paper, mapping.filled)
    if isinstance(found, Unfit):
        raise BlankFault(mapping.berkas, found.why)
    return found


def bare(name: str, data: bytes) -> BlankFile:
    """A PDF without a mapping, to see what fields it has. Raises BlankFault."""
    suffix = name.rpartition(".")[2].lower()
    if suffix != "pdf":
        raise BlankFault(name, "bukan PDF atau pemetaan .toml")
    found = read_blank(data, suffix, *(side * MM for side in SIZES["F4"]), ())
    if isinstance(found, Unfit):
        raise BlankFault(name, found.why)
    return found


def _wrong_words(mapping: BlankMap) -> str:
    wrong = {
        "segmen hanya untuk formulir, PU atau BPU": (mapping.jenis == "formulir") != bool(mapping.segmen),
        "judul kosong": not mapping.judul.strip(),
        "sumber kosong": not mapping.sumber.strip(),
        f"keyakinan harus salah satu dari {', '.join(KEYAKINAN)}": mapping.keyakinan not in KEYAKINAN,
        "berkas kosong": not mapping.berkas and mapping.cara != "pracetak",
        "berkas harus .pdf, .png atau .jpg": bool(mapping.berkas) and mapping.suffix not in SUFFIXES,
        "cara isian butuh PDF": mapping.cara == "isian" and mapping.suffix != "pdf",
        "fields hanya untuk cara isian": bool(mapping.fields) and mapping.cara != "isian",
        "tidak mengisi apa pun": not mapping.keys(),
    }
    return next((why for why, so in wrong.items() if so), "")


def _check_fields(name: str, mapping: BlankMap, blank: BlankFile) -> None:
    spots: dict[str, list[Spot]] = {}
    for spot in blank.spots:
        spots.setdefault(spot.name, []).append(spot)
    named: set[str] = set()
    for one in mapping.fields:
        if one.field not in spots:
            raise BlankFault(name, f"kolom {one.field} tidak ada di {mapping.berkas}")
        if one.field in named:
            raise BlankFault(name, f"kolom {one.field} dipetakan dua kali")
        named.add(one.field)
        if why := unsound(one) or _wrong_field(one, spots[one.field]) or _beyond(spots[one.field], blank):
            raise BlankFault(name, f"kolom {one.field} {why}")


def _wrong_field(one: FieldMap, spots: list[Spot]) -> str:
    """What of a field's mapping does not go with the field; "" nothing."""
    if bool(one.key) == bool(one.text):
        return "harus punya key atau text, salah satu"
    tick = spots[-1].kind == "tick"
    if tick and not (one.key and bool(one.when) != bool(one.states)):
        return "kotak centang: isi key, dan when atau states"
    if not tick and (one.when or one.states):
        return "bukan kotak centang"
    buttons = {spot.state for spot in spots}
    if one.when and len(buttons) > 1:  # one value would cross them all
        return f"punya beberapa pilihan ({', '.join(sorted(buttons))}): isi states"
    unknown = next((state for state in one.states.values() if state not in buttons), "")
    return f"tidak punya pilihan {unknown}" if unknown else ""


def _beyond(spots: list[Spot], blank: BlankFile) -> str:
    """Whether a field lies off its page or has no room for a letter."""
    for spot in spots:
        page = blank.pages[spot.page]
        if spot.x < -MM or spot.y < -MM or spot.x + spot.w > page.width + MM or spot.y + spot.h > page.height + MM:
            return "keluar dari kertas"
        if spot.w < _LEAST_FIELD or spot.h < _LEAST_FIELD:
            return "terlalu kecil untuk diisi"
    return ""


def _check_words(name: str, mapping: BlankMap, blank: BlankFile | None) -> None:
    """Words of the mapping's own must stand in their places before any value does."""
    doc = Document("A4", "").sized(*mapping.paper)
    for at in range(max(len(mapping.pages), len(blank.pages) if blank else 0)):
        for slot in BlankPlaces(doc, mapping, blank, at).texts:
            over: Over = []
            try:
                slot.emit(defaultdict(str), over)
            except MissingLetter as missing:
                raise BlankFault(name, f"halaman {at + 1}, {blank_label(slot.key)}: huruf {missing.letter!a} tidak bisa"
                                       " dicetak") from None
            if over:
                raise BlankFault(name, f"halaman {at + 1}, {blank_label(slot.key)}: tulisannya tidak muat")
