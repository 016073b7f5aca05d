"""What the program itself brings without a source: columns of templates, sentences of papers, lists for guessing."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from jamsos_desktop.desk.doubts_records import DoubtRow
from jamsos_desktop.paths import resource
from jamsos_desktop.policy import KEYAKINAN


class _Sheet(NamedTuple):
    """A sheet of SIPP: its file, and what its columns rest on."""

    file: str
    sumber: str


SIPP = (_Sheet("data_tk_baru", "contoh templat yang beredar; judul kolom D sampai H disimpulkan"),
        _Sheet("data_tk_lanjutan", "satu contoh templat yang beredar"),
        _Sheet("data_tk_na", "satu contoh templat yang beredar"))
LETTERS = {"klaim": "Langkah klaim di daftar berkas", "manfaat": "Selebaran manfaat",
           "pemusnahan": "Berita acara pemusnahan", "persetujuan": "Surat persetujuan",
           "petunjuk_berkas": "Petunjuk di daftar kekurangan", "sk_rentan": "Rancangan SK pekerja rentan",
           "tarik_persetujuan": "Surat penarikan persetujuan"}
# Lists for guessing: nothing of them is kept before somebody has looked at the guess, so one line for each is enough.
GUESSED = "disusun program dari kebiasaan menulis di daftar desa"
GUESSES = {"impor/judul.csv": ("Sebutan judul kolom Excel", "Impor Excel, pasangan kolom"),
           "impor/jenis.csv": ("Tanda jenis daftar Excel", "Impor Excel, jenis lembar"),
           "impor/istilah.csv": ("Istilah isian Excel", "Impor Excel, isian"),
           "impor/kata.csv": ("Singkatan judul kolom Excel", "Impor Excel, pasangan kolom"),
           "kemiripan/bobot.csv": ("Bobot data mirip", "Ganda dan mutu"),
           "kemiripan/ejaan.csv": ("Ejaan nama yang dianggap sama", "Ganda dan mutu, pencarian"),
           "kemiripan/kata_umum.csv": ("Kata nama yang umum", "Ganda dan mutu"),
           "kemiripan/singkatan.csv": ("Singkatan nama", "Ganda dan mutu, pencarian"),
           "kemiripan/tanggal_umum.csv": ("Tanggal lahir yang umum", "Ganda dan mutu")}


@cache
def own_rows() -> tuple[DoubtRow, ...]:
    """All of them, in one order."""
    return (*_columns(), *_laws(), *_sentences(), *_guesses())


def _read(*parts: str) -> list[dict[str, str]]:
    with resource(*parts).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _columns() -> Iterator[DoubtRow]:
    for sheet in SIPP:
        for row in _read("sipp", f"{sheet.file}.csv"):
            if row["keyakinan"] != KEYAKINAN[0]:
                yield DoubtRow(f"sipp/{sheet.file}.csv", row["kolom"], "Templat SIPP",
                               f"{sheet.file}, kolom {row['kolom']}", row["nama"], sheet.sumber, row["keyakinan"],
                               "Ke BPJS, Isi templat SIPP", lewat_ketentuan=False)


def _laws() -> Iterator[DoubtRow]:
    for row in _read("laporan", "dasar_hukum.csv"):
        if row["keyakinan"] != KEYAKINAN[0]:
            yield DoubtRow("laporan/dasar_hukum.csv", f"{row['laporan']}/{row['peraturan']}", "Dasar hukum laporan",
                           row["peraturan"], row["isi"], row["sumber"], row["keyakinan"], "Laporan dan lampiran",
                           lewat_ketentuan=False)


def _sentences() -> Iterator[DoubtRow]:
    for name, paper in LETTERS.items():
        words = tomllib.loads(resource("surat", f"{name}.toml").read_text(encoding="utf-8"))
        for nth, line in enumerate(_unsure_lines(words), 1):
            yield DoubtRow(f"surat/{name}.toml", str(nth), "Kalimat surat", paper, line["teks"],
                           line.get("sumber", "").removeprefix("-"), line["keyakinan"], "Cetak", lewat_ketentuan=False)


def _unsure_lines(part: Any) -> Iterator[dict[str, str]]:
    """Every table with ``teks`` that is not confirmed, however deep, in the order of the file."""
    if isinstance(part, dict):
        if "teks" in part and part.get("keyakinan", KEYAKINAN[0]) != KEYAKINAN[0]:
            yield part
        for inner in part.values():
            yield from _unsure_lines(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _unsure_lines(inner)


def _guesses() -> Iterator[DoubtRow]:
    for file, (label, place) in GUESSES.items():
        rows = [row for row in _read(*file.split("/")) if row["keyakinan"] != KEYAKINAN[0]]
        if rows:
            sureness = max((row["keyakinan"] for row in rows), key=KEYAKINAN.index)
            yield DoubtRow(file, "", "Tebakan program", label, f"{len(rows)} baris, hasilnya selalu ditanyakan",
                           GUESSED, sureness, place, lewat_ketentuan=False)
