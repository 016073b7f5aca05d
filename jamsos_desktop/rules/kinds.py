"""What a rule is: a pure function of one person and of what is known, with its words and source.

A rule yields ``Hit``s; ``Rule.findings`` makes them ``Finding``s. Rules never ask a clock, a file
or a screen, never raise, and all of them run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.findings import Finding, Mend, Tingkat
from jamsos_desktop.model.records import Peserta, Unit
from jamsos_desktop.model.regions import Regions
from jamsos_desktop.policy import Policy

SALAH, KURANG, PERIKSA, INFO = Tingkat


class Seat(NamedTuple):
    """A post held for a time. ``nama``: "Plt Sekretaris Desa"; ``sampai``: its last day."""

    nama: str
    sampai: date


@dataclass(frozen=True, slots=True)
class Known:
    """What rules may know beside the person.

    ``nik_others``: nik -> (nomor, nama) of the OTHER people of this village. ``scans``: codes of the papers of this
    person of which a scan is here. ``seats``: what they hold for a time only, with its end. ``dibatasi``: the day since
    which their data rest, None when they do not.
    """

    today: date
    policy: Policy
    regions: Regions
    unit: Unit
    nik_others: Mapping[str, tuple[str, str]]
    scans: frozenset[str] = frozenset()
    seats: tuple[Seat, ...] = ()
    dibatasi: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found. Empty ``kolom``, ``cara`` and ``tingkat`` are those of the rule."""

    pesan: str
    singkat: str
    kolom: tuple[str, ...] = ()
    mends: tuple[Mend, ...] = ()
    cara: str = ""
    tingkat: Tingkat | None = None


Check = Callable[[Peserta, Known], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``apa``: what it asks for. ``cara``: how to mend. ``settle``: may be settled by hand."""

    kode: str
    tingkat: Tingkat
    kolom: tuple[str, ...]
    apa: str
    cara: str
    sumber: str
    check: Check
    settle: bool = True

    def finding(self, hit: Hit) -> Finding:
        """What it found, whole."""
        level = hit.tingkat or self.tingkat
        settleable = self.settle and level is PERIKSA
        return Finding(self.kode, level, hit.kolom or self.kolom, hit.pesan, hit.cara or self.cara, hit.singkat,
                       hit.mends, settleable)


def rule(
    kode: str, tingkat: Tingkat, kolom: str, *, apa: str, cara: str, sumber: str, settle: bool = True,
) -> Callable[[Check], Rule]:
    """Turn a check into a Rule; ``kolom`` are its field keys by blanks, the one to jump to first."""
    return lambda check: Rule(kode, tingkat, tuple(kolom.split()), apa, cara, sumber, check, settle)


def settle_mend(label: str, kode: str) -> Mend:
    """The button that keeps what is typed ("KTP: 1985"): a Mend with no key settles the finding ``text``."""
    return Mend(label, "", kode)


def unsure(cara: str, unconfirmed: bool, what: str = "Batas ini") -> str:
    """How to mend, saying so when ``what`` is behind it rests on a row that nobody has confirmed yet."""
    return f"{cara} {what} belum dikonfirmasi.".lstrip() if unconfirmed else cara


# At most two words for the column "Masalah"; other fields use their label.
_SHORT = {
    "nama": "Nama", "alamat": "Alamat", "nama_ibu": "Nama ibu", "penghasilan": "Penghasilan", "hp": "Nomor HP",
    "pekerjaan_ktp": "Pekerjaan KTP", "pernah_peserta": "Riwayat peserta", "sumber_dana.jkk_jkm": "Sumber dana",
    "sumber_dana.jht": "Dana JHT", "golongan_darah": "Golongan darah", "status_kawin": "Status kawin",
    "kode_lokasi": "Kode lokasi", "masa_laku": "Masa KTP", "nama_rekening": "Pemilik rekening",
    "mulai": "Tanggal mulai", "desil_tanggal": "Tanggal desil", "tanpa_ahli_waris": "Ahli waris",
    "tanpa_hp": "Nomor HP", "surat_ke": "Surat-menyurat", "tanggal": "Tanggal persetujuan", "cara": "Cara persetujuan",
    "hubungan": "Hubungan", "wali": "Wali",
}


def short(key: str) -> str:
    """A field's name in at most two words."""
    last = key if key in BY_KEY else key.rpartition(".")[2]  # keluarga.2.nik, persetujuan.tanggal
    return _SHORT.get(last) or (BY_KEY[last].label if last in BY_KEY else last)


def age(born: date, on: date) -> int:
    """Whole years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
