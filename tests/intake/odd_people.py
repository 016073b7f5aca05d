"""Fictional people for odd workbooks, and every way a village writes their values into a cell.

A ``Writing`` is one cell: what stands in it, and what must come out of it. ``sah`` maps a field key to the typed value
that must be found again; ``boleh`` maps a key to the values that may be found where the cell is damaged (the empty one
may always be); what is neither must stay as a new person has it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

EPOCH = date(1899, 12, 30)
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
          "November", "Desember")
_SYLLABLES = ("la", "wa", "sa", "mu", "ri", "ka", "na", "ti", "ha", "ju", "lo", "mi", "su", "ba", "re", "ni", "da",
              "fi", "ru", "ma", "se", "ya", "to", "ke")
PLACES = ("SOROPIA", "KENDARI", "BOKORI", "UNAAHA", "WAWOTOBI", "SAPONDA", "TORONIPA", "RAHA")
# Daily jobs of the policy (code, spellings that stand in its table) and those of a KTP (code, OpenSID code, label).
JOBS = (("NELAYAN", ("Nelayan", "NELAYAN", "nelayan tangkap")), ("TANI", ("Petani", "Tani", "PETANI")),
        ("OJEK", ("Tukang ojek", "Ojek", "OJEK")), ("KAYU", ("Tukang kayu", "TUKANG KAYU")),
        ("BURUH_BANGUNAN", ("Buruh bangunan", "Kuli bangunan")), ("IKAN_KELILING", ("Pedagang ikan", "Jual ikan")))
KTP_JOBS = (("9", "9", "PETANI/PEKEBUN"), ("11", "11", "NELAYAN/PERIKANAN"), ("88", "88", "WIRASWASTA"),
            ("99", "89", "LAINNYA"), ("2", "2", "MENGURUS RUMAH TANGGA"))
MARRIED = (("kawin", ("KAWIN", "Kawin")), ("belum_kawin", ("BELUM KAWIN", "Belum kawin")),
           ("cerai_hidup", ("CERAI HIDUP", "Cerai hidup")), ("cerai_mati", ("CERAI MATI", "Cerai mati")))
BLOOD = (("A", "1"), ("B", "2"), ("AB", "3"), ("O", "4"), ("tidak_tahu", "13"))
NO_NIK = ("", "-", "0", "belum ada", "tidak ada")


@dataclass(frozen=True)
class Person:
    """A whole person of nobody's family: the serial of the NIK is 9xxx."""

    nik: str
    no_kk: str
    nama: str
    tempat_lahir: str
    tanggal_lahir: date
    jenis_kelamin: str
    status_kawin: str
    nama_ibu: str
    alamat: str
    dusun: str
    rt: str
    rw: str
    hp: str
    golongan_darah: str
    pekerjaan: str
    ktp: tuple[str, str, str]
    penghasilan: int
    suami_istri: str


@dataclass(frozen=True)
class Writing:
    """One cell. ``nilai``: text, int, float or date as the workbook holds it."""

    nilai: Any
    sah: Mapping[str, Any] = field(default_factory=dict)
    boleh: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)


@dataclass
class Style:
    """How one list writes its dates, sexes and numbers; ``teks``: the format has no cells but text."""

    rng: random.Random
    teks: bool = False
    lama: bool = False  # an old code page
    tanggal: str = "dd-mm-yyyy"
    kelamin: Mapping[str, str] = field(default_factory=lambda: {"L": "L", "P": "P"})
    apostrof: bool = False
    angka: bool = False


def name(rng: random.Random, words: int = 0) -> str:
    """A name that nobody else of the soak has."""
    return " ".join("".join(rng.choices(_SYLLABLES, k=rng.randint(2, 3))) for _ in range(words or rng.randint(2, 3))) \
        .upper()


def person(rng: random.Random, no_kk: str = "") -> Person:
    """Somebody between 17 and 64 whose NIK agrees with birth date and sex."""
    born = date(1963, 1, 1) + timedelta(days=rng.randrange(365 * 45))
    sex = rng.choice("LP")
    district = rng.randint(1, 28)
    day = born.day + (40 if sex == "P" else 0)
    recorded = date(2009, 1, 1) + timedelta(days=rng.randrange(5000))
    return Person(
        nik=f"7402{district:02}{day:02}{born:%m%y}{rng.randint(9000, 9999)}",
        no_kk=no_kk or f"740211{recorded:%d%m%y}{rng.randint(9000, 9999)}", nama=name(rng),
        tempat_lahir=rng.choice(PLACES), tanggal_lahir=born, jenis_kelamin=sex, status_kawin=rng.choice(MARRIED)[0],
        nama_ibu=name(rng), alamat=f"Jl. {name(rng, 1).title()} No. {rng.randint(1, 99)}",
        dusun=rng.choice(("I", "II", "III")), rt=f"{rng.randint(1, 12):03}", rw=f"{rng.randint(1, 6):03}",
        hp=f"08129900{rng.randint(1000, 9999)}", golongan_darah=rng.choice(BLOOD)[0], pekerjaan=rng.choice(JOBS)[0],
        ktp=rng.choice(KTP_JOBS), penghasilan=rng.randint(4, 60) * 50_000, suami_istri=name(rng))


DATES: Mapping[str, Callable[[date], str]] = {
    "dd-mm-yyyy": lambda d: f"{d:%d-%m-%Y}", "dd/mm/yyyy": lambda d: f"{d:%d/%m/%Y}",
    "d/m/yyyy": lambda d: f"{d.day}/{d.month}/{d.year}", "yyyy-mm-dd": lambda d: d.isoformat(),
    "dd.mm.yyyy": lambda d: f"{d:%d.%m.%Y}", "d Bulan yyyy": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "dd Bul yyyy": lambda d: f"{d.day:02} {MONTHS[d.month - 1][:3]} {d.year}",
    "ddmmyyyy": lambda d: f"{d:%d%m%Y}", "mm/dd/yyyy": lambda d: f"{d:%m/%d/%Y}",
}


def _apostrophe(style: Style, text: str) -> str:
    return "'" + text if style.apostrof else text


def nik(style: Style, p: Person) -> Writing:
    return Writing(_apostrophe(style, p.nik), {"nik": p.nik})


def no_kk(style: Style, p: Person) -> Writing:
    return Writing(_apostrophe(style, p.no_kk), {"no_kk": p.no_kk})


def nama(style: Style, p: Person) -> Writing:
    written = style.rng.choice((p.nama, p.nama.title(), p.nama.lower(), f"  {p.nama} ", p.nama.replace(" ", "  "),
                                p.nama.replace(" ", "\u00a0"), "\u200b" + p.nama, p.nama + "\u0007"))
    if not style.teks:
        written = written.replace("\u0007", "")  # no workbook can hold it
    return Writing(written, {"nama": p.nama})


def birth(style: Style, p: Person) -> Writing:
    known = {"tanggal_lahir": p.tanggal_lahir}
    if style.tanggal == "sel" and not style.teks:
        return Writing(p.tanggal_lahir, known)
    return Writing(DATES.get(style.tanggal, DATES["dd-mm-yyyy"])(p.tanggal_lahir), known)


def place(style: Style, p: Person) -> Writing:
    return Writing(style.rng.choice((p.tempat_lahir, p.tempat_lahir.title())), {"tempat_lahir": p.tempat_lahir})


def place_and_birth(style: Style, p: Person) -> Writing:
    shape = style.tanggal if style.tanggal in ("dd-mm-yyyy", "dd/mm/yyyy", "d Bulan yyyy") else "dd-mm-yyyy"
    between = style.rng.choice((", ", ",", " / ")) if shape != "dd/mm/yyyy" else ", "
    return Writing(f"{p.tempat_lahir.title()}{between}{DATES[shape](p.tanggal_lahir)}",
                   {"tempat_lahir": p.tempat_lahir, "tanggal_lahir": p.tanggal_lahir})


def sex(style: Style, p: Person) -> Writing:
    return Writing(style.kelamin[p.jenis_kelamin], {"jenis_kelamin": p.jenis_kelamin})


def married(style: Style, p: Person) -> Writing:
    spellings = dict(MARRIED)[p.status_kawin]
    return Writing(style.rng.choice(spellings), {"status_kawin": p.status_kawin})


def mother(style: Style, p: Person) -> Writing:
    return Writing(style.rng.choice((p.nama_ibu, p.nama_ibu.title())), {"nama_ibu": p.nama_ibu})


def address(style: Style, p: Person) -> Writing:
    return Writing(p.alamat, {"alamat": p.alamat})


def hamlet(style: Style, p: Person) -> Writing:
    return Writing(p.dusun, {"dusun": p.dusun})


def _small_number(style: Style, key: str, text: str) -> Writing:
    if style.angka and not style.teks:  # Excel keeps 2 where 002 was typed
        return Writing(int(text), {}, {key: (text, str(int(text)))})
    return Writing(text, {key: text})


def rt(style: Style, p: Person) -> Writing:
    return _small_number(style, "rt", p.rt)


def rw(style: Style, p: Person) -> Writing:
    return _small_number(style, "rw", p.rw)


def rt_rw(style: Style, p: Person) -> Writing:
    return Writing(f"{p.rt}/{p.rw}", {"rt": p.rt, "rw": p.rw})


def phone(style: Style, p: Person) -> Writing:
    known = {"hp": p.hp}
    if style.angka and not style.teks:
        return Writing(int(p.hp), known)  # a number has lost its zero; all of Indonesia's begin with one
    return Writing(style.rng.choice((p.hp, "+62" + p.hp[1:], f"{p.hp[:4]}-{p.hp[4:8]}-{p.hp[8:]}")), known)


def blood(style: Style, p: Person) -> Writing:
    return Writing("-" if p.golongan_darah == "tidak_tahu" else p.golongan_darah,
                   {} if p.golongan_darah == "tidak_tahu" else {"golongan_darah": p.golongan_darah},
                   {"golongan_darah": ("tidak_tahu",)})


def job(style: Style, p: Person) -> Writing:
    return Writing(style.rng.choice(dict(JOBS)[p.pekerjaan]), {"pekerjaan": p.pekerjaan}, {"pekerjaan_ktp": ANY_CODE})


def income(style: Style, p: Person) -> Writing:
    dotted = f"{p.penghasilan:,}".replace(",", ".")
    plain: Any = str(p.penghasilan) if style.teks else p.penghasilan
    return Writing(style.rng.choice((plain, dotted, f"Rp {dotted}", f"Rp. {dotted},-", f"{dotted},00")),
                   {"penghasilan": p.penghasilan})


def spouse(style: Style, p: Person) -> Writing:
    return Writing(p.suami_istri, {"ahli_waris": p.suami_istri})


ANY_CODE = ("*",)  # follows from the job that stands there, by the tables of the policy
