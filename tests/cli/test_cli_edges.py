"""What stands before a verb, and what a verb refuses before it opens anything."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

import jamsos_desktop
from jamsos_desktop.cli import program
from jamsos_desktop.cli.options import WrongUsage, files_named, global_options
from jamsos_desktop.paths import DataFolder
from tests.cli.spoken import Words


@pytest.fixture
def words(folder: DataFolder, capsys: pytest.CaptureFixture[str]) -> Words:
    return Words(folder.root, capsys)


def test_a_data_folder_is_never_left_to_be_guessed() -> None:
    for argv in (["--data", "x", "daftar"], ["daftar", "--data=x"]):
        options = global_options(argv)
        assert (options.folder.root, options.json, options.rest) == (Path("x"), False, ("daftar",))
    for argv in (["daftar", "--data"], ["--data=", "daftar"], ["--data", "--json", "daftar"]):
        with pytest.raises(WrongUsage, match="memerlukan sebuah folder"):
            global_options(argv)


def test_words_that_name_files_are_no_verb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert files_named(["JD-1.jdx", "map/isi"]) == (tmp_path / "JD-1.jdx", tmp_path / "map/isi")
    for argv in (["daftar"], ["impor", "daftar.xlsx"], ["--json", "JD-1.jdx"]):
        assert files_named(argv) == ()
    assert files_named([]) == ()


def test_which_version_this_is(words: Words) -> None:
    assert words.run("--versi") == (0, f"Jamsos Desa {jamsos_desktop.__version__}\n", "")
    assert words.json("--versi") == {"versi": jamsos_desktop.__version__}
    code, said, error = words.run("--help")
    assert (code, error) == (0, "")
    assert "Jamsos Desa" in said


def test_an_end_from_the_keyboard_is_told(words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(*_: object, **__: object) -> None:
        raise click.Abort

    monkeypatch.setattr(program.verbs, "main", ended)
    assert words.run("daftar") == (1, "", "DIBATALKAN: Dihentikan dari papan ketik.\n")


@pytest.mark.parametrize("asked", [["ekspor", "--ke", ""], ["cetak", "ceklis", "--ke", ""], ["tambah", "--dari", ""],
                                   ["terima", ""], ["demo", "--ke", ""], ["impor", ""], ["data-saya", "7", "--ke", ""]])
def test_an_empty_word_is_no_file(words: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                  asked: list[str]) -> None:
    """As ``--ke "$FLASHDISK"`` leaves one: what is made must not land where one happens to stand."""
    (tmp_path / "sini").mkdir()
    monkeypatch.chdir(tmp_path / "sini")
    code, said, error = words.run(*asked)
    assert (code, said) == (2, "")
    assert " belum diisi.\n" in error
    assert list(Path().iterdir()) == []


def test_who_signs_is_named(words: Words, tmp_path: Path) -> None:
    code, said, error = words.run("--data", tmp_path / "baru", "siapkan", "desa", "--kode", "74.02.11.2017",
                                  "--kepala-desa", " ", "--sekretaris", "B")
    assert (code, said, error.splitlines()[0]) == (2, "", "Perintah salah: --kepala-desa belum diisi.")
    assert not (tmp_path / "baru").exists()


def test_a_verb_of_two_words_wants_both(words: Words) -> None:
    assert words.run("siapkan") == (2, "", "Perintah salah: Perintah siapkan belum lengkap. Tulis juga salah satu: "
                                           "desa, dpmd.\nLihat: jamsos --help\n")


def test_a_sentence_is_one_line_whatever_a_file_is_called(words: Words) -> None:
    code, _, error = words.run("tambah", "--dari", "satu\ndua\x1b[31m.json")
    assert (code, error.count("\n")) == (1, 1)
    assert "File satu dua [31m.json tidak bisa dibaca." in error
    assert "File . tidak bisa dibaca." in words.run("tambah", "--dari", ".")[2]


def test_a_file_of_people_holds_people(words: Words, tmp_path: Path) -> None:
    file = tmp_path / "orang.json"
    for content in ([], [{"nama": "A"}, {"nama": "B"}]):
        file.write_text(json.dumps(content))
        assert words.refused("ubah", "BPU-000001", "--dari", file) == "JSON_SALAH"
    for content in ([], ["nama"], "nama"):
        file.write_text(json.dumps(content))
        assert words.refused("tambah", "--dari", file) == "JSON_SALAH"


def test_what_cannot_be_meant_together(words: Words) -> None:
    code, said, error = words.run("persetujuan", "BPU-000001", "--catat", "2026-11-20", "--tarik", "2026-11-21")
    assert (code, said) == (2, "")
    assert "Sebut --catat, atau --tarik." in error


def test_a_paper_of_the_village_is_ticked_by_words(words: Words) -> None:
    papers = words.json("berkas-desa", "sptjm", "ada")["berkas_desa"]
    assert papers["SPTJM"] == "ada"
    assert {state for kode, state in papers.items() if kode != "SPTJM"} != {"ada"}
