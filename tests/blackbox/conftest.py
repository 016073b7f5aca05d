"""A village made from outside: set up, with three people of its own and some made ones, copied for every test."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.blackbox.outside import BUNDLE, Desk
from tests.blackbox.waiting_program import CAN_FORK

# Needs a bundle to look at; `make test-bundle` gives one. A program that waits is of the source, and forks.
collect_ignore = [] if BUNDLE else ["test_bundle_whole.py", "test_upgrade_outside.py"]
collect_ignore += [] if CAN_FORK and not BUNDLE else ["test_waiting_program.py"]

SALMA, JUFRI, HASNA = "7402115408849417", "7402110603799401", "7402114107889402"
PEOPLE = [
    {"kelompok": "pekerja_rentan", "nik": SALMA, "nama": "Wa Ode Salma", "tempat_lahir": "Soropia",
     "tanggal_lahir": "1984-08-14", "jenis_kelamin": "P", "no_kk": "7402111203109276", "nama_ibu": "Wa Muna",
     "status_kawin": "kawin", "alamat": "Dusun II", "dusun": "II", "hp": "081299000417", "pekerjaan": "Nelayan",
     "penghasilan": 900000, "lokasi_kerja": "Dermaga", "program": ["JKK", "JKM"], "mulai": "2026-12-01",
     "keluarga": [{"nama": "La Ode Hasan", "hubungan": "suami", "tanggal_lahir": "1980-02-03", "urutan": 1}]},
    {"kelompok": "perangkat_desa", "jabatan": "KADES", "nik": JUFRI, "nama": "Jufri Latif", "tempat_lahir": "Toronipa",
     "tanggal_lahir": "1979-03-06", "jenis_kelamin": "L", "no_kk": "7402111203109401", "nama_ibu": "Wa Sitti",
     "status_kawin": "kawin", "alamat": "Dusun I", "dusun": "I", "hp": "081299000401", "penghasilan": 2426640,
     "program": ["JKK", "JKM"], "mulai": "2026-12-01", "sk_nomor": "141/9/2024", "sk_tanggal": "2024-01-02",
     "mulai_bekerja": "2024-01-02", "kode_pos": "93351",
     "keluarga": [{"nama": "Wa Sinar", "hubungan": "istri", "tanggal_lahir": "1982-02-03", "urutan": 1}]},
    {"kelompok": "pekerja_rentan", "nik": HASNA, "nama": "Hasna Dg. Puji", "tempat_lahir": "Bajoe",
     "tanggal_lahir": "1988-07-01", "jenis_kelamin": "P", "dusun": "II", "pekerjaan": "Petani"},
]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The village all tests of this process copy."""
    folder = tmp_path_factory.mktemp("luar")
    desk = Desk(folder / "desa")
    words = desk.json("siapkan", "desa", "--kode", "74.02.11.2017", "--kepala-desa", "Jufri Latif",
                      "--sekretaris", "Nurhayati Salam")["pemulihan"]
    (folder / "kata").write_text(words, "utf-8")
    (folder / "orang.json").write_text(json.dumps(PEOPLE), "utf-8")
    assert desk.json("contoh", "--peserta", 6)["dibuat"] == 6
    assert desk.json("tambah", "--dari", folder / "orang.json")[0]["status"] == "siap_cetak"
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    """A village of this test's own with nine people."""
    return Desk(Path(shutil.copytree(made / "desa", tmp_path / "desa")))


@pytest.fixture
def words(made: Path) -> str:
    """The twelve words of the village."""
    return (made / "kata").read_text("utf-8")
