"""``data-saya``, ``persetujuan``, ``permintaan``, ``batasi``, ``hapus-selamanya``, ``retensi``, ``kebocoran``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from spoken import Words

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from tests.conftest import salma
from tests.paper.paper_reading import words as text_of

ONE, TWO = "BPU-000001", "BPU-000002"


@pytest.fixture(scope="module")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Path:
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("hak") / "data"))
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        desk.save(salma(), 0)
        desk.save(salma("u2", nik="7402115408849418", nama="JUMRIA LATIF"), 0)
    return root


@pytest.fixture
def say(village: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Words:
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")
    return Words(Path(shutil.copytree(village, tmp_path / "data")), capsys)


def test_consent_is_noted_and_withdrawn(say: Words) -> None:
    given = say.json("persetujuan", ONE, "--catat", "2026-11-20", "--cara", "rekaman", "--saksi", "LA BASRI")
    assert given["persetujuan"] == {"tanggal": "2026-11-20", "cara": "rekaman", "versi": "1", "saksi": "LA BASRI",
                                    "ditarik": None, "sebab_tarik": ""}
    gone = say.json("persetujuan", ONE, "--tarik", "2026-11-21", "--sebab", "Pindah")
    assert (gone["persetujuan"]["ditarik"], gone["persetujuan"]["sebab_tarik"]) == ("2026-11-21", "Pindah")
    assert say.refused("persetujuan", ONE, "--tarik", "2026-11-21") == "PERSETUJUAN_TIDAK_ADA"
    assert "Ditarik 21/11/2026" in say.run("persetujuan", ONE)[1]


def test_requests_run_and_end(say: Words) -> None:
    [row] = say.json("permintaan", "--orang", ONE, "--jenis", "akses", "--diterima", "2026-11-20T00:10")
    assert (row["nomor"], row["jenis"], row["selesai"]) == (ONE, "akses", None)
    assert row["tenggat"].startswith("2026-11-23T00:10")
    assert "Tenggat 23/11/2026" in say.run("permintaan")[1]
    assert say.json("permintaan", "--selesai", row["id"][-8:], "--hasil", "diserahkan") == []
    [done] = say.json("permintaan", "--semua")
    assert done["hasil"] == "diserahkan"
    assert say.run("permintaan", "--orang", ONE)[0] == 2


def test_a_copy_is_told_and_printed(say: Words, tmp_path: Path) -> None:
    parts = {part["judul"]: part for part in say.json("data-saya", ONE)}
    assert ["NIK", "740211 540884 9417"] in next(p["baris"] for p in parts.values() if p["baris"][0][0] == "NIK")
    made = say.json("data-saya", ONE, "--ke", tmp_path / "salinan.pdf")
    assert "WA ODE SALMA" in text_of(Path(made["berkas"]).read_bytes())


def test_rest_and_back(say: Words) -> None:
    assert say.json("batasi", ONE, "--alasan", "Dipersoalkan")["dibatasi"].endswith("Dipersoalkan")
    found = [row for row in say.json("periksa") if row["nomor"] == ONE and row["kode"] == "DATA_DIBATASI"]
    assert len(found) == 1
    assert say.json("batasi", ONE, "--alasan", "Sudah jelas", "--buka")["dibatasi"] == ""


def test_erasing_by_command_says_first_what_it_would_do(say: Words, tmp_path: Path) -> None:
    plan = say.json("hapus-selamanya", ONE, "--coba")
    assert [nomor for _, _, nomor in plan["orang"]] == [ONE]
    assert len(say.json("daftar")) == 2
    assert say.run("hapus-selamanya", ONE)[0] == 2
    erased = say.json("hapus-selamanya", ONE, "--dasar", "keliru", "--berita-acara", tmp_path / "ba.pdf")
    assert (erased["orang"], erased["salinan_sampai"], erased["tersisa"]) == (1, None, [])
    assert "PEMUSNAHAN" in text_of(Path(erased["berita_acara"]).read_bytes())
    assert [p["nomor"] for p in say.json("daftar")] == [TWO]
    assert say.refused("hapus-selamanya", ONE, "--coba") == "PESERTA_TIDAK_ADA"
    [row] = say.json("hapus-selamanya", "--daftar")
    assert row["selesai"]
    assert "tanpa salinan" in say.run("hapus-selamanya", "--daftar")[1]


def test_nobody_is_over_their_time_yet_and_a_breach_is_told(say: Words, tmp_path: Path) -> None:
    assert say.json("retensi") == []
    made = say.json("kebocoran", "--terungkap", "NIK", "--terjadi", "Laptop hilang", "--penanganan", "Lapor",
                    "--lembaga", "--ke", tmp_path / "bocor.pdf")
    assert "Laptop hilang" in text_of(Path(made["berkas"]).read_bytes())
    assert say.refused("kebocoran", "--terungkap", "NIK", "--terjadi", "X", "--penanganan", "Y", "--diketahui",
                       "2027-01-01T00:00", "--ke", tmp_path / "x.pdf") == "WAKTU_SALAH"
