"""``blangko``: what is in force, checking a mapping, the fit test, the calibration sheet, as people and scripts see."""

from __future__ import annotations

from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from tests.cli.spoken import Words
from tests.conftest import TODAY, salma
from tests.hub import makers
from tests.paper import paper_blanks as made


@pytest.fixture
def cli(folder: DataFolder, clock: desks.Clock, tmp_path: Path, capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch) -> Words:
    monkeypatch.setenv("JAMSOS_HARI_INI", TODAY.isoformat())
    blanks = tmp_path / "ubah" / "blangko"
    blanks.mkdir(parents=True)
    (blanks / "formulir_bpu.toml").write_bytes(made.FIELDS)
    (blanks / "formulir_bpu.pdf").write_bytes(made.acroform())
    with desks.open_desk(folder, None, clock) as desk, makers.district(tmp_path) as dpmd:
        for name, data in (dpmd.make_key(), dpmd.make_pack(
                desks.PackOrder(versi="2026.7", mulai=TODAY, changes=tmp_path / "ubah"))):
            desk.take_in(desks.write_whole(data, tmp_path / name))
        desk.save(salma(nama="WA ODE " + "PANJANG " * 12), 0)
    return Words(folder.root, capsys)


def test_blanks_are_listed_checked_and_tried(cli: Words, tmp_path: Path) -> None:
    (row,) = cli.json("blangko", "--daftar")
    assert (row["jenis"], row["segmen"], row["cara"], row["keyakinan"]) == (
        "formulir", "BPU", "isian", "kompilasi sendiri")
    checked = cli.json("blangko", "--periksa", tmp_path / "ubah" / "blangko" / "formulir_bpu.pdf")
    assert {"nik", "orang.nama"} <= {field["name"] for field in checked["fields"]}
    assert checked["loose"] == ["Helvetica"]
    tried = cli.json("blangko", "--uji-muat")
    assert tried["ringkas"][0] == {"jenis": "formulir", "kolom": "Nama lengkap", "akibat": "tidak_muat", "banyak": 1}
    assert "1 tidak akan jadi" in cli.run("blangko", "--uji-muat")[1]
    assert "0 tidak akan jadi" in cli.run("blangko", "--uji-muat", "--tanpa-blangko")[1]
    sheet = tmp_path / "uji.pdf"
    assert cli.json("blangko", "--contoh", sheet) == {"berkas": str(sheet)}
    assert sheet.read_bytes().startswith(b"%PDF")


def test_what_is_wrong_is_said(cli: Words, tmp_path: Path) -> None:
    bad = tmp_path / "ubah" / "blangko" / "formulir_bpu.toml"
    bad.write_bytes(made.FIELDS.replace(b'field = "nik"', b'field = "NIK"'))
    code, _, said = cli.run("blangko", "--periksa", bad)
    assert (code, "BLANGKO_SALAH" in said, "kolom NIK tidak ada di formulir_bpu.pdf" in said) == (1, True, True)
    code, _, said = cli.run("blangko", "--periksa", tmp_path / "tidak-ada.toml")
    assert (code, "FILE_TIDAK_ADA" in said) == (1, True)
    assert cli.run("blangko")[0] == 2
    assert cli.run("blangko", "--daftar", "--uji-muat")[0] == 2
    assert cli.run("blangko", "--contoh", tmp_path / "x.pdf", "--kertas", "A3")[0] == 1
