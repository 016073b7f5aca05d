"""Rules on who someone is: NIK, Kartu Keluarga, birth date, sex."""

from __future__ import annotations

from collections.abc import Iterator

from jamsos_desktop.model.findings import Mend
from jamsos_desktop.model.nik import LENGTH, Nik, same_day
from jamsos_desktop.model.parse import group_nik
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules.kinds import INFO, PERIKSA, SALAH, Hit, Known, rule, settle_mend
from jamsos_desktop.texts import long_date, screen_date, title_name

SEX = {"L": "laki-laki", "P": "perempuan"}
# Provinces that no longer exist but stand in old identity numbers: 54 was Timor Timur.
FORMER_PROVINCES = frozenset({"54"})


def number_problem(name: str, text: str) -> tuple[str, str] | None:
    """What is wrong with the form of a NIK or KK number: (sentence, at most two words), or None."""
    off = len(text) - LENGTH
    if not (text.isascii() and text.isdigit()):
        return f"{name} hanya boleh angka.", "bukan angka"
    if off:
        word, brief = ("baru", f"kurang {-off} angka") if off < 0 else ("terisi", f"lebih {off} angka")
        return f"{name} harus 16 angka, {word} {len(text)}.", brief
    if len(set(text)) == 1:
        return f"{name} berisi satu angka yang diulang.", "tidak nyata"
    if text.startswith("0"):
        return f"{name} tidak pernah diawali 0.", "diawali 0"
    return None


@rule("NIK_LEN", SALAH, "nik", apa="NIK tepat 16 angka, tidak diawali 0, bukan satu angka diulang.",
      cara="Salin dari baris pertama KTP.", sumber="Template SIPP")
def nik_len(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.nik and (found := number_problem("NIK", p.nik)):
        sentence, brief = found
        yield Hit(sentence, f"NIK {brief}")


@rule("NIK_TANGGAL", SALAH, "nik", apa="Angka ke-7 sampai ke-12 NIK adalah tanggal yang ada.",
      cara="Cocokkan NIK dengan KTP, angka demi angka.", sumber="dukcapil.klaten.go.id")
def nik_tanggal(p: Peserta, known: Known) -> Iterator[Hit]:
    nik = Nik.parse(p.nik, known.today)
    if nik and nik.tanggal_lahir is None and not number_problem("NIK", p.nik):
        yield Hit(f"Angka ke-7 sampai ke-12 NIK ({p.nik[6:12]}) bukan tanggal.", "Tanggal NIK salah")


@rule("NIK_PROVINSI", SALAH, "nik", apa="Dua angka pertama NIK adalah kode provinsi.",
      cara="Cocokkan NIK dengan KTP.", sumber="Kepmendagri 300.2.2-2430/2025")
def nik_provinsi(p: Peserta, known: Known) -> Iterator[Hit]:
    code = p.nik[:2]
    if number_problem("NIK", p.nik) or code in FORMER_PROVINCES:
        return
    if known.regions.provinsi(code) is None:
        yield Hit(f"NIK diawali {code}. Tidak ada provinsi dengan kode itu.", "Awalan NIK salah")


@rule("NIK_EQ_KK", SALAH, "no_kk nik", apa="NIK dan nomor KK berbeda.",
      cara="Salin nomor KK dari atas tengah Kartu Keluarga.", sumber="simpulan")
def nik_eq_kk(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.nik and p.nik == p.no_kk:
        yield Hit("Nomor KK sama dengan NIK. Salah satunya tersalin.", "NIK sama KK")


@rule("NIK_DUP_DESA", SALAH, "nik", apa="Satu NIK hanya untuk satu orang di desa.",
      cara="Buka data orang itu. Hapus salah satu, atau perbaiki NIK yang salah.", sumber="presstoday.id (Ngawi 2025)")
def nik_dup_desa(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.nik and (other := known.nik_others.get(p.nik)):
        nomor, nama = other
        who = f"{title_name(nama)} ({nomor})" if nama and nomor else title_name(nama) or nomor
        yield Hit(f"NIK ini sudah dipakai {who}.", "NIK ganda")


@rule("NIK_REGION", INFO, "nik", apa="Awalan NIK menunjuk kecamatan penerbit pertama, boleh dari daerah lain.",
      cara="Tidak perlu diubah bila sama dengan KTP.", sumber="dukcapil.klaten.go.id")
def nik_region(p: Peserta, known: Known) -> Iterator[Hit]:
    own = known.unit.nik_prefix
    nik = Nik.parse(p.nik, known.today)
    if nik is None or not own or nik.wilayah == own or number_problem("NIK", p.nik):
        return
    place = known.regions.kecamatan(nik.wilayah)
    if place:
        yield Hit(f"NIK terbit pertama di Kec. {place}. NIK tidak berubah saat pindah.", "NIK daerah lain")
    elif known.regions.provinsi(nik.wilayah[:2]):
        yield Hit(f"Awalan NIK {nik.wilayah} kode kecamatan lama atau belum dikenal.", "Awalan NIK lama")


@rule("NIK_DOB", PERIKSA, "tanggal_lahir nik", apa="Tanggal lahir sama dengan tanggal di NIK.",
      cara="Lihat KTP. NIK tidak diganti walau tanggal lahir dibetulkan.", sumber="cnnindonesia; dukcapil.klaten.go.id")
def nik_dob(p: Peserta, known: Known) -> Iterator[Hit]:
    nik, born = Nik.parse(p.nik, known.today), p.tanggal_lahir
    if nik is None or nik.tanggal_lahir is None or born is None or same_day(nik, p.nik, born):
        return
    read = nik.tanggal_lahir
    if (read.day, read.month) == (born.day, born.month):
        what, theirs, typed = "Tahun lahir", str(read.year), str(born.year)
    else:
        what, theirs, typed = "Tanggal lahir", screen_date(read), screen_date(born)
    mends = (Mend(f"Pakai {theirs}", "tanggal_lahir", screen_date(read)), settle_mend(f"KTP: {typed}", "NIK_DOB"))
    yield Hit(f"{what} di NIK: {theirs}. Cocokkan dengan KTP.", f"{what} beda", mends=mends)


@rule("NIK_SEX", PERIKSA, "jenis_kelamin nik", apa="Jenis kelamin sama dengan yang terbaca dari NIK.",
      cara="Lihat KTP. Di NIK perempuan, tanggal lahirnya ditambah 40.", sumber="dukcapil.klaten.go.id")
def nik_sex(p: Peserta, known: Known) -> Iterator[Hit]:
    nik = Nik.parse(p.nik, known.today)
    if nik is None or nik.tanggal_lahir is None or p.jenis_kelamin not in SEX or nik.jenis_kelamin == p.jenis_kelamin:
        return
    theirs, typed = SEX[nik.jenis_kelamin], SEX[p.jenis_kelamin]
    mends = (Mend(f"Pakai {theirs}", "jenis_kelamin", nik.jenis_kelamin), settle_mend(f"KTP: {typed}", "NIK_SEX"))
    yield Hit(f"Jenis kelamin di NIK: {theirs}. Cocokkan dengan KTP.", "Jenis kelamin beda", mends=mends)


@rule("NIK_SERIAL", PERIKSA, "nik", apa="Empat angka terakhir NIK mulai dari 0001.",
      cara="Cocokkan NIK dengan KTP.", sumber="dukcapil.klaten.go.id")
def nik_serial(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.nik.endswith("0000") and not number_problem("NIK", p.nik):
        yield Hit("Empat angka terakhir NIK 0000. Nomor urut mulai dari 0001.", "NIK berakhir 0000")


@rule("KK_LEN", SALAH, "no_kk", apa="Nomor KK tepat 16 angka.",
      cara="Salin 16 angka di atas tengah Kartu Keluarga.", sumber="agibalaja.blogspot")
def kk_len(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.no_kk and (found := number_problem("Nomor KK", p.no_kk)):
        sentence, brief = found
        yield Hit(sentence, f"KK {brief}")


@rule("TERTUKAR_KK", PERIKSA, "no_kk nik", apa="Nomor KK bukan NIK seorang perempuan.",
      cara="Salin nomor KK dari atas tengah Kartu Keluarga.", sumber="simpulan: tanggal KK tidak pernah ditambah 40")
def tertukar_kk(p: Peserta, known: Known) -> Iterator[Hit]:
    as_nik = Nik.parse(p.no_kk, known.today)
    if as_nik and as_nik.jenis_kelamin == "P" and as_nik.tanggal_lahir and p.no_kk != p.nik:
        yield Hit(f"Nomor KK {group_nik(p.no_kk)} tampak seperti NIK perempuan.", "KK mirip NIK",
                  mends=(settle_mend("Sesuai KK", "TERTUKAR_KK"),))


@rule("DOB", SALAH, "tanggal_lahir", apa="Tanggal lahir tidak di masa depan dan tidak lebih dari 110 tahun lalu.",
      cara="Tulis tanggal lahir seperti di KTP.", sumber="simpulan: salah ketik tahun")
def dob(p: Peserta, known: Known) -> Iterator[Hit]:
    born = p.tanggal_lahir
    if born and born > known.today:
        yield Hit(f"Tanggal lahir {screen_date(born)} belum tiba.", "Lahir belum tiba")
    elif born and born.year < known.today.year - 110:
        yield Hit(f"Tanggal lahir {screen_date(born)} lebih dari 110 tahun lalu.", "Tahun lahir salah")


@rule("KTP_LAMA", INFO, "masa_laku", apa="KTP masih berlaku. KTP-el berlaku seumur hidup.",
      cara="Kosongkan bila KTP menulis seumur hidup.", sumber="UU 24/2013 Ps 64, pengetahuan umum")
def ktp_lama(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.masa_laku and p.masa_laku < known.today:
        yield Hit(f"KTP tertulis berlaku sampai {long_date(p.masa_laku)}.", "KTP lama")
