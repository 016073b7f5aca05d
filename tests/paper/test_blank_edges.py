"""Blanks at the edges: keys that no paper has, boxes too few, parts that make up a page, and what a file may not be."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from jamsos_desktop.paper.blank import parts as taking
from jamsos_desktop.paper.blank import reader, scan
from jamsos_desktop.paper.blank.child import read
from jamsos_desktop.paper.blank.geometry import appearance_matrix, rect_of
from jamsos_desktop.paper.blank.keys import blank_label, digits_of, printed_on
from jamsos_desktop.paper.blank.parts import Parts, Unfitting
from jamsos_desktop.paper.blank.records import LARGEST_FILE, MOST_PIXELS, Unfit
from jamsos_desktop.paper.blank.slots import ANY, area_slot, comb_slot, cross_slot
from jamsos_desktop.paper.blank.widgets import widgets
from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.faces import Face
from jamsos_desktop.paper.draw.slots import Frame, Watched
from tests.paper import paper_blanks as made

WIDE, HIGH = made.F4


# Keys.

def test_a_key_is_on_the_papers_that_have_its_value() -> None:
    for jenis, key, there in (
            ("formulir", "nik.angka.1_6", True), ("formulir", "nik.angka.6_1", False), ("formulir", "catatan", False),
            ("formulir", "waris.10.nama", True), ("formulir", "waris.11.nama", False), ("formulir", "entah", False),
            ("formulir", "f1.nama", False), ("f1", "f1.nama", True), ("f1", "nik", False), ("f1", "nomor", True),
            ("f2", "wadah.judul", False), ("f2", "f1.nama", True), ("f2", "nik", False), ("f1", "cetak.judul", False)):
        assert printed_on(jenis, key) is there, (jenis, key)


def test_digits_a_key_asks_for() -> None:
    assert digits_of("nik", "7402.11") == "7402.11"
    assert digits_of("nik.angka", "7402.11") == "740211"
    assert digits_of("nik.angka.5_6", "7402.11") == "11"
    assert blank_label("") == "Teks tetap"
    assert blank_label("waris.3.nama").endswith(" 3")


# Boxes, areas, crosses.

@pytest.fixture
def face() -> Face:
    return Document("A4", "").faces["regular"]


def test_a_number_gives_up_its_dots_before_it_is_too_long(face: Face) -> None:
    slot = comb_slot("npwp", face, 10, [10.0 * at for at in range(6)], 10, 50, "right")
    over = Watched()
    assert slot.emit({"npwp": "74.02.11"}, over).count(" Tm ") == 6
    assert slot.emit({"npwp": "7402"}, over).startswith("1 0 0 1 2")  # the first two boxes stay empty
    assert (over, slot.emit({"npwp": ""}, over)) == ([], "")
    assert slot.emit({"npwp": "74.02.11.2"}, over) == ""
    assert over == [("npwp", "74.02.11.2")]


def test_a_long_text_gets_smaller_and_never_leaves_its_area(face: Face) -> None:
    slot = area_slot("alamat", face, 10, 6, Frame(10, 100, 60, "left"), 40, lambda values: values["alamat"])
    over = Watched()
    assert slot.emit({"alamat": ""}, over) == ""
    assert slot.emit({"alamat": "Dusun I"}, over)
    assert (over, over.squeezed) == ([], {})
    assert slot.emit({"alamat": "Dusun II dekat dermaga lama"}, over).count(" Tm ") > 1
    assert set(over.squeezed) == {"alamat"}
    assert slot.emit({"alamat": "Dusun II dekat dermaga lama " * 9}, over) == ""
    assert [key for key, _ in over] == ["alamat"]


def test_a_cross_for_the_value_or_for_any() -> None:
    slot = cross_slot("jkk", {"ya": "X", ANY: "Y"})
    assert [slot.emit({"jkk": value}, []) for value in ("ya", "lain", "")] == ["X", "Y", ""]
    assert cross_slot("jkk", {"ya": "X"}).emit({"jkk": "tidak"}, []) == ""


# Taking a file to pieces.

def test_what_would_fill_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_UNPACKED", 10)
    monkeypatch.setattr(taking, "MOST_PARTS", 1)
    parts = Parts()
    parts.weigh(10)
    with pytest.raises(Unfitting, match="terlalu besar setelah dibuka"):
        parts.weigh(1)
    parts.form("", [], b"")
    with pytest.raises(Unfitting, match="terlalu banyak bagian"):
        parts.form("", [], b"")


def stream(data: bytes, **said: Any) -> StreamObject:
    found = StreamObject()
    found.set_data(data)
    found.update({NameObject(f"/{key}"): value for key, value in said.items()})
    return found


def test_streams_written_where_they_are_used() -> None:
    parts = Parts()
    image = stream(b"titik", Subtype=NameObject("/Image"), Width=NumberObject(2), Height=NumberObject(2),
                   Metadata=TextStringObject("rahasia"))
    assert parts.value(image) == [0]
    assert parts.value(stream(b"isi", F=TextStringObject("http://contoh.invalid"))) == [1]
    told = repr(parts.found).encode()
    assert b"/Width" in told
    assert b"rahasia" not in told
    assert b"contoh.invalid" not in told
    for wide in (NumberObject(MOST_PIXELS), TextStringObject("2")):
        with pytest.raises(Unfitting, match="40 juta titik"):
            parts.value(stream(b"", Subtype=NameObject("/Image"), Width=wide, Height=NumberObject(2)))


@pytest.mark.parametrize(("turned", "why"), [(45, "miring"), (0, "bukan ukuran kertas")])
def test_a_page_that_stands_askew_or_is_no_paper(turned: int, why: str) -> None:
    def change(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/Rotate")] = NumberObject(turned)
        if not turned:
            writer.pages[0][NameObject("/MediaBox")] = ArrayObject(FloatObject(side) for side in (0, 0, 10, 10))
            writer.pages[0].pop("/CropBox", None)

    found = reader.read_blank(made.changed(change), "pdf", WIDE, HIGH, ())
    assert isinstance(found, Unfit)
    assert why in found.why


def test_a_file_larger_than_any_blank_is_not_even_read() -> None:
    assert reader.read_blank(b"\0" * (LARGEST_FILE + 1), "pdf", WIDE, HIGH, ()) == Unfit("lebih besar dari 4 MiB")


def test_boxes_with_other_than_four_sides_stand_nowhere() -> None:
    annotation = DictionaryObject({NameObject("/Rect"): ArrayObject([NumberObject(1), NumberObject(2)])})
    assert rect_of(annotation) == (0, 0, 0, 0)
    assert appearance_matrix(annotation, DictionaryObject()) == "1 0 0 1 0 0"


def test_a_field_without_a_name_or_without_an_end_is_nobodys() -> None:
    field = DictionaryObject({NameObject("/FT"): NameObject("/Tx")})
    assert list(widgets(field, DictionaryObject())) == []
    ring = DictionaryObject({NameObject("/T"): TextStringObject("x"), NameObject("/FT"): NameObject("/Tx")})
    ring[NameObject("/Parent")] = ring
    (one,) = widgets(ring, DictionaryObject())
    assert one.name == ".".join(["x"] * 32)  # it is looked at so many times, not for ever
    push = DictionaryObject({NameObject("/T"): TextStringObject("kirim"), NameObject("/FT"): NameObject("/Btn"),
                             NameObject("/Ff"): NumberObject(1 << 16)})
    (one,) = widgets(push, DictionaryObject())
    assert (one.kind, one.button) == ("other", True)


# Scans.

@pytest.mark.parametrize(("mode", "colour"), [("1", b"/DeviceGray"), ("LA", b"/DeviceRGB"), ("RGBA", b"/DeviceRGB"),
                                              ("P", b"/DeviceRGB"), ("L", b"/DeviceGray")])
def test_a_scan_of_every_kind_is_drawn(mode: str, colour: bytes) -> None:
    out = BytesIO()
    Image.new(mode, (430, 660)).save(out, "PNG")
    blank = read("png", WIDE, HIGH, (), out.getvalue())
    assert colour in repr(blank.parts).encode()


def test_what_is_seen_through_is_white() -> None:
    colour, bits, data = scan._samples(Image.new("RGBA", (1, 1), (0, 0, 0, 0)))
    assert (colour, bits, data) == ("/DeviceRGB", 8, b"\xff\xff\xff")


def test_a_photo_keeps_what_draws_and_nothing_behind_its_end() -> None:
    head, drawn, said = b"\xff\xd8", b"\xff\xdb\0\3x", b"\xff\xe1\0\7siapa"
    picture = b"\xff\xda\0\2abc\xff\0d\xff\xd0e"
    end = b"\xff\xd9"
    for data in (head + said + b"\xff" + drawn + picture + end + b"rahasia", head + drawn + said + picture):
        kept = b"".join(scan._bare(data))
        assert kept == head + drawn + picture + end
