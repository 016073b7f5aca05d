"""``hapus``: off the list, who can still come back, and back again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from tests.cli.spoken import Words
from tests.conftest import salma
from tests.desk.leaving_village import a_package, enrol

ONE, TWO, THREE = "BPU-000001", "BPU-000002", "BPU-000003"
MOVED = ("--alasan", "Pindah ke luar kabupaten")


@pytest.fixture(scope="module")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Path:
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("hapus") / "data"))
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        a_package(desk)
        desk.save(salma(), 0)
        desk.save(salma("u2", nik="7402115408849418", nama="JUMRIA LATIF"), 0)
        enrol(desk, 3)
    return root


@pytest.fixture
def say(village: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Words:
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")
    return Words(Path(shutil.copytree(village, tmp_path / "data")), capsys)


def numbers(say: Words) -> set[str]:
    return {person["nomor"] for person in say.json("daftar")}


def test_several_go_at_once_and_come_back_one_by_one(say: Words) -> None:
    before = say.json("cari", ONE)[0]
    gone = say.json("hapus", ONE, "7402115408849418", ONE, *MOVED)
    assert {(row["nomor"], row["sisa"]) for row in gone} == {(ONE, 30), (TWO, 30)}
    assert numbers(say) == {THREE}
    assert sorted(row["nomor"] for row in say.json("hapus", "--daftar")) == [ONE, TWO]
    [back] = say.json("hapus", before["nik"], "--urungkan")
    assert back == {"uid": before["uid"], "nomor": ONE, "status": before["status"]}
    assert numbers(say) == {ONE, THREE}
    assert {**say.json("cari", ONE)[0], "revisi": 0, "diubah": 0} == {**before, "revisi": 0, "diubah": 0}
    assert [row["nomor"] for row in say.json("hapus", "--daftar")] == [TWO]


def test_words_tell_who_went_and_how_long_they_are_kept(say: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    told = say.run("hapus", ONE, *MOVED)[1]
    assert "WA ODE SALMA" in told
    assert told.endswith("30 hari lagi bisa dikembalikan\n1 orang dihapus\n")
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-12-21")
    assert say.run("hapus", "--daftar")[1].endswith("hari ini terakhir bisa dikembalikan\n1 orang\n")
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-12-22")
    assert say.run("hapus", "--daftar")[1] == "0 orang\n"
    assert say.refused("hapus", ONE, "--urungkan") == "PESERTA_TIDAK_ADA"


def test_all_people_or_none(say: Words) -> None:
    assert say.refused("hapus", ONE, "BPU-000099", *MOVED) == "PESERTA_TIDAK_ADA"
    assert numbers(say) == {ONE, TWO, THREE}
    say.json("hapus", ONE, *MOVED)
    assert say.refused("hapus", ONE, TWO, "--urungkan") == "PESERTA_TIDAK_ADA"
    assert numbers(say) == {TWO, THREE}


def test_a_death_dpmd_has_not_heard_of_is_sent_first(say: Words) -> None:
    assert say.json("keluar", THREE, "--sebab", "meninggal", "--tanggal", "2026-11-18")[0]["status"] == "meninggal"
    assert say.refused("hapus", ONE, THREE, *MOVED) == "MENINGGAL_BELUM_DIKIRIM"
    assert ONE in numbers(say)


def test_the_reason_is_kept_without_whom_it_is_about(say: Words, clock: desks.Clock) -> None:
    say.json("hapus", ONE, "--alasan", " Wa Ode  Salma sudah tercatat, NIK 7402115408849417 ")
    said = "(nama) sudah tercatat, NIK (angka)"
    assert say.json("riwayat", "--jumlah", "1")[0]["alasan"] == said
    with desks.open_desk(DataFolder(say._data), None, clock) as desk, desk.ctx.open() as db:
        assert db.one("SELECT alasan FROM hapus") == (said,)


def test_two_deleted_with_one_nik_are_told_apart(say: Words, clock: desks.Clock) -> None:
    with desks.open_desk(DataFolder(say._data), None, clock) as desk:
        twin = desk.find_person(TWO)
        desk.save(replace(twin, nik="7402115408849417"), twin.revisi)
    say.json("hapus", ONE, TWO, *MOVED)
    code, said, error = say.run("hapus", "7402115408849417", "--urungkan")
    assert (code, said) == (1, "")
    assert error.startswith("NIK_GANDA: ")
    assert ONE in error
    assert TWO in error
    assert numbers(say) == {THREE}


@pytest.mark.parametrize("words", [
    (), (ONE,), (ONE, "--alasan", " "), ("--alasan", "x"), ("--urungkan",), (ONE, "--daftar"),
    (ONE, "--urungkan", "--alasan", "x"), ("--daftar", "--alasan", "x"), ("--daftar", "--urungkan")])
def test_half_a_command_is_wrong_usage(say: Words, words: tuple[str, ...]) -> None:
    code, said, error = say.run("hapus", *words)
    assert (code, said) == (2, "")
    assert "Sebut orangnya dengan --alasan atau --urungkan, atau --daftar saja." in error
    assert numbers(say) == {ONE, TWO, THREE}
