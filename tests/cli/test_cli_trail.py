"""``riwayat`` and ``rekap-harian`` from the command line: who did what, whether it is whole, the day on paper."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spoken import Words

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.program import run
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import vault
from jamsos_desktop.store.engine import Database
from tests.conftest import salma


@pytest.fixture
def words(folder: DataFolder, clock: desks.Clock, monkeypatch: pytest.MonkeyPatch,
          capsys: pytest.CaptureFixture[str]) -> Words:
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")
    with desks.open_desk(folder, None, clock) as desk:
        kept = desk.save(salma(), 0)
        desk.delete([kept.uid], "salah ketik")
    return Words(folder.root, capsys)


def edited(folder: DataFolder) -> None:
    """Somebody with the key of the data changes who did it."""
    dek = vault.open_with_device(folder)
    assert dek is not None
    with Database(folder.database, vault.subkey(dek, "db")) as db:
        db.run("DROP TRIGGER riwayat_tetap_u")
        db.run("UPDATE riwayat SET pelaku = 'ORANG LAIN' WHERE n = 3")


def test_the_newest_entries_are_told_and_narrowed(words: Words) -> None:
    code, said, _ = words.run("riwayat", "--jumlah", 2)
    assert code == 0
    first, second = said.splitlines()
    assert "Nurhayati Salam: Menghapus peserta (salah ketik)" in first
    assert "Menambah peserta" in second
    rows = words.json("riwayat", "--bagian", "orang", "--oleh", "Nurhayati Salam")
    assert [row["apa"] for row in rows] == ["Menghapus peserta", "Menambah peserta"]
    assert words.json("riwayat", "--sampai", "2026-11-20") == []
    assert words.json("riwayat", "--oleh", "Orang Lain") == []


def test_it_is_checked_and_what_was_edited_ends_in_a_code(words: Words, folder: DataFolder) -> None:
    told = words.json("riwayat", "--periksa")
    assert (told["utuh"], told["putus"]) == (True, [])
    recap = words.json("rekap-harian", "--ke", folder.root.parent / "rekap.pdf")
    assert Path(recap["berkas"]).is_file()
    assert words.json("riwayat", "--kode", f"{recap['n']}={recap['kode']}")["utuh"]
    edited(folder)
    code, said, error = words.run("riwayat", "--periksa")
    assert code == 1
    assert "Catatan no. 3 diubah dari luar" in said
    assert error.startswith("RIWAYAT_TIDAK_UTUH: ")


def test_a_code_from_paper_that_does_not_fit_ends_in_a_code(words: Words, capsys: pytest.CaptureFixture[str],
                                                           folder: DataFolder) -> None:
    assert run(["--data", str(folder.root), "--json", "riwayat", "--kode", "2=AAAA-BBBB-CCCC"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["jangkar"][0]["cocok"] is False
    assert told.err.startswith("RIWAYAT_TIDAK_UTUH: ")


@pytest.mark.parametrize(("wrong", "code"), [
    (["riwayat", "--bagian", "entah"], "RIWAYAT_BAGIAN"), (["riwayat", "--dari", "kemarin"], "TANGGAL_SALAH"),
    (["riwayat", "--orang", "7402999999999999"], "PESERTA_TIDAK_ADA"), (["riwayat", "--kode", "1=12"],
                                                                        "KODE_PERIKSA_SALAH"),
    (["rekap-harian", "--kertas", "B5"], "KERTAS_SALAH"), (["rekap-harian", "--hari", "2026-12-01"],
                                                           "TANGGAL_SALAH")])
def test_what_is_wrong_is_refused_in_a_sentence(words: Words, wrong: list[str], code: str) -> None:
    assert words.refused(*wrong) == code


def test_a_code_without_its_number_is_wrong_usage(words: Words) -> None:
    assert words.run("riwayat", "--kode", "9C41-E07B-55D2")[0] == 2
