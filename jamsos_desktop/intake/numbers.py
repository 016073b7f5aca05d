"""Numbers in cells: NIK and KK that Excel has damaged, phone numbers, rupiah in words.

Digits that are gone are never guessed. A letter that stands for a digit, or a sum in short words, is proposed.
"""

from __future__ import annotations

import re

from jamsos_desktop.intake.damage import look, plain_digits
from jamsos_desktop.intake.notes import CHECK, HELD, CellMend, CellNote, Spot, Taken
from jamsos_desktop.model.fields import HEIR, Field, Kind
from jamsos_desktop.model.nik import LENGTH
from jamsos_desktop.model.parse import LARGEST_RUPIAH, clean, digits, parse, to_text

SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}", re.ASCII)
PAPERS = {"nik": "KTP", "nik" + HEIR: "KTP", "no_kk": "Kartu Keluarga"}
ROUNDED_FROM = 8  # so many NIKs that all end in 0 are no chance: one in a hundred million
# Letters that stand for digits by the eye, Latin and others.
_LOOKALIKE = str.maketrans("OoQDlIi|!SsBZz\u041e\u043e\u039f\u03bf\u0406\u0456", "00001111155822000011")
_ZEROS = re.compile(r"[0 ]+")
_APOSTROPHES = ("'", "\u2019", "\u2018", "`", "\u00b4", '"')
_ROUGHLY = r"(?:\u00b1|\+/-|~|<|>|kurang lebih|sekitar|kira-kira|kira kira|rata-rata|rata rata)"
_SHORT_SUM = re.compile(rf"(?:(?:rp\.?|idr|{_ROUGHLY}) ?)*"
                        r"(\d{1,3}[.,]\d{1,3}|\d{1,6}) ?(juta|jt|ratus ribu|ribu|rb|k)\b"
                        r"[ .,-]*(?:(?:/|per) ?(?:bulan|bln))?", re.ASCII | re.IGNORECASE)
_ABOUT = re.compile(rf"{_ROUGHLY}\s*(.+)", re.IGNORECASE)
_TIMES = {"juta": 1_000_000, "jt": 1_000_000, "ribu": 1_000, "rb": 1_000, "k": 1_000, "ratus ribu": 100_000}
# A title that says in what the sums under it are counted: "(ribuan)", "Rp.000", "x 1.000"; "(mis. 1.000.000)" does not.
_IN_THOUSANDS = re.compile(r"\b(?:ribu|ribuan|rb)\b|(?:\bx|rp\.?|\()\s*(?:1[.,]?)?[.,]?000(?![.,]?\d)", re.IGNORECASE)
_IN_MILLIONS = re.compile(r"\b(?:juta|jutaan|jt)\b", re.IGNORECASE)
_COUNTED = re.compile(r"(\d{1,4})(?:[.,](\d{1,3}))?", re.ASCII)
_MOST_COUNTED = 9_999_999  # rupiah; beyond it the sum was rather written in full
_RANGE = re.compile(r"(.+?)\s*(?:-|s/d|sd|sampai|\u2013)\s*(.+)", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+?62|0)8[\d -]{7,14}|\+?62\d{8,12}|0\d{8,12}", re.ASCII)


def bare(text: str) -> str:
    """Without the apostrophe that makes Excel keep digits as text."""
    while text.startswith(_APOSTROPHES):
        text = text[1:].strip()
    return text.rstrip("'`")


def read_digits(spot: Spot, field: Field, raw: str) -> str | Taken:
    """A number that is a name: NIK, KK, rekening, KPJ, phone, RT, postal code."""
    text, notes, nothing = look(spot, bare(raw.strip()))
    if nothing or (field.key not in ("rt", "rw") and _ZEROS.fullmatch(text)):
        return Taken({}, notes)
    if plain_digits(text) != text:
        text = plain_digits(text)
        notes = (*notes, spot.replaced("angka_lebar", f"Angka {spot.dalam} ditulis dengan huruf lebar.", text))
    if not text:
        return Taken({}, notes)
    if SCIENTIFIC.fullmatch(text):
        return Taken({}, (*notes, _lost(spot, text)))
    found = _of_phone(spot, field, text) if field.kind is Kind.PHONE else _of_digits(spot, field, text)
    return Taken({spot.key: text}, (*notes, *found)) if notes or found else text


def _of_digits(spot: Spot, field: Field, text: str) -> tuple[CellNote, ...]:
    plain = digits(text.rstrip(",;").removesuffix(".0"))
    if field.kind is Kind.NIK and plain.isdigit() and len(plain) != LENGTH:
        return (_other_length(spot, len(plain)),)
    try:
        parse(field, text)
        return ()
    except ValueError:
        meant = digits(text.translate(_LOOKALIKE))
        if re.search(r"\d", text) and meant != plain and meant.isdigit() and _fits(field, meant):
            return (spot.note("huruf_di_angka", CHECK, f"{spot.nama} memuat huruf: {text}.",
                              f"Mungkin {meant}. Cocokkan dengan {PAPERS.get(spot.key, 'surat aslinya')}.",
                              spot.mend("Pakai angka", meant)),)
        return (unreadable(spot, text, f"Ketik ulang dari {PAPERS.get(spot.key, 'surat aslinya')}."),)


def _fits(field: Field, plain: str) -> bool:
    return len(plain) == field.length if field.length else len(plain) <= field.most


def _other_length(spot: Spot, length: int) -> CellNote:
    """Digits are missing or too many: how many, never which. A NIK that lacks digits keeps its row out."""
    less, more = LENGTH - length, length - LENGTH
    jenis, words = ("angka_kurang", f"Kurang {less} angka.") if less > 0 else ("angka_lebih", f"Lebih {more} angka.")
    return spot.note(jenis, HELD if spot.key == "nik" and less > 0 else CHECK, f"{spot.nama} {length} angka.",
                     f"{words} Cocokkan dengan {PAPERS[spot.key]}.")


def unreadable(spot: Spot, text: str, cara: str, *mends: CellMend) -> CellNote:
    """A text that is no value of its field, and stays as it was typed."""
    return spot.note("tidak_terbaca", CHECK, f"{spot.nama} tidak terbaca: {text[:40]}.", cara, *mends)


def _lost(spot: Spot, text: str) -> CellNote:
    """Excel keeps 15 digits of a number: the sixteenth of a NIK is gone and is never guessed."""
    return spot.note("angka_hilang", HELD, f"{spot.nama} rusak oleh Excel: {text}.",
                     "Angka terakhir hilang dan tidak bisa dipulihkan. "
                     f"Ketik ulang dari {PAPERS.get(spot.key, 'surat aslinya')}.")


def _of_phone(spot: Spot, field: Field, text: str) -> tuple[CellNote, ...]:
    several = list(dict.fromkeys(clean(found) for found in _PHONE.findall(text)))
    try:
        parse(field, text)
        return ()
    except ValueError:
        mends = [spot.mend(f"Pakai {one}", one) for one in several[:3]]
        if len(several) > 1:
            said = f"{spot.nama} berisi {len(several)} nomor."
            return (spot.note("hp_ganda", CHECK, said, "Pilih satu nomor.", *mends),)
        return (unreadable(spot, text, "Ketik satu nomor, angka saja.", *mends),)


def times_of(title: str) -> int:
    """How many rupiah one of a column is, as its title says: 1, 1.000 or 1.000.000."""
    return 1_000_000 if _IN_MILLIONS.search(title) else 1_000 if _IN_THOUSANDS.search(title) else 1


def _counted(text: str, times: int) -> int | None:
    """Rupiah of a small number under a title that counts in thousands or millions."""
    found = _COUNTED.fullmatch(text.removesuffix(".0"))
    if times == 1 or not found:
        return None
    if times == _TIMES["ribu"] and found[2]:  # "1.500" thousands, dots between
        value = int(found[1] + found[2]) * times if len(found[2]) == 3 else 0
    else:
        value = int(found[1]) * times + int(found[2] or 0) * times // 10 ** len(found[2] or "")
    return value if 0 < value <= _MOST_COUNTED else None


def read_money(spot: Spot, field: Field, raw: str, times: int = 1) -> str | Taken:
    """Whole rupiah; "1,2 jt", "900 rb" and "sekitar 900.000" are proposed as sums. ``times``: of the title."""
    text, notes, nothing = look(spot, bare(raw.strip()))
    if nothing or not text:
        return Taken({}, notes)
    text = plain_digits(text)
    if amount := _counted(text, times):
        shown = to_text(field, amount)
        return Taken({spot.key: shown}, (*notes, spot.replaced(
            "rupiah", f"{text} dibaca {shown} menurut judul kolomnya.", shown)))
    try:
        parse(field, text)
    except ValueError:
        mends = tuple(_sum_mend(spot, field, amount) for amount in _amounts(field, text))
        cara = "Tulis rupiah bulat, misalnya 900.000."
        note = unreadable(spot, text, cara) if not mends else spot.note(
            "rupiah", CHECK, f"{spot.nama} tertulis \u201c{text[:40]}\u201d.", cara, *mends)
        return Taken({spot.key: text}, (*notes, note))
    return Taken({spot.key: text}, notes) if notes else text


def _sum_mend(spot: Spot, field: Field, amount: int) -> CellMend:
    shown = to_text(field, amount)
    return spot.mend(f"Pakai {shown}", shown)


def _amounts(field: Field, text: str) -> list[int]:
    """What a text may mean in rupiah: one sum, or the two ends of a range."""
    single = _amount(field, text)
    if single is not None:
        return [single]
    if ends := _RANGE.fullmatch(text):
        both = [_amount(field, ends[1]), _amount(field, ends[2])]
        return [amount for amount in both if amount is not None] if None not in both else []
    return []


def _amount(field: Field, text: str) -> int | None:
    text = text.strip()
    if SCIENTIFIC.fullmatch(text):
        value = float(text.replace(",", "."))
        return int(value) if 1_000 <= value <= LARGEST_RUPIAH and value == int(value) else None
    if found := _SHORT_SUM.fullmatch(text):
        whole, _, part = found[1].replace(",", ".").partition(".")
        times = _TIMES[found[2].casefold()]
        value = int(whole) * times + int(part or 0) * times // 10 ** len(part)
        return value if 0 < value <= LARGEST_RUPIAH else None
    if about := _ABOUT.fullmatch(text):
        text = about[1]
    try:
        amount: int | None = parse(field, text)
    except ValueError:
        return None
    return amount
