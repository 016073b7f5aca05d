"""Reading blanks of unknown make: what is refused, in which words; what is taken; and nothing that acts comes in."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NumberObject
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from jamsos_desktop import apart
from jamsos_desktop.paper.blank.check import BlankFault, check
from jamsos_desktop.paper.blank.child import read
from jamsos_desktop.paper.blank.parts import Unfitting
from jamsos_desktop.paper.blank.reader import read_blank
from jamsos_desktop.paper.blank.records import VERB, BlankFile, Unfit
from jamsos_desktop.paper.draw.document import MM, Document
from jamsos_desktop.paper.draw.raster import render
from tests.paper import paper_blanks as made

NAMES = ("alamat", "jk", "jkk", "nik", "orang.nama")
FORM = made.acroform()
WIDE, HIGH = made.F4


def taken(data: bytes, suffix: str = "pdf", filled: tuple[str, ...] = NAMES) -> BlankFile:
    answer = read(suffix, WIDE, HIGH, filled, data)
    assert isinstance(answer, BlankFile)
    return answer


def test_the_fields_stand_where_the_office_put_them() -> None:
    spots = {(spot.name, spot.state): spot for spot in taken(FORM).spots}
    name, nik = spots["orang.nama", ""], spots["nik", ""]
    assert (name.kind, nik.kind, spots["jk", "Laki"].kind) == ("text", "text", "tick")
    assert nik.cells == 16
    assert spots["alamat", ""].lines
    assert name.x / mm == pytest.approx(60, abs=0.1)
    assert name.y / mm == pytest.approx(330 - 50, abs=0.1)
    assert name.w / mm == pytest.approx(110, abs=0.1)
    assert {state for field, state in spots if field == "jk"} == {"Laki", "Perem"}


@pytest.mark.parametrize(("turn", "x", "y"), [(90, 280, 215 - 170), (180, 215 - 170, 330 - 287), (270, 330 - 287, 60)])
def test_a_turned_page_is_seen_upright(turn: int, x: float, y: float) -> None:
    blank = taken(made.changed(lambda writer: writer.pages[0].rotate(turn), FORM))
    spot = next(one for one in blank.spots if one.name == "orang.nama")
    assert (blank.pages[0].width > blank.pages[0].height) == (turn != 180)
    assert (spot.x / mm, spot.y / mm) == (pytest.approx(x, abs=0.2), pytest.approx(y, abs=0.2))


def test_nothing_that_acts_comes_along() -> None:
    acting = made.changed(made.with_scripts, FORM)
    assert b"/JavaScript" in acting
    blank = taken(acting)
    doc = Document("F4", "")
    doc.sized(WIDE, HIGH).page(doc.join("b", blank), "")
    out = doc.bytes()
    inside = b"".join(bit for part in blank.parts for bit in part.head if isinstance(bit, bytes))
    for word in (b"/JS", b"/JavaScript", b"/AA", b"/OpenAction", b"/URI", b"/EmbeddedFile", b"/AcroForm", b"/Annots"):
        assert not re.search(word + rb"(?![A-Za-z+])", inside + out)
    assert b"Orang Kantor" not in out
    assert "/Names" not in PdfReader(BytesIO(out)).root_object


def two_sizes() -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(3000, 3000))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def many_pages() -> bytes:
    writer = PdfWriter()
    for _ in range(7):
        writer.add_blank_page(WIDE, HIGH)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def huge_picture_inside() -> bytes:
    def lie(writer: PdfWriter) -> None:
        picture = writer.pages[0]["/Resources"]["/XObject"]  # type: ignore[index]
        for one in picture.values():
            one.get_object().update({"/Width": NumberObject(9000), "/Height": NumberObject(9000)})

    out = BytesIO()
    canvas = Canvas(out, pagesize=made.F4)
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(BytesIO(made.scan())), 0, 0, 100, 100)
    canvas.showPage()
    canvas.save()
    return made.changed(lie, out.getvalue())


@pytest.mark.parametrize(("data", "why"), [
    (made.locked, "terkunci kata sandi"),
    (lambda: made.changed(made.with_xfa, FORM), "XFA"),
    (made.without_pages, "tidak punya halaman"),
    (many_pages, "punya 7 halaman"),
    (two_sizes, "bukan ukuran kertas"),
    (huge_picture_inside, "40 juta titik"),
    (lambda: b"GIF89a bukan pdf", "bukan PDF"),
    (lambda: b"", "bukan PDF"),
    (lambda: FORM + b"\0" * (4 << 20), "4 MiB"),
])
def test_a_file_that_cannot_be_a_blank_is_refused_by_its_reason(data: Callable[[], bytes], why: str) -> None:
    with pytest.raises(Unfitting, match=why):
        read("pdf", WIDE, HIGH, (), data())


@pytest.mark.parametrize(("data", "why"), [
    (made.scan(7000, 6000), "40 juta titik"),
    (made.scan(1000, 1000), "perbandingan sisinya"),
    (made.scan()[:3000], "rusak"),
    (b"<html>", "rusak"),
])
def test_a_scan_that_cannot_be_a_blank_is_refused_by_its_reason(data: bytes, why: str) -> None:
    with pytest.raises(Unfitting, match=why):
        read("png", WIDE, HIGH, (), data)


def test_a_scan_is_one_page_of_its_paper() -> None:
    blank = taken(made.scan(kind="JPEG"), "jpg", ())
    (page,) = blank.pages
    assert (page.width, page.height) == (WIDE, HIGH)


def test_a_broken_file_ends_the_child_alone() -> None:
    for broken in (FORM[:900], FORM[:len(FORM) // 2], b"%PDF-1.7\n" + bytes(range(256)) * 40):
        answer = read_blank(broken, "pdf", WIDE, HIGH, ())
        assert isinstance(answer, Unfit)
        assert answer.why


def test_the_child_gets_no_pin_and_answers_what_reading_here_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAMSOS_PIN", "123456")
    assert read_blank(FORM, "pdf", round(WIDE, 3), round(HIGH, 3), NAMES) == taken(FORM)
    child = apart.start(VERB, ("pdf",), fed=True)
    if sys.platform == "linux":
        environ = Path(f"/proc/{child.pid}/environ").read_bytes()
        assert b"JAMSOS_" not in environ
    child.kill()
    child.communicate()


def test_a_child_that_does_not_answer_in_time_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr("jamsos_desktop.paths.self_command", lambda: sleeper)
    with pytest.raises(TimeoutError):
        apart.ask("tidur", (), b"x", 0.2)


BLANKS = {"formulir_bpu.toml": made.FIELDS, "formulir_bpu.pdf": FORM}
SCAN = {"scan.toml": made.PLACES, "scan.png": made.scan()}


def told(files: dict[str, bytes], old: bytes, new: bytes) -> dict[str, bytes]:
    return {name: data.replace(old, new) if name.endswith(".toml") else data for name, data in files.items()}


def test_sound_blanks_pass() -> None:
    check({**BLANKS, **told(SCAN, b'segmen = "BPU"', b'segmen = "PU"')})
    check(told({"scan.toml": SCAN["scan.toml"].replace(b"tumpang", b"pracetak")}, b'berkas = "scan.png"', b""))


@pytest.mark.parametrize(("files", "where", "why"), [
    ({"formulir_bpu.toml": made.FIELDS}, "formulir_bpu.pdf", "tidak ada di samping"),
    ({**BLANKS, "lain.pdf": FORM}, "lain.pdf", "tidak dipakai"),
    ({**BLANKS, "satu.toml": made.FIELDS}, "satu.toml", "sama dengan formulir_bpu.toml"),
    (told(BLANKS, b'field = "nik"', b'field = "NIK"'), "formulir_bpu.toml", "kolom NIK tidak ada"),
    (told(BLANKS, b'key = "nama"', b'key = "nama_panggilan"'), "formulir_bpu.toml", "isian nama_panggilan"),
    (told(BLANKS, b'key = "nama"', b'key = "nama", text = "{nik}"'), "formulir_bpu.toml", "salah satu"),
    (told(BLANKS, b', when = "ya"', b""), "formulir_bpu.toml", "kolom jkk kotak centang"),
    (told(BLANKS, b'key = "nama"', b'key = "nama", when = "x"'), "formulir_bpu.toml", "bukan kotak centang"),
    (told(BLANKS, b'P = "Perem"', b'P = "Wanita"'), "formulir_bpu.toml", "pilihan Wanita"),
    (told(BLANKS, b'kertas = "F4"', b'kertas = "A4"'), "formulir_bpu.pdf", "215 x 330 mm"),
    (told(BLANKS, b"bersusun", b"") | {"formulir_bpu.pdf": made.locked()}, "formulir_bpu.pdf", "terkunci"),
    (told(BLANKS, b"kompilasi sendiri", b"pasti benar"), "formulir_bpu.toml", "keyakinan"),
    (told(BLANKS, b'segmen = "BPU"', b""), "formulir_bpu.toml", "segmen"),
    (told(BLANKS, b'judul = "', b'warna = 1\njudul = "'), "formulir_bpu.toml", "tidak dikenal"),
    (told(BLANKS, b'jenis = "', b'jenis = '), "formulir_bpu.toml", "tidak terbaca"),
    (told(SCAN, b"x = 60, y = 50, w = 100", b"x = 160, y = 50, w = 100"), "scan.toml", "nama: keluar dari kertas"),
    (told(SCAN, b"x = 60, y = 50,", b"x = 60, up = 50,"), "scan.toml", "x dan y"),
    (told(SCAN, b'berkas = "scan.png"', b'berkas = "../scan.gif"'), "scan.toml", ".pdf, .png atau .jpg"),
    (told(SCAN, b"[[pages]]\n", b"[[pages]]\n[[pages]]\n"), "scan.toml", "mengisi 2 halaman"),
])
def test_a_mapping_that_cannot_be_printed_is_refused_by_file_and_field(
        files: dict[str, bytes], where: str, why: str) -> None:
    with pytest.raises(BlankFault, match=why.replace(".", r"\.")) as caught:
        check(files)
    assert caught.value.where == where


def test_the_hidden_verb_says_why_on_its_pipe() -> None:
    run = subprocess.run([sys.executable, "main.py", VERB, "pdf", "600", "900", "[]"], input=made.without_pages(),
                         capture_output=True, check=True, cwd=Path(__file__).parents[2])
    assert b"tidak punya halaman" in run.stdout


def test_the_paper_of_the_calibration_sheet_is_true() -> None:
    from jamsos_desktop.paper.single.calibration import CROSSES, calibration_sheet
    from tests.paper.paper_reading import words

    data = calibration_sheet("A4", "Printer Uji", 1.5, -0.5)
    page = PdfReader(BytesIO(data)).pages[0]
    assert float(page.mediabox.width) / MM == pytest.approx(210, abs=0.01)
    text = words(data)
    assert "Printer Uji" in text
    assert "1,5 mm ke kanan, -0,5 mm ke bawah" in text
    assert "30 mm" in text
    image = render(data, 0, 10 / MM)  # ten dots a millimetre
    black = {(x, y) for x in range(200, 400) for y in range(200, 400) if image.data[y * image.stride + x * 4] < 128}
    middle = int(CROSSES * 10)
    assert all((x, y) in black or (x, y - 1) in black for x, y in [(middle + 70, middle), (middle - 70, middle)])
    assert all((x, y) in black or (x - 1, y) in black for x, y in [(middle, middle + 70), (middle, middle - 70)])
