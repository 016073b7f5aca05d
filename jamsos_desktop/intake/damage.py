"""Damage in cells: its codes, and what can be wrong with the text of any cell whatever it is for.

Nothing is repaired in silence: what can be read in one way only is replaced and shown, everything else is a proposal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from jamsos_desktop.intake.notes import CHECK, CellNote, Spot
from jamsos_desktop.model.parse import clean

# Code -> what it names. Notes carry one of these; ``docs/impor.md`` is written from them.
DAMAGE: Mapping[str, str] = MappingProxyType({
    "angka_hilang": "Excel menyimpan 15 angka saja, angka terakhir NIK, KK atau nomor lain hilang",
    "angka_bulat": "semua NIK di kolom berakhir 0, jejak angka yang dibulatkan Excel",
    "angka_kurang": "NIK atau nomor KK kurang dari 16 angka",
    "angka_lebih": "NIK atau nomor KK lebih dari 16 angka",
    "huruf_di_angka": "huruf O, l, I atau serupa di antara angka",
    "angka_lebar": "angka dari papan ketik lain, dibaca sebagai angka biasa",
    "tertukar": "NIK dan nomor KK tertukar kolom",
    "hp_ganda": "lebih dari satu nomor HP di satu sel",
    "rupiah": "jumlah uang yang ditulis dengan kata atau singkatan",
    "tanggal_serial": "tanggal tersimpan sebagai bilangan hari",
    "tahun_dua_angka": "tahun ditulis dua angka",
    "urutan_tanggal": "bulan ditulis di depan hari",
    "tanggal_tak_lengkap": "hari atau bulan 00, atau hanya tahun",
    "tanggal_lain": "tanggal dengan tulisan yang tidak biasa",
    "tanggal_salah": "tanggal yang tidak ada di kalender atau tidak terbaca",
    "tanggal_di_tempat": "tempat lahir memuat tanggal, padahal tanggal lahir punya kolom sendiri",
    "jadi_tanggal": "RT/RW yang diubah Excel menjadi tanggal",
    "rt_rw": "RT dan RW di satu sel",
    "nama_bernomor": "nomor urut di depan nama",
    "nama_alm": "nama orang yang sudah meninggal",
    "nama_ganda": "dua nama di satu sel",
    "ahli_waris": "isian ahli waris yang tidak terbaca",
    "ahli_waris_alm": "ahli waris yang sudah meninggal",
    "ahli_waris_hubungan": "hubungan yang ditulis bersama nama ahli waris",
    "dua_isi": "dua kolom mengisi satu isian dengan isi yang berbeda",
    "tanda_ganda": "kolom L dan P sama-sama bertanda",
    "istilah": "tulisan lain untuk istilah baku",
    "istilah_asing": "istilah yang tidak ada di daftar",
    "istilah_ktp": "pekerjaan KTP di kolom pekerjaan sehari-hari",
    "kode_dua_arti": "kode yang berbeda arti di dua daftar (89 di OpenSID, T di SIPP, janda)",
    "status_asing": "status penduduk yang tidak dikenal",
    "sel_galat": "sel berisi galat rumus Excel",
    "rumus": "rumus yang tersimpan sebagai tulisan",
    "salah_sandi": "huruf rusak karena salah sandi berkas",
    "huruf_tersembunyi": "huruf yang tidak terlihat, dibuang",
    "terpotong": "tulisan sepanjang 255 huruf, tampak terpotong",
    "tidak_terbaca": "isian yang tidak terbaca sebagai isi kolomnya",
})

# What people write for "nothing", folded. A name may be one of these words only where it says so plainly.
_NOTHING = frozenset((
    "tidak ada", "tdk ada", "tak ada", "belum ada", "blm ada", "nihil", "kosong", "null",
    "none", "nan", "n-a", "tidak punya", "tdk punya", "belum punya", "blm punya", "belum", "menyusul", "proses",
    "dalam proses", "tidak diketahui", "tidak tahu", "tdk tahu"))
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212_.:/?*", "-"))
_ERROR = re.compile(r"#(N/A|REF|NAME|VALUE|DIV/0|NUM|NULL|SPILL|CALC|GETTING_DATA)[!?]?|Err:\d{3}|#{3,}",
                    re.IGNORECASE)
_FORMULA = re.compile(r"=\s*[-+(@$A-Za-z\d\"].*|[+@-][A-Za-z]\w*[(|!].*|\+\d+[A-Za-z]+\|.*")
_HIDDEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
                     "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]")
_GARBLED = re.compile("[\u00c2\u00c3\u00e2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
                      "\u2013-\u2122]|\ufffd")
CUT_AT = 255  # older writers of workbooks end a text there
_PLAIN = re.compile(r"[A-Za-z0-9(][A-Za-z0-9 .,/()\-:&+']*").fullmatch


class Looked(NamedTuple):
    """A cell's text made plain. ``kosong``: it says that there is nothing; ``notes``: what was noticed."""

    teks: str
    notes: tuple[CellNote, ...] = ()
    kosong: bool = False


def says_nothing(text: str) -> bool:
    """Whether a cell says that there is no value: blank, a dash, "belum ada", "nihil"."""
    if len(text) > 24:
        return False
    word = " ".join(text.translate(_DASHES).casefold().strip("-()[]'\u2019 ").split())
    return not word or word in _NOTHING


def look(spot: Spot, raw: str) -> Looked:
    """One cell whatever it is for: errors of formulas, encodings, hidden letters, texts that were cut."""
    if _PLAIN(raw) and len(raw) < CUT_AT and not says_nothing(raw):
        return Looked(clean(raw))
    text = clean(raw)
    if says_nothing(text):
        return Looked("", (), True)
    if _ERROR.fullmatch(text):
        return Looked("", (spot.note("sel_galat", CHECK, f"{spot.nama} berisi galat Excel: {text}.",
                                     "Rumus di sel itu rusak. Ketik isinya dari surat aslinya."),))
    notes: list[CellNote] = []
    if _HIDDEN.search(raw):
        notes.append(spot.replaced("huruf_tersembunyi", f"Huruf tersembunyi di {spot.dalam} dibuang.", text))
    if _FORMULA.fullmatch(text):
        notes.append(spot.note("rumus", CHECK, f"{spot.nama} berisi rumus, bukan isi.",
                               "Ketik isinya, atau salin sebagai nilai di Excel."))
    elif _GARBLED.search(text):
        notes.append(_garbled(spot, text))
    elif len(raw) == CUT_AT:
        notes.append(spot.note("terpotong", CHECK, f"{spot.nama} tampak terpotong di 255 huruf.",
                               "Cocokkan dengan surat aslinya."))
    return Looked(text, tuple(notes))


def _garbled(spot: Spot, text: str) -> CellNote:
    """Letters of a file that was read in the wrong encoding; the other reading is proposed where it makes sense."""
    try:
        read = clean(text.encode("cp1252").decode("utf-8"))
    except UnicodeError:
        read = text
    mends = (spot.mend(f"Pakai {read[:40]}", read),) if read != text else ()
    return spot.note("salah_sandi", CHECK, f"{spot.nama} memuat huruf rusak: {text[:40]}.",
                     "Berkas tersimpan dengan sandi huruf lain. Ketik ulang dari KTP atau KK.", *mends)


def plain_digits(text: str) -> str:
    """Digits of other keyboards and scripts as 0..9 ("\uff17\uff14" is 74); every other letter stays."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
