"""Rules on what people decided about their data: their use rests, or consent is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules.kinds import KURANG, Hit, Known, rule
from jamsos_desktop.texts import screen_date


@rule("DATA_DIBATASI", KURANG, "persetujuan", apa="Data yang diminta dibatasi tidak dicetak, dikirim atau ditagih.",
      cara="Buka lagi di halaman Data pribadi bila orangnya setuju.", sumber="UU 27/2022 Pasal 41", settle=False)
def dibatasi(p: Peserta, known: Known) -> Iterator[Hit]:
    gone = p.keluar_tanggal and p.keluar_tanggal <= known.today  # printed and billed no more anyway
    if known.dibatasi and not gone:
        yield Hit(f"Datanya dibatasi sejak {screen_date(known.dibatasi)}.", "Data dibatasi")


@rule("PERSETUJUAN_DITARIK", KURANG, "persetujuan", apa="Persetujuan yang ditarik tidak dipakai lagi.",
      cara="Hapus datanya di halaman Data pribadi, atau isi persetujuan yang baru.", sumber="UU 27/2022 Pasal 9 dan 40",
      settle=False)
def ditarik(p: Peserta, known: Known) -> Iterator[Hit]:
    given = p.persetujuan
    if given and given.ditarik and given.ditarik <= known.today:
        yield Hit(f"Persetujuan ditarik {screen_date(given.ditarik)}.", "Persetujuan ditarik")
