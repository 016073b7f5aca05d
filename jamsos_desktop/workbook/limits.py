"""How much a workbook may ask for, and what is asked of the child."""

from __future__ import annotations

from typing import NamedTuple

MIB = 1024 * 1024


class Limits(NamedTuple):
    """Limits of one workbook. Sizes in bytes, time in seconds.

    A list of 100,000 people with 30 columns must come in: as .xlsx that is 21 MiB, 170 MiB unpacked when every text
    stands in its cell, 110 MiB in its largest part otherwise, and 0.4 GiB of the child's memory. Some more than that is
    allowed, which is still less than a bomb of 300 MiB. Parts of such lists unpack to 12 times their size.
    """

    file: int = 50 * MIB
    unpacked: int = 280 * MIB
    part: int = 240 * MIB
    ratio: int = 100  # unpacked to packed, asked only of parts above 1 MiB
    parts: int = 2_000
    rows: int = 101_000  # 100,000 people and what stands around them
    columns: int = 200
    cell: int = 131_072  # characters; Excel itself keeps 32,767
    text: int = 96 * MIB
    memory: int = 2048 * MIB
    seconds: float = 60.0


class Ask(NamedTuple):
    """What the child is asked for. ``lembar``: number from 1, a name, or 0 for the sheet that holds most people;
    ``hitung``: people of all sheets are counted."""

    lembar: int | str = 1
    hitung: bool = False
    limits: Limits = Limits()
