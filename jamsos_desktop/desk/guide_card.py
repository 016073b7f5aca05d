"""The quick card as a file: the keys and the work of a month on one sheet."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.exchange.files import write_whole
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import hours_words, quoted

CARD_PAPERS = ("A4", "F4", "A5")


def quick_card_job(mode: str, place: str, path: Path, kertas: str = "A4", lapor_jam: int | None = None) -> Job[Path]:
    """Write the card of a desk of ``mode`` to ``path`` (or into it, when it is a folder). Problem KERTAS_SALAH.

    ``lapor_jam``: within how many hours the settings in force want an accident reported; None: the program's own.
    """
    if kertas not in CARD_PAPERS:
        raise Problem("KERTAS_SALAH", f"Kertas {quoted(kertas)} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(CARD_PAPERS)}.")
    from jamsos_desktop.paper.single.quick_card import quick_card

    yield Progress(0, 1, "Kartu cepat")
    if lapor_jam is None:
        from jamsos_desktop.policy import load_policy

        lapor_jam = load_policy().klaim.manfaat["JKK_LAPOR_JAM"][-1].nilai.nilai
    file = path / f"Kartu-cepat-{kertas}.pdf" if path.is_dir() else path
    return write_whole(quick_card(kertas, mode, hours_words(lapor_jam), place), file)
