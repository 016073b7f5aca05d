"""What a fit test found, in words and as a document; ``cetak`` and ``blangko`` say it alike."""

from __future__ import annotations

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.session import Session

OUTCOMES = {"mengecil": "ditulis lebih kecil", "dua_baris": "ditulis dua baris", "lampiran": "pindah ke lampiran",
            "tidak_muat": "tidak muat", "huruf": "memuat huruf yang tidak bisa dicetak", "tidak_jadi": "tidak jadi"}
NO_BOXES = "Tidak ada formulir berkotak di pilihan ini. Dokumen lain memberi tiap isian baris yang cukup."


def say_fit(session: Session, report: desks.FitReport) -> None:
    """A line for each value that does not stand at full size on one line, then how many sheets will be left out."""
    lost = len({(row.jenis, row.nama, row.uid) for row in report.ditolak})
    said = f"{report.diuji} lembar dicoba, {lost} tidak akan jadi." if report.diuji else NO_BOXES
    session.say("\n".join([*map(_line, report.rows), said]), {
        "diuji": report.diuji, "baris": [row._asdict() for row in report.rows],
        "ringkas": [group._asdict() for group in report.ringkas]})


def _line(row: desks.FitRow) -> str:
    letters = f" ({row.panjang} huruf)" if row.panjang else ""
    outside = "" if row.dipilih else " [di luar pilihan]"
    return f"{row.nama or row.jenis}: {row.kolom} {OUTCOMES[row.akibat]}{letters}{outside}"
