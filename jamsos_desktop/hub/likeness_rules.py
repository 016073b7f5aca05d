"""What likeness is judged by, as data: spellings, short forms, common names and dates, and what each sign is worth.

The files lie in ``resources/kemiripan``; every row carries its source and how sure it is. Weights were tuned with
``bench/bench_likeness.py`` on one seed and are measured on another.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jamsos_desktop.paths import resource

KEYAKINAN = ("bersumber", "pengetahuan umum", "kompilasi sendiri", "belum dikonfirmasi", "simpulan")
Spelling = tuple[re.Pattern[str], str]
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Weights:
    """What signs are worth, in points of 100 unless said otherwise; the meaning of each: ``bobot.csv``."""

    ambang: float
    poin_kelangkaan: float
    kata_terlangka: float
    nama_terlangka: float
    ibu_terlangka: float
    kata_lain: float
    tanggal_lain: float
    orang_cukup: float
    kata_ejaan: float
    kata_inisial: float
    nama_beda: float
    kata_hilang: float
    ejaan_beda: float
    lahir_tertukar: float
    lahir_satu_angka: float
    lahir_menurut_nik: float
    lahir_beda: float
    lahir_beda_nik_dekat: float
    lahir_beda_pasti: float
    ibu_beda: float
    ibu_kosong: float
    nik_sama: float
    nik_satu_angka: float
    nik_tertukar: float
    nik_dua_angka: float
    nik_urut: float
    nik_wilayah: float
    wilayah_jarang: float
    nik_jauh: float
    jenis_kelamin_beda: float
    kembar: float


@dataclass(frozen=True, slots=True)
class Kemiripan:
    """The rules in force. ``ejaan``: patterns in order. ``singkatan``: written form -> words (none: dropped).

    ``kata_umum``, ``tanggal_umum`` ("12-31"): share of people, 0..1, who bear a word of a name or a birthday.
    """

    ejaan: tuple[Spelling, ...]
    singkatan: Mapping[str, tuple[str, ...]]
    kata_umum: Mapping[str, float]
    tanggal_umum: Mapping[str, float]
    bobot: Weights


@cache
def load_rules(folder: Path | None = None) -> Kemiripan:
    """Read the files; ValueError names the file of a row that does not fit (they ship with the program)."""
    where = folder or resource("kemiripan")
    weights = {row["kunci"]: float(row["nilai"]) for row in _rows(where, "bobot.csv")}
    return Kemiripan(
        tuple((re.compile(row["pola"]), row["ganti"]) for row in _rows(where, "ejaan.csv")),
        {row["bentuk"]: tuple(row["baku"].split()) for row in _rows(where, "singkatan.csv")},
        _shares(where, "kata_umum.csv", "kata"), _shares(where, "tanggal_umum.csv", "hari"), Weights(**weights))


def _rows(folder: Path, file: str) -> list[Row]:
    with (folder / file).open(encoding="utf-8", newline="") as stream:
        rows: list[Row] = [*csv.DictReader(stream, strict=True)]
    for row in rows:
        if None in row or not row["sumber"] or row["keyakinan"] not in KEYAKINAN:
            raise ValueError(f"{file}: {row}")
    return rows


def _shares(folder: Path, file: str, key: str) -> dict[str, float]:
    return {row[key]: int(row["persepuluhribu"]) / 10_000 for row in _rows(folder, file)}
