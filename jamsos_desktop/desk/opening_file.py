"""A file that was double-clicked: which page of this desk takes it in, and what is said where none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk.context import Context
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

if TYPE_CHECKING:
    from jamsos_desktop.exchange.file_kind import FileKind

# Where a kind is taken in, by the mode of the desk, in the order in which files that came together go in: who has the
# newest key can open the newest reply. A kind that is not named is for somebody else.
_PAGES = {"desa": {"kunci": "kirim", "ketentuan": "ketentuan", "balasan": "balasan", "disegel": "balasan",
                   "cadangan": "cadangan", "rilis": "perbarui"},
          "dpmd": {"ketentuan": "ketentuan", "setoran": "terima", "disegel": "terima", "cadangan": "cadangan",
                   "rilis": "perbarui"}}


@dataclass(frozen=True, slots=True)
class FileWay:
    """Where a file leads. ``page`` takes it in, or, with ``why`` it cannot be taken in here, helps on ("" none).
    ``jenis`` as in ``exchange.file_kind``, "" of what is no file of ours."""

    path: Path
    jenis: str = ""
    page: str = ""
    why: Problem | None = None


class OpeningFiles:
    """Part of ``Desk``."""

    ctx: Context

    def file_ways_job(self, paths: Sequence[Path]) -> Job[list[FileWay]]:
        """Where each of these files leads, in the order they are to be taken in; a stick may be slow or gone."""
        found = []
        for nth, path in enumerate(paths):
            yield Progress(nth, len(paths), path.name)
            found.append(_way(self.ctx, path))
        order = {jenis: at for at, jenis in enumerate(_PAGES[self.ctx.mode])}
        return sorted(found, key=lambda way: (order.get(way.jenis, len(order)), way.path.name))


def _way(ctx: Context, path: Path) -> FileWay:
    from jamsos_desktop.desk.practice import practice_of
    from jamsos_desktop.exchange.file_kind import kind_of_file

    try:
        kind = kind_of_file(path)
    except Problem as problem:
        return FileWay(path, why=problem)
    home = practice_of(ctx.folder)
    if home is not None and not path.absolute().is_relative_to(home):
        return FileWay(path, kind.jenis, why=_only_practice(path))
    page = _PAGES[ctx.mode].get(kind.jenis)
    if page is not None:
        return FileWay(path, kind.jenis, page)
    helps, why = _for_dpmd(ctx, kind) if ctx.mode == "desa" else _for_village(ctx, kind)
    return FileWay(path, kind.jenis, helps, why)


# What is for somebody else.

def _for_dpmd(ctx: Context, kind: FileKind) -> tuple[str, Problem]:
    """A village opened a kiriman: its own is shown where it was made."""
    own = kind.kode == ctx.unit.kode.replace(".", "")
    whose = f"{ctx.unit.sebutan} sendiri" if own else _place(ctx, kind.kode)
    return "kirim" if own else "", Problem(
        "FILE_UNTUK_DPMD", f"Ini kiriman nomor {kind.nomor} dari {whose}, untuk DPMD.", TIDAK_BERUBAH,
        "Serahkan file ini ke DPMD. Hanya DPMD yang bisa membukanya.")


def _for_village(ctx: Context, kind: FileKind) -> tuple[str, Problem]:
    """A district opened what is made for villages."""
    if kind.jenis == "kunci":
        whose = "DPMD ini" if kind.kode == ctx.unit.kode.replace(".", "") else "DPMD lain"
        return "target", Problem("FILE_UNTUK_DESA", f"Ini file kunci {whose}, untuk diambil desa.", TIDAK_BERUBAH,
                                 "Bagikan ke desa lewat flashdisk. Desa mencocokkan kodenya dengan surat Anda.")
    return "jawaban", Problem(
        "FILE_UNTUK_DESA", f"Ini balasan nomor {kind.nomor} untuk {_place(ctx, kind.kode)}.", TIDAK_BERUBAH,
        "Serahkan file ini ke sana. Hanya laptop mereka yang bisa membukanya.")


def _place(ctx: Context, kode: str) -> str:
    """The village of a code, in words; the code itself where the list of regions has none."""
    found = ctx.regions.get(kode)
    if found is None:
        return f"unit berkode {kode}"
    return f"{found.jenis.capitalize()} {found.nama}, Kecamatan {found.kecamatan}"


def _only_practice(path: Path) -> Problem:
    return Problem("HANYA_LATIHAN", f"Ini jendela latihan, {path.name} tidak dibuka di sini.", TIDAK_BERUBAH,
                   "Tutup jendela latihan, lalu klik dua kali file itu lagi.")
