"""A village in the middle of its work, with a secretary, an operator, and files from DPMD that wait on a stick."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Persetujuan, SumberDana
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import vault
from tests import release_kit
from tests.conftest import make_ready, salma
from tests.desk.leaving_village import enrol_member
from tests.desk.talks import Talk, talking
from tests.photos import photo

LEADER, OPERATOR = "274913", "815306"
NAME = "LA ODE OPERATOR"
FUND, YEAR = "APBDES_ADD", 2026
MEMBERS = 5
GIVEN = Persetujuan(tanggal=date(2026, 11, 1), cara="tanda_tangan")


@dataclass
class Kit:
    """Where things lie, and what earlier rows of a walk made (``kept``)."""

    root: Path
    kept: dict[str, Any] = field(default_factory=dict)

    def file(self, name: str) -> Path:
        return self.root / "stik" / name

    @property
    def out(self) -> Path:
        folder = self.root / "keluar"
        folder.mkdir(exist_ok=True)
        return folder

    def keep(self, name: str, value: Any) -> Any:
        self.kept[name] = value
        return value

    def __getitem__(self, name: str) -> Any:
        return self.kept[name]


Call = Callable[[Any, Kit], Any]
Row = tuple[str, str, Call]  # verb, kind (``operator_rows``), call


def member(nth: int) -> str:
    """The uid of a member with paid dues."""
    return f"0199{nth:04}-0000-7000-8000-000000000001"


def build(root: Path, set_up: Path, clock: desks.Clock) -> None:
    """Make it all below ``root``: ``desa`` is the data folder, ``stik`` what came from elsewhere."""
    stick, folder = root / "stik", DataFolder(Path(shutil.copytree(set_up, root / "desa")))
    stick.mkdir()
    with desks.open_desk(folder, None, clock) as desk, talking(desk, root) as talk:
        _people(desk)
        run_to_end(desk.print_job(desks.PrintOrder(("u0",), ("formulir",), "A4", stick / "bukti.pdf")))
        _letters(talk, stick)
        _leaders(desk, root)
    _loose_files(stick)


def _people(desk: desks.Desk) -> None:
    for nth in range(4):
        desk.save(salma(f"u{nth}", nama=("AMIR", "BASO", "CITRA", "DARMA")[nth], nik=f"74021154088490{nth:02}",
                        desil=1 + nth, persetujuan=GIVEN), 0)
    desk.save(salma("kurang", nama="WA KURANG", nik="7402115408849110", nama_ibu=""), 0)
    desk.save(salma("mampu", nama="LA MAMPU", nik="7402115408849115", desil=9), 0)
    desk.save(salma("kaur", nama="RUSDIN", nik="7402115408849120", kelompok="perangkat_desa", segmen="PU",
                    jabatan="KAUR_KEU", pekerjaan="", wadah_jenis="", penghasilan=2_022_200, periode_bayar=1,
                    mulai_bekerja=date(2023, 1, 2), status_pegawai="PKWTT",
                    sumber_dana=SumberDana(jkk_jkm=FUND)), 0)
    desk.save(salma("keliru", nama="SALAH CATAT", nik="7402115408849130"), 0)
    desk.save(salma("terhapus", nama="TELAH HILANG", nik="7402115408849140"), 0)
    desk.save(salma("dibatasi", nama="WA DIAM", nik="7402115408849150", persetujuan=GIVEN), 0)
    make_ready(desk, "u0", "u1", "u2", "u3")
    desk.set_office(npp="26004417")
    desk.set_rentan_quota(YEAR, FUND, 2, "Perdes 4/2026")
    run_to_end(desk.erase_job(["keliru"], "keliru"))
    desk.restrict_data("dibatasi", "sedang diperiksa")


def _letters(talk: Talk, stick: Path) -> None:
    """One reply is taken in and asks something; another, a pack and the key lie on the stick."""
    talk.deliver()
    talk.activate("u0", "u1")
    before = talk.desa.read("u1")
    talk.desa.save(replace(before, hp="081299000555"), before.revisi)
    talk.hear(kpj=True)
    for nth in range(MEMBERS):
        enrol_member(talk.desa, nth)
    make_ready(talk.desa, "kaur")
    talk.district.message("74.02.11.2017", "Rapat hari Senin.")
    shutil.copyfile(talk.answer(), stick / "balasan.jdx")
    for name, (_, data) in (("kunci.json", talk.dpmd.make_key()), ("ketentuan.jdx", talk.dpmd.make_pack(
            desks.PackOrder(versi="2026.2", mulai=date(2026, 11, 1))))):
        (stick / name).write_bytes(data)
    talk.desa.take_pack(talk.tmp / "stik" / "ketentuan.jdx")
    (stick / "ketentuan-baru.jdx").write_bytes(talk.dpmd.make_pack(
        desks.PackOrder(versi="2026.3", mulai=date(2026, 11, 1)))[1])


def _leaders(desk: desks.Desk, root: Path) -> None:
    """The secretary's PIN and sheet, a backup on the stick, and who else works here."""
    desk.start_pin(LEADER)
    desk.add_user(NAME, "operator", OPERATOR)
    desk.add_user("WA KEDUA", "operator", "736401")
    desk.keep_sheet(desk.draw_sheet(), "Lemari besi", "Nurhayati Salam")
    run_to_end(desk.backup_job(root / "stik"))


def _loose_files(stick: Path) -> None:
    (stick / "DCIM").mkdir()
    (stick / "DCIM" / "ktp.jpg").write_bytes(photo("KTP AMIR"))
    (stick / "warga.csv").write_text("NIK;Nama Lengkap;Tanggal Lahir\n7402111408809001;LA BASRI;14-08-1980\n", "utf-8")
    (stick / "ibu.csv").write_text("NIK;Nama ibu kandung\n7402115408849110;WA LAIN\n", "utf-8")
    release_kit.write(stick, b"MZ", release_kit.Asked("1.1.0", "windows"))


def as_operator(kit: Kit, clock: desks.Clock) -> desks.Desk:
    """The desk as the operator opens it, in a program that takes releases of the tests."""
    folder = DataFolder(kit.root / "desa")
    uid = next(one.id for one in vault.users(folder) if one.nama == NAME)
    desk = desks.open_desk(folder, OPERATOR, clock, user=uid)
    desk.program, desk.release_key = desks.Program("windows", kit.root / "program", "1.0.0"), release_kit.KEY
    return desk


def sheet_drawn(desk: Any) -> desks.RecoverySheet:
    """A recovery sheet as if the secretary had drawn it."""
    return desks.RecoverySheet(vault.draw_words(), 2, desk.now())
