"""A small village with something for every paper: each group, cards, bills, a leaver, a death, an accident.

Everything in it is invented and the same on every day it is built, so that its papers can be compared word for word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.model.records import Keluarga, Pejabat, Peserta, SumberDana
from jamsos_desktop.paths import DataFolder
from tests.conftest import TODAY, make_ready, salma

NOON = datetime(2026, 11, 21, 10, 42, tzinfo=timezone(timedelta(hours=8)))
FUND, YEAR = "APBD_KAB", 2026
LONG_NAME = "SITTI NURHALIZA RAHMAWATI PUTRI ANDI MAPPANYUKKI KARAENG TUNISOMBAYYA DAENG MATTAYANG BINTI ABDURRAHMAN" \
    " SYAIFULLAH BUTON"
LONG_ADDRESS = "Jalan Poros Pantai Soropia lorong ketiga sesudah tempat pelelangan ikan, rumah panggung cat hijau di" \
    " belakang masjid"
NAMES = ("RUSDIN", "HASNIA", "ABDUL GAFFAR", "NUR AZIZAH", "WA ODE SALMA", "LA BASRI", "JUMRIA LATIF", "HAMID SALAM",
         "MARDIANA", "LA ODE HAMID", LONG_NAME)


class Still(desks.Clock):
    """A clock that stands at one moment."""

    def now(self) -> datetime:
        return NOON


def clock() -> desks.Clock:
    """The moment of every paper: 21 November 2026, 10.42."""
    return Still(TODAY)


def nik(nth: int, *, woman: bool, born: date) -> str:
    """The NIK of the nth person (serial 9xxx)."""
    return f"740211{born.day + (40 if woman else 0):02}{born:%m%y}9{400 + nth:03}"


def rentan(nth: int, *, woman: bool = False, **changed: Any) -> Peserta:
    """The nth person as a fisher paid for by the kabupaten."""
    born = date(1984, 8, 14)
    return salma(f"0199{nth:04}-0000-7000-8000-000000000001", **{
        "nama": NAMES[nth], "nik": nik(nth, woman=woman, born=born), "jenis_kelamin": "P" if woman else "L",
        "no_kk": f"7402111203109{nth:03}", "desil": 1 + nth % 4, "dusun": "I" if nth % 2 else "II",
        "alamat": f"Dusun {'I' if nth % 2 else 'II'} dekat dermaga", **changed})


def official(nth: int, kelompok: str, jabatan: str, *, woman: bool = False, **changed: Any) -> Peserta:
    """The nth person as a wage earner of the village."""
    return rentan(nth, woman=woman, kelompok=kelompok, **{
        "segmen": "PU", "jabatan": jabatan, "pekerjaan": "", "pekerjaan_ktp": "99", "penghasilan": 2_022_200,
        "mulai_bekerja": date(2023, 1, 2), "status_pegawai": "PKWTT", "sumber_dana": SumberDana(jkk_jkm="APBDES_ADD"),
        "periode_bayar": 1, "wadah_jenis": "", "sk_nomor": f"141/0{nth + 1}/BI/2023", "sk_tanggal": date(2023, 1, 2),
        "desil": None, **changed})


def people() -> list[Peserta]:
    """Everybody, as first written down."""
    kin = (Keluarga(nama="SITTI MARWAH", hubungan="istri", nik="7402114903909072", tanggal_lahir=date(1990, 3, 9),
                    hp="081399000242", urutan=1),
           Keluarga(nama="ALIYA RAMADHANI", hubungan="anak", nik="7402115106159120", tanggal_lahir=date(2015, 6, 11),
                    urutan=2, wali="ibu"),
           Keluarga(nama="FAHRI RUSDIN", hubungan="anak", nik="7402110402199187", tanggal_lahir=date(2019, 2, 4)))
    since = {"mulai": date(2026, 6, 1), "sumber_dana": SumberDana(jkk_jkm="APBDES_ADD")}
    return [
        official(0, "perangkat_desa", "KAUR_TU", keluarga=kin, mulai=date(2026, 6, 1), kartu="di_desa"),
        official(1, "perangkat_desa", "KASI_PEM", woman=True),
        official(2, "ekosistem_desa", "POSYANDU", segmen="BPU", pekerjaan="LAIN", penghasilan=1_000_000,
                 periode_bayar=6, wadah_jenis="SA"),
        official(3, "non_asn", "HONORER", woman=True, penghasilan=1_500_000),
        rentan(4, woman=True, alamat="Lorong pelelangan lama"), rentan(5, **since, kartu="di_desa"),
        rentan(6, woman=True, keluarga=(), nama_ibu="", hp=""),
        rentan(7, **since), rentan(8, woman=True, **since), rentan(9, **since),
        rentan(10, woman=True, alamat=LONG_ADDRESS),
    ]


MEMBERS = (0, 5, 7, 8, 9)


def build(root: Path, changed: Mapping[int, Mapping[str, Any]] | None = None) -> DataFolder:
    """The village's data folder, set up below ``root``; ``changed``: place -> what that person has otherwise."""
    unit = desks.with_officials(
        desks.unit_for("74.02.11.2017"), Pejabat(jabatan="kepala_desa", nama="MUH. ARSYAD TAHIR", gelar="S.Sos."),
        Pejabat(jabatan="sekretaris", nama="NURHAYATI SALAM"), Pejabat(jabatan="bendahara", nama="HASNIA"))
    folder = DataFolder(root)
    desks.set_up_desa(folder, desks.SetUp(replace(unit, kode_pos="93351", npp="26004417", telepon="081299000733",
                                                  alamat="Jl. Poros Pantai Soropia, Dusun I")), clock())
    with desks.open_desk(folder, None, clock()) as desk:
        everybody = [replace(p, **(changed or {}).get(nth, {})) for nth, p in enumerate(people())]
        for person in everybody:
            desk.save(person, 0)
        _enrol(desk, [everybody[nth].uid for nth in MEMBERS])
        _office(desk)
        _affairs(desk, *(everybody[nth].uid for nth in (7, 8, 9)))
    return folder


def _enrol(desk: desks.Desk, uids: list[str]) -> None:
    """These people travelled in package 1, and their dues are paid until the end of November."""
    make_ready(desk, *uids)
    with desk.ctx.open() as db, db.write():
        db.run("INSERT INTO paket (seq, isi, base, prev, sha, kode_periksa, nama_berkas, ukuran, waktu, penerima,"
               " jumlah, keadaan) VALUES (1, 'selisih', 0, '', 'x', 'AAAA', 'JD-1.jdx', 1, '2026-08-20T08:00:00+08:00',"
               " '{}', '{}', 'dikonfirmasi')")
        db.many("INSERT INTO paket_orang (seq, uid, revisi, inti, permohonan) VALUES (1, ?, ?, '', 'daftar')",
                [(uid, desk.read(uid).revisi) for uid in uids])
    for nth, segmen in enumerate(("PU", "BPU")):
        those = tuple(uid for uid in uids if desk.read(uid).segmen == segmen)
        bill = desk.make_bill(desks.BillOrder(sumber_dana="APBDES_ADD", segmen=segmen, bulan_dari="2026-06",
                                              bulan=6, uids=those, kode_bayar=f"88074021126{nth}"))
        desk.record_payment(bill, date(2026, 11, 18), f"NTB 26041{nth}")


def _office(desk: desks.Desk) -> None:
    """What the village itself has done: some of its papers, a step of the road, the list of pekerja rentan."""
    desk.set_berkas_desa("NOMINATIF", "ada")
    desk.mark_step("wadah", "pks", date(2026, 11, 18), "14/PKS/2026", "", "selesai")
    desk.set_rentan_quota(YEAR, FUND, 2, "Surat DPMD 440/12/2026")
    desk.propose_selection(YEAR, FUND)


def _affairs(desk: desks.Desk, leaver: str, dead: str, hurt: str) -> None:
    desk.leave(leaver, desks.LeaveOrder(sebab="pindah", tanggal=date(2026, 11, 15)))
    desk.leave(dead, desks.LeaveOrder(sebab="meninggal", tanggal=date(2026, 11, 17)))
    desk.leave(hurt, desks.LeaveOrder(sebab=desks.ACCIDENT, waktu=NOON.replace(day=20, hour=9, minute=30),
                                      tempat="Dermaga Bajo Indah", uraian="Terpeleset saat menurunkan ikan"))
