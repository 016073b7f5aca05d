"""Values that stand above rows instead of in a column: "No. KK : 7402...", "Alamat : ... RT/RW", "DUSUN II".

Lists of families (Dukcapil, SIAK, BIP) write the KK and the address once above the members; villages head a
part of their list with the dusun. A banner holds until the next family or the next part begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jamsos_desktop.intake.layout import Banner
from jamsos_desktop.intake.sheet import SheetRow
from jamsos_desktop.model.parse import clean

FAMILY = "kepala_keluarga"  # names a family without being anybody's field
PLACE = "wilayah"  # names the village or what lies above it: known, not taken
_LABELS = (
    ("no_kk", r"(?:no|nomor|nmr)?[. ]*(?:kartu keluarga|k\.?k\.?)"),
    (FAMILY, r"(?:nama )?(?:kepala|kep\.?) ?(?:keluarga|kel\.?|kk)|nama kk"),
    ("rt_rw", r"r\.?t\.? ?[/\-] ?r\.?w\.?"),
    ("rt", r"r\.?t\.?"),
    ("rw", r"r\.?w\.?"),
    ("dusun", r"(?:nama )?(?:dusun|dsn\.?|lingkungan)"),
    ("kode_pos", r"kode ?pos"),
    ("alamat", r"alamat(?: lengkap| rumah| keluarga)?"),
    (PLACE, r"(?:nama )?(?:desa|kelurahan|desa ?/ ?kelurahan|kelurahan ?/ ?desa|kecamatan|kec\.?|kabupaten|kab\.?|"
            r"kabupaten ?/ ?kota|kota|provinsi|propinsi|prov\.?|telp\.?|telepon)"),
)
_UNLABELLED = 4  # more cells than these without a colon are no banner
_CELL = "\x1f"  # between two cells of a row
_GAP = rf"\s*{_CELL}?\s*:\s*{_CELL}?\s*"
_ANY_LABEL = "|".join(f"(?P<k{n}>{words})" for n, (_, words) in enumerate(_LABELS))
_LABEL = re.compile(rf"(?<![A-Za-z])(?:{_ANY_LABEL}){_GAP}", re.IGNORECASE)
_BESIDE = re.compile(rf"\s*(?:{_LABELS[0][1]})\s*{_CELL}\s*(?P<kk>\d[\d ]{{14,20}}\d)\s*(?={_CELL}|$)", re.IGNORECASE)
_RT_RW = re.compile(r"\bRT\.? ?[/\-] ?RW\.?\s*:?\s*(\d{1,3})\s*[/\-]\s*(\d{1,3})", re.IGNORECASE)
_RT = re.compile(r"\bRT\.?\s*:?\s*(\d{1,3})\b", re.IGNORECASE)
_RW = re.compile(r"\bRW\.?\s*:?\s*(\d{1,3})\b", re.IGNORECASE)
_HEADING = re.compile(r"(?:dusun|dsn\.?|lingkungan)\s*:?\s+([\w'.\u2019 ]{1,30}?)(?:[,/\-\s]+(r[tw]\b.*))?",
                      re.IGNORECASE)
_MORE = re.compile(r"\b(?:desa|kelurahan|kecamatan|kec|tahun|bulan|periode)\b", re.IGNORECASE)
_RT_HEADING = re.compile(r"r\.?[tw]\b.{1,20}", re.IGNORECASE)
_NUMBER_STARTS = re.compile(r"['\u2019`\s]*[\dOoIl]")  # also a NIK typed with a letter for a digit
_LEAST, _MOST = 12, 17  # digits of a NIK with a slip; a NIP below a signature has 18
_SIXTEEN = re.compile(r"\d{16}")
# Rows of a family list that only say what the family is called; folded.
ABOUT_FAMILY = re.compile(r"(daftar|data|susunan) (anggota )?keluarga$")
Parts = list[tuple[str, str]]


def is_number(text: str) -> bool:
    """Whether a cell holds a NIK or what Excel left of one, and not a banner that names a number."""
    if len(text) < 5 or not _NUMBER_STARTS.match(text):
        return False
    return _LEAST <= sum(map(str.isdigit, text)) <= _MOST or "E+" in text.upper()


def parts_of(texts: Sequence[str]) -> Parts:
    """(key, text) of each labelled value in a row, [] where the row is no banner. RT and RW written in an address are
    parts of their own."""
    filled = [raw for raw in texts if raw]
    if not filled or (len(filled) > _UNLABELLED and not any(":" in raw for raw in filled)):
        return []
    cells = [text for raw in filled if (text := clean(raw))]
    if not cells:
        return []
    if len(cells) == 1 and ":" not in cells[0]:
        return _heading(cells[0])
    row = _CELL.join(cells)
    if beside := _BESIDE.match(row):
        return [("no_kk", beside["kk"])]
    found = list(_LABEL.finditer(row)) if ":" in row else []
    if not found or (found[0].start() > 0 and row[found[0].start() - 1] != _CELL and len(found) == 1):
        return []
    parts: Parts = _lead(row[:found[0].start()].rpartition(_CELL)[2]) if found[0].start() else []
    for n, label in enumerate(found):
        until = found[n + 1].start() if n + 1 < len(found) else len(row)
        parts += _split(_key(label), row[label.end():until].partition(_CELL)[0])
    keys = {key for key, _ in parts}
    loose = [cell for cell in cells if _SIXTEEN.fullmatch(cell)]
    if len(loose) == 1 and "no_kk" not in keys and keys & {"rt", "rw", "alamat"}:
        parts.insert(0, ("no_kk", loose[0]))
    return parts


def _lead(text: str) -> Parts:
    """What an address says before its first label: "Dusun II, RT: 2"."""
    bare = text.strip(" ,;-")
    return _heading(bare) or ([("alamat", bare)] if bare else [])


def _key(label: re.Match[str]) -> str:
    return next(key for n, (key, _) in enumerate(_LABELS) if label[f"k{n}"] is not None)


def _split(key: str, raw: str) -> Parts:
    """A labelled text as field texts; an address gives up the RT and RW it holds."""
    text = raw.strip(" ,;-:")
    if key == "rt_rw":
        rt, _, rw = text.replace("-", "/").partition("/")
        return [("rt", rt.strip()), ("rw", rw.strip())]
    if key != "alamat":
        return [(key, text)]
    numbers: Parts = []
    if both := _RT_RW.search(text):
        numbers, text = [("rt", both[1]), ("rw", both[2])], _RT_RW.sub("", text)
    else:
        for part, pattern in (("rt", _RT), ("rw", _RW)):
            if one := pattern.search(text):
                numbers.append((part, one[1]))
                text = pattern.sub("", text)
    return [("alamat", re.sub(r"\s*,(\s*,)*\s*", ", ", text).strip(" ,;-/")), *numbers]


def _heading(text: str) -> Parts:
    """A part of the list headed by its dusun or its RT alone; the village or a year may follow."""
    text = _MORE.split(text)[0].strip(" ,-/")
    if found := _HEADING.fullmatch(text):
        return [("dusun", found[1].strip()), *_heading(found[2] or "")]
    if _RT_HEADING.fullmatch(text):
        return [part for part in _split("alamat", text) if part[0] != "alamat"]
    return []


@dataclass
class _Open:
    """Banners on the way down the sheet: key -> (from row, text, of a family)."""

    held: dict[str, tuple[int, str, bool]] = field(default_factory=dict)
    done: list[Banner] = field(default_factory=list)

    def block(self, at: int, parts: Parts, above: bool) -> None:
        """Rows of banners without anybody between them; ``above``: they stand over the header of the whole list, where
        an address without a family is that of an office."""
        keys = {key for key, _ in parts}
        family = bool(keys & {"no_kk", FAMILY})
        for key in [key for key, (_, _, of_family) in self.held.items() if of_family]:
            self._close(key, at)
        if not family and "dusun" in keys:
            for key in ("dusun", "rw", "rt"):
                self._close(key, at)
        for key, text in parts:
            if key in (FAMILY, PLACE) or (above and not family and key in ("alamat", "kode_pos")):
                continue
            self._close(key, at)
            if text:
                self.held[key] = (at, text, family)

    def _close(self, key: str, at: int) -> None:
        if key in self.held:
            start, text, _ = self.held.pop(key)
            self.done.append(Banner(start, at, key, text))

    def ended(self, at: int) -> tuple[Banner, ...]:
        for key in list(self.held):
            self._close(key, at)
        return tuple(sorted(self.done, key=lambda banner: (banner.mulai, banner.key)))


def banners_of(rows: Sequence[SheetRow], head: range, niks: Sequence[int]) -> tuple[Banner, ...]:
    """All banners of a list. ``head``: indexes of the header's rows; ``niks``: columns that hold a NIK."""
    open_ = _Open()
    waiting: Parts = []
    start, over = 0, False
    for row, parts, above in _with_parts(rows, head, niks):
        if waiting and (not parts or above != over):
            open_.block(start, waiting, over)
            waiting = []
        if parts:
            start, over = (start if waiting else row.nomor), above
            waiting += parts
    return open_.ended(rows[-1].nomor + 1) if rows else ()


def _with_parts(rows: Sequence[SheetRow], head: range, niks: Sequence[int]) -> Iterator[tuple[SheetRow, Parts, bool]]:
    """Each row with its labelled values; the header's rows and rows of one text (titles) end no block."""
    for n, row in enumerate(rows):
        if n in head:
            continue
        has_nik = any(is_number(row.text(c)) for c in niks)
        parts = [] if has_nik else parts_of(row.texts)
        if parts or has_nik or sum(map(bool, row.texts)) > 1:
            yield row, parts, n < head.start
