"""Blanks as real programs write them: values elsewhere in the file, nothing where something may be, turned and
cropped pages, odd scans; and files made to keep the screen busy for ever."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, FloatObject, IndirectObject, NameObject, NullObject

from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.records import Keluarga
from jamsos_desktop.paper.blank.check import BlankFault, check
from jamsos_desktop.paper.blank.child import read
from jamsos_desktop.paper.blank.keys import printed_on
from jamsos_desktop.paper.blank.parts import Unfitting
from jamsos_desktop.paper.blank.reader import read_blank
from jamsos_desktop.paper.blank.records import BlankFile, Unfit
from jamsos_desktop.paper.blank.rows import further_values
from jamsos_desktop.paper.book import write_book
from jamsos_desktop.paper.draw.document import MM, Document
from jamsos_desktop.paper.draw.keys import DERIVED
from jamsos_desktop.paper.draw.marks import print_values, static_values
from jamsos_desktop.paper.draw.raster import render
from jamsos_desktop.paper.fitting import CONTINUED, refused
from jamsos_desktop.paper.makers import Makers
from jamsos_desktop.paper.sheets import PrintPerson, Sheet
from jamsos_desktop.paper.values import person_values
from jamsos_desktop.problems import Problem
from tests.paper import paper_blanks as made
from tests.paper.paper_people import SALMA, SALMA_DUES, context
from tests.paper.paper_reading import words

FORM = made.acroform()
WIDE, HIGH = made.F4
NAMES = ("alamat", "jk", "jkk", "nik", "orang.nama")
BLANKS = {"formulir_bpu.toml": made.FIELDS, "formulir_bpu.pdf": FORM}
SCAN = {"scan.toml": made.PLACES, "scan.png": made.scan()}


def elsewhere(writer: PdfWriter) -> None:
    """Every value of every field, and of what fields look like, in an object of its own."""
    form: Any = writer.root_object["/AcroForm"].get_object()
    fields = [one.get_object() for one in writer.pages[0]["/Annots"]]  # type: ignore[attr-defined]
    for holder in [form, *fields, *(one["/MK"] for one in fields if "/MK" in one)]:
        for key in list(holder):
            value = holder.raw_get(key)
            if not isinstance(value, IndirectObject):
                holder[key] = writer._add_object(value)


def nothing(*keys: str) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        writer.root_object["/AcroForm"].get_object()[NameObject("/DA")] = NullObject()  # type: ignore[index]
        for one in writer.pages[0]["/Annots"]:  # type: ignore[attr-defined]
            one.get_object().update({NameObject(key): NullObject() for key in keys})
    return change


@pytest.mark.parametrize("change", [elsewhere, nothing("/AP"), nothing("/MK", "/DA", "/F")])
def test_a_form_is_read_however_its_values_are_written(change: Callable[[PdfWriter], None]) -> None:
    plain, other = (read("pdf", WIDE, HIGH, NAMES, data) for data in (FORM, made.changed(change, FORM)))
    assert [(s.name, s.kind, s.cells, s.lines, s.x, s.y) for s in other.spots] \
        == [(s.name, s.kind, s.cells, s.lines, s.x, s.y) for s in plain.spots]


def test_what_is_no_list_of_fields_is_none() -> None:
    def change(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/Annots")] = NullObject()
        writer.root_object[NameObject("/AcroForm")] = NullObject()
    assert read("pdf", WIDE, HIGH, (), made.changed(change, FORM)).spots == ()


@pytest.mark.parametrize(("box", "crop"), [((WIDE, HIGH, 0, 0), None), ((0, 0, WIDE, HIGH), (-60, -60, 900, 1200))])
def test_corners_in_another_order_and_a_crop_beyond_the_sheet(box: tuple[float, ...], crop: Any) -> None:
    def change(writer: PdfWriter) -> None:
        for key, sides in (("/MediaBox", box), ("/CropBox", crop)):
            if sides:
                writer.pages[0][NameObject(key)] = ArrayObject(FloatObject(side) for side in sides)
    (page,) = read("pdf", WIDE, HIGH, (), made.changed(change, FORM)).pages
    assert (page.width, page.height) == (pytest.approx(WIDE, abs=0.1), pytest.approx(HIGH, abs=0.1))


def drawn(blank: BlankFile, scale: float = 0.5) -> Any:
    doc = Document("F4", "")
    doc.page(doc.join("x", blank))
    raster = render(doc.bytes(), 0, scale)
    return Image.frombuffer("RGBA", (raster.width, raster.height), raster.data, "raw", "BGRA", raster.stride, 1)


def picture(kind: str, image: Any, **options: Any) -> BlankFile:
    out = BytesIO()
    image.save(out, kind, **options)
    return read("png" if kind == "PNG" else "jpg", WIDE, HIGH, (), out.getvalue())


def test_sixteen_bits_of_grey_keep_their_greys() -> None:
    shown = drawn(picture("PNG", Image.new("I;16", (430, 660), 30_000)))
    assert shown.getpixel((50, 50))[0] == pytest.approx(30_000 / 257, abs=2)


def test_a_photo_stays_as_small_as_it_came_without_what_it_tells() -> None:
    image = Image.effect_noise((860, 1320), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x013B] = "ORANG KANTOR"
    out = BytesIO()
    image.save(out, "JPEG", quality=80, exif=exif, comment=b"rahasia", progressive=True)
    blank = read("jpg", WIDE, HIGH, (), out.getvalue() + b"sesudahnya")
    kept = b"".join(part.data or b"" for part in blank.parts)
    assert len(kept) < len(out.getvalue()) + 200
    assert not any(word in kept for word in (b"ORANG KANTOR", b"rahasia", b"sesudahnya"))
    assert drawn(blank).getpixel((100, 100))[0] < 250
    exif[0x0112] = 3  # a photo taken upside down is turned, so it is packed anew
    turned = picture("JPEG", image, exif=exif)
    assert b"FlateDecode" in b"".join(bit for part in turned.parts for bit in part.head if isinstance(bit, bytes))


def test_an_enormous_picture_is_called_that() -> None:
    head = b"IHDR" + struct.pack(">IIBBBBB", 20_000, 30_000, 1, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) \
        + struct.pack(">I", 4) + b"IDAT" + bytes(8)
    with pytest.raises(Unfitting, match="40 juta"):
        read("png", WIDE, HIGH, (), data)


def nested(deep: int) -> bytes:
    """A page whose form draws the next twenty times, and so on: 20 to the power of ``deep`` drawings."""
    def stream(head: str, body: bytes) -> bytes:
        return f"<< /Length {len(body)} {head} >>\nstream\n".encode() + body + b"\nendstream"
    box = "/Type /XObject /Subtype /Form /BBox [0 0 600 900]"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 609.45 935.43] /Contents 4 0 R"
               b" /Resources << /XObject << /A 5 0 R >> >> >>", stream("", b"/A Do")]
    objects += [stream(f"{box} /Resources << /XObject << /A {at} 0 R >> >>", b"/A Do " * 20)
                for at in range(6, 6 + deep)]
    objects.append(stream(box, b"0 0 10 10 re f"))
    out = b"%PDF-1.7\n"
    for at, one in enumerate(objects, 1):
        out += b"%d 0 obj\n%b\nendobj\n" % (at, one)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n0\n%%%%EOF" % (len(objects) + 1)


def test_a_page_that_draws_for_ever_is_stopped_in_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(read_blank(nested(1), "pdf", WIDE, HIGH, ()), BlankFile)
    monkeypatch.setattr("jamsos_desktop.paper.blank.reader.SECONDS", 0.9)
    stopped = read_blank(nested(30), "pdf", WIDE, HIGH, ())
    assert stopped == Unfit("terlalu rumit untuk dibaca")  # said when its time is over; one that ends says other words


def told(files: dict[str, bytes], old: bytes, new: bytes) -> dict[str, bytes]:
    assert any(old in data for data in files.values())
    return {name: data.replace(old, new) if name.endswith(".toml") else data for name, data in files.items()}


NAME = b'{ field = "orang.nama", key = "nama" },'


@pytest.mark.parametrize(("files", "why"), [
    (told(BLANKS, NAME, NAME + b'{ field = "orang.nama", key = "nik" },'), "dipetakan dua kali"),
    (told(BLANKS, b'states = { L = "Laki", P = "Perem" }', b'when = "L"'), "beberapa pilihan"),
    (told(BLANKS, b'key = "nama" }', b'key = "nama", size = 900 }'), "size harus"),
    (told(BLANKS, b'key = "nama" }', b'key = "catatan" }'), "isian catatan tidak dikenal"),
    (told(BLANKS, b'key = "nama" }', b'key = "f1.nama" }'), "isian f1.nama tidak dikenal"),
    (told(BLANKS, b'key = "nama" }', b'key = "nik.angka.5_2" }'), "isian nik.angka.5_2"),
    (told(BLANKS, b'key = "nama" }', b'text = "' + b"KANTOR " * 40 + b'" }'), "tulisannya tidak muat"),
    (told(SCAN, b'text = "Ibu: {nama_ibu}"', b'text = "\xd8\xb9 {nama_ibu}"'), "tidak bisa dicetak"),
    (told(SCAN, b"w = 100", b'w = 100, weight = "tebal"'), "weight harus"),
    (told(SCAN, b"w = 100", b'w = 100, align = "tengah"'), "align harus"),
    (told(SCAN, b"w = 100", b'w = 100, align = "right"'), "keluar dari kertas"),
    (told(SCAN, b"w = 100", b"w = 100, size = nan"), "size harus"),
    (told(SCAN, b"groups = [6, 6, 4]", b"groups = [1000000000], side = 0.0"), "side harus"),
    (told(SCAN, b"groups = [2]", b"groups = []"), "groups harus"),
])
def test_a_mapping_that_would_fail_in_the_middle_of_printing_is_refused(files: dict[str, bytes], why: str) -> None:
    with pytest.raises(BlankFault, match=why):
        check(files)


def sheet(**changes: Any) -> Sheet:
    person = replace(SALMA, **changes)
    return Sheet(jenis="formulir", people=(PrintPerson(peserta=person, dues=SALMA_DUES, nomor=person.nomor,
                                                       kode_periksa="7f3a91c2"),))


def test_every_key_the_door_lets_in_has_a_value() -> None:
    ctx = context(kertas="F4")
    person = sheet().people[0]
    given = static_values(ctx) | person_values(person, ctx) | print_values(person, ctx, "BPU") \
        | further_values(person.peserta)
    allowed = {key for key in (*BY_KEY, *DERIVED) if printed_on("formulir", key)}
    assert allowed <= set(given)
    assert {"rt", "rw", "dusun", "alamat", "sk_nomor"} <= allowed


def test_parts_of_the_address_and_fixed_words_are_filled(tmp_path: Path) -> None:
    words_only = b'{ field = "kantor", text = "KENDARI" }, { field = "lahir", text = "RT {rt} RW {rw}" },'
    files = told(BLANKS, b'{ field = "lahir", text = "{tempat_lahir}, {tanggal_lahir}" },', words_only)
    check(files)
    out = tmp_path / "a.pdf"
    run_to_end(write_book([sheet(rt="007")], context(kertas="F4", blangko=files), out))
    said = words(out.read_bytes())
    assert "RT 007 RW 002" in said
    assert "KENDARI" in said


def test_letters_of_a_comb_stay_in_their_boxes() -> None:
    places = made.PLACES.replace(b'key = "nik", x = 60, y = 60, groups = [6, 6, 4]',
                                 b'key = "nama", x = 60, y = 60, groups = [12], side = 2.6, high = 7')
    doc = Document("F4", "")
    maker = Makers(doc, context(kertas="F4", blangko={**SCAN, "scan.toml": places.replace(b"tumpang", b"pracetak")}))
    maker.of("formulir").add(sheet(nama="M" * 12))
    scale = 6.0
    raster = render(doc.bytes(), 0, scale)
    row = int(60 * MM * scale)
    line = raster.data[row * raster.stride:(row + 1) * raster.stride:4]
    edges = [line[int((60 + at * 2.6) * MM * scale)] for at in range(13)]
    assert min(edges) > 200  # white between each letter and the next


WORDS = ("WA", "ODE", "PANJANG", "MMMMMMWWWWWW", "KAMARUDDINSYAHPUTRABINTANG", "-", "\u014b")


def anybody(chance: random.Random) -> dict[str, Any]:
    def text() -> str:
        return " ".join(chance.choices((*WORDS, "\u0639"), (9,) * len(WORDS) + (0.4,), k=chance.choice((1, 3, 9, 20))))
    free = ("nama", "tempat_lahir", "nama_ibu", "alamat", "lokasi_kerja", "bank")
    found: dict[str, Any] = {key: text() for key in free if chance.random() < 0.4}
    kin = range(1, chance.choice((1, 3, 4, 5, 12)))
    found["keluarga"] = tuple(Keluarga(nama=text(), hubungan="anak", urutan=at) for at in kin)
    return found | ({"segmen": "PU", "kelompok": "perangkat_desa"} if chance.random() < 0.5 else {})


@pytest.mark.parametrize("blanks", [BLANKS, SCAN, {}])
def test_the_fit_test_says_what_printing_then_does(blanks: dict[str, bytes]) -> None:
    chance = random.Random(len(blanks))
    ctx = context(kertas="A4", blangko=blanks)
    tester, maker = (Makers(Document("A4", ""), ctx).of("formulir") for _ in range(2))
    outcomes = set()
    for _ in range(60):
        one = sheet(**anybody(chance))
        said = tester.fit(one)
        try:
            pages = maker.add(one)
        except Problem:
            pages = 0
        assert refused(said) == (not pages)
        if not blanks and pages:
            assert any(row.what == CONTINUED for row in said) == (pages > 1)
        outcomes.add(min(pages, 2))
    assert {0, 1} <= outcomes
