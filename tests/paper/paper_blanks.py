"""Blanks as an office would hand them out, made by other people's programs: AcroForm and scan; and bad ones."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from jamsos_desktop.paths import resource

F4 = (215 * mm, 330 * mm)
TITLE = "FORMULIR KANTOR CABANG"

FIELDS = b'''
jenis = "formulir"
segmen = "BPU"
judul = "Formulir kantor cabang"
cara = "isian"
kertas = "F4"
berkas = "formulir_bpu.pdf"
sumber = "rekaan untuk uji"
keyakinan = "kompilasi sendiri"
fields = [
    { field = "orang.nama", key = "nama" },
    { field = "nik", key = "nik" },
    { field = "tgl", key = "tanggal_lahir" },
    { field = "lahir", text = "{tempat_lahir}, {tanggal_lahir}" },
    { field = "jk", key = "jenis_kelamin", states = { L = "Laki", P = "Perem" } },
    { field = "alamat", key = "alamat.lengkap" },
    { field = "jkk", key = "iuran.JKK.ikut", when = "ya" },
    { field = "jht", key = "iuran.JHT.ikut", when = "ya" },
]
'''

PLACES = b'''
jenis = "formulir"
segmen = "BPU"
judul = "Blangko bergaris"
cara = "tumpang"
kertas = "F4"
berkas = "scan.png"
sumber = "rekaan untuk uji"
keyakinan = "kompilasi sendiri"
[[pages]]
items = [
    { is = "value", key = "nama", x = 60, y = 50, w = 100 },
    { is = "digits", key = "nik", x = 60, y = 60, groups = [6, 6, 4] },
    { is = "digits", key = "tanggal_lahir.angka.1_2", x = 60, y = 70, groups = [2] },
    { is = "text", text = "Ibu: {nama_ibu}", x = 60, y = 80, w = 90, fold = 1 },
    { is = "ticks", key = "jenis_kelamin", y = 90, options = [["L", "", 60], ["P", "", 80]] },
    { is = "mark", x = 62, y = 100 },
    { is = "qr", x = 180, y = 40, side = 20.6 },
]
'''


def acroform(more: Callable[[Canvas], None] | None = None) -> bytes:
    """One F4 page with embedded letters: text, combs, an area, a group of buttons, check boxes, a prefilled field."""
    if "Uji" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Uji", str(resource("fonts", "NotoSans-Regular.ttf"))))
    out = BytesIO()
    canvas = Canvas(out, pagesize=F4, initialFontName="Uji")
    canvas.setFont("Uji", 13)
    canvas.drawString(20 * mm, F4[1] - 25 * mm, TITLE)
    form = canvas.acroForm
    for name, y, more_of in (("orang.nama", 50, {}), ("nik", 60, {"maxlen": 16, "fieldFlags": "comb"}),
                             ("tgl", 70, {"maxlen": 8, "fieldFlags": "comb"}), ("lahir", 80, {}),
                             ("alamat", 105, {"fieldFlags": "multiline", "height": 18 * mm}),
                             ("kantor", 125, {"value": "KENDARI", "fontSize": 9})):
        form.textfield(name=name, x=60 * mm, y=F4[1] - y * mm, width=110 * mm, borderWidth=1,
                       **{"height": 7 * mm, "fontSize": 0, **more_of})
    for at, state in enumerate(("Laki", "Perem")):
        form.radio(name="jk", value=state, x=(60 + 30 * at) * mm, y=F4[1] - 140 * mm, size=5 * mm, shape="circle")
    for at, name in enumerate(("jkk", "jht")):
        form.checkbox(name=name, x=(60 + 30 * at) * mm, y=F4[1] - 150 * mm, size=5 * mm)
    if more:
        more(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def scan(width: int = 1016, height: int = 1560, kind: str = "PNG") -> bytes:
    """The picture of a ruled page, 120 dots an inch."""
    picture = Image.new("L", (width, height), 255)
    ImageDraw.Draw(picture).rectangle((40, 40, width - 40, height - 40), outline=0, width=4)
    out = BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def changed(change: Callable[[PdfWriter], Any], data: bytes | None = None) -> bytes:
    """A blank after something was done to it."""
    writer = PdfWriter(PdfReader(BytesIO(data or acroform())))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def with_xfa(writer: PdfWriter) -> None:
    form = writer.root_object["/AcroForm"].get_object()
    form[NameObject("/XFA")] = ArrayObject()  # type: ignore[index]


def with_scripts(writer: PdfWriter) -> None:
    """A script that runs on opening, one on a field, a link, a file inside, words of who made it."""
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"),
                               NameObject("/JS"): TextStringObject("app.alert('diam')")})
    writer.root_object[NameObject("/OpenAction")] = script
    writer.add_attachment("rahasia.txt", b"isi")
    names = writer.root_object["/Names"].get_object()
    names[NameObject("/JavaScript")] = DictionaryObject(  # type: ignore[index]
        {NameObject("/Names"): ArrayObject([TextStringObject("buka"), script])})
    writer.add_metadata({"/Author": "Orang Kantor"})
    page = writer.pages[0]
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    for annotation in page["/Annots"].get_object():  # type: ignore[attr-defined]
        annotation.get_object()[NameObject("/AA")] = DictionaryObject({NameObject("/K"): script})
    writer.add_uri(0, "http://contoh.invalid/", (10, 10, 100, 100))


def without_pages() -> bytes:
    out = BytesIO()
    PdfWriter().write(out)
    return out.getvalue()


def locked() -> bytes:
    return changed(lambda writer: writer.encrypt("1234", algorithm="AES-256"))
