"""Every rule with a person it leaves alone and a person it finds, and the words it says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_people import CHILD, HUSBAND, KNOWN, RUSDIN, SALMA, TODAY

from jamsos_desktop.model.fields import BY_KEY, FAMILY_FIELDS, FIELDS
from jamsos_desktop.model.findings import Tingkat
from jamsos_desktop.model.parse import with_texts
from jamsos_desktop.model.records import KELOMPOK, Keluarga, Pencocokan, Peserta, SumberDana
from jamsos_desktop.policy.records import Dated, Nilai
from jamsos_desktop.rules import RULES, check
from jamsos_desktop.rules.kinds import short
from jamsos_desktop.rules.names import in_full, without_title
from jamsos_desktop.rules.table import markdown

BY_CODE = {rule.kode: rule for rule in RULES}
ORPHAN_AGE = replace(CHILD, wali="")
KADES = replace(RUSDIN, jabatan="KADES", penghasilan=2_426_640)
JHT = {"program": ("JKK", "JKM", "JHT")}


def also(base: Peserta, **changes: object) -> Peserta:
    return replace(base, **changes)  # type: ignore[arg-type]


# code, someone it leaves alone, someone it finds
CASES = [
    ("MENTAH", SALMA, with_texts(SALMA, {"tanggal_lahir": "31/02/1984"})),
    ("MENTAH", with_texts(SALMA, {"nik": "740211.540884-9417"}), with_texts(SALMA, {"nik": "7,40211E+15"})),
    ("MENTAH", with_texts(SALMA, {"pekerjaan": "Nelayan"}, KNOWN.policy.lists),
     with_texts(SALMA, {"pekerjaan": "astronot"})),
    ("NIK_LEN", SALMA, also(SALMA, nik="740211540884941")),
    ("NIK_LEN", also(SALMA, nik=""), also(SALMA, nik="74021154088494177")),
    ("NIK_LEN", SALMA, also(SALMA, nik="1111111111111111")),
    ("NIK_LEN", SALMA, also(SALMA, nik="0402115408849417")),
    ("NIK_TANGGAL", SALMA, also(SALMA, nik="7402117109849417")),
    ("NIK_TANGGAL", also(SALMA, nik="740211710884941"), also(SALMA, nik="7402115413849417")),
    ("NIK_PROVINSI", SALMA, also(SALMA, nik="2002115408849417")),
    ("NIK_PROVINSI", also(SALMA, nik="5402115408849417"), also(SALMA, nik="9902115408849417")),
    ("NIK_EQ_KK", SALMA, also(SALMA, no_kk=SALMA.nik)),
    ("NIK_DUP_DESA", SALMA, also(SALMA, nik="7402110101809001")),
    ("NIK_DUP_DESA", also(SALMA, nik=""), also(SALMA, nik="7402110101809002")),
    ("NIK_REGION", SALMA, also(SALMA, nik="7471015408849417")),
    ("NIK_REGION", also(SALMA, nik="740211"), also(SALMA, nik="7402065408849417")),
    ("NIK_DOB", SALMA, also(SALMA, tanggal_lahir=date(1985, 8, 14))),
    ("NIK_DOB", also(SALMA, tanggal_lahir=None), also(SALMA, tanggal_lahir=date(1984, 8, 4))),
    ("NIK_SEX", SALMA, also(SALMA, jenis_kelamin="L")),
    ("NIK_SEX", also(SALMA, jenis_kelamin=""), also(RUSDIN, jenis_kelamin="P")),
    ("NIK_SERIAL", SALMA, also(SALMA, nik="7402115408840000")),
    ("KK_LEN", SALMA, also(SALMA, no_kk="740211120310027")),
    ("TERTUKAR_KK", SALMA, also(SALMA, no_kk="7402115203109276")),
    ("DOB", SALMA, also(SALMA, tanggal_lahir=date(2027, 1, 1))),
    ("DOB", also(SALMA, tanggal_lahir=date(1920, 1, 1)), also(SALMA, tanggal_lahir=date(1884, 8, 14))),
    ("NAMA", also(SALMA, nama="WA ODE SA'ADIAH-RAHMA, ST."), also(SALMA, nama="WA ODE SALMA 2")),
    ("NAMA", SALMA, also(SALMA, nama="---")),
    ("HURUF_CAMPUR", also(SALMA, nama="WA ÓDE SALMA"), also(SALMA, nama="NUR ʿAIN")),  # a half ring
    ("HURUF_CAMPUR", also(SALMA, nama_ibu="WA ОDE"), also(SALMA, nama_ibu="NUR ʿAIN")),
    ("HURUF_CETAK", also(SALMA, nama="NUR ʿAIN"), also(SALMA, nama="WA ОDE SALMA")),  # a Cyrillic O
    ("HURUF_CETAK", also(SALMA, alamat="Jl. Poros ½, dekat kios “Né”"), also(SALMA, alamat="Jl. ★ Poros")),
    ("HURUF_CETAK", SALMA, also(SALMA, alamat="Jl. Poros ⅓")),
    ("HURUF_CETAK", also(SALMA, sk_nomor="188-412"), also(SALMA, sk_nomor="188→412")),
    ("HURUF_CETAK", SALMA, also(SALMA, nama="محمد")),
    ("HURUF_CETAK", also(SALMA, keluarga=(replace(HUSBAND, nama="NUR ʿAIN"),)),
     also(SALMA, keluarga=(HUSBAND, replace(CHILD, wali="ハサン")))),
    ("GELAR_DI_NAMA", SALMA, also(RUSDIN, nama="RUSDIN, S.SOS")),
    ("GELAR_DI_NAMA", also(RUSDIN, gelar="S.Sos"), also(RUSDIN, nama="HJ. RUSDIANA")),
    ("GELAR_DI_NAMA", also(SALMA, nama="SITI, BA'DIAH"), also(SALMA, nama="SITI, BA'DIAH, S.PD")),
    ("GELAR_DI_NAMA", also(SALMA, nama="SITI, SALMA"), also(RUSDIN, nama="H.RUSDIN")),
    ("GELAR_DI_NAMA", also(RUSDIN, nama="H"), also(RUSDIN, nama="RUSDIN S.PD")),
    ("SINGKATAN", also(RUSDIN, nama="MUHAMMAD YUSUF"), also(RUSDIN, nama="MUH. YUSUF")),
    ("SINGKATAN", also(RUSDIN, nama="ST"), also(SALMA, nama="ST AMINAH")),
    ("SINGKATAN", SALMA, also(RUSDIN, nama="ABD. MUTTALIB")),
    ("SINGKATAN", also(RUSDIN, nama="RUSDIN, ST"), also(RUSDIN, nama="MUH.YUSUF")),
    ("SINGKATAN", also(RUSDIN, nama="ABDAN ABDUL"), also(RUSDIN, nama="ABD.RAHMAN")),
    ("SINGKATAN", SALMA, also(RUSDIN, nama="ABDAN ABD")),
    ("IBU", SALMA, also(SALMA, nama_ibu="-")),
    ("IBU", also(SALMA, nama_ibu=""), also(SALMA, nama_ibu="WA MUNA1")),
    ("IBU_SAMA", SALMA, also(SALMA, nama_ibu="Wa Ode  Salma")),
    ("AGE_MIN", also(SALMA, tanggal_lahir=date(2011, 12, 1)), also(SALMA, tanggal_lahir=date(2011, 12, 2))),
    ("AGE_KTP", also(SALMA, tanggal_lahir=date(2009, 12, 1)), also(SALMA, tanggal_lahir=date(2009, 12, 2))),
    ("AGE_MAX_BPU", also(SALMA, tanggal_lahir=date(1961, 12, 2)), also(SALMA, tanggal_lahir=date(1961, 12, 1))),
    ("AGE_MAX_BPU", also(RUSDIN, tanggal_lahir=date(1950, 1, 1)),
     also(SALMA, tanggal_lahir=date(1950, 1, 1), mulai=None)),
    ("AGE_MAX_BPU", also(SALMA, tanggal_lahir=date(1961, 11, 1), mulai=date(2025, 1, 1)),  # joined in time
     also(SALMA, tanggal_lahir=date(1961, 11, 1), mulai=date(2026, 11, 1))),
    ("AGE_PERANGKAT", RUSDIN, also(RUSDIN, tanggal_lahir=date(1965, 1, 1))),
    ("AGE_PERANGKAT", also(SALMA, tanggal_lahir=date(1965, 1, 1)), also(RUSDIN, tanggal_lahir=date(2008, 1, 1))),
    ("JOB_EXCL", also(SALMA, pekerjaan_ktp="9"), also(SALMA, pekerjaan_ktp="5")),
    ("JOB_EXCL", also(SALMA, pekerjaan_ktp="2"), also(RUSDIN, pekerjaan_ktp="7")),
    ("JOB_CEK", also(SALMA, pekerjaan_ktp="2"), also(SALMA, pekerjaan_ktp="1")),
    ("JOB_CEK", also(RUSDIN, pekerjaan_ktp="15"), also(SALMA, pekerjaan_ktp="4")),
    ("JABATAN_CEK", RUSDIN, also(RUSDIN, jabatan="PJ_KADES")),
    ("JABATAN_CEK", KADES, also(RUSDIN, jabatan="LINMAS")),
    ("SEGMEN", also(SALMA, kelompok="ekosistem_desa", jabatan="LINMAS"), also(SALMA, segmen="PU")),
    ("SEGMEN", RUSDIN, also(RUSDIN, segmen="BPU")),
    ("SEGMEN", also(SALMA, kelompok="ekosistem_desa", jabatan="LINMAS", segmen="PU"),
     also(SALMA, kelompok="ekosistem_desa", jabatan="BPD_KETUA")),
    ("SEGMEN", also(SALMA, kelompok="ekosistem_desa", jabatan="GURU_NGAJI"),
     also(RUSDIN, kelompok="ekosistem_desa", jabatan="GURU_NGAJI")),
    ("SEGMEN", also(RUSDIN, jabatan="TPP"), also(SALMA, segmen="PU", jabatan="LINMAS")),  # a post of another group
    ("DOUBLE", SALMA, also(SALMA, pernah_peserta="ya", kpj="12345678901")),
    ("UPAH", also(SALMA, penghasilan=0), also(RUSDIN, penghasilan=0)),
    ("UPAH", also(SALMA, penghasilan=None), also(SALMA, penghasilan=-1)),
    ("UPAH_MIN", KADES, also(RUSDIN, penghasilan=2_022_199)),
    ("UPAH_MIN", also(RUSDIN, jabatan="STAF", penghasilan=3_306_496), also(KADES, penghasilan=2_022_200)),
    ("UPAH_MIN", also(SALMA, penghasilan=100_000), also(RUSDIN, jabatan="STAF", penghasilan=3_306_495)),
    ("UPAH_MIN", also(RUSDIN, jabatan="STAF", penghasilan=0),
     also(RUSDIN, kelompok="non_asn", jabatan="HONORER", penghasilan=1_500_000)),
    ("PKWT_END", also(RUSDIN, status_pegawai="PKWTT"), also(RUSDIN, status_pegawai="PKWT")),
    ("PKWT_END", also(RUSDIN, status_pegawai="PKWT", akhir_kontrak=date(2027, 1, 1)),
     also(RUSDIN, status_pegawai="PKWT", akhir_kontrak=date(2023, 1, 2))),
    ("SK_BERAKHIR", also(RUSDIN, sk_berakhir=TODAY), also(RUSDIN, sk_berakhir=date(2026, 11, 20))),
    ("SK_BERAKHIR", RUSDIN, also(RUSDIN, sk_berakhir=date(2022, 1, 1))),
    ("KONTRAK_BERAKHIR", also(RUSDIN, status_pegawai="PKWT", akhir_kontrak=TODAY),
     also(RUSDIN, status_pegawai="PKWT", akhir_kontrak=date(2026, 11, 20))),
    ("KONTRAK_BERAKHIR", also(RUSDIN, status_pegawai="PKWTT", akhir_kontrak=date(2025, 1, 1)),
     also(RUSDIN, status_pegawai="PKWT", akhir_kontrak=date(2025, 1, 1))),
    ("SK_TANGGAL", also(RUSDIN, sk_tanggal=TODAY), also(RUSDIN, sk_tanggal=date(2026, 11, 22))),
    ("DESIL", also(SALMA, desil=10), also(SALMA, desil=11)),
    ("DESIL", also(SALMA, desil=1), also(SALMA, desil=0)),
    ("HP", SALMA, also(SALMA, hp="0812")),
    ("HP", also(SALMA, hp="", tanpa_hp=True), also(SALMA, tanpa_hp=True)),
    ("EMAIL", also(SALMA, email="salma@contoh.id"), also(SALMA, email="salma@contoh")),
    ("KODEPOS", RUSDIN, also(RUSDIN, kode_pos="9335")),
    ("REK", also(SALMA, rekening="0123456789", bank="BRI", nama_rekening="Wa Ode Salma"),
     also(SALMA, rekening="0123", bank="BRI")),
    ("REK_NAMA", also(SALMA, nama_rekening="Wa Ode Salma"), also(SALMA, nama_rekening="LA ODE HASAN")),
    ("REK_BANK", also(SALMA, rekening="0123456789", bank="BRI"), also(SALMA, rekening="0123456789")),
    ("NPWP", also(SALMA, npwp="123456789012345"), also(SALMA, npwp="12345678901234")),
    ("KPJ", also(SALMA, kpj="12345678901"), also(SALMA, kpj="1234567")),
    ("KPJ_KOSONG", also(SALMA, pernah_peserta="ya", kpj="12345678901"), also(SALMA, pernah_peserta="ya")),
    ("WAJIB", SALMA, also(SALMA, nama_ibu="")),
    ("WAJIB", also(SALMA, hp="", tanpa_hp=True), also(SALMA, hp="")),
    ("WAJIB", RUSDIN, also(RUSDIN, sk_nomor="")),
    ("PROGRAM_WAJIB", also(SALMA, **JHT, sumber_dana=SumberDana(jkk_jkm="APBD_KAB", jht="MANDIRI")),
     also(SALMA, program=("JKM",))),
    ("SUMBER_DANA", also(SALMA, **JHT, sumber_dana=SumberDana(jkk_jkm="APBD_KAB", jht="MANDIRI")), also(SALMA, **JHT)),
    ("DANA_DESA", also(SALMA, desil=1, sumber_dana=SumberDana(jkk_jkm="APBDES_DD")),
     also(RUSDIN, desil=1, sumber_dana=SumberDana(jkk_jkm="APBDES_DD"))),
    ("DANA_DESA", SALMA, also(SALMA, sumber_dana=SumberDana(jkk_jkm="APBDES_DD"))),
    ("DANA_DESA", also(SALMA, desil=2), also(SALMA, desil=2, sumber_dana=SumberDana(jht="APBDES_DD"))),
    ("POTONG_SILTAP", also(RUSDIN, sumber_dana=SumberDana(jkk_jkm="POTONG_SILTAP")),
     also(SALMA, sumber_dana=SumberDana(jkk_jkm="POTONG_SILTAP"))),
    ("KELUAR", also(SALMA, keluar_tanggal=TODAY, keluar_sebab="pindah"), also(SALMA, keluar_tanggal=TODAY)),
    ("KELUAR", SALMA, also(SALMA, keluar_sebab="pindah")),
    ("MULAI", also(SALMA, mulai=date(2026, 8, 21)), also(SALMA, mulai=date(2026, 8, 20))),
    ("MULAI", also(SALMA, mulai=date(2027, 11, 22)), also(SALMA, mulai=date(2027, 11, 23))),
    ("MULAI", also(SALMA, mulai=date(1999, 1, 1), permohonan="lanjut"), also(SALMA, mulai=date(1999, 1, 1))),
    ("MULAI", also(SALMA, mulai=date(1999, 1, 1), aktif_sampai=date(2027, 1, 31)), also(SALMA, mulai=date(2099, 1, 1))),
    ("MASA_IURAN", also(SALMA, aktif_sampai=date(2026, 12, 22)), also(SALMA, aktif_sampai=date(2026, 12, 21))),
    ("MASA_IURAN", SALMA, also(SALMA, aktif_sampai=date(2026, 10, 31))),
    ("AHLI_WARIS", SALMA, also(SALMA, keluarga=())),
    ("AHLI_WARIS", also(SALMA, keluarga=(), tanpa_ahli_waris=True),
     also(SALMA, keluarga=(replace(HUSBAND, urutan=None),))),
    ("AHLI_WARIS_TANPA", SALMA, also(SALMA, tanpa_ahli_waris=True)),
    ("AHLI_WARIS_ISI", SALMA, also(SALMA, keluarga=(Keluarga(urutan=1, hubungan="suami"),))),
    ("AHLI_WARIS_ISI", SALMA, also(SALMA, keluarga=(Keluarga(urutan=1, nama="LA ODE HASAN"),))),
    ("AHLI_WARIS_NIK", SALMA, also(SALMA, keluarga=(replace(HUSBAND, nik="740211"),))),
    ("AHLI_WARIS_NIK", SALMA, also(SALMA, keluarga=(replace(HUSBAND, nik=SALMA.nik),))),
    ("AHLI_WARIS_NIK", also(SALMA, keluarga=(HUSBAND, replace(CHILD, nik=""))),
     also(SALMA, keluarga=(HUSBAND, replace(CHILD, nik=HUSBAND.nik)))),
    ("AHLI_WARIS_NAMA", also(SALMA, keluarga=(replace(HUSBAND, nama="SA'AD, H.-M."),)),
     also(SALMA, keluarga=(replace(HUSBAND, nama="LA ODE HASAN 2"),))),
    ("AHLI_WARIS_NAMA", also(SALMA, keluarga=(replace(HUSBAND, nama="", urutan=None),)),
     also(SALMA, keluarga=(HUSBAND, replace(CHILD, nama="-", urutan=None)))),
    ("AHLI_WARIS_LAHIR", SALMA, also(SALMA, keluarga=(replace(HUSBAND, tanggal_lahir=date(1981, 2, 3)),))),
    ("AHLI_WARIS_LAHIR", SALMA, also(SALMA, keluarga=(replace(HUSBAND, nik="", tanggal_lahir=date(2030, 1, 1)),))),
    ("AHLI_WARIS_ANAK", SALMA, also(SALMA, keluarga=(HUSBAND, ORPHAN_AGE))),
    ("AHLI_WARIS_ANAK", also(SALMA, keluarga=(HUSBAND, replace(CHILD, tanggal_lahir=None))),  # the NIK tells
     also(SALMA, keluarga=(HUSBAND, replace(ORPHAN_AGE, tanggal_lahir=None)))),
    ("AHLI_WARIS_ANAK", also(SALMA, keluarga=(replace(ORPHAN_AGE, tanggal_lahir=None, hubungan="orang_tua"),)),
     also(SALMA, keluarga=(replace(ORPHAN_AGE, tanggal_lahir=None, hubungan="cucu"),))),
    ("AHLI_WARIS_URUT", SALMA, also(SALMA, keluarga=(replace(HUSBAND, hubungan="saudara"), CHILD))),
    ("AHLI_WARIS_URUT", SALMA, also(SALMA, keluarga=(HUSBAND, replace(CHILD, urutan=1)))),
]


def codes(p: Peserta) -> set[str]:
    return {finding.kode for finding in check(p, KNOWN)}


@pytest.mark.parametrize(("kode", "good", "bad"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)])
def test_good_and_bad(kode, good, bad):
    assert kode not in codes(good)
    found = [finding for finding in check(bad, KNOWN) if finding.kode == kode]
    assert found
    assert {finding.tingkat for finding in found} == {BY_CODE[kode].tingkat}


# code, someone whom a rule that only asks holds back for once, because no paper could be made
BLOCKING = [
    ("HP", also(SALMA, hp="tidak ada")), ("HP", also(SALMA, hp="081299000417081")),
    ("KPJ", also(SALMA, pernah_peserta="ya", kpj="12345678901234")),
    ("MULAI", also(SALMA, mulai=date(1984, 8, 13))),
]


@pytest.mark.parametrize(("kode", "bad"), BLOCKING)
def test_what_cannot_be_printed_is_wrong(kode, bad):
    settled = also(bad, dicocokkan=(Pencocokan(kode=kode, oleh="Sekretaris", waktu="2026-11-21T10:00"),))
    for p in (bad, settled):
        assert [(f.kode, f.tingkat) for f in check(p, KNOWN) if f.tingkat.blocks] == [(kode, Tingkat.SALAH)]


def test_the_longest_number_that_fits_is_only_asked_about():
    assert {f.tingkat for f in check(also(SALMA, hp="08129900041708"), KNOWN)} <= {Tingkat.PERIKSA}
    assert check(also(SALMA, pernah_peserta="ya", permohonan="ubah", kpj="1234567890123"), KNOWN) == []


def test_one_settled_question_leaves_the_others():
    p = also(SALMA, rekening="0123", nama_rekening="LA ODE HASAN")
    settled = also(p, dicocokkan=(Pencocokan(kode="REK", oleh="Sekretaris", waktu="2026-11-21T10:00"),))
    assert [f.kode for f in check(p, KNOWN)] == ["REK", "REK_BANK", "REK_NAMA"]
    assert [f.kode for f in check(settled, KNOWN)] == ["REK_BANK", "REK_NAMA"]


@pytest.mark.parametrize(("nama", "plain"), [
    ("SITI, BA'DIAH, S.PD", "SITI, BA'DIAH"), ("H.RUSDIN", "RUSDIN"), ("HJ. ANDI TENRI, SH", "ANDI TENRI"),
    ("RUSDIN, S.SOS., M.SI", "RUSDIN"), ("RUSDIN, S PD", "RUSDIN"), ("SAMSUL M.A", "SAMSUL"),
    ("ARIF, A.MD.KEB", "ARIF"), ("SITI M.", "SITI M."), ("HASAN", "HASAN"), ("M.YUSUF", "M.YUSUF"),
    ("SALMA, SAMSIA", "SALMA, SAMSIA"), ("RUSDIN,", "RUSDIN,"), ("DRS.", "DRS."),
])
def test_only_titles_leave_a_name(nama, plain):
    assert without_title(nama) == plain


@pytest.mark.parametrize(("nama", "full"), [
    ("MUH.YUSUF", "MUHAMMAD YUSUF"), ("ABD RAHMAN", "ABDUL RAHMAN"), ("LA MUH", "LA MUHAMMAD"), ("ST", "ST"),
    ("ABDAN ABD", "ABDAN ABDUL"), ("ABD. MUH. ALI, ST", "ABDUL MUHAMMAD ALI, ST"), ("A.MUH ALI", "A.MUHAMMAD ALI"),
])
def test_short_forms_written_out(nama, full):
    assert in_full(nama) == full


def test_a_limit_that_nobody_confirmed_says_so():
    unsure = [also(SALMA, tanggal_lahir=date(1950, 1, 1)), also(RUSDIN, tanggal_lahir=date(1965, 1, 1)),
              also(SALMA, keluarga=(HUSBAND, ORPHAN_AGE)), also(RUSDIN, jabatan="PJ_KADES"),
              also(SALMA, sumber_dana=SumberDana(jkk_jkm="APBDES_DD")),
              also(RUSDIN, jabatan="STAF", penghasilan=500_000)]
    for p in unsure:
        assert any("belum dikonfirmasi" in f.cara for f in check(p, KNOWN))
    sure = {"AGE_MAX_BPU": tuple(replace(limit, nilai=replace(limit.nilai, keyakinan="bersumber"))
                                 for limit in KNOWN.policy.usia["AGE_MAX_BPU"])}
    known = replace(KNOWN, policy=replace(KNOWN.policy, usia={**KNOWN.policy.usia, **sure}))
    found = [f.cara for f in check(unsure[0], known) if f.kode == "AGE_MAX_BPU"]
    assert found == ["Lihat tanggal lahir di KTP. Pilih orang lain bila benar."]


def test_the_post_names_the_usual_segment():
    p = also(SALMA, kelompok="ekosistem_desa", jabatan="BPD_KETUA")
    assert [f.pesan for f in check(p, KNOWN) if f.kode == "SEGMEN"] == ["Ketua BPD biasanya PU, terisi BPU."]


def test_the_minimum_of_the_regency_goes_before_that_of_the_province():
    umk = {("umk", "74.02"): (Dated(date(2026, 1, 1), None, Nilai("3400000", "rupiah", "-", "bersumber")),)}
    known = replace(KNOWN, policy=replace(KNOWN.policy, values={**KNOWN.policy.values, **umk}))
    p = also(RUSDIN, jabatan="STAF", penghasilan=500_000)
    assert [f.pesan for f in check(p, known) if f.kode == "UPAH_MIN"] == ["Upah Rp 500.000 di bawah UMK Rp 3.400.000."]
    assert [f.pesan for f in check(p, KNOWN) if f.kode == "UPAH_MIN"] == ["Upah Rp 500.000 di bawah UMP Rp 3.306.496."]
    other = replace(KNOWN, unit=replace(KNOWN.unit, kode="73.02.11.2017"))
    assert not [f for f in check(p, other) if f.kode == "UPAH_MIN"]


def test_what_is_missing_says_where_to_look():
    for kelompok, segmen in product(KELOMPOK, ("PU", "BPU")):
        for f in check(Peserta(kelompok=kelompok, segmen=segmen), KNOWN):
            assert re.search("salin|tulis|pilih|isi|centang|tanyakan", f.cara, re.I), (f.kolom, f.cara)


def test_every_rule_has_a_good_and_a_bad_example():
    assert {case[0] for case in CASES} == set(BY_CODE)
    assert len(BY_CODE) == len(RULES)


@pytest.mark.parametrize("p", [SALMA, RUSDIN, KADES])
def test_people_without_a_fault(p):
    assert check(p, KNOWN) == []


def said():
    return [finding for _, _, bad in CASES for finding in check(bad, KNOWN)]


def test_words_are_short_and_quiet():
    avoided = re.compile(r"!|sinkron|enkrip|hash|validasi|database|upload|\buser\b|\brecord\b|oops", re.I)
    for finding in said():
        for text in (finding.pesan, finding.cara, finding.singkat):
            assert text
            assert not avoided.search(text)
            assert all(len(sentence.split()) <= 16 for sentence in re.split(r"(?<=[.?]) ", text)), text
        # A number or a date beside the words does not count ("NIK kurang 1 angka").
        words = re.sub(r"\d+( [A-Z][a-z]{2}$)?", "", finding.singkat).split()
        assert len(words) <= 3, finding.singkat
        assert finding.pesan[-1] in ".?)"
        assert finding.cara[-1] == "."


def test_columns_are_fields():
    cells = {f"keluarga.{place}.{field.key}" for place in (0, 1) for field in FAMILY_FIELDS}
    for finding in said():
        assert finding.kolom
        assert set(finding.kolom) <= {*BY_KEY, "keluarga", *cells}


def test_a_fault_of_the_family_names_its_cell():
    p = also(SALMA, keluarga=(HUSBAND, ORPHAN_AGE))
    assert [f.kolom for f in check(p, KNOWN)] == [("keluarga.1.wali", "keluarga")]


def test_short_names_have_two_words_at_most():
    assert all(len(short(field.key).split()) <= 2 for field in FIELDS if field.key != "tanpa_hp"), [
        field.key for field in FIELDS if len(short(field.key).split()) > 2]


def test_worst_first_then_catalogue_order():
    p = also(SALMA, nik="740211540884941", nama_ibu="", no_kk="1", jenis_kelamin="L", hp="1", keluarga=())
    found = [(finding.tingkat, finding.kode) for finding in check(p, KNOWN)]
    order = [rule.kode for rule in RULES]
    assert found == sorted(found, key=lambda item: (item[0].rank, order.index(item[1])))
    assert [kode for _, kode in found] == ["NIK_LEN", "KK_LEN", "WAJIB", "AHLI_WARIS", "HP"]


def test_a_mend_mends():
    for kode, _, bad in CASES:
        for finding in check(bad, KNOWN):
            for mend in finding.mends:
                if mend.key:
                    mended = with_texts(bad, {mend.key: mend.text}, KNOWN.policy.lists)
                    assert finding not in check(mended, KNOWN), (kode, mend)
                    assert mend.key not in mended.mentah
                else:
                    assert (mend.text, finding.settleable) == (finding.kode, True)


def test_settled_findings_are_left_out_unless_they_block():
    settled = tuple(Pencocokan(kode=rule.kode, oleh="Sekretaris", waktu="2026-11-21T10:00") for rule in RULES)
    for _, _, bad in CASES:
        left = check(also(bad, dicocokkan=settled), KNOWN)
        assert left == [finding for finding in check(bad, KNOWN) if not finding.settleable]
        assert all(finding.tingkat is not Tingkat.PERIKSA or not finding.settleable for finding in left)


def test_a_year_that_differs_is_asked_as_a_year():
    finding = next(f for f in check(also(SALMA, tanggal_lahir=date(1985, 8, 14)), KNOWN) if f.kode == "NIK_DOB")
    assert finding.pesan == "Tahun lahir di NIK: 1984. Cocokkan dengan KTP."
    assert [(m.label, m.key, m.text) for m in finding.mends] == [
        ("Pakai 1984", "tanggal_lahir", "14/08/1984"), ("KTP: 1985", "", "NIK_DOB")]
    assert finding.kolom == ("tanggal_lahir", "nik")


@pytest.mark.parametrize(("p", "kode", "pesan", "singkat"), [
    (also(SALMA, no_kk="740211120310027"), "KK_LEN", "Nomor KK harus 16 angka, baru 15.", "KK kurang 1 angka"),
    (also(SALMA, nik="740211540884941"), "NIK_LEN", "NIK harus 16 angka, baru 15.", "NIK kurang 1 angka"),
    (also(SALMA, nik="7402110101809001"), "NIK_DUP_DESA", "NIK ini sudah dipakai Jumria (BPU-000012).", "NIK ganda"),
    (also(SALMA, keluarga=()), "AHLI_WARIS", "Belum ada ahli waris. JKM perlu paling sedikit satu.",
     "Ahli waris kosong"),
    (also(SALMA, nama_ibu=""), "WAJIB", "Nama ibu kandung belum diisi.", "Nama ibu kosong"),
    (also(SALMA, aktif_sampai=date(2026, 10, 31)), "MASA_IURAN", "Masa iuran berakhir 31 Oktober 2026.",
     "Lewat masa 31 Okt"),
    (with_texts(SALMA, {"nik": "7,40211E+15"}), "MENTAH", "Angka NIK hilang karena Excel (7,40211E+15).",
     "NIK rusak Excel"),
])
def test_copy(p, kode, pesan, singkat):
    assert (pesan, singkat) in [(f.pesan, f.singkat) for f in check(p, KNOWN) if f.kode == kode]


def test_a_text_that_did_not_parse_is_not_also_missing():
    p = with_texts(SALMA, {"tanggal_lahir": "besok", "nik": "7.40211E+15", "penghasilan": "banyak"})
    assert [(f.kode, f.kolom) for f in check(p, KNOWN)] == [
        ("MENTAH", ("tanggal_lahir",)), ("MENTAH", ("nik",)), ("MENTAH", ("penghasilan",))]


def test_a_text_of_a_family_row_is_named_too():
    p = also(SALMA, mentah={"keluarga.0.nik": "7.40211E+15", "keluarga.1.tanggal_lahir": "besok",
                            "persetujuan.tanggal": "kemarin"})
    assert [(f.singkat, f.kolom) for f in check(p, KNOWN)] == [
        ("NIK rusak Excel", ("keluarga.0.nik",)), ("Tanggal lahir salah", ("keluarga.1.tanggal_lahir",)),
        ("Tanggal persetujuan salah", ("persetujuan.tanggal",))]


def test_an_empty_record_is_only_incomplete():
    assert {f.tingkat for f in check(Peserta(), KNOWN)} == {Tingkat.KURANG}


TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([field.key for field in FIELDS]), TEXTS | st.from_regex(r"\A[0-9/.]{1,18}\Z")))
def test_rules_never_raise(texts):
    for finding in check(with_texts(SALMA, texts, KNOWN.policy.lists), KNOWN):
        assert finding.pesan


def test_the_page_of_rules_is_up_to_date():
    page = Path(__file__).parents[2] / "docs" / "aturan.md"
    assert page.read_text(encoding="utf-8") == markdown(), "write jamsos_desktop.rules.table.markdown() there"
