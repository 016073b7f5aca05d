"""Whether a blank and its mapping can be printed, asked at the door of the settings and by ``blangko --periksa``."""

from __future__ import annotations

from jamsos_desktop.paper.blank_map import BlankMap, Blanks, Item, known_on_blank, parse
from jamsos_desktop.paper.blank_reader import read_blank
from jamsos_desktop.paper.blank_records import SUFFIXES, BlankFile, Unfit
from jamsos_desktop.paper.document import MM, SIZES
from jamsos_desktop.paper.keys import BY_HAND
from jamsos_desktop.paper.layout import Code, Digits, Ticks, Value
from jamsos_desktop.policy import KEYAKINAN

_TOLERANCE = 3.0  # mm by which a page may differ from its paper


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
        if not known_on_blank(key) or key in BY_HAND:
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
            if why := _misplaced(item, width, height):
                raise BlankFault(name, f"halaman {at}, {_said(item)}: {why}")
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
    kinds: dict[str, str] = {}
    states: dict[str, set[str]] = {}
    for spot in blank.spots:
        kinds[spot.name] = spot.kind
        states.setdefault(spot.name, set()).add(spot.state)
    for one in mapping.fields:
        if one.field not in kinds:
            raise BlankFault(name, f"kolom {one.field} tidak ada di {mapping.berkas}")
        if bool(one.key) == bool(one.text):
            raise BlankFault(name, f"kolom {one.field}: isi key atau text, salah satu")
        tick = kinds[one.field] == "tick"
        if tick and not (one.key and bool(one.when) != bool(one.states)):
            raise BlankFault(name, f"kolom {one.field} kotak centang: isi key, dan when atau states")
        if not tick and (one.when or one.states):
            raise BlankFault(name, f"kolom {one.field} bukan kotak centang")
        for state in one.states.values():
            if state not in states[one.field]:
                raise BlankFault(name, f"kolom {one.field} tidak punya pilihan {state}")


def _misplaced(item: Item, width: float, height: float) -> str:
    if item.y is None or item.up is not None or item.edge:
        return "tulis tempatnya dengan x dan y"
    right = item.x
    if isinstance(item, Digits):
        right += sum(item.groups) * item.side + (len(item.groups) - 1) * item.gap
    elif isinstance(item, Ticks):
        right = max((x for _, _, x in item.options), default=0.0) + item.side
    elif isinstance(item, Code):
        right += item.side
    elif isinstance(item, Value):
        right += {"left": item.w, "center": item.w / 2, "right": 0.0}[item.align]
    if not (0 <= item.x <= width and 0 <= item.y <= height and right <= width + 0.05):
        return "keluar dari kertas"
    return ""


def _said(item: Item) -> str:
    return str(getattr(item, "key", "") or getattr(item, "text", "") or "tanda")
