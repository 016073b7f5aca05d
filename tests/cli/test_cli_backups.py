"""The verbs of backups: the list, trying, comparing, going back; commands back themselves up when enough was saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.program import run
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import backups


@pytest.fixture
def jamsos(folder: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")

    def call(*words: str) -> tuple[int, str, str]:
        code = run(["--data", str(folder.root), *words])
        said = capsys.readouterr()
        return code, said.out, said.err
    return call


def many(folder: DataFolder, clock: desks.Clock, count: int) -> None:
    with desks.open_desk(folder, None, clock) as desk:
        desk.add_people([{"kelompok": "pekerja_rentan", "nama": f"ORANG {at}"} for at in range(count)])


def test_commands_back_up_once_enough_was_saved(folder: DataFolder, clock: desks.Clock, jamsos) -> None:
    code, out, _ = jamsos("cadangan")
    assert (code, "0 cadangan otomatis" in out, "belum pernah" in out) == (0, True, True)
    assert jamsos("cadangan", "--uji")[0] == 1
    many(folder, clock, 22)
    jamsos("cari", "ORANG")
    [made] = backups.local(folder)
    assert (made.sebab, made.orang) == ("hitung", 22)
    jamsos("cari", "ORANG")
    assert len(backups.local(folder)) == 1
    told = json.loads(jamsos("--json", "cadangan")[1])
    assert [one["orang"] for one in told["cadangan"]] == [22]
    assert told["luar_perlu"] is True
    assert jamsos("cadangan", "--uji")[1].startswith(f"{made.path.name} utuh: Desa Bajo Indah, 22 orang")
    assert jamsos("cadangan", "--buang-lama")[1] == "Tidak ada yang akan dilepas.\n"
    assert jamsos("cadangan", "--pengingat", "90")[0] == 1


def test_no_room_for_it_does_not_fail_the_command(folder: DataFolder, clock: desks.Clock, jamsos) -> None:
    many(folder, clock, 22)
    folder.backups.write_text("a file where the folder should be")
    code, out, err = jamsos("cari", "ORANG 3")
    assert code == 0
    assert "ORANG 3" in out
    assert err.startswith("CADANGAN_BELUM_DIBUAT: Folder cadangan tidak dapat ditulisi.")


def test_comparing_and_going_back(folder: DataFolder, clock: desks.Clock, jamsos) -> None:
    many(folder, clock, 22)
    jamsos("cari", "ORANG")
    [made] = backups.local(folder)
    many(folder, clock, 2)
    code, out, _ = jamsos("cadangan", "--bandingkan", str(made.path))
    assert (code, "Sesudah cadangan itu: 2 orang baru." in out) == (0, True)
    code, out, _ = jamsos("--json", "pulihkan", str(made.path))
    told = json.loads(out)
    assert (code, told["orang"], told["orang_baru"]) == (0, 22, 2)
    assert Path(told["sebelumnya"]).is_file()
    with desks.open_desk(folder, None, clock) as desk:
        assert desk.counts().total == 22


def test_an_empty_folder_needs_the_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                         capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("JAMSOS_KATA", raising=False)
    assert run(["--data", str(tmp_path / "kosong"), "pulihkan", str(tmp_path / "a.jdc")]) == 1
    assert capsys.readouterr().err.startswith("KATA_DIPERLUKAN")
