"""A ruled list of ten thousand rows: ours against reportlab's ``Table`` with the same columns, heads and rules.

    python bench/bench_lists.py [--rows 10000] [--rounds 3] [--long 100000]

Both write the same fictional rows onto lying A4 pages, in one process, turn and turn about, the columns wide enough for
every text; CPU seconds. The peer runs twice: one Table of all rows, and tables of 200 rows one after the other, which
is how people make it bearable. Goals: at least 15 times the one Table, ten times the rows in at most eleven times the
time, and at most 60 MB more memory for a hundred thousand rows (measured in a process of its own).
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "paper"), str(ROOT / "bench")]

from figures import note  # noqa: E402
from memory import peak  # noqa: E402
from paper_people import context  # noqa: E402

from jamsos_desktop.paper.draw.document import MM, SIZES, Document  # noqa: E402
from jamsos_desktop.paper.draw.faces import FILES  # noqa: E402
from jamsos_desktop.paper.draw.frame import Frame  # noqa: E402
from jamsos_desktop.paper.draw.listing import ListColumn, ListWriter  # noqa: E402
from jamsos_desktop.paper.sheets import Sheet  # noqa: E402

COLUMNS = (ListColumn("No", 12, "center"), ListColumn("Nama", 50, weight="semibold"), ListColumn("NIK", 32),
           ListColumn("Lahir", 22, "center"), ListColumn("L/P", 9, "center"), ListColumn("Pekerjaan", 36),
           ListColumn("Dusun", 14, "center"), ListColumn("Sumber dana", 32), ListColumn("Iuran", 24, "right"))
NAMES = ("WA ODE SALMA", "LA ODE HASAN", "SITTI AMINAH", "ABDUL MUTTALIB", "NURSIDA", "MUH. ARIF", "UDIN LAMANI")
WORK = ("Nelayan", "Pengolah ikan", "Petani rumput laut", "Pedagang kecil")
CHUNK = 200


def rows(count: int) -> Iterator[list[str]]:
    """Invented rows."""
    for i in range(count):
        yield [str(i + 1), f"{NAMES[i % 7]} {i % 997}", f"74021154088{90000 + i % 9999:05}", f"{1 + i % 28:02}-08-1984",
               "LP"[i % 2], WORK[i % 4], ("I", "II", "III")[i % 3], "APBD Kabupaten", f"{16 + i % 9}.800"]


def ours(count: int, out: Path) -> int:
    """Write the list as the program does; returns its pages."""
    ctx = context()
    doc = Document("A4", "Daftar")
    writer = ListWriter(Frame(doc.lying(), ctx), COLUMNS)
    writer.title("DAFTAR NOMINATIF")
    for texts in rows(count):
        writer.row(texts)
    pages = writer.add(Sheet(jenis="nominatif", kode_periksa="a1b2c3d4"), "Daftar nominatif", "Daftar nominatif")
    with out.open("wb") as file:
        doc.write(file)
    return pages


def peer(count: int, chunk: int) -> int:
    """Bytes of reportlab's own way: the same columns, heads on each page, the same grid, fonts and sizes."""
    from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

    Document("A4", "")  # registers the same fonts
    width, height = (side * MM for side in SIZES["A4L"])
    template: Any = SimpleDocTemplate(target := BytesIO(), pagesize=(width, height), leftMargin=14 * MM,
                                      rightMargin=14 * MM, topMargin=20 * MM, bottomMargin=15 * MM, pageCompression=1)
    scale = 269.0 / sum(column.w for column in COLUMNS) * MM
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.75, (0.2, 0.2, 0.2)), ("FONTSIZE", (0, 0), (-1, -1), 7.9),
                        ("FONTNAME", (0, 0), (-1, -1), FILES["regular"]), ("TOPPADDING", (0, 0), (-1, -1), 1),
                        ("FONTNAME", (1, 0), (1, -1), FILES["semibold"]), ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
                        *(("ALIGN", (i, 0), (i, -1), column.align.upper()) for i, column in enumerate(COLUMNS))])
    whole = list(rows(count))
    heads = [column.head for column in COLUMNS]
    tables = [Table([heads, *whole[at:at + chunk]], [column.w * scale for column in COLUMNS], style=style, repeatRows=1)
              for at in range(0, count, chunk)]
    template.build(tables)
    return len(target.getvalue())


def timed(work: Any, *asked: Any) -> float:
    """CPU seconds of a work."""
    begun = time.process_time()
    work(*asked)
    return time.process_time() - begun


def measure(count: int, rounds: int, out: Path) -> tuple[float, float, float]:
    """CPU seconds of ours, of one Table and of chunked Tables (medians of the rounds)."""
    ours(100, out), peer(100, CHUNK)  # warm: imports and fonts are not what is measured
    times: list[tuple[float, float, float]] = [
        (timed(ours, count, out), timed(peer, count, count), timed(peer, count, CHUNK)) for _ in range(rounds)]
    first, second, third = zip(*times, strict=True)
    return statistics.median(first), statistics.median(second), statistics.median(third)


def growth(count: int, out: Path) -> float:
    """MB by which the peak memory of this process grows over that of a short list."""
    ours(100, out)
    before = peak()
    ours(count, out)
    return peak() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--long", type=int, default=100_000)
    parser.add_argument("--growth", action="store_true", help="only the memory of --long rows, in this process")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "list.pdf"
        if asked.growth:
            print(growth(asked.long, out))
            return
        own, table, chunked = measure(asked.rows, asked.rounds, out)
        long = statistics.median(timed(ours, 10 * asked.rows, out) for _ in range(asked.rounds))
    ran = subprocess.run([sys.executable, __file__, "--growth", "--long", str(asked.long)], capture_output=True,
                         text=True, check=True)
    print(f"ours    {own * 1e6 / asked.rows:8.1f} us a row")
    print(f"Table   {table * 1e6 / asked.rows:8.1f} us a row, {table / own:5.1f} x   goal 15 x")
    print(f"chunked {chunked * 1e6 / asked.rows:8.1f} us a row, {chunked / own:5.1f} x   (tables of {CHUNK} rows)")
    print(f"ten times the rows: {long / own:5.1f} times the time   goal 11")
    print(f"{asked.long} rows: {float(ran.stdout):5.1f} MB more at the peak   goal 60 MB")
    note(f"times as fast as the peer, a list of {asked.rows:,} rows", table / own, "x", at_least=15,
         peer="one reportlab Table")
    note("a row of a list", own * 1e6 / asked.rows, "us", peer=f"reportlab Tables of {CHUNK} rows",
         peer_value=chunked * 1e6 / asked.rows)
    note("times as long for ten times the rows", long / own, "x", at_most=11)
    note(f"memory that {asked.long:,} rows take beyond a short list", float(ran.stdout), "MB", at_most=60)


if __name__ == "__main__":
    main()
