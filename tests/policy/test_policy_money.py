"""Tables that money rests on: funds, parameters a pack lacks, gaps and overlaps of dates named by file and row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamsos_desktop.iuran import discount, dues
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.dues import WageBase, WageBases
from jamsos_desktop.model.records import KELOMPOK, PROGRAM, Peserta, SumberDana
from jamsos_desktop.policy import bundled_files, load_policy
from jamsos_desktop.problems import Problem

ON = date(2026, 11, 21)
POLICY = load_policy()


def rows_of(file):
    return bundled_files()[file].decode().splitlines()


def loaded(**tables):
    """The policy of a pack with these tables as lines, by file name without .csv."""
    return load_policy({**bundled_files(), **{f"{name}.csv": ("\n".join(lines) + "\n").encode()
                                              for name, lines in tables.items()}})


def refused(**tables):
    with pytest.raises(Problem) as caught:
        loaded(**tables)
    assert caught.value.kode == "KETENTUAN_RUSAK"
    return caught.value.apa


def test_every_fund_has_its_limits():
    assert list(POLICY.dana) == list(code_list("sumber_dana"))
    assert [kode for kode, fund in POLICY.dana.items() if fund.publik] == [
        "APBDES_ADD", "APBDES_PADES", "APBDES_DD", "APBD_KAB", "APBD_PROV", "APBN"]
    assert POLICY.fund("EMAS") is None
    assert POLICY.fund("") is None


@pytest.mark.parametrize(("fund", "untuk", "desil", "jabatan", "pembayar", "unsure"), [
    ("APBDES_ADD", "boleh boleh periksa boleh", None, "", "desa", True),
    ("APBDES_DD", "tidak tidak tidak boleh", 1, "", "desa", True),
    ("APBD_KAB", "boleh boleh boleh boleh", None, "", "dpmd", False),
    ("APBN", "periksa periksa periksa periksa", None, "", "dpmd", True),
    ("MANDIRI", "boleh boleh boleh boleh", None, "", "sendiri", True),
    ("POTONG_SILTAP", "boleh tidak tidak tidak", None, "siltap", "desa", True),
])
def test_a_fund(fund, untuk, desil, jabatan, pembayar, unsure):
    found = POLICY.fund(fund)
    assert " ".join(found.untuk[group] for group in KELOMPOK) == untuk
    assert (found.desil_maks, found.jabatan, found.pembayar, found.belum_dikonfirmasi) == (
        desil, jabatan, pembayar, unsure)


@pytest.mark.parametrize(("old", "new", "row", "says"), [
    ("APBN,ya", "APBX,ya", 7, "kode tidak mengenal"), ("CSR,tidak", "CSR,mungkin", 8, "publik tidak mengenal"),
    ("APBDES_ADD,ya,boleh", "APBDES_ADD,ya,bisa", 2, "perangkat_desa tidak mengenal"),
    ("boleh,1,", "boleh,11,", 4, "di luar 1 sampai 10"), (",siltap,desa", ",gaji,desa", 10, "jabatan tidak mengenal"),
    ("desa,sendiri", "desa,tetangga", 9, "pembayar tidak mengenal"),
    ("MANDIRI,tidak", "CSR,tidak", 9, "ditulis dua kali"),
])
def test_a_damaged_table_of_funds(old, new, row, says):
    text = "\n".join(rows_of("dana.csv"))
    assert old in text
    said = refused(dana=text.replace(old, new, 1).split("\n"))
    assert f"dana.csv baris {row}:" in said
    assert says in said


def test_a_fund_that_is_missing_would_be_allowed_everything():
    assert "sumber dana POTONG_SILTAP tidak ada" in refused(dana=rows_of("dana.csv")[:-1])


def test_an_older_pack_lacks_the_table_and_new_parameters():
    lines = [line for line in rows_of("parameter.csv") if not line.startswith(("bulan_", "ump,"))]
    files = {name: data for name, data in bundled_files().items() if name != "dana.csv"}
    old = load_policy({**files, "parameter.csv": ("\n".join(lines) + "\n").encode()})
    assert old.dana == POLICY.dana
    assert (old.amount("bulan_nonaktif", ON), old.amount("bulan_tunggakan_maks", ON)) == (Decimal(3), Decimal(3))
    assert old.value("ump", "74", ON).teks == "3306496"


def test_a_pack_that_sets_a_parameter_is_not_filled_up():
    lines = [line.replace("bulan_nonaktif,,3,", "bulan_nonaktif,,6,") for line in rows_of("parameter.csv")
             if not line.startswith("pu_dasar,non_asn")]
    pack = loaded(parameter=lines)
    assert pack.amount("bulan_nonaktif", ON) == 6
    assert pack.value("pu_dasar", "non_asn", ON) is None  # it names pu_dasar for others: the pack's answer is whole


@pytest.mark.parametrize(("old", "new", "says"), [
    ("bulan_nonaktif,,3,bulan", "bulan_nonaktif,,3,hari", "satuan bulan_nonaktif seharusnya bulan"),
    ("bulan_nonaktif,,3,bulan", "bulan_nonaktif,,121,bulan", "terlalu besar untuk bulan"),
    ("bulan_nonaktif,,3,bulan", "bulan_nonaktif,,-3,bulan", "bukan bilangan bulat"),
    ("perangkat_desa,siltap,dasar", "perangkat_desa,nominal,dasar", "nilai tidak mengenal"),
])
def test_a_damaged_parameter(old, new, says):
    text = "\n".join(rows_of("parameter.csv"))
    assert old in text
    assert says in refused(parameter=text.replace(old, new, 1).split("\n"))


@pytest.mark.parametrize("pilihan", ["siltap", "upah", "ump", "umk"])
def test_a_district_sets_the_wage_base(pilihan):
    lines = [line.replace("pu_dasar,perangkat_desa,siltap", f"pu_dasar,perangkat_desa,{pilihan}")
             for line in rows_of("parameter.csv")]
    assert loaded(parameter=lines).value("pu_dasar", "perangkat_desa", ON).teks == pilihan


TABLES = [("tarif_pu", 1), ("parameter", 4), ("siltap", 1), ("usia", 1)]


@pytest.mark.parametrize(("table", "at"), TABLES)
@pytest.mark.parametrize(("until", "since", "says"), [
    ("2026-06-30", "2026-06-30", "bertumpuk"), ("", "2027-01-01", "bertumpuk"),
    ("2026-06-30", "2026-08-01", "terputus"),
    ("2026-06-30", "2026-07-01", ""),
])
def test_gap_and_overlap_of_every_dated_table(table, at, until, since, says):
    lines = rows_of(f"{table}.csv")
    head, first = lines[0].split(","), lines[at]
    start = next(cell for cell in first.split(",") if cell[:2] == "20" and cell[4:5] == "-")
    assert head.index("berlaku_sampai") == head.index("berlaku_mulai") + 1
    lines[at] = first.replace(f"{start},,", f"{start},{until},")
    lines.append(first.replace(f"{start},,", f"{since},,"))
    if not says:
        loaded(**{table: lines})
        return
    said = refused(**{table: lines})
    assert f"{table}.csv baris {len(lines)}:" in said
    assert says in said


@pytest.mark.parametrize(("until", "since", "says"), [
    ("2026-06-30", "2026-06-30", "bertumpuk"), ("", "2027-01-01", "bertumpuk"),
    ("2026-06-30", "2026-08-01", "terputus"),
])
def test_gap_and_overlap_of_the_bpu_table(until, since, says):
    head, *rows = rows_of("iuran_bpu.csv")
    old = [row.replace("2015-07-01,,", f"2015-07-01,{until},") for row in rows]
    new = [row.replace("2015-07-01,,", f"{since},,") for row in rows]
    said = refused(iuran_bpu=[head, *old, *new])
    assert f"iuran_bpu.csv baris {len(rows) + 2}:" in said
    assert says in said


@pytest.mark.parametrize(("days", "fits"), [
    ("2026-12-31,2027-03-31", False), ("2026-01-01,2026-05-01", False), ("2026-05-01,", False),
    ("2027-01-01,2027-06-30", True), ("2028-01-01,", True), ("2025-01-01,2026-03-31", True),
])
def test_rows_of_one_discount_never_overlap_but_may_leave_a_gap(days, fits):
    lines = rows_of("diskon.csv")
    again = lines[2].replace("2026-04-01,2026-12-31", days)
    assert again != lines[2]
    if fits:
        assert len(loaded(diskon=[*lines, again]).diskon) == 3
    else:
        assert "diskon.csv baris 4: masa berlaku bertumpuk dengan baris PP50_LAIN yang lain" in \
            refused(diskon=[*lines, again])
    assert len(loaded(diskon=[*lines, again.replace("PP50_LAIN", "LAIN_LAGI")]).diskon) == 3  # another discount


@settings(deadline=None, max_examples=80)
@given(st.sampled_from([kode for kode, fund in POLICY.dana.items() if fund.publik]), st.sampled_from(PROGRAM),
       st.sampled_from(("PU", "BPU")), st.sampled_from(("", "OJEK", "NELAYAN")), st.sampled_from((1, 3, 6, 12)),
       st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_public_money_never_gets_a_discount(fund, program, segmen, job, months, start):
    p = Peserta(kelompok="pekerja_rentan", segmen=segmen, pekerjaan=job, sumber_dana=SumberDana(jkk_jkm=fund, jht=fund))
    assert discount(p, POLICY, program, fund, start, months) is None
    own = replace(p, segmen="BPU", sumber_dana=SumberDana(jkk_jkm="MANDIRI"))
    assert discount(own, POLICY, "JKK", "MANDIRI", date(2026, 5, 1), 1) is not None


PU = Peserta(kelompok="perangkat_desa", segmen="PU", program=("JKK", "JKM"), penghasilan=2_000_000)
BPU = Peserta(kelompok="pekerja_rentan", segmen="BPU", program=("JKK", "JKM"), penghasilan=2_000_000)
SURE = WageBases("", {(2026, "perangkat_desa"): WageBase("siltap", None, "", ON)})


@pytest.mark.parametrize(("table", "start", "who"), [
    ("tarif_pu", "JKK,pemberi_kerja,I,", PU), ("tarif_pu", "JKM,", PU), ("iuran_bpu", "33,", BPU),
    ("parameter", "bpu_jkm,", BPU), ("parameter", "pu_risiko,perangkat_desa", PU),
])
def test_a_rate_that_is_not_confirmed_marks_the_sum(table, start, who):
    lines = rows_of(f"{table}.csv")
    doubted = [line.rpartition(",")[0] + ",belum dikonfirmasi" if line.startswith(start) else line for line in lines]
    assert doubted != lines
    assert not dues(who, POLICY, ON, SURE).dagger
    assert dues(who, loaded(**{table: doubted}), ON, SURE).dagger


def test_a_rate_of_a_programme_not_joined_marks_nothing():
    lines = [line.replace("bersumber", "simpulan") if line.startswith("JHT,") else line
             for line in rows_of("tarif_pu.csv")]
    assert not dues(PU, loaded(tarif_pu=lines), ON, SURE).dagger
    assert dues(replace(PU, program=PROGRAM), loaded(tarif_pu=lines), ON, SURE).dagger
