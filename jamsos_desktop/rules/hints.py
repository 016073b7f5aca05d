"""Quiet words about one name or NIK, for forms that hold officials rather than a Peserta."""

from __future__ import annotations

from jamsos_desktop.model.parse import clean, digits
from jamsos_desktop.rules.identity import number_problem
from jamsos_desktop.rules.names import SHORTENED, foreign_letters, shortened_word, strange_letters, without_title


def name_hint(nama: str) -> str | None:
    """One sentence when a name looks unlike a KTP's (title, short form, odd letters), else None."""
    name = clean(nama).upper()
    if strange := strange_letters(name):
        return f"Nama memuat \u201c{strange}\u201d. Tulis seperti KTP."
    if foreign := foreign_letters(name):
        return f"Nama memuat huruf bukan Latin: {foreign}. Ketik ulang."
    if without_title(name) != name:
        return "Tulis gelar di isian Gelar."
    if word := shortened_word(name):
        return f"KTP menulis {word} atau {SHORTENED[word.rstrip('.')]}?"
    return None


def nik_problem(text: str) -> str | None:
    """What is wrong with a typed NIK, as one or two short sentences; None when empty or well formed."""
    plain = digits(clean(text))
    if not plain:
        return None
    if plain.isascii() and plain.isdigit() and len(plain) < 16:
        return f"Baru {len(plain)} dari 16 angka. Lihat KTP."
    found = number_problem("NIK", plain)
    return f"{found[0]} Lihat KTP." if found else None
