"""What the making of a scan speaks of: a file somebody chose, what is done to it, how it looks, what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]

SCAN_WHOLE: Corners = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
SCAN_LOOKS = {"asli": "Warna asli", "tegas": "Warna lebih tegas", "abu": "Abu-abu", "hitam_putih": "Hitam putih"}
MOST_TILT = 15.0


@dataclass(frozen=True, slots=True)
class ScanEdit:
    """What is done to a photo, in this order: quarter turns to the right, degrees of tilt to the right, the four
    corners kept (parts of the turned picture, from the top left one round to the right), and the look."""

    putar: int = 0
    miring: float = 0.0
    sudut: Corners = SCAN_WHOLE
    rupa: str = "asli"

    @property
    def straight(self) -> bool:
        """Whether the corners make an upright rectangle: then nothing needs to be bent."""
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = self.sudut
        return x0 == x3 and x1 == x2 and y0 == y1 and y2 == y3


@dataclass(frozen=True, slots=True)
class ScanLook:
    """A picture to look at: BGRX ``data``, sizes in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class MadeScan:
    """What is kept: the content under ``<sha256>.<jpg|png|pdf>``, and how many bytes the file had before."""

    nama: str
    data: bytes
    semula: int

    @property
    def kind(self) -> str:
        """jpg, png or pdf."""
        return self.nama.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo or PDF found in a folder: where, when it was made or copied, how many bytes."""

    path: Path
    waktu: datetime
    size: int
