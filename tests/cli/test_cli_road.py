"""``map-desa`` from the command line: the roads as a document, a step written down, wrong usage and refusals."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.program import run
from jamsos_desktop.paths import DataFolder
from tests.conftest import salma


@pytest.fixture
def village(folder: DataFolder, clock: desks.Clock, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words every command starts with, for a village with one pekerja rentan."""
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")
    with desks.open_desk(folder, None, clock) as desk:
        desk.save(salma(), 0)
    return ["--data", str(folder.root)]


def document(words: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    assert run([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_roads_are_told_and_a_step_is_written(village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    told = document([*village, "map-desa"], capsys)
    assert [road["kode"] for road in told["jalur"]] == ["pemberi_kerja", "wadah"]
    assert told["berikut"]["langkah"] == "berkas"
    words = [*village, "map-desa", "--jalur", "wadah", "--tandai", "pks"]
    told = document([*words, "--nomor", "PKS/1/2026", "--tanggal", "2026-11-02", "--keadaan", "selesai"], capsys)
    told = document([*words, "--catatan", "di map"], capsys)  # what is not told stays
    [pks] = [step for step in told["jalur"][1]["langkah"] if step["kode"] == "pks"]
    assert (pks["keadaan"], pks["nomor"], pks["tanggal"], pks["catatan"]) == (
        "selesai", "PKS/1/2026", "2026-11-02", "di map")
    told = document([*words, "--keadaan", "hitung", "--tanggal", ""], capsys)
    [pks] = [step for step in told["jalur"][1]["langkah"] if step["kode"] == "pks"]
    assert (pks["keadaan"], pks["tanggal"]) == ("jalan", None)  # its number is still there


def test_npp_and_npwp_go_into_the_profile(village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    told = document([*village, "map-desa", "--npp", "bb 123456", "--npwp", "012345678901000"], capsys)
    [bpjs] = [step for step in told["jalur"][0]["langkah"] if step["kode"] == "bpjs"]
    assert (bpjs["keadaan"], bpjs["nomor"]) == ("selesai", "BB123456")
    assert run([*village, "map-desa"]) == 0
    shown = capsys.readouterr().out
    assert "NPP BB123456" in shown
    assert "Berikut:" in shown


@pytest.mark.parametrize(("words", "code"), [
    (["--lambang", "hilang.png"], "FILE_TIDAK_ADA"), (["--profil", "nip_kepala=12"], "NIP_SALAH"),
    (["--profil", "nik_kepala=12"], "NIK_PEJABAT_SALAH"), (["--profil", "pic_hp=nol"], "TELEPON_SALAH"),
    (["--npp", "12"], "NPP_SALAH"), (["--npwp", "12a"], "NPWP_SALAH"), (["--tandai", "terbang"], "LANGKAH_TIDAK_ADA"),
    (["--tandai", "berkas", "--tanggal", "kemarin"], "TANGGAL_SALAH"),
    (["--tandai", "berkas", "--tanggal", "2026-12-01"], "TANGGAL_SALAH"),
    (["--tandai", "kartu", "--keadaan", "selesai"], "LANGKAH_DIHITUNG")])
def test_what_is_wrong_is_refused_in_a_sentence(village: list[str], capsys: pytest.CaptureFixture[str],
                                                words: list[str], code: str) -> None:
    assert run([*village, "map-desa", *words]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{code}: ")


def test_the_profile_is_written_key_by_key_and_emptied_again(village: list[str]) -> None:
    assert run([*village, "map-desa", "--profil", "pic_nama=Hasnia Tahir", "--profil", "dasar=Perda 3=2008"]) == 0
    assert run([*village, "map-desa", "--profil", "dasar="]) == 0
    with desks.open_desk(DataFolder(Path(village[1])), None, desks.Clock(date(2026, 11, 21))) as desk:
        assert (desk.unit.pic_nama, desk.unit.dasar) == ("Hasnia Tahir", "")


def test_the_crest_is_read_from_a_file_and_taken_away(village: list[str], tmp_path: Path) -> None:
    Image.new("RGB", (40, 50), "green").save(tmp_path / "lambang.png")
    folder = DataFolder(Path(village[1]))
    for said, held in ((str(tmp_path / "lambang.png"), True), ("-", False)):
        assert run([*village, "map-desa", "--lambang", said, "--profil", "nip_kepala=197001012000031001"]) == 0
        with desks.open_desk(folder, None, desks.Clock(date(2026, 11, 21))) as desk:
            assert bool(desk.unit.lambang) is held
            assert desk.unit.pejabat_untuk("kepala_desa").nip == "197001012000031001"


@pytest.mark.parametrize("words", [["--nomor", "1"], ["--tandai", "berkas", "--npp", "BB123456"],
                                   ["--profil", "pic_nama"], ["--profil", "warna=hijau"],
                                   ["--tandai", "berkas", "--profil", "dasar=1"]])
def test_wrong_usage(village: list[str], capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert run([*village, "map-desa", *words]) == 2
    assert "Perintah salah" in capsys.readouterr().err
