"""Words nobody means, days no calendar counts, files that are none: a sentence without holes, and nothing changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.program import verbs
from jamsos_desktop.model.records import Persetujuan
from jamsos_desktop.paths import DataFolder, program_root
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import quoted
from tests.cli.spoken import Words
from tests.conftest import salma

OFFICE = ("siapkan", "desa", "--kode", "74.02.11.2017", "--sekretaris", "NURHAYATI", "--kepala-desa")


@pytest.fixture
def words(folder: DataFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
          tmp_path: Path) -> Words:
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-20")
    monkeypatch.chdir(tmp_path)
    return Words(folder.root, capsys)


def file_of(content: Any) -> Path:
    path = Path("orang.json")
    path.write_text(json.dumps(content), "utf-8")
    return path


@pytest.mark.parametrize("asked", [["cari", ""], ["cari", "\u200b"], ["berkas", "", "KTP", "ada"], ["kpj", " "],
                                   ["berkas-desa", "", "ada"], ["ubah", "", "--dari", "orang.json"],
                                   ["siapkan", "dpmd", "--kode", ""], ["cetak", "", "--ke", "x"],
                                   ["cetak", "formulir", "--peserta", "", "--ke", "x"], ["iuran", "--bulan", ""],
                                   ["cetak", "kurang", "--dusun", " ", "--ke", "x"], ["hapus", "", "--urungkan"],
                                   ["keluar", "BPU-000001", "--sebab", "meninggal", "--tanggal", ""],
                                   ["riwayat", "--orang", ""], ["rentan", "--lewati", ""], ["balas", "--desa", ""]])
def test_a_word_that_must_be_there_says_something(words: Words, asked: list[str]) -> None:
    """An unset variable names nobody, is no search for everybody, and not today."""
    code, said, error = words.run(*asked)
    assert (code, said) == (2, "")
    assert " belum diisi.\n" in error


@pytest.mark.parametrize(("asked", "sentence"), [
    (["berkas", "9" * 15 + "x" * 300, "KTP", "ada"], f"nomor {'9' * 15}{'x' * 45}…."),
    (["cetak", "b" * 70, "--ke", "x"], f"Dokumen {'b' * 60}… tidak dikenal."),
    (["cetak", "hadir", "--tanggal-acara", "31/02/2026", "--ke", "x"], "Isian 31/02/2026 bukan tanggal."),
])
def test_a_sentence_repeats_no_page(words: Words, asked: list[str], sentence: str) -> None:
    code, said, error = words.run(*asked)
    assert (code, said) == (1, "")
    assert sentence in error
    assert not Path("x").exists()


def test_what_is_repeated_is_short_and_says_that_it_is_nothing() -> None:
    assert [quoted(text) for text in ("", " \n", "a  b", "x" * 60, "x" * 61)] == [
        "kosong", "kosong", "a b", "x" * 60, "x" * 60 + "…"]


def test_marks_that_turn_the_way_of_reading_do_not_turn_the_sentence(words: Words) -> None:
    error = words.run("berkas", "\u202eBPU\u2066\u200f", "KTP", "ada")[2]
    assert "nomor  BPU ." in error


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1999-12-31", "2101-01-01"])
def test_a_day_nobody_counts_from_is_refused(words: Words, monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("JAMSOS_HARI_INI", day)
    assert words.refused("daftar") == "TANGGAL_SALAH"
    assert words.refused("--data", "baru", *OFFICE, "TAHIR") == "TANGGAL_SALAH"
    assert not Path("baru").exists()


def test_a_zone_no_clock_has_is_no_reason_to_stop(folder: DataFolder) -> None:
    done = subprocess.run([sys.executable, str(program_root() / "main.py"), "--data", str(folder.root), "daftar"],
                          env={"PATH": os.defpath, "TZ": "XXX-25"}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 orang\n", "")


@pytest.mark.parametrize("verb", [["daftar"], [*OFFICE, "TAHIR"]])
def test_a_data_folder_no_disk_can_hold(words: Words, verb: list[str]) -> None:
    code, said, error = words.run("--data", "d" * 300, *verb)
    assert (code, said) == (1, "")
    assert error == (f"FOLDER_DATA_SALAH: Folder data {'d' * 40} tidak bisa dibuka. Tidak ada data yang berubah. "
                     "Periksa namanya dan izinnya, atau pilih folder lain.\n")


def test_a_fault_is_told_although_the_folder_cannot_be_looked_at(tmp_path: Path) -> None:
    """The log stands in that folder: what keeps it from being written must not hide the fault itself."""
    code = ("import sys; from pathlib import Path; from jamsos_desktop.paths import DataFolder\n"
            "from jamsos_desktop.desk.faults import tell_commands\n"
            "tell_commands(DataFolder(Path('d' * 300))); 1 / 0")
    done = subprocess.run([sys.executable, "-c", code], cwd=program_root(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("GALAT_PROGRAM: Ada kesalahan di aplikasi.")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["-", "123", "A" * 121, "\x07\x1b[31m", "--sekretaris"])
def test_who_signs_is_called_something_a_paper_can_carry(words: Words, name: str) -> None:
    code, said, error = words.run("--data", "baru", *OFFICE, name)
    assert (code, said, error.partition(":")[0]) == (1, "", "NAMA_PEJABAT_SALAH")
    assert not Path("baru").exists()


def test_the_name_of_who_signs_is_one_line(words: Words) -> None:
    assert words.run("--data", "baru", *OFFICE, " ABDUL\n\u202eRAHIM ")[0] == 0
    with desks.open_desk(DataFolder(Path("baru"))) as desk:
        assert desk.unit.pejabat_untuk("kepala_desa").nama == "ABDUL RAHIM"


@pytest.mark.parametrize("verb", [["tambah"], ["ubah", "BPU-000001"], ["bayar"]])
def test_what_never_ends_is_not_read(words: Words, verb: list[str]) -> None:
    os.mkfifo("pipa")
    for path in ("/dev/zero", "pipa"):
        assert words.refused(*verb, "--dari", path) == "FILE_TAK_TERBACA"


def test_a_file_of_people_as_notepad_saves_it(words: Words) -> None:
    Path("orang.json").write_text('\ufeff{"nama": "LA BASRI"}', "utf-8")
    assert words.json("tambah", "--dari", "orang.json")["nomor"] == "BPU-000001"


def test_what_was_typed_is_shown_also_where_it_cannot_be_read(words: Words) -> None:
    file = file_of([{"nama": "LA BASRI", "nik": "7.40211E+15"}, {"nama": "Z" * 500}])
    code, said, _ = words.run("tambah", "--dari", file)
    assert (code, said.splitlines()) == (0, ["BPU-000001 LA BASRI: Perlu dilengkapi",
                                             f"BPU-000002 {'Z' * 60}…: Draf"])
    lines = words.run("daftar")[1].splitlines()
    assert any("7.40211E+15" in line and "LA BASRI" in line for line in lines)
    assert any("Z" * 60 + "…" in line for line in lines)
    assert words.run("ubah", "BPU-000001", "--dari", file_of({"nama": ""}))[1] == "BPU-000001 tanpa nama: Draf\n"


@pytest.mark.parametrize(("person", "kode", "told"), [
    ({"sumber_dana": {"jkk": "APBD_KAB"}}, "KOLOM_TAK_DIKENAL", "Kolom sumber_dana.jkk tidak dikenal."),
    ({"persetujuan": {"tanggal": "2026-11-01", "tgl": "x"}}, "KOLOM_TAK_DIKENAL",
     "Kolom persetujuan.tgl tidak dikenal."),
    ({"keluarga": [{"nama": "A", "urutan": "satu"}]}, "KELUARGA_SALAH", "Keluarga ke-1: urutan tidak bisa dibaca."),
])
def test_nothing_of_a_file_is_dropped_unsaid(words: Words, person: dict[str, Any], kode: str, told: str) -> None:
    for content, where in ((person, ""), ([{"nama": "A"}, person], "Orang ke-2: ")):
        code, said, error = words.run("tambah", "--dari", file_of(content))
        assert (code, said) == (1, "")
        assert error.startswith(f"{kode}: {where}{told} Tidak ada data yang berubah.")
    assert words.json("daftar") == []


def test_a_consent_that_was_withdrawn_is_none_that_stands(words: Words, folder: DataFolder) -> None:
    with desks.open_desk(folder, None, desks.clock_from_environment()) as desk:
        desk.save(salma("u1", persetujuan=Persetujuan(tanggal=date(2026, 11, 1), cara="tanda_tangan")), 0)
        number = desk.read("u1").nomor
    [before] = words.json("daftar")
    with desks.open_desk(folder, None, desks.clock_from_environment()) as desk:
        desk.withdraw_consent("u1", "tidak jadi ikut")
    [given] = words.json("daftar")
    assert given["persetujuan"]["ditarik"] == "2026-11-20"
    for older in (before["persetujuan"], None):  # written out before, or emptied
        code, _, error = words.run("ubah", number, "--dari", file_of({"persetujuan": older}))
        assert (code, "Persetujuan orang ini ditarik 20/11/2026." in error) == (1, True)
    assert words.refused("tambah", "--dari", file_of({**given, "nik": ""})) == "PERSETUJUAN_SALAH"
    words.json("ubah", number, "--dari", file_of({"persetujuan": given["persetujuan"], "hp": "081299000999"}))
    [kept] = words.json("daftar")
    assert (kept["persetujuan"], kept["hp"]) == (given["persetujuan"], "081299000999")
    again = words.json("ubah", number, "--dari", file_of({"persetujuan": {"tanggal": "2026-11-20"}}))
    assert again["nomor"] == number
    assert words.json("daftar")[0]["persetujuan"]["ditarik"] is None


def test_nobody_left_to_print_says_how_to_print_again(words: Words) -> None:
    assert "Yang sudah pernah dicetak: --semua." in words.run("cetak", "formulir", "--ke", "x")[2]
    assert "--semua" not in words.run("cetak", "formulir", "--semua", "--ke", "x")[2]


def test_a_day_before_the_first_entry_has_no_code(words: Words) -> None:
    assert words.json("rekap-harian", "--hari", "2026-01-05", "--ke", "r.pdf")["kode"] == ""


def test_setting_up_reports_the_problem_of_a_name(tmp_path: Path) -> None:
    unit = desks.unit_for("74.02.11.2017", "7402", "NURHAYATI")
    with pytest.raises(Problem, match="Nama pejabat 7402"):
        desks.set_up_desa(DataFolder(tmp_path / "baru"), desks.SetUp(unit), desks.Clock())
    assert not (tmp_path / "baru").exists()


@pytest.mark.parametrize("asked", [["riwayat", "--jumlah", "0"], ["riwayat", "--jumlah", "-1"],
                                   ["riwayat", "--jumlah", "9" * 30]])
def test_no_rows_at_all_is_nothing_to_ask_for(words: Words, asked: list[str]) -> None:
    """A history that is there is never told as empty."""
    code, said, error = words.run(*asked)
    assert (code, said) == (2, "")
    assert "Tulis angka bulat" in error


def test_a_column_without_a_head_is_named_by_its_letter(words: Words) -> None:
    Path("daftar.csv").write_text("NIK;Nama;;\n7402111408809001;LA BASRI;merah;\n", "utf-8")
    assert "Kolom C tidak dikenal, tidak dipakai." in words.run("impor", "daftar.csv", "--coba")[1]


def test_a_folder_is_no_backup(words: Words) -> None:
    assert "File . tidak ada atau tidak dapat dibaca." in words.run("uji-cadangan", ".")[2]


def paths_of(verb: click.Command, name: str) -> Iterator[list[str]]:
    """A line for every file or folder a verb can be given."""
    for param in verb.params:
        if isinstance(param.type, click.Path):
            yield [name, *([param.opts[0]] if isinstance(param, click.Option) else [])]


LINES = [line for name, verb in sorted(verbs.commands.items()) for line in paths_of(verb, name)]


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_a_name_no_disk_can_hold_is_said_by_every_verb(words: Words, line: list[str]) -> None:
    code, said, error = words.run(*line, "p" * 300 + ".pdf")
    assert (code, said, error) == (1, "", f"FILE_TAK_TERBACA: Nama {'p' * 60}… terlalu panjang. "
                                          "Tidak ada data yang berubah. Pakai nama yang lebih pendek.\n")


def test_a_folder_one_may_not_look_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tertutup").mkdir()
    monkeypatch.chdir(tmp_path / "tertutup")
    Path().chmod(0)
    me = os.geteuid()
    try:
        if not me:
            os.seteuid(65534)
        for path, name in ((tmp_path / "tertutup" / "a.json", "tertutup"), (Path("a.json"), "[.]")):
            with pytest.raises(Problem, match=f"Folder {name} tidak boleh dibuka di sini"):
                PATH.convert(str(path), None, None)
    finally:
        os.seteuid(me)


def test_a_chapter_no_disk_can_hold(words: Words) -> None:
    assert words.refused("panduan", "9" * 400) == "BAB_TIDAK_ADA"
