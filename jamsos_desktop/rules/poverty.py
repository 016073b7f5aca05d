"""Rules on the DTSEN decile, by which pekerja rentan are chosen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules.kinds import INFO, PERIKSA, SALAH, Hit, Known, rule, unsure
from jamsos_desktop.texts import long_date, screen_date


@rule("DESIL", SALAH, "desil", apa="Desil DTSEN antara 1 dan 10.", cara="Cek di DTSEN dengan NIK.", sumber="DTSEN")
def desil(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.desil is not None and not 1 <= p.desil <= 10:
        yield Hit(f"Desil terisi {p.desil}, seharusnya 1 sampai 10.", "Desil salah")


@rule("DESIL_KOSONG", INFO, "desil", apa="Desil pekerja rentan sudah dicek di DTSEN.",
      cara="Cek di dtsen.web.bps.go.id dengan NIK, tulis 1 sampai 10.", sumber="DTSEN; babadan-lor.com")
def desil_kosong(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.kelompok == "pekerja_rentan" and p.desil is None and "desil" not in p.mentah:
        yield Hit("Desil belum diisi. Urutan pekerja rentan memakai desil.", "Desil kosong")


@rule("DESIL_TINGGI", PERIKSA, "desil kelompok", apa="Pekerja rentan termasuk desil rendah (bawaan sampai desil 4).",
      cara="Pastikan orang ini memang rentan, atau pilih orang lain.",
      sumber="DTSEN: desil 4 rentan miskin (babadan-lor.com; idntimes; Antara); parameter.csv")
def desil_tinggi(p: Peserta, known: Known) -> Iterator[Hit]:
    most = known.policy.value("desil_rentan", "", known.today)
    if p.kelompok == "pekerja_rentan" and p.desil is not None and most and int(most.teks) < p.desil <= 10:
        yield Hit(f"Desil {p.desil}, pekerja rentan biasanya sampai desil {most.teks}.", "Desil tinggi",
                  cara=unsure(desil_tinggi.cara, most.belum_dikonfirmasi))


@rule("DESIL_LAMA", PERIKSA, "desil_tanggal desil", apa="Desil belum lama dicek (bawaan dalam 12 bulan terakhir).",
      cara="Cek lagi di DTSEN dengan NIK, lalu tulis tanggalnya.", sumber="kebiasaan program; parameter.csv")
def desil_lama(p: Peserta, known: Known) -> Iterator[Hit]:
    checked, months = p.desil_tanggal, known.policy.value("desil_berlaku", "", known.today)
    if p.kelompok != "pekerja_rentan" or checked is None:
        return
    if checked > known.today:
        yield Hit(f"Tanggal cek desil {screen_date(checked)} belum tiba.", "Tanggal desil salah")
    elif p.desil is not None and months and whole_months(checked, known.today) >= int(months.teks):
        yield Hit(f"Desil dicek {long_date(checked)}, sudah lama.", "Desil lama",
                  cara=unsure(desil_lama.cara, months.belum_dikonfirmasi, f"Batas {months.teks} bulan"))


def whole_months(start: date, end: date) -> int:
    """Whole months from one day to a later one."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
