"""One-line fixtures: a village desk, a district key, fictional people (NIK serials 9xxx)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Keluarga, Pejabat, Peserta, SumberDana
from jamsos_desktop.paths import DataFolder
from tests import (
    evening,  # noqa: F401 - keeps midnight out of the run
    kdf_cost,  # noqa: F401 - makes PINs cheap from here on
)
from tests.pace import pytest_collection, pytest_collection_modifyitems  # noqa: F401 - of the whole suite
from tests.untouched import unchanged

TODAY = date(2026, 11, 21)
CLOCK_DAY = TODAY


@pytest.fixture(scope="session")
def clock() -> desks.Clock:
    return desks.Clock(TODAY)


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[Path]:
    """A freshly set up village, made once: key derivation is meant to be slow. Tests work on copies."""
    root = tmp_path_factory.mktemp("desa") / "data"
    unit = desks.with_officials(
        desks.unit_for("74.02.11.2017"), Pejabat(jabatan="kepala_desa", nama="MUH. ARSYAD TAHIR", gelar="S.Sos."),
        Pejabat(jabatan="sekretaris", nama="NURHAYATI SALAM"))
    desks.set_up_desa(DataFolder(root), desks.SetUp(replace(unit, kode_pos="93351")), clock)
    with unchanged(root):
        yield root


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[Path]:
    """One practice, made once; tests work on copies."""
    place = tmp_path_factory.mktemp("tmp")
    before, tempfile.tempdir = tempfile.tempdir, str(place)
    try:
        village = run_to_end(desks.make_practice_job(clock))
    finally:
        tempfile.tempdir = before
    with unchanged(village.root.parent):
        yield village.root.parent


@pytest.fixture
def folder(set_up: Path, tmp_path: Path) -> DataFolder:
    """A village data folder of this test's own, with nobody in it."""
    return DataFolder(Path(shutil.copytree(set_up, tmp_path / "data-desa")))


@pytest.fixture
def desk(folder: DataFolder, clock: desks.Clock) -> Iterator[desks.Desk]:
    with desks.open_desk(folder, None, clock) as opened:
        yield opened


@pytest.fixture(scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Path:
    """The public key file of DPMD Konawe."""
    root = tmp_path_factory.mktemp("dpmd")
    desks.set_up_dpmd(DataFolder(root / "data"), "74.02", None, clock)
    with desks.open_desk(DataFolder(root / "data"), None, clock) as district:
        name, data = district.make_key()
    return desks.write_whole(data, root / name)


def salma(uid: str = "01a00000-0000-7000-8000-000000000001", **changed: object) -> Peserta:
    """A complete pekerja rentan, ready to print; ``changed`` damages what a test wants damaged."""
    whole = Peserta(
        uid=uid, kelompok="pekerja_rentan", segmen="BPU", pekerjaan="NELAYAN", pekerjaan_ktp="11",
        nik="7402115408849417", no_kk="7402111203109276", nama="WA ODE SALMA", tempat_lahir="SOROPIA",
        tanggal_lahir=date(1984, 8, 14), jenis_kelamin="P", golongan_darah="O", status_kawin="kawin",
        nama_ibu="WA MUNA", alamat="Dusun II dekat dermaga", dusun="II", rt="003", rw="002", kode_pos="93351",
        hp="081299000417", penghasilan=900_000, lokasi_kerja="Tempat pendaratan ikan", jam_kerja="06.00 - 14.00",
        program=("JKK", "JKM"), sumber_dana=SumberDana(jkk_jkm="APBD_KAB"), periode_bayar=6, mulai=date(2026, 12, 1),
        wadah_jenis="SA", pernah_peserta="tidak", sk_nomor="188.45/412/2026", sk_tanggal=date(2026, 11, 2), desil=3,
        keluarga=(Keluarga(nama="LA ODE HASAN", hubungan="suami", nik="7402110302809366",
                           tanggal_lahir=date(1980, 2, 3), hp="081399000418", urutan=1),))
    return replace(whole, **changed)  # type: ignore[arg-type]


@pytest.fixture
def person() -> Peserta:
    return salma()


def make_ready(desk: desks.Desk, *uids: str) -> None:
    """Print the forms and tick every required paper, so that these people are ready to be sent."""
    from jamsos_desktop.jobs import run_to_end

    run_to_end(desk.print_job(desks.PrintOrder(uids, ("formulir",), "F4", None)))
    kinds: dict[str, list[str]] = {}
    for uid in uids:
        kinds.setdefault(desk.read(uid).kelompok, []).append(uid)
    for kelompok, people in kinds.items():
        for paper in desk.person_papers(kelompok):
            if paper.perlu.get(kelompok) == "W" and paper.tahap == "kirim":
                desk.set_berkas(people, paper.kode, "ada")
