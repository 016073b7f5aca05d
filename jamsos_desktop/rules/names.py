"""Rules on names: as the KTP has them, for one wrong letter fails at Dukcapil."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.findings import Mend
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules.kinds import PERIKSA, SALAH, Hit, Known, rule, settle_mend

PUNCTUATION = " .'-,\u2019"
# What a clerk shortens, and what a KTP may have in full.
SHORTENED = {"MUH": "MUHAMMAD", "MUHD": "MUHAMMAD", "MHD": "MUHAMMAD", "MOH": "MOHAMMAD", "MOCH": "MOCHAMMAD",
             "ABD": "ABDUL", "ST": "SITTI"}
# Titles before a name, and what a title behind one looks like (S.SOS, S PD, M.SI, A.MD.KEB, SE).
BEFORE = frozenset(["DR", "DRS", "DRA", "IR", "PROF", "H", "HJ", "HI", "HJI", "USTADZ", "USTAZ", "KH"])
BEHIND = re.compile(r"([SMA]\.? ?[A-Z]{1,4}(\.? ?[A-Z]{1,4})?\.?"
                    r"|AMD|SE|SH|ST|MM|MH|MT|BA|SKM|SSOS|SPD|SAG|SIP|SKEP|MPD|MSI)")
# Letters of other alphabets that look Latin: pasted from the web, they fail every comparison.
LOOKALIKE = str.maketrans("АВЕЅІЈКМНОРСТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTXYABEZHIKMNOPTYX")


def strange_letters(name: str) -> str:
    """The characters of a name that are neither letters nor usual punctuation, each once."""
    return "".join(dict.fromkeys(c for c in name if not (c.isalpha() or c in PUNCTUATION or unicodedata.combining(c))))


def foreign_letters(name: str) -> str:
    """The letters of a name that are not Latin, each once."""
    return "".join(dict.fromkeys(c for c in name if c.isalpha() and "LATIN" not in unicodedata.name(c, "")))


def without_title(name: str) -> str:
    """The name without academic or religious titles ("H. RUSDIN, S.SOS" -> "RUSDIN"); same if none."""
    main, _, behind = name.partition(",")
    words = main.split()
    while len(words) > 1 and words[0].rstrip(".").upper() in BEFORE:
        words = words[1:]
    while len(words) > 1 and "." in words[-1] and BEHIND.fullmatch(words[-1].upper()):
        words = words[:-1]
    kept = " ".join(words)
    titled = kept != main.strip() or (behind.strip() and BEHIND.match(behind.strip().upper()))
    return kept if titled else name


def in_full(name: str) -> str:
    """The name with the usual short forms written out ("MUH. YUSUF" -> "MUHAMMAD YUSUF")."""
    words = name.split()
    return " ".join(SHORTENED.get(w.rstrip(".").upper(), w) if len(words) > 1 else w for w in words)


def shortened_word(name: str) -> str:
    """The first short form in a name as written, or ""."""
    words = name.split()
    return next((w for w in words if len(words) > 1 and w.rstrip(".").upper() in SHORTENED), "")


@rule("NAMA", SALAH, "nama", apa="Nama hanya huruf, spasi, titik, koma, petik dan tanda hubung.",
      cara="Tulis persis seperti KTP.", sumber="SIPP: nama dicocokkan dengan Dukcapil")
def nama(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.nama and (strange := strange_letters(p.nama)):
        yield Hit(f"Nama memuat \u201c{strange}\u201d.", "Nama bukan huruf")
    elif p.nama and not any(c.isalpha() for c in p.nama):
        yield Hit("Nama tidak memuat huruf.", "Nama bukan huruf")


@rule("HURUF_CAMPUR", PERIKSA, "nama", apa="Nama ditulis dengan huruf Latin saja.",
      cara="Ketik ulang nama itu.", sumber="simpulan: huruf serupa dari internet gagal dicocokkan")
def huruf_campur(p: Peserta, known: Known) -> Iterator[Hit]:
    for key, text in (("nama", p.nama), ("nama_ibu", p.nama_ibu)):
        if foreign := foreign_letters(text):
            plain = text.translate(LOOKALIKE)
            mends = () if foreign_letters(plain) else (Mend("Pakai huruf Latin", key, plain),)
            what = "Nama" if key == "nama" else "Nama ibu"
            yield Hit(f"{what} memuat huruf bukan Latin: {foreign}.", "Huruf tidak biasa", (key,), mends)


@rule("GELAR_DI_NAMA", PERIKSA, "nama gelar", apa="Gelar tidak ditulis di nama.",
      cara="Pindahkan gelar ke isian Gelar, kecuali KTP memuatnya.", sumber="SIPP: kolom GELAR terpisah")
def gelar_di_nama(p: Peserta, known: Known) -> Iterator[Hit]:
    plain = without_title(p.nama)
    if plain != p.nama:
        yield Hit("Nama tampak memuat gelar. Lihat KTP.", "Gelar di nama",
                  mends=(Mend(f"Pakai {plain}", "nama", plain), settle_mend("Sesuai KTP", "GELAR_DI_NAMA")))


@rule("SINGKATAN", PERIKSA, "nama", apa="Nama tidak disingkat, kecuali KTP menyingkatnya.",
      cara="Tulis persis seperti KTP.", sumber="Dukcapil: satu huruf beda sudah gagal")
def singkatan(p: Peserta, known: Known) -> Iterator[Hit]:
    if word := shortened_word(p.nama):
        full = SHORTENED[word.rstrip(".").upper()]
        yield Hit(f"KTP menulis {word} atau {full}?", "Nama disingkat",
                  mends=(Mend(f"Pakai {full}", "nama", in_full(p.nama)), settle_mend(f"KTP: {word}", "SINGKATAN")))


@rule("IBU", SALAH, "nama_ibu", apa="Nama ibu kandung berupa nama, bukan tanda hubung atau angka.",
      cara="Lihat kolom Ibu di Kartu Keluarga.", sumber="Template SIPP")
def ibu(p: Peserta, known: Known) -> Iterator[Hit]:
    text = p.nama_ibu
    if text and not any(c.isalpha() for c in text):
        yield Hit(f"Nama ibu terisi \u201c{text}\u201d.", "Nama ibu salah")
    elif text and (strange := strange_letters(text)):
        yield Hit(f"Nama ibu memuat \u201c{strange}\u201d.", "Nama ibu salah")


@rule("IBU_SAMA", PERIKSA, "nama_ibu nama", apa="Nama ibu berbeda dari nama orangnya.",
      cara="Lihat kolom Ibu di Kartu Keluarga.", sumber="simpulan: salah salin")
def ibu_sama(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.nama_ibu and fold(p.nama_ibu) == fold(p.nama):
        yield Hit("Nama ibu sama dengan nama orangnya.", "Nama ibu sama",
                  mends=(settle_mend("Sesuai KK", "IBU_SAMA"),))
