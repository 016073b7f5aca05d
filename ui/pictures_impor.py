"""A list as a hamlet keeps it, for the pictures of page Impor.

The people of the list are invented (their NIK end in 9xxx), but for the first of the desk, who are here already.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk import Query

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk

FILE, SHEET = "data pekerja rentan bajo indah.xlsx", "Dusun II"
TITLES = ("NO", "NAMA", "NIK", "TTL", "PEKERJAAN", "DSN", "ISTRI/SUAMI")
Row = tuple[str | float, ...]
FIRST: tuple[Row, ...] = (
    ("LA ODE HASAN", "7402110302809366", "Soropia, 03-02-1980", "Nelayan", "II", "Wa Ode Salma"),
    ("SALMIA", "7402116111799428", "Soropia, 21-11-1979", "Jualan ikan", "II", "Ld. Amran"),
    ("KAHARUDDIN", 7402112509729000.0, "Bokori, 25/09/1972", "Nelayan", "II", "Rosmini"),
    ("FITRIANI", "7402114704889630", "Soropia, 07-04-1988", "Pengolah ikan", "II", "Sarifa"),
    ("BAHTIAR", "7402111812919745", "Leppe, 18-12-1991", "Nelayan", "II", "Nurlela"),
    ("MUH ILHAM K", "740211090785951", "Soropia, 09-07-1985", "Nelayan", "II", "Hasni"),
    ("ST NURBAYA", "7402115510759664", "Mekar, 15-10-1976", "Kios", "II", "(alm)"),
    ("HASLINDA", "7402116602939702", "Soropia, 26-02-1993", "Budidaya rumput laut", "II", "La Udin"),
)
BLOTS: dict[int, dict[int, str | float]] = {  # what is wrong further down: line -> column -> what stands there
    17: {1: 7402110611839000.0}, 21: {2: "Soropia, 12-05-83"}, 26: {5: "Wa Ode Nur (alm)"}, 30: {1: "7402l10101859533"},
    33: {0: ""}, 38: {2: "Soropia, 31-02-1990"}, 44: {0: "Hj. ROSTINA, S.Pd"}, 50: {1: "740211"}, 55: {2: "Bokori"},
}
MEN = ("LA ODE RUSLAN", "SYARIFUDDIN", "LA UDIN", "JUMAIDIN", "ARIFIN", "LA MUSA", "ABD. RAHMAN", "SUPARDI")
WOMEN = ("WA ODE SITI", "HASNAWATI", "MARDIANA", "WA INA", "NURHAYATI", "ROSDIANA", "SAMSIAH", "WA ONDO")
WORK = ("Nelayan", "Pengolah ikan", "Jualan ikan", "Budidaya rumput laut", "Kios", "Buruh bangunan")
MANY, HERE = 64, 4


def write_list(path: Path, desk: Desk) -> Path:
    """The workbook: two banner rows, the header in row 3, and 64 people below."""
    import xlsxwriter

    known = [desk.read(uid) for uid in desk.uids(Query())[:HERE]]
    there: list[Row] = [(p.nama.upper(), p.nik, f"{p.tempat_lahir}, {p.tanggal_lahir:%d-%m-%Y}",
                         desk.label("pekerjaan", p.pekerjaan), "", "") for p in known if p.tanggal_lahir]
    people = [*FIRST, *there]
    people += [_invented(at) for at in range(len(people), MANY)]
    lists = {"Dusun I": people[40:46], SHEET: people}
    with xlsxwriter.Workbook(path) as book:
        for name, rows in lists.items():
            sheet = book.add_worksheet(name)
            sheet.write(0, 0, "DAFTAR PEKERJA RENTAN")
            sheet.write(1, 0, f"{name.upper()}, DESA BAJO INDAH")
            sheet.write_row(2, 0, TITLES)
            for line, row in enumerate(rows):
                sheet.write_row(3 + line, 0, (line + 1, *row))
    return path


def _invented(at: int) -> Row:
    """Somebody who lives nowhere; birth date and sex agree with the NIK, but where ``BLOTS`` says otherwise."""
    woman = at % 2
    born = date(1971, 3, 5) + timedelta(days=197 * at)
    nik = f"740211{born.day + 40 * woman:02d}{born:%m%y}{9100 + at}"
    name = f"{(WOMEN if woman else MEN)[at // 2 % 8]} {'ABCDEFG'[at // 16]}".removesuffix(" A")
    row: list[str | float] = [name, nik, f"Soropia, {born:%d-%m-%Y}", WORK[at % len(WORK)], "II",
                              (MEN if woman else WOMEN)[(at // 2 + 3) % 8].title()]
    for column, text in BLOTS.get(at, {}).items():
        row[column] = text
    return tuple(row)
