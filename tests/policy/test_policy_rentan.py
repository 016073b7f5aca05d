"""The tables for choosing pekerja rentan: seats by fund, wadah, risk of the work, order; and what is refused."""

from __future__ import annotations

import pytest

from jamsos_desktop.policy import bundled_files, load_policy
from jamsos_desktop.problems import Problem

FILES = bundled_files()


def test_the_bundled_tables_are_marked_as_unconfirmed() -> None:
    policy = load_policy()
    assert [step.kunci for step in policy.urutan_rentan] == ["desil", "risiko", "umur"]
    assert all(row.belum_dikonfirmasi for row in policy.risiko.values())
    assert {fund: row.wadah_jenis for fund, row in policy.wadah_dana.items()} == {
        "APBD_KAB": "SA", "APBDES_ADD": "SD", "APBDES_PADES": "SD", "APBDES_DD": "SD", "APBD_PROV": "SA",
        "APBN": "SG", "CSR": "SL"}
    assert policy.kuota == {}


def test_dpmd_may_send_seats() -> None:
    table = b"kode,sumber_dana,tahun,orang\n74.02.11.2017,APBD_KAB,2027,60\n"
    assert load_policy({**FILES, "kuota.csv": table}).kuota == {("74.02.11.2017", "APBD_KAB", 2027): 60}


def test_a_pack_may_change_jobs_without_the_table_of_risks() -> None:
    head, *rows = FILES["pekerjaan.csv"].decode().splitlines(keepends=True)
    left = [row for row in rows if not row.startswith("PEKEBUN")]
    fewer = {**FILES, "pekerjaan.csv": "".join([head, *left]).encode()}
    policy = load_policy(fewer)
    assert policy.job_risk("PEKEBUN") is not None  # the bundled row stays, nobody has the job
    with pytest.raises(Problem, match="pekerjaan tidak mengenal"):
        load_policy({**fewer, "risiko_kerja.csv": FILES["risiko_kerja.csv"] + b"\n"})


@pytest.mark.parametrize(("file", "row", "says"), [
    ("kuota.csv", "74.02.11.2017,APBD,2027,60", "sumber_dana tidak mengenal"),
    ("kuota.csv", "74.02.11.2017,APBD_KAB,2027,-3", "bukan bilangan bulat"),
    ("kuota.csv", "74.02.11.2017,APBD_KAB,2027,3\n74.02.11.2017,APBD_KAB,2027,4",
     "baris 3: kuota ini ditulis dua kali"),
    ("risiko_kerja.csv", "perikanan,NELAYAN,tinggi,x,bersumber", "salah satu"),
    ("risiko_kerja.csv", ",,tinggi,x,bersumber", "salah satu"),
    ("risiko_kerja.csv", "angkasa,,tinggi,x,bersumber", "sektor tidak mengenal"),
    ("risiko_kerja.csv", "perikanan,,gawat,x,bersumber", "tingkat tidak mengenal"),
    ("risiko_kerja.csv", "perikanan,,tinggi,x,bersumber\nperikanan,,rendah,x,bersumber", "ditulis dua kali"),
    ("urutan_rentan.csv", "gaji,Gaji,naik,x,bersumber", "kunci tidak mengenal"),
    ("urutan_rentan.csv", "desil,Desil,acak,x,bersumber", "arah tidak mengenal"),
    ("urutan_rentan.csv", "desil,Desil,naik,x,bersumber\ndesil,Desil,turun,x,bersumber", "ditulis dua kali"),
    ("wadah_dana.csv", "APBD_KAB,SX,x,bersumber", "wadah_jenis tidak mengenal"),
])
def test_a_damaged_table_is_refused_by_row(file: str, row: str, says: str) -> None:
    head = FILES[file].split(b"\n")[0]
    with pytest.raises(Problem, match="baris") as caught:
        load_policy({**FILES, file: head + b"\n" + row.encode() + b"\n"})
    assert caught.value.kode == "KETENTUAN_RUSAK"
    assert file in caught.value.apa
    assert says in caught.value.apa
