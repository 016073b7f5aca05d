"""The budget of a year, wage bases and ceilings by command."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.model.records import SumberDana
from jamsos_desktop.paths import DataFolder
from tests.cli.spoken import Words
from tests.conftest import salma

KADES = replace(salma("01a00000-0000-7000-8000-000000000002"), nik="7402110508809433", nama="LA KADES", segmen="PU",
                kelompok="perangkat_desa", jabatan="KADES", pekerjaan="", desil=None, wadah_jenis="", penghasilan=None,
                sumber_dana=SumberDana(jkk_jkm="APBDES_ADD"), periode_bayar=1, mulai=date(2026, 11, 1))


@pytest.fixture
def cli(folder: DataFolder, clock: desks.Clock, capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch) -> Words:
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")
    with desks.open_desk(folder, None, clock) as desk:
        desk.save(salma(), 0)
        desk.save(KADES, 0)
    return Words(folder.root, capsys)


def test_a_year(cli: Words, tmp_path: Path) -> None:
    found = cli.json("anggaran", "--tahun", 2027)
    assert {key: found[key] for key in ("tahun", "orang", "jumlah_sen", "apbdes_sen", "apbdes_terbilang", "tanpa_iuran",
                                        "sk_berakhir", "berkas")} == {
        "tahun": 2027, "orang": 2, "jumlah_sen": 12 * (1_310_386 + 1_680_000), "apbdes_sen": 12 * 1_310_386,
        "apbdes_terbilang": "seratus lima puluh tujuh ribu dua ratus empat puluh enam rupiah", "tanpa_iuran": 0,
        "sk_berakhir": 0, "berkas": None}
    assert sum(row["jumlah_sen"] for row in found["baris"]) == found["jumlah_sen"]
    assert sum(row["jumlah_sen"] for row in found["per_sumber"]) == found["jumlah_sen"]
    assert found["baris"][0] == {
        "kelompok": "perangkat_desa", "segmen": "PU", "sumber_dana": "APBDES_ADD", "program": "JKK", "orang": 1,
        "jumlah_sen": 12 * 582_394, "belum_dikonfirmasi": True, "bulan": [{"orang": 1, "sen": 582_394}] * 12}
    assert cli.json("anggaran", "--tahun", 2027, "--terdaftar")["jumlah_sen"] == 0
    assert cli.json("anggaran")["tahun"] == 2026


def test_a_year_as_it_might_be(cli: Words, tmp_path: Path) -> None:
    ke = tmp_path / "usulan.xlsx"
    found = cli.json("anggaran", "--tahun", 2027, "--dasar", "perangkat_desa=nominal:1000000", "--naik", "10,5",
                     "--risiko", "perangkat_desa=II", "--tambah", "pekerja_rentan=9:1100000", "--jht", "perangkat_desa",
                     "--ke", ke)
    # 1,105,000: JKK 0.54 %, JKM 0.30 %, JHT 5.7 %; nine more of band 2.
    assert found["jumlah_sen"] == 12 * (596_700 + 331_500 + 6_298_500 + 1_680_000 + 9 * 1_880_000)
    assert found["berkas"] == str(ke)
    assert ke.stat().st_size > 5000
    code, said, _ = cli.run("anggaran", "--tahun", 2027, "--ke", tmp_path / "usulan.pdf", "--kertas", "A4")
    assert code == 0
    assert "Beban APBDes 2027: Rp 157.246,32" in said
    assert (tmp_path / "usulan.pdf").read_bytes().startswith(b"%PDF")


def test_wage_bases(cli: Words) -> None:
    before = cli.json("dasar-upah")
    assert [(row["kelompok"], row["pilihan"], row["dipilih"]) for row in before["dasar"]] == [
        ("perangkat_desa", "siltap", False), ("ekosistem_desa", "upah", False), ("non_asn", "upah", False)]
    assert before["tarif"][0]["kata"] == "0,24% + 0,30% dari upah"
    made = cli.json("dasar-upah", "--set", "perangkat_desa=ump", "--set", "non_asn=nominal:1500000", "--konfirmasi",
                    "non_asn=2026-11-20", "--surat", "Surat DPMD 5/2026")
    assert [(row["kata"], row["rupiah"], row["dikonfirmasi"], row["dasar"]) for row in made["dasar"]] == [
        ("UMP 2026", 3_306_496, None, "Surat DPMD 5/2026"), ("Upah yang diketik", None, None, ""),
        ("Nominal", 1_500_000, "2026-11-20", "Surat DPMD 5/2026")]
    assert cli.json("iuran", "--bulan", "2026-12")["sebulan_sen"] == 1_785_508 + 1_680_000
    assert cli.json("dasar-upah", "--tahun", 2027)["dasar"][0]["pilihan"] == "siltap"
    assert cli.json("dasar-upah", "--batalkan", "perangkat_desa")["dasar"][0]["pilihan"] == "siltap"


def test_ceilings(cli: Words, tmp_path: Path) -> None:
    paid = tmp_path / "bayar.json"
    months = {"sumber_dana": "APBDES_ADD", "peserta": KADES.nik}
    paid.write_text(json.dumps([
        {**months, "bulan_dari": "2026-11", "bulan_sampai": "2026-11", "kode_bayar": "880740201226",
         "tanggal": "2026-11-19", "bukti": "TRX 1"},
        {**months, "bulan_dari": "2026-12", "bulan_sampai": "2027-02", "kode_bayar": "880740201227"}]),
        encoding="utf-8")
    cli.json("bayar", "--dari", paid)
    assert cli.json("pagu", "--set", "APBDES_ADD=1200000", "--surat", "Perdes 3/2025") == {"tahun": 2026, "pagu": [
        {"sumber_dana": "APBDES_ADD", "rupiah": 1_200_000, "dasar": "Perdes 3/2025", "dibayar_sen": 1_310_386,
         "menunggu_sen": 1_310_386, "sisa_sen": 120_000_000 - 2 * 1_310_386}]}
    assert cli.json("pagu", "--tahun", 2027)["pagu"] == [
        {"sumber_dana": "APBDES_ADD", "rupiah": None, "dasar": "", "dibayar_sen": 0, "menunggu_sen": 2 * 1_310_386,
         "sisa_sen": None}]
    assert cli.json("pagu", "--hapus", "APBDES_ADD")["pagu"][0]["rupiah"] is None


@pytest.mark.parametrize(("words", "kode"), [
    (("anggaran", "--naik", "banyak"), "ANGKA_SALAH"), (("anggaran", "--naik", "-101"), "ANDAIAN_SALAH"),
    (("anggaran", "--dasar", "non_asn=emas"), "DASAR_UPAH_SALAH"),
    (("anggaran", "--tambah", "non_asn=x"), "ANGKA_SALAH"),
    (("anggaran", "--tarif-jkk", "non_asn=101"), "ANDAIAN_SALAH"), (("anggaran", "--tahun", "1"), "TAHUN_SALAH"),
    (("anggaran", "--ke", "x.doc"), "BENTUK_SALAH"), (("dasar-upah", "--set", "raja=ump"), "KELOMPOK_SALAH"),
    (("dasar-upah", "--set", "non_asn=nominal:-5"), "DASAR_UPAH_SALAH"),
    (("dasar-upah", "--konfirmasi", "non_asn=besok"), "TANGGAL_SALAH"),
    (("dasar-upah", "--set", "non_asn=ump", "--batalkan", "raja"), "KELOMPOK_SALAH"),
    (("dasar-upah", "--konfirmasi", "non_asn=2027-01-01"), "TANGGAL_DEPAN"),
    (("pagu", "--set", "EMAS=5"), "DANA_SALAH"), (("pagu", "--set", "CSR=lima"), "ANGKA_SALAH"),
    (("pagu", "--set", "APBDES_ADD=5", "--set", "CSR=-5"), "PAGU_SALAH"),
    (("iuran", "--bulan", "2026-13"), "BULAN_SALAH"),
])
def test_refused_and_nothing_changed(cli: Words, words: tuple[str, ...], kode: str) -> None:
    code, said, error = cli.run(*words)
    assert (code, said, error.partition(":")[0]) == (1, "", kode)
    assert cli.json("pagu")["pagu"] == []
    assert not any(row["dipilih"] for row in cli.json("dasar-upah")["dasar"])


@pytest.mark.parametrize("words", [("anggaran", "--dasar", "non_asn"), ("pagu", "--set", "CSR="),
                                   ("dasar-upah", "--set", "non_asn=ump", "--set", "non_asn=umk"),
                                   ("dasar-upah", "--set", "non_asn=ump", "--batalkan", "non_asn"),
                                   ("pagu", "--set", "CSR=5", "--hapus", "CSR")])
def test_wrong_usage(cli: Words, words: tuple[str, ...]) -> None:
    assert cli.run(*words)[0] == 2
