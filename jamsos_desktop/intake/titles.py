"""What the title of a column says: the data dictionary's own words first, then those of ``resources/impor``.

``judul.csv`` holds titles as lists of villages, OpenSID, Dukcapil and BPJS write them, with the target (empty: known
and not used; two with a bar between: the cells decide), and the kinds of list in which it means that. ``kata.csv``
holds abbreviations, and words that change nothing ("sesuai KTP"). One slip of a finger is forgiven where only one
target can be meant.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType

from jamsos_desktop.intake.targets import UNUSED
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.fields import FAMILY_FIELDS, FIELDS, HEIR
from jamsos_desktop.paths import resource

Meaning = tuple[str, ...]  # targets a title may stand for, the likeliest first; ("",) known and not used
_ANY = ""  # of every kind of list
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[a-z]{2})(?=[A-Z]{2})")
_FORGIVEN = 6  # letters of a title from which one slip is forgiven
_WORD = 4  # letters of the word in which it stands: three letters are as soon another word ("KKS", "NIB")
_TELLING = 7  # letters of a word beside "Nama": a shorter one says as soon whose else it is ("kades", "kader")
# "sesuai KTP" changes nothing, but "Nomor KTP" is about the card: the less is left out, the surer.
_CARDS = (frozenset(("ktp", "kk", "kartu")), frozenset(("ktp", "kk")), frozenset[str]())
_SAYS_NOTHING = ("", "nomor")
# "sesuai KK" is about the card too; "Nama KK" and "Nomor KK" are about the family and its head.
_ON_THE_CARD = frozenset(("sesuai", "di", "dalam", "menurut", "pada", "dan", "ktp", "e", "alamat", "pekerjaan"))
# Words that say whose value it is: a title with one of them never means the person's own by likeness.
_WHOSE = frozenset(("ayah", "ibu", "bapak", "suami", "istri", "pasangan", "anak", "orang", "tua", "kepala", "wali",
                    "saksi", "pelapor",
                    "waris", "perusahaan", "instansi", "petugas", "pendamping", "ketua", "rekening", "kegiatan",
                    "usaha", "bapak", "penerima", "desa", "kecamatan", "camat", "lembaga", "kantor", "kelompok",
                    "program"))


@cache
def _words() -> Mapping[str, str]:
    """Abbreviation -> word, "" for a word that changes nothing."""
    with resource("impor", "kata.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["kata"]: row["baku"] for row in csv.DictReader(file)})


@lru_cache(8192)
def plain(title: str) -> str:
    """A title reduced for comparing: small letters, no marks, abbreviations written out."""
    if title.startswith("Tidak dipakai: "):  # how an error workbook names a column that was left out by hand
        return "tidak dipakai"
    words = _words()
    folded = fold(_CAMEL.sub(" ", title)).replace("-", " ").replace("+", " ").split()
    return " ".join(words.get(word) or word for word in folded)


@cache
def _names(kind: str) -> Mapping[str, Meaning]:
    """Reduced title -> what it means in lists of this kind. The earlier of two claims counts."""
    found: dict[str, Meaning] = {"tidak dipakai": (UNUSED,)}
    table = _table()
    special = table.get(kind, {}) if kind else {}
    found.update(special)
    for name, meaning in (*_own(), *_heirs()):
        found.setdefault(name, meaning)
    for name, meaning in table[_ANY].items():
        # What the dictionary knows stays, but a list of villages may leave it to the cells.
        if name not in found or (len(meaning) > 1 and name not in special):
            found[name] = meaning
    return MappingProxyType(found)


@cache
def _table() -> Mapping[str, Mapping[str, Meaning]]:
    found: dict[str, dict[str, Meaning]] = {_ANY: {}}
    with resource("impor", "judul.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for kind in row["jenis"].split("|"):
                found.setdefault(kind, {}).setdefault(plain(row["sebutan"]), tuple(row["sasaran"].split("|")))
    return MappingProxyType(found)


def _own() -> Iterator[tuple[str, Meaning]]:
    for field in FIELDS:
        yield from ((plain(name), (field.key,)) for name in (field.label, field.key))
    for field in FIELDS:
        yield from ((plain(name), (field.key,)) for name in field.also)


def _heirs() -> Iterator[tuple[str, Meaning]]:
    for field in FAMILY_FIELDS:
        for name in (field.label, field.key, *field.also):
            yield from ((plain(text), (field.key + HEIR,)) for text in (f"{name} ahli waris", f"ahli waris {name}"))
    yield from ((name, (key + HEIR,)) for name, key in (
        ("ahli waris", "nama"), ("hubungan", "hubungan"), ("hubungan keluarga", "hubungan")))


@lru_cache(8192)
def meaning(title: str, kind: str = _ANY, forgiving: bool = False) -> Meaning | None:
    """What a title stands for, None where nobody knows it. ``forgiving``: one slip of a finger may be in it."""
    names = _names(kind)
    whole = plain(title)
    bare = plain(_IN_BRACKETS.sub(" ", title))
    for text in (whole, bare):
        if found := names.get(text):
            return found
    for kept in _CARDS:
        less = " ".join(word for before, word in pairwise(("", *bare.split()))
                        if word in kept or _words().get(word) != "" or (word == "kk" and before not in _ON_THE_CARD))
        found = names.get(less) if less not in _SAYS_NOTHING else None
        if found and _whose(less) == _whose(bare):
            return found
    return _agreed(title, kind) or (_nearly(bare, kind) if forgiving else None)


def _agreed(title: str, kind: str) -> Meaning | None:
    """What two names with a stroke between them both mean: "Pekerjaan/Profesi"; None where they differ."""
    parts = title.split("/")
    if len(parts) != 2:
        return None
    one, other = (meaning(part, kind) for part in parts)
    return one if one == other else None


def of_somebody_else(title: str) -> bool:
    """Whether a title speaks of somebody besides the person: "NIK Ayah", "Nama Kepala Keluarga"."""
    return bool(_whose(plain(title)))


def _whose(text: str) -> frozenset[str]:
    return _WHOSE.intersection(text.split())


def _nearly(text: str, kind: str) -> Meaning | None:
    """The only meaning whose title is one slip away: a letter too many, too few, another, or two exchanged."""
    if len(text) < _FORGIVEN - 1:
        return None
    near = _near(kind)
    names = _names(kind)
    claims = {name for cut in (text, *_cuts(text)) for name in near.get(cut, ())
              if _one_slip(text, name) and _forgivable(text, name, names[name])}
    meant = {names[name] for name in claims if _whose(name) == _whose(text)}
    return meant.pop() if len(meant) == 1 else None


def _forgivable(text: str, name: str, meant: Meaning) -> bool:
    """Whether a slip is likelier than another word: "No KKS" is no "No KK", "Nama Kades" no "Nama kader"."""
    typed, known = text.split(), name.split()
    if len(typed) != len(known):
        return text.replace(" ", "") == name.replace(" ", "")  # a blank too many or too few
    slipped = [word for one, word in zip(typed, known, strict=True) if one != word]
    least = _TELLING if meant == ("nama",) else _WORD
    return all(len(word) >= least or (word == "nama" and meant == ("nama",)) for word in slipped)


@cache
def _near(kind: str) -> Mapping[str, tuple[str, ...]]:
    """A title, whole or with one letter cut out -> titles it comes from."""
    found: dict[str, list[str]] = {}
    for name in _names(kind):
        if len(name) >= _FORGIVEN:
            for cut in {name, *_cuts(name)}:
                found.setdefault(cut, []).append(name)
    return MappingProxyType({cut: tuple(names) for cut, names in found.items()})


def _cuts(text: str) -> Iterator[str]:
    return (text[:n] + text[n + 1:] for n in range(len(text)))


def _one_slip(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    x, y = a[start:], b[start:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[:2] == y[1::-1] and x[2:] == y[2:])


def numbered_titles(titles: Sequence[str]) -> list[str]:
    """The folded titles of a header's columns; the second of one title is "nama (2)", one without a title ""."""
    seen: Counter[str] = Counter()
    found = []
    for title in map(fold, titles):
        seen[title] += 1
        found.append(f"{title} ({seen[title]})" if title and seen[title] > 1 else title)
    return found
