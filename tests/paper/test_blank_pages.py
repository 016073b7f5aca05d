"""Printing on an office's own blank: by field name, over a scan, on pre-printed paper; nothing goes over an edge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Keluarga
from jamsos_desktop.paper.book import preview, write_book
from jamsos_desktop.paper.draw import raster
from jamsos_desktop.paper.draw.document import MM, Document
from jamsos_desktop.paper.makers import Makers
from jamsos_desktop.paper.sheets import BookLog, PrintPerson, Sheet
from tests.paper import paper_blanks as made
from tests.paper.paper_people import SALMA, SALMA_DUES, context
from tests.paper.paper_reading import codes, pdftotext, tool, words

BLANKS = {"formulir_bpu.toml": made.FIELDS, "formulir_bpu.pdf": made.acroform()}
SCAN = {"scan.toml": made.PLACES, "scan.png": made.scan()}
PAPER = {"scan.toml": made.PLACES.replace(b"tumpang", b"pracetak"), "scan.png": SCAN["scan.png"]}


def sheet(**changes: object) -> Sheet:
    person = replace(SALMA, **changes)  # type: ignore[arg-type]
    return Sheet(jenis="formulir", people=(PrintPerson(peserta=person, dues=SALMA_DUES, nomor=person.nomor,
                                                       kode_periksa="7f3a91c2"),))


def printed(blanks: dict[str, bytes], out: Path, *sheets: Sheet) -> tuple[bytes, BookLog]:
    log = BookLog()
    run_to_end(write_book(sheets, context(kertas="F4", blangko=blanks), out, log))
    return out.read_bytes() if out.exists() else b"", log


def test_fields_are_filled_by_name_and_flattened(tmp_path: Path) -> None:
    out = tmp_path / "isi.pdf"
    data, log = printed(BLANKS, out, sheet(), sheet(nama="LA ODE KEDUA", jenis_kelamin="L"))
    assert log.pages == 2
    text = words(data, 0)
    for said in (made.TITLE, "WA ODE SALMA", "SOROPIA, 14-08-1984", "DUSUN II DEKAT DERMAGA", "KENDARI"):
        assert said in text
    assert "7402115408849417" in text.replace(" ", "")
    assert "14081984" in text.replace(" ", "")
    assert "LA ODE KEDUA" in words(data, 1)
    tool("qpdf", "--check", out)
    assert b"/AcroForm" not in data
    assert b"/Widget" not in data
    absent = {line.split()[0] for line in tool("pdffonts", out).splitlines()[2:] if line.split()[-5] != "yes"}
    assert absent == {"Helvetica"}  # of the office's prefilled field; ours are all there


def dark(data: bytes, x: float, y: float, side: float = 4.4) -> int:
    """Dark dots in the middle of a square whose centre is x, y mm from the upper left corner."""
    scale = 150 / 72
    image = raster.render(data, 0, scale)
    reach = int(side / 2 * 0.55 * MM * scale)
    across, down = int(x * MM * scale), int(y * MM * scale)
    return sum(image.data[row * image.stride + column * 4] < 110
               for row in range(down - reach, down + reach) for column in range(across - reach, across + reach))


def test_boxes_are_crossed_by_the_value(tmp_path: Path) -> None:
    data, _ = printed(BLANKS, tmp_path / "a.pdf", sheet())
    perem, laki = dark(data, 92.5, 137.5), dark(data, 62.5, 137.5)
    jkk, jht = dark(data, 62.5, 147.5), dark(data, 92.5, 147.5)
    assert perem > laki + 30  # the ring of the button itself is drawn in both
    assert jkk > jht + 30


def test_one_blank_lies_in_the_file_once(tmp_path: Path) -> None:
    one, _ = printed(SCAN, tmp_path / "1.pdf", sheet())
    many, _ = printed(SCAN, tmp_path / "50.pdf", *[sheet()] * 50)
    assert len(many) - len(one) < 50 * 2_500


def test_values_stand_over_a_scan_where_the_mapping_says(tmp_path: Path) -> None:
    out = tmp_path / "scan.pdf"
    data, log = printed(SCAN, out, sheet())
    assert log.pracetak == set()
    box = tool("pdftotext", "-bbox", out, "-")
    (x, y) = next((float(line.split('"')[1]), float(line.split('"')[3])) for line in box.splitlines() if ">WA<" in line)
    assert x / MM == pytest.approx(60, abs=0.5)
    assert y / MM == pytest.approx(50, abs=4)
    assert "Ibu: WA MUNA" in pdftotext(out)
    assert [code.strip() for code in codes(data)] == ["JSD1|BPU|74.02.11.2017|BPU-000417|7F3A91C2"]
    tool("qpdf", "--check", out)


def test_pre_printed_paper_takes_the_values_alone_and_the_screen_shows_its_print(tmp_path: Path) -> None:
    ours = sheet(segmen="PU", kelompok="perangkat_desa")
    data, log = printed(PAPER, tmp_path / "a.pdf", ours, sheet(), ours)
    assert log.pages == 3
    assert log.pracetak == {1}
    frame = (215 / 2, 330 * 42 / 1560)  # the upper rule of the scan
    assert dark(data, *frame) == 0
    on_paper = raster.render(data, 1, 1.0)
    shown = preview(sheet(), context(kertas="F4", blangko=PAPER))
    on_screen = raster.render(shown.pdf, 0, 1.0)
    assert sum(byte < 110 for byte in on_screen.data) > sum(byte < 110 for byte in on_paper.data) + 1000
    assert {box.key for box in shown.boxes} == {"nama", "nik", "tanggal_lahir", "nama_ibu", "jenis_kelamin"}


def test_sheets_of_blanks_and_of_ours_lie_in_their_order(tmp_path: Path) -> None:
    ours = sheet(nama="RUSDIN", segmen="PU", kelompok="perangkat_desa")
    data, log = printed(BLANKS, tmp_path / "a.pdf", ours, sheet(), ours, sheet(nama="LA KEDUA"))
    assert log.pages == 4
    assert ["RUSDIN" in words(data, at) for at in range(4)] == [True, False, True, False]
    assert made.TITLE in words(data, 3)


def test_what_would_go_over_the_edge_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    data, log = printed(BLANKS, tmp_path / "a.pdf", sheet(nama="WA ODE " + "PANJANG " * 14), sheet())
    assert log.made == [1]
    ((at, why),) = log.skipped
    assert at == 0
    assert "Nama" in why
    assert "tidak muat di blangko" in why
    assert "PANJANG" not in words(data)


def test_a_letter_the_font_lacks_is_named(tmp_path: Path) -> None:
    _, log = printed(BLANKS, tmp_path / "a.pdf", sheet(nama="WA \u0639 ODE"))
    assert log.made == []
    assert "Nama" in log.skipped[0][1]
    assert "U+0639" in log.skipped[0][1]


def test_nobody_of_the_family_is_left_out_unseen(tmp_path: Path) -> None:
    rows = ", ".join(f'{{ is = "value", key = "waris.{at}.nama", x = 20, y = {200 + at * 6}, w = 80 }}'
                     for at in range(1, 6))
    places = made.PLACES.replace(b"items = [", f"items = [ {rows},".encode())
    heirs = tuple(Keluarga(nama=f"ANAK {at}", hubungan="anak", urutan=at) for at in range(1, 7))
    data, log = printed({**SCAN, "scan.toml": places}, tmp_path / "a.pdf", sheet(keluarga=heirs[:5]),
                        sheet(keluarga=heirs))
    assert "ANAK 5" in words(data)
    assert log.made == [0]
    assert "ahli waris 6" in log.skipped[0][1]


def test_a_draft_never_stands_on_the_blank() -> None:
    person = replace(sheet().people[0], draf=True, kode_periksa="")
    shown = preview(Sheet(jenis="formulir", people=(person,)), context(kertas="F4", blangko=BLANKS))
    assert "DRAF" in words(shown.pdf)
    assert made.TITLE not in words(shown.pdf)


def test_the_fit_test_says_what_becomes_of_long_values() -> None:
    ctx = context(kertas="F4", blangko=BLANKS)
    maker = Makers(Document("F4", ""), ctx).of("formulir")
    short = {(row.key, row.what) for row in maker.fit(sheet())}
    assert short == {("alamat.lengkap", "dua_baris")}
    long = {(row.key, row.what) for row in maker.fit(sheet(nama="WA ODE " + "PANJANG " * 6))}
    assert ("nama", "mengecil") in long
    worst = {(row.key, row.what) for row in maker.fit(sheet(nama="WA ODE " + "PANJANG " * 14, tempat_lahir="\u0639"))}
    assert {("nama", "tidak_muat"), ("tempat_lahir", "huruf")} <= worst
