"""Rules on whoever left or died: cause and date together, in an order that can be."""

from __future__ import annotations

from collections.abc import Iterator

from jamsos_desktop.model.records import DIED, Peserta
from jamsos_desktop.rules.kinds import INFO, KURANG, PERIKSA, SALAH, Hit, Known, rule
from jamsos_desktop.texts import long_date, screen_date


@rule("KELUAR", KURANG, "keluar_sebab keluar_tanggal", apa="Yang keluar punya tanggal dan sebab.",
      cara="Isi keduanya, tanggal dan sebab keluar.", sumber="data_tk_na SIPP")
def keluar(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.keluar_tanggal and not p.keluar_sebab:
        yield Hit("Tanggal keluar terisi, sebabnya kosong.", "Sebab keluar kosong")
    elif p.keluar_sebab and not p.keluar_tanggal:
        yield Hit("Sebab keluar terisi, tanggalnya kosong.", "Tanggal keluar kosong", ("keluar_tanggal",))


@rule("KELUAR_AWAL", PERIKSA, "keluar_tanggal mulai tanggal_lahir",
      apa="Tanggal keluar tidak sebelum mulai kepesertaan. Tanggal meninggal tidak di masa depan.",
      cara="Lihat tahunnya, lalu cocokkan dengan suratnya.", sumber="simpulan: salah ketik tahun")
def keluar_awal(p: Peserta, known: Known) -> Iterator[Hit]:
    left = p.keluar_tanggal
    if left is None:
        return
    what = "Tanggal meninggal" if p.keluar_sebab == DIED else "Tanggal keluar"
    if p.tanggal_lahir and left < p.tanggal_lahir:
        yield Hit(f"{what} {screen_date(left)}, sebelum tanggal lahir.", "Tanggal keluar salah", tingkat=SALAH)
    elif p.keluar_sebab == DIED and left > known.today:
        yield Hit(f"{what} {screen_date(left)} belum tiba.", "Tanggal keluar salah", tingkat=SALAH)
    elif p.mulai and left < p.mulai:
        yield Hit(f"{what} {screen_date(left)}, sebelum mulai kepesertaan.", "Keluar sebelum mulai")


@rule("KELUAR_LUNAS", INFO, "keluar_tanggal aktif_sampai", apa="Iuran tidak dibayar melewati tanggal keluar.",
      cara="Cocokkan tanggal keluar dengan suratnya. Tidak perlu diubah bila benar.", sumber="simpulan")
def keluar_lunas(p: Peserta, known: Known) -> Iterator[Hit]:
    left, until = p.keluar_tanggal, p.aktif_sampai
    if left and until and (until.year, until.month) > (left.year, left.month):
        yield Hit(f"Iuran terbayar sampai {long_date(until)}, keluar {long_date(left)}.", "Iuran melewati keluar")
