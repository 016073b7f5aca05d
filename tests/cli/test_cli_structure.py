"""The verbs ``struktur`` and ``jabatan``, and ``siapkan desa`` for an office, as scripts drive them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.program import run
from jamsos_desktop.paths import DataFolder
from tests.desk.test_desk_structure import official

Said = tuple[int, str, str]


@pytest.fixture
def say(folder: DataFolder, clock: desks.Clock, monkeypatch, capsys) -> Callable[..., Said]:
    """Run a verb in a village with two people: exit code, what it wrote, what it said was wrong."""
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")
    with desks.open_desk(folder, None, clock) as desk:
        desk.save(official(1), 0)
        desk.save(official(2, "KASI_PEM"), 0)

    def do(*words: str) -> Said:
        code = run(["--data", str(folder.root), *words])
        out, err = capsys.readouterr()
        return code, out, err

    return do


def document(say: Callable[..., Said], *words: str) -> Any:
    code, out, err = say(*words, "--json")
    assert code == 0, err
    return json.loads(out)


def test_the_board_is_listed_filled_and_emptied(say):
    found = document(say, "struktur")
    assert (found["lengkap"], found["kurang"], found["kosong"], found["klasifikasi"]) == (2, 2, 7, "")
    assert "KAUR_KEU     Kaur Keuangan" in say("struktur")[1]
    found = document(say, "struktur", "--isi", "KAUR_REN", "--peserta", "PU-000002", "--keadaan", "plt",
                     "--sampai", "2026-12-01", "--sk", "141/09/2026")
    seat = next(one for one in found["kursi"] if one["id"] == "KAUR_REN")
    assert (seat["nama"], seat["keadaan"], seat["sampai"], seat["rangkap"]) == (
        "Wa Titin", "plt", "2026-12-01", ["Kasi Pemerintahan"])
    assert [(one["jenis"], one["hari"]) for one in found["pengingat"]] == [("plt", 10)]
    found = document(say, "struktur", "--isi", "KADES", "--nama", "La Baraka", "--keadaan", "pj")
    assert found["kursi"][0]["papan"] == "lengkap"
    found = document(say, "struktur", "--tambah", "Dusun IV", "--kolom", "kadus", "--jabatan", "KADUS", "--dusun", "IV")
    assert found["kursi"][-1]["id"] == "KADUS-IV"
    found = document(say, "struktur", "--kosongkan", "KAUR_REN")
    assert found["kosong"] == 8
    found = document(say, "struktur", "--klasifikasi", "swadaya")
    assert found["klasifikasi"] == "swadaya"
    assert document(say, "struktur", "--cocok")["diperiksa"] == "2026-11-21"
    assert document(say, "struktur", "--hapus", "SEKDES")["kursi"][1]["id"] != "SEKDES"


@pytest.mark.parametrize(("words", "code", "told"), [
    (("--isi", "KADES"), 1, "KURSI_SALAH"), (("--isi", "ENTAH", "--nama", "X"), 1, "KURSI_TIDAK_ADA"),
    (("--isi", "KADES", "--peserta", "BPU-000099"), 1, "PESERTA_TIDAK_ADA"),
    (("--isi", "KADES", "--nama", "X", "--mulai", "besok"), 1, "TANGGAL_SALAH"),
    (("--tambah", "Kasi Baru"), 1, "KURSI_SALAH"), (("--kosongkan", "ENTAH"), 1, "KURSI_TIDAK_ADA"),
    (("--kosongkan", "KADES", "--hapus", "KADES"), 2, "Perintah salah"),
    (("--peserta", "PU-000001"), 2, "Perintah salah"), (("--cocok", "--sk", "1"), 2, "Perintah salah"),
    (("--klasifikasi", "mandiri"), 2, "Perintah salah"),
])
def test_wrong_words_are_refused_and_change_nothing(say, words, code, told):
    before = document(say, "struktur")
    done, out, err = say("struktur", *words)
    assert (done, out, err.partition(":")[0]) == (code, "", told)
    assert document(say, "struktur") == before


def test_posts_are_listed_and_changed(say):
    found = {one["kode"]: one for one in document(say, "jabatan")}
    assert (found["RT"]["segmen"], found["RT"]["segmen_asal"], found["RT"]["orang"]) == ("BPU", "PU/BPU", 0)
    found = {one["kode"]: one for one in document(say, "jabatan", "--tambah", "Penjaga air", "--segmen", "PU")}
    assert (found["PENJAGA_AIR"]["sendiri"], found["PENJAGA_AIR"]["segmen"]) == (True, "PU")
    assert "RT                       Ketua RT                           PU" in say(
        "jabatan", "--ubah", "rt", "--segmen", "PU")[1]
    found = {one["kode"] for one in document(say, "jabatan", "--hapus", "penjaga_air")}
    assert "PENJAGA_AIR" not in found
    assert say("jabatan", "--hapus", "ENTAH")[2].startswith("JABATAN_TIDAK_ADA")
    assert say("jabatan", "--segmen", "PU")[0] == say("jabatan", "--ubah", "RT")[0] == 2


def test_an_office_is_set_up_by_its_code(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")
    base = ["--json", "--data", str(tmp_path / "opd"), "siapkan", "desa", "--kepala-desa", "La Baraka",
            "--sekretaris", "Wa Suni"]
    assert run([*base, "--kode", "74.02.11.2017", "--nama", "Dinas"]) == 2
    assert run([*base, "--kode", "74.02.OPD.01", "--jenis", "opd"]) == 1
    assert run([*base, "--kode", "74.02.OPD.01"]) == 1  # not in the table of regions: an office must be named so
    err = capsys.readouterr().err
    assert [line.partition(":")[0] for line in err.splitlines()] == [
        "Perintah salah", "Lihat", "UNIT_SALAH", "KODE_WILAYAH_SALAH"]
    assert run([*base, "--kode", "74.02.opd.01", "--jenis", "opd", "--nama", "Dinas Perikanan"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kode"], told["nama"], told["mode"]) == (
        "74.02.OPD.01", "Dinas Perikanan, Kabupaten Konawe", "desa")
    assert run(["--data", str(tmp_path / "opd"), "struktur"]) == 0
    assert capsys.readouterr().out == "Dinas Perikanan tidak punya papan perangkat desa.\n"
