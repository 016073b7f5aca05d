"""The tables of claims: what is asked and what is given, marked where it is not confirmed; bad rows are named."""

from __future__ import annotations

from datetime import date

import pytest

from jamsos_desktop.policy import bundled_files, load_policy
from jamsos_desktop.problems import Problem

DAY = date(2026, 11, 20)


def test_the_bundled_sums_are_those_of_the_sources() -> None:
    claims = load_policy().klaim
    parts = [claims.benefit(kode, DAY).nilai for kode in ("JKM_SANTUNAN", "JKM_BERKALA", "JKM_PEMAKAMAN")]
    assert (parts, sum(parts)) == ([20_000_000, 12_000_000, 10_000_000], 42_000_000)
    assert claims.benefit("JKK_LAPOR_JAM", DAY).nilai == 2 * 24
    assert claims.benefit("MENUNGGAK_BULAN", DAY).belum_dikonfirmasi
    assert [fact.nilai for fact in claims.heirs(DAY)] == [1, 2, 3, 4, 5]
    assert claims.heirs(DAY)[0].label == "Suami atau istri dan anak"


def test_the_papers_of_a_death_are_those_of_the_sources() -> None:
    papers = load_policy().klaim.papers("JKM")
    sourced = {p.kode for p in papers if not p.belum_dikonfirmasi}
    assert sourced == {"KARTU", "KTP", "KTP_WARIS", "AKTA_MATI", "KK", "SK_WARIS", "REK"}
    assert all(p.belum_dikonfirmasi for p in load_policy().klaim.papers("JKK", meninggal=True))
    assert {p.kode for p in load_policy().klaim.papers("JKK", meninggal=True)} - {
        p.kode for p in load_policy().klaim.papers("JKK")} == {"AKTA_MATI", "KTP_WARIS", "KK", "SK_WARIS"}


def test_a_pack_without_the_tables_has_the_bundled_ones() -> None:
    older = {name: data for name, data in bundled_files().items() if name not in ("klaim.csv", "manfaat.csv")}
    assert load_policy(older).klaim == load_policy().klaim


@pytest.mark.parametrize(("file", "old", "new", "said"), [
    ("klaim.csv", "KK,JKM,", "KTP,JKM,", "klaim.csv baris 6: kode KTP ditulis dua kali untuk JKM"),
    ("klaim.csv", "KARTU,JKM,", "KARTU,JHT,", "kolom jenis tidak mengenal"),
    ("klaim.csv", "Kartu peserta,W,", "Kartu peserta,X,", "kolom tanda tidak mengenal"),
    ("klaim.csv", "W,meninggal,", "W,sakit,", "kolom bila tidak mengenal"),
    ("manfaat.csv", "20000000,rupiah", "20000000,bulan", "satuan JKM_SANTUNAN seharusnya rupiah"),
    ("manfaat.csv", "20000000,rupiah", "-1,rupiah", "kolom nilai bukan bilangan bulat"),
    ("manfaat.csv", "JKK_LAPOR_JAM,JKK", "JKK_LAIN,JKK", "JKK_LAPOR_JAM tidak ada"),
    ("manfaat.csv", "JKM_BERKALA,JKM", "JKM_SANTUNAN,JKM", "manfaat.csv baris 3: masa berlaku bertumpuk"),
    ("manfaat.csv", "2019-12-02,,", "2019-12-02,2018-01-01,", "masa berlaku berakhir sebelum mulai"),
])
def test_a_bad_row_is_named(file: str, old: str, new: str, said: str) -> None:
    text = bundled_files()[file].decode()
    assert old in text
    with pytest.raises(Problem) as caught:
        load_policy({**bundled_files(), file: text.replace(old, new, 1).encode()})
    assert caught.value.kode == "KETENTUAN_RUSAK"
    assert said in caught.value.apa
