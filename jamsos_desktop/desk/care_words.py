"""What start-up care did, in the words of its window and of the command line (picture 11, A)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jamsos_desktop import texts
from jamsos_desktop.desk.care_records import Cared, Retype

SHOWN = 3  # names in a line; the rest is counted and stands under "Lihat rincian"
_LAST = "Aplikasi sudah memakai cadangan otomatis terakhir yang utuh."
_WHY = {"rusak": f"Data di laptop rusak, biasanya karena listrik padam saat menyimpan. {_LAST}",
        "hilang": f"File data tidak ada lagi di folder data. {_LAST}",
        "log": "Catatan simpan di laptop rusak, biasanya karena listrik padam saat menyimpan. "
               "Aplikasi sudah menyusun data kembali dari yang utuh.",
        "bacaan": "Data di laptop rusak dan tidak ada cadangan yang utuh. "
                  "Aplikasi sudah menyusun data dari semua yang masih terbaca.",
        "kunci": "File kunci di laptop rusak. Aplikasi sudah mengambilnya dari cadangan. Data peserta utuh."}
_TITLES = {"log": "Simpanan terakhir sudah disusun kembali", "bacaan": "Data sudah disusun dari yang masih terbaca"}


@dataclass(frozen=True, slots=True)
class CareWords:
    """``facts``: name and value; ``since``: heading over ``good`` (came back) and ``open`` (still to be done);
    ``folder``: where the damaged file lies, "" when there is none; ``details``: everybody by name, one a line."""

    title: str
    body: str
    facts: tuple[tuple[str, str], ...]
    since: str
    good: tuple[str, ...]
    open: tuple[str, ...]
    folder: str
    details: tuple[str, ...]


def care_told(cared: Cared) -> CareWords:
    """The words of one restoration."""
    since = "Yang diubah sesudahnya"
    if cared.cadangan is not None:
        since = f"Yang diubah sesudah {_when(cared.cadangan, cared.waktu)}"
    return CareWords(_title(cared), _WHY[cared.sebab], _facts(cared), since, _good(cared), _open(cared), cared.folder,
                     _details(cared))


def _when(moment: datetime, now: datetime) -> str:
    return texts.clock(moment) if moment.date() == now.date() else f"{texts.screen_date(moment.date())} " \
                                                                    f"{texts.clock(moment)}"


def _title(cared: Cared) -> str:
    if cared.sebab in _TITLES or cared.cadangan is None:
        return _TITLES.get(cared.sebab, "Data sudah dipulihkan")
    what = "File kunci" if cared.sebab == "kunci" else "Data"
    day = "" if cared.cadangan.date() == cared.waktu.date() else f"{texts.screen_date(cared.cadangan.date())} "
    return f"{what} sudah dipulihkan dari cadangan {day}pukul {texts.clock(cared.cadangan)}"


def _facts(cared: Cared) -> tuple[tuple[str, str], ...]:
    found = []
    if cared.cadangan is not None:
        found.append(("Cadangan", f"{texts.screen_date(cared.cadangan.date())} {texts.clock(cared.cadangan)}, utuh"))
    if cared.dilewati:
        found.append(("Dilewati", f"{texts.number(cared.dilewati)} cadangan yang ikut rusak"))
    found.append(("Peserta", _people(cared)))
    if cared.cadangan is not None and cared.sebab != "kunci":
        found.append(("Jarak waktu", span(cared.jarak)))
    return tuple(found)


def _people(cared: Cared) -> str:
    many = texts.number(cared.orang)
    if cared.sebab == "kunci":
        return f"{many} orang, utuh"
    if cared.semula is None:
        return f"{many} orang"
    if cared.orang < cared.semula:
        return f"{many} dari {texts.number(cared.semula)} orang kembali"
    return f"{many} orang, semua kembali"


def span(minutes: int) -> str:
    """"2 jam 44 menit"; days above one."""
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [f"{texts.number(many)} {word}" for many, word in ((days, "hari"), (hours, "jam"), (left, "menit")) if many]
    return " ".join(parts[:2]) or "kurang dari 1 menit"


def _good(cared: Cared) -> tuple[str, ...]:
    found = []
    if cared.draf:
        many = texts.number(len(cared.draf))
        found.append(f"{many} isian dari draf otomatis sudah dikembalikan: {_some(cared.draf)}")
    if cared.kembali:
        many = texts.number(len(cared.kembali))
        found.append(f"{many} orang yang disimpan sesudahnya sudah kembali: {_some(cared.kembali)}")
    if not found and not _open(cared) and cared.sebab != "kunci":
        found.append("Tidak ada isian yang hilang.")
    return tuple(found)


def _open(cared: Cared) -> tuple[str, ...]:
    found = []
    if cared.ketik:
        many = texts.number(len(cared.ketik))
        found.append(f"{many} orang perlu diketik ulang: {_some([_retype(one) for one in cared.ketik])}")
    if cared.foto:
        found.append(f"{texts.number(len(cared.foto))} perlu difoto ulang: {_some(cared.foto)}")
    return (*found, *cared.lain)


def _retype(one: Retype) -> str:
    name = one.nama or "orang tanpa nama"
    return f"{name} ({', '.join(one.kolom)})" if one.kolom else name


def _some(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" dan {texts.number(more)} lagi" if more > 0 else "")


def _details(cared: Cared) -> tuple[str, ...]:
    return (*(f"Draf kembali: {name}" for name in cared.draf), *(f"Kembali: {name}" for name in cared.kembali),
            *(f"Ketik ulang: {_retype(one)}" for one in cared.ketik), *(f"Foto ulang: {one}" for one in cared.foto))
