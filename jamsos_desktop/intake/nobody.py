"""Rows below a header that are nobody: banners, sums, signatures, notes, repeated headers.

A NIK makes a row somebody whatever its name says ("SUMBER", "JUMLAH"); without one a row that looks like a footer is
none, and what follows a signature is none until somebody follows for certain. Whoever is passed over is told with why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from jamsos_desktop.intake.banners import ABOUT_FAMILY, is_number, parts_of
from jamsos_desktop.intake.composed import split_nik
from jamsos_desktop.intake.layout import Layout
from jamsos_desktop.intake.sheet import Sheet, SheetRow
from jamsos_desktop.intake.targets import TARGETS
from jamsos_desktop.intake.titles import meaning
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.fields import HEIR
from jamsos_desktop.model.parse import clean, digits

END_MARK = "###"
EXAMPLE = "contoh"  # a name that begins with this word, in the first rows of our own template
BLANK, COLUMN_NUMBERS, REPEATED, SUM, SIGNATURE, NOTE, BANNER, BEHIND, SHOWN, OTHER = (
    "kosong", "nomor kolom", "judul kolom berulang", "jumlah", "tanda tangan", "catatan", "judul kelompok",
    "setelah tanda akhir ###", "baris contoh", "tabel lain")

_SUM = re.compile(r"(sub )?(jumlah|jml|total)\b|rata rata\b|rekapitulasi\b")
_SIGNATURE = re.compile(
    r"mengetahui\b|menyetujui\b|(yang )?membuat (daftar|pernyataan)\b|dibuat oleh\b|disahkan\b|an? n kepala"
    r"|(pj |plt |penjabat )?(kepala desa|lurah|sekretaris desa|camat|kepala dusun|kaur|kasi|ketua|bendahara|operator|"
    r"petugas|pimpinan)\b|nip\b|nipd\b|tanda tangan\b|ttd\b|cap desa\b|stempel\b")
_NOTE = re.compile(
    r"catatan\b|keterangan\b|ket\b|sumber( data)?$|sumber data\b|tanggal cetak\b|dicetak\b|halaman\b|hal \d|nb\b"
    r"|cat \b|petunjuk\b|lampiran\b|bersambung\b|lanjutan\b|ctt\b")
_DAY, _MONTH, _YEAR = r"(\d{1,2}|[._\u2026 ]+)", r"([A-Za-z]+|\d{1,2}|[._\u2026 ]+)", r"(\d{4}|20[._\u2026 ]*)"
_PLACE_AND_DAY = re.compile(rf"[^\d,]{{2,40}},\s*(tanggal\s*)?{_DAY}[-/. ]+{_MONTH}[-/. ]+{_YEAR}")
_LABELLED = re.compile(r"(catatan|keterangan|ket|sumber|jumlah|total|mengetahui|nb|cat)\s*:", re.IGNORECASE)
_HINT = re.compile(r"\b(wajib|diisi|isi|opsional|boleh kosong|sesuai|pilih|tulis|format|contoh|angka|huruf|digit|teks"
                   r"|dd.mm.yyyy)\b|^\(", re.IGNORECASE)
# A part of a list is headed by these; nobody is called so.
_PART = re.compile(r"(kelompok|bagian|bidang|seksi|lembaga|anggota|pengurus|daftar|data|nama|pekerja|peserta|dusun|rt|"
                   r"rw)\b")
_SEX = frozenset(("l", "p", "lk", "pr", "laki laki", "laki-laki", "perempuan", "pria", "wanita", "laki"))
_DATE = re.compile(r".*\d{1,2}[-/. ]([A-Za-z]{3,9}|\d{1,2})[-/. ]\d{2,4}.*|\d{4}-\d{2}-\d{2}.*")
_WORDS = re.compile(r"[^\W\d_][\w.'\u2019`/,() \-]*")
_SERIAL = ("no", "nomor", "no urut", "nomor urut", "urut")
_TITLES_LEAST, _LONG_TITLE = 3, 6  # titles of a header, each of so many letters: "Kawin" may be somebody's status
MANY = 4  # recognised columns from which a name alone says too little


@dataclass(frozen=True, slots=True)
class _Ground:
    """What judging a row rests on. ``head``: the folded cells of the header's rows; then indexes of columns: ``used``
    those that are taken, ``numbers`` NIK and KK, ``serials`` running numbers."""

    head: tuple[tuple[str, ...], ...]
    used: tuple[int, ...]
    names: tuple[int, ...]
    niks: tuple[int, ...]
    numbers: tuple[int, ...]
    dates: tuple[int, ...]
    sexes: tuple[int, ...]
    serials: tuple[int, ...]


def nobodies(sheet: Sheet, layout: Layout) -> Mapping[int, str]:
    """Row number -> why, of every row below the header that is nobody, those behind an end mark too."""
    ground = _ground(sheet, layout)
    rows = sheet.rows[layout.isi:layout.akhir]
    certain = [_certain(row, ground) for row in rows]
    first = certain.index(True) if True in certain else 0
    last = len(rows) - 1 - certain[::-1].index(True) if True in certain else -1
    found: dict[int, str] = {}
    signed = ""
    for n, row in enumerate(rows):
        if certain[n]:
            signed = ""
            if n < 2 and _name(row, ground).casefold().startswith(EXAMPLE + " "):
                found[row.nomor] = SHOWN
            continue
        at = _At(n < first, n < last, n == 0, _beside(rows, n), _listed(rows, n, ground))
        why = _why(row, ground, at)
        if signed == SIGNATURE and not why and at.listed:
            signed = ""
        why = why or signed
        if why in (SIGNATURE, OTHER):
            signed = why
        elif why == REPEATED:
            signed = ""
        if why:
            found[row.nomor] = why
    found.update((row.nomor, BEHIND) for row in sheet.rows[layout.akhir:])
    return found


def end_of(sheet: Sheet, start: int) -> int:
    """Index of the first row from ``start`` that only says that the list ends ("###"), else how many rows there are."""
    return next((n for n in range(start, len(sheet.rows)) if _ends(sheet.rows[n])), len(sheet.rows))


def _ends(row: SheetRow) -> bool:
    # Asked of every row of a large list: a look for the mark alone costs least.
    return END_MARK in row.texts and not any(text.strip("# ") for text in row.texts)


def _ground(sheet: Sheet, layout: Layout) -> _Ground:
    head = () if layout.kepala is None else tuple(
        tuple(map(fold, row.texts)) for row in sheet.rows[layout.kepala:layout.isi])
    by_field: dict[str, list[int]] = {}
    for column, key in layout.keys.items():
        for field in TARGETS[key].fields or (key,):
            by_field.setdefault(field, []).append(column)
    pick = {key: tuple(by_field.get(key, ())) for key in ("nama", "nik", "no_kk", "tanggal_lahir", "jenis_kelamin")}
    serials = tuple(column.at for column in layout.columns if not column.sasaran and fold(column.judul) in _SERIAL)
    used = tuple(column for column, key in layout.keys.items() if not key.endswith(HEIR))
    return _Ground(head, used, pick["nama"], pick["nik"], pick["nik"] + pick["no_kk"], pick["tanggal_lahir"],
                   pick["jenis_kelamin"], serials)


def _name(row: SheetRow, ground: _Ground) -> str:
    return " ".join(text for column in ground.names if (text := clean(row.text(column))))


def _certain(row: SheetRow, ground: _Ground) -> bool:
    """Whether a row is somebody whatever else stands there: it has a NIK with most of its digits or Excel's remains of
    one, or a name with two things that only a person has."""
    if any(is_number(row.text(c)) or (c in ground.names and split_nik(row.text(c))[1]) for c in ground.niks):
        return True
    return bool(any(row.text(c) for c in ground.names) and _proofs(row, ground) >= 2)


class _At(NamedTuple):
    """Where a row stands: above everybody who is somebody for certain, above the last of them, directly below the
    header; with rows directly above and below it; numbered as one of the list."""

    above_all: bool
    above_last: bool
    first: bool
    beside: bool
    listed: bool


def _why(row: SheetRow, ground: _Ground, at: _At) -> str:
    """Why a row that is nobody for certain is none, or ""."""
    texts = [text for raw in row.texts if (text := clean(raw))]
    folded = [fold(text) for text in texts]
    if why := _of_a_list(row, ground, texts, folded):
        return why
    name = _name(row, ground)
    proofs = _proofs(row, ground)
    filled = sum(1 for column in ground.used if clean(row.text(column)))
    if why := _footer(_said(row, ground, texts, name)):
        # A person called "JUMLAH" has a sex or a birth date among several things, or is listed; a sum has numbers.
        return "" if name and ((proofs and filled >= MANY) or at.listed) else why
    if not filled:
        return BLANK if all(re.fullmatch(r"\d{1,6}[.)]?|-", text) for text in texts) else NOTE
    if at.first and sum(bool(_HINT.search(text)) for text in texts) * 2 > len(texts):
        return NOTE
    if name and (proofs or filled >= 2):
        return ""
    if not name:
        return "" if proofs >= 2 or (proofs and filled >= 3) else NOTE
    return "" if _alone(row, ground, at, name) else NOTE


def _alone(row: SheetRow, ground: _Ground, at: _At, name: str) -> bool:
    """Whether a name with nothing else is somebody: it is numbered, the list holds little else, or it stands inside."""
    if _number(row, ground) is not None:
        return True
    if not ground.head and at.above_all:
        return False  # the title of a list without a header
    if len(ground.used) < MANY:
        return True
    inside = at.above_last and at.beside and not ground.serials
    return inside and _is_name(name) and not _PART.match(fold(name))


def _of_a_list(row: SheetRow, ground: _Ground, texts: list[str], folded: list[str]) -> str:
    """Rows that belong to how a list is written: none, column numbers, its header again, a banner of a group."""
    if not texts:
        return BLANK
    if len(texts) > 2 and _rising(texts):
        return COLUMN_NUMBERS
    cells = {text for text in folded if text}
    if any(len(cells & set(head)) >= max(2, len(cells) - 1) for head in ground.head):
        return REPEATED
    if _titles(row, ground, texts):
        # The header of a further part of the list names people where this one does.
        own = (meaning(clean(row.text(c))) or () for c in (*ground.names, *ground.niks))
        return REPEATED if any({"nama", "nik"} & set(found) for found in own) else OTHER
    if parts_of(row.texts) or ABOUT_FAMILY.match(folded[0]):
        return BANNER
    return ""


def _titles(row: SheetRow, ground: _Ground, texts: list[str]) -> bool:
    """Whether a row is the header of another table, as the second one of a Kartu Keluarga: most texts are titles."""
    if _proofs(row, ground) or any(c.isdigit() for text in texts for c in text):
        return False
    known = sum(len(text) >= _LONG_TITLE and meaning(text) is not None for text in texts)
    return known >= _TITLES_LEAST and known * 2 >= len(texts)


def _rising(texts: list[str]) -> bool:
    """1 2 3, (1) (2) (3), or a b c: how columns are numbered."""
    bare = [text.strip("().") for text in texts]
    if all(re.fullmatch(r"\d{1,2}", text) for text in bare):
        return all(int(a) < int(b) for a, b in pairwise(bare))
    return all(len(text) == 1 and text.isalpha() for text in bare) and all(a < b for a, b in pairwise(bare))


def _said(row: SheetRow, ground: _Ground, texts: list[str], name: str) -> list[str]:
    """The texts that may be a footer's. Beside a name what stands in the columns of a list is about that person: their
    post ("Kepala Dusun"), a damaged NIK."""
    if not _is_name(name):
        return texts
    apart = set(ground.used) - set(ground.names)
    return [text for c, raw in enumerate(row.texts) if c not in apart and (text := clean(raw))]


def _footer(texts: list[str]) -> str:
    """The kind of footer a row without a NIK looks like; sums and notes say so in one of their first two texts."""
    both = [(text, fold(text)) for text in texts]
    for text, plain in both[:2]:
        if _SUM.match(plain) and (_SUM.fullmatch(plain) or len(plain.split()) > 1 or ":" in text):
            return SUM
    for text, plain in both:
        if _SIGNATURE.match(plain) or (len(texts) <= 2 and _PLACE_AND_DAY.fullmatch(text)):
            return SIGNATURE
    for text, plain in both[:2]:
        # A lone mark beside a name and more is damage in a cell, not a footnote.
        marked = text.startswith(("*", "\u2022")) and (len(text) > 2 or len(texts) <= 2)
        if _NOTE.match(plain) or _LABELLED.match(text) or marked:
            return NOTE
    return ""


def _proofs(row: SheetRow, ground: _Ground) -> int:
    """How many cells hold what only a person has: digits of a KK or NIK, a date of birth, a sex."""
    found = 0
    for c in ground.numbers:
        if len(text := row.text(c)) >= 10 and (bare := digits(text)).isdigit() and len(bare) >= 10:
            found += 1
    for c in ground.dates:
        if (text := row.text(c)) and (c in row.tanggal or _DATE.fullmatch(text)):
            found += 1
    for c in ground.sexes:
        if (text := row.text(c)) and (text in "LP" or fold(text) in _SEX):
            found += 1
    return found


def _listed(rows: tuple[SheetRow, ...], n: int, ground: _Ground) -> bool:
    """Whether a row has the number after the one above it, or is numbered and says in words or by a proof who that is:
    a signature or a sum is not."""
    row = rows[n]
    own = _number(row, ground)
    if own is None:
        return False
    if n and _number(rows[n - 1], ground) == own - 1:
        return True
    others = (clean(row.text(c)) for c in set(ground.used) - set(ground.names))
    return _proofs(row, ground) > 0 or any(map(_WORDS.fullmatch, others))


def _number(row: SheetRow, ground: _Ground) -> int | None:
    """The running number of a row, None where it has none."""
    found = (re.fullmatch(r"(\d{1,6})[.)]?", clean(row.text(c))) for c in ground.serials)
    return next((int(one[1]) for one in found if one), None)


def _is_name(text: str) -> bool:
    return bool(_WORDS.fullmatch(text)) and len(text.split()) <= 6 and ":" not in text


def _beside(rows: tuple[SheetRow, ...], n: int) -> bool:
    return 0 < n < len(rows) - 1 and rows[n - 1].nomor == rows[n].nomor - 1 and rows[n + 1].nomor == rows[n].nomor + 1
