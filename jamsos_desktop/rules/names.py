"""Rules on names: as the KTP has them, for one wrong letter fails at Dukcapil."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from operator import attrgetter

from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.fields import FAMILY_FIELDS, FIELDS, Kind
from jamsos_desktop.model.findings import Mend
from jamsos_desktop.model.letters import unprintable
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules.kinds import PERIKSA, SALAH, Hit, Known, rule, settle_mend, short

PUNCTUATION = " .'-,\u2019"
# What a clerk shortens, and what a KTP may have in full.
SHORTENED = {"MUH": "MUHAMMAD", "MUHD": "MUHAMMAD", "MHD": "MUHAMMAD", "MOH": "MOHAMMAD", "MOCH": "MOCHAMMAD",
             "ABD": "ABDUL", "ST": "SITTI"}
# Titles before a name, and what a title behind one looks like (S.SOS, S PD, M.SI, A.MD.KEB, SE).
BEFORE = re.compile(r"(PROF|DRS|DRA|DR|IR|HJI|HJ|HI|H|USTADZ|USTAZ|KH)(\.\s*|\s+)(?=\S)")
DOTTED = re.compile(r"([SMA]\.|AMD\.) ?[A-Z]{1,5}\.?( ?[A-Z]{1,5}\.?)*")
DEGREES = re.compile("|".join((
    "AMD|AMDKEB|AMDKEP|AMA|AMAPD|BA|BSC|MBA|MSC|PHD|APT|NS|MAG|MAP|MH|MHUM|MKES|MKN|MKOM|MM|MP|MPD|MPDI|MSI|MT",
    "SAG|SAN|SE|SEI|SFARM|SH|SHI|SHUT|SIKOM|SIP|SKED|SKEP|SKM|SKOM|SP|SPD|SPDI|SPDSD|SPI|SPSI|SPT|SSI|SSOS|SSOSI",
    "SST|SSTP|ST|STP|STRKEB")))
# Letters of other alphabets that look Latin: pasted from the web, they fail every comparison.
LOOKALIKE = str.maketrans("АВЕЅІЈКМНОРСТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTXYABEZHIKMNOPTYX")

# What people type as text and paper sets; digits and dates are ASCII, codes print our own labels.
_TYPED = (Kind.TEXT, Kind.NAME, Kind.PHONE)
PRINTED = tuple(field.key for field in FIELDS if field.kind in _TYPED and field.key != "kode_lokasi")
PRINTED_KIN = tuple(field.key for field in FAMILY_FIELDS if field.kind in _TYPED)
_PRINTED_OF, _PRINTED_OF_KIN = attrgetter(*PRINTED), attrgetter(*PRINTED_KIN)


def strange_letters(name: str) -> str:
    """The characters of a name that are neither letters nor usual punctuation, each once."""
    return "".join(dict.fromkeys(c for c in name if not (c.isalpha() or c in PUNCTUATION or unicodedata.combining(c))))


def foreign_letters(name: str) -> str:
    """The letters of a name that are not Latin, each once."""
    if name.isascii():
        return ""
    return "".join(dict.fromkeys(c for c in name if c.isalpha() and "LATIN" not in unicodedata.name(c, "")))


def without_title(name: str) -> str:
    """The name without academic or religious titles ("H. RUSDIN, S.SOS" -> "RUSDIN"); same if none.

    Behind a comma only what is a title goes: "SITI, BA'DIAH" keeps both halves.
    """
    main, *behind = name.split(",")
    plain = main.strip()
    while found := BEFORE.match(plain.upper()):
        plain = plain[found.end():]
    words = plain.split()
    while len(words) > 1 and DOTTED.fullmatch(words[-1].upper()):
        words = words[:-1]
    kept = [part for part in behind if not _is_title(part)]
    if " ".join(words) == " ".join(main.split()) and len(kept) == len(behind):
        return name
    return ", ".join(part for part in (" ".join(words), *(" ".join(part.split()) for part in kept)) if part)


def _is_title(text: str) -> bool:
    upper = text.strip().upper()
    return bool(DEGREES.fullmatch(re.sub(r"[ .]", "", upper)) or DOTTED.fullmatch(upper))


def in_full(name: str) -> str:
    """The name with the usual short forms written out ("MUH.YUSUF" -> "MUHAMMAD YUSUF")."""
    main, comma, behind = name.partition(",")
    if not shortened_word(name):
        return name
    main = re.sub(r"([^\s.]+)\.?", lambda word: f"{SHORTENED[word[1].upper()]} " if word[1].upper() in SHORTENED
                  else word[0], main)
    return " ".join(main.split()) + comma + behind


def shortened_word(name: str) -> str:
    """The first short form in a name as written, with or without a blank behind its dot, or ""."""
    words = re.findall(r"[^\s.]+\.?", name.partition(",")[0])
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
        if (foreign := foreign_letters(text)) and not unprintable(text):  # else HURUF_CETAK asks already
            what = "Nama" if key == "nama" else "Nama ibu"
            yield Hit(f"{what} memuat huruf bukan Latin: {foreign}.", "Huruf tidak biasa", (key,))


@rule("HURUF_CETAK", SALAH, "*", apa="Isian yang tercetak memakai huruf yang dapat dicetak.",
      cara="Ketik ulang dengan huruf Latin seperti di KTP.", sumber="huruf.txt: huruf yang ada di berkas cetak")
def huruf_cetak(p: Peserta, known: Known) -> Iterator[Hit]:
    # Nearly everybody is written in plain letters: one look at all of it together.
    if "".join((*_PRINTED_OF(p), *(text for member in p.keluarga for text in _PRINTED_OF_KIN(member)))).isascii():
        return
    texts = [(key, 0, getattr(p, key)) for key in PRINTED]
    for place, member in enumerate(p.keluarga):
        texts += [(f"keluarga.{place}.{key}", place + 1, getattr(member, key)) for key in PRINTED_KIN]
    for key, kin, text in texts:
        if strange := unprintable(text):
            name = f"{short(key)} keluarga ke-{kin}" if kin else short(key)
            plain = text.translate(LOOKALIKE)
            # The button writes one field of the person; a cell of the family is typed again.
            mends = (Mend("Pakai huruf Latin", key, plain),) if key in PRINTED and not unprintable(plain) else ()
            shown = " ".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in strange[:5])
            yield Hit(f"{name} memuat huruf yang tidak bisa dicetak: {shown}.", "Huruf tidak tercetak",
                      (key,) if key in PRINTED else (key, "keluarga"), mends)


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
      cara="Salin dari kolom Ibu di Kartu Keluarga.", sumber="Template SIPP")
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
