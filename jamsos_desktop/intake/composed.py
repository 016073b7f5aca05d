"""Cells that hold two values or a part of one: place and date, RT/RW, names with more than a name, ticks, heirs."""

from __future__ import annotations

import re
from dataclasses import replace

from jamsos_desktop.intake.damage import Looked, look, plain_digits
from jamsos_desktop.intake.dates import BIRTH
from jamsos_desktop.intake.notes import CHECK, CellMend, Spot, Taken
from jamsos_desktop.intake.numbers import bare, read_digits
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.fields import BY_KEY, HEIR, Field
from jamsos_desktop.model.parse import CodeLists, clean, code_of

LONGEST = 120  # a longer text is no name, place or date, and is not taken apart
_PLACE = re.compile(r"([^\d]*?)[\s,;:/\-.]*((?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)[, ]+)?\d.*)?",
                    re.IGNORECASE)
_LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ .-]?\d){13,19}(?!\d)", re.ASCII)  # a phone number is shorter
_KK_WORD = re.compile(r"\b(?:kk|kartu keluarga)\b", re.IGNORECASE)
_NIK_WORD = re.compile(r"\b(?:nik|no\.? ?ktp|ktp)\b[ .:]*", re.IGNORECASE)
_RT_RW = re.compile(r"(?:RT)?[ .:]*(\d{1,3})\s*(?:[/\\,;-]|\s)\s*(?:RW)?[ .:]*(\d{1,3})", re.ASCII | re.IGNORECASE)
_RT = re.compile(r"(?:RT|RW|RK)[ .:]*(\d{1,3})", re.ASCII | re.IGNORECASE)
_WHOLE_DATE = re.compile(r"\d{1,2}[-/. ]+(?:\d{1,2}|[A-Za-z]{3,9})[-/. ]+\d{4}", re.ASCII)
_DATE = re.compile(r"(\d{2})/(\d{2})/\d{4}", re.ASCII)
_DEAD = re.compile(r"[(\[]?\b(almh?|alm?arhum(?:ah)?|alrmh?|wafat|meninggal(?: dunia)?)\b\.?[)\]]?", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,4}\s*[.)\]:-]\s*(?=[^\W\d])|\d{1,4}\s+(?=[^\W\d])")
_TWO_NAMES = re.compile(r"\s*[/&;+\\]\s*")
_TICKS = frozenset(("v", "x", "1", "l", "p", "ya", "y", "lk", "pr", "laki laki", "perempuan", "ada", "\u2713", "\u2714",
                    "\u221a", "\u2611", "\u25cf", "\u2022", "\u00fc", "\u00d6", "*", "true", "o"))
_IN_BRACKETS = re.compile(r"(.+?)\s*[(\[/,-]\s*([^()\[\]/,]+?)\s*[)\]]?")
_LED_BY = re.compile(r"([A-Za-z ]{3,14}?)\s*[:/-]\s*(.+)")


def split_place(text: str) -> tuple[str, str]:
    """"Soropia, 03-02-1980" as place and date; either may be missing."""
    found = _PLACE.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return text, ""
    return found[1].strip(" ,;:/-."), (found[2] or "").strip()


def read_place(spot: Spot, text: str, found: str | Taken) -> str | Taken:
    """A place that holds a whole date too, in a list whose date has a column of its own. ``found``: as it was read."""
    where, when = split_place(clean(text))
    if not where or not _WHOLE_DATE.fullmatch(when):
        return found
    note = spot.note("tanggal_di_tempat", CHECK, f"{spot.nama} memuat tanggal {when}.",
                     "Tanggal lahir punya kolom sendiri. Cocokkan dengan KTP.",
                     spot.mend(f"Pakai {where[:24]}", where), CellMend(f"Lahir {when}", BIRTH, when))
    return Taken({spot.key: found}, (note,)) if isinstance(found, str) else Taken(found.texts, (*found.notes, note))


def split_nik(text: str) -> tuple[str, tuple[str, ...]]:
    """"Andi Tenri / NIK 7402..." as the name and every long number beside it."""
    numbers = tuple(_LONG_NUMBER.findall(text)) if len(text) <= LONGEST and not _KK_WORD.search(text) else ()
    if not numbers:
        return text, ()
    rest = clean(_NIK_WORD.sub(" ", _LONG_NUMBER.sub(" ", text)))
    return re.sub(r"[(\[]\s*[)\]]", "", rest).strip(" ,;:/|-()[]"), numbers


def read_rt_rw(spot: Spot, raw: str, tanggal: bool) -> Taken:
    """One cell with both. ``tanggal``: Excel holds it as a day, because somebody typed "2/1"."""
    text, notes, nothing = _looked(spot, raw)
    if nothing or not text:
        return Taken({}, notes)
    if tanggal and (day := _DATE.match(text)):
        rt, rw = (str(int(part)) for part in day.groups())
        return Taken({}, (*notes, spot.note(
            "jadi_tanggal", CHECK, f"{spot.nama} diubah Excel menjadi tanggal {text}.",
            "Cocokkan dengan KTP, lalu pilih.", CellMend(f"Pakai {rt}/{rw}", "", f"{rt}/{rw}"),
            CellMend(f"Pakai {rw}/{rt}", "", f"{rw}/{rt}"))))
    if both := _RT_RW.fullmatch(text):
        return Taken({"rt": both[1], "rw": both[2]}, notes)
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return Taken({"rt": text}, notes)
    if one := _RT.fullmatch(text):
        return Taken({"rw" if text[:2].upper() == "RW" else "rt": one[1]}, notes)
    return Taken({"rt": text}, (*notes, spot.note("rt_rw", CHECK, f"{spot.nama} tidak terbaca: {text[:40]}.",
                                                  "Tulis misalnya 002/001.")))


def _looked(spot: Spot, raw: str) -> Looked:
    """A cell of small numbers, those of another keyboard as ours."""
    found = look(spot, bare(raw.strip()).removesuffix(".0"))
    text = plain_digits(found.teks)
    if text == found.teks:
        return found
    said = f"Angka {spot.dalam} ditulis dengan huruf lebar."
    return Looked(text, (*found.notes, spot.replaced("angka_lebar", said, text)))


def read_rt(spot: Spot, raw: str, other: bool) -> str | Taken:
    """RT or RW alone. ``other``: the list has a column for the other one too, so that a second number is damage."""
    text, notes, nothing = _looked(spot, raw)
    if nothing or not text:
        return Taken({}, notes)
    if one := _RT.fullmatch(text):
        return Taken({spot.key: one[1]}, (*notes, spot.replaced("rt_rw", f"{text} ditulis angkanya saja.", one[1])))
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return Taken({spot.key: text}, notes) if notes else text
    both = _RT_RW.fullmatch(text)
    if both and not other:
        return Taken({"rt": both[1], "rw": both[2]}, notes)
    mine = both[1 if spot.key == "rt" else 2] if both else ""
    mends = (spot.mend(f"Pakai {mine}", mine),) if mine else ()
    return Taken({spot.key: text}, (*notes, spot.note("rt_rw", CHECK, f"{spot.nama} berisi {text[:40]}.",
                                                      "Tulis satu nomor, paling banyak 3 angka.", *mends)))


def read_name(spot: Spot, raw: str) -> str | Taken:
    """A person's name. Titles and short forms are the business of the rules."""
    text, notes, nothing = look(spot, bare(raw.strip()) if raw[1:2].isdigit() or raw[1:2] in tuple("=+-@") else raw)
    if nothing or text in ("", "0"):
        return Taken({}, notes)
    found = list(notes)
    if number := _NUMBERED.match(text):
        text = text[number.end():]
        found.append(spot.replaced("nama_bernomor", f"Nomor di depan {spot.dalam} dibuang.", text))
    if dead := _DEAD.search(text):
        alive = clean(_DEAD.sub(" ", text)).strip(" ,-()")
        mends = (spot.mend(f"Pakai {alive}", alive),) if alive else ()
        found.append(spot.note("nama_alm", CHECK, f"{spot.nama} memuat \u201c{dead[0]}\u201d.",
                               "Lewati baris ini bila orangnya sudah meninggal.", *mends))
    elif len(parts := [part for part in _TWO_NAMES.split(text) if len(part) > 2]) > 1 and "://" not in text:
        found.append(spot.note("nama_ganda", CHECK, f"{spot.nama} memuat {len(parts)} nama.",
                               "Satu isian untuk satu orang. Pilih namanya, lihat KTP.",
                               *(spot.mend(f"Pakai {part[:24]}", part) for part in parts[:3])))
    return Taken({spot.key: text}, tuple(found)) if found else text


def read_name_and_nik(name: Spot, number: Spot, raw: str) -> Taken:
    """One cell with both; of several numbers none is taken."""
    own, numbers = split_nik(clean(raw))
    first = _as_taken(name.key, read_name(name, own)) if own else Taken({})
    if len(numbers) > 1:
        return Taken(first.texts, (*first.notes, number.note(
            "tidak_terbaca", CHECK, f"{number.nama} tidak terbaca: {' dan '.join(numbers)[:60]}.",
            "Satu sel berisi beberapa nomor. Pilih NIK.", *(number.mend(f"Pakai {one}", one) for one in numbers[:3]))))
    second = _as_taken(number.key, read_digits(number, BY_KEY["nik"], numbers[0])) if numbers else Taken({})
    shown = (replace(note, baku=f"{note.baku} / {''.join(numbers)}") if note.baku else note for note in first.notes)
    return Taken({**first.texts, **second.texts}, (*shown, *second.notes))


def _as_taken(key: str, found: str | Taken) -> Taken:
    return Taken({key: found}) if isinstance(found, str) else found


def ticked(text: str) -> bool:
    """Whether a cell under L or P is ticked."""
    word = fold(text) or text.strip().casefold()
    return word in _TICKS


def read_heir_name(spot: Spot, raw: str, lists: CodeLists, field: Field) -> Taken:
    """The name of an heir, perhaps with who that is: "Amran (suami)", "Suami: Amran". ``field``: the relation's."""
    text, notes, nothing = look(spot, raw)
    if nothing or text in ("", "0"):
        return Taken({}, notes)
    if _DEAD.search(text):
        return Taken({}, (*notes, spot.note(
            "ahli_waris_alm", CHECK, f"Ahli waris berisi \u201c{text[:60]}\u201d.",
            "Isi ahli waris lain nanti di editor."),))
    for shape, name, relation in ((_IN_BRACKETS, 1, 2), (_LED_BY, 2, 1)):
        found = shape.fullmatch(text) if len(text) <= LONGEST else None
        if found and (code := code_of(field.codes, found[relation], lists)):
            note = spot.replaced("ahli_waris_hubungan", f"{text} dibaca nama dan hubungan.", found[name])
            return Taken({spot.key: found[name], "hubungan" + HEIR: code}, (*notes, note))
    taken = read_name(spot, text)
    return Taken({spot.key: taken}, notes) if isinstance(taken, str) else Taken(taken.texts, (*notes, *taken.notes))
