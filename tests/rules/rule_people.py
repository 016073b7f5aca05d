"""Two fictional people without a fault, one of each segment, and what is known about their village."""

from __future__ import annotations

from datetime import date

from jamsos_desktop.model.records import Keluarga, Peserta, SumberDana, Unit
from jamsos_desktop.model.regions import load_regions
from jamsos_desktop.policy import load_policy
from jamsos_desktop.rules import Known

TODAY = date(2026, 11, 21)
UNIT = Unit(kode="74.02.11.2017", nama="Bajo Indah", kecamatan="Soropia", kabupaten="Kabupaten Konawe")
KNOWN = Known(TODAY, load_policy(), load_regions(), UNIT,
              {"7402110101809001": ("BPU-000012", "JUMRIA"), "7402110101809002": ("", "LA DANI")})

HUSBAND = Keluarga(nama="LA ODE HASAN", hubungan="suami", nik="7402110302809366", tanggal_lahir=date(1980, 2, 3),
                   urutan=1)
CHILD = Keluarga(nama="LA ODE FAJAR", hubungan="anak", nik="7402112211129114", tanggal_lahir=date(2012, 11, 22),
                 urutan=2, wali="LA ODE HASAN")

SALMA = Peserta(
    uid="u1", nomor="BPU-000417", kelompok="pekerja_rentan", segmen="BPU", pekerjaan="OLAH_IKAN",
    nik="7402115408849417", no_kk="7402111203109276", nama="WA ODE SALMA", tempat_lahir="SOROPIA",
    tanggal_lahir=date(1984, 8, 14), jenis_kelamin="P", nama_ibu="WA MUNA", alamat="Dekat dermaga", dusun="II",
    hp="081299000417", penghasilan=900_000, lokasi_kerja="Tempat pendaratan ikan", program=("JKK", "JKM"),
    sumber_dana=SumberDana(jkk_jkm="APBD_KAB"), periode_bayar=6, mulai=date(2026, 12, 1), pernah_peserta="tidak",
    desil=3, desil_tanggal=date(2026, 11, 1), keluarga=(HUSBAND, CHILD), revisi=1)

RUSDIN = Peserta(
    uid="u2", nomor="PU-000009", kelompok="perangkat_desa", segmen="PU", jabatan="KAUR_TU",
    nik="7402111706889041", no_kk="7402112109149058", nama="RUSDIN", tempat_lahir="SOROPIA",
    tanggal_lahir=date(1988, 6, 17), jenis_kelamin="L", status_kawin="kawin", nama_ibu="WA HANIAH",
    alamat="Depan masjid", kode_pos="93351", hp="081299000241", penghasilan=2_022_200,
    mulai_bekerja=date(2023, 1, 2), sk_nomor="141/03/BI/2023", sk_tanggal=date(2023, 1, 2), program=("JKK", "JKM"),
    sumber_dana=SumberDana(jkk_jkm="APBDES_ADD"), mulai=date(2026, 12, 1), pernah_peserta="tidak",
    keluarga=(Keluarga(nama="SITTI MARWAH", hubungan="istri", urutan=1),), revisi=1)
