"""Lists as clerks write them: what a column is taken for, and what it must never be taken for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from kinds_of_workbooks import sheet_of
from taking import reading

from jamsos_desktop.intake import Intake, Layout, recognise, take_rows
from jamsos_desktop.intake.titles import meaning
from jamsos_desktop.jobs import run_to_end

KK, KK2 = "7402110101079001", "7402110101079003"
DIO, SITI, BASO = "7402111203819001", "7402115203849002", "7402111102659003"


def took(*rows: Sequence[object], merged: Sequence[tuple[int, int, int, int]] = ()) -> tuple[Layout, Intake]:
    sheet = sheet_of(rows, merged)
    layout = recognise(sheet)
    return layout, run_to_end(take_rows(sheet, layout, reading()))


def names(intake: Intake) -> list[tuple[str, str]]:
    return [(row.texts.get("nama", ""), row.texts.get("nik", "")) for row in intake.rows]


@pytest.mark.parametrize("head", ["Nama KK", "Nama Kepala Keluarga", "KEPALA KELUARGA"])
def test_a_member_never_gets_the_name_of_the_head_of_the_family(head: str) -> None:
    for own in ("Nama anggota", "Nama", "Nama ART"):
        _, intake = took(("No KK", head, own, "NIK"), (KK, "LA DIO", "LA DIO", DIO), (KK, "LA DIO", "WA SITI", SITI))
        assert names(intake) == [("LA DIO", DIO), ("WA SITI", SITI)]


def test_the_head_is_nobody_where_members_are_named_in_unknown_words_or_not_at_all() -> None:
    _, intake = took(("No KK", "Nama KK", "ART", "NIK"), (KK, "LA DIO", "LA DIO", DIO), (KK, "LA DIO", "WA SITI", SITI))
    assert names(intake) == [("", DIO), ("", SITI)]
    _, intake = took(("Nama Kepala Keluarga", "NIK", "Hubungan"), ("LA DIO", DIO, "KK"), ("LA DIO", SITI, "Istri"),
                     ("BASO", BASO, "KK"))
    assert names(intake) == [("", DIO), ("", SITI), ("", BASO)]


def test_in_a_list_of_families_the_heads_are_the_people() -> None:
    layout, intake = took(("No", "Nama Kepala Keluarga", "NIK Kepala Keluarga", "No KK"),
                          ("1", "LA DIO", DIO, KK), ("2", "BASO", BASO, KK2))
    assert layout.kepala == 0
    assert names(intake) == [("LA DIO", DIO), ("BASO", BASO)]
    _, intake = took(("Nama", "NIK KK", "Alamat"), ("WA SITI", DIO, "Jl. Poros"))
    assert names(intake) == [("WA SITI", "")]


@pytest.mark.parametrize("title", ["No KKS", "Nomor KKS", "No NIB", "Nomor NIP", "No KPM", "Nama Kades", "Nama Marga",
                                   "No. Identitas KK", "Status KK"])
def test_another_word_is_no_slip_of_a_known_one(title: str) -> None:
    assert meaning(title, "", True) in (None, ("",))


def test_a_slip_in_a_long_word_is_forgiven() -> None:
    assert meaning("Nama Pekrja", "", True) == ("nama",)
    assert meaning("Nma Lengkap", "", True) == ("nama",)
    assert meaning("Tangal Lahir", "", True) == ("tanggal_lahir",)


@pytest.mark.parametrize("order", [("No. KK", "NIK"), ("NIK", "No. KK")])
def test_the_kk_under_a_common_title_is_no_nik(order: tuple[str, str]) -> None:
    numbers = {"NIK": DIO, "No. KK": KK}
    row = ("1", "LA DIO", *(numbers[one] for one in order))
    _, intake = took(("No", "Nama", "Identitas", ""), ("", "", *order), row,
                     merged=((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4)))
    assert [(row.texts["nik"], row.texts["no_kk"]) for row in intake.rows] == [(DIO, KK)]


def test_a_list_without_titles_gives_no_status_and_no_wage_by_small_numbers() -> None:
    layout, intake = took(("1", "ANDI TENRI", SITI, "v", "93351"), ("2", "LA DIO", DIO, "x", "93351"),
                          ("3", "BASO", BASO, "v", "93351"))
    assert {column.sasaran for column in layout.columns} == {"", "nama", "nik"}
    assert names(intake) == [("ANDI TENRI", SITI), ("LA DIO", DIO), ("BASO", BASO)]


def test_a_birth_date_in_three_columns() -> None:
    _, intake = took(("Nama", "NIK", "Tgl", "Bln", "Thn"), ("LA DIO", DIO, "12", "3", "1981"),
                     ("WA SITI", SITI, "12", "Maret", "1984"), ("LA ODE", "", "", "", ""),
                     ("BASO", BASO, "11", "02", "65"))
    assert [row.texts.get("tanggal_lahir") for row in intake.rows] == ["12-3-1981", "12 Maret 1984", None, "11/02/1965"]
    _, intake = took(("Nama", "NIK", "Tanggal Lahir", "", ""), ("", "", "Tgl", "Bln", "Thn"),
                     ("LA DIO", DIO, "12", "3", "1981"), merged=((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 5)))
    assert [row.texts["tanggal_lahir"] for row in intake.rows] == ["12-3-1981"]


def test_the_day_of_a_payment_is_no_birth_date() -> None:
    layout, _ = took(("Nama", "NIK", "Tanggal", "Bulan", "Tahun"), ("LA DIO", DIO, "5", "11", "2026"),
                     ("WA SITI", SITI, "5", "11", "2026"))
    assert "tanggal_lahir" not in layout.fields


@pytest.mark.parametrize(("title", "text", "wage"), [
    ("Upah (ribuan)", "900", "900.000"), ("Penghasilan (Rp.000)", "1.500", "1.500.000"),
    ("Gaji (x 1.000)", "750", "750.000"),
    ("Upah (juta)", "1,5", "1.500.000"), ("Upah (ribuan)", "900.000", "900.000"), ("Upah (Rp)", "900", "900"),
    ("Upah (misal 1.000.000)", "900", "900")])
def test_wages_are_counted_as_their_title_says(title: str, text: str, wage: str) -> None:
    _, intake = took(("Nama", "NIK", title), ("LA DIO", DIO, text))
    assert intake.rows[0].texts["penghasilan"] == wage
    assert (wage != text) == any(note.jenis == "rupiah" for note in intake.rows[0].notes)


def test_name_and_nik_in_one_cell() -> None:
    _, intake = took(("No", "Nama / NIK"), ("1", f"Andi Tenri / {SITI}"), ("2", "La Dio (NIK 740211 120381 9001)"),
                     ("3", "Sumber"))
    assert names(intake) == [("Andi Tenri", SITI), ("La Dio", "740211 120381 9001"), ("Sumber", "")]
    _, intake = took(("Daftar pekerja rentan",), (f"1. Andi Tenri - {SITI}",), (f"2. La Dio - {DIO}",), ("3. Wa Ode",),
                     ("NB: yang belum lapor segera",))
    assert names(intake) == [("Andi Tenri", SITI), ("La Dio", DIO), ("Wa Ode", "")]
    assert [number for number, _ in intake.dilewati] == [1, 5]


def test_of_two_numbers_beside_a_name_and_of_a_kk_none_is_the_nik() -> None:
    _, intake = took(("No", "Nama / NIK"), ("1", f"Andi Tenri {SITI}"), ("2", f"La Dio {DIO} {BASO}"),
                     ("3", f"Basri, KK {KK}"))
    assert [nik for _, nik in names(intake)] == [SITI, "", ""]
    assert [mend.teks for mend in intake.rows[1].notes[0].mends] == [DIO, BASO]


def test_a_widow_is_not_told_from_a_divorced_one_in_silence() -> None:
    _, intake = took(("Nama", "NIK", "Status kawin"), ("WA SITI", SITI, "Janda"))
    assert {mend.teks for mend in intake.rows[0].notes[0].mends} == {"cerai_mati", "cerai_hidup"}


def test_a_nik_written_in_groups_still_tells_the_birth_date() -> None:
    _, intake = took(("Nama", "NIK", "Tgl Lahir"), ("LA DIO", "740211-120381-9001", "12-03-81"))
    assert intake.rows[0].texts["tanggal_lahir"] == "12/03/1981"


def test_who_is_numbered_and_described_is_somebody_whatever_the_name() -> None:
    head = ("No", "Nama", "Jabatan", "Tgl Lahir")
    _, intake = took(head, ("1", "Petugas", "Kader", ""), ("2", "Maret", "Kader", ""), ("3", "Total", "Kader", ""),
                     ("4", "Jumlah", "", "12-05-1975"), ("", "Jumlah", "4", ""), ("", "Mengetahui", "", ""))
    assert [nama for nama, _ in names(intake)] == ["Petugas", "Maret", "Total", "Jumlah"]
    assert [number for number, _ in intake.dilewati] == [6, 7]


def test_a_card_for_life_is_no_damage() -> None:
    _, intake = took(("Nama", "NOMOR_IDENTITAS", "MASA_LAKU_IDENTITAS"), ("LA DIO", DIO, "SEUMUR HIDUP"))
    assert "masa_laku" not in intake.rows[0].texts
    assert [note.tingkat for note in intake.rows[0].notes] == ["diganti"]


@pytest.mark.parametrize(("title", "relation"), [("Nama Istri", "istri"), ("Suami", "suami"), ("Suami/Istri", "suami")])
def test_a_title_says_who_the_spouse_is_before_the_sex_does(title: str, relation: str) -> None:
    _, intake = took(("Nama", "NIK", title), ("SITI", SITI, "BASRI"))
    assert [kin.hubungan for kin in intake.rows[0].keluarga] == [relation]


def test_the_second_table_of_a_family_card_holds_nobody() -> None:
    head = ("No", "Nama Lengkap", "NIK", "Jenis Kelamin", "Tempat Lahir", "Tanggal Lahir")
    other = ("No", "Status Perkawinan", "Status Hubungan dalam Keluarga", "Kewarganegaraan", "Nama Ayah", "Nama Ibu")
    dio = ("1", "LA DIO", DIO, "LAKI-LAKI", "RAHA", "12-03-1981")
    _, intake = took(head, dio, ("2", "WA ODE", "", "", "", ""), other,
                     ("1", "KAWIN", "KEPALA KELUARGA", "WNI", "LA B", "WA A"),
                     ("2", "KAWIN", "ISTRI", "WNI", "LA C", "WA D"),
                     ("No", "Nama", "NIK", "Jenis Kelamin", "Tempat Lahir", "Tgl Lahir"),
                     ("1", "BASO", "", "L", "", ""))
    assert [nama for nama, _ in names(intake)] == ["LA DIO", "WA ODE", "BASO"]
    assert len(intake.rows) + len(intake.dilewati) == 7


def test_two_phone_numbers_are_never_one() -> None:
    _, intake = took(("Nama", "NIK", "HP"), ("LA DIO", DIO, "0812345678/0853111"), ("WA SITI", SITI, "0812-9900-2610"))
    assert [[note.kolom for note in row.notes] for row in intake.rows] == [[2], []]
