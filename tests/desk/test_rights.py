"""Who may do what: the secretary everything, an operator the daily work, a viewer of the district only looks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.sipp import village_sipp_job
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Pejabat
from jamsos_desktop.model.rights import LEAD, ROLES, Right, refusal, role
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import staff, vault
from tests.conftest import make_ready, salma

LEADER, OTHER = "274913", "815306"


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, set_up: Path, key_file: Path, clock: desks.Clock) -> Path:
    """A village with DPMD's key, its secretary and an operator, each with a PIN; made once."""
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("berdua") / "desa"))
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        desk.take_in(key_file)
        desk.start_pin(LEADER)
        desk.add_user("LA ODE OPERATOR", "operator", OTHER)
    return root


@pytest.fixture
def pair(shared: Path, tmp_path: Path) -> DataFolder:
    return DataFolder(Path(shutil.copytree(shared, tmp_path / "desa")))


@pytest.fixture
def operator(pair: DataFolder, clock: desks.Clock) -> Iterator[desks.Desk]:
    """The desk as the operator opens it."""
    uid = next(one.id for one in vault.users(pair) if one.nama == "LA ODE OPERATOR")
    with desks.open_desk(pair, OTHER, clock, user=uid) as desk:
        yield desk


@pytest.fixture(scope="session")
def district_pair(tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Path:
    """A district with an officer and a viewer; made once."""
    root = tmp_path_factory.mktemp("dpmd-berdua") / "dpmd"
    desks.set_up_dpmd(DataFolder(root), "74.02", LEADER, clock, petugas="Asrul")
    with desks.open_desk(DataFolder(root), LEADER, clock) as desk:
        desk.add_user("Bupati Muda", "pelihat", OTHER)
    return root


@pytest.fixture
def viewer(district_pair: Path, tmp_path: Path, clock: desks.Clock) -> Iterator[desks.Desk]:
    folder = DataFolder(Path(shutil.copytree(district_pair, tmp_path / "dpmd")))
    uid = next(one.id for one in vault.users(folder) if one.nama == "Bupati Muda")
    with desks.open_desk(folder, OTHER, clock, user=uid) as desk:
        yield desk


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Problem) as told:
        act()
    return told.value.kode


def test_whoever_leads_may_do_everything_and_a_viewer_nothing() -> None:
    for mode, kode in LEAD.items():
        assert ROLES[kode].mode == mode
        assert ROLES[kode].hak == frozenset(Right)
    assert ROLES["pelihat"].hak == frozenset()
    assert not ROLES["pelihat"].penuh
    assert role("belum dikenal").hak == frozenset()


@pytest.mark.parametrize("right", list(Right))
def test_each_refusal_says_who_may(right: Right) -> None:
    assert "sekretaris" in refusal(right, "desa").apa
    assert "petugas" in refusal(right, "dpmd").apa


FORBIDDEN: dict[str, Callable[[desks.Desk, Path], object]] = {
    "profil": lambda desk, _: desk.set_office(npwp="012345678901000"),
    "pejabat": lambda desk, _: desk.set_unit(desks.with_officials(desk.unit, Pejabat(jabatan="kepala_desa", nama="X"))),
    "npp di map desa": lambda desk, _: desk.mark_step("pemberi_kerja", "bpjs", nomor="BB123456"),
    "kunci DPMD": lambda desk, tmp: desk.take_in(tmp),
    "ketentuan kembali": lambda desk, _: desk.roll_back_policy("program"),
    "pindah": lambda desk, tmp: run_to_end(desk.backup_job(tmp.parent, pindah=True)),
    "laptop lama": lambda desk, _: desk.old_laptop_retired(),
    "tambah pengguna": lambda desk, _: desk.add_user("BARU", "operator", "736401"),
    "atur PIN orang lain": lambda desk, _: desk.reset_pin("p1", "736401"),
    "lembar pemulihan": lambda desk, _: desk.draw_sheet(),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_an_operator_is_refused_what_only_the_secretary_may(operator: desks.Desk, key_file: Path, what: str) -> None:
    before = (len(operator.trail_list()), operator.unit, staff.every(operator._db))
    assert refused(lambda: FORBIDDEN[what](operator, key_file)) == "HAK_TIDAK_CUKUP"
    assert (len(operator.trail_list()), operator.unit, staff.every(operator._db)) == before


def test_an_operator_does_the_daily_work(operator: desks.Desk, tmp_path: Path) -> None:
    kept = operator.save(salma(), 0)
    make_ready(operator, kept.uid)
    run_to_end(operator.export_job())
    stick = tmp_path / "stick"
    stick.mkdir()
    assert run_to_end(operator.backup_job(stick)).path.exists()
    operator.delete([kept.uid], "salah ketik")
    done = {row.apa: row.oleh for row in operator.trail_list()}
    for words in ("Menambah peserta", "Mencetak bundel", "Membuat kiriman", "Membuat cadangan", "Menghapus peserta",
                  "Membuka kunci dengan PIN"):
        assert done[words] == "La Ode Operator"


def test_a_button_can_ask_beforehand_and_is_told_why_not(operator: desks.Desk, pair: DataFolder) -> None:
    assert operator.may(Right.TULIS)
    assert operator.why_not(Right.TULIS) == ""
    assert not operator.may(Right.KANTOR)
    assert "hanya boleh dilakukan sekretaris" in operator.why_not(Right.KANTOR)


def test_a_new_secretary_goes_on_under_the_new_name_everywhere(pair: DataFolder, clock: desks.Clock) -> None:
    with desks.open_desk(pair, LEADER, clock, user="p1") as desk:
        desk.set_office(sekretaris="HASNIA TAHIR")
        assert desk.user == "Hasnia Tahir"
        assert [one.nama for one in desk.users()] == ["HASNIA TAHIR", "LA ODE OPERATOR"]
        desk.save(salma(), 0)
        assert desk.trail_list(most=1)[0].oleh == "Hasnia Tahir"
        assert "Mengubah pengguna" in {row.apa for row in desk.trail_list(most=3)}
    assert {one.nama for one in vault.users(pair)} == {"HASNIA TAHIR", "LA ODE OPERATOR"}


def test_a_viewer_of_the_district_reads_and_never_writes(viewer: desks.Desk, tmp_path: Path) -> None:
    district = viewer.district
    assert district is not None
    assert run_to_end(viewer.recompute_job()) == 0
    district.recap("")
    before = len(viewer.trail_list())
    assert viewer.trail_list(most=1)[0].apa == "Membuka kunci dengan PIN"
    for act in (lambda: district.add_unit("74.02.OPD.01", "Dinas Perikanan"),
                lambda: district.set_targets(2026, {"74.02.11.2017": {"pekerja_rentan": 5}}),
                lambda: viewer.set_unit(replace(viewer.unit, alamat="Jalan Lain")),
                lambda: viewer.keep_draft("x", "y", {}),
                lambda: run_to_end(viewer.backup_job(tmp_path))):
        assert refused(act) == "HAK_TIDAK_CUKUP"
    assert len(viewer.trail_list()) == before
    assert viewer.verify_trail().utuh


def test_a_viewer_gets_no_file_with_whole_numbers_and_leaves_nothing_behind(viewer: desks.Desk, tmp_path: Path) -> None:
    """The files for BPJS are refused before they are written, not after; so are replies and deliveries."""
    district = viewer.district
    assert district is not None
    before = sorted(viewer.folder.root.rglob("*"))
    for act in (lambda: district.sipp_job(tmp_path), lambda: district.bpu_list_job("K-0001", tmp_path / "daftar.xlsx"),
                lambda: district.fill_template_job("K-0001", tmp_path / "templat.xlsx", tmp_path / "isi"),
                lambda: district.reply_job(tmp_path), lambda: district.take_in_job([tmp_path])):
        assert refused(partial(run_to_end, act())) == "HAK_TIDAK_CUKUP"
    assert list(tmp_path.glob("*.xlsx")) == []
    assert sorted(viewer.folder.root.rglob("*")) == before


def test_whoever_only_looks_at_a_village_gets_no_sipp_workbook(desk: desks.Desk, tmp_path: Path) -> None:
    looks_on = replace(desk.ctx, role=ROLES["pelihat"])
    assert refused(lambda: run_to_end(village_sipp_job(looks_on, tmp_path))) == "HAK_TIDAK_CUKUP"
    assert list(tmp_path.glob("*.xlsx")) == []


def test_what_a_viewer_writes_out_is_noted(viewer: desks.Desk, tmp_path: Path) -> None:
    district = viewer.district
    assert district is not None
    kind = next(one for one in district.report_kinds() if ".pdf" in one.bentuk)
    run_to_end(district.report_job(kind.kode, tmp_path / "laporan.pdf"))
    newest = viewer.trail_list(most=1)[0]
    assert (newest.oleh, newest.apa, newest.tentang) == ("Bupati Muda", "Menulis laporan", kind.nama.lower())
