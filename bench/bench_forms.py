"""1,000 registration forms: ours against a plain reportlab page drawn with drawString and its QR widget.

    python bench/bench_forms.py [--forms 1000] [--peer 60] [--rounds 3] [--many 20000]

Both make the same page from the same layout and the same fictional people, in one process, turn and turn about;
the peer makes fewer (it is slow) and both are given as CPU seconds a form. Goals: at least 25 times, and at most 150 MB
more memory for twenty thousand forms, each made when its turn comes (measured in a process of its own).
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "paper"), str(ROOT / "bench")]

from figures import note  # noqa: E402
from memory import peak  # noqa: E402
from paper_people import context, form, salma  # noqa: E402

from jamsos_desktop.jobs import run_to_end  # noqa: E402
from jamsos_desktop.paper.book import write_book  # noqa: E402
from jamsos_desktop.paper.draw import layout as lay  # noqa: E402
from jamsos_desktop.paper.draw import layouts  # noqa: E402
from jamsos_desktop.paper.draw.document import MM, SIZES, Document  # noqa: E402
from jamsos_desktop.paper.draw.faces import FILES  # noqa: E402
from jamsos_desktop.paper.draw.keys import parts_of  # noqa: E402
from jamsos_desktop.paper.draw.marks import print_values, static_values  # noqa: E402
from jamsos_desktop.paper.draw.qr import payload  # noqa: E402
from jamsos_desktop.paper.sheets import Later, Sheet  # noqa: E402
from jamsos_desktop.paper.values import person_values  # noqa: E402

NAMES = ("WA ODE", "LA ODE", "SITTI", "ABDUL", "NUR", "HASAN", "MUH. ARIF", "ÉLISE", "FÁTIMAH")


def people(count: int) -> list[Sheet]:
    """Forms of people who differ in name, NIK, KK, mother, number and check code."""
    return [person_form(i) for i in range(count)]


def person_form(i: int) -> Sheet:
    """The form of the nth invented person."""
    return form(salma(nama=f"{NAMES[i % len(NAMES)]} KE {i}", nik=f"74021154088{90000 + i % 9999:05}",
                      no_kk=f"74021112031{90000 + i % 9999:05}", nama_ibu=f"WA {NAMES[-1 - i % 9]} {i}",
                      nomor=f"BPU-{i:06}", hp=f"0812990{i:05}"))


def ours(sheets: Sequence[Sheet | Later], out: Path) -> int:
    """Write these sheets as the program does; returns the size of the PDF in bytes."""
    run_to_end(write_book(sheets, context(), out))
    return out.stat().st_size


class Peer:
    """The plain way: every label, box and value drawn anew on every page."""

    def __init__(self) -> None:
        from reportlab.pdfgen.canvas import Canvas

        Document("A4", "")  # registers the same fonts
        self.target = BytesIO()
        self.canvas: Any = Canvas(self.target, pagesize=[side * MM for side in SIZES["A4"]], pageCompression=1,
                                  initialFontName=FILES["regular"])
        self.placed = lay.place(layouts.load("formulir_bpu"), "A4", SIZES["A4"][1])
        self.ctx = context()

    def text(self, x: float, y: float, text: str, size: float, weight: str, align: str = "left") -> None:
        """A line of text; x and y in mm from the margin and from the top, ``size`` in points."""
        self.canvas.setFont(FILES[weight], size)
        draw = {"left": self.canvas.drawString, "center": self.canvas.drawCentredString,
                "right": self.canvas.drawRightString}[align]
        draw((14 + x) * MM, (297 - y) * MM - 0.357 * size, text)

    def rect(self, x: float, y: float, w: float, h: float) -> None:
        """A box, in mm from the margin and from the top."""
        self.canvas.rect((14 + x) * MM, (297 - y - h) * MM, w * MM, h * MM)

    def page(self, sheet: Sheet) -> None:
        """One page of the form."""
        person = sheet.people[0]
        values = static_values(self.ctx) | person_values(person, self.ctx) | print_values(person, self.ctx, "BPU")
        for placed in self.placed:
            self.item(placed.item, placed.top, placed.height, placed.y, values)
        self.canvas.showPage()

    def item(self, item: lay.AnyItem, top: float, tall: float, y: float, values: dict[str, str]) -> None:
        """One item of the layout, in a block that begins at ``top`` and is ``tall`` mm high."""
        match item:
            case lay.Text():
                words = "".join(text + (values[key] if key else "") for text, key in parts_of(item.text))
                for i, line in enumerate(_lines(words.replace("**", ""), item.lines)):
                    self.text(item.x, y + i * item.lead, line, item.size, item.weight, item.align)
            case lay.Value():
                self.canvas.line((14 + item.x) * MM, (294.4 - y) * MM, (14 + item.x + item.w) * MM, (294.4 - y) * MM)
                x = item.x + {"left": 1.0, "center": item.w / 2, "right": item.w}[item.align]
                self.text(x, y, values.get(item.key, ""), item.size, item.weight, item.align)
            case lay.Digits():
                self.digits(item, y, values)
            case lay.Ticks():
                for code, words, x in item.options:
                    self.rect(x, y - item.side / 2, item.side, item.side)
                    self.text(x + item.label, y, words, item.size, "regular")
                    if values.get(item.key) == code:
                        self.text(x + 0.8, y, "x", item.size, "bold")
            case lay.Shape() | lay.Crest():
                size = (item.side, item.side) if isinstance(item, lay.Crest) else (item.w, item.h or tall)
                self.rect(item.x, y, *size)
            case lay.Rule():
                self.canvas.line((14 + item.x) * MM, (297 - y) * MM, (14 + item.x + item.w) * MM, (297 - y) * MM)
            case lay.Code():
                self.qr(item, y, values)
            case lay.Table():
                self.table(item, y, values)

    def digits(self, item: lay.Digits, y: float, values: dict[str, str]) -> None:
        """A box for each digit."""
        x, text = item.x, values.get(item.key, "").replace("-", "").replace(".", "")
        if item.align == "right":
            text = text.rjust(sum(item.groups))
        at = 0
        for group in item.groups:
            for _ in range(group):
                self.rect(x, y - item.high / 2, item.side, item.high)
                if text[at:at + 1].strip():
                    self.text(x + item.side / 2, y, text[at], 9, "semibold", "center")
                x, at = x + item.side, at + 1
            x += item.gap

    def table(self, item: lay.Table, y: float, values: dict[str, str]) -> None:
        """A ruled table with its heads."""
        x = item.x
        for column in item.columns:
            self.rect(x, y, column.w, item.head)
            self.text(x + 1.3, y + item.head / 2, column.head, 7.5, "semibold")
            x += column.w
        for r, row in enumerate(lay.rows_of(item)):
            x, i = item.x, 0
            for content in row:
                cell = lay.Cell(text=content) if isinstance(content, str) else content
                wide = sum(column.w for column in item.columns[i:i + cell.span])
                middle = y + item.head + (r + 0.5) * item.row
                self.rect(x, middle - item.row / 2, wide, item.row)
                words = "".join(text + (values[key] if key else "") for text, key in parts_of(cell.text))
                if cell.tick and values[cell.tick]:
                    words = "x"
                self.text(x + 1.3, middle, words, item.size, cell.weight)
                x, i = x + wide, i + cell.span

    def qr(self, item: lay.Code, y: float, values: dict[str, str]) -> None:
        """The QR code by reportlab's own widget."""
        from reportlab.graphics import renderPDF
        from reportlab.graphics.barcode.qr import QrCodeWidget
        from reportlab.graphics.shapes import Drawing

        data = payload("BPU", values["unit.wilayah"], values["cetak.nomor"], values["cetak.periksa"]).decode()
        side = item.side * MM
        drawing = Drawing(side, side)
        drawing.add(QrCodeWidget(data, barLevel="M", barWidth=side, barHeight=side, barBorder=0))
        renderPDF.draw(drawing, self.canvas, (14 + item.x) * MM, (297 - y - item.side) * MM)

    def done(self) -> int:
        """End the PDF; returns its size in bytes."""
        self.canvas.save()
        return len(self.target.getvalue())


def _lines(text: str, lines: int) -> list[str]:
    size = -(-len(text) // lines)
    return [text[i:i + size] for i in range(0, len(text), size)] if text else []


def peer(sheets: list[Sheet]) -> int:
    """Make the same pages by drawString; returns the size of the PDF in bytes."""
    made = Peer()
    for sheet in sheets:
        made.page(sheet)
    return made.done()


def measure(forms: int, plain: int, rounds: int) -> tuple[float, float, float]:
    """CPU seconds a form of ours and of the peer (medians of the rounds), and our bytes a form."""
    sheets, fewer = people(forms), people(plain)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "forms.pdf"
        fixed, _ = ours(sheets[:1], out), peer(fewer[:1])  # warm: imports and fonts are not what is measured
        times: tuple[list[float], list[float]] = ([], [])
        size = 0
        for _ in range(rounds):
            begun = time.process_time()
            size = ours(sheets, out)
            between = time.process_time()
            peer(fewer)
            times[0].append((between - begun) / forms)
            times[1].append((time.process_time() - between) / plain)
    return statistics.median(times[0]), statistics.median(times[1]), (size - fixed) / max(1, forms - 1)


def growth(count: int) -> float:
    """MB by which the peak memory of this process grows over that of one form."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "forms.pdf"
        ours(people(1), out)
        before = peak()
        ours([Later("formulir", partial(person_form, i)) for i in range(count)], out)
        return peak() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--forms", type=int, default=1000)
    parser.add_argument("--peer", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--many", type=int, default=20_000)
    parser.add_argument("--growth", action="store_true", help="only the memory of --many forms, in this process")
    asked = parser.parse_args()
    if asked.growth:
        print(growth(asked.many))
        return
    own, plain, size = measure(asked.forms, asked.peer, asked.rounds)
    print(f"ours   {1 / own:8.0f} forms/s  {size:6.0f} bytes a further form")
    print(f"peer   {1 / plain:8.0f} forms/s  (reportlab drawString and its QR widget)")
    print(f"ratio  {plain / own:8.1f} x       goal 25 x")
    ran = subprocess.run([sys.executable, __file__, "--growth", "--many", str(asked.many)], capture_output=True,
                         text=True, check=True)
    print(f"{asked.many} forms: {float(ran.stdout):5.1f} MB more at the peak   goal 150 MB")
    note("times as many registration forms a second as the peer", plain / own, "x", at_least=25,
         peer="reportlab drawString and its QR widget")
    note("a registration form", own * 1000, "ms", peer="reportlab drawString and its QR widget",
         peer_value=plain * 1000)
    note(f"memory that {asked.many:,} forms take beyond one", float(ran.stdout), "MB", at_most=150)


if __name__ == "__main__":
    main()
