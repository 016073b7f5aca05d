"""What Isi cepat shows and answers: columns with who lacks them, rows to type into, what became of a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from jamsos_desktop.model.findings import Mend

# What became of a typed value: taken, taken with a warning, kept as typed because it cannot be read, emptied; not
# taken because somebody else changed the person meanwhile, or because the person is gone.
FILLED, CHECK, WRONG, EMPTY, CHANGED, GONE = "terisi", "periksa", "salah", "kosong", "berubah", "hilang"


@dataclass(frozen=True, slots=True)
class FillColumn:
    """A column and how many people who have not left lack it. ``wajib``: of them, whose papers ask for it;
    ``tak_terbaca``: of them, who have a text there that cannot be read. ``orang``: all whom the column concerns.
    ``pilihan``: (code, label) where it is chosen from the list ``daftar``; ``jenis``: ``model.fields.Kind``."""

    key: str
    label: str
    pendek: str
    petunjuk: str
    jenis: str
    orang: int
    kurang: int
    wajib: int
    tak_terbaca: int
    pilihan: tuple[tuple[str, str], ...] = ()
    daftar: str = ""


@dataclass(frozen=True, slots=True)
class FillQuery:
    """Whom to list: "" everybody. ``dusun`` None: all; "" those without one. ``orang``: these people alone, also those
    who lack nothing by now."""

    kelompok: str = ""
    dusun: str | None = None
    orang: tuple[str, ...] = ()


class FillRow(NamedTuple):
    """Somebody who lacks a value, with what tells them apart. ``lahir``: ISO day or "". ``teks``: what stands in each
    column asked for, as typed or as people read it; ``pesan``: why that text cannot be read, "" otherwise."""

    uid: str
    revisi: int
    nomor: str
    nama: str
    nik: str
    no_kk: str
    kelompok: str
    dusun: str
    rt: str
    rw: str
    lahir: str
    jenis_kelamin: str
    teks: tuple[str, ...]
    pesan: tuple[str, ...]


class FillEntry(NamedTuple):
    """One value to be put into a column of a person as they were at ``revisi``."""

    uid: str
    revisi: int
    key: str
    teks: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of a value. ``hasil``: one of the words above; ``teks``: what stands there now, ``sebelum`` what
    stood there (typing that again undoes it); ``revisi`` of the person now, 0 when gone.

    ``pesan`` and ``cara``: what is wrong or to be checked, and how to mend it; ``mends``: one-click ways out, those
    without a key settle the finding ``text`` (``settle_fill``). ``ikut``: empty columns that were filled along with it.
    """

    uid: str
    key: str
    revisi: int
    hasil: str
    teks: str = ""
    sebelum: str = ""
    pesan: str = ""
    cara: str = ""
    mends: tuple[Mend, ...] = ()
    ikut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FillSheetRow:
    """One row of a list: ``hasil`` is ``terisi``, ``tak_terbaca`` (kept as typed), ``dilewati`` or ``ditahan``."""

    baris: int
    hasil: str
    nomor: str
    nama: str
    pesan: str


@dataclass(frozen=True, slots=True)
class FillReport:
    """A list that was filled in; every row below its header is in ``rows`` once. ``coba``: nothing was stored."""

    key: str
    label: str
    berkas: str
    rows: tuple[FillSheetRow, ...]
    coba: bool

    def totals(self) -> dict[str, int]:
        """baris = terisi + tak_terbaca + dilewati + ditahan."""
        found = {word: sum(row.hasil == word for row in self.rows)
                 for word in ("terisi", "tak_terbaca", "dilewati", "ditahan")}
        return {"baris": len(self.rows), **found}
