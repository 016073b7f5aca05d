"""Between what a clerk types and what a record holds: parsed at the edge, once, both ways.

``parse`` raises ``ValueError`` with an Indonesian reason when the text cannot become a value;
``with_texts`` then keeps the text in ``mentah`` and leaves the typed column empty.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from jamsos_desktop.model.codes import code_list, fold, synonyms
from jamsos_desktop.model.fields import BY_KEY, Field, Kind
from jamsos_desktop.model.months import month_number
from jamsos_desktop.model.records import PROGRAM, Peserta, with_columns

LARGEST_RUPIAH = 999_999_999_999
LONGEST_TYPED = 200  # letters of anything that is no text of its own: a number, a date, a choice
MONTH_IS_ENOUGH = frozenset(("mulai_bekerja", "mulai"))  # dates that may be told by their month
_FUNDS = "sumber_dana."
# Control and format characters that must never reach a record (security.md, section 4).
_UNWANTED = re.compile("[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
                       "\ud800-\udfff\U000e0000-\U000e007f]")
_GAP = r"\s*[-/. ]\s*"
_DATE = re.compile(rf"(\d{{1,2}}){_GAP}(\d{{1,2}}|[A-Za-z]{{3,9}}){_GAP}(\d{{2}}|\d{{4}})", re.ASCII)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_MONTH = re.compile(rf"(\d{{1,2}}|[A-Za-z]{{3,9}}){_GAP}(\d{{4}})", re.ASCII)
_ISO_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})", re.ASCII)
_MIDNIGHT = re.compile(r"[T ]0?0[:.]00([:.]00)?(\.0+)?$", re.ASCII)  # what workbooks put behind a date
# Whole rupiah: thousands grouped by one kind of mark, and behind the other kind only a fraction of zero.
# A small plain number with ",00" is refused, because it is more often a slip ("900,00" for 900.000).
_MONEY = re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,0{1,2})?|(\d{1,3}(?:,\d{3})+)(?:\.0{1,2})?|(\d{4,})[.,]0{1,2}|(\d+)",
                    re.ASCII)
_BETWEEN_DIGITS = re.compile(r"[\s.\-'\u2019]")
_YES = frozenset(("ya", "iya", "y", "1", "x", "v", "true", "benar", "betul", "\u2713", "\u2714", "\u221a", "\u2611"))
_NO = frozenset(("", "-", "tidak", "tdk", "t", "n", "0", "false", "salah", "bukan", "belum"))

CodeLists = Mapping[str, Mapping[str, str]]  # list name -> folded spelling -> code


def clean(text: str) -> str:
    """Plain single-line text: NFC, no control or invisible characters, single blanks."""
    if text.isascii() and text.isprintable():  # nearly every cell of a workbook: only blanks can be wrong
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    text = unicodedata.normalize("NFC", text.replace("\t", " ").replace("\n", " ").replace("\u00a0", " "))
    return " ".join(_UNWANTED.sub("", text).split())


def parse(field: Field, text: str, lists: CodeLists | None = None) -> Any:
    """The typed value of ``text``; "" gives the field's empty value. Raises ValueError (Indonesian)."""
    text = clean(text)
    if len(text) > LONGEST_TYPED and field.kind not in (Kind.TEXT, Kind.NAME):
        raise ValueError(f"{field.label} terlalu panjang, terisi {len(text)} huruf.")
    if field.kind is Kind.YES:
        return _yes(field, text)
    if field.kind is Kind.CODES:
        return _programs(text)
    if not text:
        return _empty(field)
    return _PARSERS[field.kind](field, text, lists or {})


def _empty(field: Field) -> Any:
    if field.kind is Kind.YES:
        return False
    if field.kind is Kind.CODES:
        return ()
    untyped = field.kind in (Kind.DATE, Kind.MONEY, Kind.NUMBER) or field.key == "periode_bayar"
    return None if untyped else ""


def _yes(field: Field, text: str) -> bool:
    word = text.casefold().rstrip(".")
    if word not in _YES and word not in _NO:
        raise ValueError(f"{field.label} ditulis ya atau tidak, terisi {text}.")
    return word in _YES


def _text(field: Field, text: str, _: CodeLists) -> str:
    if len(text) > field.most:
        raise ValueError(f"{field.label} paling panjang {field.most} huruf, terisi {len(text)}.")
    return text


def _name(field: Field, text: str, lists: CodeLists) -> str:
    return _text(field, text, lists).upper()


def digits(text: str) -> str:
    """Digits of a typed number; blanks, dots, dashes and a leading apostrophe are not part of it."""
    return text if _is_number(text) else _BETWEEN_DIGITS.sub("", text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _without_fraction(text: str) -> str:
    """A number as a workbook writes it, "3.0", without what is no digit of it."""
    return re.sub(r"^(\d+)\.0$", r"\1", text.rstrip(",;"))


def _digits(field: Field, text: str, _: CodeLists) -> str:
    found = text if _is_number(text) else digits(_without_fraction(text))
    if not _is_number(found):
        raise ValueError(f"{field.label} hanya boleh angka, terisi {text}.")
    if len(found) > max(field.most, field.length):
        raise ValueError(f"{field.label} paling banyak {max(field.most, field.length)} angka, terisi {len(found)}.")
    return found


_SECOND_PHONE = re.compile(r"\d\s*/\s*\+?(?:0|62)[\d -]{6}", re.ASCII)  # "0401/321234" is an area and a number


def _phone(field: Field, text: str, _: CodeLists) -> str:
    found = text if _is_number(text) else re.sub(r"[\s.\-()/'\u2019]", "", _without_fraction(text))
    if found and (not re.fullmatch(r"\+?\d+", found, re.ASCII) or _SECOND_PHONE.search(text)):
        raise ValueError(f"{field.label} ditulis satu nomor, angka saja. Terisi {text}.")
    if len(found) > field.most:
        raise ValueError(f"{field.label} paling banyak {field.most} angka, terisi {len(found)}.")
    for start in ("+62", "0062", "62", "8"):
        if found.startswith(start):
            return "0" + found[len(start) if start != "8" else 0:].lstrip("0")
    return found


def _date(field: Field, text: str, _: CodeLists) -> date:
    day, month, year = _date_parts(field, _MIDNIGHT.sub("", text), text)
    try:
        return date(int(year), month_number(month), int(day))
    except ValueError:
        raise ValueError(f"{field.label} {text} tidak ada di kalender.") from None


def _date_parts(field: Field, text: str, typed: str) -> tuple[str, str, str]:
    """Day, month (a number or a name) and year, as written."""
    if iso := _ISO.fullmatch(text):
        return iso[4], iso[3], iso[1]
    if found := _DATE.fullmatch(text):
        if len(found[3]) == 4:
            return found[1], found[2], found[3]
        raise ValueError(f"{field.label} perlu tahun 4 angka, misalnya 14/08/1984. Terisi {typed}.")
    if field.key in MONTH_IS_ENOUGH:
        if only := _MONTH.fullmatch(text):
            return "1", only[1], only[2]
        if only := _ISO_MONTH.fullmatch(text):
            return "1", only[2], only[1]
        if len(text) == 6 and _is_number(text) and text[2:4] in ("19", "20"):  # no month, so a year: 012010
            return "1", text[:2], text[2:]
    if len(text) == 8 and _is_number(text):
        return text[:2], text[2:4], text[4:]
    raise ValueError(f"{field.label} ditulis hari/bulan/tahun, misalnya 14/08/1984. Terisi {typed}.")


def _money(field: Field, text: str, _: CodeLists) -> int:
    amount = int(text) if _is_number(text) else _rupiah(field, text)
    if amount > LARGEST_RUPIAH:
        raise ValueError(f"{field.label} terlalu besar: {text}.")
    return amount


def _rupiah(field: Field, text: str) -> int:
    plain = re.sub(r"(?i)^(rp|idr)\b\.?|^rp\.?|(/|\bper) ?(bulan|bln)$", "", text).replace(" ", "")
    whole = _MONEY.fullmatch(re.sub(r"[,.]?-{0,2}$", "", plain))
    if not whole:
        raise ValueError(f"{field.label} ditulis dalam rupiah bulat, misalnya 900.000. Terisi {text}.")
    return int(re.sub(r"[,.]", "", whole[whole.lastindex or 0]))


def _number(field: Field, text: str, _: CodeLists) -> int:
    plain = _without_fraction(text)
    if not _is_number(plain) or len(plain) > max(field.most, 2):
        raise ValueError(f"{field.label} berupa bilangan bulat, terisi {text}.")
    return int(plain)


def _code(field: Field, text: str, lists: CodeLists) -> str | int:
    code = code_of(field.codes, text, lists)
    if code is None:
        raise ValueError(f"{field.label} tidak mengenal \u201c{text}\u201d. Pilih dari daftar.")
    return int(code) if field.key == "periode_bayar" else code


def code_of(name: str, text: str, lists: CodeLists) -> str | None:
    """The code that a text spells in one list, or None."""
    known = lists.get(name) or synonyms(name)
    for spelling in _spellings(text):
        if code := known.get(spelling):
            return code
    return None


@lru_cache(2048)  # a workbook says the same few words in every row
def _spellings(text: str) -> tuple[str, ...]:
    typed = fold(text)
    tight = re.sub(r" ?([+-]) ?", r"\1", typed)  # "A -", "LAKI - LAKI"
    return tuple(dict.fromkeys((typed, tight, tight.replace("-", " "))))


def _programs(text: str) -> tuple[str, ...]:
    words = [w for w in re.split(r"[\s,;+/|&]+", text.upper()) if w and w != "DAN"]
    unknown = [w for w in words if w not in PROGRAM]
    if unknown:
        raise ValueError(f"Program tidak mengenal \u201c{unknown[0]}\u201d. Pilih JKK, JKM, JHT.")
    return tuple(p for p in PROGRAM if p in words)


_PARSERS = {
    Kind.TEXT: _text, Kind.NAME: _name, Kind.DIGITS: _digits, Kind.NIK: _digits, Kind.PHONE: _phone,
    Kind.DATE: _date, Kind.MONEY: _money, Kind.NUMBER: _number, Kind.CODE: _code,
}


def value_of(peserta: Peserta, key: str) -> Any:
    """The typed value under a field key (``sumber_dana.jht`` reaches inside)."""
    if key.startswith(_FUNDS):
        return getattr(peserta.sumber_dana, key.partition(".")[2])
    return getattr(peserta, key)


def text_of(peserta: Peserta, key: str) -> str:
    """What the editor shows: the text as typed where it did not parse, else the value as text."""
    if key in peserta.mentah:
        return peserta.mentah[key]
    return to_text(BY_KEY[key], value_of(peserta, key))


def to_text(field: Field, value: Any) -> str:
    """A value as a clerk types it: dd/mm/yyyy, 900.000, NIK in 6-6-4, labels stay codes."""
    if value is None or value == "":
        return ""
    if field.kind is Kind.DATE:
        return f"{value:%d/%m/}{value.year:04}"
    if field.kind is Kind.MONEY:
        return f"{value:,}".replace(",", ".")
    if field.kind is Kind.NIK:
        return group_nik(value)
    if field.kind is Kind.CODES:
        return " ".join(value)
    if field.kind is Kind.YES:
        return "ya" if value else ""
    return str(value)


def group_nik(nik: str) -> str:
    """740211 540884 9417: the 6-6-4 groups that NIK and KK are read in."""
    return " ".join(part for part in (nik[:6], nik[6:12], nik[12:]) if part)


def with_value(peserta: Peserta, key: str, value: Any) -> Peserta:
    """A copy with one typed value; a text kept under that key goes."""
    return _with_values(peserta, {key: value}, {k: v for k, v in peserta.mentah.items() if k != key})


def with_texts(peserta: Peserta, texts: Mapping[str, str], lists: CodeLists | None = None, **also: Any) -> Peserta:
    """A copy with typed texts taken in; what does not parse is kept in ``mentah`` as typed. ``also``: columns of the
    record that are set together with them."""
    values: dict[str, Any] = also
    mentah = dict(peserta.mentah)
    for key, text in texts.items():
        field = BY_KEY[key]
        mentah.pop(key, None)
        try:
            values[key] = parse(field, text, lists)
        except ValueError:
            values[key] = _empty(field)
            mentah[key] = clean(text)
    return _with_values(peserta, values, mentah)


def _with_values(peserta: Peserta, values: Mapping[str, Any], mentah: Mapping[str, str]) -> Peserta:
    """One copy for all values: a record is wide, and copying it field by field is most of reading a workbook."""
    funds = {key.partition(".")[2]: value for key, value in values.items() if key.startswith(_FUNDS)}
    if not funds:
        return with_columns(peserta, {**values, "mentah": mentah})
    own = {key: value for key, value in values.items() if not key.startswith(_FUNDS)}
    return with_columns(peserta, {**own, "mentah": mentah, "sumber_dana": replace(peserta.sumber_dana, **funds)})


def options(field: Field, lists: Mapping[str, Mapping[str, str]] | None = None) -> dict[str, str]:
    """Code -> label a field chooses from; ``lists`` adds those of the policy (jabatan, pekerjaan)."""
    return dict((lists or {}).get(field.codes) or code_list(field.codes))
