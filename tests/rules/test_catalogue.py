"""Every rule with a person it leaves alone and a person it finds, and the words it says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_cases import CASES, KADES, ORPHAN_AGE, OTHERWISE, PAPERS, also
from rule_people import HUSBAND, KNOWN, RUSDIN, SALMA

from jamsos_desktop.model.fields import BY_KEY, FAMILY_FIELDS, FIELDS
from jamsos_desktop.model.findings import Finding, Tingkat
from jamsos_desktop.model.parse import with_texts
from jamsos_desktop.model.records import KELOMPOK, Pencocokan, Peserta, SumberDana
from jamsos_desktop.policy import load_policy
from jamsos_desktop.policy.records import Dated, Nilai
from jamsos_desktop.rules import RULES, Seat, catalogue, check
from jamsos_desktop.rules.kinds import Rule, short
from jamsos_desktop.rules.names import in_full, without_title
from jamsos_desktop.rules.table import MEANT, guide, markdown

BY_CODE = {rule.kode: rule for rule in RULES}


def found_of(kode: str, p: Peserta) -> list[Finding]:
    """What is found on a person, knowing what this rule needs to know."""
    return check(p, OTHERWISE.get(kode, KNOWN))


def marked(p: Peserta) -> list[Finding]:
    """What is shown as something to do: everything but ``info``."""
    return [finding for finding in check(p, KNOWN) if finding.tingkat is not Tingkat.INFO]


@pytest.mark.parametrize(("kode", "good", "bad"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)])
def test_good_and_bad(kode, good, bad):
    assert kode not in {finding.kode for finding in found_of(kode, good)}
    found = [finding for finding in found_of(kode, bad) if finding.kode == kode]
    assert found
    assert {finding.tingkat for finding in found} == {BY_CODE[kode].tingkat}


# code, someone whom a rule that only asks holds back for once, because no paper could be made
BLOCKING = [
    ("HP", also(SALMA, hp="tidak ada")), ("HP", also(SALMA, hp="081299000417081")),
    ("KPJ", also(SALMA, pernah_peserta="ya", kpj="12345678901234")),
    ("MULAI", also(SALMA, mulai=date(1984, 8, 13))),
    ("MULAI", also(SALMA, mulai=date(2015, 6, 30))), ("MULAI", also(RUSDIN, mulai=date(2015, 6, 30))),
    ("KELUAR_AWAL", also(SALMA, keluar_tanggal=date(1984, 8, 13), keluar_sebab="pindah")),
    ("KELUAR_AWAL", also(SALMA, keluar_tanggal=date(2026, 11, 22), keluar_sebab="meninggal")),
]


@pytest.mark.parametrize(("kode", "bad"), BLOCKING)
def test_what_cannot_be_printed_is_wrong(kode, bad):
    settled = also(bad, dicocokkan=(Pencocokan(kode=kode, oleh="Sekretaris", waktu="2026-11-21T10:00"),))
    for p in (bad, settled):
        assert [(f.kode, f.tingkat) for f in check(p, KNOWN) if f.tingkat.blocks] == [(kode, Tingkat.SALAH)]


def test_the_longest_number_that_fits_is_only_asked_about():
    assert {f.tingkat for f in marked(also(SALMA, hp="08129900041708"))} <= {Tingkat.PERIKSA}
    assert marked(also(SALMA, pernah_peserta="ya", permohonan="ubah", kpj="1234567890123")) == []


def test_every_rule_that_is_written_is_in_the_catalogue():
    subjects = [module for module in vars(catalogue).values() if isinstance(module, ModuleType)]
    written = {one.kode for module in subjects for one in vars(module).values() if isinstance(one, Rule)}
    assert len(subjects) > 10
    assert written == set(BY_CODE)


def test_one_settled_question_leaves_the_others():
    p = also(SALMA, rekening="0123", nama_rekening="LA ODE HASAN")
    settled = also(p, dicocokkan=(Pencocokan(kode="REK", oleh="Sekretaris", waktu="2026-11-21T10:00"),))
    assert [f.kode for f in marked(p)] == ["REK", "REK_BANK", "REK_NAMA"]
    assert [f.kode for f in marked(settled)] == ["REK_BANK", "REK_NAMA"]


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
    assert check(also(p, berkas={**PAPERS, "SK": "ada"}), KNOWN) == []


def said():
    return [finding for kode, _, bad in CASES for finding in found_of(kode, bad)]


def test_what_is_only_told_marks_and_blocks_nothing():
    """A paper that is not there yet, a decile not looked up: no problem, no count, and nothing to settle."""
    told = {rule.kode for rule in RULES if rule.tingkat is Tingkat.INFO}
    assert told == {"NIK_REGION", "KTP_LAMA", "SK_AKAN_BERAKHIR", "DESIL_KOSONG", "PERIODE", "AHLI_WARIS_TIDAK_ADA",
                    "KELUAR_LUNAS", "BERKAS"}
    for finding in said():
        if finding.kode in told:
            assert (finding.tingkat, finding.settleable, finding.mends) == (Tingkat.INFO, False, ())


def test_an_acting_post_that_ends_soon_is_told():
    known = replace(KNOWN, seats=(Seat("Plt Sekretaris Desa", date(2026, 12, 10)), Seat("Pj", date(2027, 12, 10))))
    assert [f.pesan for f in check(RUSDIN, known) if f.kode == "SK_AKAN_BERAKHIR"] == [
        "Plt Sekretaris Desa berakhir 10 Desember 2026."]


def test_a_paper_is_asked_of_those_whom_the_district_names():
    berkas = tuple(replace(b, perlu={**b.perlu, "pekerja_rentan": "W"}) if b.kode == "FOTO" else b
                   for b in KNOWN.policy.berkas)
    known = replace(KNOWN, policy=replace(KNOWN.policy, berkas=berkas))
    assert [f.pesan for f in check(also(SALMA, berkas=PAPERS), known)] == ["Belum ada di map: Pas foto."]
    assert [f.pesan for f in check(SALMA, known) if f.kode == "BERKAS"] == [
        "Belum ada di map: Formulir bertanda tangan, Fotokopi KTP, Fotokopi KK, Pas foto dan 1 lagi."]


def test_a_rule_without_its_parameter_says_nothing():
    gone = {"desil_rentan", "desil_berlaku", "masa_rentan", "hari_akan_berakhir"}
    kept = {key: periods for key, periods in KNOWN.policy.values.items() if key[0] not in gone}
    known = replace(KNOWN, policy=replace(KNOWN.policy, values=kept))
    for kode in ("DESIL_TINGGI", "PERIODE", "SK_AKAN_BERAKHIR"):
        bad = next(case[2] for case in CASES if case[0] == kode)
        assert kode not in {f.kode for f in check(bad, known)}


# The rules of the field list that concern a person, by severity; the others (the same NIK in two villages, the cells
# and rows of a workbook) are held by the district and by the export.
FIELD_LIST = {
    Tingkat.SALAH: "NIK_LEN NIK_EQ_KK NIK_DUP_DESA KK_LEN NAMA IBU DOB AGE_MAX_BPU AGE_MIN JOB_EXCL KODEPOS PKWT_END",
    Tingkat.KURANG: "WAJIB",
    Tingkat.PERIKSA: "NIK_DOB NIK_SEX NIK_SERIAL AGE_PERANGKAT DOUBLE HP REK KPJ NPWP UPAH_MIN",
    Tingkat.INFO: "NIK_REGION",
}


def test_the_field_list_is_covered_with_its_severities():
    for tingkat, codes in FIELD_LIST.items():
        assert {code: BY_CODE[code].tingkat for code in codes.split()} == dict.fromkeys(codes.split(), tingkat)


def test_the_limits_the_guide_names_are_those_of_the_bundled_policy():
    """What a district may change stands in the words only as what the program brings along ("bawaan")."""
    policy = load_policy()
    ages = {kode: [limit for one in periods for limit in (one.nilai.termuda, one.nilai.tertua) if limit is not None]
            for kode, periods in policy.usia.items()}
    values = {"AHLI_WARIS_ANAK": "umur_wali", "DESIL_TINGGI": "desil_rentan", "DESIL_LAMA": "desil_berlaku",
              "PERIODE": "masa_rentan"}
    wanted = ages | {kode: [int(policy.value(key, "", KNOWN.today).teks)] for kode, key in values.items()}
    for kode, limits in wanted.items():
        assert [int(n) for n in re.findall(r"[0-9]+", BY_CODE[kode].apa.partition("(bawaan")[2])] == limits, kode
        assert not re.search("[0-9]", BY_CODE[kode].apa.partition("(bawaan")[0] + BY_CODE[kode].cara), kode


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


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kode)
def test_a_rule_says_what_it_asks_how_to_mend_it_and_from_where(rule):
    assert re.fullmatch("[A-Z][A-Z_]+", rule.kode)
    assert len(rule.sumber) > 3
    for text in (rule.apa, rule.cara):
        assert text[0].isupper()
        assert text[-1] == "."
    assert set(rule.kolom) <= {*BY_KEY, "keluarga", "berkas", "persetujuan", "*"}


def test_columns_are_fields():
    cells = {f"keluarga.{place}.{field.key}" for place in (0, 1) for field in FAMILY_FIELDS}
    for finding in said():
        assert finding.kolom
        assert set(finding.kolom) <= {*BY_KEY, "keluarga", "berkas", "persetujuan", *cells}


def test_a_fault_of_the_family_names_its_cell():
    p = also(SALMA, keluarga=(HUSBAND, ORPHAN_AGE))
    assert [f.kolom for f in marked(p)] == [("keluarga.1.wali", "keluarga")]


def test_short_names_have_two_words_at_most():
    assert all(len(short(field.key).split()) <= 2 for field in FIELDS if field.key != "tanpa_hp"), [
        field.key for field in FIELDS if len(short(field.key).split()) > 2]


def test_worst_first_then_catalogue_order():
    p = also(SALMA, nik="740211540884941", nama_ibu="", no_kk="1", jenis_kelamin="L", hp="1", keluarga=())
    found = [(finding.tingkat, finding.kode) for finding in marked(p)]
    order = [rule.kode for rule in RULES]
    assert found == sorted(found, key=lambda item: (item[0].rank, order.index(item[1])))
    assert [kode for _, kode in found] == ["NIK_LEN", "KK_LEN", "WAJIB", "AHLI_WARIS", "HP"]
    assert check(p, KNOWN)[-1].tingkat is Tingkat.INFO


def test_a_mend_mends():
    for kode, _, bad in CASES:
        for finding in found_of(kode, bad):
            for mend in finding.mends:
                if mend.key:
                    mended = with_texts(bad, {mend.key: mend.text}, KNOWN.policy.lists)
                    assert finding not in found_of(kode, mended), (kode, mend)
                    assert mend.key not in mended.mentah
                else:
                    assert (mend.text, finding.settleable) == (finding.kode, True)


def test_settled_findings_are_left_out_unless_they_block():
    settled = tuple(Pencocokan(kode=rule.kode, oleh="Sekretaris", waktu="2026-11-21T10:00") for rule in RULES)
    for kode, _, bad in CASES:
        left = found_of(kode, also(bad, dicocokkan=settled))
        assert left == [finding for finding in found_of(kode, bad) if not finding.settleable]
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
    assert [(f.kode, f.kolom) for f in marked(p)] == [
        ("MENTAH", ("tanggal_lahir",)), ("MENTAH", ("nik",)), ("MENTAH", ("penghasilan",))]


def test_a_text_of_a_family_row_is_named_too():
    p = also(SALMA, mentah={"keluarga.0.nik": "7.40211E+15", "keluarga.1.tanggal_lahir": "besok",
                            "persetujuan.tanggal": "kemarin"})
    assert [(f.singkat, f.kolom) for f in marked(p)] == [
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


@pytest.mark.parametrize(("page", "made"), [("aturan.md", markdown), ("panduan/yang-diperiksa.md", guide)])
def test_the_pages_of_rules_are_up_to_date(page, made):
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    assert text == made(), "run python -m jamsos_desktop.rules.table"


def test_the_guide_names_every_rule_once_under_its_level():
    text = guide()
    for rule in RULES:
        title = MEANT[rule.tingkat][0]
        section = text.partition(f"## {title}\n")[2].partition("\n## ")[0]
        assert section.count(f"| {rule.apa} | {rule.cara} |") == 1, rule.kode
    assert text.count("\n| ") == len(RULES) + len(MEANT)
