"""A photo of a paper made into a scan: upright, cut to the paper, small, and without what the camera wrote into it.

Every picture is drawn anew, so that neither the place nor the phone it was taken with goes along, whatever is done to
it. A PDF stays as it is. The file chosen is only read. Anything that is no whole picture is a ``Problem``.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageOps

from jamsos_desktop.desk.scan_records import SCAN_WHOLE, MadeScan, Point, ScanEdit, ScanLook
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

MOST_PHOTO, MOST_PDF = 25 << 20, 5 << 20  # bytes
MOST_DOTS, MOST_DOTS_JPG = 40_000_000, 89_000_000  # a JPEG can be read at a half or a quarter, a PNG cannot
LONG_SIDE = 1600  # a line of a Kartu Keluarga is then about 12 dots high: readable, and no more
READ_SIDE = 3200  # what is read of a very large photo, so that half of it still fills LONG_SIDE
LOOK_SIDE = 1100
TARGET = 280_000  # bytes
QUALITIES = (84, 76, 68, 60, 52)  # below that small letters break
LAST = (1280, 60)  # a photo full of grain
PAPER_HEIGHT = 842  # points of A4
INK = 10  # how much darker than the paper around it a dot must be
_SIGNS = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"%PDF-", "pdf"))
# What people bring instead: by the first bytes, or those after the length of an ISO box.
_OTHERS = ((b"GIF8", "gambar GIF"), (b"BM", "gambar BMP"), (b"II*\x00", "gambar TIFF"), (b"MM\x00*", "gambar TIFF"),
           (b"PK\x03\x04", "dokumen atau arsip"))
_BOXES = ((b"ftyphei", "foto HEIC dari HP"), (b"ftypmif1", "foto HEIC dari HP"), (b"ftyp", "video"))


@dataclass(frozen=True, slots=True)
class ScanWork:
    """A file in hand: its name and content, and its picture upright at ``LOOK_SIDE`` (None for a PDF)."""

    name: str
    kind: str
    data: bytes
    small: Image.Image | None = None


def kind_of(data: bytes, name: str) -> str:
    """``jpg``, ``png`` or ``pdf`` by content; Problem SCAN_BUKAN_GAMBAR for anything else."""
    for sign, kind in _SIGNS:
        if data.startswith(sign):
            return kind
    said = next((words for sign, words in _OTHERS if data.startswith(sign)), "")
    said = said or next((words for sign, words in _BOXES if data[4:16].startswith(sign)), "")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        said = "gambar WebP"
    way = "Di HP atau laptop, simpan ulang sebagai JPG, lalu pilih file itu." if said.startswith(("foto", "gambar")) \
        else "Foto atau pindai kertasnya, lalu pilih file itu."
    said = f"berisi {said}, " if said else ""
    raise Problem("SCAN_BUKAN_GAMBAR", f"File {name} {said}bukan foto (JPG, PNG) atau PDF.", TIDAK_BERUBAH, way)


def read(path: Path) -> tuple[bytes, str]:
    """Content and kind of a file. Problems: FILE_TIDAK_ADA, SCAN_BESAR, SCAN_BUKAN_GAMBAR."""
    from jamsos_desktop.exchange.files import read_limited

    data = read_limited(path, MOST_PHOTO, _too_large(path.name, f"lebih besar dari {MOST_PHOTO >> 20} MB"))
    kind = kind_of(data, path.name)
    if kind == "pdf" and len(data) > MOST_PDF:
        raise _too_large(path.name, f"lebih besar dari {MOST_PDF >> 20} MB")
    return data, kind


def work_on(path: Path) -> ScanWork:
    """Take a file in hand; its picture is read whole, so that a broken one is told now. Problems of ``read``,
    SCAN_RUSAK, SCAN_BERGERAK."""
    data, kind = read(path)
    if kind == "pdf":
        return ScanWork(path.name, kind, data)
    small = _opened(data, path.name)
    small.thumbnail((LOOK_SIDE, LOOK_SIDE))
    return ScanWork(path.name, kind, data, small)


def look(work: ScanWork, edit: ScanEdit) -> ScanLook:
    """How the photo looks turned and toned, before it is cut; of a PDF its first page. Problem SCAN_TAK_TAMPIL."""
    if work.small is None:
        return _page(work.data, LOOK_SIDE)
    return as_look(_toned(_turned(work.small, edit), edit.rupa))


def make(work: ScanWork, edit: ScanEdit) -> MadeScan:
    """What is kept of a file in hand; a PDF as it is."""
    if work.kind == "pdf":
        return _made(work.data, "pdf", len(work.data))
    picture = _turned(_opened(work.data, work.name), edit)
    picture = _fitted(_cut(picture, edit), LONG_SIDE)
    return _made(*_packed(_toned(picture, edit.rupa)), len(work.data))


def made_from(path: Path) -> MadeScan:
    """A file as it is kept when nothing is done to it. Problems of ``work_on``."""
    data, kind = read(path)
    return make(ScanWork(path.name, kind, data), ScanEdit())


def thumbnail(path: Path, side: int) -> ScanLook:
    """A small picture of a photo, upright. Problems of ``work_on``."""
    data, kind = read(path)
    if kind == "pdf":
        return _page(data, side)
    picture = _opened(data, path.name, side)
    picture.thumbnail((side, side))
    return as_look(picture)


def _page(pdf: bytes, side: int) -> ScanLook:
    from jamsos_desktop.desk.previews import pdf_page

    page = pdf_page(pdf, 0, side / PAPER_HEIGHT)
    rows = [page.data[at:at + page.width * 4] for at in range(0, page.stride * page.height, page.stride)]
    return ScanLook(b"".join(rows), page.width, page.height)


def as_look(picture: Image.Image) -> ScanLook:
    """A picture as the window draws it."""
    return ScanLook(picture.convert("RGBA").tobytes("raw", "BGRA"), picture.width, picture.height)


# Reading.

@contextmanager
def _whole(name: str) -> Iterator[None]:
    """Whatever the picture's reader trips over is told as one thing: this file is not whole."""
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as cause:
        raise _too_many(name) from cause
    except (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, struct.error, MemoryError) as cause:
        raise Problem("SCAN_RUSAK", f"Foto {name} terpotong atau rusak.", TIDAK_BERUBAH,
                      "Salin lagi dari HP, atau foto ulang kertasnya.") from cause


def _opened(data: bytes, name: str, side: int = READ_SIDE) -> Image.Image:
    """The picture upright in RGB or grey, without anything else the file held; large JPEGs are read smaller."""
    with _whole(name), Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
        if picture.width * picture.height > (MOST_DOTS_JPG if picture.format in ("JPEG", "MPO") else MOST_DOTS):
            raise _too_many(name)
        if picture.format == "PNG" and getattr(picture, "is_animated", False):
            raise Problem("SCAN_BERGERAK", f"Gambar {name} bergerak, bukan foto kertas.", TIDAK_BERUBAH,
                          "Foto atau pindai kertasnya, lalu pilih file itu.")
        if picture.format == "JPEG":
            part = min(1.0, side / max(picture.size))
            picture.draft(None, (int(picture.width * part), int(picture.height * part)))  # no smaller than that
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        return _plain(upright)


def _plain(picture: Image.Image) -> Image.Image:
    """RGB or grey on white, eight bits a colour, carrying nothing else along."""
    if picture.mode.startswith("I") or picture.mode == "F":  # 16 bits of grey
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    grey = picture.mode in ("1", "L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        coloured = picture.convert("RGBA")
        clean = Image.new("RGB", picture.size, "white")
        clean.paste(coloured, mask=coloured.getchannel("A"))
        return clean
    clean = Image.new("L" if grey else "RGB", picture.size)
    clean.paste(picture.convert(clean.mode))
    return clean


# Changing.

def _turned(picture: Image.Image, edit: ScanEdit) -> Image.Image:
    quarter = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
    if turns := edit.putar % 4:
        picture = picture.transpose(quarter[turns])
    if edit.miring:
        white = 255 if picture.mode == "L" else (255, 255, 255)
        picture = picture.rotate(-edit.miring, Image.Resampling.BICUBIC, expand=True, fillcolor=white)
    return picture


def _cut(picture: Image.Image, edit: ScanEdit) -> Image.Image:
    if edit.sudut == SCAN_WHOLE:
        return picture
    points = [(x * picture.width, y * picture.height) for x, y in edit.sudut]
    if edit.straight:
        (left, top), (right, bottom) = points[0], points[2]
        return picture.crop((round(left), round(top), max(round(left) + 1, round(right)),
                             max(round(top) + 1, round(bottom))))
    wide = max(1, round(max(_far(points[0], points[1]), _far(points[3], points[2]))))
    high = max(1, round(max(_far(points[0], points[3]), _far(points[1], points[2]))))
    target = [(0.0, 0.0), (float(wide), 0.0), (float(wide), float(high)), (0.0, float(high))]
    return picture.transform((wide, high), Image.Transform.PERSPECTIVE, bending(target, points),
                             Image.Resampling.BICUBIC)


def _far(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def bending(target: list[Point], source: list[Point]) -> list[float]:
    """The eight numbers that carry the corners of ``target`` to those of ``source`` (Gauss, with row exchange)."""
    rows = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for at in range(8):
        best = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        for row in range(8):
            if row != at and rows[row][at]:
                part = rows[row][at] / rows[at][at]
                rows[row] = [one - part * other for one, other in zip(rows[row], rows[at], strict=True)]
    return [rows[at][8] / rows[at][at] for at in range(8)]


def _toned(picture: Image.Image, rupa: str) -> Image.Image:
    if rupa == "tegas":
        return ImageOps.autocontrast(picture, cutoff=(1, 2), preserve_tone=picture.mode == "RGB")
    if rupa == "abu":
        return ImageOps.autocontrast(picture.convert("L"), cutoff=(1, 2))
    if rupa == "hitam_putih":
        return _black_on_white(picture.convert("L"))
    return picture


def _black_on_white(grey: Image.Image) -> Image.Image:
    """Ink against the paper right around it, so that the shadow of a hand does not become black."""
    around = grey.filter(ImageFilter.BoxBlur(max(6, max(grey.size) // 60)))
    darker = ImageChops.subtract(around, grey)
    return darker.point([255] * INK + [0] * (256 - INK)).convert("1", dither=Image.Dither.NONE)


def _fitted(picture: Image.Image, side: int) -> Image.Image:
    if max(picture.size) <= side:
        return picture
    part = side / max(picture.size)
    size = (max(1, round(picture.width * part)), max(1, round(picture.height * part)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _packed(picture: Image.Image) -> tuple[bytes, str]:
    """The bytes and their kind: black on white as PNG, anything else as the best JPEG that meets ``TARGET``."""
    flat = b""
    if picture.mode == "1":
        flat = _bytes(picture, "PNG", optimize=True)
        if len(flat) <= TARGET:
            return flat, "png"
        picture = picture.convert("L")
    packed = b""
    for side, quality in (*((LONG_SIDE, quality) for quality in QUALITIES), LAST):
        packed = _bytes(_fitted(picture, side), "JPEG", quality=quality, optimize=True)
        if len(packed) <= TARGET:
            break
    return (flat, "png") if flat and len(flat) < len(packed) else (packed, "jpg")  # grain everywhere weighs more grey


def _bytes(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _made(data: bytes, kind: str, before: int) -> MadeScan:
    return MadeScan(f"{hashlib.sha256(data).hexdigest()}.{kind}", data, before)


def _too_large(name: str, why: str) -> Problem:
    return Problem("SCAN_BESAR", f"File {name} {why}.", TIDAK_BERUBAH,
                   "Pindai dengan ukuran lebih kecil, atau foto lagi dengan ukuran biasa.")


def _too_many(name: str) -> Problem:
    return Problem("SCAN_BESAR", f"Foto {name} terlalu besar untuk dibuka laptop ini.", TIDAK_BERUBAH,
                   "Kecilkan fotonya, atau foto lagi dengan ukuran biasa.")
