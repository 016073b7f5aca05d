"""What is said of a name, NIK, date or number typed in the wizard; pure, judged anew at every key.

The rules of the core judge people of the list. Here an office is asked who signs, so the sentences
are shorter and an empty field is mostly allowed.
"""

from __future__ import annotations

from datetime import date

from jamsos_desktop.model.nik import decode
from jamsos_desktop.model.parse import clean, digits
from jamsos_desktop.texts import long_date
from ui.widgets.grouping import date_of

SHORT_NAMES = {"MUH": "MUHAMMAD", "MUHAMAD": "MUHAMMAD", "ABD": "ABDUL", "ST": "SITTI", "MOH": "MOHAMMAD"}
State = tuple[str, str]


def name_state(text: str, required: bool) -> State:
    """A name as on the KTP: shortened first names are asked about, digits are wrong."""
    name = clean(text)
    if not name:
        return ("kosong", "Wajib diisi, persis seperti KTP.") if required else ("kosong", "")
    if any(letter.isdigit() for letter in name):
        return "salah", "Nama tidak memakai angka. Lihat KTP."
    first, dot, _ = name.partition(".")
    if dot and first.upper() in SHORT_NAMES:
        return "periksa", f"KTP menulis {first.upper()}. atau {SHORT_NAMES[first.upper()]}? Tulis seperti KTP."
    return "benar", ""


def nik_state(text: str, today: date, left: bool) -> State:
    """A NIK: 16 digits and a day of the calendar; while typing only what can no longer become right."""
    number = digits(text)
    if not number:
        return "kosong", ""
    if not number.isdigit():
        return "salah", "NIK hanya angka. Lihat KTP."
    if len(number) > 16:
        return "salah", f"Terisi {len(number)} angka, seharusnya 16. Lihat KTP."
    nik = decode(number, today)
    if nik is not None and nik.tanggal_lahir is None:
        return "salah", "Tanggal lahir di dalam NIK tidak ada di kalender. Lihat KTP."
    if len(number) < 16:
        return ("salah", f"Baru {len(number)} dari 16 angka. Lihat KTP.") if left else ("kosong", "")
    assert nik is not None
    assert nik.tanggal_lahir is not None
    sex = "perempuan" if nik.jenis_kelamin == "P" else "laki-laki"
    return "benar", f"Terbaca: {sex}, lahir {long_date(nik.tanggal_lahir)}"


def date_state(text: str, left: bool) -> State:
    """A date that may stay empty."""
    if not text.strip() or (not left and len(text) < 10):
        return "kosong", ""
    return ("benar", "") if date_of(text) else ("salah", "Tulis hari/bulan/tahun, misalnya 14/02/2022.")


def digits_state(text: str, lengths: tuple[int, ...], left: bool) -> State:
    """A number of fixed length that may stay empty."""
    number = digits(text)
    if not number or (not left and len(number) < min(lengths)):
        return "kosong", ""
    if number.isdigit() and len(number) in lengths:
        return "benar", ""
    wanted = " atau ".join(str(length) for length in lengths)
    return "salah", f"Terisi {len(number)} angka, seharusnya {wanted}."
