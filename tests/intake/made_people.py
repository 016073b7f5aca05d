"""Fictional people for workbooks: the serial of their NIK is 9xxx, and it tells their birth date and their sex."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_MEN = ("LA ODE HASAN", "KAHARUDDIN", "BAHTIAR", "MUH ILHAM K", "LA SAMSU", "LA UDIN", "ASRUL SANI", "SUMBER")
_WOMEN = ("WA ODE SALMA", "SALMIA", "FITRIANI", "ST NURBAYA", "HASLINDA", "ROSMINI", "NURLELA", "WA INA")
_PLACES = ("SOROPIA", "KENDARI", "BOKORI", "LEPPE", "MEKAR")
_STATUS = (("1", "BELUM KAWIN", "belum_kawin"), ("2", "KAWIN", "kawin"), ("4", "CERAI MATI", "cerai_mati"))
_JOBS = (("9", "PETANI/PEKEBUN"), ("11", "NELAYAN/PERIKANAN"), ("8", "PERDAGANGAN"))
BLOOD = ("A", "B", "AB", "O")


@dataclass(frozen=True, slots=True)
class Orang:
    """One person, with values as a record holds them."""

    nik: str
    nama: str
    no_kk: str
    tempat_lahir: str
    tanggal_lahir: date
    jenis_kelamin: str
    status: tuple[str, str, str]  # code of OpenSID, word, our code
    ibu: str
    ayah: str
    alamat: str
    dusun: str
    rt: str
    rw: str
    hp: str
    penghasilan: int
    darah: str
    kerja_ktp: tuple[str, str]  # code, word


def people(count: int, first: int = 0) -> tuple[Orang, ...]:
    """That many different people, three to a family; the same ones each time."""
    return tuple(_orang(n) for n in range(first, first + count))


def _orang(n: int) -> Orang:
    man = n % 2 == 0
    born = date(1960 + n * 7 % 40, 1 + n * 5 % 12, 1 + n * 11 % 28)
    day = born.day + (0 if man else 40)
    family = n // 3
    names = _MEN if man else _WOMEN
    # A serial is used again after 999 people, on another birth date and kecamatan.
    nik = f"7402{11 + n // 999 % 28:02}{day:02}{born.month:02}{born.year % 100:02}9{n % 999 + 1:03}"
    kk = f"740211{1 + family % 28:02}{1 + family // 28 % 12:02}{10 + family // 336 % 12:02}9{family % 999 + 1:03}"
    suffix = "" if n < 8 else " " + _letters(n)
    return Orang(nik, names[n // 2 % 8] + suffix, kk, _PLACES[n % 5], born, "L" if man else "P", _STATUS[n % 3],
                 f"WA {_WOMEN[(n + 3) % 8]}", f"LA {_MEN[(n + 5) % 8]}", f"JL. POROS NO {family + 1}",
                 ("I", "II", "III")[family % 3],
                 f"{1 + family % 4:03}", f"{1 + family % 2:03}", f"0821{90000000 + n * 137 % 9999999}",
                 900_000 + n % 9 * 50_000, BLOOD[n % 4], _JOBS[n % 3])


def _letters(n: int) -> str:
    text = ""
    while True:
        text = chr(65 + n % 26) + text
        n //= 26
        if not n:
            return text
