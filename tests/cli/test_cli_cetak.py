"""``cetak``: every kind and option, bundles printed again, what is refused with nothing changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop.desk.printing_kinds import KINDS
from jamsos_desktop.paper.sheets import PAPERS
from tests.cli.spoken import Words
from tests.paper import paper_village
from tests.paper.paper_reading import pdftotext

GAFFAR, SALMA = "BPU-000001", "BPU-000002"


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the village with something for every paper."""
    return paper_village.build(tmp_path_factory.mktemp("desa") / "data").root


@pytest.fixture(scope="module")
def shared(village: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that tests may print from, as long as they count on no number."""
    return Path(shutil.copytree(village, tmp_path_factory.mktemp("bersama") / "data"))


Speak = Callable[[Path], Words]


@pytest.fixture
def speak(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Speak:
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")
    return lambda data: Words(data, capsys)


@pytest.fixture
def cli(shared: Path, speak: Speak) -> Words:
    return speak(shared)


def test_every_kind_is_listed_in_the_order_of_a_bundle(cli: Words) -> None:
    rows = cli.json("cetak", "--daftar")
    assert [row["kode"] for row in rows] == [kode for kode in PAPERS if kode in KINDS]
    assert all(row["nama"] and row["catatan"] and row["bagian"] and row["lingkup"] in ("orang", "bundel")
               for row in rows)
    said = cli.run("cetak", "--daftar")[1]
    assert all(row["kode"] in said and row["nama"] in said for row in rows)


@pytest.mark.parametrize("kode", [kode for kode in PAPERS if kode in KINDS])
def test_each_kind_is_printed_by_its_name(cli: Words, tmp_path: Path, kode: str) -> None:
    made = cli.json("cetak", kode.upper(), "--semua", "--ke", tmp_path / "hasil.pdf", "--kertas", "a4")
    assert (made["berkas"], made["lembar"] > 0, made["halaman"] >= made["lembar"]) == (
        str(tmp_path / "hasil.pdf"), True, True)
    assert made["dilewati"] == []
    assert (tmp_path / "hasil.pdf").read_bytes().startswith(b"%PDF")


def test_a_bundle_is_kept_told_and_printed_again_under_its_number(village: Path, speak: Speak, tmp_path: Path) -> None:
    cli = speak(Path(shutil.copytree(village, tmp_path / "data")))
    first = cli.json("cetak", "ceklis", "formulir", "--peserta", SALMA, "--peserta", GAFFAR, "--ke", tmp_path)
    again = cli.json("cetak", "--bundel", first["bundel"].lower(), "--ke", tmp_path, "--kertas", "A4")
    assert (again["bundel"], again["lembar"]) == (first["bundel"], first["lembar"])
    assert (Path(first["berkas"]).name, Path(again["berkas"]).name) == (
        f"Bundel-{first['bundel']}-F4.pdf", f"Bundel-{first['bundel']}-A4-cetak-2.pdf")
    assert "Cetak ke-1" in pdftotext(Path(first["berkas"]))
    words = pdftotext(Path(again["berkas"]))
    assert ("Cetak ke-2" in words, "Cetak ke-1" in words) == (True, False)
    newest, before = cli.json("cetak", "--riwayat")[:2]
    assert [(row["bundel"], row["ke"], row["kertas"], row["halaman"], row["lembar"]) for row in (newest, before)] == [
        (first["bundel"], 2, "A4", again["halaman"], {"ceklis": 2, "formulir": 2}),
        (first["bundel"], 1, "F4", first["halaman"], {"ceklis": 2, "formulir": 2})]
    said = cli.run("cetak", "--riwayat")[1]
    assert f"{first['bundel']}  cetak ke-2  21/11/2026" in said
    assert "ceklis 2, formulir 2" in said


def test_who_may_not_be_printed_is_named(cli: Words, tmp_path: Path) -> None:
    made = cli.json("cetak", "formulir", "--peserta", SALMA, "--peserta", "BPU-000004", "--ke", tmp_path / "a.pdf")
    assert [(row["nama"], bool(row["alasan"])) for row in made["dilewati"]] == [("Jumria Latif", True)]
    said = cli.run("cetak", "formulir", "--peserta", SALMA, "--peserta", "BPU-000004", "--ke", tmp_path / "b.pdf")[1]
    assert "Dilewati: Jumria Latif (" in said
    assert cli.refused("cetak", "formulir", "--peserta", "BPU-000004", "--ke", tmp_path / "c.pdf") == "TAK_ADA_CETAK"
    assert not (tmp_path / "c.pdf").exists()


def test_without_people_only_papers_that_need_none_are_made(set_up: Path, speak: Speak, tmp_path: Path) -> None:
    cli = speak(Path(shutil.copytree(set_up, tmp_path / "data")))
    assert cli.refused("cetak", "formulir", "ceklis", "--ke", tmp_path / "x.pdf") == "TAK_ADA_CETAK"
    assert cli.json("cetak", "--riwayat") == []
    made = cli.json("cetak", "kosong_bpu", "hadir", "--kosong", "3", "--ke", tmp_path / "y.pdf")
    assert made["lembar"] == 4


def test_papers_that_have_nothing_to_say_are_told_with_the_reason(set_up: Path, speak: Speak, tmp_path: Path) -> None:
    cli = speak(Path(shutil.copytree(set_up, tmp_path / "data")))
    made = cli.json("cetak", "hadir", "f1b", "sk_rentan", "--ke", tmp_path / "y.pdf")
    assert {row["nama"]: row["alasan"] for row in made["tanpa_isi"]} == {
        "Formulir 1b, daftar tenaga kerja keluar": "Tidak ada yang keluar dan belum dilaporkan",
        "SK penetapan pekerja rentan": "Belum ada daftar terpilih untuk tahun dan sumber dana ini"}
    assert "Dilewati: Formulir 1b" in cli.run("cetak", "hadir", "f1b", "--ke", tmp_path / "z.pdf")[1]
    code, _, told = cli.run("cetak", "sk_rentan", "--dana", "apbd_kab", "--ke", tmp_path / "x.pdf")
    assert (code, told.partition(":")[0]) == (1, "TAK_ADA_CETAK")
    assert "belum ada daftar terpilih" in told
    assert not (tmp_path / "x.pdf").exists()


Said = Callable[..., tuple[dict[str, Any], str]]


@pytest.fixture
def printed(cli: Words, tmp_path: Path) -> Said:
    """Print with options; gives the document and the words on the paper."""

    def run(*words: object) -> tuple[dict[str, Any], str]:
        made = cli.json("cetak", *words, "--ke", tmp_path / "hasil.pdf")
        return made, pdftotext(tmp_path / "hasil.pdf")

    return run


def test_letters_carry_the_number_and_the_day_they_are_given(printed: Said) -> None:
    _, words = printed("pengantar", "sptjm", "--peserta", SALMA, "--nomor-surat", "pengantar=560/119/BI/XI/2026",
                       "--nomor-surat", "SPTJM = 560/120/BI/XI/2026", "--tanggal-surat", "2026-11-20")
    assert "560/119/BI/XI/2026" in words
    assert "560/120/BI/XI/2026" in words
    assert "20 November 2026" in words


def test_the_nominatif_is_ordered_chosen_and_masked_as_asked(printed: Said) -> None:
    people = ("--peserta", SALMA, "--peserta", GAFFAR)
    _, words = printed("nominatif", *people)
    whole = paper_village.people()[4].nik
    assert whole in words  # it goes to BPJS
    _, words = printed("nominatif", *people, "--nik-samar")
    assert whole not in words
    assert whole[-4:] in words
    _, words = printed("nominatif", *people, "--urut", "dusun")
    assert "DUSUN" in words.upper()


def test_the_month_the_fund_and_the_year_are_those_asked(printed: Said) -> None:
    _, words = printed("f2a_bpu", "--semua", "--bulan", "2026-10", "--dana", "apbdes_add")
    assert "Oktober 2026" in words
    _, words = printed("sk_rentan", "--semua", "--tahun", paper_village.YEAR, "--dana", paper_village.FUND)
    assert str(paper_village.YEAR) in words


def test_a_claims_checklist_is_of_the_claim_named(cli: Words, printed: Said) -> None:
    [claim] = [row for row in cli.json("klaim") if row["jenis"] == "JKM"]
    _, empty = printed("klaim_jkm", "--semua")
    _, filled = printed("klaim_jkm", "--semua", "--kejadian", claim["id"][-8:])
    assert ("MARDIANA" in empty.upper(), "MARDIANA" in filled.upper()) == (False, True)


def test_blank_forms_are_numbered_on_and_belong_to_a_dusun(printed: Said) -> None:
    made, words = printed("kosong_pu", "--kosong", "2", "--dusun", "VII")
    assert made["lembar"] == 2
    assert "VII" in words
    numbers = {word for word in words.split() if word.startswith("K-0")}
    assert len(numbers) == 2
    _, later = printed("kosong_pu", "--kosong", "2")
    assert not numbers & set(later.split())


def test_a_dusun_is_asked_as_people_write_it(printed: Said) -> None:
    for said in ("II", "2", "dusun ii"):
        _, words = printed("kurang", "--dusun", said)
        assert ("WA ODE SALMA" in words, "HASNIA" in words) == (True, False), said


def test_only_forms_of_one_kind(printed: Said) -> None:
    made, words = printed("formulir", "--semua", "--formulir", "pu")
    assert (made["lembar"], "ABDUL GAFFAR" in words) == (3, False)


def test_consent_and_the_list_of_who_was_there(printed: Said) -> None:
    _, words = printed("persetujuan", "--peserta", SALMA, "--persetujuan", "cap_jempol")
    assert "saksi" in words.lower()
    _, words = printed("hadir", "--acara", "Sosialisasi di Dusun II", "--tempat-acara", "Rumah Pak Basri",
                       "--tanggal-acara", "2026-11-25", "--baris", "3")
    assert "Sosialisasi di Dusun II".upper() in words.upper()
    assert "Rumah Pak Basri".upper() in words.upper()
    assert "25 November 2026" in words


def test_long_values_are_tried_before_anything_is_printed(cli: Words, tmp_path: Path) -> None:
    before = cli.json("cetak", "--riwayat")
    found = cli.json("cetak", "formulir", "--semua", "--uji-muat", "--kertas", "A4")
    [long] = [row for row in found["baris"] if row["akibat"] == "lampiran" and row["dipilih"]]
    assert (long["jenis"], long["panjang"]) == ("formulir", len(paper_village.LONG_NAME))
    said = cli.run("cetak", "formulir", "--semua", "--uji-muat", "--kertas", "A4")[1]
    assert f"pindah ke lampiran ({len(paper_village.LONG_NAME)} huruf)" in said
    assert said.rstrip().endswith("lembar dicoba, 0 tidak akan jadi.")
    assert cli.run("cetak", "manfaat", "--uji-muat")[1].startswith("Tidak ada formulir berkotak")
    assert cli.json("cetak", "--riwayat") == before


WRONG_USAGE = [
    (), ("formulir",), ("--riwayat", "--daftar"), ("formulir", "--riwayat"), ("--daftar", "--kosong", "3"),
    ("--bundel", "B-0001"),
    ("formulir", "--bundel", "B-0001", "--ke", "x"),
    ("--bundel", "B-0001", "--ke", "x", "--nik-penuh"), ("--bundel", "B-0001", "--ke", "x", "--peserta", SALMA),
    ("formulir", "--ke", "x", "--urut", "dusun"), ("formulir", "--ke", "x", "--bulan", "2026-11"),
    ("nominatif", "--ke", "x", "--urut", "tinggi"), ("formulir", "--ke", "x", "--peserta", SALMA, "--semua"),
    ("kosong_bpu", "--ke", "x", "--kosong", "banyak"),
    ("formulir", "--ke", "x", "--nomor-surat", "pengantar=1"), ("pengantar", "--ke", "x", "--nomor-surat", "560/1"),
    ("pengantar", "--ke", "x", "--nomor-surat", "pengantar="), ("formulir", "--ke", "x", "--uji-muat"),
    ("pengantar", "--ke", "x", "--nomor-surat", "formulir=1"), ("f1", "--ke", "x", "--tanggal-surat", "2026-11-20"),
]
REFUSED = [
    (("surat_cinta",), "DOKUMEN_TAK_DIKENAL"), (("formulir", "--semua", "--kertas", "A5"), "KERTAS_SALAH"),
    (("formulir", "--peserta", "BPU-999999"), "PESERTA_TIDAK_ADA"),
    (("pengantar", "--tanggal-surat", "kemarin"), "TANGGAL_SALAH"),
    (("hadir", "--tanggal-acara", "2026-02-30"), "TANGGAL_SALAH"),
    (("f2a_pu", "--bulan", "November"), "BULAN_SALAH"), (("f2a_pu", "--bulan", "2026-13"), "BULAN_SALAH"),
    (("f2a_bpu", "--dana", "KANTONG"), "SUMBER_DANA_SALAH"), (("kurang", "--dusun", "XL"), "DUSUN_TIDAK_ADA"),
    (("klaim_jkm", "--kejadian", "tidakada"), "KEJADIAN_TIDAK_ADA"),
    (("kosong_bpu", "--kosong", "0"), "KOSONG_SALAH"), (("kosong_pu", "--kosong", "1000000"), "KOSONG_SALAH"),
    (("nominatif", "--semua", "--kolom", "nama,zodiak"), "KOLOM_TAK_DIKENAL"),
    (("hadir", "--baris", "-1"), "TAK_ADA_JADI"),
]


@pytest.mark.parametrize("words", WRONG_USAGE, ids=" ".join)
def test_what_cannot_be_meant_is_wrong_usage(cli: Words, words: tuple[str, ...]) -> None:
    code, said, error = cli.run("cetak", *words)
    assert (code, said, error.partition(":")[0]) == (2, "", "Perintah salah"), error


@pytest.mark.parametrize(("words", "kode"), REFUSED)
def test_what_is_refused_gets_a_sentence_and_prints_nothing(cli: Words, tmp_path: Path, words: tuple[str, ...],
                                                            kode: str) -> None:
    before = cli.json("cetak", "--riwayat")
    assert cli.refused("cetak", *words, "--ke", tmp_path / "hasil.pdf") == kode
    assert list(tmp_path.iterdir()) == []
    assert cli.json("cetak", "--riwayat") == before


def test_an_unknown_bundle_is_refused(cli: Words, tmp_path: Path) -> None:
    assert cli.refused("cetak", "--bundel", "B-9999", "--ke", tmp_path / "x.pdf") == "BUNDEL_TIDAK_ADA"
    assert list(tmp_path.iterdir()) == []


def test_a_district_prints_no_bundles(speak: Speak, key_file: Path, tmp_path: Path) -> None:
    district = speak(key_file.parent / "data")
    assert district.refused("cetak", "--riwayat") == "BUKAN_DESA"
    assert district.refused("cetak", "formulir", "--ke", tmp_path / "x.pdf") == "BUKAN_DESA"
