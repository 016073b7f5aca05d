"""A seeded maker of odd workbooks: one number, one file, and what must be found in it.

Kinds of lists, orders of columns, spellings of headers, rows that are nobody, merged cells, several sheets, damage and
hostile texts are drawn from the seed. What the importer must say is known from what was written, never from the
importer: every row that is not blank, the person that stands in it, every value that must come back.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import odd_people as cells
from odd_damage import Row
from odd_formats import ENCODINGS, MARKS, Page, ods, page, table, xls, xlsx
from odd_lists import MAKERS, SEXES, List
from odd_people import Style

KINDS = ("daftar", "daftar", "daftar", "ttl", "centang", "tanpa_judul", "opensid", "keluarga", "bip", "f1a",
         "nama_terpisah", "gabung")
FORMATS = ("xlsx", "xlsx", "xlsx", "csv", "csv", "csv", "csv", "ods", "xls", "html")


@dataclass(frozen=True)
class Made:
    """One person as written: the row's number as Excel shows it, what must be found, what may be found."""

    baris: int
    hasil: tuple[str, ...]
    sah: Mapping[str, Any]
    boleh: Mapping[str, tuple[Any, ...]]
    bekas: tuple[str, ...]
    texts: tuple[str, ...]  # every text of the row, as written


@dataclass(frozen=True)
class OddBook:
    """``baris``: numbers of all rows below the header that are not blank; ``cerita``: how the book was drawn."""

    seed: int
    path: Path
    jenis: str
    baris: frozenset[int]
    people: tuple[Made, ...]
    cerita: str


def odd_workbook(seed: int, folder: Path) -> OddBook:
    """The file of this number, in ``folder``."""
    rng = random.Random(seed)
    jenis, suffix = rng.choice(KINDS), rng.choice(FORMATS)
    mark, encoding = (rng.choice(MARKS), rng.choice(ENCODINGS)) if suffix == "csv" else ("", "")
    style = Style(rng, teks=suffix in ("csv", "html"), lama=encoding == "cp1252",
                  tanggal=rng.choice((*cells.DATES, "sel", "sel") if suffix in ("xlsx", "ods") else tuple(cells.DATES)),
                  kelamin=rng.choice(SEXES), apostrof=rng.random() < .15, angka=rng.random() < .2)
    count = rng.randint(3, 14)
    one = MAKERS[jenis](rng, style, count)
    if suffix == "html":
        path, dress = page(folder / f"buku-{seed}.xls", one.grid), "halaman web"
    elif encoding:
        path, dress = _write_text(rng, folder / f"buku-{seed}.csv", one, mark, encoding)
    else:
        path, dress = _write(rng, folder / f"buku-{seed}.{suffix}", one, jenis)
    body = frozenset(number for number, row in enumerate(one.grid, 1)
                     if number > one.kepala and any(_shown(value) for value in row))
    story = f"{seed}: {jenis} {suffix} {dress} tanggal {style.tanggal}"
    people = tuple(_made(style, number, row, one.grid[number - 1]) for number, row in one.people)
    return OddBook(seed, path, jenis, body, people, story)


def _shown(value: Any) -> bool:
    return bool(str(value).strip()) if value is not None else False


def _made(style: Style, number: int, row: Row, written: Sequence[Any]) -> Made:
    sah: dict[str, Any] = {}
    boleh: dict[str, tuple[Any, ...]] = {}
    for cell in row.cells.values():
        sah.update(cell.sah)
        for key, values in cell.boleh.items():
            boleh[key] = (*boleh.get(key, ()), *(map(_old_letters, values) if style.lama else values))
    return Made(number, row.hasil, sah, boleh, row.bekas, tuple(map(str, written)))


def _write_text(rng: random.Random, path: Path, one: List, mark: str, encoding: str) -> tuple[Path, str]:
    if encoding == "cp1252":  # an old code page holds no invisible letters
        one.grid = [[_old_letters(value) for value in row] for row in one.grid]
    crlf, says = rng.random() < .5, rng.random() < .1
    return table(path, one.grid, mark, encoding, crlf, says), f"{encoding} {mark!r}{' sep' if says else ''}"


def _write(rng: random.Random, path: Path, one: List, jenis: str) -> tuple[Path, str]:
    excel = path.suffix == ".xlsx"
    if excel:  # what Excel merges keeps the text of its first cell alone
        for top, left, bottom, right in one.gabung:
            for r in range(top, bottom + 1):
                for c in range(left, right + 1):
                    if (r, c) != (top, left) and c < len(one.grid[r]):
                        one.grid[r][c] = ""
    main = Page("Data", one.grid, tuple(one.gabung) if excel else ())
    others = [Page("Petunjuk", [["Isi sesuai KTP"], ["NIK 16 angka"]]),
              Page("Rekap", [["Dusun", "Jumlah"], ["I", 12], ["II", 40]]), Page("Kosong", []),
              Page("Sembunyi", [["Kode", "Arti"], ["1", "Islam"]], tersembunyi=True)]
    pages = [main]
    if rng.random() < .4 and jenis != "tanpa_judul":
        pages = [main, *rng.sample(others, rng.randint(1, 2))]
        rng.shuffle(pages)
        if pages[0].tersembunyi:  # Excel wants its first sheet to be seen
            pages.reverse()
    if excel:
        early = rng.random() < .15
        return xlsx(path, pages, epoch_1904=early), f"{len(pages)} lembar {'1904' if early else ''}"
    return (ods if path.suffix == ".ods" else xls)(path, pages), f"{len(pages)} lembar"


def _old_letters(value: Any) -> Any:
    return value.encode("cp1252", "ignore").decode("cp1252") if isinstance(value, str) else value

