"""What the rooms of people, PINs and keys hand out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jamsos_desktop.desk.context import Context


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """A recovery sheet that is drawn and opens nothing yet; the words are never kept anywhere. ``nomor``: 1, 2, ..."""

    words: tuple[str, ...] = field(repr=False)
    nomor: int
    dibuat: datetime


@dataclass(frozen=True, slots=True)
class SheetState:
    """The sheet whose words open the data now. ``dicetak``: when it was printed or written by hand and put
    away; ``terbukti``: words of it were asked back."""

    nomor: int
    dibuat: datetime
    dicetak: datetime
    simpan_di: str
    penanggung: str
    terbukti: bool


@dataclass(frozen=True, slots=True)
class KeyChanged:
    """A new data key is in place; hand this to ``Desk.take_new_key``.

    ``perlu_pin``: names of those whose PIN ended. ``scan`` and ``scan_rusak``: scans under the new key, and those no
    key opens. ``cadangan_lama``: own backups under the old key that could not be destroyed yet. ``musnahkan``: what
    else holds the old key and must be destroyed by hand.
    """

    lembar: int
    perlu_pin: tuple[str, ...]
    scan: int
    scan_rusak: int
    cadangan_lama: int
    musnahkan: tuple[str, ...]
    ctx: Context = field(repr=False)
