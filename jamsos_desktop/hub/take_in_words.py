"""The short sentence beside each file of the report: what came of it, as an operator reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jamsos_desktop.hub.road import Verdict
from jamsos_desktop.problems import Problem

_COUNTS = (("baru", "baru"), ("perubahan", "perubahan"), ("berakhir", "berhenti"), ("dihapus", "dihapus"),
           ("bentrok", "bentrok"))


def taken(jumlah: Mapping[str, int], verdict: Verdict, first: bool, owners: Sequence[str] = ()) -> str:
    """"9 baru, 2 perubahan", with what else must be told. ``owners``: villages that hold people of the package."""
    parts = [f"no. {_numbers(verdict.missing)} belum diterima"] if verdict.missing else []
    parts += ["kiriman pertama"] if first else []
    shown = {**jumlah, "perubahan": jumlah["berubah"]}
    counts = [f"{shown[key]} {word}" for key, word in _COUNTS if shown[key]]
    parts += counts or [f"tidak ada yang berubah, {jumlah['sama']} sama"]
    parts += [f"{len(owners)} tercatat di {owners[0]}"] if owners else []
    parts += [f"{jumlah['asing']} isian belum dikenal"] if jumlah["asing"] else []
    return ", ".join(parts)


def kept_aside(verdict: Verdict, seq: int, base: int) -> str:
    """Why a package was not taken in."""
    return {"kunci": "kunci beda dari yang terdaftar", "dicabut": "memakai kunci lama yang sudah dicabut",
            "nomor": f"no. {seq} sudah ada, isinya lain", "nomor_laptop": f"no. {seq} sudah ada, dari laptop lain",
            "urutan": f"tidak menyambung no. {seq - 1} yang diterima",
            "pensiun": "dari laptop yang sudah diganti",
            "dasar": f"no. {base} belum diterima, minta kiriman penuh"}[verdict.sebab]


def repeated(day: str, keadaan: str) -> str:
    """``day``: ISO moment of the first time."""
    words = {"dibuang": "sudah diputuskan tidak dipakai", "diganti": "sudah diganti kiriman lain"}
    return words.get(keadaan, f"sama dengan yang diterima {_day(day)}")


def still_aside(keterangan: str, day: str) -> str:
    """The same sentence as before, and since when (``day``: ISO) the package is kept aside."""
    return f"{keterangan}, ditahan sejak {_day(day)}"


def refused(problem: Problem) -> str:
    """"rusak: isinya terpotong atau berubah" of a Problem's first sentence."""
    text = problem.apa.removeprefix("Kiriman ini ").removeprefix("ditolak: ").rstrip(".")
    return text[:1].lower() + text[1:]


def _day(iso: str) -> str:
    return f"{iso[8:10]}/{iso[5:7]}"


def _numbers(missing: Sequence[int]) -> str:
    if len(missing) > 2:
        return f"{missing[0]}-{missing[-1]}"
    return " dan ".join(map(str, missing))
