"""Real pictures for tests: a "paper" with words on it, in any kind a phone or scanner makes."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw


def paper(words: str = "KTP WA ODE SALMA", size: tuple[int, int] = (600, 380), ground: str = "white") -> Image.Image:
    """A paper with a frame and words."""
    picture = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((12, 12, size[0] - 13, size[1] - 13), outline="black", width=4)
    pen.text((40, 40), words, fill="black")
    return picture


def photo(words: str = "KTP WA ODE SALMA", size: tuple[int, int] = (600, 380), kind: str = "JPEG",
          **options: object) -> bytes:
    """The bytes of such a picture."""
    out = io.BytesIO()
    paper(words, size).save(out, kind, **options)
    return out.getvalue()
