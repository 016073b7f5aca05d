"""Reading our PDFs back with other people's programs."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from jamsos_desktop.paper.draw.raster import render

TOLD = re.compile(r"(?:\u2020 [A-Z]|Tanda \u2020)[^\u2020\r\n]*?(?:elum dikonfirmasi|lihat Catatan)")

def words(pdf: bytes, page: int | None = None) -> str:
    """The text of a page, or of all, by pdfium; runs of white space are one blank."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = range(len(document)) if page is None else (page,)
        return " ".join(" ".join(document[i].get_textpage().get_text_range().split()) for i in pages)
    finally:
        document.close()


def daggers(said: str) -> tuple[list[str], list[str]]:
    """The lines of a page that carry a dagger, and the sentences on it that say what a dagger means."""
    told = TOLD.findall(said)
    return [line for line in TOLD.sub("", said).splitlines() if "\u2020" in line], told


def tool(name: str, *arguments: str | Path) -> str:
    """What a program of poppler or qpdf says; the test is skipped where it is not installed."""
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    return subprocess.run([name, *arguments], check=True, capture_output=True, text=True).stdout


def pdftotext(path: Path) -> str:
    return " ".join(tool("pdftotext", "-layout", "-enc", "UTF-8", path, "-").split())


def codes(pdf: bytes, page: int = 0) -> list[str]:
    """The QR codes on a page as a camera would read them at 150 dpi."""
    raster = render(pdf, page, 150 / 72)
    grey: Any = memoryview(raster.data)
    rows = b"".join(bytes(grey[y * raster.stride:y * raster.stride + raster.width * 4:4]) for y in range(raster.height))
    picture = memoryview(rows).cast("B", (raster.height, raster.width))
    return [found.text for found in zxingcpp.read_barcodes(picture)]
