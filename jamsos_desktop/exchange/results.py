"""BPJS's answer to a batch, as a list: which columns it has, what each row says, which reason its words mean.

No layout is published, so headers, status words and reasons are data (``resources/sipp/hasil_*.csv``). A row that
cannot be read for certain is said to be so; nothing is guessed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.parse import digits, parse
from jamsos_desktop.paths import resource
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

HEADER_WITHIN = 30  # rows from the top
OTHER = "LAIN"
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_KPJ = re.compile(r"\d{10,13}")
_NIK = re.compile(r"\d{16}")
Rows = Sequence[tuple[int, Sequence[str]]]  # (row number as Excel shows it, its texts)


@dataclass(frozen=True, slots=True)
class Result:
    """One row below the header. ``hasil``: ok, ditolak, or "" with the reason in ``salah``; ``nik`` as digits, or as
    written where it is none."""

    baris: int
    nik: str
    nama: str
    kpj: str
    hasil: str
    tanggal: date | None
    teks: str
    salah: str = ""


def read_results(rows: Rows, name: str) -> list[Result]:
    """Every row below the header that holds anything. Problem HASIL_TANPA_KOLOM when no header names the NIK and
    what became of it."""
    for at, (_, texts) in enumerate(rows[:HEADER_WITHIN]):
        columns = _columns(texts, rows[at + 1:])
        if "nik" in columns and {"status", "kpj", "alasan"} & set(columns):
            return [_result(number, row, columns) for number, row in rows[at + 1:] if any(map(str.strip, row))]
    raise Problem("HASIL_TANPA_KOLOM", f"Di {name} tidak ada judul kolom NIK dengan STATUS, KPJ atau KETERANGAN.",
                  TIDAK_BERUBAH, "Tulis judul kolom di satu baris: NIK, KPJ, STATUS, TANGGAL, KETERANGAN.")


def reason_of(text: str, known: Mapping[str, object]) -> str:
    """The reason code whose words stand in BPJS's text; LAIN where none does or the policy lacks it."""
    folded = f" {fold(text.replace('_', ' '))} "
    for code, words in _reasons():
        if code in known and any(f" {word}" in folded for word in words):
            return code
    return OTHER


def _columns(texts: Sequence[str], below: Rows) -> dict[str, int]:
    claims: dict[str, list[int]] = {}
    for column, text in enumerate(texts):
        if key := _headers().get(fold(text.replace("_", " ").replace("*", " "))):
            claims.setdefault(key, []).append(column)
    return {key: _likeliest(key, columns, below) for key, columns in claims.items()}


def _likeliest(key: str, columns: list[int], below: Rows) -> int:
    """BPJS's lists call the number of an employee NIK too: the column with sixteen digits is meant."""
    if key != "nik" or len(columns) == 1:
        return columns[0]
    return max(columns, key=lambda c: (sum(bool(_NIK.fullmatch(digits(_cell(row, c)))) for _, row in below[:200]), -c))


def _result(number: int, row: Sequence[str], columns: Mapping[str, int]) -> Result:
    texts = {key: _cell(row, column).lstrip("'\u2019`") for key, column in columns.items()}
    nik, kpj = texts.get("nik", ""), texts.get("kpj", "")
    said, words = texts.get("status", ""), texts.get("alasan", "")
    hasil, wrong = _outcome(said, kpj, words)
    try:
        day = parse(BY_KEY["mulai"], texts["tanggal"]) if texts.get("tanggal") else None
    except ValueError:
        day, wrong = None, f"Tanggal {texts['tanggal']} tidak terbaca."
    wrong = _broken(nik, kpj, hasil) or wrong
    known = digits(nik) if _NIK.fullmatch(digits(nik)) else nik
    return Result(number, known, texts.get("nama", ""), "" if wrong else digits(kpj), "" if wrong else hasil,
                  day if isinstance(day, date) else None, words or said, wrong)


def _broken(nik: str, kpj: str, hasil: str) -> str:
    if _SCIENTIFIC.fullmatch(nik) or _SCIENTIFIC.fullmatch(kpj):
        return "Angkanya rusak oleh Excel. Minta daftar dengan NIK dan KPJ sebagai teks."
    if not nik:
        return "Baris ini tanpa NIK."
    if not _NIK.fullmatch(digits(nik)):
        return f"NIK harus 16 angka, di sini {len(digits(nik))}."
    if hasil == "ok" and kpj and not _KPJ.fullmatch(digits(kpj)):
        return f"KPJ biasanya 11 angka, di sini {len(digits(kpj))}."
    return ""


def _outcome(said: str, kpj: str, words: str) -> tuple[str, str]:
    """(hasil, what is wrong). Without a status a KPJ means accepted and a reason means refused."""
    status = fold(said.replace("_", " "))
    for hasil, exact, known in _outcomes():
        if status and (status in known if exact else any(word in status for word in known)):
            return hasil, ""
    if status:
        return "", f"Status \u201c{said[:40]}\u201d tidak dikenal."
    if kpj:
        return "ok", ""
    return ("ditolak", "") if words else ("", "Baris ini tanpa status, KPJ dan alasan.")


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


@cache
def _headers() -> Mapping[str, str]:
    return {fold(word.replace("_", " ")): row["kunci"] for row in _table("hasil_kolom")
            for word in row["sebutan"].split("|")}


@cache
def _outcomes() -> tuple[tuple[str, bool, tuple[str, ...]], ...]:
    return tuple((row["hasil"], row["cara"] == "sama", tuple(row["kata"].split("|"))) for row in _table("hasil_kata"))


@cache
def _reasons() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((row["kode"], tuple(fold(word.replace("_", " ")) for word in row["kata"].split("|")))
                 for row in _table("hasil_alasan"))


def _table(name: str) -> list[dict[str, str]]:
    with resource("sipp", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
