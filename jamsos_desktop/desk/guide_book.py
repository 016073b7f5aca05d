"""The guide as a file to be printed: what somebody at a desk of one mode reads, as a book."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jamsos_desktop import __version__
from jamsos_desktop.desk.guide import guide_contents, guide_folder, guide_text
from jamsos_desktop.exchange.files import check_target, write_whole
from jamsos_desktop.jobs import Job
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import quoted

GUIDE_PAPERS = ("A4", "F4")
_WHOSE = {"desa": "untuk desa", "dpmd": "untuk DPMD"}


def guide_book_job(mode: str, path: Path, kertas: str, today: date) -> Job[Path]:
    """Write the guide of ``mode`` to ``path`` (or into it, when it is a folder). Problems: KERTAS_SALAH, and those of
    a file that cannot be written."""
    if kertas not in GUIDE_PAPERS:
        raise Problem("KERTAS_SALAH", f"Kertas {quoted(kertas)} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(GUIDE_PAPERS)}.")
    from jamsos_desktop.paper.guide.book import BookOrder, BookPart, guide_book

    file = path / f"Panduan-{mode}-{__version__}-{kertas}-{today:%Y%m%d}.pdf" if path.is_dir() else path
    on = check_target(file.parent)
    parts = tuple(BookPart(part.title, tuple((one.name, guide_text(one.name)) for one in part.chapters))
                  for part in guide_contents(mode))
    made = yield from guide_book(parts, BookOrder(_WHOSE[mode], __version__, today, kertas, guide_folder()))
    return write_whole(made, file, on)
