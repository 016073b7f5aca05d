"""The bundled settings, and packs that must be refused by file and row."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.fields import BY_KEY, FIELDS, Kind
from jamsos_desktop.model.parse import options, parse
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.paths import resource
from jamsos_desktop.policy import KEYAKINAN, TABLES, Band, bundled_files, load_policy
from jamsos_desktop.problems import Problem

ON = date(2026, 11, 21)
POLICY = load_policy()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource("ketentuan"), tmp_path / "ketentuan"))


def edit(pack: Path, file: str, old: str, new: str) -> None:
    path = pack / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_bundled_policy_is_read_once():
    assert load_policy() is POLICY
    assert (POLICY.versi, POLICY.scan_wajib) == ("bawaan-2026.1", False)


def test_a_pack_elsewhere_reads_the_same(pack):
    other = load_policy(pack)
    assert other.versi == POLICY.versi
    assert other.jabatan == POLICY.jabatan
    assert other.needs == POLICY.needs


def test_a_pack_may_change_a_setting(pack):
    edit(pack, "parameter.csv", "scan_wajib,,tidak", "scan_wajib,,ya")
    edit(pack, "wajib.csv", "dusun,,O,O,O,O", "dusun,,O,O,O,W")
    changed = load_policy(pack)
    assert changed.scan_wajib
    assert changed.wajib("dusun", "pekerja_rentan", "BPU")
    assert not changed.wajib("dusun", "non_asn", "PU")


@pytest.mark.parametrize(("income", "band"), [(0, Band(1, 1_000_000)), (1_099_500, Band(1, 1_000_000)),
                                              (1_100_000, Band(2, 1_200_000)), (20_199_999, Band(32, 19_700_000)),
                                              (20_200_000, Band(33, 20_700_000)), (10**12, Band(33, 20_700_000))])
def test_bpu_band(income, band):
    assert POLICY.bpu_band(income, ON) == band


def test_pu_rates_and_floors():
    assert POLICY.pu_rates("JKK", "perangkat_desa", ON) == (("pemberi_kerja", Decimal("0.24"), "PP 44/2015", False),)
    assert POLICY.pu_rates("JHT", "non_asn", ON) == (("pemberi_kerja", Decimal("3.7"), "PP 46/2015", False),
                                                     ("pekerja", Decimal("2.0"), "PP 46/2015", False))
    assert [POLICY.siltap(post, ON) for post in ("KADES", "SEKDES", "KASI_YAN", "STAF", "")] == [
        2_426_640, 2_224_420, 2_022_200, None, None]
    assert POLICY.siltap("KADES", date(2019, 1, 1)) is None
    assert POLICY.jabatan["KADES"].dasar_upah == 2_426_640


def test_values_by_scope():
    assert POLICY.value("ump", "74", ON).teks == "3306496"
    assert POLICY.value("ump", "74", date(2027, 1, 1)) is None
    assert POLICY.value("pu_dasar", "perangkat_desa", ON).belum_dikonfirmasi
    assert POLICY.amount("bpu_jkm", ON) == 6_800


@pytest.mark.parametrize(("key", "kelompok", "segmen", "needed"), [
    ("nik", "pekerja_rentan", "BPU", True), ("nik", "", "", True),
    ("status_kawin", "perangkat_desa", "PU", True), ("status_kawin", "pekerja_rentan", "BPU", False),
    ("jabatan", "pekerja_rentan", "BPU", False), ("pekerjaan", "pekerja_rentan", "BPU", True),
    ("pekerjaan", "perangkat_desa", "PU", False), ("sk_nomor", "", "", False),
    ("golongan_darah", "non_asn", "PU", False), ("catatan", "non_asn", "PU", False),
])
def test_required_fields(key, kelompok, segmen, needed):
    assert POLICY.wajib(key, kelompok, segmen) is needed
    assert (key in POLICY.required_keys(kelompok, segmen)) is needed


def test_papers():
    assert [b.kode for b in POLICY.berkas_orang("pekerja_rentan") if b.perlu["pekerja_rentan"] == "W"] == [
        "F1A", "KTP", "KK", "SKET_KERJA"]
    assert [b.kode for b in POLICY.berkas_orang("perangkat_desa") if b.perlu["perangkat_desa"] == "W"] == [
        "F1A", "KTP", "KK", "SK"]
    assert POLICY.berkas_orang("") == ()
    desa = {b.kode for b in POLICY.berkas_desa("perangkat_desa", "pekerja_rentan")}
    assert {"F1", "F1_WADAH", "SPTJM"} < desa
    assert all(len(b.singkat) <= 24 for b in POLICY.berkas)
    unsure = {b.kode for b in POLICY.berkas if b.belum_dikonfirmasi}
    assert {"SK", "SKET_KERJA", "SPTJM"} < unsure
    assert "F1A" not in unsure


@pytest.mark.parametrize(("name", "text", "code"), [
    ("jabatan", "Kaur Keuangan", "KAUR_KEU"), ("jabatan", "kepala urusan keuangan", "KAUR_KEU"),
    ("jabatan", "KADUS", "KADUS"), ("jabatan", "Kepala Dusun", "KADUS"), ("jabatan", "kader posyandu", "POSYANDU"),
    ("pekerjaan", "Petani", "TANI"), ("pekerjaan", "pedagang kaki lima", "PKL"),
    ("pekerjaan", "OLAH_IKAN", "OLAH_IKAN"), ("pekerjaan_ktp", "Petani/Pekebun", "9"), ("pekerjaan_ktp", "9", "9"),
    ("pekerjaan_ktp", "PEGAWAI NEGERI SIPIL (PNS)", "5"),
])
def test_reading_posts_and_jobs(name, text, code):
    assert parse(BY_KEY[name], text, POLICY.lists) == code


@pytest.mark.parametrize("name", ["jabatan", "pekerjaan", "pekerjaan_ktp"])
def test_every_code_and_label_reads_as_itself(name):
    for code, label in POLICY.label_lists[name].items():
        assert POLICY.lists[name][fold(code)] == code
        assert POLICY.lists[name][fold(label)] == code
    assert options(BY_KEY[name], POLICY.label_lists) == POLICY.label_lists[name]


def test_every_list_a_field_names_exists():
    for field in FIELDS:
        if field.kind in (Kind.CODE, Kind.CODES):
            assert options(field, POLICY.label_lists), field.key


def test_bundled_posts_and_jobs_are_whole():
    assert len(POLICY.jabatan) == 42
    assert len(POLICY.pekerjaan) == 49
    assert len(POLICY.pekerjaan_ktp) == 99
    assert {post.kelompok for post in POLICY.jabatan.values()} == set(KELOMPOK[:3])
    assert POLICY.jabatan["POSYANDU"].segmen_awal == "BPU"
    assert POLICY.jabatan["KADES"].segmen_awal == "PU"
    assert all(post.keyakinan in KEYAKINAN for post in POLICY.jabatan.values())


@pytest.mark.parametrize(("file", "old", "new", "row", "says"), [
    ("iuran_bpu.csv", "2,1100000,1299000,1200000", "3,1100000,1299000,1200000", 3, "lapis seharusnya 2"),
    ("iuran_bpu.csv", "2,1100000,1299000,1200000", "2,-5,1299000,1200000", 3, "bukan bilangan bulat"),
    ("iuran_bpu.csv", "1,0,1099000", "1,1,1099000", 2, "mulai dari 0"),
    ("iuran_bpu.csv", "2,1100000,1299000,1200000", "2,1100000,1299000,1000000", 2, "harus naik"),
    ("tarif_pu.csv", "JKK,pemberi_kerja,I,0.24,2015-07-01,", "JKK,pemberi_kerja,I,0.24,2015-07-01,2015-01-01", 2,
     "berakhir sebelum mulai"),
    ("tarif_pu.csv", "0.24", "-0.24", 2, "di luar 0 sampai 100"),
    ("tarif_pu.csv", "0.24", "NaN", 2, "di luar 0 sampai 100"),
    ("tarif_pu.csv", "0.24", "dua", 2, "bukan angka"),
    ("tarif_pu.csv", "JKM,", "JKX,", 7, "tidak mengenal \u201cJKX\u201d"),
    ("siltap.csv", "2020-01-01", "1 Januari", 2, "bukan tanggal"),
    ("jabatan.csv", "KADES,", "SEKDES,", 4, "ditulis dua kali"),
    ("jabatan.csv", ",kades,", ",raja,", 2, "siltap tidak mengenal"),
    ("jabatan.csv", "perangkat_desa", "perangkat", 2, "kelompok tidak mengenal"),
    ("formasi.csv", "swadaya,pimpinan,KADES", "swadaya,pimpinan,RAJA", 2, "jabatan tidak mengenal"),
    ("formasi.csv", "swadaya,pimpinan", "mandiri,pimpinan", 2, "klasifikasi tidak mengenal"),
    ("formasi.csv", "swadaya,kaur,", "swadaya,bawah,", 4, "kolom tidak mengenal"),
    ("formasi.csv", "KAUR_KEU,Kaur Keuangan", "KAUR_KEU,Kaur Umum dan Perencanaan", 5, "ditulis dua kali"),
    ("pekerjaan.csv", "pertanian,9,tidak", "pertanian,900,tidak", 2, "kode_ktp tidak mengenal"),
    ("berkas.csv", "orang,W", "orang,X", 4, "tidak mengenal \u201cX\u201d"),
    ("wajib.csv", "nik,,", "nikah,,", 4, "kunci tidak mengenal"),
    ("usia.csv", "AGE_MIN", "AGE_X", 2, "kode tidak mengenal"),
    ("usia.csv", "salah", "fatal", 2, "tingkat tidak mengenal"),
    ("parameter.csv", "scan_wajib", "scan", 0, "scan_wajib tidak ada"),
    ("parameter.csv", "6800,rupiah", "6.800,rupiah", 3, "bukan bilangan bulat"),
    ("parameter.csv", "6800,rupiah", "6800,dolar", 3, "satuan tidak mengenal"),
    ("parameter.csv", "6800,rupiah", "68,persen", 3, "satuan bpu_jkm seharusnya rupiah"),
    ("parameter.csv", "umur_wali,,18", "umur_wali,,1800", 14, "terlalu besar"),
    ("tarif_pu.csv", "0.24", "2_4", 2, "bukan angka biasa"),
    ("tarif_pu.csv", "2015-07-01", "0015-07-01", 2, "tidak masuk akal"),
    ("diskon.csv", "MANDIRI", "SENDIRI", 2, "sumber_dana tidak mengenal"),
    ("diskon.csv", "bersumber", "pasti", 2, "keyakinan tidak mengenal"),
    ("usia.csv", "kode,segmen", "kode,segment", 1, "kolom segmen tidak ada"),
    ("berkas.csv", "F1A,", "F1A,kelebihan,", 4, "banyaknya kolom"),
    ("ketentuan.json", "2026-01-01", "besok", 0, "bukan tanggal"),
    ("ketentuan.json", "{", "", 0, "tidak terbaca"),
    ("ketentuan.json", "bawaan-2026.1", "", 0, "versi kosong"),
])
def test_a_damaged_pack_is_refused_by_row(pack, file, old, new, row, says):
    edit(pack, file, old, new)
    with pytest.raises(Problem) as caught:
        load_policy(pack)
    assert caught.value.kode == "KETENTUAN_RUSAK"
    assert says in caught.value.apa
    assert (f"{file} baris {row}:" if row else f"{file}:") in caught.value.apa


@pytest.mark.parametrize(("until", "since", "says"), [
    ("2026-06-30", "2026-06-30", "bertumpuk"), ("", "2027-01-01", "bertumpuk"),
    ("2026-06-30", "2026-08-01", "terputus"),
])
def test_gap_and_overlap_of_dates(pack, until, since, says):
    path = pack / "tarif_pu.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    rows[1] = rows[1].replace("2015-07-01,,", f"2015-07-01,{until},")
    rows.append(rows[1].replace("2015-07-01", since).replace(f"{since},{until}", f"{since},"))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(Problem, match="baris 10") as caught:
        load_policy(pack)
    assert says in caught.value.apa


def test_a_new_table_from_a_day_on(pack):
    path = pack / "iuran_bpu.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    old = [row.replace("2015-07-01,,", "2015-07-01,2026-12-31,") for row in rows]
    new = [row.replace("2015-07-01,,", "2027-01-01,,").replace(",1000000,", ",1100000,") for row in rows]
    path.write_text("\n".join([head, *old, *new]) + "\n", encoding="utf-8")
    policy = load_policy(pack)
    assert policy.bpu_band(900_000, date(2026, 12, 31)) == Band(1, 1_000_000)
    assert policy.bpu_band(900_000, date(2027, 1, 1)) == Band(1, 1_100_000)


@pytest.mark.parametrize("file", ["ketentuan.json", "iuran_bpu.csv", "wajib.csv"])
def test_a_missing_or_foreign_file(pack, file):
    (pack / file).write_bytes(b"\xff\xfe\x00PK")
    with pytest.raises(Problem, match=r"tidak terbaca|tidak ada"):
        load_policy(pack)
    (pack / file).unlink()
    with pytest.raises(Problem, match="berkas tidak ada"):
        load_policy(pack)


@pytest.mark.parametrize("file", sorted({*TABLES} - {"diskon.csv", "kuota.csv", "sasaran.csv", "siltap.csv",
                                                     "tenggat.csv"}))
def test_an_emptied_table_is_refused(file):
    head = bundled_files()[file].split(b"\n")[0]
    with pytest.raises(Problem) as caught:
        load_policy({**bundled_files(), file: head + b"\n"})
    assert f"{file}: tabel ini kosong" in caught.value.apa


def test_every_seat_of_the_formations_has_a_post_and_a_pack_without_one_has_no_such_seat():
    seats = {klas: [one.jabatan for one in found] for klas, found in POLICY.formasi.items()}
    assert {klas: len(found) for klas, found in seats.items()} == {"swadaya": 7, "swakarya": 9, "swasembada": 9}
    assert all(POLICY.jabatan[post].kelompok == "perangkat_desa" for found in seats.values() for post in found)
    assert [one.jabatan for one in POLICY.formasi["swadaya"] if one.belum_dikonfirmasi] == [
        "KAUR_TU", "KAUR_KEU", "KASI_PEM", "KASI_KESRA"]
    files = bundled_files()
    posts = b"\n".join(line for line in files["jabatan.csv"].splitlines() if not line.startswith(b"KASI_YAN,"))
    thinner = load_policy({"ketentuan.json": files["ketentuan.json"], "jabatan.csv": posts})
    assert [one.jabatan for one in thinner.formasi["swasembada"] if one.kolom == "kasi"] == ["KASI_PEM", "KASI_KESRA"]
