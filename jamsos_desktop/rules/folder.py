"""Rules on the papers in the folder of a person, and on their scans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules.kinds import INFO, KURANG, Hit, Known, rule, unsure

NAMED = 4  # so many papers are named in one sentence, the rest are counted


@rule("BERKAS", INFO, "berkas", apa="Berkas yang diminta kelompoknya sudah ada di map.",
      cara="Kumpulkan sebelum mengirim, lalu centang di bagian Berkas.", sumber="berkas.csv: kolom tiap kelompok")
def berkas(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.keluar_tanggal and p.keluar_tanggal <= known.today:
        return
    missing = [paper.singkat for paper in known.policy.needed_papers(p.kelompok) if p.berkas.get(paper.kode) != "ada"]
    if missing:
        yield Hit(f"Belum ada di map: {_named(missing)}.", "Berkas belum ada")


@rule("SCAN", KURANG, "berkas", apa="Tiap berkas yang dicentang ada punya scan, bila ketentuan memintanya.",
      cara="Ambil scan-nya di bagian Berkas, atau ubah centangnya.", sumber="parameter.csv: scan_wajib")
def scan(p: Peserta, known: Known) -> Iterator[Hit]:
    if not known.policy.scan_wajib or not p.berkas:
        return
    bare = [paper.singkat for paper in known.policy.berkas_orang(p.kelompok)
            if p.berkas.get(paper.kode) == "ada" and paper.kode not in known.scans]
    if bare:
        yield Hit(f"Scan belum ada: {_named(bare)}.", "Scan kosong",
                  cara=unsure(scan.cara, known.policy.scan_unsure, "Aturan scan"))


def _named(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" dan {more} lagi" if more > 0 else "")
