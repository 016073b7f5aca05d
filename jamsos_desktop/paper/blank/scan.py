"""Reading the picture of a scan as a blank; in the child only (``blank_child.py``)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from jamsos_desktop.paper.blank.parts import Parts, Unfitting
from jamsos_desktop.paper.blank.records import MOST_PIXELS, BlankFile, BlankPage

_SIDES = 0.03  # by which the sides of a scan may differ from those of its paper
_TURNED = 0x0112  # the EXIF tag that says how the camera was held
_SCAN, _END = 0xDA, 0xD9
_DRAWING = (0xE0, 0xEE)  # JFIF and Adobe: they say how colours are meant; other such segments talk of places and people
_TALKING = (*range(0xE0, 0xF0), 0xFE)


def read_picture(data: bytes, width: float, height: float) -> BlankFile:
    """The picture of a scan (PNG or JPEG) over a page of this size in points. Raises Unfitting."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise _too_many()
            as_it_is = opened.format in ("JPEG", "MPO") and opened.mode in ("L", "RGB") \
                and opened.getexif().get(_TURNED, 1) == 1
            picture = ImageOps.exif_transpose(opened)
            picture.load()
    except Image.DecompressionBombError:
        raise _too_many() from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Unfitting("rusak atau bukan gambar PNG atau JPEG") from None
    across, along = picture.width / width, picture.height / height
    if abs(across / along - 1) > _SIDES:
        raise Unfitting("perbandingan sisinya tidak sama dengan kertasnya")
    parts = Parts()
    if as_it_is:  # unpacked it would be five times as large
        colour = "/DeviceGray" if picture.mode == "L" else "/DeviceRGB"
        image = parts.picture(picture.width, picture.height, colour, 8, b"".join(_bare(data)), "DCTDecode")
    else:
        image = parts.samples(picture.width, picture.height, *_samples(picture))
    content = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Scan Do Q".encode()
    page = parts.form(f"/BBox [0 0 {width:.3f} {height:.3f}]", parts.resources(None, {"Scan": image}), content)
    return BlankFile((BlankPage(width, height, page),), (), tuple(part for part in parts.found if part is not None))


def _too_many() -> Unfitting:
    return Unfitting("memuat gambar di atas 40 juta titik")


def _samples(picture: Any) -> tuple[str, int, bytes]:
    """(colour space, bits, samples row by row), on white where it is seen through."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        picture = Image.new("RGB", layer.size, "white")
        picture.paste(layer, mask=layer.getchannel("A"))
    if picture.mode == "1":
        return "/DeviceGray", 1, picture.tobytes()
    if picture.mode.startswith("I"):  # sixteen bits of grey: turned into eight plainly, all above 255 would be white
        return "/DeviceGray", 8, picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L").tobytes()
    if picture.mode == "L":
        return "/DeviceGray", 8, picture.tobytes()
    return "/DeviceRGB", 8, picture.convert("RGB").tobytes()


def _bare(data: bytes) -> Iterator[bytes]:
    """A sound JPEG without what does not draw: where and by whom it was made, notes, small pictures, what follows."""
    yield data[:2]
    at = 2
    while at + 4 <= len(data):
        kind = data[at + 1]
        if kind == 0xFF:  # filling
            at += 1
            continue
        if kind == _END:
            break
        after = at + 2 + int.from_bytes(data[at + 2:at + 4])
        if kind == _SCAN:
            after = _after_scan(data, after)
        if kind not in _TALKING or kind in _DRAWING:
            yield data[at:after]
        at = after
    yield bytes((0xFF, _END))


def _after_scan(data: bytes, at: int) -> int:
    """Where the next segment begins: inside a scan 0xFF is followed by 0 or by a restart."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    return len(data)
