"""What the desk tells of its backups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jamsos_desktop.desk.handover import LastBackup
from jamsos_desktop.problems import Problem
from jamsos_desktop.store.backups import LocalBackup
from jamsos_desktop.store.differing import Differing

# Why the desk made a backup by itself, as people read it.
WHY = {"hitung": "Setelah beberapa isian", "tutup": "Saat ditutup", "pembaruan": "Sebelum pembaruan",
       "impor": "Sebelum impor", "pulihkan": "Sebelum memulihkan", "kunci": "Kunci baru",
       "bersih": "Sesudah menghapus selamanya"}


# What is newer now than in a backup, as (field of ``Differing``, words after the number).
_NEWER = (("baru", "orang baru"), ("berubah", "orang berubah"), ("kiriman", "kiriman"))


def newer_words(beda: Differing) -> str:
    """What would be lost by going back, and what would come back, in sentences."""
    newer = [f"{getattr(beda, name)} {words}" for name, words in _NEWER if getattr(beda, name)]
    said = [f"Sesudah cadangan itu: {', '.join(newer)}." if newer
            else "Sesudah cadangan itu tidak ada orang yang berubah."]
    if beda.kembali:
        said.append(f"{beda.kembali} orang yang sudah dihapus akan kembali.")
    if beda.dimusnahkan:
        said.append(f"{beda.dimusnahkan} orang yang sudah dihapus selamanya tidak ikut kembali.")
    return " ".join(said)


@dataclass(frozen=True, slots=True)
class LastTest:
    """The last time a backup was opened whole; ``kata``: the twelve words were tried too."""

    waktu: datetime
    nama: str
    kata: bool


@dataclass(frozen=True, slots=True)
class BackupState:
    """How safe the data are. ``di_sini``: the newest of the desk's own, of ``jumlah``; ``sejak``: entries since it.

    ``luar``: the last one elsewhere, ``luar_hari`` days ago (None: never); ``luar_perlu``: older than ``batas_hari``,
    or ``kata_lama``: from before the recovery sheet of now, so that only earlier words open it. ``uji_perlu``: a year
    since a backup was opened whole. ``gagal``: why the last own one was not made.
    """

    di_sini: LocalBackup | None
    jumlah: int
    sejak: int
    luar: LastBackup | None
    luar_hari: int | None
    luar_perlu: bool
    batas_hari: int
    uji: LastTest | None
    uji_perlu: bool
    gagal: Problem | None
    kata_lama: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """A backup of this desk, opened and held against the data of now. ``beda``: what is newer now."""

    orang: int
    kiriman: int
    dibuat: datetime
    orang_kini: int
    kiriman_kini: int
    beda: Differing


@dataclass(frozen=True, slots=True)
class LocalRestored:
    """What came back; ``sebelumnya``: the backup that holds what stood there before."""

    orang: int
    kiriman: int
    dibuat: datetime
    beda: Differing
    sebelumnya: LocalBackup
