"""Rules on the papers of employment: SK and contract, from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules.kinds import INFO, PERIKSA, SALAH, Hit, Known, rule, unsure
from jamsos_desktop.texts import long_date, screen_date


@rule("PKWT_END", SALAH, "akhir_kontrak mulai_bekerja", apa="PKWT punya akhir kontrak, setelah mulai bekerja.",
      cara="Salin tanggal akhir dari surat kontrak.", sumber="Form Tenaga Kerja SIPP")
def pkwt_end(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.status_pegawai != "PKWT":
        return
    if p.akhir_kontrak is None and "akhir_kontrak" not in p.mentah:
        yield Hit("PKWT harus punya tanggal akhir kontrak.", "Akhir kontrak kosong")
    elif p.akhir_kontrak and p.mulai_bekerja and p.akhir_kontrak <= p.mulai_bekerja:
        yield Hit(f"Kontrak berakhir {screen_date(p.akhir_kontrak)}, sebelum mulai bekerja.", "Akhir kontrak salah")


@rule("SK_TANGGAL", PERIKSA, "sk_tanggal tanggal_lahir", apa="Tanggal SK sudah tiba, dan setelah orangnya lahir.",
      cara="Salin tanggal di akhir SK.", sumber="simpulan: salah ketik tahun")
def sk_tanggal(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.sk_tanggal and p.sk_tanggal > known.today:
        yield Hit(f"Tanggal SK {screen_date(p.sk_tanggal)} belum tiba.", "Tanggal SK salah")
    elif p.sk_tanggal and p.tanggal_lahir and p.sk_tanggal <= p.tanggal_lahir:
        yield Hit(f"Tanggal SK {screen_date(p.sk_tanggal)}, sebelum orangnya lahir.", "Tanggal SK salah")


@rule("SK_PASANGAN", PERIKSA, "sk_tanggal sk_nomor", apa="Nomor SK dan tanggal SK terisi keduanya.",
      cara="Salin nomor dan tanggal dari SK yang sama.", sumber="simpulan")
def sk_pasangan(p: Peserta, known: Known) -> Iterator[Hit]:
    if "sk_tanggal" in p.mentah or known.policy.wajib("sk_tanggal", p.kelompok, p.segmen):
        return  # MENTAH or WAJIB asks already
    if (p.sk_nomor or p.sk_berakhir) and not p.sk_tanggal:
        yield Hit("SK disebut, tanggalnya kosong.", "Tanggal SK kosong")
    elif p.sk_tanggal and not p.sk_nomor and "sk_nomor" not in p.mentah:
        yield Hit("Tanggal SK terisi, nomornya kosong.", "Nomor SK kosong", ("sk_nomor", "sk_tanggal"))


@rule("SK_BERAKHIR", PERIKSA, "sk_berakhir sk_tanggal", apa="SK masih berlaku.",
      cara="Isi SK yang baru, atau catat orangnya keluar.", sumber="pengetahuan umum")
def sk_berakhir(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.sk_berakhir and p.sk_tanggal and p.sk_berakhir < p.sk_tanggal:
        yield Hit("SK berakhir sebelum tanggal SK.", "Tanggal SK salah")
    elif p.sk_berakhir and p.sk_berakhir < known.today:
        yield Hit(f"SK berakhir {long_date(p.sk_berakhir)}.", "SK berakhir")


@rule("KONTRAK_BERAKHIR", PERIKSA, "akhir_kontrak", apa="Kontrak PKWT masih berlaku.",
      cara="Isi akhir kontrak yang baru, atau catat orangnya keluar.", sumber="pengetahuan umum")
def kontrak_berakhir(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.akhir_kontrak and p.akhir_kontrak < known.today and p.status_pegawai == "PKWT":
        yield Hit(f"Kontrak berakhir {long_date(p.akhir_kontrak)}.", "Kontrak berakhir")


@rule("SK_AKAN_BERAKHIR", INFO, "sk_berakhir akhir_kontrak",
      apa="SK, kontrak, dan jabatan Pj atau Plt tidak berakhir dalam waktu dekat.",
      cara="Siapkan SK atau kontrak yang baru.", sumber="parameter.csv: hari_akan_berakhir")
def sk_akan_berakhir(p: Peserta, known: Known) -> Iterator[Hit]:
    notice = known.policy.value("hari_akan_berakhir", "", known.today)
    if notice is None or p.keluar_tanggal:
        return
    last = known.today + timedelta(days=int(notice.teks))
    how = unsure(sk_akan_berakhir.cara, notice.belum_dikonfirmasi, f"Batas {notice.teks} hari")
    if p.sk_berakhir and known.today <= p.sk_berakhir <= last:
        yield Hit(f"SK berakhir {long_date(p.sk_berakhir)}.", "SK akan berakhir", cara=how)
    if p.akhir_kontrak and p.status_pegawai == "PKWT" and known.today <= p.akhir_kontrak <= last:
        yield Hit(f"Kontrak berakhir {long_date(p.akhir_kontrak)}.", "Kontrak akan berakhir", ("akhir_kontrak",),
                  cara=how)
    for seat in known.seats:
        if seat.sampai <= last and seat.sampai != p.sk_berakhir:
            yield Hit(f"{seat.nama} berakhir {long_date(seat.sampai)}.", "Jabatan akan berakhir", ("jabatan",),
                      cara=how)


@rule("MULAI_BEKERJA", PERIKSA, "mulai_bekerja mulai", apa="Mulai bekerja tidak setelah mulai kepesertaan.",
      cara="Lihat SK, lalu cocokkan tahunnya.", sumber="simpulan: salah ketik tahun")
def mulai_bekerja(p: Peserta, known: Known) -> Iterator[Hit]:
    began, start = p.mulai_bekerja, p.mulai or known.today
    if began and began > max(start, known.today):
        yield Hit(f"Mulai bekerja {screen_date(began)}, setelah mulai kepesertaan.", "Mulai bekerja salah")
    elif began and p.tanggal_lahir and began <= p.tanggal_lahir:
        yield Hit(f"Mulai bekerja {screen_date(began)}, sebelum orangnya lahir.", "Mulai bekerja salah")
