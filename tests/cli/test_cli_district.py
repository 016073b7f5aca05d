"""The conversation of both desks by command: packages in, doubles, replies, reports, settings, backups."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.program import run
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from tests.cli.test_cli_commands import Cli
from tests.conftest import make_ready, salma

VILLAGE = "74.02.11.2017"


class Pair:
    """A district and a village that know each other, each in a data folder of its own."""

    def __init__(self, root: Path, clock: desks.Clock) -> None:
        self.clock = clock
        self.dpmd, self.desa = Cli(root / "dpmd"), Cli(root / "desa")

    def village(self) -> desks.Desk:
        return desks.open_desk(DataFolder(self.desa.data), None, self.clock)


@pytest.fixture(scope="module")
def made_once(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Path:
    root = tmp_path_factory.mktemp("pasangan")
    shutil.copytree(set_up, root / "desa")
    pair = Pair(root, clock)
    pair.dpmd.json("siapkan", "dpmd", "--kode", "74.02")
    pair.dpmd.json("kunci", "--ke", root)
    pair.desa.json("terima", root / "JK-7402.json")
    with pair.village() as desk:
        desk.save(salma(), 0)
        make_ready(desk, salma().uid)
    return root


@pytest.fixture
def pair(made_once: Path, tmp_path: Path, clock: desks.Clock) -> Pair:
    return Pair(Path(shutil.copytree(made_once, tmp_path / "p")), clock)


def test_a_package_goes_in_and_the_answer_comes_back(pair: Pair, tmp_path: Path) -> None:
    sent = pair.desa.json("ekspor", "--ke", tmp_path / "stik")
    came = pair.dpmd.json("terima", tmp_path / "stik")
    assert (came["masuk"] + came["ulang"] + came["keputusan"] + came["ditolak"]) == len(came["file"]) == 1
    assert (came["file"][0]["hasil"], came["baru"]) == ("kunci_belum", 1)
    assert came["file"][0]["kode_periksa"] == sent["kode_periksa"]
    again = pair.dpmd.json("terima", tmp_path / "stik")
    assert (again["ulang"], again["baru"]) == (1, 0)
    with pair.village() as desk:
        sidik = desk.own_fingerprint()
    assert pair.dpmd.refused("cocokkan", VILLAGE, "0000 0000 0000 0000")
    assert pair.dpmd.json("cocokkan", VILLAGE, sidik)["dicocokkan"]
    made = pair.dpmd.json("balas", "--ke", tmp_path / "balas")
    [reply] = made["balasan"]
    taken = pair.desa.json("terima", reply["path"])
    assert "alasan no. 1" in taken["diterima"][0]["hasil"]
    assert [p["status"] for p in pair.desa.json("daftar")] == ["diterima"]
    assert pair.desa.run("terima", reply["path"]).returncode == 0


def test_a_run_without_a_single_file_is_no_run(pair: Pair, tmp_path: Path) -> None:
    """A stick that is out, a word mistyped: a script hears of it. One file that is there is enough for a report."""
    assert pair.dpmd.refused("terima", tmp_path / "tiada" / "JD-7402112017-0001.jdx", tmp_path / "stik") \
        == "FILE_TIDAK_ADA"
    sent = pair.desa.json("ekspor", "--ke", tmp_path / "stik")
    came = pair.dpmd.json("terima", sent["berkas"], tmp_path / "tiada")
    assert sorted(one["problem_kode"] for one in came["file"]) == ["", "FILE_TIDAK_ADA"]
    (tmp_path / "kosong").mkdir()
    assert pair.dpmd.json("terima", tmp_path / "kosong")["file"] == []


def test_a_double_is_found_and_decided(pair: Pair, tmp_path: Path) -> None:
    with pair.village() as desk:
        twin = replace(salma("01a00000-0000-7000-8000-000000000002"), nama="WA ODE SALMAH", alamat="Dusun I",
                       nik="7402115408849418")
        desk.save(twin, 0)
        make_ready(desk, twin.uid)
    pair.desa.json("ekspor", "--ke", tmp_path / "stik")
    pair.dpmd.json("terima", tmp_path / "stik")
    found = pair.dpmd.json("ganda")
    [one] = found["pasangan"]
    assert (one["jenis"], one["keputusan"]) == ("mirip", 0)
    assert pair.dpmd.run("ganda", "--putuskan", str(one["id"])).returncode == 2
    assert pair.dpmd.refused("ganda", "--putuskan", "99", "--pilihan", "1")
    pair.dpmd.json("ganda", "--putuskan", one["id"], "--pilihan", "4", "--catatan", "Kembar")
    assert [(p["keputusan"], p["catatan"]) for p in pair.dpmd.json("ganda")["pasangan"]] == [(4, "Kembar")]


def test_recap_and_reports(pair: Pair, tmp_path: Path) -> None:
    recap = pair.dpmd.json("rekap")
    assert (recap["desa"], recap["melapor"], recap["terdaftar"]) == (291, 0, 0)
    assert sum(stage["desa"] for stage in recap["tahapan"]) == recap["desa"]
    assert Path(pair.dpmd.json("rekap", "--ke", tmp_path / "rekap.xlsx")["berkas"]).is_file()
    made = pair.dpmd.json("laporan-triwulan", "--periode", "2026-Q4", "--ke", tmp_path / "q4.pdf")
    assert Path(made["berkas"]).read_bytes().startswith(b"%PDF")
    for wrong in ("2026-Q5", "kemarin"):
        assert pair.dpmd.refused("laporan-triwulan", "--periode", wrong, "--ke", tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_targets_by_workbook(pair: Pair, tmp_path: Path) -> None:
    pair.dpmd.json("sasaran", "--contoh", tmp_path / "sasaran.xlsx")
    taken = pair.dpmd.json("sasaran", "--dari", tmp_path / "sasaran.xlsx")
    assert taken["masuk"] + taken["sama"] + taken["dilewati"] + taken["ditahan"] == len(taken["rows"])
    assert pair.dpmd.json("sasaran") == {}


def test_settings_travel_and_roll_back(pair: Pair, tmp_path: Path) -> None:
    made = pair.dpmd.json("ketentuan", "--ke", tmp_path, "--versi", "2026.9", "--mulai", "2026-11-01")
    pair.desa.json("terima", made["berkas"])
    held = pair.desa.json("ketentuan")
    assert (held[0]["versi"], held[0]["keadaan"]) == ("2026.9", "berlaku")
    assert pair.desa.json("ketentuan", "--kembali", held[-1]["versi"])["keadaan"] == "berlaku"
    assert pair.desa.refused("ketentuan", "--kembali", "tidak-ada")
    assert pair.dpmd.run("ketentuan", "--ke", tmp_path).returncode == 2


def test_sipp_on_both_desks(pair: Pair, tmp_path: Path) -> None:
    assert pair.desa.refused("sipp", "--ke", tmp_path / "sipp.xlsx")  # nobody of segment PU
    assert pair.dpmd.refused("sipp", "--ke", tmp_path / "sipp.xlsx")  # no batch
    assert pair.desa.refused("sipp", "--ke", tmp_path / "sipp.xlsx", "--batch", "K-0001") == "BUKAN_DPMD"
    assert not (tmp_path / "sipp.xlsx").exists()


def test_district_verbs_are_refused_in_a_village(pair: Pair) -> None:
    for words in (["rekap"], ["ganda"], ["balas", "--ke", "x"], ["cocokkan", "1", "2"], ["sasaran"],
                  ["laporan-triwulan", "--periode", "2026-Q4", "--ke", "x.pdf"]):
        assert pair.desa.refused(*words) == "BUKAN_DPMD"


def test_the_desk_moves_to_another_laptop(set_up: Path, tmp_path: Path, clock: desks.Clock) -> None:
    old = Cli(tmp_path / "lama")
    words = old.json("siapkan", "desa", "--kode", VILLAGE, "--kepala-desa", "A", "--sekretaris", "B")["pemulihan"]
    made = old.json("cadangkan", "--ke", tmp_path / "stik", "--pindah", "--penerima", "B BARU")
    assert Path(made["berita_acara"]).read_bytes().startswith(b"%PDF")
    assert old.json("uji-cadangan", made["berkas"])["kode_periksa"] == made["kode_periksa"]
    assert old.refused("contoh", "--peserta", "2") == "MEJA_DIPINDAHKAN"
    new = Cli(tmp_path / "baru")
    wrong: list[Any] = words.split()
    wrong[0] = "pagi" if wrong[0] != "pagi" else "padi"
    assert new.refused("pulihkan", made["berkas"], "--kata", " ".join(wrong))
    back = new.json("pulihkan", made["berkas"], "--kata", words)
    assert back["kode"] == VILLAGE
    assert new.json("contoh", "--peserta", "2")["dibuat"] == 2
    with desks.open_desk(DataFolder(new.data), None, clock) as desk:
        assert run_to_end(desk.recompute_job()) >= 0


def test_village_verbs_are_refused_at_the_district(pair: Pair, tmp_path: Path,
                                                   capsys: pytest.CaptureFixture[str]) -> None:
    """In this process: twelve starts of the program would say no more."""
    (tmp_path / "a.json").write_text('{"nama": "A"}')
    (tmp_path / "a.csv").write_text("nama,nik\nA,1\n")
    for words in (["tambah", "--dari", tmp_path / "a.json"], ["ubah", "1", "--dari", tmp_path / "a.json"],
                  ["impor", tmp_path / "a.csv"], ["berkas", "1", "KTP", "ada"], ["berkas-desa", "F1", "ada"],
                  ["daftar"], ["cari", "a"], ["periksa"], ["iuran"], ["ekspor", "--ke", tmp_path],
                  ["cetak", "formulir", "--semua", "--ke", tmp_path / "f.pdf"], ["contoh", "--peserta", "2"]):
        assert run(["--data", str(pair.dpmd.data), *map(str, words)]) == 1
        said = capsys.readouterr()
        assert (said.out, said.err.split(":")[0]) == ("", "BUKAN_DESA"), words
    assert pair.desa.refused("ketentuan", "--tabel", tmp_path / "t") == "BUKAN_DPMD"


def test_the_words_may_come_unseen(set_up: Path, tmp_path: Path) -> None:
    """On the command line they would stand in the list of processes and in the history of the shell."""
    old, new = Cli(tmp_path / "lama"), Cli(tmp_path / "baru")
    words = old.json("siapkan", "desa", "--kode", VILLAGE, "--kepala-desa", "A", "--sekretaris", "B")["pemulihan"]
    made = old.json("cadangkan", "--ke", tmp_path / "stik")
    assert new.refused("pulihkan", made["berkas"]) == "KATA_DIPERLUKAN"
    new.env["JAMSOS_KATA"] = words
    assert new.json("pulihkan", made["berkas"])["kode"] == VILLAGE
