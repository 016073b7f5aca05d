"""Fictional people, desks and packages for the tests of exchange."""

from __future__ import annotations

import random
import uuid
from datetime import date, datetime, timedelta, timezone
from typing import Any

from jamsos_desktop.exchange import keys
from jamsos_desktop.exchange.keys import DeskKeys, KeyFile
from jamsos_desktop.exchange.package import Built, SetoranData, build_setoran, person_row
from jamsos_desktop.model.records import Keluarga, Pejabat, Persetujuan, Peserta, SumberDana, Unit

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 10, 44, tzinfo=timezone(timedelta(hours=8)))
UNIT = Unit(kode="74.02.11.2017", nama="Bajo Indah", kecamatan="Soropia", kabupaten="Kabupaten Konawe",
            provinsi="Sulawesi Tenggara", lambang=b"PNG",
            pejabat=(Pejabat(jabatan="kepala_desa", nama="Nurhayati Salam"),))
FIRST = ("Wa Ode", "La Ode", "Sitti", "Muhammad", "Andi", "Nur", "Abdul", "Made", "Wayan", "Hasna", "Rahmat", "Jumria")
LAST = ("Salma", "Aminah", "Hidayat", "Ramli", "Kasim", "Rusdin", "Hasanah", "Nurdin", "Saleh", "Mustari", "Wulandari",
        "Baharuddin", "Syamsul", "Rahmawati", "Arsyad", "Tamrin", "Lestari", "Gunawan", "Sahrul", "Hamka")
PAPERS = ("ktp", "kk", "formulir", "sk", "foto", "rekening")


def key_of(desk: DeskKeys, kode: str = "74.02", nama: str = "DPMD Kabupaten Konawe") -> KeyFile:
    body = {"kind": "kunci", "kode": kode, "nama": nama, "nomor": 2, "berlaku_sampai": "2027-12-31",
            "sign": desk.public.sign, "age": desk.public.age}
    return keys.key_file_from(body)


def _name(dice: random.Random) -> str:
    return " ".join((dice.choice(FIRST), *dice.sample(LAST, dice.choice((1, 2))))).upper()


def _nik(dice: random.Random, born: date) -> str:
    day = born.day + dice.choice((0, 40))
    return f"7402{dice.randrange(1, 30):02}{day:02}{born:%m%y}9{dice.randrange(1000):03}"


def _uid(dice: random.Random, nth: int) -> str:
    moment = 1_795_000_000_000 + nth * 97_000
    chance = (7 << 76) | (dice.getrandbits(12) << 64) | (2 << 62) | dice.getrandbits(62)
    return str(uuid.UUID(int=(moment << 80) | chance))


def _born(dice: random.Random, year: int) -> date:
    return date(year, 1, 1) + timedelta(days=dice.randrange(16_000))


def _relative(dice: random.Random, order: int, relation: str) -> Keluarga:
    born = _born(dice, 1975)
    return Keluarga(nama=_name(dice), hubungan=relation, nik=_nik(dice, born), tanggal_lahir=born, urutan=order)


def person(dice: random.Random, nth: int) -> Peserta:
    """One person as full as a careful secretary leaves it: three relatives, six papers, consent."""
    born = _born(dice, 1960)
    kin = tuple(_relative(dice, order, relation) for order, relation in enumerate(("istri", "anak", "anak"), 1))
    job = dice.choice(("petani", "nelayan", "pedagang", "buruh_harian", "tukang"))
    return Peserta(
        uid=_uid(dice, nth), nomor=f"BPU-{nth:06}", kelompok="pekerja_rentan", segmen="BPU", pekerjaan=job,
        pekerjaan_ktp="petani", nik=_nik(dice, born), no_kk=_nik(dice, date(2015, 3, dice.randrange(1, 28))),
        nama=_name(dice), tempat_lahir=dice.choice(("KENDARI", "UNAAHA", "SOROPIA")), tanggal_lahir=born,
        jenis_kelamin=dice.choice("LP"), status_kawin="kawin", nama_ibu=_name(dice),
        alamat=f"Jalan Poros {dice.choice(LAST)} {dice.randrange(1, 90)}",
        dusun=dice.choice(("I", "II", "III")), rt=f"{dice.randrange(1, 9):03}", rw="001", kode_pos="93351",
        hp=f"08{dice.randrange(10 ** 10):010}", penghasilan=dice.choice((1_000_000, 1_500_000, 2_000_000)),
        lokasi_kerja="sawah", jam_kerja="06.00 - 14.00", mulai_bekerja=_born(dice, 1980), program=("JKK", "JKM"),
        sumber_dana=SumberDana(jkk_jkm="apbd_kabupaten"), periode_bayar=12, mulai=date(2027, 1, 1),
        wadah_jenis="kelompok_tani", desil=dice.randrange(1, 5), desil_tanggal=date(2026, 10, 1), keluarga=kin,
        berkas=dict.fromkeys(PAPERS, "ada"), persetujuan=Persetujuan(tanggal=TODAY, cara="tanda_tangan"),
        status="siap_kirim", revisi=dice.randrange(1, 6),
        diubah=f"2026-11-{dice.randrange(1, 21):02}T09:{nth % 60:02}:00")


def people(count: int, seed: int = 7) -> list[dict[str, Any]]:
    """Rows of a package, each with dues and one payment."""
    dice = random.Random(seed)
    iuran = {"jkk_sen": 1_000_000, "jkm_sen": 680_000}
    return [person_row(person(dice, nth), iuran=iuran, bayar=[{
        "kode_bayar": f"{dice.randrange(10 ** 12):012}", "bulan_dari": "2027-01", "bulan_sampai": "2027-12",
        "jumlah_sen": 20_160_000, "dibayar_tanggal": "2026-12-15"}]) for nth in range(1, count + 1)]


def parcel(rows: list[dict[str, Any]], village: DeskKeys, district: DeskKeys, **more: Any) -> Built:
    """A setoran no. 5 of these rows."""
    base = SetoranData(unit=UNIT, people=rows, seq=5, base=4, prev="a" * 64, device="d1", riwayat=(17, "b" * 64),
                       hapus=({"uid": _uid(random.Random(1), 1), "revisi": 3},),
                       sotk=({"jabatan": "kepala_desa", "nama": "Nurhayati Salam"},),
                       sisa=({"kelompok": "pekerja_rentan", "status": "tercetak", "jumlah": 5},),
                       berkas_desa={"sptjm": "tidak_ada"}, **more)
    return build_setoran(base, village, key_of(district), NOW)
