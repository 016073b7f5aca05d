"""From draf to keluar: which status follows from record, papers, print, package and answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rule_people import CHILD, HUSBAND, KNOWN, RUSDIN, SALMA, TODAY

from jamsos_desktop.model.parse import with_texts
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules import Trail, check, core_values, name_hint, nik_problem, papers, status_of

WHOLE = replace(SALMA, berkas=dict.fromkeys(("F1A", "KTP", "KK", "SKET_KERJA"), "ada"))
PRINTED = Trail(printed_core=core_values(SALMA))
SENT = Trail(core_values(SALMA), sent_revisi=1, sent_seq=5, sent_core=core_values(SALMA))
NEW_NAME = replace(WHOLE, nama="WA ODE SALMAH", revisi=2)
NEW_PHONE = replace(WHOLE, hp="081299000418", revisi=2)


def answered(verdict: str) -> Trail:
    return replace(SENT, verdict=verdict)


@pytest.mark.parametrize(("p", "trail", "status"), [
    (Peserta(), Trail(), "draf"),
    (replace(SALMA, nama=""), Trail(), "draf"),
    (replace(SALMA, nik=""), Trail(), "draf"),
    (with_texts(SALMA, {"nik": "7.40211E+15"}), Trail(), "perlu_dilengkapi"),
    (replace(SALMA, nama_ibu=""), Trail(), "perlu_dilengkapi"),
    (replace(SALMA, nama_ibu=""), PRINTED, "perlu_dilengkapi"),
    (replace(SALMA, jenis_kelamin="L"), Trail(), "siap_cetak"),  # periksa never holds anyone
    (SALMA, Trail(), "siap_cetak"),
    (WHOLE, Trail(), "siap_cetak"),  # papers are not asked before print, and do not replace it
    (SALMA, PRINTED, "tercetak"),
    (WHOLE, PRINTED, "siap_kirim"),
    (replace(WHOLE, berkas={**WHOLE.berkas, "KK": "tidak_ada"}), PRINTED, "tercetak"),
    (replace(WHOLE, berkas={**WHOLE.berkas, "KK": "tidak_perlu"}), PRINTED, "tercetak"),  # required is required
    (replace(WHOLE, berkas={**WHOLE.berkas, "FOTO": "tidak_ada"}), PRINTED, "siap_kirim"),  # optional
    (NEW_NAME, PRINTED, "siap_cetak"),  # the signature stands for another name
    (NEW_PHONE, PRINTED, "siap_kirim"),  # travels without a new signature
    (WHOLE, SENT, "terkirim"),
    (replace(WHOLE, nama_ibu=""), SENT, "terkirim"),  # judged when it was sent
    (NEW_PHONE, SENT, "siap_kirim"),
    (NEW_NAME, SENT, "siap_cetak"),
    (NEW_NAME, replace(SENT, printed_core=core_values(NEW_NAME)), "siap_kirim"),
    (replace(WHOLE, revisi=3), replace(SENT, printed_core=core_values(NEW_NAME)), "siap_kirim"),  # changed back
    (replace(NEW_PHONE, nama_ibu=""), SENT, "perlu_dilengkapi"),
    (WHOLE, answered("diterima"), "diterima"),
    (WHOLE, answered("ditolak"), "ditolak"),
    (WHOLE, answered("di_bpjs"), "di_bpjs"),
    (WHOLE, answered("menunggu_bayar"), "menunggu_bayar"),
    (WHOLE, answered("ganda"), "terkirim"),  # a word that is no status
    (NEW_NAME, answered("ditolak"), "siap_cetak"),
    (NEW_PHONE, answered("ditolak"), "siap_kirim"),
    (WHOLE, answered("aktif"), "aktif"),
    (replace(WHOLE, aktif_sampai=TODAY), answered("aktif"), "aktif"),
    (replace(WHOLE, aktif_sampai=date(2026, 11, 20)), answered("aktif"), "lewat_masa"),
    (replace(WHOLE, aktif_sampai=date(2026, 11, 20)), answered("diterima"), "diterima"),
    (replace(NEW_PHONE, permohonan="lanjut"), answered("aktif"), "siap_kirim"),
    (replace(WHOLE, keluar_tanggal=TODAY, keluar_sebab="pindah"), answered("aktif"), "keluar"),
    (replace(WHOLE, keluar_tanggal=TODAY), PRINTED, "keluar"),
    (replace(WHOLE, keluar_tanggal=date(2026, 11, 22), keluar_sebab="pindah"), answered("aktif"), "aktif"),
])
def test_status(p, trail, status):
    assert status_of(p, check(p, KNOWN), trail, KNOWN.policy, TODAY) == status


@pytest.mark.parametrize("change", [
    {"nik": "7402115408849418"}, {"nama": "WA ODE SALMAH"}, {"tanggal_lahir": date(1984, 8, 15)},
    {"nama_ibu": "WA MUNI"},
    {"program": ("JKK", "JKM", "JHT")}, {"keluarga": (HUSBAND,)}, {"keluarga": (replace(HUSBAND, urutan=3), CHILD)},
    {"keluarga": (replace(HUSBAND, nama="LA ODE HASANUDDIN"), CHILD)},
])
def test_what_a_signature_stands_for(change):
    assert core_values(replace(SALMA, **change)) != core_values(SALMA)


@pytest.mark.parametrize("change", [
    {"hp": ""}, {"alamat": "Jalan lain"}, {"revisi": 9}, {"berkas": {"KTP": "ada"}}, {"penghasilan": 5},
    {"keluarga": (CHILD, HUSBAND)}, {"keluarga": (HUSBAND, replace(CHILD, hp="0812"))},
])
def test_what_needs_no_new_signature(change):
    assert core_values(replace(SALMA, **change)) == core_values(SALMA)


def test_papers():
    policy = KNOWN.policy
    assert papers(SALMA, policy) == (0, 4)
    assert papers(WHOLE, policy) == (4, 4)
    assert papers(replace(RUSDIN, berkas={"SK": "ada", "SKET_KERJA": "ada", "FOTO": "ada"}), policy) == (1, 4)
    assert papers(Peserta(), policy) == (0, 0)


@pytest.mark.parametrize(("nama", "hint"), [
    ("La Ode Salma", None), ("", None), ("Muh. Yusuf Kasim", "KTP menulis MUH. atau MUHAMMAD?"),
    ("H. Rusdin", "Tulis gelar di isian Gelar."), ("Muh. Arsyad Tahir, S.Sos.", "Tulis gelar di isian Gelar."),
    ("Rusdin 2", "Nama memuat \u201c2\u201d. Tulis seperti KTP."),
    ("R\u0443sdin", "Nama memuat huruf bukan Latin: \u0423. Ketik ulang."),
])
def test_name_hint(nama, hint):
    assert name_hint(nama) == hint


@pytest.mark.parametrize(("text", "problem"), [
    ("", None), ("740211 540884 9417", None), ("740211 540884 941", "Baru 15 dari 16 angka. Lihat KTP."),
    ("740211 540884 94177", "NIK harus 16 angka, terisi 17. Lihat KTP."),
    ("74021154088494AB", "NIK hanya boleh angka. Lihat KTP."),
])
def test_nik_problem(text, problem):
    assert nik_problem(text) == problem
