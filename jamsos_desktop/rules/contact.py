"""Rules on how to reach and pay someone: phone, e-mail, postcode, account, NPWP, KPJ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.findings import Mend
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules.kinds import KURANG, PERIKSA, SALAH, Hit, Known, rule

LONGEST_PHONE = 14  # the boxes of the form; a number with its country has no more
LONGEST_KPJ = 13
PHONE = re.compile(r"(08|628|\+628)[0-9]{7,12}")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@rule("HP", PERIKSA, "hp tanpa_hp", apa="Nomor HP diawali 08, 9 sampai 14 angka.",
      cara="Hitung lagi angkanya, atau centang tidak punya HP.", sumber="pola pemeriksa publik")
def hp(p: Peserta, known: Known) -> Iterator[Hit]:
    count = len(re.findall("[0-9]", p.hp))
    if p.hp and not count:
        yield Hit(f"Nomor HP terisi \u201c{p.hp}\u201d, bukan nomor.", "Nomor HP salah", tingkat=SALAH,
                  cara="Kosongkan lalu centang tidak punya HP, atau tulis nomornya.")
    elif count > LONGEST_PHONE:
        yield Hit(f"Nomor HP terisi {count} angka, paling banyak {LONGEST_PHONE}.", "Nomor HP panjang", tingkat=SALAH,
                  cara="Tulis satu nomor saja.")
    elif p.hp and not PHONE.fullmatch(p.hp):
        yield Hit(f"Nomor HP {p.hp} tidak seperti nomor HP.", "Nomor HP salah")
    elif p.hp and p.tanpa_hp:
        yield Hit("Dicentang tidak punya HP, tetapi nomornya terisi.", "HP bertentangan")


@rule("EMAIL", PERIKSA, "email", apa="E-mail berbentuk nama@tempat.", cara="Lengkapi, atau kosongkan bila tidak punya.",
      sumber="Formulir 1a")
def email(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.email and not EMAIL.fullmatch(p.email):
        yield Hit(f"E-mail {p.email} belum lengkap.", "E-mail salah")


@rule("KODEPOS", SALAH, "kode_pos", apa="Kode pos 5 angka.", cara="Tulis kode pos kantor desa.", sumber="Form SIPP")
def kodepos(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.kode_pos and not re.fullmatch(r"[0-9]{5}", p.kode_pos):
        yield Hit(f"Kode pos harus 5 angka, terisi {p.kode_pos}.", "Kode pos salah")


@rule("REK", PERIKSA, "rekening", apa="Nomor rekening 5 sampai 20 angka.", cara="Salin dari buku rekening.",
      sumber="pola pemeriksa publik")
def rek(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.rekening and not re.fullmatch(r"[0-9]{5,20}", p.rekening):
        yield Hit("Nomor rekening harus 5 sampai 20 angka.", "Rekening salah")


@rule("REK_BANK", PERIKSA, "bank rekening", apa="Nomor rekening disertai nama bank.",
      cara="Salin nama bank dari buku rekening.", sumber="Formulir 1a")
def rek_bank(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.rekening and not p.bank and "bank" not in p.mentah:
        yield Hit("Nomor rekening terisi, nama bank kosong.", "Nama bank kosong")


@rule("REK_NAMA", PERIKSA, "nama_rekening nama", apa="Rekening atas nama orangnya sendiri.",
      cara="Lihat nama di buku rekening.", sumber="pola pemeriksa publik")
def rek_nama(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.nama_rekening and p.nama and fold(p.nama_rekening) != fold(p.nama):
        yield Hit("Nama pemilik rekening berbeda dari nama orangnya.", "Pemilik rekening beda",
                  mends=(Mend(f"Pakai {p.nama}", "nama_rekening", p.nama),))


@rule("NPWP", PERIKSA, "npwp", apa="NPWP 15 atau 16 angka.", cara="Salin dari kartu NPWP, atau kosongkan.",
      sumber="Form SIPP")
def npwp(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.npwp and not re.fullmatch(r"[0-9]{15,16}", p.npwp):
        yield Hit(f"NPWP harus 15 atau 16 angka, terisi {len(p.npwp)}.", "NPWP salah")


@rule("KPJ", PERIKSA, "kpj", apa="Nomor KPJ 8 sampai 13 angka, biasanya 11.", cara="Salin dari kartu peserta.",
      sumber="pola pemeriksa publik")
def kpj(p: Peserta, known: Known) -> Iterator[Hit]:
    if len(p.kpj) > LONGEST_KPJ:
        yield Hit(f"Nomor KPJ terisi {len(p.kpj)} angka, paling banyak {LONGEST_KPJ}.", "KPJ panjang", tingkat=SALAH)
    elif p.kpj and not re.fullmatch(r"[0-9]{8,13}", p.kpj):
        yield Hit(f"Nomor KPJ terisi {len(p.kpj)} angka, biasanya 11.", "KPJ salah")


@rule("KPJ_KOSONG", KURANG, "kpj pernah_peserta", apa="Yang pernah jadi peserta menyebut nomor KPJ.",
      cara="Lihat kartu lama. Bila hilang, tanyakan ke BPJS dengan NIK.", sumber="Formulir 1a nomor 6")
def kpj_kosong(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.pernah_peserta == "ya" and not p.kpj and "kpj" not in p.mentah:
        yield Hit("Pernah jadi peserta, nomor KPJ belum diisi.", "KPJ kosong")
