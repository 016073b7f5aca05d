"""Verb isi-cepat: what is empty, who lacks it, and a list that fills it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from tests.cli.spoken import Words
from tests.conftest import salma


@pytest.fixture
def cli(folder: DataFolder, clock: desks.Clock, capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch) -> Words:
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")
    with desks.open_desk(folder, None, clock) as desk:
        desk.save(salma("u0", nama_ibu=""), 0)
        desk.save(salma("u1", nik="7402110302809366", nama="LA ODE HASAN", dusun="I", nama_ibu=""), 0)
    return Words(folder.root, capsys)


def test_columns_people_and_a_list(cli: Words, tmp_path: Path) -> None:
    columns = {one["key"]: one for one in cli.json("isi-cepat")}
    assert (columns["nama_ibu"]["kurang"], columns["nama_ibu"]["wajib"]) == (2, 2)
    assert [one["nomor"] for one in cli.json("isi-cepat", "nama_ibu")] == ["BPU-000002", "BPU-000001"]
    assert [one["nama"] for one in cli.json("isi-cepat", "nama_ibu", "--dusun", "II")] == ["WA ODE SALMA"]
    path = tmp_path / "ibu.csv"
    path.write_text("Nomor,Ibu kandung\nBPU-000001,Wa Muna\nBPU-000007,Sitti\n", encoding="utf-8")
    dry = cli.json("isi-cepat", "nama_ibu", "--dari", path, "--coba")
    assert (dry["baris"], dry["terisi"], dry["ditahan"], dry["coba"]) == (2, 1, 1, True)
    assert len(cli.json("isi-cepat", "nama_ibu")) == 2
    done = cli.json("isi-cepat", "nama_ibu", "--dari", path)
    assert [row["hasil"] for row in done["rincian"]] == ["terisi", "ditahan"]
    assert [one["nama"] for one in cli.json("isi-cepat", "nama_ibu")] == ["LA ODE HASAN"]
    code, said, _ = cli.run("isi-cepat", "nama_ibu", "--dari", path, "--timpa")
    assert (code, said.splitlines()[-1]) == (
        0, "Nama ibu kandung: 0 dari 2 baris terisi, 0 tidak terbaca, 1 dilewati, 1 ditahan.")


def test_what_cannot_be_meant_is_refused(cli: Words, tmp_path: Path) -> None:
    assert cli.refused("isi-cepat", "entah") == "KOLOM_TAK_DIKENAL"
    assert cli.refused("isi-cepat", "nama_ibu", "--dari", tmp_path / "tidak-ada.csv") == "LEMBAR_TIDAK_ADA"
    for words in (("--dari", "x.csv"), ("nama_ibu", "--coba"), ("nama_ibu", "--dari", "x.csv", "--dusun", "I")):
        assert cli.run("isi-cepat", *words)[0] == 2
