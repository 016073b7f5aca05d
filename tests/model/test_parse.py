"""What clerks and workbooks write, and the value each becomes, or why it cannot become one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamsos_desktop.model.fields import BY_KEY, FAMILY_FIELDS, FIELDS, Kind
from jamsos_desktop.model.parse import (
    clean,
    code_of,
    group_nik,
    parse,
    text_of,
    to_text,
    value_of,
    with_texts,
    with_value,
)
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.policy import load_policy

LISTS = load_policy().lists
AUGUST, NEW_YEAR = date(1984, 8, 14), date(1980, 12, 31)

READ = [
    ("penghasilan", [
        ("900.000", 900_000), ("900000", 900_000), ("900,000", 900_000), ("900 000", 900_000), ("0", 0),
        ("Rp 1.000.000,-", 1_000_000), ("Rp1.000.000,00", 1_000_000), ("rp. 900.000", 900_000),
        ("Rp2,000,000,-", 2_000_000), ("1.000.000,--", 1_000_000), ("IDR 900.000", 900_000),
        ("Rp 900.000/bulan", 900_000), ("900.000 per bulan", 900_000), ("900000.0", 900_000), ("900000.00", 900_000),
        ("1,000,000.00", 1_000_000), ("1000,0", 1_000), ("1.500,0", 1_500), ("999.999.999.999", 999_999_999_999),
    ]),
    ("tanggal_lahir", [
        ("14/08/1984", AUGUST), ("14-8-1984", AUGUST), ("14.08.1984", AUGUST), ("14 08 1984", AUGUST),
        ("14 - 08 - 1984", AUGUST), ("14081984", AUGUST), ("1984-08-14", AUGUST), ("1984/08/14", AUGUST),
        ("1984-8-14", AUGUST), ("1984-08-14 00:00:00", AUGUST), ("1984-08-14T00:00:00", AUGUST),
        ("14/08/1984 00:00", AUGUST), ("14 Agustus 1984", AUGUST), ("14-Agu-1984", AUGUST), ("14 AGT 1984", AUGUST),
        ("14 Aug 1984", AUGUST), ("14 August 1984", AUGUST), ("31 Desember 1980", NEW_YEAR), ("31-Des-1980", NEW_YEAR),
        ("31 Dec 1980", NEW_YEAR), ("29/02/2000", date(2000, 2, 29)), ("1 Nopember 1999", date(1999, 11, 1)),
        ("2 Pebruari 1999", date(1999, 2, 2)), ("3 Mei 1999", date(1999, 5, 3)),
    ]),
    ("mulai", [
        ("12/2026", date(2026, 12, 1)), ("2026-12", date(2026, 12, 1)), ("Desember 2026", date(2026, 12, 1)),
        ("1/12/2026", date(2026, 12, 1)),
    ]),
    ("mulai_bekerja", [("1/2023", date(2023, 1, 1)), ("012010", date(2010, 1, 1))]),
    ("nik", [
        ("7402115408849417", "7402115408849417"), ("740211 540884 9417", "7402115408849417"),
        ("740211.540884-9417", "7402115408849417"), ("'7402115408849417", "7402115408849417"),
        ("7402115408849417.0", "7402115408849417"), ("7402115408849417;", "7402115408849417"),
        ("740211540884941", "740211540884941"), ("74021154088494177", "74021154088494177"),
    ]),
    ("hp", [
        ("081299000417", "081299000417"), ("0812-9900-0417", "081299000417"), ("0812/9900/0417", "081299000417"),
        ("+62 812-9900-0417", "081299000417"), ("+62 0812 9900 0417", "081299000417"),
        ("6281299000417", "081299000417"), ("0062 81299000417", "081299000417"), ("81299000417", "081299000417"),
        ("81299000417.0", "081299000417"), ("620812", "0812"), ("(0401) 3123456", "04013123456"), ("-", ""),
        ("+60123456789", "+60123456789"),
    ]),
    ("tanpa_hp", [
        ("ya", True), ("Ya.", True), ("x", True), ("V", True), ("✓", True), ("✔", True), ("benar", True), ("1", True),
        ("TRUE", True), ("", False), ("tidak", False), ("-", False), ("0", False), ("FALSE", False),
    ]),
    ("program", [
        ("JKK JKM", ("JKK", "JKM")), ("jkk, jkm", ("JKK", "JKM")), ("JKK dan JKM", ("JKK", "JKM")),
        ("JKK & JKM", ("JKK", "JKM")), ("JHT+JKM+JKK", ("JKK", "JKM", "JHT")), ("JKM JKM", ("JKM",)), ("", ()),
    ]),
    ("jenis_kelamin", [("L", "L"), ("laki-laki", "L"), ("LAKI - LAKI", "L"), ("Lk.", "L"), ("W", "P"), ("P ", "P")]),
    ("golongan_darah", [("A-", "A-"), ("A -", "A-"), ("ab", "AB"), ("O +", "O+"), ("-", "tidak_tahu"), ("0", "O")]),
    ("status_kawin", [("belum-kawin", "belum_kawin"), ("TK", "belum_kawin"), ("K", "kawin"), ("Menikah", "kawin")]),
    ("kelompok", [("non-asn", "non_asn"), ("Non ASN", "non_asn"), ("PERANGKAT DESA", "perangkat_desa")]),
    ("periode_bayar", [("6", 6), ("6 bulan", 6), ("6 bln", 6), ("", None)]),
    ("sumber_dana.jkk_jkm", [("ADD", "APBDES_ADD"), ("APBD Kab. Konawe", "APBD_KAB"), ("Dana Desa", "APBDES_DD")]),
    ("jabatan", [("kaur keuangan", "KAUR_KEU"), ("Kepala Urusan Umum", "KAUR_TU"), ("KADUS", "KADUS")]),
    ("desil", [("3", 3), ("3.0", 3), ("0", 0), ("", None)]),
    ("rt", [("3", "3"), ("003", "003"), ("3.0", "3")]),
    ("kode_pos", [("93.351", "93351"), ("93351", "93351")]),
    ("npwp", [("09.254.294.3-407.000", "092542943407000")]),
    ("kpj", [("1234567890123", "1234567890123"), ("12345678901234", None)]),
    ("nama", [("Wa  Ode\tSalma", "WA ODE SALMA"), ("ma'ruf", "MA'RUF"), ("sal\u00adma\u200b", "SALMA")]),
    ("alamat", [(" Jl.\u00a0Poros\n2 ", "Jl. Poros 2"), ("x" * 121, None)]),
]

REFUSED = [
    ("penghasilan", ["900.000,000", "900,000.000", "1.000.00", "1.23.456", "12.34", "1.5", "1,5", "900,50", "900,00",
                     "5,00", "1.0", "2.022.200,5", "2 juta", "900rb", "-5", "-", "1e6", "9.0E5", "٩٠٠",
                     "1.000.000.000.000", "Rp"]),
    ("tanggal_lahir", ["1/1/99", "14-Agu-84", "29/2/2001", "00/01/1980", "8/14/1984", "12/1980", "44927", "²²²²²²²²",
                       "1a1b1980", "01--01--1980", "31//12/1980", "14 Agustusan 1984", "14 ju 1984", "1984-08/14",
                       "besok", "0000-01-01", "14/08/1984 09:30"]),
    ("nik", ["74O2115408849417", "7,40211E+15", "NIK 7402115408849417", "-", "７４０２１１５４０８８４９４１７"]),
    ("hp", ["tidak ada", "0812 9900 0417 (istri)", "0813, 0812", "0812990004170813990004170", "08²2"]),
    ("tanpa_hp", ["ada", "mungkin"]),
    ("program", ["semua", "JKK JP"]),
    ("status_kawin", ["Cerai", "astronot"]),
    ("desil", ["²", "3.5", "100"]),
    ("rt", ["1/2", "1234"]),
]


@pytest.mark.parametrize(("key", "text", "value"), [(key, *pair) for key, pairs in READ for pair in pairs])
def test_read(key, text, value):
    if value is None and text:
        with pytest.raises(ValueError, match=r"paling (banyak|panjang) \d+"):
            parse(BY_KEY[key], text, LISTS)
    else:
        found = parse(BY_KEY[key], text, LISTS)
        assert found == value
        assert type(found) is type(value)


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in REFUSED for text in texts])
def test_refused_in_plain_words(key, text):
    with pytest.raises(ValueError, match=r"\.$|Terisi|terisi|kalender|daftar") as caught:
        parse(BY_KEY[key], text, LISTS)
    said = str(caught.value)
    assert said.startswith(BY_KEY[key].label)
    assert "literal" not in said
    assert clean(text).casefold() in said.casefold() or "paling banyak" in said or "Program" in said


def test_what_does_not_parse_is_kept_as_typed():
    typed = {"penghasilan": "900.000,000", "program": "semua", "tanpa_hp": "ada", "nik": "74O2", "mulai": "besok"}
    p = with_texts(Peserta(program=("JKK",), tanpa_hp=True, penghasilan=5), typed, LISTS)
    assert dict(p.mentah) == typed
    assert (p.penghasilan, p.program, p.tanpa_hp, p.nik, p.mulai) == (None, (), False, "", None)
    assert [text_of(p, key) for key in typed] == list(typed.values())
    mended = with_texts(p, {"program": "JKK JKM", "penghasilan": "900.000"}, LISTS)
    assert (mended.program, mended.penghasilan, "program" in mended.mentah) == (("JKK", "JKM"), 900_000, False)


def test_an_emptied_field_is_empty():
    p = with_texts(Peserta(nama="SALMA", penghasilan=5, mentah={"mulai": "besok"}),
                   {"nama": " ", "penghasilan": "", "mulai": ""})
    assert (p.nama, p.penghasilan, p.mulai, dict(p.mentah)) == ("", None, None, {})


def test_funds_are_reached_inside():
    p = with_value(with_value(Peserta(), "sumber_dana.jht", "MANDIRI"), "sumber_dana.jkk_jkm", "APBN")
    assert (value_of(p, "sumber_dana.jht"), value_of(p, "sumber_dana.jkk_jkm")) == ("MANDIRI", "APBN")


@pytest.mark.parametrize(("text", "grouped"), [("", ""), ("740211", "740211"), ("7402115", "740211 5"),
                                               ("7402115408849417", "740211 540884 9417")])
def test_grouping(text, grouped):
    assert group_nik(text) == grouped


VALUES = {
    Kind.DATE: st.dates(), Kind.MONEY: st.integers(0, 999_999_999_999), Kind.NIK: st.from_regex(r"\A[0-9]{1,16}\Z"),
    Kind.YES: st.booleans(), Kind.CODES: st.sampled_from(((), ("JKK", "JKM"), ("JKK", "JKM", "JHT"))),
    Kind.NUMBER: st.integers(0, 99),
}


@settings(deadline=None)
@given(st.sampled_from([field for field in FIELDS if field.kind in VALUES]).flatmap(
    lambda field: st.tuples(st.just(field), VALUES[field.kind])))
def test_what_is_shown_reads_back(case):
    field, value = case
    assert parse(field, to_text(field, value), LISTS) == value


@settings(deadline=None)
@given(st.sampled_from(FIELDS + FAMILY_FIELDS), st.text(max_size=30) | st.from_regex(r"\A[0-9., /:-]{0,20}\Z"))
def test_any_text_is_read_or_refused_in_indonesian(field, text):
    said = ""
    try:
        parse(field, text, LISTS)
    except ValueError as error:
        said = str(error)
    assert not said or said.startswith((field.label, "Program"))


def test_hints_say_what_to_do_in_one_line():
    for field in FIELDS + FAMILY_FIELDS:
        assert len(field.hint) <= 60, field.key
        assert field.hint.endswith(".") or field.key == "tanpa_hp"
        assert field.hint not in ("Lihat KTP.", "Terbaca dari NIK.")


TYPED = st.dictionaries(st.sampled_from([field.key for field in FIELDS]),
                        st.sampled_from(("", "-", "900.000", "14/08/1984", "Kawin", "MANDIRI", "zzz", "ya", "JKK JKM",
                                         "3")),
                        max_size=8)


@settings(deadline=None, max_examples=60)
@given(TYPED, TYPED)
def test_many_texts_at_once_are_the_same_as_one_after_the_other(first, second):
    start = with_texts(Peserta(nama="SALMA", mentah={"mulai": "besok"}), first, LISTS)
    slow = start
    for key, text in second.items():
        slow = with_texts(slow, {key: text}, LISTS)
    assert with_texts(start, second, LISTS) == slow


def test_a_code_is_found_by_any_of_its_spellings():
    assert [code_of("golongan_darah", text, LISTS) for text in ("A -", "ab", "X")] == ["A-", "AB", None]
    assert code_of("pekerjaan", "Pedagang ikan", LISTS) == "IKAN_KELILING"
