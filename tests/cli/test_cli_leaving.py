"""``keluar``, ``kecelakaan`` and ``klaim``: documents, words, and what is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.program import run
from jamsos_desktop.paths import DataFolder
from tests.desk.leaving_village import a_package, enrol, paid

Say = Callable[..., Any]


@pytest.fixture(scope="module")
def root(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Path:
    """A village with four members (BPU-000001..4) and one for whom nothing was paid (BPU-000005)."""
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("perintah") / "data"))
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        a_package(desk)
        for nth in range(1, 5):
            paid(desk, enrol(desk, nth, mulai=date(2026, 6, 1)), "2026-06", "2026-11", "2026-05-28")
        enrol(desk, 5, sent=False)
    return root


@pytest.fixture
def said(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Run a verb: its JSON document, or its words (``words=True``), or the code it was refused with."""
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")

    def say(*argv: object, words: bool = False) -> Any:
        code = run(["--data", str(root), *map(str, argv), *([] if words else ["--json"])])
        out, err = capsys.readouterr()
        if code:
            assert "Traceback" not in err
            return err.partition(":")[0]
        return out if words else json.loads(out)

    return say


def test_a_death_by_command(said: Say, root: Path, tmp_path: Path) -> None:
    [left] = said("keluar", "BPU-000001", "--sebab", "meninggal", "--tanggal", "18/11/2026")
    assert (left["status"], left["hak"]["keadaan"], left["hak"]["jumlah"]) == ("meninggal", "berhak", 42_000_000)
    assert [row["nomor"] for row in said("daftar", "--status", "meninggal")] == ["BPU-000001"]
    assert said("daftar", "--status", "keluar") == []
    code = left["kejadian"][-8:]
    view = said("klaim", code, "--berkas", "akta_mati", "ada", "--berkas", "REK", "ada")
    assert {p["kode"] for p in view["berkas"] if p["keadaan"] == "ada"} == {"KTP", "KK", "AKTA_MATI", "REK"}
    assert said("klaim", code, "--ajukan", "2026-11-20")["baris"]["diajukan"] == "2026-11-20"
    assert said("keluar", "BPU-000001", "--batal") == "KLAIM_BERJALAN"
    made = said("klaim", code, "--cetak", tmp_path / "klaim.pdf")
    assert Path(made["cetakan"]).read_bytes().startswith(b"%PDF")
    assert said("klaim", code, "--selesai", "dibayar")["baris"]["terbuka"] is False
    assert said("klaim") == []
    assert [row["keadaan"] for row in said("klaim", "--semua")] == ["dibayar"]
    assert said("klaim", code, "--buka-lagi")["baris"]["terbuka"] is True


def test_an_accident_by_command(said: Say) -> None:
    words = said("kecelakaan", "BPU-000002", "--waktu", "2026-11-20T09:30", "--tempat", "Dermaga", words=True)
    assert "Laporkan ke BPJS paling lambat 22/11/2026 pukul 09.30. Sisa " in words
    code = words.strip().rpartition(" ")[2]
    view = said("klaim", code, "--lapor", "2026-11-20T16:00")
    assert (view["baris"]["jenis"], view["baris"]["sisa"]) == ("JKK", "")
    assert "belum dikonfirmasi" in said("klaim", code, words=True)
    assert [p["status"] for p in said("daftar") if p["nomor"] == "BPU-000002"] == ["aktif"]


def test_exits_by_command(said: Say) -> None:
    left = said("keluar", "BPU-000003", "BPU-000005", "--sebab", "pindah")
    assert [one["status"] for one in left] == ["keluar", "keluar"]
    assert "hanya keluar dari daftar desa" in left[1]["kalimat"]
    back = said("keluar", "BPU-000003", "--batal")
    assert [one["status"] for one in back] == ["aktif"]


def test_a_deadly_accident_by_command(said: Say) -> None:
    [left] = said("keluar", "BPU-000004", "--sebab", "meninggal", "--tanggal", "2026-11-19", "--kecelakaan",
                  "2026-11-19T07:00")
    view = said("klaim", left["kejadian"])
    assert (left["status"], view["baris"]["jenis"], view["baris"]["meninggal"]) == ("meninggal", "JKK", True)


@pytest.mark.parametrize(("argv", "code"), [
    (("keluar", "BPU-000002", "--sebab", "pindah", "--tanggal", "besok"), "TANGGAL_SALAH"),
    (("keluar", "BPU-000002", "--sebab", "pindah", "--tanggal", "2026-02-30"), "TANGGAL_SALAH"),
    (("keluar", "BPU-000002", "--sebab", "meninggal", "--tanggal", "2026-11-22"), "TANGGAL_DEPAN"),
    (("keluar", "BPU-999999", "--sebab", "pindah"), "PESERTA_TIDAK_ADA"),
    (("keluar", "BPU-000002", "--sebab", "bosan"), "Perintah salah"),
    (("keluar", "BPU-000002"), "Perintah salah"),
    (("keluar", "BPU-000002", "--batal"), "BELUM_KELUAR"),
    (("kecelakaan", "BPU-000002", "--waktu", "2026-11-20"), "WAKTU_SALAH"),
    (("kecelakaan", "BPU-000002", "--waktu", "2026-11-22T09:30"), "WAKTU_DEPAN"),
    (("klaim", "TIDAKADA"), "KEJADIAN_TIDAK_ADA"), (("klaim", "--lapor", "2026-11-20T09:30"), "Perintah salah"),
    (("klaim", "X", "--lapor", "2026-11-20T09:30", "--ajukan", "2026-11-20"), "Perintah salah"),
    (("klaim", "--buka", "BPU-000002"), "TIDAK_MENINGGAL"),
])
def test_what_is_refused(said: Say, argv: tuple[str, ...], code: str) -> None:
    assert said(*argv) == code
