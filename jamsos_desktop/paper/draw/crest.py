"""Whether the bytes of a crest are a picture we dare to draw."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

SIDE = 512  # pixels; a crest is printed about 15 mm wide
LARGEST = 40_000_000  # pixels; more would take hundreds of megabytes to unpack


@lru_cache(maxsize=1)  # each kind of paper asks anew of the same crest, and a large one takes long to unpack
def usable(data: bytes) -> bool:
    """True for a PNG or JPEG of sensible size; anything else is replaced by the dashed box."""
    if not data:
        return False
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > LARGEST:
                return False
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


def small(data: bytes) -> bytes:
    """The picture as a PNG of at most SIDE pixels a side, without whatever else the file carried; b"" for none or for
    one that is not ``usable``."""
    if not usable(data):
        return b""
    from PIL import Image, ImageOps

    out = BytesIO()
    with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
        upright.thumbnail((SIDE, SIDE))
        bare = Image.new("RGBA", upright.size)
        bare.paste(upright)
    bare.save(out, "PNG")
    return out.getvalue()
