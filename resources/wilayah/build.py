"""Make kecamatan.tsv.xz and desa.tsv.xz from an unpacked npm package idn-area-data.

    python resources/wilayah/build.py FOLDER      (FOLDER holds data/villages.csv and the others)

Codes lose their dots: the number of digits tells the level (2 province, 4 regency, 6 kecamatan,
10 desa or kelurahan). Both files are sorted by code, "kode<TAB>nama" a line, no header, UTF-8, names as
published with blanks made single. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import lzma
import sys
from pathlib import Path

FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 22,
            "lc": 4, "lp": 0, "pb": 0}]


def rows(file: Path) -> list[tuple[str, str]]:
    """(code without dots, name) of one table of the package."""
    with file.open(encoding="utf-8", newline="") as stream:
        found = [(row["code"].replace(".", ""), " ".join(row["name"].split())) for row in csv.DictReader(stream)]
    for code, name in found:
        if "\t" in name or not name or not code.isdigit():
            raise SystemExit(f"{file.name}: {code} {name!r} cannot be written")
    return found


def write(target: Path, found: list[tuple[str, str]]) -> None:
    """One sorted, compressed table."""
    text = "".join(f"{code}\t{name}\n" for code, name in sorted(found))
    target.write_bytes(lzma.compress(text.encode(), format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=FILTERS))
    print(f"{target.name}: {len(found)} rows, {target.stat().st_size} bytes")


def main(folder: Path) -> None:
    """Read the four tables and write the two files beside this script."""
    data, here = folder / "data", Path(__file__).resolve().parent
    upper = [row for name in ("provinces", "regencies", "districts") for row in rows(data / f"{name}.csv")]
    write(here / "kecamatan.tsv.xz", upper)
    write(here / "desa.tsv.xz", rows(data / "villages.csv"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
