"""The villages of the demo: set up, filled with fictional people, printed, sent, mended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Pejabat, Peserta
from jamsos_desktop.paths import DataFolder

CORRECTED = 12
READY_AFTERWARDS = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """One village: code, head, secretary, how many people, the seed they are drawn with."""

    kode: str
    kepala: str
    sekretaris: str
    orang: int
    benih: int
    npp: str


PLANS = (
    Plan("74.02.11.2017", "MUH. ARSYAD TAHIR", "NURHAYATI SALAM", 125, 7, "26004417"),
    Plan("74.02.11.2023", "LA ODE HAMZAH", "WAHYUNI SAPUTRI", 40, 11, "26004423"),
    Plan("74.02.36.2002", "BASRI TAWULO", "HASNIA", 40, 23, "26004436"),
)


def set_up(plan: Plan, folder: Path, key: Path, clock: desks.Clock) -> DataFolder:
    """A village desk that knows the district's key, filled with its people."""
    unit = desks.with_officials(
        desks.unit_for(plan.kode), Pejabat(jabatan="kepala_desa", nama=plan.kepala, gelar="S.Sos."),
        Pejabat(jabatan="sekretaris", nama=plan.sekretaris), Pejabat(jabatan="bendahara", nama="HASNIA"))
    unit = replace(unit, alamat="Jl. Poros, Dusun I", kode_pos="93351", npp=plan.npp, telepon="0812 9900 0733")
    village = DataFolder(folder)
    desks.set_up_desa(village, desks.SetUp(unit, None, key), clock)
    with desks.open_desk(village, None, clock) as desk:
        run_to_end(desk.samples_job(plan.orang, plan.benih))
    return village


def print_forms(desk: desks.Desk, out: Path) -> list[desks.Printed]:
    """Everyone who may be printed, on both sizes of paper."""
    everyone = tuple(uid for tab in ("siap_cetak", "tercetak") for uid in desk.uids(desks.Query(tab=tab)))
    before = tuple(desk.uids(desks.Query(tab="siap_cetak")))
    first = run_to_end(desk.print_job(desks.PrintOrder(everyone, ("ceklis", "formulir"), "F4", out)))
    second = run_to_end(desk.print_job(desks.PrintOrder(before[:5], ("formulir",), "A4", out)))
    return [first, second]


def ready(desk: desks.Desk) -> list[Peserta]:
    """Those who go with the next package."""
    return [p for p in desk.everyone() if p.status == "siap_kirim"]


def make_ready(desk: desks.Desk, uids: list[str]) -> None:
    """Print the forms of these people and tick every paper they need."""
    run_to_end(desk.print_job(desks.PrintOrder(tuple(uids), ("formulir",), "F4", None)))
    for uid in uids:
        kelompok = desk.read(uid).kelompok
        for paper in desk.person_papers(kelompok):
            if paper.perlu.get(kelompok) == "W" and paper.tahap == "kirim":
                desk.set_berkas([uid], paper.kode, "ada")


def enrol_twice(desk: desks.Desk, other: Peserta, slip: bool = False) -> Peserta:
    """The same person typed in again here, with the name spelt another way: a double to be found.

    ``slip``: with a wrong digit in the NIK too, so that only likeness finds it.
    """
    decided = (desk.today - timedelta(days=19)).isoformat()
    spelt = other.nama.replace("SITTI", "ST.").replace("MUHAMMAD", "MUH.")
    row: dict[str, Any] = {
        "kelompok": "pekerja_rentan", "nik": _slipped(other.nik) if slip else other.nik, "no_kk": other.no_kk,
        "nama": spelt, "nama_ibu": other.nama_ibu,
        "tempat_lahir": other.tempat_lahir, "tanggal_lahir": other.tanggal_lahir and other.tanggal_lahir.isoformat(),
        "jenis_kelamin": other.jenis_kelamin, "status_kawin": other.status_kawin, "alamat": "Dusun I", "dusun": "I",
        "rt": "001", "rw": "001", "kode_pos": "93351", "hp": other.hp, "pekerjaan": "PKL", "pekerjaan_ktp": "9",
        "penghasilan": 1_000_000, "lokasi_kerja": "Pasar desa", "jam_kerja": "06.00 - 14.00", "program": ["JKK", "JKM"],
        "sumber_dana": {"jkk_jkm": "APBD_KAB"}, "periode_bayar": 6, "wadah_jenis": "SA",
        "mulai": other.mulai and other.mulai.isoformat(), "golongan_darah": "O", "pernah_peserta": "tidak",
        "sk_nomor": f"188.45/9/{desk.today.year}", "sk_tanggal": decided,
        "desil": 3, "persetujuan": {"tanggal": decided, "cara": "tanda_tangan"},
        "keluarga": [{"nama": "HASAN", "hubungan": "anak", "tanggal_lahir": "2001-01-01", "urutan": 1}]}
    [added] = desk.add_people([row])
    make_ready(desk, [added.uid])
    return desk.read(added.uid)


def _slipped(nik: str) -> str:
    return nik[:-1] + str((int(nik[-1]) + 1) % 10)


def correct_after_printing(desk: desks.Desk) -> None:
    """Mothers' names corrected on printed forms: those people need a new form and signature."""
    for uid in desk.uids(desks.Query(tab="tercetak"))[-CORRECTED:]:
        person = desk.read(uid)
        desk.save(replace(person, nama_ibu=f"{person.nama_ibu} BINTI AMIN"), person.revisi, why="salah ketik")


def more_ready(desk: desks.Desk) -> None:
    """A few more people ready after the package, so that this status too is there to be seen."""
    rows = desk.rows(desk.find(desks.Query(tab="tercetak"))[:READY_AFTERWARDS])
    make_ready(desk, [row.uid for row in rows.values()])


def mend(desk: desks.Desk, uid: str, nama: str) -> None:
    """Correct a refused name as its reason says, print and sign anew."""
    person = desk.read(uid)
    desk.save(replace(person, nama=nama), person.revisi, why="perbaikan sesudah ditolak")
    make_ready(desk, [uid])


def send(desk: desks.Desk, out: Path, *, excel: bool = False) -> desks.Exported:
    """Make a package of what is new in folder ``out``; ``excel``: with its table beside it."""
    return run_to_end(desk.export_job(out, penuh=False, excel=excel))


def ready_to_mend(desk: desks.Desk) -> Peserta:
    """Somebody just sent whose name the district will find spelt otherwise."""
    return next(p for p in desk.everyone() if p.status == "terkirim" and p.kelompok == "pekerja_rentan")
