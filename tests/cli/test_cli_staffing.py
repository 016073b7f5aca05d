"""Verbs of people, PINs, the sheet and the key: secrets come by the environment and never stand in what is said."""

from __future__ import annotations

import subprocess

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import slots
from tests.cli.spoken import Words

LEAD, OPERATOR, OTHER = "482913", "739187", "864297"


@pytest.fixture
def cli(tmp_path, capsys, monkeypatch):
    """A village that opens unasked, its day held still."""
    monkeypatch.setattr(slots, "MEMORY_KIB", 8)
    monkeypatch.setattr(slots, "PASSES", 1)
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")
    for name in ("JAMSOS_PIN", "JAMSOS_PIN_BARU", "JAMSOS_KATA", "JAMSOS_PENGGUNA"):
        monkeypatch.delenv(name, raising=False)
    words = Words(tmp_path / "data", capsys)
    words.json("siapkan", "desa", "--kode", "7402112017", "--kepala-desa", "MUH. ARSYAD", "--sekretaris", "NURHAYATI")
    return words


def test_people_and_pins(cli, monkeypatch):
    assert cli.json("pengguna")[0]["pin"] is False
    assert cli.refused("pin", "--baru") == "PIN_BARU_KOSONG"
    monkeypatch.setenv("JAMSOS_PIN_BARU", LEAD)
    assert cli.json("pin", "--baru") == {"pin": True}
    monkeypatch.setenv("JAMSOS_PIN", LEAD)
    monkeypatch.setenv("JAMSOS_PIN_BARU", OPERATOR)
    assert cli.refused("pengguna", "--tambah", "Rahmat", "--peran", "petugas") == "PERAN_SALAH"
    assert [(one["id"], one["nama"], one["peran"], one["pin"]) for one in
            cli.json("pengguna", "--tambah", "Rahmat", "--peran", "operator")] == [
        ("p1", "NURHAYATI", "sekretaris", True), ("p2", "Rahmat", "operator", True)]
    assert cli.refused("daftar") == "PILIH_PENGGUNA"
    monkeypatch.setenv("JAMSOS_PENGGUNA", "rahmat")
    monkeypatch.setenv("JAMSOS_PIN", OPERATOR)
    assert cli.json("daftar") == []
    monkeypatch.setenv("JAMSOS_PIN_BARU", OTHER)
    cli.json("pin", "--ganti")
    assert cli.refused("daftar") == "PIN_SALAH"
    assert cli.refused("pin", "--ganti") == "PIN_SALAH"
    monkeypatch.setenv("JAMSOS_PENGGUNA", "p1")
    monkeypatch.setenv("JAMSOS_PIN", LEAD)
    assert cli.json("pengguna", "rahmat", "--ganti-nama", "Rahmat H.")[1]["nama"] == "Rahmat H."
    assert cli.json("pengguna", "p2", "--peran", "sekretaris")[0]["peran"] == "sekretaris"
    cli.json("pin", "--untuk", "Rahmat H.")
    assert [one["id"] for one in cli.json("pengguna", "p2", "--hapus")] == ["p1"]
    assert cli.refused("pengguna", "p2", "--hapus") == "PENGGUNA_TIDAK_ADA"
    monkeypatch.setenv("JAMSOS_PENGGUNA", "Rahmat H.")
    assert cli.refused("daftar") == "PENGGUNA_TIDAK_ADA"


@pytest.mark.parametrize("words", [
    ("pengguna", "--hapus"), ("pengguna", "p1", "--tambah", "X"), ("pengguna", "p1", "--hapus", "--peran", "operator"),
    ("pin",), ("pin", "--baru", "--untuk", "p1"), ("kunci-baru",)])
def test_wrong_usage(cli, words):
    code, said, error = cli.run(*words)
    assert (code, said) == (2, "")
    assert "Perintah salah" in error


def test_sheet_key_and_forgotten_pin(cli, monkeypatch, tmp_path):
    assert cli.run("lembar-pemulihan")[1] == "Lembar pemulihan belum dicetak.\n"
    assert cli.refused("kunci-baru", "--ke", tmp_path / "nol.pdf") == "TANPA_PIN"
    assert not (tmp_path / "nol.pdf").exists()  # its words open nothing
    monkeypatch.setenv("JAMSOS_PIN_BARU", LEAD)
    cli.json("pin", "--baru")
    monkeypatch.setenv("JAMSOS_PIN", LEAD)
    monkeypatch.setenv("JAMSOS_PIN_BARU", OPERATOR)
    cli.json("pengguna", "--tambah", "Rahmat", "--peran", "operator")
    monkeypatch.setenv("JAMSOS_PENGGUNA", "nurhayati")
    made = cli.json("lembar-pemulihan", "--ke", tmp_path / "satu.pdf", "--simpan-di", "Lemari", "--penanggung", "A")
    assert (made["nomor"], made["simpan_di"], made["terbukti"]) == (1, "Lemari", False)
    told = cli.json("kunci-baru", "--ke", tmp_path / "dua.pdf")
    assert (told["lembar"], told["perlu_pin"], told["cadangan_lama"]) == (2, ["Rahmat"], 0)
    assert [one["pin"] for one in cli.json("pengguna")] == [True, False]
    monkeypatch.setenv("JAMSOS_PIN_BARU", OTHER)
    monkeypatch.setenv("JAMSOS_KATA", words_on(tmp_path / "satu.pdf"))
    assert cli.refused("pin", "--pulihkan") == "KATA_BUKAN_DESA_INI"
    monkeypatch.setenv("JAMSOS_KATA", words_on(tmp_path / "dua.pdf"))
    assert cli.json("pin", "--pulihkan") == {"pin": True}
    assert cli.refused("daftar") == "PIN_SALAH"
    monkeypatch.setenv("JAMSOS_PIN", OTHER)
    assert cli.json("daftar") == []
    assert cli.json("pin", "--kunci-otomatis", 30) == {"menit": 30}


def test_a_sheet_that_does_not_come_into_force_leaves_the_older_one(cli, monkeypatch, tmp_path):
    monkeypatch.setenv("JAMSOS_PIN_BARU", LEAD)
    cli.json("pin", "--baru")
    monkeypatch.setenv("JAMSOS_PIN", LEAD)
    sheet = tmp_path / "lembar.pdf"
    cli.json("lembar-pemulihan", "--ke", sheet)
    older, folder = sheet.read_bytes(), DataFolder(cli._data)
    with desks.open_desk(folder, LEAD) as desk, desk.ctx.open() as db, db.write():
        db.run("CREATE TRIGGER penuh BEFORE INSERT ON riwayat WHEN new.aksi = 'lembar.simpan'"
               " BEGIN SELECT RAISE(ABORT, 'penuh'); END")
    assert cli.refused("lembar-pemulihan", "--ke", sheet) == "DATA_GAGAL"
    assert cli.refused("lembar-pemulihan", "--ke", tmp_path / "lain.pdf") == "DATA_GAGAL"
    assert not (tmp_path / "lain.pdf").exists()
    with desks.open_desk(folder, LEAD) as desk, desk.ctx.open() as db, db.write():
        db.run("DROP TRIGGER penuh")
    assert cli.json("lembar-pemulihan")["nomor"] == 1
    assert (sheet.read_bytes(), [path.name for path in tmp_path.glob(".lembar*")]) == (older, [])
    assert cli.json("lembar-pemulihan", "--ke", sheet)["nomor"] == 2
    assert (sheet.read_bytes() == older, [path.name for path in tmp_path.glob(".lembar*")]) == (False, [])


def words_on(pdf):
    """The twelve words as somebody reads them from the paper."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    cells = text[text.index(" 1 "):text.index("Cara pakai")].split()
    numbered = dict(zip(map(int, cells[::2]), cells[1::2], strict=True))
    return " ".join(numbered[n] for n in range(1, 13))


def test_guessing_at_the_command_line_waits_and_tells_no_secret(cli, monkeypatch):
    monkeypatch.setenv("JAMSOS_PIN_BARU", LEAD)
    cli.json("pin", "--baru")
    monkeypatch.setenv("JAMSOS_PIN", OTHER)
    said = [cli.run("daftar")[2] for _ in range(6)]
    assert [line.partition(":")[0] for line in said] == ["PIN_SALAH"] * 5 + ["PIN_TUNGGU"]
    assert OTHER not in "".join(said)
    monkeypatch.setenv("JAMSOS_PIN", LEAD)
    assert cli.refused("daftar") == "PIN_TUNGGU"  # also the right one waits


def test_broken_letters_in_a_secret(cli, monkeypatch):
    monkeypatch.setenv("JAMSOS_PIN_BARU", "12\udce936")
    assert cli.refused("pin", "--baru") == "HURUF_RUSAK"
