"""Standard terms: what lists write for a code, the nearest terms for what nobody knows, jobs of the KTP by label.

``resources/impor/istilah.csv`` holds spellings that lists have and the code lists have not (daftar, tulisan, kode,
sumber, keyakinan); the lists of the program and of the district come first.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from jamsos_desktop.intake.damage import look
from jamsos_desktop.intake.notes import CHECK, Spot, Taken
from jamsos_desktop.model.codes import code_list, fold, synonyms
from jamsos_desktop.model.fields import Field
from jamsos_desktop.model.parse import CodeLists, code_of
from jamsos_desktop.paths import resource

JOB, JOB_KTP, MARRIED = "pekerjaan", "pekerjaan_ktp", "status_kawin"
OPENSID_OTHER, NATIONAL_OTHER = "89", "99"  # OpenSID ends its list of occupations with 89 LAINNYA
_NATIONAL = ("siak", "bip", "templat", "galat")  # kinds of list whose numbers are the national ones
_ALIKE = 0.74  # from here on a spelling is near enough to be proposed (difflib's ratio)
MOST_PROPOSED = 3
_MOST_LOOKED_UP = 300  # different unknown words per column; more is no list of jobs
_WIDOWED = ("cerai mati atau cerai hidup", "cerai_mati", "cerai_hidup")
# "T" of a list of BPJS is whoever is not married now, widows too.
_MARRIED_TWO = {"t": ("belum kawin atau cerai", "belum_kawin", "cerai_hidup", "cerai_mati"),
                "janda": _WIDOWED, "duda": _WIDOWED}
_NUMBERED = re.compile(r"\(?(\d{1,3})\)?\s*[-.:)]?\s+(\D.*)", re.ASCII)
_NUMBER = re.compile(r"0*(\d{1,3})(?:\.0)?", re.ASCII)
# Words that say too little to find a job by.
_COMMON = frozenset((
    "tukang", "buruh", "petani", "pedagang", "penjual", "pengolah", "pembuat", "pekerja", "karyawan", "anggota",
    "wakil", "dan", "di", "harian", "lepas", "kepala", "pegawai", "tenaga", "penata", "sopir", "guru"))
_STATES = {
    "sudah meninggal": "mati meninggal wafat almarhum almarhumah alm meninggal-dunia",
    "sudah pindah": "pindah pindah-keluar pindah-datang-keluar keluar",
    "hilang": "hilang", "sudah pergi": "pergi",
    "": "hidup aktif tetap tidak-tetap 1 penduduk penduduk-tetap ada pendatang menetap warga domisili wni",
}
_STATE_OF = {word.replace("-", " "): state for state, words in _STATES.items() for word in words.split()}
_STATE_NUMBERS = {"2": "sudah meninggal", "3": "sudah pindah", "4": "hilang", "6": "sudah pergi"}  # OpenSID


@cache
def _also() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    with resource("impor", "istilah.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["daftar"], {})[fold(row["tulisan"])] = row["kode"]
    return MappingProxyType(found)


def also_spelled(name: str, text: str) -> str | None:
    """The code that lists write this way, or None."""
    return _also().get(name, {}).get(fold(text))


@dataclass(slots=True)
class TermReader:
    """One column of codes. ``isian``: the field. ``lists`` and ``labels``: spellings and labels of the lists the
    district may change; ``jenis``: kind of workbook; ``sehari``: KTP occupation -> daily jobs that have it;
    ``ada_ktp``: the list has a column for the KTP occupation too; ``dicari``: unknown words so far."""

    spot: Spot
    isian: Field
    lists: CodeLists
    labels: Mapping[str, Mapping[str, str]]
    jenis: str = "daftar"
    sehari: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ada_ktp: bool = False
    dicari: int = 0

    def read(self, raw: str) -> str | Taken:
        """The code's own text, or what stands for it."""
        key, name = self.spot.key, self.isian.codes
        typed = raw.strip().lstrip("'\u2019`").strip()
        if name == JOB_KTP and (number := _NUMBER.fullmatch(typed)):
            return self._ktp_number(typed, number[1])
        if name == MARRIED and (self.jenis == "bpjs" or fold(typed) != "t") and (ways := _MARRIED_TWO.get(fold(typed))):
            return self._two_ways(typed, *ways)
        if code := code_of(name, typed, self.lists):
            label = self._label(name, code)
            if fold(typed) in (fold(label), fold(code)):
                return typed
            return Taken({key: code}, (self.spot.replaced("istilah", f"{typed} diganti {label}.", label),))
        text, notes, nothing = look(self.spot, typed)
        if nothing or not text:
            return Taken({}, notes)
        taken = self._other(text)
        return Taken(taken.texts, (*notes, *taken.notes))

    def _other(self, text: str) -> Taken:
        """What the lists do not spell this way."""
        key, name = self.spot.key, self.isian.codes
        numbered = _NUMBERED.fullmatch(text)
        tries = [text, numbered[2]] if numbered else [text]
        for one in tries:
            if code := code_of(name, one, self.lists) or self._also(name, one):
                label = self._label(name, code)
                return Taken({key: code}, (self.spot.replaced("istilah", f"{text} diganti {label}.", label),))
        if key == JOB and (code := code_of(JOB_KTP, tries[-1], self.lists) or self._also(JOB_KTP, tries[-1])):
            return self._ktp_job(text, code)
        labels = [self._label(name, code) for code in self._near(tries[-1])]
        return Taken({key: text}, (self.spot.note(
            "istilah_asing", CHECK, f"{self.spot.nama} tidak mengenal \u201c{text[:40]}\u201d.", "Pilih dari daftar.",
            *(self.spot.mend(f"Pakai {label}", label) for label in labels)),))

    def _also(self, name: str, text: str) -> str | None:
        """A spelling of ``istilah.csv``, where the district's list still has its code."""
        code = also_spelled(name, text)
        return code if code and (code in self.labels.get(name, {}) or code in code_list(name)) else None

    def _label(self, name: str, code: str) -> str:
        return self.labels.get(name, {}).get(code) or code_list(name).get(code, code)

    def _two_ways(self, typed: str, words: str, *codes: str) -> Taken:
        """A word that stands for several codes; the KTP tells these apart."""
        labels = [self._label(MARRIED, code) for code in codes]
        mends = (self.spot.mend(f"Pakai {label}", code) for label, code in zip(labels, codes, strict=True))
        return Taken({self.spot.key: codes[0]}, (self.spot.note(
            "kode_dua_arti", CHECK, f"{self.spot.nama} {typed} berarti {words}.",
            f"Dibaca {labels[0].casefold()}. Lihat KTP.", *mends),))

    def _ktp_number(self, typed: str, number: str) -> str | Taken:
        """A bare number is read by the list of the kind of workbook it stands in."""
        code = NATIONAL_OTHER if number == OPENSID_OTHER and self.jenis not in _NATIONAL else number
        label = self.labels.get(JOB_KTP, {}).get(code, "")
        if not label and number == "0":
            return Taken({})
        if not label:
            unknown = f"{self.spot.nama} tidak mengenal nomor {typed}."
            return Taken({self.spot.key: typed}, (
                self.spot.note("istilah_asing", CHECK, unknown, "Pilih dari daftar."),))
        if code == number or self.jenis == "opensid":
            said = f"Kode {typed} berarti {label}."
            return Taken({self.spot.key: code}, (self.spot.replaced("istilah", said, label),))
        other = self._label(JOB_KTP, number)
        return Taken({self.spot.key: code}, (self.spot.note(
            "kode_dua_arti", CHECK, f"{self.spot.nama} {typed} berbeda arti di dua daftar.",
            f"Dibaca {label}, bukan {other}.",
            self.spot.mend(f"Pakai {label}", label), self.spot.mend(f"Pakai {other}", other)),))

    def _ktp_job(self, text: str, code: str) -> Taken:
        """A KTP occupation in the column of daily work: kept as that, and the daily job only where one alone fits."""
        label = self._label(JOB_KTP, code)
        daily = self.sehari.get(code, ())
        texts = {} if self.ada_ktp else {JOB_KTP: code}
        if len(daily) == 1:
            texts[JOB] = daily[0]
            job = self._label(JOB, daily[0])
            said = f"{text} adalah pekerjaan di KTP, di sini {job}."
            return Taken(texts, (self.spot.replaced("istilah_ktp", said, job),))
        if texts and not daily:
            said = f"{text} dicatat sebagai pekerjaan di KTP."
            return Taken(texts, (self.spot.replaced("istilah_ktp", said, label),))
        jobs = [self._label(JOB, job) for job in daily[:MOST_PROPOSED]]
        kept = texts or {JOB: text}
        return Taken(kept, (self.spot.note(
            "istilah_ktp", CHECK, f"{text} adalah pekerjaan di KTP.", "Pilih pekerjaan sehari-harinya.",
            *(self.spot.mend(f"Pakai {job}", job) for job in jobs)),))

    def _near(self, text: str) -> list[str]:
        """Codes of the nearest spellings, best first: alike letter by letter, or by the word that tells most."""
        self.dicari += 1
        if self.dicari > _MOST_LOOKED_UP or len(text) > 60:
            return []
        name = self.isian.codes
        known = {**_also().get(name, {}), **(self.lists.get(name) or synonyms(name))}
        word = fold(text)
        near = get_close_matches(word, known, n=2 * MOST_PROPOSED, cutoff=_ALIKE)
        telling = {part for part in word.split() if len(part) > 3} - _COMMON
        near += sorted((spelling for spelling in known if telling & set(spelling.split())
                        or spelling.startswith((f"{word} ", f"{word}/"))), key=len)
        codes = dict.fromkeys(known[spelling] for spelling in near)
        return list(codes)[:MOST_PROPOSED]


def state_of(text: str, jenis: str) -> str | None:
    """Why a list says that somebody is not here any more ("sudah meninggal"), "" if it does not say so, None for a
    word that nobody knows. ``jenis``: kind of workbook, whose numbers these are."""
    word = fold(text)
    if word.isdigit():
        return _STATE_NUMBERS.get(word, "") if jenis == "opensid" else "" if word == "1" else None
    return _STATE_OF.get(word, "" if not word else None)
