"""Whether the bytes of a crest are a picture we dare to draw."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

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
