"""Rules on how to reach and pay someone: phone, e-mail, postcode, account, NPWP, KPJ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.findings import Mend
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules.kinds import KURANG, PERIKSA, SALAH, Hit, Known, rule

PHONE = re.compile(r"(08|628|\+628)[0-9]{7,12}")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@rule("HP", PERIKSA, "hp tanpa_hp", apa="Nomor HP diawali 08, 9 sampai 14 angka.",
      cara="Hitung lagi angkanya, atau centang tidak punya HP.", sumber="pola pemeriksa publik")
def hp(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.hp and not PHONE.fullmatch(p.hp):
        yield Hit(f"Nomor HP {p.hp} tidak seperti nomor HP.", "Nomor HP salah")
    elif p.hp and p.tanpa_hp:
        yield Hit("Dicentang tidak punya HP, tetapi nomornya terisi.", "HP bertentangan")


@rule("EMAIL", PERIKSA, "email", apa="E-mail berbentuk nama@tempat.", cara="Kosongkan bila tidak punya.",
      sumber="Formulir 1a")
def email(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.email and not EMAIL.fullmatch(p.email):
        yield Hit(f"E-mail {p.email} belum lengkap.", "E-mail salah")


@rule("KODEPOS", SALAH, "kode_pos", apa="Kode pos 5 angka.", cara="Lihat kode pos kantor desa.", sumber="Form SIPP")
def kodepos(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.kode_pos and not re.fullmatch(r"[0-9]{5}", p.kode_pos):
        yield Hit(f"Kode pos harus 5 angka, terisi {p.kode_pos}.", "Kode pos salah")


@rule("REK", PERIKSA, "rekening bank nama_rekening", apa="Rekening 5 sampai 20 angka, atas nama orangnya sendiri.",
      cara="Lihat buku rekening.", sumber="pola pemeriksa publik")
def rek(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.rekening and not re.fullmatch(r"[0-9]{5,20}", p.rekening):
        yield Hit("Nomor rekening harus 5 sampai 20 angka.", "Rekening salah")
    if p.rekening and not p.bank:
        yield Hit("Nomor rekening terisi, nama bank kosong.", "Nama bank kosong", ("bank",))
    if p.nama_rekening and p.nama and fold(p.nama_rekening) != fold(p.nama):
        yield Hit("Nama pemilik rekening berbeda dari nama orangnya.", "Pemilik rekening beda", ("nama_rekening",),
                  (Mend(f"Pakai {p.nama}", "nama_rekening", p.nama),))


@rule("NPWP", PERIKSA, "npwp", apa="NPWP 15 atau 16 angka.", cara="Kosongkan bila tidak punya.", sumber="Form SIPP")
def npwp(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.npwp and not re.fullmatch(r"[0-9]{15,16}", p.npwp):
        yield Hit(f"NPWP harus 15 atau 16 angka, terisi {len(p.npwp)}.", "NPWP salah")


@rule("KPJ", PERIKSA, "kpj", apa="Nomor KPJ 8 sampai 13 angka, biasanya 11.", cara="Lihat kartu peserta.",
      sumber="pola pemeriksa publik")
def kpj(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.kpj and not re.fullmatch(r"[0-9]{8,13}", p.kpj):
        yield Hit(f"Nomor KPJ terisi {len(p.kpj)} angka, biasanya 11.", "KPJ salah")


@rule("KPJ_KOSONG", KURANG, "kpj pernah_peserta", apa="Yang pernah jadi peserta menyebut nomor KPJ.",
      cara="Lihat kartu lama. Bila hilang, tanyakan ke BPJS dengan NIK.", sumber="Formulir 1a nomor 6")
def kpj_kosong(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.pernah_peserta == "ya" and not p.kpj and "kpj" not in p.mentah:
        yield Hit("Pernah jadi peserta, nomor KPJ belum diisi.", "KPJ kosong")
